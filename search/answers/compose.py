"""Words of answers, in the question's language (answer_wording.toml)."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from graph.elements import Entity, Kind, Link
from search.evidence.finding import Statement


@dataclass(frozen=True, slots=True)
class Wording:
    """The templates of one language."""

    templates: Mapping[str, Any]

    def say(self, template: str, **names: object) -> str:
        """A template with its names filled in."""
        return str(self.templates[template]).format(**names)

    def join(self, names: Iterable[str]) -> str:
        """A list in words."""
        return str(self.templates["separator"]).join(names)

    def asked(self, name: str) -> str:
        """A type of answer in words."""
        return str(self.templates["asked"][name])

    def date(self, iso: str) -> str:
        """An ISO date (2023-03-15, 2023-03, 2023, --03-15) in words."""
        parts = [int(part) for part in iso.split("-") if part]
        if not re.fullmatch(r"(?:\d{4}|-)(?:-\d{2}){0,2}", iso):
            return iso
        units = self.templates["date_units"]
        if not any(units):
            return iso.lstrip("-")
        return "".join(
            f"{part}{unit}" for part, unit in zip(parts, units[1 if iso.startswith("-") else 0 :], strict=False)
        )

    def of_all(self, shown: Sequence[Statement], count: int) -> tuple[Statement, ...]:
        """The lines of a list that are shown, and how many of all are not."""
        more = count - len(shown)
        return (*shown, Statement(self.say("more", count=more), ())) if more > 0 else tuple(shown)

    def link(self, link: Link, names: Mapping[str, str]) -> str:
        """A link as a clause; names: entity id -> the name to show."""
        head, tail = names.get(link.head, link.head), names.get(link.tail, link.tail)
        return str(self.templates["links"][link.kind.value]).format(
            head=head, tail=tail, post=link.attrs.get("post", "")
        )


@cache
def wording(language: str) -> Wording:
    """Wording in "zh" or "en"."""
    table = tomllib.loads((Path(__file__).parent / "answer_wording.toml").read_text(encoding="utf-8"))
    return Wording(table[language])


def shown(entity: Entity) -> str:
    """An entity's name as an answer shows it: a policy's in 《》."""
    return titled(entity.name) if entity.kind is Kind.POLICY else entity.name


def titled(title: str) -> str:
    """A title in 《》; the marks inside it become 〈〉, as GB/T 15834 has it."""
    if re.fullmatch("《[^《》]*》", title):
        return title
    return f"《{title.replace('《', '〈').replace('》', '〉')}》"
