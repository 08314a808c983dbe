"""Whether a verb beside a number tells of others than those counted: who did the harm, or of whom the number is only a label."""

from __future__ import annotations

import re
from collections.abc import Sequence, Set
from typing import Final

from extractor.backends.rules.alternatives import any_of
from extractor.backends.rules.casualty_words import DEEDS, ONE_PERSON, STATES
from extractor.backends.rules.figure_words import FEW, PERSON_HEADS
from extractor.backends.rules.figures import ADV, LINK, Counted, Stretch
from extractor.text.name_finding import DAYS

_OF: Final = frozenset(("of", "carrying", "with"))
_COLLECTIVE: Final = frozenset("crew family personnel staff police population".split())
_PASSIVE: Final = re.compile(rf"[\"”,\s]*(?:(?:who|that|which)\s+)?(?:(?:would|will|could|may|might)\s+)?{LINK}")
_PERFECT: Final = re.compile(rf"[\"”,\s]*(?:(?:who|that|which)\s+)?(?:have|has|had)\s+(?!(?:\w+\s+)?been\b)(?:(?:{ADV})\s+)*(?:{any_of(DEEDS)})\Z")
"""What the counted people have done themselves: "the kidnappers of 17 passengers have killed four"."""
_WHO: Final = re.compile(r"[\"”,\s]*(?:who|that|which)\s")
_NUMBER: Final = rf"(?:\d[\d,]*|{FEW}|eleven|twelve|twenty|thirty|forty|fifty|hundreds|dozens|scores|thousands)"
_WHEN: Final = r"(?:[\w-]+\s+){0,2}?(?:day|night|morning|evening|afternoon|week|weekend|month|year|hour|moment|minute|time|spot)s?\b"
_OBJECT: Final = re.compile(
    rf"\s+(?:(?:an?|the|his|her|its|their|our|another|at least|more than|some|up to|nearly|as many as|several|many)\s(?!{_WHEN})"
    rf"|{_NUMBER}\s+(?!(?:{any_of(STATES)}|others?|more|people|in|of|and|on)\b)[a-z]"
    rf"|(?P<bare>(?:{any_of(PERSON_HEADS)}|{any_of(ONE_PERSON)})\b))"
)
"""Whom a deed is done to, behind it; not when it was done."""
_OWN: Final = re.compile(rf"(?:{_OBJECT.pattern}|\s+(?:(?:upwards of|over|about|around|an estimated)\s+)?{_NUMBER})\b")
_QUALIFIED: Final = (
    rf"\s+(?:at least|at most|over|around|nearly|almost|roughly|approximately|exactly|as (?:many|few) as|between (?:{_NUMBER}) and)\s+{_NUMBER}"
    rf"(?:\s*[.,;]|\s*\Z|\s+(?:[a-z-]+\s+)?(?:{any_of(PERSON_HEADS)})\b)"
)
"""A number of victims behind a word that another adverbial could begin with: "killed at least seven people", not "killed at least twice"."""
_PASSIVE_BEHIND: Final = re.compile(
    rf"(?!{_QUALIFIED})"
    r"\s*(?:[.,;:!?)\]”\"’'–—]|\Z|-|(?:in|on|by|at|near|during|when|after|while|as|since|over|from|outside|inside|along|across|amid|under|before"
    r"|between|within|with"
    r"|without|around|off|for|to|and|or|but|who|which|that|there|here|so|last|this|yesterday|today|tonight|overnight|early|late|earlier|later|every"
    r"|each|daily|alone"
    r"|instantly|\w+ly|including|among|were|was|are|is|have|has|had|will|would|could|may|came|come|belong\w*|remain\w*|include[sd]?|against|because"
    rf"|despite|where|{any_of(DAYS)})\b"
    rf"|(?:the|an?)\s{_WHEN}|an?\s\w+\sago\b|{_NUMBER}\s+(?:{any_of(STATES)}|\w+\s+ago)\b)"
)
"""What a participle in the passive stands before: "twelve people killed in the raid", not "twelve gunmen killed villagers"."""
_MOVED: Final = re.compile(
    rf"\s+(?:(?:the|some|about|at least|more than|over|nearly|almost|their|all|another|up to|around)\s+)*(?:{_NUMBER}\s+(?:of\s+)?)?"
    rf"(?:(?!(?:and|after|as|by|for|from|in|on|at|to|when|with|while|because|or|but)\s)[a-z-]+\s+)?(?:{any_of(PERSON_HEADS)}|households|villages|towns"
    rf"|communities)\b"
)
"""Who is moved by a deed, behind it: "evacuated 300 villagers", but not "evacuated the building"."""


def is_of_one(figure: Counted, said: re.Match[str]) -> bool:
    """Whether a verb in the singular says that it tells of another: "team 7 was killed", "in the town of 9,000 people a nurse was killed"."""
    if (
        (figure.before in _OF and not figure.head)
        or figure.head in _COLLECTIVE
        or said.string.startswith((" on board", " aboard"), figure.quantity.end)
        or (figure.quantity.value or 1) < 2
    ):  # "a family of five was killed"
        return False
    if "missing" in said.group() and _ABOARD.search(said.string, figure.quantity.end, said.start() + 1):
        return False  # the boat with 30 people on board is missing, and they with it
    return said.group().lstrip(" ,").startswith(("was ", "is ", "has been "))


