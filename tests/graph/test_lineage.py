"""A drawn family: 中央意见 <- 省实施意见 (two joint issuers) <- 两市方案; 决定 amends 条例; 新办法 repeals 旧办法."""

import pytest

from graph.contributor import GraphContributor
from graph.elements import Entity, Kind, LinkKind
from graph.embedded_store import EmbeddedStore
from graph.in_force import documents_not_in_force, policies_not_in_force
from graph.lineage import Level, UnknownPolicyError, level_of, lineage
from ingest.storage.sqlite_ledger import SqliteLedger
from tests.graph.made import Made

CONTRIBUTOR = GraphContributor()


def family() -> Made:
    centre, province = "关于推进技能人才工作的意见", "江苏省技能人才实施意见"
    cities = ["南京市技能人才工作方案", "苏州市技能人才工作方案"]
    made = Made("谱.txt", f"国务院 江苏省总工会 江苏省人民政府 南京市总工会 {centre} {province} {' '.join(cities)}")
    policies = {name: made.entity(Kind.POLICY, name) for name in (centre, province, *cities)}
    for order, name in enumerate(("江苏省总工会", "江苏省人民政府"), 1):
        body = made.entity(Kind.AGENCY, name)
        made.link(body, LinkKind.ISSUED, policies[province], name, joint=True, order=order)
    made.link(made.entity(Kind.AGENCY, "国务院"), LinkKind.ISSUED, policies[centre], "国务院")
    made.link(made.entity(Kind.AGENCY, "南京市总工会"), LinkKind.ISSUED, policies[cities[0]], "南京市总工会")
    made.link(policies[province], LinkKind.IMPLEMENTS, policies[centre], centre)
    for city in cities:
        made.link(policies[city], LinkKind.IMPLEMENTS, policies[province], province)
    return made


def changes() -> Made:
    made = Made("变.txt", "关于修改某条例的决定 江苏省职业技能条例 新办法甲 旧办法乙 旧办法丙 短期办法丁 未来办法戊")
    policy = {name: made.entity(Kind.POLICY, name) for name in made.document.text.split()[:5]}
    made.entity(Kind.POLICY, "短期办法丁", effective_on="2020-01-01", expires_on="2022-06")
    made.entity(Kind.POLICY, "未来办法戊", effective_on="2030-01-01")
    made.link(policy["关于修改某条例的决定"], LinkKind.AMENDS, policy["江苏省职业技能条例"], "江苏省职业技能条例")
    made.link(policy["新办法甲"], LinkKind.REPEALS, policy["旧办法乙"], "旧办法乙", date="2023-07-01")
    made.link(policy["新办法甲"], LinkKind.REPEALS, policy["旧办法丙"], "旧办法丙", status="planned")
    return made


@pytest.fixture
def store(ledger: SqliteLedger) -> EmbeddedStore:
    for made in (family(), changes()):
        ledger.put(made.document, CONTRIBUTOR, made.extraction)
    return EmbeddedStore(ledger)


def named(store: EmbeddedStore, name: str) -> str:
    return store.find(name, Kind.POLICY)[0].id


def test_lineage_runs_from_centre_to_province_to_city(store: EmbeddedStore) -> None:
    found = lineage(store, named(store, "江苏省技能人才实施意见"))
    assert [(r.policy.name, r.level) for r in found.implements] == [("关于推进技能人才工作的意见", Level.CENTRAL)]
    below = [(r.policy.name, r.level, r.distance) for r in found.implemented_by]
    assert below == [("南京市技能人才工作方案", Level.PREFECTURE, 1), ("苏州市技能人才工作方案", Level.PREFECTURE, 1)]
    assert found.level is Level.PROVINCE


def test_joint_issuers_stand_in_printed_order(store: EmbeddedStore) -> None:
    found = lineage(store, named(store, "江苏省技能人才实施意见"))
    assert [issuer.name for issuer in found.issuers] == ["江苏省总工会", "江苏省人民政府"]
    assert [link.attrs["order"] for link in found.issued] == [1, 2]


