"""--in-force-on and in_force_on over a repealed, an expiring, a future and an amended text."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from api.cli import main
from api.http.app import create_app
from api.settings import Settings

PASSED = "2010年5月27日湖南省第十一届人民代表大会常务委员会第十六次会议通过"
LAW = "第一条　为了规范学堂，制定本条例。\n第二条　学堂应当开放。\n第三条　本条例自2010年8月1日起施行。\n"
TEXTS = {
    "旧条例": f"湖南省职工学堂条例\n\n（{PASSED}）\n\n{LAW}",
    "新条例": f"湖南省职工学堂条例\n\n（{PASSED}　2018年3月30日湖南省第十三届人大常委会第三次会议修订）\n\n{LAW}",
    "收费": "湖南省学堂收费办法\n\n（2012年1月5日湖南省人民政府令第200号公布）\n\n第一条　规范学堂收费。\n"
    "第二条　本办法自公布之日起施行。\n",
    "经费": "湖南省学堂经费办法\n\n（2020年6月1日湖南省人民政府令第290号公布）\n\n第一条　管理学堂经费。\n"
    "第二条　本办法自2020年9月1日起施行。2012年1月5日公布的《湖南省学堂收费办法》同时废止。\n",
    "试点": "湖南省总工会关于学堂试点的通知\n\n各市总工会：\n\n学堂试点自2021年1月1日起施行，有效期2年。\n\n"
    "湖南省总工会\n2020年12月20日\n",
    "评星": "湖南省总工会关于学堂评星的通知\n\n各市总工会：\n\n学堂评星自2031年1月1日起施行。\n\n"
    "湖南省总工会\n2020年12月20日\n",
}
DAYS = [
    ("2011-01-01", {"旧条例"}),
    ("2020-08-31", {"新条例", "收费"}),
    ("2020-09-01", {"新条例", "经费"}),
    ("2022-01-01", {"新条例", "经费", "试点"}),
    ("2024-01-01", {"新条例", "经费"}),
    ("2031-01-01", {"新条例", "经费", "评星"}),
]


@pytest.fixture(scope="module")
def dated(home_with: Callable[[Mapping[str, str]], Settings]) -> Settings:
    return home_with(TEXTS)


@pytest.mark.parametrize(("day", "held"), DAYS)
def test_command_line_finds_what_held_on_the_day(
    dated: Settings, capsys: pytest.CaptureFixture[str], day: str, held: set[str]
) -> None:
    main(["search", "学堂", "--in-force-on", day, "--json", "--home", str(dated.home)])
    hits = json.loads(capsys.readouterr()[0])["hits"]
    assert {Path(hit["document"]["source"]).stem for hit in hits} == held


@pytest.mark.parametrize(("day", "held"), DAYS)
def test_http_finds_what_held_on_the_day(dated: Settings, day: str, held: set[str]) -> None:
    with TestClient(create_app(dated)) as client:
        hits = client.get("/api/v1/search", params={"q": "学堂", "in_force_on": day}).json()["hits"]
    assert {Path(hit["document"]["source"]).stem for hit in hits} == held
