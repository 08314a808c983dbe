"""Answers that came by batch, kept beside the job. One that is cut off, or not of the form asked for, is kept too: it was paid for."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from extractor.run.batch.state import ANSWERS

TIER = "batch"
"""Marks an answer that came by batch, as providers mark the tier of an answer: it cost half."""


class ArrivedAnswers:
    """Completions as JSON text, by the key of their request, in one SQLite file. What was put is there at the next `commit` as a whole."""

    def __init__(self, folder: Path) -> None:
        """`folder` of the job."""
        self._store = sqlite3.connect(folder / ANSWERS)
        self._store.execute("CREATE TABLE IF NOT EXISTS answers (key TEXT PRIMARY KEY, text TEXT NOT NULL) WITHOUT ROWID")

    def put(self, line: Mapping[str, Any]) -> str | None:
        """Keep the answer in a line of an output file; its key. None where the line holds an error."""
        completion = _completion(line)
        if completion is None:
            return None
        key, text = str(line.get("custom_id")), json.dumps({**completion, "service_tier": TIER}, separators=(",", ":"))
        self._store.execute("INSERT OR REPLACE INTO answers VALUES (?, ?)", (key, text))
        return key

    def get(self, key: str) -> str | None:
        row = self._store.execute("SELECT text FROM answers WHERE key = ?", (key,)).fetchone()
        return row and str(row[0])

    def copy(self, folder: Path) -> None:
        """Put all answers into the folder of another job, which has none."""
        self._store.execute("VACUUM INTO ?", (str(folder / ANSWERS),))

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
