"""ACLED's numbers, and HXL's hashtags."""

from __future__ import annotations

import re
from typing import Any

import pytest

from extractor.output.export.choices import Convention
from extractor.output.export.columns import columns_of
from extractor.output.export.conventions import acled_count, convention_columns
from extractor.output.export.hxl import OWN_ATTRIBUTES, TAGS, counted_columns
from extractor.output.export.rows import rows
from extractor.text.quantity import measure
from schemas import KINDS
from schemas.displacement import DisplacementNumber
from tests.output.runs import DROWNED, PROVENANCE, FakeFolder, figure, quantity, span

ACLED = [
    ("tens", 10),
    ("dozens", 12),
    ("hundreds", 100),
    ("thousands", 1_000),
    ("tens of thousands", 10_000),
    ("hundreds of thousands", 100_000),
    ("At least dozens", 12),
    ("47", 47),
    ("at least 12", 12),
    ("more than 30", 30),
    ("about 40", 40),
    ("40 to 50", 40),
    ("up to 20", None),
    ("fewer than 20", None),
    ("up to hundreds", None),
    ("several hundred", None),
    ("a few dozen", None),
    ("scores of people", None),
]


@pytest.mark.parametrize(("phrase", "count"), ACLED)
def test_acled_counts_what_its_published_convention_says_and_is_silent_elsewhere(phrase: str, count: int | None) -> None:
    text = f"The report said {phrase} died."
    measured = measure(text, 16, 16 + len(phrase), "en")
    assert measured is not None
    assert acled_count(measured) == count


def test_the_convention_adds_a_column_and_changes_none() -> None:
    casualty = KINDS["casualty"]
    plain, added = columns_of(casualty), convention_columns(Convention.acled, casualty)
    assert [column.name for column in added] == ["acled_fatalities"]
    assert convention_columns(Convention.bounds, casualty) == ()
    assert convention_columns(Convention.acled, KINDS["displacement"]) == convention_columns(Convention.acled, KINDS["quote"]) == ()
    folder = FakeFolder()
    before = [row for _, row in rows(folder, {"casualty": plain})]  # type: ignore[arg-type]
    after = [row for _, row in rows(folder, {"casualty": (*plain, *added)})]  # type: ignore[arg-type]
    assert [row[:-1] for row in after] == before
    assert [row[-1] for row in after] == [40, 9, None], "a denied figure has no count"


def test_acled_counts_deaths_only() -> None:
    folder = FakeFolder(found=(figure("hurt", quantity("9", 9, 9, "exact"), DROWNED, outcome="injured"),))
    assert [row for _, row in rows(folder, {"casualty": convention_columns(Convention.acled, KINDS["casualty"])})] == [(None,)]  # type: ignore[arg-type]


DICTIONARY = {
    "#affected": "killed injured displaced idps refugees ind hh infected abducted f m children adults",
    "#cause": "code name type",
    "#date": "start end occurred reported",
    "#description": "type",
    "#impact": "code name type",
    "#indicator": "code name num text type",
    "#loc": "code name type origin dest",
    "#meta": "id source url",
}
"""Of the HXL 1.1 hashtag dictionary: the hashtags used here, with attributes that it releases for each in 1.0 or 1.1."""


@pytest.mark.parametrize("tag", sorted(set(TAGS.values())))
def test_a_hashtag_is_well_formed_and_stands_in_the_dictionary(tag: str) -> None:
    assert re.fullmatch(r"#[a-z][a-z0-9_]*(\+[a-z][a-z0-9_]*)*", tag)
    name, *attributes = tag.split("+")
    assert name in DICTIONARY
    assert set(attributes) <= set(DICTIONARY[name].split()) | OWN_ATTRIBUTES
    assert len(set(attributes)) == len(attributes)


@pytest.mark.parametrize("kind", ["casualty", "displacement"])
def test_a_table_bears_no_hashtag_twice(kind: str) -> None:
    columns = [*columns_of(KINDS[kind]), *counted_columns(KINDS[kind])]
    tags = [TAGS[column.name] for column in columns if column.name in TAGS]
    assert len(set(tags)) == len(tags)
    assert len(tags) >= 15


def test_every_hashtag_belongs_to_a_column() -> None:
    known = {c.name for kind in KINDS.values() for c in (*columns_of(kind), *counted_columns(kind), *convention_columns(Convention.acled, kind))}
    assert TAGS.keys() <= known


@pytest.mark.parametrize(
    ("phrase", "count"),
    [
        ("47", 47),
        ("at least 12", 12),
        ("more than 30", 30),
        ("about 40", 40),
        ("40 to 50", None),
        ("up to 20", None),
        ("fewer than 20", None),
        ("dozens", None),
    ],
)
def test_an_upper_bound_is_no_count_of_people(phrase: str, count: int | None) -> None:
    text = f"The report said {phrase} died."
    measured = measure(text, 16, 16 + len(phrase), "en")
    assert measured is not None
    assert counted(figure("one", measured, DROWNED, outcome="killed"), "casualty") == ({"killed": count} if count else {})


def counted(record: Any, kind: str) -> dict[str, object]:
    columns = counted_columns(KINDS[kind])
    ((_, row),) = rows(FakeFolder(found=(record,)), {kind: columns})  # type: ignore[arg-type]
    return {column.name: cell for column, cell in zip(columns, row, strict=True) if cell is not None}


@pytest.mark.parametrize(
    ("choices", "expected"),
    [
        ({"outcome": "killed"}, {"killed": 9}),
        ({"outcome": "injured"}, {"injured": 9}),
        ({"outcome": "missing"}, {"missing": 9}),
        ({"outcome": "unspecified"}, {}),
        ({"outcome": "killed", "status": "denied"}, {}),
        ({"outcome": "killed", "status": "projected"}, {}),
    ],
)
def test_hxl_counts_asserted_casualties_under_their_outcome(choices: dict[str, Any], expected: dict[str, int]) -> None:
    assert counted(figure("one", quantity("9", 9, 9, "exact"), DROWNED, **choices), "casualty") == expected


@pytest.mark.parametrize(
    ("unit", "term", "expected"),
    [
        ("person", "fled", {"displaced_people": 9}),
        ("household", "evacuated", {"displaced_households": 9}),
        ("person", "returned", {"returned_people": 9}),
        ("household", "returned", {"returned_households": 9}),
        ("household", "housing_destroyed", {}),
    ],
)
def test_hxl_counts_people_apart_from_households_and_returns_apart_from_displacement(unit: Any, term: Any, expected: dict[str, int]) -> None:
    known: dict[str, Any] = {"status": "asserted", "sources": (), "when": None, "part_of": None, "group": None, "origin": None, "destination": None}
    known |= {"article_id": "flood", "grounding": "exact", "provenance": PROVENANCE, "measure": "flow"}
    number = DisplacementNumber(id="d", quantity=quantity("9", 9, 9, "exact"), evidence=span(DROWNED), unit=unit, term=term, **known)
    assert counted(number, "displacement") == expected
