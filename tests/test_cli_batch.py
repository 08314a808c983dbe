"""`extractor batch`, from the queue to the records, against a server that behaves as the Batch API does."""

from __future__ import annotations

import json
import os
import signal
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from filelock import FileLock

from extractor import cli_batch
from extractor.backends.llm.failures import TransientError
from extractor.cli import main
from extractor.run.batch.job import BatchJob
from extractor.run.folder import RunFolder
from extractor.run.one import extract_one, failed
from schemas.files import ArticleError
from tests.run.batch import server as batch_server
from tests.run.batch.server import BatchServer, completion

NOTHING: dict[str, Any] = {"casualties": [], "displacements": [], "quotes": []}


def found(body: dict[str, Any]) -> dict[str, Any] | None:
    """One figure for each article of the queue; none at all for the one that the server can't do."""
    text = json.dumps(body)
    number = next((word for word in ("Two", "Three", "Four") if f"{word} people" in text), None)
    if number is None:
        return None
    fields = {"status": "asserted", "sources": [], "when": None, "part_of": None, "outcome": "killed", "implicit": False, "victims": "people"}
    rest = {"victim_status": "unknown", "scope": "incident", "where": None, "cause": None}
    return {**NOTHING, "casualties": [{"evidence": f"{number} people died.", "quantity": number, **fields, **rest}]}


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[BatchServer]:
    with BatchServer(found) as running:
        monkeypatch.setenv("OPENAI_API_KEY", "k")
        monkeypatch.setenv("OPENAI_BASE_URL", running.base_url)
        yield running


@pytest.fixture
def queue(tmp_path: Path) -> str:
    path = tmp_path / "queue.jsonl"
    rows = [{"id": word, "text": f"{word} people died."} for word in ("Two", "Three", "Four")]
    path.write_text("".join(json.dumps(row) + "\n" for row in [*rows, {"id": "empty", "text": " "}]))
    return str(path)


def _cut_off(content: dict[str, Any]) -> dict[str, Any]:
    whole = completion(content)
    whole["choices"][0]["finish_reason"] = "length"
    return whole


def numbers(out: Path) -> dict[str, int]:
    return {record.article_id: record.quantity.value for record in RunFolder(out).records()}  # type: ignore[attr-defined]


def test_what_waits_in_a_batch_is_not_asked_singly_too(tmp_path: Path, server: BatchServer, queue: str, capsys: pytest.CaptureFixture[str]) -> None:
    out = str(tmp_path / "out")
    assert main(["batch", "submit", queue, "-o", out]) == 0
    assert main(["run", queue, "-o", out]) == 2
    assert f"a batch job waits for its answers here: extractor batch collect {out}" in capsys.readouterr().err
    assert server.single == []
    server.finish()
    assert main(["batch", "collect", out, "--wait"]) == 1
    assert main(["run", queue, "-o", out]) == 1
    assert server.single == []


