"""Other people's conventions for vague numbers, as a column of their own: what was measured is never changed."""

from __future__ import annotations

import math
import re

from extractor.output.export.choices import Convention
from extractor.output.export.columns import Column, Item
from schemas.common import Kind, Quantity

_UNITS = {"tens": 10, "dozens": 12, "hundreds": 100, "thousands": 1_000, "millions": 1_000_000}
"""ACLED, "FAQs: ACLED fatality methodology": 10 for "tens", 12 for "dozens", 100 for "hundreds", and so on."""
_VAGUE = re.compile(rf"\b({'|'.join(_UNITS)})(?: of ({'|'.join(_UNITS)}))?\Z", re.IGNORECASE)


def convention_columns(convention: Convention, kind: Kind) -> tuple[Column, ...]:
    """The columns that `convention` adds to the table of `kind`: none, where it says nothing about the kind."""
    if convention is Convention.bounds or "outcome" not in kind.record.model_fields:
        return ()
    about = (
        "Fatalities as ACLED codes them, not a measured number: the most conservative reading; tens 10, dozens 12, hundreds 100, and so on. "
        "Only for deaths that are asserted; empty where ACLED's published convention is silent."
    )
    return (Column("acled_fatalities", "integer", about, "figure", _acled_of),)


def acled_count(quantity: Quantity) -> int | None:
    """The one number that ACLED's published convention gives for a number phrase; None where it is silent.

    The most conservative number stated: the number itself, or the lower end of a range. "Up to 20" states no lower end.
    """
    match quantity.qualifier:
        case "exact" | "at_least" | "more_than" | "about":
            return quantity.value
        case "range":
            return quantity.low
        case "vague" if quantity.low is not None:
            found = _VAGUE.search(quantity.text)
            return math.prod(_UNITS[word.lower()] for word in found.groups() if word) if found else None
        case _:
            return None


def _acled_of(item: Item) -> int | None:
    record = item.record
    reported = getattr(record, "outcome", None) == "killed" and getattr(record, "status", None) == "asserted"
    return acled_count(record.quantity) if reported else None  # type: ignore[attr-defined]
