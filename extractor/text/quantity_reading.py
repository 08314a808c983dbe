"""From the parts of a number phrase to its reading: what every language shares."""

from __future__ import annotations

from typing import NamedTuple

from extractor.text.numerals import Amount
from schemas.common import Qualifier, Quantity


class Before(NamedTuple):
    """What stands before an amount: where its phrase begins, the qualifier, and an opening "between" or "from"."""

    start: int
    qualifier: Qualifier
    several: bool
    opener: str | None
    opener_start: int


_SHORT = 100
_WIDEST = 10
"""So many times its lower end is the upper end of a range whose thousands are written once."""


def shared_scale(first: Amount, second: Amount) -> int:
    """The value of the lower end: "1 to 2 million", "two or three hundred" and "4-5,000" name their scale once."""
    value, most = first.value or 0, second.value or 0
    if first.scale != 1:
        return value
    if second.scale == 1 and value < _SHORT and most % 1000 == 0 and 1000 * value < most <= _WIDEST * 1000 * value:
        return 1000 * value
    return value * second.scale if value * second.scale <= most else value


def read_quantity(text: str, start: int, end: int, first: Amount, second: Amount | None, before: Before, post: Qualifier) -> Quantity:
    """The quantity that [start, end) of `text` says: `first`, to `second` where it is a range, bounded by what stands before and behind."""
    low, high = shared_scale(first, second) if second else first.value or 0, second.value if second and second.value else first.value or 0
    qualifier = before.qualifier if before.qualifier not in ("exact", "about") or post == "exact" else post
    value = None if second else low
    least: int | None = low
    most: int | None = high
    if first.vague or before.several:
        value, most = None, None
        least = None if qualifier in ("at_most", "less_than") else low * (2 if before.several else 1)
        qualifier = "vague"
    elif second and qualifier in ("exact", "about"):
        qualifier = "range"
    elif qualifier in ("at_least", "more_than"):
        least, most = low + (qualifier == "more_than"), None
    elif qualifier in ("at_most", "less_than"):
        least, most = None, high - (qualifier == "less_than")
    elif qualifier == "about":
        least = most = None
    return Quantity(start=start, end=end, text=text[start:end], value=value, low=least, high=most, qualifier=qualifier)
