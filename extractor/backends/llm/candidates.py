"""Whether an article can hold a record of a kind at all. Set for recall: a request saved must not cost a record.

A quote must stand within quotation marks, and a displacement number must be a number: assembly refuses all others. The words of harm
and flight are those of the built-in rules with what recall needs beside them, and whatever the rules find is a candidate.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from contextlib import closing
from typing import Final, NamedTuple

from extractor.article import Article
from extractor.backends.rules import casualty_words, displacement_words
from extractor.backends.rules.backend import RULES
from extractor.backends.rules.document import Document
from extractor.text.quantity_words import CARDINALS, PLURALS, SCALES
from extractor.text.reading import Reading


def _single(phrases: Iterable[str]) -> frozenset[str]:
    """Those of the rules' phrases that are one word. What the longer ones say of an article, the rules find themselves."""
    return frozenset(phrase for phrase in phrases if _WORD.fullmatch(phrase))


class _Vocabulary(NamedTuple):
    """Words, and beginnings of words, in lower case."""

    words: frozenset[str]
    beginnings: tuple[str, ...] = ()

    def holds(self, word: str) -> bool:
        return word in self.words or word.startswith(self.beginnings)


_WORD: Final = re.compile(r"\w+")

_HARM: Final = _Vocabulary(
    _single(casualty_words.OUTCOMES)
    | frozenset("amputated bled body buried burned burnt deadliest deadly dying execution executions hanged lethal shot".split()),
    tuple(
        "kill murder massacr slaughter slay assassinat behead lynch gunned fatal perish drown succumb corpse injur wound maim bleed hospitalis hospitaliz "
        "casualt victim disappear vanish stabb martyr suffocat asphyxia electrocut homicid unaccounted strangl decapitat".split()
    ),
)
"""One of these may state a single victim, without any number."""
_DANGER: Final = _Vocabulary(
    frozenset(
        """ashes beaten blown burning burns crushed fallen fell froze gun guns hacked life lives lose loses losing loss losses lost patients plunged remains
        shoot shooting shoots starved struck toll trampled treat treated treating""".split()
    ),
    tuple(
        "surviv grave funeral blast explo bomb shell strike attack clash crash collaps quake earthquake flood fire poison trapped hospital rescue "
        "recover".split()
    ),
)
"""Beside these a number may count victims."""
_LIFE: Final = re.compile(
    r"\b(?:los[et]|loses|losing|loss|cost|costing|claim(?:s|ed|ing)?|tak(?:es?|en|ing)|took)\b[^.!?]{0,60}\b(?:life|lives|(?:leg|arm|hand|eye|limb)s?|foot|feet)\b"
)
"""A single victim's life, or limb, that was lost, without a word of harm."""

_FLIGHT: Final = _Vocabulary(
    _single(displacement_words.STATES.keys() | displacement_words.VERBS.keys() | displacement_words.ACTS.keys() | displacement_words.COUNTABLE.keys())
    - frozenset("back caused causing forces prompted prompting put sending sent".split())
    | _single(displacement_words.BUILDINGS | displacement_words.HOUSEHOLDS)
    | frozenset("camp camps driven emptied leave safety seek seeking sleeping slept sought stay stayed stranded tent tents trapped".split()),
    tuple(
        "displac flee fled flight evacu refug asylum homeless shelter uproot exodus influx escap return repatriat resettl relocat rehous arriv migra expel "
        "expuls evict abandon destroy demolish deport".split()
    ),
)
"""Beside these a number may count those who fled, or came back."""
_PEOPLE: Final = frozenset("people persons families households individuals residents inhabitants villagers civilians hhs".split())
"""Right behind a number in an excerpt, these may be displaced whatever it says of them."""
_EXCERPT: Final = 600
"""Shorter texts may be excerpts, which leave out what they are about; in characters."""

_NUMBERS: Final = CARDINALS | SCALES.keys() | PLURALS.keys() | {"half", "quarter"}
_NEAR: Final = 250
"""Characters between a number and the word beside it: longer than the rules look."""
_COUNTED: Final = 60
"""Characters between a number and the people that it counts."""

_FUNCTION_WORDS: Final = frozenset("the of and to in a an was were is are said for on at by with from that it its as have has had who their his her".split())
_ENGLISH_SHARE: Final = 0.2
"""English prose has a third of such words; below this share the words here prove nothing."""


def candidates(article: Article, kind: str) -> bool:
    """Whether `article` can hold a record of `kind`; True when in doubt: for kinds not known here, and for figures in other languages than English.

    The time is linear in the length of the text.
    """
    reading = Reading.of(article)
    text, lower = reading.text, reading.lower
    if not text.strip():
        return False
    match kind:
        case "quote":
            return bool(reading.quotations)
        case "casualty":
            return _states_harm(lower) or not _is_english(lower) or _found_by_rules(reading, kind)
        case "displacement":
            return _beside_number(lower, _FLIGHT, _PEOPLE if len(text) < _EXCERPT else frozenset()) or not _is_english(lower) or _found_by_rules(reading, kind)
        case _:
            return True


def _found_by_rules(reading: Reading, kind: str) -> bool:
    """Asked last: for phrases of the rules that the words here do not cover."""
    with closing(Document(reading)) as document:
        return any(True for _ in RULES[kind](document))


def _states_harm(lower: str) -> bool:
    return any(_HARM.holds(word) for _, word in _tokens(lower)) or _beside_number(lower, _DANGER) or _LIFE.search(lower) is not None


def _beside_number(lower: str, vocabulary: _Vocabulary, counted: frozenset[str] = frozenset()) -> bool:
    """Whether a word of the vocabulary stands near a number, or one of `counted` right behind it."""
    number = word = -2 * _NEAR
    for at, token in _tokens(lower):
        if token in _NUMBERS or not token.isalpha():
            number = at
        elif vocabulary.holds(token):
            word = at
        elif token not in counted or at - number > _COUNTED:
            continue
        else:
            return True
        if abs(number - word) <= _NEAR:
            return True
    return False


def _tokens(lower: str) -> Iterator[tuple[int, str]]:
    return ((word.start(), word.group()) for word in _WORD.finditer(lower))


def _is_english(lower: str) -> bool:
    words = _WORD.findall(lower)
    return sum(word in _FUNCTION_WORDS for word in words) > _ENGLISH_SHARE * len(words)
