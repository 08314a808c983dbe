"""Articles from files, folders, globs and standard input, one by one, each read only when its turn comes.

Here lives what turns input into articles, one module a format; memory does not grow with the input. Never what is done with an article.
"""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from extractor.run.readers.counting import count
from extractor.run.readers.files import read_file
from extractor.run.readers.find import STDIN, SUFFIXES, Found, check, find, printable
from extractor.run.readers.ids import InMemory, Seen, with_own_ids
from extractor.run.readers.items import Item, ReadOptions, Unreadable

__all__ = ["STDIN", "SUFFIXES", "Item", "ReadOptions", "Seen", "Unreadable", "count", "printable", "read", "warn_of"]

_log = logging.getLogger(__name__)


def read(inputs: Sequence[str], options: ReadOptions | None = None, seen: Seen | None = None, others: Counter[str] | None = None) -> Iterator[Item]:
    """The articles of `inputs` (files, folders, globs, "-"), each with an id of its own.

    The order is that of `inputs`; in a folder its files by name, then its folders by name; in a file that of its rows. It is the same on every run.

    Args:
        seen: remembers the ids given out; by default in memory, which grows with the input.
        others: counts by suffix the files of folders and globs that are not read; by default they are warned of at the end.

    Raises:
        UsageError: an input names nothing, or nothing that can be read.
    """
    for item in inputs:
        check(item)
    return with_own_ids(_items(inputs, options or ReadOptions(), others), InMemory() if seen is None else seen)


def warn_of(others: Counter[str]) -> None:
    """Say how many files of which suffixes were not read, if any."""
    if others:
        counts = ", ".join(f"{count:,} {suffix or 'without a suffix'}" for suffix, count in others.most_common())
        _log.warning("Files of other formats were passed over: %s", counts)


def _items(inputs: Sequence[str], options: ReadOptions, others: Counter[str] | None) -> Iterator[tuple[Item, Iterable[str]]]:
    """Each item, and for an article that is a whole file the names that tell it from its namesakes."""
    passed = Counter[str]() if others is None else others
    for found in (found for item in inputs for found in find(item, passed)):
        if isinstance(found, Found):
            for item in read_file(found, options):
                yield item, found.longer_names if item.source == found.source else ()
        else:
            yield found, ()
    if others is None:
        warn_of(passed)
