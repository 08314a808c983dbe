"""What the candidate test is worth on labelled articles: requests that are not sent, and labelled kinds that this would lose (there must be none)."""

from __future__ import annotations

from dataclasses import dataclass

from evals.labels import LabelSet
from extractor.backends.llm.candidates import candidates
from schemas import KINDS


@dataclass(frozen=True)
class Savings:
    """Requests for a set of articles, without windows and re-asks."""

    articles: int
    per_kind: int
    """Of one request a kind and article, those saved."""
    combined: int
    """Of one request an article, those saved."""
    lost: tuple[str, ...]
    """Labelled kinds that would not be asked for, as "article: kind"."""

    def __str__(self) -> str:
        lost = f"{len(self.lost)} ({', '.join(self.lost)})" if self.lost else "0"
        return f"{self.per_kind:,} of {self.articles * len(KINDS):,} per kind, {self.combined:,} of {self.articles:,} combined; labelled kinds lost: {lost}"


def savings(labels: LabelSet) -> Savings:
    """What the candidate test saves and loses on `labels`."""
    held = {item.article.id: {kind for kind in KINDS if candidates(item.article, kind)} for item in labels.items}
    return Savings(
        articles=len(labels.items),
        per_kind=sum(len(KINDS) - len(kinds) for kinds in held.values()),
        combined=sum(not kinds for kinds in held.values()),
        lost=tuple(f"{item.article.id}: {kind}" for item in labels.items for kind in KINDS if kind in {r.kind for r in item.records} - held[item.article.id]),
    )
