"""Signals, a real limit on file sizes, clocks that jump, very uneven queues."""

import json
import os
import resource
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from extractor.article import Article
from extractor.backends.rules import RulesBackend
from tests.faults.material import COMMAND, ROOT, number_of, queue, reply, seen, text
from tests.run.scripted import Scripted, extract
from tests.scripted_server import Reply, Request, ScriptedServer

ENVIRONMENT = {name: value for name, value in os.environ.items() if not name.startswith("OPENAI_")}


def started(*arguments: str, **options: object) -> subprocess.Popen[str]:
    return subprocess.Popen([*COMMAND, "run", *arguments], cwd=ROOT, env=ENVIRONMENT, stderr=subprocess.PIPE, text=True, **options)


class Slow:
    """Answers the first five articles at once, the others not until the test is over."""

    def __init__(self) -> None:
        self.waiting = 0

    def __call__(self, request: Request) -> Reply:
        if number_of(request) < 5:
            return reply(request)
        self.waiting += 1
        return Reply(body=b"{}", delay=600)


def committed(out: Path) -> int:
    return (out / "articles.jsonl").read_bytes().count(b"\n") if (out / "articles.jsonl").exists() else 0


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
@pytest.mark.parametrize("twice", [False, True])
def test_a_signal_ends_a_run_that_continues(tmp_path: Path, number: signal.Signals, code: int, twice: bool) -> None:
    source, out, slow = queue(tmp_path / "queue.jsonl", 30), tmp_path / "out", Slow()
    with ScriptedServer(then=slow) as server:
        arguments = (str(source), "-o", str(out), "--base-url", server.base_url, "--model", "m", "--no-cache", "--concurrency", "4")
        with started(*arguments, "--grace", "600" if twice else "0.2") as process:
            while not slow.waiting or committed(out) < 5:
                assert process.poll() is None, process.stderr and process.stderr.read()
                time.sleep(0.02)
            process.send_signal(number)
            assert process.stderr
            while "stopping: articles in work have" not in process.stderr.readline():
                assert process.poll() is None
            if twice:
                process.send_signal(number)
            said = process.stderr.read()
            assert process.wait() == code
    assert twice or "to go on, run the same command again" in said
    assert "Traceback" not in said
    assert sorted(seen(out)) == ["0", "1", "2", "3", "4"]
    if not twice:
        assert json.loads((out / "run.json").read_text())["status"] == "interrupted"


INTERRUPTED_WITH = """
import sys

class Interrupt:
    def find_spec(name, path=None, target=None):
        if name == interrupted:
            raise KeyboardInterrupt

interrupted = sys.argv.pop(1)
sys.meta_path.insert(0, Interrupt)
from extractor.__main__ import main
sys.exit(main())
"""


@pytest.mark.parametrize("module", ["typer", "extractor.cli_options", "extractor.run.engine", "extractor.backends.rules.backend"])
def test_ctrl_c_while_the_program_is_still_being_loaded_is_one_line(tmp_path: Path, module: str) -> None:
    (tmp_path / "a.txt").write_text("Two people died.")
    command = [sys.executable, "-c", INTERRUPTED_WITH, module, "run", str(tmp_path / "a.txt"), "-o", str(tmp_path / "out"), "--backend", "rules"]
    ended = subprocess.run(command, cwd=ROOT, env=ENVIRONMENT, capture_output=True, text=True, check=False)
    assert (ended.returncode, ended.stdout, ended.stderr) == (130, "", "extractor: interrupted\n")


def test_a_signal_ends_a_run_that_waits_for_standard_input(tmp_path: Path) -> None:
    with started("-", "-o", str(tmp_path / "out"), "--backend", "rules", stdin=subprocess.PIPE) as process:
        while not (tmp_path / "out" / "articles.jsonl").exists():
            assert process.poll() is None
            time.sleep(0.02)
        process.send_signal(signal.SIGTERM)
        assert process.wait() == 143
        assert process.stderr
        assert process.stderr.read().splitlines()[-1] == "to go on, run the same command again"


def test_a_file_that_may_not_grow_stops_the_run_and_the_same_command_ends_it(tmp_path: Path) -> None:
    source, out = queue(tmp_path / "queue.jsonl", 60), tmp_path / "out"

    def limited() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (25_000, 25_000))

    with started(str(source), "-o", str(out), "--backend", "rules", preexec_fn=limited) as process:
        _, said = process.communicate()
    assert process.returncode == 2
    assert said.splitlines()[-1] == f"extractor: {out}: disk full: free space, then run the same command again"
    assert "Traceback" not in said
    before = seen(out)
    assert 0 < len(before) < 60
    with started(str(source), "-o", str(out), "--backend", "rules") as process:
        process.communicate()
    assert process.returncode == 0
    after = seen(out)
    assert sorted(after, key=int) == [str(number) for number in range(60)]
    assert before.items() <= after.items()


async def test_a_clock_that_jumps_changes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = time.time
    jumps = iter(range(10_000))
    monkeypatch.setattr(time, "time", lambda: real() + (-1) ** (jump := next(jumps)) * 86_400 * jump)
    ended, folder, _ = await extract((Article(str(number), f"Two died in {number}.") for number in range(50)), tmp_path)
    assert (ended.status, ended.totals.done) == ("done", 50)
    assert all(0 <= result.seconds < 3600 for result in folder.articles())


async def test_many_tiny_articles_and_one_huge_one(tmp_path: Path) -> None:
    huge = " ".join(f"Two died in {number}." for number in range(250_000))
    assert len(huge) > 4_000_000
    items = (Article(str(number), huge if number == 700 else f"Two died in {number}.") for number in range(3_000))
    ended, folder, _ = await extract(items, tmp_path, Scripted(concurrency=16))
    assert (ended.status, ended.totals.done) == ("done", 3_000)
    assert folder.text("700") == huge
    assert len({result.article_id for result in folder.articles()}) == 3_000


async def test_one_long_article_among_short_ones_by_rules(tmp_path: Path) -> None:
    long = "".join(text(number) for number in range(300))
    items = (Article(str(number), long if number == 20 else text(number)) for number in range(100))
    ended, _, _ = await extract(items, tmp_path, RulesBackend(), kinds=["casualty", "displacement", "quote"])
    assert (ended.status, ended.totals.done) == ("done", 100)
    assert {key: len(records) for key, records in seen(tmp_path).items() if key != "20"} == {str(number): 2 for number in range(100) if number != 20}
    assert len(seen(tmp_path)["20"]) == 600
