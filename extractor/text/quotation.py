"""Quotation marks in text: which marks open, which close, and what stands between them. Never who speaks.

Marks pair within a paragraph, by the glyph and by what stands beside it. A paragraph's open quote that the next
paragraph takes up again (the newspaper habit) is one Quotation a paragraph, `continues` on all but the last.
"""

from __future__ import annotations

import itertools
import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, NamedTuple

_DOUBLE = dict.fromkeys(("“", "”", "„", "‟", '"', "''", "``", "＂"), "double")
_SINGLE = dict.fromkeys(("‘", "’", "‚", "‛", "'", "`"), "single")
_OTHERS = {"«": "guillemet", "»": "guillemet", "‹": "chevron", "›": "chevron", "「": "corner", "」": "corner", "『": "white corner", "』": "white corner"}
_FAMILY = {**_DOUBLE, **_SINGLE, **_OTHERS}
_OPENING_GLYPHS = frozenset(("“", "„", "‟", "``", "‘", "‚", "‛", "`", "«", "‹", "「", "『"))
_CLOSING_GLYPHS = frozenset(("”", "’", "»", "›", "」", "』"))
_FIXED = frozenset("「」『』")  # these never change sides, and stand without spaces

# One for each glyph, as few of them stand in a text, and a single character is searched for fast; then: doubled marks, and no apostrophe within a word.
_MARKS = {glyph: re.compile(rf"{glyph}(?:(?<=')'|(?<=`)`|(?<=[^'’`])|(?<!\w.)|(?!\w))", re.DOTALL) for glyph in _FAMILY if len(glyph) == 1}
_LINE_BREAKS = "\n\r\v\f\x85\u2028\u2029"
_LINE = re.compile(rf"[^{_LINE_BREAKS}]+")
_USUAL_LINE = re.compile(".+")
_UNUSUAL_BREAKS = tuple(_LINE_BREAKS[1:])
_BLANK = re.compile(rf"(?:\r\n|[{_LINE_BREAKS}])[ \t]*(?:\r\n|[{_LINE_BREAKS}])+")
_USUAL_BLANK = re.compile(r"\n[ \t]*\n+")

# Words that lose their first letters: the mark before them is an apostrophe.
_CLIPPED = re.compile(r"(?:em|n|til|tis|twas|twere|cause|cos|cuz|bout|round|nuff|neath|fraid|ere|er|im|s)\b|\d\ds?\b", re.IGNORECASE)
_WORD = re.compile(r"[^\W_]")
_CLOSE_BRACKETS = ")]}>"
_HARD_AFTER = frozenset(".,;:!?…。、，．؟،" + _CLOSE_BRACKETS)
_SOFT = frozenset("—–-/“”„‟\"＂«»‹›‘’‚‛'`*_")
_FINAL = frozenset(",.，。、،۔．")

Side = Literal["open", "close", "weak", "either"]


class Quotation(NamedTuple):
    """Words between quotation marks: code points `start` to `end`, without marks, outer white space and a final comma or full stop."""

    start: int
    end: int
    outer_start: int
    outer_end: int
    """The same with the marks; without a closing mark, the end of the words."""
    depth: int
    """0 for outermost, 1 for a quotation within one, and so on."""
    continues: bool
    """The paragraph ends without a closing mark and the next one opens with a mark: the same voice goes on."""


@dataclass(slots=True)
class _Mark:
    start: int
    end: int
    family: str
    side: Side


@dataclass(slots=True)
class _Pair:
    opening: _Mark
    outer_end: int
    """Where the closing mark ends, or where an unclosed quotation stops."""
    inner_end: int
    closed: bool


def find_quotations(text: str) -> list[Quotation]:
    """All quotations of `text` in reading order, outer before inner. Never raises; linear in the length of the text."""
    found: list[Quotation] = []
    matches = sorted(_found_marks(text), key=re.Match.start)
    paragraphs = list(_marked(text, matches)) if matches else []
    for index, (start, end, marks) in enumerate(paragraphs):
        if not marks:
            continue
        if _alternate(marks):
            found.extend(_between(text, marks))
        else:
            after = paragraphs[index + 1] if index + 1 < len(paragraphs) else None
            taken_up = _opens_with(text, after[0], after[2]) if after else None
            found.extend(_quotations(text, _pair(text, start, end, marks, taken_up), end, taken_up))
    return found


def _found_marks(text: str) -> Iterator[re.Match[str]]:
    """All marks but apostrophes within words, glyph by glyph."""
    for glyph, mark in _MARKS.items():
        if glyph in text:
            yield from mark.finditer(text)


# ---------------------------------------------------------------- paragraphs


