"""Requests may be left out only where no labelled record is lost."""

import pytest

from evals.labels import sets
from extractor.backends.llm.candidates import candidates
from extractor.backends.rules.backend import RULES
from extractor.backends.rules.document import Document
from schemas import KINDS


@pytest.mark.parametrize("name", ["gold", "challenge"])
def test_no_labelled_kind_is_skipped(name: str) -> None:
    for labels in sets(name):
        lost = [
            f"{item.article.id}: {kind}"
            for item in labels.items
            for kind in {record.kind for record in item.records}
            if not candidates(item.article.text, kind)
        ]
        assert lost == []


@pytest.mark.parametrize("name", ["gold", "challenge"])
def test_nothing_that_the_rules_find_is_skipped(name: str) -> None:
    articles = [item.article for labels in sets(name) for item in labels.items]
    found = [(article, kind) for article in articles for kind in KINDS if any(True for _ in RULES[kind](Document(article)))]
    assert len(found) > len(articles)
    assert [f"{article.id}: {kind}" for article, kind in found if not candidates(article.text, kind)] == []
