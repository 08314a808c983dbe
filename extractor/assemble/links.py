"""Figures that are part of others: `part_of` names the larger one that a draft pointed at by its number phrase."""

from __future__ import annotations

from extractor.backends.base import Pointed
from extractor.text.quantity import measure
from schemas.common import Figure, Quantity, Record


def link(placed: list[tuple[Record, Pointed]], language: str) -> list[Record]:
    """The records, with `part_of` naming the larger figure that a draft pointed at by its number phrase."""
    figures = [record for record, _ in placed if isinstance(record, Figure)]
    linked: list[Record] = []
    whole_of: dict[str, str] = {}
    for record, pointed in placed:
        words = getattr(pointed.draft, "part_of", None)
        if not isinstance(record, Figure) or not words:
            linked.append(record)
            continue
        whole = _whole(record, words, figures, language)
        if whole is None or _leads_to(whole.id, record.id, whole_of):
            linked.append(record.model_copy(update={"warnings": (*record.warnings, "part_of_not_found")}))
            continue
        whole_of[record.id] = whole.id
        linked.append(record.model_copy(update={"part_of": whole.id}))
    return linked


def _whole(part: Figure, words: str, figures: list[Figure], language: str) -> Figure | None:
    """The figure of the same kind whose number phrase `words` are: the nearest one, one before rather than one after."""
    pointed = measure(words, 0, len(words), language)
    same = [
        figure
        for figure in figures
        if figure.id != part.id
        and figure.kind == part.kind
        and (figure.quantity.text == words or (pointed is not None and _numbers(figure.quantity) == _numbers(pointed)))
    ]
    at = part.quantity.start
    return min(same, key=lambda figure: (abs(figure.quantity.start - at), figure.quantity.start > at), default=None)


def _numbers(quantity: Quantity) -> tuple[int | None, int | None]:
    return quantity.value, quantity.low if quantity.value is None else None


def _leads_to(start: str, goal: str, whole_of: dict[str, str]) -> bool:
    while start in whole_of:
        start = whole_of[start]
        if start == goal:
            return True
    return False
