"""What is measured, a function each. A scenario returns its figures by name; a goal stands beside each figure that has one."""

from __future__ import annotations

import asyncio
import json
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from extractor.api import Extractor
from extractor.article import Article
from extractor.run.garbage import search_seldom
from tests.bench.adversarial import seconds, texts
from tests.bench.commands import extract, python, server
from tests.bench.queue import articles, gold, tiny, write


@dataclass(frozen=True)
class Figure:
    """One measured figure, and what it shall be."""

    value: float
    goal: str = ""


Figures = dict[str, Figure]


def overhead(folder: Path) -> Figures:
    """Client CPU per request at no latency, beside plain AsyncOpenAI sending the same requests in the same run."""
    few, many = (write(folder / f"overhead-{count}.jsonl", articles(count)) for count in (100, 1100))
    with server() as model:
        told = subprocess.run([sys.executable, "-m", "tests.bench.plain", model.base_url, str(many)], capture_output=True, text=True, check=True)
        plain = json.loads(told.stdout)
        options = ["--base-url", model.base_url, "--model", "bench", "--no-cache", "--concurrency", "64"]
        start, whole = (extract(queue, folder / "overhead", *options) for queue in (few, many))
        kept = extract(many, folder / "overhead", *options[:-3], "--cache-dir", str(folder / "overhead-cache"), "--concurrency", "64")
    ours, with_cache = (1000 * (run.cpu - start.cpu) / 1000 for run in (whole, kept))
    return {
        "plain AsyncOpenAI, CPU ms a request": Figure(plain["cpu_ms_per_request"]),
        "extractor run, CPU ms a request": Figure(ours),
        "extractor run with cache, CPU ms a request": Figure(with_cache),
        "ratio": Figure(ours / plain["cpu_ms_per_request"], "at most 2"),
        "plain AsyncOpenAI, requests/s": Figure(plain["per_second"]),
        "extractor run, articles/s": Figure(1000 / (whole.wall - start.wall)),
    }


def saturation(folder: Path) -> Figures:
    """2,000 articles at 500 ms latency, 64 in flight: share of the ideal rate, by the server's clock.

    The first request goes alone, to find out how the server wants to be asked; so the middle eight tenths tell how full the pipe is.
    """
    queue = write(folder / "saturation.jsonl", articles(2000))
    with server(latency=0.5) as model:
        run = extract(queue, folder / "saturation", "--base-url", model.base_url, "--model", "bench", "--no-cache", "--concurrency", "64")
        stats = model.stats()
    rate, ends = stats["answered"] / (stats["last"] - stats["first"]), sorted(stats["ends"])
    middle = (1800 - 200) / (ends[1800] - ends[200])
    return {
        "requests/s": Figure(rate),
        "share of the ideal rate, answers 200 to 1,800": Figure(middle / (64 / 0.5), "at least 0.95"),
        "share from the first request to the last answer": Figure(rate / (64 / 0.5)),
        "share with start and end of the process": Figure(2000 / run.wall / (64 / 0.5)),
        "most in flight": Figure(stats["most_in_flight"]),
    }


def rate_limit(folder: Path) -> Figures:
    """--rpm 600 against a server that enforces it, second by second."""
    queue = write(folder / "rpm.jsonl", articles(900))
    with server(latency=0.2, rpm=600) as model:
        extract(queue, folder / "rpm", "--base-url", model.base_url, "--model", "bench", "--no-cache", "--rpm", "600")
        stats = model.stats()
    return {
        "share of 429s": Figure(stats["refused"] / (stats["refused"] + stats["answered"]), "at most 0.01"),
        "share of the allowed rate": Figure(stats["answered"] / (stats["last"] - stats["first"]) / 10, "at least 0.97"),
    }


