"""How many articles there will be, as far as that is quickly told."""

from __future__ import annotations

from collections.abc import Sequence

from extractor.run.readers.encoding import as_utf8
from extractor.run.readers.find import SUFFIXES, Found, find, suffixes
from extractor.run.readers.jsonl import lines
from extractor.run.readers.parquet import count_parquet

_FILES = 100_000
"""Files up to which folders are walked just to count."""
_BYTES = 200_000_000
"""Bytes up to which JSONL files are read through just to count their lines."""
_LONGEST_LINE = 1 << 20


def count(inputs: Sequence[str]) -> int | None:
    """How many articles `inputs` hold, for a progress bar; None where only reading, or a long walk, would tell."""
    total = size = 0
    for files, found in enumerate((found for item in inputs for found in find(item)), 1):
        if files > _FILES:
            return None
        if not isinstance(found, Found):
            total += 1
            continue
        suffix, compression = suffixes(found.path.name)
        if found.is_stdin or suffix not in SUFFIXES or suffix in (".csv", ".tsv") or (suffix in (".jsonl", ".ndjson") and compression):
            return None
        try:
            if suffix in (".jsonl", ".ndjson") and found.path.is_file():
                size += found.path.stat().st_size
                if size > _BYTES:
                    return None
                with found.path.open("rb") as file:
                    total += sum(1 for line in lines(as_utf8(file), _LONGEST_LINE) if line is None or line.strip())
            else:
                total += count_parquet(found.path) if suffix == ".parquet" and found.path.is_file() and not compression else 1
        except OSError:
            total += 1
    return total
