"""A home with a Neo4j beside it: followed, read from, missed when it is away."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from api.app import create_app
from api.intake import forget_documents, ingest_paths
from api.neo4j_link import sync_neo4j
from api.services import Services
from api.settings import Settings
from api.upkeep import verify

NOTICE = (
    "云南省总工会文件\n\n云工发〔2024〕7号\n\n关于评选{}工匠的通知\n\n各州（市）总工会：\n\n请推荐人选。\n\n"
    "云南省总工会\n2024年3月1日\n"
)
NOWHERE = "bolt://127.0.0.1:9"


@pytest.fixture
def notice(tmp_path: Path) -> Path:
    path = tmp_path / "notice.txt"
    path.write_text(NOTICE.format("银杉"), encoding="utf-8")
    return path


@pytest.fixture
def open_services() -> Iterator[Callable[..., Services]]:
    """Services that are closed when the test ends."""
    opened: list[Services] = []

    def make(*arguments: Any) -> Services:
        opened.append(Services(*arguments))
        return opened[-1]

    yield make
    for services in opened:
        services.close()


def settings_of(tmp_path: Path, uri: str, **more: object) -> Settings:
    return Settings(home=tmp_path / "home", model="none", workers=1, neo4j_uri=uri, **more)  # type: ignore[arg-type]


@pytest.mark.neo4j
def test_ingest_and_forget_reach_the_neo4j(
    neo4j_uri: str, neo4j: object, tmp_path: Path, notice: Path, open_services: Callable[..., Services]
) -> None:
    services = open_services(settings_of(tmp_path, neo4j_uri))
    ingest_paths(services, [notice], None)
    assert open_services(services.settings).follower.state() == {"state": "current", "revision": 1}
    assert verify(open_services(services.settings))["problems"] == []
    forget_documents(open_services(services.settings), ["notice"])
    store = open_services(services.settings).follower.projection.store
    assert (store.revision(), list(store.all_entities())) == (2, [])


@pytest.mark.neo4j
def test_http_answers_the_same_from_either(
    neo4j_uri: str, neo4j: object, tmp_path: Path, notice: Path, open_services: Callable[..., Services]
) -> None:
    with_neo4j = settings_of(tmp_path, neo4j_uri)
    without = Settings(home=with_neo4j.home, model="none", workers=1)
    ingest_paths(open_services(with_neo4j), [notice], None)
    paths = ["/api/v1/entities", "/api/v1/entities/云南省总工会", "/api/v1/entities/云南省总工会/neighbors?hops=2"]
    with TestClient(create_app(with_neo4j)) as one, TestClient(create_app(without)) as other:
        assert one.get("/readyz").json()["neo4j"]["state"] == "current"
        assert [one.get(path).json() for path in paths] == [other.get(path).json() for path in paths]


@pytest.mark.neo4j
def test_cypher_reads_and_never_writes(
    neo4j_uri: str, neo4j: object, tmp_path: Path, notice: Path, open_services: Callable[..., Services]
) -> None:
    settings = settings_of(tmp_path, neo4j_uri, cypher=True)
    ingest_paths(open_services(settings), [notice], None)
    query = "MATCH (:Agency {name: $name})-[:ISSUED]->(p:Policy) RETURN p.doc_number"
    with TestClient(create_app(settings)) as client:
        body = {"query": query, "parameters": {"name": "云南省总工会"}}
        assert client.post("/api/v1/cypher", json=body).json()["rows"] == [["云工发〔2024〕7号"]]
        refused = client.post("/api/v1/cypher", json={"query": "MATCH (n) DETACH DELETE n"})
        assert refused.status_code == 403


def test_cypher_is_off_by_default(tmp_path: Path) -> None:
    with TestClient(create_app(Settings(home=tmp_path / "home", model="none"))) as client:
        refused = client.post("/api/v1/cypher", json={"query": "RETURN 1"})
    assert refused.status_code == 403
    assert "WENMAI_CYPHER" in refused.json()["detail"]


def test_an_ingest_goes_on_while_the_neo4j_is_away(
    tmp_path: Path, notice: Path, open_services: Callable[..., Services]
) -> None:
    heard: list[str] = []
    services = open_services(settings_of(tmp_path, NOWHERE), heard.append)
    report = ingest_paths(services, [notice], None)
    assert report["documents"]["added"] == 1
    assert [message for message in heard if "wenmai sync neo4j" in message]
    with TestClient(create_app(services.settings)) as client:
        assert client.get("/readyz").json()["neo4j"] == {"state": "away", "revision": None}
        assert client.get("/api/v1/entities/云南省总工会").status_code == 200


@pytest.mark.neo4j
def test_a_neo4j_that_was_away_catches_up(
    neo4j_uri: str, neo4j: object, tmp_path: Path, notice: Path, open_services: Callable[..., Services]
) -> None:
    ingest_paths(open_services(settings_of(tmp_path, NOWHERE)), [notice], None)
    services = open_services(settings_of(tmp_path, neo4j_uri))
    assert services.follower.state()["state"] == "behind"
    assert sync_neo4j(services, None)["revision"] == 1
    assert services.follower.state() == {"state": "current", "revision": 1}
