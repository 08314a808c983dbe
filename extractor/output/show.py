"""A run in the terminal: per article, a table of each kind's records; then what was rejected and what failed."""

from __future__ import annotations

import textwrap
from collections import Counter
from collections.abc import Collection
from itertools import groupby
from operator import attrgetter
from typing import TYPE_CHECKING

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from extractor.errors import UsageError
from extractor.output.view import View, views
from extractor.text.printable import clean
from schemas import KINDS, parse_record
from schemas.common import Kind, Record
from schemas.files import ArticleResult, Review, Run

if TYPE_CHECKING:
    from extractor.run.folder import RunFolder

NARROWEST = 30
"""Columns without which words of a figure would be cut off."""
_EVIDENCE = 240
"""Longest evidence shown, in characters; the report shows all."""
_FOUND_BY = {"llm": "model only", "rules": "rules only", "both": "both"}


def show(folder: RunFolder, console: Console, kinds: Collection[str] | None = None, article: str | None = None) -> None:
    """Print the records of `kinds` (default: all), of all articles or of the one with id `article`.

    Raises:
        UsageError: the run has no such article.
    """
    _check(folder, article)
    shown = [kind for kind in KINDS.values() if kinds is None or kind.name in kinds]
    records = groupby(folder.records(), key=attrgetter("article_id"))
    following = next(records, None)
    failed: list[ArticleResult] = []
    for result in folder.articles():
        mine: list[Record] = []
        if following is not None and following[0] == result.article_id:  # records follow each other as their articles do
            mine, following = list(following[1]), next(records, None)
        if article not in (None, result.article_id):
            continue
        if result.status == "done":
            _article(console, result, mine, shown)
        else:
            failed.append(result)
    names = {kind.name for kind in shown}
    rejections = (rejection for rejection in folder.rejections() if article in (None, rejection.article_id) and rejection.kind in names)
    _rejections(console, Counter((rejection.reason, rejection.kind) for rejection in rejections))
    _failures(console, failed)
    _unfinished(console, folder.run())


def show_review(folder: RunFolder, console: Console, kinds: Collection[str] | None = None, article: str | None = None) -> None:
    """Print the figures of `kinds` that a cross-check lists for review, of all articles or of the one with id `article`.

    Raises:
        UsageError: the run was made without a cross-check, or has no such article.
    """
    if not folder.run().settings.get("cross_check"):
        raise UsageError(f"{folder.path}: no cross-check in this run; make one with: extractor run INPUT --backend llm --cross-check -o OUT")
    _check(folder, article)
    lines = [line for line in folder.review() if article in (None, line.article_id) and (kinds is None or line.kind in kinds)]
    table = Table(title=f"Figures for review ({len(lines):,})", title_justify="left", title_style="italic", box=box.SIMPLE_HEAD, expand=True)
    for name, ratio in (("Article", 3), ("Figure", 3), ("Read as", 5), ("Found by", None), ("Evidence", 6)):
        table.add_column(name, ratio=ratio, overflow="fold", no_wrap=ratio is None)
    for line in lines:
        (view,) = views([parse_record(line.record)])
        table.add_row(
            Text(clean(line.article_id)),
            Text(clean(view.words), style="bold"),
            _read_as(line),
            Text(_FOUND_BY[line.found_by]),
            Text(_shortened(view.evidence) + "\n"),
        )
    console.print(table)


def _read_as(line: Review) -> Text:
    """What was read in the figure; where both found it, each one's reading, and what differs."""
    sides = [("model", line.record), ("rules", line.other)] if line.other else [("", line.record)]
    read = Text()
    for name, record in sides:
        (view,) = views([parse_record(record)])
        read.append(f"{name}: " if name else "", style="dim")
        read.append(" · ".join([view.reading, line.kind, *(value for _, value in view.choices), view.status]) + "\n")
    return read.append(f"differs: {', '.join(line.differs)}\n" if line.differs else "", style="yellow")


