"""Reads a run's folder: only what is committed, and of an article that was tried again only what came last."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path

from extractor.errors import UsageError
from extractor.run.batch.state import has_job
from extractor.run.parts import ARTICLES, RECORDS, REJECTIONS, REVIEW, RUN, TEXTS, Committed, DamagedError, Part, from_line, load_run, told
from schemas import parse_record
from schemas.common import Record
from schemas.files import ArticleResult, Rejection, Review, Run

_log = logging.getLogger(__name__)


class RunFolder:
    """A run's folder as it is now; a run may be going on there.

    Raises:
        UsageError: `path` holds no run, or one of another version of extractor.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._warned: set[str] = set()
        """Damage that was told."""
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
                yield from (parse_record(json.loads(line)) for line in self._lines(committed, RECORDS, result))

    def rejections(self) -> Iterator[Rejection]:
        with Committed(self.path) as committed:
            for result in self._counting(committed):
                yield from (from_line(Rejection, line) for line in self._lines(committed, REJECTIONS, result))

    def review(self) -> Iterator[Review]:
        """Figures for a person to look at, where a cross-check was asked for."""
        with Committed(self.path) as committed:
            for result in self._counting(committed):
                yield from (from_line(Review, line) for line in self._lines(committed, REVIEW, result))

    def text(self, article_id: str) -> str | None:
        """The article's text as it was extracted; None for an article that failed, or whose text is damaged."""
        at = self._texts.get(article_id)
        if at is None:
            return None
        with Committed(self.path) as committed:
            lines = self._lines(committed, TEXTS, committed.result(at))
        return str(json.loads(lines[0])["text"]) if lines else None

    def _lines(self, committed: Committed, part: Part, result: ArticleResult) -> list[bytes]:
        """The article's lines in one of the files; none where they are damaged, which is said."""
        try:
            return committed.lines(part, result)
        except DamagedError as error:
            self._warn(str(error))
            return []

    def _warn(self, damage: str) -> None:
        if damage not in self._warned:
            self._warned.add(damage)
            _log.warning("%s: damaged, and left out: %s (to mend it: the same extractor run with --mend)", self.path, damage)

    def _counting(self, committed: Committed) -> Iterator[ArticleResult]:
        return (result for _, result in self._last(committed))

    def _last(self, committed: Committed) -> Iterator[tuple[int, ArticleResult]]:
        """The last line of each article, with its offset, of those that were there when the folder was first read."""
        for at, result in committed.results():
            if at >= self._snapshot[1]:
                return
            if self._snapshot[0].get(result.article_id, result.attempt) == result.attempt and result.status != "gone":
                yield at, result

    @cached_property
    def _snapshot(self) -> tuple[dict[str, int], int]:
        """The last attempt of each article that was tried again, and where articles.jsonl ends."""
        with Committed(self.path) as committed:
            again = {result.article_id: result.attempt for _, result in committed.results() if result.attempt > 1}
            if committed.damage:
                self._warn(told(committed.damage))
            return again, committed.ends[ARTICLES]

    @cached_property
    def _texts(self) -> dict[str, int]:
        """Where in articles.jsonl the line of each article that is done stands."""
        with Committed(self.path) as committed:
            return {result.article_id: at for at, result in self._last(committed) if result.status == "done"}
