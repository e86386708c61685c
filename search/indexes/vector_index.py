"""FAISS over the stored embeddings: exact while they are few, inverted lists with measured recall when they are many.

The vectors themselves live in `vector_store`. A flat index is read from there at start; inverted lists, whose
training takes long, are also saved beside it and then only brought up to date. A saved one that is lost or broken is
made again.
"""

from __future__ import annotations

import hashlib
import json
import os
import threading
from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import Future
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import faiss
import numpy as np

from ingest.document import Passage
from ingest.ledger import Change, Ledger
from search.indexes.embed import Embedder, Vectors, question_threads
from search.indexes.keyword_index import Progress
from search.indexes.vector_store import FILE, Entry, Identity, VectorStore

FLAT_LIMIT = 30_000
"""Up to so many vectors the search is exact: a scan takes about as long as embedding the question."""
_WANTED_RECALL = 0.99
_BATCH = 1_024
"""Passages embedded between commits: what a crash can cost."""
_READ = 20_000
_SAMPLE = 200
_DEPTH = 60
"""Nearest passages that a search takes in, and that must be found."""
_APART = 1.0
"""Length of the chance vector by which a stored unit vector is moved before it is asked: questions lie further from
every passage than passages from one another."""
_PER_LIST = 39
"""Vectors that FAISS wants for each list when it trains."""
_ROUNDING = 2e-3
"""By which a cosine of half floats may differ."""
_ASKED = 4_096
"""Questions whose vectors are kept."""
_BESIDE = 4
"""Searches that run beside their callers at once."""


@dataclass(frozen=True, slots=True)
class Lists:
    """Arguments of a saved approximate index, what it covers and how good it is.

    recall: share of the exact best `depth` that it finds, over `_SAMPLE` stored vectors moved and asked as questions.
    """

    file: str
    lists: int
    probes: int
    recall: float
    depth: int
    trained_on: int
    last_key: int
    last_removal: int


