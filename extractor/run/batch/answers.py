"""Answers that came by batch, kept beside the job: the run takes them from here, and asks singly for what no batch has answered."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from extractor.backends.llm.completions import Answers, is_good
from extractor.run.batch.plan import request_key
from extractor.run.batch.state import ANSWERS, FOLDER

TIER = "batch"
"""Marks an answer that came by batch, as providers mark the tier of an answer: it cost half."""


class ArrivedAnswers:
    """Completions as JSON text, by the key of their request, in one SQLite file. What was put is there at the next `commit` as a whole."""

    def __init__(self, out: Path) -> None:
        self._store = sqlite3.connect(out / FOLDER / ANSWERS)
        self._store.execute("CREATE TABLE IF NOT EXISTS answers (key TEXT PRIMARY KEY, text TEXT NOT NULL) WITHOUT ROWID")

    def put(self, line: Mapping[str, Any]) -> str | None:
        """Keep the whole answer in a line of an output file; its key. None where the line holds an error, or an answer that is cut off or no JSON."""
        completion = _completion(line)
        text = json.dumps({**completion, "service_tier": TIER}, separators=(",", ":")) if completion else ""
        if not is_good(text):
            return None
        key = str(line.get("custom_id"))
        self._store.execute("INSERT OR REPLACE INTO answers VALUES (?, ?)", (key, text))
        return key

    def get(self, key: str) -> str | None:
        row = self._store.execute("SELECT text FROM answers WHERE key = ?", (key,)).fetchone()
        return row and str(row[0])

    def commit(self) -> None:
        self._store.commit()

    def close(self) -> None:
        self._store.close()


def _completion(line: Mapping[str, Any]) -> dict[str, Any] | None:
    response = line.get("response")
    if not isinstance(response, dict) or response.get("status_code") != 200:
        return None
    body = response.get("body")
    return body if isinstance(body, dict) and body.get("choices") else None


class BatchAnswers:
    """What a batch has answered, else the server. See `extractor.backends.llm.completions.Answers`.

    The first to take an answer pays for it; an article that is tried again takes it for nothing.
    """

    def __init__(self, out: Path, live: Answers) -> None:
        self._arrived, self._live = ArrivedAnswers(out), live
        self.endpoint = live.endpoint
        self._paid: set[bytes] = set()

    @property
    def concurrency(self) -> int:
        return self._live.concurrency

    async def answer(self, body: Mapping[str, Any], repeat: int) -> tuple[str, bool]:
        key = request_key(dict(body), repeat)
        text = self._arrived.get(key)
        if text is None:
            return await self._live.answer(body, repeat)
        first = bytes.fromhex(key) not in self._paid
        self.count_as_paid([key])
        return text, first

    def count_as_paid(self, keys: Iterable[str]) -> None:
        """The answers to these requests are in the totals already."""
        self._paid.update(map(bytes.fromhex, keys))

    async def aclose(self) -> None:
        self._arrived.close()
        await self._live.aclose()
