"""Files to read, and what came of reading them."""

import gzip
import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest
import zstandard

from extractor.article import Article
from extractor.run.readers import ReadOptions, Unreadable, read

PACKED: dict[str, Callable[[bytes], bytes]] = {"": bytes, ".gz": gzip.compress, ".zst": zstandard.compress}


def texts(*inputs: object, options: ReadOptions | None = None) -> list[str]:
    """The texts read, or the errors."""
    return [item.text if isinstance(item, Article) else f"! {item.error}" for item in read([str(one) for one in inputs], options)]


def failures(*inputs: object, options: ReadOptions | None = None) -> dict[str, str]:
    """The errors, by id."""
    return {item.id: str(item.error) for item in read([str(one) for one in inputs], options) if isinstance(item, Unreadable)}


def ids(*inputs: object) -> list[str]:
    return [item.id for item in read([str(one) for one in inputs])]


def jsonl(*rows: object) -> bytes:
    return "".join(json.dumps(row) + "\n" for row in rows).encode()


def written(path: Path, data: bytes | str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return path


def give_stdin(monkeypatch: pytest.MonkeyPatch, data: bytes) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(data)))