def is_denied(said: re.Match[str]) -> bool:
    """Whether a "not" before the word of harm says that it did not happen: "twelve soldiers, who were not hurt"."""
    groups = said.groupdict()
    name = next(name for name in ("word", "verb", "state", "bare") if groups.get(name))
    return _NOT.search(said.string, said.start(), said.start(name)) is not None


def has_own_subject(lower: str, start: int, said: re.Match[str]) -> bool:
    """Whether one other person stands between the counted people, up to `start`, and the verb: "300 people were aboard, and a child drowned"."""
    one = _ONE_BEFORE.search(lower, max(start, said.start() - _BACK), said.start())
    return one is not None and not _JOINED.fullmatch(lower, start, one.start())


_ABOARD: Final = re.compile(r"\b(?:on board|aboard)")
_NOT: Final = re.compile(r"\b(?:not|never)\b")
_BACK: Final = 60
_JOINED: Final = re.compile(r",?\s+(?:and|or|as well as|along with)\s+")
_ONE_BEFORE: Final = re.compile(
    r"(?<!of )(?<!by )(?<!for )(?<!from )(?<!with )(?<!near )(?<!under )(?<!to )(?<!as )\b(?:an?|the|his|her|their|its|another|one)\s+"
    rf"(?:(?!(?:of|and|in|at|on|by|with|for|to|from)\s)[\w-]+\s+){{0,2}}?(?:{any_of(ONE_PERSON)})\s+\Z"
)


def is_active(figure: Counted, said: re.Match[str], deeds: Set[str]) -> bool:
    """Whether the counted people did one of the `deeds`, which read alike in the passive: "twelve men who killed a nurse", "nine hostages killed a guard"."""
    groups = said.groupdict()
    if groups.get("word") not in deeds or groups.get("second"):
        return False
    if _PASSIVE.match(said.group()):
        return _PERFECT.match(said.group()) is not None
    if _WHO.match(said.group()):
        return True
    if figure.head:
        return not _PASSIVE_BEHIND.match(said.string, said.end())
    done_to = _OBJECT.match(said.string, said.end())
    return done_to is not None and not done_to["bare"]


def takes_object(said: re.Match[str]) -> bool:
    """Whether the second of two words of harm has a victim of its own: "left two dead and wounded a nurse"."""
    return bool(said.groupdict().get("second")) and bool(_OWN.match(said.string, said.end()))


def is_whereabouts(lower: str, figure: Counted, things: Set[str]) -> bool:
    """Whether a figure counts things that others are in or come from: "12 people in two cars were killed"."""
    start = figure.quantity.start
    return figure.head in things and (
        figure.before in _PLACED or (figure.before in _OF_ALL and _PLACED_ALL.search(lower, max(0, start - 20), start) is not None)
    )


def words_before(lower: str, sentence: Stretch, figures: Sequence[Counted], index: int, things: Set[str]) -> int:
    """Where the words before a figure begin that may govern it: behind the figure before it, unless that one counts `things` that others are in."""
    start = figures[index].quantity.start
    furthest = max(sentence[0], start - _FURTHEST)
    for at in range(index - 1, -1, -1):
        end = figures[at].quantity.end
        if end <= furthest or not is_whereabouts(lower, figures[at], things):
            return max(end, furthest)
    return furthest


_FURTHEST: Final = 140
"""How many characters before a number the words that govern it may begin."""
_PLACED: Final = frozenset("in inside aboard across from at on near".split())
_OF_ALL: Final = frozenset("the all these its".split())
_PLACED_ALL: Final = re.compile(rf"\b(?:{any_of(_PLACED)})\s+(?:(?:{any_of(_OF_ALL)})\s+)+\Z")


def has_own_verb(lower: str, figure: Counted, before: Counted, cue: Stretch) -> bool:
    """Whether a count behind "and" tells of something else than what was done to those before: "killed 14 people, and 30,000 are affected"."""
    return cue[0] < before.after and _OWN_VERB.match(lower, figure.after) is not None


_OWN_VERB: Final = re.compile(
    r"(?:\s+(?:from|of|with|in)\s+(?:the\s+|an?\s+)?[\w-]+(?:\s+(?!\w+ed\b)[\w-]+){0,3}?)?\s+(?:(?:also|then|later|still|now)\s+)*(?:were|was|are|is|have|has|had|will|would|could|may|might|must|need|needs|remain\w*|fled|fought|lost"
    r"|took|went|left|got|walked|died|fell|said|told|says|saw|drew|ran|came|became|began|made|gave|stood"
    r"|(?!based|called|named|armed|aged|accused|suspected|stationed|deployed|dressed|linked|described|belonging)\w{3,}ed)\b(?!\s+by\b)"
)


def is_subject(figure: Counted) -> bool:
    """Whether a count can be what a verb behind the next one tells of, too: not the object of another ("rescuers saved 300 people and 12 drowned")."""
    return not figure.before or figure.before in _BEFORE_SUBJECTS


_BEFORE_SUBJECTS: Final = frozenset(
    """which the all these those another other others his her their its our my both and or but that when while as after before where whereby because since if
        though
    although said says reported reports added confirmed least most some about around nearly almost over than a an further additional total only just even also
    including among leaving left leaves saw seen""".split()
)


def is_mover(said: re.Match[str], word: str, deeds: Set[str]) -> bool:
    """Whether the counted people moved others by one of the `deeds`: "200 soldiers evacuated 3,000 villagers"."""
    return word in deeds and bool(_MOVED.match(said.string, said.end()))
