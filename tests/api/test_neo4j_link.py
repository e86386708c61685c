"""A home with a Neo4j beside it: followed, read from, missed when it is away."""

import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from api.failures import UsageError
from api.http.app import create_app
from api.intake import forget_documents, ingest_paths
from api.neo4j_follower import neo4j_settings
from api.neo4j_link import cypher_parameters, sync_neo4j
from api.services import Services
from api.settings import Settings
from api.upkeep import verify
from graph.neo4j.connection import Neo4jConnection, Neo4jUnavailableError
from graph.neo4j.sync import clear
from tests.api.gate import Gate

NOTICE = (
    "云南省总工会文件\n\n云工发〔2024〕7号\n\n关于评选{}工匠的通知\n\n各州（市）总工会：\n\n请推荐人选。\n\n"
    "云南省总工会\n2024年3月1日\n"
)
CURRENT = {"state": "current", "revision": 1, "reason": None}
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
    heard: list[str] = []
    services = open_services(settings_of(tmp_path, neo4j_uri), heard.append)
    ingest_paths(services, [notice], None)
    assert heard[-1] == "Neo4j shows revision 1"
    assert open_services(services.settings).follower.state() == CURRENT
    assert verify(open_services(services.settings))["problems"] == []
    forget_documents(open_services(services.settings), ["notice"])
    store = open_services(services.settings).follower.projection.store
    assert (store.revision(), list(store.all_entities())) == (2, [])


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
        said = client.get("/readyz").json()["neo4j"]
        assert (said["state"], said["revision"]) == ("away", None)
        assert said["reason"].startswith(f"{NOWHERE}: Neo4j cannot be reached now")
        assert client.get("/api/v1/entities/云南省总工会").status_code == 200


@pytest.mark.neo4j
def test_a_neo4j_that_was_away_catches_up(
    neo4j_uri: str, neo4j: object, tmp_path: Path, notice: Path, open_services: Callable[..., Services]
) -> None:
    ingest_paths(open_services(settings_of(tmp_path, NOWHERE)), [notice], None)
    services = open_services(settings_of(tmp_path, neo4j_uri))
    assert services.follower.state()["state"] == "behind"
    assert sync_neo4j(services, None)["revision"] == 1
    assert services.follower.state() == CURRENT


