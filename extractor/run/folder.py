"""A run's folder: who writes it, and who reads it. Each file is described by a model in schemas/files.py."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import IO, Any, Self

from extractor.errors import UsageError
from extractor.pipeline import Extraction
from schemas import parse_record
from schemas.common import Model, Record
from schemas.files import ArticleResult, Rejection, Review, Run

RUN, ARTICLES, RECORDS, REJECTIONS, TEXTS = "run.json", "articles.jsonl", "records.jsonl", "rejections.jsonl", "texts.jsonl"
REVIEW = "review.jsonl"


class RunWriter:
    """Writes a run's folder, article by article: texts, records and rejections first, the article's own line last.

    Raises:
        UsageError: the folder holds a run already (unless `fresh`), or can't be written.
    """

    def __init__(self, path: Path, *, fresh: bool = False) -> None:
        self.path = path
        if (path / RUN).exists() and not fresh:
            raise UsageError(f"{path} holds a run already: choose another folder with -o, or replace it with --fresh")
        try:
            path.mkdir(parents=True, exist_ok=True)
            if fresh:
                _clear(path)
            self._files: dict[str, IO[str]] = {
                name: (path / name).open("w", encoding="utf-8", errors="surrogatepass", newline="\n") for name in (TEXTS, RECORDS, REJECTIONS, REVIEW, ARTICLES)
            }
        except OSError as error:
            raise UsageError(f"{path}: can't write there: {error.strerror}") from error

    def add(self, result: ArticleResult, extraction: Extraction | None) -> None:
        """Write one article. What is flushed here survives a crash."""
        if extraction is not None:
            self._line(TEXTS, {"article_id": result.article_id, "text": extraction.article.text})
            for record in extraction.records:
                self._line(RECORDS, record)
            for rejection in extraction.rejections:
                self._line(REJECTIONS, rejection)
            for figure in extraction.review or ():
                self._line(REVIEW, figure)
        self._line(ARTICLES, result)
        for file in self._files.values():
            file.flush()

    def write_run(self, run: Run) -> None:
        """Replace run.json as a whole, so that it is never half a file."""
        new = self.path / f"{RUN}.new"
        new.write_text(run.model_dump_json(indent=2) + "\n", encoding="utf-8")
        new.replace(self.path / RUN)

    def _line(self, name: str, value: Model | dict[str, Any]) -> None:
        line = value.model_dump_json() if isinstance(value, Model) else json.dumps(value, ensure_ascii=False)
        self._files[name].write(line + "\n")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        for file in self._files.values():
            file.close()


def _clear(path: Path) -> None:
    """Take away an earlier run's files, and nothing else."""
    for name in (RUN, ARTICLES, RECORDS, REJECTIONS, REVIEW, TEXTS, "report.html"):
        (path / name).unlink(missing_ok=True)
    shutil.rmtree(path / "report", ignore_errors=True)


class RunFolder:
    """Reads a run's folder.

    Raises:
        UsageError: `path` holds no run.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        if not (path / RUN).is_file():
            raise UsageError(f"{path}: no run here (no {RUN}); make one with: extractor run INPUT -o {path}")

    def run(self) -> Run:
        return Run.model_validate_json((self.path / RUN).read_bytes())

    def articles(self) -> Iterator[ArticleResult]:
        return (ArticleResult.model_validate_json(line) for line in self._lines(ARTICLES))

    def records(self) -> Iterator[Record]:
        return (parse_record(json.loads(line)) for line in self._lines(RECORDS))

    def rejections(self) -> Iterator[Rejection]:
        return (Rejection.model_validate_json(line) for line in self._lines(REJECTIONS))

    def review(self) -> Iterator[Review]:
        return (Review.model_validate_json(line) for line in self._lines(REVIEW))

    def text(self, article_id: str) -> str | None:
        """The article's text as it was extracted; None for an article that failed."""
        at = self._text_offsets.get(article_id)
        if at is None:
            return None
        with (self.path / TEXTS).open("rb") as file:
            file.seek(at)
            return str(json.loads(file.readline())["text"])

    @cached_property
    def _text_offsets(self) -> dict[str, int]:
        offsets: dict[str, int] = {}
        at = 0
        for line in self._lines(TEXTS):
            offsets[str(json.loads(line)["article_id"])] = at
            at += len(line)
        return offsets

    def _lines(self, name: str) -> Iterator[bytes]:
        path = self.path / name
        if path.is_file():
            with path.open("rb") as file:
                yield from (line for line in file if line.strip())
