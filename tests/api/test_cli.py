"""The command line as a user types it, in processes of its own where that matters."""

import json
import os
import shlex
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from api.cli import main
from api.settings import Settings

HEAVY = ("torch", "sentence_transformers", "faiss", "transformers", "networkx", "fastapi")


def run(capsys: pytest.CaptureFixture[str], settings: Settings, *arguments: str) -> tuple[int, str, str]:
    status = main([*arguments, "--home", str(settings.home)])
    out, err = capsys.readouterr()
    return status, out, err


@pytest.fixture(autouse=True)
def no_settings_from_outside(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [n for n in os.environ if n.startswith("WENMAI_")]:
        monkeypatch.delenv(name)


def test_ingest_counts_and_a_second_run_changes_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.txt").write_text(
        "关于开展夏季安全检查的通知\n\n各车间：\n\n请于6月底前完成自查。\n", encoding="utf-8"
    )
    settings = Settings(home=tmp_path / "home")
    arguments = ("ingest", str(tmp_path / "a.txt"), "--no-vectors", "--json")
    status, out, _ = run(capsys, settings, *arguments)
    first = json.loads(out)
    assert (status, first["documents"]) == (0, {"added": 1, "updated": 0, "unchanged": 0, "failed": 0})
    status, out, _ = run(capsys, settings, *arguments)
    again = json.loads(out)
    assert (status, again["documents"]) == (0, {"added": 0, "updated": 0, "unchanged": 1, "failed": 0})
    assert again["revision"] == first["revision"]


