"""docs/extraction.md names every rule that stands in an extraction of the examples."""

from __future__ import annotations

import re
from pathlib import Path

from graph.extraction.extract import extract
from ingest.discovery import discover
from ingest.inputs import Input, Limits
from ingest.parse import parse
from ingest.readers.registry import read

ROOT = Path(__file__).parents[2]


def test_every_rule_that_the_examples_show_is_documented() -> None:
    documented = set(re.findall(r"`([a-z0-9-]+)`", (ROOT / "docs" / "extraction.md").read_text(encoding="utf-8")))
    shown: set[str] = set()
    for item in discover([ROOT / "examples"], Limits()):
        assert isinstance(item, Input)
        found = extract(parse(read(item, Limits())))
        shown |= {mention.rule for mention in found.mentions}
        shown |= {evidence.rule for link in found.links for evidence in link.evidence}
    assert shown - documented == set()
