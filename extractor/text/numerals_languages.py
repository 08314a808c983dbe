"""One amount at one place, in a language other than English: figures and number words to a value, by the language's pack.

All text here is lower-cased with its length kept; positions are code points.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from typing import Final

from text_to_num import text2num

from extractor.text.languages import PACKS, Language
from extractor.text.numerals import FIGURE, MAX_DIGITS, SPACED, Amount, parse_figure, whole_number

APOSTROPHES: Final = "['’ʼ]"
_GAP: Final = rf"(?:\s{{1,3}}|-|{APOSTROPHES})"
_REST: Final = re.compile(r"\s{1,3}(\d{3})(?![\w.,:])")
_THREE_PLACES: Final = re.compile(r"\d{1,3},\d{3}")


@dataclass(frozen=True, slots=True)
class Numerals:
    """A language's patterns of amounts."""

    pack: Language
    seed: re.Pattern[str]
    """Where an amount may begin, in its group 1."""
    plural: re.Pattern[str]
    half: re.Pattern[str] | None
    word: re.Pattern[str]
    more: re.Pattern[str]
    unit: re.Pattern[str]
    scale: re.Pattern[str]
    half_after: re.Pattern[str] | None


def spelt(listed: str) -> str:
    """The pattern of words split by "|", whatever their apostrophes and white space."""
    return listed.replace("'", APOSTROPHES).replace(" ", r"\s{1,3}")


def _any_of(words: Iterable[str]) -> str:
    return "|".join(spelt(re.escape(word).replace("\\ ", " ")) for word in sorted(words, key=len, reverse=True))


@cache
def numerals(code: str) -> Numerals:
    """The patterns of the language with this ISO code, one of PACKS."""
    pack = PACKS[code]
    end = rf"(?!\w|{APOSTROPHES}\w)" if pack.apostrophes else r"(?!\w)"
    word, plurals, units = spelt(pack.word), _any_of(pack.plurals), _any_of({**pack.scales, **pack.rounds})
    halves, ones = _any_of(pack.halves), _any_of(pack.ones)
    seeds = "|".join(part for part in (word, plurals, units, halves) if part)
    also = _any_of(pack.single.links)
    doubled = rf"\s{{1,3}}(?:{also})\s{{1,3}}(?:{plurals}){end}" if also else rf"\s{{1,3}}و(?:{plurals}){end}"
    return Numerals(
        pack=pack,
        seed=re.compile(rf"(?<!\w)(?:{pack.prefix})?(\d|(?:{seeds}){end})" if pack.prefix else rf"(?<!\w)(\d|(?:{seeds}){end})"),
        plural=re.compile(rf"({plurals}){end}(?:{spelt(pack.of)}({plurals}){end}|{doubled})?"),
        half=re.compile(rf"(?:(?:{ones}){_GAP})?({halves}){_GAP}({units})(?!\w)" if ones else rf"({halves}){_GAP}({units})(?!\w)") if halves else None,
        word=re.compile(rf"(?:{word}){end}"),
        more=re.compile(rf"{pack.link}({word}){end}"),
        unit=re.compile(rf"({units}){end}"),
        scale=re.compile(rf"(?:{_GAP})?({units}){end}"),
        half_after=re.compile(rf"{pack.half_after}(?!\w)(?:\s{{1,3}}({units})(?!\w))?") if pack.half_after else None,
    )


