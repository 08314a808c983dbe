"""Ids that stay: the same article and the same words give the same id; and records of the same text, addressed to another article."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import TypeGuard

from schemas import KINDS
from schemas.common import Figure, Record, Span
from schemas.quote import Quote


def record_id(article_id: str, kind: str, choices: Iterable[object], words: Iterable[tuple[int, int, str]]) -> str:
    """The id of a record of `kind` that stands on `words` (start, end, text); `choices` are those that tell records on the same words apart."""
    stretches = [f"{start}-{end}:{text}" for start, end, text in words]
    digest = hashlib.sha256("\x1f".join([article_id, kind, *map(str, choices), *stretches]).encode("utf-8", "surrogatepass"))
    return f"{kind}-{digest.hexdigest()[:16]}"


def main_spans(record: Record) -> tuple[Span, ...]:
    """The words that a record is known by: its number phrase, or its quoted parts."""
    if is_figure(record):
        return (record.quantity,)
    return record.parts if isinstance(record, Quote) else ()


def is_figure(record: Record) -> TypeGuard[Figure]:
    """`isinstance(record, Figure)`, which asks anew for each record, much faster."""
    return _of_figures(type(record))


@cache
def _of_figures(record: type[Record]) -> bool:
    return issubclass(record, Figure)


def in_reading_order(records: Iterable[Record]) -> tuple[Record, ...]:
    """By where their main words start; those that start together by id."""
    return tuple(sorted(records, key=_place))


def _place(record: Record) -> tuple[int, str]:
    spans = main_spans(record)
    return spans[0].start if spans else 0, record.id


def readdress(records: Sequence[Record], article_id: str) -> tuple[Record, ...]:
    """`records` as another article with the very same text and date has them: with its id, and ids of their own."""
    new = new_ids(records, article_id)
    return in_reading_order(addressed(record, article_id, new) for record in records)


def new_ids(records: Iterable[Record], article_id: str) -> dict[str, str]:
    """The ids of `records`, each with the one that it would have in another article."""
    return {record.id: _new_id(record, article_id) for record in records}


def _new_id(record: Record, article_id: str) -> str:
    choices = [getattr(record, name) for name in KINDS[record.kind].distinct]
    return record_id(article_id, record.kind, choices, [(span.start, span.end, span.text) for span in main_spans(record)])


def addressed(record: Record, article_id: str, new: Mapping[str, str]) -> Record:
    """`record` with the ids that `new` gives it and the figure that it is part of; part of none, if that is not known."""
    linked = {"part_of": new.get(record.part_of)} if is_figure(record) and record.part_of else {}
    return record.model_copy(update={"id": new[record.id], "article_id": article_id, **linked})
