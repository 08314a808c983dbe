"""Casualty figures: people killed, injured or missing through violence or disaster."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from schemas.common import Figure, FigureDraft, Kind, Span, Words

Outcome = Literal["killed", "injured", "missing", "unspecified"]
VictimStatus = Literal["civilian", "combatant", "mixed", "unknown"]
Scope = Literal["incident", "cumulative"]


class CasualtyFigure(Figure):
    """How many people were killed, injured or missing."""

    kind: Literal["casualty"] = "casualty"
    outcome: Outcome
    victims: Span | None
    victim_status: VictimStatus
    scope: Scope
    where: Span | None
    cause: Span | None


class CasualtyDraft(FigureDraft):
    outcome: Outcome = Field(description="unspecified: 'casualties', 'killed or wounded' as one number.")
    implicit: bool = Field(default=False, description="One victim stated without a number.")
    victims: Words | None = Field(default=None, description="The words for who, without the number.")
    victim_status: VictimStatus = Field(
        description="civilian: only if the article says so. combatant: fighters, soldiers, rebels. mixed: the article says the figure holds both. "
        "unknown: all others ('people', 'children', 'miners')."
    )
    scope: Scope = Field(description="cumulative: a running total over an open or multi-day period ('since', 'so far').")
    where: Words | None = Field(default=None, description="The place the figure is about, in the evidence or the sentence before.")
    cause: Words | None = Field(default=None, description="The act, weapon or actor said to have caused it; not words that only date it.")


KIND = Kind(name="casualty", title="Casualty figures", record=CasualtyFigure, draft=CasualtyDraft, field="casualties", distinct=("outcome",))
