"""Who is one with whom: units written by hand, and the groups that a careful researcher would make of them."""

import itertools

from graph.elements import Kind
from graph.extraction.extract import extract
from graph.identity.clusters import Unit, Verdict
from graph.identity.resolve import resolve
from graph.identity.units import claims_of
from ingest.document import RawDocument, Source
from ingest.parse import parse

UNION, PROVINCE, YUNNAN = "江苏省总工会", "江苏省人民政府", "云南省总工会"


def person(id_: str, bodies: str = "", region: str = "江苏省", name: str = "王明") -> Unit:
    return Unit(
        id_, "p", Kind.PERSON, {name: 1}, bodies={name: name for name in bodies.split()}, regions=frozenset([region])
    )


def policy(id_: str, title: str, number: str = "", issuers: str = "", region: str = "江苏省") -> Unit:
    named = {f"agency-{name}": name for name in issuers.split()}
    numbers = frozenset([number] if number else [])
    keys = frozenset([f"number:{number}"] if number.endswith("号") else [])
    return Unit(id_, id_, Kind.POLICY, {title: 1}, keys, numbers, issuers=named, regions=frozenset([region]))


def initiative(id_: str, name: str) -> Unit:
    return Unit(id_, id_, Kind.INITIATIVE, {name: 1})


def body(id_: str, name: str, kind: Kind = Kind.ENTERPRISE) -> Unit:
    return Unit(id_, id_, kind, {name: 1})


def groups(*units: Unit, verdicts: tuple[Verdict, ...] = ()) -> tuple[list[str], list[tuple[str, str]]]:
    """Groups as joined ids, and the doubts' pairs; the same for every order of the units."""
    results = set()
    for order in itertools.permutations(units):
        resolution = resolve(order, verdicts)
        found: dict[str, list[str]] = {}
        for unit, node in sorted(resolution.node.items()):
            found.setdefault(node, []).append(unit)
        doubts = sorted((min(d.first, d.second), max(d.first, d.second)) for d in resolution.doubts)
        results.add((tuple("".join(ids) for ids in found.values()), tuple(doubts)))
    ((joined, pairs),) = results
    return sorted(joined), list(pairs)


OPINION = "关于做强技能竞赛的意见"
LOCAL = "关于做强技能竞赛的实施意见"


def test_one_name_at_one_body_is_one_person() -> None:
    assert groups(person("a", f"{UNION} {PROVINCE}"), person("b", PROVINCE)) == (["ab"], [])


def test_one_name_at_two_bodies_stays_two_with_a_doubt() -> None:
    assert groups(person("a", UNION), person("b", YUNNAN, "云南省")) == (["a", "b"], [("a", "b")])


def test_a_third_document_with_both_bodies_makes_the_two_one() -> None:
    assert groups(person("a", UNION), person("b", PROVINCE), person("c", f"{UNION} {PROVINCE}")) == (["abc"], [])


def test_a_body_and_its_own_office_vouch_for_one_person() -> None:
    assert groups(person("a", UNION), person("b", f"{UNION}组织部", "南京市"))[0] == ["ab"]
    assert groups(person("a", PROVINCE), person("b", f"{PROVINCE}办公厅"))[0] == ["ab"]
    assert groups(person("a", PROVINCE), person("b", f"{PROVINCE}国有资产监督管理委员会"))[0] == ["a", "b"]


def test_a_bare_name_means_the_holder_at_the_highest_bodies_where_no_other_is_near() -> None:
    premier = person("a", "国务院", region="")
    assert groups(premier, person("b", YUNNAN, "云南省"), person("c"), person("d", region="云南省"))[0] == ["ac", "bd"]
    assert groups(person("a", "交通运输部", region=""), person("b")) == (["a", "b"], [("a", "b")])


def test_a_bare_name_means_the_one_holder_of_its_place() -> None:
    assert groups(person("a", UNION), person("b", region="南京市"), person("c", YUNNAN, "云南省"))[0] == ["ab", "c"]


def test_a_bare_name_between_two_holders_of_its_place_stays_apart() -> None:
    assert groups(person("a", UNION), person("b", PROVINCE), person("c")) == (
        ["a", "b", "c"],
        [("a", "b"), ("a", "c"), ("b", "c")],
    )


