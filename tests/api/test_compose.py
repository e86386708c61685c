"""docker-compose.yml: a valid file whose every Wenmai setting exists and that keeps to this machine."""

from pathlib import Path
from typing import Any

import pytest

from api.settings import Settings, unknown_variables

yaml = pytest.importorskip("yaml", reason="PyYAML reads the compose file")
ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def services() -> dict[str, Any]:
    compose = yaml.safe_load((ROOT / "docker-compose.yml").read_text(encoding="utf-8"))
    mounted = [volume.partition(":")[0] for s in compose["services"].values() for volume in s["volumes"]]
    assert {name for name in mounted if not name.startswith(".")} == set(compose["volumes"])
    return dict(compose["services"])


def test_wenmai_waits_for_a_healthy_neo4j_and_knows_its_settings(services: dict[str, Any]) -> None:
    environment = services["wenmai"]["environment"]
    assert unknown_variables(environment) == []
    settings = Settings.from_environment(environment | {"WENMAI_CYPHER": "false"})
    assert settings.neo4j_uri == "bolt://neo4j:7687"
    assert services["wenmai"]["depends_on"] == {"neo4j": {"condition": "service_healthy"}}
    assert "healthcheck" in services["neo4j"]
    assert services["neo4j"]["environment"]["NEO4J_db_memory_transaction_max"] == "256M"


def test_ports_are_open_on_this_machine_only(services: dict[str, Any]) -> None:
    assert all(port.startswith("127.0.0.1:") for service in services.values() for port in service["ports"])


def test_no_password_stands_in_the_file(services: dict[str, Any]) -> None:
    secrets = [services["neo4j"]["environment"]["NEO4J_AUTH"].removeprefix("neo4j/")]
    secrets.append(services["wenmai"]["environment"]["WENMAI_NEO4J_PASSWORD"])
    assert all(secret.startswith("${NEO4J_PASSWORD:?") for secret in secrets)
