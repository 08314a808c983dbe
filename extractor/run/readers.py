"""Articles from files, folders, globs and standard input, one by one, read only when their turn comes."""

from __future__ import annotations

import csv
import glob
import io
import json
import os
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

from extractor.article import Article
from extractor.errors import ArticleInputError, UsageError
from extractor.text.dates import find_publication_date

SUFFIXES = (".txt", ".html", ".htm", ".jsonl", ".csv")
STDIN = "-"
_DATE_FIELDS = ("published", "published_at", "publication_date", "date")
_PUBLISHER_FIELDS = ("publisher", "source", "outlet")
_ID_FIELDS = ("article_id",)
_COUNTED = 200_000_000
"""Bytes up to which a JSONL file is read through just to count its lines."""

csv.field_size_limit(2**31 - 1)


@dataclass(frozen=True)
class Unreadable:
    """An article that could not be read: it counts as failed, the others go on."""

    id: str
    source: str
    error: ArticleInputError


Item = Article | Unreadable


@dataclass(frozen=True)
class ReadOptions:
    """How input is understood."""

    text_field: str = "text"
    """Column or key that holds the article's text, in CSV and JSONL."""
    id_field: str = "id"
    """Column or key that names the article, in CSV and JSONL."""
    published: date | None = None
    """Date of publication for articles that state none."""
    max_characters: int = 10_000_000
    """Longer texts are refused: they are hardly one article."""


def read(inputs: Sequence[str], options: ReadOptions = ReadOptions()) -> Iterator[Item]:
    """The articles of `inputs` (files, folders, globs, "-"), in order, each with an id of its own.

    Raises:
        UsageError: an input names nothing, or nothing that can be read.
    """
    sources = [_find(item) for item in inputs]
    return _with_own_ids(((item, path) for paths in sources for path, root in paths for item in _read_path(path, root, options)), set())


def count(inputs: Sequence[str]) -> int | None:
    """How many articles `inputs` hold, for a progress bar; None where only reading would tell."""
    total = 0
    for path in (path for item in inputs for path, _ in _find(item)):
        if path.suffix.lower() == ".jsonl" and path.stat().st_size <= _COUNTED:
            with path.open("rb") as lines:
                total += sum(1 for line in lines if line.strip())
        elif str(path) == STDIN or path.suffix.lower() in (".jsonl", ".csv"):
            return None
        else:
            total += 1
    return total


def _find(item: str) -> Iterable[tuple[Path, Path | None]]:
    """The files that one input names, each with the folder that its id is relative to."""
    path = Path(item)
    if item == STDIN or path.is_file():
        return [(path, None)]
    if path.is_dir():
        first = next(_walk(path), None)
        if first is None:
            raise UsageError(f"{item}: no articles in this folder (looked for {', '.join(SUFFIXES)})")
        return ((found, path) for found in _walk(path))
    if glob.has_magic(item):
        matches = sorted(match for match in glob.glob(item, recursive=True) if Path(match).suffix.lower() in SUFFIXES)  # noqa: PTH207 (Path.glob needs a root)
        if not matches:
            raise UsageError(f"{item}: no articles match (looked for {', '.join(SUFFIXES)})")
        return [(Path(match), None) for match in matches]
    raise UsageError(f"{item}: no such file or folder")


def _walk(folder: Path) -> Iterator[Path]:
    for current, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            if not name.startswith(".") and Path(name).suffix.lower() in SUFFIXES:
                yield Path(current, name)


def _with_own_ids(items: Iterable[tuple[Item, Path]], seen: set[str]) -> Iterator[Item]:
    """Items whose ids differ. Files of one name in several folders go by their paths; rows that share an id are refused."""
    for item, path in items:
        if item.id in seen and item.source == str(path):
            item = replace(item, id=path.as_posix())
        if item.id in seen:
            error = ArticleInputError(f"another article has the id {item.id!r}; ids must differ")
            item = Unreadable(f"{item.id} ({item.source})", item.source or "", error)
        seen.add(item.id)
        yield item


# ---------------------------------------------------------------- one file


def _read_path(path: Path, root: Path | None, options: ReadOptions) -> Iterator[Item]:
    source = "standard input" if str(path) == STDIN else str(path)
    name = "stdin" if str(path) == STDIN else (path.relative_to(root) if root else Path(path.name)).with_suffix("").as_posix()
    suffix = path.suffix.lower()
    try:
        data = sys.stdin.buffer.read() if str(path) == STDIN else None
        if suffix == ".jsonl" or (data is not None and _looks_like_jsonl(data)):
            yield from _read_jsonl(data, path, name, source, options)
        elif suffix == ".csv":
            yield from _read_csv(path, name, source, options)
        else:
            text = _decode(path.read_bytes() if data is None else data, options)
            yield _from_html(text, name, source, options) if suffix in (".html", ".htm") else _from_text(text, path, name, source, options)
    except ArticleInputError as error:
        yield Unreadable(name, source, error)
    except OSError as error:
        yield Unreadable(name, source, ArticleInputError(error.strerror or str(error)))


