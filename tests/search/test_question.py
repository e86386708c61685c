"""Reading questions: intents, types of answer, names and topics."""

from __future__ import annotations

import pytest

from search.questions.question import Intent, understand


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("《关于培育绣娘的意见》是谁印发的？", Intent.ISSUER),
        ("绣娘培育方案 联合发文单位", Intent.ISSUER),
        ("who jointly issued 云工发〔2023〕918号?", Intent.ISSUER),
        ("段怀山担任什么职务", Intent.POST),
        ("段怀山 职务", Intent.POST),
        ("谁是滇南工业职业学院的院长？", Intent.HOLDER),
        ("楚雄州总工会主席 是谁", Intent.HOLDER),
        ("玉溪市总工会开展了什么行动？", Intent.CARRIES_OUT),
        ("哪些单位开展了“送技下乡”活动？", Intent.CARRIERS),
        ("协调小组的成员单位有哪些？", Intent.MEMBERS),
        ("五大行动包括什么", Intent.PARTS),
        ("云南省总工会和滇南工业职业学院是什么关系？", Intent.RELATION),
        ("哪些政策涉及技能津贴？", Intent.PROVIDES_FOR),
        ("玉溪市的方案贯彻落实了什么文件？", Intent.IMPLEMENTS),
        ("哪些文件落实了《关于培育绣娘的意见》？", Intent.IMPLEMENTED_BY),
        ("绣娘管理办法被哪个文件废止？", Intent.REPEALED),
        ("绣娘条例什么时候修改的？", Intent.AMENDED),
        ("绣娘培育意见的发文字号", Intent.DOC_NUMBER),
        ("玉工发〔2023〕927号是什么文件？", Intent.IDENTITY),
        ("Which documents does 玉工发〔2023〕927号 implement?", Intent.IMPLEMENTS),
        ("Who implements 玉工发〔2023〕927号?", Intent.IMPLEMENTED_BY),
        ("甲县总工会和乙公司之间有联系吗", Intent.RELATION),
        ("甲县总工会和乙公司有没有合作", Intent.RELATION),
        ("哪些公告涉及茶叶出口", Intent.PROVIDES_FOR),
        ("某县总工会副主席都有谁", Intent.HOLDER),
        ("云南和江苏在技能津贴上有什么不同？", Intent.COMPARE),
        ("“技能银行”是什么意思？", Intent.DEFINITION),
        ("培训班每班不超过多少人？", Intent.LOOKUP),
        ("下班后被安排去培训有没有补偿？", Intent.LOOKUP),
    ],
)
def test_intent_of_natural_and_keyword_questions(text: str, intent: Intent) -> None:
    assert understand(text).intent is intent


def test_a_cue_word_inside_a_title_is_no_cue() -> None:
    question = understand("《关于印发成员单位名单的通知》说了多少钱？")
    assert question.intent is Intent.LOOKUP
    assert question.titles == ("关于印发成员单位名单的通知",)


def test_a_nested_title_is_one_title() -> None:
    assert understand("《关于印发《绣娘方案》的通知》是谁发的").titles == ("关于印发《绣娘方案》的通知",)


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("云工发[2023]918号是谁印发的", "云工发〔2023〕918号"),
        ("云工发｛２０２３｝９１８號是誰印發的", "云工发〔2023〕918号"),
        ("云工发<2023>918号是谁印发的", "云工发〔2023〕918号"),
        ("云工发《2023》918号是谁印发的", "云工发〔2023〕918号"),
        ("云工发2023年第918号是谁印发的", "云工发〔2023〕918号"),
        ("云工发2023-918贯彻什么", "云工发〔2023〕918号"),
        ("云工发〔二〇二三〕九百一十八号是谁印发的", "云工发〔2023〕918号"),
        ("『云工发〔2023〕918号』是什么", "云工发〔2023〕918号"),
        ("2023年第8号公告是谁发的", "公告2023年第8号"),
        ("财政部公告2023年第08号是谁发的", "公告2023年第8号"),
    ],
)
def test_doc_number_is_read_as_printed_however_it_was_typed(typed: str, number: str) -> None:
    assert understand(typed).doc_numbers == (number,)


@pytest.mark.parametrize("said", ["云南2021年60万人次", "江苏2020年3号台风", "2月2020年10号", "二〇二一年培训多少人"])
def test_figures_behind_a_year_are_no_doc_number(said: str) -> None:
    assert understand(said).doc_numbers == ()
    assert understand(said).folded == said


