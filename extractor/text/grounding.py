"""Grounding: where in the article do these words stand?

Exact matches win. Failing these, a match may differ in quote glyphs, dashes, ellipses and white space, and in nothing else:
no changed digit, letter or word ever grounds.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import chain
from typing import overload

_QUOTES = "\"'`´‘’‚‛“”„‟‹›«»′″「」『』＂＇"
_DASHES = "-‐‑‒–—―−﹘﹣－"
_IGNORED = "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"
_SPACES = "\t\n\v\f\r\x1c\x1d\x1e\x1f \x85\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000"
_GLYPHS = [*((glyph, "'") for glyph in _QUOTES), *((glyph, "-") for glyph in _DASHES), *((glyph, " ") for glyph in _SPACES)]
_OTHER_LENGTH = re.compile(rf"''|--|…|\s[\s{_IGNORED}]+|[{_IGNORED}][\s{_IGNORED}]*")
"""What folds to fewer or more characters."""
_AROUND = 1_000
"""How many characters around a record its words are looked for at first, before the rest of a long article is."""
_APART = frozenset((*' \n"“”();:!?—–-', ""))
"""Characters at the edge of a word that make it no part of a longer one; most edges show at once that they cut nothing."""
_WORDS = re.compile(r"[^\W_]+")


Match = tuple[int, int, bool]
"""Where words stand: code points from and to, and whether exactly so; if not, glyphs or white space differ."""


class Grounder:
    """Finds copied words in one text. What is costly is computed once, when first needed."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._first: dict[str, Match | None] = {}

    def find(self, words: str, start: int = 0, end: int | None = None) -> Iterator[Match]:
        """All places in [start, end) where `words` stand, whole words only, in reading order.

        Normalised matches are given only where there is no exact one.
        """
        words = words.strip()
        end = len(self.text) if end is None else end
        match = self._first_exact(words, start, end)
        if match is None:
            return self._find_folded(words, start, end)
        return chain((match,), self._find_exact(words, match[0] + 1, end))  # only the first is asked for, as a rule

    def _find_exact(self, words: str, start: int, end: int) -> Iterator[Match]:
        while (match := self._first_exact(words, start, end)) is not None:
            yield match
            start = match[0] + 1

    def nearest(self, words: str, near: tuple[int, int], within: tuple[int, int]) -> Match | None:
        """The place of `words` in `within` that is nearest to the stretch `near`; of two as near, the earlier one."""
        text, words = self.text, words.strip()
        start, end = within
        if words and end - start <= _AROUND:  # most are looked for in a sentence that holds them once
            at = text.find(words, start, end)
            if at < 0:
                return self._nearest_folded(words, near, within)
            stop = at + len(words)
            if text.find(words, at + 1, end) < 0 and _whole(text, at, stop):
                return at, stop, True
        width = len(words) + _AROUND
        while True:
            window = max(within[0], near[0] - width), min(within[1], near[1] + width)
            found = self._nearest_exact(words, near, window)
            if found is not None and _distance(found, near) + len(words) <= width:
                return found  # what is not wholly in the window is farther away
            if window == within:
                break
            width *= 8
        return found or self._nearest_folded(words, near, within)

    def _nearest_folded(self, words: str, near: tuple[int, int], within: tuple[int, int]) -> Match | None:
        return min(self._find_folded(words, *within), key=lambda match: (_distance(match, near), match[0]), default=None)

    def _nearest_exact(self, words: str, near: tuple[int, int], within: tuple[int, int]) -> Match | None:
        reach = max(within[0], near[0] - len(words))  # the first match from here on is the nearest of those that do not end before `near`
        after = self._first_exact(words, reach, within[1])
        if after is not None and not _distance(after, near):
            return after
        before = self._last_exact(words, within[0], min(within[1], reach + len(words) - 1))
        if before is None or after is None:
            return before or after
        return after if _distance(after, near) < _distance(before, near) else before

    def first(self, words: str) -> Match | None:
        """The first place in the text where `words` stand; remembered, because a text names few people many times."""
        if words not in self._first:
            stripped = words.strip()
            exact = self._first_exact(stripped, 0, len(self.text))
            self._first[words] = exact or next(self._find_folded(stripped, 0, len(self.text)), None)
        return self._first[words]

    def _first_exact(self, words: str, start: int, end: int) -> Match | None:
        """The first place where stripped `words` stand as they are."""
        at = self.text.find(words, start, end) if words else -1
        while at >= 0 and not _whole(self.text, at, at + len(words)):
            at = self.text.find(words, at + 1, end)
        return (at, at + len(words), True) if at >= 0 else None

    def _last_exact(self, words: str, start: int, end: int) -> Match | None:
        """The last such place."""
        at = self.text.rfind(words, start, end) if words else -1
        while at >= 0 and not _whole(self.text, at, at + len(words)):
            at = self.text.rfind(words, start, at + len(words) - 1)
        return (at, at + len(words), True) if at >= 0 else None

    def _find_folded(self, words: str, start: int, end: int) -> Iterator[Match]:
        if words.isascii() and not self._may_hold(words, start, end):
            return
        needle = fold(words)[0].strip()
        if not needle or not self._may_hold(needle, start, end):
            return
        folded, origins = self._folded
        for at in _occurrences(folded, needle, bisect_left(origins, start), bisect_left(origins, end)):
            first, last = origins[at], origins[at + len(needle) - 1]
            stop = last + 1
            while stop < len(self.text) and self.text[stop] == self.text[last] and _one_glyph(self.text[last : stop + 1]):
                stop += 1
            if stop <= end and _whole(self.text, first, stop):
                yield first, stop, False

    def _may_hold(self, needle: str, start: int, end: int) -> bool:
        """Whether the longest word of `needle`, which no folding changes, stands in [start, end): most words that are not there show it by this."""
        return self._has_ignored or self.text.find(max(_WORDS.findall(needle), key=len, default=""), start, end) >= 0

    @cached_property
    def _has_ignored(self) -> bool:
        return any(character in self.text for character in _IGNORED)

    @cached_property
    def _folded(self) -> tuple[str, Origins]:
        return fold(self.text)


