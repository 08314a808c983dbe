"""What runs on the machines of a cluster: the task that reads, and actors, each a backend of its own with its share of the limits."""

from __future__ import annotations

import asyncio
import pickle
from collections.abc import AsyncGenerator, Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import ray

from extractor import __version__
from extractor.backends.base import Backend
from extractor.errors import ExtractorError, LimitError
from extractor.pipeline import Extraction
from extractor.run.budget import Budget, Rate
from extractor.run.one import asked_for, extract_one
from extractor.run.ray.source import Source
from extractor.run.ray.unit import Outcome, Unit
from extractor.run.readers import Item
from schemas.files import ArticleResult, Usage


@dataclass(frozen=True)
class Job:
    """What every actor is told."""

    make: Callable[[], Backend]
    """Makes the actor's backend, with its share of the limits."""
    kinds: tuple[str, ...]
    budget: Budget
    """The actor's share."""
    rate: Rate = Rate()
    """What the articles of earlier runs on the folder have cost."""
    version: str = __version__
    """Of extractor, where the run was started."""


@ray.remote(num_cpus=0, max_restarts=-1, max_task_retries=-1)
class Valve:
    """Closed once, it lets no more articles be taken, on any machine."""

    def __init__(self) -> None:
        self._closed = False

    def close(self) -> None:
        self._closed = True

    def closed(self) -> bool:
        return self._closed


class Reader:
    """The one task that reads the queue."""

    def __init__(self, source: Source, valve: Any) -> None:
        self._source = source
        self._valve = valve

    def __call__(self, batch: Any) -> Iterator[dict[str, list[bytes]]]:
        """For Ray: one row a unit. `batch` starts it, and holds nothing."""
        for unit in self._source.units():
            if ray.get(self._valve.closed.remote()):
                return
            yield {"unit": [pickle.dumps(unit)]}


class Worker:
    """Extracts units, several at once; articles take their places in the order in which they came."""

    def __init__(self, job: Any, valve: Any) -> None:
        """`job`: a reference to a Job, so that no log of Ray's shows its settings; `valve`: a handle of a Valve."""
        self._job: Job = ray.get(job)
        self._valve = valve
        self._backend: Backend | None = None
        self._in_work = self._asked = 0
        """Articles, and the characters of their requests."""
        self._usage = Usage()
        self._rate = self._job.rate
        self._fatal: str | None = None
        self._limit = False
        self._turn = asyncio.Lock()
        self._change = asyncio.Event()

    async def __call__(self, batch: Mapping[str, Any]) -> AsyncGenerator[dict[str, list[bytes]]]:
        """For Ray: a batch of one unit."""
        outcome = await self.extract(pickle.loads(batch["unit"][0]))  # noqa: S301 (it is our own, from within the cluster)
        yield {"outcome": [pickle.dumps(outcome)]}

    async def extract(self, unit: Unit) -> Outcome:
        """What became of `unit`; never an error, which Ray would wrap into pages of its own."""
        if unit.error:
            return Outcome(unit, (), fatal=unit.error)
        try:
            backend = self._ready()
        except ExtractorError as error:
            return Outcome(unit, (), fatal=str(error))
        found = await asyncio.gather(*(self._one(item, backend) for item in unit.items))
        return Outcome(unit, tuple(result for result in found if result), backend.settings(), self._fatal, self._limit)

    def _ready(self) -> Backend:
        if self._backend is None:
            if self._job.version != __version__:
                raise ExtractorError(f"a machine of the cluster has extractor {__version__}, this one {self._job.version}: install the same version on all")
            self._backend = self._job.make()
        return self._backend

    async def _one(self, item: Item, backend: Backend) -> tuple[ArticleResult, Extraction | None] | None:
        asked = asked_for(item, backend, self._job.kinds) if self._job.budget.limited else 0
        if not await self._place(backend, asked):
            return None
        try:
            result, extraction = await extract_one(item, backend, self._job.kinds)
        except ExtractorError as error:
            self._fatal = self._fatal or str(error)
            return None
        finally:
            self._in_work -= 1
            self._asked -= asked
            self._change.set()
        self._usage += result.usage
        self._rate = self._rate.after(result.usage)
        return result, extraction

    async def _place(self, backend: Backend, asked: int) -> bool:
        """Wait until one more article, with `asked` characters of requests, may be taken; False if none may be taken any more."""
        async with self._turn:
            while not (self._fatal or self._limit or await self._valve.closed.remote()):
                self._change.clear()
                if self._allowed(asked) and self._in_work < max(1, backend.concurrency):
                    self._in_work += 1
                    self._asked += asked
                    return True
                if self._in_work:
                    await self._change.wait()
                else:
                    self._limit = not self._fatal
            return False

    def _allowed(self, asked: int) -> bool:
        try:
            return self._job.budget.allows(self._usage, self._rate, self._asked + asked, self._in_work > 0)
        except LimitError as error:
            self._fatal = str(error)
            return False
