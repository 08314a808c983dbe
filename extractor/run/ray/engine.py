"""The Ray engine: one task reads, a pool of actors extracts, and what they find comes home to one writer, the run folder's."""

from __future__ import annotations

import asyncio
import pickle
import re
import threading
from collections.abc import AsyncGenerator, Callable, Collection, Iterator, Sequence
from contextlib import aclosing, suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import ray
import ray.data
from ray.data import ActorPoolStrategy, DataContext

from extractor.article import Article
from extractor.backends.base import Backend
from extractor.errors import PASSING, ExtractorError, FatalBackendError, LimitError
from extractor.run.budget import UNLIMITED, Budget
from extractor.run.engine import Step, Watcher
from extractor.run.engine import run as run_here
from extractor.run.one import asked_for
from extractor.run.parts import ARTICLES
from extractor.run.ray.shares import actors_within, budget_share, maker
from extractor.run.ray.source import Source
from extractor.run.ray.unit import Outcome
from extractor.run.ray.worker import Job, Reader, Valve, Worker
from extractor.run.readers import Item, ReadOptions, warn_of
from extractor.run.writer import RunWriter
from schemas.files import Run

if TYPE_CHECKING:
    from extractor.backends.llm.backend import LLMSettings

_ACTOR_CPUS = 0.5
"""Of each actor, at most: most of the time it waits for a model. The task that reads asks for none: it must never wait for actors to end."""
_UNITS_AT_ONCE = 8
"""In one actor."""
_MOST_AGAIN = 1_000
"""Articles that are kept to be tried once more at the end of the queue."""
_CAUSE = re.compile(r"(?:\w+\.)*\w*(?:Error|Exception)\b")


@dataclass(frozen=True)
class Queue:
    """What a run over Ray extracts, and with how many actors."""

    inputs: Sequence[str]
    options: ReadOptions
    settings: LLMSettings | None
    """Of the model; None: the built-in rules."""
    actors: int | None = None
    """None: one a CPU of the cluster."""
    retry_failed: bool = False
    cross_check: bool = False


async def run_queue(
    queue: Queue,
    backend: Backend,
    kinds: Collection[str],
    writer: RunWriter,
    watch: Watcher,
    *,
    stop: asyncio.Event | None = None,
    grace: float = 10,
    budget: Budget = UNLIMITED,
) -> Run:
    """As `extractor.run.engine.run`, by actors; within a Ray session.

    Args:
        backend: extracts here what is left at the end: articles that failed in a way that may pass, and those with the same text as one that failed.
        stop: once it is set, no actor takes more articles, and those in work have `grace` seconds to end.
        budget: divided over the actors.
    """
    stop = stop or asyncio.Event()
    homecoming = _Homecoming(writer, watch, budget, lambda item: asked_for(item, backend, kinds))
    status, because = writer.run.status, None
    try:
        if await homecoming.receive(_outcomes(queue, kinds, writer, budget, homecoming.valve), stop, grace):
            return await run_here(homecoming.held, backend, kinds, writer, homecoming.tell, stop=stop, grace=grace, budget=budget)
        status, because = "interrupted", "interrupted by the user"
    except ExtractorError as error:
        status, because = "stopped", str(error)
    except asyncio.CancelledError:
        status, because = "interrupted", "interrupted by the user"
    update = {"status": status, "ended": datetime.now(UTC), "totals": writer.totals, "stopped_because": because}
    ended = writer.run.model_copy(update={**update, "settings": {**writer.run.settings, **homecoming.settings}})
    with suppress(OSError):
        writer.write_run(ended)
    return ended


