"""One amount at one place: figures and number words to a value. Qualifiers, ranges and what is no amount of anything: quantity.py.

All text here is lower-cased with its length kept; positions are code points.
"""

from __future__ import annotations

import re
from fractions import Fraction
from typing import Final, NamedTuple

from text_to_num import text2num

from extractor.text.beside import word_behind
from extractor.text.quantity_words import CARDINALS, PLURALS, SCALES, SUFFIXES

MAX_DIGITS: Final = 15
_LEAST_TOO_LARGE: Final = 10**MAX_DIGITS

_GAP: Final = r"(?:\s{1,3}|-)"
_SCALE: Final = "|".join(SCALES)
_PLURAL: Final = "|".join(PLURALS)
_READ_BY_TEXT2NUM: Final = CARDINALS | {"hundred", "thousand", "million", "billion"}
_WORD: Final = "|".join(sorted(_READ_BY_TEXT2NUM, key=len, reverse=True))

_NUMBER_WORD: Final = re.compile(
    r"(?:one|t(?:wo|h(?:ree|irt(?:een|y)|ousands?)|en|welve|wenty|ens)|f(?:our(?:teen)?|ort(?:y|een)|ourty|i(?:ve|f(?:teen|ty)))|s(?:ix(?:teen|ty)?|even(?:teen|ty)?|cores)"
    r"|e(?:ight(?:een|y)?|leven)|nine(?:teen|ty)?|h(?:alf|undreds?)|quarter|millions?|billions?|dozens?|la(?:kh|c)s?|crores?)\b"
)
BEGINNINGS: Final = CARDINALS | {*SCALES, *PLURALS, "half", "quarter"}
"""How the words begin that amounts begin with."""
# `re` passes over a text quickest where a pattern begins with one literal or one class; digits and marks are found in one pass.
_BEHIND_SPACE: Final = re.compile(f" {_NUMBER_WORD.pattern}")
_DIGITS_OR_BEHIND_MARK: Final = re.compile(rf"[^a-z ](?:(?<=\d)\d*|(?<!\w){_NUMBER_WORD.pattern})")


def seeds(lower: str, start: int, end: int) -> list[tuple[int, int]]:
    """Where in [start, end) an amount may begin, in order: anywhere in a run of digits, or at a number word. White space stands around that stretch."""
    before = max(0, start - 1)
    found = [(at, match.end()) if lower[at := match.start()].isdecimal() else (at + 1, at + 2) for match in _DIGITS_OR_BEHIND_MARK.finditer(lower, before, end)]
    found += [(at, at + 1) for match in _BEHIND_SPACE.finditer(lower, before, end) if (at := match.start() + 1)]
    if start == 0 and _NUMBER_WORD.match(lower):
        found.append((0, 1))
    return sorted(found)


def may_begin(lower: str, at: int) -> bool:
    """Whether an amount may begin at `at`, behind a mark or white space."""
    return lower[at : at + 1].isdecimal() or _NUMBER_WORD.match(lower, at) is not None


SPACED: Final = re.compile(r"\d{1,3}(?:([ \u00a0\u2009\u202f])\d{3})(?:\1\d{3}){0,4}(?!\d|[.,:/]\d)")
FIGURE: Final = re.compile(r"\d{1,40}(?:[.,'’٬٫]\d{1,40}){0,20}")
_THOUSANDS: Final = re.compile(r"[1-9]\d{0,2}(?:,\d{3}){1,4}")
_WORD_AFTER: Final = re.compile(rf"{_GAP}(and\s{{1,3}})?({_WORD})\b")
_SCALE_AFTER: Final = re.compile(
    rf"{_GAP}?({_SCALE}|mn|mln|bn)\b|(k|m|mn|mln|bn)\b(?!\s(?:high|long|deep|wide|tall|thick|away|below|above|from|radius|square))"
)
_SCALE_SHARED: Final = re.compile(
    rf"(?:\s?[-–—]\s?|\s{{1,3}}(to|and|or)\s{{1,3}})(?:\d{{1,3}}(?:[.,]\d{{1,2}})?|{_WORD}){_GAP}?(?:({_SCALE})\b|(mn|mln|bn|m|k)\b)"
)
"""Behind a decimal: the end of a range, and the scale that both ends have."""
_HALF_AFTER: Final = re.compile(rf"\s{{1,3}}and\s{{1,3}}an?\s{{1,3}}half\b(?:\s{{1,3}}({_SCALE})\b)?")
_PART_OF: Final = re.compile(rf"(half|three{_GAP}quarters|quarter)(?:\s{{1,3}}of)?(?:\s{{1,3}}an?)?{_GAP}({_SCALE})\b")
_PLURALS: Final = re.compile(rf"({_PLURAL})\b(?:\s{{1,3}}of\s{{1,3}}({_PLURAL})\b|\s{{1,3}}(?:and|upon|or|to)\s{{1,3}}(?:{_PLURAL})\b)?")
_PARTS: Final = {"half": Fraction(1, 2), "quarter": Fraction(1, 4)}
_BEFORE_PARTS: Final = {*_PARTS, "three"}
"""The words that `_PART_OF` may begin with."""
_GOING_ON: Final = frozenset((*_READ_BY_TEXT2NUM, *SCALES, *PLURALS, *SUFFIXES, *"and of a an upon or to quarters".split()))
"""The words that may go on with an amount: before any other between spaces it has come to its end."""


