"""Recorded answers: the same requests get the same answers, and nothing is ever asked."""

import json
from pathlib import Path

import pytest

from extractor.article import Article
from extractor.backends.base import Drafts
from extractor.backends.llm.backend import LLMBackend, LLMSettings, live_answers
from extractor.backends.llm.prompts import Prompts, load_prompts
from extractor.backends.replay import Manifest, Recorder, ReplayBackend
from extractor.errors import BackendError, UsageError
from tests.scripted_server import ScriptedServer, answer

ARTICLE = Article("a", "“It is over,” said Ana Prell. “It was long,” she said.")
SAID = {"parts": ["It is over"], "form": "direct", "speaker": None, "cue": "said", "channel": None}
MADE_UP = {**SAID, "parts": ["It goes on"]}


def stands(pointed: object) -> str | None:
    return "not in the article" if "goes on" in str(pointed) else None


@pytest.fixture
def prompts(tmp_path: Path) -> Prompts:
    folder = tmp_path / "prompts"
    folder.mkdir()
    for name in ("system", "casualty", "displacement", "quote"):
        (folder / f"{name}.md").write_text(f'---\nversion: "1"\n---\nRules of {name}.\n')
    return load_prompts(folder)


async def record(prompts: Prompts, folder: Path) -> Drafts:
    found = {"casualties": [], "displacements": [], "quotes": [SAID, MADE_UP]}
    corrected = {**found, "quotes": [{**SAID, "parts": ["It was long"]}]}
    with ScriptedServer([answer(found), answer(corrected)]) as server:
        settings = LLMSettings(model="scripted", base_url=server.base_url, api_key="sk-secret")
        recorder = Recorder(live_answers(settings))
        backend = LLMBackend(settings, prompts, answers=recorder)
        drafts = await backend.draft(ARTICLE, ["casualty", "displacement", "quote"], stands)
        await backend.aclose()
    hashes = {name: template["sha256"] for name, template in prompts.summary().items()}
    assert recorder.write(folder, Manifest("scripted", "2026-03-04", "a script", hashes)) == 2
    return drafts


async def replay(prompts: Prompts, folder: Path, article: Article = ARTICLE) -> Drafts:
    return await ReplayBackend(folder, prompts=prompts).draft(article, ["casualty", "displacement", "quote"], stands)


async def test_a_replay_gives_what_was_recorded_re_asks_included(prompts: Prompts, tmp_path: Path) -> None:
    recorded = await record(prompts, tmp_path / "r")
    replayed = await replay(prompts, tmp_path / "r")
    assert [pointed.draft for pointed in replayed.pointed] == [pointed.draft for pointed in recorded.pointed]
    assert len(replayed.pointed) == 2
    assert {pointed.provenance.backend for pointed in replayed.pointed} == {"replay"}
    assert {pointed.provenance.model for pointed in replayed.pointed} == {"scripted"}
    assert (replayed.usage.requests, replayed.usage.cost_usd) == (0, 0)
    assert "sk-secret" not in (tmp_path / "r" / "answers.jsonl").read_text() + (tmp_path / "r" / "manifest.json").read_text()


async def test_a_changed_prompt_is_named(prompts: Prompts, tmp_path: Path) -> None:
    await record(prompts, tmp_path / "r")
    (tmp_path / "prompts" / "quote.md").write_text('---\nversion: "2"\n---\nOther rules.\n')
    with pytest.raises(BackendError, match=r"prompts/quote\.md changed since; record again with: extractor eval record") as failed:
        await replay(load_prompts(tmp_path / "prompts"), tmp_path / "r")
    assert failed.value.code == "not_recorded"


async def test_a_new_article_is_not_blamed_on_the_prompts(prompts: Prompts, tmp_path: Path) -> None:
    await record(prompts, tmp_path / "r")
    with pytest.raises(BackendError, match="the article, a schema or a setting is new"):
        await replay(prompts, tmp_path / "r", Article("b", "“Another one,” he said."))


async def test_a_folder_without_recordings_says_how_to_make_some(prompts: Prompts, tmp_path: Path) -> None:
    (tmp_path / "manifest.json").write_text(json.dumps({"model": "x"}))
    with pytest.raises(UsageError, match="extractor eval record"):
        ReplayBackend(tmp_path, prompts=prompts)
