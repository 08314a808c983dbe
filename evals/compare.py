"""Two lanes, or one before and after a change, on the same articles; and two labellers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from pydantic import Field
from rich.console import Console
from rich.text import Text

from evals.align import align
from evals.judge import LEVELS, Level
from evals.labels import Labelled, LabelSet
from evals.results import ArticleOutcome, Results
from evals.score import Prediction, evaluate, figure_kinds
from evals.show import interval, lane_words, number, table
from evals.stats import Rate, difference
from extractor.errors import UsageError
from extractor.text.printable import clean
from schemas import KINDS
from schemas.common import Model, Record

_NAMED = 20
"""Records named of each sort; the comparison itself holds all."""
_RIGHT = ("core", "full")

Places = tuple[tuple[str, str], ...]
"""(article id, label id, or a false record's kind, place and words)."""


class Change(Model):
    """F1 of both, and the second minus the first with its 95% interval over paired draws of articles."""

    first: Rate
    second: Rate
    difference: Rate


class Comparison(Model):
    """What changed from the first results to the second."""

    set_name: str
    set_version: str
    lanes: tuple[dict[str, Any], dict[str, Any]]
    same_scorer: bool
    parts: dict[str, dict[Level, Change]] = Field(description="By kind and group, and level.")
    won: Places = Field(description="Labels right at core in the second only.")
    lost: Places = Field(description="Labels right at core in the first only.")
    false_new: Places = Field(description="False records of the second only.")
    false_gone: Places = Field(description="False records of the first only.")


def compare(first: Results, second: Results) -> Comparison:
    """Compare two results article by article.

    Raises:
        UsageError: they are of different articles or set versions.
    """
    _check_same(first, second)
    groups = {**{kind: [kind] for kind in KINDS}, "figures": figure_kinds(), "all": list(KINDS)}
    return Comparison(
        set_name=first.set_name,
        set_version=first.set_version,
        lanes=(first.lane, second.lane),
        same_scorer=first.scorer_version == second.scorer_version,
        parts={name: {level: _change(first, second, name, kinds, level) for level in LEVELS} for name, kinds in groups.items()},
        won=tuple(_lost(second, first)),
        lost=tuple(_lost(first, second)),
        false_new=tuple(_gone(second, first)),
        false_gone=tuple(_gone(first, second)),
    )


def _check_same(first: Results, second: Results) -> None:
    for results, other in ((first, second), (second, first)):
        if alone := sorted(results.outcomes.keys() - other.outcomes.keys()):
            raise UsageError(f"these results are of different articles: only one has {', '.join(alone[:3])}{' …' if len(alone) > 3 else ''}")
    if first.set_version != second.set_version:
        raise UsageError(f"these results are of different labels: set versions {first.set_version[:12]} and {second.set_version[:12]}")


def _change(first: Results, second: Results, name: str, kinds: Sequence[str], level: Level) -> Change:
    before, after = ([_counts(results.outcomes[article], kinds, level) for article in sorted(first.outcomes)] for results in (first, second))
    old, new = ({**results.kinds, **results.groups}[name].levels[level].f1 for results in (first, second))
    return Change(first=old, second=new, difference=difference(before, after))


def _counts(outcome: ArticleOutcome, kinds: Sequence[str], level: Level) -> tuple[int, int, int]:
    tp, fp, fn = (sum(column) for column in zip(*(outcome.counts[kind][level] for kind in kinds), strict=True))
    return tp, fp, fn


def _lost(before: Results, after: Results) -> Iterator[tuple[str, str]]:
    for article, outcome in before.outcomes.items():
        for label, reached in outcome.labels.items():
            if label not in outcome.optional and reached in _RIGHT and after.outcomes[article].labels[label] not in _RIGHT:
                yield article, label


def _gone(before: Results, after: Results) -> Iterator[tuple[str, str]]:
    for article, outcome in before.outcomes.items():
        for false in (Counter(outcome.false) - Counter(after.outcomes[article].false)).elements():
            yield article, false


def show_comparison(comparison: Comparison, console: Console) -> None:
    """Print scores side by side, then the records that were won, lost, newly false and no longer false."""
    old, new = (lane_words(lane) for lane in comparison.lanes)
    console.print(Text(clean(f"{comparison.set_name} {comparison.set_version[:12]} · from {old} to {new}"), style="bold"))
    if not comparison.same_scorer:
        console.print(Text("The scorers differ: part of the difference may be theirs.", style="yellow"))
    console.print(table(("", "level", "F1 first", "F1 second", "difference", "95%"), _rows(comparison.parts), numbers=(2, 3, 4, 5)))
    for name, places in (
        ("won", comparison.won),
        ("lost", comparison.lost),
        ("newly false", comparison.false_new),
        ("no longer false", comparison.false_gone),
    ):
        console.print(Text(f"{name}: {len(places):,}"))
        for article, record in places[:_NAMED]:
            console.print(Text(clean(f"{article} {record}")), soft_wrap=False)
        if len(places) > _NAMED:
            console.print(Text(f"and {len(places) - _NAMED:,} more", style="dim"))


def _rows(parts: Mapping[str, Mapping[Level, Change]]) -> Iterator[tuple[str, ...]]:
    for name, levels in parts.items():
        head = name
        for level, change in levels.items():
            moved = change.difference
            by = "n/a" if moved.value is None else f"{moved.value:+.3f}"
            yield head, level, number(change.first.value), number(change.second.value), by, interval(moved)
            head = ""


def agree(first: LabelSet, second: LabelSet) -> Results:
    """How far two labellers agree: the second's records, scored as predictions of the first's.

    What the second marked optional and the first left out is not charged.

    Raises:
        UsageError: the sets are of different articles.
    """
    theirs = {item.article.id: item for item in second.items}
    ours = {item.article.id: item for item in first.items}
    if apart := sorted(
        key for key in ours.keys() | theirs.keys() if key not in ours or key not in theirs or ours[key].article.text != theirs[key].article.text
    ):
        raise UsageError(f"{first.name} and {second.name} differ in their articles: {', '.join(apart[:3])}{' …' if len(apart) > 3 else ''}")
    lane = {"backend": "labels", "model": second.name, "version": second.version}
    return evaluate(first, {key: Prediction(tuple(_charged(ours[key], item))) for key, item in theirs.items()}, lane)


def _charged(ours: Labelled, theirs: Labelled) -> Iterator[Record]:
    for kind in KINDS:
        mine, other = ([record for record in item.records if record.kind == kind] for item in (ours, theirs))
        alone = {record.id for record in align(mine, other).spurious if record.optional}
        yield from (record for record in other if record.id not in alone)
