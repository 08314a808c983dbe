"""Sentences with offsets, by sentencex, line by line."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import Final

from sentencex import segment

_WIDE: Final = "\u0085\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000"
"""White space beyond ASCII: sentencex panics, beyond what `except Exception` catches, on "vitamin A" with such a space before the full stop."""
_LONGEST = 8_000
"""sentencex's time grows with the square of a line that never ends a quote: longer lines are cut."""


def sentences(text: str, language: str = "en") -> list[tuple[int, int]]:
    """The (start, end) of each sentence, in reading order, without the white space around it.

    A line break ends a sentence (headlines have no full stop), unless the next line goes on in lower case.
    """
    for space in _WIDE:
        text = text.replace(space, " ")
    found: list[tuple[int, int]] = []
    for block_start, block_end in _blocks(text):
        end = block_start
        for piece in segment(language, text[block_start:block_end]):
            if sentence := piece.strip():
                start = end
                while text[start].isspace():  # pieces follow one another, so nothing else stands between
                    start += 1
                end = start + len(sentence)
                found.append((start, end))
    return found


def covering(bounds: Sequence[tuple[int, int]], start: int, end: int, *, around: int = 0) -> tuple[int, int]:
    """The stretch of those of `bounds` (sorted, disjoint) that meet [start, end), with `around` more on each side.

    [start, end) itself where none meets it.
    """
    first = bisect_right(bounds, (start, start))
    if first:
        first -= 1
    while first < len(bounds) and bounds[first][1] <= start:
        first += 1
    last = first
    while last < len(bounds) and bounds[last][0] < end:
        last += 1
    if last == first:
        return start, end
    if around:
        first, last = max(0, first - around), min(len(bounds), last + around)
    return bounds[first][0], bounds[last - 1][1]


def _blocks(text: str) -> Iterator[tuple[int, int]]:
    """Lines, joined where a line goes on in lower case, and cut where they are too long."""
    start = end = -1
    behind = 0
    for line in text.replace("\r", "\n").split("\n"):
        first, behind = behind, behind + len(line) + 1
        if not line:
            continue
        goes_on = end >= 0 and not line[0].isupper() and line.lstrip()[:1].islower() and text.count("\n", end, first) <= 1
        if not goes_on:
            if end - start > _LONGEST:
                yield from _cut(text, start, end)
            elif end >= 0:
                yield start, end
            start = first
        end = first + len(line)
    if end >= 0:
        yield from _cut(text, start, end)


def _cut(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while end - start > _LONGEST:
        space = text.rfind(" ", start + _LONGEST // 2, start + _LONGEST)
        middle = space if space > 0 else start + _LONGEST
        yield start, middle
        start = middle
    yield start, end
