"""What a server's failure means: try again, ask differently, give up on the article, or stop the run.

Messages hold a status, the server's error code and what to do: never a server's free text, which may echo articles or keys.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from extractor.errors import BackendError, ExtractorError, FatalBackendError

_FILTERED = ("content_filter", "content_policy", "content management policy", "moderation", "flagged")
_TOO_LONG = re.compile(r"context_length_exceeded|exceed_context_size|context (?:length|window|size)|maximum context|prompt is too long|too many tokens")
_NO_CREDIT = ("insufficient_quota", "insufficient_balance", "insufficient balance", "billing", "exceeded your current quota")
_NO_MODEL = re.compile(r"model_not_found|invalid_model|model\b.{0,200}\b(?:not found|does not exist)|no such model|not a valid model", re.DOTALL)
_CODE = re.compile(r"[A-Za-z][A-Za-z0-9_.-]{0,59}")


class TransientError(BackendError):
    """It may work a little later; after the last attempt it is the article's failure."""

    def __init__(self, message: str, code: str, retry_after: float | None = None, status: int | None = None) -> None:
        super().__init__(message, code)
        self.retry_after = retry_after
        """Seconds that the server asks to wait."""
        self.status = status
        """Of the HTTP answer, if there was one."""


class TooLongError(BackendError):
    """The window, or the answer to it, is too long for the model: ask for less at once."""

    def __init__(self, message: str) -> None:
        super().__init__(message, "truncated")


class RejectedError(BackendError):
    """The server does not take a request of this form; it may take another."""

    def __init__(self, message: str, status: int, words: str) -> None:
        super().__init__(message, "bad_request")
        self.status = status
        self.words = words
        """The server's reason in lower case, to look for names of parameters in; never shown."""


class MalformedError(BackendError):
    """The model's answers are not of the form asked for; in another mode they may be."""

    def __init__(self) -> None:
        super().__init__("The model's answer is not of the form asked for, nor is its second one; use a model that follows JSON schemas", "malformed")


def failure(status: int, body: object, headers: Mapping[str, str], endpoint: str, model: str) -> ExtractorError:
    """The error that an HTTP `status` with `body` (decoded JSON, or anything) stands for."""
    fields = _error_fields(body)
    words = " ".join(str(value) for value in fields.values() if value).lower()
    code = next((value for value in (fields["code"], fields["type"]) if isinstance(value, str) and _CODE.fullmatch(value)), None)
    said = f"The server at {endpoint} answered HTTP {status}" + (f" ({code})" if code else "")
    if status == 402 or (status in (403, 429) and any(mark in words for mark in _NO_CREDIT)):
        return FatalBackendError(f"{said}: the account has no credit left; add credit or use another key")
    if status in (400, 403, 422, 451) and any(mark in words for mark in _FILTERED):
        return BackendError(f"{said}: its content filter refused the article", "content_filter")
    if status == 401:
        return FatalBackendError(f"{said}: it does not accept the API key; check the key and the base URL")
    if status == 403:
        return FatalBackendError(f"{said}: this API key may not use model {model}; check the key's rights or use another model")
    if status in (400, 404) and _NO_MODEL.search(words):
        return FatalBackendError(f"{said}: it has no model {model}; check the model's name and the base URL")
    if status in (400, 413, 422, 500) and _TOO_LONG.search(words):
        return TooLongError(f"{said}: the request is longer than the model's context")
    if status == 429:
        return TransientError(f"{said}: too many requests; keep to its limits with --rpm and --tpm", "rate_limited", retry_after(headers), status)
    if status in (408, 409) or (status >= 500 and status != 501):
        return TransientError(f"{said}, each time it was asked", "timeout" if status in (408, 504) else "server", retry_after(headers), status)
    return RejectedError(f"{said}: it does not take this request; check the settings and whether the model supports them", status, words)


def retry_after(headers: Mapping[str, str], now: datetime | None = None) -> float | None:
    """Seconds that `retry-after-ms` or `retry-after` (seconds or an HTTP date) asks to wait; None if neither can be read."""
    try:
        if milliseconds := headers.get("retry-after-ms"):
            return max(0.0, float(milliseconds) / 1000)
        seconds = headers.get("retry-after", "")
        if re.fullmatch(r"\s*\d+(?:\.\d+)?\s*", seconds):
            return float(seconds)
        until = parsedate_to_datetime(seconds)
    except (ValueError, TypeError):
        return None
    return max(0.0, (until.replace(tzinfo=until.tzinfo or UTC) - (now or datetime.now(UTC))).total_seconds())


def _error_fields(body: object) -> dict[str, object]:
    """The parts of an error body, of OpenAI's form or looser ones."""
    inner = body.get("error", body) if isinstance(body, dict) else body
    if isinstance(inner, dict):
        return {name: inner.get(name) for name in ("code", "type", "param", "message", "detail")}
    return {"code": None, "type": None, "param": None, "message": inner if isinstance(inner, str) else None, "detail": None}