class Amount(NamedTuple):
    """An amount read at `start`; `value` is None where the characters up to `end` are no whole number."""

    start: int
    end: int
    value: int | None
    scale: int = 1
    vague: bool = False
    bare: bool = False
    """True for plain digits: a year, a day or a label may look like this."""
    about: bool = False
    """True for a noun of a round number: "une vingtaine"."""


def read_amount(lower: str, start: int, *, dotted: bool = False) -> Amount:
    """The longest amount that begins at `start`, where one may begin."""
    if lower[start].isdigit():
        return _read_figure(lower, start, dotted)
    first = _NUMBER_WORD.match(lower, start)
    if first is None:
        return Amount(start, start + 1, None)
    word, end = first.group(), first.end()
    if (behind := word_behind(lower, end, len(lower))) and behind not in _GOING_ON:
        value, scale, vague = _ALONE.get(word, _NONE)
        return Amount(start, end if value else start + 1, value, scale, vague)
    if word in PLURALS and (plural := _PLURALS.match(lower, start)):
        word, second = plural.group(1), plural.group(2)
        return Amount(start, plural.end(), PLURALS[word] * (PLURALS[second] // 2 if second else 1), vague=True)
    if word in _BEFORE_PARTS and (part := _PART_OF.match(lower, start)):
        scale = SCALES[part.group(2)]
        return Amount(start, part.end(), whole_number(_PARTS.get(part.group(1), Fraction(3, 4)) * scale), scale)
    if word in _READ_BY_TEXT2NUM:
        return _read_words(lower, start, end)
    if word in SCALES:
        return Amount(start, end, SCALES[word], SCALES[word])
    return Amount(start, start + 1, None)


def _read_figure(lower: str, start: int, dotted: bool) -> Amount:
    literal = SPACED.match(lower, start) or FIGURE.match(lower, start)
    if literal is None:  # a digit to isdigit() but not to the pattern: a superscript
        return Amount(start, start + 1, None)
    end = literal.end()
    value, decimal = parse_figure(literal.group(), dotted=dotted)
    if value is None:
        head = re.split(r"\D", literal.group(), maxsplit=1)[0]
        if len(head) < 4 or "." in literal.group():
            return Amount(start, end, None)
        value, end = parse_figure(head)[0], start + len(head)  # "in 2020,300 people": two numbers
        return Amount(start, end, None if value is None else whole_number(value), bare=True)
    return _scaled(lower, start, end, value, decimal)


def parse_figure(literal: str, *, dotted: bool = False) -> tuple[int | Fraction | None, bool]:
    """The value of digits with separators, and whether a decimal sign stands in them; None where the reading is not certain.

    Groups of exactly three are thousands (two and three in Indian grouping). A single dotted group is thousands only if it
    ends in two zeros ("460.000"), else decimals ("3.141"), and always where `dotted`. A comma with one or two digits after it is a decimal sign ("1,2").
    """
    if literal.isdecimal():
        return (int(literal) if len(literal) <= MAX_DIGITS and int(literal[0]) else None), False
    if _THOUSANDS.fullmatch(literal):
        return int(literal.replace(",", "")), False
    parts = re.split(r"\D", literal)
    marks = set(re.findall(r"\D", literal))
    if sum(map(len, parts)) > MAX_DIGITS or (int(parts[0][0]) == 0 and len(parts[0]) > 1):
        return None, False
    threes = all(len(part) == 3 for part in parts[1:])
    if len(marks) == 1:
        mark = marks.pop()
        if threes and 1 <= len(parts[0]) <= 3 and int(parts[0][0]) and (mark not in ".٫" or len(parts) > 2 or dotted or int(parts[1][1:]) == 0):
            return int("".join(parts)), False
        if mark == "," and len(parts) > 2 and len(parts[0]) <= 2 and len(parts[-1]) == 3 and all(len(part) == 2 for part in parts[1:-1]):
            return int("".join(parts)), False
        if len(parts) == 2 and (mark in ".٫" or (mark == "," and len(parts[1]) < 3)):
            return _decimal(parts[0], parts[1]), True
        return None, False
    thousands = all(len(part) == 3 for part in parts[1:-1]) and len(parts[0]) <= 3
    if thousands and len(marks) == 2 and literal.count(literal[-len(parts[-1]) - 1]) == 1:
        return _decimal("".join(parts[:-1]), parts[-1]), True
    return None, False


def _decimal(whole: str, places: str) -> Fraction:
    return Fraction(int(whole + places), 10 ** len(places))


def _read_words(lower: str, start: int, end: int) -> Amount:
    """The longest run of number words from `start` that reads as one number; its first word ends at `end`."""
    last = lower[start:end]
    value, _, _ = _ALONE[last]
    while more := _WORD_AFTER.match(lower, end):
        if more.group(1) and last not in SCALES:  # "five and six" are two numbers, "one hundred and six" is one
            break
        if (longer := _value(lower[start : more.end()])) is None:
            break
        value, last, end = longer, more.group(2), more.end()
    return Amount(start, end, None) if value is None else _scaled(lower, start, end, value, False, SCALES.get(last, 1), words=True)


def _value(run: str) -> int | None:
    try:
        return int(text2num(" ".join(run.replace("-", " ").replace("fourty", "forty").split()), "en"))
    except ValueError:
        return None


def _scaled(lower: str, start: int, end: int, value: int | Fraction, decimal: bool, scale: int = 1, words: bool = False) -> Amount:
    """The amount with the scale words and the half that follow it."""
    bare = not words
    if decimal and (shared := _SCALE_SHARED.match(lower, end)) and (shared.group(1) != "and" or lower.endswith("between ", 0, start)):
        factor = SCALES.get(shared.group(2) or "") or SUFFIXES[shared.group(2) or shared.group(3)]
        return Amount(start, end, whole_number(value * factor), factor)
    if (behind := word_behind(lower, end, len(lower))) and behind not in _GOING_ON:
        return Amount(start, end, None if decimal else whole_number(value), scale, bare=bare)
    if half := _HALF_AFTER.match(lower, end):
        if half.group(1):
            scale = SCALES[half.group(1)]
            return Amount(start, half.end(), whole_number((value + Fraction(1, 2)) * scale), scale)
        if scale > 1:
            return Amount(start, half.end(), whole_number(value + Fraction(scale, 2)), scale)
    for _ in range(2):
        after = _SCALE_AFTER.match(lower, end)
        if after is None or (after.group(2) and words):
            break
        factor = SCALES.get(after.group(1) or "") or SUFFIXES[after.group(1) or after.group(2)]
        value, scale, end, decimal, bare = value * factor, factor, after.end(), False, False
        if half := _HALF_AFTER.match(lower, end):
            value, end = value + Fraction(scale, 2), half.end()
    return Amount(start, end, None if decimal else whole_number(value), scale, bare=bare)


def whole_number(value: int | Fraction) -> int | None:
    return int(value) if value.denominator == 1 and 0 < value < _LEAST_TOO_LARGE else None


_NONE: Final = (None, 1, False)
_ALONE: Final[dict[str, tuple[int | None, int, bool]]] = {
    **{word: (_value(word), SCALES.get(word, 1), False) for word in _READ_BY_TEXT2NUM},
    **{word: (value, value, False) for word, value in SCALES.items()},
    **{word: (least, 1, True) for word, least in PLURALS.items()},
}
"""What a word that stands by itself counts: its value, the scale that it shares with others, and whether it is vague."""
