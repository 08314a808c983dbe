"""What a run may spend. A limit holds for the whole folder: what earlier runs on it have spent counts too."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from extractor.errors import LimitError
from schemas.files import Usage


@dataclass(frozen=True)
class Rate:
    """What the dearest article so far has cost for each character of its requests: what is in work is rather overrated than underrated."""

    tokens: float = 0.0
    cost: float = 0.0
    known: bool = False
    """Whether any article has been paid for."""

    def after(self, usage: Usage) -> Rate:
        """With one more article that took `usage`. Re-asks are not foreseen, so that they make the others dearer."""
        if not usage.requests:
            return self
        foreseen = max(1.0, usage.input_characters * max(1, usage.requests - usage.reasks) / usage.requests)
        return Rate(max(self.tokens, tokens(usage) / foreseen), max(self.cost, (usage.cost_usd or 0) / foreseen), known=True)


@dataclass(frozen=True)
class Budget:
    """Limits that the user set; None: no limit."""

    max_cost: float | None = None
    """US dollars at list price."""
    max_tokens: int | None = None
    """Of input and output together."""

    @property
    def limited(self) -> bool:
        return self.max_cost is not None or self.max_tokens is not None

    def allows(self, usage: Usage, rate: Rate, characters: int, in_work: bool) -> bool:
        """Whether one more article may be taken, with `usage` spent, and `characters` of requests in work and for that one.

        Before any has been paid for, one goes alone.

        Raises:
            LimitError: what is spent can't be known.
        """
        if not self.limited:
            return True
        if not rate.known:
            return not in_work
        if self.max_tokens is not None and not rate.tokens:
            raise LimitError("--max-tokens can't be held: the server does not tell how many tokens an answer takes; run without a limit")
        cost_allows = self.max_cost is None or _cost(usage) + rate.cost * characters <= self.max_cost
        return cost_allows and (self.max_tokens is None or tokens(usage) + rate.tokens * characters <= self.max_tokens)

    def passed(self, usage: Usage) -> bool:
        """Whether more was spent than the limit."""
        cost_passed = self.max_cost is not None and usage.cost_usd is not None and usage.cost_usd > self.max_cost
        return cost_passed or (self.max_tokens is not None and tokens(usage) > self.max_tokens)

    def spent(self, usage: Usage) -> str:
        """`100 of --max-tokens 100 spent`."""
        used = []
        if self.max_cost is not None:
            used.append(f"${_cost(usage):.4f} of --max-cost {self.max_cost:g}")
        if self.max_tokens is not None:
            used.append(f"{tokens(usage):,} of --max-tokens {self.max_tokens:,}")
        return f"{' and '.join(used)} spent"

    def reached(self, usage: Usage) -> LimitError:
        """Why no more articles are taken."""
        found = "limit passed" if self.passed(usage) else "limit reached"
        more = "" if self.passed(usage) else ", and one more article may pass it"
        return LimitError(f"{found}: {self.spent(usage)}{more}; to go on, raise it and run the same command again")


UNLIMITED = Budget()


def characters(requests: Iterable[Mapping[str, Any]]) -> int:
    """Of the bodies of requests, as JSON."""
    return sum(len(json.dumps(body, ensure_ascii=False)) for body in requests)


def tokens(usage: Usage) -> int:
    return usage.input_tokens + usage.output_tokens


def _cost(usage: Usage) -> float:
    if usage.cost_usd is None:
        raise LimitError("--max-cost can't be held: the server does not tell what an answer costs; use --max-tokens, or run without a limit")
    return usage.cost_usd
