"""Grounding: where in the article do these words stand?

Exact matches win. Failing these, a match may differ in quote glyphs, dashes, ellipses and white space, and in nothing else:
no changed digit, letter or word ever grounds.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from schemas.common import Span

_QUOTES = "\"'`´‘’‚‛“”„‟‹›«»′″「」『』＂＇"
_DASHES = "-‐‑‒–—―−﹘﹣－"
_IGNORED = "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"
_GLYPHS = dict.fromkeys(("''", *_QUOTES), "'") | dict.fromkeys(("--", *_DASHES), "-") | {"…": "..."}
_CHANGED = re.escape("".join(glyph for glyph in _GLYPHS if glyph not in ("'", "-", "''", "--")))
_FOLD = re.compile(rf"[\s{_IGNORED}]{{2,}}|[{_CHANGED}{_IGNORED}]|[^\S ]|''|--")
"""What folding changes; a lone ', - or space stays as it is."""


@dataclass(frozen=True)
class Match:
    """Where words stand: code points `start` to `end`; `exact` unless glyphs or white space differ."""

    start: int
    end: int
    exact: bool


class Grounder:
    """Finds copied words in one text. Immutable; what is costly is computed once, when first needed."""

    def __init__(self, text: str) -> None:
        self.text = text

    def span(self, start: int, end: int) -> Span:
        return Span(start=start, end=end, text=self.text[start:end])

    def find(self, words: str, start: int = 0, end: int | None = None) -> Iterator[Match]:
        """All places in [start, end) where `words` stand, whole words only, in reading order.

        Normalised matches are given only where there is no exact one.
        """
        words = words.strip()
        end = len(self.text) if end is None else end
        if not words:
            return
        exact = False
        for at in _occurrences(self.text, words, start, end):
            if _whole(self.text, at, at + len(words)):
                exact = True
                yield Match(at, at + len(words), True)
        if not exact:
            yield from self._find_folded(words, start, end)

    def nearest(self, words: str, near: tuple[int, int], within: tuple[int, int]) -> Match | None:
        """The place of `words` in `within` that is nearest to the stretch `near`; of two as near, the earlier one."""
        return min(self.find(words, *within), key=lambda match: (_distance(match, near), match.start), default=None)

    def _find_folded(self, words: str, start: int, end: int) -> Iterator[Match]:
        folded, origins = self._folded
        needle = fold(words)[0].strip()
        if not needle:
            return
        for at in _occurrences(folded, needle, bisect_left(origins, start), bisect_left(origins, end)):
            first, last = origins[at], origins[at + len(needle) - 1]
            stop = last + 1
            while stop < len(self.text) and self.text[stop] == self.text[last] and _one_glyph(self.text[last : stop + 1]):
                stop += 1
            if stop <= end and _whole(self.text, first, stop):
                yield Match(first, stop, False)

    @cached_property
    def _folded(self) -> tuple[str, list[int]]:
        return fold(self.text)


def fold(text: str) -> tuple[str, list[int]]:
    """`text` with one glyph for all quotes, one for all dashes, three dots for an ellipsis, one space for white space; and each character's origin."""
    pieces: list[str] = []
    origins: list[int] = []
    done = 0
    for match in _FOLD.finditer(text):
        pieces.append(text[done : match.start()])
        origins.extend(range(done, match.start()))
        glyph = _GLYPHS.get(match[0]) or (" " if match[0].strip(_IGNORED) else "")
        pieces.append(glyph)
        origins.extend([match.start()] * len(glyph))
        done = match.end()
    pieces.append(text[done:])
    origins.extend(range(done, len(text)))
    return "".join(pieces), origins


def _one_glyph(words: str) -> bool:
    """Whether two characters fold to one glyph: two single marks, two hyphens."""
    return words in ("''", "--")


def _occurrences(text: str, words: str, start: int, end: int) -> Iterator[int]:
    at = text.find(words, start, end)
    while at >= 0:
        yield at
        at = text.find(words, at + 1, end)


def _distance(match: Match, near: tuple[int, int]) -> int:
    return max(0, match.start - near[1], near[0] - match.end)


def _whole(text: str, start: int, end: int) -> bool:
    """Whether [start, end) cuts no word and no number at its edges."""
    return not (_joined(text, start) or _joined(text, end))


def _joined(text: str, at: int) -> bool:
    """Whether the characters before and at `at` belong to one word or number.

    Scripts without case often write words together, so only cased letters and digits join. A lower-case letter before a
    capital is a lost line break ("advertisementGeneral"), not a word.
    """
    if at <= 0 or at >= len(text):
        return False
    left, right = text[at - 1], text[at]
    if left.isdigit() and right.isdigit():
        return True
    if right.isdigit() and left in ".,'’" and at >= 2 and text[at - 2].isdigit():
        return True
    if left.isdigit() and right in ".," and at + 1 < len(text) and text[at + 1].isdigit():
        return True
    if not (_binds(left) and _binds(right)):
        return False
    return not (left.islower() and right.isupper())


def _binds(character: str) -> bool:
    return character.isdigit() or character.lower() != character.upper()
