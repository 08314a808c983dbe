"""CSV and its kin, with commas, semicolons, tabs or bars: one row, one article. A bad row fails alone."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator, Mapping
from io import BufferedReader

from extractor.errors import ArticleInputError
from extractor.run.readers.items import Item, Place, ReadOptions
from extractor.run.readers.rows import from_row, need_columns

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
    delimiter = _delimiter(first, delimiters, options)
    lines.give_back(first)
    reader = csv.reader(lines, delimiter=delimiter, strict=True)
    columns = _columns(next(_rows(reader, lines, options, lambda line: False), []))
    need_columns(columns, options)
    rows = _rows(reader, lines, options, lambda line: _looks_like_row(line, len(columns), delimiter))
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


_LooksLikeRow = Callable[[str], bool]


def _looks_like_row(line: str, columns: int, delimiter: str) -> bool:
    """Whether `line` alone is a row as it should be, and hardly a line of prose: behind the commas of prose stand spaces."""
    if columns < 2 or line.count('"') % 2:
        return False
    try:
        row = next(csv.reader([line], delimiter=delimiter, strict=True), [])
    except csv.Error:
        return False
    return len(row) == columns and not any(field[:1].isspace() for field in row)


def _rows(rows: Iterator[list[str]], lines: _Lines, options: ReadOptions, looks_like_row: _LooksLikeRow) -> Iterator[_Row]:
    """Rows, or what is wrong with one, without blank ones. What is wrong with the file is raised."""
    while True:
        lines.begin_row()
        try:
            row = next(rows, None)
        except csv.Error as error:
            what = "a quotation mark is left open" if "unexpected end" in str(error) else f"not valid CSV: {error}"
            lines.pass_over_row(looks_like_row)
            yield ArticleInputError(f"{what} ({lines.span})")
            continue
        if row is None:
            return
        if lines.too_long:
            lines.pass_over_row(looks_like_row)
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
    """The lines of a table for csv.reader. A row that is wrong is passed over, and no more of the lines behind it than must be."""

    def __init__(self, text: io.TextIOWrapper, longest: int) -> None:
        self._text = text
        self._longest = longest
        self._again: list[io.StringIO] = []
        """Lines to be read once more, the next in the last."""
        self._line = "\n"
        self._number = 0
        self.begin_row()

    def begin_row(self) -> None:
        self._first = self._number + 1
        self._size = 0
        self._held = io.StringIO()
        """The lines of this row."""
        self._in_quotes = False
        self.too_long = False

    def pass_over_row(self, looks_like_row: _LooksLikeRow) -> None:
        """Go on at the first line behind this row's first from which two after each other look like rows; else where its quotation marks are even."""
        held = io.StringIO(self._held.getvalue(), newline="")
        ends = self._number
        self._number = self._first
        held.readline()
        while (start := held.tell()) < held.seek(0, io.SEEK_END):
            held.seek(start)
            line, after = held.readline(), held.readline()
            if looks_like_row(line) and looks_like_row(after or self._peek()):
                held.seek(start)
                self._read_again(held)
                return
            held.seek(start + len(line))
            self._number += 1
        self._number = ends
        while self._line and (self._in_quotes or not self._ended):
            begins = self._ended
            line = self._read(_SKIPPED)
            if begins and looks_like_row(line) and looks_like_row(self._peek()):
                self.give_back(line)
                return

    def give_back(self, line: str) -> None:
        """It is read once more, as the next."""
        self._number -= bool(line)
        self._read_again(io.StringIO(line, newline=""))

    @property
    def span(self) -> str:
        """The lines of this row, counted from 1."""
        return f"line {self._first}" if self._number <= self._first else f"lines {self._first} to {self._number}, all left out"

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        was_in_quotes = self._in_quotes
        line = self._read(self._longest + 1)
        if not line:
            raise StopIteration
        self._size += len(line)
        self._held.write(line)
        if self._size <= self._longest:
            return line
        self.too_long = True
        return '"\n' if was_in_quotes else "\n"

    @property
    def _ended(self) -> bool:
        return self._line.endswith(("\n", "\r"))

    def _read(self, longest: int) -> str:
        begins = self._ended
        self._line = self._next(longest)
        self._number += bool(begins and self._line)
        self._in_quotes ^= self._line.count('"') % 2 == 1
        return self._line

    def _next(self, longest: int) -> str:
        while self._again:
            if line := self._again[-1].readline(longest):
                return line
            self._again.pop()
        return self._text.readline(longest)

    def _peek(self) -> str:
        line = self._next(self._longest)
        self._again.append(io.StringIO(line, newline=""))
        return line

    def _read_again(self, lines: io.StringIO) -> None:
        self._again.append(lines)
        self._line = "\n"
