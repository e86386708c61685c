"""Trains the weights by which initiatives without quotation marks are told, and says how well on documents not seen.

    python benchmarks/train_unmarked.py GOLD_DIR... [--trusted GOLD_DIR]... --out graph/gazetteer/unmarked_weights.tsv

GOLD_DIR holds annotated documents (STEM.json beside STEM.txt). A place where a name may begin is right when the text
from there to the head is an annotated initiative's name or alias. Folds are by document. Hands differ in how much they
call a name: each folder has an intercept of its own in training, and the bias that is written is the one between them.
Heads of names annotated as of the kind Doubtful are left out; documents of trusted folders count as several. Without
--out only the figures are printed.
"""

from __future__ import annotations

import argparse
import zlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from annotated import annotated
from logistic import shown
from numpy.typing import NDArray

from graph.extraction.body_tables import read_table
from graph.extraction.extract import find_unresolved
from graph.extraction.initiatives.candidates import find_heads, head_measures, name_measures, start_measures, starts
from graph.extraction.initiatives.mentions import find_initiatives
from graph.extraction.initiatives.table import bare
from graph.extraction.scope import Scope

Floats = NDArray[np.float64]
FOLDS = 6
PENALTY = 3.0
"""Weight of half the squared length of the weights, beside the sum of the examples' losses."""
LEAST_DOCUMENTS = 4
"""A measure that fewer documents show is left out."""
ROUNDS = 800
TRUST = 4.0
"""How many documents one of a trusted folder counts as."""
SMALLEST = 0.05
"""Lesser weights are not written."""
DOUBTFUL = "Doubtful"
DECIDED = ("known-name", "emergency-response", "counted-bundle", "bundle-member", "themed-event", "quoted", "channel")
"""Rules whose finds the models never see."""

HEADER = """\
# Weights of what is seen of initiatives without quotation marks: model (start: where the name begins; name: whether it
# is one), measure, weight. Source: written by benchmarks/train_unmarked.py, two logistic models over {heads} heads of
# {documents} annotated notices, news and bulletins; on documents left out of training the models alone reach
# {figures} at the thresholds of unmarked.toml.
"""


@dataclass(frozen=True, slots=True)
class Way:
    """One place where the name may begin."""

    words: str
    is_right: bool
    start: list[str]
    name: list[str]
    """Measures of the beginning, and of the name that it makes."""


@dataclass(frozen=True, slots=True)
class Example:
    """A head, its set, document and class, what the head shows, and the ways to begin the name."""

    set: str
    document: str
    kind: str
    head: list[str]
    ways: list[Way]
    weight: float = 1.0

    @property
    def fold(self) -> int:
        return zlib.crc32(self.document.encode()) % FOLDS

    @property
    def right(self) -> str:
        """The words of the first right way, "" when the head ends no name."""
        return next((way.words for way in self.ways if way.is_right), "")


def read_annotated(folder: Path, weight: float = 1.0) -> Iterator[Example]:
    """The heads of a folder's annotated documents, but those inside what rules find surely."""
    for document, gold, read in annotated(folder):
        names: dict[str, set[str]] = {"Initiative": set(), DOUBTFUL: set()}
        for entity in gold.entities:
            names.setdefault(entity.kind, set()).update(bare(name) for name in (entity.name, *entity.aliases))
        for scope in find_unresolved(read, before=find_initiatives):
            for example in _examples(scope, folder.name, document, names):
                yield replace(example, weight=weight)


def _examples(scope: Scope, folder: str, document: str, names: dict[str, set[str]]) -> Iterator[Example]:
    decided = [(m.start, m.end) for m in find_initiatives(scope) if m.rule.startswith(DECIDED)]
    for head in find_heads(scope):
        ways = starts(scope, head)
        if not ways or any(start < head.end and head.start < end for start, end in decided):
            continue
        seen = []
        for place, way in enumerate(ways):
            words = bare(scope.text[way.at : head.end])
            measures = start_measures(scope, head, ways, place)
            seen.append(Way(words, words in names["Initiative"], measures, name_measures(scope, head, way)))
        if not any(way.words in names[DOUBTFUL] for way in seen):
            yield Example(folder, document, head.kind, head_measures(scope.text, head), seen)


class Measures:
    """Measures of many items as places in a sparse matrix of 0 and 1."""

    def __init__(self, rows: Sequence[Iterable[str]], names: Sequence[str]) -> None:
        at = {name: column for column, name in enumerate(names)}
        pairs = [(row, at[name]) for row, held in enumerate(rows) for name in set(held) if name in at]
        self.rows, self.columns = (np.array(axis, dtype=np.intp) for axis in zip(*pairs, strict=True))
        self.shape = (len(rows), len(names))

    def scores(self, weights: Floats) -> Floats:
        return np.bincount(self.rows, weights[self.columns], self.shape[0]).astype(np.float64)

    def slope(self, errors: Floats) -> Floats:
        return np.bincount(self.columns, errors[self.rows], self.shape[1]).astype(np.float64)


def descend(slope: Callable[[Floats], Floats], length: int) -> Floats:
    """Weights where the slope of a convex loss ends, by steps that shrink with the slopes seen (Adagrad)."""
    weights, seen = np.zeros(length), np.full(length, 1e-8)
    for _ in range(ROUNDS):
        step = slope(weights)
        seen += step**2
        weights -= 0.5 * step / np.sqrt(seen)
    return weights


