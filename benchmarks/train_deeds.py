"""Trains the weights by which one is told to carry out an initiative, and says how well on documents not seen.

    python benchmarks/train_deeds.py GOLD_DIR... --out graph/gazetteer/deed_weights.tsv

GOLD_DIR holds annotated documents (STEM.json beside STEM.txt). A pair that the annotation links is right, one whose
link it marks as weak is left out, any other is wrong. Folds are by document. Without --out only figures are printed.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from pathlib import Path

from annotated import annotated
from logistic import Example, Regression, precision_and_recall, write_weights

from graph.extraction.assemble import assemble_entities, mention_id
from graph.extraction.extract import find_mentions
from graph.extraction.links.deed_measures import measures
from graph.extraction.links.deeds import deed_pairs
from graph.extraction.sentences import find_sentences
from graph.gold import GoldDocument
from graph.judgement import gold_links, match_entities
from ingest.document import Document

REGRESSION = Regression(penalty=3.0, least_documents=5)
LEAST = 0.15
"""The probability from which on the figures count a pair as found, that of deeds.toml."""

HEADER = """\
# Weights of what is seen of a body or place and an initiative near it, for the probability that it carries it out:
# measure, weight. Source: written by benchmarks/train_deeds.py, a logistic regression over {examples} pairs of
# {documents} annotated notices, news and bulletins; on documents left out, from probability {least} on: {figures}.
"""


def read_annotated(folder: Path) -> Iterator[Example]:
    """The pairs of a folder's annotated documents."""
    for name, gold, document in annotated(folder):
        yield from _of_document(name, gold, document)


def _of_document(name: str, gold: GoldDocument, document: Document) -> Iterator[Example]:
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


def report(examples: Sequence[Example]) -> str:
    """Precision and recall among the pairs of held-out documents, by the model alone."""
    chance: dict[tuple[str, ...], tuple[bool, float]] = {}
    for one, likely in REGRESSION.held_out(examples):
        key = one.document, *one.case
        chance[key] = one.is_right, max(chance.get(key, (False, 0.0))[1], likely)
    return precision_and_recall(chance.values(), LEAST)


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
        header = HEADER.format(examples=len(examples), documents=documents, figures=figures, least=LEAST)
        write_weights(arguments.out, header, REGRESSION.fit(examples))


if __name__ == "__main__":
    main()
