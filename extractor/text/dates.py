"""Dates: the days that words denote, seen from the day of publication; where date phrases stand; when an article was published."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import Any

import dateparser

from extractor.text.date_readers import ONE_DAY, UNKNOWN, Interval, back, read_simple
from extractor.text.date_words import DATE_PHRASE, DAY, LEADING, MONTH, MONTH_OR_YEAR, NUMBER, WEEKDAY, WEEKDAY_SHORT, WORDS_OF_TIME, YEAR

_LONGEST = 200
"""No date phrase is longer, in code points."""
_HEAD = 600
"""A stamp or dateline begins within so many code points."""


@lru_cache(maxsize=4096)
def resolve(mention: str, published: date | None, *, to_come: bool = False) -> Interval:
    """The inclusive interval of days that `mention` denotes in an article of the day `published`.

    Calendar units are whole ("in March", "last week": Monday to Sunday); weekdays and dates without a year are the last such on or before publication;
    "since X" ends with publication; "by X" has no start, and means the next X where it is `to_come`. Each end is null where it can't be known. Never raises.
    """
    phrase = _normalise(mention[:_LONGEST])
    try:
        start, end = _interval(phrase, published, to_come) or _with_dateparser(phrase, published)
    except (ValueError, OverflowError):
        return UNKNOWN
    return UNKNOWN if start and end and start > end else (start, end)


def _normalise(mention: str) -> str:
    text = re.sub(r"[\u2010-\u2015\u2212]", "-", mention.lower().replace("’", "'"))
    text = re.sub(r"'s\b|(?<=[a-z]{3})\.|[()\[\]\"“”]", "", text)
    return " ".join(text.split()).strip(" .,;:!?")


def _interval(phrase: str, published: date | None, to_come: bool = False) -> Interval | None:
    """Open phrases ("since", "by"), else a simple one, else two joined."""
    if phrase in ("so far", "to date", "until now", "up to now"):
        return None, published
    if match := re.search(r"^(?:.{0,40} )?since\b ?(.*)|^from (.*) (?:on|onwards?)$", phrase):
        rest = match[1] or match[2] or ""
        start, _ = _interval(rest, published) or _dated(rest, published) or UNKNOWN
        return start, published
    if match := re.match(r"(?:by|until|till|up to|before) (.*)", phrase):
        start, end = (_coming(match[1], published) if to_come else None) or _interval(match[1], published) or UNKNOWN
        return None, start and start - ONE_DAY if phrase.startswith("before") and not phrase.startswith("before the end") else end
    if match := re.fullmatch(rf"(?:in |over |during )?(?:the )?(?:last |past )?({NUMBER})[- ](hour|day|week)s? (?:to|until|through) (.*)", phrase):
        _, end = read_simple(match[3], published, published) or UNKNOWN
        return end and back(end, match[1], match[2]), end
    return read_simple(phrase, published, published) or _joined(phrase, published)


def _dated(event: str, published: date | None) -> Interval | None:
    """The date that an event has behind it: "the truce broke down in February"."""
    ends = (event.rpartition(f" {word} ") for word in ("on", "in", "last", "this"))
    return next((found for _, word, end in ends if word and (found := read_simple(f"{word.strip()} {end}", published, published))), None)


def _coming(phrase: str, published: date | None) -> Interval | None:
    """The first interval that `phrase` may mean and that is not over at publication; None where it is a plain one."""
    if published is None:
        return None
    for days in (0, 6, 30, 61, 92, 183, 274, 364):  # how far ahead the last such day is looked for: within a week, months, a year
        found = read_simple(phrase, published, published + timedelta(days=days))
        if found and found[1] and found[1] >= published:
            return found
    return None


def _joined(phrase: str, published: date | None) -> Interval | None:
    """Two phrases as one interval: "from Monday to Wednesday", "3 and 5 May", "1-10 January 2017", "Monday, Tuesday and Friday"."""
    bare = re.sub(r"^(?:overnight )?(?:between|from) ", "", phrase)
    for join in re.finditer(r" ?- ?| (?:and|or|to|through|until|till|into) (?:on )?", bare):
        first, last = _share(bare[: join.start()], bare[join.end() :])
        if found := _between(first, last, published) or _between(first.split(",")[0], last, published):
            return found
    return None


def _share(first: str, last: str) -> tuple[str, str]:
    """Give a bare day the month and year of its partner."""
    if re.fullmatch(DAY, first) and (month := re.search(rf"{MONTH}.*", last)):
        return f"{first} {month[0]}", last
    if (match := re.fullmatch(rf"({DAY})(,? {YEAR})?", last)) and (month := re.search(rf"({MONTH}) {DAY}$", first)):
        return first + (match[2] or ""), f"{month[1]} {last}"
    return first, last


def _between(first: str, last: str, published: date | None) -> Interval | None:
    """`first` to `last`: a `first` without year is the latest before `last`; a `last` without year is the next after a `first` that has one."""
    start, _ = read_simple(first, None, None) or UNKNOWN
    if start:
        _, end = read_simple(last, published, start + timedelta(days=364)) or UNKNOWN
    else:
        _, end = read_simple(last, published, published) or UNKNOWN
        start, _ = read_simple(first, published, end) or UNKNOWN
    return (start, end) if start and end and start <= end else None


def _with_dateparser(phrase: str, published: date | None) -> Interval:
    """What the grammar leaves: dates with times, and sums of units ("a day and 3 hours ago")."""
    if not re.search(rf"\bago\b|^in \w+ (?:hour|day|week)s?$|\d.*\b{MONTH}|\b{MONTH}.*\d|\d{{4}}-\d\d", phrase):
        return UNKNOWN
    settings: dict[str, Any] = {"PREFER_DATES_FROM": "past", "REQUIRE_PARTS": ["day", "month", "year"], "PARSERS": ["absolute-time"]}
    if published:
        base = datetime(published.year, published.month, published.day, 12)
        settings |= {"RELATIVE_BASE": base, "REQUIRE_PARTS": ["day", "month"], "PARSERS": ["relative-time", "absolute-time"]}
    found = dateparser.parse(phrase, languages=["en"], settings=settings)
    return (found.date(), found.date()) if found else UNKNOWN


# ---------------------------------------------------------------- where date phrases stand


def find_dates(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Spans of date phrases within `text[start:end]`, in order, without overlaps.

    Without leading preposition, but with "since", "between ... and" and "from ... to", and with the clause after "since" ("since the truce collapsed").
    """
    spans: list[tuple[int, int]] = []
    if not _may_hold_dates(text[start:end]):
        return spans
    for match in DATE_PHRASE.finditer(text, start, end):
        first, last = match.span()
        if lead := LEADING.match(text, first, last):
            first = first if _is_range(match[0]) else lead.end()
        spans.append((first, last))
    return spans


