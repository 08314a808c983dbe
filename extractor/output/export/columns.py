"""The columns of a kind, derived from its record model: one builder for each type of part (span, quantity, source, ...)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from types import NoneType
from typing import Any, Literal, get_args, get_origin

from pydantic.fields import FieldInfo

from schemas.common import Kind, Model, Provenance, Quantity, Record, Source, Span, Speaker, When

Cell = str | int | bool | date | None
CellType = Literal["text", "integer", "boolean", "date"]
Section = Literal["article", "figure", "choice", "words", "passage", "link", "check", "offset", "provenance"]
SECTIONS: tuple[Section, ...] = get_args(Section)
"""The order of a table's columns, left to right."""

GAP, CHAIN, LIST = " […] ", " > ", "; "
_LEFT_OUT = ("optional", "id", "kind", "article_id")
"""Fields with a place of their own, or of labellers only."""


@dataclass(frozen=True)
class ArticleFacts:
    """What the article's own columns say."""

    title: str | None
    publisher: str | None
    url: str | None
    published: str | None


@dataclass(frozen=True)
class Item:
    """One row's worth: a record and its article."""

    record: Record
    article: ArticleFacts


@dataclass(frozen=True)
class Column:
    """One column of a table: its name, what its cells hold, and how to read one."""

    name: str
    type: CellType
    about: str
    section: Section
    read: Callable[[Item], Cell]
    words: bool = False
    """Whether its cells hold words of the article, which may name people."""


def columns_of(kind: Kind) -> tuple[Column, ...]:
    """The columns of `kind`'s table, in their order."""
    derived = [column for name, info in kind.record.model_fields.items() if name not in _LEFT_OUT for column in _derive(name, info)]
    return tuple(sorted((*_ARTICLE, *derived), key=lambda column: SECTIONS.index(column.section)))


def day(text: str | None) -> date | None:
    """The ISO date that `text` begins with, if any."""
    try:
        return date.fromisoformat((text or "")[:10])
    except ValueError:
        return None


_ARTICLE = (
    Column("article_id", "text", "Id of the article.", "article", lambda item: item.record.article_id),
    Column("title", "text", "Title of the article.", "article", lambda item: item.article.title, words=True),
    Column("publisher", "text", "Publisher of the article.", "article", lambda item: item.article.publisher),
    Column("url", "text", "Address of the article.", "article", lambda item: item.article.url),
    Column("published", "date", "Day of publication.", "article", lambda item: day(item.article.published)),
    Column("record_id", "text", "Id of the record: the same article and the same words give the same id.", "article", lambda item: item.record.id),
    Column("kind", "text", "Kind of the record.", "article", lambda item: item.record.kind),
)


def _derive(name: str, info: FieldInfo) -> Iterator[Column]:
    part, many = _unwrapped(info.annotation)
    about = info.description or ""
    if many:
        yield from _list_columns(name, part, about)
    elif get_origin(part) is Literal:
        values = f"One of: {', '.join(get_args(part))}."
        section: Section = "check" if name in Record.model_fields else "choice"
        yield _column(name, "text", about or values, section, _path(name))
    elif isinstance(part, type) and issubclass(part, Model):
        yield from _part_columns(name, part, about)
    else:
        yield _column(name, _cell_type(part), about, "link", _path(name))


def _part_columns(name: str, part: type[Model], about: str) -> Iterator[Column]:
    if issubclass(part, Quantity):
        yield _column(name, "text", "The number phrase as it stands in the article.", "figure", _path(name, "text"), words=True)
        for inner, type_, meaning in _QUANTITY:
            yield _column(inner, type_, meaning, "figure", _path(name, inner))
        yield from _offsets(name, name)
    elif issubclass(part, Span):
        section: Section = "passage" if name == "evidence" else "words"
        yield _column(name, "text", about or f"The article's words for: {name}.", section, _path(name, "text"), words=True)
        yield from _offsets(name, name)
    elif issubclass(part, When):
        yield _column(name, "text", "The words that date the figure.", "words", _path(name, "mention", "text"), words=True)
        yield _column(
            "start_date", "date", "First day that the words mean, from the day of publication; empty where unknown.", "words", _path(name, "start_date")
        )
        yield _column("end_date", "date", "Last day that the words mean; empty where unknown.", "words", _path(name, "end_date"))
        yield from _offsets(name, name, "mention")
    elif issubclass(part, Speaker):
        yield _column(name, "text", "The article's words for who speaks.", "words", _path(name, "mention", "text"), words=True)
        yield _column(f"{name}_name", "text", "The speaker's fullest form in the article.", "words", _path(name, "name"), words=True)
        yield _column(f"{name}_role", "text", "The speaker's title or description.", "words", _path(name, "role", "text"), words=True)
        yield from _offsets(name, name, "mention")
        yield from _offsets(f"{name}_role", name, "role")
    elif issubclass(part, Provenance):
        for inner in part.model_fields:
            yield _column(inner, "text", _PROVENANCE.get(inner, ""), "provenance", _path(name, inner))
    else:
        yield _column(name, "text", about or "As JSON.", "words", lambda item: _json(getattr(item.record, name)), words=True)


