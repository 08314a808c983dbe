"""The commands. Options become settings here, errors become one line and an exit code; no work is done here."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, Annotated, Any

import typer

from evals.cli import app as eval_app
from extractor import __version__
from extractor.cli_batch import app as batch_app
from extractor.cli_options import (
    DEFAULT_MODEL,
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
    Out,
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
from extractor.errors import ExtractorError, UsageError
from extractor.output.export.choices import Convention, Format

if TYPE_CHECKING:
    from extractor.backends.llm.backend import LLMSettings
    from extractor.run.engine import Step
    from extractor.run.telemetry import Telemetry
    from schemas.files import Run

app = typer.Typer(
    help=(
        "Casualty figures, displacement numbers and quotes from news articles, each standing on words of the article.\n\n"
        "Start with: extractor run ARTICLES -o out, then: extractor show out, extractor report out."
    ),
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)

app.add_typer(batch_app, name="batch")
app.add_typer(eval_app, name="eval")


def _version(asked: bool) -> None:
    if asked:
        typer.echo(f"extractor {__version__}")
        raise typer.Exit


@app.callback()
def _main(version: Annotated[bool, typer.Option("--version", help="Print the version and stop.", callback=_version, is_eager=True)] = False) -> None:
    pass


@app.command()
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
        ShardsForm | None, typer.Option("--shards", help="When done, write OUT/shards too: files of 1,000 articles each. Default: jsonl with Ray, else none.")
    ] = None,
    quiet: Annotated[bool, typer.Option("-q", "--quiet", help="No progress and no summary; only errors.")] = False,
) -> None:
    """Extract records from articles into a folder.

    Writes records.jsonl, rejections.jsonl, review.jsonl, articles.jsonl, texts.jsonl and run.json. The same command again continues:
    articles that are done are passed over, failed ones are tried again. Exit code: 0 all done, 1 some articles failed, 2 wrong usage or a run that
    had to stop, 130 or 143 interrupted (what was done is kept).
    """
    import asyncio
    import gc
    from contextlib import nullcontext

    from extractor.api import check_kinds
    from extractor.backends.choose import checked_by_rules, choose
    from extractor.backends.llm.cache import Cache
    from extractor.output.json_log import JsonLog
    from extractor.output.progress import Progress
    from extractor.run.budget import Budget
    from extractor.run.engine import run as run_articles
    from extractor.run.estimate import estimate, price
    from extractor.run.index import SeenOnDisk
    from extractor.run.kept import Kept
    from extractor.run.ray.session import session
    from extractor.run.readers import STDIN, ReadOptions, count, read
    from extractor.run.settings import new_run
    from extractor.run.shards import check_form, write_shards
    from extractor.run.signals import Signals
    from extractor.run.writer import RunWriter, keep_apart

    asked = check_kinds(split(kinds))
    if max_cost == 0:
        raise UsageError("--max-cost 0: one article always goes first, so give more than 0")
    on_ray = engine is EngineName.ray
    form = shards or (ShardsForm.jsonl if on_ray else ShardsForm.none)
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
        cache_dir=(cache_dir or default_cache_dir()) if cache else None,
        api_key="none" if dry_run else None,
        observer=telemetry,
        limits={"concurrency": concurrency, "rpm": rpm, "tpm": tpm},
    )
    chosen = choose("rules" if settings is None else "llm", settings)
    if cross_check:
        chosen = checked_by_rules(chosen)
    started = new_run(__version__, asked, chosen, inputs=inputs, concurrency=concurrency, engine=engine.value)
    if dry_run:
        from rich.console import Console

        from extractor.output.estimate import show_estimate

        found = estimate(items, chosen, asked, out, started, fresh=fresh, retry_failed=retry_failed)
        show_estimate(found, started.settings.get("model"), Console())
        raise typer.Exit(OK)
    if max_cost is not None and price(chosen, 1000, 1000) is None:
        raise UsageError(f"--max-cost can't be held: no price is known for model {model} at that server; use --max-tokens, or run without a limit")
    kept = Kept(Cache(settings.cache_dir / "extractions"), started) if settings and settings.cache_dir and not on_ray else None
    progress = JsonLog() if log_json else Progress(total=count(inputs), quiet=quiet)
    watched = telemetry.backend(chosen) if telemetry else chosen

    def tell(step: Step) -> None:
        progress.tell(step)
        if telemetry:
            telemetry.tell(step)

    async def work() -> tuple[Run, int | None]:
        try:
            with (
                Signals(grace) as signals,
                RunWriter(out, started, fresh=fresh, retry_failed=retry_failed) as writer,
                session(ray_address) if on_ray else nullcontext(),
            ):
                if writer.found.articles:
                    progress.continuing(writer.found, out)
                how: dict[str, Any] = {"stop": signals.stop, "grace": grace, "budget": Budget(max_cost, max_tokens)}
                with progress:
                    if on_ray:
                        from extractor.run.ray.engine import Queue, run_queue

                        queue = Queue(inputs, options, settings, actors, retry_failed=retry_failed, cross_check=cross_check)
                        ended = await run_queue(queue, watched, asked, writer, tell, **how)
                    else:
                        ended = await run_articles(items, watched, asked, writer, tell, **how, kept=kept)
                return ended, signals.number
        finally:
            if kept:
                await kept.aclose()
            await chosen.aclose()
            if telemetry:
                telemetry.close()

    gc.freeze()  # what is loaded by now stays: looking through it for garbage would stop all requests for a tenth of a second, again and again
    ended, signal = asyncio.run(work())
    if ended.status == "done" and form is not ShardsForm.none:
        write_shards(out, form)
    if not quiet:
        progress.summary(ended, out, backend_was_asked=backend is not None)
    if ended.stopped_because and ended.status == "stopped":
        raise UsageError(ended.stopped_because)
    if ended.status == "interrupted":
        raise typer.Exit(SIGNALLED + signal if signal else INTERRUPTED)
    raise typer.Exit(SOME_FAILED if ended.totals.failed else OK)


@app.command()
def show(
    out: Out = DEFAULT_OUT,
    kinds: Kinds = None,
    article: Annotated[str | None, typer.Option("--article", help="Only this article, by its id.", metavar="ID")] = None,
    review: Annotated[bool, typer.Option("--review", help="Instead, the figures that a cross-check lists for review.")] = False,
) -> None:
    """Print a run's records as tables."""
    from rich.console import Console

    from extractor.api import check_kinds
    from extractor.output.show import show as show_run
    from extractor.output.show import show_review
    from extractor.run.folder import RunFolder

    (show_review if review else show_run)(RunFolder(out), Console(), check_kinds(split(kinds)), article)