def test_holders_at_bodies_of_other_kinds_and_places_are_not_doubted() -> None:
    def at(id_: str, body: str, name: str) -> Unit:
        return Unit(id_, "p", Kind.PERSON, {"王明": 1}, bodies={body: name})

    union, hospital = at("a", "agency-1", UNION), at("b", "institution-2", "云南省人民医院")
    assert groups(union, hospital) == (["a", "b"], [])
    assert groups(union, at("c", "agency-3", YUNNAN)) == (["a", "c"], [("a", "c")])
    assert groups(union, at("d", "institution-4", "南京市博物馆")) == (["a", "d"], [("a", "d")])
    assert groups(union, at("e", "institution-5", "青禾大学")) == (["a", "e"], [("a", "e")])


def test_a_made_up_name_is_its_documents_alone() -> None:
    texts = "居民王明（化名）正在家中看书，王明说药店很近。", "南京市总工会主席王明出席会议。"
    claims = []
    for text in texts:
        document = parse(RawDocument(Source(text, text, text), text, "text/plain", text, None), "南京市")
        found = claims_of(document.id, extract(document)).values()
        claims += [claim for claim in found if claim.kind is Kind.PERSON]
    made_up, holder = (
        Unit(
            claim.unit,
            claim.local,
            claim.kind,
            {"王明": 1},
            frozenset(value for field, value in claim.facts if field == "key"),
            bodies={value: UNION for field, value in claim.facts if field == "body"},
            regions=frozenset(["南京市"]),
        )
        for claim in claims
    )
    assert (made_up.bodies, len(holder.bodies)) == ({}, 1)
    assert groups(made_up, holder) == (sorted([made_up.id, holder.id]), [])


def test_a_bare_name_elsewhere_stays_apart_with_a_doubt() -> None:
    assert groups(person("a", UNION), person("b", region="云南省")) == (["a", "b"], [("a", "b")])


def test_a_bare_name_in_six_provinces_is_one_person() -> None:
    places = ["江苏省", "昆明市", "河南省", "广东省", "四川省", "吉林省"]
    apart = [person(str(i), region=place) for i, place in enumerate(places)]
    assert resolve(apart, []).node.keys() == set("012345")
    assert len(set(resolve(apart, []).node.values())) == 1
    assert len(set(resolve(apart[:5], []).node.values())) == 5


def test_different_names_are_never_one() -> None:
    assert groups(person("a", UNION), person("b", UNION, name="王铭")) == (["a", "b"], [])


def test_one_number_is_one_policy_whatever_its_title() -> None:
    number = "苏工发〔2023〕3号"
    assert groups(policy("a", OPINION, number), policy("b", f"关于印发《{OPINION}》的通知", number)) == (["ab"], [])


def test_two_numbers_are_two_policies_of_one_title_without_a_doubt() -> None:
    first = policy("a", OPINION, "苏工发〔2022〕3号", UNION)
    assert groups(first, policy("b", OPINION, "苏工发〔2023〕3号", UNION)) == (["a", "b"], [])


def test_letters_of_a_number_may_be_printed_in_other_ways() -> None:
    first = policy("a", OPINION, "工信部联企业〔2011〕300号")
    assert groups(first, policy("b", OPINION, "工信部联企〔2011〕300号")) == (["ab"], [])
    assert groups(first, policy("b", OPINION, "云政发〔2011〕300号"))[0] == ["a", "b"]


def test_decisions_of_one_title_and_different_days_are_two() -> None:
    title = "关于修改部分地方性法规的决定"
    first = policy("a", title, "2018-11-29", "昆明市人民代表大会常务委员会", "昆明市")
    assert groups(first, policy("b", title, "2020-06-03", region="昆明市")) == (["a", "b"], [])
    assert groups(first, policy("b", title, "2018-11-29", region="昆明市")) == (["ab"], [])
    assert groups(first, policy("b", title, "2018-11-29", region="长沙市")) == (["a", "b"], [])
    assert groups(first, policy("b", title, region="长沙市")) == (["a", "b"], [])


