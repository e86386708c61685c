"""The HTTP API over real ledgers and indexes."""

import json
import re
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from api.cli import main
from api.http.app import create_app
from api.intake import ingest_paths
from api.problems import STATUS
from api.services import Services
from api.settings import Settings
from ingest.storage.lock import WriteLock
from ingest.storage.sqlite_ledger import LOCK


def test_search_gives_the_same_json_as_the_command_line(
    client: TestClient, settings: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    over_http = client.get("/api/v1/search", params={"q": "技能竞赛", "k": 3, "region": "云南省"}).json()
    main(
        ["search", "技能竞赛", "-k", "3", "--region", "云南省", "--json", "--no-vectors", "--home", str(settings.home)]
    )
    typed = json.loads(capsys.readouterr().out)
    assert over_http | {"took_ms": 0} == typed | {"took_ms": 0}
    assert len(typed["hits"]) == 3


@pytest.mark.parametrize(
    ("parameters", "named"),
    [
        ({"q": ""}, "q"),
        ({"q": "x", "k": 0}, "k"),
        ({"q": " \n"}, "q"),
        ({"q": "x", "from": "2023年"}, "from"),
        ({"q": "x", "to": "2024-02-30"}, "2024-02-30"),
        ({"q": "x", "in_force_on": "２０２４"}, "in_force_on"),
        ({"q": "x", "issuers": "a"}, "issuers"),
    ],
)
def test_a_bad_parameter_is_a_problem_that_names_it(
    client: TestClient, parameters: dict[str, str | int], named: str
) -> None:
    response = client.get("/api/v1/search", params=parameters)
    assert response.status_code == 422
    assert response.headers["content-type"] == "application/problem+json"
    assert named in response.json()["detail"]


def test_an_unknown_entity_is_404_with_what_to_do(client: TestClient) -> None:
    response = client.get("/api/v1/entities/没有这个单位")
    assert response.status_code == 404
    assert "没有这个单位" in response.json()["detail"]


def test_an_entity_comes_with_links_and_names_for_both_ends(client: TestClient) -> None:
    page = client.get("/api/v1/entities/云南省总工会").json()
    assert page["kind"] == "Agency"
    assert page["links"]
    ends = {end for link in page["links"] for end in (link["head"], link["tail"])}
    assert ends <= page["names"].keys()


def test_neighbors_and_paths_answer_from_the_graph(client: TestClient) -> None:
    center = client.get("/api/v1/entities", params={"name": "云南省总工会"}).json()["entities"][0]
    around = client.get(f"/api/v1/entities/{center['id']}/neighbors", params={"kind": "ISSUED"}).json()
    assert {link["kind"] for link in around["links"]} == {"ISSUED"}
    policy = next(e for e in around["entities"] if e["kind"] == "Policy")
    path = client.get("/api/v1/paths", params={"from": center["id"], "to": policy["id"]}).json()
    assert (path["found"], path["length"]) == (True, 1)
    assert [e["id"] for e in path["entities"]] == [center["id"], policy["id"]]


def test_an_answer_cites_the_text(client: TestClient) -> None:
    answer = client.post("/api/v1/ask", json={"question": "谁联合印发了《关于推进云岭产业工匠培育的实施意见》"}).json()
    assert answer["abstained"] is False
    assert "云南省总工会" in answer["answer"]
    assert "云南省人力资源和社会保障厅" in answer["answer"]
    for citation in answer["citations"]:
        text = client.get(f"/api/v1/documents/{citation['document']['id']}").json()["text"]
        assert text[citation["start"] : citation["end"]] == citation["quote"]


def test_upload_search_replace_and_delete(empty_client: TestClient) -> None:
    def upload(text: str) -> dict[str, int]:
        files = {"files": ("通知.txt", text.encode(), "text/plain")}
        response = empty_client.post("/api/v1/documents", files=files)
        assert response.status_code == 201
        return response.json()["documents"]

    assert upload("关于评选银杉工匠的通知\n\n各单位：\n\n请推荐人选。\n")["added"] == 1
    assert upload("关于评选铁杉工匠的通知\n\n各单位：\n\n请推荐人选。\n")["updated"] == 1
    hits = empty_client.get("/api/v1/search", params={"q": "铁杉工匠"}).json()["hits"]
    assert [h["document"]["title"] for h in hits[:1]] == ["关于评选铁杉工匠的通知"]
    assert "银杉" not in json.dumps(empty_client.get("/api/v1/documents").json(), ensure_ascii=False)
    removed = empty_client.delete(f"/api/v1/documents/{hits[0]['document']['id']}")
    assert removed.json()["removed"] == 1
    assert empty_client.get("/api/v1/documents").json() == {"documents": [], "total": 0}


def test_an_upload_writes_nothing_outside_the_home(empty_client: TestClient, tmp_path: Path) -> None:
    files = {"files": ("../../../evil.txt", "关于安全的通知".encode(), "text/plain")}
    assert empty_client.post("/api/v1/documents", files=files).status_code == 201
    assert [p.relative_to(tmp_path).parts[:2] for p in tmp_path.rglob("evil.txt")] == [("home", "uploads")]


def test_an_upload_past_the_limit_is_413(empty_client: TestClient) -> None:
    files = {"files": ("big.txt", b"x" * 1_100_000, "text/plain")}
    response = empty_client.post("/api/v1/documents", files=files)
    assert response.status_code == 413
    assert "WENMAI_MAX_UPLOAD_MB" in response.json()["detail"]


def test_writing_while_another_process_writes_is_409(empty_client: TestClient, tmp_path: Path) -> None:
    home = tmp_path / "home"
    home.mkdir()
    lock = WriteLock(home / LOCK)
    try:
        files = {"files": ("a.txt", "关于安全的通知".encode(), "text/plain")}
        assert empty_client.post("/api/v1/documents", files=files).status_code == 409
    finally:
        lock.release()


def test_documents_of_another_process_are_found_without_a_restart(tmp_path: Path) -> None:
    settings = Settings(home=tmp_path / "home", model="none", workers=1)
    (tmp_path / "a.txt").write_text("关于评选银杉工匠的通知\n\n各单位：\n\n请推荐人选。\n", encoding="utf-8")
    (tmp_path / "b.txt").write_text("关于评选铁杉工匠的通知\n\n各单位：\n\n请推荐人选。\n", encoding="utf-8")
    ingest_paths(Services(settings), [tmp_path / "a.txt"], None)
    with TestClient(create_app(settings)) as client:
        assert client.get("/api/v1/documents").json()["total"] == 1
        ingest_paths(Services(settings), [tmp_path / "b.txt"], None)
        hits = client.get("/api/v1/search", params={"q": "铁杉工匠"}).json()["hits"]
        assert hits[0]["document"]["source"] == "b"


def test_readiness_tells_an_empty_home_from_a_full_one(client: TestClient, empty_client: TestClient) -> None:
    assert empty_client.get("/healthz").json() == {"status": "ok"}
    waiting = empty_client.get("/readyz")
    assert waiting.status_code == 503
    assert "wenmai ingest" in waiting.json()["reason"]
    ready = client.get("/readyz").json()
    assert ready["status"] == "ready"
    assert ready["revision"] == ready["keyword_revision"] > 0


def test_metrics_count_requests_by_route_not_by_path(client: TestClient) -> None:
    client.get("/api/v1/entities/没有这个单位")
    text = client.get("/metrics").text
    assert 'route="/entities/{entity_id}",status="404"} 1.0' in text
    assert "没有这个单位" not in text
    assert re.search(r'wenmai_home\{what="documents"\} \d+\.0', text)


def test_every_operation_is_described(client: TestClient) -> None:
    paths = client.get("/openapi.json").json()["paths"]
    operations = [operation for path in paths.values() for operation in path.values()]
    assert all(operation.get("summary") for operation in operations)
    assert {"/api/v1/search", "/api/v1/ask", "/api/v1/entities/{entity_id}/neighbors", "/api/v1/paths"} <= paths.keys()


def test_status_is_described_as_it_is_answered(client: TestClient) -> None:
    paths = client.get("/openapi.json").json()["paths"]
    assert list(paths["/metrics"]["get"]["responses"]["200"]["content"]) == ["text/plain"]
    assert {"200", "503"} == paths["/readyz"]["get"]["responses"].keys()


def test_the_description_page_loads_nothing_from_other_hosts(client: TestClient) -> None:
    page = client.get("/").text
    sources = re.findall(r'(?:src|href)="([^"]+)"', page)
    assert sources
    assert [s for s in sources if not s.startswith("/")] == []
    assert [client.get(s).status_code for s in sources] == [200 for _ in sources]


def test_narrower_errors_stand_before_wider_ones() -> None:
    kinds = [kind for kind, _, _ in STATUS]
    for position, kind in enumerate(kinds):
        assert not [
            later for later in kinds[position + 1 :] if issubclass(kind, later) is False and issubclass(later, kind)
        ]


def test_a_body_past_its_limit_is_refused_before_it_is_read(empty_client: TestClient) -> None:
    too_long = b'{"question": "' + b"a" * 1_000_001 + b'"}'
    headers = {"content-type": "application/json"}
    announced = empty_client.post("/api/v1/ask", content=too_long, headers=headers)
    streamed = empty_client.post("/api/v1/ask", content=iter([too_long[:600_000], too_long[600_000:]]), headers=headers)
    for response in (announced, streamed):
        assert response.status_code == 413
        assert response.headers["content-type"] == "application/problem+json"
        assert "larger than 1,000,000 bytes" in response.json()["detail"]


def test_a_wrong_method_is_told_all_that_the_address_takes(client: TestClient) -> None:
    response = client.put("/api/v1/documents")
    assert response.status_code == 405
    assert response.headers["allow"] == "GET, POST"
    assert "use GET or POST" in response.json()["detail"]


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (b"", "body: a JSON object is needed"),
        (b"[]", "body: a JSON object is needed"),
        (b'{"question": ', "body: not JSON"),
        ('{"question": "谁印发了通知"}'.encode("gbk"), "send JSON in UTF-8"),
        (b'{"question": 5}', "question: Input should be a valid string"),
        (b'{"question": ""}', "question: nothing but white space; write what you look for"),
        ('{"question": "\u3000 \\n"}'.encode(), "question: nothing but white space; write what you look for"),
    ],
)
def test_a_body_that_cannot_be_used_says_what_is_wrong_with_it(client: TestClient, body: bytes, said: str) -> None:
    response = client.post("/api/v1/ask", content=body, headers={"content-type": "application/json"})
    assert response.status_code in (400, 422)
    assert said in response.json()["detail"]


