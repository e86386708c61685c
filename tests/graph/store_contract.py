"""The contract of `graph.store.GraphStore`: a store's test file subclasses it and gives the fixture `graph`.

The drawn graph: 省总工会 ISSUED 意见; 方案 IMPLEMENTS 意见; 市总工会 ISSUED 方案; 王明 HOLDS_POST 省总工会 (two posts);
省总工会 CARRIES_OUT 技能竞赛; 云南省总工会 stands alone but for its mention.
"""

from __future__ import annotations

from typing import Protocol

import pytest

from graph.elements import Kind, LinkKind, entity_id
from graph.store import GraphStore
from tests.graph.made import Made

NUMBER = "苏工发〔2023〕3号"
OPINION = entity_id(Kind.POLICY, NUMBER)
UNION = entity_id(Kind.AGENCY, "江苏省总工会")
CITY = entity_id(Kind.AGENCY, "南京市总工会")
CONTEST = entity_id(Kind.INITIATIVE, "“五小”技能竞赛")
ALONE = entity_id(Kind.AGENCY, "云南省总工会")


class Graph(Protocol):
    """A store with the means to change what it serves; each change is visible when the call returns."""

    store: GraphStore

    def put(self, *made: Made) -> None: ...
    def forget(self, made: Made) -> None: ...


def provincial() -> Made:
    made = Made(
        "省.txt",
        "江苏省总工会印发《关于做强技能竞赛的意见》（苏工发〔2023〕3号）。\n"
        "王明任江苏省总工会党组书记，王明兼江苏省总工会主席。\n"
        "江苏省总工会开展“五小”技能竞赛，云南省总工会来信祝贺。\n",
        region="江苏省",
    )
    union = made.entity(Kind.AGENCY, "江苏省总工会", "省总工会")
    number = {"key": NUMBER, "keys": (NUMBER,), "doc_number": NUMBER, "date": "2023-03-01"}
    opinion = made.entity(Kind.POLICY, "关于做强技能竞赛的意见", **number)
    wang = made.entity(Kind.PERSON, "王明")
    contest = made.entity(Kind.INITIATIVE, "“五小”技能竞赛")
    made.entity(Kind.AGENCY, "云南省总工会")
    made.link(union, LinkKind.ISSUED, opinion, "江苏省总工会印发《关于做强技能竞赛的意见》", joint=True, order=1)
    made.link(wang, LinkKind.HOLDS_POST, union, "王明任江苏省总工会党组书记", post="党组书记")
    made.link(union, LinkKind.CARRIES_OUT, contest, "江苏省总工会开展“五小”技能竞赛")
    secretary = made.links[1]
    made.link(wang, LinkKind.HOLDS_POST, union, "王明兼江苏省总工会主席", post="主席")
    assert secretary.attrs["post"] == "党组书记"
    return made


def municipal() -> Made:
    made = Made(
        "市.txt",
        "南京市总工会出台《南京市技能竞赛工作方案》，贯彻《关于做强技能竞赛的意见》（苏工发〔2023〕3号）。\n"
        "江苏省总工会开展“五小”技能竞赛，由来已久。\n",
        region="南京市",
    )
    city = made.entity(Kind.AGENCY, "南京市总工会")
    union = made.entity(Kind.AGENCY, "江苏省总工会", "江苏总工会")
    plan = made.entity(Kind.POLICY, "南京市技能竞赛工作方案")
    opinion = made.entity(Kind.POLICY, "关于做强技能竞赛的意见", key=NUMBER, keys=(NUMBER,), doc_number=NUMBER)
    contest = made.entity(Kind.INITIATIVE, "“五小”技能竞赛")
    made.link(city, LinkKind.ISSUED, plan, "南京市总工会出台《南京市技能竞赛工作方案》")
    made.link(plan, LinkKind.IMPLEMENTS, opinion, "贯彻《关于做强技能竞赛的意见》")
    made.link(union, LinkKind.CARRIES_OUT, contest, "江苏省总工会开展“五小”技能竞赛", date="2023")
    return made


