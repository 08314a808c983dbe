"""The run takes answers that came by batch from here, and asks singly for what no batch has answered well."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from extractor.backends.llm.asking import ASKING
from extractor.backends.llm.completions import Answers, is_good
from extractor.backends.llm.usage import usage_of
from extractor.backends.llm.wire import characters
from extractor.run.batch.arrived import ArrivedAnswers
from extractor.run.batch.plan import request_key
from extractor.run.batch.state import FOLDER


class BatchAnswers:
    """What a batch has answered, else the server. See `extractor.backends.llm.completions.Answers`.

    The first to take an answer pays for it; an article that is tried again takes it for nothing. One that is cut off or of another form is paid for too,
    and then asked for singly.
    """

    def __init__(self, out: Path, live: Answers) -> None:
        self._arrived, self._live = ArrivedAnswers(out / FOLDER), live
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
        if is_good(text):
            return text, first
        if first:
            ASKING.get().received(usage_of(json.loads(text), str(body["model"]), self.endpoint, characters(body)))
        return await self._live.answer(body, repeat)

    def count_as_paid(self, keys: Iterable[str]) -> None:
        """The answers to these requests are in the totals already."""
        self._paid.update(map(bytes.fromhex, keys))

    async def aclose(self) -> None:
        self._arrived.close()
        await self._live.aclose()
