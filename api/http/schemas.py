"""The HTTP API's bodies, for its description (OpenAPI) and for checking what comes in."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel, ConfigDict, Field


class Body(BaseModel):
    """Base: nothing undeclared goes in or out."""

    model_config = ConfigDict(extra="forbid")


class EntityBrief(Body):
    id: str = Field(examples=["agency-0f1e2d3c4b5a6978"])
    kind: str = Field(examples=["Agency"])
    name: str = Field(examples=["云南省总工会"])


class EntityBody(EntityBrief):
    aliases: list[str] = Field(examples=[["省总工会"]])
    attrs: dict[str, Any]


class EvidenceBody(Body):
    document: str
    passage: str
    start: int = Field(description="Unicode code points into the document's text")
    end: int = Field(description="exclusive")
    quote: str = Field(description="the document's text from start to end, exactly")
    rule: str = Field(description="name of the rule that found it")
    confidence: float = Field(ge=0, le=1)


class LinkBody(Body):
    head: str
    kind: str = Field(examples=["ISSUED"])
    tail: str
    attrs: dict[str, Any]
    evidence: list[EvidenceBody]


class EntityPage(EntityBody):
    links: list[LinkBody]
    names: dict[str, str] = Field(description="name of each entity that the links touch, by id")
    passages: list[str] = Field(description="ids of passages that mention it, at most 50")
    others: list[EntityBrief] = Field(description="other entities that bear the name asked for")


class EntityList(Body):
    entities: list[EntityBody]


class Neighborhood(Body):
    entity: EntityBody
    entities: list[EntityBody]
    links: list[LinkBody]
    truncated: bool


class PathBody(Body):
    from_: EntityBrief = Field(alias="from")
    to: EntityBrief
    found: bool
    length: int
    entities: list[EntityBrief]
    links: list[LinkBody]


class DocumentBrief(Body):
    id: str = Field(examples=["doc-00112233445566aa"])
    title: str
    doc_number: str | None = Field(description="发文字号", examples=["滇工发〔2024〕5号"])
    issuers: list[str]
    date: str | None = Field(description="ISO date, as exact as the text gives it")
    source: str = Field(description="the .jsonl line's id, or the file's name without its suffix")


class DocumentRow(DocumentBrief):
    kind: str = Field(description="文种", examples=["通知"])
    region: str | None
    location: str
    media_type: str
    characters: int
    passages: int
    revision: int
    metadata: dict[str, str]


class DocumentList(Body):
    documents: list[DocumentRow]
    total: int


class DocumentBody(DocumentBrief):
    kind: str
    region: str | None
    location: str
    media_type: str
    characters: int
    revision: int
    metadata: dict[str, str]
    text: str
    header: dict[str, Any]
    parts: list[dict[str, Any]]
    outline: list[dict[str, Any]]
    passages: list[dict[str, Any]]


class PassageBody(Body):
    id: str
    start: int
    end: int
    text: str
    heading: list[str]


class HitBody(Body):
    rank: int
    score: float
    document: DocumentBrief
    passage: PassageBody
    entities: list[EntityBrief]
    highlights: list[tuple[int, int]] = Field(description="offsets into the document's text")


class GroupBody(Body):
    document: DocumentBrief
    policy: EntityBrief | None = Field(description="the policy that the document is; null for news and the like")
    ranks: list[int] = Field(description="ranks of its hits")
    copies: list[DocumentBrief] = Field(description="other documents that print the same")


class SearchBody(Body):
    query: str
    hits: list[HitBody]
    groups: list[GroupBody] = Field(description="the hits by policy or document, in the order of each one's best")
    facets: dict[str, dict[str, int]]
    took_ms: float
    reason: str | None = Field(default=None, description="why there is no hit")


class QuestionBody(Body):
    question: str = Field(min_length=1, max_length=1000, pattern=r"\S", examples=["谁联合印发了《关于…的实施意见》？"])


class CitationBody(Body):
    document: DocumentBrief
    passage: str
    start: int
    end: int
    quote: str


class AnswerBody(Body):
    question: str
    answer: str
    abstained: bool
    kind: str = Field(description="graph or text")
    entities: list[EntityBrief]
    citations: list[CitationBody]
    took_ms: float


class FailureBody(Body):
    path: str
    reason: str


class IngestCounts(Body):
    added: int
    updated: int
    unchanged: int
    failed: int


class IngestBody(Body):
    documents: IngestCounts
    passages: int
    entities: int
    relations: int
    failed: list[FailureBody]
    seconds: float
    revision: int
    model: str | None


class ForgetBody(Body):
    removed: int
    documents: list[str]
    revision: int


class CypherQuery(Body):
    query: str = Field(min_length=1, max_length=10_000, examples=["MATCH (p:Policy) RETURN p.name LIMIT 5"])
    parameters: dict[str, Any] = Field(default_factory=dict, description="values for $name in the query")


class CypherRows(Body):
    columns: list[str]
    rows: list[list[Any]] = Field(description="nodes and links as objects, dates and times as ISO text")
    truncated: bool = Field(description="more rows were left out: at most 1,000, and 10 MB")
    took_ms: float


class Problem(BaseModel):
    """RFC 9457."""

    type: str
    title: str
    status: int
    detail: str
