import pytest

from graph.elements import BODIES, Kind, LinkKind
from graph.ontology import load_ontology, parse_ontology


def test_kinds_equal_the_enum_and_the_two_structural_ones() -> None:
    kinds = load_ontology().kinds
    assert {name for name, kind in kinds.items() if not kind.structural} == {str(kind) for kind in Kind}
    assert {name for name, kind in kinds.items() if kind.structural} == {"Document", "Passage"}


def test_links_equal_the_enum_and_the_two_structural_ones() -> None:
    links = load_ontology().links
    assert {name for name, link in links.items() if not link.structural} == {str(kind) for kind in LinkKind}
    assert {name for name, link in links.items() if link.structural} == {"MENTIONS", "HAS_PASSAGE"}


def test_every_kind_and_link_has_labels_and_a_definition() -> None:
    ontology = load_ontology()
    rows = [*ontology.kinds.values(), *ontology.links.values()]
    assert [row.name for row in rows if not (row.zh and row.en and row.definition.endswith("."))] == []
    assert len({row.zh for row in rows}) == len(rows)


def test_a_post_is_held_at_any_body_and_never_at_a_policy() -> None:
    ontology = load_ontology()
    assert all(ontology.allows(Kind.PERSON, LinkKind.HOLDS_POST, body) for body in BODIES)
    assert not ontology.allows(Kind.PERSON, LinkKind.HOLDS_POST, Kind.POLICY)
    assert not ontology.allows(Kind.AGENCY, LinkKind.HOLDS_POST, Kind.AGENCY)


def test_same_as_joins_one_kind_only() -> None:
    assert load_ontology().allows(Kind.PERSON, LinkKind.SAME_AS, Kind.PERSON)
    assert not load_ontology().allows(Kind.PERSON, LinkKind.SAME_AS, Kind.AGENCY)


def test_unknown_end_is_named() -> None:
    text = """
    [kinds.Policy]
    zh = "政策"
    en = "policy"
    definition = "A text."
    [groups]
    [links.CITES]
    zh = "引用"
    en = "cites"
    definition = "Names it."
    head = ["Policy"]
    tail = ["Polcy"]
    [attributes]
    weak = []
    """
    with pytest.raises(ValueError, match="CITES names the unknown kind Polcy"):
        parse_ontology(text)
