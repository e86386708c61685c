"""A bound on what a request's body may hold, kept while it arrives, before anything is read into memory or to disk."""

from __future__ import annotations

from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

MEGA = 1_000_000
JSON_BYTES = MEGA
"""A question or a query; only files may be larger."""
FORM_BYTES = 100_000
"""Room beside the files for the form's own lines."""


class BodyLimit:
    """Refuses with 413 a body that says, or turns out, to be larger than its kind may be."""

    def __init__(self, app: ASGIApp, max_upload_mb: int) -> None:
        self._app = app
        self._max_upload_mb = max_upload_mb

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await self._app(scope, self._counted(scope, receive) if scope["type"] == "http" else receive, send)

    def _counted(self, scope: Scope, receive: Receive) -> Receive:
        headers = dict(scope["headers"])
        announced = headers.get(b"content-length", b"")
        arrived = int(announced) if announced.isdigit() else 0
        is_announced = arrived > 0
        is_form = headers.get(b"content-type", b"").lower().startswith(b"multipart/form-data")

        async def counted() -> Message:
            nonlocal arrived
            if is_announced:
                self._check(arrived, is_form)
            message = await receive()
            if not is_announced:
                arrived += len(message.get("body", b""))
                self._check(arrived, is_form)
            return message

        return counted

    def _check(self, size: int, is_form: bool) -> None:
        if is_form and size > self._max_upload_mb * MEGA + FORM_BYTES:
            said = (
                f"the upload is larger than {self._max_upload_mb} MB; send less at once or raise WENMAI_MAX_UPLOAD_MB"
            )
            raise HTTPException(413, said)
        if not is_form and size > JSON_BYTES:
            raise HTTPException(413, f"the body is larger than {JSON_BYTES:,} bytes; only files may be, as a form")
