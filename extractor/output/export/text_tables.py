"""CSV, and HXL: a CSV with a row of hashtags under its header. Formula injection is defused, numbers are left alone."""

from __future__ import annotations

import csv
import re
import unicodedata
from collections.abc import Mapping
from contextlib import ExitStack
from datetime import date
from pathlib import Path
from types import TracebackType
from typing import Self

from extractor.output.export.about import About
from extractor.output.export.columns import Cell, Column
from extractor.output.export.hxl import tag_of
from extractor.output.export.rows import Row

_FORMULA = tuple("=+-@＝＋－＠")
_QUOTES = "\"'“”‘’"
_PARTS = re.compile(r"(?<=[;\t\r\n])")
"""Where a new cell begins if the file is opened with another list separator: quotation marks within a line are not minded then."""


class TextTables:
    """One CSV file a kind in `folder`. With `hashtags`, the second row is HXL's.

    CSV begins with a byte order mark, so that Excel reads its letters right; HXL does not, for its tools.
    """

    def __init__(self, paths: Mapping[str, Path], tables: Mapping[str, tuple[Column, ...]], *, hashtags: bool = False) -> None:
        self._files = ExitStack()
        self._writers = {}
        for kind, columns in tables.items():
            file = self._files.enter_context(paths[kind].open("w", encoding="utf-8" if hashtags else "utf-8-sig", errors="replace", newline=""))
            self._writers[kind] = csv.writer(file)
            self._writers[kind].writerow([column.name for column in columns])
            if hashtags:
                self._writers[kind].writerow([tag_of(column.name) for column in columns])

    def write(self, kind: str, row: Row) -> None:
        self._writers[kind].writerow([_text(cell) for cell in row])

    def finish(self, about: About) -> None:
        """Nothing more is written: a CSV has no place for what the columns mean."""
        self._files.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._files.close()


def defused(text: str) -> str:
    """`text` with an apostrophe wherever a spreadsheet could take what follows for a formula (OWASP, "CSV Injection"): at its start, and behind separators."""
    start = "'" if text[:1] in ("\t", "\r", "\n") else ""
    return start + "".join(f"'{part}" if _begins_formula(part) else part for part in _PARTS.split(text))


def _begins_formula(text: str) -> bool:
    """Whether a formula sign stands first, or behind what a spreadsheet may skip: spaces, what is not shown, quotation marks."""
    return next((letter for letter in text if unicodedata.category(letter)[0] not in "CZ" and letter not in _QUOTES), "") in _FORMULA


def _text(cell: Cell) -> str | int | None:
    match cell:
        case str():
            return defused(cell.replace("\0", "\ufffd"))
        case bool():
            return "true" if cell else "false"
        case date():
            return cell.isoformat()
        case _:
            return cell