def test_bare_decisions_of_one_day_are_one_in_one_place() -> None:
    title = "关于修改部分地方性法规的决定"
    first = policy("a", title, "2018-11-29", region="昆明市")
    assert groups(first, policy("b", title, "2018-11-29", region="云南省"))[0] == ["ab"]
    assert groups(first, policy("b", title, "2018-11-29", region="湖南省"))[0] == ["a", "b"]


def test_a_government_and_its_office_are_one_issuer() -> None:
    assert groups(policy("a", LOCAL, issuers=PROVINCE), policy("b", LOCAL, issuers=f"{PROVINCE}办公厅")) == (["ab"], [])


def test_one_title_at_two_levels_is_two_policies_without_a_doubt() -> None:
    city = policy("b", LOCAL, issuers="南京市人民政府办公室", region="南京市")
    assert groups(policy("a", LOCAL, issuers=f"{PROVINCE}办公厅"), city) == (["a", "b"], [])
    assert groups(policy("a", LOCAL, issuers=PROVINCE), policy("b", LOCAL, issuers=UNION))[1] == [("a", "b")]


def test_a_branch_of_a_central_body_is_of_its_place() -> None:
    centre = policy("a", OPINION, issuers="国家税务总局", region="")
    branch = policy("b", OPINION, issuers="国家税务总局江苏省税务局")
    assert groups(centre, branch) == (["a", "b"], [])
    assert groups(centre, branch, policy("c", OPINION, region="云南省"))[0] == ["ac", "b"]


def test_one_joint_issuer_in_common_is_enough() -> None:
    first = policy("a", LOCAL, issuers=f"{UNION} {PROVINCE}")
    assert groups(first, policy("b", LOCAL, issuers=PROVINCE)) == (["ab"], [])


def test_two_provinces_same_title_is_two_policies_without_a_doubt() -> None:
    first = policy("a", LOCAL, issuers=UNION)
    assert groups(first, policy("b", LOCAL, issuers=YUNNAN, region="云南省")) == (["a", "b"], [])


def test_a_bare_title_means_the_policy_of_its_line_of_administration() -> None:
    ours, theirs = policy("a", LOCAL, issuers=UNION), policy("b", LOCAL, issuers=YUNNAN, region="云南省")
    assert groups(ours, theirs, policy("c", LOCAL, region="南京市"))[0] == ["ac", "b"]


def test_a_bare_title_that_fits_two_stays_apart_with_doubts() -> None:
    joint = policy("a", LOCAL, "苏工发〔2022〕3号", UNION), policy("b", LOCAL, "苏工发〔2023〕3号", UNION)
    assert groups(*joint, policy("c", LOCAL)) == (["a", "b", "c"], [("a", "c"), ("b", "c")])


def test_a_central_policy_is_meant_everywhere() -> None:
    centre = policy("a", OPINION, issuers="中华全国总工会", region="")
    assert groups(centre, policy("b", OPINION), policy("c", OPINION, region="云南省")) == (["abc"], [])


def test_a_bare_title_of_a_kind_that_each_place_makes_is_one_in_each_place() -> None:
    assert groups(policy("a", LOCAL), policy("b", LOCAL, region="云南省"), policy("c", LOCAL))[0] == ["ac", "b"]
    assert groups(policy("a", OPINION), policy("b", OPINION, region="云南省")) == (["ab"], [])


def test_a_statute_is_one_through_all_its_promulgations() -> None:
    law = "江苏省职业技能条例"
    first = policy("a", law, "江苏省人大常委会公告第3号")
    assert groups(first, policy("b", law, "江苏省人大常委会公告第9号"), policy("c", law, region="云南省")) == (
        ["abc"],
        [],
    )


def test_generic_titles_are_never_joined_by_title() -> None:
    assert groups(policy("a", "实施意见"), policy("b", "实施意见")) == (["a", "b"], [])


def test_likeness_of_names_joins_nothing() -> None:
    agencies = [Unit(x, x, Kind.AGENCY, {name: 1}) for x, name in (("a", "云南省人民政府"), ("b", "河南省人民政府"))]
    assert groups(*agencies) == (["a", "b"], [])


