"""May this change go in? The offline lanes are deterministic, so they are compared record by record with a committed baseline."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

from pydantic import Field, ValidationError

from evals.judge import Level
from evals.results import ArticleOutcome, Results
from evals.stats import Rate, difference
from evals.thresholds import THRESHOLDS
from extractor.errors import UsageError
from schemas.common import Model

Verdict = Literal["pass", "regression", "incomplete", "inconclusive"]
EXIT_CODES: Mapping[Verdict, int] = {"pass": 0, "regression": 1, "incomplete": 2, "inconclusive": 3}
_RIGHT = ("core", "full")


class LaneBaseline(Model):
    """What one lane found on one set when it was last blessed."""

    set_version: str
    scorer_version: str
    thresholds_version: str
    core_f1: dict[str, float | None] = Field(description="By kind and group; to show old beside new.")
    outcomes: dict[str, ArticleOutcome]


class Blessing(Model):
    """One change that was accepted."""

    day: str
    lane: str
    reason: str
    lost: int
    false: int


class Baseline(Model):
    """baseline.json."""

    lanes: dict[str, LaneBaseline] = Field(default_factory=dict)
    log: tuple[Blessing, ...] = ()


class Decision(Model):
    """The gate's word on one lane and set."""

    lane: str
    verdict: Verdict
    reasons: tuple[str, ...] = ()
    """What was lost or broke a limit, or why nothing can be said; one line each."""
    gained: tuple[str, ...] = ()
    old_core_f1: dict[str, float | None] = Field(default_factory=dict)
    new_core_f1: dict[str, float | None] = Field(default_factory=dict)
    difference: Rate | None = None
    smallest_detectable_drop: float | None = None


def load_baseline(path: Path) -> Baseline:
    """The baseline at `path`; an empty one where there is none.

    Raises:
        UsageError: the file is malformed.
    """
    if not path.is_file():
        return Baseline()
    try:
        return Baseline.model_validate_json(path.read_bytes())
    except ValidationError as error:
        raise UsageError(f"{path}: not a baseline: {error.error_count()} errors; make a new one with: extractor eval bless --reason ...") from None


def lane_name(results: Results) -> str:
    """Backend, model where there is one, and set: "rules gold", "replay relay challenge-dev"."""
    return " ".join(str(part) for part in (results.lane.get("backend"), results.lane.get("model"), results.set_name) if part)


def decide(results: Results, baseline: Baseline) -> Decision:
    """The gate for a deterministic lane: a record that was right and now is wrong fails, and so does a new false one."""
    name, new = lane_name(results), core_f1(results)
    kept = baseline.lanes.get(name)
    if not any(outcome.labels for outcome in results.outcomes.values()):
        return Decision(lane=name, verdict="incomplete", reasons=("nothing was scored",), new_core_f1=new)
    if kept is None:
        return Decision(lane=name, verdict="incomplete", reasons=("no baseline for this lane and set; make one with: extractor eval bless",), new_core_f1=new)
    changed = [part for part, old, now in _hashes(kept, results) if old != now]
    if changed:
        reason = f"{' and '.join(changed)} changed since the baseline; old and new scores are shown; accept with: extractor eval bless"
        return Decision(lane=name, verdict="incomplete", reasons=(reason, *_limits(results, kept)), old_core_f1=kept.core_f1, new_core_f1=new)
    reasons = [*_limits(results, kept), *_lost(kept.outcomes, results.outcomes), *_new_false(kept.outcomes, results.outcomes)]
    return Decision(
        lane=name,
        verdict="regression" if reasons else "pass",
        reasons=tuple(reasons),
        gained=tuple(_lost(results.outcomes, kept.outcomes, "won")),
        old_core_f1=kept.core_f1,
        new_core_f1=new,
    )


def decide_live(repeats: Sequence[Results], baseline: Baseline) -> Decision:
    """The gate for a live lane: the paired difference of core F1 over all repeats, against the baseline of that lane or of the replayed one."""
    first = repeats[0]
    name, new = lane_name(first), core_f1(first)
    replayed = " ".join(["replay", *name.split()[1:]])
    kept = baseline.lanes.get(name) or baseline.lanes.get(replayed)
    if len(repeats) < THRESHOLDS.minimum_repeats:
        reason = f"a live gate needs at least {THRESHOLDS.minimum_repeats} repeats (--repeat)"
        return Decision(lane=name, verdict="incomplete", reasons=(reason,), new_core_f1=new)
    if kept is None or kept.set_version != first.set_version or kept.scorer_version != first.scorer_version:
        return Decision(lane=name, verdict="incomplete", reasons=("no baseline of this set and scorer to compare with",), new_core_f1=new)
    broken = tuple(reason for results in repeats for reason in _limits(results, kept))
    articles = sorted(kept.outcomes)
    old_counts = [_core(kept.outcomes[article], len(repeats)) for article in articles]
    new_counts = [tuple(map(sum, zip(*(_core(results.outcomes[article], 1) for results in repeats), strict=True))) for article in articles]
    change = difference(old_counts, new_counts)  # type: ignore[arg-type]
    if change.value is None or change.low is None or change.high is None:
        return Decision(lane=name, verdict="incomplete", reasons=("too few articles to take an interval from",), new_core_f1=new)
    if broken or (change.high < 0 and change.value <= -THRESHOLDS.minimum_effect):
        verdict: Verdict = "regression"
    else:
        verdict = "pass" if change.low > -THRESHOLDS.minimum_effect else "inconclusive"
    return Decision(
        lane=name,
        verdict=verdict,
        reasons=broken,
        old_core_f1=kept.core_f1,
        new_core_f1=new,
        difference=change,
        smallest_detectable_drop=change.value - change.low,
    )


