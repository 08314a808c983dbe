"""What holds of every set of labels and predictions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evals import stats
from evals.align import align
from evals.judge import LEVELS
from evals.results import Results
from evals.score import Prediction
from schemas.common import Record
from tests.evals.builders import Paper, scored

SENTENCES = (
    "A kiln burst in Orsk Hollow, killing 14 and injuring 52.",
    "By dusk 230 had fled and 61 were missing.",
    "“The lane is shut,” said Pia Dorn, “and the well is dry.”",
    "“Bring water,” she told a crowd of 90.",
)
PAPER = Paper(" ".join(SENTENCES))
NUMBERS = {"14": SENTENCES[0], "52": SENTENCES[0], "230": SENTENCES[1], "61": SENTENCES[1], "90": SENTENCES[3]}
PARTS = ("The lane is shut", "and the well is dry", "Bring water")


law = settings(deadline=None, max_examples=60)


@pytest.fixture(scope="module", autouse=True)
def few_resamples() -> Iterator[None]:
    """No law here is about intervals, which take most of the time."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(stats, "RESAMPLES", 20)
        yield


def figures(prefix: str, kind: str) -> st.SearchStrategy[Record]:
    choices = {"outcome": st.sampled_from(["killed", "injured"])} if kind == "casualty" else {"term": st.sampled_from(["fled", "displaced"])}
    make = PAPER.casualty if kind == "casualty" else PAPER.displaced
    shared = {
        "status": st.sampled_from(["asserted", "denied"]),
        "value": st.sampled_from([14, 90]),
        "part_of": st.sampled_from([None, None, f"{prefix}0", f"{prefix}1"]),
    }
    return st.sampled_from(sorted(NUMBERS)).flatmap(
        lambda words: st.fixed_dictionaries({**choices, **shared}).map(lambda fields: make(prefix, words, evidence=NUMBERS[words], **fields))
    )


def quotes(prefix: str) -> st.SearchStrategy[Record]:
    parts = st.lists(st.sampled_from(PARTS), min_size=1, max_size=2, unique=True).map(lambda chosen: sorted(chosen, key=PARTS.index))
    return st.builds(lambda chosen, speaker: PAPER.quote(prefix, *chosen, speaker=speaker), parts, st.sampled_from([None, "Pia Dorn", "she"]))


def records(prefix: str, most: int = 5) -> st.SearchStrategy[list[Record]]:
    one = st.one_of(figures(prefix, "casualty"), figures(prefix, "displacement"), quotes(prefix))
    return st.lists(one, max_size=most).map(lambda found: [record.model_copy(update={"id": f"{prefix}{at}"}) for at, record in enumerate(found)])


def score(labels: Sequence[Record], predictions: Sequence[Record]) -> Results:
    return scored([PAPER.labelled(*labels)], {PAPER.id: Prediction(tuple(predictions))})


def numbers(results: Results) -> dict[str, Any]:
    """All that is counted, without what only names the set."""
    kept = results.model_dump(exclude={"set_version", "errors", "outcomes"})
    return kept | {"false": sorted(results.outcomes[PAPER.id].false), "reached": dict(results.outcomes[PAPER.id].labels)}


@law
@given(records("g"), records("p"), st.randoms(use_true_random=False))
def test_order_changes_nothing(labels: list[Record], predictions: list[Record], random: Any) -> None:
    mixed = random.sample(labels, len(labels)), random.sample(predictions, len(predictions))
    assert numbers(score(*mixed)) == numbers(score(labels, predictions))


@law
@given(records("g", 7))
def test_labels_against_themselves_are_all_right(labels: list[Record]) -> None:
    results = score(labels, labels)
    assert set(results.outcomes[PAPER.id].labels.values()) <= {"full"}
    assert all(results.groups["all"].levels[level].f1.value == (1 if labels else None) for level in LEVELS)


@law
@given(records("g", 7).filter(bool), st.data())
def test_a_duplicate_lowers_precision(labels: list[Record], data: st.DataObject) -> None:
    labels = _apart(labels)
    predictions = data.draw(st.lists(st.sampled_from(labels), min_size=1, unique_by=lambda record: record.id))
    again = data.draw(st.sampled_from(predictions)).model_copy(update={"id": "again"})
    before, after = (score(labels, said).groups["all"].levels["core"] for said in (predictions, [*predictions, again]))
    assert (after.tp, after.fp) == (before.tp, before.fp + 1)


def _apart(records: list[Record]) -> list[Record]:
    """Those that share no number phrase and no quoted part with one before, so that none can answer another's label."""
    kept: list[Record] = []
    used: set[tuple[str, str]] = set()
    for record in records:
        spans = record.parts if record.kind == "quote" else (record.quantity,)  # type: ignore[attr-defined]
        words = {(record.kind, span.text) for span in spans}
        if used.isdisjoint(words):
            kept.append(record)
            used |= words
    return kept


def test_a_duplicate_answers_no_other_figure_of_its_sentence() -> None:
    killed, injured = (PAPER.casualty(words, words, int(words), evidence=SENTENCES[0]) for words in ("14", "52"))
    detection = score([killed, injured], [killed, killed.model_copy(update={"id": "again"})]).groups["all"].levels["detection"]
    assert (detection.tp, detection.fp, detection.fn) == (1, 1, 1)


@law
@given(records("g"), records("p"), st.integers(0, 4))
def test_dropping_a_prediction_never_raises_detection(labels: list[Record], predictions: list[Record], drop: int) -> None:
    before, after = (score(labels, kept).groups["all"].levels["detection"] for kept in (predictions, predictions[:drop] + predictions[drop + 1 :]))
    assert after.tp <= before.tp
    assert after.fn >= before.fn


@law
@given(records("g"), records("p"))
def test_labels_and_predictions_swapped_swap_precision_and_recall(labels: list[Record], predictions: list[Record]) -> None:
    there, back = score(labels, predictions).groups["all"].levels, score(predictions, labels).groups["all"].levels
    for level in LEVELS:
        assert (there[level].tp, there[level].fp, there[level].fn) == (back[level].tp, back[level].fn, back[level].fp)
        assert there[level].precision == back[level].recall
        assert there[level].f1 == back[level].f1


@law
@given(records("g"), records("p"))
def test_each_label_and_each_prediction_stands_in_one_place(labels: list[Record], predictions: list[Record]) -> None:
    for kind in ("casualty", "displacement", "quote"):
        mine, theirs = ([record for record in found if record.kind == kind] for found in (labels, predictions))
        found = align(mine, theirs)
        assert sorted([label.id for label, _ in found.pairs] + [label.id for label in found.missed]) == sorted(record.id for record in mine)
        assert sorted([got.id for _, got in found.pairs] + [got.id for got in found.spurious]) == sorted(record.id for record in theirs)
        assert {got.id for got in found.duplicates} <= {got.id for got in found.spurious}


@law
@given(records("g"), records("p"))
def test_levels_are_nested(labels: list[Record], predictions: list[Record]) -> None:
    detection, core, full = (score(labels, predictions).groups["all"].levels[level] for level in LEVELS)
    assert detection.tp >= core.tp >= full.tp
    assert len({level.tp + level.fp for level in (detection, core, full)}) == len({level.tp + level.fn for level in (detection, core, full)}) == 1
