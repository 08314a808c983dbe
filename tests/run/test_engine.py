"""Many articles: each done or failed on its own, all of it on disk."""

import asyncio
import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from extractor.article import Article
from extractor.backends.choose import checked_by_rules
from extractor.backends.llm.backend import LLMBackend, LLMSettings
from extractor.backends.llm.traffic import Limits
from extractor.errors import ArticleInputError, LimitError, UsageError
from extractor.run import ahead, engine
from extractor.run.budget import Budget, Rate, tokens
from extractor.run.readers import Item, Unreadable
from schemas.files import CrossCheck, Usage
from tests.run.scripted import Scripted, articles, extract
from tests.scripted_server import Reply, Request, ScriptedServer, answer


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
    queue = articles("Two died.", "no key", *(f"Two died in {place}." for place in range(20)))
    ended, folder, _ = await extract(queue, tmp_path, Scripted(concurrency=1))
    assert (ended.status, ended.stopped_because, ended.totals.articles) == ("stopped", "wrong key", 1)
    assert folder.run() == ended
    queue[1] = Article("1", "Two died, with a key.")
    ended, _, _ = await extract(queue, tmp_path)
    assert (ended.status, ended.stopped_because, ended.totals.done) == ("done", None, 22)


async def test_answers_on_the_way_when_no_more_may_be_asked_are_kept(tmp_path: Path) -> None:
    class Slow(Scripted):
        async def _fail(self, text: str) -> None:
            await asyncio.sleep(0.05 if text == "Two died." else 0)
            await super()._fail(text)

    ended, folder, _ = await extract(articles("Two died.", "no key", "Two died in Orla."), tmp_path, Slow(concurrency=2))
    assert (ended.status, ended.stopped_because) == ("stopped", "wrong key")
    assert [result.article_id for result in folder.articles()] == ["0"]
    assert ended.totals.usage.requests == 1


async def test_nobody_is_waited_for_longer_than_the_grace_time(tmp_path: Path) -> None:
    ended, folder, _ = await extract(articles("wait", "no key"), tmp_path, grace=0.01)
    assert (ended.status, list(folder.articles())) == ("stopped", [])


async def test_as_many_articles_as_the_backend_wants_now_are_in_work(tmp_path: Path) -> None:
    backend = Scripted(concurrency=3)
    queue = articles(*(f"Two died in {place}." for place in range(30)))
    await extract(queue, tmp_path / "a", backend)
    assert backend.most_at_once == 3
    backend.concurrency = 7
    await extract(queue, tmp_path / "b", backend)
    assert backend.most_at_once == 7


async def test_the_queue_is_read_only_a_little_ahead(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ahead, "_MOST", 10_000)
    read: list[int] = []
    most = 0

    def queue() -> Iterator[Item]:
        for number in range(500):
            read.append(number)
            yield Article(str(number), f"Two died in {number}.")

    class Watching(Scripted):
        async def draft(self, *arguments: Any) -> Any:
            nonlocal most
            most = max(most, len(read) - len(self.asked))
            return await super().draft(*arguments)

    ended, _, _ = await extract(queue(), tmp_path, Watching(concurrency=2))
    assert ended.totals.done == 500
    assert most < 30


async def test_an_input_that_breaks_stops_the_run_with_its_reason(tmp_path: Path) -> None:
    def queue() -> Iterator[Item]:
        yield from articles("Two died.")
        raise UsageError("in/x.csv: gone")

    ended, _, _ = await extract(queue(), tmp_path)
    assert (ended.status, ended.stopped_because, ended.totals.done) == ("stopped", "in/x.csv: gone", 1)


# ---------------------------------------------------------------- interrupted


async def until_one_is_written(out: Path) -> None:
    while not (out / "articles.jsonl").exists() or not (out / "articles.jsonl").read_text():
        await asyncio.sleep(0.01)


async def test_cancelled_keeps_what_is_done(tmp_path: Path) -> None:
    task = asyncio.ensure_future(extract(articles("Two died.", "wait"), tmp_path))
    await until_one_is_written(tmp_path)
    task.cancel()
    ended, folder, _ = await task
    assert (ended.status, ended.totals.done) == ("interrupted", 1)
    assert [record.article_id for record in folder.records()] == ["0"]


