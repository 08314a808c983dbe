"""From predictions to results: align, judge, count. Pure: no backend runs here and nothing is written."""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from evals import align as align_module
from evals import judge as judge_module
from evals import overlap as overlap_module
from evals import stats as stats_module
from evals.align import Alignment, align
from evals.judge import LEVELS, Level, count_error, judge, levels
from evals.labels import Labelled, LabelSet, spans
from evals.results import ArticleOutcome, ErrorLine, KindResult, Outcome, Results, Slice, TagRecall
from evals.stats import scores, share
from evals.thresholds import THRESHOLDS
from extractor.text import grounding as grounding_module
from schemas import KINDS
from schemas.common import Figure, Record
from schemas.files import Rejection, Usage

_AROUND = 120
"""Characters shown on each side of an error's place."""


@dataclass(frozen=True)
class Prediction:
    """What a lane said of one article; `failed` tells why it said nothing."""

    records: tuple[Record, ...] = ()
    rejections: tuple[Rejection, ...] = ()
    failed: str | None = None
    usage: Usage = Usage()


Triple = tuple[int, int, int]


@dataclass
class _KindTally:
    """What is counted of one kind in one article."""

    counts: dict[Level, Triple]
    labels: int
    fields: list[dict[str, bool]] = field(default_factory=list)
    count_errors: Counter[str] = field(default_factory=Counter)


@dataclass
class _Scored:
    """One article, scored."""

    item: Labelled
    kinds: dict[str, _KindTally]
    outcome: ArticleOutcome
    errors: list[ErrorLine]
    grounded: int
    records: int


def scorer_version() -> str:
    """sha256 over the modules that align, judge and count."""
    digest = hashlib.sha256(Path(__file__).read_bytes())
    for module in (align_module, judge_module, overlap_module, stats_module, grounding_module):
        digest.update(Path(str(module.__file__)).read_bytes())
    return digest.hexdigest()


def evaluate(labels: LabelSet, predictions: Mapping[str, Prediction], lane: Mapping[str, Any]) -> Results:
    """Score `predictions` (by article id) against `labels`. An article without a prediction counts as failed and empty."""
    scored = [_score(item, predictions.get(item.article.id, Prediction(failed="no prediction"))) for item in labels.items]
    said = [predictions[one.item.article.id] for one in scored if one.item.article.id in predictions]
    empty = [one for one in scored if not one.item.records]
    return Results(
        set_name=labels.name,
        set_version=labels.version,
        scorer_version=scorer_version(),
        thresholds_version=THRESHOLDS.version,
        lane=dict(lane),
        articles=len(scored),
        kinds={kind: _kind_result(kind, scored) for kind in KINDS},
        groups={"figures": _slice(scored, figure_kinds()), "all": _slice(scored, KINDS)},
        tags={tag: _slice([one for one in scored if tag in one.item.tags], KINDS) for tag in sorted({tag for one in scored for tag in one.item.tags})},
        label_tags=_label_tags(scored),
        grounding=share([one.grounded for one in scored], [one.records for one in scored]),
        entirely_right=share([int(_entirely_right(one)) for one in scored], [1] * len(scored)),
        failed={one.item.article.id: one.outcome.failed for one in scored if one.outcome.failed},
        rejections=dict(sorted(Counter(rejection.reason for prediction in said for rejection in prediction.rejections).items())),
        false_on_empty=sum(one.records for one in empty),
        empty_articles=len(empty),
        outcomes={one.item.article.id: one.outcome for one in scored},
        errors=tuple(error for one in scored for error in one.errors),
        usage=sum((prediction.usage for prediction in said), Usage()).model_dump(),
    )


def figure_kinds() -> list[str]:
    """The kinds that are numbers with bounds."""
    return [kind.name for kind in KINDS.values() if issubclass(kind.record, Figure)]


# ---------------------------------------------------------------- one article


def _score(item: Labelled, prediction: Prediction) -> _Scored:
    text = item.article.text
    alignments = {kind: align(_of(kind, item.records), _of(kind, prediction.records)) for kind in KINDS}
    known = {record.id: record for record in item.records}, {record.id: record for record in prediction.records}
    ungrounded = [record for record in prediction.records if not _grounded(record, text)]
    outcomes: dict[str, Outcome] = {}
    tallies: dict[str, _KindTally] = {}
    errors: list[ErrorLine] = []
    tenfold: list[str] = []
    if prediction.failed:
        errors.append(ErrorLine(type="failed", article_id=item.article.id, kind=None, detail=prediction.failed))
    errors += [_error("ungrounded", item, None, record) for record in ungrounded]
    for kind, alignment in alignments.items():
        tallies[kind], judged = _tally(alignment, *known)
        for label, got, right in judged:
            reached = [level for level, holds in levels(label, right).items() if holds]
            outcomes[label.id] = reached[-1]
            wrong = tuple(name for name, holds in right.items() if not holds)
            if wrong:
                errors.append(_error("field", item, label, got, wrong))
            if count_error(label, got) == "tenfold":
                tenfold.append(label.id)
        outcomes |= {label.id: "missed" for label in alignment.missed}
        errors += [_error("missed", item, label, None) for label in alignment.missed if not label.optional]
        errors += [_error("duplicate" if record in alignment.duplicates else "spurious", item, None, record) for record in alignment.spurious]
    outcome = ArticleOutcome(
        labels={record.id: outcomes[record.id] for record in item.records},
        optional=tuple(record.id for record in item.records if record.optional),
        false=tuple(sorted(_place(record) for alignment in alignments.values() for record in alignment.spurious)),
        tenfold=tuple(tenfold),
        ungrounded=len(ungrounded),
        failed=prediction.failed,
        counts={kind: tally.counts for kind, tally in tallies.items()},
    )
    return _Scored(item, tallies, outcome, errors, len(prediction.records) - len(ungrounded), len(prediction.records))


