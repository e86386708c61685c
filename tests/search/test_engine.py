from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.document import Passage
from search.query import Filters
from search.wording.highlight import aligned, term_spans
from tests.search.small_home import NOTICE, OPINION, REPORT, Home


def first(home: Home, query: str, **options: object) -> str:
    return home.engine().search(query, **options).hits[0].document.source.external_id


def test_a_question_finds_the_passage_that_answers_it(home: Home) -> None:
    (hit, *_) = home.engine().search("获得一等奖的选手奖励多少钱").hits
    assert "5000元" in hit.text


@pytest.mark.parametrize(
    "query",
    [
        "苏工发〔2023〕12号",
        "苏工发[2023]12号",
        "苏工发（2023）12 号",
        "蘇工發〔２０２３〕１２號",
        "苏工发〔2023〕12",
        "苏 工 发〔2023〕第012号",
        "苏工发2023-12号",
        "苏工发2023年第12号",
        "苏工发2023 12是什么文件",
        "苏工发〔二〇二三〕十二号",
        "苏工发二○二三年第十二号",
        "苏工发﹝2023﹞12号",
        "苏工发［2023］第１２号文",
        "〔2023〕12号 苏工发",
    ],
)
def test_a_doc_number_finds_its_document_first(home: Home, query: str) -> None:
    assert first(home, query) == "opinion"


ANNOUNCEMENT = """某省财政厅关于渔港补贴的公告

某省财政厅公告2022年第8号

渔港补贴自公告之日起申请。

某省财政厅
2022年3月1日
"""


@pytest.mark.parametrize(
    "query",
    [
        "某省财政厅公告2022年第8号",
        "某省财政厅2022年第8号公告",
        "财政厅公告〔2022〕8号",
        "财政厅 公告2022年8号",
        "公告２０２２年第０８號",
        "财政厅二〇二二年第八号公告",
    ],
)
def test_the_number_of_an_announcement_finds_it_before_what_cites_it(home: Home, query: str) -> None:
    home.put("announcement", ANNOUNCEMENT)
    cited = "落实某省财政厅公告2022年第8号，公告全文张贴。财政厅2022年公告8号。"
    home.put("citing", "渔港的公告\n\n" + cited * 3)
    assert first(home, query) == "announcement"


def test_a_title_finds_its_document_before_those_that_mention_it(home: Home) -> None:
    home.put(
        "other", "落实《关于加强企业食堂管理的意见》的做法\n\n" + "我们认真落实《关于加强企业食堂管理的意见》。" * 5
    )
    assert first(home, "《关于加强企业食堂管理的意见》") == "opinion"
    assert first(home, "关于加强企业食堂管理的意见") == "opinion"


def test_a_title_without_marks_comes_before_a_likelier_passage(home: Home) -> None:
    title = "关于做好技能竞赛工作的通知"
    home.put("other", f"解读{title}\n\n" + f"{title}印发后，各地要做好技能竞赛工作。" * 3)
    assert first(home, title) == "notice"
    assert first(home, "查一下" + title) == "notice"


def test_a_quoted_phrase_stands_in_every_first_hit(home: Home) -> None:
    home.put("near", "职工每月都听取意见。食堂一次公示。每月一次，听取意见。")
    (hit, *_) = home.engine().search('食堂 意见 "每月听取一次职工意见"').hits
    assert "每月听取一次职工意见" in hit.text


@pytest.mark.parametrize("marks", ["“”", '""', "＂＂", "「」", "『』", "‘’"])
def test_words_with_a_phrase_in_any_marks_find_it_first(home: Home, marks: str) -> None:
    home.put("near", "食堂意见簿\n\n" + "职工每月都听取食堂意见。食堂意见一次公示。每月听取一次，是职工意见。" * 3)
    hits = home.engine().search(f"食堂 职工 意见 公示 听取 {marks[0]}每月听取一次职工意见{marks[1]}").hits
    assert "每月听取一次职工意见" in hits[0].text
    assert hits[0].score > 1


