"""Many articles: each done or failed on its own, all of it on disk."""

import asyncio
import json
from collections.abc import Collection
from datetime import UTC, datetime
from pathlib import Path

import pytest

from extractor.article import Article
from extractor.backends.base import Check, Drafts, Pointed
from extractor.backends.choose import checked_by_rules
from extractor.errors import ArticleInputError, BackendError, FatalBackendError, UsageError
from extractor.run.engine import run
from extractor.run.folder import RunFolder, RunWriter
from extractor.run.readers import Item, Unreadable
from schemas.casualty import CasualtyDraft
from schemas.common import Provenance
from schemas.files import ArticleResult, CrossCheck, Run, Totals, Usage

STARTED = Run(extractor_version="0", status="running", started=datetime(2026, 3, 4, tzinfo=UTC), settings={})


class Scripted:
    """A backend that finds "Two" in every article, fails where the text says so, and counts how many it works on at once."""

    name = "scripted"

    def __init__(self) -> None:
        self.at_once = self.most_at_once = 0

    async def draft(self, article: Article, kinds: Collection[str], check: Check) -> Drafts:
        self.at_once += 1
        self.most_at_once = max(self.most_at_once, self.at_once)
        await asyncio.sleep(0)
        self.at_once -= 1
        match article.text:
            case "refuse":
                raise BackendError("the model refused", "refused", Usage(requests=1, input_tokens=7))
            case "no key":
                raise FatalBackendError("wrong key")
            case "bug":
                raise ZeroDivisionError
            case "wait":
                await asyncio.sleep(60)
        draft = CasualtyDraft(evidence=article.text, quantity="Two", status="asserted", sources=(), outcome="killed", victim_status="unknown", scope="incident")
        return Drafts((Pointed("casualty", draft, (0, len(article.text)), Provenance(backend=self.name)),), usage=Usage(requests=1, input_tokens=10))

    def settings(self) -> dict[str, object]:
        return {"backend": self.name}

    async def aclose(self) -> None:
        pass


def articles(*texts: str) -> list[Item]:
    return [Article(str(number), text) for number, text in enumerate(texts)]


async def extract(items: list[Item], out: Path, concurrency: int = 4, backend: Scripted | None = None) -> tuple[Run, RunFolder, list[ArticleResult]]:
    told: list[ArticleResult] = []

    def watch(result: ArticleResult, totals: Totals) -> None:
        told.append(result)

    with RunWriter(out) as writer:
        ended = await run(items, backend or Scripted(), ["casualty"], writer, STARTED, concurrency, watch)
    return ended, RunFolder(out), told


async def test_each_article_is_done_or_failed_on_its_own(tmp_path: Path) -> None:
    items = [*articles("Two died.", "refuse", "bug", "None here"), Unreadable("x", "x.txt", ArticleInputError("empty: no text"))]
    ended, folder, told = await extract(items, tmp_path)
    results = {result.article_id: result for result in folder.articles()}
    assert {key: result.status for key, result in results.items()} == {"0": "done", "1": "failed", "2": "failed", "3": "done", "x": "failed"}
    assert {key: result.error.code for key, result in results.items() if result.error} == {"1": "refused", "2": "internal", "x": "unreadable"}
    assert [record.article_id for record in folder.records()] == ["0"]
    assert [rejection.article_id for rejection in folder.rejections()] == ["3"]
    assert (ended.status, ended.totals.done, ended.totals.failed, ended.totals.records) == ("done", 2, 3, {"casualty": 1})
    assert len(told) == 5


async def test_what_a_failed_article_cost_is_counted(tmp_path: Path) -> None:
    ended, _, _ = await extract(articles("Two died.", "refuse"), tmp_path)
    assert (ended.totals.usage.requests, ended.totals.usage.input_tokens) == (2, 17)


async def test_an_error_no_article_escapes_stops_the_run(tmp_path: Path) -> None:
    ended, folder, _ = await extract(articles("Two died.", "no key", *["Two died."] * 20), tmp_path, concurrency=1)
    assert (ended.status, ended.stopped_because, ended.totals.articles) == ("stopped", "wrong key", 1)
    assert folder.run() == ended


async def test_no_more_articles_than_asked_for_are_in_work(tmp_path: Path) -> None:
    backend = Scripted()
    await extract(articles(*["Two died."] * 30), tmp_path, concurrency=3, backend=backend)
    assert backend.most_at_once == 3


async def test_interrupted_keeps_what_is_done(tmp_path: Path) -> None:
    task = asyncio.ensure_future(extract(articles("Two died.", "wait"), tmp_path, concurrency=2))
    while not (tmp_path / "articles.jsonl").exists() or not (tmp_path / "articles.jsonl").read_text():
        await asyncio.sleep(0.01)
    task.cancel()
    ended, folder, _ = await task
    assert (ended.status, ended.totals.done) == ("interrupted", 1)
    assert [record.article_id for record in folder.records()] == ["0"]


async def test_a_full_disk_stops_the_run_with_its_reason(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(self: RunWriter, *_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(RunWriter, "add", full)
    ended, _, _ = await extract(articles("Two died."), tmp_path)
    assert ended.status == "stopped"
    assert "No space left on device" in str(ended.stopped_because)


async def test_a_folder_that_holds_a_run_is_not_written_over(tmp_path: Path) -> None:
    await extract(articles("Two died."), tmp_path)
    (tmp_path / "mine.txt").write_text("keep")
    with pytest.raises(UsageError, match="holds a run already"):
        RunWriter(tmp_path)
    with RunWriter(tmp_path, fresh=True):
        pass
    assert (tmp_path / "records.jsonl").read_text() == ""
    assert (tmp_path / "mine.txt").exists()


async def test_texts_come_back_exactly(tmp_path: Path) -> None:
    text = "Two died.\r\n“Ω” \N{LINE SEPARATOR} \N{GRINNING FACE}\x00\x1b[31m"
    _, folder, _ = await extract(articles("Two died.", text), tmp_path)
    assert folder.text("1") == text
    assert folder.text("no such") is None
    assert len((tmp_path / "texts.jsonl").read_bytes().splitlines()) == 2


def test_a_folder_without_a_run_says_how_to_make_one(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="extractor run INPUT"):
        RunFolder(tmp_path)


def test_lines_are_json_in_the_published_shape(tmp_path: Path) -> None:
    asyncio.run(extract(articles("Two died."), tmp_path))
    line = json.loads((tmp_path / "records.jsonl").read_text())
    assert line["quantity"] == {"start": 0, "end": 3, "text": "Two", "value": 2, "low": 2, "high": 2, "qualifier": "exact", "implicit": False}
    assert line["provenance"]["backend"] == "scripted"


async def test_the_rules_that_check_a_model_add_counts_and_review_but_no_records(tmp_path: Path) -> None:
    with RunWriter(tmp_path) as writer:
        items = articles("Two died in the fire.", "Two died. A storm killed nine miners.", "refuse")
        ended = await run(items, checked_by_rules(Scripted()), ["casualty"], writer, STARTED, 1, lambda *_: None)
    folder = RunFolder(tmp_path)
    assert [(record.provenance.backend, record.corroborated_by) for record in folder.records()] == [("scripted", ("rules",))] * 2
    assert [(line.article_id, line.found_by, line.record["quantity"]["text"]) for line in folder.review()] == [("1", "rules", "nine")]
    assert [result.cross_check for result in folder.articles()] == [CrossCheck(corroborated=1), CrossCheck(corroborated=1, rules=1), None]
    assert ended.totals.cross_check == CrossCheck(corroborated=2, rules=1)
    assert ended.settings["cross_check"] == "rules"