def _paragraphs(text: str) -> list[tuple[int, int]]:
    """Lines are paragraphs; in text wrapped by hand, the blocks between blank lines are."""
    unusual = any(mark in text for mark in _UNUSUAL_BREAKS)
    lines = [match.span() for match in (_LINE if unusual else _USUAL_LINE).finditer(text)]
    if not _is_wrapped(text, lines):
        return lines
    starts = [0]
    ends = []
    for match in (_BLANK if unusual else _USUAL_BLANK).finditer(text):
        ends.append(match.start())
        starts.append(match.end())
    return [(start, end) for start, end in zip(starts, [*ends, len(text)], strict=True) if start < end]


def _is_wrapped(text: str, lines: list[tuple[int, int]]) -> bool:
    """Whether most long lines that another line follows at once break off in mid-sentence."""
    broken = whole = 0
    for (start, end), (next_start, _) in itertools.pairwise(lines):
        if 40 <= end - start <= 120 and (next_start - end == 1 or text[end:next_start] == "\r\n"):
            if text[start:end].rstrip()[-1:] in ".!?:;\"”’'»)…":
                whole += 1
            else:
                broken += 1
    return broken > max(whole, 1)


def _marked(text: str, matches: list[re.Match[str]]) -> Iterator[tuple[int, int, list[_Mark]]]:
    """The paragraphs with their marks: one search finds those of all, for no mark spans a line break."""
    starts = list(map(re.Match.start, matches))
    first = 0
    for start, end in _paragraphs(text):
        last = bisect_left(starts, end, first)
        yield start, end, _marks(text, matches[first:last], start, end) if first < last else []
        first = last


# ---------------------------------------------------------------- sides


def _marks(text: str, matches: list[re.Match[str]], start: int, end: int) -> list[_Mark]:
    """The marks of a paragraph with the side each is on; apostrophes, feet, inches and minutes left out."""
    marks = []
    for match in matches:
        glyph = match[0]
        family = _FAMILY[glyph]
        at, after = match.span()
        left = text[at - 1] if at > start else " "
        right = text[after] if after < end else " "
        if right == "." and text.startswith(".", after + 1):
            right = "…"
        side = _single_side(text, at, after, glyph, left, right) if family == "single" else _side(left, glyph, right)
        if side:
            marks.append(_Mark(at, after, family, side))
    return marks


@lru_cache(maxsize=1024)
def _side(left: str, glyph: str, right: str) -> Side:
    """The side of a mark that can be no apostrophe, by what stands left and right of it."""
    if glyph in _FIXED:
        return "open" if glyph in _OPENING_GLYPHS else "close"
    by_place = _side_by_place(left, right)
    if glyph in _OPENING_GLYPHS:
        return "close" if by_place == "close" and glyph != "„" else "open"
    if glyph in _CLOSING_GLYPHS:
        return "open" if by_place == "open" else "close"
    return by_place


@lru_cache(maxsize=1024)
def _side_by_place(left: str, right: str) -> Side:
    open_left = left.isspace() or left in "([{<"
    space_right = right.isspace()
    if open_left:
        # no word begins with these, but French has spaces before the closing mark: « Non », dit-il
        return "either" if space_right or (right in _HARD_AFTER and right != "…") else "open"
    if space_right or right in _HARD_AFTER:
        return "close"
    soft_left, soft_right = left in _SOFT, right in _SOFT
    if soft_left != soft_right:
        return "open" if soft_left else "close"
    return "either"


def _single_side(text: str, at: int, after: int, glyph: str, left: str, right: str) -> Side | None:
    by_place = _side_by_place(left, right)
    if by_place == "open":
        return None if glyph == "’" or _CLIPPED.match(text, after) else "open"
    if by_place == "either" and (glyph == "’" or glyph == "'") and not left.isspace():
        by_place = "close"
    if by_place != "close" or left.isspace():
        return None
    if left in "nN" and text[at - 2 : at - 1] in ("'", "’", "‘"):
        return None  # rock ’n’ roll
    if right.isspace() and text[after + 1 : after + 2].isalnum() and (left in "sSzx" or text[at - 2 : at] == "in"):
        return "weak"  # the rebels’ camp: closes only if nothing better does
    return "close"


def _opens_with(text: str, start: int, marks: list[_Mark]) -> str | None:
    """The family of the mark that a paragraph begins with."""
    if marks and marks[0].side in ("open", "either") and not text[start : marks[0].start].strip():
        return marks[0].family
    return None


# ---------------------------------------------------------------- pairs