class VectorIndex:
    """Nearest passages by cosine. Any number of readers, one writer at a time."""

    def __init__(self, folder: Path, embedder: Embedder) -> None:
        self.folder = folder
        self.embedder = embedder
        self.store = VectorStore(folder / FILE)
        self._lock = threading.RLock()
        self._asked: dict[str, Vectors] = {}
        self._beside = question_threads(_BESIDE)
        held = self.store.identity()
        if held is not None:
            self.store.claim(Identity(embedder.model.name, embedder.model.revision, held.dimension))
        self._reset()
        self.refresh()

    def _reset(self) -> None:
        self._faiss: Any = None
        self._passages: dict[int, str] = {}
        self._last_key = self._last_removal = 0
        self.revision = 0
        self.lists: Lists | None = None

    def __len__(self) -> int:
        return len(self._passages)

    def refresh(self) -> None:
        """Takes in what this or another process has stored since. Cheap when that is nothing."""
        with self._lock:
            state = self.store.state()
            if (state.last_key, state.last_removal, state.revision) == (
                self._last_key,
                self._last_removal,
                self.revision,
            ):
                return
            if self._faiss is None:
                self._open()
            self._forget(self.store.removed(self._last_removal))
            self._take(self._last_key)
            self._last_removal, self.revision = state.last_removal, state.revision

    def _open(self) -> None:
        identity = self.store.identity()
        if identity is None:
            return
        saved = self._saved_lists()
        if saved is not None:
            self._faiss, self.lists = saved
            self._last_key, self._last_removal = self.lists.last_key, self.lists.last_removal
            self._passages = {key: p for key, p in self.store.keys().items() if key <= self._last_key}
        else:
            self._faiss = faiss.IndexIDMap2(faiss.IndexFlatIP(identity.dimension))

    def _forget(self, keys: Iterable[int]) -> None:
        gone = [key for key in keys if key <= self._last_key]
        if gone:
            self._faiss.remove_ids(np.array(gone, dtype=np.int64))
            for key in gone:
                self._passages.pop(key, None)

    def _take(self, key: int) -> None:
        while True:
            stored = self.store.after(key, _READ)
            if not stored.passages:
                return
            self._faiss.add_with_ids(stored.vectors, stored.keys)
            self._passages.update(zip(stored.keys.tolist(), stored.passages, strict=True))
            key = self._last_key = int(stored.keys[-1])

    def search(self, vectors: Vectors, limit: int) -> list[list[tuple[str, float]]]:
        """For each row of (n, dim) unit vectors the nearest passages with their cosine, nearest first."""
        with self._lock:
            if self._faiss is None or not self._passages:
                return [[] for _ in vectors]
            scores, keys = self._faiss.search(vectors, min(limit, len(self._passages)))
            return [
                [(self._passages[key], score) for key, score in zip(ks, ss, strict=True) if key in self._passages]
                for ks, ss in zip(keys.tolist(), scores.tolist(), strict=True)
            ]

    def prepare(self, texts: Sequence[str]) -> None:
        """Embeds many questions at once; the latest are kept for `search_text` and `cosines`."""
        missing = [text for text in dict.fromkeys(texts) if text not in self._asked]
        if missing:
            if len(self._asked) + len(missing) > _ASKED:
                self._asked.clear()
            self._asked |= zip(missing, self.embedder.queries(missing), strict=True)

    def _question(self, text: str) -> Vectors:
        vector = self._asked.get(text)
        if vector is None:
            self.prepare([text])
            vector = self._asked.get(text)
        return vector if vector is not None else self.embedder.queries([text])[0]

    def search_text(self, text: str, limit: int) -> list[tuple[str, float]]:
        """Passages nearest to a question with their cosine, nearest first."""
        return self.search(self._question(text)[None, :], limit)[0]

    def begin_search(self, text: str, limit: int) -> Future[list[tuple[str, float]]]:
        """`search_text` in another thread, beside what the caller does meanwhile."""
        return self._beside.submit(self.search_text, text, limit)

    def vectors(self, passages: Sequence[str]) -> dict[str, Vectors]:
        """The stored vectors of these passages, for `cosines`."""
        return self.store.vectors(passages)

    def cosines(self, text: str, vectors: Mapping[str, Vectors]) -> dict[str, float]:
        """Cosine of a question and each of the passages whose vectors these are."""
        if not vectors:
            return {}
        similar = np.stack(list(vectors.values())) @ self._question(text)
        return dict(zip(vectors, similar.tolist(), strict=True))

    def catch_up(self, ledger: Ledger, progress: Progress | None = None) -> int:
        """Embeds what the ledger has committed since; gives the revision reached."""
        model = self.embedder.model
        target, since = ledger.revision(), self.store.state().revision
        if target == since:
            self.refresh()
            return since
        with self.store.transaction():
            self.store.claim(Identity(model.name, model.revision, self.embedder.dimension))
            if since > target:  # another ledger, or one restored from a copy
                self.store.clear()
                since = 0
        changes = ledger.changes(since)
        done = 0
        while changes:
            batch, passages = _next_batch(ledger, changes)
            changes = changes[len(batch) :]
            self._store(
                ledger, batch, passages, changes[0].revision - 1 if changes else max(target, batch[-1].revision)
            )
            done += sum(map(len, passages))
            if progress:
                progress(done, len(changes))
        self._finish()
        return self.revision

    def _store(
        self, ledger: Ledger, batch: Sequence[Change], passages: Sequence[Sequence[Passage]], revision: int
    ) -> None:
        titles = {record.id: record.title for record in ledger.records([change.document_id for change in batch])}
        rows = [
            (change.document_id, passage.id, embedded_text(titles.get(change.document_id, ""), passage))
            for change, own in zip(batch, passages, strict=True)
            for passage in own
        ]
        hashes = [hashlib.sha256(text.encode()).hexdigest()[:32] for _, _, text in rows]
        known = self.store.known(hashes)
        missing = {h: text for h, (_, _, text) in zip(hashes, rows, strict=True) if h not in known}
        known |= zip(missing, self.embedder.passages(list(missing.values())), strict=True)
        with self.store.transaction():
            for change in batch:
                self.store.remove(change.document_id)
            self.store.add([Entry(p, d, h, known[h]) for (d, p, _), h in zip(rows, hashes, strict=True)])
            self.store.set_meta({"revision": str(revision)})

    def _finish(self) -> None:
        self.refresh()
        count = len(self)
        trained = self.lists.trained_on if self.lists else FLAT_LIMIT / 2
        if count > FLAT_LIMIT and count > 2 * trained:
            with self._lock:
                self._train()

    def _train(self) -> None:
        """Replaces the index by inverted lists with as few probes as give the wanted recall, and saves them."""
        stored = self.store.after(0, len(self))
        dimension = stored.vectors.shape[1]
        lists = max(1, min(int(4 * len(stored.keys) ** 0.5), len(stored.keys) // _PER_LIST))
        index = faiss.IndexIVFScalarQuantizer(
            faiss.IndexFlatIP(dimension), dimension, lists, faiss.ScalarQuantizer.QT_fp16, faiss.METRIC_INNER_PRODUCT
        )
        index.cp.niter = 10
        random = np.random.default_rng(0)
        index.train(stored.vectors[random.permutation(len(stored.keys))[: 40 * lists]])
        index.add_with_ids(stored.vectors, stored.keys)
        sample = stored.vectors[random.permutation(len(stored.keys))[:_SAMPLE]]
        probes, recall = _probes(index, stored.vectors, _moved(sample, random))
        self._faiss = index
        self._save(Lists("", lists, probes, recall, _DEPTH, len(stored.keys), self._last_key, self._last_removal))

    def _save(self, arguments: Lists) -> None:
        file = f"lists-{arguments.last_key}-{arguments.last_removal}.faiss"
        self.lists = Lists(**{**asdict(arguments), "file": file})
        faiss.write_index(self._faiss, str(self.folder / f"{file}.new"))
        os.replace(self.folder / f"{file}.new", self.folder / file)
        manifest = self.folder / "lists.json.new"
        manifest.write_text(json.dumps(asdict(self.lists), indent=1), encoding="utf-8")
        os.replace(manifest, self.folder / "lists.json")
        for old in self.folder.glob("lists-*"):
            if old.name != file:
                old.unlink(missing_ok=True)

    def _saved_lists(self) -> tuple[Any, Lists] | None:
        try:
            lists = Lists(**json.loads((self.folder / "lists.json").read_text(encoding="utf-8")))
            index: Any = faiss.read_index(str(self.folder / lists.file))
        except (OSError, ValueError, TypeError, RuntimeError):
            return None
        index.nprobe = lists.probes
        return index, lists

    def passage_ids(self) -> set[str]:
        """Ids of the passages that a search can find, none when FAISS and the keys disagree."""
        with self._lock:
            held = int(self._faiss.ntotal) if self._faiss is not None else 0
            return set(self._passages.values()) if held == len(self._passages) else set()

    def close(self) -> None:
        self._beside.shutdown()
        self.store.close()


def embedded_text(title: str, passage: Passage) -> str:
    """What is embedded of a passage: the document's title before its text."""
    return f"{title}\n{passage.text}"


def _next_batch(ledger: Ledger, changes: Sequence[Change]) -> tuple[list[Change], list[list[Passage]]]:
    batch: list[Change] = []
    passages: list[list[Passage]] = []
    for change in changes:
        if sum(map(len, passages)) >= _BATCH:
            break
        batch.append(change)
        passages.append(ledger.document_passages(change.document_id) if change.operation == "put" else [])
    return batch, passages


def _moved(vectors: Vectors, random: np.random.Generator) -> Vectors:
    """Unit vectors about as far from these as questions from passages."""
    chance = random.standard_normal(vectors.shape)
    moved = vectors + _APART * chance / np.linalg.norm(chance, axis=1, keepdims=True)
    unit: Vectors = (moved / np.linalg.norm(moved, axis=1, keepdims=True)).astype(np.float32)
    return unit


def _probes(index: Any, vectors: Vectors, asked: Vectors) -> tuple[int, float]:
    """Fewest probes (doubling) that find the wanted share of the exact best `_DEPTH`, and that share.

    What is found counts when it is as near as the last of these: of equal ones any will do.
    """
    depth = min(_DEPTH, len(vectors))
    exact = np.partition(asked @ vectors.T, -depth, axis=1)[:, -depth]
    probes = 2
    while True:
        probes = min(2 * probes, index.nlist)
        index.nprobe = probes
        scores, _ = index.search(asked, depth)
        recall = float((scores >= exact[:, None] - _ROUNDING).mean())
        if recall >= _WANTED_RECALL or probes == index.nlist:
            return probes, recall
