"""Which columns a kind has, and that what they hold leads back to the article."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from extractor.output.export.choices import Convention
from extractor.output.export.columns import Column, columns_of, day
from extractor.output.export.conventions import convention_columns
from extractor.output.export.hxl import counted_columns
from extractor.output.export.rows import rows
from schemas import KINDS
from schemas.casualty import CasualtyDraft, CasualtyFigure
from schemas.common import Kind, Record, Source
from schemas.files import ArticleResult
from tests.output.runs import DROWNED, TEXT, FakeFolder, figure, quantity, span

DOCS = (Path(__file__).parent.parent.parent / "docs" / "export.md").read_text(encoding="utf-8")


def table(folder: FakeFolder, kind: str) -> list[dict[str, object]]:
    columns = columns_of(KINDS[kind])
    return [named(columns, row) for _, row in rows(folder, {kind: columns})]  # type: ignore[arg-type]


def named(columns: Iterable[Column], row: Iterable[object]) -> dict[str, object]:
    return dict(zip((column.name for column in columns), row, strict=True))


def test_a_figure_has_its_phrase_its_bounds_and_its_fields() -> None:
    whole, part, denied = table(FakeFolder(), "casualty")
    assert {name: whole[name] for name in ("quantity", "value", "low", "high", "qualifier", "implicit")} == {
        "quantity": "At least 40",
        "value": 40,
        "low": 40,
        "high": None,
        "qualifier": "at_least",
        "implicit": False,
    }
    assert (whole["source_chain"], whole["source_mentions"], whole["victims"], whole["when"]) == ("Ann Lee", "mayor", "people", "Friday")
    assert whole["start_date"] == whole["end_date"] == day("2024-05-03")
    assert (part["part_of"], part["record_id"]) == ("whole", "part")
    assert denied["status"] == "denied"
    assert (whole["backend"], whole["schema_version"], whole["model"], whole["grounding"]) == ("rules", "1", None, "exact")


def test_sources_are_a_chain_original_first() -> None:
    sources = (Source(mention=span("mayor"), name="Ann Lee"), Source(mention=span("Eastfield"), name="Eastfield Daily"))
    (row,) = table(FakeFolder(found=(figure("one", quantity("9", 9, 9, "exact"), DROWNED, sources=sources),)), "casualty")
    assert row["source_chain"] == "Ann Lee > Eastfield Daily"
    assert row["source_mentions"] == "mayor > Eastfield"


def test_a_quote_has_its_pieces_joined_and_its_speaker() -> None:
    (quote,) = table(FakeFolder(), "quote")
    assert quote["parts"] == "<script>alert(1)</script> & [bold]run[/bold]"
    assert (quote["speaker"], quote["speaker_name"], quote["speaker_role"], quote["channel"]) == ("Ann Lee", "Ann Lee", "mayor", None)


@pytest.mark.parametrize("kind", ["casualty", "quote"])
def test_offsets_slice_the_text_that_stands_beside_them(kind: str) -> None:
    sliced = 0
    for row in table(FakeFolder(), kind):
        for name in row:
            start, end = row.get(f"{name}_start"), row.get(f"{name}_end")
            if isinstance(start, int) and isinstance(end, int):
                assert TEXT[start:end] == row[name]
                sliced += 1
        for listed, offsets in ((row.get("source_mentions"), row.get("source_offsets")), (row.get("parts"), row.get("parts_offsets"))):
            if listed:
                start, end = map(int, str(offsets).split("-"))
                assert TEXT[start:end] == listed
                sliced += 1
    assert sliced >= 4


@pytest.mark.parametrize("kind", KINDS)
def test_names_are_unique_and_every_column_is_described_here_and_in_the_docs(kind: str) -> None:
    columns = [*columns_of(KINDS[kind]), *convention_columns(Convention.acled, KINDS[kind]), *counted_columns(KINDS[kind])]
    names = [column.name for column in columns]
    assert len(set(names)) == len(names)
    assert [column.name for column in columns if len(column.about) < 8] == []
    assert [name for name in names if f"`{name}`" not in DOCS and f"`{name.removesuffix('_start').removesuffix('_end')}`" not in DOCS] == []


def test_a_field_that_a_model_gains_becomes_a_column() -> None:
    class Checked(CasualtyFigure):
        seen_in: tuple[str, ...] = ()

    columns = columns_of(Kind(name="checked", title="Checked", record=Checked, draft=CasualtyDraft, field="checked"))
    record = Checked(**figure("one", quantity("9", 9, 9, "exact"), DROWNED).model_dump(), seen_in=("a", "b"))
    folder = FakeFolder(found=(record,))
    ((_, row),) = rows(folder, {"casualty": columns})  # type: ignore[arg-type]
    assert named(columns, row)["seen_in"] == "a; b"


def test_no_more_than_one_article_is_read_ahead() -> None:
    read: list[str] = []

    class Long(FakeFolder):
        def articles(self) -> Iterator[ArticleResult]:
            return (ArticleResult(article_id=str(number), status="done") for number in range(1_000))

        def records(self) -> Iterator[Record]:
            for number in range(1_000):
                read.append(str(number))
                yield figure(str(number), quantity("9", 9, 9, "exact"), DROWNED).model_copy(update={"article_id": str(number)})

    found = rows(Long(), {"casualty": columns_of(KINDS["casualty"])})  # type: ignore[arg-type]
    next(found)
    assert len(read) <= 2
    assert sum(1 for _ in found) == 999


def test_records_of_an_article_that_is_not_done_are_left_out() -> None:
    unfinished = figure("later", quantity("9", 9, 9, "exact"), DROWNED).model_copy(update={"article_id": "lost"})
    assert table(FakeFolder(found=(unfinished,)), "casualty") == []


@pytest.mark.parametrize(("text", "expected"), [("2024-05-03", True), ("2024-05-03T10:00:00Z", True), ("May 2024", False), ("", False), (None, False)])
def test_a_day_is_read_only_from_an_iso_date(text: str | None, expected: bool) -> None:
    assert (day(text) is not None) is expected
