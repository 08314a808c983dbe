"""How many requests may be in flight: a number set by the user, or one that follows what the server can take."""

from __future__ import annotations

from collections.abc import Callable
from statistics import median

LOWEST, FIRST, HIGHEST = 1, 8, 256

_SLOWER, _SLOW = 2.0, 1.4
"""Latency over the best seen: from the first on the server is too full, up to the second there is room."""
_BACK_OFF, _EASE = 0.5, 0.8
"""What remains of the limit after a refusal, after a slow round."""
_STEPS = 16
"""A limit of so many and more grows by this part of it a round."""
_SMALLEST_ROUND = 8
"""Answers: fewer say nothing about latency."""
_FORGET = 0.02
"""Share by which the best latency follows the present one in a round: servers change."""
_FIXED_TOKENS = 100
"""Output tokens that the fixed part of a latency is worth: answers of different lengths are compared per token."""


class Gate:
    """The number of requests in flight, and the limit to it.

    The limit starts at 8, doubles with each round of answers while latency stays near its best, and grows by little after the first
    sign that the server is full: a 429, a timeout, or latency twice its best. At most once a round trip such a sign takes a part of it away.
    """

    def __init__(self, fixed: int | None = None, changed: Callable[[int], None] = lambda _: None) -> None:
        """`fixed`: the limit, never to be changed; None: it adapts. `changed` is told of each new limit."""
        self.limit = fixed or FIRST
        self.in_flight = 0
        self._fixed = fixed is not None
        self._changed = changed
        self._started = 0
        self._counts_from = 0
        """Requests that started earlier were sent under another limit: what became of them says nothing about this one."""
        self._seen_signs = False
        self._was_full = False
        self._best: float | None = None
        self._round: list[float] = []

    @property
    def full(self) -> bool:
        return self.in_flight >= self.limit

    def enter(self) -> int:
        """Take a place; the request's number, to leave with."""
        self.in_flight += 1
        self._was_full = self._was_full or self.full
        self._started += 1
        return self._started

    def leave(self, number: int, *, latency: float | None = None, tokens: int = 0, refused: bool = False) -> None:
        """Give the place of request `number` back. `latency`: seconds to a good answer of `tokens` output tokens; `refused`: a 429 or a timeout."""
        self.in_flight -= 1
        if self._fixed or number <= self._counts_from:
            return
        if refused:
            self._shrink(_BACK_OFF)
        elif latency is not None:
            self._round.append(latency / (_FIXED_TOKENS + tokens))
            if len(self._round) >= max(self.limit, _SMALLEST_ROUND):
                self._end_round(median(self._round))

    def _end_round(self, pace: float) -> None:
        best = pace if self._best is None else min(pace, self._best + _FORGET * (pace - self._best))
        self._best = best
        if pace > _SLOWER * best:
            self._shrink(_EASE)
            return
        if pace <= _SLOW * best and self._was_full:
            self._set(self.limit + max(1, self.limit // _STEPS) if self._seen_signs else 2 * self.limit)
        self._start_round()

    def _shrink(self, remaining: float) -> None:
        self._seen_signs = True
        self._counts_from = self._started
        self._set(int(self.limit * remaining))
        self._start_round()

    def _start_round(self) -> None:
        self._round.clear()
        self._was_full = self.full

    def _set(self, limit: int) -> None:
        limit = min(HIGHEST, max(LOWEST, limit))
        if limit != self.limit:
            self.limit = limit
            self._changed(limit)
