"""What the rules read of an article, each part computed once and only when asked for."""

from __future__ import annotations

from functools import cached_property

from extractor.article import Article
from extractor.text.names import Names
from extractor.text.quantity import find_quantities
from extractor.text.quotation import Quotation, find_quotations
from extractor.text.sentences import sentences
from schemas.common import Quantity


class Document:
    """An article and what the text layer finds in it. All offsets are code points into `text`."""

    def __init__(self, article: Article) -> None:
        self.article = article
        self.text = article.text

    @cached_property
    def sentences(self) -> list[tuple[int, int]]:
        return sentences(self.text)

    @cached_property
    def quantities(self) -> list[Quantity]:
        return find_quantities(self.text, "en")

    @cached_property
    def quotations(self) -> list[Quotation]:
        return find_quotations(self.text)

    @cached_property
    def names(self) -> Names:
        return Names(self.text, [quotation for quotation in self.quotations if quotation.depth == 0])
