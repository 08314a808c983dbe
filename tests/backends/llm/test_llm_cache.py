"""Answers are asked for once, kept as text, and nothing else."""

from __future__ import annotations

import asyncio
import json
import logging
import pickle
import shutil
import sqlite3
import stat
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.article import Article
from extractor.backends.llm.cache import Cache, TextDisk, cache_key
from extractor.errors import BackendError
from tests.backends.llm.conftest import KILLED, KINDS_ALL, TEXT, Connect, lists, stands, stands_in
from tests.scripted_server import Reply, ScriptedServer, answer, status, text

WRONG = {**KILLED, "quantity": "41"}
GOOD = answer(lists([KILLED]))


def _good(_: str) -> bool:
    return True


async def test_after_a_restart_nothing_is_sent_again(connect: Connect, article: Article, tmp_path: Path) -> None:
    with ScriptedServer([answer(lists([WRONG])), GOOD]) as server:
        first = connect(server, cache_dir=tmp_path / "cache")
        asked = await first.draft(article, KINDS_ALL, stands_in(TEXT))
        await first.aclose()
        kept = await connect(server, cache_dir=tmp_path / "cache").draft(article, KINDS_ALL, stands_in(TEXT))
        assert len(server.requests) == 2
    assert kept.pointed == asked.pointed
    assert (asked.usage.requests, asked.usage.cache_hits) == (2, 0)
    assert (kept.usage.requests, kept.usage.cache_hits, kept.usage.input_tokens, kept.usage.cost_usd) == (0, 2, 0, 0)


async def test_identical_questions_in_flight_are_asked_once(connect: Connect, article: Article) -> None:
    with ScriptedServer(then=Reply(body=GOOD.body, delay=0.2)) as server:
        backend = connect(server)
        await backend.draft(Article("b", TEXT + " Probe."), KINDS_ALL, stands)
        results = await asyncio.gather(*(backend.draft(article, KINDS_ALL, stands) for _ in range(8)))
        assert len(server.requests) == 2
    assert all(drafts.pointed == results[0].pointed for drafts in results)
    assert sum(drafts.usage.requests for drafts in results) == 1


async def test_one_who_gives_up_takes_the_answer_from_nobody() -> None:
    cache, arrived = Cache(None), asyncio.Event()

    async def ask() -> str:
        await arrived.wait()
        return "answer"

    first, second = (asyncio.create_task(cache.get_or_ask("k", ask, _good)) for _ in range(2))
    await asyncio.sleep(0)
    first.cancel()
    arrived.set()
    assert await second == ("answer", False)
    with pytest.raises(asyncio.CancelledError):
        await first


async def test_a_failure_is_everybodys_and_is_not_kept() -> None:
    cache, asked = Cache(None), []

    async def ask() -> str:
        asked.append(1)
        await asyncio.sleep(0)
        raise BackendError("no", "server")

    results = await asyncio.gather(*(cache.get_or_ask("k", ask, _good) for _ in range(3)), return_exceptions=True)
    assert [type(result) for result in results] == [BackendError] * 3
    assert len(asked) == 1
    with pytest.raises(BackendError):
        await cache.get_or_ask("k", ask, _good)
    assert len(asked) == 2


@pytest.mark.parametrize(
    "bad",
    [text('{"casualties": [', "length"), text("", "content_filter"), text("not JSON"), text('{"answer": []}'), text('{"quotes": 1}'), status(500), status(400)],
    ids=["cut off", "filtered", "malformed", "of no schema", "of another", "500", "400"],
)
async def test_only_good_answers_are_kept(connect: Connect, article: Article, tmp_path: Path, bad: Reply) -> None:
    with ScriptedServer(then=bad) as server:
        for _ in range(2):
            backend = connect(server, cache_dir=tmp_path / "cache", attempts=1)
            before = len(server.requests)
            with pytest.raises(BackendError):
                await backend.draft(article, KINDS_ALL, stands)
            await backend.aclose()
            assert len(server.requests) > before
    with sqlite3.connect(tmp_path / "cache" / "cache.db") as database:
        assert database.execute("SELECT count(*) FROM Cache").fetchone() == (0,)


async def test_what_lies_in_the_folder(connect: Connect, article: Article, tmp_path: Path) -> None:
    folder = tmp_path / "deep" / "cache"
    with ScriptedServer([GOOD]) as server:
        backend = connect(server, cache_dir=folder, api_key="sk-plum")
        await backend.draft(article, KINDS_ALL, stands)
        await backend.aclose()
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert all(b"sk-plum" not in file.read_bytes() for file in folder.iterdir())
    with sqlite3.connect(folder / "cache.db") as database:
        ((key, value),) = database.execute("SELECT key, value FROM Cache").fetchall()
        assert database.execute("SELECT value FROM Settings WHERE key = 'eviction_policy'").fetchone() == ("none",)
    assert json.loads(value) == json.loads(GOOD.body)
    assert len(key) == 64


