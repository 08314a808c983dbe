"""From one file to its articles: its suffix says how it is read, its first line where there is no such suffix."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import nullcontext
from io import BufferedReader
from itertools import chain
from pathlib import Path

from extractor.article import Article
from extractor.errors import ArticleInputError
from extractor.run.readers.compression import DamagedStreamError, open_file, standard_input, stream
from extractor.run.readers.delimited import read_csv
from extractor.run.readers.encoding import as_utf8
from extractor.run.readers.find import SIDECAR, SUFFIXES, Found, suffixes, without_suffixes
from extractor.run.readers.items import Item, ReadOptions
from extractor.run.readers.jsonl import looks_like_jsonl, read_jsonl
from extractor.run.readers.parquet import read_parquet
from extractor.run.readers.text import decode, decode_page, from_html, from_text


def read_file(found: Found, options: ReadOptions) -> Iterator[Item]:
    """The articles of one file or of standard input. What can't be read is Unreadable; what stands before it stays."""
    articles = 0
    try:
        for item in _read(found, options):
            articles += isinstance(item, Article)
            yield item
    except DamagedStreamError as error:
        doubt = f"; the {articles:,} articles read from it before may hold damaged text too: run again with a sound copy" if articles else ""
        yield found.place.unreadable(ArticleInputError(f"{error}{doubt}"))
    except ArticleInputError as error:
        yield found.place.unreadable(error)
    except OSError as error:
        yield found.place.unreadable(ArticleInputError(error.strerror or str(error)))


def _read(found: Found, options: ReadOptions) -> Iterator[Item]:
    suffix, compression = suffixes(found.path.name)
    if suffix == ".parquet":
        if compression:
            raise ArticleInputError(f"Parquet is compressed within: unpack the {compression} around it")
        yield from read_parquet(found.path, found.place, options)
        return
    known = suffix in SUFFIXES and not found.is_stdin
    with nullcontext(standard_input()) if found.is_stdin else open_file(found.path, compression if known else None) as data:
        file = as_utf8(data)
        if suffix in (".jsonl", ".ndjson"):
            yield from read_jsonl(file, found.place, options)
        elif suffix == ".tsv":
            yield from read_csv(file, found.place, options, "\t")
        elif suffix == ".csv":
            yield from read_csv(file, found.place, options)
        elif suffix in (".html", ".htm"):
            yield from_html(decode_page(file, options), found.place, options)
        elif known:
            yield from_text(decode(file, options), found.place, _sidecar(found), options)
        else:
            yield from _read_unnamed(file, found, options)


def _sidecar(found: Found) -> Path | None:
    bare = without_suffixes(found.path)
    return None if found.is_stdin else bare.with_name(bare.name + SIDECAR)


def _read_unnamed(file: BufferedReader, found: Found, options: ReadOptions) -> Iterator[Item]:
    """JSONL or one text: the first line that is not blank tells."""
    head = line = b""
    while not line.strip() and len(head) <= options.max_bytes and (line := file.readline(options.max_bytes + 1)):
        head += line
    if suffixes(found.path.name)[0] == ".json" and line.lstrip(b"\xef\xbb\xbf \t").startswith(b"["):
        raise ArticleInputError("a JSON array, which can't be read row by row: save it as JSON lines, one article a line (.jsonl)")
    if looks_like_jsonl(line):
        yield from read_jsonl(stream(chain([head], iter(lambda: file.read1(65536), b""))), found.place, options)
    else:
        yield from_text(decode(file, options, head), found.place, _sidecar(found), options)
