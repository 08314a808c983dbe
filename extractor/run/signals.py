"""Ctrl-C and `kill`: the first asks a run to end well, the second ends the process at once."""

from __future__ import annotations

import asyncio
import os
import signal
from collections.abc import Callable
from contextlib import suppress
from types import FrameType
from typing import Any, Self

_SHOW_CURSOR = "\x1b[?25h\n"


class Signals:
    """While it is entered, SIGINT and SIGTERM set `stop`. Within a running event loop, in the main thread; elsewhere it does nothing."""

    def __init__(self, grace: float, line: Callable[[str], str] = lambda message: f"\nextractor: {message}\n") -> None:
        """`line` makes of a message what is written to standard error."""
        self.stop = asyncio.Event()
        self.number: int | None = None
        """The signal that came."""
        self._grace = grace
        self._line = line
        self._loop = asyncio.get_running_loop()
        self._before: dict[int, Any] = {}

    def __enter__(self) -> Self:
        for number in (signal.SIGINT, signal.SIGTERM):
            try:
                # Not the loop's own handlers: those wait for the loop, which may be busy with a long article.
                self._before[number] = signal.signal(number, self._received) or signal.SIG_DFL
            except ValueError:  # not the main thread
                break
        return self

    def __exit__(self, *_: object) -> None:
        for number, handler in self._before.items():
            signal.signal(number, handler)

    def _received(self, number: int, frame: FrameType | None) -> None:
        if self.number is not None:
            if os.isatty(2):
                _say(_SHOW_CURSOR)  # the bar hid it
            os._exit(128 + number)  # the folder is whole at any moment
        self.number = number
        _say(self._line(f"stopping: articles in work have {self._grace:g} s to end; once more stops at once"))
        self._loop.call_soon_threadsafe(self.stop.set)


def _say(words: str) -> None:
    """Not by print: the signal may have come in the middle of one. Whoever was to read it may have gone."""
    with suppress(OSError):
        os.write(2, words.encode())
