"""The Batch API over the wire: files go up, batches are made and asked after, answers come down. One call each; nothing is remembered here."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, Literal, TypeVar

import openai
from openai.types import Batch
from tenacity import AsyncRetrying, retry_if_exception_type, stop_after_attempt, wait_random_exponential

from extractor.backends.llm.client import quiet_libraries
from extractor.backends.llm.failures import TransientError, failure
from extractor.errors import ExtractorError, UsageError

T = TypeVar("T")

ENDPOINT: Literal["/v1/chat/completions"] = "/v1/chat/completions"
MOST_REQUESTS, MOST_BYTES = 50_000, 190_000_000
"""What one batch may hold: the provider's limits are 50,000 requests and 200 MB."""
_LABEL = "fact_extractor_chunk"
_ATTEMPTS, _TIMEOUT = 5, 600.0


class Batches:
    """The provider's batches, as this project makes them: each bears the name of its chunk."""

    def __init__(self, *, base_url: str | None, api_key: str | None, longest_wait: float = 30) -> None:
        """`longest_wait`: seconds between two attempts at most.

        Raises:
            UsageError: no API key is known.
        """
        quiet_libraries()
        try:
            self._openai = openai.AsyncOpenAI(api_key=api_key, base_url=base_url, max_retries=0, timeout=_TIMEOUT)
        except openai.OpenAIError:
            raise UsageError("no key for the Batch API: set OPENAI_API_KEY") from None
        self._longest_wait = longest_wait
        self._endpoint = str(self._openai.base_url)

    async def upload(self, path: Path) -> str:
        """Send a chunk's file; its id. A file that was sent twice costs nothing."""
        return (await self._call(lambda: self._openai.files.create(file=path, purpose="batch"))).id

    async def create(self, file_id: str, label: str) -> Batch:
        """Start a batch on an uploaded file, under a label to find it by. Not tried again: it may have been started although the answer got lost."""
        return await self._attempt(
            lambda: self._openai.batches.create(completion_window="24h", endpoint=ENDPOINT, input_file_id=file_id, metadata={_LABEL: label})
        )

    async def find(self, label: str, since: datetime) -> Batch | None:
        """The newest batch with that label, if one was made since then (give or take a day, as clocks differ)."""
        oldest = (since - timedelta(days=1)).timestamp()

        async def look() -> Batch | None:
            async for batch in self._openai.batches.list(limit=100):
                if (batch.metadata or {}).get(_LABEL) == label:
                    return batch
                if batch.created_at < oldest:
                    break
            return None

        return await self._call(look)

    async def retrieve(self, batch_id: str) -> Batch:
        """How a batch stands."""
        return await self._call(lambda: self._openai.batches.retrieve(batch_id))

    async def answers(self, batch: Batch) -> AsyncIterator[dict[str, Any]]:
        """The lines of a batch's output file, in the provider's order; one that is no JSON object is left out.

        Raises:
            BackendError: it holds fewer than the provider counts, each time it is fetched.
        """
        promised = batch.request_counts.completed if batch.request_counts else 0

        async def whole() -> list[bytes]:
            content = (await self._openai.files.content(batch.output_file_id)).content if batch.output_file_id else b""
            lines = content.splitlines()
            if lines and _row(lines[-1]) is None:  # cut off within a line
                lines.pop()
            if len(lines) < promised:
                counted = f"only {len(lines):,} of the {promised:,} answers that the provider counts can be fetched"
                raise TransientError(f"{batch.id}: {counted}, each time it was asked", "connection")
            return lines

        for line in await self._call(whole):
            if (row := _row(line)) is not None:
                yield row

    async def aclose(self) -> None:
        await self._openai.close()

    async def _call(self, ask: Callable[[], Awaitable[T]]) -> T:
        """`ask`, again where that may help.

        Raises:
            BackendError: not after the last attempt, or not at all.
            FatalBackendError: a wrong key, or no credit.
        """
        retrying = AsyncRetrying(
            retry=retry_if_exception_type(TransientError),
            stop=stop_after_attempt(_ATTEMPTS),
            wait=wait_random_exponential(max=self._longest_wait),
            reraise=True,
        )
        return await retrying(self._attempt, ask)

    async def _attempt(self, ask: Callable[[], Awaitable[T]]) -> T:
        error: ExtractorError
        try:
            return await ask()
        except openai.APIStatusError as refused:
            error = failure(refused.status_code, refused.body, refused.response.headers, self._endpoint, "of this batch")
        except openai.APIConnectionError:
            error = TransientError(f"The server at {self._endpoint} cannot be reached, or drops the connection", "connection")
        raise error


def _row(line: bytes) -> dict[str, Any] | None:
    try:
        row = json.loads(line)
    except ValueError:
        return None
    return row if isinstance(row, dict) else None