def test_lineage_of_the_centre_reaches_the_cities_with_their_evidence(store: EmbeddedStore) -> None:
    found = lineage(store, named(store, "关于推进技能人才工作的意见"))
    assert [(r.policy.name, r.distance) for r in found.implemented_by] == [
        ("江苏省技能人才实施意见", 1),
        ("南京市技能人才工作方案", 2),
        ("苏州市技能人才工作方案", 2),
    ]
    assert {e.quote for r in found.implemented_by for e in r.link.evidence} == {
        "关于推进技能人才工作的意见",
        "江苏省技能人才实施意见",
    }
    assert found.implements == ()


def test_changes_are_told_from_both_sides(store: EmbeddedStore) -> None:
    amended = lineage(store, named(store, "江苏省职业技能条例"))
    assert [r.policy.name for r in amended.amended_by] == ["关于修改某条例的决定"]
    repealing = lineage(store, named(store, "新办法甲"))
    assert [r.policy.name for r in repealing.repeals] == ["旧办法丙", "旧办法乙"]
    assert repealing.repealed_by == ()


def test_what_is_no_policy_has_no_lineage(store: EmbeddedStore) -> None:
    with pytest.raises(UnknownPolicyError, match="policy-0: no such policy"):
        lineage(store, "policy-0")


@pytest.mark.parametrize(
    ("day", "ended"),
    [
        ("2023-07-01", {"旧办法乙", "短期办法丁", "未来办法戊"}),
        ("2023-06-30", {"短期办法丁", "未来办法戊"}),
        ("2022-06-30", {"未来办法戊"}),
        ("2019-12-31", {"短期办法丁", "未来办法戊"}),
        ("2030-01-01", {"旧办法乙", "短期办法丁"}),
    ],
)
def test_repeals_and_terms_end_force_from_their_day(
    store: EmbeddedStore, ledger: SqliteLedger, day: str, ended: set[str]
) -> None:
    found = policies_not_in_force(ledger, day)
    assert {entity.name for entity in store.entities(sorted(found))} == ended


def printing(name: str, effective_on: str) -> Made:
    made = Made(name, "江苏省职业技能条例")
    made.entity(Kind.POLICY, "江苏省职业技能条例", effective_on=effective_on)
    return made


def test_a_later_printing_of_a_regulation_replaces_the_earlier_from_its_day(ledger: SqliteLedger) -> None:
    old, new = printing("旧.txt", "2010-01-01"), printing("新.txt", "2020-01-01")
    for made in (old, new):
        extraction = made.extraction
        own = [type(m)(m.entity, m.passage, m.start, m.end, m.surface, "own-title") for m in extraction.mentions]
        ledger.put(made.document, CONTRIBUTOR, type(extraction)(extraction.entities, tuple(own), ()))
    assert documents_not_in_force(ledger, "2025-01-01") == {old.id}
    assert documents_not_in_force(ledger, "2015-01-01") == {new.id}
    assert documents_not_in_force(ledger, "2005-01-01") == {old.id, new.id}


@pytest.mark.parametrize(
    ("title", "level"),
    [
        ("中华人民共和国慈善法", Level.CENTRAL),
        ("安全生产法", Level.CENTRAL),
        ("国务院关于技能人才的意见", Level.CENTRAL),
        ("湖南省慈善条例", Level.PROVINCE),
        ("市政府办公室关于错峰上班的通知", Level.UNKNOWN),
        ("学堂管理办法", Level.UNKNOWN),
    ],
)
def test_level_without_issuers_is_the_title_s(title: str, level: Level) -> None:
    assert level_of(Entity("policy-1", Kind.POLICY, title), ()) is level


@pytest.mark.parametrize(
    ("issuer", "level"),
    [
        ("人力资源和社会保障部", Level.CENTRAL),
        ("国家税务总局湖南省税务局", Level.PROVINCE),
        ("省总工会", Level.PROVINCE),
        ("市政府", Level.PREFECTURE),
        ("县人民医院", Level.COUNTY),
        ("青禾机械有限公司", Level.UNKNOWN),
    ],
)
def test_level_is_that_of_the_issuer_s_place(issuer: str, level: Level) -> None:
    body = Entity("agency-1", Kind.AGENCY, issuer)
    assert level_of(Entity("policy-1", Kind.POLICY, "学堂管理办法"), (body,)) is level
