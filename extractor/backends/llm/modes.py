"""How a server wants to be asked: it is found out once, with the first real request, and remembered.

Strict JSON Schema first; where a server refuses it, a strict tool; at last the schema in the prompt and JSON in a code block.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any, Literal, TypeVar

from instructor import Mode
from instructor.processing import handle_response_model

from extractor.backends.llm.answer import Answer
from extractor.backends.llm.failures import MalformedError, RejectedError
from extractor.backends.llm.wire import Constant
from extractor.errors import FatalBackendError

T = TypeVar("T")

LADDER = (Mode.JSON_SCHEMA, Mode.TOOLS, Mode.MD_JSON)


@dataclass(frozen=True)
class Dialect:
    """What a server understands, as far as is known."""

    mode: Mode = Mode.JSON_SCHEMA
    temperature: bool = True
    limit: Literal["max_completion_tokens", "max_tokens"] = "max_completion_tokens"


@lru_cache
def form(dialect: Dialect, answer: type[Answer]) -> Mapping[str, Any]:
    """The strict form in which to ask for `answer`: it wins over instructor's own format and tools, which are not strict."""
    name, schema = answer.__name__, answer.request_schema
    match dialect.mode:
        case Mode.JSON_SCHEMA:
            return {"response_format": Constant(type="json_schema", json_schema={"name": name, "strict": True, "schema": schema})}
        case Mode.TOOLS:
            return {"tools": [Constant(type="function", function={"name": name, "strict": True, "parameters": schema})]}
        case _:
            return {}


@lru_cache
def _added(dialect: Dialect, answer: type[Answer]) -> Mapping[str, Any] | None:
    """What instructor adds to a request beside its messages; None where it changes them."""
    messages = [{"role": "system", "content": "Point."}, {"role": "user", "content": "An article."}]
    _, made = handle_response_model(answer, mode=dialect.mode, messages=messages)
    return {name: value for name, value in made.items() if name != "messages"} if made["messages"] == messages else None


def prepared(dialect: Dialect, answer: type[Answer], arguments: Mapping[str, Any]) -> dict[str, Any]:
    """The body of a request for `answer`, as instructor prepares it: `arguments` (model, messages and so on) and how to answer."""
    added = _added(dialect, answer)
    if added is None:
        _, added = handle_response_model(answer, mode=dialect.mode, **arguments)
    return {**arguments, **added, **form(dialect, answer)}


def step_down(dialect: Dialect, words: str = "") -> Dialect | None:
    """The dialect to try next: without the parameter that the server names in `words`, else one mode down; None if there is none."""
    if dialect.temperature and "temperature" in words:
        return replace(dialect, temperature=False)
    if dialect.limit == "max_completion_tokens" and "max_completion_tokens" in words:
        return replace(dialect, limit="max_tokens")
    lower = LADDER.index(dialect.mode) + 1
    return replace(dialect, mode=LADDER[lower]) if lower < len(LADDER) else None


class Negotiation:
    """Finds the dialect of one server and model."""

    def __init__(self) -> None:
        self.dialect = Dialect()
        self.understood = False
        """Whether an answer of the right form has come."""
        self._lock = asyncio.Lock()
        self._tried = False

    async def ask(self, send: Callable[[Dialect], Awaitable[T]]) -> T:
        """What `send` returns, in the dialect that the server takes.

        The first call goes alone. Until an answer of the right form has come, a rejection is about the dialect, and so is an answer of another
        form: some servers pass over what they do not know without a word. Afterwards they are about the request.
        """
        if self._tried:
            return await self._walk(send)
        async with self._lock:
            if not self._tried:
                try:
                    return await self._walk(send)
                finally:
                    self._tried = True
        return await self._walk(send)

    async def _walk(self, send: Callable[[Dialect], Awaitable[T]]) -> T:
        dialect = self.dialect
        while True:
            try:
                result = await send(dialect)
            except (RejectedError, MalformedError) as refused:
                rejected = refused if isinstance(refused, RejectedError) else None
                lower = None if self.understood else step_down(dialect, rejected.words if rejected else "")
                if lower is None and rejected and rejected.status == 404:
                    raise FatalBackendError(f"{rejected}; check the base URL and the model's name") from None
                if lower is None:
                    raise
                dialect = lower
            else:
                if not self.understood:
                    self.dialect, self.understood = dialect, True
                return result
