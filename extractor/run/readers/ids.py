"""No two articles of a run share an id: what is remembered for that, and what happens to the second."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import chain, count
from typing import Protocol

from extractor.errors import ArticleInputError
from extractor.run.readers.items import Item, Unreadable


class Seen(Protocol):
    """Remembers the ids that one reading gave out."""

    def add(self, article_id: str, /) -> bool:
        """Whether `article_id` is new; the next time it is not."""
        ...


class InMemory:
    """Ids in a set: simple, and grows with them."""

    def __init__(self) -> None:
        self._ids: set[str] = set()

    def add(self, article_id: str, /) -> bool:
        before = len(self._ids)
        self._ids.add(article_id)
        return len(self._ids) > before


def with_own_ids(items: Iterable[tuple[Item, Iterable[str]]], seen: Seen) -> Iterator[Item]:
    """Items whose ids differ. Files of one name go by longer names; rows that share an id are refused."""
    for item, names in items:
        if seen.add(item.id):
            yield item
        elif name := next((name for name in names if seen.add(name)), None):
            yield replace(item, id=name)
        else:
            yield _refused(item, seen)


def _refused(item: Item, seen: Seen) -> Unreadable:
    taken = ArticleInputError(f"another article has the id {item.id!r}; ids must differ: another field may hold better ones (--id-field)")
    error = item.error if isinstance(item, Unreadable) else taken
    own = f"{item.id} ({(item.source or '').rpartition('/')[2]})"
    numbered = chain([own], (f"{own} {number}" for number in count(2)))  # a file may be named many times
    return Unreadable(next(name for name in numbered if seen.add(name)), item.source or "", error)
