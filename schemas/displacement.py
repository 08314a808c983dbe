"""Displacement numbers: people or households forced to leave home, or coming back."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from schemas.common import Figure, FigureDraft, Kind, Span, Words

Unit = Literal["person", "household"]
Term = Literal["displaced", "fled", "evacuated", "relocated", "sheltered", "homeless", "housing_destroyed", "returned"]
Measure = Literal["stock", "flow"]


class DisplacementNumber(Figure):
    """How many people or households were forced to leave home, or came back."""

    kind: Literal["displacement"] = "displacement"
    unit: Unit
    term: Term
    measure: Measure
    group: Span | None
    origin: Span | None
    destination: Span | None


class DisplacementDraft(FigureDraft):
    unit: Unit = Field(description="household: families, households, homes.")
    term: Term = Field(description="fled: fled, left, forced to flee, arrived from. sheltered: staying in camps, shelters, with hosts.")
    measure: Measure = Field(description="stock: how many are displaced at a moment; flow: how many moved.")
    group: Words | None = Field(default=None, description="The words for who, without the number.")
    origin: Words | None = Field(default=None, description="Where they left.")
    destination: Words | None = Field(default=None, description="Where they went.")


KIND = Kind(name="displacement", title="Displacement numbers", record=DisplacementNumber, draft=DisplacementDraft, field="displacements")