@pytest.mark.parametrize(("grace", "done"), [(0, 1), (60, 3)])
async def test_asked_to_stop_it_takes_no_more_and_lets_those_in_work_end_within_the_grace_time(tmp_path: Path, grace: float, done: int) -> None:
    stop, gate = asyncio.Event(), asyncio.Event()

    class Gated(Scripted):
        async def draft(self, article: Article, *more: Any) -> Any:
            drafts = await super().draft(article, *more)
            if article.id in "12":
                await gate.wait()
            return drafts

    backend = Gated(concurrency=2)
    queue = articles(*(f"Two died in {place}." for place in range(30)))
    task = asyncio.ensure_future(extract(queue, tmp_path, backend, stop=stop, grace=grace))
    await until_one_is_written(tmp_path)
    stop.set()
    await asyncio.sleep(0)
    asyncio.get_running_loop().call_later(0.05, gate.set)
    ended, _, _ = await task
    assert (ended.status, ended.totals.done) == ("interrupted", done)
    gate.set()
    ended, folder, _ = await extract(queue, tmp_path, backend)
    assert (ended.status, ended.totals.done) == ("done", 30)
    assert sorted(record.article_id for record in folder.records()) == sorted(str(number) for number in range(30))


@pytest.mark.parametrize("end", [Reply(401), Reply(delay=60)], ids=["a wrong key", "no time left"])
async def test_what_has_come_for_an_article_that_is_cut_short_is_in_the_totals(tmp_path: Path, end: Reply) -> None:
    stop, nothing = asyncio.Event(), answer({"casualties": [], "displacements": [], "quotes": []})
    loop = asyncio.get_running_loop()

    def second(_: Request) -> Reply:
        if end.delay:
            loop.call_soon_threadsafe(stop.set)
        return end

    queue: list[Item] = [Article("0", "Two people were killed in Orla. " * 40)]
    with ScriptedServer([nothing, second], then=nothing) as server:
        settings = LLMSettings(model="m", base_url=server.base_url, window_characters=1000, window_overlap=100, limits=Limits(concurrency=1))
        backend = LLMBackend(settings)
        ended, folder, _ = await extract(queue, tmp_path, backend, stop=stop, grace=0)
        await backend.aclose()
        assert (ended.status, ended.totals.usage.requests) == ("stopped" if end.status == 401 else "interrupted", 1)
        assert [result.error.code for result in folder.articles() if result.error] == ["cut_short"]
        backend = LLMBackend(settings)
        ended, _, _ = await extract(queue, tmp_path, backend)
        await backend.aclose()
    assert (ended.status, ended.totals.done, ended.totals.failed, ended.totals.usage.requests) == ("done", 1, 0, 3)


# ---------------------------------------------------------------- continued


async def test_what_is_done_is_passed_over_and_what_failed_is_tried_again(tmp_path: Path) -> None:
    backend = Scripted()
    queue = [*articles("Two died.", "gone", "refuse"), Unreadable("x", "x.txt", ArticleInputError("empty: no text"))]
    first, _, _ = await extract(queue, tmp_path, backend)
    assert (first.totals.done, first.totals.failed) == (1, 3)
    backend.well = True
    second, folder, told = await extract([*queue, Article("new", "Two more died.")], tmp_path, backend)
    assert backend.asked == {"0": 1, "1": 2, "2": 1, "new": 1}
    assert [step.result and step.result.article_id for step in told].count(None) == 3
    assert (second.totals.articles, second.totals.done, second.totals.failed) == (5, 3, 2)
    assert second.totals.usage.input_tokens == 10 + 3 + 7 + 10 + 10, "what the failed attempt cost stays in the sum"
    assert (second.started, second.continued is None) == (first.started, False)
    assert {result.article_id: (result.status, result.attempt) for result in folder.articles()}["1"] == ("done", 2)
    assert sorted(result.article_id for result in folder.articles()) == ["0", "1", "2", "new", "x"]


async def test_what_may_pass_is_tried_once_more_when_the_queue_is_through(tmp_path: Path) -> None:
    class Recovering(Scripted):
        async def _fail(self, text: str) -> None:
            if text != "flaky" or not self.asked["last"]:
                await super()._fail(text)

    backend = Recovering(concurrency=2)
    queue = [Article("a", "flaky"), Article("b", "down"), Article("c", "refuse"), Article("last", "Two died.")]
    ended, folder, told = await extract(queue, tmp_path, backend)
    assert backend.asked == {"a": 2, "b": 2, "c": 1, "last": 1}
    assert {result.article_id: (result.status, result.attempt) for result in folder.articles()}["a"] == ("done", 2)
    assert (ended.totals.articles, ended.totals.done, ended.totals.failed, ended.totals.usage.requests) == (4, 2, 2, 6)
    assert [step.again for step in told].count(True) == 2


