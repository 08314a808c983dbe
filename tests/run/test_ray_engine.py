"""The Ray engine does what the local engine does: the same records, nothing lost with an actor, nothing paid twice."""

import json
import os
import signal
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import psutil
import pytest

from extractor.article import Article
from extractor.cli import main
from extractor.errors import ArticleInputError
from extractor.pipeline import Extraction
from extractor.run import one
from extractor.run.budget import Budget
from extractor.run.folder import RunFolder
from extractor.run.ray.session import session
from extractor.run.ray.unit import Outcome, Unit
from extractor.run.readers import Item, ReadOptions, Unreadable
from schemas.files import ArticleResult, Run
from tests.faults.material import number_of, queue, reply, seen
from tests.run.scripted import USAGE, Scripted, extract, opened
from tests.scripted_server import Reply, Request, ScriptedServer, status

KEY = "sk-very-secret-0123456789"


@pytest.fixture(scope="module")
def ray() -> Iterator[None]:
    pytest.importorskip("ray", reason="Ray is not installed: pip install 'fact-extractor[ray]'")
    with session(cpus=2):
        yield


@pytest.fixture(autouse=True)
def _no_model(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in ("OPENAI_API_KEY", "OPENAI_BASE_URL", "EXTRACTOR_MODEL", "RAY_ADDRESS"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.chdir(tmp_path)


def results(out: str) -> dict[str, ArticleResult]:
    """Articles by id, without what differs from one run to the next."""
    unequal = {"seconds": 0, "journal": {}, "attempt": 1}
    return {result.article_id: result.model_copy(update=unequal) for result in RunFolder(Path(out)).articles()}


def rejected(out: str) -> Counter[str]:
    return Counter(rejection.model_dump_json() for rejection in RunFolder(Path(out)).rejections())


def assert_same(one: str, other: str) -> None:
    """Two folders hold the same."""
    assert seen(Path(one)) == seen(Path(other))
    assert results(one) == results(other)
    assert rejected(one) == rejected(other)
    runs = [RunFolder(Path(out)).run() for out in (one, other)]
    assert runs[0].totals == runs[1].totals
    assert runs[0].status == runs[1].status
    assert runs[0].settings_sha256 == runs[1].settings_sha256


ROWS = [
    json.dumps({"id": "named", "text": "The storm killed at least four people in Maresh, the mayor said.", "published": "2026-03-04T23:30:00-05:00"}),
    json.dumps({"text": "“We saw it coming,” said Lena Osk, a nurse.\r\nNobody was hurt."}),
    json.dumps({"id": 7, "text": "Twelve families fled Tovin on Tuesday.", "date": "2026-03-04"}),
    "",
    json.dumps({"id": "named", "text": "Two people died in Orlo."}),
    "not JSON",
    json.dumps({"id": "twin", "text": "Twelve families fled Tovin on Tuesday.", "date": "2026-03-04"}),
    json.dumps({"id": "odd", "text": "Three people died in Vel \ud800."}),
    '{"id": "no text"}',
    json.dumps({"id": "empty", "text": " "}),
]


@pytest.mark.usefixtures("ray")
def test_the_rules_find_the_same_as_in_one_process(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    Path("in/more").mkdir(parents=True)
    Path("in/rows.jsonl").write_bytes("\r\n".join([*ROWS, *(json.dumps({"text": f"{n + 2} people were killed in Maresh."}) for n in range(40))]).encode())
    Path("in/more/one.txt").write_text("Five people were wounded in Maresh.", encoding="utf-8")
    assert main(["run", "in", "-o", "local", "--backend", "rules", "-q"]) == 1
    capfd.readouterr()
    assert main(["run", "in", "-o", "ray", "--backend", "rules", "--engine", "ray", "-q"]) == 1
    said = capfd.readouterr()
    assert_same("local", "ray")
    assert set(results("ray")) >= {"named", "rows:2", "7", "named (rows.jsonl, line 5)", "rows:6", "twin", "odd", "rows:50", "more/one"}
    assert results("ray")["twin"].same_text_as == "7"
    assert RunFolder(Path("ray")).text("rows:2") == RunFolder(Path("local")).text("rows:2")
    files = {path.name for path in Path("ray/shards").iterdir()}
    assert files == {f"{name}-00000.jsonl" for name in ("articles", "records", "rejections", "review", "texts")}
    assert said.out == ""
    assert {line.split(":")[0] for line in said.err.splitlines()} == {"failed"}  # and no word of Ray's


class Server:
    """A model that counts, and does something at one request."""

    def __init__(self) -> None:
        self.at = 0
        self.then = lambda: None
        self.most_at_once = 0
        self._at_once = 0
        self._count = 0
        self._lock = threading.Lock()

    def __call__(self, request: Request) -> Reply:
        with self._lock:
            self._count += 1
            self._at_once += 1
            self.most_at_once = max(self.most_at_once, self._at_once)
            due = self._count == self.at
        if due:
            self.then()
        time.sleep(0.02)
        with self._lock:
            self._at_once -= 1
        return reply(request)


def with_model(server: ScriptedServer, out: str, *more: str) -> int:
    return main(["run", "queue.jsonl", "-o", out, "--base-url", server.base_url, "--model", "m", "--concurrency", "4", "-q", *more])


@pytest.mark.usefixtures("ray")
def test_stopped_by_a_limit_and_by_ctrl_c_it_ends_with_the_same_and_each_request_sent_once(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", KEY)
    queue(Path("queue.jsonl"), 60)
    model = Server()
    with ScriptedServer(then=model) as server:
        assert with_model(server, "local", "--no-cache") == 0
        capfd.readouterr()
        server.requests.clear()
        over = ("--no-cache", "--engine", "ray")
        assert with_model(server, "ray", "--max-tokens", "1200", *over) == 2
        assert "used its share of the limit" in capfd.readouterr().err
        stopped = RunFolder(Path("ray")).run()
        assert (stopped.status, stopped.settings["model"]) == ("stopped", "m")
        assert 0 < stopped.totals.usage.input_tokens + stopped.totals.usage.output_tokens <= 1200
        assert not Path("ray/shards").exists()
        model.at, model.then = 80, lambda: os.kill(os.getpid(), signal.SIGINT)
        assert with_model(server, "ray", *over) == 130
        interrupted = RunFolder(Path("ray")).run()
        assert (interrupted.status, stopped.totals.done < interrupted.totals.done < 60) == ("interrupted", True)
        assert with_model(server, "ray", *over) == 0
        assert_same("local", "ray")
        assert Counter(map(number_of, server.requests)) == Counter(range(60))
        assert model.most_at_once <= 4
        assert server.requests[0].headers["authorization"] == f"Bearer {KEY}"
    logs = Path(sys.modules["ray"]._private.worker._global_node.get_session_dir_path())
    written = [path for folder in (logs, tmp_path) for path in folder.rglob("*") if path.is_file()]
    assert [path for path in written if KEY.encode() in path.read_bytes()] == []


def kill_the_actor() -> None:
    actor = next(process for process in psutil.Process().children(recursive=True) if "MapWorker" in " ".join(process.cmdline()))
    actor.kill()


@pytest.mark.usefixtures("ray")
def test_a_killed_actor_loses_nothing_and_pays_for_nothing_that_was_answered(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    queue(Path("queue.jsonl"), 60)
    model = Server()
    with ScriptedServer(then=model) as server:
        assert with_model(server, "local", "--no-cache") == 0
        server.requests.clear()
        model.at, model.then = 80, kill_the_actor
        capfd.readouterr()
        assert with_model(server, "ray", "--cache-dir", "cache", "--engine", "ray", "--actors", "1") == 0
    assert capfd.readouterr().err == ""
    assert seen(Path("ray")) == seen(Path("local"))
    sent = Counter(map(number_of, server.requests))
    assert set(sent) == set(range(60))
    assert 1 <= sent.total() - 60 <= 8  # those in flight, and those whose answers were on their way into the cache


@pytest.mark.usefixtures("ray")
def test_a_wrong_key_stops_the_run_with_the_same_line(capfd: pytest.CaptureFixture[str]) -> None:
    queue(Path("queue.jsonl"), 40)
    with ScriptedServer(then=status(401, {"message": "Incorrect API key provided", "code": "invalid_api_key"})) as server:
        assert with_model(server, "local", "--no-cache") == 2
        said = capfd.readouterr().err
        assert with_model(server, "ray", "--no-cache", "--engine", "ray", "--actors", "1") == 2
    assert capfd.readouterr().err == said
    assert len(said.splitlines()) == 1
    assert RunFolder(Path("ray")).run().status == "stopped"
    assert len(server.requests) < 20


# ---------------------------------------------------------------- without actors: what comes home is scripted


class FakeValve:
    """Stands for the actor that all ask."""

    def __init__(self) -> None:
        self.closings = 0
        self.close = self

    def remote(self) -> None:
        self.closings += 1


def done(article: Article) -> tuple[ArticleResult, Extraction]:
    extraction = Extraction(article, (), (), usage=PAID)
    return one.done(article, extraction), extraction


async def come_home(out: Path, monkeypatch: pytest.MonkeyPatch, outcomes: Iterable[Outcome | BaseException], **options: Any) -> tuple[Run, Scripted]:
    """A run to which actors bring `outcomes`, and the backend that is here."""
    pytest.importorskip("ray")
    from extractor.run.ray import engine

    def come(*_: object) -> Iterator[Outcome]:
        for outcome in outcomes:
            if isinstance(outcome, BaseException):
                raise outcome
            yield outcome

    valve = FakeValve()
    monkeypatch.setattr(engine, "Valve", type("", (), {"remote": lambda: valve}))
    monkeypatch.setattr(engine, "_outcomes", come)
    backend = Scripted()
    with opened(out, backend) as writer:
        ended = await engine.run_queue(engine.Queue([], ReadOptions(), None), backend, ["casualty"], writer, lambda step: None, **options)
    assert valve.closings
    return ended, backend


def brought(number: int, *items: Item, twins: tuple[Article, ...] = (), **more: Any) -> Outcome:
    return Outcome(Unit(number, items, twins), tuple(done(item) for item in items if isinstance(item, Article)), **more)


def untouched(number: int, *items: Item, **more: Any) -> Outcome:
    """Came home after the end."""
    return Outcome(Unit(number, items), (), **more)


def last(number: int) -> Outcome:
    return Outcome(Unit(number, last=True), ())


PAID = USAGE.model_copy(update={"input_characters": 30})
A, B, A_TWIN, LONE_TWIN = Article("a", "Two died."), Article("b", "Two fled."), Article("a2", "Two died."), Article("c2", "Two fell.")


async def test_twins_are_copied_and_those_of_a_failed_article_are_extracted_here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ended, backend = await come_home(tmp_path, monkeypatch, [brought(1, B, twins=(A_TWIN, LONE_TWIN)), brought(0, A), last(2)])
    assert (ended.status, ended.totals.done) == ("done", 4)
    assert {result.article_id: result.same_text_as for result in RunFolder(tmp_path).articles()} == {"a": None, "b": None, "a2": "a", "c2": None}
    assert backend.asked == {"c2": 1}


async def test_failures_that_are_gone_no_longer_count(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    failed = Unreadable("a:2", "a.jsonl, line 2", ArticleInputError("not valid JSON"))
    before, _, _ = await extract([failed], tmp_path)
    ended, _ = await come_home(tmp_path, monkeypatch, [brought(0, A), Outcome(Unit(1, last=True, gone=("a:2",)), ())])
    assert (before.totals.failed, ended.totals.articles, ended.totals.failed) == (1, 1, 0)
    assert [result.article_id for result in RunFolder(tmp_path).articles()] == ["a"]


async def test_what_comes_twice_is_written_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ended, _ = await come_home(tmp_path, monkeypatch, [brought(0, A), brought(0, A), last(1)])
    assert (ended.status, ended.totals.articles, ended.totals.usage) == ("done", 1, PAID)


@pytest.mark.parametrize("outcomes", [[brought(0, A), last(2)], [brought(0, A)], []], ids=["a unit is missing", "the end is missing", "nothing came"])
async def test_a_run_that_lacks_articles_is_never_called_done(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, outcomes: list[Outcome]) -> None:
    ended, _ = await come_home(tmp_path, monkeypatch, outcomes)
    assert ended.status == "stopped"
    assert "lost some articles; run the same command again" in str(ended.stopped_because)


async def test_what_actors_bring_after_the_end_is_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ended, _ = await come_home(tmp_path, monkeypatch, [untouched(0, A, fatal="wrong key"), brought(1, B)])
    assert (ended.status, ended.stopped_because, ended.totals.done) == ("stopped", "wrong key", 1)


async def test_the_budget_holds_over_actors_that_were_started_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ended, _ = await come_home(tmp_path, monkeypatch, [brought(0, A), brought(1, B), untouched(2, LONE_TWIN)], budget=Budget(max_tokens=19))
    assert (ended.status, ended.totals.done) == ("stopped", 2)
    assert "limit passed: 20 of --max-tokens 19" in str(ended.stopped_because)


@pytest.mark.parametrize(
    ("limit", "said"), [(1000, "an actor has used its share of the limit (10 of --max-tokens 1,000 spent): run the same"), (11, "limit reached: 10 of")]
)
async def test_the_share_of_an_actor_is_told_from_the_limit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, limit: int, said: str) -> None:
    ended, _ = await come_home(tmp_path, monkeypatch, [brought(0, A), untouched(1, LONE_TWIN, limit=True)], budget=Budget(max_tokens=limit))
    assert (ended.status, ended.totals.done) == ("stopped", 1)
    assert said in str(ended.stopped_because)


async def test_a_budget_that_is_just_enough_ends_well(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ended, _ = await come_home(tmp_path, monkeypatch, [brought(0, A), brought(1, B), last(2)], budget=Budget(max_tokens=20))
    assert (ended.status, ended.totals.done) == ("done", 2)


async def test_when_ray_gives_up_the_run_stops_with_one_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("ray")
    from ray.exceptions import RaySystemError

    ended, _ = await come_home(tmp_path, monkeypatch, [brought(0, A), RaySystemError("Traceback:\n  in one file\nOSError: the cluster is gone\n")])
    assert (ended.status, ended.totals.done) == ("stopped", 1)
    assert ended.stopped_because == "Ray: OSError: the cluster is gone; run the same command again to go on"


# ---------------------------------------------------------------- what is said before a run


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["-"], "standard input"),
        (["queue.jsonl", "--ray-address", "ray://127.0.0.1:10001"], "ray job submit"),
        (["no such file"], "no such file or folder"),
        (["queue.jsonl", "--engine", "local", "--actors", "2"], "--engine ray"),
    ],
)
def test_what_it_can_t_do_is_said_in_one_line(arguments: list[str], words: str, capsys: pytest.CaptureFixture[str]) -> None:
    queue(Path("queue.jsonl"), 1)
    assert main(["run", "--engine", "ray", "--backend", "rules", *arguments]) == 2
    said = capsys.readouterr().err
    assert words in said
    assert len(said.splitlines()) == 1


def test_without_ray_one_line_says_how_to_install_it(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "ray", None)
    queue(Path("queue.jsonl"), 1)
    assert main(["run", "queue.jsonl", "--backend", "rules", "--engine", "ray"]) == 2
    assert capsys.readouterr().err == "extractor: the Ray engine needs Ray: pip install 'fact-extractor[ray]'\n"
