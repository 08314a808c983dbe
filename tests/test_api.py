"""The Python interface: one article at a time, with a backend by name or of one's own."""

from __future__ import annotations

import asyncio

from extractor import aextract, extract
from extractor.article import Article
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
