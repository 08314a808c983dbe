"""The door: an article becomes windows, windows become requests, answers become drafts."""

from __future__ import annotations

import asyncio
from collections.abc import Collection, Coroutine, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Any, Literal

from instructor.core import InstructorRetryException
from instructor.core.retry import retry_async

from extractor.article import Article
from extractor.backends.base import Check, Drafts, Pointed, Unusable
from extractor.backends.llm.answer import Answer, answer_model
from extractor.backends.llm.asking import ASKING, Asking, Found, Tally
from extractor.backends.llm.cache import Cache
from extractor.backends.llm.candidates import candidates
from extractor.backends.llm.client import Client
from extractor.backends.llm.completions import Answers, Completions, LiveAnswers
from extractor.backends.llm.defaults import DEFAULT_MODEL
from extractor.backends.llm.failures import MalformedError, TooLongError, TransientError
from extractor.backends.llm.modes import LADDER, Dialect, Negotiation, prepared
from extractor.backends.llm.observer import SILENT, Observer
from extractor.backends.llm.prompts import Prompts, build_messages, copied_words, load_prompts, system_message
from extractor.backends.llm.traffic import Clock, Limits
from extractor.backends.llm.windows import DEFAULT_OVERLAP, DEFAULT_SIZE, halves, windows
from extractor.errors import BackendError, FatalBackendError
from schemas import KINDS
from schemas.common import Draft, Provenance

_SMALLEST_WINDOW = 400
"""Code points: a window whose halves would be shorter is not halved again."""

_ENOUGH = 5
"""Articles without one answer of the form asked for, after which no more are asked about."""

_LEAST_SPARE = 4
"""Articles in work beyond those that wait for an answer."""


@dataclass(frozen=True)
class LLMSettings:
    """What the user decides. Everything but the key, the cache folder, the limits and who watches decides the answers too."""

    model: str = DEFAULT_MODEL
    base_url: str | None = None
    """An OpenAI-compatible server; None: OPENAI_BASE_URL, else OpenAI."""
    api_key: str | None = field(default=None, repr=False)
    requests: Literal["combined", "per-kind"] = "combined"
    skip: bool = True
    """Send no request whose kinds the article holds no candidate for."""
    cache_dir: Path | None = None
    temperature: float | None = 0.0
    max_output_tokens: int | None = None
    timeout: float = 120
    """Seconds for one attempt."""
    limits: Limits = Limits()
    observer: Observer = field(default=SILENT, repr=False, compare=False)
    repeat: int = 0
    """Which repetition of the same requests this is: a new number asks anew, past the cache."""
    window_characters: int = DEFAULT_SIZE
    window_overlap: int = DEFAULT_OVERLAP


@dataclass(frozen=True)
class _Plan:
    """One request's share of the kinds, and all of it that is the same for every article."""

    system: str
    answer: type[Answer]
    provenance: Mapping[str, Provenance]


