"""Wire copy in capitals, rewritten in small letters with capitals on names, so that the rules for quotes can read it. Offsets stay what they are.

Names are told by where they stand: behind a title or a role, or beside a verb of saying.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractor.backends.rules.reporting import (
    ADVERBS,
    AUXILIARIES,
    CONJUNCTIONS,
    CUE_NOUNS,
    DETERMINERS,
    NEGATIONS,
    OCCASIONS,
    OUTLET_NOUNS,
    PLURALS,
    PREPOSITIONS,
    PRONOUNS,
    REPORTING,
    SAYING,
    TITLED,
    VERBS,
)
from extractor.text.name_finding import DAYS
from extractor.text.titles import BODIES, HONORIFICS, PORTFOLIOS, is_role, words

_LINE = re.compile(r"[^\n\r]+")
_WORD = re.compile(r"[^\W\d_]+(?:[-‑’'][^\W\d_]+)*")
_SENTENCE_START = re.compile(r"(?:^|[.!?]['\"”’»)]*\s+|[,:]\s+(?=['\"“‘«]))['\"“‘«(]*([^\W\d_])")
_KNOWN = (
    ADVERBS
    | AUXILIARIES
    | CONJUNCTIONS
    | CUE_NOUNS
    | DETERMINERS
    | NEGATIONS
    | OCCASIONS
    | OUTLET_NOUNS
    | PLURALS
    | PREPOSITIONS
    | PRONOUNS
    | REPORTING
    | VERBS
    | DAYS
    | BODIES
    | PORTFOLIOS
    | words("who whom whose which what there him us me them not new old former acting late")
)
_NO_NAME_ENDS = ("ing", "ed", "ly", "tion", "ment", "ness", "’s", "'s", "n’t", "n't")
_OPENING = frozenset(("“", '"', "‘", "'", "«"))
_MOST = 3
"""Words that a name has at most."""


def in_small_letters(text: str) -> str:
    """`text` with its lines in capitals in small letters, but for names, "I" and what begins a sentence; code point for code point."""
    lines = [line.span() for line in _LINE.finditer(text) if line[0].isupper()]
    found = {line: list(_WORD.finditer(text, *line)) for line in lines}
    names = frozenset(name for line in found.values() for name in _names(text, line))
    letters = list(text)
    for (start, end), line in found.items():
        letters[start:end] = map(_small, text[start:end])
        for word in line:
            if word[0] in names or word[0].lower() in DAYS or word[0] == "I":
                _capitalise(letters, text, word.start(), word.end())
        for first in _SENTENCE_START.finditer(text[start:end]):
            letters[start + first.start(1)] = text[start + first.start(1)]
    return "".join(letters)


def _small(letter: str) -> str:
    small = letter.lower()
    return small if len(small) == 1 else letter


def _capitalise(letters: list[str], text: str, start: int, end: int) -> None:
    """Puts capitals where a name has them: Keld, Keld-Osk, O’Vey."""
    for at in range(start, end):
        if at == start or not text[at - 1].isalpha():
            letters[at] = text[at]


def _names(text: str, line: list[re.Match[str]]) -> Iterator[str]:
    """The words of a line that stand where names do."""
    index = 0
    while index < len(line):
        end = index
        while end < len(line) and end - index < _MOST and _may_be_name(line[end][0]) and (end == index or _is_next(text, line[end - 1], line[end])):
            end += 1
        if end > index and _stands_as_name(text, line, index, end):
            yield from (word[0] for word in line[index:end])
        index = max(end, index + 1)


def _may_be_name(word: str) -> bool:
    lower = word.lower()
    return lower not in _KNOWN and lower not in HONORIFICS and len(word) > 1 and not lower.endswith(_NO_NAME_ENDS) and not is_role(lower)


def _is_next(text: str, before: re.Match[str], word: re.Match[str]) -> bool:
    return text[before.end() : word.start()] == " "


def _stands_as_name(text: str, line: list[re.Match[str]], first: int, end: int) -> bool:
    """Whether the words [first, end) stand behind a title or role, beside a verb of saying, or as an aside to a role: the mayor, Lena Osk."""
    before = line[first - 1] if first else None
    gap = text[before.end() : line[first].start()] if before else ""
    left = before[0].lower() if before else ""
    right = line[end][0].lower() if end < len(line) else ""
    right_gap = text[line[end - 1].end() : line[end].start()] if right else "."
    said = SAYING.get(right) == "finite" and right_gap == " "
    closes = not right or right_gap.strip()[:1] in (",", ".", ";", ":", "(")
    if gap in (" ", ". ") and (left in HONORIFICS or is_role(left)) and not left.endswith("s"):
        determined = first > 1 and line[first - 2][0].lower() in DETERMINERS
        return left in HONORIFICS or not determined or (end - first > 1 and (said or closes))
    if gap[:1] == " " and gap[1:] in _OPENING and left in TITLED:
        return True  # the ferry “Morning Star”
    if gap == " ":
        return closes and SAYING.get(left) == "finite"
    return said or (gap == ", " and end - first > 1 and closes and is_role(left)) or (end - first > 1 and closes and right_gap.startswith(", "))