@pytest.mark.parametrize("query", ["職工食堂要公示菜價", "职工食堂 要 公示菜价", "职工食堂要公式菜价"])
def test_traditional_characters_spaces_and_a_typing_error_do_not_matter(home: Home, query: str) -> None:
    assert "公示菜价" in home.engine().search(query).hits[0].text


def test_a_short_name_finds_the_full_one(home: Home) -> None:
    hits = home.engine().search("省人社厅").hits
    assert hits[0].document.source.external_id == "notice"


@pytest.mark.parametrize(
    ("query", "document"), [("skills competition award", "notice"), ("trade union canteen", "opinion")]
)
def test_english_words_find_the_chinese_terms_that_stand_for_them(home: Home, query: str, document: str) -> None:
    assert first(home, query) == document


def test_a_single_character_finds_something(home: Home) -> None:
    assert "茶" in home.engine().search("茶").hits[0].text


def test_hits_bear_the_original_text_at_their_offsets(home: Home) -> None:
    for hit in home.engine().search("职工技能竞赛合作社", k=20).hits:
        text = home.ledger.document(hit.document.id).text
        assert hit.text == text[hit.passage.start : hit.passage.end]
        assert [text[a:b] for a, b in hit.highlights] == [
            hit.text[a - hit.passage.start : b - hit.passage.start] for a, b in hit.highlights
        ]


def test_highlights_are_the_words_of_the_question(home: Home) -> None:
    (hit, *_) = home.engine().search("菜价是什么").hits
    text = home.ledger.document(hit.document.id).text
    assert [text[a:b] for a, b in hit.highlights] == ["菜价"]


def test_a_highlight_over_a_broken_line_keeps_the_original_offsets(home: Home) -> None:
    home.put(
        "broken",
        "渔港办法\n\n第一条 为了规范渔港设施建设和使用管理，保护渔民合法权益，制定本办\n法，自公布之日起施行。\n",
    )
    (hit, *_) = home.engine().search("本办法").hits
    text = home.ledger.document(hit.document.id).text
    assert "本办\n法" in [text[a:b] for a, b in hit.highlights]


@given(
    st.text(alphabet="食堂菜价 \n省,1a", max_size=60),
    st.lists(st.text(alphabet="食堂菜价省1a", min_size=1, max_size=3)),
)
def test_highlighted_spans_cover_exactly_the_terms(text: str, terms: list[str]) -> None:
    covered = {
        i for term in terms for at in range(len(text)) if text.startswith(term, at) for i in range(at, at + len(term))
    }
    spans = term_spans(text, terms)
    assert {i for start, end in spans for i in range(start, end)} == covered
    assert all(left[1] < right[0] for left, right in pairwise(spans))


def test_a_mentioned_kind_is_looked_for_below_the_best_passages(empty_home: Home) -> None:
    for number in range(150):
        empty_home.put(f"d{number}", f"茶叶茶叶茶叶采摘，第{number}号。")
    empty_home.put("person", f"{REPORT}茶叶采摘的事由云南省总工会主席李明说明。")
    hits = empty_home.engine().search("茶叶采摘", k=3, filters=Filters(kind="Person")).hits
    assert {hit.document.source.external_id for hit in hits} == {"person"}


@pytest.mark.parametrize(
    ("filters", "documents"),
    [
        (Filters(level="省级"), {"notice", "opinion"}),
        (Filters(kind="意见"), {"opinion"}),
        (Filters(issuer="江苏省总工会"), {"opinion"}),
        (Filters(region="江苏"), {"opinion"}),
        (Filters(region="云南省", date_from="2021-06"), {"notice"}),
        (Filters(date_to="2022"), {"notice"}),
        (Filters(issuer="云南人社厅"), {"notice"}),
        (Filters(issuer="云南省人力资源社会保障厅"), {"notice"}),
        (Filters(document="report"), {"report"}),
        (Filters(issuer="江苏省总工会", date_from="2023", date_to="2023-03-02", kind="意见"), {"opinion"}),
    ],
)
def test_filters_let_through_only_what_they_say(home: Home, filters: Filters, documents: set[str]) -> None:
    hits = home.engine().search("职工 技能 管理 茶叶 食堂 竞赛", k=20, filters=filters).hits
    assert {hit.document.source.external_id for hit in hits} == documents


