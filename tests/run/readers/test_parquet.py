"""Parquet: the columns that matter, batch by batch."""

import builtins
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from extractor.run.readers import ReadOptions, count, read
from tests.run.readers.support import failures, ids, texts, written


def table(path: Path, columns: dict[str, Any], **options: Any) -> Path:
    pq.write_table(pa.table(columns), path, **options)
    return path


def test_rows_are_articles(tmp_path: Path) -> None:
    path = table(tmp_path / "q.parquet", {"id": [7, 8, None], "text": ["Two died.", None, "Three died."], "headline": ["Storm"] * 3, "size": [1, 2, 3]})
    items = list(read([str(path)]))
    assert [item.id for item in items] == ["7", "8", "q:3"]
    assert (items[0].title, items[2].source) == ("Storm", f"{path}, row 3")
    assert "no text in field 'text'" in str(items[1].error)
    assert count([str(path)]) == 3


@pytest.mark.parametrize("stated", [pa.array([7.0, None]), pa.array([7.0, float("nan")]), pa.array([Decimal(7), None], pa.decimal128(10, 2))])
def test_whole_numbers_of_all_types_are_ids(tmp_path: Path, stated: pa.Array) -> None:
    assert ids(table(tmp_path / "q.parquet", {"id": stated, "text": ["Two died.", "Three died."]})) == ["7", "q:2"]


@pytest.mark.parametrize(
    "dates",
    [
        pa.array([date(2026, 3, 4)]),
        pa.array([datetime(2026, 3, 4, 23, 30)], pa.timestamp("ns")),
        pa.array([1_772_667_000_000_000_001], pa.timestamp("ns")),
        pa.array([datetime(2026, 3, 4, 23, 30, tzinfo=UTC)], pa.timestamp("ms", tz="UTC")),
        pa.array([datetime(2026, 3, 5, 1, 30, tzinfo=UTC)], pa.timestamp("us", tz="America/New_York")),
        pa.array([datetime(2026, 3, 4)], pa.date64()),
        pa.array(["2026-03-04"]),
        pa.array(["2026-03-04"]).dictionary_encode(),
    ],
    ids=lambda dates: str(dates.type),
)
def test_typed_dates_give_their_day(tmp_path: Path, dates: pa.Array) -> None:
    (article,) = read([str(table(tmp_path / "q.parquet", {"text": ["Two died."], "published": dates}))])
    assert article.published == date(2026, 3, 4)


def test_a_day_beyond_the_calendar_is_warned_of(tmp_path: Path) -> None:
    (article,) = read([str(table(tmp_path / "q.parquet", {"text": ["Two died."], "published": pa.array([2**62], pa.timestamp("ms"))}))])
    assert (article.published, article.warnings) == (None, ("published_not_understood",))


def test_the_missing_column_is_named(tmp_path: Path) -> None:
    path = table(tmp_path / "q.parquet", {"id": ["x"], "body": ["Two died."]})
    assert texts(path) == ["! no column 'text' (columns: id, body); name it with --text-field"]
    assert texts(path, options=ReadOptions(text_field="body")) == ["Two died."]


def test_text_that_is_not_utf_8_fails_its_row(tmp_path: Path) -> None:
    broken = pa.array([b"Two died.", b"caf\xe9", b"Three died."]).view(pa.string())
    assert texts(table(tmp_path / "q.parquet", {"text": broken})) == ["Two died.", "! not valid UTF-8", "Three died."]


def test_a_damaged_file_fails_after_what_could_be_read(tmp_path: Path) -> None:
    path = table(tmp_path / "q.parquet", {"text": [f"{number} died in the storm." for number in range(2000)]}, row_group_size=1000, use_dictionary=False)
    data = bytearray(path.read_bytes())
    start = pq.read_metadata(path).row_group(1).column(0).data_page_offset
    data[start : start + 200] = b"\xff" * 200
    path.write_bytes(data)
    *read_before, error = texts(path)
    assert 0 < len(read_before) <= 1024
    assert error.startswith("! not valid Parquet: ")


@pytest.mark.parametrize(
    ("name", "complaint"), [("q.parquet", "not valid Parquet: "), ("q.parquet.gz", "Parquet is compressed within: unpack the .gz around it")]
)
def test_what_is_no_parquet_fails_alone(tmp_path: Path, name: str, complaint: str) -> None:
    path = written(tmp_path / name, "no such thing")
    assert complaint in failures(path)["q"]
    assert count([str(path)]) == 1


def test_without_pyarrow_one_line_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = table(tmp_path / "q.parquet", {"text": ["Two died."]})
    real = builtins.__import__

    def missing(name: str, *rest: Any) -> Any:
        if name.startswith("pyarrow"):
            raise ImportError(name)
        return real(name, *rest)

    monkeypatch.setattr(builtins, "__import__", missing)
    assert texts(path) == ["! reading Parquet needs pyarrow: pip install 'fact-extractor[parquet]'"]
    assert count([str(path)]) == 1


def test_a_row_group_is_not_held_whole(tmp_path: Path) -> None:
    numbers = range(20_000)
    path = table(
        tmp_path / "q.parquet",
        {"text": [f"{number} " * 200 for number in numbers], "other": ["x" * 500] * len(numbers)},
        row_group_size=len(numbers),
        use_dictionary=False,
        compression="none",
    )
    before = pa.total_allocated_bytes()
    held = max(pa.total_allocated_bytes() - before for _ in read([str(path)]))
    assert held < path.stat().st_size / 4