def test_a_bad_file_is_named_and_the_rest_goes_in(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    good, bad = tmp_path / "good.txt", tmp_path / "bad.txt"
    good.write_text("关于放假的通知\n\n各部门：\n\n国庆放假七天。\n", encoding="utf-8")
    bad.write_bytes(b"%PDF-1.7\x00\x01\x02")
    settings = Settings(home=tmp_path / "home")
    status, out, _ = run(capsys, settings, "ingest", str(good), str(bad), "--no-vectors", "--json")
    report = json.loads(out)
    assert status == 1
    assert report["documents"] == {"added": 1, "updated": 0, "unchanged": 0, "failed": 1}
    assert report["failed"][0]["path"].endswith("bad.txt")


def test_ingest_of_nothing_readable_exits_with_2(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    settings = Settings(home=tmp_path / "home")
    status, out, _ = run(capsys, settings, "ingest", str(tmp_path / "absent.txt"), "--no-vectors", "--json")
    assert status == 2
    assert json.loads(out)["failed"][0]["path"].endswith("absent.txt")


def test_reading_a_home_that_is_not_there_says_what_to_do(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status, out, err = run(capsys, Settings(home=tmp_path / "none"), "search", "通知")
    assert (status, out) == (2, "")
    assert "wenmai ingest" in err
    assert not (tmp_path / "none").exists()


@pytest.mark.parametrize("arguments", [("search", "通知"), ("document", "a"), ("search", "-k", "x"), ("nonsense",)])
def test_an_error_is_one_json_document_too(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...]
) -> None:
    status, out, err = run(capsys, Settings(home=tmp_path / "none"), *arguments, "--json")
    problem = json.loads(out)
    assert (status, set(problem)) == (2, {"type", "title", "status", "detail"})
    assert problem["detail"] in err


def test_an_error_of_our_own_is_said_in_words(
    settings: Settings, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("api.commands.documents", lambda arguments, settings: 1 // 0)
    status, out, err = run(capsys, settings, "documents")
    assert (status, out) == (2, "")
    assert "ZeroDivisionError" in err
    assert "Traceback" not in err


def test_a_document_is_shown_with_its_size_outline_and_text(
    settings: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    status, out, _ = run(capsys, settings, "document", "01_central_opinion")
    assert status == 0
    assert "passages\n" in out
    assert "  一、 总体目标\n" in out


def test_json_is_utf8_whatever_the_terminal(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("关于𠮷祥班组的通知\n\n各单位：\n\n请推荐。\n", encoding="utf-8")
    command = [sys.executable, "-m", "api.cli", "ingest", str(tmp_path), "--home", str(tmp_path / "h"), "--no-vectors"]
    gbk = os.environ | {"PYTHONIOENCODING": "gbk", "PYTHONUTF8": "0"}
    subprocess.run(command, check=True, env=gbk, capture_output=True)
    shown = [sys.executable, "-m", "api.cli", "documents", "--home", str(tmp_path / "h")]
    text = subprocess.run(shown, check=True, env=gbk, capture_output=True).stdout
    assert "关于\\U00020bb7祥班组的通知" in text.decode("gbk")
    listed = json.loads(subprocess.run([*shown, "--json"], check=True, env=gbk, capture_output=True).stdout.decode())
    assert listed["documents"][0]["title"] == "关于𠮷祥班组的通知"


def test_search_prints_one_json_document_whose_offsets_hold(
    settings: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    status, out, _ = run(capsys, settings, "search", "职业技能等级认定", "-k", "3", "--json")
    hits = json.loads(out)["hits"]
    assert status == 0
    assert [hit["rank"] for hit in hits] == [1, 2, 3]
    for hit in hits:
        _, shown, _ = run(capsys, settings, "document", hit["document"]["id"], "--json")
        text = json.loads(shown)["text"]
        passage = hit["passage"]
        assert text[passage["start"] : passage["end"]] == passage["text"]
        marked = {text[a:b] for a, b in hit["highlights"]}
        assert marked
        assert all(passage["start"] <= a < b <= passage["end"] for a, b in hit["highlights"])


def test_a_filter_that_matches_nothing_gives_no_hits_and_the_reason(
    settings: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    status, out, _ = run(capsys, settings, "search", "职工", "--issuer", "火星总工会", "--json")
    result = json.loads(out)
    assert (status, result["hits"]) == (0, [])
    assert "火星总工会" in result["reason"]


def test_many_queries_write_hits_and_a_trec_run(
    settings: Settings, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    queries, hits, trec = tmp_path / "q.jsonl", tmp_path / "hits.jsonl", tmp_path / "run.txt"
    queries.write_text('{"id": "q1", "text": "职业技能等级认定"}\n{"id": "q2", "text": "劳动竞赛"}\n', encoding="utf-8")
    arguments = ("--queries", str(queries), "-k", "5", "--out", str(hits), "--run", str(trec), "--json")
    status, out, _ = run(capsys, settings, "search", *arguments)
    assert (status, json.loads(out)["queries"]) == (0, 2)
    lines = [json.loads(line) for line in hits.read_text(encoding="utf-8").splitlines()]
    assert [line["id"] for line in lines] == ["q1", "q2"]
    assert [len(line["hits"]) for line in lines] == [5, 5]
    first = trec.read_text(encoding="utf-8").splitlines()[0].split()
    assert first[:2] + first[3:4] + first[5:] == ["q1", "Q0", "1", "wenmai"]


def test_two_processes_answer_many_queries_as_one_does(
    settings: Settings, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("search.batch.LEAST", 100)
    words = ("职业技能", "劳动竞赛", "等级认定", "工会", "培训补贴")
    queries, one, two = tmp_path / "q.jsonl", tmp_path / "one.jsonl", tmp_path / "two.jsonl"
    asked = ({"id": f"q{n}", "text": f"{words[n % 5]}第{n}项{words[n % 3]}"} for n in range(107))
    queries.write_text("".join(json.dumps(query) + "\n" for query in asked), encoding="utf-8")
    for workers, out in (("1", one), ("2", two)):
        arguments = ("--queries", str(queries), "-k", "3", "--out", str(out), "--workers", workers)
        assert run(capsys, settings, "search", *arguments)[0] == 0
    assert len(one.read_text(encoding="utf-8").splitlines()) == 107
    assert two.read_bytes() == one.read_bytes()


def test_a_malformed_line_of_queries_is_named(
    settings: Settings, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    queries = tmp_path / "q.jsonl"
    queries.write_text('{"id": "q1", "text": "通知"}\n{"id": "q2"}\n', encoding="utf-8")
    status, _, err = run(capsys, settings, "search", "--queries", str(queries), "--out", str(tmp_path / "o"))
    assert status == 2
    assert "q.jsonl:2" in err


def test_export_holds_every_link_with_a_quote_at_its_offsets(
    settings: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    _, out, _ = run(capsys, settings, "export", "--format", "jsonl")
    rows = [json.loads(line) for line in out.splitlines()]
    edges = [row for row in rows if row["type"] == "edge"]
    _, listed, _ = run(capsys, settings, "documents", "--json")
    texts = {}
    for document in json.loads(listed)["documents"]:
        _, shown, _ = run(capsys, settings, "document", document["id"], "--json")
        texts[document["id"]] = json.loads(shown)["text"]
    evidence = [e for edge in edges for e in edge["evidence"]]
    assert len(edges) > 50
    assert all(edge["evidence"] for edge in edges)
    assert [e for e in evidence if texts[e["document"]][e["start"] : e["end"]] != e["quote"]] == []


def test_forget_removes_the_document_everywhere(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.txt").write_text("关于评选银杉工匠的通知\n\n各单位：\n\n请推荐人选。\n", encoding="utf-8")
    settings = Settings(home=tmp_path / "home")
    run(capsys, settings, "ingest", str(tmp_path / "a.txt"), "--no-vectors")
    status, out, _ = run(capsys, settings, "forget", "a", "--json")
    assert (status, json.loads(out)["removed"]) == (0, 1)
    _, out, _ = run(capsys, settings, "search", "银杉工匠", "--json")
    assert json.loads(out)["hits"] == []
    _, out, _ = run(capsys, settings, "export")
    assert out == ""


def test_forgetting_what_is_not_there_changes_nothing(settings: Settings, capsys: pytest.CaptureFixture[str]) -> None:
    status, _, err = run(capsys, settings, "forget", "nothing-of-the-kind")
    assert status == 2
    assert "nothing-of-the-kind" in err


def test_an_unknown_setting_is_named_and_ignored(
    settings: Settings, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WENMAI_HOEM", "x")
    status, _, err = run(capsys, settings, "documents")
    assert status == 0
    assert "WENMAI_HOEM" in err


@pytest.mark.parametrize(
    "arguments", [["--help"], ["search", "职工", "--no-vectors"], ["entity", "云南省总工会"]], ids=lambda a: a[0]
)
def test_light_commands_import_nothing_heavy(settings: Settings, arguments: list[str]) -> None:
    home = [] if arguments == ["--help"] else ["--home", str(settings.home)]
    code = (
        "import sys\nfrom api.cli import main\n"
        f"try:\n    main({[*arguments, *home]!r})\nexcept SystemExit:\n    pass\n"
        f"print(sorted(set({HEAVY!r}) & set(sys.modules)), file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stderr.splitlines()[-1] == "[]"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("search", "通知", "-k", "0"), "-k: 0 is not from 1 to 10000"),
        (("neighbors", "云南省总工会", "--limit", "0"), "--limit: 0 is not from 1 to 100000"),
        (("ingest", "a", "--workers", "0"), "--workers: 0 is not from 1 to 256"),
        (("search", "通知", "-k", "99999999999999999999"), "is not from 1 to 10000"),
        (("search", "通知", "--from", "2024-02-30"), "--from: '2024-02-30' is no date; write YYYY"),
        (("documents", "--jso"), "unrecognized arguments: --jso"),
        (("serve", "--port", "70000"), "--port: 70000 is not from 0 to 65535"),
        (("sync", "neo4j", "--uri", "http://localhost"), "http://localhost is no address of a Neo4j"),
    ],
)
def test_numbers_and_addresses_that_make_no_sense_are_refused(
    settings: Settings, capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], said: str
) -> None:
    status, _, err = run(capsys, settings, *arguments)
    assert status == 2
    assert said in err


def test_a_port_that_is_taken_is_said(settings: Settings, capsys: pytest.CaptureFixture[str]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        status, _, err = run(capsys, settings, "serve", "--port", str(port))
    assert status == 2
    assert f"port {port}" in err


def wenmai(
    settings: Settings, *arguments: str, shell: str = "", **environment: str
) -> subprocess.CompletedProcess[str]:
    """The command in a process of its own; shell: what a shell does with its output."""
    command = shlex.join([sys.executable, "-m", "api.cli", *arguments, "--home", str(settings.home)])
    given = {**os.environ, "WENMAI_MODEL": "none", **environment}
    return subprocess.run(f"{command} {shell}", shell=True, capture_output=True, text=True, env=given, check=False)


@pytest.mark.parametrize("json_option", [(), ("--json",)])
def test_output_that_cannot_be_written_is_said_without_a_traceback(
    settings: Settings, json_option: tuple[str, ...]
) -> None:
    done = wenmai(settings, "documents", *json_option, shell="> /dev/full")
    assert done.returncode == 2
    assert "No space left" in done.stderr
    assert "Traceback" not in done.stderr
    closed = wenmai(settings, "documents", *json_option, shell=">&-")
    assert (closed.returncode, closed.stderr) == (0, "")


def test_chinese_words_are_read_in_a_locale_without_chinese(settings: Settings) -> None:
    plain = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    done = wenmai(settings, "entity", "云南省总工会", "--json", **plain)
    assert json.loads(done.stdout)["name"] == "云南省总工会"


def test_export_to_a_file_says_so_in_json_too(
    settings: Settings, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / "graph.csv"
    status, out, _ = run(capsys, settings, "export", "--format", "csv", "-o", str(target), "--json")
    assert (status, json.loads(out)) == (0, {"written": str(target), "format": "csv"})
