"""A server on loopback that behaves as the Batch API's documentation says: files, batches that change when told to, and single requests beside."""

from __future__ import annotations

import json
import re
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

Answer = Callable[[dict[str, Any]], dict[str, Any] | None]
"""The message content for a request's body, as a dict; None: the request fails with HTTP 500."""


@dataclass
class BatchServer:
    """`answer` says what each request gets. `lose` names paths ("POST /v1/batches") whose next answer is lost after it took effect."""

    answer: Answer
    room: int = 1_000
    """Batches that may be unfinished at once; one more fails with token_limit_exceeded."""
    lose: set[str] = field(default_factory=set)
    files: dict[str, bytes] = field(default_factory=dict)
    batches: dict[str, dict[str, Any]] = field(default_factory=dict)
    single: list[dict[str, Any]] = field(default_factory=list)
    """Bodies that came singly."""
    calls: list[str] = field(default_factory=list)

    def __enter__(self) -> BatchServer:
        owner = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self) -> None:
                owner._handle(self)

            def do_POST(self) -> None:
                owner._handle(self)

            def log_message(self, *_: object) -> None:
                pass

        self._http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.base_url = f"http://127.0.0.1:{self._http.server_port}/v1"
        threading.Thread(target=self._http.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._http.shutdown()
        self._http.server_close()

    def lines(self, batch: dict[str, Any]) -> list[dict[str, Any]]:
        """The requests of a batch."""
        return [json.loads(line) for line in self.files[batch["input_file_id"]].splitlines()]

    def finish(self, status: str = "completed", only: int | None = None) -> None:
        """End every unfinished batch; `only`: how many of its requests are answered before it ends."""
        for batch in self.batches.values():
            if batch["status"] in ("validating", "in_progress"):
                self._finish(batch, status, only)

    def _finish(self, batch: dict[str, Any], status: str, only: int | None) -> None:
        output, errors = [], []
        for number, line in enumerate(self.lines(batch)):
            reply = self.answer(line["body"])
            row = {"id": "r", "custom_id": line["custom_id"], "response": None, "error": None}
            if only is not None and number >= only:
                errors.append({**row, "error": {"code": "batch_expired", "message": "too late"}})
            elif reply is None:
                errors.append({**row, "response": {"status_code": 500, "body": {"error": {"message": "no"}}}})
            else:
                output.append({**row, "response": {"status_code": 200, "body": completion(reply)}})
        output.reverse()  # the order of the answers is not that of the requests
        batch["status"] = status
        batch["request_counts"] = {"total": len(output) + len(errors), "completed": len(output), "failed": len(errors)}
        for name, rows in (("output_file_id", output), ("error_file_id", errors)):
            if rows:
                batch[name] = self._file("".join(json.dumps(row) + "\n" for row in rows).encode())

    def _file(self, content: bytes) -> str:
        name = f"file-{len(self.files) + 1}"
        self.files[name] = content
        return name

    def _handle(self, http: BaseHTTPRequestHandler) -> None:
        body = http.rfile.read(int(http.headers.get("content-length") or 0))
        url = urlsplit(http.path)
        call = http.command + " " + re.sub(r"(file|batch)-\d+", "*", url.path)
        self.calls.append(call)
        status, reply = self._reply(http.command, url.path, parse_qs(url.query), http.headers.get("content-type", ""), body)
        if call in self.lose:
            self.lose.remove(call)
            http.close_connection = True
            return
        data = reply if isinstance(reply, bytes) else json.dumps(reply).encode()
        http.send_response(status)
        http.send_header("content-type", "application/json")
        http.send_header("content-length", str(len(data)))
        http.end_headers()
        http.wfile.write(data)

    def _reply(self, method: str, path: str, query: dict[str, list[str]], content_type: str, body: bytes) -> tuple[int, Any]:
        if method == "POST" and path == "/v1/files":
            boundary = content_type.split("boundary=")[1].encode()
            part = next(part for part in body.split(b"--" + boundary) if b'name="file"' in part)
            name = self._file(part.split(b"\r\n\r\n", 1)[1].removesuffix(b"\r\n"))
            return 200, {"id": name, "object": "file", "bytes": 1, "created_at": 1, "filename": "x", "purpose": "batch", "status": "processed"}
        if match := re.fullmatch(r"/v1/files/(file-\d+)/content", path):
            return 200, self.files[match[1]]
        if method == "POST" and path == "/v1/batches":
            return 200, self._batch(json.loads(body))
        if match := re.fullmatch(r"/v1/batches/(batch-\d+)", path):
            return 200, self.batches[match[1]]
        if path == "/v1/batches":
            newest_first = list(reversed(self.batches.values()))
            after = query.get("after", [""])[0]
            start = next((at + 1 for at, batch in enumerate(newest_first) if batch["id"] == after), 0)
            page = newest_first[start : start + 2]
            more = start + 2 < len(newest_first)
            return 200, {"object": "list", "data": page, "has_more": more, "last_id": page[-1]["id"] if page else None}
        if path == "/v1/chat/completions":
            self.single.append(json.loads(body))
            reply = self.answer(self.single[-1])
            return (200, completion(reply)) if reply is not None else (500, {"error": {"message": "no"}})
        return 404, {"error": {"message": "no such path"}}

    def _batch(self, body: dict[str, Any]) -> dict[str, Any]:
        unfinished = sum(batch["status"] in ("validating", "in_progress") for batch in self.batches.values())
        batch = {
            "id": f"batch-{len(self.batches) + 1}",
            "object": "batch",
            "created_at": int(time.time()),
            "status": "validating",
            "errors": None,
            **{name: body[name] for name in ("completion_window", "endpoint", "input_file_id", "metadata")},
        }
        if unfinished >= self.room:
            batch |= {"status": "failed", "errors": {"object": "list", "data": [{"code": "token_limit_exceeded", "message": "queue full"}]}}
        self.batches[str(batch["id"])] = batch
        return batch


def completion(content: dict[str, Any]) -> dict[str, Any]:
    """A chat completion that says `content` as JSON."""
    message = {"role": "assistant", "content": json.dumps(content)}
    usage = {"prompt_tokens": 1000, "completion_tokens": 100, "total_tokens": 1100}
    choice = {"index": 0, "finish_reason": "stop", "message": message}
    return {"id": "c", "object": "chat.completion", "created": 1, "model": "gpt-4.1-mini", "choices": [choice], "usage": usage}
