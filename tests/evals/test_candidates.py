"""Requests may be left out only where no labelled record is lost."""

import pytest

from evals.labels import sets
from extractor.backends.llm.candidates import candidates


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
