"""Annotated documents of a folder: what the training scripts learn from."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from graph.gold import GoldDocument, read_gold
from ingest.document import Document, RawDocument, Source
from ingest.parse import parse


def annotated(folder: Path) -> Iterator[tuple[str, GoldDocument, Document]]:
    """FOLDER/STEM, annotation and document of each STEM.json with a STEM.txt or STEM.md beside it, by name."""
    for path in sorted(folder.glob("*.json")):
        printed = [file for end in (".txt", ".md") if (file := path.with_suffix(end)).exists()]
        if printed:
            source = Source("gold", path.stem, path.stem)
            raw = RawDocument(source, printed[0].read_text("utf-8"), "text/plain", "", None)
            yield f"{folder.name}/{path.stem}", read_gold(path), parse(raw)
