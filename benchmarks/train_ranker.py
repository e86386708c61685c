"""Trains search/ranking/ranker.json on judged questions and says how well it does on documents that it has not seen.

    pip install lightgbm
    python benchmarks/train_ranker.py --out search/ranking/ranker.json \\
        --judged HOME QUERIES.jsonl QRELS.tsv ANSWERS.jsonl --judged HOME QUERIES.jsonl QRELS.tsv -

HOME is a folder made by `wenmai ingest`; "-" stands for no answers (judged documents). Each question is measured twice,
with the home's vectors and without, so that one ranker serves both. Folds are by judged document.
"""

from __future__ import annotations

import argparse
import json
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from graph.embedded_store import EmbeddedStore
from ingest.storage.sqlite_ledger import open_ledger
from search.evaluation.retrieval import holds, read_answers, read_qrels, read_queries, score
from search.indexes.embed import Embedder
from search.indexes.keyword_index import KeywordIndex
from search.indexes.models import find_model
from search.indexes.vector_index import VectorIndex
from search.questions.request import Request
from search.ranking.fuse import Fusion
from search.ranking.measures import AT, FEATURES
from search.wording.alternatives import Alternatives

FOLDS = 5
PARAMETERS = {
    "objective": "lambdarank",
    "lambdarank_truncation_level": 10,
    "learning_rate": 0.05,
    "num_leaves": 6,
    "min_data_in_leaf": 40,
    "feature_fraction": 0.4,
    "bagging_fraction": 0.7,
    "bagging_freq": 1,
    "lambda_l2": 5.0,
    "num_threads": 1,
    "deterministic": True,
    "seed": 1,
    "verbosity": -1,
}
TREES = 300
BY_DOCUMENT = 0.2
"""Weight of a question whose documents are judged (articles of laws) beside one whose answer is: they are many, and do
not teach which passage of a document answers."""


@dataclass(frozen=True, slots=True)
class Judged:
    """A question's candidates: their measures, whether each is right, and the document that decides its fold."""

    set: str
    vectors: bool
    document: str
    weight: float
    measures: NDArray[np.float32]
    right: NDArray[np.bool_]

    @property
    def fold(self) -> int:
        return zlib.crc32(self.document.encode()) % FOLDS


def collect(home: Path, queries: Path, qrels: Path, answers: Path | None, model: str | None) -> Iterator[Judged]:
    """Every judged question of a set, measured with and without vectors."""
    ledger = open_ledger(home)
    keyword = KeywordIndex(home / "keyword")
    keyword.catch_up(ledger)
    found = find_model(model, Path("wenmai-models"), print)
    vectors = VectorIndex(home / "vectors", Embedder(found)) if found and (home / "vectors").is_dir() else None
    alternatives = Alternatives(EmbeddedStore(ledger))
    names = {record.id: record.source.external_id for record in ledger.records()}
    texts, relevant = read_queries(queries), read_qrels(qrels)
    wanted = read_answers(answers) if answers else {}
    for used in [None] if vectors is None else [None, vectors]:
        fusion = Fusion(keyword, used, alternatives)
        fusion.prepare([texts[query] for query in relevant if query in texts])
        for query in relevant:
            pool = fusion.measured(Request.parse(texts[query]), None, 50)
            right = [
                any(holds(c.body, answer) for answer in folded(wanted[query]))
                if answers
                else names[c.document] in relevant[query]
                for c in pool.chosen
            ]
            first = min(relevant[query])
            weight = 1.0 if answers else BY_DOCUMENT
            yield Judged(home.name, used is not None, first, weight, pool.measures, np.array(right, dtype=bool))


def folded(answers: Sequence[str]) -> list[str]:
    from search.wording.terms import fold

    return [fold(answer) for answer in answers]


def train(judged: Sequence[Judged]) -> Any:
    """LambdaMART over the questions that have a right and a wrong candidate."""
    import lightgbm

    useful = [j for j in judged if j.right.any() and not j.right.all()]
    data = lightgbm.Dataset(
        np.vstack([j.measures for j in useful]),
        np.concatenate([j.right.astype(int) for j in useful]),
        group=[len(j.right) for j in useful],
        weight=np.concatenate([np.full(len(j.right), j.weight) for j in useful]),
    )
    return lightgbm.train(PARAMETERS, data, TREES)


def report(judged: Sequence[Judged]) -> None:
    """Scores on held-out documents, per set, with and without vectors."""
    gains: dict[tuple[str, bool], list[list[float]]] = {}
    for fold in range(FOLDS):
        booster = train([j for j in judged if j.fold != fold])
        for j in judged:
            if j.fold == fold:
                order = np.argsort(-booster.predict(j.measures), kind="stable") if len(j.measures) else []
                gains.setdefault((j.set, j.vectors), []).append(j.right[order].astype(float).tolist())
    for (name, vectors), rows in sorted(gains.items()):
        found = asdict(score(rows))
        figures = "  ".join(f"{key} {value:.3f}" for key, value in found.items() if isinstance(value, float))
        print(f"{name:12s} {'vectors ' if vectors else 'keywords'} {len(rows)} questions  {figures}", flush=True)


def trees(booster: Any) -> dict[str, Any]:
    """The booster as ranker.json holds it."""
    dumped = booster.dump_model()["tree_info"]
    packed = [_packed(tree["tree_structure"]) for tree in dumped]
    return {"depth": max(depth for _, depth in packed), "trees": [tree for tree, _ in packed]}


def _packed(root: dict[str, Any]) -> tuple[dict[str, list[Any]], int]:
    tree: dict[str, list[Any]] = {"feature": [], "threshold": [], "left": [], "right": [], "value": []}

    def add(node: dict[str, Any]) -> tuple[int, int]:
        at = len(tree["feature"])
        for column in tree.values():
            column.append(0)
        if "leaf_value" in node and "split_feature" not in node:
            tree["left"][at] = tree["right"][at] = at
            tree["value"][at] = float(f"{node['leaf_value']:.5g}")
            return at, 0
        tree["feature"][at] = node["split_feature"]
        tree["threshold"][at] = float(np.float32(node["threshold"]))
        tree["left"][at], left = add(node["left_child"])
        tree["right"][at], right = add(node["right_child"])
        return at, 1 + max(left, right)

    _, depth = add(root)
    return tree, depth


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--judged", nargs=4, action="append", required=True, metavar=("HOME", "QUERIES", "QRELS", "A"))
    parser.add_argument("--model", help="model of the homes' vectors")
    parser.add_argument("--out", type=Path, help="where the ranker is written")
    parser.add_argument("--trained-on", default="", help="what to write into the file about the questions")
    parser.add_argument("--without", default="", help="measures left out, by name, with commas: what do they bring?")
    arguments = parser.parse_args()
    judged: list[Judged] = []
    for home, queries, qrels, answers in arguments.judged:
        own = Path(answers) if answers != "-" else None
        judged += collect(Path(home), Path(queries), Path(qrels), own, arguments.model)
    for name in filter(None, arguments.without.split(",")):
        for j in judged:
            j.measures[:, AT[name]] = 0
    report(judged)
    if arguments.out:
        table = {"trained_on": arguments.trained_on, "measures": list(FEATURES), **trees(train(judged))}
        arguments.out.write_text(json.dumps(table, ensure_ascii=False, separators=(",", ":")), encoding="utf-8")


if __name__ == "__main__":
    main()
