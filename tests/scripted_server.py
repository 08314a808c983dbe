"""An OpenAI-compatible server on loopback that answers by a script: one reply a request, in order; real HTTP, no model.

with ScriptedServer([status(500), answer({"quotes": []})]) as server:
    ...  # base_url=server.base_url
assert len(server.requests) == 2
"""

from __future__ import annotations

import itertools
import json
import threading
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

USAGE = {"prompt_tokens": 100, "completion_tokens": 20, "total_tokens": 120, "prompt_tokens_details": {"cached_tokens": 40}}


@dataclass(frozen=True)
class Reply:
    """What to send back. `drop` closes the connection in the middle of the body; `delay` waits first (seconds)."""

    status: int = 200
    body: bytes = b""
    content_type: str = "application/json"
    headers: Mapping[str, str] = field(default_factory=dict)
    delay: float = 0
    drop: bool = False


@dataclass(frozen=True)
class Request:
    """What came in: path, headers with names in lower case, decoded body."""

    path: str
    headers: Mapping[str, str]
    body: dict[str, Any]

    @property
    def article(self) -> str:
        """The user message as it arrived."""
        return next(message["content"] for message in self.body["messages"] if message["role"] == "user")


Script = Reply | Callable[[Request], Reply]


def completion(message: Mapping[str, Any], finish_reason: str = "stop", usage: Mapping[str, Any] | None = None) -> Reply:
    """A chat completion with one choice."""
    body = {
        "id": "chatcmpl-1",
        "object": "chat.completion",
        "created": 1,
        "model": "scripted",
        "choices": [{"index": 0, "finish_reason": finish_reason, "message": {"role": "assistant", **message}}],
        "usage": USAGE if usage is None else usage,
    }
    return Reply(body=json.dumps(body).encode())


def text(content: str, finish_reason: str = "stop") -> Reply:
    """A completion that says `content`."""
    return completion({"content": content}, finish_reason)


def answer(lists: Mapping[str, Any]) -> Reply:
    """A completion whose content is `lists` as JSON: {"quotes": [...], ...}."""
    return text(json.dumps(lists))


def tool_answer(lists: Mapping[str, Any], name: str = "Answer") -> Reply:
    """The same as the arguments of a tool call."""
    call = {"id": "call_a", "type": "function", "function": {"name": name, "arguments": json.dumps(lists)}}
    return completion({"content": None, "tool_calls": [call]}, "tool_calls")


def status(code: int, error: Mapping[str, Any] | str | None = None, headers: Mapping[str, str] | None = None) -> Reply:
    """An HTTP error with an OpenAI-like body."""
    return Reply(code, json.dumps({"error": error or {"message": "no"}}).encode(), headers=headers or {})


def html(code: int = 200) -> Reply:
    """A page of a proxy or gateway where JSON should be."""
    return Reply(code, b"<!doctype html><title>Sign in</title>", "text/html")


def dropped() -> Reply:
    """A connection that ends in the middle of the body."""
    return Reply(body=b'{"choices": [' + b" " * 100, drop=True)


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, *_: object) -> None:
        """A client that goes away, or is killed, is nothing to print."""


def gone_between(reply: Reply, start: int, end: int) -> Callable[[Request], Reply]:
    """`reply`, but connections that break from request number `start` up to `end`, counted from 1."""
    numbers = itertools.count(1)
    return lambda request: dropped() if start <= next(numbers) < end else reply


class ScriptedServer:
    """Serves `script`; when that is used up, `then` for each request (without it: 400, which nobody retries)."""

    def __init__(self, script: Iterable[Script] = (), then: Script | None = None) -> None:
        self._script = list(script)
        self._then = then or status(400, {"message": "the script is used up", "code": "script_used_up"})
        self._lock = threading.Lock()
        self.requests: list[Request] = []
        self._server = _Server(("127.0.0.1", 0), self._handler())
        self._stopped = threading.Event()
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)

    @property
    def base_url(self) -> str:
        return f"http://127.0.0.1:{self._server.server_address[1]}/v1"

    @property
    def bodies(self) -> list[dict[str, Any]]:
        return [request.body for request in self.requests]

    def __enter__(self) -> ScriptedServer:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stopped.set()
        self._server.shutdown()
        self._server.server_close()

    def _next(self, request: Request) -> Reply:
        with self._lock:
            self.requests.append(request)
            scripted = self._script.pop(0) if self._script else self._then
        return scripted if isinstance(scripted, Reply) else scripted(request)

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        server = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_POST(self) -> None:
                content = self.rfile.read(int(self.headers["Content-Length"]))
                reply = server._next(Request(self.path, {name.lower(): value for name, value in self.headers.items()}, json.loads(content)))
                if reply.delay and server._stopped.wait(reply.delay):
                    return
                self.send_response(reply.status)
                self.send_header("Content-Type", reply.content_type)
                self.send_header("Content-Length", str(len(reply.body) + (1000 if reply.drop else 0)))
                for name, value in reply.headers.items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(reply.body)
                self.wfile.flush()
                self.close_connection = self.close_connection or reply.drop

            def log_message(self, *_: object) -> None:
                """Tests print nothing."""

        return Handler
