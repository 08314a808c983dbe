"""Stored answers of a real model, replayed: the same requests always get the same answers, and nothing is ever asked.

A recording is keyed by the hash of the exact request. A changed prompt is another request: it has to be recorded again.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from extractor.backends.llm.backend import LLMBackend, LLMSettings
from extractor.backends.llm.cache import cache_key
from extractor.backends.llm.client import quiet_libraries
from extractor.backends.llm.completions import Answers
from extractor.backends.llm.prompts import Prompts, load_prompts
from extractor.errors import BackendError, UsageError

MANIFEST, ANSWERS = "manifest.json", "answers.jsonl"
_AGAIN = "record again with: extractor eval record --base-url ... --model ..."


def recording_key(body: Mapping[str, Any], repeat: int) -> str:
    """sha256 of the whole request and of which repetition it is; the server does not matter."""
    return cache_key("", body, repeat)


@dataclass(frozen=True)
class Manifest:
    """What a folder of recordings says of itself."""

    model: str
    recorded: str
    """The day of the recording."""
    answered_by: str
    """What stood behind the model's name."""
    prompts: Mapping[str, str]
    """sha256 of each prompt template at that time."""


def load_manifest(folder: Path) -> Manifest:
    """The manifest in `folder`.

    Raises:
        UsageError: there is none, or it is malformed.
    """
    try:
        return Manifest(**json.loads((folder / MANIFEST).read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        raise UsageError(f"{folder}: no recordings here; {_AGAIN}") from None


class Recordings:
    """Answers from a folder of recordings. See `extractor.backends.llm.completions.Answers`."""

    endpoint = "recordings"
    concurrency = 8

    def __init__(self, folder: Path, prompts: Prompts) -> None:
        """
        Raises:
            UsageError: the folder holds no recordings.
        """
        self.manifest = load_manifest(folder)
        self._prompts = prompts
        with (folder / ANSWERS).open(encoding="utf-8") as lines:
            rows = [json.loads(line) for line in lines]
        self._answers: dict[str, str] = {row["key"]: json.dumps(row["completion"]) for row in rows}

    async def answer(self, body: Mapping[str, Any], repeat: int) -> tuple[str, bool]:
        try:
            return self._answers[recording_key(body, repeat)], False
        except KeyError:
            raise BackendError(f"no recording of this request: {self._why()}; {_AGAIN}", "not_recorded") from None

    async def aclose(self) -> None:
        """Nothing to give back."""

    def _why(self) -> str:
        now = {name: template["sha256"] for name, template in self._prompts.summary().items()}
        changed = [f"prompts/{name}.md" for name in now if self.manifest.prompts.get(name) != now[name]]
        return f"{', '.join(changed)} changed since" if changed else "the article, a schema or a setting is new"


class ReplayBackend(LLMBackend):
    """The model's lane without the model: same requests, same checks, stored answers."""

    name = "replay"

    def __init__(self, folder: Path, settings: LLMSettings | None = None, prompts: Prompts | None = None) -> None:
        """
        Raises:
            UsageError: `folder` holds no recordings.
        """
        quiet_libraries()
        prompts = prompts or load_prompts()
        recordings = Recordings(folder, prompts)
        super().__init__(replace(settings or LLMSettings(), model=recordings.manifest.model), prompts, answers=recordings)


class Recorder:
    """Answers from elsewhere, each kept as a recording on the way."""

    def __init__(self, answers: Answers) -> None:
        self._answers = answers
        self.endpoint = answers.endpoint
        self._kept: dict[str, Any] = {}

    @property
    def concurrency(self) -> int:
        return self._answers.concurrency

    async def answer(self, body: Mapping[str, Any], repeat: int) -> tuple[str, bool]:
        text, asked = await self._answers.answer(body, repeat)
        self._kept[recording_key(body, repeat)] = json.loads(text)
        return text, asked

    async def aclose(self) -> None:
        await self._answers.aclose()

    def write(self, folder: Path, manifest: Manifest) -> int:
        """Replace the recordings in `folder` by those kept; how many there are.

        Raises:
            UsageError: the folder can't be written.
        """
        lines = [json.dumps({"key": key, "completion": _lean(kept)}, ensure_ascii=False) for key, kept in sorted(self._kept.items())]
        try:
            folder.mkdir(parents=True, exist_ok=True)
            (folder / ANSWERS).write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
            (folder / MANIFEST).write_text(json.dumps(vars(manifest), indent=2) + "\n", encoding="utf-8")
        except OSError as error:
            raise UsageError(f"{folder}: can't write there: {error.strerror}") from error
        return len(lines)


def _lean(completion: Mapping[str, Any]) -> dict[str, Any]:
    """A completion with what decides a replay, and what it cost; ids and times are left out."""
    return {"choices": completion["choices"][:1], "usage": completion.get("usage")}
