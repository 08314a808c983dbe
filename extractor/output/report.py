"""A run as one HTML page that needs no network: each article's text with its evidence highlighted, and the records beside it.

All splitting at offsets happens here, in code points; the page's script never counts characters.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from jinja2 import Environment, PackageLoader, StrictUndefined

from extractor.output.view import PASSAGES, Mark, View, views
from extractor.pages import csp_hash
from schemas import KINDS
from schemas.common import Record
from schemas.files import ArticleResult, Rejection, Run

if TYPE_CHECKING:
    from extractor.run.folder import RunFolder

_STATUSES = ("asserted", "denied", "projected", "conditional")
_HIGHLIGHTED = ("evidence", "parts", "quantity", "speaker")
"""Fields highlighted at all times; the other fields of a record only while it is selected."""
_KEYS = ("quantity", "parts")
"""Fields whose words name a record: clicking there selects no other."""


@dataclass(frozen=True)
class Piece:
    """A stretch of text that lies wholly inside or outside of every mark."""

    text: str
    records: tuple[int, ...] = ()
    """Which views, by index, have a mark here."""
    keys: tuple[int, ...] = ()
    """Those whose number phrase or quoted words these are."""
    fields: tuple[int, ...] = ()
    """Those of which these words are another field."""
    roles: tuple[str, ...] = ()
    """Fields to highlight here."""
    starts: tuple[int, ...] = ()
    """Those whose passage starts here."""


@dataclass(frozen=True)
class Page:
    """One article of the report."""

    result: ArticleResult
    views: tuple[View, ...]
    pieces: tuple[Piece, ...] | None
    """None where the run holds no text of it."""
    rejections: tuple[Rejection, ...]


def write_report(folder: RunFolder, path: Path) -> None:
    """Write the report of `folder`'s run to `path`. A file that stands there is replaced as a whole, once all of the new one is on the disk.

    Raises:
        OSError: `path` can't be written.
    """
    page = render(folder).encode("utf-8", "replace")
    if path.exists() and not path.is_file():  # a pipe, a terminal
        path.write_bytes(page)
        return
    new = path.with_name(f".{path.name}.new")
    try:
        new.write_bytes(page)
        new.replace(path)
    finally:
        new.unlink(missing_ok=True)


def render(folder: RunFolder) -> str:
    """The report of `folder`'s run, as HTML."""
    records: dict[str, list[Record]] = defaultdict(list)
    for record in folder.records():
        records[record.article_id].append(record)
    rejections: dict[str, list[Rejection]] = defaultdict(list)
    for rejection in folder.rejections():
        rejections[rejection.article_id].append(rejection)
    pages = [_page(result, folder.text(result.article_id), records[result.article_id], rejections[result.article_id]) for result in folder.articles()]
    statuses = {view.status for page in pages for view in page.views}
    style, script = (Path(__file__).with_name(name).read_text(encoding="utf-8") for name in ("report.css", "report.js"))
    environment = Environment(loader=PackageLoader("extractor.output", "."), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    environment.filters["pretty"] = _pretty
    environment.tests["web"] = _is_web
    run = folder.run()
    return environment.get_template("report.html.j2").render(
        run=run,
        duration=_duration(run),
        pages=pages,
        kinds=list(KINDS.values()),
        statuses=[status for status in _STATUSES if status in statuses],
        style=style,
        script=script,
        style_hash=csp_hash(style),
        script_hash=csp_hash(script),
    )


def split(text: str, found: Sequence[View]) -> list[Piece]:
    """`text` cut at every start and end of a mark. The pieces' texts, joined, are `text`."""
    marks = [(index, mark) for index, view in enumerate(found) for mark in view.marks if mark.start < mark.end <= len(text)]
    first: dict[int, int] = {}
    for index, mark in sorted(marks, key=lambda item: (item[1].role not in PASSAGES, item[1].start)):
        first.setdefault(index, mark.start)
    opening: dict[int, list[tuple[int, Mark]]] = defaultdict(list)
    for index, mark in marks:
        opening[mark.start].append((index, mark))
    cuts = sorted({0, len(text), *(mark.start for _, mark in marks), *(mark.end for _, mark in marks)})
    pieces: list[Piece] = []
    here: list[tuple[int, Mark]] = []
    for start, end in pairwise(cuts):
        here = [item for item in here if item[1].end > start] + opening[start]
        pieces.append(
            Piece(
                text=text[start:end],
                records=_indices(here),
                keys=_indices(item for item in here if item[1].role in _KEYS),
                fields=_indices(item for item in here if item[1].role not in (*PASSAGES, *_KEYS)),
                roles=tuple(role for role in _HIGHLIGHTED if any(mark.role == role for _, mark in here)),
                starts=tuple(sorted({index for index, mark in here if first[index] == start})),
            )
        )
    return pieces


def _indices(items: Iterable[tuple[int, Mark]]) -> tuple[int, ...]:
    return tuple(sorted({index for index, _ in items}))


def _page(result: ArticleResult, text: str | None, records: Sequence[Record], rejections: Sequence[Rejection]) -> Page:
    found = tuple(views(records))
    return Page(result, found, tuple(split(text, found)) if text is not None else None, tuple(rejections))


def _pretty(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2, default=str)


def _is_web(url: str | None) -> bool:
    """Only web addresses become links: an article may claim any."""
    return bool(url and re.match(r"https?://", url, re.IGNORECASE))


def _duration(run: Run) -> str:
    if run.ended is None:
        return "not ended"
    seconds = (run.ended - run.started).total_seconds()
    return f"{seconds:.1f} s" if seconds < 60 else f"{seconds // 60:.0f} min {seconds % 60:.0f} s"
