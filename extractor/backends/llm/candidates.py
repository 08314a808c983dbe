"""Whether an article can hold a record of a kind at all. Set for recall: a request saved must not cost a record.

A quote must stand within quotation marks, and a displacement number must be a number: assembly refuses all others. The words of harm
and flight are those of the built-in rules with what recall needs beside them, and whatever the rules find is a candidate.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

from extractor.article import Article
from extractor.backends.rules import casualty_words, displacement_words
from extractor.backends.rules.backend import RULES
from extractor.backends.rules.document import Document
from extractor.text.quantity_words import CARDINALS, PLURALS, SCALES
from extractor.text.quotation import find_quotations


def _words(phrases: Iterable[str]) -> frozenset[str]:
    return frozenset(word for phrase in phrases for word in _WORD.findall(phrase))


class _Vocabulary(NamedTuple):
    """Words, and beginnings of words, in lower case."""

    words: frozenset[str]
    beginnings: tuple[str, ...] = ()

    def holds(self, word: str) -> bool:
        return word in self.words or word.startswith(self.beginnings)


_WORD: Final = re.compile(r"\w+")

_SAY_LITTLE: Final = frozenset(
    """a again alive all allowed an and are area at back beat beating became began begun boat brought bus by came capital carried caused causing chased
    city claimed claiming come coming cost costing country district down fell foot for forces forcibly found from given going gone have heading heads
    her his in into island islands jumped led life live lived lives living lose lost made making met neighborhood neighbourhood night of on ordered
    out over overnight pieces poured prompted prompting province put quarter ran received region remain remained remains rendered road roof run sea
    sending sent spent started streamed suffered sustained swept take taken taking the their to took town train up valley village villages way went
    were with without""".split()
)
"""Words within the rules' phrases that tell neither of harm nor of flight by themselves."""

_NEED_A_NUMBER: Final = _words(["ashes beaten blown burning crushed froze hacked hacking plunged shoot shooting shoots starved trampled"])
"""Of the rules' words of harm, those that are used of much else."""
_HARM: Final = _Vocabulary(
    _words(casualty_words.OUTCOMES) - _SAY_LITTLE - _NEED_A_NUMBER | _words(["amputated buried deadliest deadly dying hanged lethal"]),
    tuple(
        "kill murder massacr slaughter assassinat behead lynch fatal perish drown succumb corpse injur wound maim bleed hospitalis hospitaliz casualt victim "
        "stabb martyr suffocat asphyxia electrocut homicid unaccounted strangl decapitat".split()
    ),
)
"""One of these may state a single victim, without any number."""
_DANGER: Final = _Vocabulary(
    _NEED_A_NUMBER | _words(["life lives toll lose loses lost losing loss losses fell fallen remains struck gun guns burns patients treat treated treating"]),
    tuple(
        "surviv grave funeral blast explo bomb shell strike attack crash collaps quake earthquake flood fire poison trapped vanish disappear hospital rescue "
        "recover clash".split()
    ),
)
"""Beside these a number may count victims."""
_LIFE: Final = re.compile(
    r"\b(?:los[et]|loses|losing|loss|cost|costing|claim(?:s|ed|ing)?|tak(?:es?|en|ing)|took)\b[^.!?]{0,60}\b(?:life|lives|(?:leg|arm|hand|eye|limb)s?|foot|feet)\b"
)
"""A single victim's life, or limb, that was lost, without a word of harm."""

_FLIGHT: Final = _Vocabulary(
    _words([*displacement_words.STATES, *displacement_words.VERBS, *displacement_words.ACTS, *displacement_words.COUNTABLE]) - _SAY_LITTLE
    | _words(displacement_words.BUILDINGS | displacement_words.HOUSEHOLDS)
    | _words(["camp camps tent tents idp idps hosts hosted hosting seek sought stranded trapped emptied"]),
    tuple(
        "displac flee fled flight evacu refug asylum homeless shelter uproot exodus escap return repatriat resettl relocat rehous arriv migra expel expuls "
        "evict abandon destroy demolish deport".split()
    ),
)
"""Beside these a number may count those who fled, or came back."""
_PEOPLE: Final = _words(["people persons families households individuals residents inhabitants villagers civilians hhs"])
"""Right behind a number in an excerpt, these may be displaced whatever it says of them."""
_EXCERPT: Final = 600
"""Shorter texts may be excerpts, which leave out what they are about; in characters."""

_NUMBERS: Final = CARDINALS | SCALES.keys() | PLURALS.keys() | {"half", "quarter", "hundreds", "dozens"}
_NEAR: Final = 250
"""Characters between a number and the word beside it: longer than the rules look."""
_COUNTED: Final = 60
"""Characters between a number and the people that it counts."""

_FUNCTION_WORDS: Final = _words(["the of and to in a an was were is are said for on at by with from that it its as have has had who their his her"])
_ENGLISH_SHARE: Final = 0.2
"""English prose has a third of such words; below this share the words here prove nothing."""


def candidates(text: str, kind: str) -> bool:
    """Whether `text` can hold a record of `kind`; True when in doubt: for kinds not known here, and for figures in other languages than English.

    The time is linear in the length of the text.
    """
    if not text.strip():
        return False
    lower = text.lower()
    match kind:
        case "quote":
            return bool(find_quotations(text))
        case "casualty":
            return _states_harm(lower) or not _is_english(lower) or _found_by_rules(text, kind)
        case "displacement":
            return _beside_number(lower, _FLIGHT, _PEOPLE if len(text) < _EXCERPT else frozenset()) or not _is_english(lower) or _found_by_rules(text, kind)
        case _:
            return True


def _found_by_rules(text: str, kind: str) -> bool:
    return any(True for _ in RULES[kind](Document(Article("", text))))


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
