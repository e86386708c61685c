"""English questions are read with the field's terms in Chinese."""

from __future__ import annotations

import pytest

from search.answers.answer import Answerer
from search.questions.question import Intent, understand
from search.wording.english import in_chinese
from tests.search.small_home import Home

OPINION = """青山县总工会
关于培养高技能人才的意见

青工发〔2022〕4号

各基层工会：

职业技能等级认定由企业自主开展，每年组织两次。

青山县总工会
2022年3月8日
"""


@pytest.mark.parametrize(
    ("asked", "read"),
    [
        ("who issued the opinion on highly skilled workers", "who issued 关于高技能人才的意见"),
        ("the notice on wages and work safety", "关于工资和安全生产的通知"),
        ("which policies mention skill level certification", "which policies mention 职业技能等级认定"),
        ("what is “skills training”", "what is “skills training”"),
        ("who is the tallest", "who is the tallest"),
        ("the paying agents", "the paying agents"),
        ("which policies cover skill-level recognition", "which policies cover 职业技能等级认定"),
        ("the recognition of skill levels", "the 职业技能等级认定"),
        ("new apprenticeships and collective bargaining", "新型学徒制和集体协商"),
        ("the implementation opinions", "the 实施意见"),
        ("the implementation opinions on wages", "关于工资的意见"),
        ("the jiangsu sasac", "the 江苏省国资委"),
        ("the beijing federation of trade unions", "the 北京市总工会"),
        ("the inner mongolia department of education", "the 内蒙古自治区教育厅"),
        ("which policies support small enterprises", "which policies 支持 小微企业"),
        ("how many people were trained in qujing", "多少人 were 培训 in 曲靖"),
        ("policies on negotiated wages", "policies on 协议工资"),
        ("when does bus line 608 open", "when does 公交608路 open"),
        ("the kunming federation of trade unions", "the 昆明市总工会"),
        ("who is the president of the kunming federation of trade unions", "who is the 主席 of the 昆明市总工会"),
        ("the vice president of the kunming federation of trade unions", "the 副主席 of the 昆明市总工会"),
        ("who chairs the kunming federation of trade unions", "who is the 主席 of the 昆明市总工会"),
        ("the president of the mining college", "the 校长 of the mining college"),
        ("the dali prefectural federation of trade unions", "the 大理白族自治州总工会"),
        ("the all-china federation of trade unions", "中华全国总工会"),
        ("what did the yunnan provincial federation of trade unions do", "what did the 云南省总工会 do"),
    ],
)
def test_known_terms_are_put_in_chinese_outside_marks(asked: str, read: str) -> None:
    assert in_chinese(asked) == read


def test_the_other_english_words_are_no_subject() -> None:
    question = understand("Which policies mention skill level certification?")
    assert (question.intent, question.language) == (Intent.PROVIDES_FOR, "en")
    assert question.theme == ("职业技能等级认定",)


@pytest.mark.parametrize("verb", ["cover", "provide for", "deal with", "address", "mention"])
def test_verbs_of_providing_are_no_subject_where_no_term_is_known(verb: str) -> None:
    assert understand(f"Which policies {verb} noodle stalls, and in which clause?").theme == ("noodle", "stalls")


def test_an_english_description_leads_to_the_policy_and_is_answered_in_english(empty_home: Home) -> None:
    empty_home.put("opinion", OPINION)
    answerer = Answerer(empty_home.ledger, empty_home.store, empty_home.engine())
    answer = answerer.ask("Who issued the opinion on highly skilled workers?").answer
    assert "was issued by 青山县总工会, dated 2022-03-08." in answer
