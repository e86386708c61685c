"""Questions in keywords or half a name: papers told by place and genre, heads of a place, several persons, genres."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from search.answers.answer import Answerer
from search.questions.question import Intent, understand
from search.wording.english import in_chinese
from tests.search.small_home import Home, answerer_over

OPINION = """关于推进班组安全建设的实施意见

湘工发〔2022〕8号

各市州总工会：
为贯彻落实《关于加强班组安全建设的意见》，提出如下实施意见。
一、加强班组建设
（一）完善学徒津贴制度。各企业要按月发放学徒津贴。
二、改进班前会
（二）班前会要点名。
（三）班前会要讲安全。
三、加强监督
（四）每季度抽查一次。

湖南省总工会
湖南省应急管理厅
2022年4月6日
"""
NOTICE = """湖南省总工会
关于开展安全月活动的通知

湘工发〔2022〕15号

各市州总工会：
现就安全月活动通知如下。

湖南省总工会
2022年6月1日
"""
NEWS = """全省班组建设会召开

3月2日，全省班组建设会在长沙召开。郴州市人民政府市长贺云舟、湖南省总工会副主席叶秋生出席会议。
永州市应急处置工作领导小组下设物资组、宣传组。
永州市应急处置工作领导小组组长康宁讲话。
"""
CITING = """某县人力资源和社会保障局
关于做好学徒登记的通知

各企业：
根据《关于加强学徒培养工作的意见》（湘政发〔2018〕44号），请各企业登记学徒人数。

