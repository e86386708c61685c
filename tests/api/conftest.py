"""A home with the example documents, made once for all tests of the API."""

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from api.http.app import create_app
from api.intake import ingest_paths
from api.services import Services
from api.settings import Settings

EXAMPLES = Path(__file__).parent.parent.parent / "examples"


@pytest.fixture(scope="session")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    home = tmp_path_factory.mktemp("home")
    settings = Settings(home=home, model="none", workers=1)
    ingest_paths(Services(settings), [EXAMPLES], None)
    return settings


@pytest.fixture(scope="session")
def home_with(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Mapping[str, str]], Settings]:
    """Makes a home of texts, by the names of their files."""

    def made(texts: Mapping[str, str]) -> Settings:
        folder = tmp_path_factory.mktemp("texts")
        for name, text in texts.items():
            (folder / f"{name}.txt").write_text(text, encoding="utf-8")
        settings = Settings(home=tmp_path_factory.mktemp("home"), model="none", workers=1)
        ingest_paths(Services(settings), [folder], None)
        return settings

    return made


@pytest.fixture
def client(settings: Settings) -> Iterator[TestClient]:
    with TestClient(create_app(settings), raise_server_exceptions=False) as client:
        yield client


@pytest.fixture
def empty_client(tmp_path: Path) -> Iterator[TestClient]:
    """A server over a home in which nothing was ingested yet."""
    settings = Settings(home=tmp_path / "home", model="none", workers=1, max_upload_mb=1)
    with TestClient(create_app(settings), raise_server_exceptions=False) as client:
        yield client