async def test_those_that_may_pass_are_not_all_kept_until_the_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "_MOST_AGAIN", 3)
    queue = [Article(f"{text} {number}", "down" if text == "down" else f"Two died in {number}.") for number in range(10) for text in ("fine", "down")]
    queue = [replace(article, published=date(2026, 3, number + 1)) for number, article in enumerate(queue)]  # no two of the same text and date
    backend = Scripted(concurrency=2)
    ended, _, told = await extract(queue, tmp_path, backend)
    assert all(count == (2 if name.startswith("down") else 1) for name, count in backend.asked.items())
    assert (ended.totals.articles, ended.totals.failed, len(told)) == (20, 10, 30)
    assert [step.again for step in told].index(True) < 15


async def test_retry_failed_tries_all_that_failed(tmp_path: Path) -> None:
    backend = Scripted()
    queue = [*articles("Two died.", "refuse"), Unreadable("x", "x.txt", ArticleInputError("empty: no text"))]
    await extract(queue, tmp_path, backend)
    ended, _, told = await extract(queue, tmp_path, backend, how={"retry_failed": True})
    assert backend.asked == {"0": 1, "1": 2}
    assert len([step for step in told if step.result]) == 2
    assert (ended.totals.articles, ended.totals.failed) == (3, 2)


@pytest.mark.parametrize("changed", [Article("0", "Two people died."), Article("0", "Two died.", published=date(2026, 3, 1))])
async def test_an_article_that_comes_back_changed_is_extracted_anew_and_its_old_records_are_hidden(tmp_path: Path, changed: Article) -> None:
    backend = Scripted()
    await extract(articles("Two died.", "Two fell."), tmp_path, backend)
    ended, folder, _ = await extract([changed], tmp_path, backend)
    assert backend.asked == {"0": 2, "1": 1}
    assert sorted(record.article_id for record in folder.records()) == ["0", "1"]
    assert folder.text("0") == changed.text
    assert (ended.totals.articles, ended.totals.done, ended.totals.records) == (2, 2, {"casualty": 2})


async def test_a_run_with_other_settings_is_refused_and_says_which(tmp_path: Path) -> None:
    await extract(articles("Two died."), tmp_path, Scripted(model="small", prompts={"casualty": {"sha256": "a" * 64}}))
    with pytest.raises(
        UsageError, match=r"other settings \(model: small -> large; prompts.casualty.sha256: aaaaaaaaaaaa… -> bbbbbbbbbbbb…\): choose .*--fresh"
    ):
        await extract(articles("Two died."), tmp_path, Scripted(model="large", prompts={"casualty": {"sha256": "b" * 64}}))
    ended, _, _ = await extract(articles("Two died."), tmp_path, Scripted(model="large"), how={"fresh": True})
    assert ended.totals.usage.requests == 1


# ---------------------------------------------------------------- the same text twice


@pytest.mark.parametrize("concurrency", [1, 4])
async def test_the_same_text_is_extracted_once_and_written_for_each_article(tmp_path: Path, concurrency: int) -> None:
    backend = Scripted(concurrency)
    queue = [Article("a", "Two died.", title="A"), Article("b", "Two died.", title="B"), Article("c", "Two died.", published=date(2026, 3, 1))]
    ended, folder, _ = await extract(queue, tmp_path, backend)
    assert backend.asked == {"a": 1, "c": 1}
    assert ended.totals.usage.requests == 2
    assert {result.article_id: (result.title, result.same_text_as) for result in folder.articles()} == {"a": ("A", None), "b": ("B", "a"), "c": (None, None)}
    _, alone, _ = await extract(queue[1:2], tmp_path / "alone", backend)
    assert [record for record in folder.records() if record.article_id == "b"] == list(alone.records())
    assert folder.text("b") == "Two died."


