"""From a run's folder to rows, as a stream: what is in memory at once is one article's records."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from types import TracebackType
from typing import TYPE_CHECKING, Self

from extractor.errors import UsageError
from extractor.output.export.columns import ArticleFacts, Cell, Column, Item
from extractor.output.export.redaction import Redaction, redaction_of
from schemas.files import ArticleResult

if TYPE_CHECKING:
    from extractor.run.folder import RunFolder

Row = tuple[Cell, ...]


class ArticleIndex:
    """The done articles by id, in a temporary file that SQLite takes away itself: memory doesn't grow with the run."""

    def __init__(self, results: Iterable[ArticleResult]) -> None:
        self._database = sqlite3.connect("")
        self._database.execute("CREATE TABLE article (id TEXT PRIMARY KEY, title TEXT, publisher TEXT, url TEXT, published TEXT) WITHOUT ROWID")
        done = ([storable(cell) for cell in (r.article_id, r.title, r.publisher, r.url, r.published)] for r in results if r.status == "done")
        self._database.executemany("INSERT OR REPLACE INTO article VALUES (?, ?, ?, ?, ?)", done)

    def get(self, article_id: str) -> ArticleFacts | None:
        found = self._database.execute("SELECT title, publisher, url, published FROM article WHERE id = ?", (storable(article_id),)).fetchone()
        return ArticleFacts(*found) if found else None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._database.close()


def rows(folder: RunFolder, tables: Mapping[str, tuple[Column, ...]], *, redact: bool = False) -> Iterator[tuple[str, Row]]:
    """Kind and cells of each record of the kinds in `tables`, in the run's order.

    Records whose article isn't done yet (the run goes on, or was killed) are left out: they come with the article or not at all.

    Raises:
        UsageError: a line of the run can't be read.
    """
    try:
        with ArticleIndex(folder.articles()) as index:
            for article_id, group in groupby(folder.records(), key=lambda record: record.article_id):
                facts = index.get(article_id)
                if facts is None:
                    continue
                records = list(group)
                redaction = redaction_of(records, facts.publisher) if redact else None
                for record in records:
                    if record.kind in tables:
                        yield record.kind, _row(tables[record.kind], Item(record, facts), redaction)
    except (ValueError, KeyError) as error:
        raise UsageError(f"{folder.path}: a line of this run can't be read; run the same command again to mend it, then export") from error
    except sqlite3.Error as error:
        raise UsageError(f"can't index the articles in a temporary file ({error}): free disk space or set TMPDIR") from error


def storable(cell: Cell) -> Cell:
    """Lone surrogates, which no file format holds, are written as backslash escapes."""
    return cell.encode("utf-8", "backslashreplace").decode() if isinstance(cell, str) else cell


def _row(columns: tuple[Column, ...], item: Item, redaction: Redaction | None) -> Row:
    cells = tuple(storable(column.read(item)) for column in columns)
    if redaction is None:
        return cells
    return tuple(redaction.text(cell) if column.words and isinstance(cell, str) else cell for column, cell in zip(columns, cells, strict=True))
