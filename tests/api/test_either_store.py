"""Every read over HTTP and on the command line answers the same from a Neo4j as from the ledger."""

import json
import shutil
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from api.cli import main
from api.http.app import create_app
from api.neo4j_link import sync_neo4j
from api.services import Services
from api.settings import Settings
from graph.neo4j.connection import Neo4jConnection

pytestmark = pytest.mark.neo4j

FIRST, SECOND = "云南省总工会", "段怀山"
HTTP = [
    "/api/v1/entities",
    "/api/v1/entities?kind=Policy&limit=3&offset=1",
    "/api/v1/entities?name=总工会&limit=5",
    "/api/v1/entities/{first}",
    "/api/v1/entities/{second}",
    "/api/v1/entities/{first}/neighbors?hops=2&limit=20",
    "/api/v1/entities/{first}/neighbors?kind=ISSUED",
    "/api/v1/entities/nobody-of-that-name",
    "/api/v1/paths?from={first}&to={second}",
    "/api/v1/policies/{policy}/lineage",
    "/api/v1/search?q=技能竞赛",
    "/api/v1/documents",
]
CLI = [
    ("entity", "{first}"),
    ("neighbors", "{first}", "--hops", "2"),
    ("path", "{first}", "{second}"),
    ("lineage", "{policy}"),
    ("search", "技能竞赛"),
    ("ask", "{second}担任什么职务？"),
    ("documents",),
    ("export", "--format", "jsonl"),
]


@pytest.fixture
def either(settings: Settings, neo4j_uri: str, neo4j: Neo4jConnection, tmp_path: Path) -> tuple[Settings, Settings]:
    """Settings of one home of the examples, without a Neo4j and with one that shows it."""
    shutil.copytree(settings.home, tmp_path / "home")
    without = replace(settings, home=tmp_path / "home")
    with_neo4j = replace(without, neo4j_uri=neo4j_uri)
    services = Services(with_neo4j)
    sync_neo4j(services, None)
    services.close()
    return without, with_neo4j


def filled(text: str) -> str:
    return text.format(first=FIRST, second=SECOND, policy="关于推进云岭产业工匠培育的实施意见")


def untimed(body: Any) -> Any:
    if isinstance(body, dict):
        return {name: untimed(value) for name, value in body.items() if name != "took_ms"}
    return [untimed(value) for value in body] if isinstance(body, list) else body


def test_http_answers_the_same(either: tuple[Settings, Settings]) -> None:
    without, with_neo4j = either
    with TestClient(create_app(without)) as one, TestClient(create_app(with_neo4j)) as other:
        assert other.get("/readyz").json()["neo4j"]["state"] == "current"
        for path in map(filled, HTTP):
            ours, theirs = one.get(path), other.get(path)
            assert (ours.status_code, untimed(ours.json())) == (theirs.status_code, untimed(theirs.json())), path


def test_the_command_line_answers_the_same(
    either: tuple[Settings, Settings], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    without, with_neo4j = either
    monkeypatch.setenv("WENMAI_MODEL", "none")

    def answers(command: tuple[str, ...]) -> tuple[int, Any]:
        options = [] if command[0] == "export" else ["--json"]
        status = main([*map(filled, command), *options, "--home", str(without.home)])
        out = capsys.readouterr().out
        return status, out if command[0] == "export" else untimed(json.loads(out))

    ours = [answers(command) for command in CLI]
    assert all(status == 0 for status, _ in ours)
    monkeypatch.setenv("WENMAI_NEO4J_URI", str(with_neo4j.neo4j_uri))
    for command, answer in zip(CLI, ours, strict=True):
        assert answers(command) == answer, command


def test_a_current_neo4j_is_what_answers_and_one_that_lags_is_not(
    either: tuple[Settings, Settings], neo4j: Neo4jConnection
) -> None:
    services = Services(either[1])
    (entity,) = services.graph.find(FIRST, limit=1)
    neo4j.write(lambda tx: tx.run("MATCH (n:Entity {id: $id}) SET n.name = 'seen'", {"id": entity.id}).consume())
    assert [e.name for e in services.graph.entities([entity.id])] == ["seen"]
    neo4j.write(lambda tx: tx.run("MATCH (s:Wenmai) SET s.revision = 1").consume())
    assert [e.name for e in services.graph.entities([entity.id])] == [FIRST]
    services.close()
