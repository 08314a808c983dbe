"""A backend whose articles a second one reads too, so that the records of the first can be checked against those of the second."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from typing import Any

from extractor.article import Article
from extractor.backends.base import Backend, Check, Drafts


class CheckedBackend:
    """Drafts of `backend`, with those of `second` beside them."""

    def __init__(self, backend: Backend, second: Backend) -> None:
        self.name = backend.name
        self._backend = backend
        self._second = second

    async def draft(self, article: Article, kinds: Collection[str], check: Check) -> Drafts:
        """See `extractor.backends.base.Backend`. The second reads first: it costs little, and fails before the first is paid for."""
        second = await self._second.draft(article, kinds, check)
        return replace(await self._backend.draft(article, kinds, check), second=second)

    @property
    def concurrency(self) -> int:
        return self._backend.concurrency

    def requests_for(self, article: Article, kinds: Collection[str]) -> list[dict[str, Any]]:
        return self._backend.requests_for(article, kinds)

    def settings(self) -> dict[str, object]:
        return {**self._backend.settings(), "cross_check": self._second.name}

    async def aclose(self) -> None:
        await self._backend.aclose()
        await self._second.aclose()
