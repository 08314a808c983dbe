"""One article as assembly reads it: each view of its text computed once, and only when asked for."""

from __future__ import annotations

from functools import cached_property

from extractor.article import Article
from extractor.text.grounding import Grounder
from extractor.text.injection import addresses_model
from extractor.text.language import language
from extractor.text.names import Names
from extractor.text.quantity import implicit_one, measure
from extractor.text.quotation import Quotation, find_quotations
from extractor.text.sentences import sentences
from schemas.common import Quantity


class Reading:
    """An article and what the text layer finds in it. All offsets are code points into `text`."""

    def __init__(self, article: Article) -> None:
        self.article = article
        self.text = article.text
        self.grounder = Grounder(article.text)
        self._quantities: dict[tuple[int, int, bool], Quantity | None] = {}

    @cached_property
    def language(self) -> str:
        return language(self.text)

    @cached_property
    def sentences(self) -> list[tuple[int, int]]:
        return sentences(self.text, self.language)

    @cached_property
    def quotations(self) -> list[Quotation]:
        return find_quotations(self.text)

    @cached_property
    def names(self) -> Names:
        return Names(self.text, self.quotations)

    @cached_property
    def warnings(self) -> tuple[str, ...]:
        """What readers of any record of this article should know."""
        return ("article_addresses_model",) if addresses_model(self.text) else ()

    def measured(self, start: int, end: int, *, implicit: bool) -> Quantity | None:
        """What the words at [start, end) count; remembered, because a number may stand in a text a thousand times."""
        key = (start, end, implicit)
        if key not in self._quantities:
            number = measure(self.text, start, end)
            self._quantities[key] = implicit_one(self.text, start, end) if number is None and implicit else number
        return self._quantities[key]
