"""What a run tells while it works, as JSON lines on standard error, for machines to read: one line an article, a warning, the start and the end."""

from __future__ import annotations

import json
import logging
import sys
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self, TextIO

from extractor.output.streams import mute

if TYPE_CHECKING:
    from extractor.run.engine import Step
    from schemas.files import Run, Totals

_LOGGER = "extractor"


class JsonLog(logging.Handler):
    """Stands in the place of `Progress`, and takes over what this project logs. Never an article's words, nor a model's.

    Where it is quiet, only warnings and errors.
    """

    def __init__(self, stream: TextIO | None = None, *, quiet: bool = False) -> None:
        super().__init__()
        self._stream = stream or sys.stderr
        self._quiet = quiet

    def __enter__(self) -> Self:
        logging.getLogger(_LOGGER).addHandler(self)
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        logging.getLogger(_LOGGER).removeHandler(self)

    def emit(self, record: logging.LogRecord) -> None:
        self._write(record.levelname.lower(), "log", logger=record.name, message=record.getMessage())

    def tell(self, step: Step) -> None:
        """One article is behind us; those passed over have no line."""
        if (result := step.result) is None:
            return
        about = result.model_dump(mode="json", include={"article_id", "source", "attempt", "records", "rejections", "skipped", "seconds", "usage"})
        if result.error is None:
            self._write("info", "article_done", **about)
        else:
            self._write("error", "article_failed", **about, code=result.error.code, message=result.error.message)

    def continuing(self, found: Totals, out: Path) -> None:
        """An earlier run goes on."""
        self._write("info", "run_continued", out=str(out), totals=found.model_dump(mode="json"))

    def summary(self, run: Run, out: Path, *, backend_was_asked: bool) -> None:
        """How it ended."""
        level = "info" if run.status == "done" else "warning"
        settings = {name: run.settings.get(name) for name in ("backend", "model")}
        self._write(level, "run_ended", status=run.status, because=run.stopped_because, out=str(out), **settings, totals=run.totals.model_dump(mode="json"))

    def ended(self, message: str) -> None:
        """Why the command ended without having run to its end."""
        self._write("error", "command_ended", message=message)

    def _write(self, level: str, event: str, **fields: Any) -> None:
        if self._quiet and level == "info":
            return
        try:
            self._stream.write(_line(level, event, **fields))
            self._stream.flush()
        except OSError:
            mute(self._stream)


def stopping(message: str) -> str:
    """The line that says, before the run has ended, that it was asked to end."""
    return _line("warning", "run_stopping", message=message)


def _line(level: str, event: str, **fields: Any) -> str:
    line = {"time": datetime.now(UTC).isoformat(timespec="milliseconds"), "level": level, "event": event, **fields}
    return json.dumps(line, ensure_ascii=True) + "\n"
