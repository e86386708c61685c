"""Trains the weights by which quoted words are told to name an initiative, and says how well on documents not seen.

    python benchmarks/train_quotations.py GOLD_DIR... [--standard GOLD_DIR] [--judged FILE.jsonl] [--out FILE.tsv]

GOLD_DIR holds annotated documents (STEM.json beside STEM.txt): a quotation is a name when an annotated initiative's
name or alias holds it. FILE.jsonl holds quotations judged one by one ({document, words, before, following, listed,
repeated, label}). Documents of a --standard folder, whose annotation sets the measure, count more. Folds are by
document. Without --out, which is graph/gazetteer/quotation_weights.tsv in use, only the figures are printed.
"""

from __future__ import annotations

import argparse
import json
import zlib
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from graph.extraction.initiatives.quotations import Quotation, measures
from graph.extraction.initiatives.quoted import quotation_at, quotation_rows
from graph.extraction.initiatives.table import bare
from graph.gold import read_gold
from ingest.document import RawDocument, Source
from ingest.parse import parse

FOLDS = 10
PENALTY = 4.0
"""Weight of half the squared length of the weights, beside the sum of the examples' losses."""
STANDARD_VOTES = 3.0
"""What a document of a standard folder counts."""
LEAST_DOCUMENTS = 6
"""A measure that fewer documents show is left out."""

HEADER = """\
# Weights of what is seen of quoted words, for the probability that they name an initiative: measure, weight.
# Source: written by benchmarks/train_quotations.py, a logistic regression over {examples} quotations of {documents}
# annotated notices, news and bulletins; on documents left out of training: {figures}.
"""


@dataclass(frozen=True, slots=True)
class Example:
    """A quotation, the document that decides its fold, the set of its document, and whether it is a name."""

    set: str
    document: str
    quotation: Quotation
    is_name: bool
    votes: float = 1.0

    @property
    def fold(self) -> int:
        return zlib.crc32(self.document.encode()) % FOLDS


def read_annotated(folder: Path, votes: float = 1.0) -> Iterator[Example]:
    """The quotations of a folder's annotated documents."""
    for path in sorted(folder.glob("*.json")):
        printed = [file for end in (".txt", ".md") if (file := path.with_suffix(end)).exists()]
        if not printed:
            continue
        names = [
            bare(name)
            for entity in read_gold(path).entities
            if entity.kind == "Initiative"
            for name in (entity.name, *entity.aliases)
        ]
        raw = RawDocument(Source("gold", path.stem, path.stem), printed[0].read_text("utf-8"), "text/plain", "", None)
        text = parse(raw).clean.text
        for row in quotation_rows(text, 0, len(text)):
            for match in row:
                quotation = quotation_at(text, row, match)
                is_name = any(quotation.words in name for name in names)
                if len(quotation.words) > 1:
                    yield Example(folder.name, f"{folder.name}/{path.stem}", quotation, is_name, votes)


def read_judged(path: Path) -> Iterator[Example]:
    """Quotations judged one by one."""
    for line in path.read_text("utf-8").splitlines():
        item = json.loads(line)
        seen = Quotation(item["words"], item["before"], item["following"], item["listed"], item["repeated"])
        yield Example(path.stem, item["document"], seen, bool(item["label"]))


def fit(examples: Sequence[Example]) -> tuple[list[str], NDArray[np.float64]]:
    """Measures and their weights, the bias first, by Newton's method; a document has one vote for the same words."""
    shown: dict[str, set[str]] = defaultdict(set)
    for example in examples:
        for measure in measures(example.quotation):
            shown[measure].add(example.document)
    names = ["bias", *sorted(name for name, documents in shown.items() if len(documents) >= LEAST_DOCUMENTS)]
    votes = Counter((example.document, example.quotation.words) for example in examples)
    share = np.array([example.votes / votes[example.document, example.quotation.words] for example in examples])
    held, right = matrix(examples, names), np.array([example.is_name for example in examples], dtype=float)
    penalty = np.full(len(names), PENALTY)
    penalty[0] = 0
    weights = np.zeros(len(names))
    for _ in range(25):
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
        held[row, [at[name] for name in measures(example.quotation) if name in at]] = 1
    return held


def report(examples: Sequence[Example]) -> str:
    """Prints precision and recall of the model alone on held-out documents, by set; returns the figures of all."""
    chance: dict[tuple[str, str, str], tuple[bool, float]] = {}
    for fold in range(FOLDS):
        names, weights = fit([example for example in examples if example.fold != fold])
        held_out = [example for example in examples if example.fold == fold]
        for example, one in zip(held_out, 1 / (1 + np.exp(-matrix(held_out, names) @ weights)), strict=True):
            key = (example.set, example.document, example.quotation.words)
            known = chance.get(key, (False, 0.0))
            chance[key] = (known[0] or example.is_name, max(known[1], float(one)))
    figures = ""
    for chosen in (*sorted({example.set for example in examples}), ""):
        pairs = [pair for key, pair in chance.items() if key[0] == chosen or not chosen]
        figures = f"precision {_share(pairs, True):.2f}, recall {_share(pairs, False):.2f}"
        print(f"{chosen or 'all':10s} {len(pairs):5d} quotations  {figures}")
    return figures


def _share(pairs: Sequence[tuple[bool, float]], of_found: bool) -> float:
    right = sum(is_name and chance >= 0.5 for is_name, chance in pairs)
    return right / max(1, sum(chance >= 0.5 if of_found else is_name for is_name, chance in pairs))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("annotated", nargs="+", type=Path, metavar="GOLD_DIR", help="folders of annotated documents")
    parser.add_argument("--standard", type=Path, action="append", default=[], help="folders that count more")
    parser.add_argument("--judged", type=Path, action="append", default=[], help="quotations judged one by one")
    parser.add_argument("--out", type=Path, help="where the weights are written")
    arguments = parser.parse_args()
    examples = [example for folder in arguments.annotated for example in read_annotated(folder)]
    examples += [example for folder in arguments.standard for example in read_annotated(folder, STANDARD_VOTES)]
    examples += [example for path in arguments.judged for example in read_judged(path)]
    figures = report(examples)
    if arguments.out:
        names, weights = fit(examples)
        documents = len({example.document for example in examples})
        lines = [f"{name}\t{weight:.2f}" for name, weight in zip(names, weights, strict=True) if abs(weight) >= 0.005]
        header = HEADER.format(examples=len(examples), documents=documents, figures=figures)
        arguments.out.write_text(header + "\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
