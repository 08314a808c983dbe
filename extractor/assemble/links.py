"""Figures that are part of others: `part_of` names the larger one that a draft pointed at by its number phrase."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

from extractor.assemble.identity import is_figure
from extractor.backends.base import Pointed
from extractor.text.quantity import measure
from schemas.common import Figure, Quantity, Record


def link(placed: list[tuple[Record, Pointed]], language: str) -> list[Record]:
    """The records, with `part_of` naming the larger figure that a draft pointed at by its number phrase."""
    figures: _Figures | None = None
    linked: list[Record] = []
    within: dict[str, str] = {}
    for record, pointed in placed:
        if not is_figure(record) or not (words := getattr(pointed.draft, "part_of", None)):
            linked.append(record)
            continue
        figures = figures or _Figures([record for record, _ in placed if is_figure(record)])
        whole = figures.whole(record, words, language)
        if whole is None or _outermost(whole.id, within) == record.id:
            linked.append(record.model_copy(update={"warnings": (*record.warnings, "part_of_not_found")}))
            continue
        within[record.id] = whole.id
        linked.append(record.model_copy(update={"part_of": whole.id}))
    return linked


class _Figures:
    """The figures of an article by their number phrases and by what these say, each list in the order of the text."""

    def __init__(self, figures: Sequence[Figure]) -> None:
        """`figures` in the order that decides between two at one place."""
        self._order = {figure.id: index for index, figure in enumerate(figures)}
        self._alike: dict[tuple[str, object], list[Figure]] = {}
        """By kind and words, by kind and numbers, and all of a kind (None)."""
        for figure in sorted(figures, key=_start):
            for said in (figure.quantity.text, _numbers(figure.quantity), None):
                self._alike.setdefault((figure.kind, said), []).append(figure)

    def whole(self, part: Figure, words: str, language: str) -> Figure | None:
        """The figure of the same kind whose number phrase `words` are: the nearest one, one before rather than one after."""
        nearest = self._nearest(part, None)
        if nearest is None or nearest.quantity.text == words:  # of all figures, so that none of the same numbers is nearer
            return nearest
        pointed = measure(words, 0, len(words), language)
        return self._nearest(part, words, *([_numbers(pointed)] if pointed else []))

    def _nearest(self, part: Figure, *said: object) -> Figure | None:
        beside = [figure for one in said for figure in _beside(self._alike.get((part.kind, one), []), part)]
        at = _start(part)
        return min(beside, key=lambda figure: (abs(_start(figure) - at), _start(figure) > at, self._order[figure.id]), default=None)


def _beside(figures: list[Figure], part: Figure) -> Iterator[Figure]:
    """The nearest of `figures` behind `part`, and the nearest before it or at its place; of several at one place, the first that is not `part`."""
    end = bisect_right(figures, _start(part), key=_start)
    yield from figures[end : end + 1]
    while end:
        first = bisect_left(figures, _start(figures[end - 1]), key=_start)
        other = next((figure for figure in figures[first:end] if figure.id != part.id), None)
        if other is not None:
            yield other
            return
        end = first


def _start(figure: Figure) -> int:
    return figure.quantity.start


def _numbers(quantity: Quantity) -> tuple[int | None, int | None]:
    return quantity.value, quantity.low if quantity.value is None else None


def _outermost(figure: str, within: dict[str, str]) -> str:
    """The figure that holds all that hold `figure`; itself where none does. `within` names one that holds it for each; the way is shortened on the way."""
    way = []
    while figure in within:
        way.append(figure)
        figure = within[figure]
    within.update(dict.fromkeys(way, figure))
    return figure