def read_amount(lower: str, start: int, known: Numerals) -> Amount:
    """The longest amount that begins at `start`, group 1 of a match of `known.seed`; its `value` is None where there is none."""
    pack = known.pack
    if lower[start].isdigit():
        return _read_figure(lower, start, known)
    if plural := known.plural.match(lower, start):
        second = plural.group(2)
        return Amount(start, plural.end(), pack.plurals[_key(plural.group(1))] * (pack.plurals[_key(second)] // 2 if second else 1), vague=True)
    if known.half and (half := known.half.match(lower, start)):
        factor, about = _factor(half.group(2), pack)
        return Amount(start, half.end(), whole_number(pack.halves[_key(half.group(1))] * factor), factor, about=about)
    if word := known.word.match(lower, start):
        return _read_words(lower, start, word.end(), known)
    if unit := known.unit.match(lower, start):
        factor, about = _factor(unit.group(1), pack)
        return _scaled(lower, Amount(start, unit.end(), None, factor, about=about), factor, False, known)
    return Amount(start, start + 1, None)


def _read_figure(lower: str, start: int, known: Numerals) -> Amount:
    literal = SPACED.match(lower, start) or FIGURE.match(lower, start)
    if literal is None:  # a digit to isdigit() but not to the pattern: a superscript
        return Amount(start, start + 1, None)
    end = literal.end()
    value, decimal = parse_figure(literal.group(), dotted=known.pack.dotted)
    if _THREE_PLACES.fullmatch(literal.group()) and (unit := known.scale.match(lower, end)) and _factor(unit.group(1), known.pack)[0] >= 10**6:
        value, decimal = Fraction(int(literal.group().replace(",", "")), 1000), True
    if value is None:
        return Amount(start, end, None)
    return _scaled(lower, Amount(start, end, None, bare=True), value, decimal, known)


def _read_words(lower: str, start: int, end: int, known: Numerals) -> Amount:
    """The amount of the number words from `start`; the first one ends at `end`."""
    pack = known.pack
    end, value = _read_run(lower, start, end, known)
    if value is None or pack.scales.get(lower[start:end], 0) >= 10**6:  # "el millón": which one?
        return Amount(start, end, None)
    last = re.split(r"[\s-]", lower[start:end])[-1]
    return _scaled(lower, Amount(start, end, None, pack.scales.get(last, 1)), value, False, known)


def _read_run(lower: str, start: int, end: int, known: Numerals) -> tuple[int, int | None]:
    """Where the longest run of number words that reads as one number ends, and its value; its first word ends at `end`."""
    value = 1 if lower[start:end] in known.pack.ones else _value(lower[start:end], known.pack)
    while (more := known.more.match(lower, end)) and (longer := _value(lower[start : more.end()], known.pack)) is not None:
        value, end = longer, more.end()
    return end, value


def _value(run: str, pack: Language) -> int | None:
    tokens = [_key(token) for token in re.split(r"[\s-]+", run)]
    if pack.cardinals:
        return _sum(" ".join(tokens), pack)
    try:
        return int(text2num(" ".join(pack.respell.get(token, token) for token in tokens), pack.code))
    except ValueError:
        return None


def _sum(run: str, pack: Language) -> int | None:
    """Number words of one number fill each decimal place once: "сто двадцать три"; None where two fill the same."""
    if run in pack.cardinals:
        return pack.cardinals[run]
    total, filled = 0, set[int]()
    for token in run.split():
        value = pack.cardinals.get(token) or pack.cardinals.get(token[1:])
        if value is None:
            return None
        places = {place for place, digit in enumerate(reversed(str(value))) if digit != "0"}
        if places & filled or (filled and value >= 1000):
            return None
        total, filled = total + value, filled | places
    return total


def _scaled(lower: str, read: Amount, value: int | Fraction, decimal: bool, known: Numerals) -> Amount:
    """`value`, read so far, with the scale words and the half that follow it."""
    start, end, scale, bare, about = read.start, read.end, read.scale, read.bare, read.about
    for _ in range(3):
        if known.half_after and (half := known.half_after.match(lower, end)) and (scale > 1 or half.group(1)):
            scale = _factor(half.group(1), known.pack)[0] if half.group(1) else scale
            value, end, bare = (value + Fraction(1, 2)) * scale if half.group(1) else value + Fraction(scale, 2), half.end(), False
            break
        after = known.scale.match(lower, end)
        if after is None:
            break
        factor, about = _factor(after.group(1), known.pack)
        value, scale, end, decimal, bare = value * factor, factor, after.end(), False, False
    if read.bare and scale == 1000 and value.denominator == 1 and (rest := _REST.match(lower, end)):  # "10 mil 500"
        value, end = value + int(rest.group(1)), rest.end()
    elif known.pack.cardinals and scale >= 1000 and not about and (more := known.more.match(lower, end)):  # "две тысячи триста"
        rest_end, rest_value = _read_run(lower, more.start(1), more.end(), known)
        if rest_value is not None and 100 <= rest_value < scale and not known.scale.match(lower, rest_end):
            value, end = value + rest_value, rest_end
    return Amount(start, end, None if decimal or value >= 10**MAX_DIGITS else whole_number(value), scale, bare=bare, about=about)


def _factor(unit: str, pack: Language) -> tuple[int, bool]:
    """What a scale or a round number multiplies by, and whether it is a round number."""
    key = _key(unit)
    return (pack.scales[key], False) if key in pack.scales else (pack.rounds[key], True)


def _key(words: str) -> str:
    return " ".join(re.sub(APOSTROPHES, "'", words).split())
