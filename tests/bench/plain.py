"""The yardstick: plain AsyncOpenAI sends the same requests and does nothing with the answers.

python -m tests.bench.plain BASE_URL QUEUE.jsonl: prints client CPU milliseconds per request and requests per second.
"""

from __future__ import annotations

import asyncio
import json
import sys
import time
from pathlib import Path

from openai import AsyncOpenAI

from extractor.backends.llm.backend import LLMBackend, LLMSettings
from extractor.run.readers import Unreadable, read
from schemas import KINDS

IN_FLIGHT = 64


async def measure(base_url: str, queue: Path) -> dict[str, float]:
    backend = LLMBackend(LLMSettings(model="bench", base_url=base_url, api_key="none", skip=False))
    bodies = [body for item in read([str(queue)]) if not isinstance(item, Unreadable) for body in backend.requests_for(item, tuple(KINDS))]
    client, gate = AsyncOpenAI(base_url=base_url, api_key="none", max_retries=0), asyncio.Semaphore(IN_FLIGHT)

    async def ask(body: dict[str, object]) -> None:
        async with gate:
            await client.chat.completions.create(**body)  # type: ignore[call-overload]

    await ask(bodies[0])
    cpu, wall = time.process_time(), time.monotonic()
    await asyncio.gather(*(ask(body) for body in bodies))
    cpu, wall = time.process_time() - cpu, time.monotonic() - wall
    await client.close()
    return {"cpu_ms_per_request": 1000 * cpu / len(bodies), "per_second": len(bodies) / wall}


if __name__ == "__main__":
    print(json.dumps(asyncio.run(measure(sys.argv[1], Path(sys.argv[2])))))
