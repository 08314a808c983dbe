"""One Parquet file a kind, a row group at a time; what the columns mean is in the schema's metadata."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from extractor.errors import UsageError
from extractor.output.export.about import About
from extractor.output.export.columns import Column
from extractor.output.export.rows import Row

ROW_GROUP = 5_000
"""Rows in memory at once, a kind."""


class ParquetTables:
    """One file a kind.

    Raises:
        UsageError: pyarrow isn't installed.
    """

    def __init__(self, paths: Mapping[str, Path], tables: Mapping[str, tuple[Column, ...]]) -> None:
        try:
            import pyarrow
            import pyarrow.parquet
        except ImportError as error:
            raise UsageError("--to parquet needs pyarrow; install it with: pip install 'fact-extractor[parquet]'") from error
        types = {"text": pyarrow.string(), "integer": pyarrow.int64(), "boolean": pyarrow.bool_(), "date": pyarrow.date32()}
        self._arrow: Any = pyarrow
        self._schemas = {
            kind: pyarrow.schema([pyarrow.field(column.name, types[column.type], metadata={"about": column.about}) for column in columns])
            for kind, columns in tables.items()
        }
        self._writers = {kind: pyarrow.parquet.ParquetWriter(paths[kind], schema, compression="zstd") for kind, schema in self._schemas.items()}
        self._rows: dict[str, list[Row]] = {kind: [] for kind in tables}

    def write(self, kind: str, row: Row) -> None:
        self._rows[kind].append(row)
        if len(self._rows[kind]) >= ROW_GROUP:
            self._flush(kind)

    def finish(self, about: About) -> None:
        for kind, writer in self._writers.items():
            self._flush(kind)
            writer.add_key_value_metadata(dict(about.facts))
            writer.close()

    def _flush(self, kind: str) -> None:
        rows, schema = self._rows[kind], self._schemas[kind]
        if rows:
            arrays = [self._arrow.array(cells, type=field.type) for cells, field in zip(zip(*rows, strict=True), schema, strict=True)]
            self._writers[kind].write_table(self._arrow.Table.from_arrays(arrays, schema=schema))
            rows.clear()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        for writer in self._writers.values():
            with suppress(OSError):
                writer.close()
            writer.is_open = False  # else its finaliser closes once more, and complains on a full disk