某县人力资源和社会保障局
2022年9月1日
"""


@pytest.fixture(scope="module")
def answerer(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Answerer]:
    texts = {"opinion": OPINION, "notice": NOTICE, "news": NEWS}
    yield from answerer_over(tmp_path_factory.mktemp("short") / "home", texts)


@pytest.mark.parametrize(
    ("asked", "intent"),
    [
        ("学徒津贴 哪些政策", Intent.PROVIDES_FOR),
        ("学徒津贴 政策", Intent.PROVIDES_FOR),
        ("哪些地方的文件写了学徒津贴", Intent.PROVIDES_FOR),
        ("省总工会 印发 文件 清单", Intent.ISSUED),
        ("海关发了哪些公告", Intent.ISSUED),
        ("谁跟省应急厅一起印发了班组意见", Intent.ISSUER),
        ("班组意见是哪天发的", Intent.DATE),
        ("叶秋生是哪个单位的副主席", Intent.POST),
        ("领导小组下面有哪些组", Intent.MEMBERS),
        ("领导小组 成员", Intent.MEMBERS),
        ("推行了学徒制的有哪些单位", Intent.CARRIERS),
        ("省国资委组织哪几家企业生产口罩", Intent.LOOKUP),
    ],
)
def test_these_wordings_are_understood(asked: str, intent: Intent) -> None:
    assert understand(asked).intent is intent


def test_keywords_with_the_word_for_policies_list_their_clauses(answerer: Answerer) -> None:
    told = answerer.ask("学徒津贴 哪些政策").answer
    assert told.startswith("涉及“学徒津贴”的政策文件（1份）：")
    assert "各企业要按月发放学徒津贴" in told


def test_a_paper_is_told_by_its_place_and_genre(answerer: Answerer) -> None:
    assert answerer.ask("湖南的实施意见 文号").answer.startswith(
        "《关于推进班组安全建设的实施意见》的发文字号是湘工发〔2022〕8号"
    )
    told = answerer.ask("湖南两家联合印发的实施意见依据的文件是哪些").answer
    assert "《关于加强班组安全建设的意见》" in told


def test_the_head_of_a_place_is_the_head_of_its_government(answerer: Answerer) -> None:
    assert answerer.ask("郴州市市长是哪位").answer == "郴州市人民政府市长：贺云舟。[1]"


def test_all_persons_named_are_told_or_none(answerer: Answerer) -> None:
    both = answerer.ask("贺云舟和叶秋生各担任什么职务").answer
    assert "郴州市人民政府市长" in both
    assert "湖南省总工会副主席" in both
    assert answerer.ask("贺云舟和曹一帆各担任什么职务").kind == "text"


def test_papers_of_one_genre_are_listed_alone(answerer: Answerer) -> None:
    told = answerer.ask("湖南省总工会发了哪些通知").answer
    assert "安全月活动的通知" in told
    assert "实施意见" not in told


def test_a_generic_name_beside_another_place_names_nothing(answerer: Answerer) -> None:
    assert "康宁" not in answerer.ask("湖南省总工会设的领导小组，组长是谁？").answer


@pytest.mark.parametrize(
    ("asked", "intent"),
    [
        ("哪些文件是三个以上部门联合印发的", Intent.ISSUANCES),
        ("哪些文件是省总工会和应急厅一块儿搞的", Intent.ISSUED),
        ("which documents did 湖南省总工会 issue", Intent.ISSUED),
        ("班组安全意见 依据", Intent.IMPLEMENTS),
        ("哪几份文件实施了班组安全意见", Intent.IMPLEMENTED_BY),
        ("班组安全意见被哪些文件用到", Intent.CITED_BY),
        ("比一比湖南跟江苏的学徒津贴", Intent.COMPARE),
        ("湖南总工会主席和江苏总工会主席分别是谁", Intent.HOLDER),
        ("应急厅下面有哪些处", Intent.MEMBERS),
        ("哪些企业位于郴州", Intent.LOCATED),
        ("安全月是谁推出来的", Intent.CARRIERS),
        ("贺云舟是干嘛的", Intent.POST),
        ("班组安全意见包括哪几个方面", Intent.OUTLINE),
        ("班组安全意见一共提了多少条", Intent.OUTLINE),
    ],
)
def test_colloquial_wordings_are_understood(asked: str, intent: Intent) -> None:
    assert understand(asked).intent is intent


def test_points_are_no_time_of_day() -> None:
    assert not understand("叶秋生在会上提了几点要求").asks("date")
    assert understand("会议几点开始").asks("date")


def test_everyday_words_for_a_head_find_the_head_and_no_deputy(answerer: Answerer) -> None:
    assert answerer.ask("永州市应急处置工作领导小组的头儿是谁").answer == "永州市应急处置工作领导小组组长：康宁。[1]"
    assert "叶秋生" not in answerer.ask("湖南省总工会的一把手是谁").answer


def test_the_head_of_each_body_is_told_or_missed(answerer: Answerer) -> None:
    told = answerer.ask("郴州市人民政府市长和永州市人民政府市长分别是谁").answer
    assert told.startswith("郴州市人民政府市长：贺云舟。[1]")


def test_papers_of_three_issuers_are_none_here(answerer: Answerer) -> None:
    assert "湖南省总工会、湖南省应急管理厅" in answerer.ask("哪些文件是几个部门联合印发的").answer
    assert answerer.ask("哪些文件是三个以上部门联合印发的").kind == "text"


def test_the_year_of_a_policy_that_no_document_prints_is_its_number_s(empty_home: Home) -> None:
    empty_home.put("notice", CITING)
    engine = empty_home.engine()
    answer = Answerer(empty_home.ledger, empty_home.store, engine).ask("学徒培养意见是哪年发的")
    assert answer.answer == "《关于加强学徒培养工作的意见》的发文字号是湘政发〔2018〕44号，是2018年的文件。[1]"
    assert "湘政发〔2018〕44号" in answer.citations[0].quote


def test_rules_on_what_the_documents_leave_out_are_not_told(answerer: Answerer) -> None:
    assert answerer.ask("班组安全建设的意见对食堂补贴有什么规定").abstained


def test_a_genre_behind_its_place_and_a_purpose_before_its_thing_are_read_in_chinese() -> None:
    assert in_chinese("what does the jiangsu opinion implement") == "what does the 江苏的意见 implement"
    assert in_chinese("the notice on tax policy for rare diseases") == "关于罕见病税收政策的通知"


def test_a_policy_s_parts_are_its_highest_headings(answerer: Answerer) -> None:
    told = answerer.ask("湖南的实施意见包括哪几个方面").answer.splitlines()
    assert told[0] == "《关于推进班组安全建设的实施意见》分3个部分："
    assert told[1:] == ["- 一、加强班组建设[1]", "- 二、改进班前会[2]", "- 三、加强监督[3]"]


def test_its_points_are_counted_where_their_numbers_run_through(answerer: Answerer) -> None:
    told = answerer.ask("湖南的实施意见一共提了多少条").answer.splitlines()
    assert told[0] == "《关于推进班组安全建设的实施意见》共4条："
    assert told[1] == "- （一）完善学徒津贴制度[1]"


def test_a_document_that_begins_with_a_number_is_told_by_it(empty_home: Home) -> None:
    title = "青政发〔2021〕6号-青山县人民政府关于印发《青山县扶持茶农若干措施》的通知"
    empty_home.put("page", f"{title}\n\n各乡镇人民政府：\n现将措施印发给你们。\n每户茶农补助三百元。\n")
    answerer = Answerer(empty_home.ledger, empty_home.store, empty_home.engine())
    told = "青政发〔2021〕6号是《青山县人民政府关于印发〈青山县扶持茶农若干措施〉的通知》。[1]"
    assert answerer.ask("青政发2021年6号标题").answer == told


def test_an_announcement_is_told_by_its_number_within_the_year(empty_home: Home) -> None:
    empty_home.put(
        "tax",
        "关于茶叶出口税收政策的公告\n\n财政部 税务总局公告2021年第17号\n\n现就茶叶出口税收政策公告如下：\n"
        "一、出口茶叶免征增值税。\n二、本公告自2021年7月1日起施行。\n\n财政部 税务总局\n2021年6月9日\n",
    )
    answerer = Answerer(empty_home.ledger, empty_home.store, empty_home.engine())
    for asked in ("财政部公告2021年第17号是谁发的", "2021年第17号公告由谁发布"):
        assert answerer.ask(asked).answer.startswith("《关于茶叶出口税收政策的公告》由财政部、国家税务总局联合印发")


def test_a_title_that_speaks_of_another_thing_is_not_taken_for_the_one_asked_for(empty_home: Home) -> None:
    empty_home.put(
        "notice",
        "青山县人民政府关于做好茶园春季病虫害防控工作的通知\n\n青政发〔2021〕3号\n\n各乡镇人民政府：\n现就茶园防控通知如下。\n"
        "\n青山县人民政府\n2021年3月9日\n",
    )
    answerer = Answerer(empty_home.ledger, empty_home.store, empty_home.engine())
    told = "《青山县人民政府关于做好茶园春季病虫害防控工作的通知》由青山县人民政府印发"
    assert answerer.ask("茶园春季病虫害防控工作通知由谁印发").answer.startswith(told)
    assert told not in answerer.ask("油菜春季病虫害防控工作通知由谁印发").answer


def test_a_meaning_is_told_with_all_that_follows_its_word(empty_home: Home) -> None:
    empty_home.put(
        "report",
        "青山县规范班组管理\n\n3月4日，青山县召开班组管理推进会。会议部署了全年工作，并就进一步规范班组管理程序（“三有两到位”。"
        "即：有班长、有台账、有场地；责任到位、奖励到位）、落实班前会等提出了要求。\n",
    )
    answerer = Answerer(empty_home.ledger, empty_home.store, empty_home.engine())
    for asked in ("“三有两到位”是什么", "『三有两到位』指什么"):
        assert "即：有班长、有台账、有场地；责任到位、奖励到位）" in answerer.ask(asked).answer
