"""Client of a server that speaks OpenAI's chat completions, streamed. Standard library only."""

from __future__ import annotations

import http.client
import json
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Literal
from urllib.parse import urlsplit

from ingest.errors import WenmaiError

_TIMEOUT = 60.0
"""Seconds between two pieces of an answer at most."""
_LONGEST = 300.0
"""Seconds that an answer may take, however many pieces or signs of life come meanwhile."""
_AT_ONCE = 1 << 16
"""Bytes read at once at most."""
_LONGEST_LINE = 1 << 20
"""Bytes of one piece at most."""
_LIKE = "give one like http://127.0.0.1:8080/v1"
_SHOWN = 120
"""Characters of an answer that cannot be read, in the message about it."""


class LanguageModelError(WenmaiError):
    """The server cannot be reached, refuses, or breaks off; the message says which."""


@dataclass(frozen=True, slots=True)
class Message:
    role: Literal["system", "user"]
    content: str


@dataclass(frozen=True, slots=True)
class LanguageModel:
    """A model at a server. url: base URL as OpenAI's clients take it (http://127.0.0.1:8080/v1)."""

    url: str
    model: str
    key: str | None = None
    timeout: float = _TIMEOUT
    longest: float = _LONGEST

    def stream(self, messages: Sequence[Message]) -> Iterator[str]:
        """Pieces of the answer as they come. Raises `LanguageModelError`; a stream that ends early is one."""
        connection = self._connection()
        try:
            yield from self._pieces(self._response(connection, messages))
        except (OSError, http.client.HTTPException) as error:
            raise LanguageModelError(f"{self.url}: {type(error).__name__}: {error}") from error
        except (json.JSONDecodeError, UnicodeDecodeError) as error:
            raise LanguageModelError(f"{self.url}: an answer that is no chat completion ({error})") from error
        finally:
            connection.close()

    def _connection(self) -> http.client.HTTPConnection:
        try:
            parts = urlsplit(self.url)
            port = parts.port
        except ValueError as error:
            raise LanguageModelError(f"{self.url!r} is no base URL ({error}); {_LIKE}") from error
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise LanguageModelError(f"{self.url!r} is no base URL; {_LIKE}")
        secure = parts.scheme == "https"
        kind = http.client.HTTPSConnection if secure else http.client.HTTPConnection
        return kind(parts.hostname, port, timeout=self.timeout)

    def _response(
        self, connection: http.client.HTTPConnection, messages: Sequence[Message]
    ) -> http.client.HTTPResponse:
        body = {
            "model": self.model,
            "messages": [{"role": message.role, "content": message.content} for message in messages],
            "stream": True,
            "temperature": 0,
        }
        headers = {"Content-Type": "application/json", "Accept": "text/event-stream"}
        if self.key:
            if not (self.key.isascii() and self.key.isprintable()):
                raise LanguageModelError("the key holds what no HTTP header can; set WENMAI_LLM_KEY to the key alone")
            headers["Authorization"] = f"Bearer {self.key}"
        path = urlsplit(self.url).path.rstrip("/") + "/chat/completions"
        connection.request("POST", path, json.dumps(body).encode(), headers)
        response = connection.getresponse()
        if response.status != http.client.OK:
            said = response.read(300).decode("utf-8", "replace")
            raise LanguageModelError(f"{self.url}: {response.status} {response.reason}: {said}")
        return response

    def _pieces(self, response: http.client.HTTPResponse) -> Iterator[str]:
        """Server-sent events ("data: {...}", at last "data: [DONE]"), or one JSON body where nothing is streamed."""
        if "json" in response.getheader("Content-Type", "").lower():
            yield self._content(json.loads(b"".join(self._received(response))), "message")
            return
        finished, begun = False, False
        for line in self._lines(response):
            data = line.decode("utf-8").strip().removeprefix("data:").strip()
            if not line.startswith(b"data:"):
                continue
            begun = True
            if data == "[DONE]":
                return
            event = json.loads(data)
            yield self._content(event, "delta")
            finished = finished or _is_last(event)
        if not begun:
            kind = response.getheader("Content-Type", "no type")
            raise LanguageModelError(f"{self.url}: an answer that is no chat completion ({kind})")
        if not finished:  # some servers close after the last piece, without the mark
            raise LanguageModelError(f"{self.url}: the answer broke off before its end")

    def _lines(self, response: http.client.HTTPResponse) -> Iterator[bytes]:
        rest = b""
        for piece in self._received(response):
            *lines, rest = (rest + piece).split(b"\n")
            yield from lines
            if len(rest) > _LONGEST_LINE:
                raise LanguageModelError(f"{self.url}: an answer that is no chat completion (a line without end)")
        yield rest

    def _received(self, response: http.client.HTTPResponse) -> Iterator[bytes]:
        """The body as it comes in, within the time that an answer may take."""
        deadline = time.monotonic() + self.longest
        while piece := response.read1(_AT_ONCE):
            yield piece
            if time.monotonic() > deadline:
                raise LanguageModelError(f"{self.url}: no end of the answer after {self.longest:g} s")

    def _content(self, event: object, part: Literal["message", "delta"]) -> str:
        """The text of a completion or of a piece of one; a piece may have none."""
        if isinstance(event, dict) and "error" in event:
            raise LanguageModelError(f"{self.url}: {event['error']}")
        choices = event.get("choices") if isinstance(event, dict) else None
        if choices == [] and part == "delta":  # the count of tokens at the end
            return ""
        first = choices[0] if isinstance(choices, list) and choices else None
        said = first.get(part) if isinstance(first, dict) else None
        text = said.get("content") if isinstance(said, dict) else 0
        if text is not None and not isinstance(text, str):
            raise LanguageModelError(f"{self.url}: an answer that is no chat completion: {str(event)[:_SHOWN]}")
        return text or ""


def _is_last(event: dict[str, Any]) -> bool:
    """Whether a piece says that the answer is whole; one that was cut at the limit of tokens is not."""
    return any(choice.get("finish_reason") == "stop" for choice in event["choices"])
