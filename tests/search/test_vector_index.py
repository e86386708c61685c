import shutil
from pathlib import Path

import faiss
import numpy as np
import pytest

import search.indexes.vector_index
from search.indexes.vector_index import VectorIndex, embedded_text
from search.indexes.vector_store import VectorIndexError
from search.questions.request import Request
from search.ranking.fuse import Fusion
from search.wording.alternatives import Alternatives
from tests.search.small_home import OPINION, BigramEmbedder, Home


def test_nearest_passages_are_those_of_a_numpy_product(home: Home) -> None:
    index = home.vectors()
    texts = {
        passage.id: embedded_text(record.title, passage)
        for record in home.ledger.records()
        for passage in home.ledger.document_passages(record.id)
    }
    cosines = index.embedder.passages(list(texts.values())) @ index.embedder.queries(["合作社的茶叶"])[0]
    expected = dict(zip(texts, cosines.tolist(), strict=True))
    found = index.search_text("合作社的茶叶", 3)
    assert [passage for passage, _ in found] == sorted(expected, key=lambda p: -expected[p])[:3]
    assert [cosine for _, cosine in found] == pytest.approx([expected[p] for p, _ in found], abs=1e-3)


def test_a_search_begun_beside_finds_what_a_plain_one_finds(home: Home) -> None:
    index = home.vectors()
    begun = [index.begin_search(text, 5) for text in ("竞赛奖励", "食堂菜价", "茶叶", "厂房", "竞赛奖励")]
    wanted = [index.search_text(text, 5) for text in ("竞赛奖励", "食堂菜价", "茶叶", "厂房", "竞赛奖励")]
    assert [future.result() for future in begun] == wanted


def test_the_nearest_may_be_looked_for_ahead_and_too_few_of_them(home: Home) -> None:
    for number in range(90):
        home.put(f"d{number}", f"渔港{number}号\n\n今年第{number}号渔港有渔船{number * 53 % 97}艘。")
    fusion = Fusion(home.keyword(), home.vectors(), Alternatives(home.store))
    request = Request.parse("茶叶合作社的渔船")
    plain = fusion.ranked(request, None, 80)
    assert len(plain) > 80
    assert fusion.ranked(request, None, 80, None, fusion.nearest(request, 10)) == plain
    assert fusion.ranked(request, None, 80, None, fusion.nearest(request, 80)) == plain


def test_cosines_of_named_passages_agree_with_the_search(home: Home) -> None:
    index = home.vectors()
    found = dict(index.search_text("竞赛奖励", 10))
    assert index.cosines("竞赛奖励", index.vectors(list(found))) == pytest.approx(found, abs=1e-5)


def test_a_removed_document_is_gone_at_once(home: Home) -> None:
    index = home.vectors()
    gone = home.ledger.find_document("opinion")
    home.forget(gone)
    index.catch_up(home.ledger)
    assert not any(passage.startswith(gone) for passage, _ in index.search_text("食堂菜价", 50))
    assert len(index) == len(index.store.passages()) == len(index.passage_ids())


def test_another_reader_sees_additions_and_removals(home: Home) -> None:
    reader = home.vectors()
    home.put("new", "新文件讲述渔港。")
    home.forget(home.ledger.find_document("opinion"))
    home.vectors()
    reader.refresh()
    assert reader.passage_ids() == set(reader.store.passages())
    assert reader.revision == home.ledger.revision()


def test_unchanged_texts_are_not_embedded_again(home: Home) -> None:
    home.vectors()
    embedder = BigramEmbedder()
    home.put("opinion", OPINION + "\n附言一句。\n")
    home.vectors(embedder)
    assert 0 < embedder.embedded < len(home.ledger.document_passages(home.ledger.find_document("opinion"))) + 1
    home.put("notes/copy", OPINION)
    again = BigramEmbedder()
    home.vectors(again)
    assert again.embedded <= 2


def test_reopened_it_finds_the_same(home: Home) -> None:
    before = home.vectors().search_text("竞赛奖励", 5)
    assert VectorIndex(home.folder / "vectors", BigramEmbedder()).search_text("竞赛奖励", 5) == before


