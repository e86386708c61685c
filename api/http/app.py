"""The HTTP application."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib.metadata import version

from fastapi import FastAPI
from fastapi.responses import RedirectResponse
from fastapi_offline import FastAPIOffline

from api.http.body_limit import BodyLimit
from api.http.documents import document_router
from api.http.errors import add_error_handlers, describe_problems
from api.http.graph import graph_router
from api.http.metrics import add_metrics
from api.http.schemas import Problem
from api.http.search import search_router
from api.http.status import status_router
from api.neo4j_link import following
from api.services import Services
from api.settings import Settings

PROBLEMS = {code: {"model": Problem} for code in (400, 403, 404, 409, 413, 422, 500, 503)}


@asynccontextmanager
async def _neo4j(services: Services) -> AsyncIterator[None]:
    with following(services):
        yield


def create_app(settings: Settings) -> FastAPI:
    """An application over the home in `settings`. Opens nothing until the first request needs it."""
    services = Services(settings)
    app = FastAPIOffline(  # its pages load nothing from other hosts
        redoc_url=None,
        lifespan=lambda _: _neo4j(services),
        title="Wenmai 文脉",
        version=version("wenmai"),
        description=(
            "A knowledge graph and cited passage search over Chinese policy documents. Offsets are Unicode code points "
            "into a document's `text`, end exclusive. Errors are problem bodies (RFC 9457) whose `detail` says what to "
            "do next."
        ),
    )
    app.state.services = services
    add_error_handlers(app)
    app.add_middleware(BodyLimit, max_upload_mb=settings.max_upload_mb)
    add_metrics(app)
    app.include_router(status_router())
    for router in (search_router(), graph_router(), document_router()):
        app.include_router(router, prefix="/api/v1", responses=PROBLEMS)  # type: ignore[arg-type]

    @app.get("/", include_in_schema=False)
    def root() -> RedirectResponse:
        return RedirectResponse("/docs")

    describe_problems(app)
    return app
