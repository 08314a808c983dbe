"""One article of many: all done, or failed with a reason. Nothing here knows of a journal, or of other articles."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Collection
from typing import Any

from extractor.article import Article
from extractor.backends.base import Backend
from extractor.cross_check import counts
from extractor.errors import ExtractorError, FatalBackendError
from extractor.pipeline import Extraction, extract_article
from extractor.run.budget import characters
from extractor.run.readers import Item, Unreadable
from schemas.files import ArticleError, ArticleResult, Usage


async def extract_one(item: Item, backend: Backend, kinds: Collection[str]) -> tuple[ArticleResult, Extraction | None]:
    """What became of `item`; without an extraction it failed.

    Raises:
        FatalBackendError: no article can succeed.
    """
    if isinstance(item, Unreadable):
        return ArticleResult(article_id=item.id, status="failed", source=item.source, error=_error(item.error)), None
    started = time.monotonic()
    try:
        extraction = await extract_article(item, backend, kinds)
    except FatalBackendError:
        raise
    except Exception as error:  # one article's failure, of whatever sort, never ends the others
        return failed(item, _error(error), usage=getattr(error, "usage", None) or Usage(), seconds=_since(started)), None
    return done(item, extraction, seconds=_since(started)), extraction


def asked_for(item: Item, backend: Backend, kinds: Collection[str]) -> int:
    """Characters of the requests that `item` takes, if none has to be asked again. What can't be put together is no cost, and fails in its turn."""
    if isinstance(item, Unreadable):
        return 0
    try:
        return characters(backend.requests_for(item, kinds))
    except Exception:
        return 0


def done(article: Article, extraction: Extraction, **more: Any) -> ArticleResult:
    """The line of an article that was extracted."""
    return ArticleResult(
        status="done",
        records=dict(sorted(Counter(record.kind for record in extraction.records).items())),
        rejections=len(extraction.rejections),
        skipped=extraction.skipped,
        cross_check=None if extraction.review is None else counts(extraction.records, extraction.review),
        **{"usage": extraction.usage, **about(article), **more},
    )


def failed(article: Article, error: ArticleError, **more: Any) -> ArticleResult:
    """The line of an article that was not."""
    return ArticleResult(status="failed", error=error, **about(article), **more)


def cut_short(article: Article, end: BaseException) -> ArticleResult | None:
    """The line of an article that `end` took out of work together with the run: only what it has cost, if it has cost anything, for it is to be tried again."""
    usage: Usage | None = getattr(end, "usage", None)
    if usage is None or not usage.requests:
        return None
    return failed(article, ArticleError(code="cut_short", message="cut short with the run; it is tried again when the run goes on"), usage=usage)


def about(article: Article) -> dict[str, Any]:
    """What a line says of the article itself."""
    return {
        "article_id": article.id,
        "title": article.title,
        "publisher": article.publisher,
        "url": article.url,
        "published": article.published.isoformat() if article.published else None,
        "source": article.source,
        "warnings": article.warnings,
        "characters": len(article.text),
        "text_sha256": article.text_sha256,
    }


def _error(error: Exception) -> ArticleError:
    if isinstance(error, ExtractorError):
        return ArticleError(code=error.code, message=str(error))
    return ArticleError(code="internal", message=f"unexpected {type(error).__name__}; please report it")


def _since(started: float) -> float:
    return round(time.monotonic() - started, 3)
