"""A small set of templates, an invented article, and drafts that stand in it."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Callable
from datetime import date
from pathlib import Path

import pytest

from extractor.article import Article
from extractor.backends.base import Pointed
from extractor.backends.llm.backend import LLMBackend, LLMSettings
from extractor.backends.llm.prompts import Prompts, copied_words, load_prompts
from extractor.backends.llm.traffic import Clock, Limits
from schemas import KINDS
from tests.scripted_server import ScriptedServer

TEXT = (
    "A mine collapsed near Torvik on Monday, killing 14 workers, the labour office said.\n\n"
    '"We heard a crack and then nothing," said Mira Hald, a shift leader. Some 30 families left the village of Aune.'
)
KINDS_ALL = tuple(KINDS)

KILLED = {
    "evidence": "A mine collapsed near Torvik on Monday, killing 14 workers, the labour office said.",
    "quantity": "14",
    "status": "asserted",
    "sources": [{"mention": "labour office", "name": "labour office"}],
    "when": "on Monday",
    "part_of": None,
    "outcome": "killed",
    "implicit": False,
    "victims": "workers",
    "victim_status": "civilian",
    "scope": "incident",
    "where": "Torvik",
    "cause": "mine collapsed",
}
SAID = {
    "parts": ["We heard a crack and then nothing"],
    "form": "direct",
    "speaker": {"mention": "Mira Hald", "name": "Mira Hald", "role": "shift leader"},
    "cue": "said",
    "channel": None,
}


def lists(casualties: list[object] | None = None, displacements: list[object] | None = None, quotes: list[object] | None = None) -> dict[str, list[object]]:
    """A whole answer."""
    return {"casualties": casualties or [], "displacements": displacements or [], "quotes": quotes or []}


def stands(pointed: Pointed) -> str | None:
    """A check that passes every draft."""
    return None


def stands_in(text: str) -> Callable[[Pointed], str | None]:
    """A check that wants every copied string in `text`."""

    def check(pointed: Pointed) -> str | None:
        missing = [words for words in copied_words(pointed.draft) if words not in text]
        return f"not in the article: {missing[0]}" if missing else None

    return check


class Slept(list[float]):
    """Waits that only move the clock: how long each was asked to be (seconds)."""

    async def sleep(self, seconds: float) -> None:
        self.append(seconds)
        await asyncio.sleep(0)

    def now(self) -> float:
        return time.monotonic() + sum(self)


@pytest.fixture
def article() -> Article:
    return Article("a1", TEXT, published=date(2031, 5, 6))


@pytest.fixture
def prompts(tmp_path: Path) -> Prompts:
    folder = tmp_path / "prompts"
    folder.mkdir()
    (folder / "system.md").write_text('---\nversion: "3"\n---\nPoint at words.\n')
    for kind in KINDS:
        (folder / f"{kind}.md").write_text(f'---\nversion: "7"\n---\n## {KINDS[kind].field}\nRules of {kind}.\n')
    return load_prompts(folder)


@pytest.fixture
def slept() -> Slept:
    return Slept()


Connect = Callable[..., LLMBackend]


@pytest.fixture
async def connect(prompts: Prompts, slept: Slept) -> AsyncIterator[Connect]:
    """Makes backends for a scripted server, and closes them."""
    made: list[LLMBackend] = []

    def backend(server: ScriptedServer, **settings: object) -> LLMBackend:
        limits = Limits(**{name: settings.pop(name) for name in tuple(settings) if name in Limits.__dataclass_fields__})
        chosen = {"limits": limits, "model": "scripted", "base_url": server.base_url, **settings}
        made.append(LLMBackend(LLMSettings(**chosen), prompts, Clock(slept.now, slept.sleep)))
        return made[-1]

    yield backend
    for opened in made:
        await opened.aclose()