@pytest.mark.parametrize("path", ["/api/v1/entities", "/api/v1/documents"])
def test_an_offset_past_all_numbers_is_wrong_usage(client: TestClient, path: str) -> None:
    assert client.get(path, params={"offset": 10**20}).status_code == 422


@pytest.mark.parametrize("name", ["长" * 90 + ".txt", "..", ".hidden"])
def test_an_upload_under_a_name_that_no_file_can_bear_is_wrong_usage(empty_client: TestClient, name: str) -> None:
    response = empty_client.post("/api/v1/documents", files={"files": (name, b"x", "text/plain")})
    assert response.status_code == 422


def test_errors_are_described_with_the_media_type_that_they_have(client: TestClient) -> None:
    responses = client.get("/openapi.json").json()["paths"]["/api/v1/search"]["get"]["responses"]
    assert {status: list(r["content"]) for status, r in responses.items() if status in ("200", "422", "503")} == {
        "200": ["application/json"],
        "422": ["application/problem+json"],
        "503": ["application/problem+json"],
    }


def test_an_upload_that_cannot_be_read_leaves_what_it_would_replace(empty_client: TestClient, tmp_path: Path) -> None:
    def upload(data: bytes) -> int:
        return empty_client.post("/api/v1/documents", files={"files": ("a.txt", data, "text/plain")}).status_code

    notice = "关于评选银杉工匠的通知\n".encode()
    assert [upload(notice), upload(notice), upload(b"\x00\x01")] == [201, 200, 422]
    assert [p.read_bytes() for p in (tmp_path / "home/uploads").iterdir()] == [notice]
    assert [d["source"] for d in empty_client.get("/api/v1/documents").json()["documents"]] == ["a"]