def test_a_persons_verdicts_go_before_every_rule() -> None:
    apart = person("a", UNION), person("b", UNION)
    assert groups(*apart, verdicts=(Verdict("a", "b", False),)) == (["a", "b"], [])
    number = policy("a", OPINION, "苏工发〔2022〕3号"), policy("b", LOCAL, "苏工发〔2023〕3号")
    assert groups(*number, verdicts=(Verdict(OPINION, "b", True),)) == (["ab"], [])


def test_a_quoted_name_alone_is_that_with_the_one_word_for_its_kind() -> None:
    assert groups(initiative("a", "“湘匠出彩”"), initiative("b", "“湘匠出彩”行动")) == (["ab"], [])
    assert groups(initiative("a", "“湘匠出彩”"), initiative("b", "“湘匠出彩”进校园")) == (["ab"], [])
    assert groups(initiative("a", "“湘匠出彩”行动"), initiative("b", "湘匠出彩行动方案")) == (["a", "b"], [])


def test_a_quoted_name_with_two_words_for_its_kind_stays_apart_with_doubts() -> None:
    named = initiative("a", "“两步办”改革"), initiative("b", "“两步办”模式"), initiative("c", "“两步办”")
    assert groups(*named) == (["a", "b", "c"], [("a", "b"), ("a", "c"), ("b", "c")])
    assert groups(initiative("a", "“绿色通道”"), initiative("b", "“绿色通道”政策")) == (["a", "b"], [])
    assert groups(initiative("a", "“不见面”审批"), initiative("b", "“不见面”就业服务")) == (["a", "b"], [])


def test_two_documents_quoted_names_with_other_words_behind_them_are_two_units() -> None:
    one, other, again = (
        claims_of(text[:4], extract(parse(RawDocument(Source("a", "a", "a"), text, "text/plain", "a"))))
        for text in (
            "省总工会推行“一对一”帮扶服务。",
            "学校推行“一对一”教学。",
            "昨天省总工会推行“一对一”帮扶服务。",
        )
    )
    units = [
        [claim.unit for claim in claims.values() if claim.kind is Kind.INITIATIVE] for claims in (one, other, again)
    ]
    assert [len(found) for found in units] == [1, 1, 1]
    assert units[0] != units[1]
    assert units[0] == units[2]


def test_a_firm_by_its_legal_form_and_by_its_name_alone_stays_two_with_a_doubt() -> None:
    full, short = body("a", "湖南青虹锅炉股份有限公司"), body("b", "青虹锅炉股份公司")
    assert groups(full, short, body("c", "青虹机械")) == (["a", "b", "c"], [("a", "b")])
    assert groups(full, body("b", "湖北青虹锅炉有限公司")) == (["a", "b"], [])
    assert groups(body("a", "云南铜业股份有限公司"), body("b", "贵州铜业股份有限公司"), body("c", "云南铜业")) == (
        ["a", "b", "c"],
        [("a", "c")],
    )


def test_a_countys_body_without_its_city_may_be_that_of_each_city_of_the_name() -> None:
    nanjing, fuzhou = body("a", "南京市鼓楼区总工会", Kind.AGENCY), body("b", "福州市鼓楼区总工会", Kind.AGENCY)
    assert groups(nanjing, fuzhou) == (["a", "b"], [])
    bare = body("c", "鼓楼区总工会", Kind.AGENCY)
    assert groups(nanjing, fuzhou, bare) == (["a", "b", "c"], [("a", "c"), ("b", "c")])


def test_documents_give_bodies_the_key_that_brings_their_doubt_about() -> None:
    texts = ("鼓楼区总工会慰问环卫工人。", "江苏省南京市鼓楼区总工会慰问环卫工人。")
    found = [extract(parse(RawDocument(Source("a", "a", "a"), text, "text/plain", "a"))) for text in texts]
    claims = [claim for extraction in found for claim in claims_of("d", extraction).values()]
    assert sum(("key", "weak:Agency:鼓楼区总工会") in claim.facts for claim in claims) == 2
