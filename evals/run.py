"""A lane over a set: every article extracted, every failure kept as an empty prediction."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping

from evals.labels import Labelled, LabelSet
from evals.results import Results
from evals.score import Prediction, evaluate
from extractor.backends.base import Backend
from extractor.errors import ArticleInputError, BackendError, ExtractorError
from extractor.pipeline import extract_article
from schemas import KINDS
from schemas.files import Usage


async def predict(labels: LabelSet, backend: Backend, concurrency: int, tell: Callable[[str], None] = lambda _: None) -> dict[str, Prediction]:
    """Predictions by article id. `tell` hears of each article as it ends.

    Raises:
        FatalBackendError: no article can succeed.
    """
    gate = asyncio.Semaphore(concurrency)

    async def one(item: Labelled) -> tuple[str, Prediction]:
        async with gate:
            prediction = await _predict(item, backend)
        tell(item.article.id)
        return item.article.id, prediction

    async with asyncio.TaskGroup() as group:
        tasks = [group.create_task(one(item)) for item in labels.items]
    return dict(task.result() for task in tasks)


async def _predict(item: Labelled, backend: Backend) -> Prediction:
    try:
        extraction = await extract_article(item.article, backend, tuple(KINDS))
    except ArticleInputError as error:
        return Prediction(failed=f"{error.code}: {error}")
    except BackendError as error:
        return Prediction(failed=f"{error.code}: {error}", usage=error.usage or Usage())
    except ExtractorError:
        raise
    except Exception as error:  # a crash is an empty prediction, never a left-out one
        return Prediction(failed=f"crashed: {type(error).__name__}: {error}")
    return Prediction(extraction.records, extraction.rejections, None, extraction.usage)


async def evaluate_lane(
    labels: LabelSet, backend: Backend, concurrency: int, tell: Callable[[str], None] = lambda _: None
) -> tuple[Results, dict[str, Prediction]]:
    """The results of `backend` on `labels`, and the predictions they were made from.

    Raises:
        ExtractorError: no article can succeed.
    """
    try:
        predictions = await predict(labels, backend, concurrency, tell)
    except* ExtractorError as failed:
        raise failed.exceptions[0] from None
    return evaluate(labels, predictions, lane(backend.settings())), predictions


def lane(settings: Mapping[str, object]) -> dict[str, object]:
    """What decides a lane's answers, without what only says where they came from."""
    return {name: value for name, value in settings.items() if name != "endpoint"}