def _may_hold_dates(words: str) -> bool:
    """Whether `words` hold a word of time, a month or a year; or one of the letters that a pattern without regard to case takes for others."""
    lower = words.lower()
    return any(word in lower for word in WORDS_OF_TIME) or MONTH_OR_YEAR.search(words) is not None or any(letter in words for letter in "ıİſ")


def _is_range(phrase: str) -> bool:
    return bool(re.match(r"(?i:from)\s.*(?:\s(?i:to|until|through|into)\s|[-–—])", phrase, re.DOTALL))


# ---------------------------------------------------------------- when an article was published

_NAMED_DATE = rf"(?:{DAY}\s+{MONTH}\.?,?\s+(?:{YEAR}|\d\d(?=\s*[-–—(\[]))|{MONTH}\.?\s+{DAY},?\s+{YEAR})"
_FULL_DATE = rf"(?<![\w.,/-])(?:{_NAMED_DATE}|{YEAR}[-/]\d\d[-/]\d\d(?=$|\D)|\d\d?([/.])\d\d?\1{YEAR})(?![\w/])"
_LABEL = r"\b(?:(?:first |last )?(?:published|posted|issued|released|created|pubdate|date|dated)|(?P<later>(?:last )?(?:updated|modified|edited)))"
_STAMP = re.compile(rf"(?i:(?P<label>{_LABEL}\s*(?:on|at)?\s*[:|–-]?\s*)?(?:(?:{WEEKDAY}|{WEEKDAY_SHORT}),?\s+)?(?P<date>{_FULL_DATE}))")
_AFTER_STAMP = re.compile(r"\W*$|\s*(?:[-–—|•·()\[]|,?\s*(?:at\s+)?\d\d?[:.]\d\d)")
_PARTICLES = frozenset(("and", "at", "by", "de", "del", "for", "in", "la", "of", "the", "via"))
_CAPTION = re.compile(r"(?i:\b(?:photo|image|picture|file|archive|caption|copyright|video)|©)")


def find_publication_date(text: str) -> date | None:
    """The day of publication where the head of `text` states one in full, in a stamp, byline or dateline; never a date out of a sentence."""
    published: list[date] = []
    stamped: list[date] = []
    updated: list[date] = []
    position = 0
    for line in text[: _HEAD + _LONGEST].splitlines(keepends=True):
        if position >= _HEAD:
            break
        position += len(line)
        for match in _STAMP.finditer(line[:_LONGEST].rstrip()):
            if not _is_stamp(line[: match.start()], line[match.end() : _LONGEST], bool(match["label"])):
                continue
            day, _ = resolve(match["date"], None)
            if day:
                (updated if match["later"] else published if match["label"] else stamped).append(day)
    for days in (published[:1], stamped, updated):
        if days:
            return days[0] if len(set(days)) == 1 else None
    return None


def _is_stamp(before: str, after: str, labelled: bool) -> bool:
    """Whether a date between these two is a stamp: after nothing but names and a separator, and not followed by a sentence."""
    if _CAPTION.search(before) or not all(word[0].isupper() or word[0].isdigit() or word in _PARTICLES for word in re.findall(r"\w[\w'’.-]*", before)):
        return False
    return labelled or (before.rstrip()[-1:] in ("", *",(/|–—-·•:") and bool(_AFTER_STAMP.match(after.rstrip())))
