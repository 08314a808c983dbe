"""Where the words stand in an article that the rules for figures begin with: all found in one pass, so that most sentences need no look of their own."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from typing import Final

from extractor.backends.rules.alternatives import first_of
from extractor.backends.rules.casualty_words import BEGINNINGS as HARM
from extractor.backends.rules.casualty_words import DEED_BEGINNINGS as DEEDS
from extractor.backends.rules.displacement_words import BEGINNINGS as FLIGHT
from extractor.backends.rules.unreal import DRILL_BEGINNINGS as DRILL
from extractor.backends.rules.unreal import STORY_BEGINNINGS as STORY
from extractor.text.numerals import BEGINNINGS as NUMBERS

Hints = Mapping[str, Sequence[int]]
"""By kind ("harm", "deed", "flight", "story", "drill", "number") where the words begin, in order."""

_KINDS: Final = {"harm": HARM, "deed": DEEDS, "flight": FLIGHT, "story": STORY, "drill": DRILL, "number": NUMBERS}


def _spaced(beginning: str) -> str:
    return beginning.removesuffix(r"\b").replace("-", " ")


def _shortest(beginnings: Iterable[str]) -> list[str]:
    """Those that begin with no other of them, which stands for all that begin with it."""
    return [one for one in sorted(set(beginnings)) if not any(one != other and one.startswith(other) for other in beginnings)]


_ALL: Final = _shortest({_spaced(beginning) for beginnings in _KINDS.values() for beginning in beginnings})
_STEMS: Final = {word: tuple(stems) for word, stems in groupby(_ALL, lambda stem: stem.split(" ", 1)[0])}
"""By their first word."""
_KINDS_OF: Final = {
    word: [kind for kind, beginnings in _KINDS.items() if any(_spaced(beginning).startswith(stems) for beginning in beginnings)]
    for word, stems in _STEMS.items()
}
_OF_DIGITS: Final = ("number",)


def _before(word: str, stems: Sequence[str]) -> str:
    """A pattern that takes a word where one of the stems begins that begin with it."""
    return word if word in stems else f"{word}(?={'|'.join(stem.removeprefix(word) for stem in stems)})"


_WORDS: Final = re.compile(f" ({first_of(_before(*each) for each in _STEMS.items())}|[0-9])")
"""Begins with a space, so that the search leaps from word to word; takes one word at most, so that "taken to hospital" counts for both its words."""
_SPACES: Final = bytes(code if chr(code).isalnum() or chr(code) == "_" else ord(" ") for code in range(128)) + b" " * 128


def plain_words(lower: str) -> str:
    """A text as its ASCII words between spaces, behind one space more: whatever is no ASCII letter, digit or underscore counts as a space."""
    return " " + lower.encode("ascii", "replace").translate(_SPACES).decode("ascii")


def needed_words(*phrases: Iterable[str]) -> frozenset[str]:
    """The first ASCII word of each phrase: a pattern that these phrases are alternatives in needs one of them."""
    return frozenset(plain_words(phrase).split(None, 1)[0] for each in phrases for phrase in each)


def find_hints(plain: str) -> Hints:
    """Where the words of each kind may begin in a text of `plain_words`: no place is missed, but some are words that only begin like them."""
    found: dict[str, list[int]] = {kind: [] for kind in _KINDS}
    for match in _WORDS.finditer(plain):
        for kind in _KINDS_OF.get(match[1], _OF_DIGITS):
            found[kind].append(match.start())
    return found


def within(starts: Sequence[int], start: int, end: int) -> Sequence[int]:
    """Those of `starts` that lie in [start, end)."""
    first = bisect_left(starts, start)
    return starts[first : bisect_left(starts, end, first)]
