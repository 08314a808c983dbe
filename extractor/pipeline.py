"""One article: a backend points, assembly measures."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace

from extractor.article import Article
from extractor.assemble import Assembler
from extractor.assemble import readdress as readdress_records
from extractor.backends.base import Backend
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
    assembler = Assembler(article)
    drafts = await backend.draft(article, kinds, assembler.check)
    assembled = assembler.assemble(drafts)
    return Extraction(article, assembled.records, assembled.rejections, drafts.skipped, drafts.usage)


def readdress(extraction: Extraction, article: Article) -> Extraction:
    """What extraction of `article` finds, from that of another article with the same text and date. It costs nothing: its usage is empty."""
    rejections = tuple(rejection.model_copy(update={"article_id": article.id}) for rejection in extraction.rejections)
    return replace(extraction, article=article, records=readdress_records(extraction.records, article.id), rejections=rejections, usage=Usage())
