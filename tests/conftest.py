"""Fixtures that several packages' tests share."""

import os
from collections.abc import Iterator

import pytest

from graph.neo4j.connection import Neo4jConnection, Neo4jSettings
from graph.neo4j.sync import clear
from tests.graph.neo4j_server import LocalServer, skip_without_server


@pytest.fixture(scope="session")
def neo4j_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LocalServer | None]:
    """A server of our own, running; None where WENMAI_TEST_NEO4J_URI names another's."""
    skip_without_server()
    if os.environ.get("WENMAI_TEST_NEO4J_URI"):
        yield None
        return
    server = LocalServer(tmp_path_factory.mktemp("neo4j") / "data")
    try:
        server.start()
        yield server
    finally:
        server.kill()  # its folder is thrown away


@pytest.fixture(scope="session")
def neo4j_uri(neo4j_server: LocalServer | None) -> str:
    """Address of a Neo4j whose content the tests may delete."""
    return neo4j_server.uri if neo4j_server else os.environ["WENMAI_TEST_NEO4J_URI"]


@pytest.fixture(scope="session")
def neo4j_pool(neo4j_uri: str) -> Iterator[Neo4jConnection]:
    with Neo4jConnection(Neo4jSettings(neo4j_uri)) as connection:
        yield connection


@pytest.fixture
def neo4j(neo4j_pool: Neo4jConnection) -> Neo4jConnection:
    """An empty Neo4j."""
    clear(neo4j_pool)
    return neo4j_pool
