"""Sentences as frames around quotations: a whole quotation counts as one token, so that what is said never looks like who says it."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from extractor.text.quotation import Quotation

_TOKEN = re.compile(
    r"[a-z]+(?=[ ,])"  # what most tokens are
    r"|[a-z]{8,}(?=[A-Z][a-z])|(?:[^\W\d_]\.){2,}|[A-Z]\.(?= ?[A-Z])"
    r"|(?:Mr|Mrs|Ms|Dr|Gen|Lt|Col|Maj|Capt|Sgt|Gov|Sen|Rep|Rev|Prof|St|Jr|Sr|Hon|Adm)\."
    r"|(?:Ltd|Inc|Corp|Co|Bros)\.(?=,? [a-z(])"
    r"|\d{1,3}(?:,\d{3})+(?:-\w+)*"
    r"|[^\W_]+(?:[-‑’'&/.][^\W_]+)*['’]?|[^\w\s]"
)
_TITLE_END = re.compile(r"\b(?:Mr|Mrs|Ms|Dr|Gen|Lt|Col|Maj|Capt|Sgt|Gov|Sen|Rep|Rev|Prof|St|Hon|Adm)\.$")
_ABBREVIATION_END = re.compile(r"(?:\b[A-Z]|\b(?:Mr|Mrs|Ms|Dr|Gen|Lt|Col|Maj|Capt|Sgt|Gov|Sen|Rep|Rev|Prof|St|No|vs))\.$")
_ANGLES = re.compile("<"), re.compile(">")
_OPENS = re.compile(r"[^\W\d_]|[\"“‘'«]")


class Token(NamedTuple):
    """A word, a punctuation mark, or a whole quotation (`quote` is its index; -1 for the others)."""

    lower: str
    start: int
    end: int
    quote: int
    capital: bool


@dataclass(frozen=True)
class Frame:
    """A sentence, never broken inside a quotation. `start` and `end` are code points of the text."""

    text: str
    start: int
    end: int
    quotes: tuple[int, ...]
    """Indexes into the outermost quotations."""
    quotations: list[Quotation]
    new_paragraph: bool
    """The sentence begins a line."""

    @cached_property
    def tokens(self) -> list[Token]:
        found: list[Token] = []
        at = self.start
        for index in self.quotes:
            quotation = self.quotations[index]
            _tokenise(self.text, at, quotation.outer_start, found)
            found.append(Token("", quotation.outer_start, quotation.outer_end, index, False))
            at = quotation.outer_end
        _tokenise(self.text, at, self.end, found)
        lost = next((index for index, token in enumerate(found) if token.capital and index and _runs_on(found[index - 1], token)), 0)
        return found if not lost or any(token.quote >= 0 for token in found[:lost]) else found[lost:]

    @cached_property
    def angles(self) -> tuple[list[int], list[int]]:
        """Where "<" and ">" stand: the brackets of tags that were left in the text."""
        opened, closed = ([match.start() for match in mark.finditer(self.text, self.start, self.end)] for mark in _ANGLES)
        return opened, closed

    @cached_property
    def is_bare(self) -> bool:
        """Nothing stands in the sentence but quotations."""
        return all(token.quote >= 0 or not token.lower[0].isalnum() for token in self.tokens)


def _runs_on(left: Token, right: Token) -> bool:
    """Whether a lost line break stands between two tokens: "advertisementGeneral"."""
    return left.end == right.start and len(left.lower) > 7


def _tokenise(text: str, start: int, end: int, found: list[Token]) -> None:
    found += [Token((word := match[0]).lower(), *match.span(), -1, word[0].isupper()) for match in _TOKEN.finditer(text, start, end)]


def frames(text: str, sentences: list[tuple[int, int]], quotations: list[Quotation]) -> list[Frame]:
    """The sentences of `text` as frames around `quotations` (the outermost ones, in reading order)."""
    starts = [quotation.outer_start for quotation in quotations]
    ends = [quotation.outer_end for quotation in quotations]
    bounds = _merged(text, sentences, starts, ends)
    found: list[Frame] = []
    last_end = 0
    for start, end in bounds:
        first, last = bisect_left(starts, start), bisect_left(starts, end)
        found.append(Frame(text, start, end, tuple(range(first, last)), quotations, not found or _has_break(text, last_end, start)))
        last_end = end
    return found


def _has_break(text: str, start: int, end: int) -> bool:
    return any(character in "\n\r\u2028\u2029" for character in text[start:end])


def _merged(text: str, sentences: list[tuple[int, int]], starts: list[int], ends: list[int]) -> list[tuple[int, int]]:
    """Sentence bounds without those that fall inside a quotation or cut its marks off."""
    bounds: list[tuple[int, int]] = []
    for start, end in sentences:
        index = bisect_right(starts, start) - 1
        inside = index >= 0 and start < ends[index] and start > starts[index]
        signature = text[start] in "—–―" and index >= 0 and not text[ends[index] : start].strip(" \u00a0")
        cut = bounds and text[start - 2 : start] == ". " and _TITLE_END.search(text, max(0, bounds[-1][1] - 6), bounds[-1][1])
        if (inside or signature or cut) and bounds:
            bounds[-1] = (bounds[-1][0], max(end, bounds[-1][1]))
        else:
            bounds.append((start, end))
    return [piece for start, end in bounds for piece in _split_at_quotes(text, start, end, starts, ends)]


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
        if words.endswith((".", "!", "?")) and len(words) < len(before) and not _ABBREVIATION_END.search(words) and _begins(text, starts[index]):
            pieces.append((start, starts[index] - len(before) + len(words)))
            start = starts[index]
        if after >= end or text[after - 2 : after - 1] != "." or text[after - 3 : after - 1] == "..":
            continue
        following = text[after:end].lstrip()
        if following and (following[0].isupper() or (_OPENS.match(following) and not following[0].isalpha())):
            pieces.append((start, after))
            start = end - len(following)
    pieces.append((start, end))
    return pieces
