"""The Python interface: one article at a time, with a backend by name or of one's own."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from extractor import Extractor, aextract, extract
from extractor.article import Article
from extractor.errors import UsageError
from tests.run.scripted import Scripted


class Closing(Scripted):
    """Says whether it was closed."""

    closed = False

    async def aclose(self) -> None:
        self.closed = True


def test_a_backend_of_ones_own_is_left_open() -> None:
    backend = Closing()
    for _ in range(2):
        assert len(extract("Two died.", backend=backend).records) == 1
    assert len(asyncio.run(aextract(Article("a", "Two died."), backend=backend)).records) == 1
    assert not backend.closed


@pytest.mark.parametrize("wrong", [{"text": None}, {"text": b"Two died."}, {"text": "Two died.", "published": "2026-03-04"}])
def test_what_is_no_text_or_no_date_is_wrong_usage(wrong: dict[str, Any]) -> None:
    with pytest.raises(UsageError, match="an article is a str"):
        extract(**wrong, backend="rules")


def test_a_single_kind_may_be_named_as_it_is() -> None:
    assert Extractor("rules", kinds="quote").kinds == ("quote",)


def test_no_kinds_at_all_are_wrong_usage() -> None:
    with pytest.raises(UsageError, match="no kind is named: choose among casualty, displacement, quote"):
        Extractor("rules", kinds=[])
