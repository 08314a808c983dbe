"""Which of many stretches of a text hold a given one, without looking at all of them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate


class Stretches:
    """Stretches (start, end) of one text, in any order."""

    def __init__(self, stretches: Sequence[tuple[int, int]]) -> None:
        self._order = sorted(range(len(stretches)), key=stretches.__getitem__)
        self._starts = [stretches[index][0] for index in self._order]
        self._ends = [stretches[index][1] for index in self._order]
        self._reach = list(accumulate(self._ends, max))

    def holding(self, start: int, end: int) -> list[int]:
        """The indexes of those that hold all of [start, end), ascending."""
        at = bisect_right(self._starts, start)
        found = []
        while at and self._reach[at - 1] >= end:
            at -= 1
            if self._ends[at] >= end:
                found.append(self._order[at])
        return sorted(found)