def rules(folder: Path) -> Figures:
    """The built-in rules: articles a second of CPU on one core, and how time grows with length."""
    originals = [article.text for article in gold()]

    async def spent(texts: list[str], times: int) -> float:
        async with Extractor("rules") as extractor:
            began = time.process_time()
            for number in range(times):
                for text in texts:
                    await extractor.aextract(Article(id=f"{number}", text=text))
            return time.process_time() - began

    asyncio.run(spent(originals, 5))
    search_seldom()  # as `extractor run` does
    once, whole = asyncio.run(spent(originals, 50)), "\n\n".join(originals)
    lengths = [asyncio.run(spent(["\n\n".join([whole] * times)], count)) / count for times, count in ((1, 50), (10, 5), (100, 1))]
    return {
        "articles/s": Figure(50 * len(originals) / once, "at least 300"),
        "10 times the text, times as long": Figure(lengths[1] / lengths[0], "at most 11"),
        "100 times the text, times as long": Figure(lengths[2] / lengths[0], "at most 110"),
    }


def adversarial(folder: Path) -> Figures:
    """Texts of 60,000 characters that are made to keep the rules busy: the worst growth for 4 times the text, and the slowest."""

    async def measure() -> list[tuple[float, float]]:
        size, found = 60_000, []
        async with Extractor("rules") as extractor:
            for _, text in texts(size):
                short = min([await seconds(extractor, text[: size // 4]) for _ in range(2)])
                whole = await seconds(extractor, text)
                found.append((whole * 1_000_000 / size, whole / short if short > 0.01 else 0))
        return found

    found = asyncio.run(measure())
    return {
        "texts": Figure(len(found)),
        "4 times the text, times as long at worst": Figure(max(growth for _, growth in found), "linear: about 4"),
        "slowest, s a million characters": Figure(max(slow for slow, _ in found)),
    }


def cache(folder: Path) -> Figures:
    """2,000 articles twice at 500 ms latency, 64 in flight: the second time from the cache; and how long the event loop was held."""
    queue = write(folder / "cache.jsonl", articles(2000))
    with server(latency=0.5) as model:
        options = ["--base-url", model.base_url, "--model", "bench", "--cache-dir", str(folder / "cache"), "--concurrency", "64"]
        first = extract(queue, folder / "cache-out", *options)
        asked = model.stats()["answered"]
        second = extract(queue, folder / "cache-out", *options)
        again = model.stats()["answered"] - asked
        held = folder / "held"
        python("tests.bench.blocked", str(held), "run", str(queue), "-o", str(folder / "cache-out"), "--fresh", "--quiet", *options)
    return {
        "first run, articles/s": Figure(2000 / first.wall),
        "second run, articles/s": Figure(2000 / second.wall),
        "ratio": Figure(first.wall / second.wall, "at least 5"),
        "asked again": Figure(again, "0"),
        "longest hold of the event loop, ms": Figure(float(held.read_text()), "at most 50"),
    }


def memory(folder: Path) -> Figures:
    """Peak resident size at 5,000 and 100,000 queued articles."""
    told, sizes = folder / "peak", []
    for count in (5_000, 100_000):
        queue = write(folder / f"memory-{count}.jsonl", tiny(count))
        python("tests.bench.peak", str(told), "run", str(queue), "-o", str(folder / "memory"), "--fresh", "--quiet", "--backend", "rules")
        sizes.append(float(told.read_text()))
    return {
        "peak MB at 5,000": Figure(sizes[0]),
        "peak MB at 100,000": Figure(sizes[1]),
        "ratio": Figure(sizes[1] / sizes[0], "at most 1.1"),
    }


def cold_start(folder: Path) -> Figures:
    """`extractor --help`."""
    return {"CPU s": Figure(min(python("extractor", "--help").cpu for _ in range(5)), "under 0.4")}


SCENARIOS: dict[str, Callable[[Path], Figures]] = {
    scenario.__name__.replace("_", "-"): scenario for scenario in (cold_start, rules, adversarial, overhead, saturation, rate_limit, cache, memory)
}
