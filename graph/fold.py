"""The form of a name by which it is looked up: width, case, quotes and white space do not matter."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from typing import Any

_DROPPED = re.compile(r"[\s《》〈〉「」『』“”‘’\"'·•・*]+")
_BRACKETS = str.maketrans("〔〕[]【】﹝﹞", "()()()()")


def fold(name: str) -> str:
    """NFKC, case folded, without white space, quotes, title marks and middle dots; every bracket is round."""
    return _DROPPED.sub("", unicodedata.normalize("NFKC", name).translate(_BRACKETS).casefold())


def lookup_forms(name: str, aliases: Iterable[str], attrs: Mapping[str, Any]) -> list[str]:
    """The forms under which a node is found, its name's first: name, aliases, 发文字号."""
    forms = dict.fromkeys(map(fold, (name, *aliases, str(attrs.get("doc_number") or ""))))
    return [form for form in forms if form]