class _Homecoming:
    """Writes what comes home, and says when no more is to be taken."""

    def __init__(self, writer: RunWriter, watch: Watcher, budget: Budget, asked_for: Callable[[Item], int]) -> None:
        self._writer = writer
        self._watch = watch
        self._budget = budget
        self._asked_for = asked_for
        self.valve: Any = cast(Any, Valve).remote()
        self._fatal: str | None = None
        self._limit = self._share_spent = False
        """Whether the whole budget is spent, or an actor's share of it."""
        self._numbers: set[int] = set()
        self._last: int | None = None
        """The number of the last unit, once that came home."""
        self._gone: tuple[str, ...] = ()
        """See `Unit.gone`."""
        self._left: list[Item] = []
        """Articles that came home untouched: the first of each unit."""
        self.held: list[Article] = []
        """Articles that failed in a way that may pass, or whose text is that of another one that has not come home, or has failed."""
        self._again: set[str] = set()
        """The ids of the former."""
        self.settings: dict[str, Any] = {}
        """What the actors' backends have come to use."""

    async def receive(self, outcomes: Iterator[Outcome], stop: asyncio.Event, grace: float) -> bool:
        """Whether all came home; False if `stop` ended it before.

        Raises:
            ExtractorError: no article can succeed, none can be written, the budget is spent, Ray gave up, or articles are missing.
        """
        receiving = asyncio.ensure_future(self._receive(outcomes))
        stopping = asyncio.ensure_future(stop.wait())
        try:
            await asyncio.wait({receiving, stopping}, return_when=asyncio.FIRST_COMPLETED)
            stopped = not receiving.done()
            if stopped:
                self.valve.close.remote()
                await asyncio.wait({receiving}, timeout=grace)
            if receiving.done():
                receiving.result()
        finally:
            self.valve.close.remote()
            for task in (receiving, stopping):
                task.cancel()
            await asyncio.gather(receiving, stopping, return_exceptions=True)
        if self._all:
            self._writer.retire(self._gone)
            return True
        if self._fatal is not None:
            raise FatalBackendError(self._fatal)
        if self._limit or self._share_spent:
            usage = self._writer.totals.usage
            if self._limit or not self._budget.allows(usage, self._writer.rate, min(map(self._asked_for, self._left), default=0), in_work=False):
                raise self._budget.reached(usage)
            raise LimitError(f"an actor has used its share of the limit ({self._budget.spent(usage)}): run the same command again; fewer --actors come closer")
        if stopped:
            return False
        raise ExtractorError("Ray lost some articles; run the same command again to extract them")

    def tell(self, step: Step) -> None:
        """What became here of an article that was held."""
        again = step.result is not None and step.result.article_id in self._again
        self._watch(replace(step, again=step.again or again))

    async def _receive(self, outcomes: Iterator[Outcome]) -> None:
        async with aclosing(_in_a_thread(outcomes)) as coming:
            async for outcome in coming:
                self._take(outcome)

    @property
    def _all(self) -> bool:
        """Whether every article came home."""
        return self._last is not None and len(self._numbers) == self._last + 1 and not self._left

    def _take(self, outcome: Outcome) -> None:
        unit = outcome.unit
        if unit.number in self._numbers:
            return
        self._numbers.add(unit.number)
        if unit.last:
            self._last = unit.number
            warn_of(unit.others)
            self._gone = unit.gone
        brought = {result.article_id for result, _ in outcome.results}
        self._left += [item for item in unit.items if item.id not in brought][:1]
        self.settings.update(outcome.settings)
        for _ in range(unit.passed):
            self._watch(Step(None, self._writer.totals))
        for result, extraction in outcome.results:
            self._watch(Step(self._writer.add(result, extraction), self._writer.totals))
            if result.error and result.error.code in PASSING and len(self._again) < _MOST_AGAIN:
                self._again.add(result.article_id)
        self.held += (item for item in unit.items if item.id in self._again and isinstance(item, Article))
        for twin in unit.twins:
            copied = self._writer.copy(twin)
            if copied is None:
                self.held.append(twin)
            else:
                self._watch(Step(self._writer.add(*copied), self._writer.totals))
        self._fatal = self._fatal or outcome.fatal
        self._share_spent = self._share_spent or outcome.limit
        self._limit = self._limit or not self._allowed()
        if self._fatal or self._limit or self._share_spent:
            self.valve.close.remote()

    def _allowed(self) -> bool:
        """Whether one more article may be taken: actors that were started again know only what they spent since."""
        try:
            return not self._writer.rate.known or self._budget.allows(self._writer.totals.usage, self._writer.rate, 0, in_work=False)
        except LimitError as error:
            self._fatal = str(error)
            return False


