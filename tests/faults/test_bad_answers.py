"""A server that often fails, and a cache that is taken away: every article ends done."""

import asyncio
import json
import random
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from extractor.article import Article
from extractor.backends.llm.backend import LLMBackend, LLMSettings
from extractor.backends.llm.client import quiet_libraries
from extractor.backends.llm.traffic import Clock
from tests.faults.material import reply, seen, text
from tests.run.scripted import extract
from tests.scripted_server import Reply, Request, ScriptedServer, answer, dropped, html, status

ARTICLES = 150
KINDS = ["casualty", "displacement", "quote"]


class NoWait:
    """A clock on which every wait is over at once."""

    def __init__(self) -> None:
        self.now = 0.0

    async def sleep(self, seconds: float) -> None:
        self.now += seconds
        await asyncio.sleep(0)

    def clock(self) -> Clock:
        return Clock(lambda: self.now, self.sleep)


def articles(count: int = ARTICLES) -> Iterator[Article]:
    return (Article(str(number), text(number)) for number in range(count))


def truncated(request: Request) -> Reply:
    """Whole JSON around an answer that breaks off."""
    whole = json.loads(reply(request).body)
    message = whole["choices"][0]["message"]
    message["content"] = message["content"][:-40]
    return Reply(body=json.dumps(whole).encode())


def cut_short(request: Request) -> Reply:
    """A body that ends too early, though as long as it says."""
    return Reply(body=reply(request).body[:80])


BAD: tuple[Callable[[Request], Reply], ...] = (
    lambda request: status(429, {"message": "slow down"}, {"Retry-After": "0"}),
    lambda request: status(500),
    lambda request: status(503),
    lambda request: dropped(),
    lambda request: html(),
    cut_short,
    truncated,
    lambda request: Reply(body=bytes(range(256))),
    lambda request: answer({"casualties": "many"}),
)


class Unreliable:
    """Every fifth answer or so is a bad one."""

    def __init__(self, seed: int) -> None:
        self._rng = random.Random(seed)
        self.bad = 0

    def __call__(self, request: Request) -> Reply:
        if self._rng.random() >= 0.2:
            return reply(request)
        self.bad += 1
        return self._rng.choice(BAD)(request)


def backend(server: ScriptedServer, **settings: Any) -> LLMBackend:
    quiet_libraries()
    return LLMBackend(LLMSettings(base_url=server.base_url, model="m", **settings), clock=NoWait().clock())


async def through(server: ScriptedServer, out: Path, **settings: Any) -> Any:
    model = backend(server, **settings)
    try:
        return await extract(articles(), out, model, kinds=KINDS)
    finally:
        await model.aclose()


@pytest.mark.parametrize("seed", [1, 2])
async def test_with_a_fifth_of_the_answers_bad_all_articles_end_done(tmp_path: Path, seed: int) -> None:
    unreliable = Unreliable(seed)
    with ScriptedServer(then=unreliable) as server:
        ended, _, _ = await through(server, tmp_path)
    assert unreliable.bad > ARTICLES // 10
    assert (ended.totals.done, ended.totals.failed) == (ARTICLES, 0)
    assert {key: len(records) for key, records in seen(tmp_path).items()} == {str(number): 2 for number in range(ARTICLES)}


def delete(folder: Path) -> None:
    shutil.rmtree(folder)


def overwrite(folder: Path) -> None:
    for path in folder.iterdir():
        with path.open("r+b") as file:
            file.write(b"garbage!" * (path.stat().st_size // 8))


def truncate(folder: Path) -> None:
    (folder / "cache.db").write_bytes(b"")


@pytest.mark.parametrize("damage", [delete, overwrite, truncate])
async def test_a_cache_damaged_in_the_middle_of_a_run_costs_no_article(tmp_path: Path, damage: Callable[[Path], None]) -> None:
    cache = tmp_path / "cache"
    answered = 0

    def damaging(request: Request) -> Reply:
        nonlocal answered
        answered += 1
        if answered == ARTICLES // 2:
            damage(cache)
        return reply(request)

    with ScriptedServer(then=damaging) as server:
        ended, _, _ = await through(server, tmp_path / "out", cache_dir=cache)
    assert (ended.status, ended.totals.done) == ("done", ARTICLES)
    assert answered == ARTICLES
