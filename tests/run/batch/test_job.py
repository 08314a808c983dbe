"""A batch job: what is sent once stays sent once, whatever is lost on the way; what comes back is kept; what does not is asked again."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from extractor.article import Article
from extractor.backends.llm.backend import LLMBackend, LLMSettings, live_answers
from extractor.backends.llm.batches import Batches
from extractor.errors import ArticleInputError, BackendError, UsageError
from extractor.run.batch.answers import BatchAnswers
from extractor.run.batch.arrived import ArrivedAnswers
from extractor.run.batch.job import BatchJob
from extractor.run.batch.plan import keys_of, plan, queued
from extractor.run.batch.state import FOLDER, Job, load_job, save_job
from extractor.run.readers import Item, Unreadable
from schemas import KINDS
from tests.run.batch.server import BatchServer

NOTHING: dict[str, Any] = {"casualties": [], "displacements": [], "quotes": []}


def articles(count: int) -> list[Item]:
    return [Article(id=f"a{number}", text=f"In Orvane {number + 2} people were killed, the mayor said.") for number in range(count)]


@pytest.fixture
def server() -> Iterator[BatchServer]:
    with BatchServer(lambda body: NOTHING) as running:
        yield running


def planned(out: Path, server: BatchServer, items: list[Item], most_requests: int = 2, fresh: bool = False, **settings: Any) -> None:
    asked = LLMSettings(model="gpt-4.1-mini", base_url=server.base_url, api_key="k", **settings)
    plan(items, asked, tuple(KINDS), out, most_requests=most_requests, fresh=fresh)


def job(out: Path, server: BatchServer) -> BatchJob:
    """The job as a process that has just started sees it."""
    return BatchJob(out, load_job(out), Batches(base_url=server.base_url, api_key="k", longest_wait=0))


def ready(job: BatchJob) -> list[str]:
    return [entry.item.id for entry in job.ready()]


async def test_an_answer_is_paid_for_once_however_often_it_is_taken(tmp_path: Path, server: BatchServer) -> None:
    settings = LLMSettings(model="gpt-4.1-mini", base_url=server.base_url, api_key="k", skip=False, cache_dir=None)
    (item,) = articles(1)
    plan([item], settings, tuple(KINDS), tmp_path)
    (body,) = LLMBackend(settings).requests_for(item, tuple(KINDS))
    one = job(tmp_path, server)
    await one.send()
    server.finish()
    await one.refresh()
    await one.fetch()
    answers = BatchAnswers(tmp_path, live_answers(settings))
    assert [(await answers.answer(body, settings.repeat))[1] for _ in range(2)] == [True, False]
    await answers.aclose()
    (entry,) = queued(tmp_path)
    other = BatchAnswers(tmp_path, live_answers(settings))
    other.count_as_paid(entry.keys)
    assert (await other.answer(body, settings.repeat))[1] is False
    await other.aclose()
    assert server.single == []


async def test_chunks_hold_every_request_once_within_their_limits(tmp_path: Path, server: BatchServer) -> None:
    twin = Article(id="twin", text="In Orvane 2 people were killed, the mayor said.")
    planned(tmp_path, server, [*articles(5), twin])
    made = load_job(tmp_path)
    assert [(chunk.name, chunk.requests) for chunk in made.chunks] == [("chunk-0001.jsonl", 2), ("chunk-0002.jsonl", 2), ("chunk-0003.jsonl", 1)]
    assert (made.articles, made.requests) == (6, 5)
    keys = [entry.keys for entry in queued(tmp_path)]
    assert keys[0] == keys[5]
    assert {key for chunk in made.chunks for key in keys_of(tmp_path / FOLDER / chunk.name)} == {key for found in keys for key in found}
    assert server.calls == []


def test_a_chunk_ends_before_its_file_grows_too_large(tmp_path: Path, server: BatchServer) -> None:
    settings = LLMSettings(model="gpt-4.1-mini", base_url=server.base_url, api_key="k")
    made = plan(articles(4), settings, tuple(KINDS), tmp_path, most_bytes=40_000)
    assert len(made.chunks) > 1
    assert all((tmp_path / FOLDER / chunk.name).stat().st_size <= 40_000 for chunk in made.chunks)


def test_the_queue_comes_back_as_it_went_in(tmp_path: Path, server: BatchServer) -> None:
    items: list[Item] = [
        *articles(1),
        Article(id="odd", text="“No\ud800,” he said.\r\n", title="T", warnings=("odd",)),
        Unreadable("bad", "f.txt", ArticleInputError("empty")),
    ]
    planned(tmp_path, server, items)
    back = [entry.item for entry in queued(tmp_path)]
    assert back[:2] == items[:2]
    assert isinstance(back[2], Unreadable)
    assert str(back[2].error) == "empty"


def test_a_second_job_in_one_folder_is_refused(tmp_path: Path, server: BatchServer) -> None:
    planned(tmp_path, server, articles(1))
    with pytest.raises(UsageError, match="holds a batch job already"):
        planned(tmp_path, server, articles(1))


async def test_what_is_sent_comes_back_and_makes_its_articles_ready(tmp_path: Path, server: BatchServer) -> None:
    planned(tmp_path, server, articles(3))
    assert await job(tmp_path, server).send() is None
    assert [batch["status"] for batch in server.batches.values()] == ["validating"] * 2
    first = job(tmp_path, server)
    await first.refresh()
    await first.fetch()
    assert ready(first) == []
    server.finish()
    again = job(tmp_path, server)
    await again.refresh()
    await again.fetch()
    assert ready(again) == ["a0", "a1", "a2"]
    arrived = ArrivedAnswers(tmp_path / FOLDER)
    texts = [arrived.get(key) for entry in queued(tmp_path) for key in entry.keys]
    assert all(json.loads(text)["service_tier"] == "batch" for text in texts if text)
    assert None not in texts


@pytest.mark.parametrize("lost", ["POST /v1/files", "POST /v1/batches"])
async def test_a_chunk_whose_answer_was_lost_is_sent_once_all_the_same(lost: str, tmp_path: Path, server: BatchServer) -> None:
    planned(tmp_path, server, articles(3))
    server.lose.add(lost)
    with suppress(BackendError):  # an upload is tried again at once, a batch is looked for by the next process
        await job(tmp_path, server).send()
    await job(tmp_path, server).send()
    sent = [line["custom_id"] for batch in server.batches.values() for line in server.lines(batch)]
    assert len(sent) == len(set(sent)) == 3


async def test_a_process_that_dies_at_any_call_sends_nothing_twice(tmp_path: Path, server: BatchServer, monkeypatch: pytest.MonkeyPatch) -> None:
    planned(tmp_path, server, articles(7))
    saves = 0

    def dying(out: Path, made: Job) -> None:
        nonlocal saves
        saves += 1
        if saves % 2 == 0:
            raise KeyboardInterrupt
        save_job(out, made)

    monkeypatch.setattr("extractor.run.batch.job.save_job", dying)
    while job(tmp_path, server).job.chunks[-1].status != "sent":
        with suppress(KeyboardInterrupt):
            await job(tmp_path, server).send()
        assert saves < 50
    assert saves > 8
    sent = [line["custom_id"] for batch in server.batches.values() for line in server.lines(batch)]
    assert len(sent) == len(set(sent)) == 7


async def test_a_full_queue_waits_until_batches_have_ended(tmp_path: Path, server: BatchServer) -> None:
    server.room = 1
    planned(tmp_path, server, articles(3), most_requests=1)
    rounds = 0
    while (going := job(tmp_path, server)).job.waiting:
        await going.send()
        server.finish()
        await going.refresh()
        await going.fetch()
        rounds += 1
        assert rounds < 10
    answered = [line["custom_id"] for batch in server.batches.values() if batch["status"] == "completed" for line in server.lines(batch)]
    assert len(answered) == len(set(answered)) == 3
    assert ready(job(tmp_path, server)) == ["a0", "a1", "a2"]


async def test_what_an_expired_batch_left_unanswered_is_sent_again_and_nothing_else(tmp_path: Path, server: BatchServer) -> None:
    planned(tmp_path, server, articles(4), most_requests=4)
    await job(tmp_path, server).send()
    server.finish("expired", only=3)
    back = job(tmp_path, server)
    await back.refresh()
    await back.fetch()
    assert len(ready(back)) == 3
    await back.send()
    again = list(server.batches.values())[-1]
    assert len(server.lines(again)) == 1
    server.finish()
    last = job(tmp_path, server)
    await last.refresh()
    await last.fetch()
    assert len(ready(last)) == 4


async def test_a_request_that_failed_in_a_completed_batch_makes_its_article_ready_to_be_asked_singly(tmp_path: Path) -> None:
    with BatchServer(lambda body: None if "3 people" in str(body) else NOTHING) as server:
        planned(tmp_path, server, articles(3), most_requests=3)
        await job(tmp_path, server).send()
        server.finish()
        back = job(tmp_path, server)
        await back.refresh()
        await back.fetch()
        assert ready(back) == ["a0", "a1", "a2"]
        arrived = ArrivedAnswers(tmp_path / FOLDER)
        assert [arrived.get(entry.keys[0]) is None for entry in queued(tmp_path)] == [False, True, False]


async def test_a_batch_that_the_provider_refuses_keeps_its_articles_waiting(tmp_path: Path, server: BatchServer) -> None:
    planned(tmp_path, server, articles(1))
    await job(tmp_path, server).send()
    for batch in server.batches.values():
        batch |= {"status": "failed", "errors": {"data": [{"code": "model_not_found", "message": "no"}]}}
    back = job(tmp_path, server)
    await back.refresh()
    await back.fetch()
    assert [(chunk.status, chunk.error) for chunk in back.job.chunks] == [("failed", "model_not_found")]
    assert ready(back) == []
    back.take_back()
    assert await back.send() is None
    server.finish()
    await back.refresh()
    await back.fetch()
    assert ready(back) == ["a0"]


async def test_what_was_cancelled_is_sent_after_all_without_what_is_answered(tmp_path: Path, server: BatchServer) -> None:
    planned(tmp_path, server, articles(6), most_requests=3)
    await job(tmp_path, server).send()
    first, second = server.batches.values()
    server._finish(first, "cancelled", 1)
    back = job(tmp_path, server)
    await back.refresh()
    await back.fetch()
    assert back.job.under_way
    back.take_back()
    await back.send()
    assert [len(server.lines(batch)) for batch in server.batches.values()] == [3, 3, 2]
    server.finish()
    await back.refresh()
    await back.fetch()
    assert len(ready(back)) == 6
    assert second["status"] == "completed"


async def test_a_full_queue_costs_one_upload_a_chunk_and_one_batch_a_look(tmp_path: Path, server: BatchServer) -> None:
    server.room = 1
    planned(tmp_path, server, articles(3), most_requests=1)
    for _ in range(4):
        one = job(tmp_path, server)
        await one.refresh()
        assert "has no room" in (await one.send() or "")
    assert server.calls.count("POST /v1/files") == 2
    assert server.calls.count("POST /v1/batches") == 5
    server.finish()
    server.room = 9
    one = job(tmp_path, server)
    for _ in range(2):
        await one.send()
    assert server.calls.count("POST /v1/files") == 3
    assert [chunk.status for chunk in one.job.chunks] == ["sent"] * 3


async def test_answers_that_come_cut_off_are_fetched_again(tmp_path: Path, server: BatchServer) -> None:
    planned(tmp_path, server, articles(4), most_requests=4)
    await job(tmp_path, server).send()
    server.finish()
    (batch,) = server.batches.values()
    whole = server.files[batch["output_file_id"]]
    for cut in (len(whole) // 2, len(whole) - 9):
        server.files[batch["output_file_id"]] = whole[:cut]
        back = job(tmp_path, server)
        await back.refresh()
        with pytest.raises(BackendError, match="of the 4 answers that the provider counts"):
            await back.fetch()
        assert server.calls.count("GET /v1/files/*/content") == 5
        server.calls.clear()
    server.files[batch["output_file_id"]] = whole
    back = job(tmp_path, server)
    await back.fetch()
    assert [chunk.answered for chunk in back.job.chunks] == [4]


async def test_a_new_job_keeps_the_answers_of_the_old_one_if_it_asks_the_same_server_alike(tmp_path: Path, server: BatchServer) -> None:
    planned(tmp_path, server, articles(3), most_requests=3)
    await job(tmp_path, server).send()
    server.finish("expired", only=2)
    back = job(tmp_path, server)
    await back.refresh()
    await back.fetch()
    planned(tmp_path, server, articles(5), most_requests=3, fresh=True)
    assert load_job(tmp_path).requests == 3
    planned(tmp_path, server, articles(5), most_requests=3, fresh=True, temperature=0.5)
    assert load_job(tmp_path).requests == 5
