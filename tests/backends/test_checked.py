"""A backend that a second one checks: what each of them adds, and what its failure costs."""

from collections.abc import Collection

import pytest

from extractor.article import Article
from extractor.backends.base import Check, Drafts
from extractor.backends.checked import CheckedBackend
from extractor.backends.choose import checked_by_rules
from extractor.backends.rules import RulesBackend
from extractor.errors import BackendError, UsageError
from extractor.pipeline import extract_article
from schemas.files import Usage


class Told:
    """Finds nothing, or fails; keeps what was called."""

    concurrency = 3

    def __init__(self, name: str, calls: list[str], error: Exception | None = None) -> None:
        self.name = name
        self._calls = calls
        self._error = error

    async def draft(self, article: Article, kinds: Collection[str], check: Check) -> Drafts:
        self._calls.append(f"{self.name} drafts")
        if self._error:
            raise self._error
        return Drafts(usage=Usage(requests=1))

    def requests_for(self, article: Article, kinds: Collection[str]) -> list[dict[str, object]]:
        return [{"model": self.name}]

    def settings(self) -> dict[str, object]:
        return {"backend": self.name}

    async def aclose(self) -> None:
        self._calls.append(f"{self.name} closes")


async def test_the_second_reads_first_so_that_its_failure_costs_no_request() -> None:
    calls: list[str] = []
    backend = CheckedBackend(Told("llm", calls), Told("rules", calls, ZeroDivisionError()))
    with pytest.raises(ZeroDivisionError):
        await extract_article(Article("a", "Two died."), backend, ["casualty"])
    assert calls == ["rules drafts"]


async def test_an_article_that_the_model_fails_has_failed_whatever_the_second_found() -> None:
    backend = CheckedBackend(Told("llm", [], BackendError("refused", "refused")), RulesBackend())
    with pytest.raises(BackendError):
        await extract_article(Article("a", "Two died."), backend, ["casualty"])


async def test_what_only_the_second_found_is_for_review_and_no_record() -> None:
    extraction = await extract_article(Article("a", "Two miners died."), checked_by_rules(Told("llm", [])), ["casualty"])
    assert extraction.records == ()
    assert extraction.review is not None
    assert [(line.found_by, line.record["quantity"]["text"]) for line in extraction.review] == [("rules", "Two")]
    assert extraction.usage == Usage(requests=1)


async def test_without_a_second_there_is_no_review() -> None:
    assert (await extract_article(Article("a", "Two miners died."), RulesBackend(), ["casualty"])).review is None


async def test_settings_name_the_second_and_both_are_closed() -> None:
    calls: list[str] = []
    backend = CheckedBackend(Told("llm", calls), Told("rules", calls))
    assert (backend.name, backend.concurrency) == ("llm", 3)
    assert backend.requests_for(Article("a", "Two died."), ["casualty"]) == [{"model": "llm"}]
    assert backend.settings() == {"backend": "llm", "cross_check": "rules"}
    await backend.aclose()
    assert calls == ["llm closes", "rules closes"]


def test_the_rules_do_not_check_themselves() -> None:
    with pytest.raises(UsageError, match="it needs a model"):
        checked_by_rules(RulesBackend())
