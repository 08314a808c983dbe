"""What the commands share: exit codes, options and how they become settings."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer

OK, SOME_FAILED, USAGE, WAITING, SIGNALLED, INTERRUPTED = 0, 1, 2, 3, 128, 130
DEFAULT_OUT = Path("out")


class BackendName(StrEnum):
    llm = "llm"
    rules = "rules"


class EngineName(StrEnum):
    local = "local"
    ray = "ray"


class ShardsForm(StrEnum):
    none = "none"
    jsonl = "jsonl"
    parquet = "parquet"


class Requests(StrEnum):
    combined = "combined"
    per_kind = "per-kind"


Inputs = Annotated[
    list[str],
    typer.Argument(
        metavar="INPUT...",
        help="Files (.txt, .html, .jsonl, .csv, .tsv, .parquet; all but the last also as .gz or .zst), folders, globs, or - for standard input.",
        show_default=False,
    ),
]
OutOption = Annotated[Path, typer.Option("-o", "--out", help="Folder for the results.", metavar="OUT")]
Out = Annotated[Path, typer.Argument(help="Folder of a run.", show_default=True)]
Kinds = Annotated[str | None, typer.Option("--kinds", help="Record kinds, separated by commas. Default: all.", metavar="KIND,...")]
Model = Annotated[str, typer.Option("--model", help="Name of the model on the server.", envvar="EXTRACTOR_MODEL")]
BaseUrl = Annotated[
    str | None, typer.Option("--base-url", help="Any OpenAI-compatible server, e.g. http://127.0.0.1:11434/v1. Default: OPENAI_BASE_URL, else OpenAI.")
]
RequestsOption = Annotated[Requests, typer.Option("--requests", help="Ask for all kinds in one request, or one request a kind.")]
Published = Annotated[
    datetime | None, typer.Option("--published", help="Date of publication for articles that state none.", formats=["%Y-%m-%d"], metavar="DATE")
]
TextField = Annotated[str, typer.Option("--text-field", help="Column or key of the text, in JSONL, CSV and Parquet.", metavar="NAME")]
IdField = Annotated[str, typer.Option("--id-field", help="Column or key of the article's id, in JSONL, CSV and Parquet.", metavar="NAME")]
Skip = Annotated[bool, typer.Option("--skip/--no-skip", help="Don't ask for a kind where the article holds no candidate for it.")]


def given(**options: Any) -> dict[str, Any]:
    """The options that were given: settings know their own defaults."""
    return {name: value for name, value in options.items() if value is not None}


def split(kinds: str | None) -> list[str] | None:
    """The kinds that were named; None where the option was not given."""
    return None if kinds is None else [kind.strip() for kind in kinds.split(",") if kind.strip()]


def default_cache_dir() -> Path:
    import platformdirs

    return platformdirs.user_cache_path("fact-extractor") / "answers"
