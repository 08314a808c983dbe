"""What the rules read of an article, each part computed once and only when asked for."""

from __future__ import annotations

import re
from functools import cached_property
from typing import Final

from extractor.article import Article
from extractor.text.names import Names
from extractor.text.quantity import find_quantities
from extractor.text.quotation import Quotation, find_quotations
from extractor.text.sentences import sentences
from schemas.common import Quantity

_IN_NAME: Final = re.compile(r"\s+[A-Z][a-z]")
_MID_SENTENCE: Final = re.compile(r"(?:[a-z,]|\bThe|\bOld|\bNew)[ ][\"“‘'«]?(?:The )?\Z")
_TITLE: Final = re.compile(r"[\"“‘«][A-Z]\w*(?: (?:of|the|in|and|to|a|for|[A-Z][\w’'-]*)){1,5}[\"”’»](?! (?:said|says)\b)")
"""A title in quotation marks: “Twelve Dead Men”."""


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
    def counts(self) -> list[Quantity]:
        """The quantities, without number words within a name or a title ("the Seven Sisters")."""
        return [quantity for quantity in self.quantities if not self._is_in_name(quantity)]

    def _is_in_name(self, quantity: Quantity) -> bool:
        if _TITLE.match(self.text, quantity.start - 1 if quantity.start else 0):
            return True
        if not (
            quantity.text[0].isupper()
            and _IN_NAME.match(self.text, quantity.end)
            and _MID_SENTENCE.search(self.text, max(0, quantity.start - 8), quantity.start)
        ):
            return False
        start = self.text.rfind("\n", 0, quantity.start) + 1
        words = re.findall(r"[^\W\d_]+", self.text[start : quantity.end + 200].split("\n", 1)[0])
        return sum(1 for word in words if word[0].islower()) * 3 > len(words)

    @cached_property
    def quotations(self) -> list[Quotation]:
        return find_quotations(self.text)

    @cached_property
    def names(self) -> Names:
        return Names(self.text, [quotation for quotation in self.quotations if quotation.depth == 0])
