"""Tokens and dollars of one answer."""

from __future__ import annotations

from typing import Any

import pytest

from extractor.backends.llm.usage import usage_of

OPENAI = "https://api.openai.com/v1"


def test_tokens_are_counted_and_cached_ones_cost_less() -> None:
    counted = {"prompt_tokens": 1000, "completion_tokens": 100, "prompt_tokens_details": {"cached_tokens": 800}}
    some = usage_of({"usage": counted}, "gpt-4o-mini", OPENAI, 50)
    none = usage_of({"usage": {**counted, "prompt_tokens_details": None}}, "gpt-4o-mini", OPENAI, 50)
    assert (some.requests, some.input_characters, some.input_tokens, some.cached_input_tokens, some.output_tokens) == (1, 50, 1000, 800, 100)
    assert some.cost_usd is not None
    assert none.cost_usd is not None
    assert 0 < some.cost_usd < none.cost_usd


@pytest.mark.parametrize(("model", "endpoint"), [("no-such-model", OPENAI), ("gpt-4o-mini", "http://127.0.0.1:8080/v1")])
def test_an_unknown_price_is_null(model: str, endpoint: str) -> None:
    assert usage_of({"usage": {"prompt_tokens": 10, "completion_tokens": 1}}, model, endpoint, 50).cost_usd is None


@pytest.mark.parametrize("completion", [{}, {"usage": None}, {"usage": {}}, {"usage": {"prompt_tokens": None, "prompt_tokens_details": []}}])
def test_a_server_that_counts_nothing(completion: dict[str, Any]) -> None:
    usage = usage_of(completion, "no-such-model", OPENAI, 50)
    assert (usage.requests, usage.input_tokens, usage.output_tokens, usage.cost_usd) == (1, 0, 0, None)
