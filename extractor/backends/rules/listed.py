"""Victims whom a sentence lists by name: "the dead were named as Ana Pesk, 41, and her son Peter"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from extractor.text.names import Names
from extractor.text.titles import is_role

Stretch = tuple[int, int]

_HARMED: Final = r"(?P<word>dead|deceased|killed|slain|victims?|wounded|injured|missing)"
_HARM_WORDS: Final = frozenset("dead deceased killed slain victim victims wounded injured missing".split())
_NAMING: Final = frozenset(("named", "identified"))
_BEING: Final = frozenset(("was", "were", "is", "are"))
_NEEDED: Final = tuple(
    (words, re.compile(pattern))
    for words, pattern in (
        (
            _NAMING,
            rf"\b{_HARMED}(?:\s+[a-z]+)?\s+(?:(?:were|was|have been|has been|had been|are|is)\s+)?(?:later\s+)?(?:named"
            rf"|identified)\s+(?:by\s+[\w\s]{{2,40}}?\s+)?as\s+",
        ),
        (_NAMING, rf"\b(?:named|identified)\s+(?:the\s+)?(?:[a-z]+\s+)?{_HARMED}(?:\s+[a-z]+)?\s+as\s+"),
        (frozenset(("among",)), rf"\bamong\s+(?:the|those)\s+{_HARMED}(?:\s+(?:in|on|at|by)\s[^,;.]{{2,40}}?)?\s+(?:was|were|is|are)\s+"),
        (_BEING, rf"\b(?<![\w,;] ){_HARMED}(?:\s+(?:in|with|on)\s[^,;.]{{2,40}}?)?\s+(?:was|were|is|are)\s+"),
        (frozenset("include included includes were are".split()), rf"\bthe\s+{_HARMED}\s+(?:include[sd]?|were|are)\s+"),
        (frozenset(("names",)), rf"\bnames\s+of\s+(?:the|those)\s+{_HARMED}\b[^.;:]{{0,60}}:\s+"),
        (frozenset(("the",)), rf"(?<!of )\bthe\s+{_HARMED}:\s+"),
        (
            _BEING,
            r"\b(?:first|second|third|fourth|fifth|sixth|seventh|last|latest|other|only) (?P<word>victims?)\s+(?:was|were|is|are)\s+",
        ),
    )
)
"""Each pattern behind words one of which it needs, beside one of harm."""
LEADS: Final = tuple(pattern for _, pattern in _NEEDED)
_THEY: Final = re.compile(r"(?:they|these|those)\s+included?\s+")
_DEAD_BEFORE: Final = re.compile(r"\b(?:dead|deceased|killed|victims)\b")
_BEFORE: Final = 160
"""How many characters before a sentence tell whom its "they" stands for."""
_GAP: Final = re.compile(
    r"(?:,?\s\(?(?:aged\s)?\d{1,3}\)?)?(?:,\s(?:an?|the|his|her)\s[^,;.]{2,60})?\s*(?:[,;]\s+and|[,;]|and)?\s*(?:(?:also|the|his|her|their|an?)\s)?(?:\d{1,3}-year-old\s)?(?:[a-z][\w’'-]*,?\s){0,4}",
    re.IGNORECASE,
)
"""Between two names of a list: ages, descriptions, a comma or "and"."""
_SPEAKS: Final = re.compile(r",?\s(?:said|says|told|added|reported|announced|confirmed)\b")
"""Behind a name that is nobody's on the list: "18 of the deceased are women, Dr Ana Pesk said"."""
_FROM: Final = re.compile(r"\b(?:of|from|in|at|near)\s(?:the\s|an?\s)?(?:[a-z]+\s){0,2}(?:[a-z]+,\s)?\Z")
"""Before a place on the list: "Ana Pesk, 51, of Orla"."""
_AGE: Final = re.compile(r",?\s\(?(?:aged\s)?\d{1,3}\b")


def listed(text: str, lower: str, sentence: Stretch, words: frozenset[str], names: Names) -> Iterator[tuple[re.Match[str], Stretch]]:
    """The match that leads to each list of a sentence, with where each name on it stands. `words` are those of the sentence."""
    if (they := _THEY.match(lower, *sentence)) and _DEAD_BEFORE.search(lower, max(0, sentence[0] - _BEFORE), sentence[0]):
        for name in named_from(text, they.end(), sentence[1], names):
            yield they, name
    if words.isdisjoint(_HARM_WORDS):
        return
    for needed, pattern in _NEEDED:
        if words.isdisjoint(needed):
            continue
        for lead in pattern.finditer(lower, *sentence):
            for name in named_from(text, lead.end(), sentence[1], names):
                yield lead, name


def listed_subject(text: str, sentence: Stretch, names: Names) -> Iterator[tuple[re.Match[str], Stretch]]:
    """The names that a sentence begins with where all of them came to harm: "Ana Pesk, her son Peter and Jan Moll were killed"."""
    found = list(named_from(text, *sentence, names))
    if len(found) > 1 and (harmed := _WERE.match(text, found[-1][1], sentence[1])):
        for name in found:
            yield harmed, name


_WERE: Final = re.compile(
    r"(?:,?\s\(?(?:aged\s)?\d{1,3}\)?)?,?\s+(?:(?:all|both|also|each)\s+)?(?:(?:were|have been|had been|are)\s+(?:(?:all|both|also|reportedly|shot and)\s+)*"
    r"(?P<word>killed|murdered|gunned down|shot dead|shot to death|stabbed to death|beaten to death|found dead|dead|wounded|injured|hurt|missing)"
    r"|(?P<died>died|drowned|perished))\b"
)


def named_from(text: str, start: int, end: int, names: Names) -> Iterator[Stretch]:
    """The names of people that stand one behind the other from `start` on."""
    at, yielded = start, False
    for name in names.between(start, end):
        gap = text[at : max(at, name.start)]
        if name.start < at or name.person is False or not _GAP.fullmatch(text, at, name.title_start if name.title_start > at else name.start):
            return
        if not yielded and _SPEAKS.match(text, name.end):
            return
        described = gap.split()
        if _FROM.search(gap):
            if not yielded:
                return
            at = name.end
            continue
        if len(name.words) == 1 and not (_AGE.match(text, name.end) or (described and is_role(described[-1]))):
            return
        yield name.start, name.end
        at, yielded = name.end, True
