"""Figures that are part of others: `part_of` names the larger one that a draft pointed at by its number phrase."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from extractor.assemble.anchors import Parts
from extractor.backends.base import Pointed
from extractor.text.quantity import measure
from schemas.common import Quantity


class _Figure(NamedTuple):
    """What tells one figure from another."""

    id: str
    kind: str
    quantity: Quantity


def link(placed: Sequence[tuple[Parts, Pointed]], language: str) -> None:
    """Write into the records' parts, as `part_of`, the id of the larger figure that a draft pointed at by its number phrase."""
    figures: _Figures | None = None
    within: dict[str, str] = {}
    for parts, pointed in placed:
        words = parts.get("part_of")
        if not words:
            continue
        if figures is None:
            figures = _Figures([_figure(parts, pointed) for parts, pointed in placed if "part_of" in parts])
        whole = figures.whole(_figure(parts, pointed), words, language)
        if whole is None or _outermost(whole.id, within) == parts["id"]:
            parts["part_of"] = None
            parts["warnings"] = (*parts["warnings"], "part_of_not_found")
        else:
            parts["part_of"] = within[parts["id"]] = whole.id


def _figure(parts: Parts, pointed: Pointed) -> _Figure:
    return _Figure(parts["id"], pointed.kind, parts["quantity"])


class _Figures:
    """The figures of an article by their number phrases and by what these say, each list in the order of the text."""

    def __init__(self, figures: Sequence[_Figure]) -> None:
        """`figures` in the order that decides between two at one place."""
        self._order = {figure.id: index for index, figure in enumerate(figures)}
        self._alike: dict[tuple[str, object], list[_Figure]] = {}
        """By kind and words, by kind and numbers, and all of a kind (None)."""
        for figure in sorted(figures, key=_start):
            for said in (figure.quantity.text, _numbers(figure.quantity), None):
                self._alike.setdefault((figure.kind, said), []).append(figure)

    def whole(self, part: _Figure, words: str, language: str) -> _Figure | None:
        """The figure of the same kind whose number phrase `words` are: the nearest one, one before rather than one after."""
        nearest = self._nearest(part, None)
        if nearest is None or nearest.quantity.text == words:  # of all figures, so that none of the same numbers is nearer
            return nearest
        pointed = measure(words, 0, len(words), language)
        return self._nearest(part, words, *([_numbers(pointed)] if pointed else []))

    def _nearest(self, part: _Figure, *said: object) -> _Figure | None:
        beside = [figure for one in said for figure in _beside(self._alike.get((part.kind, one), []), part)]
        at = _start(part)
        return min(beside, key=lambda figure: (abs(_start(figure) - at), _start(figure) > at, self._order[figure.id]), default=None)


def _beside(figures: list[_Figure], part: _Figure) -> Iterator[_Figure]:
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


def _start(figure: _Figure) -> int:
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