def _tally(
    alignment: Alignment, labels: Mapping[str, Record], predictions: Mapping[str, Record]
) -> tuple[_KindTally, list[tuple[Record, Record, dict[str, bool]]]]:
    judged = [(label, got, judge(label, got, labels, predictions)) for label, got in alignment.pairs]
    required = [(label, right) for label, _, right in judged if not label.optional]
    missed, spurious = sum(not label.optional for label in alignment.missed), len(alignment.spurious)
    counts: dict[Level, Triple] = {}
    for level in LEVELS:
        hits = sum(levels(label, right)[level] for label, right in required)
        wrong = len(required) - hits
        counts[level] = (hits, wrong + spurious, wrong + missed)
    errors = Counter(error for label, got, _ in judged if not label.optional and (error := count_error(label, got)))
    return _KindTally(counts, len(required) + missed, [right for _, right in required], errors), judged


def _of(kind: str, records: Sequence[Record]) -> list[Record]:
    return [record for record in records if record.kind == kind]


def _grounded(record: Record, text: str) -> bool:
    return all(text[span["start"] : span["end"]] == span["text"] for span in spans(record.model_dump()))


def _entirely_right(one: _Scored) -> bool:
    required = [outcome for key, outcome in one.outcome.labels.items() if key not in one.outcome.optional]
    return not one.outcome.failed and not one.outcome.false and all(outcome == "full" for outcome in required)


def _place(record: Record) -> str:
    start, end, words = _bounds(record)
    return f"{record.kind} {start}-{end}: {words}"


def _bounds(record: Record) -> tuple[int, int, str]:
    if isinstance(record, Figure):
        return record.quantity.start, record.quantity.end, record.quantity.text
    parts = record.model_dump()["parts"]
    return parts[0]["start"], parts[-1]["end"], " … ".join(part["text"] for part in parts)


def _error(kind: str, item: Labelled, label: Record | None, got: Record | None, fields: tuple[str, ...] = ()) -> ErrorLine:
    record = label or got
    assert record is not None
    start, end, _ = _bounds(record)
    return ErrorLine.model_validate(
        {
            "type": kind,
            "article_id": item.article.id,
            "kind": record.kind,
            "fields": fields,
            "around": item.article.text[max(0, start - _AROUND) : end + _AROUND],
            "gold": label and label.model_dump(mode="json", exclude={"provenance"}),
            "predicted": got and got.model_dump(mode="json"),
        }
    )


# ---------------------------------------------------------------- many articles


def _slice(scored: Sequence[_Scored], kinds: Iterable[str]) -> Slice:
    kinds = list(kinds)
    return Slice(
        articles=len(scored),
        labels=sum(one.kinds[kind].labels for one in scored for kind in kinds),
        levels={level: scores([_sum(one.kinds[kind].counts[level] for kind in kinds) for one in scored]) for level in LEVELS},
    )


def _sum(triples: Iterable[Triple]) -> Triple:
    tp, fp, fn = (sum(column) for column in zip(*triples, strict=True))
    return tp, fp, fn


def _label_tags(scored: Sequence[_Scored]) -> dict[str, TagRecall]:
    tagged = [
        [(tag, one.outcome.labels[key]) for key, tags in one.item.label_tags.items() if key not in one.outcome.optional for tag in tags] for one in scored
    ]
    tags = sorted({tag for labels in tagged for tag, _ in labels})
    return {tag: _tag_recall([[reached for name, reached in labels if name == tag] for labels in tagged]) for tag in tags}


def _tag_recall(reached: Sequence[Sequence[Outcome]]) -> TagRecall:
    """`reached`: by article, how far each label with the tag got."""
    cases = [len(labels) for labels in reached]
    found = {level: LEVELS[at:] for at, level in enumerate(LEVELS)}
    return TagRecall(labels=sum(cases), levels={level: share([sum(got in found[level] for got in labels) for labels in reached], cases) for level in LEVELS})


def _kind_result(kind: str, scored: Sequence[_Scored]) -> KindResult:
    tallies = [one.kinds[kind] for one in scored]
    hits: dict[str, list[int]] = defaultdict(lambda: [0] * len(tallies))
    cases: dict[str, list[int]] = defaultdict(lambda: [0] * len(tallies))
    for at, tally in enumerate(tallies):
        for right in tally.fields:
            for name, holds in right.items():
                hits[name][at] += holds
                cases[name][at] += 1
    errors = sum((tally.count_errors for tally in tallies), Counter())
    part = _slice(scored, [kind])
    return KindResult(
        articles=part.articles,
        labels=part.labels,
        levels=part.levels,
        fields={name: share(hits[name], cases[name]) for name in hits},
        count_errors={name: errors[name] for name in ("bound", "within 10%", "beyond", "tenfold")},
    )
