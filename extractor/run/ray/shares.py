"""What each actor gets of the limits, so that all of them together keep what was set for the run."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from extractor.backends.base import Backend
from extractor.backends.choose import checked_by_rules, choose
from extractor.backends.llm.observer import SILENT
from extractor.run.budget import Budget
from schemas.files import Usage

if TYPE_CHECKING:
    from extractor.backends.llm.backend import LLMSettings
    from extractor.backends.llm.traffic import Limits


def actors_within(limits: Limits, actors: int) -> int:
    """At most one actor for each request that may be in flight."""
    return actors if limits.concurrency is None else min(actors, limits.concurrency)


def maker(settings: LLMSettings | None, actors: int, *, cross_check: bool = False, environment: Mapping[str, str] = os.environ) -> partial[Backend]:
    """Makes one actor's backend: a model's, with its share of the limits; or the rules', where there are no settings.

    Key and server are those of this machine's `environment`: that of the machines that the actors live on plays no part.
    """
    if settings is None:
        return partial(choose, "rules")
    share = replace(
        settings,
        api_key=settings.api_key or environment.get("OPENAI_API_KEY"),
        base_url=settings.base_url or environment.get("OPENAI_BASE_URL"),
        cache_dir=settings.cache_dir and settings.cache_dir.absolute(),
        limits=_limits_share(settings.limits, actors),
        observer=SILENT,
    )
    return partial(_model, share, cross_check)


def _model(settings: LLMSettings, cross_check: bool) -> Backend:
    backend = choose("llm", settings, {})
    return checked_by_rules(backend) if cross_check else backend


def _limits_share(limits: Limits, actors: int) -> Limits:
    return replace(
        limits,
        concurrency=limits.concurrency and max(1, limits.concurrency // actors),
        rpm=limits.rpm and limits.rpm / actors,
        tpm=limits.tpm and limits.tpm / actors,
    )


def budget_share(budget: Budget, spent: Usage, actors: int) -> Budget:
    """An equal part of what may still be spent."""
    cost = None if budget.max_cost is None else max(0.0, budget.max_cost - (spent.cost_usd or 0)) / actors
    tokens = None if budget.max_tokens is None else max(0, budget.max_tokens - spent.input_tokens - spent.output_tokens) // actors
    return Budget(cost, tokens)
