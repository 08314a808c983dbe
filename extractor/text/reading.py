"""One article as the text layer reads it: each view of its text computed once, and only when asked for."""

from __future__ import annotations

from dataclasses import dataclass, fields
from functools import cached_property
from typing import Self

from extractor.article import Article
from extractor.text.grounding import Grounder
from extractor.text.injection import addresses_model
from extractor.text.language import ENGLISH, language
from extractor.text.names import Names
from extractor.text.quantity import Quantities, implicit_one, lower_case, measure
from extractor.text.quotation import Quotation, find_quotations
from extractor.text.sentences import sentences
from schemas.common import Quantity

_OF_ARTICLE = tuple(field.name for field in fields(Article))


@dataclass(frozen=True)
class Reading(Article):
    """An article with what the text layer finds in it. All offsets are code points into `text`.

    Passed from the backend to assembly, so that nothing is read twice; let go of with the article's extraction.
    """

    @classmethod
    def of(cls, article: Article) -> Self:
        """`article` as a reading; itself where it is one already."""
        return article if isinstance(article, cls) else cls(**{name: getattr(article, name) for name in _OF_ARTICLE})

    @cached_property
    def lower(self) -> str:
        """The text in lower case, code point for code point."""
        return lower_case(self.text)

    @cached_property
    def language(self) -> str:
        return language(self.text)

    @cached_property
    def sentences(self) -> list[tuple[int, int]]:
        return sentences(self.text, self.language)

    @cached_property
    def english_sentences(self) -> list[tuple[int, int]]:
        """The sentences by the rules of English, whatever the text's language."""
        return self.sentences if self.language == ENGLISH else sentences(self.text)

    @cached_property
    def quotations(self) -> list[Quotation]:
        return find_quotations(self.text)

    @cached_property
    def outermost(self) -> list[Quotation]:
        """The quotations that stand within no other."""
        return [quotation for quotation in self.quotations if quotation.depth == 0]

    @cached_property
    def names(self) -> Names:
        return Names(self.text, self.outermost)

    @cached_property
    def english_quantities(self) -> Quantities:
        """The number phrases of the text read as English, whatever its language."""
        return Quantities(self.text, self.english_sentences)

    @cached_property
    def grounder(self) -> Grounder:
        return Grounder(self.text)

    @cached_property
    def text_warnings(self) -> tuple[str, ...]:
        """What readers of any record of this article should know of its text."""
        return ("article_addresses_model",) if addresses_model(self.text) else ()

    @cached_property
    def _measured(self) -> dict[tuple[int, int, bool], Quantity | None]:
        return {}

    def measured(self, start: int, end: int, *, implicit: bool) -> Quantity | None:
        """What the words at [start, end) count; remembered, because a number may stand in a text a thousand times."""
        key = (start, end, implicit)
        if key not in self._measured:
            number = self._number(start, end)
            self._measured[key] = implicit_one(self.text, start, end, self.language) if number is None and implicit else number
        return self._measured[key]

    def _number(self, start: int, end: int) -> Quantity | None:
        """What `measure` reads, looked up where the text is read in its language."""
        if self.language == ENGLISH and len(found := self.english_quantities.overlapping(start, end)) == 1:
            return found[0]
        return measure(self.text, start, end, self.language)