def test_an_unreadable_upload_says_why_and_is_not_kept(empty_client: TestClient, tmp_path: Path) -> None:
    response = empty_client.post("/api/v1/documents", files={"files": ("a.pdf", b"%PDF-1.7", "application/pdf")})
    assert response.status_code == 422
    assert "a.pdf: no reader for .pdf" in response.json()["detail"]
    assert list((tmp_path / "home/uploads").iterdir()) == []


def test_uploads_at_the_same_time_take_turns(empty_client: TestClient) -> None:
    def upload(number: int) -> int:
        files = {"files": (f"{number}.txt", f"关于第{number}件事项的通知\n".encode(), "text/plain")}
        return empty_client.post("/api/v1/documents", files=files).status_code

    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(upload, range(8))) == [201] * 8
    assert empty_client.get("/api/v1/documents").json()["total"] == 8


def test_an_unknown_region_is_wrong_usage(empty_client: TestClient) -> None:
    files = {"files": ("a.txt", "关于安全的通知".encode(), "text/plain")}
    response = empty_client.post("/api/v1/documents", files=files, params={"region": "火星省"})
    assert response.status_code == 422
    assert "火星省" in response.json()["detail"]


def test_a_removed_document_leaves_no_upload_whatever_other_places_hold_it(tmp_path: Path) -> None:
    settings = Settings(home=tmp_path / "home", model="none", workers=1)
    notice = "关于评选银杉工匠的通知\n"
    (tmp_path / "a.txt").write_text(notice, encoding="utf-8")
    ingest_paths(Services(settings), [tmp_path / "a.txt"], None)
    with TestClient(create_app(settings)) as client:
        client.post("/api/v1/documents", files={"files": ("a.txt", notice.encode(), "text/plain")})
        assert client.delete("/api/v1/documents/a").status_code == 200
    assert list((tmp_path / "home/uploads").iterdir()) == []
    assert (tmp_path / "a.txt").exists()
