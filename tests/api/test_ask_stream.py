"""POST /ask/stream: server-sent events, with a language model and without."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest
from fastapi.testclient import TestClient

from api.http.app import create_app
from api.settings import Settings

QUESTION = {"question": "云岭产业工匠首次入选奖励多少钱？"}


class Chunked(BaseHTTPRequestHandler):
    """Speaks chat completions in HTTP/1.1 chunks that end inside an event: cites every passage in turn."""

    protocol_version = "HTTP/1.1"

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers["Content-Length"]))
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Transfer-Encoding", "chunked")
        self.end_headers()
        said = "".join(f"首次入选一次性奖励3万元[{number}]。" for number in range(1, 9)) + "每月另发9万元[1]。"
        events = [json.dumps({"choices": [{"delta": {"content": said[i : i + 5]}}]}) for i in range(0, len(said), 5)]
        body = "".join(f"data: {event}\n\n" for event in (*events, "[DONE]")).encode()
        for at in range(0, len(body), 97):
            chunk = body[at : at + 97]
            self.wfile.write(f"{len(chunk):x}\r\n".encode() + chunk + b"\r\n")
        self.wfile.write(b"0\r\n\r\n")

    def log_message(self, format: str, *args: Any) -> None:
        """Silent."""


@pytest.fixture
def model_url() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Chunked)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/v1"
    server.shutdown()
    server.server_close()


def _events(text: str) -> list[tuple[str, dict[str, Any]]]:
    events = [event.splitlines() for event in text.split("\n\n") if event]
    return [(name.removeprefix("event: "), json.loads(data.removeprefix("data: "))) for name, data in events]


def test_without_a_model_the_answer_is_the_only_event(client: TestClient) -> None:
    response = client.post("/api/v1/ask/stream", json=QUESTION)
    ((name, answer),) = _events(response.text)
    assert response.headers["content-type"].startswith("text/event-stream")
    assert name == "answer"
    assert answer | {"took_ms": 0} == client.post("/api/v1/ask", json=QUESTION).json() | {"took_ms": 0}


def test_a_model_is_heard_sentence_by_sentence(settings: Settings, model_url: str) -> None:
    with TestClient(create_app(replace(settings, llm_url=model_url, llm_model="small"))) as client:
        *said, (name, answer) = _events(client.post("/api/v1/ask/stream", json=QUESTION).text)
    assert name == "answer"
    assert said
    assert all(kind == "sentence" and "3万元" in data["text"] for kind, data in said)
    assert "".join(data["text"] for _, data in said) == answer["answer"]
    assert all("3万元" in citation["quote"] for citation in answer["citations"])


def test_an_error_before_the_first_sentence_is_a_problem(client: TestClient) -> None:
    assert client.post("/api/v1/ask/stream", json={"question": " "}).status_code == 422
