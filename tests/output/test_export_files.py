"""The files of an export, read back with other people's libraries."""

from __future__ import annotations

import csv
import errno
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pyarrow.parquet
import pytest

from extractor.cli import main
from extractor.errors import UsageError
from extractor.output.export import parquet, xlsx
from extractor.output.export.choices import Convention, Format
from extractor.output.export.text_tables import defused
from extractor.output.export.write import export
from schemas.common import Record
from tests.output.runs import DROWNED, MARKUP, RECORDS, FakeFolder, figure, quantity


def written(tmp_path: Path, to: Format, folder: FakeFolder | None = None, **options: Any) -> dict[Path, int]:
    return export(folder or FakeFolder(path=tmp_path), to, **options)  # type: ignore[arg-type]


def csv_rows(path: Path, encoding: str = "utf-8-sig") -> list[dict[str, str]]:
    with path.open(encoding=encoding, newline="") as file:
        return list(csv.DictReader(file))


def with_warning(text: str) -> FakeFolder:
    """A run whose one record holds `text` in a text cell."""
    return FakeFolder(found=(figure("one", quantity("9", 9, 9, "exact"), DROWNED, warnings=(text,)),))


# ---------------------------------------------------------------- which files


def test_each_kind_has_a_file_and_a_workbook_has_all(tmp_path: Path) -> None:
    names = {to: {path.name: count for path, count in written(tmp_path, to).items()} for to in Format}
    assert names[Format.csv] == {"casualty.csv": 3, "displacement.csv": 0, "quote.csv": 1}
    assert names[Format.parquet] == {"casualty.parquet": 3, "displacement.parquet": 0, "quote.parquet": 1}
    assert names[Format.hxl] == {"casualty.hxl.csv": 3, "displacement.hxl.csv": 0}
    assert names[Format.xlsx] == {"records.xlsx": 4}
    assert {path.name for path in (tmp_path / "export").iterdir()} == {name for found in names.values() for name in found}


