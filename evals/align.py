"""Which prediction answers which label: one to one, by where they stand. Whether they are right only breaks ties.

A pair is admissible where the number phrases overlap (quotes: where parts do); or, for two figures whose number phrases overlap
with no other, where the evidence does. So a repeated figure never answers for its neighbour in the sentence. Among admissible
pairs the assignment with the greatest total overlap wins; labels and predictions are put in reading order first, so that their
order in a file changes nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.optimize import linear_sum_assignment

from evals.judge import judge, levels
from evals.overlap import iou
from schemas.common import Figure, Record
from schemas.quote import Quote

_SAME_WORDS = 10.0
"""Number phrases, or quoted parts, that overlap: more than anything else can weigh."""
_REQUIRED, _CORE, _FULL = 1e-3, 1e-4, 1e-5
"""Only ties are broken by these: where several stand on the same words ("40 killed and injured"), a label that must be found goes
before an optional one, and then the pairs that say the same go together."""


@dataclass(frozen=True)
class Alignment:
    """Labels and predictions of one article and kind. Every label and every prediction stands in exactly one of these."""

    pairs: tuple[tuple[Record, Record], ...]
    """(label, prediction)."""
    missed: tuple[Record, ...]
    """Labels without a prediction, optional ones included."""
    spurious: tuple[Record, ...]
    """Predictions without a label."""
    duplicates: tuple[Record, ...]
    """Those of `spurious` that stand on words whose label another prediction answers."""


def align(gold: Sequence[Record], predicted: Sequence[Record]) -> Alignment:
    """Align the records of one article and one kind."""
    labels, predictions = sorted(gold, key=_order), sorted(predicted, key=_order)
    overlap = _overlaps(labels, predictions)
    rows, columns = linear_sum_assignment(overlap, maximize=True)
    found = [(int(row), int(column)) for row, column in zip(rows, columns, strict=True) if overlap[row, column] > 0]
    answered, answering = {row for row, _ in found}, {column for _, column in found}
    spurious = [column for column in range(len(predictions)) if column not in answering]
    duplicates = [column for column in spurious if any(_same_words(labels[row], predictions[column]) for row in answered)]
    return Alignment(
        pairs=tuple((labels[row], predictions[column]) for row, column in found),
        missed=tuple(label for row, label in enumerate(labels) if row not in answered),
        spurious=tuple(predictions[column] for column in spurious),
        duplicates=tuple(predictions[column] for column in duplicates),
    )


def _overlaps(labels: Sequence[Record], predictions: Sequence[Record]) -> npt.NDArray[np.float64]:
    """How much each label and prediction stand on the same words; 0 where they may not be paired."""
    overlap = np.array([[_overlap(label, prediction) for prediction in predictions] for label in labels]).reshape(len(labels), len(predictions))
    same_words = overlap >= _SAME_WORDS
    spoken_for = same_words.any(axis=1, keepdims=True) | same_words.any(axis=0, keepdims=True)
    overlap[spoken_for & ~same_words] = 0
    return overlap


def _overlap(label: Record, prediction: Record) -> float:
    if isinstance(label, Figure) and isinstance(prediction, Figure):
        number = iou([label.quantity], [prediction.quantity])
        shared = _SAME_WORDS * (number > 0) + number + iou([label.evidence], [prediction.evidence])
    elif isinstance(label, Quote) and isinstance(prediction, Quote):
        parts = iou(label.parts, prediction.parts)
        shared = _SAME_WORDS * (parts > 0) + parts
    else:
        shared = 0.0
    if not shared:
        return 0.0
    reached = levels(label, judge(label, prediction, {}, {}))
    return shared + _REQUIRED * (not label.optional) + _CORE * reached["core"] + _FULL * reached["full"]


def _same_words(label: Record, prediction: Record) -> bool:
    return _overlap(label, prediction) >= _SAME_WORDS


def _order(record: Record) -> tuple[int, str, str]:
    """Reading order; what stands at one place, by content, and by id at last."""
    start = record.quantity.start if isinstance(record, Figure) else record.parts[0].start if isinstance(record, Quote) else 0
    return start, record.model_dump_json(exclude={"id", "part_of", "provenance", "warnings"}), record.id