@app.command()
def report(
    out: Out = DEFAULT_OUT,
    to: Annotated[Path | None, typer.Option("--to", help="File to write. Default: report.html in OUT.", metavar="FILE")] = None,
) -> None:
    """Write a run as one HTML page: the articles with their evidence highlighted, and the records beside them."""
    from extractor.output.report import write_report
    from extractor.run.folder import RunFolder

    path = to or out / "report.html"
    folder = RunFolder(out)
    try:
        write_report(folder, path)
    except OSError as error:
        raise UsageError(f"{path}: can't write there: {error.strerror}") from error
    typer.echo(f"Report: {path.resolve().as_uri()}")


@app.command()
def schema(
    kind: Annotated[str, typer.Argument(help="casualty, displacement, quote; or a file of a run: run, article, rejection, review.", metavar="KIND")],
) -> None:
    """Print the JSON Schema of a record kind, or of a run's file."""
    import json

    from schemas.export import json_schemas

    schemas = json_schemas()
    if kind not in schemas:
        raise UsageError(f"unknown kind {kind!r}: choose among {', '.join(schemas)}")
    typer.echo(json.dumps(schemas[kind], indent=2, ensure_ascii=False))


@app.command()
def export(
    out: Out = DEFAULT_OUT,
    to: Annotated[Format, typer.Option("--to", help="Format of the tables.")] = Format.csv,
    kinds: Kinds = None,
    convention: Annotated[
        Convention, typer.Option("--convention", help="Vague numbers: bounds as measured, or beside them a column with the number ACLED would code.")
    ] = Convention.bounds,
    redact: Annotated[
        bool, typer.Option("--redact-private-speakers", help="Replace the names of speakers and sources that are neither bodies nor hold a public office.")
    ] = False,
    path: Annotated[
        Path | None,
        typer.Option("-o", "--output", help="Folder; or a file, for xlsx and for a single kind. Default: export in OUT.", metavar="PATH"),
    ] = None,
) -> None:
    """Write a run's records as tables for analysts, one row a record.

    csv, parquet and hxl: one file a kind (casualty.csv). xlsx: one workbook, a README sheet and a sheet a kind. hxl: CSV with HXL 1.1
    hashtags under the header, figures only. A file that stands there is replaced. Of a run that isn't done, what is done is exported.
    A text cell of CSV that a spreadsheet could take for a formula gets an apostrophe before it.
    """
    from extractor.api import check_kinds
    from extractor.output.export.write import export as export_run
    from extractor.run.folder import RunFolder

    asked = check_kinds(split(kinds)) if kinds else None
    files = export_run(RunFolder(out), to, kinds=asked, convention=convention, redact=redact, path=path)
    for file, count in files.items():
        typer.echo(f"{file}: {count} records")


@app.command()
def prompt(
    kind: Annotated[str, typer.Argument(help="A record kind, several separated by commas, or all.", metavar="KIND")],
    article: Annotated[str, typer.Argument(help="File of the article, or - for standard input.", metavar="ARTICLE")],
    model: Model = DEFAULT_MODEL,
    base_url: BaseUrl = None,
    requests: RequestsOption = Requests.combined,
    published: Published = None,
    text_field: TextField = "text",
    id_field: IdField = "id",
) -> None:
    """Print exactly what would be sent to a model for an article, as JSON, one request a line. Nothing is sent."""
    from extractor.api import check_kinds
    from extractor.backends.llm.backend import LLMBackend, LLMSettings
    from extractor.run.parts import to_line
    from extractor.run.readers import ReadOptions, Unreadable, read

    asked = check_kinds(None if kind == "all" else split(kind))
    backend = LLMBackend(LLMSettings(**given(model=model, base_url=base_url, api_key="none", requests=requests.value, skip=False)))
    for item in read([article], ReadOptions(text_field, id_field, published.date() if published else None)):
        if isinstance(item, Unreadable):
            raise UsageError(f"{item.source}: {item.error}")
        for request in backend.requests_for(item, asked):
            typer.echo(to_line(request), nl=False)


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


def main(arguments: list[str] | None = None) -> int:
    """The command `extractor`: runs one command and returns its exit code.

    Every error that people can cause or mend is one line on standard error, never a traceback.
    """
    try:
        app(arguments)
    except ExtractorError as error:
        typer.echo(f"extractor: {error}", err=True)
        return USAGE
    except KeyboardInterrupt:
        typer.echo("extractor: interrupted", err=True)
        return INTERRUPTED
    except BrokenPipeError:
        sys.stdout = open(os.devnull, "w")  # noqa: PTH123, SIM115 (what is left in the buffer goes nowhere, quietly)
        return OK
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else USAGE
    return OK
