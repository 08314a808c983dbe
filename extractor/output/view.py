"""What people see of a record: its words, what was read in them, its fields, and the places where it stands.

Nothing here knows a kind: fields are shown by what they hold, so a new kind shows without a change.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, get_origin

from schemas.common import Quantity, Record, Source, Span, Speaker, When

PASSAGES = ("evidence", "parts")
"""Fields that hold the words a record stands on."""
_OWN_PLACE = {*Record.model_fields, *PASSAGES, "kind", "quantity", "status", "part_of"}


@dataclass(frozen=True)
class Mark:
    """Where one field of a record stands in the article's text, in code points."""

    start: int
    end: int
    role: str


@dataclass(frozen=True)
class View:
    """One record, ready for people."""

    record: Record
    depth: int
    """How many figures it is part of, one within the other."""
    words: str
    """The number phrase, or the quoted words."""
    reading: str
    """What was measured: "826 or more", "40 to 50"; empty where there is no quantity."""
    status: str
    """asserted, denied, projected or conditional; empty for kinds without."""
    choices: tuple[tuple[str, str], ...]
    """Fields with a short list of values: name and value."""
    fields: tuple[tuple[str, str], ...]
    """Fields with words of the article: name and words. Nulls are left out."""
    whole: str
    """The words of the figure that this one is part of, or empty."""
    evidence: str
    """The sentence it stands on; empty where the words are all."""
    marks: tuple[Mark, ...]


def views(records: Sequence[Record]) -> list[View]:
    """Views of one article's records, each figure followed by its parts."""
    words = {record.id: _words(record) for record in records}
    return [_view(record, depth, words) for record, depth in _tree(records)]


def bounds(quantity: Quantity) -> str:
    """`826 or more`, `40 to 50`, `299 or fewer`, `about 300`; `not measured` where nothing is known."""
    low, high = quantity.low, quantity.high
    if low is not None and high is not None:
        return f"{low:,}" if low == high else f"{low:,} to {high:,}"
    if low is not None:
        return f"{low:,} or more"
    if high is not None:
        return f"{high:,} or fewer"
    return f"about {quantity.value:,}" if quantity.value is not None else "not measured"


def _words(record: Record) -> str:
    quantity, parts = getattr(record, "quantity", None), getattr(record, "parts", ())
    return quantity.text if quantity else " […] ".join(part.text for part in parts) or record.id


def _view(record: Record, depth: int, words: Mapping[str, str]) -> View:
    quantity, evidence, whole = (getattr(record, name, None) for name in ("quantity", "evidence", "part_of"))
    choices: list[tuple[str, str]] = []
    fields: list[tuple[str, str]] = []
    for name, info in type(record).model_fields.items():
        value = getattr(record, name)
        if name in _OWN_PLACE or value is None or value == ():
            continue
        (choices if get_origin(info.annotation) is Literal else fields).append((name.replace("_", " "), _text(value)))
    marks = tuple(Mark(span.start, span.end, role) for name in type(record).model_fields for role, span in _spans(name, getattr(record, name)))
    return View(
        record=record,
        depth=depth,
        words=words[record.id],
        reading=bounds(quantity) if quantity else "",
        status=getattr(record, "status", ""),
        choices=tuple(choices),
        fields=tuple(fields),
        whole=words.get(whole, whole) if whole else "",
        evidence=evidence.text if evidence else "",
        marks=marks,
    )


def _text(value: Any) -> str:
    match value:
        case Span():
            return value.text
        case When():
            return f"{value.mention.text} ({_days(value)})"
        case Speaker() | Source():
            named = value.mention.text if value.mention.text == value.name else f"{value.name} (“{value.mention.text}”)"
            role = value.role if isinstance(value, Speaker) else None
            return f"{named}, {role.text}" if role else named
        case tuple():
            return "; ".join(_text(item) for item in value)
        case _:
            return str(value)


def _days(when: When) -> str:
    start, end = (day.isoformat() if day else None for day in (when.start_date, when.end_date))
    if start == end:
        return start or "days unknown"
    return f"{start} to {end}" if start and end else f"from {start}" if start else f"up to {end}"


def _spans(name: str, value: Any) -> Iterator[tuple[str, Span]]:
    if isinstance(value, Span):
        yield name, value
    elif isinstance(value, tuple):
        for item in value:
            yield from _spans(name, item)
    elif isinstance(value, Source | Speaker | When):
        for inner, part in value:
            yield from _spans(name if inner == "mention" else inner, part)


def _tree(records: Iterable[Record]) -> Iterator[tuple[Record, int]]:
    """Records in their order, but each followed by its parts; a ring of parts is broken at its first."""
    records = list(records)
    known = {record.id for record in records}
    parts: dict[str | None, list[Record]] = defaultdict(list)
    for record in records:
        whole = getattr(record, "part_of", None)
        parts[whole if whole in known and whole != record.id else None].append(record)
    shown: set[int] = set()
    for root in [*parts[None], *records]:
        stack = [(root, 0)]
        while stack:
            record, depth = stack.pop()
            if id(record) not in shown:
                shown.add(id(record))
                yield record, depth
                stack.extend((part, depth + 1) for part in reversed(parts.get(record.id, ())))
