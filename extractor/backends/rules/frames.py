"""Sentences as frames around quotations: a whole quotation counts as one token, so that what is said never looks like who says it."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from extractor.text.quotation import Quotation
from extractor.text.titles import ABBREVIATED_TITLES

_SHORT_TITLES = (*(title for title in ABBREVIATED_TITLES if title != "Jr"), "Sta", "Sto", "Mt", "Ft", "Fr")
"""Those that a name follows, of people and of places."""
_PART = re.compile(
    r"((?>(?:[A-Za-z][a-z]*+ )+)(?>(?:[A-Za-z][a-z]*+(?=[,;:\n]))?)"  # most words stand in such runs, which are read at once
    r"|(?:[A-Za-z][a-z]*+(?=[,;:\n])|[,:;().]"
    r"|[a-z]{8,}+(?=[A-Z][a-z])|(?:[^\W\d_]\.){2,}|[A-Z]\.(?= ?[A-Z])"
    rf"|(?:{'|'.join(_SHORT_TITLES)}|Jr|Sr)\."
    r"|(?:Ltd|Inc|Corp|Co|Bros)\.(?=,? [a-z(])"
    r"|\d{1,3}(?:,\d{3})+(?:-\w+)*"
    r"|[^\W_]+(?:[-‑’'&/.][^\W_]+)*['’]?|[“\"‘][A-Z][\w’'-]*[”\"’](?= [A-Z])|[^\w\s]) ?"
    r"|\s+|_)"
)
"""A run of plain words, one token with the space behind it, or what stands between tokens: together all of a text."""
_TITLES = tuple(f"{title}." for title in _SHORT_TITLES)
_TITLE_ENDS = frozenset(title[-3:] for title in _TITLES)
"""Three letters of which a sentence that was cut off behind a title ends in one: hardly any other does."""
_TITLE_END = re.compile(rf"\b(?:{'|'.join(map(re.escape, _TITLES))})$")
_ABBREVIATION_END = re.compile(r"(?:\b[A-Z]|\b(?:Mr|Mrs|Ms|Dr|Gen|Lt|Col|Maj|Capt|Sgt|Gov|Sen|Rep|Rev|Prof|St|No|vs))\.$")
_LONG = 7
"""Longer words that end where a capital begins have lost a line break: "advertisementGeneral"."""
LONGEST_NICKNAME = 24
"""Characters of a nickname within a name, at most."""
_DETERMINERS = frozenset(("the", "a", "an", "this", "that", "his", "her", "its", "their", "our", "my", "no"))
_new = tuple.__new__
"""Makes a frame as calling its class does, without a Python function in between: there is one for each sentence."""
_ANGLES = re.compile("<"), re.compile(">")
_BREAKS = frozenset("\n\r\u2028\u2029")
_NO_ANGLES: tuple[list[int], list[int]] = ([], [])
_OPENS = re.compile(r"[^\W\d_]|[\"“‘'«]")


@dataclass(slots=True)
class Tokens:
    """Words, punctuation marks and whole quotations, in columns: most questions are about the words in small letters alone."""

    words: list[str]
    lower: list[str]
    """In small letters; nothing for a quotation, and only for one."""
    starts: list[int]

    def capital(self, index: int) -> bool:
        """Whether a token begins with a capital."""
        return self.words[index][0].isupper()

    def end(self, index: int) -> int:
        """Where a token ends in the text."""
        return self.starts[index] + len(self.words[index])

    def __add__(self, other: Tokens) -> Tokens:
        return Tokens(self.words + other.words, self.lower + other.lower, self.starts + other.starts)


class _Stretch(NamedTuple):
    text: str
    start: int
    end: int
    quotes: tuple[int, ...]
    """Indexes into the outermost quotations."""
    quotations: list[Quotation]
    new_paragraph: bool
    """The sentence begins a line."""
    angles: tuple[list[int], list[int]]
    """Where "<" and ">" stand: the brackets of tags that were left in the text."""


_THE_BODY = "w.h.o."
"""How the World Health Organization's short name reads in small letters: not as the pronoun."""


class Frame(_Stretch):
    """A sentence, never broken inside a quotation. `start` and `end` are code points of the text."""

    @cached_property
    def tokens(self) -> Tokens:
        text, at = self.text, self.start
        tokens = Tokens([], [], [])
        lost = 0
        for index in self.quotes:
            start, end = self.quotations[index].outer_start, self.quotations[index].outer_end
            found = _read_into(tokens, text, at, start) if at < start else 0
            lost = lost or found
            tokens.words.append(text[start:end])
            tokens.lower.append("")
            tokens.starts.append(start)
            at = end
        found = _read_into(tokens, text, at, self.end) if at < self.end else 0
        lost = lost or found
        if text.find("WHO", self.start, self.end) >= 0 and not text[self.start : self.end].isupper():
            tokens.lower[:] = [_THE_BODY if word == "WHO" else lower for word, lower in zip(tokens.words, tokens.lower, strict=True)]
        if not lost or "" in tokens.lower[:lost]:
            return tokens
        return Tokens(tokens.words[lost:], tokens.lower[lost:], tokens.starts[lost:])

    @property
    def is_bare(self) -> bool:
        """Nothing stands in the sentence but quotations and single marks."""
        for lower in self.tokens.lower:  # noqa: SIM110 - a loop is faster, and mostly ends at the first or second token
            if len(lower) > 1 or lower.isalnum():
                return False
        return True


