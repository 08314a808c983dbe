"""Articles from files, folders, globs and standard input, one by one, each read only when its turn comes.

Here lives what turns input into articles, one module a format; memory does not grow with the input. Never what is done with an article.
"""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Iterator, Sequence

from extractor.run.readers.counting import count
from extractor.run.readers.files import read_file
from extractor.run.readers.find import STDIN, SUFFIXES, Found, check, find, printable
from extractor.run.readers.ids import InMemory, Seen, with_own_ids
from extractor.run.readers.items import Item, ReadOptions, Unreadable

__all__ = ["STDIN", "SUFFIXES", "Item", "ReadOptions", "Seen", "Unreadable", "count", "printable", "read"]

_log = logging.getLogger(__name__)


def read(inputs: Sequence[str], options: ReadOptions | None = None, seen: Seen | None = None) -> Iterator[Item]:
    """The articles of `inputs` (files, folders, globs, "-"), each with an id of its own.

    The order is that of `inputs`; in a folder its files by name, then its folders by name; in a file that of its rows. It is the same on every run.

    Args:
        seen: remembers the ids given out; by default in memory, which grows with the input.

    Raises:
        UsageError: an input names nothing, or nothing that can be read.
    """
    for item in inputs:
        check(item)
    return with_own_ids(_items(inputs, options or ReadOptions()), InMemory() if seen is None else seen)


def _items(inputs: Sequence[str], options: ReadOptions) -> Iterator[tuple[Item, str | None]]:
    """Each item, and for an article that is a whole file the path that tells it from its namesakes."""
    others: Counter[str] = Counter()
    for found in (found for item in inputs for found in find(item, others)):
        if isinstance(found, Found):
            for item in read_file(found, options):
                yield item, found.source if item.source == found.source else None
        else:
            yield found, None
    if others:
        suffixes = ", ".join(f"{count:,} {suffix or 'without a suffix'}" for suffix, count in others.most_common())
        _log.warning("Files of other formats were passed over: %s", suffixes)
