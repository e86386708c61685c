"""How the names that a question gives are spelt: their places, and how like they are to other names."""

from __future__ import annotations

from itertools import pairwise

from search.questions.needs import places_in


def divided(name: str) -> tuple[str, str]:
    """The places with which a compact name begins, and what stands behind them."""
    at = 0
    for printed, _ in places_in(name):
        if not name.startswith(printed, at):
            break
        at += len(printed)
    return name[:at], name[at:]


def one_apart(one: str, other: str) -> bool:
    """Whether two names of one length differ in one letter that is no figure."""
    apart = [(a, b) for a, b in zip(one, other, strict=True) if a != b]
    return len(apart) == 1 and not any(letter.isdigit() for letter in apart[0])


def common_subsequence(piece: str, title: str) -> int:
    """Length of the longest common subsequence."""
    row = [0] * (len(title) + 1)
    for letter in piece:
        before = 0
        for i, other in enumerate(title, start=1):
            before, row[i] = row[i], before + 1 if letter == other else max(row[i], row[i - 1])
    return row[-1]


def lacks_word(piece: str, title: str) -> bool:
    """Whether two neighbouring letters of the piece stand nowhere in the title: it speaks of another thing."""
    return any(one not in title and two not in title for one, two in pairwise(piece))
