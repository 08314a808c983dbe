"""A run's results once more as many small files, for tools that read them at once. The run's folder stays what counts: shards are made from it alone."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping
from importlib import import_module
from itertools import islice
from pathlib import Path
from typing import Any

from extractor.errors import OutputError, UsageError
from extractor.run.folder import RunFolder
from extractor.run.parts import ARTICLES, PARTS, Committed, to_line

SHARDS = "shards"
ARTICLES_A_SHARD = 1_000
NAMES = (Path(ARTICLES).stem, *(part.name for part in PARTS))


def check_form(form: str) -> None:
    """Called before a run, which may take days.

    Raises:
        UsageError: what shards of that form need is not installed.
    """
    if form == "parquet":
        try:
            _arrow()
        except ImportError:
            raise UsageError("Parquet shards need pyarrow: pip install 'fact-extractor[parquet]'") from None


def form_of(folder: Path) -> str | None:
    """The form of the shards that an earlier run left in its folder; None if there are none."""
    return next((path.suffix[1:] for path in (folder / SHARDS).glob("*-00000.*") if path.suffix[1:] in _WRITERS), None)


def write_shards(folder: Path, form: str, articles: int = ARTICLES_A_SHARD) -> int:
    """Write OUT/shards/records-00000.jsonl and so on, each of up to so many articles, in place of what is there. Returns how many of each.

    Args:
        form: "jsonl": the lines of the folder's own files; "parquet": columns article_id, kind and json, which is that line (texts: article_id and text).

    Raises:
        OutputError: the disk is full, or the folder can't be written.
    """
    new, number = folder / f"{SHARDS}.new", 0
    try:
        shutil.rmtree(new, ignore_errors=True)
        new.mkdir()
        for number, shard in enumerate(_shards(folder, articles), 1):
            for name, lines in shard.items():
                _WRITERS[form](new / f"{name}-{number - 1:05}.{form}", lines)
        shutil.rmtree(folder / SHARDS, ignore_errors=True)
        new.rename(folder / SHARDS)
    except OSError as error:
        raise OutputError(f"{folder / SHARDS}: can't write there: {error.strerror or error}; all results stand in {folder} itself") from error
    return number


def _shards(folder: Path, articles: int) -> Iterator[Mapping[str, list[bytes]]]:
    """The lines of so many articles after each other, by file."""
    results = RunFolder(folder).articles()
    with Committed(folder) as committed:
        while taken := list(islice(results, articles)):
            ours = [to_line(result.model_copy(update={"journal": {}}))[:-1] for result in taken]  # the offsets are those of the whole files
            yield {Path(ARTICLES).stem: ours} | {part.name: [line for result in taken for line in committed.lines(part, result)] for part in PARTS}


def _write_jsonl(path: Path, lines: Iterable[bytes]) -> None:
    with path.open("wb") as file:
        file.writelines(line + b"\n" for line in lines)


def _write_parquet(path: Path, lines: Iterable[bytes]) -> None:
    arrow, parquet = _arrow()
    # Columns that every shard has alike: types that are guessed from what one shard happens to hold could not be read as one table.
    rows = [(json.loads(line), line.decode()) for line in lines]
    columns = {"article_id": [_storable(row["article_id"]) for row, _ in rows]}
    if path.name.startswith("texts-"):
        columns["text"] = [_storable(row["text"]) for row, _ in rows]
    else:
        columns |= {"kind": [row.get("kind") for row, _ in rows], "json": [line for _, line in rows]}
    schema = arrow.schema([(name, arrow.string()) for name in columns])
    parquet.write_table(arrow.table(columns, schema=schema), path, compression="zstd")


def _arrow() -> tuple[Any, Any]:
    return import_module("pyarrow"), import_module("pyarrow.parquet")


def _storable(text: str) -> str:
    """Parquet holds no lone surrogates: they are written as backslash escapes."""
    return text.encode("utf-8", "backslashreplace").decode()


_WRITERS: Mapping[str, Callable[[Path, Iterable[bytes]], None]] = {"jsonl": _write_jsonl, "parquet": _write_parquet}