def test_another_model_is_an_error_that_says_what_to_do(home: Home) -> None:
    home.vectors()
    with pytest.raises(VectorIndexError, match=r"made with bigrams .*Use --model bigrams, or delete"):
        VectorIndex(home.folder / "vectors", BigramEmbedder(name="other"))
    with pytest.raises(VectorIndexError, match="revision"):
        VectorIndex(home.folder / "vectors", BigramEmbedder(revision="2"))


def test_thrown_away_it_is_built_again(home: Home) -> None:
    before = home.vectors().passage_ids()
    shutil.rmtree(home.folder / "vectors")
    assert home.vectors().passage_ids() == before


def test_a_file_that_is_no_index_says_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "vectors.sqlite").write_bytes(b"not a database" * 100)
    with pytest.raises(VectorIndexError, match="Delete its folder"):
        VectorIndex(tmp_path, BigramEmbedder())


@pytest.fixture
def large(home: Home, monkeypatch: pytest.MonkeyPatch) -> Home:
    monkeypatch.setattr(search.indexes.vector_index, "FLAT_LIMIT", 100)
    for number in range(150):
        home.put(f"d{number}", f"第{number}号渔港报告{number * 37 % 101}。\n\n共有渔船{number * 53 % 997}艘。")
    return home


def test_many_vectors_are_searched_in_lists_with_measured_recall(large: Home) -> None:
    index = large.vectors()
    assert index.lists is not None
    assert index.lists.recall >= 0.99
    assert index.lists.depth == 60
    assert isinstance(faiss.downcast_index(index._faiss), faiss.IndexIVFScalarQuantizer)


def test_probes_find_what_lies_nearest_to_questions_that_are_far_from_every_passage() -> None:
    random = np.random.default_rng(1)
    middles = random.standard_normal((40, 32))
    vectors = (middles[random.integers(0, 40, 4000)] + 0.8 * random.standard_normal((4000, 32))).astype(np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    index = faiss.IndexIVFFlat(faiss.IndexFlatIP(32), 32, 60, faiss.METRIC_INNER_PRODUCT)
    index.train(vectors)
    index.add(vectors)
    asked = search.indexes.vector_index._moved(vectors[:200], random)
    assert float(np.median((asked * vectors[:200]).sum(1))) == pytest.approx(0.7, abs=0.05)
    probes, recall = search.indexes.vector_index._probes(index, vectors, asked)
    assert recall >= 0.99
    exact = np.argsort(-(asked @ vectors.T), axis=1)[:, :60]
    _, found = index.search(asked, 60)
    shares = [len(set(a) & set(b)) / 60 for a, b in zip(exact.tolist(), found.tolist(), strict=True)]
    assert np.mean(shares) == pytest.approx(recall, abs=0.01)
    index.nprobe = probes // 2
    fewer, _ = index.search(asked, 60)
    assert float((fewer >= np.sort(asked @ vectors.T, axis=1)[:, -60][:, None] - 2e-3).mean()) < 0.99


def test_saved_lists_are_opened_and_brought_up_to_date(large: Home) -> None:
    large.vectors()
    large.forget(large.ledger.find_document("d7"))
    added = large.put("late", "迟到的文件讲述灯塔。")
    index = large.vectors()
    reopened = VectorIndex(large.folder / "vectors", BigramEmbedder())
    assert reopened.lists == index.lists
    assert reopened.passage_ids() == set(reopened.store.passages())
    assert any(passage.startswith(added) for passage, _ in reopened.search_text("讲述灯塔", 3))


def test_broken_lists_are_not_needed(large: Home) -> None:
    large.vectors()
    for path in (large.folder / "vectors").glob("lists-*"):
        path.write_bytes(b"broken")
    index = VectorIndex(large.folder / "vectors", BigramEmbedder())
    assert index.lists is None
    assert index.passage_ids() == set(index.store.passages())


def test_a_crash_between_batches_goes_on_where_it_stopped(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(search.indexes.vector_index, "_BATCH", 1)
    embedder = BigramEmbedder()
    real, calls = embedder.passages, iter(range(10))

    def fails_at_second(texts: list[str]) -> np.ndarray:
        if next(calls) == 1:
            raise KeyboardInterrupt
        return real(texts)

    monkeypatch.setattr(embedder, "passages", fails_at_second)
    with pytest.raises(KeyboardInterrupt):
        home.vectors(embedder)
    index = home.vectors()
    wanted = {p.id for r in home.ledger.records() for p in home.ledger.document_passages(r.id)}
    assert index.passage_ids() == wanted