def test_a_queue_goes_out_and_comes_back_as_an_ordinary_run(tmp_path: Path, server: BatchServer, queue: str, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "out"
    assert main(["batch", "submit", queue, "-o", str(out)]) == 0
    assert main(["batch", "status", str(out)]) == 0
    assert main(["batch", "collect", str(out)]) == 3
    assert "validating" in capsys.readouterr().err
    server.finish()
    assert main(["batch", "collect", str(out), "--wait"]) == 1  # one article is empty
    assert numbers(out) == {"Two": 2, "Three": 3, "Four": 4}
    assert server.single == []
    errors = {result.article_id: result.error.code for result in RunFolder(out).articles() if result.error}
    assert errors == {"empty": "unreadable"}
    assert RunFolder(out).run().status == "done"
    calls = len(server.calls)
    assert main(["batch", "collect", str(out)]) == 1
    assert len(server.calls) == calls
    assert main(["show", str(out)]) == 0


def test_where_a_batch_waits_show_says_how_to_get_its_records(tmp_path: Path, server: BatchServer, queue: str, capsys: pytest.CaptureFixture[str]) -> None:
    out = str(tmp_path / "out")
    assert main(["batch", "submit", queue, "-o", out]) == 0
    capsys.readouterr()
    assert main(["show", out]) == 2
    said = capsys.readouterr().err
    assert f"extractor batch collect {out}" in said
    assert "extractor run" not in said
    assert main(["batch", "collect", out, "-q"]) == 3
    assert main(["show", out]) == 0
    assert "This run stopped: some batches have not ended; collect again later" in capsys.readouterr().out


def test_a_batch_costs_half(tmp_path: Path, server: BatchServer, queue: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("extractor.backends.llm.usage._cost", lambda *_: 1.0)
    out = tmp_path / "out"
    main(["batch", "submit", queue, "-o", str(out)])
    server.finish()
    main(["batch", "collect", str(out)])
    usage = RunFolder(out).run().totals.usage
    assert (usage.requests, usage.cost_usd) == (3, 1.5)


def test_requests_that_fail_in_a_batch_are_asked_singly(tmp_path: Path, server: BatchServer, queue: str) -> None:
    out, whole = tmp_path / "out", server.answer
    main(["batch", "submit", queue, "-o", str(out)])
    server.answer = lambda body: None if "Three people" in json.dumps(body) else whole(body)
    server.finish()
    server.answer = whole
    assert main(["batch", "collect", str(out)]) == 1
    assert numbers(out) == {"Two": 2, "Three": 3, "Four": 4}
    assert len(server.single) == 1


def test_what_expired_is_sent_again_while_the_rest_is_extracted(tmp_path: Path, server: BatchServer, queue: str) -> None:
    out = tmp_path / "out"
    main(["batch", "submit", queue, "-o", str(out)])
    server.finish("expired", only=1)
    assert main(["batch", "collect", str(out)]) == 3
    assert numbers(out) == {"Two": 2}
    assert RunFolder(out).run().stopped_because == "some batches have not ended; collect again later"
    server.finish()
    assert main(["batch", "collect", str(out)]) == 1
    assert numbers(out) == {"Two": 2, "Three": 3, "Four": 4}
    assert server.single == []
    assert [len(server.lines(batch)) for batch in server.batches.values()] == [3, 2]


def test_what_a_cancelled_batch_left_is_not_sent_again(tmp_path: Path, server: BatchServer, queue: str, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "out"
    main(["batch", "submit", queue, "-o", str(out)])
    server.finish("cancelled", only=1)
    for _ in range(2):
        assert main(["batch", "collect", str(out)]) == 2
        assert "a batch was cancelled with 2 requests unanswered" in capsys.readouterr().err
    assert (len(server.batches), server.single) == (1, [])
    assert numbers(out) == {"Two": 2}


def test_run_takes_over_what_a_cancelled_batch_left(tmp_path: Path, server: BatchServer, queue: str, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "out"
    main(["batch", "submit", queue, "-o", str(out)])
    server.finish("cancelled", only=1)
    assert main(["batch", "collect", str(out)]) == 2
    said = capsys.readouterr().err
    assert f"to send the rest: extractor batch status {out} --resend; or, singly and at the full price: extractor run INPUT -o {out}" in said
    assert "have not ended" not in (RunFolder(out).run().stopped_because or "")
    assert main(["run", queue, "-o", str(out), "--no-cache"]) == 1
    assert numbers(out) == {"Two": 2, "Three": 3, "Four": 4}
    assert len(server.single) == 2
    assert main(["batch", "collect", str(out)]) == 1


def test_what_a_cancelled_batch_left_is_sent_when_told_to_while_others_go_on(tmp_path: Path, server: BatchServer, queue: str) -> None:
    out = tmp_path / "out"
    main(["batch", "submit", queue, "-o", str(out)])
    server.finish("cancelled", only=1)
    assert main(["batch", "status", str(out), "--resend"]) == 0
    assert [len(server.lines(batch)) for batch in server.batches.values()] == [3, 2]
    server.finish()
    assert main(["batch", "collect", str(out)]) == 1
    assert (numbers(out), server.single) == ({"Two": 2, "Three": 3, "Four": 4}, [])


def test_what_is_done_in_the_folder_is_not_sent(tmp_path: Path, server: BatchServer, queue: str) -> None:
    out, some = tmp_path / "out", tmp_path / "some.jsonl"
    some.write_text('{"id": "Two", "text": "Two people died."}\n')
    assert main(["run", str(some), "-o", str(out), "--no-cache"]) == 0
    assert main(["batch", "submit", queue, "-o", str(out)]) == 0
    assert [len(server.lines(batch)) for batch in server.batches.values()] == [2]
    server.finish()
    assert main(["batch", "collect", str(out)]) == 1
    assert numbers(out) == {"Two": 2, "Three": 3, "Four": 4}
    assert len(server.single) == 1


def test_answers_of_a_batch_that_are_cut_off_are_in_the_totals(tmp_path: Path, server: BatchServer, queue: str, monkeypatch: pytest.MonkeyPatch) -> None:
    out = tmp_path / "out"
    main(["batch", "submit", queue, "-o", str(out)])
    with monkeypatch.context() as patch:
        patch.setattr(batch_server, "completion", _cut_off)
        server.finish()
    assert main(["batch", "collect", str(out)]) == 1
    assert numbers(out) == {"Two": 2, "Three": 3, "Four": 4}
    usage = RunFolder(out).run().totals.usage
    assert (len(server.single), usage.requests, usage.reasks, usage.input_tokens) == (3, 6, 3, 6000)


def test_waiting_outlasts_a_provider_that_is_gone_for_a_while(
    tmp_path: Path, server: BatchServer, queue: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    out, look = tmp_path / "out", BatchJob.refresh
    main(["batch", "submit", queue, "-o", str(out)])
    capsys.readouterr()
    left = 3

    async def gone(job: BatchJob) -> None:
        nonlocal left
        left -= 1
        if left >= 0:
            raise TransientError("gone", "connection")
        server.finish()
        await look(job)

    monkeypatch.setattr(BatchJob, "refresh", gone)
    monkeypatch.setattr(cli_batch, "_POLL", 0)
    assert main(["batch", "collect", str(out)]) == 2
    assert capsys.readouterr().err == f"extractor: gone; go on with: extractor batch collect {out}\n"
    assert main(["batch", "collect", str(out), "--wait"]) == 1
    assert capsys.readouterr().err.count("gone; waiting for it, for up to 10 minutes") == 1
    left = 3
    monkeypatch.setattr(cli_batch, "_OUTAGE", 0)
    assert main(["batch", "collect", str(out), "--wait"]) == 2


def test_a_batch_that_is_refused_as_a_whole_says_why(tmp_path: Path, server: BatchServer, queue: str, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "out"
    main(["batch", "submit", queue, "-o", str(out)])
    for batch in server.batches.values():
        batch |= {"status": "failed", "errors": {"data": [{"code": "invalid_model", "message": "no"}]}}
    assert main(["batch", "collect", str(out)]) == 2
    assert "refused chunk-0001.jsonl as a whole (invalid_model)" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (["batch", "status", "nowhere"], "no batch job here"),
        (["batch", "submit", "nowhere.jsonl"], "no such file"),
    ],
)
def test_wrong_use_is_one_line(server: BatchServer, capsys: pytest.CaptureFixture[str], arguments: list[str], complaint: str) -> None:
    assert main(arguments) == 2
    err = capsys.readouterr().err
    assert complaint in err
    assert err.count("\n") == 1


def test_what_cannot_be_read_is_said_when_it_is_submitted(tmp_path: Path, server: BatchServer, queue: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["batch", "submit", queue, "-o", str(tmp_path / "out")]) == 0
    said = capsys.readouterr().err
    assert f"failed: {queue}, line 4: empty: no text" in said
    assert "nothing was sent" not in said


def test_where_there_is_nothing_to_ask_for_nothing_is_sent_and_that_is_said(tmp_path: Path, server: BatchServer, capsys: pytest.CaptureFixture[str]) -> None:
    bad, out = tmp_path / "bad.jsonl", tmp_path / "out"
    bad.write_bytes(b"\xff\n")
    assert main(["batch", "submit", str(bad), "-o", str(out)]) == 0
    said = capsys.readouterr().err
    assert f"failed: {bad}, line 1: not valid UTF-8" in said
    assert "nothing was sent: no article that is left can be read and holds anything to ask for; next: extractor batch status" in said
    assert server.calls == []
    assert main(["batch", "collect", str(out)]) == 1


def test_no_job_is_made_of_no_articles(tmp_path: Path, server: BatchServer, queue: str, capsys: pytest.CaptureFixture[str]) -> None:
    none, out = tmp_path / "none.jsonl", tmp_path / "out"
    none.write_text("\n")
    assert main(["batch", "submit", str(none), "-o", str(out)]) == 2
    assert capsys.readouterr().err == "extractor: the input holds no articles, so no job was made\n"
    assert main(["batch", "submit", queue, "-o", str(out)]) == 0


def test_without_a_key_nothing_is_written(tmp_path: Path, queue: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.delenv("OPENAI_API_KEY", raising=False)
    assert main(["batch", "submit", queue, "-o", str(tmp_path / "out")]) == 2
    assert "set OPENAI_API_KEY" in capsys.readouterr().err
    assert not (tmp_path / "out").exists()


def test_two_processes_do_not_share_a_job(tmp_path: Path, server: BatchServer, queue: str, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "out"
    main(["batch", "submit", queue, "-o", str(out)])
    with FileLock(out / "batch" / ".lock"):
        for arguments in (["collect", str(out)], ["submit", queue, "-o", str(out), "--fresh"]):
            assert main(["batch", *arguments]) == 2
            assert "another process" in capsys.readouterr().err
    assert main(["batch", "status", str(out)]) == 0


@pytest.mark.parametrize("how", [[], ["--fresh"]])
def test_nothing_is_paid_for_that_the_folder_cannot_take(
    tmp_path: Path, server: BatchServer, queue: str, capsys: pytest.CaptureFixture[str], how: list[str]
) -> None:
    out = tmp_path / "out"
    main(["run", queue, "-o", str(out), "--backend", "rules", "-q"])
    assert main(["batch", "submit", queue, "-o", str(out), *how]) == 2
    assert "holds a run with other settings (backend: rules -> llm): choose another folder with -o\n" in capsys.readouterr().err
    assert server.calls == []


def test_a_job_stays_until_the_one_that_replaces_it_stands(tmp_path: Path, server: BatchServer, queue: str, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "out"
    main(["batch", "submit", queue, "-o", str(out)])
    server.finish()
    main(["batch", "collect", str(out)])
    before = (out / "batch" / "job.json").read_bytes()
    assert main(["batch", "submit", queue, "-o", str(out), "--model", "other", "--fresh"]) == 2
    assert "holds a run with other settings" in capsys.readouterr().err
    assert (out / "batch" / "job.json").read_bytes() == before
    assert main(["batch", "submit", queue, "-o", str(out), "--fresh"]) == 0
    assert (out / "batch" / "job.json").read_bytes() != before


def test_an_answer_is_in_the_totals_once_though_its_article_is_tried_again(tmp_path: Path, server: BatchServer, monkeypatch: pytest.MonkeyPatch) -> None:
    queue, out = tmp_path / "one.jsonl", tmp_path / "out"
    queue.write_text('{"id": "Two", "text": "Two people died."}\n')
    main(["batch", "submit", str(queue), "-o", str(out)])
    server.finish()
    monkeypatch.setattr("extractor.run.engine.extract_one", _times_out)
    assert main(["batch", "collect", str(out), "-q"]) == 1
    monkeypatch.undo()
    monkeypatch.setenv("OPENAI_API_KEY", "k")
    monkeypatch.setenv("OPENAI_BASE_URL", server.base_url)
    assert main(["batch", "collect", str(out), "-q"]) == 0
    assert RunFolder(out).run().totals.usage.requests == 1


async def _times_out(item: Any, backend: Any, kinds: Any) -> Any:
    """As `extract_one`, with its answers taken, but a failure that may pass."""
    result, _ = await extract_one(item, backend, kinds)
    return failed(item, ArticleError(code="timeout", message="no answer"), usage=result.usage), None


def test_half_a_character_is_no_other_articles_trouble(tmp_path: Path, server: BatchServer) -> None:
    queue, out = tmp_path / "odd.jsonl", tmp_path / "out"
    queue.write_text('{"id": "Two", "text": "Two people died."}\n{"id": "odd", "text": "Four people died.\\ud83d"}\n')
    assert main(["batch", "submit", str(queue), "-o", str(out)]) == 0
    server.finish()
    assert main(["batch", "collect", str(out)]) == 1
    assert numbers(out) == {"Two": 2}
    assert {result.article_id: result.error.code for result in RunFolder(out).articles() if result.error} == {"odd": "unreadable"}


def test_where_another_run_took_the_folder_collect_says_what_it_can_do(
    tmp_path: Path, server: BatchServer, queue: str, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "out"
    main(["batch", "submit", queue, "-o", str(out)])
    other = tmp_path / "other"
    main(["run", queue, "-o", str(other), "--backend", "rules", "-q"])
    for file in other.iterdir():
        file.rename(out / file.name)
    assert main(["batch", "collect", str(out)]) == 2
    assert "move that run's files elsewhere, then collect again\n" in capsys.readouterr().err


def test_a_collected_folder_takes_a_longer_queue(tmp_path: Path, server: BatchServer, queue: str) -> None:
    out = tmp_path / "out"
    main(["batch", "submit", queue, "-o", str(out)])
    server.finish()
    main(["batch", "collect", str(out)])
    assert main(["batch", "submit", queue, "-o", str(out), "--fresh"]) == 0


def test_an_interrupted_collect_says_so_and_continues(tmp_path: Path, server: BatchServer, queue: str) -> None:
    out = tmp_path / "out"
    server.answer = lambda _: None
    main(["batch", "submit", queue, "-o", str(out)])
    server.finish()
    server.answer = lambda _: os.kill(os.getpid(), signal.SIGINT)
    assert main(["batch", "collect", str(out)]) == 130
    assert RunFolder(out).run().status == "interrupted"
    server.answer = found
    assert main(["batch", "collect", str(out)]) == 1
    assert numbers(out) == {"Two": 2, "Three": 3, "Four": 4}


def test_a_submitted_folder_is_not_submitted_to_again(tmp_path: Path, server: BatchServer, queue: str, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "out"
    main(["batch", "submit", queue, "-o", str(out)])
    assert main(["batch", "submit", queue, "-o", str(out)]) == 2
    assert "holds a batch job already" in capsys.readouterr().err
    assert main(["batch", "submit", queue, "-o", str(out), "--fresh"]) == 0
