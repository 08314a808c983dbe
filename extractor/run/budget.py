"""What a run may spend. A limit holds for the whole folder: what earlier runs on it have spent counts too."""

from __future__ import annotations

from dataclasses import dataclass

from extractor.errors import LimitError
from schemas.files import Usage


@dataclass(frozen=True)
class Budget:
    """Limits that the user set; None: no limit."""

    max_cost: float | None = None
    """US dollars at list price."""
    max_tokens: int | None = None
    """Of input and output together."""

    def allows(self, usage: Usage, paid: int, in_work: int) -> bool:
        """Whether one more article may be taken, with `usage` spent on `paid` articles and `in_work` others still to be paid.

        Each of them is expected to cost what those so far have cost in the mean; before any has ended, one goes alone.

        Raises:
            LimitError: what is spent can't be known.
        """
        if self.max_cost is None and self.max_tokens is None:
            return True
        if not paid:
            return in_work == 0
        expected = 1 + (in_work + 1) / paid
        if self.max_tokens is not None and not tokens(usage):
            raise LimitError("--max-tokens can't be held: the server does not tell how many tokens an answer takes; run without a limit")
        cost_allows = self.max_cost is None or _cost(usage) * expected <= self.max_cost
        return cost_allows and (self.max_tokens is None or tokens(usage) * expected <= self.max_tokens)

    def reached(self, usage: Usage) -> LimitError:
        """Why no more articles are taken."""
        used = []
        if self.max_cost is not None:
            used.append(f"${_cost(usage):.4f} of --max-cost {self.max_cost:g}")
        if self.max_tokens is not None:
            used.append(f"{tokens(usage):,} of --max-tokens {self.max_tokens:,}")
        return LimitError(f"limit reached: {' and '.join(used)} spent, and one more article may pass it; to go on, raise it and run the same command again")


UNLIMITED = Budget()


def tokens(usage: Usage) -> int:
    return usage.input_tokens + usage.output_tokens


def _cost(usage: Usage) -> float:
    if usage.cost_usd is None:
        raise LimitError("--max-cost can't be held: the server does not tell what an answer costs; use --max-tokens, or run without a limit")
    return usage.cost_usd
