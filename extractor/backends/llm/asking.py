"""One question to the model and what came of it: which drafts stand, which are asked for again, which remain at the end.

The question is reached through a context variable, because instructor's own `context` renders article text as a template.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from contextvars import ContextVar
from dataclasses import dataclass, field

from pydantic_core import PydanticCustomError

from extractor.backends.base import Check, Pointed, Unusable
from schemas import KINDS
from schemas.common import Draft, Provenance
from schemas.files import Usage

_AGAIN = (
    "Some records can't stand, for the reasons given. Answer with only these records, corrected, in the same schema; "
    "leave out those the article does not state; all other records are already kept.\n"
)
_LONGEST_QUOTED = 1_000
"""Characters of a failing item that are shown to the model again."""


@dataclass(frozen=True)
class Broken:
    """An item of an answer that is no draft, and why."""

    content: object
    detail: str


Item = Draft | Broken
Found = Pointed | Unusable


@dataclass
class Tally:
    """What one article has cost so far, over all its requests."""

    usage: Usage = field(default_factory=Usage)

    def add(self, usage: Usage) -> None:
        self.usage += usage


@dataclass
class Asking:
    """One window put to the model. `judge` sees the answers one after the other; `found` is what stands at any time."""

    region: tuple[int, int]
    provenance: Mapping[str, Provenance]
    check: Check
    tally: Tally
    found: tuple[Found, ...] | None = None
    _kept: tuple[Found, ...] | None = None
    _answers: int = 0

    def received(self, usage: Usage) -> None:
        """Count one answer, good or bad; all after the first were asked for again."""
        self._answers += 1
        self.tally.add(usage.model_copy(update={"reasks": int(self._answers > 1)}))

    def judge(self, items: Iterable[tuple[str, Item]]) -> None:
        """Check the drafts of the first answer; take those of the second, beside what the first one had right.

        Raises:
            PydanticCustomError: drafts of the first answer fail; the message asks for them again.
        """
        answer = tuple(self._place(kind, item) for kind, item in items)
        if self._kept is not None:
            self.found = self._kept + tuple(found for found in answer if found not in self._kept)
            return
        self.found = answer
        reasons = [found.detail if isinstance(found, Unusable) else self.check(found) for found in answer]
        self._kept = tuple(found for found, reason in zip(answer, reasons, strict=True) if reason is None)
        failing = [f"- {_shown(found)}: {reason}" for found, reason in zip(answer, reasons, strict=True) if reason is not None]
        if failing:
            raise PydanticCustomError("ask_again", "{request}", {"request": _AGAIN + "\n".join(failing)})

    def _place(self, kind: str, item: Item) -> Found:
        if isinstance(item, Broken):
            content = item.content if isinstance(item.content, dict) else {"content": item.content}
            return Unusable(kind=kind, detail=item.detail, content=content, provenance=self.provenance[kind])
        return Pointed(kind=kind, draft=item, region=self.region, provenance=self.provenance[kind])


def _shown(found: Found) -> str:
    content = found.content if isinstance(found, Unusable) else found.draft.model_dump(mode="json")
    return f"{KINDS[found.kind].field}: {json.dumps(content, ensure_ascii=False, separators=(',', ':'))[:_LONGEST_QUOTED]}"


ASKING: ContextVar[Asking] = ContextVar("asking")
"""The question that the running task waits for."""
