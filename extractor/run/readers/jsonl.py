"""JSONL: one JSON object a line, one article an object."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from io import BufferedReader
from typing import Any

from extractor.errors import ArticleInputError
from extractor.run.readers.items import Item, Place, ReadOptions
from extractor.run.readers.rows import from_row

_SKIPPED = 1 << 20
_OBJECT = re.compile(rb"(?:\xef\xbb\xbf)?\s*\{\s*(?:[\"}]|$)")


def looks_like_jsonl(line: bytes) -> bool:
    """Whether a first line begins an object, be it a broken one: no article begins with `{"`."""
    return bool(_OBJECT.match(line))


def read_jsonl(file: BufferedReader, place: Place, options: ReadOptions) -> Iterator[Item]:
    for number, line in enumerate(lines(file, options.max_bytes), 1):
        if line is not None and not line.strip():
            continue
        own = place.part("line", number)
        try:
            if line is None:
                raise options.too_long
            yield from_row(json_object(line), own, options)
        except ArticleInputError as error:
            yield own.unreadable(error)


def lines(file: BufferedReader, longest: int) -> Iterator[bytes | None]:
    """Each line with its end; None for one of more than `longest` bytes, which is skipped without being held."""
    while line := file.readline(longest + 1):
        if len(line) <= longest:
            yield line
            continue
        while line and not line.endswith(b"\n"):
            line = file.readline(_SKIPPED)
        yield None


def json_object(data: bytes) -> Mapping[str, Any]:
    """The JSON object in `data`; anything else is an ArticleInputError."""
    try:
        row = json.loads(data.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise ArticleInputError(f"not valid UTF-8 (byte 0x{data[error.start]:02x})") from None
    except ValueError as error:
        raise ArticleInputError(f"not valid JSON: {error}") from None
    except RecursionError:
        raise ArticleInputError("not readable: JSON nested too deeply") from None
    if not isinstance(row, dict):
        raise ArticleInputError("not a JSON object; each line must be one")
    return row
