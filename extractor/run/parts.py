"""The files of a run beside articles.jsonl, and how to read back what of them is committed.

An article's line in articles.jsonl is its commit mark: it says from where to where its own lines stand in each of the other files.
What no such line covers does not count: it is what a killed process left behind.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass
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


class Committed:
    """Reads a run's files, and only what is committed. A run that is still going on may be read: it is seen as it was at opening."""

    def __init__(self, folder: Path) -> None:
        self._open = ExitStack()
        self._articles = self._reading(folder / ARTICLES)
        self.end = _size(self._articles)
        """Bytes of articles.jsonl to read. Measured first: whatever its lines cover is written already."""
        self._files = {part.name: self._reading(folder / part.file) for part in PARTS}
        self.ends = dict.fromkeys((*(part.file for part in PARTS), ARTICLES), 0)
        """Where in each file the article that `results` gave last ends, in bytes."""

    def results(self) -> Iterator[tuple[int, ArticleResult]]:
        """Committed lines of articles.jsonl in order, each with its offset; up to the first that is torn, or not covered by the other files."""
        if self._articles is None:
            return
        self.ends = dict.fromkeys(self.ends, 0)
        while (at := self.ends[ARTICLES]) < self.end:
            self._articles.seek(at)
            line = self._articles.readline()
            result = _result(line)
            if result is None or not self._covers(result):
                return
            self.ends |= {f"{name}.jsonl": end for name, (_, end, _) in result.journal.items()}
            self.ends[ARTICLES] += len(line)
            yield at, result

    def result(self, at: int) -> ArticleResult:
        """The line of articles.jsonl at offset `at`."""
        assert self._articles is not None
        self._articles.seek(at)
        return from_line(ArticleResult, self._articles.readline())

    def lines(self, part: Part, result: ArticleResult) -> list[bytes]:
        """The article's lines in one of the files."""
        return _split(self._slice(part, result))

    def _slice(self, part: Part, result: ArticleResult) -> bytes:
        start, end, _ = result.journal.get(part.name, (0, 0, 0))
        file = self._files[part.name]
        if file is None or start == end:
            return b""
        file.seek(start)
        return file.read(end - start)

    def extraction(self, result: ArticleResult, article: Article) -> Extraction:
        """What was extracted for `result`, whose text and date `article` has; at no cost."""
        return extraction_of(result, article, {part.name: self._slice(part, result) for part in PARTS if part is not TEXTS})

    def close(self) -> None:
        self._open.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def _reading(self, path: Path) -> IO[bytes] | None:
        return self._open.enter_context(path.open("rb")) if path.is_file() else None

    def _covers(self, result: ArticleResult) -> bool:
        """Whether the article's lines are there, right behind those of the article before: a power cut may leave less, or anything else.

        What is far from the end of its file has been on the disk for long, and is not read for this.
        """
        if not result.journal:
            return False
        for name, (start, end, checksum) in result.journal.items():
            file = self._files.get(name)
            if file is None or start != self.ends[f"{name}.jsonl"] or end < start:
                return False
            if end > _size(file) - _YOUNG and crc32(os.pread(file.fileno(), end - start, start)) != checksum:
                return False
        return True


def _result(line: bytes) -> ArticleResult | None:
    if not line.endswith(b"\n"):
        return None
    try:
        return from_line(ArticleResult, line)
    except ValueError:
        return None


def _size(file: IO[bytes] | None) -> int:
    return os.fstat(file.fileno()).st_size if file else 0
