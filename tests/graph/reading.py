"""Reads sentences written for a test as the program reads a document."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from graph.elements import Extraction, LinkKind
from graph.extraction.bodies.mentions import find_bodies
from graph.extraction.extract import extract
from graph.extraction.found import FoundLink
from graph.extraction.initiatives.mentions import find_initiatives
from graph.extraction.places.regions import home_region
from graph.extraction.policies.links import find_policy_links
from graph.extraction.policies.mentions import find_policies
from graph.extraction.scope import Scope
from graph.extraction.sentences import find_sentences
from ingest.document import Document, Part, RawDocument, Source
from ingest.parse import parse

REPORT = """2025年政府工作报告

各位代表：

现在，我代表国务院，向大会报告政府工作，请予审议。

一、2024年工作回顾

开展“送学上门”行动。根据《关于学堂建设的建议》，财政部编制了《学堂五年规划纲要》。

二、2025年工作任务

推行“学补贴”制度。落实补贴、免费等政策，新修改的《学堂条例》施行。
"""
FORWARDED = """长沙市人民政府办公室转发市教育局关于学堂建设实施办法的通知
长政办发〔2021〕4号

各区县（市）人民政府：
市教育局《关于学堂建设的实施办法》已经市政府同意，现转发给你们。

长沙市人民政府办公室
2021年6月18日

关于学堂建设的实施办法
市教育局
第一条　为建好学堂，制定本办法。
第二条　本办法自2021年7月20日起施行，有效期至2024年7月19日。
"""


def document_of(text: str, title: str | None = None, region: str | None = None) -> Document:
    """The document that holds the text, under a name of its own."""
    digest = hashlib.sha256(text.encode()).hexdigest()
    return parse(RawDocument(Source("/t/a.txt", "a.txt", "a"), text, "text/plain", digest, title), region)


def scope_of(text: str, title: str | None = None, region: str | None = None) -> Scope:
    """The first part of the document that holds the text, with its home, before any stage has read it."""
    document = document_of(text, title, region)
    part = document.parts[0]
    return Scope(document, part, home_region(document, part))


def extraction_of(text: str) -> Extraction:
    return extract(document_of(text))


def links(text: str, kind: LinkKind) -> set[tuple[str, str]]:
    """Names of (head, tail) of every link of the kind."""
    return set(with_status(text, kind))


def with_status(text: str, kind: LinkKind) -> dict[tuple[str, str], str | None]:
    """The status, if any, of every (head, tail) of the kind."""
    found = extraction_of(text)
    names = {entity.id: entity.name for entity in found.entities}
    return {(names[x.head], names[x.tail]): x.attrs.get("status") for x in found.links if x.kind is kind}


def policy_links(document: Document, parts: tuple[Part, ...] | None = None) -> list[FoundLink]:
    """What the finder of policies' links finds in the first part of a document, or in the parts given."""
    return [link for part in parts or document.parts[:1] for link in _policy_links_of_part(document, part)]


def _policy_links_of_part(document: Document, part: Part) -> Iterator[FoundLink]:
    scope = Scope(document, part, None)
    for stage in (find_bodies, find_policies, find_initiatives):
        scope.mentions = sorted([*scope.mentions, *stage(scope)], key=lambda m: (m.start, -m.end))
    yield from find_policy_links(scope, find_sentences(scope.text, part.start, part.end))


def found_links(text: str, title: str | None = None) -> list[FoundLink]:
    """What the finder of policies' links finds in the first part of a text."""
    return policy_links(document_of(text, title))


def triples(text: str, kind: LinkKind, title: str | None = None) -> set[tuple[str, str]]:
    """The same as names of (head, tail) of the kind."""
    return {(link.head.name, link.tail.name) for link in found_links(text, title) if link.kind is kind}


def posts(text: str) -> set[tuple[str, str, str]]:
    """(person, body, post) of every HOLDS_POST link."""
    found = extraction_of(text)
    names = {entity.id: entity.name for entity in found.entities}
    links = [link for link in found.links if link.kind is LinkKind.HOLDS_POST]
    return {(names[link.head], names[link.tail], str(link.attrs["post"])) for link in links}