@pytest.mark.parametrize(
    ("filters", "reason"),
    [
        (Filters(kind="通告"), "kind: '通告' is not known"),
        (Filters(kind="批复"), "kind: no document is a 批复"),
        (Filters(kind="Enterprise"), "kind: no document mentions a Enterprise"),
        (Filters(level="县级"), "level: no document is known to be of level '县级'. There are: 省级."),
        (Filters(level="不明"), "level: no document is known to be of level '不明'"),
        (Filters(issuer="江苏省总公会"), "Close to it: 江苏省总工会"),
        (Filters(region="西藏"), "region: no document belongs to"),
        (Filters(document="nothing"), "document: "),
        (Filters(date_from="去年"), "from: '去年' is not a date"),
        (Filters(issuer="江苏省总工会", date_to="2020"), "all filters together"),
    ],
)
def test_a_filter_that_matches_nothing_gives_nothing_and_says_why(home: Home, filters: Filters, reason: str) -> None:
    result = home.engine().search("职工", filters=filters)
    assert result.hits == ()
    assert reason in (result.reason or "")


def test_a_kind_of_entity_keeps_passages_that_mention_one(home: Home) -> None:
    hits = home.engine().search("职工 技能 茶叶 王芳", k=20, filters=Filters(kind="Person")).hits
    assert hits
    assert all(any(entity.kind == "Person" for entity in hit.entities) for hit in hits)


@pytest.mark.parametrize("query", ["", "？！", "zzzz"])
def test_nothing_found_says_why(home: Home, query: str) -> None:
    result = home.engine().search(query)
    assert result.hits == ()
    assert result.reason


def test_an_empty_home_says_that_nothing_was_ingested(empty_home: Home) -> None:
    assert "ingested" in (empty_home.engine().search("职工").reason or "")


def test_a_serving_engine_shows_what_was_ingested_since(home: Home) -> None:
    engine = home.engine()
    home.put("new", "新文件讲述渔港。")
    assert engine.search("渔港").hits[0].document.source.external_id == "new"


def test_a_removed_document_is_not_shown(home: Home) -> None:
    engine = home.engine()
    home.forget(home.ledger.find_document("opinion"))
    assert all(hit.document.source.external_id != "opinion" for hit in engine.search("食堂菜价").hits)


def test_copies_of_a_passage_are_shown_once_and_scored_runs_keep_them(home: Home) -> None:
    home.put("copy", OPINION + "\n（转载）\n")
    engine = home.engine()
    shown = [hit for hit in engine.search("食堂原料抽查", k=10).hits if "抽查" in hit.text]
    (run,) = engine.search_many(["食堂原料抽查"], k=10)
    assert len(shown) == 1
    assert sum("抽查" in hit.text for hit in run.hits) == 2


def test_one_document_does_not_crowd_out_the_rest(home: Home) -> None:
    home.put(
        "long",
        "食堂手册\n\n"
        + "\n\n".join(f"{n}、食堂菜价第{n}条规定，" + "各单位照此办理。" * 25 for n in "一二三四五六七八"),
    )
    hits = home.engine().search("食堂菜价", k=5).hits
    assert "opinion" in {hit.document.source.external_id for hit in hits}


def test_with_vectors_hits_are_found_that_share_no_word_with_the_question(home: Home) -> None:
    engine = home.engine(home.vectors())
    assert len(engine.search("合作社的茶叶卖到哪里", k=20).hits) >= len(
        home.engine().search("合作社的茶叶卖到哪里", k=20).hits
    )


def test_many_queries_give_the_same_order_as_one(home: Home) -> None:
    engine = home.engine()
    (run,) = engine.search_many(["技能竞赛在哪里举行"], k=3)
    assert run.hits[0].passage.id == engine.search("技能竞赛在哪里举行", k=3).hits[0].passage.id
    assert run.facets == {}


