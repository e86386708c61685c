"""Discovery of inputs: folders, archives, .jsonl files, and what is reported rather than read."""

from __future__ import annotations

import gzip
import io
import json
import os
import zipfile
from pathlib import Path

from ingest.discovery import discover
from ingest.inputs import Failure, Input, Limits
from ingest.storage.sqlite_ledger import open_ledger

LIMITS = Limits()


def found(path: Path, limits: Limits = LIMITS) -> tuple[list[Input], list[Failure]]:
    items = list(discover([path], limits))
    return [item for item in items if isinstance(item, Input)], [item for item in items if isinstance(item, Failure)]


def archive(members: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as opened:
        for name, data in members.items():
            opened.writestr(name, data)
    return buffer.getvalue()


def test_folder_is_walked_in_the_order_of_names_without_hidden_and_lock_files(tmp_path: Path) -> None:
    for name in ("b.txt", "a/2.md", "a/1.txt", ".git/config", "~$a.docx", "a/.x.txt", "Thumbs.db"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("文", "utf-8")
    inputs, failures = found(tmp_path)
    assert [item.location for item in inputs] == [str(tmp_path / name) for name in ("a/1.txt", "a/2.md", "b.txt")]
    assert not failures


def test_missing_path_is_a_failure_and_the_rest_goes_on(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("文", "utf-8")
    items = list(discover([tmp_path / "none.txt", tmp_path / "a.txt"], LIMITS))
    assert isinstance(items[0], Failure)
    assert items[0].path == str(tmp_path / "none.txt")
    assert isinstance(items[1], Input)
    assert items[1].external_id == "a"


def test_folder_linked_into_itself_is_walked_once(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("文", "utf-8")
    (tmp_path / "loop").symlink_to(tmp_path, target_is_directory=True)
    assert len(found(tmp_path)[0]) == 1


def test_a_home_inside_the_folder_is_passed_over(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("文", "utf-8")
    open_ledger(tmp_path / "wenmai-home", writable=True).close()
    inputs, failures = found(tmp_path)
    assert [item.name for item in inputs] == ["a.txt"]
    assert not failures


def test_archive_members_are_inputs_with_their_bytes(tmp_path: Path) -> None:
    path = tmp_path / "批.zip"
    path.write_bytes(archive({"二/文件.txt": b"b", "一.md": b"a", "__MACOSX/x.txt": b"", "二/": b""}))
    inputs, _ = found(path)
    assert [(item.location, item.suffix, item.payload) for item in inputs] == [
        (f"{path}!一.md", ".md", b"a"),
        (f"{path}!二/文件.txt", ".txt", b"b"),
    ]


def test_names_in_gb18030_without_a_flag_are_read(tmp_path: Path) -> None:
    path = tmp_path / "old.zip"
    raw = archive({"AAAA.txt": b"x"}).replace(b"AAAA.txt", "通知".encode("gb18030") + b".txt")
    path.write_bytes(raw)
    assert [item.name for item in found(path)[0]] == ["通知.txt"]


def test_archive_in_archive_is_opened_but_not_without_end(tmp_path: Path) -> None:
    data = archive({"x.txt": b"x"})
    for _ in range(2):
        data = archive({"inner.zip": data})
    path = tmp_path / "outer.zip"
    path.write_bytes(data)
    assert [item.location for item in found(path)[0]] == [f"{path}!inner.zip!inner.zip!x.txt"]
    path.write_bytes(archive({"inner.zip": data}))
    inputs, failures = found(path)
    assert not inputs
    assert "inside 3 others" in failures[0].reason


def test_encrypted_member_is_reported_and_the_others_are_read(tmp_path: Path) -> None:
    raw = bytearray(archive({"a.txt": b"x", "b.txt": b"y"}))
    raw[6] |= 1
    raw[raw.index(b"PK\x01\x02") + 8] |= 1
    path = tmp_path / "locked.zip"
    path.write_bytes(bytes(raw))
    inputs, failures = found(path)
    assert [item.name for item in inputs] == ["b.txt"]
    assert "encrypted" in failures[0].reason


def test_archive_that_unpacks_beyond_the_limits_is_stopped(tmp_path: Path) -> None:
    path = tmp_path / "bomb.zip"
    path.write_bytes(archive({f"{n}.txt": b"0" * 1000 for n in range(10)}))
    inputs, failures = found(path, Limits(archive_bytes=3500))
    assert len(inputs) == 3
    assert "more than 3500 bytes" in failures[0].reason
    inputs, failures = found(path, Limits(archive_members=4))
    assert len(inputs) == 4
    assert "more than 4 files" in failures[0].reason
    inputs, failures = found(path, Limits(file_bytes=999))
    assert not inputs
    assert len(failures) == 10


def test_broken_archive_is_a_failure(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    path.write_bytes(b"PK\x03\x04 not really")
    inputs, failures = found(path)
    assert not inputs
    assert "not a readable .zip" in failures[0].reason


def test_each_line_of_a_jsonl_file_is_an_input_and_bad_lines_are_reported_by_number(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    good = json.dumps({"id": "甲", "title": "题", "text": "文"}, ensure_ascii=False)
    path.write_text(f'{good}\n\n{{"id": 2, "text": "乙"}}\n[1]\n{{"id": "x"}}\n{{bad\n{good}\n', "utf-8")
    inputs, failures = found(path)
    assert [(item.location, item.name, item.suffix) for item in inputs] == [
        (f"{path}#甲", "甲", ".jsonl"),
        (f"{path}#2", "2", ".jsonl"),
    ]
    assert [failure.path for failure in failures] == [f"{path}:{number}" for number in (4, 5, 6, 7)]
    assert "earlier line" in failures[-1].reason


def test_jsonl_is_streamed_line_by_line_also_when_packed(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl.gz"
    with gzip.open(path, "wt", encoding="utf-8") as out:
        for number in range(100):
            out.write(json.dumps({"id": number, "text": "文"}) + "\n")
    stream = discover([path], LIMITS)
    first = next(stream)
    assert isinstance(first, Input)
    assert first.location == f"{path}#0"
    assert sum(1 for _ in stream) == 99


def test_packed_jsonl_that_breaks_off_keeps_what_came_before(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl.gz"
    lines = "".join(json.dumps({"id": n, "text": str(n * 7919 % 104729) * 50}) + "\n" for n in range(3000))
    path.write_bytes(gzip.compress(lines.encode())[:-2000])
    inputs, failures = found(path)
    assert inputs
    assert "stops being readable" in failures[0].reason


def test_packed_jsonl_inside_an_archive_is_read(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    path.write_bytes(archive({"b.jsonl.gz": gzip.compress('{"id": "甲", "text": "文"}\n'.encode())}))
    inputs, failures = found(path)
    assert [item.location for item in inputs] == [f"{path}!b.jsonl.gz#甲"]
    assert not failures


def test_two_members_of_one_name_are_both_found(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    path.write_bytes(archive({"a.txt": b"1", "b.txt": b"2"}).replace(b"b.txt", b"a.txt"))
    assert [item.payload for item in found(path)[0]] == [b"1", b"2"]


def test_damaged_member_is_reported_with_what_to_do(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    raw = bytearray(archive({"a.txt": b"0123456789", "b.txt": b"y"}))
    raw[40] ^= 255
    path.write_bytes(bytes(raw))
    inputs, failures = found(path)
    assert [item.name for item in inputs] == ["b.txt"]
    assert "pack it again" in failures[0].reason


def test_folder_archive_and_jsonl_without_a_document_are_reported(tmp_path: Path) -> None:
    (tmp_path / "folder" / "inside").mkdir(parents=True)
    (tmp_path / "a.zip").write_bytes(archive({}))
    (tmp_path / "a.jsonl").write_text("\n \n")
    for name in ("folder", "a.zip", "a.jsonl"):
        inputs, failures = found(tmp_path / name)
        assert not inputs
        assert [failure.path for failure in failures] == [str(tmp_path / name)]


def test_file_names_that_are_no_utf8_are_read_as_gb18030_or_spelt_out(tmp_path: Path) -> None:
    for raw in ("云南省".encode("gb18030"), b"bad\xff\xfe"):
        with open(os.fsencode(tmp_path) + b"/" + raw + b".txt", "wb") as out:
            out.write(b"x")
    names = {item.name: item.payload for item in found(tmp_path)[0]}
    assert sorted(names) == ["bad\\xff\\xfe.txt", "云南省.txt"]
    assert all(isinstance(path, Path) and path.read_bytes() == b"x" for path in names.values())


def test_id_with_half_a_surrogate_pair_can_be_stored(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text('{"id": "\\ud800甲", "text": "文", "来\\udc00源": "乙"}\n', "utf-8")
    assert [item.external_id for item in found(path)[0]] == ["\ufffd甲"]


def test_jsonl_that_is_no_utf8_says_so(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes('{"id": 1, "text": "云南省"}\n'.encode("gb18030"))
    assert "save the file as UTF-8" in found(path)[1][0].reason


def test_link_to_itself_and_a_name_too_long_are_failures_and_the_rest_goes_on(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("文", "utf-8")
    (tmp_path / "self").symlink_to(tmp_path / "self")
    items = list(discover([tmp_path / ("长" * 200), tmp_path], LIMITS))
    assert [(type(item), Path(getattr(item, "path", None) or item.location).name) for item in items] == [
        (Failure, "长" * 200),
        (Input, "a.txt"),
        (Failure, "self"),
    ]
    assert all("cannot be reached" in item.reason for item in items if isinstance(item, Failure))


def test_member_keeps_the_exclamation_mark_in_its_name(tmp_path: Path) -> None:
    (tmp_path / "a.zip").write_bytes(archive({"通知!重要.txt": b"x", "急!/.隐.txt": b"x"}))
    inputs, failures = found(tmp_path / "a.zip")
    assert [(item.name, item.external_id) for item in inputs] == [("通知!重要.txt", "通知!重要")]
    assert not failures


def test_member_that_unpacks_to_hundreds_of_times_its_size_is_refused_unread(tmp_path: Path) -> None:
    (tmp_path / "a.zip").write_bytes(archive({"bomb.txt": b"0" * 11_000_000, "small.txt": b"0" * 100_000}))
    inputs, failures = found(tmp_path / "a.zip")
    assert [item.name for item in inputs] == ["small.txt"]
    assert "zip bomb" in failures[0].reason
