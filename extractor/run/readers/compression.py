"""Bytes of plain, gzip and zstd files as one stream, unpacked piece by piece; a stream that is cut off or damaged ends in one clear error."""

from __future__ import annotations

import stat
import sys
import zlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from io import BufferedReader, RawIOBase
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from extractor.errors import ArticleInputError

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

_MAGIC = {b"\x1f\x8b": ".gz", b"\x28\xb5\x2f\xfd": ".zst"}
_PIECE = 65536
_BITE = 1024
"""Compressed bytes unpacked at once: so few, because each may stand for 32,000 others."""


class DamagedStreamError(ArticleInputError):
    """Compressed data that is damaged. Its checksum stands at its end, and damage is often noticed late: what was read before may be damaged too."""


@contextmanager
def open_file(path: Path, compression: str | None) -> Iterator[BufferedReader]:
    """The unpacked bytes of a file. `compression` is ".gz", ".zst", "" for none, or None to look at its first bytes.

    Raises:
        ArticleInputError: here for what is no regular file; later, from reading, where the compressed data is cut off or damaged.
        OSError: the file can't be opened.
    """
    need_regular(path)
    with path.open("rb") as file:
        yield file if compression == "" else _unpacked(file, compression)


def need_regular(path: Path) -> None:
    """Raise ArticleInputError for a folder, a device, or a named pipe, which could keep its reader waiting for ever."""
    if not stat.S_ISREG(path.stat().st_mode):
        raise ArticleInputError("not a regular file")


def standard_input() -> BufferedReader:
    """The unpacked bytes of standard input."""
    if sys.stdin is None:
        raise ArticleInputError("standard input is closed")
    return _unpacked(sys.stdin.buffer, None)


def _unpacked(file: Any, compression: str | None) -> BufferedReader:
    """The unpacked bytes of an open file, read as they come."""
    first = file.read(4) if compression is None else b""
    if compression is None:
        compression = next((name for magic, name in _MAGIC.items() if first.startswith(magic)), "")
    pieces: Iterator[bytes] = chain([first], iter(lambda: file.read1(_PIECE), b""))
    return stream(_inflate(pieces, compression) if compression else pieces)


def stream(pieces: Iterable[bytes]) -> BufferedReader:
    """A file that holds `pieces`."""
    return BufferedReader(_Pieces(pieces), _PIECE)


class _Pieces(RawIOBase):
    def __init__(self, pieces: Iterable[bytes]) -> None:
        self._pieces = iter(pieces)
        self._rest = memoryview(b"")

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: WriteableBuffer) -> int:
        target = memoryview(buffer)
        while not self._rest:
            piece = next(self._pieces, None)
            if piece is None:
                return 0
            self._rest = memoryview(piece)
        length = min(len(target), len(self._rest))
        target[:length], self._rest = self._rest[:length], self._rest[length:]
        return length


class _Decompressor(Protocol):
    """What zlib's and zstandard's decompressors of one member or frame share."""

    @property
    def eof(self) -> bool: ...
    @property
    def unused_data(self) -> bytes: ...
    def decompress(self, data: bytes, /) -> bytes: ...


def _inflate(pieces: Iterable[bytes], compression: str) -> Iterator[bytes]:
    """Members or frames that follow each other are one text, as gzip and zstd hold it."""
    kind = "gzip" if compression == ".gz" else "zstd"
    start, damage, padding = _zstd() if kind == "zstd" else (lambda: zlib.decompressobj(wbits=31), zlib.error, b"\0")
    member: _Decompressor | None = None
    empty = True
    for bite in (piece[at : at + _BITE] for piece in pieces for at in range(0, len(piece), _BITE)):
        while bite := bite.lstrip(padding) if member is None and not empty else bite:
            empty = False
            member = member or start()
            try:
                yield member.decompress(bite)
            except damage:
                raise DamagedStreamError(f"damaged {kind} data: the rest can't be read") from None
            bite = member.unused_data if member.eof else b""
            member = None if member.eof else member
    if member is not None or empty:
        raise ArticleInputError(f"cut off: the {kind} data ends too early; what was whole before that was read")


def _zstd() -> tuple[Callable[[], _Decompressor], type[Exception], bytes]:
    import zstandard

    return lambda: zstandard.ZstdDecompressor().decompressobj(), zstandard.ZstdError, b""
