"""Answers kept on disk, by everything that decides them. Text goes in and text comes out; nothing is ever unpickled.

Never an API key, neither in keys nor in values.
"""

from __future__ import annotations

import asyncio
import hashlib
import json
import logging
import sqlite3
from collections.abc import Awaitable, Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import nullcontext, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import diskcache
from diskcache.core import MODE_RAW, UNKNOWN

from extractor.backends.llm.wire import canonical

_log = logging.getLogger(__name__)
_ERRORS = (OSError, sqlite3.Error, diskcache.Timeout, TypeError, ValueError)


def cache_key(endpoint: str, body: Mapping[str, Any], repeat: int) -> str:
    """sha256 of all that decides an answer: the server, the whole request, and which repetition of it this is."""
    return hashlib.sha256(f"[{json.dumps(endpoint)},{canonical(body)},{repeat}]".encode()).hexdigest()


class TextDisk(diskcache.Disk):  # type: ignore[misc]
    """diskcache's storage, cut down to text in the database: its own unpickles whatever a cache folder holds (CVE-2025-69872)."""

    def put(self, key: object) -> tuple[str, bool]:
        return _text(key), True

    def get(self, key: object, raw: bool) -> str:
        return _text(key)

    def store(self, value: object, read: bool, key: object = UNKNOWN) -> tuple[int, int, None, str]:
        return 0, MODE_RAW, None, _text(value)

    def fetch(self, mode: int, filename: object, value: object, read: bool) -> str:
        if mode != MODE_RAW:
            raise TypeError("the cache holds something that is no text")
        return _text(value)


@dataclass(frozen=True)
class _Job:
    """Something to look up, or to keep where `text` is given; `done` receives what was found."""

    key: str
    text: str | None
    done: asyncio.Future[str | None]


class Cache:
    """Answers by key, in `folder`; only in flight if that is None. A folder that cannot be used is warned of once."""

    def __init__(self, folder: Path | None) -> None:
        self._folder = folder
        self._store: diskcache.Cache | None = None
        # One thread of its own: SQLite off the event loop, and one connection.
        self._worker = ThreadPoolExecutor(max_workers=1, thread_name_prefix="cache") if folder else None
        self._flights: dict[str, asyncio.Task[tuple[str, bool]]] = {}
        self._jobs: list[_Job] = []
        self._working: asyncio.Task[None] | None = None

    async def get_or_ask(self, key: str, ask: Callable[[], Awaitable[str]], good: Callable[[str], bool]) -> tuple[str, bool]:
        """The text for `key`, and whether this call had it asked for. Text that is `good` is kept; identical questions in flight are asked once."""
        flight = self._flights.get(key)
        joined = flight is not None
        if flight is None:
            flight = self._flights[key] = asyncio.create_task(self._fly(key, ask, good))
            flight.add_done_callback(lambda done: self._landed(key, done))
        # Shielded: others may wait for the same answer when this caller is cancelled.
        text, asked = await asyncio.shield(flight)
        return text, asked and not joined

    async def aclose(self) -> None:
        """End what is in flight and close the folder."""
        for flight in tuple(self._flights.values()):
            flight.cancel()
        if self._worker is not None:
            if self._working is not None:
                await self._working
            if self._store is not None:
                with suppress(*_ERRORS):
                    await asyncio.get_running_loop().run_in_executor(self._worker, self._store.close)
            self._end()

    async def _fly(self, key: str, ask: Callable[[], Awaitable[str]], good: Callable[[str], bool]) -> tuple[str, bool]:
        kept = await self._do(key)
        if kept is not None and good(kept):
            return kept, False
        text = await ask()
        if self._worker is not None and good(text):
            await self._do(key, text)
        return text, True

    def _landed(self, key: str, flight: asyncio.Task[tuple[str, bool]]) -> None:
        del self._flights[key]
        if not flight.cancelled():
            flight.exception()  # seen here, lest asyncio complains when the caller is gone

    async def _do(self, key: str, text: str | None = None) -> str | None:
        """Look `key` up, or keep `text` under it; None without a cache, or when the folder is of no use."""
        if self._worker is None:
            return None
        job = _Job(key, text, asyncio.get_running_loop().create_future())
        self._jobs.append(job)
        if self._working is None:
            self._working = asyncio.create_task(self._work(self._worker))
        return await job.done

    async def _work(self, worker: ThreadPoolExecutor) -> None:
        """Give all jobs that wait to the cache's own thread at once, until none waits."""
        try:
            while self._jobs:
                jobs, self._jobs = self._jobs, []
                found: list[str | None] = [None] * len(jobs)
                try:
                    if self._worker is not None:
                        found = await asyncio.get_running_loop().run_in_executor(worker, self._all, jobs)
                except _ERRORS as error:
                    if self._worker is not None:
                        self._end()
                        _log.warning("The cache folder %s is of no use (%s); going on without it", self._folder, type(error).__name__)
                for job, text in zip(jobs, found, strict=True):
                    if not job.done.done():
                        job.done.set_result(text)
        finally:
            self._working = None

    def _all(self, jobs: Sequence[_Job]) -> list[str | None]:
        """What was found for each of `jobs`; what is to be kept is kept in one transaction."""
        store = self._opened()
        with store.transact() if any(job.text is not None for job in jobs) else nullcontext():
            return [store.get(job.key) if job.text is None else store.set(job.key, job.text) and None for job in jobs]

    def _end(self) -> None:
        if self._worker is not None:
            self._worker.shutdown(wait=False)
            self._worker = None

    def _opened(self) -> diskcache.Cache:
        if self._store is None:
            assert self._folder is not None
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            self._store = diskcache.Cache(str(self._folder), disk=TextDisk, eviction_policy="none", cull_limit=0, sqlite_mmap_size=0)
        return self._store


def _text(value: object) -> str:
    if type(value) is not str:
        raise TypeError("the cache holds text only")
    return value
