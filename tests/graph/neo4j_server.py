"""A real Neo4j for the tests: the one that WENMAI_TEST_NEO4J_URI names, else one started from ../shared/neo4j."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import time
from pathlib import Path

import pytest

START = Path(__file__).parents[3] / "shared" / "neo4j" / "start"
STARTED_WITHIN = 180.0


class LocalServer:
    """A server process of our own on a folder; it may be killed and started again.

    brief: for one that lives for minutes, which Java's thorough compiler would spend on compiling.
    """

    def __init__(self, folder: Path, brief: bool = True) -> None:
        self.folder = folder
        self._brief = brief
        self._port = 0
        self.uri = ""
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> str:
        """Starts it, waits until it answers and gives its address, which stays the same for a later start."""
        address = self.folder / "bolt-uri"
        address.unlink(missing_ok=True)  # a killed server leaves it
        environment = os.environ | ({"JAVA_TOOL_OPTIONS": "-XX:TieredStopAtLevel=1"} if self._brief else {})
        with (self.folder.parent / "server.log").open("ab") as log:
            command = [str(START), str(self.folder), str(self._port)]
            self._process = subprocess.Popen(command, stdout=log, stderr=log, start_new_session=True, env=environment)
        deadline = time.monotonic() + STARTED_WITHIN
        while not (address.is_file() and address.read_text().strip()):
            if self._process.poll() is not None or time.monotonic() > deadline:
                raise RuntimeError(f"Neo4j did not start; see {self.folder.parent / 'server.log'}")
            time.sleep(0.2)
        self.uri = address.read_text().strip()
        self._port = int(self.uri.rpartition(":")[2])
        return self.uri

    @property
    def process_id(self) -> int | None:
        """Of the running server."""
        return self._process.pid if self._process else None

    def kill(self) -> None:
        """kill -9."""
        self._end(signal.SIGKILL)

    def stop(self) -> None:
        """A clean stop."""
        self._end(signal.SIGTERM)

    def _end(self, how: signal.Signals) -> None:
        if self._process is not None and self._process.poll() is None:
            self._process.send_signal(how)
            self._process.wait(timeout=60)
        self._process = None


def why_not() -> str | None:
    """Why no server can be started here, None when one can."""
    if os.environ.get("WENMAI_TEST_NEO4J_URI"):
        return None
    if not START.is_file():
        return "no Neo4j: set WENMAI_TEST_NEO4J_URI, or have ../shared/neo4j"
    if shutil.which("java") is None and not os.environ.get("JAVA_HOME"):
        return "no java for ../shared/neo4j; set WENMAI_TEST_NEO4J_URI or install a JRE 17"
    return None


def skip_without_server() -> None:
    """Skips the test when there is no server to be had."""
    if reason := why_not():
        pytest.skip(reason)
