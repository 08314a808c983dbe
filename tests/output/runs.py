"""A small invented run, as the folder that show and report read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from schemas.casualty import CasualtyFigure
from schemas.common import Provenance, Quantity, Record, Source, Span, Speaker, When
from schemas.files import ArticleError, ArticleResult, Rejection, Run, Totals, Usage
from schemas.quote import Quote

MARKUP = "<script>alert(1)</script>"
TEXT = (
    "🌊 Flood in Eastfield\n\nAt least 40 people, including 9 children, drowned on Friday, the mayor said. "
    f"“{MARKUP} & [bold]run[/bold]”, Ann Lee \x1b[31mtold\u202e us.\n\nHe denied that 15 guards had died.\n"
)
PROVENANCE = Provenance(backend="rules")


def span(words: str) -> Span:
    start = TEXT.index(words)
    return Span(start=start, end=start + len(words), text=words)


def quantity(words: str, value: int, high: int | None, qualifier: Any) -> Quantity:
    return Quantity(**span(words).model_dump(), value=value, low=value, high=high, qualifier=qualifier)


def figure(record_id: str, words: Quantity, evidence: str, **fields: Any) -> CasualtyFigure:
    known: dict[str, Any] = {"status": "asserted", "sources": (), "when": None, "part_of": None, "outcome": "killed", "victims": None}
    known |= {"victim_status": "unknown", "scope": "incident", "where": None, "cause": None, "grounding": "exact", "provenance": PROVENANCE}
    return CasualtyFigure(id=record_id, article_id="flood", quantity=words, evidence=span(evidence), **known | fields)


DROWNED = "At least 40 people, including 9 children, drowned on Friday, the mayor said."
RECORDS: tuple[Record, ...] = (
    figure(
        "whole",
        quantity("At least 40", 40, None, "at_least"),
        DROWNED,
        victims=span("people"),
        sources=(Source(mention=span("mayor"), name="Ann Lee"),),
        when=When(mention=span("Friday"), start_date=date(2024, 5, 3), end_date=date(2024, 5, 3)),
    ),
    Quote(
        id="quote",
        article_id="flood",
        parts=(span(f"{MARKUP} & [bold]run[/bold]"),),
        form="fragment",
        speaker=Speaker(mention=span("Ann Lee"), name="Ann Lee", role=span("mayor")),
        cue=span("\x1b[31mtold\u202e"),
        channel=None,
        grounding="exact",
        provenance=PROVENANCE,
    ),
    figure("part", quantity("9", 9, 9, "exact"), DROWNED, victims=span("children"), part_of="whole"),
    figure("denied", quantity("15", 15, 15, "exact"), "He denied that 15 guards had died.", victims=span("guards"), status="denied"),
)


@dataclass(frozen=True)
class FakeFolder:
    """What show and report read of a run's folder."""

    path: Path = Path("out")
    found: tuple[Record, ...] = RECORDS

    def run(self) -> Run:
        totals = Totals(articles=3, done=2, failed=1, records={"casualty": 3, "quote": 1}, rejections=1, usage=Usage(input_tokens=1234, cost_usd=None))
        started = datetime(2024, 5, 4, 9, tzinfo=UTC)
        return Run(extractor_version="1.2.3", status="done", started=started, settings={"backend": "llm", "model": MARKUP}, totals=totals)

    def articles(self) -> Iterator[ArticleResult]:
        yield ArticleResult(article_id="flood", status="done", title="Flood [red]in[/red] Eastfield", url="javascript:alert(1)", characters=len(TEXT))
        yield ArticleResult(article_id="quiet", status="done", title="Nothing happened", url="https://example.org/quiet")
        yield ArticleResult(article_id="lost", status="failed", error=ArticleError(code="timeout", message="no answer within 120 s"))

    def records(self) -> Iterator[Record]:
        return iter(self.found)

    def rejections(self) -> Iterator[Rejection]:
        draft = {"quantity": MARKUP}
        yield Rejection(article_id="flood", kind="casualty", reason="quantity_not_found", detail=f"no {MARKUP}", draft=draft, provenance=PROVENANCE)

    def text(self, article_id: str) -> str | None:
        return {"flood": TEXT, "quiet": "Nothing happened.\n"}.get(article_id)
