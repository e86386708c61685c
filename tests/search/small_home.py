"""A small home on disk: real ledger, graph and indexes, documents written for the tests."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import numpy as np

from graph.contributor import GraphContributor
from graph.embedded_store import EmbeddedStore
from ingest.document import RawDocument, Source
from ingest.parse import parse
from ingest.storage.sqlite_ledger import open_ledger
from search.answers.answer import Answerer
from search.engine import SearchEngine
from search.indexes.keyword_index import KeywordIndex
from search.indexes.models import Model
from search.indexes.vector_index import VectorIndex
from search.wording.terms import cut, fold

NOTICE = """云南省人力资源和社会保障厅
关于做好技能竞赛工作的通知

云人社发〔2021〕7号

各州、市人力资源和社会保障局：
为提高技能人才待遇，现就举办技能竞赛有关事项通知如下。
一、竞赛时间
竞赛于2021年9月10日在昆明市举行，为期三天。
二、奖励标准
获得一等奖的选手，每人奖励5000元。
三、联系方式
联系人：李明，电话0871-63210000。

云南省人力资源和社会保障厅
2021年6月1日
"""
OPINION = """江苏省总工会
关于加强企业食堂管理的意见

苏工发〔2023〕12号

各市总工会：
职工食堂要公示菜价，每月听取一次职工意见。
食堂原料由企业工会会同有关部门抽查。

江苏省总工会
2023年3月2日
"""
REPORT = """山区茶叶合作社的故事

记者在山区走访了一家茶叶合作社。合作社的茶叶今年卖到了海外。
合作社负责人王芳说，明年要扩建厂房。
"""


class BigramEmbedder:
    """Stands in for a sentence model: a text's hashed terms as a unit vector. Counts what it was given."""

    dimension = 256

    def __init__(self, name: str = "bigrams", revision: str = "1") -> None:
        self.model = Model(name, Path("."), "", revision)
        self.embedded = 0

    def queries(self, texts: Sequence[str]) -> np.ndarray:
        return self._vectors(texts)

    def passages(self, texts: Sequence[str]) -> np.ndarray:
        self.embedded += len(texts)
        return self._vectors(texts)

    def _vectors(self, texts: Sequence[str]) -> np.ndarray:
        vectors = np.full((len(texts), self.dimension), 1e-3, dtype=np.float32)
        for row, text in enumerate(texts):
            for term in cut(fold(text)):
                vectors[row, int(hashlib.md5(term.encode()).hexdigest()[:6], 16) % self.dimension] += 1
        return vectors / np.linalg.norm(vectors, axis=1, keepdims=True)


class Home:
    """Ledger, graph and indexes in one folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.contributor = GraphContributor()
        self.ledger = open_ledger(folder, writable=True, tables=[self.contributor.tables])
        self.store = EmbeddedStore(self.ledger)

    def put(self, name: str, text: str) -> str:
        digest = hashlib.sha256(text.encode()).hexdigest()
        document = parse(RawDocument(Source(f"/{name}", f"{name}.txt", name), text, "text/plain", digest))
        self.ledger.put(document, self.contributor, self.contributor.analyse(document))
        return document.id

    def forget(self, document_id: str) -> None:
        self.ledger.forget(document_id, self.contributor)

    def keyword(self) -> KeywordIndex:
        index = KeywordIndex(self.folder / "keyword")
        index.catch_up(self.ledger)
        return index

    def vectors(self, embedder: BigramEmbedder | None = None) -> VectorIndex:
        index = VectorIndex(self.folder / "vectors", embedder or BigramEmbedder())
        index.catch_up(self.ledger)
        return index

    def engine(self, vectors: VectorIndex | None = None) -> SearchEngine:
        return SearchEngine(self.ledger, self.store, self.keyword(), vectors)


def answerer_over(folder: Path, texts: Mapping[str, str]) -> Iterator[Answerer]:
    """An answerer over a home of these texts, by name, closed when it is no longer wanted: for fixtures."""
    home = Home(folder)
    for name, text in texts.items():
        home.put(name, text)
    yield Answerer(home.ledger, home.store, home.engine())
    home.ledger.close()