def test_many_queries_give_the_scores_of_one_when_more_is_found_than_is_ranked(home: Home) -> None:
    for number in range(90):
        home.put(f"rule{number}", f"食堂细则\n\n第{number}号窗口的菜价每{number % 7 + 2}天公示一次，由值班员登记。\n")
    engine = home.engine()
    for text in ("食堂菜价多久公示一次", "《食堂细则》", "值班员登记什么"):
        (run,) = engine.search_many([text], k=5)
        single = {hit.passage.id: hit.score for hit in engine.search(text, k=90).hits}
        assert [hit.score for hit in run.hits] == [single[hit.passage.id] for hit in run.hits], text


@pytest.mark.parametrize("beside", [False, True])
def test_many_questions_are_answered_in_order_as_they_are_one_by_one(home: Home, beside: bool) -> None:
    engine = home.engine()
    texts = ["食堂菜价多久公示一次", "技能竞赛在哪里举行", "茶叶", "没有的渔港", "省人社厅", "合作社", "茶叶"]
    many = [[hit.passage.id for hit in run.hits] for run in engine.search_many(texts, 3, None, beside)]
    assert many == [[hit.passage.id for run in engine.search_many([text], 3) for hit in run.hits] for text in texts]
    assert many[2] == many[6] != many[0]


def test_a_repealed_document_is_not_in_force(home: Home) -> None:
    home.put(
        "old", NOTICE.replace("技能竞赛", "渔港收费").replace("〔2021〕7号", "〔2010〕3号").replace("2021年", "2010年")
    )
    engine = home.engine()
    hits = engine.search("渔港收费", k=20, filters=Filters(in_force_on="2009-01-01")).hits
    assert all(hit.document.source.external_id != "old" for hit in hits)
    assert engine.search("渔港收费", filters=Filters(in_force_on="2020")).hits


@given(st.text(alphabet="食堂 \n\t1a。", min_size=1, max_size=40), st.data())
def test_a_passage_is_aligned_with_its_original_character_by_character(clean: str, data: st.DataObject) -> None:
    gaps = data.draw(st.lists(st.sampled_from(["", "\n", "\u3000", " \n"]), min_size=len(clean), max_size=len(clean)))
    original = "".join(gap + character for gap, character in zip(gaps, clean, strict=True))
    passage = Passage("p", 0, 0, (), 0, len(original), 0, len(clean), clean)
    found = aligned(passage, original)
    assert found is not None
    assert all(original[at] == c for at, c in zip(found.offsets, clean, strict=True) if not c.isspace())
    assert list(found.offsets) == sorted(found.offsets)


def test_a_passage_is_aligned_over_dropped_furniture_where_there_is_one_way_to() -> None:
    found = aligned(Passage("p", 0, 0, (), 0, 13, 0, 5, "食堂\n菜价"), "食堂\n—— 9 ——\n菜价")
    assert found is not None
    assert found.offsets.tolist() == [0, 1, 1, 11, 12]


@pytest.mark.parametrize("original", ["食堂\n菜谱\n菜价", "食堂菜谱"])
def test_a_passage_with_characters_of_two_places_or_none_is_not_aligned(original: str) -> None:
    assert aligned(Passage("p", 0, 0, (), 0, len(original), 0, 5, "食堂\n菜价"), original) is None


@pytest.mark.parametrize(
    "query", ["苏工发〔2023〕12号", "蘇工發〔2023〕12號", "《关于加强企业食堂管理的意见》", "菜价 公示"]
)
def test_a_document_in_traditional_characters_is_found_and_shown_as_printed(empty_home: Home, query: str) -> None:
    printed = OPINION.translate(
        str.maketrans("苏总关于强业会职乡议见听处开务应实资产号", "蘇總關於強業會職鄉議見聽處開務應實資產號")
    )
    empty_home.put("notice", NOTICE)
    empty_home.put("printed", printed)
    (hit, *_) = empty_home.engine().search(query, filters=Filters(issuer="江苏省总工会")).hits
    assert hit.document.doc_number == "苏工发〔2023〕12号"
    assert hit.document.date == "2023-03-02"
    assert hit.text == printed[hit.passage.start : hit.passage.end]
    assert all(printed[start:end].strip() for start, end in hit.highlights)
