"""A job's life: send its chunks, ask after them, bring their answers home. Each step is on disk before the next begins, so any of them may be the last."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path

from openai.types import Batch

from extractor.backends.llm.batches import Batches
from extractor.backends.llm.failures import RejectedError
from extractor.errors import BackendError
from extractor.run.batch.arrived import ArrivedAnswers
from extractor.run.batch.plan import Queued, in_folder, keys_of, queued
from extractor.run.batch.state import FOLDER, Chunk, Job, save_job

_ENDED = ("completed", "expired", "cancelled")
_LATER = frozenset(("token_limit_exceeded", "rate_limited"))
"""Codes that mean: the provider's queue for this account is full; some batches must end first."""


class BatchJob:
    """The job of one run's folder, and the provider that it is with."""

    def __init__(self, out: Path, job: Job, batches: Batches) -> None:
        self.out, self.job, self._batches = out, job, batches
        self._folder = out / FOLDER

    async def send(self) -> str | None:
        """Send every chunk that is not with the provider yet; why some have to wait, if they have to.

        Of those that there was no room for before only one is tried: it shows whether there is room now.

        Raises:
            FatalBackendError: a wrong key, or no credit.
            BackendError: the provider can't be reached, or does not take it.
        """
        for chunk in self.job.chunks:
            if chunk.status in ("unsent", "sending"):
                sent = await self._send(chunk)
                if sent.status == "unsent" or (chunk.error in _LATER and self._others_wait(chunk)):
                    return "the provider has no room for all batches: those that wait are sent when others have ended"
        return None

    async def _send(self, chunk: Chunk) -> Chunk:
        """`chunk` as it stands then: unsent where there is no room for it."""
        label = f"{self.job.id}-{chunk.name}"
        batch = await self._batches.find(label, self.job.made) if chunk.status == "sending" else None
        if batch is None:
            file_id = chunk.file_id or await self._batches.upload(self._folder / chunk.name)
            chunk = chunk.model_copy(update={"status": "sending", "file_id": file_id})
            self._keep(chunk)
            try:
                batch = await self._batches.create(file_id, label)
            except RejectedError:  # perhaps the file is gone
                self._keep(chunk.model_copy(update={"status": "unsent", "file_id": None}))
                raise
            except BackendError as error:
                if error.code not in _LATER:
                    raise
                sent = chunk.model_copy(update={"status": "unsent", "error": error.code})
                self._keep(sent)
                return sent
        sent = _seen(chunk, batch)
        self._keep(sent)
        return sent

    def _others_wait(self, chunk: Chunk) -> bool:
        return any(other.status in ("unsent", "sending") for other in self.job.chunks if other.name != chunk.name)

    async def refresh(self) -> None:
        """Ask after every batch that has not ended; one that the provider had no room for goes back to be sent."""
        for chunk in self.job.chunks:
            if chunk.status == "sent" and chunk.batch_id and chunk.provider_status not in _ENDED:
                self._keep(_seen(chunk, await self._batches.retrieve(chunk.batch_id)))

    async def fetch(self) -> None:
        """Bring home the answers of the batches that have ended.

        What an expired one left unanswered becomes a chunk to be sent again; what a cancelled one left, somebody did not want: a chunk that failed.

        Raises:
            BackendError: the provider can't be reached, or gives fewer answers than it counts.
        """
        arrived = ArrivedAnswers(self._folder)
        try:
            for chunk in self.job.chunks:
                if chunk.status == "sent" and chunk.batch_id and chunk.provider_status in _ENDED:
                    batch = await self._batches.retrieve(chunk.batch_id)
                    answered = {key async for line in self._batches.answers(batch) if (key := arrived.put(line))}
                    arrived.commit()
                    rest = self._rest(chunk, lambda key: key not in answered) if batch.status != "completed" else None  # noqa: B023
                    if rest and batch.status == "cancelled":
                        rest = rest.model_copy(update={"status": "failed", "error": "cancelled"})
                    # Both at once: a chunk that is collected twice would be sent twice.
                    self._keep(chunk.model_copy(update={"status": "collected", "answered": len(answered)}), *([rest] if rest else []))
        finally:
            arrived.close()

    def let_go(self) -> None:
        """Of the chunks that failed, forget what no article needs any more: `extractor run` may have asked for it singly."""
        if not self.job.failed:
            return
        index = in_folder(self.out)
        needed = {key for entry in queued(self.out) if not index.is_settled(entry.item) for key in entry.keys}
        index.close()
        for chunk in self.job.failed:
            if not needed.issuperset(keys_of(self._folder / chunk.name)):
                rest = self._rest(chunk, needed.__contains__)
                failed = [rest.model_copy(update={"status": "failed", "error": chunk.error})] if rest else []
                self._keep(chunk.model_copy(update={"status": "collected", "error": None}), *failed)

    def take_back(self) -> None:
        """What was refused or cancelled is to be sent after all, as far as it is needed."""
        self.let_go()
        self._keep(*(Chunk(name=chunk.name, requests=chunk.requests) for chunk in self.job.failed))

    def ready(self) -> Iterator[Queued]:
        """The items of the queue whose requests have all been settled, answered or not."""
        waiting = {key for chunk in self.job.waiting for key in keys_of(self._folder / chunk.name)}
        return (entry for entry in queued(self.out) if waiting.isdisjoint(entry.keys))

    async def aclose(self) -> None:
        await self._batches.aclose()

    def _rest(self, chunk: Chunk, lacks: Callable[[str], bool]) -> Chunk | None:
        """A new chunk of the requests of `chunk` whose answers are lacking; None if none is."""
        name, requests = f"{Path(chunk.name).stem}-again.jsonl", 0
        with (self._folder / chunk.name).open("rb") as lines, (self._folder / name).open("wb") as rest:
            for line in lines:
                if lacks(str(json.loads(line)["custom_id"])):
                    rest.write(line)
                    requests += 1
        return Chunk(name=name, requests=requests) if requests else None

    def _keep(self, *chunks: Chunk) -> None:
        for chunk in chunks:
            self.job = self.job.with_chunk(chunk)
        save_job(self.out, self.job)


def _seen(chunk: Chunk, batch: Batch) -> Chunk:
    """`chunk` as the provider tells of its batch."""
    codes = [error.code for error in (batch.errors.data if batch.errors and batch.errors.data else [])]
    if batch.status == "failed" and _LATER.intersection(codes):
        return chunk.model_copy(update={"status": "unsent", "batch_id": None, "provider_status": "failed", "error": "token_limit_exceeded"})
    counts = batch.request_counts
    return chunk.model_copy(
        update={
            "status": "failed" if batch.status == "failed" else "sent",
            "batch_id": batch.id,
            "provider_status": batch.status,
            "answered": counts.completed if counts else 0,
            "refused": counts.failed if counts else 0,
            "error": next((code for code in codes if code), "unknown") if batch.status == "failed" else None,
        }
    )
