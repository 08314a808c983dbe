"""What a run tells while it works: a bar on a terminal, plain lines elsewhere; and a summary at its end. All on standard error."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

from rich.console import Console
from rich.progress import BarColumn, SpinnerColumn, TaskID, TextColumn, TimeElapsedColumn
from rich.progress import Progress as Bar
from rich.text import Text

from extractor.errors import PASSING
from extractor.output.streams import mute
from schemas.files import Run, Totals

if TYPE_CHECKING:
    from extractor.run.engine import Step

_EVERY = 5.0
"""Seconds between two plain lines."""
_BAR_EVERY = 0.1
"""Seconds between two looks of the bar."""
_WINDOW = 60.0
"""Seconds over which the rate is measured."""


class Speed:
    """Articles a second over the last minute; 0 in the first second."""

    def __init__(self, now: float) -> None:
        self._marks = deque([(now, 0)])
        """When how many had ended, about once a second."""

    def per_second(self, now: float, ended: int) -> float:
        if now - self._marks[-1][0] >= 1:
            self._marks.append((now, ended))
        while len(self._marks) > 1 and self._marks[1][0] <= now - _WINDOW:
            self._marks.popleft()
        since, before = self._marks[0]
        return (ended - before) / (now - since) if now - since >= 1 else 0.0


class LastingConsole(Console):
    """A console that outlives its reader and its disk: rich's own ends the process."""

    def on_broken_pipe(self) -> None:
        self.quiet = True
        mute(self.file)

    def print(self, *objects: Any, **how: Any) -> None:
        try:
            super().print(*objects, **how)
        except OSError:
            self.on_broken_pipe()


class Progress:
    """Told of each article as it ends. `total` is how many articles there will be, if that is known."""

    def __init__(self, *, total: int | None = None, quiet: bool = False, console: Console | None = None, clock: Callable[[], float] = time.monotonic) -> None:
        self.total = total
        self.console = console or LastingConsole(stderr=True, highlight=False)
        self.quiet = quiet
        self.ended = 0
        """Articles that ended in this run."""
        self.passed = 0
        """Articles that were settled before, and passed over."""
        self._bar: Bar | None = None
        self._task: TaskID | None = None
        self._clock = clock
        self._told = clock()
        self._speed = Speed(clock())

    def __enter__(self) -> Self:
        if self.console.is_terminal and not self.quiet:
            columns = (SpinnerColumn(), BarColumn(bar_width=20), TextColumn("{task.description}"), TimeElapsedColumn())
            self._bar = Bar(*columns, console=self.console, transient=True)
            self._task = self._bar.add_task("reading", total=self.total)
            self._bar.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        if self._bar:
            self._bar.stop()

    def tell(self, step: Step) -> None:
        """One article is behind us."""
        if step.result is None:
            self.passed += 1
        else:
            self.ended += not step.again
            if step.result.error is not None:
                later = " for now" if step.result.error.code in PASSING and not step.again else ""
                self._print(f"failed{later}: {step.result.source or step.result.article_id}: {step.result.error.message}")
        now = self._clock()
        if self._bar is not None and self._task is not None:
            if now - self._told >= _BAR_EVERY or self.passed + self.ended == self.total:
                self._told = now
                self._bar.update(self._task, completed=self.passed + self.ended, description=self._state(now, step.totals))
        elif not self.quiet and now - self._told >= _EVERY:
            self._told = now
            self._print(self._state(now, step.totals))

    def _state(self, now: float, totals: Totals) -> str:
        """`1,200 of 5,000, 4.2/s, 15 min left; 1,200 articles, ...`"""
        rate = self._speed.per_second(now, self.ended)
        behind = self.passed + self.ended
        parts = [f"{behind:,} of {self.total:,}" if self.total else f"{behind:,} read"]
        if rate:
            parts.append(f"{rate:,.{1 if rate < 10 else 0}f}/s")
            if self.total and self.total > behind:
                parts.append(f"{_duration((self.total - behind) / rate)} left")
        return f"{', '.join(parts)}; {_line(totals)}"

    def continuing(self, found: Totals, out: Path) -> None:
        """Say that an earlier run goes on."""
        if not self.quiet:
            self._print(f"continuing {out}: {found.done:,} done and {found.failed:,} failed before; those done are passed over")

    def summary(self, run: Run, out: Path, *, backend_was_asked: bool) -> None:
        """What came out, where it lies, which backend made it, and how to use a model."""
        self._print(f"{run.status}: {_line(run.totals)}")
        if run.status == "done" and self.passed and not self.ended:
            self._print(f"nothing was left to do: {_many(self.passed, 'article')} had ended before")
        elif self.passed:
            self._print(f"{_many(self.passed, 'article')} had ended before and {'was' if self.passed == 1 else 'were'} passed over")
        model = run.settings.get("model")
        self._print(f"backend: {run.settings.get('backend')}{f', model {model}' if model else ''}; results in {out}")
        if check := run.totals.cross_check:
            self._print(
                f"cross-check: the rules found {check.corroborated:,} of the records too; for review {_many(check.llm + check.rules + check.both, 'figure')}: "
                f"{check.llm:,} by the model only, {check.rules:,} by the rules only, {check.both:,} read differently (extractor show {out} --review)"
            )
        if run.settings.get("backend") == "rules" and not backend_was_asked:
            self._print("No model is configured, so the built-in English rules were used. For a model: set OPENAI_API_KEY, or give --base-url and --model.")
        if run.status == "interrupted":
            self._print("to go on, run the same command again")
        elif run.status == "done":
            self._print(f"next: extractor show {out}; extractor report {out}")

    def _print(self, line: str) -> None:
        self.console.print(Text(line), soft_wrap=True)


def _line(totals: Totals) -> str:
    """`4 articles, 61 records (7 casualty, ...), 2 rejections, 1 failed, 8,200 tokens, $0.0100`."""
    kinds = ", ".join(f"{count:,} {kind}" for kind, count in totals.records.items())
    parts = [_many(totals.articles, "article"), _many(sum(totals.records.values()), "record") + (f" ({kinds})" if kinds else "")]
    if totals.rejections:
        parts.append(_many(totals.rejections, "rejection"))
    parts.append(f"{totals.failed:,} failed")
    usage = totals.usage
    if usage.requests or usage.cache_hits:
        parts.append(_many(usage.requests, "request") + (f" and {usage.cache_hits:,} from the cache" if usage.cache_hits else ""))
        parts.append(f"{usage.input_tokens + usage.output_tokens:,} tokens")
        parts.append("cost unknown" if usage.cost_usd is None else f"${usage.cost_usd:.4f}")
    return ", ".join(parts)


def _duration(seconds: float) -> str:
    """`40 s`, `15 min`, `3 h 20 min`."""
    minutes = round(seconds / 60)
    if seconds < 90:
        return f"{seconds:.0f} s"
    return f"{minutes} min" if minutes < 90 else f"{minutes // 60} h {minutes % 60} min"


def _many(count: int, noun: str) -> str:
    return f"{count:,} {noun}{'' if count == 1 else 's'}"