def _check(folder: RunFolder, article: str | None) -> None:
    if article is not None and not any(result.article_id == article for result in folder.articles()):
        raise UsageError(f"{folder.path}: no article {article!r} in this run")


def _article(console: Console, result: ArticleResult, records: list[Record], kinds: list[Kind]) -> None:
    about = [clean(part) for part in (result.title, result.publisher, result.published) if part]
    console.print(Text(clean(result.article_id), style="bold") + Text("".join(f" · {part}" for part in about)))
    tables = [_table(kind, found) for kind in kinds if (found := views([record for record in records if record.kind == kind.name]))]
    for table in tables:
        console.print(table)
    if not tables:
        console.print(Text("  no records"), Text(""), sep="\n")


def _table(kind: Kind, found: list[View]) -> Table:
    table = Table(title=f"{kind.title} ({len(found)})", title_justify="left", title_style="italic", box=box.SIMPLE_HEAD, expand=True)
    figures = any(view.reading for view in found)
    table.add_column("Figure" if figures else "Words", ratio=4 if figures else 6, overflow="fold")
    table.add_column("Read as", ratio=5, overflow="fold")
    if figures:
        table.add_column("Evidence", ratio=6, overflow="fold")
    for view in found:
        table.add_row(*([_words(view), _reading(view), Text(_shortened(view.evidence) + "\n")] if figures else [_words(view), _reading(view)]))
    return table


def _words(view: View) -> Text:
    tree = "  " * (view.depth - 1) + "└ " if view.depth else ""
    words = Text(tree) + Text(clean(view.words) if view.reading else f"“{clean(view.words)}”", style="bold")
    return words + Text(f"\n{' ' * len(tree)}{view.reading}") if view.reading else words


def _reading(view: View) -> Text:
    lines = Text()
    if view.status and view.status != "asserted":
        lines.append(view.status.upper(), style="bold yellow").append("\n")
    lines.append(" · ".join([*(value for _, value in view.choices), *([view.status] if view.status == "asserted" else [])]))
    if view.record.corroborated_by:
        lines.append(f" ✓ {', '.join(view.record.corroborated_by)}", style="green")
    for name, words in view.fields:
        lines.append(f"\n{name}: ", style="dim").append(clean(words))
    for warning in view.record.warnings:
        lines.append("\nwarning: ", style="yellow").append(clean(warning))
    return lines.append("\n")


def _shortened(text: str) -> str:
    return textwrap.shorten(clean(text), _EVIDENCE, placeholder=" …")


def _rejections(console: Console, counts: Counter[tuple[str, str]]) -> None:
    if not counts:
        return
    table = Table(title=f"Rejected drafts ({counts.total():,})", title_justify="left", title_style="italic", box=box.SIMPLE_HEAD)
    table.add_column("Reason")
    table.add_column("Kind")
    table.add_column("Count", justify="right")
    for (reason, kind), count in counts.most_common():
        table.add_row(Text(reason.replace("_", " ")), Text(clean(kind)), f"{count:,}")
    console.print(table)


def _failures(console: Console, failed: list[ArticleResult]) -> None:
    if not failed:
        return
    console.print(Text(f"Failed articles ({len(failed)})", style="italic"))
    for result in failed:
        why = f"{result.error.code}: {clean(result.error.message)}" if result.error else "no reason was recorded"
        console.print(Text(f"  {clean(result.article_id)}  {why}"))


def _unfinished(console: Console, run: Run) -> None:
    """Where there is more to come: why, and how to go on."""
    if run.status == "done":
        return
    why = {
        "running": "This run has not ended: it is still going on, or it was interrupted. To go on, run the same command again.",
        "interrupted": "This run was interrupted. To go on, run the same command again.",
        "stopped": f"This run stopped: {clean(run.stopped_because or 'for no recorded reason')}",
    }
    console.print(Text(why[run.status], style="yellow"))
