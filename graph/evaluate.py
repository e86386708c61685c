"""Scores extraction against gold annotations: entities, links, posts and evidence, by kind and by rule.

`python -m graph.evaluate GOLD_DIR... [--text DIR] [--errors]` prints the figures; gold STEM.json annotates STEM.txt.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from graph.elements import Extraction
from graph.extraction.extract import extract
from graph.gold import GoldDocument, read_gold
from graph.judgement import Judgement, judge
from ingest.document import Document
from ingest.errors import InputError
from ingest.inputs import Input, Limits
from ingest.parse import parse
from ingest.readers.registry import read


@dataclass(slots=True)
class Count:
    """Right finds, all finds and all that was to be found."""

    right: int = 0
    found: int = 0
    wanted: int = 0

    @property
    def precision(self) -> float:
        return self.right / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        return self.right / self.wanted if self.wanted else 0.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


@dataclass(slots=True)
class ExtractionReport:
    """Figures over all gold documents (micro averages).

    totals: entities, canonical (names that are the gold's), relations, post, evidence. entities and links: by kind.
    rules: precision of each rule of mentions and links (`wanted` unused). errors: by document, missed and wrong.
    """

    totals: dict[str, Count] = field(default_factory=dict)
    entities: dict[str, Count] = field(default_factory=dict)
    links: dict[str, Count] = field(default_factory=dict)
    rules: dict[str, Count] = field(default_factory=dict)
    errors: dict[str, Judgement] = field(default_factory=dict)


def evaluate_extraction(gold_dir: Path, text_dir: Path | None = None) -> ExtractionReport:
    """Scores extraction of every gold document in a folder.

    Texts lie in text_dir, else beside the gold, else in a folder of the gold folder's name beside its parent.
    Raises InputError when a text is missing or the folder holds no gold.
    """
    return evaluate_folders([gold_dir], text_dir)


def evaluate_folders(gold_dirs: Iterable[Path], text_dir: Path | None = None) -> ExtractionReport:
    """Scores several folders of gold in one report."""
    report = ExtractionReport()
    for gold_dir in gold_dirs:
        paths = sorted(gold_dir.glob("*.json"))
        if not paths:
            raise InputError(f"{gold_dir}: no gold annotation (*.json) in it; name a folder of them")
        for path in paths:
            document = parse_text(gold_text(path, text_dir))
            _add(report, path.stem, judge(read_gold(path), extract(document)))
    return report


def evaluate_document(gold: GoldDocument, extraction: Extraction) -> ExtractionReport:
    """Scores one extraction against its gold."""
    report = ExtractionReport()
    _add(report, gold.name, judge(gold, extraction))
    return report


def gold_text(gold: Path, text_dir: Path | None) -> Path:
    """The text that a gold file annotates. Raises InputError when it lies nowhere."""
    folders = [text_dir] if text_dir else [gold.parent, gold.parent.parent.parent / gold.parent.name]
    for folder in folders:
        path = folder / f"{gold.stem}.txt"
        if path.is_file():
            return path
    raise InputError(f"{gold}: its text {gold.stem}.txt is in none of {', '.join(map(str, folders))}; give --text")


def parse_text(path: Path) -> Document:
    """A file as a document, read as ingest reads it. Raises InputError when nothing can be read from it."""
    limits = Limits()
    return parse(read(Input(str(path), path.name, path.stem, path.suffix.lower(), path), limits))


def _add(report: ExtractionReport, name: str, judgement: Judgement) -> None:
    report.errors[name] = judgement
    for table, counts in (
        (report.totals, judgement.totals),
        (report.entities, judgement.entities),
        (report.links, judgement.links),
        (report.rules, judgement.rules),
    ):
        for key, (right, found, wanted) in counts.items():
            total = table.setdefault(key, Count())
            total.right += right
            total.found += found
            total.wanted += wanted


def lines(report: ExtractionReport, errors: bool = False) -> list[str]:
    """The report as text: one line a figure."""
    out: list[str] = []
    for title, table in (("", report.totals), ("by kind", report.entities), ("by link", report.links)):
        out += [f"-- {title}"] if title else []
        out += [_line(key, count) for key, count in (table.items() if not title else sorted(table.items()))]
    out.append("-- by rule (precision)")
    for rule, count in sorted(report.rules.items()):
        out.append(f"{rule:40s} {count.precision:.3f}  ({count.right} of {count.found})")
    for name, judgement in report.errors.items() if errors else ():
        out.append(f"## {name}")
        for title, items in judgement.errors.items():
            out.append(f"  {title} ({len(items)}): " + "; ".join(" ".join(item) for item in items))
    return out


def _line(key: str, count: Count) -> str:
    figures = f"P {count.precision:.3f}  R {count.recall:.3f}  F1 {count.f1:.3f}"
    return f"{key:16s} {figures}   (right {count.right}, found {count.found}, wanted {count.wanted})"


def main(arguments: Sequence[str] | None = None) -> None:
    """Command line of the module."""
    parser = argparse.ArgumentParser(prog="python -m graph.evaluate", description=__doc__)
    parser.add_argument("gold", nargs="+", type=Path, help="folders of gold annotations (STEM.json)")
    parser.add_argument("--text", type=Path, help="folder of their texts (STEM.txt)")
    parser.add_argument("--errors", action="store_true", help="list what was missed and what was wrong")
    options = parser.parse_args(arguments)
    print("\n".join(lines(evaluate_folders(options.gold, options.text), options.errors)))


if __name__ == "__main__":
    main()
