"""From a text and what is stated beside it (a JSON object, a CSV or Parquet row, a sidecar, a page's head) to an article."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from extractor.article import Article, check_unicode
from extractor.errors import ArticleInputError
from extractor.run.readers.items import Item, Place, ReadOptions
from extractor.text.dates import find_publication_date, resolve

_DATE_FIELDS = ("published", "published_at", "publication_date", "date")
_TITLE_FIELDS = ("title", "headline")
_PUBLISHER_FIELDS = ("publisher", "source", "outlet")
_URL_FIELDS = ("url", "link")
_ISO = re.compile(r"(\d{4})(-?)(\d\d)\2(\d\d)(?:[T ]\d\d?(?:(?::?\d\d)+|\s?[ap]m\b).*)?", re.DOTALL | re.IGNORECASE)


def fields(options: ReadOptions) -> tuple[str, ...]:
    """All columns and keys that are looked at."""
    return (options.text_field, *_id_fields(options), *_DATE_FIELDS, *_TITLE_FIELDS, *_PUBLISHER_FIELDS, *_URL_FIELDS)


def need_columns(columns: Sequence[str], options: ReadOptions) -> None:
    """Raise ArticleInputError if no column holds the text, or none the id that was asked for, or if one of those is there twice."""
    named = f"(columns: {', '.join(columns) or 'none'})"
    if options.text_field not in columns:
        raise ArticleInputError(f"no column {options.text_field!r} {named}; name it with --text-field")
    if options.id_field != ReadOptions.id_field and options.id_field not in columns:
        raise ArticleInputError(f"no column {options.id_field!r} {named}; name it with --id-field")
    if twice := next((name for name in (options.text_field, *_id_fields(options)) if columns.count(name) > 1), None):
        raise ArticleInputError(f"more than one column {twice!r} {named}; rename all but one")


def from_row(row: Mapping[str, Any], place: Place, options: ReadOptions) -> Item:
    """The article of one row, or why it can't be one; it goes by the id that it states, else by its place."""
    try:
        place = Place(_stated_id(row, options) or place.id, place.source)
        text = row.get(options.text_field)
        if not isinstance(text, str):
            raise ArticleInputError(f"no text in field {options.text_field!r}; name it with --text-field")
        return article(text, place, row, options)
    except ArticleInputError as error:
        return place.unreadable(error)


def article(text: str, place: Place, meta: Mapping[str, Any], options: ReadOptions) -> Article:
    """An article of `text` as it stands.

    A stated date that can't be read gives no date, rather than one from elsewhere, and a warning on each record.
    """
    if not text.strip():
        raise ArticleInputError("empty: no text")
    if len(text) > options.max_characters:
        raise ArticleInputError(f"too long: {len(text):,} characters; at most {options.max_characters:,} are read as one article")
    check_unicode(text)
    stated = next((meta[key] for key in _DATE_FIELDS if meta.get(key)), None)
    published = (find_publication_date(text) or options.published) if stated is None else _date(str(stated).strip())
    return Article(
        id=place.id,
        text=text,
        published=published,
        title=_string(meta, _TITLE_FIELDS),
        publisher=_string(meta, _PUBLISHER_FIELDS),
        url=_string(meta, _URL_FIELDS),
        source=place.source,
        warnings=("published_not_understood",) if stated is not None and published is None else (),
    )


def _id_fields(options: ReadOptions) -> tuple[str, ...]:
    return options.id_field, "article_id"


def _stated_id(row: Mapping[str, Any], options: ReadOptions) -> str | None:
    """The text or whole number that a row has as its id; None where it states none: null, an empty text, or a table's NaN."""
    if options.id_field != ReadOptions.id_field and options.id_field not in row:
        raise ArticleInputError(f"no field {options.id_field!r}; name that of the id with --id-field")
    for key in _id_fields(options):
        value = row.get(key)
        if value is None or value == "" or value != value:
            continue
        if isinstance(value, str):
            return value
        if isinstance(value, int | float | Decimal) and not isinstance(value, bool) and value % 1 == 0:
            return str(int(value))
        raise ArticleInputError(f"the id in field {key!r} is neither a text nor a whole number; name another field with --id-field")
    return None


def _string(meta: Mapping[str, Any], keys: Iterable[str]) -> str | None:
    """The first that is stated, as words or as an object that has a name."""
    stated = (value.get("name") if isinstance(value := meta.get(key), Mapping) else value for key in keys)
    return next((str(value) for value in stated if isinstance(value, str) and value), None)


def _date(stated: str) -> date | None:
    """The day of an ISO date or date-time in its own time zone, or of a date in words; None where order of day and month, or the unit, is a guess."""
    if match := _ISO.fullmatch(stated):
        try:
            return date(int(match[1]), int(match[3]), int(match[4]))
        except ValueError:
            return None
    first, last = resolve(stated, None)
    return first if first == last else None
