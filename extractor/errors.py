"""The errors of this project. Each says in one line what went wrong and what the user can do."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from schemas.files import Usage


class ExtractorError(Exception):
    """Root of all errors raised on purpose. `code` is a short name to count by."""

    code = "error"


class UsageError(ExtractorError):
    """A wrong option, setting or folder: nothing was done (exit code 2)."""

    code = "usage"


class OutputError(ExtractorError):
    """A run's folder can't be written any more: the run stops, and can be continued."""

    code = "output"


class LimitError(ExtractorError):
    """A limit that the user set is reached: the run stops, and can be continued."""

    code = "limit"


class ArticleInputError(ExtractorError):
    """One article that cannot be read: it fails, the others go on."""

    code = "unreadable"


class BackendError(ExtractorError):
    """One article's request failed for good: it fails, the others go on.

    `code` says how: refused, content_filter, truncated, malformed, timeout, connection, rate_limited, server, bad_request.
    """

    def __init__(self, message: str, code: str, usage: Usage | None = None) -> None:
        super().__init__(message)
        self.code = code
        self.usage = usage
        """What was spent before it failed, if known."""


class FatalBackendError(ExtractorError):
    """No article can succeed (a wrong key, no access, no quota, no such model): the run stops."""

    code = "backend"


LASTING = frozenset((ArticleInputError.code, "refused", "content_filter", "truncated"))
"""Codes of failures that trying again with the same settings would not change."""