async def test_a_corrected_title_is_taken_over_at_no_cost(tmp_path: Path) -> None:
    backend = Scripted()
    before, folder, _ = await extract([Article("a", "Two died.", title="A"), Article("b", "refuse", title="B")], tmp_path, backend)
    records = list(folder.records())
    queue = [Article("a", "Two died.", title="New", publisher="P", url="u"), Article("b", "refuse", title="B")]
    ended, folder, told = await extract(queue, tmp_path, backend)
    assert backend.asked == {"a": 1, "b": 1}
    assert ended.totals == before.totals
    (result,) = (result for result in folder.articles() if result.status == "done")
    assert (result.title, result.publisher, result.url, result.same_text_as) == ("New", "P", "u", None)
    assert list(folder.records()) == records
    _, _, told = await extract(queue, tmp_path, backend)
    assert [step.result for step in told] == [None, None]


async def test_the_same_text_in_a_later_run_costs_nothing(tmp_path: Path) -> None:
    backend = Scripted()
    await extract([Article("a", "Two died.")], tmp_path, backend)
    _, folder, _ = await extract([Article("b", "Two died.")], tmp_path, backend)
    assert backend.asked == {"a": 1}
    assert [record.article_id for record in folder.records()] == ["a", "b"]
    assert len({record.id for record in folder.records()}) == 2


async def test_a_failure_that_would_come_again_is_not_paid_again_for_the_same_text(tmp_path: Path) -> None:
    backend = Scripted()
    ended, folder, _ = await extract(
        [Article(name, text) for name, text in [("a", "refuse"), ("b", "refuse"), ("c", "gone"), ("d", "gone")]], tmp_path, backend
    )
    assert backend.asked == {"a": 1, "c": 1, "d": 1}
    assert ended.totals.failed == 4
    assert {result.article_id: result.same_text_as for result in folder.articles()}["b"] == "a"


# ---------------------------------------------------------------- limits


@pytest.mark.parametrize(("budget", "said"), [(Budget(max_tokens=100), "100 of --max-tokens 100"), (Budget(max_cost=0.05), r"\$0.0500 of --max-cost 0.05")])
async def test_a_limit_holds_for_all_runs_on_a_folder(tmp_path: Path, budget: Budget, said: str) -> None:
    usage = Usage(requests=1, input_tokens=15, output_tokens=5, cost_usd=0.01)
    backend = Scripted(8, usage)
    queue = articles(*(f"Two died in {place}." for place in range(30)))
    for _ in range(2):
        ended, _, _ = await extract(queue, tmp_path, backend, budget=budget)
        assert (ended.status, ended.totals.done) == ("stopped", 5)
        assert ended.stopped_because
        assert said.replace("\\", "") in ended.stopped_because
        assert "run the same command again" in ended.stopped_because
    ended, _, _ = await extract(queue, tmp_path, backend, budget=Budget(max_tokens=10_000))
    assert (ended.status, ended.totals.done, backend.asked.total()) == ("done", 30, 30)


async def test_a_limit_in_dollars_stops_a_run_whose_cost_becomes_unknown(tmp_path: Path) -> None:
    backend = Scripted(8, Usage(requests=1, input_tokens=15, cost_usd=None))
    ended, _, _ = await extract(articles(*(f"Two died in {place}." for place in range(30))), tmp_path, backend, budget=Budget(max_cost=5))
    assert (ended.status, ended.totals.done) == ("stopped", 1)
    assert "--max-cost can't be held" in str(ended.stopped_because)


class ByLength(Scripted):
    """Takes a token for each character sent, and as many articles at once as there are."""

    def __init__(self) -> None:
        super().__init__(100)

    async def draft(self, *arguments: Any) -> Any:
        drafts = await super().draft(*arguments)
        return replace(drafts, usage=drafts.usage.model_copy(update={"input_tokens": drafts.usage.input_characters}))


LONGER = [*(f"Two died in {n}." for n in range(20)), *(f"Two died in {n}." + " " * 2000 for n in range(20, 60))]


@pytest.mark.parametrize("queue", [LONGER, LONGER[::-1]], ids=["short ones first", "long ones first"])
async def test_a_limit_holds_whatever_the_length_of_the_articles(tmp_path: Path, queue: list[str]) -> None:
    ended, _, _ = await extract(articles(*queue), tmp_path, ByLength(), budget=Budget(max_tokens=20_000))
    assert ended.status == "stopped"
    assert 20_000 - 2100 < tokens(ended.totals.usage) <= 20_000


