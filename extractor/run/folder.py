"""Reads a run's folder: only what is committed, and of an article that was tried again only what came last."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path

from extractor.errors import UsageError
from extractor.run.batch.state import has_job
from extractor.run.parts import ARTICLES, RECORDS, REJECTIONS, REVIEW, RUN, TEXTS, Committed, from_line, load_run
from schemas import parse_record
from schemas.common import Record
from schemas.files import ArticleResult, Rejection, Review, Run


class RunFolder:
    """A run's folder as it is now; a run may be going on there.

    Raises:
        UsageError: `path` holds no run, or one of another version of extractor.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        if not (path / RUN).is_file():
            if has_job(path):
                raise UsageError(
                    f"{path}: no records yet, but a batch job: extractor batch status {path} tells how it stands, extractor batch collect {path} makes them"
                )
            raise UsageError(f"{path}: no run here (no {RUN}); make one with: extractor run INPUT -o {path}")
        self.run()

    def run(self) -> Run:
        run = load_run(self.path)
        if run is None:
            raise UsageError(f"{self.path} holds a run of another version of extractor; make it anew with: extractor run INPUT -o {self.path} --fresh")
        return run

    def articles(self) -> Iterator[ArticleResult]:
        """One line an article, in the order in which they ended."""
        with Committed(self.path) as committed:
            yield from self._counting(committed)

    def records(self) -> Iterator[Record]:
        """Records of one article follow each other, in reading order; articles as `articles` has them."""
        with Committed(self.path) as committed:
            for result in self._counting(committed):
                yield from (parse_record(json.loads(line)) for line in committed.lines(RECORDS, result))

    def rejections(self) -> Iterator[Rejection]:
        with Committed(self.path) as committed:
            for result in self._counting(committed):
                yield from (from_line(Rejection, line) for line in committed.lines(REJECTIONS, result))

    def review(self) -> Iterator[Review]:
        """Figures for a person to look at, where a cross-check was asked for."""
        with Committed(self.path) as committed:
            for result in self._counting(committed):
                yield from (from_line(Review, line) for line in committed.lines(REVIEW, result))

    def text(self, article_id: str) -> str | None:
        """The article's text as it was extracted; None for an article that failed."""
        at = self._texts.get(article_id)
        if at is None:
            return None
        with (self.path / TEXTS.file).open("rb") as file:
            file.seek(at)
            return str(json.loads(file.readline())["text"])

    def _counting(self, committed: Committed) -> Iterator[ArticleResult]:
        """The last line of each article, of those that were there when the folder was first read."""
        for at, result in committed.results():
            if at >= self._snapshot[1]:
                return
            if self._snapshot[0].get(result.article_id, result.attempt) == result.attempt:
                yield result

    @cached_property
    def _snapshot(self) -> tuple[dict[str, int], int]:
        """The last attempt of each article that was tried again, and where articles.jsonl ends."""
        with Committed(self.path) as committed:
            again = {result.article_id: result.attempt for _, result in committed.results() if result.attempt > 1}
            return again, committed.ends[ARTICLES]

    @cached_property
    def _texts(self) -> dict[str, int]:
        return {result.article_id: result.journal[TEXTS.name][0] for result in self.articles() if result.status == "done"}
