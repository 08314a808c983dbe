"""The files of a run beside articles.jsonl, and how to read back what of them is committed.

An article's line in articles.jsonl is its commit mark: it says from where to where its own lines stand in each of the other files.
What no such line covers does not count: it is what a killed process left behind.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from types import TracebackType
from typing import IO, Any, Self, TypeVar
from zlib import crc32

from pydantic import ValidationError

from extractor.article import Article
from extractor.pipeline import Extraction
from schemas import parse_record
from schemas.common import Model
from schemas.files import ArticleResult, Rejection, Review, Run

M = TypeVar("M", bound=Model)

RUN, ARTICLES = "run.json", "articles.jsonl"
_YOUNG = 64 * 1024 * 1024
"""Bytes at the end of a file that a power cut may have spoilt: far more than is written between two waits for the disk."""

_TOLD = 3
"""Places of damage that are named."""


@dataclass(frozen=True)
class Part:
    """One file of a run: what of an article goes in there."""

    name: str
    of: Callable[[Extraction], Iterable[Model | Mapping[str, Any]]]

    @property
    def file(self) -> str:
        return f"{self.name}.jsonl"


TEXTS = Part("texts", lambda extraction: ({"article_id": extraction.article.id, "text": extraction.article.text},))
RECORDS = Part("records", lambda extraction: extraction.records)
REJECTIONS = Part("rejections", lambda extraction: extraction.rejections)
REVIEW = Part("review", lambda extraction: extraction.review or ())
PARTS = (TEXTS, RECORDS, REJECTIONS, REVIEW)
"""All files beside articles.jsonl, in the order in which they are written. A new one is added here, and read in `extraction_of`."""
FILES = (ARTICLES, *(part.file for part in PARTS), RUN)
"""All that a run keeps; in the order in which they are taken away, so that what is left always says what made it."""

_NOTHING: Mapping[str, int] = dict.fromkeys((*(part.file for part in PARTS), ARTICLES), 0)
"""Where all files begin."""


class DamagedError(ValueError):
    """Lines of a run's file that are not as they were written; the message says which."""


def load_run(folder: Path) -> Run | None:
    """What run.json says; None if it is damaged, or if a version of this program wrote it that kept no journal."""
    try:
        run = Run.model_validate_json((folder / RUN).read_bytes())
    except ValueError:
        return None
    return run if run.settings_sha256 else None


def lines_of(extraction: Extraction | None) -> dict[str, bytes]:
    """An article's lines in each file, by part; none for one that failed."""
    return {part.name: b"".join(map(to_line, part.of(extraction))) if extraction else b"" for part in PARTS}


def to_line(value: Model | Mapping[str, Any]) -> bytes:
    """One line of JSON. Lone surrogates, which UTF-8 can't hold, are escaped."""
    try:
        line = value.model_dump_json() if isinstance(value, Model) else json.dumps(value, ensure_ascii=False)
        return line.encode() + b"\n"
    except ValueError:
        data = value.model_dump() if isinstance(value, Model) else value
        return json.dumps(data, default=str).encode() + b"\n"


def from_line(model: type[M], line: bytes) -> M:
    """What `to_line` wrote.

    Raises:
        ValueError: it is none.
    """
    try:
        return model.model_validate_json(line)
    except ValidationError:
        return model.model_validate(json.loads(line))  # takes lone surrogates


def extraction_of(result: ArticleResult, article: Article, lines: Mapping[str, bytes]) -> Extraction:
    """What `lines_of` made the lines of; `article` has the text and date that it was extracted from. At no cost."""
    records = tuple(parse_record(json.loads(line)) for line in _split(lines[RECORDS.name]))
    rejections = tuple(from_line(Rejection, line) for line in _split(lines[REJECTIONS.name]))
    review = tuple(from_line(Review, line) for line in _split(lines[REVIEW.name]))
    return Extraction(article, records, rejections, result.skipped, review=None if result.cross_check is None else review)


def _split(lines: bytes) -> list[bytes]:
    return lines.split(b"\n")[:-1]


@dataclass
class Damage:
    """A line of articles.jsonl that can't be read, or whose article's lines in the other files are not as they were written; sound ones stand behind it."""

    line: int
    """Counted from 1."""
    result: ArticleResult | None
    """What the line says, if it can be read."""
    spoilt: frozenset[str]
    """Names of the files."""
    since: Mapping[str, int]
    """Where in each file the sound article before ends, in bytes."""
    until: Mapping[str, int] | None = None
    """Where the next sound one begins, once that is found."""

    def __str__(self) -> str:
        of = "" if self.result is None else f" ({self.result.article_id})"
        return f"{ARTICLES} line {self.line}{of}" if ARTICLES in self.spoilt else f"{', '.join(sorted(self.spoilt))} at byte {self._first:,}{of}"

    @property
    def _first(self) -> int:
        return min(self.since[name] for name in self.spoilt)


