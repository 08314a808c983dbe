"""One client's requests, kept within all limits at once: in flight, a minute, silences that the server asked for, and a server that is gone.

Every attempt passes here, of whatever kind, window, re-ask or retry. Requests go in the order in which they came: the first in line waits for all limits.
"""

from __future__ import annotations

import asyncio
import logging
import math
import random
import time
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, NoReturn

from tenacity import AsyncRetrying, RetryCallState, retry_if_exception_type, wait_random_exponential

from extractor.backends.llm.circuit import Circuit
from extractor.backends.llm.failures import TransientError
from extractor.backends.llm.gate import Gate
from extractor.backends.llm.observer import SILENT, Observer, State
from extractor.backends.llm.quota import INSTANT, Quota, Taken
from extractor.errors import BackendError, FatalBackendError

Attempt = Callable[[], Awaitable[Mapping[str, Any]]]

_log = logging.getLogger(__name__)

_LONGEST_WAIT = 60.0
"""Seconds: the cap on the backoff of one request."""
_BACKOFF = wait_random_exponential(multiplier=1, max=_LONGEST_WAIT)
_SPREAD = 1.0
"""Seconds at most that are added to a silence, so that many clients do not end it together."""
_NAP = 5.0
"""Seconds at most between two looks at the limits: clocks jump, machines sleep."""


@dataclass(frozen=True)
class Clock:
    """Time as limits see it."""

    now: Callable[[], float] = time.monotonic
    """Seconds, never going back."""
    sleep: Callable[[float], Awaitable[None]] = asyncio.sleep


@dataclass(frozen=True)
class Limits:
    """What a client keeps to."""

    concurrency: int | None = None
    """Requests in flight; None: follows what the server takes."""
    rpm: float | None = None
    tpm: float | None = None
    outage: float = 600
    """Seconds for which a server may be gone, or ask for silence, before the run is stopped."""
    attempts: int = 8
    """Of one request; those made while the server is gone for everybody, or busy with others, do not count."""


@dataclass
class _Request:
    """One request over all its attempts."""

    number: int
    characters: int
    answers: int
    """How many answers had come to anybody when it was last refused: a 429 counts only where nobody is served."""
    spent: int = 0
    """Attempts that count."""


@dataclass(frozen=True)
class _Passage:
    """One attempt on its way."""

    request: _Request
    place: int
    taken: Taken
    probe: bool
    sent: float


