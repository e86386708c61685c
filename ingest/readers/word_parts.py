"""The XML parts of a .docx package that hold its text: body, lists and styles, found by their relationships.

Read straight from the archive, so that templates, macro documents, strict Open XML and files without styles, as some
programs write them, are read like any other.
"""

from __future__ import annotations

import io
import posixpath
import zipfile
from dataclasses import dataclass
from typing import Any

from lxml import etree


class NotWordError(ValueError):
    """The package holds something other than a text document: a table, slides."""


@dataclass(frozen=True, slots=True)
class WordParts:
    """Root elements; numbering and styles are None where the package has none."""

    body: Any
    numbering: Any | None
    styles: Any | None


def read_parts(data: bytes) -> WordParts:
    """The parts of the package. KeyError, ValueError, etree.LxmlError or the archive's own errors when damaged."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        main = _related(package, "", "officeDocument")
        if main is None:
            raise KeyError("no main document is named in _rels/.rels")
        root = _parsed(package, main)
        body = root.find("{*}body")
        if body is None:
            raise NotWordError(f"its main part is {etree.QName(root).localname}")
        lists, styles = (_related(package, main, kind) for kind in ("numbering", "styles"))
        return WordParts(body, _optional(package, lists), _optional(package, styles))


def _optional(package: zipfile.ZipFile, part: str | None) -> Any | None:
    return _parsed(package, part) if part is not None and part in package.namelist() else None


def _parsed(package: zipfile.ZipFile, part: str) -> Any:
    # Neither entities nor network: a document may come from anyone. lxml itself bounds depth and text.
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    return etree.fromstring(package.read(part), parser)


def _related(package: zipfile.ZipFile, part: str, kind: str) -> str | None:
    """Name of the part that `part` (empty: the package) is related to by a relationship type that ends in `kind`."""
    folder, name = posixpath.split(part)
    relations = posixpath.join(folder, "_rels", f"{name}.rels")
    if part and relations not in package.namelist():
        return None
    for relation in _parsed(package, relations):
        if relation.get("Type", "").rpartition("/")[2] == kind and relation.get("TargetMode") != "External":
            return posixpath.normpath(posixpath.join("/", folder, relation.get("Target", ""))).lstrip("/")
    return None
