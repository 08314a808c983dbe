"""Quotes: words within quotation marks that the article attributes to a speaker."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from schemas.common import Draft, Kind, Record, Span, Speaker, SpeakerDraft, Words

Form = Literal["direct", "fragment"]


class Quote(Record):
    """One utterance: the quoted pieces that one reporting phrase introduces or closes."""

    kind: Literal["quote"] = "quote"
    parts: tuple[Span, ...] = Field(min_length=1, description="The quoted pieces in reading order, without the marks.")
    form: Form
    speaker: Speaker | None
    cue: Span | None
    channel: Span | None


class QuoteDraft(Draft):
    parts: tuple[Words, ...] = Field(
        min_length=1,
        description="The quoted pieces in reading order, without marks and final comma or full stop.",
    )
    form: Form = Field(description="direct: a part holds a whole clause with its subject; else fragment.")
    speaker: SpeakerDraft | None = Field(default=None, description="null if the article names nobody.")
    cue: Words | None = Field(default=None, description="The reporting words in the quote's own sentence.")
    channel: Words | None = Field(default=None, description="Medium, outlet told, or occasion: 'Facebook', 'state radio', 'a statement'; 'reporters' is none.")


KIND = Kind(name="quote", title="Quotes", record=Quote, draft=QuoteDraft, field="quotes")
