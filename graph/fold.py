"""The form of a name by which it is looked up: width, case, quotes and white space do not matter."""

from __future__ import annotations

import re
import unicodedata

_DROPPED = re.compile(r"[\s《》〈〉「」『』“”‘’\"'·•・*]+")
_BRACKETS = str.maketrans("〔〕[]【】﹝﹞", "()()()()")


def fold(name: str) -> str:
    """NFKC, case folded, without white space, quotes, title marks and middle dots; every bracket is round."""
    return _DROPPED.sub("", unicodedata.normalize("NFKC", name).translate(_BRACKETS).casefold())
