"""The Python door: `extract`, `aextract`, and `Extractor` for many articles."""

from __future__ import annotations

import asyncio
from collections.abc import Collection, Coroutine
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from typing import TYPE_CHECKING, Any, Self, TypeVar

from extractor.article import Article
from extractor.backends.choose import choose
from extractor.errors import UsageError
from extractor.pipeline import Extraction, extract_article
from schemas import KINDS

if TYPE_CHECKING:
    from extractor.backends.base import Backend
    from extractor.backends.llm.backend import LLMSettings

Result = TypeVar("Result")


def check_kinds(kinds: Collection[str] | None) -> tuple[str, ...]:
    """The kinds asked for, in the order of the schemas; all for None.

    Raises:
        UsageError: one of them is unknown, or there are none.
    """
    if kinds is None:
        return tuple(KINDS)
    kinds = [kinds] if isinstance(kinds, str) else kinds
    unknown = [kind for kind in kinds if kind not in KINDS]
    if unknown or not kinds:
        what = f"unknown kind {unknown[0]!r}" if unknown else "no kind is named"
        raise UsageError(f"{what}: choose among {', '.join(KINDS)}")
    return tuple(kind for kind in KINDS if kind in kinds)


class Extractor:
    """Extracts many articles with one backend; use it as an async context manager, or call `aclose`.

        async with Extractor(backend="llm", settings=LLMSettings(model="gpt-4.1-mini")) as extractor:
            extraction = await extractor.aextract(text, published=date(2026, 3, 1))

    Args:
        backend: "llm", "rules", or a Backend of your own; None takes a model where one is configured, else the rules.
        kinds: which record kinds; all by default.
        settings: how to reach the model; for "llm" only.

    Raises:
        UsageError: an unknown backend or kind, or no key for a model.
    """

    def __init__(self, backend: str | Backend | None = None, *, kinds: Collection[str] | None = None, settings: LLMSettings | None = None) -> None:
        self.kinds = check_kinds(kinds)
        self.backend = choose(backend, settings) if backend is None or isinstance(backend, str) else backend

    async def aextract(self, text: str | Article, *, published: date | None = None, article_id: str = "article") -> Extraction:
        """Records and rejections of one article.

        Args:
            text: the article's text, or an `Article`. Offsets in the records count its code points.
            published: the day it appeared; relative dates ("Friday") resolve from it.
            article_id: stands in the records and decides their ids.

        Raises:
            UsageError: `text` is no str, or `published` no date.
            BackendError: the model gave no usable answer.
            FatalBackendError: the model can't be used at all (wrong key, no quota).
        """
        article = text if isinstance(text, Article) else Article(id=article_id, text=text, published=published)
        if not isinstance(article.text, str) or not isinstance(article.published, date | None):
            raise UsageError("an article is a str, and published a datetime.date")
        return await extract_article(article, self.backend, self.kinds)

    async def aclose(self) -> None:
        """Give back connections and files."""
        await self.backend.aclose()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.aclose()


async def aextract(
    text: str | Article,
    *,
    published: date | None = None,
    article_id: str = "article",
    backend: str | Backend | None = None,
    kinds: Collection[str] | None = None,
    settings: LLMSettings | None = None,
) -> Extraction:
    """Records and rejections of one article; see `Extractor` and `Extractor.aextract` for the arguments and errors.

    A Backend of your own is left open.
    """
    extractor = Extractor(backend, kinds=kinds, settings=settings)
    try:
        return await extractor.aextract(text, published=published, article_id=article_id)
    finally:
        if extractor.backend is not backend:
            await extractor.aclose()


def extract(
    text: str | Article,
    *,
    published: date | None = None,
    article_id: str = "article",
    backend: str | Backend | None = None,
    kinds: Collection[str] | None = None,
    settings: LLMSettings | None = None,
) -> Extraction:
    """`aextract` for code without an event loop; it also works where one runs already (a notebook)."""
    return _run(aextract(text, published=published, article_id=article_id, backend=backend, kinds=kinds, settings=settings))


def _run(coroutine: Coroutine[Any, Any, Result]) -> Result:
    try:
        asyncio.get_running_loop()
    except RuntimeError:
        return asyncio.run(coroutine)
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(asyncio.run, coroutine).result()
