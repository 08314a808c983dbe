"""Invented articles, and records on their words: labels and predictions alike."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from evals.labels import Labelled, LabelSet
from evals.results import Results
from evals.score import Prediction, evaluate
from extractor.article import Article
from schemas.casualty import CasualtyFigure
from schemas.common import Provenance, Quantity, Record, Source, Span, Speaker, When
from schemas.displacement import DisplacementNumber
from schemas.quote import Quote

BY: dict[str, Any] = {"grounding": "exact", "provenance": Provenance(backend="test")}


@dataclass(frozen=True)
class Paper:
    """An article that records are made of by naming their words; the n-th occurrence is meant, 0 the first."""

    text: str
    id: str = "a"

    def span(self, words: str, nth: int = 0) -> Span:
        start = -1
        for _ in range(nth + 1):
            start = self.text.index(words, start + 1)
        return Span(start=start, end=start + len(words), text=words)

    def quantity(self, words: str, value: int | None, nth: int = 0, **bounds: Any) -> Quantity:
        return Quantity(**self.span(words, nth).model_dump(), value=value, **{"low": value, "high": value, "qualifier": "exact"} | bounds)

    def _shared(self, key: str, words: str, value: int | None, fields: dict[str, Any]) -> dict[str, Any]:
        bounds = {name: fields.pop(name) for name in ("low", "high", "qualifier", "implicit", "nth") if name in fields}
        evidence = fields.pop("evidence", None)
        whole = self.span(evidence) if evidence else Span(start=0, end=len(self.text), text=self.text)
        shared = {"id": key, "article_id": self.id, "evidence": whole, "quantity": self.quantity(words, value, **bounds)}
        return shared | {"status": "asserted", "sources": (), "when": None, "part_of": None} | BY

    def casualty(self, key: str, words: str, value: int | None, outcome: str = "killed", **fields: Any) -> CasualtyFigure:
        """On the whole text as its evidence unless `evidence` names a part of it."""
        shared = self._shared(key, words, value, fields) | {"outcome": outcome, "victims": None, "victim_status": "unknown", "scope": "incident"}
        return CasualtyFigure.model_validate(shared | {"where": None, "cause": None} | fields)

    def displaced(self, key: str, words: str, value: int | None, term: str = "displaced", **fields: Any) -> DisplacementNumber:
        shared = self._shared(key, words, value, fields) | {"unit": "person", "term": term, "measure": "flow", "group": None}
        return DisplacementNumber.model_validate(shared | {"origin": None, "destination": None} | fields)

    def quote(self, key: str, *parts: str, speaker: str | None = None, role: str | None = None, **fields: Any) -> Quote:
        who = Speaker(mention=self.span(speaker), name=speaker, role=self.span(role) if role else None) if speaker else None
        known = {"id": key, "article_id": self.id, "parts": tuple(self.span(part) for part in parts), "form": "direct", "speaker": who}
        return Quote.model_validate(known | {"cue": None, "channel": None} | BY | fields)

    def source(self, words: str, name: str | None = None) -> Source:
        return Source(mention=self.span(words), name=name or words)

    def when(self, words: str, start: str | None, end: str | None) -> When:
        return When.model_validate({"mention": self.span(words), "start_date": start, "end_date": end})

    def labelled(self, *records: Record, tags: Sequence[str] = ()) -> Labelled:
        return Labelled(Article(id=self.id, text=self.text), records, tuple(tags))


def scored(items: Sequence[Labelled], predicted: Mapping[str, Sequence[Record] | Prediction], lane: str = "test") -> Results:
    """Score the predicted records, by article id, of an invented set."""
    predictions = {key: said if isinstance(said, Prediction) else Prediction(tuple(said)) for key, said in predicted.items()}
    return evaluate(LabelSet("invented", tuple(items)), predictions, {"backend": lane})


def counted(labels: Sequence[Record], predictions: Sequence[Record], paper: Paper, kind: str = "casualty") -> dict[str, tuple[int, int, int]]:
    """(tp, fp, fn) of one article and kind, by level."""
    results = scored([paper.labelled(*labels)], {paper.id: predictions})
    return {str(level): counts for level, counts in results.outcomes[paper.id].counts[kind].items()}
