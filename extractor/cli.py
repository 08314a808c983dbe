"""The commands. Options become settings here, errors become one line and an exit code; no work is done here."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from evals.cli import app as eval_app
from extractor import __version__
from extractor.backends.llm.defaults import DEFAULT_MODEL
from extractor.cli_batch import app as batch_app
from extractor.cli_options import (
    DEFAULT_OUT,
    INTERRUPTED,
    OK,
    USAGE,
    BaseUrl,
    IdField,
    Kinds,
    Model,
    Out,
    Published,
    Requests,
    RequestsOption,
    TextField,
    given,
    split,
)
from extractor.cli_run import run
from extractor.errors import ExtractorError, UsageError
from extractor.output.export.choices import Convention, Format
from extractor.output.json_log import JsonLog
from extractor.output.streams import mute, say, settle

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


app.command()(run)


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
    from extractor.output.show import NARROWEST, show_review
    from extractor.output.show import show as show_run
    from extractor.run.folder import RunFolder

    console = Console()
    console.width = max(console.width, NARROWEST)
    (show_review if review else show_run)(RunFolder(out), console, check_kinds(split(kinds)), article)


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
        raise UsageError(f"{error.filename or path}: no report could be written: {error.strerror or error}") from error
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

    asked = check_kinds(split(kinds)) if kinds is not None else None
    files = export_run(RunFolder(out), to, kinds=asked, convention=convention, redact=redact, path=path)
    for file, count in files.items():
        typer.echo(f"{file}: {count:,} {'record' if count == 1 else 'records'}")


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


def main(arguments: list[str] | None = None) -> int:
    """The command `extractor`: runs one command and returns its exit code.

    Every error that people can cause or mend is one line on standard error, never a traceback; with --log-json a line of JSON.
    """
    settle()
    in_json = "--log-json" in (sys.argv[1:] if arguments is None else arguments)
    try:
        code = _ended(arguments)
        sys.stdout.flush()
    except ExtractorError as error:
        _tell(str(error), in_json)
        return USAGE
    except KeyboardInterrupt:
        _tell("interrupted", in_json)
        return INTERRUPTED
    except BrokenPipeError:
        mute(sys.stdout)
        return OK
    except OSError as error:
        _tell(f"{error.filename or 'standard output'}: {error.strerror or error}", in_json)
        mute(sys.stdout)
        return USAGE
    return code


def _tell(message: str, in_json: bool) -> None:
    if in_json:
        JsonLog().ended(message)
    else:
        say(f"extractor: {message}")


def _ended(arguments: list[str] | None) -> int:
    try:
        app(arguments)
    except SystemExit as end:
        if isinstance(end.__context__, typer.Exit) and isinstance(end.__context__.__cause__, KeyboardInterrupt):  # typer ends it without a word
            raise KeyboardInterrupt from None
        return end.code if isinstance(end.code, int) else USAGE
    return OK
