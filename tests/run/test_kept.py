"""What one run extracted, another does not extract again; and nothing that decides a record is passed over."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from extractor.article import Article
from extractor.backends.llm.cache import Cache
from extractor.run import kept as module
from extractor.run.folder import RunFolder
from extractor.run.kept import Kept
from extractor.run.readers import Item
from extractor.run.settings import new_run
from schemas.files import Usage
from tests.run.scripted import Scripted, extract

QUEUE: list[Item] = [
    Article("a", "Two died in the fire.", date(2026, 3, 4)),
    Article("b", "None here", title="T"),
    Article("r", "refuse"),
]


async def run_with(cache: Path, out: Path, items: list[Item], **settings: Any) -> tuple[Scripted, RunFolder]:
    backend = Scripted(concurrency=2, **settings)
    kept = Kept(Cache(cache), new_run("0", ["casualty"], backend))
    await extract(items, out, backend, kept=kept)
    await kept.aclose()
    return backend, RunFolder(out)


async def test_a_second_run_elsewhere_has_the_same_lines_and_asks_for_nothing_but_what_failed(tmp_path: Path) -> None:
    _, first = await run_with(tmp_path / "cache", tmp_path / "1", QUEUE)
    backend, second = await run_with(tmp_path / "cache", tmp_path / "2", QUEUE)
    assert dict(backend.asked) == {"r": 1}
    assert list(second.records()) == list(first.records())
    assert list(second.rejections()) == list(first.rejections())
    assert [second.text(item.id) for item in QUEUE] == [first.text(item.id) for item in QUEUE]
    before, after = ({result.article_id: result for result in folder.articles()} for folder in (first, second))
    assert {key: result.usage for key, result in after.items() if key != "r"} == dict.fromkeys("ab", Usage(cache_hits=1))
    assert {key: (result.records, result.rejections, result.title) for key, result in after.items()} == {
        key: (result.records, result.rejections, result.title) for key, result in before.items()
    }


async def test_the_same_text_under_another_id_has_ids_of_its_own(tmp_path: Path) -> None:
    article = Article("new", "Two died in the fire.", date(2026, 3, 4), title="Other")
    await run_with(tmp_path / "cache", tmp_path / "1", QUEUE)
    backend, again = await run_with(tmp_path / "cache", tmp_path / "2", [article])
    _, anew = await run_with(tmp_path / "none", tmp_path / "3", [article])
    assert backend.asked.total() == 0
    assert list(again.records()) == list(anew.records())
    assert [result.title for result in again.articles()] == ["Other"]


@pytest.mark.parametrize(
    "changed", [Article("a", "Two died in the fire!", date(2026, 3, 4)), Article("a", "Two died in the fire."), Article("a", "Two died.", warnings=("odd",))]
)
async def test_another_text_date_or_warning_is_extracted(tmp_path: Path, changed: Article) -> None:
    await run_with(tmp_path / "cache", tmp_path / "1", [*QUEUE, Article("w", "Two died.")])
    backend, _ = await run_with(tmp_path / "cache", tmp_path / "2", [changed])
    assert backend.asked.total() == 1


async def test_other_settings_or_other_code_extract_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    await run_with(tmp_path / "cache", tmp_path / "1", QUEUE[:1])
    backend, _ = await run_with(tmp_path / "cache", tmp_path / "2", QUEUE[:1], model="other")
    assert backend.asked.total() == 1
    monkeypatch.setattr(module, "code_version", lambda: "changed")
    backend, _ = await run_with(tmp_path / "cache", tmp_path / "3", QUEUE[:1])
    assert backend.asked.total() == 1


async def test_a_folder_that_is_of_no_use_only_costs_time(tmp_path: Path) -> None:
    (tmp_path / "cache").write_text("a file")
    backend, folder = await run_with(tmp_path / "cache", tmp_path / "1", QUEUE)
    assert backend.asked.total() == 3
    assert len(list(folder.articles())) == 3


def test_the_code_has_one_version_until_it_changes() -> None:
    assert module.code_version() == module.code_version()
