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
        pending = [timer._when for timer in self._scheduled if not timer._cancelled]
        if not self._ready and pending:
            self._moment = max(self._moment, min(pending))
        super()._run_once()


def run(work: Coroutine[Any, Any, T]) -> T:
    """What `work` returns, in virtual time from 0 on."""
    with asyncio.Runner(loop_factory=VirtualLoop) as runner:
        return runner.run(work)


def now() -> float:
    return asyncio.get_running_loop().time()


CLOCK = Clock(now=now, sleep=asyncio.sleep)
