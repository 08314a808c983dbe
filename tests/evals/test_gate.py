"""The gate: what was right must stay right, limits hold always, and what can't be judged is no pass."""

from collections.abc import Sequence

import pytest

from evals.gate import EXIT_CODES, Baseline, Verdict, bless, decide, decide_live, worst
from evals.results import Results
from evals.score import Prediction
from extractor.errors import UsageError
from schemas.common import Record, Span
from tests.evals.builders import Paper, scored

PAPER = Paper("Six people died and twenty were injured.")
EMPTY = Paper("Nobody was hurt, and 3,000 came to the fair.", id="empty")
DEAD, HURT = PAPER.casualty("c1", "Six", 6), PAPER.casualty("c2", "twenty", 20, "injured")
LABELS = [PAPER.labelled(DEAD, HURT), EMPTY.labelled()]


def found(*records: Record, on_empty: Sequence[Record] = (), lane: str = "rules") -> Results:
    return scored(LABELS, {"a": records, "empty": on_empty}, lane)


def baseline(*results: Results) -> Baseline:
    return bless(Baseline(), results, "the first one")


def test_the_same_again_passes() -> None:
    decision = decide(found(DEAD, HURT), baseline(found(DEAD, HURT)))
    assert (decision.verdict, decision.reasons) == ("pass", ())


def test_a_lost_record_fails_and_is_named() -> None:
    decision = decide(found(DEAD), baseline(found(DEAD, HURT)))
    assert (decision.verdict, decision.reasons) == ("regression", ("lost: a c2 (was full, is missed)",))


def test_one_won_does_not_pay_for_one_lost() -> None:
    decision = decide(found(HURT), baseline(found(DEAD)))
    assert decision.verdict == "regression"
    assert decision.gained == ("won: a c2",)


def test_a_record_that_turns_wrong_fails() -> None:
    wrong = DEAD.model_copy(update={"outcome": "injured"})
    assert decide(found(wrong, HURT), baseline(found(DEAD, HURT))).reasons == ("lost: a c1 (was full, is detection)",)


def test_a_new_false_record_fails_and_an_old_one_does_not() -> None:
    false = PAPER.casualty("x", "people", 1)
    assert decide(found(DEAD, HURT, false), baseline(found(DEAD, HURT))).verdict == "regression"
    assert decide(found(DEAD, HURT, false), baseline(found(DEAD, HURT, false))).verdict == "pass"


def test_a_record_in_an_article_that_holds_none_breaks_a_limit() -> None:
    decision = decide(found(DEAD, HURT, on_empty=[EMPTY.casualty("x", "3,000", 3000)]), baseline(found(DEAD, HURT)))
    assert decision.verdict == "regression"
    assert "1 records in articles that hold none, 0 in the baseline" in decision.reasons


def test_a_tenfold_number_breaks_a_limit() -> None:
    decision = decide(found(DEAD, PAPER.casualty("c2", "twenty", 200, "injured")), baseline(found(DEAD)))
    assert "1 tenfold count errors, 0 in the baseline" in decision.reasons


def test_an_ungrounded_record_breaks_a_limit_even_if_the_baseline_had_it() -> None:
    astray = DEAD.model_copy(update={"victims": Span(start=0, end=3, text="Ten")})
    assert "1 ungrounded records" in decide(found(astray, HURT), baseline(found(astray, HURT))).reasons


@pytest.mark.parametrize("part", ["set_version", "scorer_version", "thresholds_version"])
def test_changed_labels_scorer_or_thresholds_are_not_a_pass_and_both_scores_are_shown(part: str) -> None:
    decision = decide(found(DEAD, HURT).model_copy(update={part: "other"}), baseline(found(DEAD)))
    assert decision.verdict == "incomplete"
    assert (decision.old_core_f1["casualty"], decision.new_core_f1["casualty"]) == (pytest.approx(2 / 3), 1.0)


def test_without_baseline_or_labels_nothing_passes() -> None:
    assert decide(found(DEAD, HURT), Baseline()).verdict == "incomplete"
    nothing = scored([EMPTY.labelled()], {"empty": ()})
    assert decide(nothing, baseline(nothing)).reasons == ("nothing was scored",)


def test_a_crashed_article_loses_its_records() -> None:
    crashed = scored(LABELS, {"a": Prediction(failed="crashed"), "empty": ()}, "rules")
    assert len(decide(crashed, baseline(found(DEAD, HURT))).reasons) == 2


def test_a_blessing_is_logged_with_its_reason_and_what_it_accepts() -> None:
    again = bless(baseline(found(DEAD, HURT)), [found(DEAD)], "the second figure is not in the guide")
    assert [(entry.lane, entry.lost, entry.reason) for entry in again.log] == [
        ("rules invented", 0, "the first one"),
        ("rules invented", 1, "the second figure is not in the guide"),
    ]
    assert decide(found(DEAD), again).verdict == "pass"
    with pytest.raises(UsageError, match="--reason"):
        bless(Baseline(), [found(DEAD)], " ")


def test_exit_codes_and_the_worst_of_several() -> None:
    assert EXIT_CODES == {"pass": 0, "regression": 1, "incomplete": 2, "inconclusive": 3}
    cases: list[tuple[list[Verdict], Verdict]] = [
        (["pass", "pass"], "pass"),
        (["pass", "inconclusive"], "inconclusive"),
        (["inconclusive", "incomplete"], "incomplete"),
        (["incomplete", "regression", "pass"], "regression"),
        ([], "incomplete"),
    ]
    for verdicts, expected in cases:
        assert worst(verdicts) == expected


# ---------------------------------------------------------------- live lanes

MANY = [Paper("Six people died and twenty were injured.", id=f"p{number}") for number in range(30)]


def live(right: int) -> Results:
    """Thirty articles, the first `right` of them answered in full."""
    labels = [paper.labelled(paper.casualty("c1", "Six", 6), paper.casualty("c2", "twenty", 20, "injured")) for paper in MANY]
    said = {item.article.id: item.records if number < right else () for number, item in enumerate(labels)}
    return scored(labels, said, "llm")


@pytest.mark.parametrize(("before", "after", "verdict"), [(28, 28, "pass"), (30, 30, "pass"), (30, 15, "regression"), (30, 29, "inconclusive")])
def test_a_live_lane_is_judged_by_the_paired_interval(before: int, after: int, verdict: str) -> None:
    decision = decide_live([live(after)] * 3, baseline(live(before)))
    assert decision.verdict == verdict
    assert decision.smallest_detectable_drop is not None


def test_a_live_lane_needs_three_repeats() -> None:
    assert decide_live([live(30)] * 2, baseline(live(30))).verdict == "incomplete"
