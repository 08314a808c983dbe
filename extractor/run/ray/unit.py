"""What goes to an actor, and what comes home from it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from extractor.article import Article
from extractor.pipeline import Extraction
from extractor.run.readers import Item
from schemas.files import ArticleResult


@dataclass(frozen=True)
class Unit:
    """Some articles that one actor extracts."""

    number: int
    """Counted from 0, without a gap."""
    items: tuple[Item, ...] = ()
    twins: tuple[Article, ...] = ()
    """Articles with the very text of an earlier one: nothing is asked for them."""
    passed: int = 0
    """How many articles were settled before, and passed over."""
    last: bool = False
    others: Counter[str] = field(default_factory=Counter)
    """Files that were not read, by suffix: all of them, in the last unit."""
    gone: tuple[str, ...] = ()
    """Articles that could not be read in earlier runs and are no longer in their files: all of them, in the last unit."""
    error: str | None = None
    """Why nothing more can be read."""


@dataclass(frozen=True)
class Outcome:
    """What became of a unit. Articles that no place was given to any more are missing: they were not paid for."""

    unit: Unit
    results: tuple[tuple[ArticleResult, Extraction | None], ...]
    settings: Mapping[str, Any] = field(default_factory=dict)
    """What the actor's backend has come to use."""
    fatal: str | None = None
    """Why no article can succeed."""
    limit: bool = False
    """Whether the actor's share of the budget is spent."""
