"""Which encoding a file says that it has: by a byte order mark, or as a web page within itself. What says nothing is UTF-8; nothing is guessed."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from io import BufferedReader

from extractor.errors import ArticleInputError
from extractor.run.readers.compression import stream

_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16's, with which it begins
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_PIECE = 65536
_PROLOGUE = 4096
"""Bytes of a web page within which it names its encoding."""
_NAMED = re.compile(rb"""<(?:meta\b[^>]*?\bcharset|\?xml\b[^>]*?\bencoding)\s*=\s*["']?\s*([\w.:-]+)""", re.IGNORECASE)
_MEANT = {"ascii": "cp1252", "iso8859-1": "cp1252", "iso8859-9": "cp1254", "gb2312": "gb18030", "gbk": "gb18030", "shift_jis": "cp932", "euc_kr": "cp949"}
"""What browsers read where a page names another encoding: the larger one that pages of that name are really in."""


def as_utf8(file: BufferedReader) -> BufferedReader:
    """`file`, recoded piece by piece if it begins with a byte order mark of UTF-16 or UTF-32.

    Raises:
        ArticleInputError: later, from reading, where it is not what the mark says.
    """
    first = file.peek(4)
    encoding = next((name for mark, name in _MARKS if first.startswith(mark)), None)
    return stream(_recoded(file, encoding)) if encoding else file


def _recoded(file: BufferedReader, encoding: str) -> Iterator[bytes]:
    decoder = codecs.getincrementaldecoder(encoding)()
    piece = b" "
    while piece:
        piece = file.read1(_PIECE)
        try:
            yield decoder.decode(piece, final=not piece).encode()
        except UnicodeError:
            raise ArticleInputError(f"not valid {encoding.upper()}, though its byte order mark says so; save it as UTF-8") from None


def named_in_page(data: bytes) -> str | None:
    """The encoding that a web page names, if Python knows it; none of Unicode's, as a page in such a one names none within itself but UTF-8."""
    named = _NAMED.search(data[:_PROLOGUE])
    try:
        name = codecs.lookup(named[1].decode()).name if named else "utf-8"
    except (LookupError, UnicodeDecodeError):
        return None
    return None if name.startswith("utf") else _MEANT.get(name, name)
