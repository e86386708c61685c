"""The review file over the command line and HTTP: written, edited, obeyed by later ingests; merged ids lead on."""

from __future__ import annotations

import itertools
import json
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from api.cli import main
from api.http.app import create_app
from api.intake import ingest_paths
from api.services import Services
from api.settings import Settings

TEXTS = {
    "甲": "长沙市总工会工会简报\n\n近日，长沙市总工会主席宋致远到青禾水泥厂调研。\n",
    "乙": "昆明市总工会工会简报\n\n近日，昆明市总工会主席宋致远到红石铝厂调研。\n",
    "丙": "昆明市总工会举办培训\n\n3月5日，昆明市总工会主席宋致远出席开班式。\n",
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "texts").mkdir()
    for name, text in TEXTS.items():
        (tmp_path / "texts" / f"{name}.txt").write_text(text, encoding="utf-8")
    return tmp_path / "texts"


def home_of(tmp_path: Path, name: str) -> Settings:
    return Settings(home=tmp_path / name, model="none", workers=1)


def put(settings: Settings, *paths: Path) -> dict[str, object]:
    return ingest_paths(Services(settings), paths, None)


def exported(settings: Settings, capsys: pytest.CaptureFixture[str]) -> str:
    capsys.readouterr()
    assert main(["export", "--home", str(settings.home)]) == 0
    return capsys.readouterr()[0]


def decided(text: str, first: str) -> str:
    """The file with its first pair decided, the others left."""
    head, _, tables = text.partition("[[undecided]]")
    return f"{head}[[{first}]]{tables}"


def pair(text: str) -> list[str]:
    return json.loads(text.partition("between = ")[2].partition("\n")[0])


def test_what_a_person_writes_is_obeyed_whatever_comes_later_in_any_order(
    tmp_path: Path, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    first = home_of(tmp_path, "first")
    put(first, folder)
    assert main(["review", "--home", str(first.home)]) == 0
    template = (first.home / "review.toml").read_text(encoding="utf-8")
    assert "宋致远（长沙市总工会）" in template
    assert 'reason = "同名，任职单位不同"' in template
    (first.home / "review.toml").write_text(decided(template, "same"), encoding="utf-8")
    assert main(["review", "--home", str(first.home)]) == 0
    expected = exported(first, capsys)
    assert expected.count('"name":"宋致远"') == 1
    for order in itertools.permutations(TEXTS):
        later = home_of(tmp_path, "".join(order))
        later.home.mkdir()
        (later.home / "review.toml").write_text(decided(template, "same"), encoding="utf-8")
        for name in order:
            put(later, folder / f"{name}.txt")
        assert exported(later, capsys) == expected


def test_a_merged_id_leads_to_what_it_became(tmp_path: Path, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    settings = home_of(tmp_path, "home")
    put(settings, folder)
    main(["review", "--home", str(settings.home)])
    path = settings.home / "review.toml"
    ids = pair(path.read_text(encoding="utf-8"))
    path.write_text(decided(path.read_text(encoding="utf-8"), "same"), encoding="utf-8")
    put(settings, folder)  # an ingest of nothing new reads the file as well
    capsys.readouterr()
    with TestClient(create_app(settings)) as client:
        for id_ in ids:
            assert main(["entity", id_, "--json", "--home", str(settings.home)]) == 0
            assert json.loads(capsys.readouterr()[0])["id"] == min(ids)
            assert main(["path", id_, "昆明市总工会", "--json", "--home", str(settings.home)]) == 0
            assert len(json.loads(capsys.readouterr()[0])["links"]) == 1
            assert client.get(f"/api/v1/entities/{id_}").json()["id"] == min(ids)
            assert client.get(f"/api/v1/entities/{id_}/neighbors").json()["entity"]["id"] == min(ids)
    assert main(["verify", "--home", str(settings.home)]) == 0


def test_a_broken_review_file_is_named_and_stops_no_ingest(tmp_path: Path, folder: Path) -> None:
    settings = home_of(tmp_path, "home")
    settings.home.mkdir()
    (settings.home / "review.toml").write_text('\n[[same]]\nbetween = ["宋致远"]\n', encoding="utf-8")
    report = put(settings, folder)
    assert report["documents"] == {"added": 3, "updated": 0, "unchanged": 0, "failed": 1}
    (failure,) = report["failed"]
    assert f"{settings.home / 'review.toml'}:2: [[same]] needs between" in failure["reason"]


def test_decisions_of_another_file_stay_in_force_beside_the_home_s_own(tmp_path: Path, folder: Path) -> None:
    settings = home_of(tmp_path, "home")
    put(settings, folder)
    main(["review", "--home", str(settings.home)])
    template = (settings.home / "review.toml").read_text(encoding="utf-8")
    (tmp_path / "ours.toml").write_text(decided(template, "same"), encoding="utf-8")
    assert main(["review", "--file", str(tmp_path / "ours.toml"), "--home", str(settings.home)]) == 0
    put(settings, folder)
    assert len(Services(settings).store.find("宋致远")) == 1
    assert main(["review", "--home", str(settings.home)]) == 0
    assert len(Services(settings).store.find("宋致远")) == 2


def test_a_refresh_keeps_decisions_with_their_reasons(tmp_path: Path, folder: Path) -> None:
    settings = home_of(tmp_path, "home")
    put(settings, folder)
    path = settings.home / "review.toml"
    path.write_text('[[different]]\nbetween = ["长沙市总工会", "昆明市总工会"]\nreason = "两个市"\n', encoding="utf-8")
    assert main(["review", "--refresh", "--home", str(settings.home)]) == 0
    text = path.read_text(encoding="utf-8")
    assert '[[different]]\nbetween = ["昆明市总工会", "长沙市总工会"]\nreason = "两个市"' in text
    assert text.count("[[undecided]]") == 1
