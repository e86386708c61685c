"""Trains the weights by which one is told to carry out an initiative, and says how well on documents not seen.

    python benchmarks/train_deeds.py GOLD_DIR... --out graph/gazetteer/deed_weights.tsv

GOLD_DIR holds annotated documents (STEM.json beside STEM.txt). A pair that the annotation links is right, one whose
link it marks as weak is left out, any other is wrong. Folds are by document. Without --out only figures are printed.
"""

from __future__ import annotations

import argparse
import zlib
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from graph.extraction.assemble import assemble_entities, mention_id
from graph.extraction.extract import find_mentions
from graph.extraction.links.deed_measures import measures
from graph.extraction.links.deeds import deed_pairs
from graph.extraction.sentences import find_sentences
from graph.gold import read_gold
from graph.judgement import gold_links, match_entities
from ingest.document import RawDocument, Source
from ingest.parse import parse

FOLDS = 10
PENALTY = 3.0
"""Weight of half the squared length of the weights, beside the sum of the examples' losses."""
LEAST_DOCUMENTS = 5
"""A measure that fewer documents show is left out."""
LEAST = 0.15
"""The probability from which on the figures count a pair as found, that of deeds.toml."""

HEADER = """\
# Weights of what is seen of a body or place and an initiative near it, for the probability that it carries it out:
# measure, weight. Source: written by benchmarks/train_deeds.py, a logistic regression over {examples} pairs of
# {documents} annotated notices, news and bulletins; on documents left out, from probability {least} on: {figures}.
"""


@dataclass(frozen=True, slots=True)
class Example:
    """A pair by the ids of its ends, its document (which decides its fold), what is seen of it, is it right?"""

    document: str
    pair: tuple[str, str]
    measures: frozenset[str]
    is_right: bool

    @property
    def fold(self) -> int:
        return zlib.crc32(self.document.encode()) % FOLDS


def read_annotated(folder: Path) -> Iterator[Example]:
    """The pairs of a folder's annotated documents."""
    for path in sorted(folder.glob("*.json")):
        printed = [file for end in (".txt", ".md") if (file := path.with_suffix(end)).exists()]
        if printed:
            yield from _of_document(f"{folder.name}/{path.stem}", path, printed[0])


def _of_document(name: str, gold_path: Path, printed: Path) -> Iterator[Example]:
    gold = read_gold(gold_path)
    raw = RawDocument(Source("gold", printed.stem, printed.stem), printed.read_text("utf-8"), "text/plain", "", None)
    document = parse(raw)
    scopes = find_mentions(document)
    entities = assemble_entities(document, [mention for scope in scopes for mention in scope.mentions])
    met = {found: wanted for wanted, found in match_entities(gold.entities, entities).items()}
    wanted = gold_links(gold)
    for scope in scopes:
        pairs = deed_pairs(scope, find_sentences(scope.text, scope.part.start, scope.part.end))
        for pair in pairs.of(pairs.initiatives.all) if pairs else ():
            ids = mention_id(pair.agent), mention_id(pair.telling.initiative)
            triple = wanted.meant((met.get(ids[0], ""), "CARRIES_OUT", met.get(ids[1], "")))
            if pairs and triple not in wanted.weak:
                yield Example(name, ids, frozenset(measures(pairs, pair)), triple in wanted.full)


def fit(examples: Sequence[Example]) -> tuple[list[str], NDArray[np.float64]]:
    """Measures and their weights, the bias first, by Newton's method; a pair has one vote, however often it is seen."""
    shown: dict[str, set[str]] = defaultdict(set)
    for example in examples:
        for measure in example.measures:
            shown[measure].add(example.document)
    names = ["bias", *sorted(name for name, documents in shown.items() if len(documents) >= LEAST_DOCUMENTS)]
    votes = Counter((example.document, example.pair) for example in examples)
    share = np.array([1 / votes[example.document, example.pair] for example in examples])
    held, right = matrix(examples, names), np.array([example.is_right for example in examples], dtype=float)
    penalty = np.full(len(names), PENALTY)
    penalty[0] = 0
    weights = np.zeros(len(names))
    for _ in range(12):
        chance = 1 / (1 + np.exp(-held @ weights))
        slope = held.T @ (share * (chance - right)) + penalty * weights
        curve = (held * (share * chance * (1 - chance))[:, None]).T @ held + np.diag(penalty)
        weights -= np.linalg.solve(curve, slope)
    return names, weights


def matrix(examples: Sequence[Example], names: Sequence[str]) -> NDArray[np.float64]:
    """(examples, names) of 0 and 1: which measures hold; the bias always does."""
    at = {name: column for column, name in enumerate(names)}
    held = np.zeros((len(examples), len(names)))
    held[:, 0] = 1
    for row, example in enumerate(examples):
        held[row, [at[name] for name in example.measures if name in at]] = 1
    return held


def report(examples: Sequence[Example]) -> str:
    """Precision and recall among the pairs of held-out documents, by the model alone."""
    chance: dict[tuple[str, tuple[str, str]], tuple[bool, float]] = {}
    for fold in range(FOLDS):
        names, weights = fit([example for example in examples if example.fold != fold])
        held_out = [example for example in examples if example.fold == fold]
        for example, one in zip(held_out, 1 / (1 + np.exp(-matrix(held_out, names) @ weights)), strict=True):
            key = example.document, example.pair
            chance[key] = example.is_right, max(chance.get(key, (False, 0.0))[1], float(one))
    found = [is_right for is_right, one in chance.values() if one >= LEAST]
    wanted = sum(is_right for is_right, _ in chance.values())
    return f"precision {sum(found) / max(1, len(found)):.2f}, recall {sum(found) / max(1, wanted):.2f}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("annotated", nargs="+", type=Path, metavar="GOLD_DIR", help="folders of annotated documents")
    parser.add_argument("--out", type=Path, help="where the weights are written")
    arguments = parser.parse_args()
    examples = [example for folder in arguments.annotated for example in read_annotated(folder)]
    figures = report(examples)
    documents = len({example.document for example in examples})
    print(f"{len(examples)} pairs of {documents} documents: {figures}")
    if arguments.out:
        names, weights = fit(examples)
        lines = [f"{name}\t{weight:.2f}" for name, weight in zip(names, weights, strict=True) if abs(weight) >= 0.005]
        header = HEADER.format(examples=len(examples), documents=documents, figures=figures, least=LEAST)
        arguments.out.write_text(header + "\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
