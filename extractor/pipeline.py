"""One article: a backend points, assembly measures; where a second backend points too, its records check those of the first."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace

from extractor.article import Article, check_unicode
from extractor.assemble import Assembler
from extractor.assemble import readdress as readdress_records
from extractor.backends.base import Backend
from extractor.cross_check import cross_check
from extractor.cross_check import readdress as readdress_review
from extractor.text.reading import Reading
from schemas.common import Record
from schemas.files import Rejection, Review, Usage


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
    review: tuple[Review, ...] | None = None
    """Figures that only one of the two backends found, or that they read differently; None where there was no cross-check."""


async def extract_article(article: Article, backend: Backend, kinds: Collection[str]) -> Extraction:
    """Draft with `backend`, then assemble.

    Raises:
        ArticleInputError: its text is no valid Unicode.
        BackendError: this article failed for good.
        FatalBackendError: no article can succeed.
    """
    check_unicode(article.text)
    reading = Reading.of(article)
    assembler = Assembler(reading)
    drafts = await backend.draft(reading, kinds, assembler.check)
    assembled = assembler.assemble(drafts)
    extraction = Extraction(article, assembled.records, assembled.rejections, drafts.skipped, drafts.usage)
    if drafts.second is None:
        return extraction
    checked = cross_check(assembled.records, assembler.assemble(drafts.second).records)
    return replace(extraction, records=checked.records, review=checked.review)


def readdress(extraction: Extraction, article: Article) -> Extraction:
    """What extraction of `article` finds, from that of another article with the same text and date. It costs nothing: its usage is empty."""
    rejections = tuple(rejection.model_copy(update={"article_id": article.id}) for rejection in extraction.rejections)
    records = readdress_records(extraction.records, article.id)
    review = None if extraction.review is None else readdress_review(extraction.review, extraction.records, article.id)
    return replace(extraction, article=article, records=records, rejections=rejections, review=review, usage=Usage())
