"""One file, one article: plain text with its sidecar, and web pages."""

from __future__ import annotations

from collections.abc import Mapping
from io import BufferedReader
from pathlib import Path
from typing import Any

from extractor.article import Article
from extractor.errors import ArticleInputError
from extractor.run.readers.encoding import as_utf8, named_in_page
from extractor.run.readers.items import Place, ReadOptions
from extractor.run.readers.jsonl import json_object
from extractor.run.readers.rows import article


def decode(file: BufferedReader, options: ReadOptions, head: bytes = b"") -> str:
    """The text of `head` and the rest of `file`, exactly; a byte order mark is no part of it."""
    data = _whole(file, options, head)
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise _not_utf8(data, error) from None


def decode_page(file: BufferedReader, options: ReadOptions) -> str:
    """The source of a web page: UTF-8, else in the encoding that it names."""
    data = _whole(file, options)
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        named = named_in_page(data)
        if named is None:
            raise _not_utf8(data, error) from None
    try:
        return data.decode(named)
    except (UnicodeError, LookupError):  # not in it after all, or no encoding of text
        raise ArticleInputError(f"neither valid UTF-8 nor {named}, which the page names; convert it first, e.g. with iconv") from None


def _whole(file: BufferedReader, options: ReadOptions, head: bytes = b"") -> bytes:
    data = head + file.read(max(0, options.max_bytes + 1 - len(head)))
    if len(data) > options.max_bytes:
        raise options.too_long
    if b"\0" in data[:65536]:
        raise ArticleInputError("looks like a binary file, not text; if it is UTF-16 without a byte order mark, convert it first, e.g. with iconv")
    return data


def _not_utf8(data: bytes, error: UnicodeDecodeError) -> ArticleInputError:
    return ArticleInputError(f"not valid UTF-8 (byte 0x{data[error.start]:02x} at offset {error.start}); convert it first, e.g. with iconv")


def from_text(text: str, place: Place, sidecar: Path | None, options: ReadOptions) -> Article:
    """`sidecar`: a JSON file with title, published, publisher and url, if it exists."""
    meta: Mapping[str, Any] = {}
    if sidecar and sidecar.is_file():
        try:
            with sidecar.open("rb") as file:
                meta = json_object(as_utf8(file).read())
        except ArticleInputError as error:
            raise ArticleInputError(f"{sidecar.name}: {error}") from None
    return article(text, place, meta, options)


def from_html(text: str, place: Place, options: ReadOptions) -> Article:
    """The article in a web page, without the page around it: offsets count in what trafilatura finds."""
    import trafilatura
    from trafilatura.settings import Document

    try:
        found = trafilatura.bare_extraction(text, with_metadata=True, include_comments=False)
    except Exception as error:  # pages hold anything, and one must not end the run
        raise ArticleInputError(f"this web page can't be parsed ({type(error).__name__})") from None
    page = found.as_dict() if isinstance(found, Document) else {}
    if not page.get("text"):
        raise ArticleInputError("no article text found in this web page")
    meta = {"title": page["title"], "published": page["date"], "publisher": page["sitename"], "url": page["url"]}
    return article(page["text"], place, meta, options)
