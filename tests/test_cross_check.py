"""What counts as found by the rules too, and what a person is to look at."""

import random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.cross_check import counts, cross_check
from schemas.casualty import CasualtyFigure
from schemas.common import Provenance, Quantity, Record, Span, Speaker
from schemas.displacement import DisplacementNumber
from schemas.files import CrossCheck
from schemas.quote import Quote

TEXT = (
    "At least 40 people, including 9 children, drowned in Maresh. Some 300 families fled, the mayor said. "
    "A guard was killed. “We ran ‘to the  hill’,” said Lena Osk. “And then home.”"
)


def span(words: str) -> Span:
    start = TEXT.index(words)
    return Span(start=start, end=start + len(words), text=words)


def number(words: str, value: int, **fields: Any) -> Quantity:
    return Quantity(**{**span(words).model_dump(), "value": value, "low": value, "high": value, "qualifier": "exact"} | fields)


def shared(backend: str, name: str) -> dict[str, Any]:
    return {"id": name, "article_id": "a", "grounding": "exact", "provenance": Provenance(backend=backend)}


def casualty(backend: str, quantity: Quantity, outcome: Any = "killed", status: Any = "asserted") -> CasualtyFigure:
    rest: dict[str, Any] = {"sources": (), "when": None, "part_of": None, "victims": None, "victim_status": "unknown", "scope": "incident"}
    name = f"{quantity.start}-{outcome}"
    return CasualtyFigure(**shared(backend, name), **rest, evidence=span(TEXT), quantity=quantity, outcome=outcome, status=status, where=None, cause=None)


def displaced(backend: str, quantity: Quantity, unit: Any = "household") -> DisplacementNumber:
    rest: dict[str, Any] = {"sources": (), "when": None, "part_of": None, "group": None, "origin": None, "destination": None, "status": "asserted"}
    return DisplacementNumber(**shared(backend, f"{quantity.start}"), **rest, evidence=span(TEXT), quantity=quantity, unit=unit, term="fled", measure="flow")


def quote(backend: str, *parts: str, speaker: str | None = "Lena Osk") -> Quote:
    who = Speaker(mention=span("Lena Osk"), name=speaker, role=None) if speaker else None
    return Quote(**shared(backend, parts[0]), parts=tuple(span(part) for part in parts), form="direct", speaker=who, cue=None, channel=None)


FORTY = number("At least 40", 40, high=None, qualifier="at_least")
SAID = "We ran ‘to the  hill’"


@pytest.mark.parametrize(
    ("record", "other"),
    [
        (casualty("llm", FORTY), casualty("rules", FORTY)),
        (casualty("llm", FORTY), casualty("rules", number("40", 40, high=None, qualifier="at_least"))),
        (casualty("llm", FORTY), casualty("rules", FORTY, status="denied")),
        (displaced("llm", number("Some 300", 300, qualifier="about")), displaced("rules", number("300", 300, qualifier="about"))),
        (casualty("llm", number("A guard", 1, implicit=True)), casualty("rules", number("guard", 1, implicit=True))),
        (quote("llm", SAID), quote("rules", SAID)),
        (quote("llm", SAID, speaker="Osk"), quote("rules", SAID, speaker="Nurse Lena Osk")),
        (quote("llm", SAID, speaker="the Mayor"), quote("rules", SAID, speaker="mayor")),
        (quote("llm", SAID, speaker=None), quote("rules", SAID, speaker=None)),
        (quote("llm", SAID), quote("rules", SAID, "And then home.")),
    ],
)
def test_the_same_numbers_or_words_and_speaker_corroborate(record: Record, other: Record) -> None:
    checked = cross_check([record], [other])
    assert checked.records == (record.model_copy(update={"corroborated_by": ("rules",)}),)
    assert checked.review == ()