async def test_a_limit_that_the_first_article_passes_is_said(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    ended, _, _ = await extract(articles(LONGER[-1]), tmp_path / "done", ByLength(), budget=Budget(max_tokens=1000))
    assert ended.status == "done"
    assert "The limit was passed by the last articles: 2,0" in caplog.text
    ended, _, _ = await extract(articles(*LONGER[::-1]), tmp_path / "stopped", ByLength(), budget=Budget(max_tokens=1000))
    assert (ended.status, ended.totals.done) == ("stopped", 1)
    assert "limit passed: 2,0" in str(ended.stopped_because)


def test_what_had_to_be_asked_again_makes_the_others_dearer() -> None:
    once = Usage(requests=1, input_characters=100, input_tokens=30)
    assert Rate().after(once).tokens == 0.3
    assert Rate().after(once + once.model_copy(update={"reasks": 1})).tokens == 0.6


# ---------------------------------------------------------------- what is written


async def test_texts_come_back_exactly(tmp_path: Path) -> None:
    text = "Two died.\r\n“Ω” \N{LINE SEPARATOR} \N{GRINNING FACE}\x00\x1b[31m"
    _, folder, _ = await extract(articles("Two died.", text), tmp_path)
    assert [folder.text(name) for name in ("0", "1", "no such")] == ["Two died.", text, None]
    assert len((tmp_path / "texts.jsonl").read_bytes().splitlines()) == 2


@pytest.mark.parametrize(("budget", "said"), [(Budget(max_tokens=100), "how many tokens"), (Budget(max_cost=1.0), "what an answer costs")])
def test_a_limit_that_the_server_gives_no_measure_for_ends_the_run(budget: Budget, said: str) -> None:
    with pytest.raises(LimitError, match=said):
        budget.allows(usage := Usage(requests=1, cost_usd=None), Rate().after(usage), 1000, in_work=False)


async def test_what_utf_8_cannot_hold_is_no_other_article_s_trouble(tmp_path: Path) -> None:
    odd = "\ud800"
    queue = [Article(odd, "Two died.", title=odd), Article("text", f"Two died.{odd}"), Article("last", "Two fell.")]
    for _ in range(2):
        ended, folder, _ = await extract(queue, tmp_path)
    assert ended.totals.articles == 3
    assert {result.article_id: result.title for result in folder.articles() if result.status == "done"} == {odd: odd, "last": None}
    assert [record.article_id for record in folder.records()] == [odd, "last"]
    (failed,) = (result.error for result in folder.articles() if result.error)
    assert (failed.code, "half a character (U+D800) at 9" in failed.message) == ("unreadable", True)


async def test_lines_are_json_in_the_published_shape(tmp_path: Path) -> None:
    await extract(articles("Two died."), tmp_path)
    line = json.loads((tmp_path / "records.jsonl").read_text())
    assert line["quantity"] == {"start": 0, "end": 3, "text": "Two", "value": 2, "low": 2, "high": 2, "qualifier": "exact", "implicit": False}
    assert line["provenance"]["backend"] == "scripted"


async def test_the_rules_that_check_a_model_add_counts_and_review_but_no_records(tmp_path: Path) -> None:
    storm = "Two died. A storm killed nine miners, three of them from Orvane."
    items: list[Item] = [*articles("Two died in the fire.", storm, "refuse"), Article("twin", storm)]
    ended, folder, _ = await extract(items, tmp_path, checked_by_rules(Scripted(concurrency=1)))
    assert [(record.provenance.backend, record.corroborated_by) for record in folder.records()] == [("scripted", ("rules",))] * 3
    assert [(line.article_id, line.found_by, line.record["quantity"]["text"]) for line in folder.review()] == [
        (key, "rules", words) for key in ("1", "twin") for words in ("nine", "three")
    ]
    assert all(line.record["article_id"] == line.article_id for line in folder.review())
    nine, three = (line.record for line in folder.review() if line.article_id == "twin")
    assert three["part_of"] == nine["id"]
    counts = {result.article_id: result.cross_check for result in folder.articles()}
    assert counts == {"0": CrossCheck(corroborated=1), "1": CrossCheck(corroborated=1, rules=2), "2": None, "twin": CrossCheck(corroborated=1, rules=2)}
    assert ended.totals.cross_check == CrossCheck(corroborated=3, rules=4)
    assert ended.settings["cross_check"] == "rules"


async def test_a_run_is_not_continued_with_a_cross_check_that_it_was_begun_without(tmp_path: Path) -> None:
    await extract(articles("Two died."), tmp_path, Scripted())
    with pytest.raises(UsageError, match="cross_check: none -> rules"):
        await extract(articles("Two died."), tmp_path, checked_by_rules(Scripted()))
