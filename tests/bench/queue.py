"""Queues to measure with: the four articles, each copy under a line of its own, so that no two requests are the same."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from evals.labels import sets
from extractor.article import Article
from extractor.backends.llm.backend import LLMBackend, LLMSettings
from extractor.backends.replay import ANSWERS, load_manifest, recording_key
from schemas import KINDS

RECORDINGS = Path(__file__).parents[2] / "evals" / "recordings"
MARK = re.compile(rb"Bench item \d+-(\d)")


def gold() -> list[Article]:
    """The four articles."""
    return [item.article for item in sets("gold")[0].items]


def recorded_answers() -> list[dict[str, Any]]:
    """A real model's completion for each of the four articles."""
    backend = LLMBackend(LLMSettings(model=load_manifest(RECORDINGS).model, base_url="http://127.0.0.1:9/v1", api_key="none"))
    with (RECORDINGS / ANSWERS).open(encoding="utf-8") as lines:
        kept = {row["key"]: row["completion"] for row in map(json.loads, lines)}
    keys = [recording_key(backend.requests_for(article, tuple(KINDS))[0], 0) for article in gold()]
    return [kept[key] for key in keys]


def articles(count: int, first: int = 0) -> Iterator[Article]:
    """`count` articles of some 5,500 characters, all different; `first` is the number of the first."""
    originals = gold()
    for number in range(first, first + count):
        article = originals[number % len(originals)]
        mark = f"Bench item {number}-{number % len(originals)}\n\n"
        yield Article(id=f"bench-{number}", text=mark + article.text, published=article.published)


def tiny(count: int) -> Iterator[Article]:
    """`count` articles of one sentence."""
    for number in range(count):
        yield Article(id=f"tiny-{number}", text=f"Item {number}: two people were killed and {number + 2} families fled, officials said.")


def write(path: Path, queue: Iterator[Article]) -> Path:
    """`queue` as JSONL."""
    with path.open("w", encoding="utf-8") as file:
        for article in queue:
            published = article.published.isoformat() if article.published else None
            file.write(json.dumps({"id": article.id, "text": article.text, "published": published}, ensure_ascii=False) + "\n")
    return path
