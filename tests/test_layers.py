"""Imports go one way only: api -> search -> graph -> ingest."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
ORDER = ["ingest", "graph", "search", "api"]
FINDERS = ["places", "people", "bodies", "initiatives", "policies", "links"]
"""Packages of graph/extraction: each imports those before it only."""
SEARCHERS = ["wording", "indexes", "questions", "ranking", "results", "evidence", "answers", "llm", "evaluation"]
"""Packages of search: each imports those before it only."""
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


@pytest.mark.parametrize(
    ("folder", "order", "package"),
    [("graph/extraction", FINDERS, name) for name in FINDERS] + [("search", SEARCHERS, name) for name in SEARCHERS],
)
def test_packages_of_a_layer_import_only_those_before_them(folder: str, order: list[str], package: str) -> None:
    later = {f"{folder.replace('/', '.')}.{name}" for name in order[order.index(package) + 1 :]}
    offenders = {
        path.name: found
        for path in sorted((ROOT / folder / package).glob("*.py"))
        if (found := {name for name in imported_modules(path) if {name, name.rpartition(".")[0]} & later})
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


def test_no_modules_import_each_other_in_a_circle() -> None:
    """Imports inside functions and those for types alone count too."""
    imports = {path.relative_to(ROOT).with_suffix("").as_posix().replace("/", "."): path for path in own_files()}
    left = {name: imported_modules(path) & set(imports) - {name} for name, path in imports.items()}
    while leaves := {name for name, wanted in left.items() if not wanted & set(left)}:
        left = {name: wanted for name, wanted in left.items() if name not in leaves}
    assert sorted(left) == []


def own_files() -> list[Path]:
    return [path for layer in ORDER for path in sorted((ROOT / layer).rglob("*.py")) if path.stem != "__init__"]


def imported_modules(path: Path) -> set[str]:
    """Names of modules, and of what is taken from packages, which may be modules."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
    return names
