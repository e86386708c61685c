"""What the example questions find in the drawn graph of the store contract, with another person of the same name."""

from __future__ import annotations

from graph.elements import Kind, LinkKind
from tests.graph.made import Made
from tests.graph.store_contract import NUMBER

PARAMETERS = {
    "number": NUMBER,
    "body": "江苏省总工会",
    "person": "王明",
    "initiative": "“五小”技能竞赛",
    "from": "南京市总工会",
    "to": "江苏省总工会",
    "words": "技能竞赛",
    "since": "2023-01-01",
}
OPINION, PLAN = "关于做强技能竞赛的意见", "南京市技能竞赛工作方案"
UNION, CITY, OTHER = "江苏省总工会", "南京市总工会", "云南省总工会"
ISSUED = "江苏省总工会印发《关于做强技能竞赛的意见》"
ROWS: dict[str, list[list[object]]] = {
    "Who issued a policy": [[UNION, True, None, [ISSUED]]],
    "A policy's lineage": [[[OPINION, PLAN], 1]],
    "Who holds which post": [
        ["王明", "主席", "王明兼江苏省总工会主席"],
        ["王明", "党组书记", "王明任江苏省总工会党组书记"],
    ],
    "Which bodies carry out": [[UNION, 2]],
    "How two things are": [[[CITY, PLAN, OPINION, UNION], ["ISSUED", "IMPLEMENTS", "ISSUED"]]],
    "Policies since a day": [[2023, 3, 1, [OPINION]]],
    "Bodies by the number": [[UNION, 2, ["CARRIES_OUT", "ISSUED"]], [CITY, 1, ["ISSUED"]]],
    "What rests on a single": [
        [CITY, "ISSUED", PLAN, "南京市总工会出台《南京市技能竞赛工作方案》", 0.9],
        [PLAN, "IMPLEMENTS", OPINION, "贯彻《关于做强技能竞赛的意见》", 0.9],
        [UNION, "ISSUED", OPINION, ISSUED, 0.9],
        ["王明", "HOLDS_POST", OTHER, "王明任云南省总工会主席", 0.9],
        ["王明", "HOLDS_POST", UNION, "王明任江苏省总工会党组书记", 0.9],
        ["王明", "HOLDS_POST", UNION, "王明兼江苏省总工会主席", 0.9],
    ],
}
"""What each finds, by the beginning of its title; the two that are not here have ids or scores in their rows."""


def elsewhere() -> Made:
    """Another of the name."""
    made = Made("滇.txt", "王明任云南省总工会主席。", region="云南省")
    union = made.entity(Kind.AGENCY, "云南省总工会")
    made.link(made.entity(Kind.PERSON, "王明"), LinkKind.HOLDS_POST, union, "王明任云南省总工会主席", post="主席")
    return made
