"""The one place that reads the environment. Every setting has a WENMAI_ name, a default and a meaning."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import Field, dataclass, field, fields
from pathlib import Path
from typing import Any

from ingest.errors import WenmaiError

PREFIX = "WENMAI_"


class SettingsError(WenmaiError):
    """A WENMAI_ variable holds a value that cannot be used."""


def _positive(text: str) -> int:
    number = int(text)
    if number < 1:
        raise ValueError("a whole number from 1 up is needed")
    return number


def _seconds(text: str) -> float:
    number = float(text)
    if not 0 < number < 86_400:
        raise ValueError("a number of seconds above 0 and below a day is needed")
    return number


def _port(text: str) -> int:
    number = int(text)
    if not 0 <= number <= 65535:
        raise ValueError("a port from 0 to 65535 is needed")
    return number


def _switch(text: str) -> bool:
    known = {"1": True, "true": True, "yes": True, "on": True, "0": False, "false": False, "no": False, "off": False}
    if text.lower() not in known:
        raise ValueError("one of true, false, yes, no, on, off, 1, 0 is needed")
    return known[text.lower()]


def setting(default: Any, parse: Callable[[str], Any], meaning: str, shown: str = "", secret: bool = False) -> Any:
    """A dataclass field with its parser and its line in README's table; shown: the default in words."""
    return field(default=default, metadata={"parse": parse, "meaning": meaning, "shown": shown}, repr=not secret)


@dataclass(frozen=True, slots=True)
class Settings:
    """What can be set from outside. Read once, at start; below api/ values travel as plain arguments."""

    home: Path = setting(Path("wenmai-home"), Path, "folder that holds the ledger and the indexes", "./wenmai-home")
    model: str | None = setting(
        None, str, "sentence model: a known name, a folder, or `none` for keywords alone", "the best one at hand"
    )
    cache: Path | None = setting(None, Path, "folder for unpacked models", "the user's cache folder")
    workers: int | None = setting(
        None, _positive, "processes that read, extract and answer many queries", "one a processor"
    )
    max_file_mb: int = setting(200, _positive, "largest file that is read, in MB")
    max_archive_mb: int = setting(2000, _positive, "most that one archive may unpack to, in MB")
    max_upload_mb: int = setting(50, _positive, "largest upload over HTTP, in MB")
    host: str = setting("127.0.0.1", str, "address that `wenmai serve` listens on")
    port: int = setting(8000, _port, "port that `wenmai serve` listens on")
    neo4j_uri: str | None = setting(None, str, "bolt:// or neo4j:// address of a Neo4j to keep up to date", "none")
    neo4j_user: str = setting("neo4j", str, "user name at Neo4j")
    neo4j_password: str | None = setting(None, str, "password at Neo4j", "none", secret=True)
    neo4j_token: str | None = setting(None, str, "bearer token at Neo4j, in place of a password", "none", secret=True)
    neo4j_database: str | None = setting(None, str, "database at Neo4j", "the server's default")
    neo4j_connect_seconds: float = setting(5.0, _seconds, "seconds within which a connection to Neo4j must stand", "5")
    neo4j_retry_seconds: float = setting(
        15.0, _seconds, "seconds within which a Neo4j transaction is tried again", "15"
    )
    neo4j_pool_size: int = setting(20, _positive, "connections to Neo4j that may be open at once")
    neo4j_vectors: bool = setting(
        False, _switch, "keep the passages' embeddings in Neo4j too, under a vector index", "false"
    )
    cypher: bool = setting(False, _switch, "allow read-only Cypher over HTTP and the command line", "false")
    llm_url: str | None = setting(None, str, "base URL of an OpenAI-compatible server that words the answers", "none")
    llm_model: str | None = setting(None, str, "model name at that server", "none")
    llm_key: str | None = setting(None, str, "key for that server", "none", secret=True)

    @classmethod
    def from_environment(cls, environment: Mapping[str, str]) -> Settings:
        """Settings from WENMAI_ variables; empty ones count as absent.

        Raises SettingsError naming the variable for a value that does not parse.
        """
        known = _variables()
        values: dict[str, Any] = {}
        for variable, definition in known.items():
            if text := environment.get(variable, "").strip():
                try:
                    values[definition.name] = definition.metadata["parse"](text)
                except ValueError as error:
                    raise SettingsError(f"{variable}={text!r} cannot be used: {error}") from error
        return cls(**values)


def _variables() -> dict[str, Field[Any]]:
    return {PREFIX + f.name.upper(): f for f in fields(Settings)}


def unknown_variables(environment: Mapping[str, str]) -> list[str]:
    """WENMAI_ names in the environment that are no settings: most likely typing errors."""
    return sorted(n for n in environment if n.startswith(PREFIX) and n not in _variables() and "_TEST_" not in n)


def settings_table() -> str:
    """README's table of settings, in Markdown."""
    rows = ["| variable | default | meaning |", "|---|---|---|"]
    for variable, f in _variables().items():
        default = f.metadata["shown"] or f.default
        rows.append(f"| `{variable}` | {default} | {f.metadata['meaning']} |")
    return "\n".join(rows)
