"""A backend without a model, and runs with it."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from pathlib import Path
from typing import Any

from extractor.article import Article
from extractor.backends.base import Backend, Check, Drafts, Pointed
from extractor.errors import BackendError, FatalBackendError
from extractor.run.budget import characters
from extractor.run.engine import Step, run
from extractor.run.folder import RunFolder
from extractor.run.readers import Item
from extractor.run.settings import new_run
from extractor.run.writer import RunWriter
from schemas.casualty import CasualtyDraft
from schemas.common import Provenance
from schemas.files import Run, Usage

BY = Provenance(backend="scripted")


USAGE = Usage(requests=1, input_tokens=10)


class Scripted:
    """Finds "Two" in every article, fails where the text says so, and counts what it was asked, and how much at once."""

    name = "scripted"

    def __init__(self, concurrency: int = 4, usage: Usage = USAGE, **settings: object) -> None:
        self.concurrency = concurrency
        self.usage = usage
        self.asked: Counter[str] = Counter()
        """How often each article was asked for."""
        self.at_once = self.most_at_once = 0
        self.well = False
        """Whether articles that fail at first succeed by now."""
        self._settings = settings

    async def draft(self, article: Article, kinds: Collection[str], check: Check) -> Drafts:
        self.asked[article.id] += 1
        self.at_once += 1
        self.most_at_once = max(self.most_at_once, self.at_once)
        try:
            await asyncio.sleep(0)
            await self._fail(article.text)
        finally:
            self.at_once -= 1
        usage = self.usage.model_copy(update={"input_characters": characters(self.requests_for(article, kinds))})
        draft = CasualtyDraft(evidence=article.text, quantity="Two", status="asserted", sources=(), outcome="killed", victim_status="unknown", scope="incident")
        return Drafts((Pointed("casualty", draft, (0, len(article.text)), BY),), usage=usage)

    async def _fail(self, text: str) -> None:
        match text:
            case "refuse":
                raise BackendError("the model refused", "refused", Usage(requests=1, input_tokens=7))
            case "flaky" if not self.well:
                raise BackendError("no answer", "timeout", Usage(requests=1, input_tokens=3))
            case "down":
                raise BackendError("no answer", "server", Usage(requests=1, input_tokens=3))
            case "gone" if not self.well:
                raise BackendError("no such thing", "bad_request", Usage(requests=1, input_tokens=3))
            case "no key":
                raise FatalBackendError("wrong key")
            case "bug":
                raise ZeroDivisionError
            case "wait" if not self.well:
                await asyncio.sleep(60)

    def requests_for(self, article: Article, kinds: Collection[str]) -> list[dict[str, Any]]:
        return [{"messages": [article.text]}]

    def settings(self) -> dict[str, object]:
        return {"backend": self.name, **self._settings}

    async def aclose(self) -> None:
        pass


def articles(*texts: str) -> list[Item]:
    return [Article(str(number), text) for number, text in enumerate(texts)]


def opened(out: Path, backend: Backend, kinds: Collection[str] = ("casualty",), **how: Any) -> RunWriter:
    return RunWriter(out, new_run("0", kinds, backend), **how)


async def extract(
    items: Iterable[Item],
    out: Path,
    backend: Backend | None = None,
    *,
    kinds: Collection[str] = ("casualty",),
    how: Mapping[str, Any] | None = None,
    **options: Any,
) -> tuple[Run, RunFolder, list[Step]]:
    """One run over `items`: as it ended, its folder, and what was told. `how` goes to the writer, `options` to the engine."""
    told: list[Step] = []
    backend = backend or Scripted()
    with opened(out, backend, kinds, **how or {}) as writer:
        ended = await run(items, backend, kinds, writer, told.append, **options)
    return ended, RunFolder(out), told


def lines(out: Path, name: str) -> list[bytes]:
    return (out / f"{name}.jsonl").read_bytes().splitlines(keepends=True)
