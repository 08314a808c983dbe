"""The most memory that a run over a queue of articles takes, in MB: python -m tests.faults.memory 100000"""

from __future__ import annotations

import asyncio
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from extractor.article import Article
from extractor.run.engine import run
from extractor.run.index import SeenOnDisk
from tests.resident import peak_mb
from tests.run.scripted import Scripted, opened


def queue(articles: int) -> Iterator[Article]:
    seen = SeenOnDisk()
    for number in range(articles):
        assert seen.add(str(number))
        yield Article(str(number), f"Two died in {number}. ")


async def peak(articles: int, out: Path) -> float:
    """MB, after a run over `articles` and another that passes over them all."""
    backend = Scripted(concurrency=16)
    for _ in range(2):
        backend.asked.clear()
        with opened(out, backend) as writer:
            ended = await run(queue(articles), backend, ["casualty"], writer, lambda step: backend.asked.clear())
        assert ended.totals.done == articles
    return peak_mb()


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        print(f"{asyncio.run(peak(int(sys.argv[1]), Path(folder))):.1f}")