def _pair(text: str, start: int, end: int, marks: list[_Mark], taken_up: str | None) -> list[_Pair]:
    """Pairs each opening mark of a paragraph with its closing mark; opening marks in reading order."""
    better = _better_closing(marks) if any(mark.side == "weak" for mark in marks) else []
    stack: list[int] = []
    opened: dict[str, int] = {}
    closing: dict[int, int] = {}
    openings: list[int] = []
    cut: dict[int, int] = {}
    for index, mark in enumerate(marks):
        is_open = opened.get(mark.family, 0) > 0
        if mark.side == "open" or (mark.side == "either" and not is_open):
            stack.append(index)
            openings.append(index)
            opened[mark.family] = opened.get(mark.family, 0) + 1
        elif is_open and not (mark.side == "weak" and better[index]) and not _is_measure(text, marks, index):
            while True:
                top = stack.pop()
                opened[marks[top].family] -= 1
                if marks[top].family == mark.family:
                    closing[top] = index
                    break
                cut[top] = mark.start
    return _with_ends(text, start, end, marks, openings, closing, cut, taken_up)


def _with_ends(
    text: str, start: int, end: int, marks: list[_Mark], openings: list[int], closing: dict[int, int], cut: dict[int, int], taken_up: str | None
) -> list[_Pair]:
    pairs: list[_Pair] = []
    next_open: dict[str, int] = {}
    for index in reversed(openings):
        mark = marks[index]
        if index in closing:
            close = marks[closing[index]]
            pairs.append(_Pair(mark, close.end, close.start, True))
        elif _may_stay_open(text, start, mark, taken_up):
            stop = min(next_open.get(mark.family, end), cut.get(index, end))
            pairs.append(_Pair(mark, stop, stop, False))
        else:
            continue
        next_open[mark.family] = mark.start
    return pairs[::-1]


def _better_closing(marks: list[_Mark]) -> list[bool]:
    """For each mark: a sure closing single mark comes before the next opening one or any mark of another family."""
    better = [False] * len(marks)
    seen = False
    for index in range(len(marks) - 1, -1, -1):
        better[index] = seen
        mark = marks[index]
        if mark.family != "single" or mark.side == "open":
            seen = False
        elif mark.side == "close":
            seen = True
    return better


def _is_measure(text: str, marks: list[_Mark], index: int) -> bool:
    """A straight mark after a digit stands for inches or seconds if the next mark closes as well."""
    mark = marks[index]
    if text[mark.start : mark.end] != '"' or not text[mark.start - 1 : mark.start].isdigit() or index + 1 == len(marks):
        return False
    after = marks[index + 1]
    return after.side == "close" and after.family == mark.family and text[after.start] == '"'


def _may_stay_open(text: str, start: int, mark: _Mark, taken_up: str | None) -> bool:
    """An unclosed mark is a quotation only where one may begin; elsewhere it is a stray or an apostrophe (‘Abd, ’90s)."""
    before = text[max(start, mark.start - 4) : mark.start].rstrip()[-1:]
    if mark.family == "single":
        return (not before and taken_up == "single") or (text[mark.start] == "‘" and before in (",", ":"))
    return mark.side == "open" or not before


# ---------------------------------------------------------------- quotations


def _alternate(marks: list[_Mark]) -> bool:
    """Whether marks of one family open and close in turn, as nearly everywhere: then each pair stands by itself."""
    family = marks[0].family
    sides = [mark.side if mark.family == family else None for mark in marks]
    return sides == ["open", "close"] * (len(marks) // 2)


def _between(text: str, marks: list[_Mark]) -> Iterator[Quotation]:
    """The quotations between marks that alternate."""
    for opening, closing in zip(marks[::2], marks[1::2], strict=True):
        if text[opening.end].isalnum() or _WORD.search(text, opening.end, closing.start):
            start, end = _inner(text, opening.end, closing.start)
            yield Quotation(start, end, opening.start, closing.end, 0, False)


def _quotations(text: str, pairs: list[_Pair], end: int, taken_up: str | None) -> list[Quotation]:
    found: list[Quotation] = []
    enclosing: list[int] = []
    next_word = -1
    for pair in pairs:
        opening = pair.opening
        while enclosing and enclosing[-1] <= opening.start:
            enclosing.pop()
        first = opening.end
        if next_word < first:
            if text[first : first + 1].isalnum():
                next_word = first
            else:
                word = _WORD.search(text, first, end)
                next_word = word.start() if word else end
        if next_word >= pair.inner_end:
            continue
        start, stop = _inner(text, first, pair.inner_end)
        depth = len(enclosing)
        continues = not pair.closed and depth == 0 and pair.outer_end == end and opening.family == taken_up
        found.append(Quotation(start, stop, opening.start, pair.outer_end if pair.closed else stop, depth, continues))
        enclosing.append(pair.outer_end)
    return found


def _inner(text: str, start: int, end: int) -> tuple[int, int]:
    """The span without outer white space and a final comma or full stop. Without slices: quotations nest."""
    while text[start].isspace():
        start += 1
    while text[end - 1].isspace():
        end -= 1
    if text[end - 1] in _FINAL and text[end - 2] != ".":
        end -= 1
        while text[end - 1].isspace():
            end -= 1
    return start, end
