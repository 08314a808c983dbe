"""Parquet: one row, one article, read in batches and only the columns that are looked at."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from extractor.errors import ArticleInputError
from extractor.run.readers.compression import need_regular
from extractor.run.readers.items import Item, Place, ReadOptions
from extractor.run.readers.rows import fields, from_row, need_columns

_ROWS = 128
_BUFFER = 1 << 20
"""Bytes of a column read from the file at once; without it a whole row group is held."""


def read_parquet(path: Path, place: Place, options: ReadOptions) -> Iterator[Item]:
    pyarrow = _pyarrow()
    need_regular(path)
    try:
        with pyarrow.parquet.ParquetFile(path, buffer_size=_BUFFER, pre_buffer=False) as file:
            names = file.schema_arrow.names
            need_columns(names, options)
            wanted = [name for name in dict.fromkeys(fields(options)) if name in names]
            number = 0
            for batch in file.iter_batches(batch_size=_ROWS, columns=wanted, use_threads=False):  # threads keep buffers of their own
                for row in _rows(_with_written_dates(batch, pyarrow)):
                    number += 1
                    own = place.part("row", number)
                    try:
                        if row is None:
                            raise ArticleInputError("not valid UTF-8")
                        yield from_row(row, own, options)
                    except ArticleInputError as error:
                        yield own.unreadable(error)
                pyarrow.default_memory_pool().release_unused()
    except (pyarrow.ArrowException, OSError) as error:
        raise ArticleInputError(f"not valid Parquet: {' '.join(str(error).split())[:200]}") from None


def count_parquet(path: Path) -> int:
    """The rows that the file says it holds; 1, the failure, if it can't be read."""
    try:
        pyarrow = _pyarrow()
    except ArticleInputError:
        return 1
    try:
        return int(pyarrow.parquet.read_metadata(path).num_rows)
    except (pyarrow.ArrowException, OSError):
        return 1


def _pyarrow() -> Any:
    try:
        import pyarrow
        import pyarrow.parquet
    except ImportError:
        raise ArticleInputError("reading Parquet needs pyarrow: pip install 'fact-extractor[parquet]'") from None
    return pyarrow


def _rows(batch: Any) -> Iterator[dict[str, Any] | None]:
    """The rows of a batch; None for one that holds text that is not UTF-8."""
    try:
        yield from batch.to_pylist()
    except UnicodeDecodeError:
        for index in range(batch.num_rows):
            try:
                row = batch.slice(index, 1).to_pylist()[0]
            except UnicodeDecodeError:
                row = None
            yield row


def _with_written_dates(batch: Any, pyarrow: Any) -> Any:
    """Dates and times as ISO text: Python's own types hold neither all years nor nanoseconds."""
    written = [column.cast(pyarrow.string()) if pyarrow.types.is_temporal(column.type) else column for column in batch.columns]
    return pyarrow.RecordBatch.from_arrays(written, names=batch.schema.names)
