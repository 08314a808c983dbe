"""What a run tells while it works: a bar on a terminal, plain lines elsewhere; and a summary at its end. All on standard error."""

from __future__ import annotations

import time
from pathlib import Path
from types import TracebackType
from typing import Self

from rich.console import Console
from rich.progress import BarColumn, SpinnerColumn, TaskID, TextColumn, TimeElapsedColumn, TimeRemainingColumn
from rich.progress import Progress as Bar
from rich.text import Text

from schemas.files import ArticleResult, Run, Totals

_EVERY = 2.0
"""Seconds between two plain lines."""


class Progress:
    """Told of each article as it ends. `total` is how many there will be, if that is known."""

    def __init__(self, *, total: int | None = None, quiet: bool = False, console: Console | None = None) -> None:
        self.total = total
        self.console = console or Console(stderr=True, highlight=False)
        self.quiet = quiet
        self._bar: Bar | None = None
        self._task: TaskID | None = None
        self._last = time.monotonic()

    def __enter__(self) -> Self:
        if self.console.is_terminal and not self.quiet:
            columns = (SpinnerColumn(), BarColumn(bar_width=20), TextColumn("{task.description}"), TimeElapsedColumn(), TimeRemainingColumn())
            self._bar = Bar(*columns, console=self.console, transient=True)
            self._task = self._bar.add_task("reading", total=self.total)
            self._bar.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        if self._bar:
            self._bar.stop()

    def tell(self, result: ArticleResult, totals: Totals) -> None:
        """One article ended."""
        if result.error is not None:
            self._print(f"failed: {result.source or result.article_id}: {result.error.message}")
        if self._bar is not None and self._task is not None:
            self._bar.update(self._task, completed=totals.articles, description=_line(totals))
        elif not self.quiet and time.monotonic() - self._last >= _EVERY:
            self._last = time.monotonic()
            self._print(_line(totals))

    def summary(self, run: Run, out: Path, *, backend_was_asked: bool) -> None:
        """What came out, where it lies, which backend made it, and how to use a model."""
        self._print(f"{run.status}: {_line(run.totals)}")
        model = run.settings.get("model")
        self._print(f"backend: {run.settings.get('backend')}{f', model {model}' if model else ''}; results in {out}")
        if check := run.totals.cross_check:
            self._print(
                f"cross-check: the rules found {check.corroborated:,} of the records too; for review {_many(check.llm + check.rules + check.both, 'figure')}: "
                f"{check.llm:,} by the model only, {check.rules:,} by the rules only, {check.both:,} read differently (extractor show {out} --review)"
            )
        if run.settings.get("backend") == "rules" and not backend_was_asked:
            self._print("No model is configured, so the built-in English rules were used. For a model: set OPENAI_API_KEY, or give --base-url and --model.")
        if run.status != "stopped":
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
        parts.append(f"{usage.requests:,} requests" + (f" and {usage.cache_hits:,} from the cache" if usage.cache_hits else ""))
        parts.append(f"{usage.input_tokens + usage.output_tokens:,} tokens")
        parts.append("cost unknown" if usage.cost_usd is None else f"${usage.cost_usd:.4f}")
    return ", ".join(parts)


def _many(count: int, noun: str) -> str:
    return f"{count:,} {noun}{'' if count == 1 else 's'}"
