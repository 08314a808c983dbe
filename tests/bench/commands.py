"""Running what is measured: the command in a process of its own, and the server in another."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ENVIRONMENT = {**os.environ, "OPENAI_API_KEY": "none"}


@dataclass(frozen=True)
class Spent:
    """What a finished process took: seconds by the clock, and of CPU."""

    wall: float
    cpu: float


def python(*arguments: str) -> Spent:
    """Run `python -m ARGUMENTS` to its end.

    Raises:
        SystemExit: it failed; its words go to standard error.
    """
    began = time.monotonic()
    process = subprocess.Popen([sys.executable, "-m", *arguments], env=ENVIRONMENT, stdout=subprocess.DEVNULL)
    _, code, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(code)
    if process.returncode:
        raise SystemExit(f"{' '.join(arguments)} ended with {process.returncode}")
    return Spent(time.monotonic() - began, used.ru_utime + used.ru_stime)


def extract(queue: Path, out: Path, *options: str) -> Spent:
    """`extractor run QUEUE -o OUT --fresh --quiet OPTIONS`."""
    return python("extractor", "run", str(queue), "-o", str(out), "--fresh", "--quiet", *options)


class Server:
    """A running loopback server."""

    def __init__(self, port: int) -> None:
        self.root = f"http://127.0.0.1:{port}"
        self.base_url = f"{self.root}/v1"

    def stats(self) -> dict[str, Any]:
        with urllib.request.urlopen(f"{self.root}/stats") as answer:
            told: dict[str, Any] = json.load(answer)
        return told


@contextmanager
def server(*, latency: float = 0, rpm: int | None = None) -> Iterator[Server]:
    """A server that answers after `latency` seconds, at most `rpm` requests a minute."""
    options: Sequence[str] = ["--latency", str(latency), *(["--rpm", str(rpm)] if rpm else [])]
    process = subprocess.Popen([sys.executable, "-m", "tests.bench.server", *options], stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    try:
        yield Server(int(process.stdout.readline()))
    finally:
        process.terminate()
        process.wait()
