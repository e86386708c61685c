"""Turns every error of a handler into a problem body."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException
from starlette.routing import Match

from api.problems import problem_body, status_of
from ingest.errors import WenmaiError

_log = logging.getLogger(__name__)

MEDIA_TYPE = "application/problem+json"
METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE")
TITLES = {400: "wrong usage", 404: "not found", 405: "wrong method", 413: "too large"}


def problem(status: int, title: str, detail: object, headers: Mapping[str, str] | None = None) -> JSONResponse:
    """A response with a problem body."""
    body = problem_body(status, title, detail)
    return JSONResponse(body, status_code=status, media_type=MEDIA_TYPE, headers=dict(headers or {}))


def add_error_handlers(app: FastAPI) -> None:
    """Turn every error into a problem body."""

    @app.exception_handler(WenmaiError)
    def known(request: Request, error: WenmaiError) -> JSONResponse:
        status, title = status_of(error)
        return problem(status, title, str(error))

    @app.exception_handler(RequestValidationError)
    def invalid(request: Request, error: RequestValidationError) -> JSONResponse:
        return problem(422, "wrong usage", "; ".join(dict.fromkeys(_invalid(e) for e in error.errors())))

    @app.exception_handler(Exception)
    def unexpected(request: Request, error: Exception) -> JSONResponse:
        _log.error("%s %s failed", request.method, request.url.path, exc_info=error)
        return problem(500, "failed", "an error of Wenmai's own; the server's log has it, please report it")

    @app.exception_handler(HTTPException)
    def http(request: Request, error: HTTPException) -> JSONResponse:
        title = TITLES.get(error.status_code, "refused")
        headers = {"Allow": ", ".join(_allowed(request))} if error.status_code == 405 else error.headers
        return problem(error.status_code, title, _refusal(request, error), headers)


def describe_problems(app: FastAPI) -> None:
    """Makes the description give errors the media type that they have; the framework puts down its own."""
    described = app.openapi

    def openapi() -> dict[str, Any]:
        document = described()
        for operations in document["paths"].values():
            for operation in operations.values():
                for status, response in operation["responses"].items():
                    if status >= "400" and (body := response.get("content", {}).pop("application/json", None)):
                        response["content"][MEDIA_TYPE] = body
        return document

    app.openapi = openapi  # type: ignore[method-assign]


def _invalid(error: Mapping[str, Any]) -> str:
    """Where in the request, and what is wrong there."""
    if error["type"] == "json_invalid":
        return f"body: not JSON ({error['ctx']['error']} at character {error['loc'][-1]})"
    where = ".".join(str(step) for step in error["loc"][1:]) or str(error["loc"][0])
    if where.startswith("files"):
        return "files: send one or more files under this name, as multipart/form-data"
    if where == "body":
        return "body: a JSON object is needed, sent as application/json"
    if error["type"] in ("string_pattern_mismatch", "string_too_short") and not str(error["input"]).strip():
        return f"{where}: nothing but white space; write what you look for"
    return f"{where}: {str(error['msg']).removeprefix('Value error, ')}"


def _refusal(request: Request, error: HTTPException) -> str:
    """The framework's few words, with the next step."""
    if error.status_code == 404:
        return f"nothing is at {request.url.path}; /docs lists what there is"
    if error.status_code == 405:
        return f"{request.method} is not for {request.url.path}; use {' or '.join(_allowed(request))} (see /docs)"
    if error.status_code == 400:
        return f"the body cannot be read ({error.detail}); send JSON in UTF-8, or files as multipart/form-data"
    return str(error.detail)


def _allowed(request: Request) -> list[str]:
    """Methods that the address takes; the framework's own header names those of one route only."""
    routes = request.app.routes
    return [m for m in METHODS if any(r.matches({**request.scope, "method": m})[0] is Match.FULL for r in routes)]
