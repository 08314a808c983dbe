"""What the second signal leaves behind."""

import json
import os
import signal
import sys

import pytest

from extractor.output.json_log import stopping
from extractor.run.signals import Signals


@pytest.mark.parametrize(("terminal", "last"), [(True, "\x1b[?25h\n"), (False, "once more stops at once\n")])
async def test_the_second_signal_gives_a_terminal_its_cursor_back(monkeypatch: pytest.MonkeyPatch, terminal: bool, last: str) -> None:
    said: list[bytes] = []
    with monkeypatch.context() as patched, Signals(10) as signals:
        patched.setattr(os, "write", lambda _, data: said.append(data))
        patched.setattr(os, "isatty", lambda _: terminal)
        patched.setattr(os, "_exit", sys.exit)
        signals._received(signal.SIGINT, None)
        with pytest.raises(SystemExit, match="130"):
            signals._received(signal.SIGINT, None)
    assert b"".join(said).decode().endswith(last)


async def test_a_signal_needs_nobody_to_read_what_it_says(monkeypatch: pytest.MonkeyPatch) -> None:
    def gone(*_: object) -> None:
        raise BrokenPipeError

    with monkeypatch.context() as patched, Signals(10) as signals:
        patched.setattr(os, "write", gone)
        signals._received(signal.SIGTERM, None)
    assert signals.number == signal.SIGTERM


async def test_with_json_lines_the_signal_is_one_too(monkeypatch: pytest.MonkeyPatch) -> None:
    said: list[bytes] = []
    with monkeypatch.context() as patched, Signals(10, stopping) as signals:
        patched.setattr(os, "write", lambda _, data: said.append(data))
        signals._received(signal.SIGINT, None)
    line = json.loads(b"".join(said))
    assert (line["event"], line["message"]) == ("run_stopping", "stopping: articles in work have 10 s to end; once more stops at once")
