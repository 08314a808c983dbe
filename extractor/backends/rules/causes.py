"""What a casualty figure is put down to: the act, weapon, disaster or actor that its sentence names."""

from __future__ import annotations

import re
from typing import Final

from extractor.backends.rules.alternatives import any_of
from extractor.backends.rules.figure_words import ACTORS, EVENTS, HARMS
from extractor.backends.rules.hints import needed_words

Stretch = tuple[int, int]


_NO_MODIFIER: Final = (
    r"(?:the|an?|and|or|of|in|at|on|by|from|to|for|with|after|since|during|when|as|was|were|is|are|has|have|had|been|that|which|who|said|his|her|its"
    r"|their|this|said|left|amid|over|through|near|under|into|between|killed|injured|wounded|died|people|rose|toll|before|while|across|against|within"
    r"|monday|tuesday|wednesday|thursday|friday|saturday|sunday|kills?|into|climbs?|dead|where|killing|injuring|wounding|leaving|causing|including|early|late"
    r"|could|would|might|should|may|must|did|does|do|not|cannot|will)\b"
)
_NO_ACT: Final = (
    r"(?:services?|departments?|brigades?|chiefs?|crews?|officials?|officers?|stations?|engines?|trucks?|warnings?|alerts?|victims|relief|zones?|crimes?|exits?|alarms?"
    r"|insurance|season|shelters?|researchers?|experts?|monitor|survivors|site)\b"
)
"""Behind a word of harm these name a body or a thing: "the fire service"."""
_HARM: Final = rf"(?:(?!{_NO_MODIFIER})[\w’'-]+\s+){{0,3}}?(?:{any_of(HARMS)})(?:\s+(?:{any_of(HARMS)}))?\b(?!-|\s+(?:{_NO_ACT}))"
_HARM_WORDS: Final = needed_words(HARMS)
"""The words one of which `_HARM` needs."""
_NEXT: Final = rf"(?!(?:{_NO_MODIFIER})|has\b|have\b|(?!disputed|contested)\w+ed\b)[\w’'-]+"
_ABOUT: Final = (
    rf"(?:\s+(?:over|between)\s+(?:the\s+|an?\s+)?{_NEXT}(?:\s+(?:and\s+)?{_NEXT}){{0,4}}"
    rf"|(?<=collapse)\s+of\s+(?:the\s+|an?\s+)?{_NEXT}(?:\s+{_NEXT}){{0,2}}|(?<=cloud|crash|blast)\s+of\s+(?:the\s+|an?\s+)?{_NEXT}|\s+in\s+(?!the\b|an?\b"
    rf"|his\b|her\b|their\b|its\b|which\b){_NEXT}\s+(?:mine|factory|plant)\b)?"
)
_NOUN: Final = re.compile(rf"\b(?P<cause>{_HARM}{_ABOUT})")
_LED_IN: Final = r"(?:the\s+|an?\s+|his\s+|her\s+|their\s+|its\s+|this\s+|that\s+|(?:[\w-]+\s+)?[\w-]+[’']s?\s+)?"
_BEHIND: Final = re.compile(
    rf"\b(?:in|by|during|from|to|when|after|of|as|with|amid|because of|due to|following|struck|hit|stepped on|trod on|drove over|ran over|detonated|triggered"
    rf"|set off)\s+{_LED_IN}(?P<cause>{_HARM}{_ABOUT})"
)
_AHEAD: Final = re.compile(rf"\b(?:in|by|during|from|when|after|following)\s+{_LED_IN}(?P<cause>{_HARM}{_ABOUT})")
_ACTOR: Final = (
    rf"(?P<cause>(?:(?!{_NO_MODIFIER}|two\b|three\b|four\b|five\b|several\b|some\b)[\w’'-]+\s+){{0,3}}?(?:{any_of(ACTORS)})\b)"
    r"(?!\s+(?:was|were|had been|have been|has been|said|says|told)\b|[’'-])"
)
_DOER: Final = re.compile(
    rf"(?:[^,]{{2,40}},\s+|(?:but|and|that|when|after|as)\s+)?(?:(?:the|an?|two|three|four|five|six|several|some|dozens of|its|their|his)\s+)*{_ACTOR}"
)
_TOLD_SELF: Final = re.compile(
    rf"\b(?P<cause>{any_of(ACTORS)})\s+(?:said|claimed|announced|says|claims?|admitted)\s+(?:that\s+)?(?:they|it|he)\s+(?:(?:had|have|has|also)\s+)*\Z"
)
_BY: Final = re.compile(
    rf"(?:\s+\w+ly)?\s+by\s+(?:the\s+|an?\s+|(?:his|her|their|its)\s+(?:own\s+)?)?(?P<cause>(?!(?:{_NO_MODIFIER})|\d|then\b|now\b|noon\b|midnight\b"
    rf"|officials\b|police on"
    rf"|[\w’-]+ (?:own )?(?:count|tally|estimate)\b)[\w’'-]+(?:\s+(?:and\s+)?{_NEXT}){{0,2}})"
)
_STRUCK: Final = re.compile(r"\b(?:struck|hit|crushed|buried|caused|swept away|trapped|engulfed)(?=\s+by\b)")
_TIME: Final = re.compile(
    r"(?:january|february|march|april|may|june|july|august|september|october|november|december|(?:the )?end|(?:late |early )?(?:monday|tuesday|wednesday"
    r"|thursday|friday|saturday|sunday)|\w+ (?:morning|night|evening|noon)|the time)\b"
)
_EVENT: Final = re.compile(
    rf"\b(?:when|after|as|in which|where)\s+(?:the\s+|an?\s+|their\s+|his\s+|her\s+)?(?P<cause>(?:(?!(?:said|says|told|that|who|which|when|after|on|in"
    rf"|at)\b)[\w’'“”‘-]+\s+){{1,8}}?(?P<verb>{any_of(EVENTS)}))\b"
)
_EVENT_WORDS: Final = needed_words(EVENTS) | {"jumps", "jumped"}
"""The words one of which `_EVENT` and `_MAIN` need."""
_MAIN: Final = re.compile(
    rf"(?:(?:in|on|at)\s+[^,]{{2,30}}?\s+(?=the\b|an?\b)|[^,]{{2,40}},\s+)?(?:the\s+|an?\s+)?(?P<cause>(?:(?!(?:said|says|told|that|who|which|when|after|in"
    rf"|at)\b)[\w’'“”‘-]+\s+){{1,9}}?(?P<verb>{any_of(EVENTS)}))\b"
)
_SUBJECT: Final = re.compile(
    rf"(?:(?:[^,]{{2,60}},|since\s+\w+|on\s+\w+|meanwhile|but|and|that|whose|earlier|last\s+\w+)\s+)?(?:the\s+|an?\s+|its\s+|their\s+"
    rf"|his\s+)?(?P<cause>(?!(?:it|he|she|they|we|i|you|who|which|that|this|these|those|officials|police said)\b)"
    rf"(?!among\b|those\b|these\b|police\b)(?:{_NEXT}\s+){{0,3}}{_NEXT}(?:\s+of\s+(?!the\b){_NEXT})?)(?:\s+(?:from|in|at|on|near|off)\s+[^,;]{{2,60}})?\s+(?:(?:has|have|had|also|reportedly"
    rf"|already|later|so far)\s+)*\Z"
)
_CAUSING: Final = re.compile(r"\b(?:caus(?:ed|es|ing)|inflict(?:ed|ing)|left|leaving|leaves|result(?:ed|ing|s) in|led to|leading to|leads to)\s+(?:the\s+)?\Z")
_LONG: Final = 5
"""Words of a subject from which on the verb alone says what happened."""
_PARTICIPLE: Final = re.compile(r",\s+(?:(?:and|also|instantly|fatally)\s+)*\Z")
_CLAUSE: Final = re.compile(r"[;:\n]\s+|\s[—–-]\s|\b(?:said|says|told|reported|and a|that)\s+")
_BREAK: Final = re.compile(r"[.;:\n]|\b(?:but|while)\b")
_ACTIVE: Final = re.compile(
    r"(?:kill(?:ed|s|ing)?|injur(?:ed|es|ing)|wound(?:ed|s|ing)|murder(?:ed|ing)|claim\w*|cost|took|taking|massacr(?:ed|ing)|shot dead|shooting dead"
    r"|assassinat(?:ed|ing)|execut(?:ed|ing)|behead(?:ed|ing)|drown(?:ed|ing)|left|leaves|leaving|caus\w+)\b"
)


