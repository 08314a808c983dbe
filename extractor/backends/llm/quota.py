"""Requests and tokens a minute: what may go now, what has to wait. Pure arithmetic over a clock that the caller reads (seconds, never going back)."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass

WINDOW = 60.0
"""Seconds that a limit is meant for."""
_PACE = 0.99
"""Share of a limit that is used: what is sent evenly arrives less evenly."""
_LATE = 0.25
"""Seconds that a busy process may be late and still catch up."""
INSTANT = 1e-6
"""Seconds that are not worth waiting for: less than clocks can tell."""
_CHARACTERS = 4
"""Characters a token, as a rule of thumb."""
_FIRST_OUTPUT = 1_000
"""Output tokens to expect of an answer before any was seen."""
_LEARN = 0.1
"""Weight of the newest answer in what is expected of the next."""
_LONGEST_HOLD = 60.0
"""Seconds: the most that a server's word can hold us back at a time."""
_DURATION = re.compile(r"(?:(?P<h>\d+(?:\.\d+)?)h)?(?:(?P<m>\d+(?:\.\d+)?)m(?!s))?(?:(?P<s>\d+(?:\.\d+)?)s)?(?:(?P<ms>\d+(?:\.\d+)?)ms)?")


@dataclass
class Taken:
    """What one request has taken of a rate."""

    at: float
    units: float


class MinuteLimit:
    """At most `limit` units in any 60 seconds, spread evenly over them, whether the other side counts by the minute or by a bucket that refills.

    One request may take more than the whole limit: it goes when nothing else has been taken for 60 seconds.
    """

    def __init__(self, limit: float) -> None:
        self.limit = limit
        self._next = float("-inf")
        self._log: deque[Taken] = deque()
        self._sum = 0.0

    def wait(self, units: float, now: float) -> float:
        """Seconds until `units` may be taken; 0 if now."""
        while self._log and self._log[0].at <= now - WINDOW:
            self._sum -= self._log.popleft().units
        until = self._next - _LATE
        excess = self._sum + units - self.limit
        for taken in self._log:
            if excess <= 0:
                break
            excess -= taken.units
            until = max(until, taken.at + WINDOW)
        return until - now if until - now > INSTANT else 0.0

    def take(self, units: float, now: float) -> Taken:
        """Take `units`, for which `wait` has been 0."""
        self._next = max(self._next, now) + self._seconds(units)
        taken = Taken(now, units)
        self._log.append(taken)
        self._sum += units
        return taken

    def settle(self, taken: Taken, units: float, now: float) -> None:
        """`taken` turns out to be `units`: give back the difference, or take what was missing."""
        difference = units - taken.units
        taken.units = units
        self._next += self._seconds(difference)
        if taken.at > now - WINDOW:
            self._sum += difference

    def _seconds(self, units: float) -> float:
        return units * WINDOW / (self.limit * _PACE)


class Quota:
    """What one client may send: requests and tokens a minute, and the times at which the server asked for silence."""

    def __init__(self, requests: float | None = None, tokens: float | None = None) -> None:
        self._requests = MinuteLimit(requests) if requests else None
        self._tokens = MinuteLimit(tokens) if tokens else None
        self._silent_until = float("-inf")
        self._output = float(_FIRST_OUTPUT)
        self._per_character = 1 / _CHARACTERS

    def expected(self, characters: int) -> float:
        """Tokens that a request of so many characters will cost, its answer counted; learnt from those before."""
        return characters * self._per_character + self._output

    def wait(self, tokens: float, now: float) -> float:
        """Seconds until a request of so many tokens may go; 0 if now."""
        waits = [self.silence(now)]
        if self._requests:
            waits.append(self._requests.wait(1, now))
        if self._tokens:
            waits.append(self._tokens.wait(tokens, now))
        return max(waits)

    def minutes(self, tokens: float) -> float:
        """For which a request of so many tokens takes up the whole token limit; 0 without one."""
        return tokens / self._tokens.limit if self._tokens else 0.0

    def take(self, tokens: float, now: float) -> Taken:
        """Count a request that goes now."""
        if self._requests:
            self._requests.take(1, now)
        return self._tokens.take(tokens, now) if self._tokens else Taken(now, tokens)

    def settle(self, taken: Taken, tokens: float, now: float) -> None:
        """A request has cost `tokens`, as the server counts them."""
        if self._tokens:
            self._tokens.settle(taken, tokens, now)

    def learn(self, characters: int, input_tokens: int, output_tokens: int) -> None:
        """What an answer has cost says what to expect of the next."""
        if characters and input_tokens:
            self._per_character += _LEARN * (input_tokens / characters - self._per_character)
            self._output += _LEARN * (output_tokens - self._output)

    def silence(self, now: float) -> float:
        """Seconds for which a server asked to be left alone from now on."""
        return max(0.0, self._silent_until - now)

    def be_silent(self, seconds: float, now: float) -> None:
        """Send nothing for so long: a server asked for it."""
        self._silent_until = max(self._silent_until, now + seconds)

    def heed(self, headers: Mapping[str, str], now: float) -> None:
        """Take over what the server tells: a limit lower than ours, and that nothing remains until a reset. Headers as OpenAI names them."""
        self._requests = _lowered(self._requests, headers.get("x-ratelimit-limit-requests"))
        self._tokens = _lowered(self._tokens, headers.get("x-ratelimit-limit-tokens"))
        for name in ("requests", "tokens"):
            remaining, reset = headers.get(f"x-ratelimit-remaining-{name}"), headers.get(f"x-ratelimit-reset-{name}")
            if remaining is not None and reset is not None and _number(remaining) == 0 and (seconds := duration(reset)) is not None:
                self.be_silent(min(seconds, _LONGEST_HOLD), now)


def duration(words: str) -> float | None:
    """Seconds in "6m0s", "1h2m3.5s", "120ms", or a plain number of seconds; None if it is neither."""
    words = words.strip()
    if (plain := _number(words)) is not None:
        return plain
    match = _DURATION.fullmatch(words)
    if not words or match is None:
        return None
    return sum(float(match[unit] or 0) * seconds for unit, seconds in (("h", 3600), ("m", 60), ("s", 1), ("ms", 0.001)))


def _lowered(rate: MinuteLimit | None, told: str | None) -> MinuteLimit | None:
    """`rate`, kept to the limit that the server tells if that is the lower one."""
    limit = _number(told) if told else None
    if not limit:
        return rate
    if rate is None:
        return MinuteLimit(limit)
    rate.limit = min(rate.limit, limit)
    return rate


def _number(words: str) -> float | None:
    return float(words) if re.fullmatch(r"\s*\d+(?:\.\d+)?\s*", words) else None
