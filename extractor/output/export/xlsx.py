"""One Excel workbook: a README sheet, then a sheet a kind. Rows go to disk as they come."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from extractor.errors import UsageError
from extractor.output.export.about import About
from extractor.output.export.columns import Cell, Column
from extractor.output.export.rows import Row

MOST_CHARACTERS = 32_767
"""Of a cell, in UTF-16 units, as Excel counts."""
CUT = " […cut: a cell holds 32,767 characters]"
MOST_ROWS = 1_048_576
_MOST_DIGITS = 10**15
"""From here on Excel rounds a number: it is written as text."""

_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_WIDTHS = {"evidence": 70, "parts": 70, "title": 32, "source_chain": 26, "quantity": 18, "speaker_name": 22, "url": 24}
_LIMITS = (
    f"Texts longer than {MOST_CHARACTERS:,} characters end in “{CUT.strip()}”; characters that Excel can't hold are shown as \ufffd. CSV and Parquet hold all."
)


class Workbook:
    """All kinds in one file at `path`; temporary files stay in its folder.

    Raises:
        UsageError: xlsxwriter isn't installed.
    """

    def __init__(self, path: Path, tables: Mapping[str, tuple[Column, ...]]) -> None:
        try:
            import xlsxwriter
        except ImportError as error:
            raise UsageError("--to xlsx needs xlsxwriter; install it with: pip install 'fact-extractor[xlsx]'") from error
        options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False, "tmpdir": str(path.parent)}
        self._book = xlsxwriter.Workbook(str(path), options)
        self._bold, self._top = self._book.add_format({"bold": True}), self._book.add_format({"text_wrap": True, "valign": "top"})
        self._day = self._book.add_format({"num_format": "yyyy-mm-dd", "align": "left"})
        self._readme = self._book.add_worksheet("README")
        self._sheets = {kind: _Sheet(self, kind, columns) for kind, columns in tables.items()}

    def write(self, kind: str, row: Row) -> None:
        self._sheets[kind].add(row)

    def finish(self, about: About) -> None:
        """Write the README and close the file.

        Raises:
            OSError: the file can't be written.
        """
        from xlsxwriter.exceptions import FileCreateError

        for sheet in self._sheets.values():
            sheet.end()
        self._write_readme(about)
        try:
            self._book.close()
        except FileCreateError as error:
            raise error.args[0] if error.args and isinstance(error.args[0], OSError) else OSError(str(error)) from error

    def _write_readme(self, about: About) -> None:
        sheet = self._readme
        sheet.set_column(0, 1, 24)
        sheet.set_column(2, 2, 110)
        columns = [(kind, column.name, f"{column.about} ({column.type})") for kind, found in about.tables.items() for column in found]
        lines = [*((name, "", text) for name, text in (*about.facts, ("Limits", _LIMITS))), ("", "", ""), ("Sheet", "Column", "What it means")]
        for number, line in enumerate([*lines, *columns]):
            for place, text in enumerate(line):
                sheet.write_string(number, place, writable(text), self._bold if number == len(lines) - 1 or (place == 0 and number < len(lines)) else self._top)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        """What isn't finished stays in temporary files, which whoever owns the folder takes away."""


class _Sheet:
    """The rows of one kind, on as many sheets as they need."""

    def __init__(self, workbook: Workbook, kind: str, columns: tuple[Column, ...]) -> None:
        self._workbook, self._kind, self._columns, self._number = workbook, kind, columns, 0
        self._begin()

    def _begin(self) -> None:
        self._number += 1
        self._sheet = self._workbook._book.add_worksheet(self._kind[:25] if self._number == 1 else f"{self._kind[:25]} {self._number}")
        self._rows = 1
        self._sheet.freeze_panes(1, 0)
        for place, column in enumerate(self._columns):
            self._sheet.set_column(place, place, _WIDTHS.get(column.name, 12))
            self._sheet.write_string(0, place, column.name, self._workbook._bold)

    def add(self, row: Row) -> None:
        if self._rows == MOST_ROWS:
            self.end()
            self._begin()
        for place, cell in enumerate(row):
            self._cell(place, cell)
        self._rows += 1

    def end(self) -> None:
        self._sheet.autofilter(0, 0, self._rows - 1, len(self._columns) - 1)

    def _cell(self, place: int, cell: Cell) -> None:
        sheet: Any = self._sheet
        match cell:
            case None:
                pass
            case bool():
                sheet.write_boolean(self._rows, place, cell)
            case int() if abs(cell) < _MOST_DIGITS:
                sheet.write_number(self._rows, place, cell)
            case date() if cell.year >= 1900:
                sheet.write_datetime(self._rows, place, cell, self._workbook._day)
            case _:
                sheet.write_string(self._rows, place, writable(str(cell)))


def writable(text: str) -> str:
    """`text` as an Excel cell can hold it: no character that XML lacks, no longer than a cell may be."""
    text = _UNWRITABLE.sub("\ufffd", text)
    units = text.encode("utf-16-le")
    if len(units) <= 2 * MOST_CHARACTERS:
        return text
    return units[: 2 * (MOST_CHARACTERS - len(CUT))].decode("utf-16-le", errors="ignore") + CUT
