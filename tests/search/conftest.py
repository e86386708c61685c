"""Homes for the tests of search: an empty one, and one with three documents."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.search.small_home import NOTICE, OPINION, REPORT, Home


@pytest.fixture
def empty_home(tmp_path: Path) -> Iterator[Home]:
    home = Home(tmp_path / "home")
    yield home
    home.ledger.close()


@pytest.fixture
def home(empty_home: Home) -> Home:
    for name, text in (("notice", NOTICE), ("opinion", OPINION), ("report", REPORT)):
        empty_home.put(name, text)
    return empty_home
