"""What a backend is: it points at words of an article, as drafts. It never measures and never makes records."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import Any, Protocol

from extractor.article import Article
from schemas.common import Draft, Provenance
from schemas.files import Usage


@dataclass(frozen=True)
class Pointed:
    """One draft of one kind, with the stretch of the article in which its words are to be looked for."""

    kind: str
    draft: Draft
    region: tuple[int, int]
    provenance: Provenance


@dataclass(frozen=True)
class Unusable:
    """A part of an answer that is no draft at all: it breaks the schema."""

    kind: str
    detail: str
    content: dict[str, object]
    provenance: Provenance


@dataclass(frozen=True)
class Drafts:
    """All that a backend found in one article."""

    pointed: tuple[Pointed, ...] = ()
    unusable: tuple[Unusable, ...] = ()
    skipped: tuple[str, ...] = ()
    """Kinds not asked for because the article holds no candidate for them."""
    usage: Usage = Usage()
    second: Drafts | None = None
    """What a second backend found there, to check these against; its own records count for nothing else."""


Check = Callable[[Pointed], str | None]
"""Says why a draft can't become a record, in words fit to send back to a model; None if it can."""


class Backend(Protocol):
    """Article to drafts."""

    name: str

    @property
    def concurrency(self) -> int:
        """How many articles are worth having in work at once; it may change while they are."""
        ...

    async def draft(self, article: Article, kinds: Collection[str], check: Check) -> Drafts:
        """What `article` holds of `kinds`. `check` lets a backend ask again for drafts that can't stand.

        Raises:
            BackendError: this article can't be done; others may.
            FatalBackendError: no article can be done.
        """
        ...

    def requests_for(self, article: Article, kinds: Collection[str]) -> list[dict[str, Any]]:
        """The bodies of the requests that `draft` would send at first. Sends nothing."""
        ...

    def settings(self) -> dict[str, object]:
        """What decides this backend's answers, fit for run.json (no secrets)."""
        ...

    async def aclose(self) -> None:
        """Give back connections and files."""
        ...
