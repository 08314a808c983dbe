"""What is known of a batch job, on disk before it counts: OUT/batch/job.json, the queue, and the chunks of requests."""

from __future__ import annotations

import os
from datetime import datetime
from pathlib import Path
from typing import IO, Any, Literal

from pydantic import Field, ValidationError

from extractor.errors import UsageError
from schemas.common import Model

FOLDER, JOB, QUEUE, ANSWERS = "batch", "job.json", "queue.jsonl", "answers.sqlite"

ChunkStatus = Literal["unsent", "sending", "sent", "failed", "collected"]


class Chunk(Model):
    """One file of requests, which becomes one batch."""

    name: str
    requests: int
    status: ChunkStatus = Field(
        default="unsent",
        description="sending: written before the first byte is sent, so that a batch made just before a crash is looked for, not made again.",
    )
    batch_id: str | None = None
    provider_status: str | None = Field(default=None, description="What the provider said last: validating, in_progress, completed, expired ...")
    file_id: str | None = Field(default=None, description="The uploaded file, which is not sent again while the provider has no room for its batch.")
    answered: int = 0
    refused: int = 0
    error: str | None = Field(default=None, description="The provider's code where it refused the batch as a whole.")


class Job(Model):
    """One queue on its way through the Batch API."""

    id: str = Field(description="Random; part of the labels by which this job's batches are found again.")
    made: datetime
    kinds: tuple[str, ...]
    settings: dict[str, Any] = Field(description="How the model is asked: the fields of LLMSettings that decide the requests.")
    articles: int
    requests: int
    chunks: tuple[Chunk, ...]

    def with_chunk(self, chunk: Chunk) -> Job:
        """This job with `chunk` in the place of the one of its name, or as a new one."""
        if any(chunk.name == other.name for other in self.chunks):
            return self.model_copy(update={"chunks": tuple(chunk if chunk.name == other.name else other for other in self.chunks)})
        return self.model_copy(update={"chunks": (*self.chunks, chunk)})

    @property
    def waiting(self) -> tuple[Chunk, ...]:
        """Chunks whose answers are not here yet."""
        return tuple(chunk for chunk in self.chunks if chunk.status != "collected")

    @property
    def failed(self) -> tuple[Chunk, ...]:
        """Chunks that no answer comes to: refused as a whole, or cancelled."""
        return tuple(chunk for chunk in self.chunks if chunk.status == "failed")

    @property
    def under_way(self) -> bool:
        """Whether there are answers to wait for."""
        return len(self.failed) < len(self.waiting)


def has_job(out: Path) -> bool:
    """Whether a run's folder holds a job."""
    return (out / FOLDER / JOB).is_file()


def load_job(out: Path) -> Job:
    """The job in a run's folder.

    Raises:
        UsageError: there is none.
    """
    path = out / FOLDER / JOB
    try:
        return Job.model_validate_json(path.read_bytes())
    except FileNotFoundError:
        raise UsageError(f"{out}: no batch job here; make one with: extractor batch submit INPUT -o {out}") from None
    except (OSError, ValidationError) as error:
        raise UsageError(f"{path}: can't be read ({type(error).__name__}); submit anew with --fresh") from error


def check_none_waits(out: Path) -> None:
    """Its requests would be paid a second time, one by one. What was refused or cancelled is not waited for.

    Raises:
        UsageError: a job in a run's folder still waits for answers.
    """
    if has_job(out) and load_job(out).under_way:
        raise UsageError(f"{out}: a batch job waits for its answers here: extractor batch collect {out}; or choose another folder with -o")


def save_job(out: Path, job: Job) -> None:
    """Replace job.json as a whole and wait until it is on the disk."""
    write_job(out / FOLDER, job)


def write_job(folder: Path, job: Job) -> None:
    """The same in a folder that is to become the job's."""
    path = folder / JOB
    new = path.with_suffix(".new")
    with new.open("w", encoding="utf-8") as file:
        file.write(job.model_dump_json(indent=1) + "\n")
        to_disk(file)
    new.replace(path)


def to_disk(file: IO[Any]) -> None:
    """Wait until what was written is on the disk."""
    file.flush()
    os.fsync(file.fileno())