class StoreContract:
    """Every read, write and removal, on any store."""

    @pytest.fixture
    def drawn(self, graph: Graph) -> Graph:
        graph.put(provincial(), municipal())
        return graph

    def test_empty_graph_answers_everything_with_nothing(self, graph: Graph) -> None:
        store = graph.store
        assert store.entity("agency-0") is None
        assert store.entities(["agency-0"]) == store.find("江苏") == store.list_entities() == store.links("x") == []
        assert store.neighborhood("agency-0").entities == ()
        assert store.shortest_path("a", "b") == store.mentions("a") == []
        assert store.passage_entities(["p"]) == {"p": []}
        assert list(store.all_entities()) == list(store.all_links()) == []
        assert store.counts().mentions == 0
        assert store.counts().entities == store.counts().links == {}

    def test_entity_unites_what_its_documents_say(self, drawn: Graph) -> None:
        union = drawn.store.entity(UNION)
        assert union is not None
        assert (union.kind, union.name) == (Kind.AGENCY, "江苏省总工会")
        assert union.aliases == ("江苏总工会", "省总工会")
        opinion = drawn.store.entity(OPINION)
        assert opinion is not None
        assert opinion.attrs == {"doc_number": NUMBER, "date": "2023-03-01"}

    def test_entities_come_in_the_order_asked_for(self, drawn: Graph) -> None:
        assert [e.id for e in drawn.store.entities([OPINION, "none", UNION])] == [OPINION, UNION]

    @pytest.mark.parametrize(
        ("name", "found"),
        [
            (UNION, [UNION]),
            ("江苏省总工会", [UNION]),
            ("《关于做强技能竞赛的意见》", [OPINION]),
            (" 江苏省 总工会 ", [UNION]),
            ("江苏总工会", [UNION]),
            ("五小技能竞赛", [CONTEST]),
            ("省总工会", [UNION, ALONE]),
            ("总工会", [UNION, ALONE, CITY]),
            ("河南", []),
            ("", []),
            ("%", []),
        ],
    )
    def test_find_goes_from_exact_to_containing(self, drawn: Graph, name: str, found: list[str]) -> None:
        assert {e.id for e in drawn.store.find(name)} == set(found)
        assert [e.id for e in drawn.store.find(name)][:1] == found[:1]

    def test_find_keeps_to_the_kind_and_the_limit(self, drawn: Graph) -> None:
        assert [e.id for e in drawn.store.find("技能竞赛", Kind.INITIATIVE)] == [CONTEST]
        assert drawn.store.find("江苏省总工会", Kind.PERSON) == drawn.store.find(UNION, Kind.PERSON) == []
        assert len(drawn.store.find("总工会", limit=2)) == 2

    def test_a_policy_is_found_by_its_number_however_brackets_are_printed(self, drawn: Graph) -> None:
        for number in (NUMBER, "苏工发[2023]3号", "苏工发 (2023) 3 号"):
            assert [e.id for e in drawn.store.find(number)] == [OPINION]
        assert drawn.store.find("苏工发〔2023〕4号") == []

    def test_a_policy_is_found_by_its_new_number_only(self, graph: Graph) -> None:
        named = Made("一.txt", "中华人民共和国工会法", region="江苏省")
        law = named.entity(Kind.POLICY, "中华人民共和国工会法")
        misprinted, corrected = (
            Made(f"{serial}.txt", f"中华人民共和国工会法（主席令第{serial}号）", region="江苏省") for serial in (61, 62)
        )
        for made, serial in ((misprinted, 61), (corrected, 62)):
            made.entity(Kind.POLICY, "中华人民共和国工会法", doc_number=f"主席令第{serial}号")
        graph.put(named, misprinted)
        (node,) = graph.store.find("主席令第61号")
        assert graph.store.entity(law) == node
        graph.forget(misprinted)
        assert graph.store.find("主席令第61号") == []
        graph.put(corrected)
        assert graph.store.find("主席令第61号") == []
        assert [e.name for e in graph.store.find("主席令第62号")] == ["中华人民共和国工会法"]

    def test_list_is_by_mentions_then_id(self, drawn: Graph) -> None:
        listed = [e.id for e in drawn.store.list_entities(Kind.AGENCY)]
        assert listed == [UNION, *sorted([ALONE, CITY])]
        assert [e.id for e in drawn.store.list_entities(Kind.AGENCY, limit=1, offset=1)] == listed[1:2]

    def test_links_bear_attributes_and_evidence_of_all_documents(self, drawn: Graph) -> None:
        (carried,) = drawn.store.links(UNION, [LinkKind.CARRIES_OUT])
        assert (carried.head, carried.tail, carried.attrs) == (UNION, CONTEST, {"date": "2023"})
        assert {e.document for e in carried.evidence} == {provincial().id, municipal().id}
        assert {e.quote for e in carried.evidence} == {"江苏省总工会开展“五小”技能竞赛"}
        evidence = provincial().links[2].evidence[0]
        assert evidence in carried.evidence

    def test_posts_are_links_of_their_own(self, drawn: Graph) -> None:
        posts = drawn.store.links(UNION, [LinkKind.HOLDS_POST])
        assert sorted(link.attrs["post"] for link in posts) == ["主席", "党组书记"]

    def test_links_keep_to_direction_kind_and_limit(self, drawn: Graph) -> None:
        store = drawn.store
        assert {link.kind for link in store.links(UNION, direction="out")} == {LinkKind.ISSUED, LinkKind.CARRIES_OUT}
        assert {link.kind for link in store.links(UNION, direction="in")} == {LinkKind.HOLDS_POST}
        assert len(store.links(UNION)) == 4
        assert len(store.links(UNION, limit=3)) == 3
        assert store.links(UNION, []) == []

    def test_neighborhood_grows_with_hops(self, drawn: Graph) -> None:
        near = drawn.store.neighborhood(CITY)
        assert near.entities[0].id == CITY
        assert {e.name for e in near.entities} == {"南京市总工会", "南京市技能竞赛工作方案"}
        assert {e.name for e in drawn.store.neighborhood(CITY, 2).entities} == {
            "南京市总工会",
            "南京市技能竞赛工作方案",
            "关于做强技能竞赛的意见",
        }
        assert len(drawn.store.neighborhood(CITY, 2).links) == 2
        assert not near.truncated

    def test_neighborhood_keeps_to_kinds_and_limit(self, drawn: Graph) -> None:
        only = drawn.store.neighborhood(UNION, 2, [LinkKind.ISSUED])
        assert {e.id for e in only.entities} == {UNION, OPINION}
        cut = drawn.store.neighborhood(UNION, 1, limit=2)
        assert cut.truncated
        assert len(cut.entities) == 2

    def test_shortest_path_goes_either_way(self, drawn: Graph) -> None:
        path = drawn.store.shortest_path(CITY, UNION)
        assert [link.kind for link in path] == [LinkKind.ISSUED, LinkKind.IMPLEMENTS, LinkKind.ISSUED]
        assert path[0].head == CITY
        assert path[-1].head == UNION
        assert [link.kind for link in drawn.store.shortest_path(UNION, CITY)] == [link.kind for link in path[::-1]]
        assert drawn.store.shortest_path(CITY, UNION, longest=2) == []
        assert drawn.store.shortest_path(CITY, ALONE) == drawn.store.shortest_path(CITY, CITY) == []

    def test_mentions_and_passages_know_each_other(self, drawn: Graph) -> None:
        first = provincial().document.passages[0].id
        assert first in drawn.store.mentions(OPINION)
        assert len(drawn.store.mentions(UNION)) == 4
        assert len(drawn.store.mentions(UNION, limit=2)) == 2
        assert [e.id for e in drawn.store.passage_entities([first, "none"])[first]] == [UNION, OPINION]

    def test_counts_and_iteration_agree(self, drawn: Graph) -> None:
        counts = drawn.store.counts()
        assert counts.entities == {"Agency": 3, "Initiative": 1, "Person": 1, "Policy": 2}
        assert counts.links == {"CARRIES_OUT": 1, "HOLDS_POST": 2, "IMPLEMENTS": 1, "ISSUED": 2}
        ids = [entity.id for entity in drawn.store.all_entities()]
        assert ids == sorted(ids)
        assert len(ids) == 7
        links = [(link.head, link.kind, link.tail, link.attrs.get("post", "")) for link in drawn.store.all_links()]
        assert links == sorted(links)
        assert len(links) == 6

    def test_forgetting_leaves_what_another_document_supports(self, drawn: Graph) -> None:
        drawn.forget(municipal())
        store = drawn.store
        assert store.entity(CITY) is None
        (carried,) = store.links(UNION, [LinkKind.CARRIES_OUT])
        assert (len(carried.evidence), carried.attrs) == (1, {})
        union = store.entity(UNION)
        assert union is not None
        assert union.aliases == ("省总工会",)
        drawn.forget(provincial())
        assert list(store.all_entities()) == list(store.all_links()) == []

    def test_forgetting_equals_never_having_read(self, drawn: Graph) -> None:
        before = [*drawn.store.all_entities()], [*drawn.store.all_links()], drawn.store.counts()
        third = Made("三.txt", "王明任南京市总工会顾问，江苏省总工会指导《南京市技能竞赛工作方案》。", region="江苏省")
        city = third.entity(Kind.AGENCY, "南京市总工会", "市总")
        third.link(third.entity(Kind.PERSON, "王明"), LinkKind.HOLDS_POST, city, "王明任南京市总工会顾问", post="顾问")
        drawn.put(third)
        assert ([*drawn.store.all_entities()], [*drawn.store.all_links()], drawn.store.counts()) != before
        drawn.forget(third)
        assert ([*drawn.store.all_entities()], [*drawn.store.all_links()], drawn.store.counts()) == before

    def test_merged_ids_lead_to_what_they_were_merged_into(self, graph: Graph) -> None:
        bare = Made("文.txt", "要落实《关于做强技能竞赛的意见》。", region="江苏省")
        old = bare.entity(Kind.POLICY, "关于做强技能竞赛的意见")
        graph.put(bare)
        (alone,) = graph.store.all_entities()
        graph.put(provincial())
        for id_ in (old, alone.id):
            entity = graph.store.entity(id_)
            assert entity is not None
            assert entity.id == OPINION
            assert [link.kind for link in graph.store.links(id_)] == [LinkKind.ISSUED]
            assert len(graph.store.shortest_path(id_, UNION)) == 1
            assert len(graph.store.mentions(id_)) == 2
        assert bare.document.passages[0].id in graph.store.mentions(OPINION)

    def test_homonyms_stay_apart_with_a_doubt_and_its_reason(self, drawn: Graph) -> None:
        other = Made("滇.txt", "王明任云南省总工会主席。", region="云南省")
        union = other.entity(Kind.AGENCY, "云南省总工会")
        other.link(other.entity(Kind.PERSON, "王明"), LinkKind.HOLDS_POST, union, "王明任云南省总工会主席", post="主席")
        drawn.put(other)
        first, second = drawn.store.find("王明")
        (doubt,) = drawn.store.links(first.id, [LinkKind.SAME_AS])
        assert {doubt.head, doubt.tail} == {first.id, second.id}
        assert doubt.attrs == {"reason": "同名，任职单位不同"}
        assert [e.quote for e in doubt.evidence] == ["王明", "王明"]
        drawn.forget(other)
        assert drawn.store.links(drawn.store.find("王明")[0].id, [LinkKind.SAME_AS]) == []

    @pytest.mark.parametrize(
        "name", ["引'号\"双`反\\", "换\n行", "表情🎉字", "{花}括$号", "a" * 1000, "'; DROP TABLE x --"]
    )
    def test_names_of_any_characters_survive(self, graph: Graph, name: str) -> None:
        made = Made("怪.txt", "云南省总工会")
        id_ = made.entity(Kind.INITIATIVE, name, f"又{name}", note={"深": [name, None, 1.5, True]})
        union = made.entity(Kind.AGENCY, "云南省总工会")
        made.link(union, LinkKind.CARRIES_OUT, id_, "云南省总工会", post=name)
        graph.put(made)
        entity = graph.store.entity(id_)
        assert entity is not None
        assert (entity.name, entity.aliases) == (name, (f"又{name}",))
        assert entity.attrs == {"note": {"深": [name, None, 1.5, True]}}
        assert [e.id for e in graph.store.find(name)] == [id_]
        assert graph.store.links(id_)[0].attrs == {"post": name}

    def test_ten_thousand_neighbours_are_cut_and_said_to_be(self, graph: Graph) -> None:
        made = Made("大.txt", "云南省总工会")
        union = made.entity(Kind.AGENCY, "云南省总工会")
        for number in range(10_000):
            contest = made.entity(Kind.INITIATIVE, f"第{number}届竞赛")
            made.link(union, LinkKind.CARRIES_OUT, contest, "云南省总工会")
        graph.put(made)
        near = graph.store.neighborhood(union, 2, limit=500)
        assert (len(near.entities), len(near.links), near.truncated) == (500, 499, True)
        assert len(graph.store.links(union, limit=20_000)) == 10_000
        assert graph.store.counts().links == {"CARRIES_OUT": 10_000}
        first, second = entity_id(Kind.INITIATIVE, "第1届竞赛"), entity_id(Kind.INITIATIVE, "第9999届竞赛")
        assert len(graph.store.shortest_path(first, second)) == 2