def find_cause(lower: str, evidence: Stretch, figure: Stretch, number: int, words: frozenset[str]) -> Stretch | None:
    """Where the words for the cause of a figure stand in its evidence; `figure` is the number with the words that say what happened, `number` its start.
    `words` are those of the evidence.

    Nearest first: an act or disaster behind the figure, a doer behind "by", the subject of the verb, an event that a clause tells, a disaster ahead.
    """
    harmed, happened = not words.isdisjoint(_HARM_WORDS), not words.isdisjoint(_EVENT_WORDS)
    harm = _BEHIND.search(lower, figure[1], evidence[1]) if harmed else None
    if harm and not _BREAK.search(lower, figure[1], harm.start()):
        return harm.span("cause")
    return (
        _doer(lower, evidence, figure)
        or _subject(lower, evidence, figure)
        or (_told(lower, evidence, figure) if happened else None)
        or (_ahead(lower, evidence, number) if harmed else None)
    )


def cause_told(lower: str, sentence: Stretch, words: frozenset[str]) -> Stretch | None:
    """What happened by the `words` of a sentence that counts nobody itself: an act, a disaster, an event."""
    if not words.isdisjoint(_HARM_WORDS) and (noun := _NOUN.search(lower, *sentence)):
        return noun.span("cause")
    if words.isdisjoint(_EVENT_WORDS):
        return None
    event = _EVENT.search(lower, *sentence) or _MAIN.match(lower, *sentence)
    return _brief(event) if event else None


