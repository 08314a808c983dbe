"""Kill a run again and again at random moments, then let it end: is anything lost, doubled, or asked for twice?

    python -m tests.faults.kill --times 50 --articles 500 --seed 1 [--cache]

Prints what it found as JSON; exit code 1 if anything is wrong.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections import Counter
from contextlib import closing
from dataclasses import asdict, dataclass, field
from pathlib import Path

from extractor.backends.llm.cache import cache_key
from extractor.cli import main as extractor
from extractor.run.folder import RunFolder
from tests.faults.material import COMMAND, ROOT, number_of, queue, reply, seen
from tests.scripted_server import Reply, Request, ScriptedServer

_CONCURRENCY = 8
_IN_WORK = 12
"""Articles in work at most: those whose requests are in flight, and half as many beside them (see LLMBackend.concurrency)."""


@dataclass
class Findings:
    """What happened, and what is wrong with it."""

    kills: int = 0
    killed_at: list[int] = field(default_factory=list)
    """How many articles were committed after each kill."""
    requests: int = 0
    repeated: int = 0
    """Requests sent again because the kill came before their article, or their answer, was written down."""
    wrong: list[str] = field(default_factory=list)


class Watched:
    """The server's side: which requests came in which life of the run."""

    def __init__(self, rng: random.Random) -> None:
        self.lives: list[list[Request]] = [[]]
        self._rng = rng

    def __call__(self, request: Request) -> Reply:
        self.lives[-1].append(request)
        answered = reply(request)
        return Reply(answered.status, answered.body, delay=self._rng.random() * 0.02)


def kill(times: int, articles: int, seed: int, folder: Path, *, cache: bool) -> Findings:
    """Run over `articles` in `folder`, killed `times` times."""
    rng = random.Random(seed)
    watched, findings = Watched(rng), Findings()
    source = queue(folder / "queue.jsonl", articles)
    with ScriptedServer(then=watched) as server:
        command = ["run", str(source), "--base-url", server.base_url, "--model", "m", "-q", "--concurrency", str(_CONCURRENCY)]
        assert extractor([*command, "-o", str(folder / "reference"), "--no-cache"]) == 0
        expected = seen(folder / "reference")
        command += ["-o", str(folder / "out"), *(["--cache-dir", str(folder / "cache")] if cache else ["--no-cache"])]
        committed: set[str] = set()
        kept: set[str] = set()
        for life in range(times + 1):
            watched.lives.append([])
            if life < times:
                findings.kills += _killed(command, watched, rng, at_most=articles // (times + 1))
            elif (code := extractor(command)) != 0:
                findings.wrong.append(f"the last run ended with {code}")
            _check_requests(watched.lives[-1], server.base_url, committed, kept, findings)
            committed = _committed(folder / "out")
            kept = _kept(folder / "cache")
            findings.killed_at.append(len(committed))
        _check_records(folder / "out", expected, articles, findings)
    counts = Counter(number_of(request) for life in watched.lives[1:] for request in life)
    findings.requests = counts.total()
    findings.repeated = counts.total() - articles
    if findings.repeated > findings.kills * _IN_WORK:
        findings.wrong.append(f"{findings.repeated} requests sent again, more than were in work at the kills")
    return findings


def _killed(command: list[str], watched: Watched, rng: random.Random, at_most: int) -> bool:
    """Start the run, and kill it after a random number of requests and a random moment more; whether it lived until then."""
    after = rng.randint(0, at_most)
    environment = {name: value for name, value in os.environ.items() if not name.startswith("OPENAI_")}
    with subprocess.Popen([*COMMAND, *command], cwd=ROOT, env=environment) as process:
        while len(watched.lives[-1]) < after and process.poll() is None:
            time.sleep(0.001)
        time.sleep(rng.random() * (0.03 if after else 2))
        lived = process.poll() is None
        process.kill()
    return lived


def _committed(out: Path) -> set[str]:
    return {result.article_id for result in RunFolder(out).articles()} if (out / "run.json").exists() else set()


def _kept(cache: Path) -> set[str]:
    """The keys of the answers in the cache."""
    if not (cache / "cache.db").exists():
        return set()
    try:
        with closing(sqlite3.connect(cache / "cache.db")) as database:
            return {key for (key,) in database.execute("SELECT key FROM Cache")}
    except sqlite3.OperationalError:  # killed while it was made
        return set()


def _check_requests(life: list[Request], endpoint: str, committed: set[str], kept: set[str], findings: Findings) -> None:
    for request in life:
        if str(number_of(request)) in committed:
            findings.wrong.append(f"article {number_of(request)} was done, and asked for again")
        if cache_key(endpoint, request.body, 0) in kept:
            findings.wrong.append(f"the answer for article {number_of(request)} was in the cache, and asked for again")


def _check_records(out: Path, expected: dict[str, list[str]], articles: int, findings: Findings) -> None:
    found = seen(out)
    if found != expected:
        differing = sorted(key for key in {**found, **expected} if found.get(key) != expected.get(key))
        findings.wrong.append(f"other records than without kills, for articles {differing[:5]} and {len(differing)} in all")
    lines = Counter(json.loads(line)["article_id"] for line in (out / "articles.jsonl").read_bytes().splitlines())
    if len(lines) != articles or lines.total() != articles:
        findings.wrong.append(f"{lines.total()} lines for {len(lines)} articles, of {articles}")
    written = Counter(json.loads(line)["id"] for line in (out / "records.jsonl").read_bytes().splitlines())
    if written.total() != len(written) or len(written) != sum(map(len, expected.values())):
        findings.wrong.append(f"{written.total()} records written, {len(written)} of them different")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--times", type=int, default=50)
    parser.add_argument("--articles", type=int, default=500)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--cache", action="store_true", help="with the answers' cache")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        findings = kill(asked.times, asked.articles, asked.seed, Path(folder), cache=asked.cache)
    print(json.dumps(asdict(findings)))
    return 1 if findings.wrong else 0


if __name__ == "__main__":
    sys.exit(main())
