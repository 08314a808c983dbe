from __future__ import annotations

import io
import re

import pytest
from rich.console import Console

from evals.compare import agree, compare, show_comparison
from evals.labels import LabelSet
from evals.score import Prediction, evaluate
from extractor.errors import UsageError
from tests.evals.builders import Paper, scored

SLIDE = Paper("A slide killed 4 and hurt 9 in Lower Fenn. Lost were 70 goats and 3 carts.", "slide")
STORM = Paper("Gales killed 2 on Sunday. “Stay in,” said Wim Aster.", "storm")
KILLED, HURT = (SLIDE.casualty(*said, evidence="A slide killed 4 and hurt 9 in Lower Fenn.") for said in (("killed", "4", 4), ("hurt", "9", 9, "injured")))
GOATS, CARTS = (SLIDE.casualty(*said, evidence="Lost were 70 goats and 3 carts.") for said in (("goats", "70", 70), ("carts", "3", 3)))
DEAD, SAID = STORM.casualty("dead", "2", 2), STORM.quote("said", "Stay in", speaker="Wim Aster")
ITEMS = [SLIDE.labelled(KILLED, HURT), STORM.labelled(DEAD, SAID)]
FIRST = scored(ITEMS, {"slide": [KILLED, GOATS], "storm": [DEAD]}, "rules")
SECOND = scored(
    ITEMS, {"slide": [HURT.model_copy(update={"scope": "cumulative"}), KILLED.model_copy(update={"status": "denied"}), CARTS], "storm": [DEAD, SAID]}
)


def test_records_won_and_lost_are_named() -> None:
    found = compare(FIRST, SECOND)
    assert found.won == (("slide", "hurt"), ("storm", "said"))
    assert found.lost == (("slide", "killed"),)
    assert found.false_new == (("slide", "casualty 66-67: 3"),)
    assert found.false_gone == (("slide", "casualty 53-55: 70"),)


def test_f1_of_both_and_their_difference() -> None:
    parts = compare(FIRST, SECOND).parts
    core = parts["all"]["core"]
    assert (core.first.value, core.second.value) == (pytest.approx(4 / 7), pytest.approx(6 / 9))
    assert core.difference.value == pytest.approx(6 / 9 - 4 / 7)
    assert core.difference.low <= core.difference.value <= core.difference.high  # type: ignore[operator]
    assert parts["quote"]["core"].difference.value == 1
    assert parts["displacement"]["core"].difference.value is None
    assert parts["casualty"] == parts["figures"]


def test_nothing_changes_against_itself() -> None:
    found = compare(FIRST, FIRST)
    assert found.won == found.lost == found.false_new == found.false_gone == ()
    assert {change.difference.value for levels in found.parts.values() for change in levels.values()} == {0, None}


def test_different_articles_and_labels_are_not_compared() -> None:
    with pytest.raises(UsageError, match="only one has storm"):
        compare(FIRST, scored(ITEMS[:1], {}))
    with pytest.raises(UsageError, match=r"different labels: set versions [0-9a-f]{12} and [0-9a-f]{12}"):
        compare(FIRST, scored([ITEMS[0], STORM.labelled(DEAD)], {}))


@pytest.mark.parametrize("width", [80, 160])
def test_a_comparison_is_shown_with_what_was_won_and_lost(width: int) -> None:
    console = Console(file=io.StringIO(), width=width)
    show_comparison(compare(FIRST, SECOND.model_copy(update={"scorer_version": "other"})), console)
    text: str = console.file.getvalue()  # type: ignore[attr-defined]
    assert all(len(line) <= width for line in text.splitlines())
    assert text.startswith(f"invented {FIRST.set_version[:12]} · from rules to test\nThe scorers differ")
    squeezed = re.sub(r"\s+", " ", text)
    assert "all detection 0.571 0.889 +0.317" in squeezed
    assert "displacement detection n/a n/a n/a n/a" in squeezed
    assert "won: 2 slide hurt storm said lost: 1 slide killed newly false: 1 slide casualty 66-67: 3" in squeezed


# ---------------------------------------------------------------- two labellers


def labels(name: str, *items: object) -> LabelSet:
    return LabelSet(name, items)  # type: ignore[arg-type]


def test_a_labeller_agrees_with_himself() -> None:
    results = agree(labels("one", *ITEMS), labels("two", *ITEMS))
    assert results.groups["all"].levels["full"].f1.value == 1
    assert (results.set_name, results.lane["model"]) == ("one", "two")


def test_what_the_second_labeller_doubts_is_not_charged() -> None:
    doubtful, certain = (labels("two", SLIDE.labelled(KILLED, HURT, CARTS.model_copy(update={"optional": optional})), ITEMS[1]) for optional in (True, False))
    one = labels("one", *ITEMS)
    assert agree(one, doubtful).outcomes["slide"].false == ()
    assert agree(one, certain).outcomes["slide"].false == ("casualty 66-67: 3",)
    assert agree(one, certain) == evaluate(one, {item.article.id: Prediction(item.records) for item in certain.items}, agree(one, certain).lane)


def test_labellers_of_different_articles_are_not_compared() -> None:
    with pytest.raises(UsageError, match="one and two differ in their articles: storm"):
        agree(labels("one", *ITEMS), labels("two", ITEMS[0]))
    with pytest.raises(UsageError, match="differ in their articles: slide"):
        agree(labels("one", *ITEMS), labels("two", Paper("Other words.", "slide").labelled(), ITEMS[1]))
