"""The journal's pen: an article's lines go to the other files first, its own line to articles.jsonl last.

What is written is in the system's hands at once, so that a killed process loses nothing; and on the disk within about a second.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from io import FileIO
from pathlib import Path
from threading import Event, Thread
from zlib import crc32

from extractor.run.parts import ARTICLES, PARTS, Damage, to_line
from schemas.files import ArticleResult

_SYNC_EVERY = 1.0
"""Seconds between two waits for the disk: as much work as a power cut may cost."""


class Journal:
    """Appends articles to the files in `folder`; what stands there beyond `ends` (bytes by file name) is cut off.

    Raises:
        OSError: `folder` can't be written.
    """

    def __init__(self, folder: Path, ends: Mapping[str, int]) -> None:
        self._ends = dict(ends)
        self._files = {name: FileIO(folder / name, "a") for name in ends}
        for name, end in self._ends.items():
            self._files[name].truncate(end)
        _sync_folder(folder)
        self._broken: OSError | None = None
        self._lost: OSError | None = None
        self._unsynced = True
        self._closing = Event()
        self._syncer = Thread(target=self._sync_now_and_then, daemon=True, name="journal")
        self._syncer.start()

    def append(self, result: ArticleResult, lines: Mapping[str, bytes]) -> tuple[int, ArticleResult]:
        """Write one article: all of it, or as good as nothing. Returns its line as written, and the line's offset in articles.jsonl.

        Raises:
            OSError: the disk is full, or gone. Nothing can be appended any more.
        """
        if self._broken is not None:
            raise self._broken
        data = {part: lines[part.name] for part in PARTS}
        places = {part.name: (at := self._ends[part.file], at + len(own), crc32(own)) for part, own in data.items()}
        result = result.model_copy(update={"journal": places})
        line = to_line(result)
        at = self._ends[ARTICLES]
        try:
            for part, own in data.items():
                self._write(part.file, own)
            self._write(ARTICLES, line)
        except OSError as error:
            self._broken = error
            raise
        self._unsynced = True
        return at, result

    def close(self) -> None:
        """
        Raises:
            OSError: not all could be brought to the disk.
        """
        self._closing.set()
        self._syncer.join()
        try:
            self._sync()
            if self._lost is not None:  # the system tells of it once; waiting again would succeed
                raise self._lost
        finally:
            for file in self._files.values():
                file.close()

    def _write(self, name: str, data: bytes) -> None:
        rest = memoryview(data)
        while rest:
            rest = rest[self._files[name].write(rest) or 0 :]
        self._ends[name] += len(data)

    def _sync_now_and_then(self) -> None:
        while not self._closing.wait(_SYNC_EVERY):
            try:
                self._sync()
            except OSError as error:
                self._broken = self._lost = error
                return

    def _sync(self) -> None:
        """Bring all to the disk: articles.jsonl last, as it says what of the others counts."""
        if self._unsynced:
            self._unsynced = False
            for file in self._files.values():
                os.fsync(file.fileno())


def blank(folder: Path, damage: Damage) -> None:
    """Make a blank line of what stands between the sound articles around `damage`, in all files.

    Raises:
        OSError: `folder` can't be written.
    """
    for name, end in (damage.until or {}).items():
        if (start := damage.since[name]) < end:
            with (folder / name).open("r+b") as file:
                file.seek(start)
                file.write(b" " * (end - start - 1) + b"\n")
                file.flush()
                os.fsync(file.fileno())


def _sync_folder(folder: Path) -> None:
    """Bring the names of new files to the disk."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
