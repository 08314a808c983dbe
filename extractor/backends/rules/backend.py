"""The rules as a backend: the default where no model is configured."""

from __future__ import annotations

import importlib
import logging
from collections.abc import Callable, Collection, Iterator
from contextlib import closing
from types import ModuleType
from typing import Any, cast

from extractor.article import Article
from extractor.backends.base import Check, Drafts, Pointed
from extractor.backends.rules.document import Document
from extractor.text.language import ENGLISH
from extractor.text.reading import Reading
from schemas import KINDS
from schemas.common import Draft, Provenance

Find = Callable[[Document], Iterator[tuple[Draft, tuple[int, int]]]]
_log = logging.getLogger(__name__)

PROVENANCE = Provenance(backend="rules")


def _module(kind: str) -> ModuleType | None:
    name = f"{__package__}.{kind}"
    try:
        return importlib.import_module(name)
    except ModuleNotFoundError as error:
        if error.name != name:
            raise
        return None


RULES: dict[str, Find] = {kind: cast(Find, module.find) for kind in KINDS if (module := _module(kind))}
"""The rules by kind: each module of this folder that bears a kind's name."""


class RulesBackend:
    """Extracts by general rules for English: no key, no network, the same answer every time."""

    name = "rules"
    concurrency = 1
    """Rules never wait: one after the other is as fast, and takes the least memory."""

    def __init__(self) -> None:
        self._told = False

    async def draft(self, article: Article, kinds: Collection[str], check: Check) -> Drafts:
        """See `extractor.backends.base.Backend`. Of an article in another language only quotes are found; a warning says so, once."""
        reading = Reading.of(article)
        if reading.language != ENGLISH and not self._told:
            self._told = True
            _log.warning(
                "Article %s is not in English (%s): the built-in rules find no figures in such articles, and hardly a speaker", article.id, reading.language
            )
        with closing(Document(reading)) as document:
            pointed = tuple(Pointed(kind, draft, region, PROVENANCE) for kind in kinds if kind in RULES for draft, region in RULES[kind](document))
        return Drafts(pointed=pointed, skipped=tuple(kind for kind in kinds if kind not in RULES))

    def requests_for(self, article: Article, kinds: Collection[str]) -> list[dict[str, Any]]:
        """None: rules ask nobody."""
        return []

    def settings(self) -> dict[str, object]:
        return {"backend": self.name}

    async def aclose(self) -> None:
        """Nothing to give back."""
