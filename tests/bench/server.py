"""An OpenAI-compatible server in a process of its own, made to cost little: one fixed answer after a set latency."""

from __future__ import annotations

import asyncio
import json
import multiprocessing
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing.connection import Connection
from typing import Any

USAGE = {"prompt_tokens": 4700, "completion_tokens": 900, "total_tokens": 5600, "prompt_tokens_details": {"cached_tokens": 3300}}


@contextmanager
def serving(answer: dict[str, Any], latency: float = 0) -> Iterator[str]:
    """The base URL of a server that answers every request with `answer` as JSON content, `latency` seconds after it came."""
    here, there = multiprocessing.Pipe()
    process = multiprocessing.get_context("spawn").Process(target=_main, args=(there, json.dumps(answer), latency), daemon=True)
    process.start()
    try:
        yield f"http://127.0.0.1:{here.recv()}/v1"
    finally:
        process.terminate()
        process.join()


def _main(pipe: Connection, content: str, latency: float) -> None:
    message = {"role": "assistant", "content": content, "refusal": None}
    completion = {
        "id": "chatcmpl-1",
        "object": "chat.completion",
        "created": 1,
        "model": "bench",
        "choices": [{"index": 0, "finish_reason": "stop", "logprobs": None, "message": message}],
        "usage": USAGE,
    }
    body = json.dumps(completion).encode()
    reply = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%s" % (len(body), body)

    async def serve() -> None:
        server = await asyncio.get_running_loop().create_server(lambda: _Http(reply, latency), "127.0.0.1", 0, backlog=1024)
        pipe.send(server.sockets[0].getsockname()[1])
        await server.serve_forever()

    asyncio.run(serve())


class _Http(asyncio.Protocol):
    """One kept-open connection: whole requests in, the reply out."""

    def __init__(self, reply: bytes, latency: float) -> None:
        self._reply, self._latency = reply, latency
        self._buffer = bytearray()
        self._transport: asyncio.Transport | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        self._buffer += data
        while (end := self._buffer.find(b"\r\n\r\n")) >= 0:
            head = bytes(self._buffer[:end]).lower()
            length = int(head.split(b"content-length:")[1].split(b"\r\n")[0])
            if len(self._buffer) < end + 4 + length:
                return
            del self._buffer[: end + 4 + length]
            if self._latency:
                asyncio.get_running_loop().call_later(self._latency, self._send)
            else:
                self._send()

    def _send(self) -> None:
        if self._transport is not None and not self._transport.is_closing():
            self._transport.write(self._reply)
