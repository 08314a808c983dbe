"""HTTP to an OpenAI-compatible server: one request in, one decoded completion out. When an attempt may go, and whether there is another, `traffic` says."""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import httpx2
import openai

from extractor.backends.llm.failures import TransientError, failure
from extractor.backends.llm.observer import SILENT, Observer
from extractor.backends.llm.traffic import Clock, Limits, Traffic
from extractor.backends.llm.wire import characters, payload
from extractor.errors import ExtractorError, UsageError

Completion = Mapping[str, Any]

_REAL = Clock()


class Client:
    """A connection to one server."""

    def __init__(self, *, base_url: str | None, api_key: str | None, timeout: float, limits: Limits, observer: Observer = SILENT, clock: Clock = _REAL) -> None:
        """`timeout` in seconds for one attempt.

        Without `base_url`, OPENAI_BASE_URL and OPENAI_API_KEY of the environment count; with it they don't, so that a key goes only where it is meant to.

        Raises:
            UsageError: no API key is known, or the base URL is none.
        """
        quiet_libraries()
        try:
            self._openai = openai.AsyncOpenAI(
                api_key=api_key or (None if base_url is None else "none"),
                base_url=base_url,
                timeout=timeout,
                max_retries=0,
                http_client=_http_client(timeout),
            )
        except openai.OpenAIError:
            raise UsageError("No API key: set OPENAI_API_KEY, or give the base URL of a server that needs none") from None
        if self._openai.base_url.scheme not in ("http", "https") or not self._openai.base_url.host:
            raise UsageError(f"{self._openai.base_url}: a server's base URL begins with http:// or https://, as in http://127.0.0.1:11434/v1")
        self.endpoint = _bare(str(self._openai.base_url))
        self._timeout = timeout
        self._traffic = Traffic(self.endpoint, limits, clock, observer)

    @property
    def concurrency(self) -> int:
        """How many requests may be in flight now."""
        return self._traffic.concurrency

    async def post(self, body: Mapping[str, Any]) -> Completion:
        """The completion that answers `body`, with at least one choice.

        Raises:
            BackendError: not after the last attempt, or not in this form (`RejectedError`, `TooLongError`).
            FatalBackendError: no request can succeed.
        """
        content, model = payload(body), str(body["model"])
        return await self._traffic.send(characters(body), lambda: self._attempt(content, model))

    async def aclose(self) -> None:
        await self._openai.close()

    async def _attempt(self, content: bytes, model: str) -> Completion:
        error: ExtractorError
        try:
            async with asyncio.timeout(self._timeout):
                response = await self._openai.post("/chat/completions", cast_to=httpx2.Response, content=content)
            self._traffic.heed(response.headers)
            return _decoded(response, self.endpoint, model)
        except openai.APIStatusError as refused:
            self._traffic.heed(refused.response.headers)
            error = failure(refused.status_code, refused.body, refused.response.headers, self.endpoint, model)
        except (TimeoutError, openai.APIConnectionError) as lost:
            error = self._lost(lost)
        # Raised here, so that it carries no library error with the request and its key in it.
        raise error

    def _lost(self, error: TimeoutError | openai.APIConnectionError) -> TransientError:
        # Over aiohttp, a refused or dropped connection is called a ConnectTimeout.
        late = isinstance(error, TimeoutError | openai.APITimeoutError) and not isinstance(error.__cause__, httpx2.ConnectTimeout)
        if late:
            return TransientError(f"The server at {self.endpoint} did not answer within {self._timeout:g} seconds", "timeout")
        return TransientError(f"The server at {self.endpoint} cannot be reached, or drops the connection; check the base URL", "connection")


def quiet_libraries() -> None:
    """Silence the loggers of instructor and openai: at their error levels they write whole completions and articles."""
    for name in ("instructor", "openai"):
        logging.getLogger(name).setLevel(logging.CRITICAL + 1)


def _http_client(timeout: float) -> httpx2.AsyncClient:
    try:
        return openai.DefaultAioHttpClient(timeout=timeout)
    except RuntimeError:  # openai's aiohttp extra is not installed
        return openai.DefaultAsyncHttpxClient(timeout=timeout)


def _decoded(response: httpx2.Response, endpoint: str, model: str) -> Completion:
    try:
        completion = json.loads(response.content)
    except ValueError:
        completion = None
    if not isinstance(completion, dict):
        raise TransientError(f"The server at {endpoint} answered with something that is no JSON; check the base URL", "server")
    if _has_message(completion):
        return completion
    # Some gateways answer 200 and put the error into the body.
    error = completion.get("error")
    code = error.get("code") if isinstance(error, dict) else None
    raise failure(code if isinstance(code, int) and code >= 400 else 500, completion, response.headers, endpoint, model)


def _has_message(completion: Completion) -> bool:
    choices = completion.get("choices")
    return isinstance(choices, list) and bool(choices) and isinstance(choices[0], dict) and isinstance(choices[0].get("message"), dict)


def _bare(url: str) -> str:
    """`url` without user, password and query, which may hold secrets."""
    parts = urlsplit(url)
    return urlunsplit((parts.scheme, parts.netloc.rpartition("@")[2], parts.path.rstrip("/"), "", ""))
