"""The files of a run's folder: what one line of articles.jsonl, rejections.jsonl and review.jsonl, and run.json, hold."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Literal

from pydantic import Field

from schemas.common import SCHEMA_VERSION, Model, Provenance

Reason = Literal[
    "evidence_not_found",
    "quantity_not_found",
    "quantity_unreadable",
    "quote_not_found",
    "not_in_quotation_marks",
    "invalid_fields",
]


class Rejection(Model):
    """A draft that could not be grounded or measured. Kept and counted, never silently dropped."""

    article_id: str
    kind: str
    reason: Reason
    detail: str = Field(description="What was looked for and not found, in words.")
    draft: dict[str, Any]
    provenance: Provenance


class Review(Model):
    """A figure for a person to look at: only the model or only the rules found it, or they read the same number phrase differently."""

    article_id: str
    found_by: Literal["llm", "rules", "both"]
    kind: str
    record: dict[str, Any] = Field(description="The figure as in records.jsonl; where both found it, the model's.")
    other: dict[str, Any] | None = Field(default=None, description="The rules' figure on the same number phrase, where both found one.")
    differs: tuple[str, ...] = Field(default=(), description="What the two read differently: value, low, high, qualifier, outcome, unit.")


class CrossCheck(Model):
    """How far a model's records and the rules' agree, in counts."""

    corroborated: int = Field(default=0, description="Records of the model that the rules found too.")
    llm: int = Field(default=0, description="Figures that only the model found.")
    rules: int = Field(default=0, description="Figures that only the rules found.")
    both: int = Field(default=0, description="Figures that both found but read differently.")

    def __add__(self, other: CrossCheck) -> CrossCheck:
        return CrossCheck(**{name: getattr(self, name) + getattr(other, name) for name in CrossCheck.model_fields})

    def __sub__(self, other: CrossCheck) -> CrossCheck:
        return CrossCheck(**{name: getattr(self, name) - getattr(other, name) for name in CrossCheck.model_fields})


class Usage(Model):
    """What an article cost. Each attempt is counted once; cached_input_tokens are part of input_tokens."""

    requests: int = 0
    cache_hits: int = Field(default=0, description="Answers taken from the local cache, which cost nothing.")
    reasks: int = Field(default=0, description="Requests that asked again because an answer failed its checks.")
    input_characters: int = 0
    input_tokens: int = 0
    cached_input_tokens: int = 0
    output_tokens: int = 0
    cost_usd: float | None = Field(default=0.0, description="US dollars at list price; null where the model's price is unknown.")

    def __add__(self, other: Usage) -> Usage:
        unknown = self.cost_usd is None or other.cost_usd is None
        total = {name: getattr(self, name) + getattr(other, name) for name in type(self).model_fields if name != "cost_usd"}
        return Usage(**total, cost_usd=None if unknown else (self.cost_usd or 0) + (other.cost_usd or 0))


class ArticleError(Model):
    """Why an article failed: a short code to count by, and one line for people."""

    code: str
    message: str


class ArticleResult(Model):
    """One line of articles.jsonl."""

    article_id: str
    status: Literal["done", "failed", "gone"] = Field(
        description="gone: it had failed, and its file was read again without it, as its line was mended or taken out. It no longer counts."
    )
    title: str | None = None
    publisher: str | None = None
    url: str | None = None
    published: str | None = None
    source: str | None = Field(default=None, description="The file, with its line or row, that the article was read from.")
    warnings: tuple[str, ...] = Field(default=(), description="What its records should be read with, such as a stated date that was not understood.")
    characters: int = 0
    text_sha256: str | None = None
    records: dict[str, int] = Field(default_factory=dict, description="Records by kind.")
    rejections: int = 0
    skipped: tuple[str, ...] = Field(default=(), description="Kinds not asked for because the article holds no candidate for them.")
    cross_check: CrossCheck | None = Field(default=None, description="null where no cross-check was asked for.")
    usage: Usage = Usage()
    seconds: float = 0.0
    error: ArticleError | None = None
    same_text_as: str | None = Field(default=None, description="The article with the very same text that this one's records were copied from, at no cost.")
    attempt: int = Field(default=1, description="Which line of this article it is: one that is tried again gets a new line, and its last line counts.")
    journal: dict[str, tuple[int, int, int]] = Field(
        default_factory=dict, description="Where the article's lines stand in texts.jsonl, records.jsonl and so on: from and to, in bytes, and their CRC-32."
    )


class Totals(Model):
    """Sums over a run: each article counts as its last line says; usage is that of all lines, for all of it was paid."""

    articles: int = 0
    done: int = 0
    failed: int = 0
    records: dict[str, int] = Field(default_factory=dict)
    rejections: int = 0
    cross_check: CrossCheck | None = None
    usage: Usage = Usage()


class Run(Model):
    """run.json: what was run, with what, and what came out."""

    schema_version: str = SCHEMA_VERSION
    extractor_version: str
    status: Literal["running", "done", "interrupted", "stopped"]
    started: datetime
    ended: datetime | None = None
    continued: datetime | None = Field(default=None, description="When it was last taken up again.")
    settings: dict[str, Any]
    decided_by: dict[str, Any] = Field(
        default_factory=dict, description="What decides the records, as asked for before the server had its say; a run is continued with the same only."
    )
    settings_sha256: str | None = Field(default=None, description="sha256 of decided_by.")
    read_as: dict[str, Any] | None = Field(
        default=None, description="How input was understood: fields of text and id, date of articles that state none; a run is continued with the same only."
    )
    totals: Totals = Totals()
    stopped_because: str | None = None