@pytest.mark.parametrize("said", ["『午间课堂』是什么", "‘午间课堂’是什么", "「午间课堂」是什么", "'午间课堂'是什么"])
def test_every_kind_of_quotation_marks_quotes(said: str) -> None:
    assert understand(said).quoted == ("午间课堂",)
    assert understand(said).intent is Intent.DEFINITION


def test_theme_leaves_out_the_wording_of_the_intent() -> None:
    assert understand("哪些政策涉及职业技能等级认定？").theme == ("职业技能等级认定",)
    assert understand("技能津贴 哪些文件有规定").theme == ("技能津贴",)


def test_post_keeps_its_rank() -> None:
    assert understand("云南省总工会副主席是谁").post == "副主席"
    assert understand("学院党委书记是谁").post == "党委书记"


def test_two_intents_of_one_question_are_both_read() -> None:
    assert set(understand("这份通知是谁发的、哪天发的？").intents) >= {Intent.ISSUER, Intent.DATE}


def test_counted_people_must_be_shown_as_people() -> None:
    (number,) = (asked for asked in understand("有多少名选手参赛？").asked if asked.name == "number")
    assert number.evidence.search("918名选手参赛")
    assert not number.evidence.search("为期5天的大赛")


def test_which_kinds_asks_for_a_list_not_a_number() -> None:
    assert not understand("要依托哪几个平台来办事？").asks("number")


def test_language_is_that_of_the_wording_not_of_the_names() -> None:
    assert understand("Who jointly issued 云工发〔2023〕918号?").language == "en"
    assert understand("锦川铜业 e-learning 平台是什么").language == "zh"


@pytest.mark.parametrize("text", ["", " ", "？？？", "a", "《", "《》", "谁", "多少", "1" * 3000])
def test_any_text_is_read_without_failing(text: str) -> None:
    assert understand(text).intents[-1] is Intent.LOOKUP


def test_the_things_counted_are_read_without_their_measure_word() -> None:
    assert understand("有多少名选手参赛？").counted == "选手参赛"
    assert understand("哪几个平台").counted is None


def test_how_many_things_asks_for_no_amount_of_money() -> None:
    assert not understand("给每家企业发多少口罩？").asks("money")
    assert understand("带出一名徒弟给多少钱？").asks("money")


def test_an_everyday_title_in_marks_is_no_name() -> None:
    assert understand("某市税务局“一把手”是谁").quoted == ()
    assert understand("“金色田野”行动是什么").quoted == ("金色田野",)


def test_verbs_before_the_figure_are_no_part_of_its_noun() -> None:
    assert understand("网上办理的比例要争取达到多少").attributes == ()


def test_what_people_do_is_not_what_is_counted() -> None:
    assert understand("直播有多少人看过").counted is None
    assert understand("来了多少名选手").counted == "选手"


def test_articles_and_banks_are_no_money() -> None:
    assert not understand("贷款管理办法 几章几条").asks("money")
    assert not understand("专项贷款发给哪几家银行").asks("money")


def test_figures_of_the_question_are_no_answer() -> None:
    question = understand("3月5日的会议定了多少项任务")
    assert question.unsaid("3月5日开会，13月5日，定了7项任务") == "    开会，13月  ，定了7项任务"
    assert understand("会议定了多少项任务").unsaid("3月5日") == "3月5日"


def test_a_count_must_come_with_the_measure_word_asked_for() -> None:
    (number,) = (asked for asked in understand("一共受理了多少件申请").asked if asked.name == "number")
    assert number.evidence.search("受理120件")
    assert not number.evidence.search("受理120条")


def test_who_chaired_asks_for_a_person() -> None:
    assert [kind.name for kind in understand("动员会是谁主持的").required] == ["person"]
    assert [kind.name for kind in understand("动员会由哪个部门解读").required] == []


def test_rates_in_keywords_ask_for_a_share() -> None:
    assert understand("口罩厂 复工率").asks("percent")
    assert not understand("给企业优惠利率信贷的银行").asks("percent")


def test_an_amount_asked_for_in_yuan_is_not_shown_by_what_is_free() -> None:
    (money,) = (asked for asked in understand("每人能领多少元补贴").asked if asked.name == "money")
    assert money.evidence.search("每人补贴500元")
    assert not money.evidence.search("课程一律免费")


@pytest.mark.parametrize("asked", ["哪几个厅局的负责人一起调研", "哪些部门参加了推进会", "推进会 参会单位"])
def test_who_took_part_asks_for_several_bodies(asked: str) -> None:
    assert understand(asked).asks("others")


def test_so_many_things_named_as_keywords_ask_for_a_list() -> None:
    assert understand("茶场 八项重点任务").asks("list")
    assert not understand("茶场重点任务").asks("list")