class LLMBackend:
    """Drafts by a language model. One object serves many articles at once, within one event loop."""

    name = "llm"

    def __init__(self, settings: LLMSettings, prompts: Prompts | None = None, clock: Clock | None = None, answers: Answers | None = None) -> None:
        """`clock` times limits and waits; `answers` takes the place of the server and the cache that the settings name.

        Raises:
            UsageError: no API key, or a broken template.
        """
        self._settings = settings
        self._prompts = prompts or load_prompts()
        self._answers = answers or live_answers(settings, clock)
        self._negotiation = Negotiation()
        self._complete = Completions(self._answers, settings.repeat).complete
        self._plans: dict[tuple[str, ...], _Plan] = {}
        self._malformed: set[str] = set()
        """Articles whose answers were not of the form asked for."""

    async def draft(self, article: Article, kinds: Collection[str], check: Check) -> Drafts:
        """See `extractor.backends.base.Backend`."""
        if len(self._malformed) >= _ENOUGH and not self._negotiation.understood:
            raise FatalBackendError(
                f"Model {self._settings.model} has not once answered in the form asked for, in {len(self._malformed)} articles: use one that follows schemas"
            )
        wanted, skipped = self._wanted(article, kinds)
        tally = Tally()
        questions = [self._ask(plan, article, bounds, check, tally) for plan, bounds in self._questions(article, wanted)]
        try:
            answers = await together(questions)
        except BaseException as error:  # also of what ends the run, or is ended with it: what has come was paid for
            error.usage = tally.usage  # type: ignore[attr-defined]
            if isinstance(error, MalformedError):
                self._malformed.add(article.id)
            raise
        found = tuple(_without_repeats(article.text, (item for answer in answers for item in answer)))
        return Drafts(
            pointed=tuple(item for item in found if isinstance(item, Pointed)),
            unusable=tuple(item for item in found if isinstance(item, Unusable)),
            skipped=skipped,
            usage=tally.usage,
        )

    @property
    def concurrency(self) -> int:
        """How many articles are worth having in work now: as many as may be asked for, and some that are being read or measured meanwhile."""
        limit = self._answers.concurrency
        return limit + max(_LEAST_SPARE, limit // 2)

    async def aclose(self) -> None:
        await self._answers.aclose()

    def requests_for(self, article: Article, kinds: Collection[str]) -> list[dict[str, Any]]:
        """The bodies that `draft` would send at first, in the dialect known so far. Sends nothing."""
        wanted, _ = self._wanted(article, kinds)
        dialect = self._negotiation.dialect
        return [self._body(plan, article, bounds, dialect) for plan, bounds in self._questions(article, wanted)]

    def settings(self) -> dict[str, Any]:
        """What decided the answers, for run.json: never the key."""
        dialect = self._negotiation.dialect
        return {
            "backend": self.name,
            "model": self._settings.model,
            "endpoint": self._answers.endpoint,
            "mode": dialect.mode.value,
            "requests": self._settings.requests,
            "skip": self._settings.skip,
            "temperature": self._settings.temperature if dialect.temperature else None,
            "max_output_tokens": self._settings.max_output_tokens,
            "repeat": self._settings.repeat,
            "window_characters": self._settings.window_characters,
            "window_overlap": self._settings.window_overlap,
            "prompts": self._prompts.summary(),
        }

    def _wanted(self, article: Article, kinds: Collection[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """The kinds to ask for, and those not asked for. A combined request goes out whole or not at all: its beginning stays the same for all articles."""
        known = tuple(kind for kind in KINDS if kind in kinds)
        if not self._settings.skip:
            return known, ()
        if self._settings.requests == "combined":  # backwards: quotation marks are the cheapest to look for
            wanted = known if any(candidates(article, kind) for kind in reversed(known)) else ()
        else:
            wanted = tuple(kind for kind in known if candidates(article, kind))
        return wanted, tuple(kind for kind in known if kind not in wanted)

    def _questions(self, article: Article, kinds: tuple[str, ...]) -> Iterator[tuple[_Plan, tuple[int, int]]]:
        if not kinds:
            return
        shares = [kinds] if self._settings.requests == "combined" else [(kind,) for kind in kinds]
        for bounds in windows(article.text, self._settings.window_characters, self._settings.window_overlap):
            for share in shares:
                yield self._plan(share), bounds

    def _plan(self, kinds: tuple[str, ...]) -> _Plan:
        if kinds not in self._plans:
            system = system_message(self._prompts, kinds)
            digest = sha256(system.encode()).hexdigest()
            provenance = {
                kind: Provenance(backend=self.name, model=self._settings.model, prompt_version=self._prompts.version(kind), prompt_hash=digest)
                for kind in kinds
            }
            self._plans[kinds] = _Plan(system, answer_model(kinds), provenance)
        return self._plans[kinds]

    def _body(self, plan: _Plan, article: Article, bounds: tuple[int, int], dialect: Dialect) -> dict[str, Any]:
        messages = build_messages(plan.system, article.text[slice(*bounds)], article.published)
        made: dict[str, Any] = {"model": self._settings.model, "messages": messages}
        if self._settings.temperature is not None and dialect.temperature:
            made["temperature"] = float(self._settings.temperature)  # 0 and 0.0 would be two requests
        if self._settings.max_output_tokens is not None:
            made[dialect.limit] = self._settings.max_output_tokens
        return prepared(dialect, plan.answer, made)

    async def _ask(self, plan: _Plan, article: Article, bounds: tuple[int, int], check: Check, tally: Tally) -> list[Found]:
        """What one window holds; of its halves, if the window or its answer is too long."""

        async def send(dialect: Dialect) -> list[Found]:
            asking = Asking(region=bounds, provenance=plan.provenance, check=check, tally=tally)
            found = await self._put(asking, plan, dialect, self._body(plan, article, bounds, dialect))
            if not self._negotiation.understood and dialect.mode is not LADDER[-1] and found and not any(isinstance(item, Pointed) for item in found):
                raise MalformedError  # JSON, but not of the schema: the server has passed over it
            return found

        try:
            return await self._negotiation.ask(send)
        except TooLongError:
            if bounds[1] - bounds[0] < 2 * _SMALLEST_WINDOW:
                raise
        answers = await together([self._ask(plan, article, half, check, tally) for half in halves(article.text, *bounds)])
        return [item for answer in answers for item in answer]

    async def _put(self, asking: Asking, plan: _Plan, dialect: Dialect, body: dict[str, Any]) -> list[Found]:
        """Through instructor, which asks once again where `asking` says so."""
        token = ASKING.set(asking)
        failure: BaseException
        try:
            # The part of instructor that validates and asks again; what its patch does before that, `prepared` does once for all requests.
            await retry_async(self._complete, plan.answer, (), body, max_retries=1, strict=False, mode=dialect.mode)
        except InstructorRetryException as error:
            failure = error.__cause__ or error
        else:
            return list(asking.found or ())
        finally:
            ASKING.reset(token)
        return _after(failure, asking)


def live_answers(settings: LLMSettings, clock: Clock | None = None) -> LiveAnswers:
    """The server and the cache that `settings` name."""
    client = Client(
        base_url=settings.base_url,
        api_key=settings.api_key,
        timeout=settings.timeout,
        limits=settings.limits,
        observer=settings.observer,
        clock=clock or Clock(),
    )
    return LiveAnswers(client, Cache(settings.cache_dir))


def _after(failure: BaseException, asking: Asking) -> list[Found]:
    """What remains when asking ended in `failure`: a bad answer to the second question does not lose the first.

    Raises:
        ExtractorError: there is no answer, or the server is the trouble.
    """
    answered = isinstance(failure, BackendError | ValueError) and not isinstance(failure, TransientError)
    if answered and asking.found is not None:
        return list(asking.found)
    if isinstance(failure, ValueError):
        raise MalformedError
    raise failure


async def together(questions: Sequence[Coroutine[Any, Any, list[Found]]]) -> list[list[Found]]:
    """All results; the first failure ends the others, and one that must stop the run goes before the rest: it lets come what is on the way, and paid for."""
    if not questions:
        return []
    tasks = [asyncio.ensure_future(question) for question in questions]
    try:
        ended, _ = await asyncio.wait(tasks, return_when=asyncio.FIRST_EXCEPTION)
        if any(isinstance(task.exception(), FatalBackendError) for task in ended):
            await asyncio.wait(tasks)
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
    failures = [failure for task in tasks if not task.cancelled() and (failure := task.exception())]
    if failures:
        raise next((failure for failure in failures if isinstance(failure, FatalBackendError)), failures[0]) from None
    return [task.result() for task in tasks]


def _without_repeats(text: str, found: Iterable[Found]) -> Iterator[Found]:
    """Each once: overlapping windows both point at what stands in the overlap."""
    seen: dict[tuple[str, Draft], list[tuple[int, int]]] = {}
    for item in found:
        if isinstance(item, Pointed):
            regions = seen.setdefault((item.kind, item.draft), [])
            if any(_shared(text, item, region) for region in regions):
                continue
            regions.append(item.region)
        yield item


def _shared(text: str, item: Pointed, other: tuple[int, int]) -> bool:
    """Whether the longest words that `item` found in its window stand in what that has in common with another window, `other`."""
    start, end = max(item.region[0], other[0]), min(item.region[1], other[1])
    if other == item.region or start >= end:
        return False
    window = text[slice(*item.region)]
    words = max((words for words in copied_words(item.draft) if words in window), key=len, default="")
    return words in text[start:end]
