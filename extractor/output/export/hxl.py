"""HXL 1.1: which hashtag each column bears, and columns of counted people that HXL tools can use as they are.

Hashtags and attributes are those of the HXL 1.1 hashtag dictionary (hxlstandard.org); the few attributes of our own are in `OWN_ATTRIBUTES`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from extractor.output.export.columns import Cell, Column, Item
from schemas.common import Kind

OWN_ATTRIBUTES = frozenset("missing returnees value low high acled evidence victims publisher qualifier status title".split())
"""Attributes that the standard's dictionary lacks; it lets publishers add their own."""

TAGS: Mapping[str, str] = {
    "record_id": "#meta+id",
    "title": "#meta+title",
    "publisher": "#meta+source+publisher",
    "url": "#meta+url",
    "published": "#date+reported",
    "quantity": "#indicator+text",
    "value": "#indicator+num+value",
    "low": "#indicator+num+low",
    "high": "#indicator+num+high",
    "qualifier": "#meta+qualifier",
    "acled_fatalities": "#indicator+num+acled",
    "status": "#meta+status",
    "outcome": "#impact+type",
    "term": "#impact+type",
    "source_chain": "#meta+source",
    "start_date": "#date+start",
    "end_date": "#date+end",
    "evidence": "#description+evidence",
    "victims": "#description+victims",
    "group": "#description+victims",
    "where": "#loc+name",
    "origin": "#loc+name+origin",
    "destination": "#loc+name+dest",
    "cause": "#cause+name",
    "killed": "#affected+killed",
    "injured": "#affected+injured",
    "missing": "#affected+missing",
    "displaced_people": "#affected+displaced+ind",
    "displaced_households": "#affected+displaced+hh",
    "returned_people": "#affected+returnees+ind",
    "returned_households": "#affected+returnees+hh",
}


@dataclass(frozen=True)
class _Counted:
    """A column of people or households: the number, where the record's choices are those named."""

    name: str
    choices: Mapping[str, tuple[str, ...]]


_UPPER = ("at_most", "less_than")
"""Qualifiers of a number that is only known not to be passed."""
_GONE = ("displaced", "fled", "evacuated", "relocated", "sheltered", "homeless")
_COUNTED = (
    _Counted("killed", {"outcome": ("killed",)}),
    _Counted("injured", {"outcome": ("injured",)}),
    _Counted("missing", {"outcome": ("missing",)}),
    _Counted("displaced_people", {"unit": ("person",), "term": _GONE}),
    _Counted("displaced_households", {"unit": ("household",), "term": _GONE}),
    _Counted("returned_people", {"unit": ("person",), "term": ("returned",)}),
    _Counted("returned_households", {"unit": ("household",), "term": ("returned",)}),
)


def tag_of(column: str) -> str:
    """The hashtag of a column; empty for those without, which HXL tools pass over."""
    return TAGS.get(column, "")


def fits(kind: Kind) -> bool:
    """Whether HXL has a place for a kind: figures only."""
    return "quantity" in kind.record.model_fields


def counted_columns(kind: Kind) -> tuple[Column, ...]:
    """Columns of people killed, injured, displaced, ...: filled where the figure is asserted and states one number that is no upper bound."""
    fields = kind.record.model_fields
    about = (
        "The number stated, where the figure is asserted and states one; of “at least 40” that is 40. "
        "Upper bounds (“up to 20”), ranges and vague numbers stand in low and high only."
    )
    return tuple(Column(counted.name, "integer", about, "figure", _reader(counted)) for counted in _COUNTED if counted.choices.keys() <= fields.keys())


def _reader(counted: _Counted) -> Callable[[Item], Cell]:
    def read(item: Item) -> Cell:
        record: Any = item.record
        chosen = all(getattr(record, field) in values for field, values in counted.choices.items())
        counts = chosen and getattr(record, "status", "asserted") == "asserted" and record.quantity.qualifier not in _UPPER
        return record.quantity.value if counts else None

    return read
