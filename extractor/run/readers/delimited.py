"""CSV and its kin, with commas, semicolons, tabs or bars: one row, one article. A bad row fails alone."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping
from io import BufferedReader
from itertools import chain

from extractor.errors import ArticleInputError
from extractor.run.readers.items import Item, Place, ReadOptions
from extractor.run.readers.rows import from_row, need_text_column

_SKIPPED = 1 << 20
_DELIMITERS = ",;\t|"


def read_csv(file: BufferedReader, place: Place, options: ReadOptions, delimiters: str = _DELIMITERS) -> Iterator[Item]:
    """Rows are read strictly: one whose quotation marks or number of fields are wrong is refused, because its text might not be the article's."""
    csv.field_size_limit(max(csv.field_size_limit(), options.max_bytes))
    lines = _Lines(io.TextIOWrapper(file, "utf-8-sig", errors="surrogateescape", newline=""), options.max_bytes)
    first = next((line for line in lines if line.strip() or lines.too_long), "")
    if lines.too_long:
        raise options.too_long
    _check_characters(first)
    rows = _rows(csv.reader(chain([first], lines), delimiter=_delimiter(first, delimiters, options), strict=True), lines, options)
    columns = _columns(next(rows, []))
    need_text_column(columns, options)
    for number, row in enumerate(rows, 1):
        own = place.part("row", number)
        try:
            yield from_row(_named(columns, row), own, options)
        except ArticleInputError as error:
            yield own.unreadable(error)


def _delimiter(header: str, delimiters: str, options: ReadOptions) -> str:
    """The one that makes a column of the text field out of `header`, else the one that makes most columns."""
    columns = {delimiter: _columns(next(csv.reader([header], delimiter=delimiter), [])) for delimiter in delimiters}
    return max(delimiters, key=lambda delimiter: (options.text_field in columns[delimiter], len(columns[delimiter])))


_Row = list[str] | ArticleInputError


def _rows(rows: Iterator[list[str]], lines: _Lines, options: ReadOptions) -> Iterator[_Row]:
    """Rows, or what is wrong with one, without blank ones. What is wrong with the file is raised."""
    while True:
        lines.begin_row()
        try:
            row = next(rows, None)
        except csv.Error as error:
            what = "a quotation mark is left open" if "unexpected end" in str(error) else f"not valid CSV: {error}"
            lines.end_row()
            yield ArticleInputError(f"{what} ({lines.span})")
            continue
        if row is None:
            return
        if lines.too_long:
            yield ArticleInputError(f"{options.too_long} ({lines.span}; is a quotation mark left open?)")
        elif row:
            yield row


def _columns(header: _Row) -> list[str]:
    if isinstance(header, ArticleInputError):
        raise header
    return [name.strip() for name in header]


def _named(columns: list[str], row: _Row) -> Mapping[str, str]:
    if isinstance(row, ArticleInputError):
        raise row
    for field in row:
        _check_characters(field)
    if any(row[len(columns) :]):
        raise ArticleInputError(f"{len(row)} fields under {len(columns)} columns: a text with a delimiter in it needs quotation marks")
    return dict(zip(columns, row, strict=False))


def _check_characters(text: str) -> None:
    if "\0" in text:
        raise ArticleInputError("holds NUL bytes, as no text does; if this is UTF-16 without a byte order mark, convert it first, e.g. with iconv")
    try:
        text.encode()
    except UnicodeEncodeError as error:
        raise ArticleInputError(f"not valid UTF-8 (byte 0x{ord(text[error.start]) - 0xDC00:02x}); convert it first, e.g. with iconv") from None


class _Lines:
    """The lines of a table for csv.reader, with an end to rows that have none: the rest of an overlong row is passed over, not held."""

    def __init__(self, text: io.TextIOWrapper, longest: int) -> None:
        self._text = text
        self._longest = longest
        self._line = "\n"
        self._number = 0
        self.begin_row()

    def begin_row(self) -> None:
        self._first = self._number + 1
        self._size = 0
        self._in_quotes = False
        self.too_long = False

    def end_row(self) -> None:
        """Pass over lines until quotation marks are even and a line ends."""
        while self._line and (self._in_quotes or not self._ended):
            self._read(_SKIPPED)

    @property
    def span(self) -> str:
        """The lines of this row, counted from 1."""
        return f"line {self._first}" if self._number <= self._first else f"lines {self._first} to {self._number}"

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        was_in_quotes = self._in_quotes
        line = self._read(self._longest + 1)
        if not line:
            raise StopIteration
        self._size += len(line)
        if self._size <= self._longest:
            return line
        self.too_long = True
        self.end_row()
        return '"\n' if was_in_quotes else "\n"

    @property
    def _ended(self) -> bool:
        return self._line.endswith(("\n", "\r"))

    def _read(self, longest: int) -> str:
        begins = self._ended
        self._line = self._text.readline(longest)
        self._number += bool(begins and self._line)
        self._in_quotes ^= self._line.count('"') % 2 == 1
        return self._line
