"""What is right about a prediction, given the label that it answers. Three nested levels: detection, core, full."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Literal

from evals.overlap import iou
from extractor.text.grounding import fold
from schemas import KINDS
from schemas.common import Figure, Quantity, Record, Source, Span, Speaker, When
from schemas.quote import Quote

Level = Literal["detection", "core", "full"]
LEVELS: tuple[Level, ...] = ("detection", "core", "full")

_SPAN_IOU = 0.5
"""Words are the right ones if they share at least half of their characters: labellers differ at the edges."""
_NOT_JUDGED = frozenset(Record.model_fields)
_CORE_FIGURE = ("value", "low", "high", "qualifier", "status")
_CORE_CHOICES = ("outcome", "unit")
_CORE_QUOTE = ("parts", "speaker")


def judge(label: Record, prediction: Record, labels: Mapping[str, Record], predictions: Mapping[str, Record]) -> dict[str, bool]:
    """Field by field, whether `prediction` is right.

    Args:
        labels, predictions: those of the article by id; they tell whether `part_of` names a figure on the same words.
    """
    right: dict[str, bool] = {}
    for name in KINDS[label.kind].record.model_fields:
        if name in _NOT_JUDGED:
            continue
        wanted, got = getattr(label, name), getattr(prediction, name)
        if name == "part_of":
            right[name] = _same_whole(labels.get(wanted), predictions.get(got)) if wanted and got else wanted is got
        elif isinstance(wanted, Quantity):
            right |= {field: getattr(wanted, field) == getattr(got, field) for field in ("value", "low", "high", "qualifier", "implicit")}
        elif name == "speaker":
            right[name] = same_speaker(wanted, got)
            right["role"] = _same(wanted and wanted.role, got and got.role)
        elif name == "parts":
            right[name] = [_folded(part.text) for part in wanted] == [_folded(part.text) for part in got]
        else:
            right[name] = _same(wanted, got)
    return right


def levels(label: Record, right: Mapping[str, bool]) -> dict[Level, bool]:
    """What an aligned prediction with these fields counts for."""
    core = [right[name] for name in core_fields(label) if name in right]
    return {"detection": True, "core": all(core), "full": all(right.values())}


def core_fields(label: Record) -> tuple[str, ...]:
    """The fields that decide whether the record says the right thing."""
    if isinstance(label, Quote):
        return _CORE_QUOTE
    return (*_CORE_FIGURE, *(name for name in _CORE_CHOICES if hasattr(label, name)))


def same_speaker(wanted: Speaker | None, got: Speaker | None) -> bool:
    """Whether both are the same person or body: the same name, or a part of it that ends alike ("Osk" for "Lena Osk")."""
    if wanted is None or got is None:
        return wanted is got
    return same_name(wanted.name, got.name)


def same_name(first: str, second: str) -> bool:
    """Equal but for case and glyphs; or all words of one in the other, the last word the same."""
    a, b = _folded(first).lower().split(), _folded(second).lower().split()
    return a == b or (bool(a) and bool(b) and a[-1] == b[-1] and (set(a) <= set(b) or set(b) <= set(a)))


def _same_whole(wanted: Record | None, got: Record | None) -> bool:
    if not isinstance(wanted, Figure) or not isinstance(got, Figure):
        return wanted is got
    return iou([wanted.quantity], [got.quantity]) > 0


def _same(wanted: Any, got: Any) -> bool:
    if wanted is None or got is None:
        return wanted is got
    if isinstance(wanted, When):
        return _same(wanted.mention, got.mention) and (wanted.start_date, wanted.end_date) == (got.start_date, got.end_date)
    if isinstance(wanted, Source):
        return same_name(wanted.name, got.name)
    if isinstance(wanted, Span):
        return iou([wanted], [got]) >= _SPAN_IOU
    if isinstance(wanted, Sequence) and not isinstance(wanted, str):
        return len(wanted) == len(got) and all(_same(one, other) for one, other in zip(wanted, got, strict=True))
    return bool(wanted == got)


def _folded(words: str) -> str:
    return " ".join(fold(words)[0].split())


def count_error(label: Record, prediction: Record) -> str | None:
    """How a number phrase is misread: "bound" (the same number, other bounds), "within 10%", "beyond", "tenfold"; None if it is right.

    None also where the prediction stands on another number phrase: that is another number, not a misread one.
    """
    if not isinstance(label, Figure) or not isinstance(prediction, Figure):
        return None
    wanted, got = label.quantity, prediction.quantity
    if not iou([wanted], [got]):
        return None
    if (wanted.value, wanted.low, wanted.high, wanted.qualifier) == (got.value, got.low, got.high, got.qualifier):
        return None
    first, second = _size(wanted), _size(got)
    if first == second:
        return "bound"
    if not first or not second:
        return "beyond"
    ratio = max(first, second) / min(first, second)
    return "within 10%" if ratio <= 1.1 else "tenfold" if ratio >= 10 else "beyond"


def _size(quantity: Quantity) -> int | None:
    return next((number for number in (quantity.value, quantity.low, quantity.high) if number is not None), None)
