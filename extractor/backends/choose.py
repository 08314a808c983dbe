"""Which backend: the one asked for; else a model where one is configured; else the built-in rules."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from extractor.backends.base import Backend
from extractor.errors import UsageError

if TYPE_CHECKING:
    from extractor.backends.llm.backend import LLMSettings

NAMES = ("llm", "rules")


def default_name(base_url: str | None = None, environment: Mapping[str, str] = os.environ) -> str:
    """ "llm" where a server or a key is configured, else "rules"."""
    return "llm" if base_url or environment.get("OPENAI_BASE_URL") or environment.get("OPENAI_API_KEY") else "rules"


def choose(name: str | None = None, settings: LLMSettings | None = None, environment: Mapping[str, str] = os.environ) -> Backend:
    """The backend of that name; without a name, the default for this environment.

    Raises:
        UsageError: the name is unknown, or a model is asked for and no key is there.
    """
    name = name or default_name(settings.base_url if settings else None, environment)
    if name == "rules":
        from extractor.backends.rules import RulesBackend

        return RulesBackend()
    if name != "llm":
        raise UsageError(f"unknown backend {name!r}: choose one of {', '.join(NAMES)}")
    from extractor.backends.llm.backend import LLMBackend, LLMSettings

    settings = settings or LLMSettings()
    base_url = settings.base_url or environment.get("OPENAI_BASE_URL")
    api_key = settings.api_key or environment.get("OPENAI_API_KEY")
    if not api_key and not base_url:
        raise UsageError(
            "no key for a model: set OPENAI_API_KEY, or name your own server with --base-url (for example http://127.0.0.1:11434/v1), or use --backend rules"
        )
    return LLMBackend(replace(settings, base_url=base_url, api_key=api_key or "none"))


def checked_by_rules(backend: Backend) -> Backend:
    """`backend`, with its records checked against those of the built-in rules.

    Raises:
        UsageError: `backend` is the rules.
    """
    from extractor.backends.checked import CheckedBackend
    from extractor.backends.rules import RulesBackend

    if backend.name == RulesBackend.name:
        raise UsageError("--cross-check compares a model's records with the built-in rules, so it needs a model: set OPENAI_API_KEY, or give --base-url")
    return CheckedBackend(backend, RulesBackend())
