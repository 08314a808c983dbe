"""What the rules read of an article, each part computed once and only when asked for."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from functools import cached_property
from typing import Any, Final, TypeVar

from extractor.article import Article
from extractor.backends.rules.figures import Counted, Stretch, figures_in
from extractor.backends.rules.hints import Hints, find_hints, plain_words, within
from extractor.backends.rules.unreal import drilled, is_drill, is_so_called, is_story
from extractor.text.names import Names
from extractor.text.quantity import LOOK_BACK
from extractor.text.quotation import Quotation
from extractor.text.reading import Reading
from schemas.common import Quantity

_IN_NAME: Final = re.compile(r"\s+[A-Z][a-z]")
_MID_SENTENCE: Final = re.compile(r"(?:[a-z,]|\bThe|\bOld|\bNew)[ ][\"“‘'«]?(?:The )?\Z")
_TITLE: Final = re.compile(r"[\"“‘«][A-Z]\w*(?: (?:of|the|in|and|to|a|for|[A-Z][\w’'-]*)){1,5}[\"”’»](?! (?:said|says)\b)")
"""A title in quotation marks: “Twelve Dead Men”."""

_OTHER_SCRIPT: Final = re.compile("[^\x00-\u065f\u2000-\u206f]")
"""Beyond ASCII, digits are of other scripts only: more than accents and marks."""
_LINE: Final = 2_000
"""How many characters of a line before a number word tell whether it is a headline."""
Made = TypeVar("Made")


class Document:
    """An article and what the rules for English read in it. All offsets are code points into `text`."""

    def __init__(self, article: Article) -> None:
        self._reading = Reading.of(article)
        self.text = article.text
        self._made: dict[object, Any] = {}
        self._figures: dict[int, list[Counted]] = {}
        self._words: dict[Stretch, frozenset[str]] = {}

    def once(self, make: Callable[[Document], Made]) -> Made:
        """What `make` makes of this document, made once however many rules ask for it."""
        if make not in self._made:
            self._made[make] = make(self)
        made: Made = self._made[make]
        return made

    def close(self) -> None:
        """Lets go of what was made: some of it holds this document in turn, so that else all would lie about until a search for garbage."""
        self._made.clear()

    @property
    def lower(self) -> str:
        return self._reading.lower

    @property
    def sentences(self) -> list[tuple[int, int]]:
        return self._reading.english_sentences

    def figures(self, index: int) -> list[Counted]:
        """The counts of the sentence at `index`, for whichever rules ask for them; without number words within a name or a title ("the Seven Sisters")."""
        known = self._figures.get(index)
        if known is None:
            quantities = self._quantities(index)
            known = self._figures[index] = figures_in(self.lower, quantities, self.sentences[index]) if quantities else []
        return known

    def _may_count(self, start: int, end: int) -> bool:
        """Whether a number phrase may begin in a sentence: its figure or number word stands there, or not far behind."""
        reach, numbers = end + LOOK_BACK + 1, self.hints["number"]
        first = bisect_left(numbers, start)
        return (first < len(numbers) and numbers[first] < reach) or _OTHER_SCRIPT.search(self.lower, start, reach) is not None

    def _quantities(self, index: int) -> list[Quantity]:
        if not self._may_count(*self.sentences[index]):
            return []
        return [found for found in self._reading.english_quantities.beginning_in(index) if not self._is_in_name(found)]

    @cached_property
    def hints(self) -> Hints:
        return find_hints(self.plain)

    @cached_property
    def plain(self) -> str:
        """The text as `plain_words`."""
        return plain_words(self.lower)

    def words(self, stretch: Stretch) -> frozenset[str]:
        """The ASCII words of a stretch in lower case. A pattern that needs one of some words is hardly ever looked for where none of them stands."""
        known = self._words.get(stretch)
        if known is None:
            known = self._words[stretch] = frozenset(self.plain[stretch[0] + 1 : stretch[1] + 1].split())
        return known

    def hinted(self, kind: str, pattern: re.Pattern[str]) -> list[int]:
        """Which sentences hold a word that `pattern` matches, by index in reading order; each such word is a hint of the kind."""
        lower, sentences, starts = self.lower, self.sentences, self._sentence_starts
        found: list[int] = []
        end = 0  # of the last sentence found: further hints in it tell nothing new
        for start in self.hints[kind]:
            if start < end:
                continue
            index = bisect_right(starts, start) - 1
            if index >= 0 and pattern.match(lower, start, sentences[index][1]):
                found.append(index)
                end = sentences[index][1]
        return found

    def _holding(self, starts: Sequence[int]) -> list[int]:
        """The sentences that hold one of `starts`, by index in reading order."""
        indexes = dict.fromkeys(bisect_right(self._sentence_starts, start) - 1 for start in starts)
        return [index for index in indexes if index >= 0]

    @cached_property
    def _sentence_starts(self) -> list[int]:
        return [start for start, _ in self.sentences]

    @cached_property
    def drills(self) -> frozenset[Stretch]:
        """The sentences that tell of a drill."""
        return drilled(self.lower, self.sentences, self._holding(self.hints["drill"]))

    def is_staged(self, sentence: Stretch) -> bool:
        """Whether a sentence tells of a story, a drill, or of people only so called."""
        return (
            (within(self.hints["story"], *sentence) and is_story(self.lower, sentence))
            or (within(self.hints["drill"], *sentence) and is_drill(self.lower, sentence))
            or is_so_called(self.lower, sentence)
        )

    def _is_in_name(self, quantity: Quantity) -> bool:
        if _TITLE.match(self.text, quantity.start - 1 if quantity.start else 0):
            return True
        if not (
            quantity.text[0].isupper()
            and _IN_NAME.match(self.text, quantity.end)
            and _MID_SENTENCE.search(self.text, max(0, quantity.start - 8), quantity.start)
        ):
            return False
        earliest = max(0, quantity.start - _LINE)
        start = self.text.rfind("\n", earliest, quantity.start) + 1 or earliest
        words = re.findall(r"[^\W\d_]+", self.text[start : quantity.end + 200].split("\n", 1)[0])
        return sum(1 for word in words if word[0].islower()) * 3 > len(words)

    @property
    def quotations(self) -> list[Quotation]:
        return self._reading.quotations

    @property
    def outermost(self) -> list[Quotation]:
        return self._reading.outermost

    @property
    def names(self) -> Names:
        return self._reading.names
