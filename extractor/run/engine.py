"""The local engine: many articles at once in one process, each all done or failed, whatever happens to the others."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Collection, Iterable
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from extractor.article import Article
from extractor.backends.base import Backend
from extractor.errors import PASSING, ExtractorError, FatalBackendError, LimitError
from extractor.pipeline import Extraction
from extractor.run.ahead import ReadAhead
from extractor.run.budget import UNLIMITED, Budget
from extractor.run.index import text_key
from extractor.run.kept import Kept
from extractor.run.one import asked_for, cut_short, extract_one
from extractor.run.parts import lines_of
from extractor.run.readers import Item
from extractor.run.writer import RunWriter
from schemas.files import ArticleResult, Run, Totals

_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Step:
    """One article of the queue is behind us."""

    result: ArticleResult | None
    """Its line as written; None for an article that was settled before and is passed over."""
    totals: Totals
    """Of the whole folder."""
    again: bool = False
    """It had failed earlier in this run, and was tried once more."""


Watcher = Callable[[Step], None]
"""Is told of each article as it ends."""


async def run(
    items: Iterable[Item],
    backend: Backend,
    kinds: Collection[str],
    writer: RunWriter,
    watch: Watcher,
    *,
    stop: asyncio.Event | None = None,
    grace: float = 10,
    budget: Budget = UNLIMITED,
    kept: Kept | None = None,
    complete: bool = False,
) -> Run:
    """Extract those of `items` that `writer`'s folder does not hold yet; what is finished is on disk at any moment.

    An article that fails in a way that may pass is tried once more later on, at the latest when the queue is through.

    Args:
        complete: `items` are all that the input holds: what could not be read in earlier runs and is no longer in its file does not count any more.
        kept: extractions of earlier runs, to be used and added to.
        stop: once it is set, no more articles are taken, and those in work have `grace` seconds to end.

    Returns:
        The run as written to run.json: "done"; "interrupted" by `stop` or by cancellation; or "stopped" by what no article can escape, such as a
        wrong key, a full disk or a limit. The same call on the same folder continues it.
    """
    batch = _Batch(backend, kinds, writer, watch, budget, kept)
    status, because = writer.run.status, None
    try:
        interrupted = await batch.extract(items, stop or asyncio.Event(), grace)
        status, because = ("interrupted", "interrupted by the user") if interrupted else ("done", None)
        if complete and not interrupted:
            writer.retire(writer.gone())
        if budget.passed(writer.totals.usage):
            _log.warning("The limit was passed by the last articles: %s", budget.spent(writer.totals.usage))
    except ExtractorError as error:
        status, because = "stopped", str(error)
    except asyncio.CancelledError:
        status, because = "interrupted", "interrupted by the user"
    finally:
        update = {"status": status, "ended": datetime.now(UTC), "totals": writer.totals, "stopped_because": because}
        ended = writer.run.model_copy(update={**update, "settings": {**writer.run.settings, **backend.settings()}})
        with suppress(OSError):
            writer.write_run(ended)
    return ended


_MOST_AGAIN = 100
"""Articles that are kept to be tried once more; with so many their turn comes before the end of the queue."""


class _Batch:
    """Articles in work. Each is a task that writes its own result, so that the loop that feeds them does the same little work for each."""

    def __init__(self, backend: Backend, kinds: Collection[str], writer: RunWriter, watch: Watcher, budget: Budget, kept: Kept | None) -> None:
        self._backend = backend
        self._kinds = kinds
        self._writer = writer
        self._watch = watch
        self._budget = budget
        self._kept = kept
        self._working: dict[asyncio.Task[None], int] = {}
        """What is in work, with the characters of its requests."""
        self._flights: dict[bytes, asyncio.Future[None]] = {}
        """Texts in work, so that the same text in two articles is extracted once."""
        self._again: list[Item] = []
        """Failed in a way that may pass."""
        self._change: asyncio.Future[None] | None = None
        self._failure: asyncio.Future[None] = asyncio.get_running_loop().create_future()

    async def extract(self, items: Iterable[Item], stop: asyncio.Event, grace: float) -> bool:
        """Whether `stop` ended it before the items did.

        Raises:
            ExtractorError: no article can succeed, or none can be written.
        """
        feeding = asyncio.ensure_future(self._feed(items))
        stopping = asyncio.ensure_future(stop.wait())
        ends: set[asyncio.Future[Any]] = {feeding, stopping, self._failure}
        try:
            await asyncio.wait(ends, return_when=asyncio.FIRST_COMPLETED)
            if self._failure.done() or not feeding.done():
                feeding.cancel()
                if not self._is_unwritable():
                    await self._wait_for_those_in_work(grace)  # their answers may be on the way, and paid for
            if self._failure.done():
                self._failure.result()
            if not feeding.done() or feeding.cancelled():
                return True
            feeding.result()
            return False
        finally:
            left = {feeding, stopping, *self._working}
            for task in left:
                task.cancel()
            await asyncio.gather(*left, return_exceptions=True)
            if not self._failure.cancel():
                self._failure.exception()  # seen here, lest asyncio complains of one that came last

    def _is_unwritable(self) -> bool:
        """Whether what is still to come could not be written."""
        return self._failure.done() and not isinstance(self._failure.exception(), FatalBackendError)

    async def _feed(self, items: Iterable[Item]) -> None:
        ahead = ReadAhead(items)
        try:
            async for item in ahead:
                if self._writer.is_settled(item):
                    self._watch(Step(None, self._writer.totals))
                    continue
                await self._start(item)
                if len(self._again) >= _MOST_AGAIN:
                    await self._try_again()
            await self._wait_for_those_in_work()
            await self._try_again()
        except LimitError:
            await self._wait_for_those_in_work()
            raise
        finally:
            ahead.close()
        await self._wait_for_those_in_work()

    async def _try_again(self) -> None:
        failed, self._again = self._again, []
        for item in failed:
            await self._start(item, again=True)

    async def _start(self, item: Item, *, again: bool = False) -> None:
        asked = asked_for(item, self._backend, self._kinds) if self._budget.limited else 0
        await self._place(asked)
        task = asyncio.ensure_future(self._work(item, again))
        self._working[task] = asked
        task.add_done_callback(self._ended)

    async def _place(self, asked: int) -> None:
        """Wait until one more article, with `asked` characters of requests, may be taken.

        Raises:
            ExtractorError: none may be taken any more.
        """
        while True:
            if self._failure.done():
                self._failure.result()
            allowed = self._budget.allows(self._writer.totals.usage, self._writer.rate, sum(self._working.values()) + asked, bool(self._working))
            if allowed and len(self._working) < max(1, self._backend.concurrency):
                return
            if not self._working:
                raise self._budget.reached(self._writer.totals.usage)
            self._change = asyncio.get_running_loop().create_future()
            await self._change

    async def _wait_for_those_in_work(self, seconds: float | None = None) -> None:
        if self._working:
            await asyncio.wait({*self._working}, timeout=seconds)

    def _ended(self, task: asyncio.Task[None]) -> None:
        del self._working[task]
        if not task.cancelled() and (error := task.exception()) and not self._failure.done():
            self._failure.set_exception(error)
        if self._change is not None and not self._change.done():
            self._change.set_result(None)

    async def _work(self, item: Item, again: bool) -> None:
        if not isinstance(item, Article):
            self._write(*await extract_one(item, self._backend, self._kinds))
            return
        key = text_key(item)
        while flight := self._flights.get(key):
            await asyncio.wait({flight})
        if copied := self._writer.copy(item):
            self._write(*copied, again)
            return
        self._flights[key] = landed = asyncio.get_running_loop().create_future()
        try:
            if self._kept and (kept := await self._kept.get(item)):
                self._tell(self._writer.add_lines(*kept), again)
                return
            try:
                result, extraction = await extract_one(item, self._backend, self._kinds)
            except (FatalBackendError, asyncio.CancelledError) as error:
                if paid := cut_short(item, error):
                    self._write(paid, None, again)
                raise
            lines = lines_of(extraction)
            self._tell(self._writer.add_lines(result, lines), again)
            if self._kept and extraction:
                await self._kept.put(item, result, lines)
            if result.error and result.error.code in PASSING and not again:
                self._again.append(item)
        finally:
            del self._flights[key]
            landed.set_result(None)

    def _write(self, result: ArticleResult, extraction: Extraction | None, again: bool = False) -> None:
        self._tell(self._writer.add(result, extraction), again)

    def _tell(self, result: ArticleResult, again: bool) -> None:
        self._watch(Step(result, self._writer.totals, again))
