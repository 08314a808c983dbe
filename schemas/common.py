"""What every record is made of: spans, quantities, sources, dates, provenance; and the base of records and drafts.

A *draft* is what a backend points at: strings copied from the article plus choices from short lists.
A *record* is what users get: spans at checkable offsets with what code measured in them. Both are frozen.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

SCHEMA_VERSION = "1"
"""Version of the labelling guide and of the models in this package; part of every record's provenance."""

Qualifier = Literal["exact", "at_least", "more_than", "at_most", "less_than", "about", "range", "vague"]
Status = Literal["asserted", "denied", "projected", "conditional"]
Grounding = Literal["exact", "normalised"]


class Model(BaseModel):
    """Base of all models here: immutable, unknown fields refused."""

    model_config = ConfigDict(frozen=True, extra="forbid")


# ---------------------------------------------------------------- parts of records


class Span(Model):
    """Words of the article: code points `start` (0-based) to `end` (exclusive) of its text exactly as decoded."""

    start: int = Field(ge=0)
    end: int = Field(gt=0)
    text: str

    def model_post_init(self, context: Any, /) -> None:
        """Run when a span is made; unlike a validator, not again for each record that holds it."""
        made = self.__dict__  # its fields one by one take longer, and this runs for every span of every record
        if made["end"] - made["start"] != len(made["text"]):
            raise ValueError("end - start must be the length of text")


class Quantity(Span):
    """A number phrase and what code read in it. `low` and `high` are inclusive bounds; null means unknown, never 0."""

    value: int | None
    low: int | None
    high: int | None
    qualifier: Qualifier
    implicit: bool = Field(default=False, description="True for a single victim stated without a number word.")


class Source(Model):
    """Whom the article gives a figure to."""

    mention: Span
    name: str = Field(description="The most complete form in the article that refers to the same person or body.")


class When(Model):
    """The words that date a figure and the days they resolve to, from the article's date of publication."""

    mention: Span
    start_date: date | None
    end_date: date | None


class Speaker(Model):
    """Who is quoted."""

    mention: Span
    name: str = Field(description="The most complete form in the article that refers to the same person or body.")
    role: Span | None


class Provenance(Model):
    """What made a record."""

    backend: str
    model: str | None = None
    prompt_version: str | None = None
    prompt_hash: str | None = None
    schema_version: str = SCHEMA_VERSION


class Record(Model):
    """Base of all records."""

    id: str = Field(description="Stable: the same article and the same words give the same id.")
    kind: str
    article_id: str
    optional: bool = Field(default=False, description="Set by labellers where careful readers differ.")
    grounding: Grounding = Field(
        description="exact: all words stand in the article as pointed at; normalised: some differ in quote glyphs, dashes, ellipses or white space."
    )
    warnings: tuple[str, ...] = ()
    corroborated_by: tuple[str, ...] = Field(
        default=(),
        description="Backends that found the same on their own: on these words the same number, bounds, qualifier and outcome or unit; "
        "or the same quoted words and speaker. Empty also where none was asked.",
    )
    provenance: Provenance


class Figure(Record):
    """What casualty and displacement records share."""

    evidence: Span = Field(description="The whole sentence that states the figure, or two where the meaning needs them.")
    quantity: Quantity
    status: Status
    sources: tuple[Source, ...] = Field(description="The original source first, then whoever relayed it; empty where the outlet speaks itself.")
    when: When | None
    part_of: str | None = Field(description="The id of the figure that this one is part of.")


# ---------------------------------------------------------------- drafts


def _require_all(schema: dict[str, Any]) -> None:
    """Strict structured output wants every property required and without default."""
    schema["required"] = list(schema.get("properties", {}))
    for prop in schema.get("properties", {}).values():
        prop.pop("default", None)


class Draft(BaseModel):
    """Base of all drafts. Nullable fields that a server leaves out count as null."""

    model_config = ConfigDict(frozen=True, extra="forbid", json_schema_extra=_require_all)


Words = Annotated[str, Field(min_length=1)]
"""A string copied from the article, character for character."""


class SourceDraft(Draft):
    mention: Words = Field(description="Nearest words for the source.")
    name: Words = Field(description="Its fullest form in the article.")


class SpeakerDraft(Draft):
    mention: Words = Field(description="Nearest words for the speaker.")
    name: Words = Field(description="The speaker's fullest form in the article.")
    role: Words | None = Field(default=None, description="Nearest title or description of the speaker.")


class FigureDraft(Draft):
    evidence: Words = Field(description="The whole sentence that states the figure; with the one before it only where the meaning needs it.")
    quantity: Words = Field(description="The number phrase with its qualifier: 'at least 12', 'dozens'; without a number, the words for the single victim.")
    status: Status = Field(description="asserted: stated as fact by anyone. projected: a forecast. conditional: if, plan, threat.")
    sources: tuple[SourceDraft, ...] = Field(description="Whom the figure is given to, origin first, then who relays it; [] if the outlet speaks itself.")
    when: Words | None = Field(default=None, description="The words in the evidence that date what happened; not when it was reported.")
    part_of: Words | None = Field(default=None, description="The number phrase of the larger figure that includes this one.")


# ---------------------------------------------------------------- kinds


@dataclass(frozen=True)
class Kind:
    """A record kind: its name, its two models and what people see of it."""

    name: str
    title: str
    record: type[Record]
    draft: type[Draft]
    field: str
    """Name of the list that holds this kind in a model's answer."""
    distinct: tuple[str, ...] = ()
    """Choices that tell two records on the same words apart: "40 killed and injured" counts twice."""