def _outcomes(queue: Queue, kinds: Collection[str], writer: RunWriter, budget: Budget, valve: Any) -> Iterator[Outcome]:
    """Units through the actors; each once, also where an actor or a machine dies on the way."""
    cpus = float(cast(Any, ray).cluster_resources().get("CPU", 0))
    number = queue.actors or max(1, int(cpus))
    if queue.settings is not None:
        number = actors_within(queue.settings.limits, number)
    job = Job(maker(queue.settings, number, cross_check=queue.cross_check), tuple(kinds), budget_share(budget, writer.totals.usage, number), writer.rate)
    source = Source(tuple(queue.inputs), queue.options, writer.path.absolute(), (writer.path / ARTICLES).stat().st_size, queue.retry_failed, Path.cwd())
    actors = ActorPoolStrategy(size=number, max_concurrent_calls_per_actor=_UNITS_AT_ONCE, max_tasks_in_flight_per_actor=_UNITS_AT_ONCE + 2)
    with DataContext.current(_context()):
        outcomes = (
            ray.data.from_items([{"start": 0}])
            .map_batches(Reader(source, valve).__call__, batch_size=None, num_cpus=0, resources={_this_machine(): 0.001})
            .map_batches(Worker, fn_constructor_args=(ray.put(job), valve), batch_size=1, compute=actors, num_cpus=min(_ACTOR_CPUS, cpus / number))
        )
        for batch in outcomes.iter_batches(batch_size=None, prefetch_batches=0):
            yield from (pickle.loads(outcome) for outcome in batch["outcome"])  # noqa: S301 (it is our own, from within the cluster)


def _this_machine() -> str:
    """The resource that only the node has which the run was started on: the queue may lie on its disk alone."""
    here = ray.get_runtime_context().get_node_id()
    (node,) = (node for node in cast(Any, ray).nodes() if node["NodeID"] == here)
    return next(str(name) for name in node["Resources"] if name.startswith("node:") and name != "node:__internal_head__")


def _context() -> DataContext:
    context = DataContext.get_current().copy()
    context.enable_progress_bars = False
    context.target_max_block_size = 1  # a block is one unit: it goes to an actor, and comes home, as soon as it is there
    return context


async def _in_a_thread(outcomes: Iterator[Outcome]) -> AsyncGenerator[Outcome]:
    """`outcomes`, waited for in a thread of their own. A daemon: where Ray hangs, the process can end."""
    loop = asyncio.get_running_loop()
    queue: asyncio.Queue[Outcome | ExtractorError | None] = asyncio.Queue(1)

    def hand_over(value: Outcome | ExtractorError | None) -> None:
        asyncio.run_coroutine_threadsafe(queue.put(value), loop).result()

    def wait() -> None:
        with suppress(RuntimeError):  # the loop is closed: nobody waits any more
            try:
                for outcome in outcomes:
                    hand_over(outcome)
                hand_over(None)
            except Exception as error:  # of whatever sort: Ray's own, or what it wraps
                hand_over(ExtractorError(f"Ray: {_told(error)}; run the same command again to go on"))

    threading.Thread(target=wait, daemon=True, name="ray").start()
    while (value := await queue.get()) is not None:
        if isinstance(value, ExtractorError):
            raise value
        yield value


def _told(error: BaseException) -> str:
    """The line that says what happened, out of a page of Ray's."""
    lines = [line.strip() for line in str(error).splitlines() if line.strip()]
    causes = [line for line in lines if _CAUSE.match(line)]
    return (causes or lines or [type(error).__name__])[-1][:200]
