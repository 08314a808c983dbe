"""Standard output and error as they are found: with an encoding that lacks letters, closed, without a reader, or on a full disk."""

from __future__ import annotations

import io
import os
import sys
from contextlib import suppress
from typing import IO


def settle() -> None:
    """Lets both streams take every letter, what their encoding lacks as an escape; a stream that is closed goes nowhere."""
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is None:
            setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))  # noqa: PTH123, SIM115 (open as long as the process is)
        elif isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def mute(stream: IO[str]) -> None:
    """Whatever is still written to `stream` goes nowhere."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, stream.fileno())
    os.close(nowhere)


def say(line: str) -> None:
    """One line on standard error, if it can be written there."""
    with suppress(OSError):
        print(line, file=sys.stderr, flush=True)