def bless(baseline: Baseline, results: Iterable[Results], reason: str) -> Baseline:
    """The baseline with these results in it, and the reason in its log.

    Raises:
        UsageError: the reason is empty.
    """
    if not reason.strip():
        raise UsageError("say why with --reason: it is kept in the baseline's log")
    lanes, log = dict(baseline.lanes), list(baseline.log)
    for result in results:
        name = lane_name(result)
        old = lanes[name].outcomes if name in lanes else {}
        lost, false = len(_lost(old, result.outcomes)), len(_new_false(old, result.outcomes)) if old else 0
        lanes[name] = LaneBaseline(
            set_version=result.set_version,
            scorer_version=result.scorer_version,
            thresholds_version=result.thresholds_version,
            core_f1=core_f1(result),
            outcomes=result.outcomes,
        )
        log.append(Blessing(day=datetime.now(UTC).date().isoformat(), lane=name, reason=reason.strip(), lost=lost, false=false))
    return Baseline(lanes=dict(sorted(lanes.items())), log=tuple(log))


def worst(verdicts: Iterable[Verdict]) -> Verdict:
    """The verdict of several: a regression goes before all, then what could not be judged."""
    found = set(verdicts)
    order: tuple[Verdict, ...] = ("regression", "incomplete", "inconclusive", "pass")
    return next((verdict for verdict in order if verdict in found), "incomplete")


def core_f1(results: Results) -> dict[str, float | None]:
    """Core F1 by kind and group."""
    parts = {**results.kinds, **results.groups}
    return {name: part.levels["core"].f1.value for name, part in parts.items()}


def _hashes(kept: LaneBaseline, results: Results) -> list[tuple[str, str, str]]:
    return [
        ("the labels", kept.set_version, results.set_version),
        ("the scorer", kept.scorer_version, results.scorer_version),
        ("the thresholds", kept.thresholds_version, results.thresholds_version),
    ]


def _limits(results: Results, kept: LaneBaseline) -> list[str]:
    """The limits that hold whatever else changed."""
    broken = []
    ungrounded = sum(outcome.ungrounded for outcome in results.outcomes.values())
    if ungrounded > THRESHOLDS.ungrounded:
        broken.append(f"{ungrounded} ungrounded records")
    for what, count, more in (
        ("tenfold count errors", _tenfold, THRESHOLDS.tenfold_above_baseline),
        ("records in articles that hold none", _on_empty, THRESHOLDS.on_empty_above_baseline),
    ):
        old, now = count(kept.outcomes), count(results.outcomes)
        if now > old + more:
            broken.append(f"{now} {what}, {old} in the baseline")
    return broken


def _tenfold(outcomes: Mapping[str, ArticleOutcome]) -> int:
    return sum(len(outcome.tenfold) for outcome in outcomes.values())


def _on_empty(outcomes: Mapping[str, ArticleOutcome]) -> int:
    return sum(len(outcome.false) for outcome in outcomes.values() if not outcome.labels)


def _lost(old: Mapping[str, ArticleOutcome], new: Mapping[str, ArticleOutcome], word: str = "lost") -> list[str]:
    """Labels that were right in `old` and are not in `new`."""
    lost = []
    for article, outcome in old.items():
        now = new.get(article, ArticleOutcome(labels={}))
        for label, reached in outcome.labels.items():
            if label not in outcome.optional and reached in _RIGHT and now.labels.get(label) not in _RIGHT:
                lost.append(
                    f"{word}: {article} {label} (was {reached}, is {now.labels.get(label, 'gone')})" if word == "lost" else f"{word}: {article} {label}"
                )
    return lost


def _new_false(old: Mapping[str, ArticleOutcome], new: Mapping[str, ArticleOutcome]) -> list[str]:
    return [
        f"false: {article} {record}"
        for article, outcome in new.items()
        for record in outcome.false
        if record not in old.get(article, ArticleOutcome(labels={})).false
    ]


def _core(outcome: ArticleOutcome, times: int) -> tuple[int, int, int]:
    level: Level = "core"
    tp, fp, fn = (sum(column) * times for column in zip(*(counts[level] for counts in outcome.counts.values()), strict=True))
    return tp, fp, fn