@pytest.mark.neo4j
def test_a_server_that_goes_and_comes_back_is_missed_by_nobody(
    neo4j_uri: str, neo4j: object, tmp_path: Path, notice: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Behind a running API: away is said, the ledger answers and takes documents, and it catches up by itself."""
    monkeypatch.setattr("api.neo4j_follower.AWAY_SECONDS", 0.3)
    monkeypatch.setattr("api.neo4j_follower.FOLLOW_SECONDS", 0.1)
    gate = Gate(neo4j_uri).open()
    try:
        with TestClient(create_app(settings_of(tmp_path, gate.uri, neo4j_retry_seconds=2.0))) as client:
            for number, title in enumerate(("银杉", "云杉"), start=1):
                text = NOTICE.format(title).replace("7号", f"{number}号")
                files = {"files": (f"{title}.txt", text.encode(), "text/plain")}
                assert client.post("/api/v1/documents", files=files).status_code in (200, 201)
                if number == 1:
                    await_state(client, "current")
                    gate.shut()
                    await_state(client, "away")
            assert client.get("/readyz").status_code == 200
            found = client.get("/api/v1/entities", params={"name": "云工发〔2024〕2号"}).json()["entities"]
            assert [entity["name"] for entity in found] == ["关于评选云杉工匠的通知"]
            gate.open()
            await_state(client, "current")
            assert client.get("/readyz").json()["neo4j"] == CURRENT | {"revision": 2}
    finally:
        gate.shut()


@pytest.mark.neo4j
def test_a_neo4j_that_refuses_is_told_apart_from_one_that_is_away(
    neo4j_uri: str, neo4j: Neo4jConnection, tmp_path: Path, notice: Path, open_services: Callable[..., Services]
) -> None:
    neo4j.write(lambda tx: tx.run("CREATE (:Document {name: 'lease'})").consume())
    heard: list[str] = []
    services = open_services(settings_of(tmp_path, neo4j_uri), heard.append)
    ingest_paths(services, [notice], None)
    state = services.follower.state()
    assert (state["state"], state["revision"]) == ("refused", None)
    assert "1 nodes labelled Document are not Wenmai's" in state["reason"]
    assert [message for message in heard if "are not Wenmai's" in message]
    assert services.graph.find("云南省总工会")


@pytest.mark.neo4j
def test_a_neo4j_that_comes_back_older_is_brought_up_again(
    neo4j_uri: str, neo4j: Neo4jConnection, tmp_path: Path, notice: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("api.neo4j_follower.FOLLOW_SECONDS", 0.1)
    with TestClient(create_app(settings_of(tmp_path, neo4j_uri))) as client:
        files = {"files": ("云杉.txt", NOTICE.format("云杉").encode(), "text/plain")}
        assert client.post("/api/v1/documents", files=files).status_code in (200, 201)
        await_state(client, "current")
        clear(neo4j)
        await_state(client, "current")


def await_state(client: TestClient, state: str) -> None:
    """Returns once /readyz says so; the test fails after a minute."""
    deadline = time.monotonic() + 60
    while (said := client.get("/readyz").json()["neo4j"]["state"]) != state:
        assert time.monotonic() < deadline, f"{said}, not {state}"
        time.sleep(0.1)


def test_a_login_in_the_address_is_refused_unread(tmp_path: Path) -> None:
    with pytest.raises(UsageError) as caught:
        neo4j_settings(settings_of(tmp_path, "bolt://neo4j:geheim@127.0.0.1:9"))
    assert "geheim" not in str(caught.value)


@pytest.mark.parametrize("scheme", ["bolt", "bolt+s", "bolt+ssc", "neo4j", "neo4j+s", "neo4j+ssc"])
def test_every_kind_of_address_is_opened_by_the_driver(tmp_path: Path, scheme: str) -> None:
    made = neo4j_settings(
        settings_of(
            tmp_path,
            f"{scheme}://127.0.0.1:9",
            neo4j_user="wenmai",
            neo4j_password="geheim",
            neo4j_database="policies",
            neo4j_connect_seconds=1.0,
            neo4j_retry_seconds=2.0,
            neo4j_pool_size=3,
        )
    )
    assert (made.user, made.password, made.database) == ("wenmai", "geheim", "policies")
    assert (made.connect_seconds, made.retry_seconds, made.pool_size) == (1.0, 2.0, 3)
    with Neo4jConnection(made) as connection, pytest.raises(Neo4jUnavailableError) as caught:
        connection.probe("RETURN 1")
    assert "geheim" not in str(caught.value) + repr(made)


def test_a_token_goes_before_a_password(tmp_path: Path) -> None:
    made = neo4j_settings(settings_of(tmp_path, NOWHERE, neo4j_password="geheim", neo4j_token="zeichen"))
    assert made.token == "zeichen"
    assert "zeichen" not in repr(made) + repr(settings_of(tmp_path, NOWHERE, neo4j_token="zeichen"))


@pytest.mark.neo4j
def test_no_log_holds_a_secret(
    neo4j_uri: str, neo4j: object, tmp_path: Path, notice: Path, caplog: pytest.LogCaptureFixture,
    open_services: Callable[..., Services],
) -> None:  # fmt: skip
    caplog.set_level("DEBUG")
    heard: list[str] = []
    for more in ({"neo4j_password": "geheimnis"}, {"neo4j_token": "geheimnis"}):
        services = open_services(settings_of(tmp_path, neo4j_uri, **more), heard.append)
        ingest_paths(services, [notice], None)
    assert "LOGON" in caplog.text
    assert "geheimnis" not in caplog.text + "".join(heard)


def test_parameters_are_text_unless_said_to_be_json() -> None:
    texts = ["number=苏工发〔2023〕3号", "where=a=b", "limit:=5", 'names:=["一", "二"]', "empty="]
    assert cypher_parameters(texts) == {
        "number": "苏工发〔2023〕3号",
        "where": "a=b",
        "limit": 5,
        "names": ["一", "二"],
        "empty": "",
    }
    for wrong in ("limit", "limit:=five"):
        with pytest.raises(UsageError, match=wrong):
            cypher_parameters([wrong])


@pytest.mark.parametrize(
    "address",
    ["neo4j:geheim@host:7687", "bolt:/u:geheim@host", "bolt://u:geheim@[::1", "bolt://host?password=geheim@x"],
)
def test_no_message_repeats_a_login_wherever_it_stands(tmp_path: Path, address: str) -> None:
    with pytest.raises(UsageError, match="holds no login") as caught:
        neo4j_settings(settings_of(tmp_path, address))
    assert "geheim" not in str(caught.value)


@pytest.mark.parametrize("address", ["bolt://", "bolt://[::1", "bolt://host:port", "http://host:7474", "host:7687"])
def test_what_is_no_address_is_said_before_anything_is_tried(tmp_path: Path, address: str) -> None:
    with pytest.raises(UsageError, match=r"write bolt://HOST:7687"):
        neo4j_settings(settings_of(tmp_path, address))