class Traffic:
    """Lets attempts through, and learns from how they end."""

    def __init__(self, endpoint: str, limits: Limits, clock: Clock, observer: Observer = SILENT) -> None:
        self._endpoint = endpoint
        self._limits = limits
        self._clock = clock
        self._observer = observer
        self._gate = Gate(limits.concurrency, observer.limit_changed)
        self._quota = Quota(limits.rpm, limits.tpm)
        self._circuit = Circuit(limits.outage, self._turned)
        self._refusals = Circuit(limits.outage, enough=1)
        """Nobody waits for this one: it only tells how long there have been nothing but 429s. Those are no single request's trouble."""
        self._turn = asyncio.Lock()
        self._stir = asyncio.Event()
        """Set when the first in line should look again."""
        self._end: asyncio.Future[None] | None = None
        self._numbers = 0
        self._answers = 0
        self._warned_of_crawling = False

    @property
    def concurrency(self) -> int:
        """How many requests may be in flight now."""
        return self._gate.limit

    async def send(self, characters: int, attempt: Attempt) -> Mapping[str, Any]:
        """The completion that `attempt` brings, called when all limits allow, and again after a `TransientError`. `characters` of the request.

        Raises:
            BackendError: not after the last attempt, or not in this form.
            FatalBackendError: this or another request has found that none can succeed, or the server has been gone for too long.
        """
        self._numbers += 1
        request = _Request(self._numbers, characters, self._answers)
        # Built anew for each call: a policy shared between tasks mixes up their attempts.
        retrying = AsyncRetrying(
            retry=retry_if_exception_type(TransientError),
            stop=lambda _: request.spent >= self._limits.attempts,
            wait=self._backoff,
            sleep=self._rest,
            before_sleep=self._tell,
            reraise=True,
        )
        return await retrying(self._attempt, request, attempt)

    def heed(self, headers: Mapping[str, str]) -> None:
        """Take over what a response's headers say of the server's limits."""
        self._quota.heed(headers, self._clock.now())

    async def _attempt(self, request: _Request, attempt: Attempt) -> Mapping[str, Any]:
        passage = await self._admitted(request)
        try:
            completion = await attempt()
        except TransientError as error:
            self._failed(passage, error)
            raise
        except FatalBackendError as error:
            self._answered(passage, error.code)
            self._stop(error)
            raise
        except BackendError as error:
            self._answered(passage, error.code)
            raise
        except BaseException:
            self._gate.leave(passage.place)
            self._circuit.abandoned(passage.probe)
            self._stir.set()
            raise
        self._succeeded(passage, completion)
        return completion

    def _backoff(self, state: RetryCallState) -> float:
        """Seconds: none where the whole client waits anyway."""
        error = state.outcome.exception() if state.outcome else None
        together = self._circuit.is_open or (isinstance(error, TransientError) and error.retry_after is not None)
        return 0.0 if together else _BACKOFF(state)

    def _tell(self, state: RetryCallState) -> None:
        error = state.outcome.exception() if state.outcome else None
        if isinstance(error, BackendError) and state.next_action:
            self._observer.retried(error.code, state.next_action.sleep)

    async def _rest(self, seconds: float) -> None:
        """A sleep that is ended by what ends everybody.

        Raises:
            FatalBackendError: no request can succeed.
        """
        if seconds > 0:
            end = self._ending()
            await _first(end, self._clock.sleep(seconds))
            if end.done():
                end.result()

    async def _admitted(self, request: _Request) -> _Passage:
        end = self._ending()
        async with self._turn:
            tokens = self._quota.expected(request.characters)
            self._warn_of_crawling(tokens)
            while not end.done():
                now = self._clock.now()
                if (silence := self._quota.silence(now)) > self._limits.outage:
                    raise FatalBackendError(self._later(silence))
                wait = math.inf if self._gate.full else max(self._circuit.wait(now), self._quota.wait(tokens, now))
                if wait <= INSTANT:
                    return _Passage(request, self._gate.enter(), self._quota.take(tokens, now), self._circuit.enter(), now)
                self._stir.clear()
                if wait == math.inf:
                    await self._stir.wait()
                else:
                    await _first(self._stir.wait(), self._clock.sleep(min(wait, _NAP)))
            raise FatalBackendError(str(end.exception()))

    def _warn_of_crawling(self, tokens: float) -> None:
        """Once, where a single request is more than a minute may take: it goes all the same, but there is nothing else to see for minutes."""
        minutes = self._quota.minutes(tokens)
        if minutes > 1 and not self._warned_of_crawling:
            self._warned_of_crawling = True
            _log.warning("A request takes about %s tokens, more than the limit for a minute: one goes every %.1f minutes", f"{tokens:,.0f}", minutes)

    def _ending(self) -> asyncio.Future[None]:
        """Fails when those who wait now have nothing to wait for."""
        if self._end is None:
            self._end = asyncio.get_running_loop().create_future()
        return self._end

    def _stop(self, error: FatalBackendError) -> None:
        """All who wait raise `error` too; who comes later may try again."""
        end, self._end = self._end, None
        if end is not None and not end.done():
            end.set_exception(FatalBackendError(str(error)))
            end.exception()  # seen: there may be nobody who waits
        self._stir.set()

    def _succeeded(self, passage: _Passage, completion: Mapping[str, Any]) -> None:
        read, written = tokens_of(completion)
        self._answers += 1
        self._quota.learn(passage.request.characters, read, written)
        if read or written:
            self._quota.settle(passage.taken, read + written, self._clock.now())
        self._refusals.answered()
        self._left(passage, "ok", written, read + written)

    def _answered(self, passage: _Passage, status: str) -> None:
        """The server said something that is no completion: it is there, and took no tokens."""
        self._quota.settle(passage.taken, 0, self._clock.now())
        self._left(passage, status, None, 0)

    def _left(self, passage: _Passage, status: str, written: int | None, tokens: int) -> None:
        latency = self._clock.now() - passage.sent
        self._circuit.answered()
        self._gate.leave(passage.place, latency=None if written is None else latency, tokens=written or 0)
        self._observer.request_ended(latency, status, tokens)
        self._stir.set()

    def _failed(self, passage: _Passage, error: TransientError) -> None:
        now, request = self._clock.now(), passage.request
        refused, late = error.code == "rate_limited", error.code == "timeout"
        self._gate.leave(passage.place, refused=refused or late)
        if not late:  # one that came too late may have been answered, and counted
            self._quota.settle(passage.taken, 0, now)
        silence = error.retry_after or 0.0
        if error.retry_after is not None:
            self._quota.be_silent(silence + random.uniform(0, _SPREAD), now)  # noqa: S311
        if refused:
            self._circuit.answered()
            self._refusals.failed(request.number, False, now)
            request.spent += self._answers == request.answers
            request.answers = self._answers
        else:
            broken = error.status == 500
            self._circuit.failed(request.number, passage.probe, now, own=broken)
            request.spent += not self._circuit.is_open or (passage.probe and (late or broken))
        self._observer.request_ended(now - passage.sent, error.code, 0)
        if silence > self._limits.outage:
            self._give_up(self._later(silence))
        if self._circuit.lasts_too_long(now) or self._refusals.lasts_too_long(now):
            self._give_up(f"{error} (for {self._limits.outage / 60:g} minutes now); run again on the same folder to go on from here")
        self._stir.set()

    def _later(self, silence: float) -> str:
        return f"The server at {self._endpoint} is to be asked again in {_in_words(silence)}; run again on the same folder then"

    def _give_up(self, why: str) -> NoReturn:
        gone = FatalBackendError(why)
        self._stop(gone)
        raise gone from None

    def _turned(self, state: State) -> None:
        if state == "open":
            _log.warning("The server at %s fails every request; waiting for it, for up to %g minutes", self._endpoint, self._limits.outage / 60)
        self._observer.circuit(state)


def _in_words(seconds: float) -> str:
    """`60 minutes (at 2031-05-06 14:00)`: rounded up, so that it is not too early."""
    minutes = math.ceil(seconds / 60)
    then = datetime.now().astimezone() + timedelta(minutes=minutes)
    return f"{minutes:,} minutes (at {then:%Y-%m-%d %H:%M})"


async def _first(*awaitables: Awaitable[object]) -> None:
    """Until one of `awaitables` is over; futures are left as they are, what else was begun is ended."""
    futures = [asyncio.ensure_future(awaitable) for awaitable in awaitables]
    try:
        await asyncio.wait(futures, return_when=asyncio.FIRST_COMPLETED)
    finally:
        for future in futures:
            if isinstance(future, asyncio.Task):
                future.cancel()


def tokens_of(completion: Mapping[str, Any]) -> tuple[int, int]:
    """Input and output tokens of a completion, as its server counts them; 0 where it does not."""
    usage = completion.get("usage")
    counts = [usage.get(name) if isinstance(usage, dict) else 0 for name in ("prompt_tokens", "completion_tokens")]
    read, written = (count if isinstance(count, int) and count > 0 else 0 for count in counts)
    return read, written
