"""Imports go one way only: api -> search -> graph -> ingest."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
ORDER = ["ingest", "graph", "search", "api"]
HEAVY = {"torch", "sentence_transformers", "faiss", "tantivy", "neo4j", "networkx", "lxml", "bs4", "fastapi"}


def imported_packages(tree: ast.AST) -> set[str]:
    names: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            names.add(node.module.split(".")[0])
    return names


@pytest.mark.parametrize("layer", ORDER)
def test_layer_imports_only_what_lies_below(layer: str) -> None:
    above = set(ORDER[ORDER.index(layer) + 1 :])
    offenders = {
        str(path.relative_to(ROOT)): found
        for path in sorted((ROOT / layer).rglob("*.py"))
        if (found := imported_packages(ast.parse(path.read_text(encoding="utf-8"))) & above)
    }
    assert offenders == {}


@pytest.mark.parametrize("layer", ["ingest", "graph", "search"])
def test_environment_is_read_in_api_only(layer: str) -> None:
    offenders = [
        str(path.relative_to(ROOT))
        for path in sorted((ROOT / layer).rglob("*.py"))
        if "os.environ" in path.read_text(encoding="utf-8") or "getenv" in path.read_text(encoding="utf-8")
    ]
    assert offenders == []


@pytest.mark.parametrize("library", sorted(HEAVY - {"fastapi"}))
def test_heavy_library_is_imported_in_one_module(library: str) -> None:
    importers = [
        str(path.relative_to(ROOT))
        for layer in ORDER
        for path in sorted((ROOT / layer).rglob("*.py"))
        if library in imported_packages(ast.parse(path.read_text(encoding="utf-8")))
    ]
    assert len(importers) <= 1, importers