def told(damage: Sequence[Damage]) -> str:
    """What is damaged, on one line: the first places of many."""
    more = f"; and {len(damage) - _TOLD:,} more" if len(damage) > _TOLD else ""
    return "; ".join(map(str, damage[:_TOLD])) + more


class Committed:
    """Reads a run's files, and only what is committed. A run that is still going on may be read: it is seen as it was at opening.

    Args:
        whole: check all lines against their checksums at once, and not only those that a power cut may have spoilt.
    """

    def __init__(self, folder: Path, *, whole: bool = False) -> None:
        self._open = ExitStack()
        self._articles = self._reading(folder / ARTICLES)
        self.end = _size(self._articles)
        """Bytes of articles.jsonl to read. Measured first: whatever its lines cover is written already."""
        self._files = {part.name: self._reading(folder / part.file) for part in PARTS}
        self._whole = whole
        self.ends = _NOTHING
        """Where in each file the article that `results` gave last ends, in bytes."""
        self.damage: list[Damage] = []
        """What `results` left out so far."""

    def results(self) -> Iterator[tuple[int, ArticleResult]]:
        """Committed lines of articles.jsonl in order, each with its offset; none of what a killed process or a power cut left torn at the end.

        Damage further up is left out alone, and noted in `damage`.
        """
        if self._articles is None:
            return
        self.ends, self.damage = _NOTHING, []
        at, ends, spoilt = 0, _NOTHING, set[str]()
        found: list[Damage] = []
        waiting: list[tuple[int, ArticleResult, Mapping[str, int]]] = []
        """Sound, but what is spoilt before may still be a torn end: some of it has no lines in the files that are."""
        for number in count(1):
            if at >= self.end:
                return
            self._articles.seek(at)
            line = self._articles.readline()
            result = _result(line)
            faults = {ARTICLES} if result is None else self._faults(result, ends)
            after = at + len(line)
            if result is not None and not faults:
                starts = {f"{name}.jsonl": start for name, (start, _, _) in result.journal.items()} | {ARTICLES: at}
                for damage in (damage for damage in found if damage.until is None):
                    damage.until = starts
                ends = {**ends, **{f"{name}.jsonl": end for name, (_, end, _) in result.journal.items()}, ARTICLES: after}
                waiting.append((at, result, ends))
                spoilt -= {ARTICLES, *(f"{name}.jsonl" for name, (start, end, _) in result.journal.items() if start < end)}
            elif line.strip():
                found.append(Damage(number, result, frozenset(faults), ends))
                spoilt |= faults
            if not spoilt and waiting:
                self.damage += found
                for offset, sound, self.ends in waiting:
                    yield offset, sound
                found, waiting = [], []
            at = after

    def result(self, at: int) -> ArticleResult:
        """The line of articles.jsonl at offset `at`."""
        assert self._articles is not None
        self._articles.seek(at)
        return from_line(ArticleResult, self._articles.readline())

    def lines(self, part: Part, result: ArticleResult) -> list[bytes]:
        """The article's lines in one of the files.

        Raises:
            DamagedError: they are not as they were written.
        """
        return _split(self._slice(part, result))

    def _slice(self, part: Part, result: ArticleResult) -> bytes:
        start, end, checksum = result.journal.get(part.name, (0, 0, 0))
        file = self._files[part.name]
        if file is None or start == end:
            return b""
        file.seek(start)
        lines = file.read(end - start)
        if crc32(lines) != checksum:
            raise DamagedError(f"{part.file} at byte {start:,} ({result.article_id})")
        return lines

    def extraction(self, result: ArticleResult, article: Article) -> Extraction:
        """What was extracted for `result`, whose text and date `article` has; at no cost.

        Raises:
            DamagedError: see `lines`.
        """
        return extraction_of(result, article, {part.name: self._slice(part, result) for part in PARTS if part is not TEXTS})

    def close(self) -> None:
        self._open.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def _reading(self, path: Path) -> IO[bytes] | None:
        return self._open.enter_context(path.open("rb")) if path.is_file() else None

    def _faults(self, result: ArticleResult, ends: Mapping[str, int]) -> set[str]:
        """The files in which the article's lines are not there, or not as written, behind `ends`: a power cut may leave less, or anything else.

        What is far from the end of its file has been on the disk for long, and is not read for this.
        """
        faults = set() if result.journal else {ARTICLES}
        for name, (start, end, checksum) in result.journal.items():
            file, size = self._files.get(name), _size(self._files.get(name))
            there = ends.get(f"{name}.jsonl", 0) <= start <= end <= size
            looked_at = self._whole or end > size - _YOUNG
            if file is None or not there or (looked_at and crc32(os.pread(file.fileno(), end - start, start)) != checksum):
                faults.add(f"{name}.jsonl")
        return faults


def _result(line: bytes) -> ArticleResult | None:
    if not line.endswith(b"\n"):
        return None
    try:
        return from_line(ArticleResult, line)
    except ValueError:
        return None


def _size(file: IO[bytes] | None) -> int:
    return os.fstat(file.fileno()).st_size if file else 0
