"""Which articles a run's folder holds, looked up by id and by text: a temporary SQLite file, so that memory does not grow with the queue.

It is made anew from articles.jsonl at each start; nothing is lost with it.
"""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import NamedTuple

from extractor.article import Article
from extractor.errors import LASTING
from extractor.run.readers import Item
from schemas.files import ArticleResult


class Known(NamedTuple):
    """The last line of an article."""

    at: int
    """Its offset in articles.jsonl."""
    text: bytes
    """Its text key; empty for an article that could not be read."""
    settled: bool
    """Done, or failed in a way that trying again would not change."""
    attempt: int


def text_key(item: Item | ArticleResult) -> bytes:
    """What decides an article's records besides the settings: its text, its date of publication, and its warnings. Empty where there is no text."""
    if not isinstance(item, Article | ArticleResult) or not item.text_sha256:
        return b""
    return bytes.fromhex(item.text_sha256) + " ".join([str(item.published or ""), *item.warnings]).encode()


class Index:
    """Articles by id and by text key. `path`: the file to keep it in; None: a file that the system takes away by itself.

    Raises:
        sqlite3.Error: the disk is full.
    """

    def __init__(self, path: Path | None = None) -> None:
        self._path = path
        self._unlink()
        # One transaction that is never ended, and no journal: only what does not fit into the page cache (2 MB) is ever written.
        self._db = sqlite3.connect(str(path or ""), isolation_level=None)
        for statement in (
            "PRAGMA journal_mode=OFF",
            "PRAGMA synchronous=OFF",
            "PRAGMA locking_mode=EXCLUSIVE",
            "CREATE TABLE articles(id BLOB PRIMARY KEY, at INT, text BLOB, settled INT, attempt INT) WITHOUT ROWID",
            "CREATE TABLE texts(text BLOB PRIMARY KEY, at INT) WITHOUT ROWID",
            "BEGIN",
        ):
            self._db.execute(statement)

    def add(self, at: int, result: ArticleResult, *, lasting: bool = True) -> None:
        """Note an article's line at offset `at`; `lasting`: whether a failure that would come again settles it."""
        key = text_key(result)
        settled = result.status == "done" or (lasting and result.error is not None and result.error.code in LASTING)
        self._db.execute("INSERT OR REPLACE INTO articles VALUES(?, ?, ?, ?, ?)", (_storable(result.article_id), at, key, settled, result.attempt))
        if key and settled and (result.status == "done" or self.text(key) is None):
            self.add_text(key, at)

    def add_text(self, key: bytes, at: int) -> None:
        """Note that the line at offset `at` has what any other article with that text needs."""
        self._db.execute("INSERT OR REPLACE INTO texts VALUES(?, ?)", (key, at))

    def article(self, article_id: str) -> Known | None:
        row = self._db.execute("SELECT at, text, settled, attempt FROM articles WHERE id = ?", (_storable(article_id),)).fetchone()
        return Known(row[0], row[1], bool(row[2]), row[3]) if row else None

    def is_settled(self, item: Item) -> bool:
        """Whether `item` was here before with this text and date, and is done, or failed in a way that trying again would not change."""
        known = self.article(item.id)
        return known is not None and known.settled and known.text == text_key(item)

    def text(self, key: bytes) -> int | None:
        """The offset in articles.jsonl of an article with that text which is done, or has failed for good."""
        row = self._db.execute("SELECT at FROM texts WHERE text = ?", (key,)).fetchone()
        return int(row[0]) if row else None

    def close(self) -> None:
        self._db.close()
        self._unlink()

    def _unlink(self) -> None:
        if self._path:
            self._path.unlink(missing_ok=True)


def _storable(article_id: str) -> bytes:
    """Any string, also one with lone surrogates, which SQLite's text can't hold."""
    return article_id.encode("utf-8", "surrogatepass")
