"""What a queue would take, before anything is sent: requests, tokens and dollars. Reads the queue and OUT, and writes nothing."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from pathlib import Path

from extractor.article import Article
from extractor.backends.base import Backend
from extractor.run.budget import characters
from extractor.run.index import Index, text_key
from extractor.run.parts import Committed
from extractor.run.readers import Item
from extractor.run.totals import added
from extractor.run.writer import held
from schemas.files import Run, Totals

CHARACTERS_A_TOKEN = 4
"""Of a request. Fair for English; other scripts take more tokens."""
OUTPUT_A_REQUEST = 1_000
"""Tokens of an answer, where OUT holds none to go by."""


@dataclass(frozen=True)
class Estimate:
    """What would be asked for, if every request is answered at the first time and none from the cache."""

    articles: int
    """To be extracted: each text once."""
    settled: int
    """Passed over: OUT holds them already."""
    copies: int
    """Same text as another article: copied."""
    unreadable: int
    requests: int
    input_tokens: int
    output_a_request: int
    """Tokens of an answer, in the mean."""
    measured: bool
    """Whether that is the mean of OUT's answers so far, and not an assumption."""
    cost_usd: float | None
    """At list price, nothing from the provider's cache; None where the model's price is unknown."""

    @property
    def output_tokens(self) -> int:
        return self.requests * self.output_a_request


def estimate(items: Iterable[Item], backend: Backend, kinds: Collection[str], out: Path, run: Run, *, fresh: bool, retry_failed: bool) -> Estimate:
    """What extracting `items` into `out` as `run` would take; the arguments are those of a run.

    Raises:
        UsageError: `out` holds a run with other settings.
    """
    index, totals = Index(), Totals()
    try:
        if not fresh and held(out, run) is not None:
            with Committed(out) as committed:
                for at, result in committed.results():
                    totals = added(totals, result)
                    index.add(at, result, lasting=not retry_failed)
        return _estimate(items, backend, kinds, index, totals)
    finally:
        index.close()


def _estimate(items: Iterable[Item], backend: Backend, kinds: Collection[str], index: Index, before: Totals) -> Estimate:
    settled = copies = unreadable = articles = requests = size = 0
    for item in items:
        if index.is_settled(item):
            settled += 1
        elif not isinstance(item, Article):
            unreadable += 1
        elif index.text(text_key(item)) is not None:
            copies += 1
        else:
            articles += 1
            index.add_text(text_key(item), 0)
            bodies = backend.requests_for(item, kinds)
            requests += len(bodies)
            size += characters(bodies)
    measured = before.usage.requests > 0
    output = round(before.usage.output_tokens / before.usage.requests) if measured else OUTPUT_A_REQUEST
    tokens = size // CHARACTERS_A_TOKEN
    return Estimate(articles, settled, copies, unreadable, requests, tokens, output, measured, price(backend, tokens, requests * output) if requests else 0.0)


def price(backend: Backend, input_tokens: int, output_tokens: int) -> float | None:
    """US dollars at list price for what `backend` asks; None where no price is known for its model."""
    settings = backend.settings()
    if "model" not in settings:
        return 0.0
    from extractor.backends.llm.usage import usage_of

    completion = {"usage": {"prompt_tokens": input_tokens, "completion_tokens": output_tokens}}
    return usage_of(completion, str(settings["model"]), str(settings.get("endpoint")), 0).cost_usd
