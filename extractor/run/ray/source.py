"""The queue as Ray reads it: the local engine's own readers in one task, so that ids, order and refusals are the same; cut into small units of work."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import chdir
from dataclasses import dataclass
from pathlib import Path

from extractor.article import Article
from extractor.errors import ExtractorError
from extractor.run.index import Index, SeenOnDisk, text_key
from extractor.run.parts import Committed
from extractor.run.ray.unit import Unit
from extractor.run.readers import Item, ReadOptions, read

UNIT = 16
"""Articles in one unit: what comes home together, and is done again if its actor dies."""
UNIT_CHARACTERS = 200_000
"""Code points after which a unit ends even if it has fewer articles."""


@dataclass(frozen=True)
class Source:
    """What to read, and what of it is settled already. All paths are those of the machine that the run is started on."""

    inputs: tuple[str, ...]
    options: ReadOptions
    folder: Path
    """The run's folder."""
    end: int = 0
    """Bytes of its articles.jsonl that count: a reader that is started again must give the same units again, whatever was written since."""
    retry_failed: bool = False
    directory: Path = Path()
    """What relative paths are relative to."""

    def units(self) -> Iterator[Unit]:
        """All units in order; the last one is empty, or says why it came to an end before."""
        known, others = self._known(), Counter[str]()
        try:
            with chdir(self.directory):
                yield from _units(read(self.inputs, self.options, SeenOnDisk(), others), known, others)
        except ExtractorError as error:
            yield Unit(-1, error=str(error))
        finally:
            known.close()

    def _known(self) -> Index:
        index = Index()
        with Committed(self.folder) as committed:
            for at, result in committed.results():
                if at >= self.end:
                    break
                index.add_earlier(at, result, lasting=not self.retry_failed)
        return index


def _units(items: Iterable[Item], known: Index, others: Counter[str]) -> Iterator[Unit]:
    number = passed = size = 0
    taken: list[Item] = []
    twins: list[Article] = []
    for item in items:
        key = text_key(item)
        known.met(item)
        if known.is_settled(item):
            passed += 1
        elif isinstance(item, Article) and known.text(key) is not None:
            twins.append(item)
            size += len(item.text)
        else:
            taken.append(item)
            if isinstance(item, Article):
                known.add_text(key, 0)
                size += len(item.text)
        if len(taken) + len(twins) >= UNIT or size >= UNIT_CHARACTERS or passed >= 1000:
            yield Unit(number, tuple(taken), tuple(twins), passed)
            number, passed, size, taken, twins = number + 1, 0, 0, [], []
    if taken or twins or passed:
        yield Unit(number, tuple(taken), tuple(twins), passed)
        number += 1
    yield Unit(number, last=True, others=others, gone=tuple(known.gone()))
