"""An event loop whose clock jumps to the next timer as soon as nothing else is to be done: hours of waiting pass at once, and always the same."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from typing import Any, TypeVar

from extractor.backends.llm.traffic import Clock

T = TypeVar("T")


class VirtualLoop(asyncio.SelectorEventLoop):
    _moment = 0.0

    def time(self) -> float:
        return self._moment

    def _run_once(self) -> None:
        if not self._ready and self._scheduled:
            self._moment = max(self._moment, self._scheduled[0]._when)
        super()._run_once()


def run(work: Coroutine[Any, Any, T]) -> T:
    """What `work` returns, in virtual time from 0 on."""
    with asyncio.Runner(loop_factory=VirtualLoop) as runner:
        return runner.run(work)


def now() -> float:
    return asyncio.get_running_loop().time()


CLOCK = Clock(now=now, sleep=asyncio.sleep)
