"""Hand-labelled articles: the gold, and sets in the same format. Every span is checked against its article on loading."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from extractor.article import Article
from extractor.errors import UsageError
from schemas import parse_record
from schemas.common import Provenance, Record

HERE = Path(__file__).parent
_BY = Provenance(backend="gold").model_dump()


@dataclass(frozen=True)
class Labelled:
    """An article and its labels. `tags` name the phenomena that it holds; `label_tags`, by label id, those of single labels."""

    article: Article
    records: tuple[Record, ...]
    tags: tuple[str, ...] = ()
    label_tags: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True)
class LabelSet:
    """Labelled articles under one name."""

    name: str
    items: tuple[Labelled, ...]

    @property
    def version(self) -> str:
        """sha256 over articles and labels: changes when either does."""
        digest = hashlib.sha256()
        for item in self.items:
            labels = [record.model_dump(mode="json", exclude={"corroborated_by"}) for record in item.records]  # no label is found by a backend
            content = [item.article.id, item.article.text_sha256, str(item.article.published), labels, item.tags, item.label_tags]
            digest.update(json.dumps(content, sort_keys=True).encode())
        return digest.hexdigest()


def sets(name: str) -> list[LabelSet]:
    """The sets that `name` means: "gold", "challenge" (its dev and test halves), or a path to labels of one's own.

    Raises:
        UsageError: nothing is there, a label is malformed, or a span does not slice back.
    """
    if name == "challenge":
        return [load(HERE / "challenge" / half, f"challenge-{half}") for half in ("dev", "test")]
    return [load(HERE / "gold", "gold") if name == "gold" else load(Path(name))]


def load(path: Path, name: str | None = None) -> LabelSet:
    """The set at `path`: a folder with articles/NAME.txt and labels/NAME.json, or a JSONL file with an article and its labels a line.

    A line of JSONL holds "id", "text", "published" (ISO date or null), "records", and "tags" if wanted; records are labels as in
    evals/gold/labels, spans and all, and may have "tags" too.

    Raises:
        UsageError: nothing is there, a label is malformed, or a span does not slice back.
    """
    name = name or path.stem
    if path.is_file():
        with path.open(encoding="utf-8") as lines:
            items = tuple(_from_line(f"{path}, line {number}", line) for number, line in enumerate(lines, 1) if line.strip())
    else:
        items = tuple(_from_files(path, file) for file in sorted((path / "labels").glob("*.json")))
    if not items:
        raise UsageError(f"{path}: no labels here (looked for labels/*.json in a folder, or lines in a JSONL file)")
    return LabelSet(name, items)


def _from_files(folder: Path, path: Path) -> Labelled:
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        text = (folder / "articles" / data["article"]).read_bytes().decode("utf-8")
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise _malformed(str(path), error) from error
    return _labelled(str(path), path.stem, text, data)


def _from_line(where: str, line: str) -> Labelled:
    try:
        data = json.loads(line)
        name, text = str(data["id"]), str(data["text"])
    except (ValueError, KeyError, TypeError) as error:
        raise _malformed(where, error) from error
    return _labelled(where, name, text, data)


def _labelled(where: str, name: str, text: str, data: Mapping[str, Any]) -> Labelled:
    try:
        article = Article(id=name, text=text, published=date.fromisoformat(data["published"]) if data.get("published") else None)
        rows = [{name: value for name, value in row.items() if name != "tags"} for row in data["records"]]
        records = tuple(parse_record({**row, "article_id": article.id, "grounding": "exact", "provenance": _BY}) for row in rows)
    except (ValueError, KeyError, TypeError) as error:
        raise _malformed(where, error) from error
    for record in records:
        for span in spans(record.model_dump()):
            if text[span["start"] : span["end"]] != span["text"]:
                raise UsageError(f"{where}: {record.id}: {span['text']!r} does not stand at {span['start']} of its article")
    _check_links(where, records)
    label_tags = {row["id"]: tuple(row["tags"]) for row in data["records"] if row.get("tags")}
    return Labelled(article, records, tuple(data.get("tags", ())), label_tags)


def _malformed(where: str, error: Exception) -> UsageError:
    return UsageError(f"{where}: not a label file: {type(error).__name__}: {str(error).splitlines()[0]}")


def _check_links(where: str, records: tuple[Record, ...]) -> None:
    ids = [record.id for record in records]
    for record in records:
        whole = getattr(record, "part_of", None)
        if ids.count(record.id) > 1 or (whole is not None and whole not in ids):
            raise UsageError(f"{where}: {record.id}: ids must differ, and part_of must name one of them")


def spans(value: object) -> Iterator[dict[str, Any]]:
    """Every span within a dumped record."""
    if isinstance(value, dict):
        if {"start", "end", "text"} <= value.keys():
            yield value
        for inner in value.values():
            yield from spans(inner)
    elif isinstance(value, (list, tuple)):
        for inner in value:
            yield from spans(inner)