def fit_starts(examples: Sequence[Example]) -> dict[str, float]:
    """Weights by which a name's beginning is told from other places; a name has one vote a document."""
    named = [example for example in examples if example.right]
    ways = [(number, way) for number, example in enumerate(named) for way in example.ways]
    names = shown(((named[number].document, way.start) for number, way in ways), LEAST_DOCUMENTS)
    held = Measures([way.start for _, way in ways], names)
    group = np.array([number for number, _ in ways])
    right = np.array([way.is_right for _, way in ways], dtype=float)
    votes = Counter((example.document, example.right) for example in named)
    share = np.array([example.weight / votes[example.document, example.right] for example in named])[group]

    def slope(weights: Floats) -> Floats:
        odds = np.exp(held.scores(weights))
        chance = odds / np.bincount(group, odds)[group]
        among_right = odds * right / np.bincount(group, odds * right)[group]
        return held.slope(share * (chance - among_right)) + weights * PENALTY * 0.7

    return dict(zip(names, descend(slope, len(names)), strict=True))


def chosen(starts_: dict[str, float], example: Example) -> Way:
    return max(example.ways, key=lambda way: sum(starts_.get(measure, 0.0) for measure in way.start))


def seen_of(example: Example, way: Way) -> list[str]:
    """All measures of a head with its name, and the folder, whose hand has an intercept of its own."""
    return [*example.head, *way.start, *way.name, f"hand={example.set}"]


def fit_names(examples: Sequence[Example], ways: Sequence[Way]) -> dict[str, float]:
    """Weights by which the chosen ways are told to be names, `bias` among them."""
    rows = [["bias", *seen_of(example, way)] for example, way in zip(examples, ways, strict=True)]
    names = shown(((one.document, row) for one, row in zip(examples, rows, strict=True)), LEAST_DOCUMENTS)
    held = Measures(rows, names)
    right = np.array([way.is_right for way in ways], dtype=float)
    votes = Counter((example.document, way.words) for example, way in zip(examples, ways, strict=True))
    pairs = zip(examples, ways, strict=True)
    share = np.array([example.weight / votes[example.document, way.words] for example, way in pairs])
    penalty = np.array([0 if name == "bias" else PENALTY for name in names])

    def slope(weights: Floats) -> Floats:
        chance = 1 / (1 + np.exp(-held.scores(weights)))
        return held.slope(share * (chance - right)) + penalty * weights

    return dict(zip(names, descend(slope, len(names)), strict=True))


def judged(examples: Sequence[Example]) -> dict[tuple[str, str, str], tuple[bool, bool]]:
    """By set, document and words: whether they are a name, and whether models of other documents say so."""
    found: dict[tuple[str, str, str], tuple[bool, bool]] = {}
    thresholds = read_table("unmarked.toml")["thresholds"]
    for fold in range(FOLDS):
        others = [example for example in examples if example.fold != fold]
        beginnings = fit_starts(others)
        names = fit_names(others, [chosen(beginnings, example) for example in others])
        for example in (example for example in examples if example.fold == fold):
            way = chosen(beginnings, example)
            score = names["bias"] + sum(
                names.get(measure, 0.0) for measure in seen_of(example, way) if not measure.startswith("hand=")
            )
            key = (example.set, example.document, way.words)
            known = found.get(key, (False, False))
            is_found = 1 / (1 + np.exp(-score)) >= thresholds[example.kind]
            found[key] = (known[0] or way.is_right, known[1] or bool(is_found))
    return found


def report(examples: Sequence[Example]) -> str:
    """Prints precision and recall of the models alone on held-out documents, by set; returns the figures of all."""
    found = judged(examples)
    wanted = {(example.set, example.document, example.right) for example in examples if example.right}
    figures = ""
    for folder in (*sorted({example.set for example in examples}), ""):
        kept = [right for key, (right, is_found) in found.items() if is_found and folder in ("", key[0])]
        names = sum(folder in ("", key[0]) for key in wanted)
        figures = f"precision {sum(kept) / max(1, len(kept)):.2f}, recall {sum(kept) / max(1, names):.2f}"
        print(f"{folder or 'all':10s} {names:4d} names, {len(kept):4d} found: {figures}")
    return figures


def write(out: Path, examples: Sequence[Example], figures: str) -> None:
    beginnings = fit_starts(examples)
    names = fit_names(examples, [chosen(beginnings, example) for example in examples])
    rows = [("start", *row) for row in beginnings.items()] + [("name", *row) for row in names.items()]
    lines = [
        f"{model}\t{measure}\t{weight:.2f}"
        for model, measure, weight in rows
        if abs(weight) >= SMALLEST and not measure.startswith("hand=")
    ]
    documents = len({example.document for example in examples})
    header = HEADER.format(heads=len(examples), documents=documents, figures=figures)
    out.write_text(header + "\n".join(lines) + "\n", encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("annotated", nargs="+", type=Path, metavar="GOLD_DIR", help="folders of annotated documents")
    parser.add_argument("--trusted", action="append", default=[], type=Path, metavar="GOLD_DIR", help="counts as more")
    parser.add_argument("--out", type=Path, help="where the weights are written")
    arguments = parser.parse_args()
    examples = [example for folder in arguments.annotated for example in read_annotated(folder)]
    examples += [example for folder in arguments.trusted for example in read_annotated(folder, TRUST)]
    print(f"{len(examples)} heads")
    figures = report(examples)
    if arguments.out:
        write(arguments.out, examples, figures)


if __name__ == "__main__":
    main()
