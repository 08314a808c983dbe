"""CPU of a whole extraction beside that of the plain client, at no latency: same bodies, same answers, same process.

    python -m tests.bench.overhead [--requests N] [--rounds N] [--no-cache]

Prints one JSON object: milliseconds of CPU a request for each side, their ratio, and the longest time the event loop stood still.
"""

from __future__ import annotations

import argparse
import asyncio
import gc
import json
import statistics
import tempfile
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import openai

from extractor.article import Article
from extractor.backends.llm.backend import LLMBackend, LLMSettings
from extractor.backends.llm.traffic import Limits
from extractor.run.engine import run
from extractor.run.folder import RunWriter
from schemas import KINDS
from schemas.files import Run
from tests.bench.material import ANSWER, articles
from tests.bench.server import serving

IN_FLIGHT = 16


def main() -> None:
    """See the module."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--requests", type=int, default=100, help="a round and side")
    options.add_argument("--rounds", type=int, default=12)
    options.add_argument("--no-cache", action="store_true")
    given = options.parse_args()
    with serving(ANSWER) as base_url, tempfile.TemporaryDirectory() as folder:
        print(json.dumps(asyncio.run(measure(base_url, Path(folder), given.requests, given.rounds, not given.no_cache))))


async def measure(base_url: str, folder: Path, requests: int, rounds: int, cache: bool) -> dict[str, Any]:
    """Both sides in turn, after one round that only warms up; medians of the rounds."""
    settings = LLMSettings(
        model="bench", base_url=base_url, api_key="none", cache_dir=folder / "cache" if cache else None, limits=Limits(concurrency=IN_FLIGHT)
    )
    backend = LLMBackend(settings)
    plain, ours, blocked, rates = [], [], [], []
    gc.freeze()  # as the command does
    async with openai.AsyncOpenAI(base_url=base_url, api_key="none", max_retries=0) as client:
        for number in range(rounds + 1):
            queue = list(articles(requests, start=number * requests))
            bodies = [backend.requests_for(article, tuple(KINDS))[0] for article in queue]
            plain.append(await _cpu(lambda bodies=bodies: _plain(client, bodies)) / requests)
            started = time.perf_counter()
            async with _longest_block() as longest:
                ours.append(await _cpu(lambda queue=queue, number=number: _ours(backend, queue, folder / f"run-{number}")) / requests)
            rates.append(requests / (time.perf_counter() - started))
            blocked.append(longest[0])
    await backend.aclose()
    ratios = [our / their for our, their in zip(ours[1:], plain[1:], strict=True)]
    return {
        "requests": requests,
        "rounds": rounds,
        "cache": cache,
        "plain_cpu_ms": round(statistics.median(plain[1:]) * 1000, 2),
        "ours_cpu_ms": round(statistics.median(ours[1:]) * 1000, 2),
        "ratio": round(statistics.median(ratios), 2),
        "articles_per_second": round(statistics.median(rates[1:]), 1),
        "longest_block_ms": round(max(blocked[1:]) * 1000, 1),
    }


async def _cpu(work: Callable[[], Awaitable[None]]) -> float:
    """Seconds of CPU of this process, all threads counted."""
    before = time.process_time()
    await work()
    return time.process_time() - before


async def _plain(client: openai.AsyncOpenAI, bodies: list[dict[str, Any]]) -> None:
    waiting = iter(bodies)

    async def work() -> None:
        for body in waiting:
            completion = await client.chat.completions.create(**body)
            assert completion.choices[0].message.content

    await asyncio.gather(*(work() for _ in range(IN_FLIGHT)))


async def _ours(backend: LLMBackend, queue: list[Article], out: Path) -> None:
    with RunWriter(out, fresh=True) as writer:
        started = Run(extractor_version="0", status="running", started=datetime.now(UTC), settings={})
        ended = await run(queue, backend, tuple(KINDS), writer, started, IN_FLIGHT, lambda *_: None)
    assert (ended.totals.done, ended.totals.usage.requests, ended.totals.rejections) == (len(queue), len(queue), 0), ended.totals
    assert sum(ended.totals.records.values()) == 5 * len(queue)


@asynccontextmanager
async def _longest_block(every: float = 0.005) -> AsyncIterator[list[float]]:
    """[seconds] by which the event loop was late at most."""
    longest = [0.0]

    async def watch() -> None:
        while True:
            due = time.perf_counter() + every
            await asyncio.sleep(every)
            longest[0] = max(longest[0], time.perf_counter() - due)

    task = asyncio.create_task(watch())
    try:
        yield longest
    finally:
        task.cancel()


if __name__ == "__main__":
    main()
