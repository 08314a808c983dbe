"""Who writes a run's folder: alone, with the settings that it was begun with, and knowing what it holds already."""

from __future__ import annotations

import errno
import glob
import os
import shutil
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from fnmatch import fnmatchcase
from pathlib import Path
from types import TracebackType
from typing import Self

from filelock import FileLock, Timeout

from extractor.article import Article
from extractor.errors import OutputError, UsageError
from extractor.pipeline import Extraction, readdress
from extractor.run.budget import Rate
from extractor.run.index import Index, text_key
from extractor.run.journal import Journal, blank
from extractor.run.one import done, failed
from extractor.run.parts import FILES, RUN, Committed, Damage, DamagedError, lines_of, load_run, told
from extractor.run.readers import Item
from extractor.run.settings import changes
from extractor.run.totals import added
from schemas.files import ArticleError, ArticleResult, Run, Totals

LOCK, SPARE = ".lock", ".spare"
_ROOM = 8192
"""Bytes, besides twice what run.json has already."""
_MADE_OF_THEM = ("report.html", "export", "shards")
"""What other commands and options write into a run's folder, and `--fresh` takes away with the run."""
_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


class RunWriter:
    """A run's folder, opened to begin a run or to continue the one that it holds.

    Args:
        run: the run to be; its `decided_by` must be that of the run in the folder.
        fresh: replace the run that the folder holds.
        retry_failed: try failed articles again even where that would change nothing.
        mend: take what is damaged out of the folder; its articles count as failed, to be extracted anew.

    Raises:
        UsageError: the folder holds a run with other settings, or a damaged one, another run is writing there, or it can't be written.
    """

    def __init__(self, path: Path, run: Run, *, fresh: bool = False, retry_failed: bool = False, mend: bool = False) -> None:
        self.path = path
        self.totals = Totals()
        self.rate = Rate()
        """What the folder's articles have cost."""
        self._lasting = not retry_failed
        self._lock = locked(path)
        try:
            if fresh:
                _clear(path)
            old = held(path, run)
            self._index = Index()
            with Committed(path, whole=mend) as committed:
                for at, result in committed.results():
                    self._note(at, result, committed, self._index.add_earlier)
            if committed.damage and not mend:
                raise UsageError(_damaged(path, committed.damage))
            self.run = run if old is None else run.model_copy(update={"started": old.started, "continued": run.started, "read_as": run.read_as or old.read_as})
            self.write_run(self.run)  # first: a folder with articles.jsonl always says what made it
            self._keep_room()
            self._journal = Journal(path, committed.ends)
            self._committed = Committed(path)
            self._mend(committed.damage)
        except (UsageError, OutputError):
            self._lock.release()
            raise
        except (OSError, sqlite3.Error) as error:
            self._lock.release()
            raise UsageError(_why(path, error)) from error
        self.found = self.totals
        """What earlier runs had left in the folder."""

    def is_settled(self, item: Item) -> bool:
        """Whether the folder holds what there is to be had of `item`, which was read now: see `Index.is_settled`."""
        with self._writing():
            self._index.met(item)
            return self._index.is_settled(item)

    def copy(self, article: Article) -> tuple[ArticleResult, Extraction | None] | None:
        """What came of an article with the very same text and date, be it itself under another title, addressed to `article`; None if there is none."""
        with self._writing():
            at = self._index.text(text_key(article))
            if at is None:
                return None
            twin = self._committed.result(at)
            same = twin.same_text_as or (twin.article_id if twin.article_id != article.id else None)
            if twin.error is not None:
                return failed(article, twin.error, same_text_as=same), None
            try:
                extraction = readdress(self._committed.extraction(twin, article), article)
            except DamagedError:
                return None
            return done(article, extraction, same_text_as=same), extraction

    def gone(self) -> Iterator[str]:
        """See `Index.gone`."""
        with self._writing():
            return self._index.gone()

    def retire(self, article_ids: Iterable[str]) -> None:
        """Let failed articles no longer count.

        Raises:
            OutputError: the disk is full, or gone.
        """
        for article_id in article_ids:
            with self._writing():
                known = self._index.article(article_id)
                source = self._committed.result(known.at).source if known else None
            self.add(ArticleResult(article_id=article_id, status="gone", source=source), None)

    def add(self, result: ArticleResult, extraction: Extraction | None) -> ArticleResult:
        """Write one article. All is put together before anything is written: what can't be is this article's failure alone. See `add_lines`."""
        return self.add_lines(result, lines_of(extraction))

    def add_lines(self, result: ArticleResult, lines: Mapping[str, bytes]) -> ArticleResult:
        """Write one article whose lines, by part, are made already. It survives a killed process from here on. Returns its line as written.

        Raises:
            OutputError: the disk is full, or gone.
        """
        with self._writing():
            before = self._index.article(result.article_id)
            at, result = self._journal.append(result.model_copy(update={"attempt": before.attempt + 1 if before else 1}), lines)
            self._note(at, result, self._committed, self._index.add)
        return result

    def write_run(self, run: Run) -> None:
        """Replace run.json, on a full disk in the room that was kept for it."""
        data = run.model_dump_json(indent=2).encode() + b"\n"
        try:
            _replace(self.path / RUN, data)
        except OSError as error:
            if error.errno not in _FULL:
                raise
            (self.path / SPARE).unlink(missing_ok=True)
            _replace(self.path / RUN, data)

    def _keep_room(self) -> None:
        """Room on the disk for what run.json has to say when the disk is full; where there is none any more, the run goes on without."""
        with suppress(OSError):
            (self.path / SPARE).write_bytes(bytes(_ROOM + 2 * (self.path / RUN).stat().st_size))

    def close(self) -> None:
        """
        Raises:
            OutputError: not all could be brought to the disk.
        """
        try:
            with self._writing():
                self._journal.close()
        finally:
            with suppress(OSError):
                (self.path / SPARE).unlink(missing_ok=True)
            self._committed.close()
            self._index.close()
            self._lock.release()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def _note(self, at: int, result: ArticleResult, committed: Committed, add: Callable[..., None]) -> None:
        before = self._index.article(result.article_id) if result.attempt > 1 else None
        self.totals = added(self.totals, result, committed.result(before.at) if before else None)
        self.rate = self.rate.after(result.usage)
        add(at, result, lasting=self._lasting)

    def _mend(self, damage: Sequence[Damage]) -> None:
        """Blank out what is damaged. What it cost stays in the totals, where its line in articles.jsonl can still be read."""
        for lost in damage:
            known = lost.result and self._index.article(lost.result.article_id)
            if lost.result and (known is None or known.attempt < lost.result.attempt):
                error = ArticleError(code="damaged", message=f"its records were damaged on the disk ({lost})")
                about = lost.result.model_dump(include={"article_id", "source"})
                self.add(ArticleResult(**about, status="failed", usage=lost.result.usage, error=error), None)
        for lost in damage:
            blank(self.path, lost)

    @contextmanager
    def _writing(self) -> Iterator[None]:
        try:
            yield
        except (OSError, sqlite3.Error) as error:
            raise OutputError(_why(self.path, error)) from error