@pytest.mark.parametrize(
    ("record", "other", "differs"),
    [
        (casualty("llm", FORTY), casualty("rules", number("40", 40)), ("high", "qualifier")),
        (casualty("llm", FORTY), casualty("rules", FORTY, "injured"), ("outcome",)),
        (casualty("llm", number("9", 9)), casualty("rules", number("9", 90, low=9, qualifier="range"), "missing"), ("value", "high", "qualifier", "outcome")),
        (displaced("llm", number("300", 300)), displaced("rules", number("300", 300), "person"), ("unit",)),
    ],
)
def test_two_readings_of_one_number_phrase_are_for_review_together(record: Record, other: Record, differs: tuple[str, ...]) -> None:
    checked = cross_check([record], [other])
    assert checked.records == (record,)
    (line,) = checked.review
    assert (line.found_by, line.differs, line.kind) == ("both", differs, record.kind)
    assert line.record == record.model_dump(mode="json")
    assert line.other == other.model_dump(mode="json")


@pytest.mark.parametrize(
    ("record", "other"),
    [
        (quote("llm", SAID), quote("rules", SAID, speaker="Ana Osk")),
        (quote("llm", SAID), quote("rules", SAID, speaker=None)),
        (quote("llm", SAID), quote("rules", "to the  hill")),
        (quote("llm", SAID), quote("rules", "And then home.")),
    ],
)
def test_quotes_with_other_words_or_another_speaker_are_not_the_same_and_never_for_review(record: Record, other: Record) -> None:
    checked = cross_check([record], [other])
    assert checked.records == (record,)
    assert checked.review == ()


def test_what_one_of_the_two_found_alone_is_for_review_in_reading_order() -> None:
    ours = [displaced("llm", number("300", 300)), casualty("llm", FORTY)]
    theirs = [casualty("rules", number("A guard", 1, implicit=True)), casualty("rules", number("9", 9))]
    checked = cross_check(ours, theirs)
    assert [(line.found_by, line.record["quantity"]["text"]) for line in checked.review] == [
        ("llm", "At least 40"),
        ("rules", "9"),
        ("llm", "300"),
        ("rules", "A guard"),
    ]
    assert counts(checked.records, checked.review) == CrossCheck(llm=2, rules=2)


def test_a_number_of_another_kind_is_another_figure() -> None:
    checked = cross_check([casualty("llm", FORTY, "missing")], [displaced("rules", FORTY, "person")])
    assert [line.found_by for line in checked.review] == ["llm", "rules"]


def test_each_outcome_on_one_number_phrase_finds_its_own() -> None:
    ours = [casualty("llm", FORTY, "killed"), casualty("llm", FORTY, "injured")]
    checked = cross_check(ours, [casualty("rules", FORTY, "injured"), casualty("rules", FORTY, "missing")])
    assert [bool(record.corroborated_by) for record in checked.records] == [False, True]
    assert [(line.found_by, line.differs) for line in checked.review] == [("both", ("outcome",))]
    assert counts(checked.records, checked.review) == CrossCheck(corroborated=1, both=1)


FIGURES = st.lists(
    st.builds(
        lambda words, value, outcome: (words, value, outcome),
        st.sampled_from(["At least 40", "40", "9", "9 children", "300", "Some 300", "A guard", "guard"]),
        st.integers(1, 3),
        st.sampled_from(["killed", "injured"]),
    ),
    max_size=8,
    unique_by=lambda figure: (TEXT.index(figure[0]), figure[2]),
)


@given(FIGURES, FIGURES, st.randoms(use_true_random=False))
def test_every_figure_is_corroborated_or_reviewed_once_whatever_the_order(ours: Any, theirs: Any, shuffled: random.Random) -> None:
    records = [casualty("llm", number(words, value), outcome) for words, value, outcome in ours]
    rules = [casualty("rules", number(words, value), outcome) for words, value, outcome in theirs]
    checked = cross_check(records, rules)
    assert [record.id for record in checked.records] == [record.id for record in records]
    reviewed = [line.record["id"] for line in checked.review if line.found_by != "rules"]
    assert sorted(reviewed) == sorted(record.id for record in checked.records if not record.corroborated_by)
    theirs_seen = [line.record["id"] for line in checked.review if line.found_by == "rules"] + [line.other["id"] for line in checked.review if line.other]
    assert len(theirs_seen) == len(set(theirs_seen))
    again = list(records)
    shuffled.shuffle(again)
    marked = {record.id: record.corroborated_by for record in cross_check(again, rules).records}
    assert marked == {record.id: record.corroborated_by for record in checked.records}