class Origins(Sequence[int]):
    """Where each character of a folded text stood: runs of characters that follow each other, so that plain text costs nothing."""

    def __init__(self, starts: list[int], origins: list[int], length: int) -> None:
        """`starts`: where the runs begin in the folded text, whose length is `length`; `origins`: where they stood."""
        self._starts = starts
        self._origins = origins
        self._length = length

    def __len__(self) -> int:
        return self._length

    @overload
    def __getitem__(self, index: int) -> int: ...
    @overload
    def __getitem__(self, index: slice) -> list[int]: ...
    def __getitem__(self, index: int | slice) -> int | list[int]:
        if isinstance(index, slice):
            return [self[at] for at in range(*index.indices(self._length))]
        if not 0 <= index < self._length:
            raise IndexError(index)
        run = bisect_right(self._starts, index) - 1
        return self._origins[run] + index - self._starts[run]


def fold(text: str) -> tuple[str, Origins]:
    """`text` with one glyph for all quotes, one for all dashes, three dots for an ellipsis, one space for white space; and each character's origin."""
    pieces: list[str] = []
    starts, origins = [0], [0]
    done = length = 0
    for match in _OTHER_LENGTH.finditer(text):
        glyph = _folded_glyph(match[0])
        pieces += (text[done : match.start()], glyph)
        length += match.start() - done
        done = match.end()
        for at in range(len(glyph)):
            starts.append(length + at)
            origins.append(match.start())
        length += len(glyph)
        starts.append(length)
        origins.append(done)
    pieces.append(text[done:])
    folded = "".join(pieces)
    for glyph, plain in _GLYPHS:
        folded = folded.replace(glyph, plain)
    return folded, Origins(starts, origins, len(folded))


def _folded_glyph(words: str) -> str:
    """What a match of `_OTHER_LENGTH` folds to."""
    if words == "…":
        return "..."
    if words in ("''", "--"):
        return words[0]
    return " " if words.strip(_IGNORED) else ""


def _one_glyph(words: str) -> bool:
    """Whether two characters fold to one glyph: two single marks, two hyphens."""
    return words in ("''", "--")


def _occurrences(text: str, words: str, start: int, end: int) -> Iterator[int]:
    at = text.find(words, start, end)
    while at >= 0:
        yield at
        at = text.find(words, at + 1, end)


def _distance(match: Match, near: tuple[int, int]) -> int:
    return max(0, match[0] - near[1], near[0] - match[1])


def _whole(text: str, start: int, end: int) -> bool:
    """Whether [start, end) cuts no word and no number at its edges."""
    before = text[start - 1] if start > 0 else ""
    after = text[end] if end < len(text) else ""
    return (before in _APART or not _joined(text, start)) and (after in _APART or not _joined(text, end))


def _joined(text: str, at: int) -> bool:
    """Whether the characters before and at `at` belong to one word or number.

    Scripts without case often write words together, so only cased letters and digits join. A lower-case letter before a
    capital is a lost line break ("advertisementGeneral"), not a word.
    """
    if at <= 0 or at >= len(text):
        return False
    left, right = text[at - 1], text[at]
    if right in ".,":
        return left.isdigit() and text[at + 1 : at + 2].isdigit()
    if left in ".,'’":
        return right.isdigit() and at >= 2 and text[at - 2].isdigit()
    if not (_binds(left) and _binds(right)):
        return False
    return not (left.islower() and right.isupper())


def _binds(character: str) -> bool:
    return character.isdigit() or character.lower() != character.upper()
