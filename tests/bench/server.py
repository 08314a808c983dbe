"""A loopback server that answers as a model would, at a set latency: the recorded answers for the four articles, chosen by the queue's marks.

    python -m tests.bench.server --latency 0.5 --rpm 600

Prints its port on the first line. GET /stats tells what came in; with --rpm it refuses with 429 what is over the rate: a bucket that holds one second's worth.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import time
from dataclasses import dataclass, field

from aiohttp import web

from tests.bench.queue import MARK, recorded_answers


@dataclass
class Stats:
    """What the server saw. Times are monotonic seconds."""

    answered: int = 0
    refused: int = 0
    in_flight: int = 0
    most_in_flight: int = 0
    first: float | None = None
    last: float = 0
    ends: list[float] = field(default_factory=list)
    """When each request was answered."""
    tokens: float = 0
    refilled: float = field(default_factory=time.monotonic)


class Server:
    def __init__(self, latency: float, rpm: int | None) -> None:
        self.latency, self.rpm, self.stats = latency, rpm, Stats(tokens=rpm / 60 if rpm else 0)
        self.answers = [json.dumps(answer).encode() for answer in recorded_answers()]

    async def complete(self, request: web.Request) -> web.Response:
        body = await request.read()
        stats, now = self.stats, time.monotonic()
        stats.first = stats.first or now
        if not self._admitted(now):
            stats.refused += 1
            return web.json_response({"error": {"message": "rate limit", "code": "rate_limit_exceeded"}}, status=429, headers={"retry-after": "1"})
        stats.in_flight += 1
        stats.most_in_flight = max(stats.most_in_flight, stats.in_flight)
        try:
            if self.latency:
                await asyncio.sleep(self.latency)
            found = MARK.search(body)
            return web.Response(body=self.answers[int(found[1])] if found else self.answers[0], content_type="application/json")
        finally:
            stats.in_flight -= 1
            stats.answered += 1
            stats.last = time.monotonic()
            stats.ends.append(stats.last)

    async def tell(self, request: web.Request) -> web.Response:
        return web.json_response(vars(self.stats))

    def _admitted(self, now: float) -> bool:
        if not self.rpm:
            return True
        stats, per_second = self.stats, self.rpm / 60
        stats.tokens = min(per_second, stats.tokens + (now - stats.refilled) * per_second)
        stats.refilled = now
        if stats.tokens < 1:
            return False
        stats.tokens -= 1
        return True


async def serve(latency: float, rpm: int | None) -> None:
    server = Server(latency, rpm)
    app = web.Application(client_max_size=2**26)
    app.add_routes([web.post("/v1/chat/completions", server.complete), web.get("/stats", server.tell)])
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0, backlog=1024)
    await site.start()
    print(runner.addresses[0][1], flush=True)
    await asyncio.Event().wait()


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--latency", type=float, default=0.0, help="seconds")
    parser.add_argument("--rpm", type=int)
    given = parser.parse_args()
    asyncio.run(serve(given.latency, given.rpm))
