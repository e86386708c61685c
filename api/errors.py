"""One table from errors to HTTP status, and the problem body (RFC 9457) that says what to do next."""

from __future__ import annotations

import logging

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException

from api.failures import NotFoundError, RefusedError, TooLargeError, UsageError
from ingest.errors import InputError, LedgerBusyError, LedgerError, UnknownDocumentError, WenmaiError

_log = logging.getLogger(__name__)

STATUS: tuple[tuple[type[WenmaiError], int, str], ...] = (
    (UnknownDocumentError, 404, "unknown document"),
    (NotFoundError, 404, "not found"),
    (TooLargeError, 413, "too large"),
    (RefusedError, 403, "refused"),
    (UsageError, 422, "wrong usage"),
    (LedgerBusyError, 409, "another ingest is running"),
    (InputError, 422, "unreadable input"),
    (LedgerError, 503, "ledger not available"),
    (WenmaiError, 500, "failed"),
)
"""The first row whose class fits counts, so narrower classes stand above wider ones."""

MEDIA_TYPE = "application/problem+json"


def problem(status: int, title: str, detail: object) -> JSONResponse:
    """A problem body: title (kind of problem), status, detail (what to do next)."""
    body = {"type": "about:blank", "title": title, "status": status, "detail": detail}
    return JSONResponse(body, status_code=status, media_type=MEDIA_TYPE)


def status_of(error: WenmaiError) -> tuple[int, str]:
    """HTTP status and title of an error."""
    return next((status, title) for kind, status, title in STATUS if isinstance(error, kind))


def add_error_handlers(app: FastAPI) -> None:
    """Turn every error into a problem body."""

    @app.exception_handler(WenmaiError)
    def known(request: Request, error: WenmaiError) -> JSONResponse:
        status, title = status_of(error)
        return problem(status, title, str(error))

    @app.exception_handler(RequestValidationError)
    def invalid(request: Request, error: RequestValidationError) -> JSONResponse:
        where = "; ".join(f"{'.'.join(str(x) for x in e['loc'][1:])}: {e['msg']}" for e in error.errors())
        return problem(422, "wrong usage", where)

    @app.exception_handler(Exception)
    def unexpected(request: Request, error: Exception) -> JSONResponse:
        _log.error("%s %s failed", request.method, request.url.path, exc_info=error)
        return problem(500, "failed", "an error of Wenmai's own; the server's log has it, please report it")

    @app.exception_handler(HTTPException)
    def http(request: Request, error: HTTPException) -> JSONResponse:
        return problem(error.status_code, "not found" if error.status_code == 404 else "refused", error.detail)
