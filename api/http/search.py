"""GET /search and POST /ask."""

from __future__ import annotations

import json
from itertools import chain
from typing import Annotated

from fastapi import APIRouter, Query
from fastapi.responses import StreamingResponse
from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from api.http.access import ServicesOf
from api.http.schemas import AnswerBody, QuestionBody, SearchBody
from api.shapes import Json, answer_json, search_json
from ingest.dates import is_iso_date
from search.query import Answer, Filters


def _given(text: str) -> str:
    if not text.strip():
        raise ValueError("write what to look for")
    return text


def _day(text: str) -> str:
    if not is_iso_date(text):
        raise ValueError(f"{text!r} is no date; write YYYY, YYYY-MM or YYYY-MM-DD")
    return text


Day = Annotated[str, AfterValidator(_day)]


class SearchQuery(BaseModel):
    """GET /search's parameters; filters are joined by AND and fail closed."""

    model_config = ConfigDict(extra="forbid")

    q: Annotated[str, AfterValidator(_given)] = Field(
        min_length=1, max_length=1000, description="what to look for", examples=["职业技能等级认定"]
    )
    k: int = Field(10, ge=1, le=100, description="how many hits")
    offset: int = Field(0, ge=0, le=10_000, description="hits to pass over: the second ten begin at 10")
    kind: str | None = Field(None, description="genre (通知 ...) or kind of entity mentioned (Policy ...)")
    issuer: str | None = Field(None, description="issuing body: name, short name or id")
    region: str | None = Field(None, description="place, with all below it")
    level: str | None = Field(None, description="level of the issuers: 中央, 省级, 市级 or 县级")
    date_from: Day | None = Field(None, alias="from", description="first day, YYYY[-MM[-DD]]")
    date_to: Day | None = Field(None, alias="to", description="last day, YYYY[-MM[-DD]]")
    in_force_on: Day | None = Field(None, description="only documents in force on that day")
    document: str | None = Field(None, description="id, external id or file name")

    def filters(self) -> Filters:
        """The part that narrows."""
        return Filters(**self.model_dump(exclude={"q", "k", "offset"}))


_EVENTS = (
    "server-sent events: `sentence` with {`text`} for each sentence of a language model once it is checked against its "
    "passages, then one `answer` with the body of POST /ask, which is what counts"
)


def _event(told: str | Answer) -> str:
    name, data = ("answer", answer_json(told)) if isinstance(told, Answer) else ("sentence", {"text": told})
    return f"event: {name}\ndata: {json.dumps(data, ensure_ascii=False)}\n\n"


def search_router() -> APIRouter:
    """Routes of search and questions."""
    router = APIRouter(tags=["search"])

    @router.get("/search", response_model=SearchBody, response_model_exclude_unset=True, summary="Find passages")
    def search(services: ServicesOf, query: Annotated[SearchQuery, Query()]) -> Json:
        return search_json(services.search(query.q, query.k, query.filters(), query.offset))

    @router.post("/ask", response_model=AnswerBody, summary="Answer a question with citations")
    def ask(services: ServicesOf, body: QuestionBody) -> Json:
        return answer_json(services.ask(body.question))

    @router.post(
        "/ask/stream",
        summary="Answer a question sentence by sentence",
        response_class=StreamingResponse,
        responses={200: {"content": {"text/event-stream": {}}, "description": _EVENTS}},
    )
    def ask_stream(services: ServicesOf, body: QuestionBody) -> StreamingResponse:
        told = services.ask_stream(body.question)
        first = next(told)  # an error before the first sentence is a problem with its status, not a broken stream
        return StreamingResponse(map(_event, chain([first], told)), media_type="text/event-stream")

    return router
