"""Policies that a question tells by what they are on, that a report gives, or that are of another year."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from search.answers.answer import Answerer
from search.questions.question import Intent, understand
from tests.search.small_home import answerer_over

MEASURES = """泸州市总工会
关于扶持困难茶企稳住岗位的若干措施

泸工发〔2023〕18号

各区县总工会：
一、减轻负担
（一）缓缴会费。困难茶企可以缓缴工会会费，缓缴期不超过四个月。
（二）退回经费。上年度上缴的工会经费按三成退回。
二、稳住岗位
（三）补助培训。茶企开展炒茶培训的，每人补助350元。
（四）奖励留工。春节期间留住外地职工的，每人奖励120元。
三、做好服务
（五）上门办理。各区县总工会派联络员上门办理。

泸州市总工会
2023年4月6日
"""
REPORT = """宜宾六条新规帮扶货运司机

本报讯 3月2日，宜宾市交通运输局印发《关于帮扶货运司机的通知》，从歇脚、体检、保险等方面提出六条举措。
歇脚方面，全市新设司机驿站十二个，驿站免费提供热水和淋浴。
体检方面，货运司机每年免费体检一次。
"""
SESSION = """甘孜州营商工作推进会召开

5月9日，甘孜州召开营商工作推进会。州营商办副主任齐望川就问题清单作了说明，部署了下一步工作。
"""
SPEECH = """在全国产改工作推进会上的讲话

（2023年5月6日）

全国产改协调小组组长 万里程

同志们：今天召开推进会，主要任务是总结前三年的工作，部署下一步的工作。
"""
ZIGONG = """自贡市人民政府关于帮扶盐业企业的意见

各区县人民政府：
盐业企业不能按时缴纳职工养老保险、医疗保险的，允许延期到九月底以前。补缴社会保险费的，免收滞纳金。

自贡市人民政府
2023年6月1日
"""
YIBIN = """宜宾市人民政府关于帮扶酒类企业的意见

各区县人民政府：
酒类企业可以延期缴纳社会保险费，延期不超过五个月。
酒类企业要深入开展“三小”活动。

宜宾市人民政府
2023年6月2日
"""
CELLARS = """抱团取暖的酒窖

记者近日走进叙州区的酒窖一条街。业主们商量以后，给酿酒户减免酒窖租金40万元，六十多户受益。
"""
UNDATED = """德阳市总工会文件

德工发〔2023〕5号

关于培养重装工匠的实施意见

各区县总工会：
为贯彻《四川省总工会关于培养工匠的指导意见》（川工发〔2022〕9号），培养重装工匠，提出如下意见。
一、办好重装学堂。
"""
YEAR = f"""宜宾运输业这一年

本报讯 12月30日，记者走访了宜宾的运输企业。
{"".join(f"第{n}家企业说，这一年货单多了，司机出车前先看天气和路况，回来以后有人接着检修车辆。" for n in range(1, 12))}
年中，宜宾市交通运输局印发《关于货车检修的通知》，各企业修好了检修间。司机驿站也换了新床。
"""


@pytest.fixture(scope="module")
def answerer(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Answerer]:
    texts = {
        "measures": MEASURES,
        "report": REPORT,
        "session": SESSION,
        "speech": SPEECH,
        "zigong": ZIGONG,
        "yibin": YIBIN,
        "undated": UNDATED,
        "year": YEAR,
        "cellars": CELLARS,
    }
    yield from answerer_over(tmp_path_factory.mktemp("in_part") / "home", texts)


def test_points_and_parts_of_measures_told_by_what_they_are_on(answerer: Answerer) -> None:
    points = answerer.ask("泸州扶持困难茶企的措施一共多少条？").answer
    assert points.startswith("《泸州市总工会关于扶持困难茶企稳住岗位的若干措施》共5条：")
    parts = answerer.ask("泸州扶持困难茶企的措施分几个方面").answer
    assert parts.startswith("《泸州市总工会关于扶持困难茶企稳住岗位的若干措施》分3个部分：")


@pytest.mark.parametrize(
    "wording", ["哪些文件提到了司机驿站", "司机驿站这块有哪些文件管", "哪些文件里有关于司机驿站的内容"]
)
def test_a_report_lends_its_clauses_to_the_one_policy_that_it_tells_of(answerer: Answerer, wording: str) -> None:
    told = answerer.ask(wording).answer
    assert told.startswith("涉及“司机驿站”的政策文件（1份）：")
    assert "《关于帮扶货运司机的通知》" in told
    assert "免费提供热水和淋浴" in told
    assert "《关于货车检修的通知》" not in told  # named on the way of another report


def test_a_body_is_found_by_its_place_and_its_short_name_apart(answerer: Answerer) -> None:
    assert "齐望川" in answerer.ask("甘孜州营商办副主任是谁").answer


def test_the_head_of_a_national_group_heads_none_of_a_province(answerer: Answerer) -> None:
    assert answerer.ask("四川省产改协调小组组长是谁").abstained


def test_a_document_without_a_date_is_of_the_year_of_its_number(answerer: Answerer) -> None:
    assert answerer.ask("德阳市总工会2022年印发了哪些实施意见").abstained


def test_both_places_are_told_where_neighbouring_sentences_word_the_topic(answerer: Answerer) -> None:
    told = answerer.ask("自贡和宜宾在延期缴纳社会保险费上有什么不同").answer
    assert "允许延期到九月底以前" in told
    assert "延期不超过五个月" in told


def test_two_places_and_an_activity_are_not_taken_for_its_name(answerer: Answerer) -> None:
    assert "酒类企业要深入开展“三小”活动。" in answerer.ask("自贡和宜宾对“三小”活动的要求有何不同").answer


def test_who_signed_is_no_question_for_the_body_that_issued(answerer: Answerer) -> None:
    assert Intent.ISSUER not in understand("泸工发〔2023〕18号是谁签发的").intents
    assert answerer.ask("泸工发〔2023〕18号是谁签发的").abstained


def test_the_number_of_a_paper_of_another_year_is_no_answer(answerer: Answerer) -> None:
    assert answerer.ask("泸州市总工会2019年印发的困难茶企措施文号是多少").abstained
    assert "泸工发〔2023〕18号" in answerer.ask("泸州市总工会2023年印发的困难茶企措施文号是多少").answer


def test_the_parts_of_a_paper_are_told_by_its_number(answerer: Answerer) -> None:
    told = answerer.ask("泸工发〔2023〕18号讲了哪几个方面").answer
    assert told.startswith("《泸州市总工会关于扶持困难茶企稳住岗位的若干措施》分3个部分：")


def test_a_report_that_only_names_the_place_is_compared(answerer: Answerer) -> None:
    told = answerer.ask("叙州区和自贡在减免酒窖租金上有什么不同").answer
    assert "减免酒窖租金40万元" in told
