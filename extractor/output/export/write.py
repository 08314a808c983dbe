"""Exports a run: chooses the files, streams the rows into them, and puts them in place when all is written."""

from __future__ import annotations

import os
import tempfile
from collections import Counter
from collections.abc import Collection, Mapping
from contextlib import AbstractContextManager
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, Self

from extractor.errors import UsageError
from extractor.output.export import hxl
from extractor.output.export.about import About, describe
from extractor.output.export.choices import Convention, Format
from extractor.output.export.columns import SECTIONS, Column, columns_of
from extractor.output.export.conventions import convention_columns
from extractor.output.export.rows import Row, rows
from schemas import KINDS
from schemas.common import Kind

if TYPE_CHECKING:
    from extractor.run.folder import RunFolder

FOLDER = "export"


_SUFFIXES = {Format.csv: ".csv", Format.xlsx: ".xlsx", Format.parquet: ".parquet", Format.hxl: ".hxl.csv"}


class Tables(AbstractContextManager["Tables"], Protocol):
    """Open tables of one or more kinds. Left without `finish`, they are worth nothing."""

    def write(self, kind: str, row: Row) -> None: ...
    def finish(self, about: About) -> None: ...
    def __enter__(self) -> Self: ...


def export(
    folder: RunFolder,
    to: Format,
    *,
    kinds: Collection[str] | None = None,
    convention: Convention = Convention.bounds,
    redact: bool = False,
    path: Path | None = None,
) -> dict[Path, int]:
    """Write the records of `folder` as tables; returns the files with the number of rows in each.

    `kinds`: which, all by default (HXL: all figures). `path`: a folder, or a file for a workbook or a single kind; `export` in the run's
    folder by default. Files that stand there are replaced, each as a whole and only after all are written.

    Raises:
        UsageError: the options don't fit together, a package is missing, or nothing can be written there.
    """
    chosen = _chosen(to, kinds)
    tables = {kind.name: _columns(to, kind, convention) for kind in chosen}
    files = _files(to, list(tables), path or folder.path / FOLDER)
    parent = next(iter(files.values())).parent
    run = folder.run()
    counts: Counter[str] = Counter(dict.fromkeys(tables, 0))
    try:
        parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=".export-", dir=parent) as scratch:
            made = {kind: Path(scratch) / file.name for kind, file in files.items()}
            with _open(to, made, tables) as writer:
                for kind, row in rows(folder, tables, redact=redact):
                    writer.write(kind, row)
                    counts[kind] += 1
                writer.finish(describe(run, tables, counts, convention.value, redacted=redact))
            for name in {file.name for file in files.values()}:
                os.replace(Path(scratch) / name, parent / name)  # noqa: PTH105 (what stands there is replaced, on any system)
    except OSError as error:
        raise UsageError(f"{error.filename or parent}: no export could be written: {error.strerror or error}") from error
    return {file: sum(counts[kind] for kind in files if files[kind] == file) for file in files.values()}


def _chosen(to: Format, kinds: Collection[str] | None) -> list[Kind]:
    chosen = [kind for kind in KINDS.values() if (kind.name in kinds if kinds else to is not Format.hxl or hxl.fits(kind))]
    unfit = [kind.name for kind in chosen if to is Format.hxl and not hxl.fits(kind)]
    if unfit:
        raise UsageError(f"HXL has no place for {', '.join(unfit)}: export figures only, or choose another format")
    return chosen


def _columns(to: Format, kind: Kind, convention: Convention) -> tuple[Column, ...]:
    extra = (*convention_columns(convention, kind), *(hxl.counted_columns(kind) if to is Format.hxl else ()))
    return tuple(sorted((*columns_of(kind), *extra), key=lambda column: SECTIONS.index(column.section)))


def _files(to: Format, kinds: list[str], path: Path) -> Mapping[str, Path]:
    """The file of each kind. A path that ends as the format does is a file, any other a folder."""
    ending = f".{_SUFFIXES[to].rpartition('.')[2]}"
    if path.suffix.lower() == ending and not path.is_dir():
        if to is not Format.xlsx and len(kinds) > 1:
            raise UsageError(f"{path} is one file, but each kind has its own table: name a folder, or one kind with --kinds ({', '.join(kinds)})")
        return dict.fromkeys(kinds, path)
    if path.is_file() or path.suffix.lower() in (".csv", ".xlsx", ".parquet"):
        raise UsageError(f"{path}: not a folder, and not a {ending} file")
    return {kind: path / (f"records{ending}" if to is Format.xlsx else f"{kind}{_SUFFIXES[to]}") for kind in kinds}


def _open(to: Format, paths: Mapping[str, Path], tables: Mapping[str, tuple[Column, ...]]) -> Tables:
    match to:
        case Format.csv | Format.hxl:
            from extractor.output.export.text_tables import TextTables

            return TextTables(paths, tables, hashtags=to is Format.hxl)
        case Format.xlsx:
            from extractor.output.export.xlsx import Workbook

            return Workbook(next(iter(paths.values())), tables)
        case Format.parquet:
            from extractor.output.export.parquet import ParquetTables

            return ParquetTables(paths, tables)
