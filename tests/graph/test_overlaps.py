"""Which mention stands where two kinds lie over each other."""

from __future__ import annotations

from typing import Any

from graph.elements import Kind
from graph.extraction import overlaps
from graph.extraction.overlaps import resolve_overlaps
from graph.extraction.scope import Mention, Region, Scope
from tests.graph.reading import document_of


def kept(text: str, *mentions: tuple[Kind, str, str], home: str | None = None) -> set[tuple[Kind, str]]:
    """(kind, name) of what stands; each mention is (kind, printed, rule) at its first place in the text."""
    document = document_of(text)
    region = Region("43", home, "province", (home,)) if home else None
    scope = Scope(document, document.parts[0], region)
    clean = scope.text
    scope.mentions = [
        Mention(kind, clean.index(name), clean.index(name) + len(name), name, rule) for kind, name, rule in mentions
    ]
    return {(mention.kind, mention.name) for mention in resolve_overlaps(scope)}


def test_place_inside_a_body_gives_way_but_the_home_stays() -> None:
    mentions = [(Kind.REGION, "湖南省", "region-name"), (Kind.AGENCY, "湖南省总工会", "agency-region-body")]
    assert kept("湖南省总工会来函。", *mentions) == {(Kind.AGENCY, "湖南省总工会")}
    assert kept("湖南省总工会来函。", *mentions, home="湖南省") == {
        (Kind.AGENCY, "湖南省总工会"),
        (Kind.REGION, "湖南省"),
    }


def test_person_inside_a_studio_gives_way() -> None:
    found = kept(
        "走进罗文劳模创新工作室。",
        (Kind.PERSON, "罗文", "person-after-post"),
        (Kind.INSTITUTION, "罗文劳模创新工作室", "institution-head"),
    )
    assert found == {(Kind.INSTITUTION, "罗文劳模创新工作室")}


def test_group_read_from_a_persons_name_on_gives_way() -> None:
    found = kept(
        "主席罗文任工作领导小组组长。",
        (Kind.PERSON, "罗文", "person-after-post"),
        (Kind.AGENCY, "罗文任工作领导小组", "agency-group"),
    )
    assert found == {(Kind.PERSON, "罗文")}


def test_body_and_initiative_inside_a_title_both_stand() -> None:
    found = kept(
        "《湖南省总工会关于“湘匠”行动的通知》",
        (Kind.POLICY, "湖南省总工会关于“湘匠”行动的通知", "quoted-title"),
        (Kind.AGENCY, "湖南省总工会", "agency-region-body"),
        (Kind.INITIATIVE, "“湘匠”行动", "quoted-head"),
    )
    assert {kind for kind, _ in found} == {Kind.POLICY, Kind.AGENCY, Kind.INITIATIVE}


class _Counted(list[Mention]):
    """Mentions that count how many of them were looked at."""

    looked_at = 0

    def __getitem__(self, at: Any) -> Any:
        self.looked_at += 1
        return super().__getitem__(at)


def test_only_the_mentions_of_the_last_200_characters_are_looked_at() -> None:
    mentions = _Counted(Mention(Kind.REGION, at, at + 3, "昆明市", "region-name") for at in range(0, 30_000, 3))
    assert list(overlaps._over(mentions, 5_000)) == []
    assert mentions.looked_at < 80


def test_path_of_places_before_a_firm_says_where_it_lies() -> None:
    path = {"aliases": ["北安市", "黑龙江省北安市"]}
    document = document_of("黑龙江省北安市青禾农机公司复工。")
    mentions = [
        Mention(Kind.ENTERPRISE, 0, 13, "黑龙江省北安市青禾农机公司", "firm-head"),
        Mention(Kind.REGION, 0, 4, "黑龙江省", "region-name"),
        Mention(Kind.REGION, 4, 7, "北安市", "region-name", attrs=path),
    ]
    kept_names = [m.name for m in overlaps.resolve_overlaps(Scope(document, document.parts[0], None, mentions))]
    assert kept_names == ["黑龙江省北安市青禾农机公司", "北安市"]


def test_quoted_words_that_end_a_documents_title_are_no_initiative() -> None:
    title = "青河县支持企业“控成本”的若干措施"
    text = f"关于印发{title}的通知"
    document = document_of(text)
    policy = Mention(Kind.POLICY, 0, len(text), title, "own-title")
    ends = Mention(Kind.INITIATIVE, 11, 21, "“控成本”若干措施", "quoted-weak-head")
    begins = Mention(Kind.INITIATIVE, 11, 16, "“控成本”", "quoted-thing")
    for initiative, kept in ((ends, ["own-title"]), (begins, ["own-title", "quoted-thing"])):
        scope = Scope(document, document.parts[0], None, [policy, initiative])
        assert [m.rule for m in overlaps.resolve_overlaps(scope)] == kept


def test_place_inside_a_persons_name_gives_way_and_one_as_long_stands() -> None:
    text = "副主席罗长沙到湘潭调研。"
    mentions = [(Kind.PERSON, "罗长沙", "person-after-post"), (Kind.REGION, "长沙", "region-name")]
    assert kept(text, *mentions, home="长沙") == {(Kind.PERSON, "罗长沙")}
    assert kept(text, *mentions) == {(Kind.PERSON, "罗长沙")}
    same = [(Kind.PERSON, "湘潭", "person-after-post"), (Kind.REGION, "湘潭", "region-name")]
    assert kept(text, *same) == {(Kind.REGION, "湘潭")}
