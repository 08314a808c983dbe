"""What counts as found and right: small cases by hand, each with its (tp, fp, fn)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import pytest

from evals.align import align
from evals.judge import count_error, judge, levels, same_name
from evals.overlap import iou
from evals.score import Prediction
from schemas.common import Record, Span
from tests.evals.builders import Paper, counted, scored

Counts = tuple[int, int, int]

FERRY = Paper("A ferry sank off Quillan on Monday. At least 40 passengers died and 12 were injured, the coast guard said.")
SENTENCE = "At least 40 passengers died and 12 were injured, the coast guard said."
DIED = FERRY.casualty("died", "At least 40", 40, high=None, qualifier="at_least", evidence=SENTENCE)
HURT = FERRY.casualty("hurt", "12", 12, "injured", evidence=SENTENCE)

CLASH = Paper("Police said 40 were killed or wounded in the market.")
KILLED = CLASH.casualty("killed", "40", 40)
WOUNDED = CLASH.casualty("wounded", "40", 40, "injured")

SPEECH = Paper("“We will rebuild the pier,” said Oda Brill, the harbour master, “and we will do it by spring.” She called it “a duty”.")
FIRST, SECOND = "We will rebuild the pier", "and we will do it by spring"
UTTERANCE = SPEECH.quote("u", FIRST, SECOND, speaker="Oda Brill", role="harbour master")


def changed(record: Record, **fields: Any) -> Record:
    return record.model_copy(update={"id": f"p-{record.id}", **fields})


def number(record: Record, **bounds: Any) -> Any:
    return record.quantity.model_copy(update=bounds)  # type: ignore[attr-defined]


@dataclass(frozen=True)
class Case:
    name: str
    labels: Sequence[Record]
    predictions: Sequence[Record]
    detection: Counts
    core: Counts
    full: Counts


FIGURES = [
    Case("both figures of one sentence", [DIED, HURT], [DIED, HURT], (2, 0, 0), (2, 0, 0), (2, 0, 0)),
    Case("one of them missed", [DIED, HURT], [DIED], (1, 0, 1), (1, 0, 1), (1, 0, 1)),
    Case("nothing said", [DIED, HURT], [], (0, 0, 2), (0, 0, 2), (0, 0, 2)),
    Case("nothing to say", [], [DIED], (0, 1, 0), (0, 1, 0), (0, 1, 0)),
    Case("nothing at all", [], [], (0, 0, 0), (0, 0, 0), (0, 0, 0)),
    Case("the same said twice", [DIED], [DIED, changed(DIED)], (1, 1, 0), (1, 1, 0), (1, 1, 0)),
    Case("a wrong circumstance spoils full alone", [DIED], [changed(DIED, scope="cumulative")], (1, 0, 0), (1, 0, 0), (0, 1, 1)),
    Case("a wrong outcome spoils core", [DIED], [changed(DIED, outcome="missing")], (1, 0, 0), (0, 1, 1), (0, 1, 1)),
    Case("a wrong status spoils core", [DIED], [changed(DIED, status="denied")], (1, 0, 0), (0, 1, 1), (0, 1, 1)),
    Case(
        "a lost bound spoils core",
        [DIED],
        [changed(DIED, quantity=number(DIED, high=40, qualifier="exact"))],
        (1, 0, 0),
        (0, 1, 1),
        (0, 1, 1),
    ),
    Case("an optional label found", [DIED, changed(HURT, optional=True)], [DIED, HURT], (1, 0, 0), (1, 0, 0), (1, 0, 0)),
    Case("an optional label missed", [DIED, changed(HURT, optional=True)], [DIED], (1, 0, 0), (1, 0, 0), (1, 0, 0)),
    Case("an optional label found wrongly", [changed(HURT, optional=True)], [changed(HURT, status="denied")], (0, 0, 0), (0, 0, 0), (0, 0, 0)),
    Case("two outcomes of one number", [KILLED, WOUNDED], [KILLED, WOUNDED], (2, 0, 0), (2, 0, 0), (2, 0, 0)),
    Case("one outcome of one number", [KILLED, WOUNDED], [WOUNDED], (1, 0, 1), (1, 0, 1), (1, 0, 1)),
    Case("one outcome of one number twice", [KILLED, WOUNDED], [WOUNDED, changed(WOUNDED)], (2, 0, 0), (1, 1, 1), (1, 1, 1)),
]

QUOTES = [
    Case("both parts", [UTTERANCE], [UTTERANCE], (1, 0, 0), (1, 0, 0), (1, 0, 0)),
    Case("one part lost", [UTTERANCE], [SPEECH.quote("p", FIRST, speaker="Oda Brill", role="harbour master")], (1, 0, 0), (0, 1, 1), (0, 1, 1)),
    Case(
        "split in two records",
        [UTTERANCE],
        [SPEECH.quote("p", FIRST, speaker="Oda Brill"), SPEECH.quote("q", SECOND, speaker="Oda Brill")],
        (1, 1, 0),
        (0, 2, 1),
        (0, 2, 1),
    ),
    Case(
        "two utterances merged",
        [UTTERANCE, SPEECH.quote("d", "a duty", speaker="She")],
        [SPEECH.quote("p", FIRST, SECOND, "a duty", speaker="Oda Brill", role="harbour master")],
        (1, 0, 1),
        (0, 1, 2),
        (0, 1, 2),
    ),
    Case("a wrong speaker spoils core", [UTTERANCE], [changed(UTTERANCE, speaker=None)], (1, 0, 0), (0, 1, 1), (0, 1, 1)),
    Case("a lost role spoils full alone", [UTTERANCE], [SPEECH.quote("p", FIRST, SECOND, speaker="Oda Brill")], (1, 0, 0), (1, 0, 0), (0, 1, 1)),
    Case("an optional fragment missed", [UTTERANCE, SPEECH.quote("d", "a duty", optional=True)], [UTTERANCE], (1, 0, 0), (1, 0, 0), (1, 0, 0)),
    Case("words that nobody labelled", [UTTERANCE], [UTTERANCE, SPEECH.quote("d", "a duty")], (1, 1, 0), (1, 1, 0), (1, 1, 0)),
]


@pytest.mark.parametrize("case", FIGURES, ids=lambda case: case.name)
def test_figures(case: Case) -> None:
    paper = CLASH if KILLED in (*case.labels, *case.predictions) or WOUNDED in (*case.labels, *case.predictions) else FERRY
    assert counted(case.labels, case.predictions, paper) == {"detection": case.detection, "core": case.core, "full": case.full}


@pytest.mark.parametrize("case", QUOTES, ids=lambda case: case.name)
def test_quotes(case: Case) -> None:
    assert counted(case.labels, case.predictions, SPEECH, "quote") == {"detection": case.detection, "core": case.core, "full": case.full}


# ---------------------------------------------------------------- alignment


def test_a_prediction_answers_the_label_on_its_own_number() -> None:
    found = align([DIED, HURT], [changed(HURT), changed(DIED)])
    assert [(label.id, got.id) for label, got in found.pairs] == [("died", "p-died"), ("hurt", "p-hurt")]
    assert found.missed == found.spurious == found.duplicates == ()


def test_a_required_label_is_answered_before_an_optional_one() -> None:
    (pair,) = align([changed(DIED, optional=True), DIED], [DIED]).pairs
    assert pair[0] is DIED


def test_what_is_said_again_is_a_duplicate_and_what_is_said_elsewhere_is_not() -> None:
    rain = Paper("Some 30 died in the slide. Officials in Vellory counted 200 homeless; 7 drowned.")
    slide = rain.casualty("s", "30", 30, evidence="Some 30 died in the slide.")
    drowned = rain.casualty("d", "7", 7, evidence="Officials in Vellory counted 200 homeless; 7 drowned.")
    found = align([slide], [slide, changed(slide), drowned])
    assert [record.quantity.text for record in found.spurious] == ["30", "7"]  # type: ignore[attr-defined]
    assert [record.quantity.text for record in found.duplicates] == ["30"]  # type: ignore[attr-defined]


def span(start: int, end: int) -> Span:
    return Span(start=start, end=end, text="x" * (end - start))


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ([span(0, 10)], [span(0, 10)], 1.0),
        ([span(0, 10)], [span(10, 20)], 0.0),
        ([span(0, 10)], [span(5, 15)], 1 / 3),
        ([span(0, 10)], [span(0, 5)], 0.5),
        ([span(0, 10), span(20, 30)], [span(0, 10)], 0.5),
        ([span(0, 10), span(20, 30)], [span(0, 30)], 2 / 3),
        ([], [], 0.0),
    ],
)
def test_iou(first: list[Span], second: list[Span], expected: float) -> None:
    assert iou(first, second) == pytest.approx(expected)


# ---------------------------------------------------------------- fields


@pytest.mark.parametrize(
    ("first", "second", "same"),
    [
        ("Oda Brill", "Oda Brill", True),
        ("Oda Brill", "oda brill", True),
        ("Oda Brill", "Brill", True),
        ("Oda Brill", "Oda", False),
        ("Oda Brill", "Ken Brill", False),
        ("Harbour Workers’ Union", "Harbour Workers' Union", True),
        ("health office", "office of health", False),
    ],
)
def test_names_are_the_same_person_if_they_end_alike(first: str, second: str, same: bool) -> None:
    assert same_name(first, second) is same
    assert same_name(second, first) is same


@pytest.mark.parametrize(
    ("label", "prediction", "wrong"),
    [
        ({"victims": FERRY.span("40 passengers")}, {"victims": FERRY.span("passengers")}, set()),
        ({"victims": FERRY.span("passengers")}, {"victims": FERRY.span("passengers died and 12")}, {"victims"}),
        ({"victims": FERRY.span("passengers")}, {"victims": None}, {"victims"}),
        ({"sources": (FERRY.source("coast guard"),)}, {"sources": (FERRY.source("the coast guard"),)}, set()),
        ({"sources": (FERRY.source("coast guard"),)}, {"sources": ()}, {"sources"}),
        ({"when": FERRY.when("Monday", "2031-02-03", "2031-02-03")}, {"when": FERRY.when("on Monday", "2031-02-03", "2031-02-03")}, set()),
        ({"when": FERRY.when("Monday", "2031-02-03", "2031-02-03")}, {"when": FERRY.when("Monday", "2031-02-10", "2031-02-10")}, {"when"}),
        ({"when": None}, {"when": FERRY.when("Monday", None, None)}, {"when"}),
        ({"evidence": FERRY.span(FERRY.text)}, {"evidence": FERRY.span(SENTENCE)}, set()),
        ({"part_of": "died"}, {"part_of": "p-died"}, set()),
        ({"part_of": "died"}, {"part_of": "p-hurt"}, {"part_of"}),
        ({"part_of": "died"}, {"part_of": "died"}, {"part_of"}),
        ({"part_of": "died"}, {"part_of": None}, {"part_of"}),
        ({"part_of": None}, {"part_of": "p-died"}, {"part_of"}),
    ],
)
def test_a_field_is_right_if_its_words_and_meaning_are(label: dict[str, Any], prediction: dict[str, Any], wrong: set[str]) -> None:
    wanted, got = changed(DIED, **label), changed(DIED, **prediction)
    right = judge(wanted, got, {record.id: record for record in (DIED, HURT)}, {record.id: record for record in (changed(DIED), changed(HURT))})
    assert {name for name, holds in right.items() if not holds} == wrong
    assert levels(wanted, right) == {"detection": True, "core": True, "full": not wrong}


@pytest.mark.parametrize(
    ("bounds", "expected"),
    [
        ({}, None),
        ({"high": 40, "qualifier": "exact"}, "bound"),
        ({"low": 41, "qualifier": "more_than"}, "bound"),
        ({"value": 42, "low": 42}, "within 10%"),
        ({"value": 44, "low": 44}, "within 10%"),
        ({"value": 50, "low": 50}, "beyond"),
        ({"value": 399, "low": 399}, "beyond"),
        ({"value": 400, "low": 400}, "tenfold"),
        ({"value": 4, "low": 4}, "tenfold"),
        ({"value": None, "low": 24, "qualifier": "vague"}, "beyond"),
        ({"value": None, "low": None, "qualifier": "vague"}, "beyond"),
    ],
)
def test_how_a_number_is_wrong(bounds: dict[str, Any], expected: str | None) -> None:
    assert count_error(DIED, changed(DIED, quantity=number(DIED, **bounds))) == expected


# ---------------------------------------------------------------- whole sets


def test_a_failed_article_counts_as_an_empty_prediction() -> None:
    failed = scored([FERRY.labelled(DIED, HURT)], {"a": Prediction(failed="timeout: no answer")})
    left_out = scored([FERRY.labelled(DIED, HURT)], {})
    silent = scored([FERRY.labelled(DIED, HURT)], {"a": []})
    assert failed.failed == {"a": "timeout: no answer"}
    assert left_out.failed == {"a": "no prediction"}
    assert silent.failed == {}
    assert failed.groups == left_out.groups == silent.groups
    assert failed.groups["all"].levels["core"].recall.value == 0
    assert failed.groups["all"].levels["core"].precision.value is None


def test_a_failed_article_without_labels_is_not_right() -> None:
    assert scored([FERRY.labelled()], {"a": Prediction(failed="crashed")}).entirely_right.value == 0
    assert scored([FERRY.labelled()], {"a": []}).entirely_right.value == 1


def test_records_in_articles_that_hold_none_are_counted() -> None:
    quiet = Paper("Two ships passed. No one of the 12 was hurt.", "quiet")
    results = scored([FERRY.labelled(DIED), quiet.labelled()], {"a": [DIED], "quiet": [quiet.casualty("c", "12", 12)]})
    assert (results.false_on_empty, results.empty_articles) == (1, 1)
    assert results.outcomes["quiet"].false == ("casualty 32-34: 12",)


def test_sums_over_articles_kinds_and_groups() -> None:
    camp = Paper("Nearly 300 families fled to Tamrin. “We took nothing,” said Ilo Vane.", "camp")
    fled = camp.displaced("f", "Nearly 300", 300, "fled", unit="household", low=None, high=299, qualifier="less_than")
    said = camp.quote("q", "We took nothing", speaker="Ilo Vane")
    results = scored(
        [FERRY.labelled(DIED, HURT, tags=["sea"]), camp.labelled(fled, said)],
        {"a": [DIED, changed(HURT, status="denied")], "camp": [changed(fled, unit="person"), said]},
    )
    core = {name: results.groups[name].levels["core"] for name in ("figures", "all")}
    assert (core["figures"].tp, core["figures"].fp, core["figures"].fn) == (1, 2, 2)
    assert (core["all"].tp, core["all"].fp, core["all"].fn) == (2, 2, 2)
    assert core["all"].f1.value == 0.5
    assert results.kinds["casualty"].fields["status"].value == 0.5
    assert (results.tags["sea"].articles, results.tags["sea"].labels) == (1, 2)
    assert results.entirely_right.value == 0


def test_recall_is_told_by_the_tags_of_single_labels_optional_ones_left_out() -> None:
    perhaps = FERRY.casualty("o", "12", 12, "missing", optional=True)
    item = replace(FERRY.labelled(DIED, HURT, perhaps), label_tags={DIED.id: ("spelled", "toll"), HURT.id: ("toll",), perhaps.id: ("toll",)})
    results = scored([item], {"a": [changed(DIED, scope="cumulative")]})
    assert results.label_tags["toll"].labels == 2
    assert {level: rate.value for level, rate in results.label_tags["toll"].levels.items()} == {"detection": 0.5, "core": 0.5, "full": 0.0}
    assert results.label_tags["spelled"].levels["core"].value == 1.0


def test_a_span_that_does_not_slice_back_is_ungrounded() -> None:
    loose = changed(DIED, victims=Span(start=0, end=6, text="sailor"))
    results = scored([FERRY.labelled(DIED)], {"a": [loose, HURT]})
    assert (results.grounding.value, results.grounding.n) == (0.5, 2)
    assert [error.type for error in results.errors] == ["ungrounded", "field", "spurious"]


def test_each_error_is_told_with_what_was_wanted_and_what_was_said() -> None:
    lull = Paper("Some 30 died in the slide. In Vellory 7 drowned. Nobody counted the 9 goats.")
    slide, drowned, goats = (
        lull.casualty(key, words, value, evidence=sentence)
        for key, words, value, sentence in (
            ("slide", "30", 30, "Some 30 died in the slide."),
            ("drowned", "7", 7, "In Vellory 7 drowned."),
            ("goats", "9", 9, "Nobody counted the 9 goats."),
        )
    )
    results = scored([lull.labelled(slide, drowned)], {"a": [changed(slide, scope="cumulative", status="denied"), goats]})
    errors = [(error.type, (error.gold or {}).get("id"), (error.predicted or {}).get("id"), error.fields) for error in results.errors]
    assert errors == [("field", "slide", "p-slide", ("status", "scope")), ("missed", "drowned", None, ()), ("spurious", None, "goats", ())]
    assert all(error.around and error.around in lull.text for error in results.errors)
