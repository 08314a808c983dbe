"""`extractor batch`: a queue through the provider's Batch API, at half the price, within a day."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterable, Iterator
from contextlib import asynccontextmanager, contextmanager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from extractor.backends.llm.defaults import DEFAULT_MODEL
from extractor.cli_options import (
    DEFAULT_OUT,
    INTERRUPTED,
    OK,
    SOME_FAILED,
    WAITING,
    BaseUrl,
    IdField,
    Inputs,
    Kinds,
    Model,
    Out,
    OutOption,
    Published,
    Requests,
    RequestsOption,
    Skip,
    TextField,
    given,
    split,
)
from extractor.errors import BackendError, UsageError

if TYPE_CHECKING:
    from extractor.backends.llm.backend import LLMSettings
    from extractor.run.batch.job import BatchJob
    from extractor.run.batch.state import Job
    from extractor.run.readers import Item
    from schemas.files import Run

app = typer.Typer(
    help="Send a queue through the Batch API: half the price, within 24 hours. submit, then status from time to time, then collect.", no_args_is_help=True
)

_POLL = 60.0
"""Seconds between two looks with --wait."""
_OUTAGE = 600.0
"""Seconds for which the provider may be gone with --wait."""


@app.command()
def submit(
    inputs: Inputs,
    out: OutOption = DEFAULT_OUT,
    kinds: Kinds = None,
    model: Model = DEFAULT_MODEL,
    base_url: BaseUrl = None,
    requests: RequestsOption = Requests.combined,
    skip: Skip = True,
    temperature: Annotated[float, typer.Option("--temperature", min=0, max=2, help="Sent to the model.")] = 0,
    max_output_tokens: Annotated[int | None, typer.Option("--max-output-tokens", min=1, help="Bound on one answer's length.", metavar="N")] = None,
    published: Published = None,
    text_field: TextField = "text",
    id_field: IdField = "id",
    fresh: Annotated[
        bool,
        typer.Option(
            "--fresh",
            help="Replace the job that OUT holds; answers that came are kept. Batches that have not ended are forgotten: they go on, and cost what they cost.",
        ),
    ] = False,
) -> None:
    """Write all requests of a queue into OUT, then send them as batches. What is done in OUT, or answered by an earlier job there, is not sent again.

    After a crash or a lost connection, `extractor batch status OUT` sends what has not been sent; nothing is sent twice.
    """
    import asyncio

    from extractor.api import check_kinds
    from extractor.run.batch.plan import plan
    from extractor.run.batch.state import FOLDER
    from extractor.run.index import SeenOnDisk
    from extractor.run.readers import ReadOptions, read
    from extractor.run.writer import keep_apart

    asked = check_kinds(split(kinds))
    settings = _settings(model=model, base_url=base_url, requests=requests.value, skip=skip, temperature=temperature, max_output_tokens=max_output_tokens)
    keep_apart(inputs, out)
    items = read(inputs, ReadOptions(text_field, id_field, published.date() if published else None), SeenOnDisk())

    async def work() -> str | None:
        with _alone(out) if fresh and (out / FOLDER).is_dir() else nullcontext():
            plan(_with_failures_told(items), settings, asked, out, fresh=fresh)
        async with _job(out) as job:
            note = await job.send()
            _tell(job.job)
            return note if job.job.requests else "nothing was sent: no article that is left can be read and holds anything to ask for"

    note = asyncio.run(work())
    typer.echo(f"{note + '; ' if note else ''}next: extractor batch status {out}; extractor batch collect {out}", err=True)


@app.command()
def status(
    out: Out = DEFAULT_OUT,
    resend: Annotated[bool, typer.Option("--resend", help="Send what was refused or cancelled once more; nothing that is answered.")] = False,
) -> None:
    """Ask how the batches stand, and send what could not be sent before."""
    import asyncio

    async def work() -> None:
        async with _job(out) as job:
            await job.refresh()
            if resend:
                await job.fetch()
                job.take_back()
            note = await job.send()
            _tell(job.job)
            if note:
                typer.echo(note, err=True)

    asyncio.run(work())


@app.command()
def collect(
    out: Out = DEFAULT_OUT,
    wait: Annotated[bool, typer.Option("--wait", help="Look every minute until all batches have ended.")] = False,
    quiet: Annotated[bool, typer.Option("-q", "--quiet", help="No progress and no summary; only warnings and errors.")] = False,
) -> None:
    """Bring home what is answered, and make records of it: OUT becomes a run's folder as `extractor run` writes it.

    What an expired batch left unanswered is sent again, what a cancelled one left only by status --resend; a request that failed on its own is asked
    singly, at the full price, and so is what the model must correct. Exit code: 0 all done, 1 some articles failed, 2 wrong usage or a batch that was
    refused or cancelled, 3 some batches have not ended yet, 130 interrupted (what was done is kept).
    """
    import asyncio

    from extractor.output.progress import Progress
    from extractor.run.batch.collect import NOT_ENDED, NOT_SENT
    from extractor.run.batch.collect import collect as collect_records

    progress = Progress(quiet=quiet)

    async def work() -> tuple[Run, Job]:
        async with _job(out, f"extractor batch collect {out}") as job:
            await _look(job, wait=wait, quiet=quiet)
            progress.total = job.job.articles
            with progress:
                return await collect_records(job, _settings(**job.job.settings), progress.tell), job.job

    ended, job = asyncio.run(work())
    if not quiet:
        _tell(job)
        progress.summary(ended, out, backend_was_asked=True)
    if ended.status == "interrupted":
        raise typer.Exit(INTERRUPTED)
    if ended.status == "stopped" and ended.stopped_because not in (NOT_ENDED, NOT_SENT):
        raise UsageError(ended.stopped_because or "stopped")
    if job.failed:
        raise UsageError(_what_failed(job, out))
    if job.waiting:
        raise typer.Exit(WAITING)
    raise typer.Exit(SOME_FAILED if ended.totals.failed else OK)


async def _look(job: BatchJob, *, wait: bool, quiet: bool) -> None:
    """Bring home what is answered; with `wait` again and again, until all batches have ended. A provider that is gone is waited for then.

    Raises:
        BackendError: it is gone, without `wait` or for too long; or it does not take a batch.
        FatalBackendError: a wrong key, or no credit.
    """
    import asyncio
    import time

    from extractor.backends.llm.failures import TransientError

    gone_since: float | None = None
    while True:
        try:
            await job.refresh()
            await job.fetch()
            job.let_go()
            await job.send()
            gone_since = None
        except TransientError as error:
            if not wait or (gone_since is not None and time.monotonic() - gone_since >= _OUTAGE):
                raise
            if gone_since is None:
                gone_since = time.monotonic()
                typer.echo(f"{error}; waiting for it, for up to {_OUTAGE / 60:g} minutes", err=True)
        if gone_since is None:
            if not wait or not job.job.under_way:
                return
            if not quiet:
                _tell(job.job)
        await asyncio.sleep(_POLL)


def _what_failed(job: Job, out: Path) -> str:
    """What came back unanswered, and how to have it answered."""
    first = job.failed[0]
    if first.error == "cancelled":
        said = f"a batch was cancelled with {first.requests:,} requests unanswered"
    else:
        said = f"the provider refused {first.name} as a whole ({first.error}); mend the cause"
    singly = "" if job.under_way else f"; or, singly and at the full price: extractor run INPUT -o {out}"
    return f"{said}; what is answered stands in {out}; to send the rest: extractor batch status {out} --resend{singly}"


def _settings(**options: Any) -> LLMSettings:
    """With the key and the server that the environment names.

    Raises:
        UsageError: there is no key.
    """
    import os

    from extractor.backends.llm.backend import LLMSettings

    key = os.environ.get("OPENAI_API_KEY")
    if not key:
        raise UsageError("no key for the Batch API: set OPENAI_API_KEY")
    return LLMSettings(**given(**{**options, "api_key": key, "base_url": options.get("base_url") or os.environ.get("OPENAI_BASE_URL")}))


@asynccontextmanager
async def _job(out: Path, command: str | None = None) -> AsyncIterator[BatchJob]:
    """The job in `out`, for this process alone. Where the provider can't be reached, `command` goes on from there; by default that which asks for the status.

    Raises:
        UsageError: there is none, or another process has it.
        BackendError: the provider can't be reached.
    """
    from extractor.backends.llm.batches import Batches
    from extractor.backends.llm.failures import TransientError
    from extractor.run.batch.job import BatchJob
    from extractor.run.batch.state import load_job

    job = load_job(out)
    settings = _settings(**job.settings)
    batches = Batches(base_url=settings.base_url, api_key=settings.api_key)
    try:
        with _alone(out):
            yield BatchJob(out, load_job(out), batches)
    except TransientError as error:
        raise BackendError(f"{error}; go on with: {command or f'extractor batch status {out}'}", error.code) from None
    finally:
        await batches.aclose()


@contextmanager
def _alone(out: Path) -> Iterator[None]:
    """
    Raises:
        UsageError: another process is at work on the job in `out`.
    """
    from filelock import FileLock, Timeout

    from extractor.run.batch.state import FOLDER

    try:
        with FileLock(out / FOLDER / ".lock", timeout=0):
            yield
    except Timeout:
        raise UsageError(f"{out}: another process is at work on this batch job; wait for it") from None


def _with_failures_told(items: Iterable[Item]) -> Iterator[Item]:
    """`items` as they are; a line for each that can't be read."""
    from extractor.run.readers import Unreadable

    for item in items:
        if isinstance(item, Unreadable):
            typer.echo(f"failed: {item.source}: {item.error}", err=True)
        yield item


def _tell(job: Job) -> None:
    """The chunks as a table."""
    from rich.console import Console
    from rich.table import Table

    table = Table("chunk", "requests", "status", "answered", "failed", "batch", box=None, pad_edge=False)
    for chunk in job.chunks:
        state = chunk.status if chunk.status != "sent" else (chunk.provider_status or "sent").replace("_", " ")
        words = f"{state}: {chunk.error}" if chunk.error else state
        table.add_row(chunk.name, f"{chunk.requests:,}", words, f"{chunk.answered:,}", f"{chunk.refused:,}", chunk.batch_id or "")
    console = Console(stderr=True, highlight=False)
    console.print(f"articles: {job.articles:,}; requests: {job.requests:,}, in chunks: {len(job.chunks):,}")
    console.print(table)