def _read_into(tokens: Tokens, text: str, start: int, end: int) -> int:
    """Adds the words and marks of [start, end). The index of the first that stands behind a lost line break ("advertisementGeneral"); else 0."""
    words, starts = tokens.words, tokens.starts
    first = len(words)
    lost = 0
    long = False
    for part in _PART.findall(text, start, end):
        if long and not lost and part[0].isupper():
            lost = len(words)
        at = start
        for word in part.split() if part != "_" else ():
            words.append(word)
            starts.append(at)
            at += len(word) + 1
        start += len(part)
        long = part[-1] != " " and len(part) > _LONG and len(words[-1]) > _LONG
    tokens.lower.extend(map(str.lower, words[first:]))
    return lost


def is_nickname(text: str, quotation: Quotation) -> bool:
    """Whether a quotation stands within a name: Omar “Chico” Keld."""
    start, end = quotation.outer_start, quotation.outer_end
    if not (text[quotation.start].isupper() and text[end : end + 1] == " " and text[end + 1 : end + 2].isupper()):
        return False
    before = text[max(0, start - LONGEST_NICKNAME) : start].rsplit(None, 1)[-1:]
    return quotation.end + 1 == end and bool(before) and before[0][0].isupper() and before[0].isalpha() and before[0].lower() not in _DETERMINERS


def frames(text: str, sentences: list[tuple[int, int]], quotations: list[Quotation]) -> list[Frame]:
    """The sentences of `text` as frames around `quotations` (the outermost ones, in reading order)."""
    starts = [quotation.outer_start for quotation in quotations]
    ends = [quotation.outer_end for quotation in quotations]
    starts.append(len(text))  # where every search for the next one ends
    found: list[Frame] = []
    last_end = first = 0
    has_tags = "<" in text
    for bounds in _merged(text, sentences, starts, ends):
        while starts[first] < bounds[0]:
            first += 1
        after = first
        while starts[after] < bounds[1]:
            after += 1
        for start, end in _split_at_quotes(text, *bounds, starts, ends) if after > first else (bounds,):
            quotes = tuple(range(bisect_left(starts, start), bisect_left(starts, end))) if after > first else ()
            begins_line = not found or not _BREAKS.isdisjoint(text[last_end:start])
            angles = _angles(text, start, end) if has_tags else _NO_ANGLES
            found.append(_new(Frame, (text, start, end, quotes, quotations, begins_line, angles)))
            last_end = end
        first = after
    return found


def _angles(text: str, start: int, end: int) -> tuple[list[int], list[int]]:
    """Where "<" and ">" stand; asked for only in texts with "<", for ">" alone closes no tag."""
    opened, closed = ([match.start() for match in mark.finditer(text, start, end)] for mark in _ANGLES)
    return opened, closed


def _merged(text: str, sentences: list[tuple[int, int]], starts: list[int], ends: list[int]) -> list[tuple[int, int]]:
    """Sentence bounds without those that fall inside a quotation or cut its marks off."""
    bounds: list[tuple[int, int]] = []
    last_end = 0
    index = -1
    for start, end in sentences:
        while starts[index + 1] <= start:
            index += 1
        inside = index >= 0 and starts[index] < start < ends[index]
        signed = index >= 0 and ends[index] >= last_end and _is_signature(text, ends[index], start)
        if bounds and (inside or signed or (text[last_end - 3 : last_end] in _TITLE_ENDS and _is_cut(text, last_end, start))):
            last_end = max(end, last_end)
            bounds[-1] = (bounds[-1][0], last_end)
        else:
            bounds.append((start, end))
            last_end = end
    return bounds


def _is_signature(text: str, quoted: int, start: int) -> bool:
    """Whether the sentence at `start` begins with a dash, right behind the quotation that ends at `quoted`."""
    return text[start] in "—–―" and not text[quoted:start].strip(" \u00a0")


def _is_cut(text: str, last_end: int, start: int) -> bool:
    """Whether what ends at `last_end`, before the sentence at `start`, is the full stop of a title."""
    return text.endswith(". ", 0, start) and _TITLE_END.search(text, max(0, last_end - 6), last_end) is not None


def _begins(text: str, opening: int) -> bool:
    """Whether the words behind an opening mark begin a sentence."""
    first = next((character for character in text[opening : opening + 8] if character.isalnum()), "")
    return not first.islower()


def _split_at_quotes(text: str, start: int, end: int, starts: list[int], ends: list[int]) -> list[tuple[int, int]]:
    """Splits behind a quotation that ends in a full stop where another sentence or quotation follows it, and before one that follows a full stop."""
    pieces = []
    for index in range(bisect_left(starts, start), bisect_left(starts, end)):
        after = ends[index]
        before = text[max(start, starts[index] - 20) : starts[index]]
        words = before.rstrip()
        if words and words[-1] in ".!?" and len(words) < len(before) and not _ABBREVIATION_END.search(words) and _begins(text, starts[index]):
            pieces.append((start, starts[index] - len(before) + len(words)))
            start = starts[index]
        if after >= end or text[after - 2] != "." or text[after - 3] == ".":
            continue
        following = text[after:end].lstrip()
        if following and (following[0].isupper() or (_OPENS.match(following) and not following[0].isalpha())):
            pieces.append((start, after))
            start = end - len(following)
    pieces.append((start, end))
    return pieces