def test_a_single_kind_goes_into_the_file_named(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "toll.csv"
    assert written(tmp_path, Format.csv, kinds=["casualty"], path=path) == {path: 3}
    assert len(csv_rows(path)) == 3


@pytest.mark.parametrize(
    ("to", "options", "message"),
    [
        (Format.csv, {"path": "all.csv"}, "each kind has its own table"),
        (Format.xlsx, {"path": "all.csv"}, "not a .xlsx file"),
        (Format.hxl, {"kinds": ["quote"]}, "HXL has no place for quote"),
    ],
)
def test_options_that_do_not_fit_are_refused_before_anything_is_written(tmp_path: Path, to: Format, options: dict[str, Any], message: str) -> None:
    if "path" in options:
        options = {**options, "path": tmp_path / options["path"]}
    with pytest.raises(UsageError, match=message):
        written(tmp_path, to, **options)
    assert list(tmp_path.iterdir()) == []


# ---------------------------------------------------------------- text


def test_csv_keeps_line_breaks_quotes_and_letters_of_all_scripts(tmp_path: Path) -> None:
    text = 'two\nlines, a "quote", محمد and 🌊'
    (path, *_) = written(tmp_path, Format.csv, replace(with_warning(text), path=tmp_path))
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")
    assert csv_rows(path)[0]["warnings"] == text


def test_csv_shows_unknown_as_empty_and_booleans_as_words(tmp_path: Path) -> None:
    (path, *_) = written(tmp_path, Format.csv)
    row = csv_rows(path)[0]
    assert (row["value"], row["high"], row["implicit"], row["start_date"]) == ("40", "", "false", "2024-05-03")


INJECTIONS = [
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    "\tx",
    "\rx",
    "\nx",
    "  =1+1",
    '"=1+1',
    "'=1+1",
    "“=1+1”",
    "＝1+1",
    "- a dash begins this",
    '=HYPERLINK("http://example.org","x")',
    "\ufeff=1",
    "\u3000=1",
    "\u202e=1",
    "\u2060=1",
]


@pytest.mark.parametrize("text", [*INJECTIONS, "\x0b=1"])
@pytest.mark.parametrize("to", [Format.csv, Format.hxl])
def test_a_cell_that_could_be_a_formula_gets_an_apostrophe(tmp_path: Path, text: str, to: Format) -> None:
    (path, *_) = written(tmp_path, to, replace(with_warning(text), path=tmp_path))
    row = csv_rows(path)[0 if to is Format.csv else 1]
    assert row["warnings"] == f"'{text}"
    assert row["value"] == "9"


@pytest.mark.parametrize("to", [Format.csv, Format.hxl])
def test_no_words_end_a_cell_where_semicolons_part_the_columns(tmp_path: Path, to: Format) -> None:
    (path, *_) = written(tmp_path, to, replace(with_warning('News; =HYPERLINK("http://example.org";"x")\n@SUM(A1)'), path=tmp_path))
    assert csv_rows(path)[0 if to is Format.csv else 1]["warnings"] == 'News;\' =HYPERLINK("http://example.org";"x")\n\'@SUM(A1)'
    rows = [cell.strip() for row in csv.reader(path.open(newline="", encoding="utf-8-sig"), delimiter=";") for cell in row]
    assert "' =HYPERLINK(" in "".join(rows)
    assert not [cell for cell in rows if cell.startswith(("=", "@"))]


@pytest.mark.parametrize("text", ["\t=1", "\r=1", "\n=1"])
def test_a_formula_behind_a_separator_that_begins_the_cell_is_defused_too(text: str) -> None:
    assert defused(text) == f"'{text[0]}'=1"


@pytest.mark.parametrize("text", ["", "plain", "5 - 3 = 2", "a@b.org", "it's", "“quoted”", "#hash", "40-50", "12-20; 30-40", "a;b\n\nc"])
def test_any_other_cell_is_left_alone(text: str) -> None:
    assert defused(text) == text


def test_hxl_has_its_hashtags_under_the_header_and_no_byte_order_mark(tmp_path: Path) -> None:
    (path, *_) = written(tmp_path, Format.hxl)
    assert path.read_bytes().startswith(b"article_id,")
    tags, whole, _, denied = csv_rows(path, "utf-8")
    assert (tags["killed"], tags["start_date"], tags["evidence_start"]) == ("#affected+killed", "#date+start", "")
    assert (whole["killed"], whole["injured"]) == ("40", "")
    assert (denied["killed"], denied["value"], denied["status"]) == ("", "15", "denied")


# ---------------------------------------------------------------- Excel


def workbook(tmp_path: Path, folder: FakeFolder | None = None, **options: Any) -> Any:
    (path,) = written(tmp_path, Format.xlsx, replace(folder or FakeFolder(), path=tmp_path), **options)
    return openpyxl.load_workbook(path)


def sheet_rows(sheet: Any) -> list[dict[str, Any]]:
    header, *lines = sheet.iter_rows(values_only=True)
    return [dict(zip(header, line, strict=True)) for line in lines]


def test_a_workbook_has_a_readme_and_typed_cells(tmp_path: Path) -> None:
    book = workbook(tmp_path, convention=Convention.acled)
    assert book.sheetnames == ["README", "casualty", "displacement", "quote"]
    sheet = book["casualty"]
    row = sheet_rows(sheet)[0]
    assert (row["value"], row["high"], row["implicit"], row["start_date"], row["acled_fatalities"]) == (40, None, False, datetime(2024, 5, 3), 40)
    assert sheet.freeze_panes == "A2"
    assert sheet.auto_filter.ref.startswith("A1:")
    assert sheet.auto_filter.ref.endswith("4")


def test_the_readme_says_where_the_numbers_come_from_and_what_each_column_means(tmp_path: Path) -> None:
    lines = list(workbook(tmp_path)["README"].iter_rows(values_only=True))
    facts = {name: text for name, _, text in lines if name}
    assert facts["Run"].startswith("started 2024-05-04T09:00:00")
    assert MARKUP in facts["Backend and model"]
    assert facts["Rows of casualty"] == "3"
    assert "code points" in facts["How to check a record"]
    assert "never 0" in facts["How to read a figure"]
    described = {(sheet, column) for sheet, column, _ in lines if column}
    assert {("casualty", "low"), ("quote", "speaker_role"), ("displacement", "unit")} <= described


@pytest.mark.parametrize("text", [*INJECTIONS, "http://example.org/x", "mailto:a@b.org", "007", "a & <b>", "_x0041_"])
def test_a_text_stays_a_text_in_excel(tmp_path: Path, text: str) -> None:
    sheet = workbook(tmp_path, with_warning(text))["casualty"]
    column = next(cell.column for cell in sheet[1] if cell.value == "warnings")
    cell = sheet.cell(2, column)
    assert cell.data_type == "s"
    assert cell.hyperlink is None
    assert openpyxl.utils.escape.unescape(cell.value) == text, "_x000D_ and the like are how a workbook writes characters"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a\x00b\x1b[31m\x0bc\ufffe", "a\ufffdb\ufffd[31m\ufffdc\ufffd"),
        ("x" * 32_767, "x" * 32_767),
        ("x" * 32_768, "x" * (32_767 - len(xlsx.CUT)) + xlsx.CUT),
        ("🌊" * 20_000, "🌊" * ((32_767 - len(xlsx.CUT)) // 2) + xlsx.CUT),
    ],
)
def test_what_a_cell_cannot_hold_is_replaced_or_cut_with_a_mark(text: str, shown: str) -> None:
    assert xlsx.writable(text) == shown
    assert len(shown.encode("utf-16-le")) <= 2 * 32_767


def test_a_long_text_is_cut_in_the_workbook_and_the_readme_says_so(tmp_path: Path) -> None:
    book = workbook(tmp_path, with_warning("x" * 40_000))
    assert sheet_rows(book["casualty"])[0]["warnings"].endswith("a cell holds 32,767 characters]")
    assert any("32,767" in str(row[2]) for row in book["README"].iter_rows(values_only=True))


def test_more_rows_than_a_sheet_holds_go_on_in_the_next(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xlsx, "MOST_ROWS", 3)
    book = workbook(tmp_path)
    assert book.sheetnames == ["README", "casualty", "displacement", "quote", "casualty 2"]
    assert [row["record_id"] for name in ("casualty", "casualty 2") for row in sheet_rows(book[name])] == ["whole", "part", "denied"]


# ---------------------------------------------------------------- Parquet


def test_parquet_has_types_and_says_what_columns_mean(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parquet, "ROW_GROUP", 2)
    path = next(iter(written(tmp_path, Format.parquet)))
    file = pyarrow.parquet.ParquetFile(path)
    assert file.num_row_groups == 2
    types = {field.name: str(field.type) for field in file.schema_arrow}
    assert (types["low"], types["start_date"], types["implicit"], types["evidence"]) == ("int64", "date32[day]", "bool", "string")
    assert file.schema_arrow.field("low").metadata[b"about"].startswith(b"Lower bound")
    assert b"How to check a record" in file.metadata.metadata
    first, *_ = file.read().to_pylist()
    assert (first["quantity"], first["low"], first["high"], first["start_date"]) == ("At least 40", 40, None, date(2024, 5, 3))


# ---------------------------------------------------------------- what goes wrong


def broken(error: Exception) -> Any:
    class Broken(FakeFolder):
        def records(self) -> Iterator[Record]:
            yield RECORDS[0]
            raise error

    return Broken


@pytest.mark.parametrize("to", Format)
@pytest.mark.parametrize(
    ("error", "message"), [(OSError(errno.ENOSPC, "No space left on device"), "No space left on device"), (ValueError("torn"), "a line of this run")]
)
def test_what_stood_there_stays_when_an_export_fails_and_no_half_file_remains(tmp_path: Path, to: Format, error: Exception, message: str) -> None:
    files = {path: path.read_bytes() for path in written(tmp_path, to)}
    with pytest.raises(UsageError, match=message):
        written(tmp_path, to, broken(error)(path=tmp_path))
    assert {path: path.read_bytes() for path in (tmp_path / "export").iterdir()} == files


@pytest.mark.parametrize("to", Format)
def test_an_export_written_again_replaces_the_first(tmp_path: Path, to: Format) -> None:
    written(tmp_path, to)
    path = next(iter(written(tmp_path, to, replace(with_warning("x"), path=tmp_path))))
    assert sum(written(tmp_path, to, replace(with_warning("x"), path=tmp_path)).values()) == 1
    assert path.exists()


@pytest.mark.skipif(sys.platform == "win32", reason="no limits on files here")
@pytest.mark.parametrize("to", Format)
def test_a_file_that_cannot_grow_ends_in_one_line_and_leaves_nothing(tmp_path: Path, to: Format) -> None:
    """In a process of its own, whose files may have 700 bytes: as on a full disk, writing fails midway."""
    code = (
        "import resource, sys; resource.setrlimit(resource.RLIMIT_FSIZE, (700, 700)); from pathlib import Path\n"
        "from tests.output.runs import FakeFolder; from extractor.errors import UsageError\n"
        "from extractor.output.export.choices import Format; from extractor.output.export.write import export\n"
        "try: export(FakeFolder(path=Path(sys.argv[1])), Format(sys.argv[2]))\n"
        "except UsageError as error: sys.exit(str(error))"
    )
    root = Path(__file__).parent.parent.parent
    done = subprocess.run([sys.executable, "-B", "-c", code, str(tmp_path), to.value], cwd=root, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert re.fullmatch(r".*: no export could be written: .*File too large\n", done.stderr)
    assert list((tmp_path / "export").iterdir()) == []


@pytest.mark.parametrize(("to", "module", "extra"), [("xlsx", "xlsxwriter", "xlsx"), ("parquet", "pyarrow", "parquet")])
def test_a_missing_package_is_named_with_how_to_install_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], to: str, module: str, extra: str
) -> None:
    monkeypatch.setitem(sys.modules, module, None)
    with pytest.raises(UsageError, match=rf"pip install 'fact-extractor\[{extra}\]'"):
        written(tmp_path, Format(to))


# ---------------------------------------------------------------- the command


def test_the_command_exports_a_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    for name in ("OPENAI_API_KEY", "OPENAI_BASE_URL"):
        monkeypatch.delenv(name, raising=False)
    article = tmp_path / "storm.txt"
    article.write_text("The storm killed dozens in Maresh, the mayor said. “We saw it coming,” said Lena Osk, a nurse.\n")
    out = tmp_path / "out"
    assert main(["run", str(article), "-o", str(out), "-q"]) == 0
    assert main(["export", str(out), "--to", "csv", "--convention", "acled", "--redact-private-speakers"]) == 0
    assert f"{out / 'export' / 'casualty.csv'}: 1 record" in capsys.readouterr().out
    (toll,) = csv_rows(out / "export" / "casualty.csv")
    assert (toll["quantity"], toll["value"], toll["low"], toll["acled_fatalities"]) == ("dozens", "", "24", "12")
    (quote,) = csv_rows(out / "export" / "quote.csv")
    assert quote["speaker_name"] == "[private speaker]"
    assert "Osk" not in (out / "export" / "quote.csv").read_text()
    assert main(["export", str(out), "--kinds", "toll"]) == 2
    assert main(["export", str(tmp_path), "--to", "csv"]) == 2
    assert "no run here" in capsys.readouterr().err


@pytest.mark.parametrize("to", list(Format))
def test_half_a_character_in_an_id_or_title_spoils_no_export(tmp_path: Path, to: Format) -> None:
    queue, out = tmp_path / "queue.jsonl", tmp_path / "out"
    queue.write_text('{"id": "a\\ud800", "title": "b\\udfff", "text": "The storm killed 14 people in Maresh."}')
    assert main(["run", str(queue), "-o", str(out), "--backend", "rules", "-q"]) == 0
    assert main(["export", str(out), "--to", to.value, "--kinds", "casualty"]) == 0
    if to is Format.csv:
        (row,) = csv_rows(out / "export" / "casualty.csv")
        assert (row["article_id"], row["title"]) == ("a\\ud800", "b\\udfff")