def _list_columns(name: str, part: Any, about: str) -> Iterator[Column]:
    if part is Source:
        chain = "Whom the article gives the figure to, the original first, then who relayed it; empty where the outlet speaks itself."
        yield _column("source_chain", "text", chain, "words", _joined(name, CHAIN, lambda source: source.name), words=True)
        yield _column(
            "source_mentions", "text", "The article's words for each of them.", "words", _joined(name, CHAIN, lambda source: source.mention.text), words=True
        )
        yield _column("source_offsets", "text", f"start-end of each mention, {_UNIT}.", "offset", _joined(name, LIST, lambda source: _range(source.mention)))
    elif part is Span:
        yield _column(name, "text", f"{about} Joined by “{GAP.strip()}”.".strip(), "figure", _joined(name, GAP, lambda span: span.text), words=True)
        yield _column(f"{name}_offsets", "text", f"start-end of each piece, {_UNIT}.", "offset", _joined(name, LIST, _range))
    else:
        section: Section = "check" if name in Record.model_fields else "link"
        yield _column(
            name,
            "text",
            about or f"{name.replace('_', ' ').capitalize()}, separated by semicolons.",
            section,
            _joined(name, LIST, str),
            words=name == "warnings",
        )


_UNIT = "in Unicode code points into the article's text as decoded, 0-based, end exclusive"
_QUANTITY: tuple[tuple[str, CellType, str], ...] = (
    ("value", "integer", "The number stated; empty where the phrase states none (“dozens”, “40 to 50”)."),
    ("low", "integer", "Lower bound, inclusive; empty means unknown, never 0."),
    ("high", "integer", "Upper bound, inclusive; empty means unknown."),
    ("qualifier", "text", "How the phrase bounds the number: exact, at_least, more_than, at_most, less_than, about, range or vague."),
    ("implicit", "boolean", "True for a single victim stated without a number word."),
)
_PROVENANCE = {
    "backend": "What pointed at the words: rules, llm or replay.",
    "model": "The model, where one was used.",
    "prompt_version": "Version of the prompt.",
    "prompt_hash": "Hash of the prompt.",
    "schema_version": "Version of the record models.",
}


def _column(name: str, type_: CellType, about: str, section: Section, read: Callable[[Item], Cell], *, words: bool = False) -> Column:
    return Column(name, type_, about or f"{name.replace('_', ' ').capitalize()}.", section, read, words)


def _offsets(name: str, *path: str) -> Iterator[Column]:
    yield _column(f"{name}_start", "integer", f"Where {name} starts, {_UNIT}.", "offset", _path(*path, "start"))
    yield _column(f"{name}_end", "integer", f"Where {name} ends, {_UNIT}.", "offset", _path(*path, "end"))


def _path(*names: str) -> Callable[[Item], Cell]:
    """Reads a record's field within a field; null as soon as one of them is."""

    def read(item: Item) -> Cell:
        value: Any = item.record
        for name in names:
            if value is None:
                return None
            value = getattr(value, name)
        return value  # type: ignore[no-any-return]

    return read


def _joined(name: str, by: str, text: Callable[[Any], str]) -> Callable[[Item], Cell]:
    return lambda item: by.join(text(part) for part in getattr(item.record, name)) or None


def _range(span: Span) -> str:
    return f"{span.start}-{span.end}"


def _json(value: Model | None) -> str | None:
    return value.model_dump_json() if value is not None else None


def _cell_type(part: Any) -> CellType:
    types: dict[Any, CellType] = {int: "integer", bool: "boolean", date: "date"}
    return types.get(part, "text")


def _unwrapped(annotation: Any) -> tuple[Any, bool]:
    """What an annotation is about, and whether it is a list of it: `Span | None` is a Span, `tuple[Source, ...]` many Sources."""
    if get_origin(annotation) is tuple:
        return get_args(annotation)[0], True
    if get_origin(annotation) is not Literal and NoneType in get_args(annotation):
        return next(part for part in get_args(annotation) if part is not NoneType), False
    return annotation, False