@pytest.mark.parametrize("other", [{"repeat": 1}, {"model": "other"}, {"temperature": 0.5}, {"max_output_tokens": 50}, {"requests": "per-kind"}])
async def test_whatever_decides_an_answer_asks_anew(connect: Connect, article: Article, tmp_path: Path, other: dict[str, Any]) -> None:
    with ScriptedServer(then=GOOD) as server:
        first = connect(server, cache_dir=tmp_path / "cache")
        await first.draft(article, KINDS_ALL, stands)
        await first.aclose()
        await connect(server, cache_dir=tmp_path / "cache", **other).draft(article, KINDS_ALL, stands)
        assert len(server.requests) > 1


async def test_another_key_asks_for_the_same(connect: Connect, article: Article, tmp_path: Path) -> None:
    with ScriptedServer([GOOD]) as server:
        for key in ("sk-plum", "sk-pear"):
            backend = connect(server, cache_dir=tmp_path / "cache", api_key=key)
            await backend.draft(article, KINDS_ALL, stands)
            await backend.aclose()
        assert len(server.requests) == 1


def _a_file(folder: Path) -> None:
    folder.write_text("in the way")


def _no_database(folder: Path) -> None:
    folder.mkdir()
    (folder / "cache.db").write_bytes(b"this is no SQLite database " * 200)


@pytest.mark.parametrize("spoil", [_a_file, _no_database])
async def test_a_folder_of_no_use_is_warned_of_once(connect: Connect, article: Article, tmp_path: Path, caplog: pytest.LogCaptureFixture, spoil: Any) -> None:
    caplog.set_level(logging.WARNING)
    spoil(tmp_path / "cache")
    with ScriptedServer(then=GOOD) as server:
        backend = connect(server, cache_dir=tmp_path / "cache")
        for _ in range(3):
            assert len((await backend.draft(article, KINDS_ALL, stands)).pointed) == 1
        await backend.aclose()
        assert len(server.requests) == 3
    assert [record.message.count("going on without") for record in caplog.records] == [1]


def _deleted(folder: Path) -> None:
    shutil.rmtree(folder)


def _overwritten(folder: Path) -> None:
    for file in folder.iterdir():
        file.write_bytes(b"not a database any more " * 4_000)


@pytest.mark.parametrize("spoil", [_deleted, _overwritten])
async def test_a_folder_spoilt_in_the_middle_of_a_run_loses_no_article(connect: Connect, tmp_path: Path, caplog: pytest.LogCaptureFixture, spoil: Any) -> None:
    caplog.set_level(logging.WARNING)
    with ScriptedServer(then=GOOD) as server:
        backend = connect(server, cache_dir=tmp_path / "cache")
        for number in range(40):
            if number == 20:
                spoil(tmp_path / "cache")
            assert len((await backend.draft(Article(str(number), f"{TEXT} Item {number}."), KINDS_ALL, stands)).pointed) == 1
        await backend.aclose()
        assert len(server.requests) == 40
    assert len(caplog.records) <= 1


async def test_answers_are_kept_one_by_one_as_they_come(tmp_path: Path) -> None:
    cache = Cache(tmp_path / "cache")

    async def ask() -> str:
        return "answer"

    await asyncio.gather(*(cache.get_or_ask(f"k{number}", ask, _good) for number in range(30)))
    with sqlite3.connect(tmp_path / "cache" / "cache.db") as other_process:
        assert other_process.execute("SELECT count(*) FROM Cache").fetchone() == (30,), "on disk before the answer is given out"
    await cache.aclose()


class _Trap:
    """Unpickling this would leave a mark."""

    def __reduce__(self) -> tuple[Any, ...]:
        return (Path.touch, (Path("unpickled"),))


async def test_nothing_is_ever_unpickled(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture) -> None:
    monkeypatch.chdir(tmp_path)

    async def ask() -> str:
        return "fresh"

    first = Cache(tmp_path / "cache")
    await first.get_or_ask("k", ask, _good)
    await first.aclose()
    with sqlite3.connect(tmp_path / "cache" / "cache.db") as database:
        database.execute("UPDATE Cache SET mode = 4, value = ?", (pickle.dumps(_Trap()),))
    second = Cache(tmp_path / "cache")
    assert await second.get_or_ask("k", ask, _good) == ("fresh", True)
    await second.aclose()
    assert not (tmp_path / "unpickled").exists()


@pytest.mark.parametrize("value", [b"bytes", 3, 1.5, None, ["a"], {"a": 1}])
def test_the_disk_takes_text_only(tmp_path: Path, value: object) -> None:
    disk = TextDisk(str(tmp_path))
    for use in (disk.put, lambda value: disk.store(value, False), lambda value: disk.fetch(1, None, value, False)):
        with pytest.raises(TypeError):
            use(value)


@given(st.text(), st.text())
def test_a_key_stands_for_one_body(left: str, right: str) -> None:
    keys = {cache_key("http://host", {"messages": [{"content": content}]}, 0) for content in (left, right)}
    assert len(keys) == len({left, right})


def test_a_key_does_not_depend_on_the_order_of_names() -> None:
    assert cache_key("e", {"a": 1, "b": 2}, 0) == cache_key("e", {"b": 2, "a": 1}, 0)
