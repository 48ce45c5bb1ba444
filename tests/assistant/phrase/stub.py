"""A model on a real port of this computer: it speaks as OpenAI, Anthropic and Ollama do, and says or does what a test tells it."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

KEY = "sk-canary-5f1d"
"""The key that tests give; it may be found nowhere but in the request."""
LIMIT_S = 60.0
"""Enough for a busy machine, where the stub answers at once."""
OPENAI, ANTHROPIC, OLLAMA = "/v1/chat/completions", "/v1/messages", "/api/chat"
Replies = Callable[[str], str]


@dataclass
class Asked:
    """A request as it came: its path, the body as plain data, and the headers."""

    path: str
    body: dict[str, Any]
    headers: dict[str, str]

    @property
    def prompt(self) -> str:
        """All that the model was told."""
        told = [self.body.get("system"), *(message["content"] for message in self.body["messages"])]
        return "\n".join(json.dumps(part, ensure_ascii=False) if not isinstance(part, str) else part for part in told if part)


@dataclass
class Model:
    """What the stub does. `replies` gives its words; `instead` takes over the connection where it is set; `stop` ends what waits."""

    replies: Replies = lambda prompt: ""
    instead: Callable[[BaseHTTPRequestHandler, threading.Event], None] | None = None
    asked: list[Asked] = field(default_factory=list)
    stop: threading.Event = field(default_factory=threading.Event)
    address: str = ""

    def says(self, text: str) -> None:
        """The same words to everybody."""
        self.replies = lambda prompt: text

    @property
    def environment(self) -> dict[str, str]:
        """The settings of a process that uses it as an OpenAI-compatible model."""
        return {
            "CLAUSEWISE_MODEL": "openai:stub", "CLAUSEWISE_MODEL_SECONDS": "60",
            "OPENAI_BASE_URL": f"{self.address}/v1", "OPENAI_API_KEY": KEY,
        }  # fmt: skip


def obeys(prompt: str) -> str:
    """What a model says that follows the last order in its data, whoever gave it: all that stands after "reply:"."""
    _, _, ordered = prompt.rpartition("reply: ")
    return ordered.split('"')[0]


@contextmanager
def listening() -> Iterator[tuple[str, list[str]]]:
    """The address of a server that takes whatever it is sent, and the list of what it was asked for."""
    seen: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            seen.append(self.path)
            self.rfile.read(int(self.headers["content-length"] or 0))
            answered(self, 200, "{}")

        do_GET = do_POST

        def log_message(self, format: str, *args: object) -> None:
            pass

    with _running(Handler) as address:
        yield address, seen


@contextmanager
def serving() -> Iterator[Model]:
    """The stub, while it runs."""
    model = Model()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["content-length"])))
            model.asked.append(Asked(self.path, body, dict(self.headers)))
            if model.instead:
                model.instead(self, model.stop)
            else:
                answered(self, 200, json.dumps(_as_provider(self.path, model.replies(model.asked[-1].prompt))))

        def log_message(self, format: str, *args: object) -> None:
            pass

    with _running(Handler) as address:
        model.address = address
        try:
            yield model
        finally:
            model.stop.set()


@contextmanager
def _running(handler: type[BaseHTTPRequestHandler]) -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()


def answered(handler: BaseHTTPRequestHandler, status: int, body: str, media: str = "application/json") -> None:
    """A whole response."""
    handler.send_response(status)
    handler.send_header("Content-Type", media)
    handler.send_header("Content-Length", str(len(body.encode())))
    handler.end_headers()
    handler.wfile.write(body.encode())


def _as_provider(path: str, text: str) -> dict[str, Any]:
    if path == ANTHROPIC:
        return {
            "id": "1", "type": "message", "role": "assistant", "model": "stub", "content": [{"type": "text", "text": text}],
            "stop_reason": "end_turn", "stop_sequence": None, "usage": {"input_tokens": 1, "output_tokens": 1},
        }  # fmt: skip
    message = {"role": "assistant", "content": text}
    if path == OLLAMA:
        return {"model": "stub", "created_at": "2026-01-01T00:00:00Z", "message": message, "done": True, "done_reason": "stop"}
    choice = {"index": 0, "message": message, "finish_reason": "stop"}
    usage = {"prompt_tokens": 1, "completion_tokens": 1, "total_tokens": 2}
    return {"id": "1", "object": "chat.completion", "created": 0, "model": "stub", "choices": [choice], "usage": usage}
