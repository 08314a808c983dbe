"""What a casualty figure is put down to: the act, weapon, disaster or actor that its sentence names."""

from __future__ import annotations

import re
from typing import Final

from extractor.backends.rules.alternatives import any_of
from extractor.backends.rules.figure_words import ACTORS, EVENTS, HARMS, HAZARDS
from extractor.backends.rules.hints import needed_words

Stretch = tuple[int, int]


_NO_MODIFIER: Final = (
    r"(?:the|an?|and|or|of|in|at|on|by|from|to|for|with|after|since|during|when|as|was|were|is|are|has|have|had|been|that|which|who|said|his|her|its"
    r"|their|this|said|left|amid|over|through|near|under|into|between|killed|injured|wounded|died|people|rose|toll|before|while|across|against|within"
    r"|monday|tuesday|wednesday|thursday|friday|saturday|sunday|kills?|into|climbs?|dead|where|killing|injuring|wounding|leaving|causing|including|early|late"
    r"|could|would|might|should|may|must|did|does|do|not|cannot|will|least|most|one|two|three|four|five|six|seven|eight|nine|ten|first|second|third|another"
    r"|several|similar|such|latest|same|but|calls?|called|suffered|sustained|received|blamed|saw|faces?|faced|talks|truce|ceasefire|negotiations|deal|they|he|she|we|i|it|you|them|him|us|set|sets)\b"
)
_NO_ACT: Final = (
    r"(?:services?|departments?|brigades?|chiefs?|crews?|officials?|officers?|stations?|engines?|trucks?|warnings?|alerts?|victims|relief|zones?|crimes?|exits?|alarms?"
    r"|insurance|season|shelters?|researchers?|experts?|monitor|survivors|site)\b"
)
"""Behind a word of harm these name a body or a thing: "the fire service"."""
_MINES: Final = frozenset(("mine", "mines"))
"""Weapons where somebody met them; else more often where people dig."""
_ALL_CAUSES: Final = (set(HARMS) - _MINES) | {"heat", "protest", "protests"}
_CAUSES: Final = any_of(_ALL_CAUSES)
_MET: Final = r"(?:(?<=\bon a )|(?<=\bover a )|(?<=\bhit a )|(?<=\bstruck a )|(?<=\bby a ))mine|(?<=\bby )mines"
_HARM: Final = (
    rf"(?<![’'])(?!\d{{1,3}}\s)(?:(?:(?!{_NO_MODIFIER}|(?<=[\d.])\d)[\w’'-]+(?:\.\d)?\s+){{0,3}}?(?:{_CAUSES})(?:\s+(?:{_CAUSES}))?|{_MET})\b"
    rf"(?!-|\s+(?:{_NO_ACT}))"
)
_HARM_WORDS: Final = needed_words(_ALL_CAUSES, _MINES)
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
    rf"(?!\s+(?:was|were|had been|have been|has been|said|says|told|{any_of(HARMS)})\b|[’'-])"
)
_ACTS_OF_PEOPLE: Final = frozenset(act.rpartition(" ")[2] for act in set(HARMS) - set(HAZARDS))
_BY_WHOM: Final = re.compile(rf"(?:\s+and\s+(?:{_CAUSES})\b)?(?:\s+by\s+(?:the\s+|an?\s+)?{_NEXT}(?:\s+(?:of\s+(?:the\s+)?)?{_NEXT}){{0,3}})?")
_DISASTERS: Final = frozenset(act.rpartition(" ")[2] for act in HAZARDS)
_AND_DISASTER: Final = re.compile(rf"\s+and\s+(?:{any_of(HAZARDS)})\b")
_ACTOR_WORDS: Final = needed_words(ACTORS)
_ACTORS: Final = frozenset(actor.rpartition(" ")[2] for actor in ACTORS)
_WHOSE: Final = re.compile(
    rf"(?P<whom>\s+(?:from|of|belonging to|loyal to|allied with|linked to)\s+(?:the\s+|an?\s+)?{_NEXT}(?:\s+(?:of\s+)?{_NEXT}){{0,3}}?)"
    r"\s+(?:\w+ed|shot|fought|set|burst)\b"
)
"""Whom an actor belongs to: "gunmen from the group stormed"."""
_BROUGHT_ON: Final = re.compile(
    rf"\s+(?:that\s+|which\s+)?(?:triggered|caused|unleashed|sparked|set off|triggering|causing|unleashing|sparking)\s+(?:the\s+|an?\s+)?(?P<cause>{_HARM})"
)
"""What an act or disaster brought about, which then did the harm: "rains triggered floods"."""
_STORMS: Final = frozenset(("storm", "cyclone", "hurricane", "typhoon"))
_NAME: Final = re.compile(r"\s+(?:[A-Z][\w-]+\b|[“‘\"'][A-Z][\w-]+[”’\"'])")
_WHEN_ACTORS: Final = re.compile(
    rf"\b(?:when|after|as)\s+(?:the\s+|an?\s+|some\s+|dozens of\s+|suspected\s+|unidentified\s+|unknown\s+)*{_ACTOR}"
    r"(?=\s+(?:(?!clash|tri|search|arriv|continu|work|rush|struggl|respond|warn|evacuat|rescu|recover|report|confirm|announc|order|said|end|return|retreat)\w+ed"
    r"|shot|set|burst|broke)\b)"
)
_DOER: Final = re.compile(
    rf"(?:[^,]{{2,40}},\s+|(?:but|and|that|when|after|as)\s+)?(?:(?:the|an?|two|three|four|five|six|several|some|dozens of|its|their|his)\s+)*{_ACTOR}"
)
_TOLD_SELF: Final = re.compile(
    rf"\b(?P<cause>(?:rebel\s+|armed\s+|militant\s+|jihadist\s+|insurgent\s+)?(?:{any_of(ACTORS)}))\s+(?:said|claimed|announced|says|claims?|admitted)\s+"
    r"(?:(?:that\s+)?(?:they|it|he)\s+(?:(?:had|have|has|also)\s+)*|to\s+have\s+)\Z"
)
_BY: Final = re.compile(
    rf"(?:\s+\w+ly)?\s+by\s+(?:the\s+|an?\s+|(?:his|her|their|its)\s+(?:own\s+)?)?(?P<cause>(?!(?:{_NO_MODIFIER})|\d|then\b|now\b|noon\b|midnight\b|the\b|side\b|road\b"
    rf"|officials\b|police on"
    rf"|[\w’-]+ (?:own )?(?:count|tally|estimate)\b)[\w’'-]+(?:\s+(?:and\s+)?{_NEXT}){{0,2}})"
)
_ILLNESS: Final = re.compile(
    r"\b(?:(?:died|dies?|dying|dead|deaths?|perish(?:ed|es)?)\s+(?:of|from)|deaths?\s+due\s+to|succumb(?:ed|s)?\s+to)\s+(?:the\s+|an?\s+)?"
    rf"(?P<cause>(?!(?:his|her|their|its|wounds|injuries|complications|those|people|all)\b|\d|[\w-]+\s+(?:people|persons|children|men|women)\b)"
    rf"{_NEXT}(?:\s+{_NEXT}){{0,2}}"
    rf"(?:\s+(?:and|or)\s+{_NEXT}(?:\s+{_NEXT})?)?)"
)
"""What people die of, whatever it is called."""
_WOUNDS: Final = re.compile(
    r"\b(?P<cause>(?:gunshot|bullet|stab|knife|machete|shrapnel|blast)(?:\s+(?:and|or)\s+\w+)?)\s+(?:wounds?|injur(?:y|ies)|victims?)\b"
)
_MANNER: Final = re.compile(
    r"\b(?P<cause>shot|stabbed|beheaded|decapitated|hanged|lynched|executed|strangled|hacked|burn(?:ed|t) alive|poisoned|trampled|bludgeoned|gunned down"
    r"|electrocuted|suffocated|asphyxiated|starved|crushed to death|fro(?:ze|zen) to death|beaten to death)\b"
)
"""What is done to people, where nothing else is named."""
_STRUCK: Final = re.compile(r"\b(?:struck|hit|crushed|buried|caused|swept away|trapped|engulfed)(?=\s+by\b)")
_OTHERS_FATE: Final = re.compile(r"[,;]\s+(?:(?:and|while|but)\s+)?(?:one|another|others|two|three|four|five|the other|\d+)\s+(?:\w+\s+)?(?:was|were|died)\b")
"""What happened to others than those counted."""
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
    rf"(?:(?:in|on|at)\s+(?:(?!in\b|on\b|at\b)[^,\s]+\s+){{1,4}}?(?=the\b|an?\b)|[^,]{{2,40}},\s+)?(?:the\s+|an?\s+)?(?P<cause>(?:(?!(?:said|says|told|that|who|which|when|after|in"
    rf"|at)\b)[\w’'“”‘-]+\s+){{1,9}}?(?P<verb>{any_of(EVENTS)}))\b"
)
_SUBJECT: Final = re.compile(
    rf"(?:(?:[^,]{{2,60}},|since\s+\w+|on\s+\w+|meanwhile|but|and|that|whose|earlier|last\s+\w+)\s+)?(?:the\s+|an?\s+|its\s+|their\s+"
    rf"|his\s+)?(?P<cause>(?!(?:it|he|she|they|we|i|you|who|which|that|this|these|those|officials|police said)\b)"
    rf"(?!among\b|those\b|these\b|police\b)(?:{_NEXT}\s+){{0,3}}{_NEXT}(?:\s+of\s+(?!the\b){_NEXT})?)(?:\s+(?:from|in|at|on|near|off)\s+[^,;]{{2,60}})?\s+(?:(?:has|have|had|also|reportedly"
    rf"|already|later|so far)\s+)*\Z"
)
_CAUSING: Final = re.compile(
    r"\b(?:caus(?:ed|es|ing)|inflict(?:ed|ing)|left|leaving|leaves|result(?:ed|ing|s) in|led to|leading to|leads to|contribut(?:ed|es|ing) to)\s+(?:the\s+)?\Z"
)
_NEAR, _FAR = 40, 300
"""How far behind a figure what its people died of may end, and how far from it those may stand who attacked them."""
_LONG: Final = 5
"""Words of a subject from which on the verb alone says what happened."""
_PASSIVE: Final = re.compile(r"\b(?:was|were|been|being|be|is|are)\s+(?:\w+ly\s+)?\Z")
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

    Who or what "killed 12"; else, nearest first: an act or disaster behind the figure, a doer behind "by", any subject of the verb, an event that a clause
    tells, a disaster ahead.
    """
    harmed, happened = not words.isdisjoint(_HARM_WORDS), not words.isdisjoint(_EVENT_WORDS)
    active = (_ACTIVE.match(lower, figure[0]) and not _PASSIVE.search(lower, max(evidence[0], figure[0] - _NEAR), figure[0])) or _CAUSING.search(
        lower, evidence[0], figure[0]
    )
    if active and (killer := _killer(lower, evidence, figure)):
        return killer
    harm = _BEHIND.search(lower, figure[1], evidence[1]) if harmed else None
    if harm and not _BREAK.search(lower, figure[1], harm.start()):
        return harm.span("cause")
    start, near = max(figure[0], figure[1] - _FAR), min(figure[1] + _NEAR, evidence[1])
    comma = lower.find(",", figure[1], near)
    return (
        _doer(lower, evidence, figure)
        or _first(_ILLNESS, lower, start, near)
        or (_subject(lower, evidence, figure) if active else None)
        or (None if words.isdisjoint(_ACTOR_WORDS) else _first(_WHEN_ACTORS, lower, max(figure[0] - _FAR, evidence[0]), min(figure[1] + _FAR, evidence[1])))
        or (_told(lower, evidence, figure) if happened else None)
        or _first(_MANNER, lower, start, comma if comma >= 0 else near)
        or _first(_WOUNDS, lower, start, near)
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


def whole_cause(text: str, lower: str, cause: Stretch, limit: int) -> Stretch:
    """`cause` with what belongs to it behind: a second act, by whom it was done, to whom an actor belongs, how a storm is called."""
    start, end = cause
    if brought := _BROUGHT_ON.match(lower, end, limit):
        start, end = brought.span("cause")
    last = lower[start:end].rpartition(" ")[2]
    if last in _ACTS_OF_PEOPLE and (further := _BY_WHOM.match(lower, end, limit)):
        end = further.end()
    elif last in _ACTORS and (whose := _WHOSE.match(lower, end, limit)):
        end = whose.end("whom")
    elif last in _DISASTERS and (joined := _AND_DISASTER.match(lower, end, limit)):
        end = joined.end()
    elif last in _STORMS and (name := _NAME.match(text, end, limit)):
        end = name.end()
    return start, end


def _first(pattern: re.Pattern[str], lower: str, start: int, end: int) -> Stretch | None:
    found = pattern.search(lower, start, end)
    return found.span("cause") if found else None


def _doer(lower: str, evidence: Stretch, figure: Stretch) -> Stretch | None:
    end = min(figure[1] + _FAR, evidence[1])
    others = _OTHERS_FATE.search(lower, figure[1], end)
    struck = _STRUCK.search(lower, max(figure[0], figure[1] - _FAR), others.start() if others else end)
    by = _BY.match(lower, figure[1], evidence[1]) or (_BY.match(lower, struck.end(), evidence[1]) if struck else None)
    return by.span("cause") if by and not _TIME.match(by.group("cause")) else None


def _killer(lower: str, evidence: Stretch, figure: Stretch) -> Stretch | None:
    """The actor, act or disaster that is the subject of "has killed 12", or of the main clause before ", killing 12"."""
    start = _clause_start(lower, evidence, figure)
    found = (
        _DOER.match(lower, start, figure[0])
        or _TOLD_SELF.search(lower, evidence[0], figure[0])
        or _NOUN.search(lower, start, figure[0])
        or _NOUN.search(lower, evidence[0], figure[0])
    )
    return found.span("cause") if found else None


def _clause_start(lower: str, evidence: Stretch, figure: Stretch) -> int:
    return max((clause.end() for clause in _CLAUSE.finditer(lower, evidence[0], figure[0])), default=evidence[0])


def _subject(lower: str, evidence: Stretch, figure: Stretch) -> Stretch | None:
    """The subject of "has killed 12", whatever it is, or the event of the main clause before ", killing 12"."""
    start = _clause_start(lower, evidence, figure)
    if _PARTICIPLE.search(lower, start, figure[0]):
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
