"""What one answer cost: tokens as the server counts them, dollars at list price."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import genai_prices

from schemas.files import Usage

_HALF_PRICE = ("batch", "flex")


def usage_of(completion: Mapping[str, Any], model: str, endpoint: str, sent: int) -> Usage:
    """The usage of one `completion` (decoded JSON) to a request of `sent` characters. The price is null where model, endpoint or tokens are unknown.

    Answers of the slow tiers cost half, as OpenAI bills them.
    """
    counted = completion.get("usage") or {}
    tokens = {
        "input_tokens": _count(counted, "prompt_tokens"),
        "cached_input_tokens": _count(counted.get("prompt_tokens_details"), "cached_tokens"),
        "output_tokens": _count(counted, "completion_tokens"),
    }
    cost = _cost(tokens, model, endpoint) if counted else None
    if cost is not None and completion.get("service_tier") in _HALF_PRICE:
        cost /= 2
    return Usage(requests=1, input_characters=sent, **tokens, cost_usd=cost)


def _count(counted: object, name: str) -> int:
    value = counted.get(name) if isinstance(counted, dict) else None
    return value if isinstance(value, int) and value > 0 else 0


def _cost(tokens: Mapping[str, int], model: str, endpoint: str) -> float | None:
    usage = genai_prices.Usage(
        input_tokens=tokens["input_tokens"],
        cache_read_tokens=min(tokens["cached_input_tokens"], tokens["input_tokens"]),
        output_tokens=tokens["output_tokens"],
    )
    try:
        return float(genai_prices.calc_price(usage, model, provider_api_url=endpoint).total_price)
    except (LookupError, ValueError):
        return None
