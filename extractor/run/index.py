"""Which articles a run's folder holds, looked up by id and by text: a temporary SQLite database, so that memory does not grow with the queue.

It is made anew from articles.jsonl at each start; nothing is lost with it.
"""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Iterator
from hashlib import sha256
from typing import NamedTuple

from extractor.article import Article
from extractor.errors import LASTING, ArticleInputError, OutputError
from extractor.run.readers import Item
from schemas.files import ArticleResult

_ROW = re.compile(r", (?:line|row) \d+$")


class Known(NamedTuple):
    """The last line of an article."""

    at: int
    """Its offset in articles.jsonl."""
    text: bytes
    """Its text key; empty for an article that could not be read."""
    about: bytes
    """Its about key."""
    settled: bool
    """Done, or failed in a way that trying again would not change."""
    attempt: int


def text_key(item: Item | ArticleResult) -> bytes:
    """What decides an article's records besides the settings: its text, its date of publication, and its warnings. Empty where there is no text."""
    if not isinstance(item, Article | ArticleResult) or not item.text_sha256:
        return b""
    return bytes.fromhex(item.text_sha256) + " ".join([str(item.published or ""), *item.warnings]).encode()


def about_key(item: Item | ArticleResult) -> bytes:
    """What is said of an article besides: its title, publisher and url."""
    if not isinstance(item, Article | ArticleResult):
        return b""
    return sha256(json.dumps([item.title, item.publisher, item.url]).encode()).digest()[:8]


class Index:
    """Articles by id and by text key.

    Raises:
        sqlite3.Error: no room for temporary files.
    """

    def __init__(self) -> None:
        self._db = _temporary(
            "CREATE TABLE articles(id BLOB PRIMARY KEY, at INT, text BLOB, about BLOB, settled INT, attempt INT) WITHOUT ROWID",
            "CREATE TABLE texts(text BLOB PRIMARY KEY, at INT) WITHOUT ROWID",
            "CREATE TABLE unread(id BLOB PRIMARY KEY, file BLOB, file_read INT DEFAULT 0) WITHOUT ROWID",
            "CREATE INDEX unread_files ON unread(file)",
        )
        self._any_unread = False

    def add(self, at: int, result: ArticleResult, *, lasting: bool = True) -> None:
        """Note an article's line at offset `at`; `lasting`: whether a failure that would come again settles it."""
        key = text_key(result)
        settled = result.status == "done" or (lasting and result.error is not None and result.error.code in LASTING)
        self._db.execute(
            "INSERT OR REPLACE INTO articles VALUES(?, ?, ?, ?, ?, ?)", (_storable(result.article_id), at, key, about_key(result), settled, result.attempt)
        )
        if key and settled and (result.status == "done" or self.text(key) is None):
            self.add_text(key, at)

    def add_earlier(self, at: int, result: ArticleResult, *, lasting: bool = True) -> None:
        """As `add`, a line of an earlier run: what could not be read then may be gone now."""
        self.add(at, result, lasting=lasting)
        if result.error is not None and result.error.code == ArticleInputError.code:
            self._any_unread = True
            self._db.execute("INSERT OR REPLACE INTO unread(id, file) VALUES(?, ?)", (_storable(result.article_id), _file(result.source)))
        elif self._any_unread:
            self._db.execute("DELETE FROM unread WHERE id = ?", (_storable(result.article_id),))

    def add_text(self, key: bytes, at: int) -> None:
        """Note that the line at offset `at` has what any other article with that text needs."""
        self._db.execute("INSERT OR REPLACE INTO texts VALUES(?, ?)", (key, at))

    def article(self, article_id: str) -> Known | None:
        row = self._db.execute("SELECT at, text, about, settled, attempt FROM articles WHERE id = ?", (_storable(article_id),)).fetchone()
        return Known(row[0], row[1], row[2], bool(row[3]), row[4]) if row else None

    def is_settled(self, item: Item) -> bool:
        """Whether `item` was here before with this text, date and title, and is done, or failed in a way that trying again would not change.

        One that has another title, publisher or url only is written anew, at no cost: as any other with a text that is here.
        """
        known = self.article(item.id)
        if known is None or not known.settled or known.text != text_key(item):
            return False
        return not isinstance(item, Article) or known.about == about_key(item)

    def met(self, item: Item) -> None:
        """Note that `item` was read."""
        if self._any_unread:
            self._db.execute("DELETE FROM unread WHERE id = ?", (_storable(item.id),))
            self._db.execute("UPDATE unread SET file_read = 1 WHERE file = ?", (_file(item.source),))

    def gone(self) -> Iterator[str]:
        """Articles that could not be read in earlier runs and were not met in this one, though their files were: ask when all is read."""
        rows = self._db.execute("SELECT id FROM unread WHERE file_read").fetchall()
        return (row[0].decode("utf-8", "surrogatepass") for row in rows)

    def text(self, key: bytes) -> int | None:
        """The offset in articles.jsonl of an article with that text which is done, or has failed for good."""
        row = self._db.execute("SELECT at FROM texts WHERE text = ?", (key,)).fetchone()
        return int(row[0]) if row else None

    def close(self) -> None:
        self._db.close()


class SeenOnDisk:
    """See `extractor.run.readers.Seen`. Opened with the first id, to be used in the one thread that reads."""

    def __init__(self) -> None:
        self._db: sqlite3.Connection | None = None

    def add(self, article_id: str, /) -> bool:
        try:
            if self._db is None:
                self._db = _temporary("CREATE TABLE seen(id BLOB PRIMARY KEY) WITHOUT ROWID")
            return self._db.execute("INSERT OR IGNORE INTO seen VALUES(?)", (_storable(article_id),)).rowcount > 0
        except sqlite3.Error as error:
            raise OutputError(f"no room for temporary files ({error}): free space, or set TMPDIR; then run the same command again") from error


def _temporary(*tables: str) -> sqlite3.Connection:
    """A database that only this connection sees, in a file that the system takes away with it."""
    database = sqlite3.connect("", isolation_level=None)
    # One transaction that is never ended, and no journal: only what does not fit into the page cache (2 MB) is ever written.
    for statement in ("PRAGMA journal_mode=OFF", "PRAGMA synchronous=OFF", *tables, "BEGIN"):
        database.execute(statement)
    return database


def _file(source: str | None) -> bytes:
    """The file of an article's source, without the line or row in it."""
    return _storable(_ROW.sub("", source or ""))


def _storable(article_id: str) -> bytes:
    """Any string, also one with lone surrogates, which SQLite's text can't hold."""
    return article_id.encode("utf-8", "surrogatepass")
