"""Sentences with offsets, by sentencex, line by line."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from sentencex import get_sentence_boundaries

_LINE = re.compile(r"[^\r\n]+")
_LONGEST = 8_000
"""sentencex's time grows with the square of a line that never ends a quote: longer lines are cut."""


def sentences(text: str, language: str = "en") -> list[tuple[int, int]]:
    """The (start, end) of each sentence, in reading order, without the white space around it.

    A line break ends a sentence (headlines have no full stop), unless the next line goes on in lower case.
    """
    found: list[tuple[int, int]] = []
    for block_start, block_end in _blocks(text):
        for bound in get_sentence_boundaries(language, text[block_start:block_end]):
            start, end = block_start + bound["start_index"], block_start + bound["end_index"]
            words = text[start:end]
            stripped = words.strip()
            if stripped:
                start += len(words) - len(words.lstrip())
                found.append((start, start + len(stripped)))
    return found


def covering(bounds: Sequence[tuple[int, int]], start: int, end: int, *, around: int = 0) -> tuple[int, int]:
    """The stretch of those of `bounds` (sorted, disjoint) that meet [start, end), with `around` more on each side.

    [start, end) itself where none meets it.
    """
    first = max(0, bisect_right(bounds, (start, start)) - 1)
    while first < len(bounds) and bounds[first][1] <= start:
        first += 1
    last = first
    while last < len(bounds) and bounds[last][0] < end:
        last += 1
    if last == first:
        return start, end
    return bounds[max(0, first - around)][0], bounds[min(len(bounds), last + around) - 1][1]


def _blocks(text: str) -> Iterator[tuple[int, int]]:
    """Lines, joined where a line goes on in lower case, and cut where they are too long."""
    start = end = -1
    for line in _LINE.finditer(text):
        goes_on = end >= 0 and text[end : line.start()].count("\n") <= 1 and line[0].lstrip()[:1].islower()
        if not goes_on:
            if end >= 0:
                yield from _cut(text, start, end)
            start = line.start()
        end = line.end()
    if end >= 0:
        yield from _cut(text, start, end)


def _cut(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while end - start > _LONGEST:
        space = text.rfind(" ", start + _LONGEST // 2, start + _LONGEST)
        middle = space if space > 0 else start + _LONGEST
        yield start, middle
        start = middle
    yield start, end
