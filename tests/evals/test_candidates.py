"""Requests may be left out only where no labelled record is lost."""

import json
from pathlib import Path

import pytest

from evals.labels import sets
from evals.savings import Savings, savings
from extractor.backends.llm.candidates import candidates
from extractor.backends.rules.backend import RULES
from extractor.backends.rules.document import Document
from schemas import KINDS


@pytest.mark.parametrize("name", ["gold", "challenge"])
def test_no_labelled_kind_is_skipped(name: str) -> None:
    assert [lost for labels in sets(name) for lost in savings(labels).lost] == []


def test_what_is_saved_and_lost_is_counted_by_kind_and_article(tmp_path: Path) -> None:
    quiet = "The council of Aune met in the town hall and talked about the price of bread and the new school."
    span = {"start": 4, "end": 11, "text": quiet[4:11]}
    label = {"id": "q", "kind": "quote", "parts": [span], "form": "direct", "speaker": None, "cue": None, "channel": None}
    rows = [{"id": "a", "text": quiet, "records": [label]}, {"id": "b", "text": f"{quiet} Two men were killed.", "records": []}]
    (tmp_path / "mine.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    (labels,) = sets(str(tmp_path / "mine.jsonl"))
    assert savings(labels) == Savings(articles=2, per_kind=5, combined=1, lost=("a: quote",))
    assert str(savings(labels)) == "5 of 6 per kind, 1 of 2 combined; labelled kinds lost: 1 (a: quote)"


@pytest.mark.parametrize("name", ["gold", "challenge"])
def test_nothing_that_the_rules_find_is_skipped(name: str) -> None:
    articles = [item.article for labels in sets(name) for item in labels.items]
    found = [(article, kind) for article in articles for kind in KINDS if any(True for _ in RULES[kind](Document(article)))]
    assert len(found) > len(articles)
    assert [f"{article.id}: {kind}" for article, kind in found if not candidates(article, kind)] == []
