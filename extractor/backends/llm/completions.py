"""`complete`: what instructor calls for every request and re-ask. Each answer is counted once, and only whole answers go on to parsing."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Mapping
from typing import Any, Protocol

from instructor.utils import extract_json_from_codeblock
from openai.types.chat import ChatCompletion

from extractor.backends.llm.asking import ASKING
from extractor.backends.llm.cache import Cache, cache_key
from extractor.backends.llm.client import Client
from extractor.backends.llm.failures import TooLongError
from extractor.backends.llm.usage import usage_of
from extractor.backends.llm.wire import characters
from extractor.errors import BackendError
from schemas import KINDS
from schemas.files import Usage

_WHOLE = frozenset(("stop", "tool_calls"))
"""Reasons to finish that mean the answer is complete."""
_NO_USAGE = {"prompt_tokens": 0, "completion_tokens": 0, "total_tokens": 0}
"""For instructor, which adds usage up: it is counted here, and without any it looks for other providers' packages each time."""


class Answers(Protocol):
    """Where answers come from."""

    endpoint: str

    @property
    def concurrency(self) -> int:
        """How many answers may be asked for at once now."""
        ...

    async def answer(self, body: Mapping[str, Any], repeat: int) -> tuple[str, bool]:
        """The completion that answers `body`, as JSON text, and whether it was asked for (and paid) just now.

        Raises:
            BackendError: there is none.
            FatalBackendError: no request can succeed.
        """
        ...

    async def aclose(self) -> None:
        """Give back connections and files."""
        ...


class LiveAnswers:
    """One server behind one cache."""

    def __init__(self, client: Client, cache: Cache) -> None:
        self._client = client
        self._cache = cache
        self.endpoint = client.endpoint

    @property
    def concurrency(self) -> int:
        """See `Answers`."""
        return self._client.concurrency

    async def answer(self, body: Mapping[str, Any], repeat: int) -> tuple[str, bool]:
        """See `Answers`."""

        async def ask() -> str:
            return json.dumps(await self._client.post(body), separators=(",", ":"))

        return await self._cache.get_or_ask(cache_key(self.endpoint, body, repeat), ask, is_good)

    async def aclose(self) -> None:
        await self._cache.aclose()
        await self._client.aclose()


class Completions:
    """What instructor calls, over one source of answers."""

    def __init__(self, answers: Answers, repeat: int) -> None:
        self._answers = answers
        self._repeat = repeat
        self._turn = asyncio.Lock()

    async def complete(self, **body: Any) -> ChatCompletion:
        """The whole answer to one request.

        Raises:
            BackendError: no answer, or one that is cut off, refused or filtered.
            FatalBackendError: no request can succeed.
        """
        text, asked = await self._answers.answer(body, self._repeat)
        async with self._turn:
            # What follows is all computing: one answer a round of the event loop, so that requests go out between two.
            await asyncio.sleep(0)
        completion = json.loads(text)
        usage = usage_of(completion, body["model"], self._answers.endpoint, characters(body)) if asked else Usage(cache_hits=1)
        ASKING.get().received(usage)
        _raise_unless_whole(completion)
        return ChatCompletion.model_validate(_plain(completion, body["model"]))


def is_good(text: str) -> bool:
    """Whether `text` is a whole completion with a list of drafts in it: only such are worth keeping."""
    try:
        completion = json.loads(text)
        choice = completion["choices"][0]
        message = _plain(completion, "")["choices"][0]["message"]
        calls = message.get("tool_calls")
        answer = json.loads(calls[0]["function"]["arguments"] if calls else message["content"])
    except (ValueError, LookupError, TypeError, AttributeError):
        return False
    whole = choice.get("finish_reason") in _WHOLE and not choice["message"].get("refusal")
    return whole and isinstance(answer, dict) and any(isinstance(answer.get(kind.field), list) for kind in KINDS.values())


def _raise_unless_whole(completion: Mapping[str, Any]) -> None:
    choice = completion["choices"][0]
    if choice["message"].get("refusal"):
        raise BackendError("The model refused to answer for this article", "refused")
    match choice.get("finish_reason"):
        case "length":
            raise TooLongError("The model's answer is cut off even for a short stretch of the article; raise the limit on output tokens")
        case "content_filter":
            raise BackendError("The server's content filter cut off the answer for this article", "content_filter")


def _plain(completion: Mapping[str, Any], model: str) -> dict[str, Any]:
    """`completion` with just what is parsed and shown to the model again, in the form that OpenAI gives it: servers differ in the rest."""
    choice = completion["choices"][0]
    message: dict[str, Any] = {"role": "assistant", "content": _content(choice["message"].get("content"))}
    calls = choice["message"].get("tool_calls")
    if isinstance(calls, list) and calls:
        message["tool_calls"] = [_call(number, call) for number, call in enumerate(calls)]
    plain = {"index": 0, "finish_reason": "tool_calls" if "tool_calls" in message else "stop", "message": message}
    return {"id": "", "object": "chat.completion", "created": 0, "model": model, "choices": [plain], "usage": _NO_USAGE}


def _content(content: object) -> str:
    """The text of `content`; of thoughts, prose and code fences around JSON only that, if there is any."""
    if isinstance(content, list):
        content = "".join(part["text"] for part in content if isinstance(part, dict) and isinstance(part.get("text"), str))
    text = content if isinstance(content, str) else ""
    if text.startswith("{") and text.endswith("}"):
        return text
    try:
        return extract_json_from_codeblock(text)
    except ValueError:  # over its limits of size or depth
        return text


def _call(number: int, call: object) -> dict[str, Any]:
    fields = _object(call)
    function = _object(fields.get("function"))
    arguments = function.get("arguments")
    return {
        "id": str(fields.get("id") or f"call_{number}"),
        "type": "function",
        "function": {"name": str(function.get("name") or ""), "arguments": arguments if isinstance(arguments, str) else json.dumps(arguments)},
    }


def _object(value: object) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}
