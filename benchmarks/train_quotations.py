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
from collections.abc import Iterator, Sequence
from pathlib import Path

from annotated import annotated
from logistic import Example, Regression, precision_and_recall, write_weights

from graph.extraction.initiatives.quotations import Quotation, measures
from graph.extraction.initiatives.quoted import quotation_at, quotation_rows
from graph.extraction.initiatives.table import bare

REGRESSION = Regression(penalty=4.0, least_documents=6)
STANDARD_VOTES = 3.0
"""What a document of a standard folder counts."""
LEAST = 0.5
"""The probability from which on the figures count a quotation as found."""

HEADER = """\
# Weights of what is seen of quoted words, for the probability that they name an initiative: measure, weight.
# Source: written by benchmarks/train_quotations.py, a logistic regression over {examples} quotations of {documents}
# annotated notices, news and bulletins; on documents left out of training: {figures}.
"""


def example(document: str, seen: Quotation, is_name: bool, votes: float = 1.0) -> Example:
    """The same words have one vote in a document, however often they are quoted."""
    return Example(document, (seen.words,), frozenset(measures(seen)), is_name, votes)


def read_annotated(folder: Path, votes: float = 1.0) -> Iterator[Example]:
    """The quotations of a folder's annotated documents."""
    for name, gold, document in annotated(folder):
        names = [
            bare(one)
            for entity in gold.entities
            if entity.kind == "Initiative"
            for one in (entity.name, *entity.aliases)
        ]
        text = document.clean.text
        for row in quotation_rows(text, 0, len(text)):
            for match in row:
                quotation = quotation_at(text, row, match)
                is_name = any(quotation.words in one for one in names)
                if len(quotation.words) > 1:
                    yield example(name, quotation, is_name, votes)


def read_judged(path: Path) -> Iterator[Example]:
    """Quotations judged one by one."""
    for line in path.read_text("utf-8").splitlines():
        item = json.loads(line)
        seen = Quotation(item["words"], item["before"], item["following"], item["listed"], item["repeated"])
        yield example(item["document"], seen, bool(item["label"]))


def report(examples: Sequence[Example]) -> str:
    """Prints precision and recall of the model alone on held-out documents, by folder; returns the figures of all."""
    chance: dict[tuple[str, ...], tuple[bool, float]] = {}
    for one, likely in REGRESSION.held_out(examples):
        known = chance.get((one.document, *one.case), (False, 0.0))
        chance[one.document, *one.case] = known[0] or one.is_right, max(known[1], likely)
    for folder in sorted({document.split("/")[0] for document, *_ in chance if "/" in document}):
        judged = [pair for key, pair in chance.items() if key[0].startswith(f"{folder}/")]
        print(f"{folder:10s} {len(judged):5d} quotations  {precision_and_recall(judged, LEAST)}")
    return precision_and_recall(chance.values(), LEAST)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("annotated", nargs="+", type=Path, metavar="GOLD_DIR", help="folders of annotated documents")
    parser.add_argument("--standard", type=Path, action="append", default=[], help="folders that count more")
    parser.add_argument("--judged", type=Path, action="append", default=[], help="quotations judged one by one")
    parser.add_argument("--out", type=Path, help="where the weights are written")
    arguments = parser.parse_args()
    examples = [one for folder in arguments.annotated for one in read_annotated(folder)]
    examples += [one for folder in arguments.standard for one in read_annotated(folder, STANDARD_VOTES)]
    examples += [one for path in arguments.judged for one in read_judged(path)]
    figures = report(examples)
    print(f"{len(examples)} quotations: {figures}")
    if arguments.out:
        documents = len({one.document for one in examples})
        header = HEADER.format(examples=len(examples), documents=documents, figures=figures)
        write_weights(arguments.out, header, REGRESSION.fit(examples))


if __name__ == "__main__":
    main()
