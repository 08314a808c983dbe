"""The local engine: many articles at once in one process, each all done or failed, whatever happens to the others."""

from __future__ import annotations

import asyncio
import time
from collections import Counter
from collections.abc import AsyncGenerator, Callable, Collection, Iterable
from contextlib import aclosing, suppress
from datetime import UTC, datetime

from extractor.article import Article
from extractor.backends.base import Backend
from extractor.cross_check import counts
from extractor.errors import ExtractorError, FatalBackendError
from extractor.pipeline import Extraction, extract_article
from extractor.run.folder import RunWriter
from extractor.run.readers import Item, Unreadable
from schemas.files import ArticleError, ArticleResult, Run, Totals, Usage

Watcher = Callable[[ArticleResult, Totals], None]
"""Is told of each article as it ends, with the totals so far."""


async def run(items: Iterable[Item], backend: Backend, kinds: Collection[str], writer: RunWriter, settings: Run, concurrency: int, watch: Watcher) -> Run:
    """Extract `items` into `writer`'s folder; what is finished is on disk at any moment.

    Returns:
        The run as written to run.json. Cancelled (Ctrl-C), it is "interrupted"; stopped by an error that no article
        can escape, "stopped".
    """
    totals = Totals()
    status, because = settings.status, None
    try:
        writer.write_run(settings)
        async with aclosing(_results(items, backend, kinds, concurrency)) as results:
            async for result, extraction in results:
                writer.add(result, extraction)
                totals = _add(totals, result)
                watch(result, totals)
        status = "done"
    except FatalBackendError as error:
        status, because = "stopped", str(error)
    except OSError as error:
        status, because = "stopped", f"{writer.path}: can't write there: {error.strerror}"
    except asyncio.CancelledError:
        status, because = "interrupted", "interrupted by the user"
    finally:
        ended = settings.model_copy(update={"status": status, "ended": datetime.now(UTC), "totals": totals, "stopped_because": because})
        ended = ended.model_copy(update={"settings": {**settings.settings, **backend.settings()}})
        with suppress(OSError):
            writer.write_run(ended)
    return ended


async def _results(
    items: Iterable[Item], backend: Backend, kinds: Collection[str], concurrency: int
) -> AsyncGenerator[tuple[ArticleResult, Extraction | None]]:
    """Results as they come, at most `concurrency` articles in work at a time."""
    source = iter(items)
    working: list[asyncio.Task[tuple[ArticleResult, Extraction | None]]] = []
    more = True
    try:
        while more or working:
            while more and len(working) < concurrency:
                item = next(source, None)
                if item is None:
                    more = False
                    break
                working.append(asyncio.ensure_future(_one(item, backend, kinds)))
            if not working:
                break
            done, _ = await asyncio.wait(working, return_when=asyncio.FIRST_COMPLETED)
            ended, working = [task for task in working if task in done], [task for task in working if task not in done]
            for task in ended:  # in the order of the input, as far as they ended together
                yield task.result()
    finally:
        for task in working:
            task.cancel()
        await asyncio.gather(*working, return_exceptions=True)


async def _one(item: Item, backend: Backend, kinds: Collection[str]) -> tuple[ArticleResult, Extraction | None]:
    if isinstance(item, Unreadable):
        return ArticleResult(article_id=item.id, status="failed", source=item.source, error=_error(item.error)), None
    started = time.monotonic()
    try:
        extraction = await extract_article(item, backend, kinds)
    except FatalBackendError:
        raise
    except Exception as error:  # one article's failure, of whatever sort, never ends the others
        return _result(item, started, None, error), None
    return _result(item, started, extraction, None), extraction


def _error(error: Exception) -> ArticleError:
    if isinstance(error, ExtractorError):
        return ArticleError(code=error.code, message=str(error))
    return ArticleError(code="internal", message=f"unexpected {type(error).__name__}; please report it")


def _result(article: Article, started: float, extraction: Extraction | None, error: Exception | None) -> ArticleResult:
    return ArticleResult(
        article_id=article.id,
        status="failed" if extraction is None else "done",
        title=article.title,
        publisher=article.publisher,
        url=article.url,
        published=article.published.isoformat() if article.published else None,
        source=article.source,
        characters=len(article.text),
        text_sha256=article.text_sha256,
        seconds=round(time.monotonic() - started, 3),
        error=_error(error) if error else None,
        **(_counts(extraction) if extraction else {"usage": getattr(error, "usage", None) or Usage()}),
    )


def _counts(extraction: Extraction) -> dict[str, object]:
    return {
        "records": dict(sorted(Counter(record.kind for record in extraction.records).items())),
        "rejections": len(extraction.rejections),
        "skipped": extraction.skipped,
        "cross_check": None if extraction.review is None else counts(extraction.records, extraction.review),
        "usage": extraction.usage,
    }


def _add(totals: Totals, result: ArticleResult) -> Totals:
    return Totals(
        articles=totals.articles + 1,
        done=totals.done + (result.status == "done"),
        failed=totals.failed + (result.status == "failed"),
        records=dict(sorted((Counter(totals.records) + Counter(result.records)).items())),
        rejections=totals.rejections + result.rejections,
        cross_check=totals.cross_check + result.cross_check if totals.cross_check and result.cross_check else totals.cross_check or result.cross_check,
        usage=totals.usage + result.usage,
    )
