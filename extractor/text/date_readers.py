"""Readers of one simple date phrase, normalised and without preposition: "5 march", "friday", "last week", "ten days ago".

Each takes the match, the day of publication, and the anchor: the day on or before which dates without a year are looked for.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable, Iterator
from datetime import date, timedelta

from text_to_num import text2num

from extractor.text.date_words import DAY, FEW, MONTH, MONTHS, NUMBER, PART, TIME_OF_DAY, UNIT, WEEKDAY, WEEKDAY_SHORT, WEEKDAYS, YEAR

Interval = tuple[date | None, date | None]
"""First and last day, inclusive; null where unknown."""

ONE_DAY = timedelta(days=1)
UNKNOWN: Interval = (None, None)


def read_simple(phrase: str, published: date | None, anchor: date | None) -> Interval | None:
    """The interval of one phrase without joins, or None if no reader knows it.

    Raises:
        ValueError, OverflowError: the words name a day that no calendar has.
    """
    phrase = _PREPOSITIONS.sub("", phrase)
    if match := _PART.match(phrase):
        return _part(match[0][:-1], read_simple(phrase[match.end() :], published, anchor), published)
    if match := _FIRST_UNITS.fullmatch(phrase):
        start, end = read_simple(match["whole"], published, anchor) or UNKNOWN
        return (start, min(end, _moved(start, _count(match["number"]), match["unit"]) - ONE_DAY)) if start and end else UNKNOWN
    if phrase.endswith(" so far"):
        return _part("so far", read_simple(phrase.removesuffix(" so far"), published, anchor), published)
    phrase = phrase.removeprefix("the ")
    for pattern, read in _READERS:
        if match := pattern.fullmatch(phrase):
            return read(match, published, anchor)
    plain = " ".join(_TIME.sub(" ", phrase).split()).strip(" ,")
    return read_simple(plain, published, anchor) if plain not in ("", phrase) else None


def back(day: date, number: str, unit: str) -> date:
    """`day` less `number` (digits or words) hours, days, weeks, months or years; hours count as begun days."""
    return _moved(day, -_count(number), unit)


def _count(number: str) -> int:
    return int(number) if number.isdecimal() else 1 if number in ("a", "an") else int(text2num(number.replace("-", " "), "en"))


def _moved(day: date, count: int, unit: str) -> date:
    if unit in ("month", "year"):
        year, month = _shift(day.year, day.month, count * (12 if unit == "year" else 1))
        return date(year, month, min(day.day, monthrange(year, month)[1]))
    return day + (count // 24 if unit == "hour" else count * (7 if unit == "week" else 1)) * ONE_DAY


def _month(year: int, month: int) -> tuple[date, date]:
    return date(year, month, 1), date(year, month, monthrange(year, month)[1])


def _shift(year: int, month: int, by: int) -> tuple[int, int]:
    years, index = divmod(year * 12 + month - 1 + by, 12)
    return years, index + 1


def _part(part: str, whole: Interval | None, published: date | None) -> Interval | None:
    """The early, mid or late third, half or quarter of `whole`; what is shorter than a week has no parts here."""
    start, end = whole or UNKNOWN
    if not start or not end or end - start < 6 * ONE_DAY:
        return whole
    if part in ("earlier", "so far"):
        return (start, min(end, published)) if published else whole
    if part == "later":
        return (max(start, published), end) if published else whole
    parts = 2 if "half" in part else 4 if "quarter" in part else 3
    index = next((i for i, names in enumerate(("early|start|beginning|first", "mid|second", "third", "fourth")) if re.search(names, part)), parts - 1)
    days = (end - start).days + 1
    if days >= 365:
        months = 12 // parts
        return date(start.year, 1 + index * months, 1), _month(end.year, (index + 1) * months)[1]
    step = (30 if days >= 28 else days) // parts
    return start + index * step * ONE_DAY, end if index == parts - 1 else start + ((index + 1) * step - 1) * ONE_DAY


# ---------------------------------------------------------------- absolute dates, and dates without a year


def _iso(match: re.Match[str], published: date | None, anchor: date | None) -> Interval | None:
    return (day := date(int(match["y"]), int(match["m"]), int(match["d"]))), day


def _numeric(match: re.Match[str], published: date | None, anchor: date | None) -> Interval | None:
    first, second, year = int(match[1]), int(match[3]), int(match[4])
    if match[2] == "/" and first != second and max(first, second) <= 12:
        return UNKNOWN  # 3/5/2021 is May in London and March in New York
    day, month = (second, first) if match[2] == "/" and second > 12 else (first, second)
    return (found := date(year, month, day)), found


def _calendar(match: re.Match[str], published: date | None, anchor: date | None) -> Interval | None:
    groups = match.groupdict()
    month, day, year, relation = MONTHS.index(groups["month"][:3]) + 1, groups.get("day"), groups.get("year"), groups.get("relation")

    def at(year: int) -> tuple[date, date]:
        if not day:
            return _month(year, month)
        return (found := date(year, month, int(re.sub(r"\D", "", day)))), found

    if year and year.isdecimal():
        return at(int(year) if len(year) == 4 else int(year) + (1900 if year >= "50" else 2000))
    if (year or relation) and not published:
        return UNKNOWN
    if year and published:
        return at(published.year - (year == "last year"))
    if relation and published:
        if relation in ("next", "coming"):
            return at(published.year + (month <= published.month))
        if relation == "this":
            return at(published.year)
        anchor = published.replace(day=1) - ONE_DAY
    return next((found for found in _years(at, anchor.year) if found[0] <= anchor), UNKNOWN) if anchor else UNKNOWN


def _years(at: Callable[[int], tuple[date, date]], year: int) -> Iterator[tuple[date, date]]:
    """From `year` back, the years in which the day exists: 29 February may want eight."""
    for candidate in range(year, max(year - 9, 0), -1):
        try:
            yield at(candidate)
        except ValueError:
            continue


def _year(match: re.Match[str], published: date | None, anchor: date | None) -> Interval | None:
    first, to = int(match["year"]), match["to"]
    last = first + 9 if match["decade"] else int(to if len(to) == 4 else match["year"][:2] + to) if to else first
    return (date(first, 1, 1), date(last, 12, 31)) if last >= first else UNKNOWN


def _day_of_month(match: re.Match[str], published: date | None, anchor: date | None) -> Interval | None:
    day = int(match["day"])
    for by in range(3 if anchor else 0):
        assert anchor
        year, month = _shift(anchor.year, anchor.month, -by)
        if 1 <= day <= monthrange(year, month)[1] and (found := date(year, month, day)) <= anchor:
            return found, found
    return UNKNOWN


# ---------------------------------------------------------------- days seen from publication


def _weekday(match: re.Match[str], published: date | None, anchor: date | None) -> Interval | None:
    if not anchor:
        return UNKNOWN
    behind = (anchor.weekday() - WEEKDAYS.index(match["weekday"][:3])) % 7
    if match["relation"] in ("next", "coming"):
        behind -= 7
    elif match["relation"] == "last" and not behind:
        behind = 7
    return (day := anchor - behind * ONE_DAY), day


def _near(match: re.Match[str], published: date | None, anchor: date | None) -> Interval | None:
    if not published:
        return UNKNOWN
    if match[0] == "overnight":
        return published - ONE_DAY, published
    behind = {"day before yesterday": 2, "yesterday": 1, "last night": 1, "tomorrow": -1}.get(match[0], 0)
    return (day := published - behind * ONE_DAY), day


def _unit(match: re.Match[str], published: date | None, anchor: date | None) -> Interval | None:
    if not published:
        return UNKNOWN
    by = {"last": -1, "next": 1, "coming": 1}.get(match["relation"], 0)
    if match["unit"] == "year":
        return date(published.year + by, 1, 1), date(published.year + by, 12, 31)
    if match["unit"] == "month":
        return _month(*_shift(published.year, published.month, by))
    monday = published - published.weekday() * ONE_DAY + by * 7 * ONE_DAY
    return monday + (5 * ONE_DAY if match["unit"] == "weekend" else 0 * ONE_DAY), monday + 6 * ONE_DAY


def _weekend(match: re.Match[str], published: date | None, anchor: date | None) -> Interval | None:
    if not published:
        return UNKNOWN
    saturday = published - (published.weekday() - 5) % 7 * ONE_DAY
    return saturday, saturday + ONE_DAY


def _last_units(match: re.Match[str], published: date | None, anchor: date | None) -> Interval | None:
    return back(published, match["number"] or "1", match["unit"]) if published and not match["few"] else None, published


def _ago(match: re.Match[str], published: date | None, anchor: date | None) -> Interval | None:
    if not published or match["few"]:
        return UNKNOWN
    day, unit = back(published, match["number"], match["unit"]), match["unit"]
    if unit == "year":
        interval = date(day.year, 1, 1), date(day.year, 12, 31)
    elif unit == "month":
        interval = _month(day.year, day.month)
    else:
        interval = day, min(day + ONE_DAY, published) if unit == "hour" else day
    return (None, interval[1]) if match["more"] else interval


# ---------------------------------------------------------------- which phrase has which reader

_PREPOSITIONS = re.compile(r"^(?:(?:on|in|at|during|over|within|throughout|around|about|as of|of|dated|for|from) )+")
_FIRST_UNITS = re.compile(rf"(?:the )?(?:first|opening) (?P<number>{NUMBER}) (?P<unit>day|week|month)s of (?P<whole>.+)")
_PART = re.compile(rf"(?:{PART}|earlier|later|so far)[ -]")
_CLOCK = r"(?:\d{1,2}(?:[:.]\d\d)+(?: ?[ap]\.? ?m\b\.?)?|\d{1,2} ?[ap]\.? ?m\b\.?|\d{4} (?:hours|hrs))(?: (?:gmt|utc|local time|[ecmp][sd]?t)\b)?"
_TIME = re.compile(rf"\b(?:(?:at |around |about )*{_CLOCK}|(?:the )?(?:{TIME_OF_DAY}|late|early|hours|overnight)\b(?: (?:on|of)\b)?)")
_NAME_OF_DAY = rf"(?:{WEEKDAY}|{WEEKDAY_SHORT})"
_RELATION = r"(?:(?P<relation>last|past|this|next|coming) )"
_OF_YEAR = rf"(?:,? (?:of )?(?P<year>{YEAR}|this year|last year))?"

_Reader = Callable[[re.Match[str], date | None, date | None], Interval | None]
_READERS: tuple[tuple[re.Pattern[str], _Reader], ...] = tuple(
    (re.compile(pattern), read)
    for pattern, read in (
        (r"(?P<y>\d{4})([-/])(?P<m>\d\d?)\2(?P<d>\d\d?)(?:t[\d:.z+-]*)?", _iso),
        (rf"(\d\d?)([/.])(\d\d?)\2({YEAR})", _numeric),
        (rf"(?:{_NAME_OF_DAY},? (?:the )?)?(?P<day>{DAY})[- ]?(?:of )?(?P<month>{MONTH}){_OF_YEAR}", _calendar),
        (rf"(?P<day>{DAY})-(?P<month>{MONTH})-(?P<year>{YEAR}|\d\d)", _calendar),
        (rf"(?P<day>{DAY}) (?P<month>{MONTH}) (?P<year>\d\d)", _calendar),
        (rf"(?:{_NAME_OF_DAY},? )?(?P<month>{MONTH}) (?:the )?(?P<day>{DAY}){_OF_YEAR}", _calendar),
        (rf"{_RELATION}?(?P<month>{MONTH}){_OF_YEAR}", _calendar),
        (rf"(?P<year>{YEAR})(?:(?P<decade>(?<=0)s)|-(?P<to>{YEAR}|\d\d))?", _year),
        (r"(?P<day>\d{1,2})(?:st|nd|rd|th)", _day_of_month),
        (rf"(?:{TIME_OF_DAY} of )?{_RELATION}?(?P<weekday>{_NAME_OF_DAY})", _weekday),
        (rf"overnight|day before yesterday|yesterday|today|tonight|tomorrow|now|present|last night|this {TIME_OF_DAY}", _near),
        (r"(?P<relation>last|this|next|coming) (?P<unit>week|month|year|weekend)", _unit),
        (r"(?P<relation>)(?P<unit>week|month|year)", _unit),
        (r"weekend", _weekend),
        (rf"(?:past|last|previous|preceding) (?:(?P<number>{NUMBER}) |(?P<few>{FEW}) )?(?P<unit>{UNIT})s?", _last_units),
        (rf"(?P<few>recent) (?P<number>)(?P<unit>{UNIT})s", _last_units),
        (rf"(?P<more>(?:more than|over|just over|at least) )?(?:nearly |almost |some )?(?:(?P<number>{NUMBER})|(?P<few>{FEW})) (?P<unit>{UNIT})s? ago", _ago),
    )
)
