from collections.abc import Iterator
from pathlib import Path

import pytest

from graph.contributor import GraphContributor
from ingest.storage.sqlite_ledger import SqliteLedger, open_ledger


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[SqliteLedger]:
    with open_ledger(tmp_path / "home", writable=True, tables=[GraphContributor.tables]) as opened:
        yield opened
