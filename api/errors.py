"""Turns every error of a handler into a problem body."""

from __future__ import annotations

import logging

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException

from api.problems import problem_body, status_of
from ingest.errors import WenmaiError

_log = logging.getLogger(__name__)

MEDIA_TYPE = "application/problem+json"


def problem(status: int, title: str, detail: object) -> JSONResponse:
    """A response with a problem body."""
    return JSONResponse(problem_body(status, title, detail), status_code=status, media_type=MEDIA_TYPE)


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
