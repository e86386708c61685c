"""Is the process alive (/healthz), can it answer (/readyz)."""

from __future__ import annotations

from fastapi import APIRouter
from fastapi.responses import JSONResponse

from api.http.access import ServicesOf
from api.shapes import Json
from api.upkeep import readiness
from ingest.errors import WenmaiError


def status_router() -> APIRouter:
    """Routes for monitoring."""
    router = APIRouter(tags=["status"])

    @router.get("/healthz", summary="The process is alive")
    def health() -> Json:
        return {"status": "ok"}

    @router.get(
        "/readyz",
        summary="The ledger and the indexes can answer",
        responses={503: {"description": "Not ready; `reason` says what to do"}},
    )
    def ready(services: ServicesOf) -> JSONResponse:
        try:
            return JSONResponse({"status": "ready"} | readiness(services))
        except WenmaiError as error:
            return JSONResponse({"status": "not ready", "reason": str(error)}, status_code=503)

    return router