def _decode(data: bytes, options: ReadOptions) -> str:
    if len(data) > 4 * options.max_characters:
        raise ArticleInputError(f"too long: {len(data):,} bytes; at most {options.max_characters:,} characters are read as one article")
    if b"\0" in data[:65536]:
        raise ArticleInputError("looks like a binary file, not text")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ArticleInputError(f"not valid UTF-8 (byte 0x{data[error.start]:02x} at offset {error.start}); convert it first, e.g. with iconv") from None


def _from_text(text: str, path: Path, name: str, source: str, options: ReadOptions) -> Article:
    sidecar = path.with_suffix(".meta.json")
    meta: Mapping[str, Any] = {}
    if str(path) != STDIN and sidecar.is_file():
        try:
            meta = json.loads(sidecar.read_text(encoding="utf-8"))
        except ValueError as error:
            raise ArticleInputError(f"{sidecar.name} is not valid JSON: {error}") from None
    return _article(text, name, source, meta, options)


def _from_html(text: str, name: str, source: str, options: ReadOptions) -> Article:
    import trafilatura
    from trafilatura.settings import Document

    found = trafilatura.bare_extraction(text, with_metadata=True, include_comments=False)
    page = found.as_dict() if isinstance(found, Document) else {}
    if not page.get("text"):
        raise ArticleInputError("no article text found in this web page")
    meta = {"title": page["title"], "published": page["date"], "publisher": page["sitename"], "url": page["url"]}
    return _article(page["text"], name, source, meta, options)


def _looks_like_jsonl(data: bytes) -> bool:
    first = data.lstrip()[:1_000_000].split(b"\n", 1)[0]
    try:
        return isinstance(json.loads(first), dict)
    except ValueError:
        return False


def _read_jsonl(data: bytes | None, path: Path, name: str, source: str, options: ReadOptions) -> Iterator[Item]:
    with io.BytesIO(data) if data is not None else path.open("rb") as lines:
        for number, line in enumerate(lines, 1):
            if not line.strip():
                continue
            own = f"{name}:{number}"
            try:
                yield _from_row(_json_object(line), own, f"{source}, line {number}", options)
            except ArticleInputError as error:
                yield Unreadable(own, f"{source}, line {number}", error)


def _json_object(line: bytes) -> Mapping[str, Any]:
    try:
        row = json.loads(line.decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise ArticleInputError("not valid UTF-8") from None
    except ValueError as error:
        raise ArticleInputError(f"not valid JSON: {error}") from None
    if not isinstance(row, dict):
        raise ArticleInputError("not a JSON object")
    return row


def _read_csv(path: Path, name: str, source: str, options: ReadOptions) -> Iterator[Item]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = csv.DictReader(file)
        try:
            columns = rows.fieldnames or []
            if options.text_field not in columns:
                raise ArticleInputError(f"no column {options.text_field!r} (columns: {', '.join(columns) or 'none'}); name it with --text-field")
            for number, row in enumerate(rows, 1):
                own = f"{name}:{number}"
                try:
                    yield _from_row(row, own, f"{source}, row {number}", options)
                except ArticleInputError as error:
                    yield Unreadable(own, f"{source}, row {number}", error)
        except UnicodeDecodeError:
            raise ArticleInputError("not valid UTF-8") from None
        except csv.Error as error:
            raise ArticleInputError(f"not valid CSV near row {rows.line_num}: {error}") from None


def _from_row(row: Mapping[str, Any], own: str, source: str, options: ReadOptions) -> Article:
    text = row.get(options.text_field)
    if not isinstance(text, str):
        raise ArticleInputError(f"no text in field {options.text_field!r}; name it with --text-field")
    named = next((str(row[key]) for key in (options.id_field, *_ID_FIELDS) if row.get(key) not in (None, "")), own)
    return _article(text, named, source, row, options)


def _article(text: str, name: str, source: str, meta: Mapping[str, Any], options: ReadOptions) -> Article:
    if not text.strip():
        raise ArticleInputError("empty: no text")
    if len(text) > options.max_characters:
        raise ArticleInputError(f"too long: {len(text):,} characters; at most {options.max_characters:,} are read as one article")
    stated = next((meta[key] for key in _DATE_FIELDS if meta.get(key)), None)
    return Article(
        id=name,
        text=text,
        published=_date(stated) or find_publication_date(text) or options.published,
        title=_string(meta, ("title", "headline")),
        publisher=_string(meta, _PUBLISHER_FIELDS),
        url=_string(meta, ("url", "link")),
        source=source,
    )


def _string(meta: Mapping[str, Any], keys: Iterable[str]) -> str | None:
    return next((str(meta[key]) for key in keys if meta.get(key)), None)


def _date(value: object) -> date | None:
    """The day of an ISO date or date-time; None for anything else."""
    try:
        return datetime.fromisoformat(str(value)).date() if value else None
    except ValueError:
        return None
