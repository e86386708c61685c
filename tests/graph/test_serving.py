"""Whatever is put and forgotten, in whatever order, what is served equals a count from scratch."""

import itertools
import tempfile
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.contributor import GraphContributor
from graph.elements import Kind, LinkKind
from graph.embedded_store import EmbeddedStore
from graph.verify import verify
from ingest.storage.sqlite_ledger import SqliteLedger, open_ledger
from tests.graph.made import Made

CONTRIBUTOR = GraphContributor()
REGIONS = ["江苏省", "南京市", "云南省", None]
BODIES = ["江苏省总工会", "云南省总工会", "南京市总工会"]
TITLES = ["关于做强竞赛的实施意见", "新时期技能竞赛改革方案", "云南省技能条例", "实施意见"]
NUMBERS = ["苏工发〔2023〕3号", "云工发〔2023〕9号", None]


@st.composite
def made_documents(draw: st.DrawFn, name: str) -> Made:
    """A document in which people of two names hold posts or not, and policies are numbered, issued or bare."""
    text = f"{name} 王明 李强 {' '.join(BODIES)} {' '.join(TITLES)}"
    made = Made(f"{name}.txt", text, draw(st.sampled_from(REGIONS)))
    bodies = [made.entity(Kind.AGENCY, body, keys=draw(_keys())) for body in draw(st.sets(st.sampled_from(BODIES)))]
    for person in draw(st.sets(st.sampled_from(["王明", "李强"]))):
        id_ = made.entity(Kind.PERSON, person)
        for body in bodies:
            if draw(st.booleans()):
                made.link(id_, LinkKind.HOLDS_POST, body, person, post=draw(st.sampled_from(["主席", "书记"])))
    policies = []
    for title in draw(st.sets(st.sampled_from(TITLES))):
        number = draw(st.sampled_from(NUMBERS))
        attrs = {"doc_number": number} if number else {}
        policies.append(made.entity(Kind.POLICY, title, key=number, keys=(number,) if number else (), **attrs))
        for body in bodies:
            if draw(st.booleans()):
                made.link(body, LinkKind.ISSUED, policies[-1], title, date=draw(st.sampled_from(["2022", "2023"])))
    for first, second in itertools.pairwise(policies):
        if first != second:
            weak = {"status": "planned"} if draw(st.booleans()) else {}
            made.link(first, LinkKind.CITES, second, TITLES[0], **weak)
    return made


def _keys() -> st.SearchStrategy[tuple[str, ...]]:
    return st.sampled_from([(), (), (), ("总",)])


def graph_of(ledger: SqliteLedger) -> str:
    store = EmbeddedStore(ledger)
    return repr(([*store.all_entities()], [*store.all_links()], store.counts()))


@given(
    documents=st.tuples(*(made_documents(name) for name in "甲乙丙丁")),
    order=st.permutations(range(4)),
    forgotten=st.sets(st.integers(0, 3), max_size=3),
)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
def test_served_graph_equals_a_recount_and_does_not_know_its_history(
    documents: tuple[Made, ...], order: list[int], forgotten: set[int]
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        with open_ledger(Path(folder, "a"), writable=True, tables=[CONTRIBUTOR.tables]) as ledger:
            for number in order:
                ledger.put(documents[number].document, CONTRIBUTOR, documents[number].extraction)
            assert verify(ledger) == []
            for number in forgotten:
                ledger.forget(documents[number].id, CONTRIBUTOR)
            assert verify(ledger) == []
            after = graph_of(ledger)
        with open_ledger(Path(folder, "b"), writable=True, tables=[CONTRIBUTOR.tables]) as ledger:
            for number in set(range(4)) - forgotten:
                ledger.put(documents[number].document, CONTRIBUTOR, documents[number].extraction)
            assert graph_of(ledger) == after


def test_a_name_that_comes_to_prevail_is_resolved_by_wherever_it_is_read() -> None:
    """One number under two titles: as a law (two of three documents) it is one with another number of its title."""
    regulation, plan = TITLES[2], TITLES[1]
    named = [("甲", regulation, 3), ("乙", plan, 3), ("丙", regulation, 3), ("丁", plan, 9)]
    graphs = set()
    for order in itertools.permutations(named):
        with (
            tempfile.TemporaryDirectory() as folder,
            open_ledger(Path(folder), writable=True, tables=[CONTRIBUTOR.tables]) as ledger,
        ):
            for name, title, serial in order:
                made = Made(f"{name}.txt", f"{name} {title}")
                number = f"云人发〔2023〕{serial}号"
                made.entity(Kind.POLICY, title, key=number, keys=(number,), doc_number=number)
                ledger.put(made.document, CONTRIBUTOR, made.extraction)
            assert verify(ledger) == []
            graphs.add(graph_of(ledger))
    assert len(graphs) == 1


def names_of(ledger: SqliteLedger, kind: Kind) -> list[str]:
    return sorted(entity.name for entity in EmbeddedStore(ledger).list_entities(kind))


def test_a_name_that_every_place_has_is_one_in_each_place_and_each_placeless_document(ledger: SqliteLedger) -> None:
    for number, region in enumerate(["昆明市", "长沙市", "昆明市", None, None]):
        made = Made(f"{number}.txt", f"{number} 公交集团 昆明市公交集团", region)
        made.entity(Kind.ENTERPRISE, "公交集团")
        made.entity(Kind.ENTERPRISE, "昆明市公交集团")
        ledger.put(made.document, CONTRIBUTOR, made.extraction)
    assert names_of(ledger, Kind.ENTERPRISE) == ["公交集团"] * 4 + ["昆明市公交集团"]
    assert verify(ledger) == []


def test_a_manner_that_every_office_has_is_each_documents_own_and_no_headed_name(ledger: SqliteLedger) -> None:
    for number, name in enumerate(
        ["“绿色通道”", "“绿色通道”", "“绿色通道”政策", "“绿色通道”政策", "“湘匠出彩”", "“湘匠出彩”"]
    ):
        made = Made(f"{number}.txt", f"{number} {name}", None)
        made.entity(Kind.INITIATIVE, name)
        ledger.put(made.document, CONTRIBUTOR, made.extraction)
    assert names_of(ledger, Kind.INITIATIVE) == ["“湘匠出彩”", "“绿色通道”", "“绿色通道”", "“绿色通道”政策"]
    assert verify(ledger) == []


def test_printings_of_one_body_or_initiative_are_one(ledger: SqliteLedger) -> None:
    names = [
        "长沙市新型冠状病毒感染的肺炎疫情防控指挥部",
        "长沙市新冠肺炎疫情防控指挥部",
        "长沙市疾控中心",
        "长沙市疾病预防控制中心",
    ]
    made = Made("甲.txt", " ".join(names))
    for name in names:
        made.entity(Kind.AGENCY, name)
    for name in ("“湘匠出彩”行动", "湘匠出彩行动", "“湘匠出彩”"):
        made.entity(Kind.INITIATIVE, name)
    ledger.put(made.document, CONTRIBUTOR, made.extraction)
    assert len(names_of(ledger, Kind.AGENCY)) == 2
    assert len(names_of(ledger, Kind.INITIATIVE)) == 1
    assert verify(ledger) == []
