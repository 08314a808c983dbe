"""Standard error whose reader has gone, or whose disk is full: what is told goes nowhere, and the run goes on."""

from __future__ import annotations

import os
from typing import IO

from rich.console import Console


def mute(stream: IO[str]) -> None:
    """Whatever is still written to `stream` goes nowhere."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, stream.fileno())
    os.close(nowhere)


class LastingConsole(Console):
    """A console that outlives its reader: rich's own ends the process."""

    def on_broken_pipe(self) -> None:
        self.quiet = True
        mute(self.file)