def locked(path: Path) -> FileLock:
    """The lock on a run's folder, which is made where there is none; release it when done.

    Raises:
        UsageError: another run is writing there, or it can't be written.
    """
    try:
        path.mkdir(parents=True, exist_ok=True)
        lock = FileLock(path / LOCK, timeout=0)
        lock.acquire()
    except Timeout:
        raise UsageError(f"{path}: another run is writing there; wait for it, or choose another folder with -o") from None
    except OSError as error:
        raise UsageError(f"{path}: can't write there: {error.strerror}") from error
    return lock


def keep_apart(inputs: Iterable[str], out: Path) -> None:
    """Whatever else is asked for, a run never writes over what it reads, nor reads what it writes.

    Raises:
        UsageError: an input is `out` itself, a pattern of names in it, or among what is written there.
    """
    folder = out.resolve()
    for item in inputs:
        path = Path(item).absolute()
        place = path.parent.resolve() / path.name
        within = place.relative_to(folder).parts[0] if folder in place.parents else ""
        if (folder.is_dir() and path.resolve() == folder) or any(fnmatchcase(name, within) for name in (*FILES, *_MADE_OF_THEM)):
            raise UsageError(f"{item}: the run would write over it: choose another folder with -o")
        if glob.has_magic(item) and not path.is_file() and _listed(path).resolve() == folder:
            raise UsageError(f"{item}: looks in the folder of the results: choose another folder with -o")


def _listed(pattern: Path) -> Path:
    """The folder that a glob begins to look in."""
    return next(folder for folder in pattern.parents if not glob.has_magic(str(folder)))


def held(path: Path, run: Run, choices: str = "choose another folder with -o, or replace it with --fresh") -> Run | None:
    """The run that the folder holds and `run` may continue; None if it holds none.

    Raises:
        UsageError: it holds one that `run` can't continue, or files of those names that no run wrote; the message says what differs, and the `choices`.
    """
    if not (path / RUN).is_file():
        if other := next((name for name in FILES if (path / name).exists()), None):
            raise UsageError(f"{path} holds {other} but no {RUN}: {choices}")
        return None
    old = load_run(path)
    if old is None:
        raise UsageError(f"{path} holds a run of another version of extractor: {choices}")
    if old.settings_sha256 != run.settings_sha256:
        raise UsageError(f"{path} holds a run with other settings ({changes(old.decided_by, run.decided_by)}): {choices}")
    if old.read_as and run.read_as and old.read_as != run.read_as:
        raise UsageError(f"{path} holds a run that read its input otherwise ({changes(old.read_as, run.read_as)}): {choices}")
    return old


def _clear(path: Path) -> None:
    """Take away an earlier run's files, and what was made of them; articles.jsonl first, so that a half-cleared folder is an empty run."""
    made_of_them = [path / name for name in _MADE_OF_THEM] if (path / RUN).is_file() else []
    for file in (*(path / name for name in FILES[:-1]), *made_of_them, path / RUN):
        if file.is_dir():
            shutil.rmtree(file, ignore_errors=True)
        else:
            file.unlink(missing_ok=True)


def _damaged(path: Path, damage: Sequence[Damage]) -> str:
    articles = f"the {len(damage):,} articles" if len(damage) > 1 else "the article"
    return f"{path} is damaged ({told(damage)}): bring its files back from a backup, or add --mend, which extracts {articles} anew and keeps all others"


def _replace(path: Path, data: bytes) -> None:
    """Replace a file as a whole, so that it is never half a file, whatever happens."""
    new = path.with_name(f"{path.name}.new")
    with new.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    new.replace(path)


def _why(path: Path, error: OSError | sqlite3.Error) -> str:
    full = error.errno in _FULL if isinstance(error, OSError) else getattr(error, "sqlite_errorcode", None) == sqlite3.SQLITE_FULL
    if full:
        return f"{path}: disk full: free space, then run the same command again"
    return f"{path}: can't write there: {(isinstance(error, OSError) and error.strerror) or error}"
