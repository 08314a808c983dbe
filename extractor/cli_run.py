"""`extractor run`: what its options ask for is put together here, and done in the modules that it names."""

from __future__ import annotations

import sys
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, Annotated, Any

import typer

from extractor import __version__
from extractor.backends.llm.defaults import DEFAULT_MODEL
from extractor.cli_options import (
    DEFAULT_OUT,
    INTERRUPTED,
    OK,
    SIGNALLED,
    SOME_FAILED,
    USAGE,
    BackendName,
    BaseUrl,
    EngineName,
    IdField,
    Inputs,
    Kinds,
    Model,
    OutOption,
    Published,
    Requests,
    RequestsOption,
    ShardsForm,
    Skip,
    TextField,
    default_cache_dir,
    given,
    split,
)
from extractor.errors import UsageError

if TYPE_CHECKING:
    from extractor.backends.llm.backend import LLMSettings
    from extractor.run.engine import Step
    from extractor.run.telemetry import Telemetry
    from schemas.files import Run


def run(
    inputs: Inputs,
    out: OutOption = DEFAULT_OUT,
    kinds: Kinds = None,
    backend: Annotated[BackendName | None, typer.Option("--backend", help="Default: llm where a key or a server is set, else rules.")] = None,
    model: Model = DEFAULT_MODEL,
    base_url: BaseUrl = None,
    requests: RequestsOption = Requests.combined,
    skip: Skip = True,
    cross_check: Annotated[
        bool, typer.Option("--cross-check", help="Mark what the built-in rules found too, and list for review the figures that they and the model don't share.")
    ] = False,
    concurrency: Annotated[
        int | None, typer.Option("--concurrency", min=1, help="Requests in flight at once. Default: as many as the server takes.", metavar="N")
    ] = None,
    rpm: Annotated[float | None, typer.Option("--rpm", min=1, help="Requests a minute at most, retries counted too.", metavar="N")] = None,
    tpm: Annotated[float | None, typer.Option("--tpm", min=1, help="Tokens a minute at most, input and output together.", metavar="N")] = None,
    temperature: Annotated[float, typer.Option("--temperature", min=0, max=2, help="Sent to the model; dropped where the server refuses it.")] = 0,
    max_output_tokens: Annotated[int | None, typer.Option("--max-output-tokens", min=1, help="Bound on one answer's length.", metavar="N")] = None,
    timeout: Annotated[float, typer.Option("--timeout", min=0.1, help="Seconds to wait for one answer.")] = 120,
    cache_dir: Annotated[Path | None, typer.Option("--cache-dir", help="Where answers are kept. Default: the user's cache folder.", metavar="DIR")] = None,
    cache: Annotated[bool, typer.Option("--cache/--no-cache", help="Keep answers, and use those kept.")] = True,
    published: Published = None,
    text_field: TextField = "text",
    id_field: IdField = "id",
    fresh: Annotated[bool, typer.Option("--fresh", help="Replace the run that OUT holds, instead of continuing it.")] = False,
    retry_failed: Annotated[
        bool, typer.Option("--retry-failed", help="When continuing, try failed articles again even where that would change nothing.")
    ] = False,
    mend: Annotated[bool, typer.Option("--mend", help="Take damaged articles out of OUT and extract them anew; all others stay.")] = False,
    grace: Annotated[float, typer.Option("--grace", min=0, help="Seconds for articles in work to end after Ctrl-C or kill.")] = 10,
    max_cost: Annotated[float | None, typer.Option("--max-cost", min=0, help="US dollars that all runs on OUT may spend.", metavar="USD")] = None,
    max_tokens: Annotated[int | None, typer.Option("--max-tokens", min=1, help="Tokens, in and out, that all runs on OUT may use.", metavar="N")] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only estimate requests, tokens and cost: sends and writes nothing, needs no key.")] = False,
    log_json: Annotated[bool, typer.Option("--log-json", help="Tell what happens as JSON lines on standard error, instead of progress.")] = False,
    otel: Annotated[bool, typer.Option("--otel", help="Send OpenTelemetry spans and metrics to where OTEL_EXPORTER_OTLP_ENDPOINT says.")] = False,
    engine: Annotated[EngineName, typer.Option("--engine", help="This process, or the actors of a Ray cluster (extra ray).")] = EngineName.local,
    ray_address: Annotated[
        str | None, typer.Option("--ray-address", help="Cluster that this machine belongs to: auto, or HOST:PORT. Default: a Ray of its own.", metavar="ADDR")
    ] = None,
    actors: Annotated[int | None, typer.Option("--actors", min=1, help="Ray actors. Default: one a CPU of the cluster.", metavar="N")] = None,
    shards: Annotated[
        ShardsForm | None,
        typer.Option("--shards", help="When done, write OUT/shards too: files of 1,000 articles each. Default: as OUT has them, else jsonl with Ray only."),
    ] = None,
    quiet: Annotated[bool, typer.Option("-q", "--quiet", help="No progress and no summary; only warnings and errors.")] = False,
) -> None:
    """Extract records from articles into a folder.

    Writes records.jsonl, rejections.jsonl, review.jsonl, articles.jsonl, texts.jsonl and run.json. The same command again continues:
    articles that are done are passed over, failed ones are tried again. Exit code: 0 all done, 1 some articles failed, 2 wrong usage or a run that
    had to stop, 130 or 143 interrupted (what was done is kept).
    """
    import asyncio
    from contextlib import closing, nullcontext

    from extractor.api import check_kinds
    from extractor.backends.choose import checked_by_rules, choose
    from extractor.backends.llm.cache import Cache
    from extractor.output.json_log import JsonLog, stopping
    from extractor.output.progress import Progress
    from extractor.run.batch.state import check_none_waits
    from extractor.run.budget import Budget
    from extractor.run.engine import run as run_articles
    from extractor.run.estimate import estimate, price
    from extractor.run.garbage import search_seldom
    from extractor.run.index import SeenOnDisk
    from extractor.run.kept import Kept
    from extractor.run.ray.session import session
    from extractor.run.readers import STDIN, ReadOptions, count, printable, read
    from extractor.run.settings import new_run
    from extractor.run.shards import check_form, form_of, write_shards
    from extractor.run.signals import Signals
    from extractor.run.writer import RunWriter, keep_apart

    asked = check_kinds(split(kinds))
    if max_cost == 0:
        raise UsageError("--max-cost 0: one article always goes first, so give more than 0")
    on_ray = engine is EngineName.ray
    form = shards or form_of(out) or (ShardsForm.jsonl if on_ray else ShardsForm.none)
    check_form(form)
    if not on_ray and (ray_address or actors):
        raise UsageError("--ray-address and --actors need --engine ray")
    if on_ray and STDIN in inputs:
        raise UsageError("standard input is read by one process alone: save it as a file for --engine ray")
    if STDIN in inputs and sys.stdin is not None:
        # Detached: a thread that still waits for input would keep the interpreter from ending well.
        sys.stdin = SimpleNamespace(buffer=sys.stdin.detach())  # type: ignore[union-attr]
    options = ReadOptions(text_field, id_field, published.date() if published else None)
    keep_apart(inputs, out)
    check_none_waits(out)
    items = read(inputs, options, SeenOnDisk())
    telemetry = _telemetry() if otel else None
    settings = _settings(
        backend,
        model=model,
        base_url=base_url,
        requests=requests.value,
        skip=skip,
        temperature=temperature,
        max_output_tokens=max_output_tokens,
        timeout=timeout,
        cache_dir=(cache_dir or default_cache_dir()).expanduser() if cache else None,
        api_key="none" if dry_run else None,
        observer=telemetry,
        limits={"concurrency": concurrency, "rpm": rpm, "tpm": tpm},
    )
    chosen = choose("rules" if settings is None else "llm", settings)
    if cross_check:
        chosen = checked_by_rules(chosen)
    started = new_run(__version__, asked, chosen, options.stated(), inputs=list(map(printable, inputs)), concurrency=concurrency, engine=engine.value)
    if dry_run:
        from rich.console import Console

        from extractor.output.estimate import show_estimate

        found = estimate(items, chosen, asked, out, started, fresh=fresh, retry_failed=retry_failed)
        show_estimate(found, started.settings.get("model"), Console())
        raise typer.Exit(OK)
    if max_cost is not None and price(chosen, 1000, 1000) is None:
        raise UsageError(f"--max-cost can't be held: no price is known for model {model} at that server; use --max-tokens, or run without a limit")
    kept = Kept(Cache(settings.cache_dir / "extractions"), started) if settings and settings.cache_dir and not on_ray else None
    progress = JsonLog(quiet=quiet) if log_json else Progress(total=count(inputs), quiet=quiet)
    watched = telemetry.backend(chosen) if telemetry else chosen

    def tell(step: Step) -> None:
        progress.tell(step)
        if telemetry:
            telemetry.tell(step)

    async def work() -> tuple[Run, int | None]:
        try:
            with (
                Signals(grace, stopping) if log_json else Signals(grace) as signals,
                session(ray_address) if on_ray else nullcontext(),
                RunWriter(out, started, fresh=fresh, retry_failed=retry_failed, mend=mend) as writer,
            ):
                if writer.found.articles:
                    progress.continuing(writer.found, out)
                how: dict[str, Any] = {"stop": signals.stop, "grace": grace, "budget": Budget(max_cost, max_tokens)}
                with progress, closing(telemetry) if telemetry else nullcontext():
                    if on_ray:
                        from extractor.run.ray.engine import Queue, run_queue

                        queue = Queue(inputs, options, settings, actors, retry_failed=retry_failed, cross_check=cross_check)
                        ended = await run_queue(queue, watched, asked, writer, tell, **how)
                    else:
                        ended = await run_articles(items, watched, asked, writer, tell, **how, kept=kept, complete=True)
                return ended, signals.number
        finally:
            if kept:
                await kept.aclose()
            await chosen.aclose()

    search_seldom()
    ended, signal = asyncio.run(work())
    if ended.status == "done" and form != ShardsForm.none:
        write_shards(out, form)
    if not quiet:
        progress.summary(ended, out, backend_was_asked=backend is not None)
    if ended.status == "stopped":
        if log_json and not quiet:  # the last line has told why
            raise typer.Exit(USAGE)
        raise UsageError(ended.stopped_because or "stopped")
    if ended.status == "interrupted":
        raise typer.Exit(SIGNALLED + signal if signal else INTERRUPTED)
    raise typer.Exit(SOME_FAILED if ended.totals.failed else OK)


def _settings(name: BackendName | None, limits: dict[str, Any], **options: Any) -> LLMSettings | None:
    """Of the model; None where the built-in rules are to be used."""
    from extractor.backends.choose import default_name

    if (name or default_name(options["base_url"])) == "rules":
        return None
    from extractor.backends.llm.backend import LLMSettings
    from extractor.backends.llm.traffic import Limits

    return LLMSettings(limits=Limits(**limits), **given(**options))


def _telemetry() -> Telemetry:
    from extractor.run.telemetry import exported

    return exported()
