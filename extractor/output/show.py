"""A run in the terminal: per article, a table of each kind's records; then what was rejected and what failed."""

from __future__ import annotations

import textwrap
from collections import Counter, defaultdict
from collections.abc import Collection
from typing import TYPE_CHECKING

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from extractor.errors import UsageError
from extractor.output.view import View, views
from extractor.text.printable import clean
from schemas import KINDS
from schemas.common import Kind, Record
from schemas.files import ArticleResult, Rejection

if TYPE_CHECKING:
    from extractor.run.folder import RunFolder

_EVIDENCE = 240
"""Longest evidence shown, in characters; the report shows all."""


def show(folder: RunFolder, console: Console, kinds: Collection[str] | None = None, article: str | None = None) -> None:
    """Print the records of `kinds` (default: all), of all articles or of the one with id `article`.

    Raises:
        UsageError: the run has no such article.
    """
    results = [result for result in folder.articles() if article in (None, result.article_id)]
    if article is not None and not results:
        raise UsageError(f"{folder.path}: no article {article!r} in this run")
    shown = [kind for kind in KINDS.values() if kinds is None or kind.name in kinds]
    records: dict[str, list[Record]] = defaultdict(list)
    for record in folder.records():
        records[record.article_id].append(record)
    for result in results:
        if result.status == "done":
            _article(console, result, records[result.article_id], shown)
    ids = {result.article_id for result in results}
    _rejections(console, [rejection for rejection in folder.rejections() if rejection.article_id in ids and rejection.kind in {kind.name for kind in shown}])
    _failures(console, [result for result in results if result.status == "failed"])


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
    for name, words in view.fields:
        lines.append(f"\n{name}: ", style="dim").append(clean(words))
    for warning in view.record.warnings:
        lines.append("\nwarning: ", style="yellow").append(clean(warning))
    return lines.append("\n")


def _shortened(text: str) -> str:
    return textwrap.shorten(clean(text), _EVIDENCE, placeholder=" …")


def _rejections(console: Console, rejections: list[Rejection]) -> None:
    if not rejections:
        return
    table = Table(title=f"Rejected drafts ({len(rejections)})", title_justify="left", title_style="italic", box=box.SIMPLE_HEAD)
    table.add_column("Reason")
    table.add_column("Kind")
    table.add_column("Count", justify="right")
    for (reason, kind), count in Counter((rejection.reason, rejection.kind) for rejection in rejections).most_common():
        table.add_row(Text(reason.replace("_", " ")), Text(clean(kind)), f"{count:,}")
    console.print(table)


def _failures(console: Console, failed: list[ArticleResult]) -> None:
    if not failed:
        return
    console.print(Text(f"Failed articles ({len(failed)})", style="italic"))
    for result in failed:
        why = f"{result.error.code}: {clean(result.error.message)}" if result.error else "no reason was recorded"
        console.print(Text(f"  {clean(result.article_id)}  {why}"))