def _doer(lower: str, evidence: Stretch, figure: Stretch) -> Stretch | None:
    struck = _STRUCK.search(lower, figure[1], evidence[1])
    by = _BY.match(lower, figure[1], evidence[1]) or (_BY.match(lower, struck.end(), evidence[1]) if struck else None)
    return by.span("cause") if by and not _TIME.match(by.group("cause")) else None


def _subject(lower: str, evidence: Stretch, figure: Stretch) -> Stretch | None:
    """The subject of "has killed 12", or of the main clause before ", killing 12"."""
    if not (_ACTIVE.match(lower, figure[0]) or _CAUSING.search(lower, evidence[0], figure[0])):
        return None
    start = evidence[0]
    for clause in _CLAUSE.finditer(lower, evidence[0], figure[0]):
        start = clause.end()
    participle = _PARTICIPLE.search(lower, start, figure[0])
    if doer := _DOER.match(lower, start, figure[0]) or _TOLD_SELF.search(lower, evidence[0], figure[0]):
        return doer.span("cause")
    if noun := _NOUN.search(lower, start, figure[0]) or _NOUN.search(lower, evidence[0], figure[0]):
        return noun.span("cause")
    if participle:
        event = _MAIN.match(lower, start, figure[0])
        return _brief(event) if event else None
    subject = _SUBJECT.match(lower, start, figure[0])
    return subject.span("cause") if subject else None


def _told(lower: str, evidence: Stretch, figure: Stretch) -> Stretch | None:
    """The event of a clause: "when the bridge gave way"; of a headline: "Bus plunges off cliff, 9 dead"."""
    event = _EVENT.search(lower, figure[1], evidence[1]) or _EVENT.search(lower, *evidence)
    if event is None and lower[evidence[1] - 1] not in ".!?":
        event = _MAIN.match(lower, evidence[0], figure[0])
    if event is None:
        return None
    noun = _NOUN.search(lower, *event.span("cause"))
    return noun.span("cause") if noun else _brief(event)


def _ahead(lower: str, evidence: Stretch, number: int) -> Stretch | None:
    """A disaster before the figure; anywhere in a headline, else behind a preposition."""
    pattern = _AHEAD if lower[evidence[1] - 1] in ".!?" else _NOUN
    harm = next(pattern.finditer(lower, evidence[0], number), None)
    return harm.span("cause") if harm else None


def _brief(event: re.Match[str]) -> Stretch:
    """The event with its subject; without it where that is long: "left the road"."""
    start, end = event.span("cause")
    return event.span("verb") if event.group("cause").count(" ") - event.group("verb").count(" ") > _LONG and " " in event.group("verb") else (start, end)
