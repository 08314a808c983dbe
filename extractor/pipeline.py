"""One article: a backend points, assembly measures."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from extractor.article import Article
from extractor.assemble import Assembler
from extractor.backends.base import Backend
from extractor.text.reading import Reading
from schemas.common import Record
from schemas.files import Rejection, Usage


@dataclass(frozen=True)
class Extraction:
    """What one article holds."""

    article: Article
    records: tuple[Record, ...]
    """In reading order."""
    rejections: tuple[Rejection, ...]
    """Drafts that could not be grounded or measured."""
    skipped: tuple[str, ...] = ()
    """Kinds not asked for because the article holds no candidate for them."""
    usage: Usage = Usage()


async def extract_article(article: Article, backend: Backend, kinds: Collection[str]) -> Extraction:
    """Draft with `backend`, then assemble.

    Raises:
        BackendError: this article failed for good.
        FatalBackendError: no article can succeed.
    """
    reading = Reading.of(article)
    assembler = Assembler(reading)
    drafts = await backend.draft(reading, kinds, assembler.check)
    assembled = assembler.assemble(drafts)
    return Extraction(article, assembled.records, assembled.rejections, drafts.skipped, drafts.usage)
