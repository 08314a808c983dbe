"""results.json: what one evaluation found, in numbers and record by record."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import Field

from evals.judge import Level
from evals.stats import Rate, Scores
from schemas.common import Model

ErrorType = Literal["missed", "spurious", "duplicate", "field", "ungrounded", "failed"]
Outcome = Literal["missed", "detection", "core", "full"]
"""The highest level that a label's answer reaches."""


class Slice(Model):
    """Scores over some of the articles or kinds, level by level."""

    articles: int
    labels: int = Field(description="Labels that must be found; optional ones don't count.")
    levels: dict[Level, Scores]


class KindResult(Slice):
    """What is found and right of one kind."""

    fields: dict[str, Rate] = Field(description="Accuracy of each field where label and prediction are aligned.")
    count_errors: dict[str, int] = Field(description="Wrong numbers among the aligned, by class.")


class TagRecall(Model):
    """How many of the labels with one tag are found, level by level. False records have no tag, so there is no precision."""

    labels: int
    levels: dict[Level, Rate]


class ErrorLine(Model):
    """One line of errors.jsonl."""

    type: ErrorType
    article_id: str
    kind: str | None
    fields: tuple[str, ...] = Field(default=(), description="The fields that are wrong.")
    detail: str | None = None
    around: str | None = Field(default=None, description="The article's words around the place.")
    gold: dict[str, Any] | None = None
    predicted: dict[str, Any] | None = None


class ArticleOutcome(Model):
    """Record by record, what became of one article. Keys are stable: they decide whether a change lost a record."""

    labels: dict[str, Outcome] = Field(description="By label id.")
    optional: tuple[str, ...] = ()
    false: tuple[str, ...] = Field(default=(), description="Predictions without a label: kind, place and words.")
    tenfold: tuple[str, ...] = Field(default=(), description="Labels whose number was read ten times too high or low, or worse.")
    ungrounded: int = 0
    failed: str | None = None
    counts: dict[str, dict[Level, tuple[int, int, int]]] = Field(default_factory=dict, description="(tp, fp, fn) by kind and level.")


class Results(Model):
    """One evaluation of one lane on one set."""

    set_name: str
    set_version: str = Field(description="sha256 over the articles and labels.")
    scorer_version: str = Field(description="sha256 over the code that aligns, judges and counts.")
    thresholds_version: str = Field(description="sha256 over the limits of the gate.")
    lane: dict[str, Any] = Field(description="Backend and what decides its answers.")
    articles: int
    kinds: dict[str, KindResult]
    groups: dict[str, Slice] = Field(description="figures: casualty and displacement together; all: everything.")
    tags: dict[str, Slice] = Field(description="By the tags of articles.")
    label_tags: dict[str, TagRecall] = Field(default_factory=dict, description="By the tags of single labels.")
    grounding: Rate = Field(description="Share of records whose every span slices back from the article.")
    entirely_right: Rate = Field(description="Share of articles with every label found in full and nothing else.")
    failed: dict[str, str] = Field(description="Articles that failed, each with its error; they count as empty predictions.")
    rejections: dict[str, int] = Field(description="Rejected drafts by reason.")
    false_on_empty: int = Field(description="Records predicted in articles that hold none.")
    empty_articles: int
    outcomes: dict[str, ArticleOutcome]
    errors: tuple[ErrorLine, ...] = ()
    usage: dict[str, Any] = Field(default_factory=dict)
