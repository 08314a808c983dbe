"""Places in a stretch of text: the names and nouns that stand behind a preposition of place, and how they are led in."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from extractor.backends.rules.alternatives import any_of, first_of
from extractor.backends.rules.figure_words import FEW, HARMS, HAZARDS
from extractor.backends.rules.place_words import ABSTRACT, ADDRESSED, MEDIA, NO_WORD_OF_PLACE, SITES, VESSELS

Stretch = tuple[int, int]


class Place(NamedTuple):
    """Words for a place, and the preposition or verb in lower case that leads to it."""

    lead: str
    at: int
    """Where the lead begins."""
    start: int
    end: int
    named: bool
    """Whether a name is in it."""


_CAPITALS: Final = r"(?:al-|el-)?[A-Z][\w’'-]*(?:[ -](?:al-|el-|de |la |del |da |do |dos |das |di |du |el |van |of the |of )?[A-Z][\w’'-]*){0,4}"
_LIST: Final = rf"{_CAPITALS}(?:(?:, | and |, and ){_CAPITALS}\b(?! (?:police|officials|authorities|said|says|told)\b)){{0,3}}"
_DATES: Final = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday"
    r"|Easter|Christmas|Ramadan|Eid|Dec|Nov|Oct|Sept?|Aug|Jan|Feb)\b"
)
_WORD: Final = rf"(?!(?:{any_of(NO_WORD_OF_PLACE)})\b)[a-z][a-z’'-]*"
_SIDE: Final = (
    r"(?:(?:far |the )?(?:northern|southern|eastern|western|central|coastal|rural|upper|lower|downtown|inner|north-?(?:east|west)(?:ern)?|south-?(?:east"
    r"|west)(?:ern)?"
    r"|north|south|east|west|suburban|mountainous|neighbou?ring|nearby|occupied|rebel-held|government-held|war-torn)\s+)?"
)
_DESCRIBED: Final = rf"(?:(?:(?!{any_of(('and', 'of', 'in', 'the', 'tent'))}\b)[\w’'-]+\s+){{0,2}}(?:{any_of(ADDRESSED)})\s+of\s+(?:the\s+)?)"
"""What the name behind it is another word for: "the Delta town of", "the neighbouring city of"."""
_PART_OF: Final = r"(?:(?:interior|centre|center|outskirts|edge|heart|north(?:[- ]?(?:east|west))?|south(?:[- ]?(?:east|west))?|east|west)\s+of\s+(?:the\s+)?)"
_NAMED: Final = rf"{_SIDE}{_LIST}(?:(?:\s+{_WORD}){{0,2}}\s+(?:{any_of(SITES)})\b(?:\s+of\s+{_LIST})?)?"
_COMMON: Final = (
    rf"(?:each of the\s+)?(?:(?:\d[\d ,.\u00a0\u2009\u202f]{{0,9}}|{FEW}|several)\s)?(?:{_WORD}\s+){{0,3}}(?:{any_of(SITES)})\b"
    rf"(?:\s+and\s+(?:{_WORD}\s+)?(?:{any_of(SITES)})\b)?(?:\s+(?:of|in|at|on|near)\s+(?:the\s+)?(?:{_DESCRIBED}|{_PART_OF})?"
    rf"(?!{_DATES})(?:{_NAMED}|(?:country|capital|river|lake|border|city|town)\b))?"
)
ATTACKED: Final = tuple("attacked attacking stormed storming raided raiding shelled shelling bombed bombing bombarded bombarding targeted targeting".split())
"""What these lead to is a place where it is called one: a camp may be attacked, and an army."""
_LEAD: Final = r"\b(?<!-)(?P<lead>{})\s+".format(
    first_of(
        (
            *"In in On on At at Near near Off off Across across outside inside around over below beside above along behind between through throughout".split(),
            *"aboard into to towards toward from leave left leaving fled flee fleeing abandoned shook shaken hit hitting struck striking swept".split(),
            *"sweeping ravaged battered devastated pounded buried flooded engulfed rocked".split(),
            *ATTACKED,
            *("out of", "tore through", "raced through", "ripped through"),
        )
    )
)
_PLACE: Final = re.compile(
    rf"{_LEAD}(?:the\s+(?:same\s+)?|an?\s+|their (?:homes|houses|villages) in\s+(?:the\s+)?)?(?P<place>(?P<common>{_COMMON}"
    rf"|(?<=aboard the )(?:{any_of(VESSELS)})\s+{_CAPITALS})|{_NAMED}|(?<=from )there\b)"
)
_ADDRESS: Final = re.compile(rf"(?:{_DESCRIBED}|(?:[A-Z][\w-]+\s+){{1,3}}?[A-Z][\w-]*[’']s\s+)(?=[A-Z])")
_DATE: Final = re.compile(_DATES)
_NO_NAME: Final = re.compile(r"(?:The|It|He|She|They|We|A|An|This|That|These|Those|Of|His|Her|Their|But|And)\b")
_MEDIUM: Final = re.compile(rf"\b(?:{any_of(MEDIA)})\s+\Z")
_ACT_NEXT: Final = re.compile(rf"\s+(?:{_WORD}\s+){{0,2}}?(?:{any_of(set(HARMS) - set(HAZARDS))})\b")
_HARM_NEXT: Final = re.compile(rf" (?:{any_of(HARMS)})\b")
_NO_PEOPLE_NEXT: Final = re.compile(
    r"(?:[’']s\b|\s+(?:\w+\s+)?(?:army|police|government|ministry|officials?|authorities|forces|troops|soldiers|president|minister|people|families|time"
    r"|communities|tribes|clans|ethnic|fighters|rebels|militias?|sides)\b)"
)
_OWNER: Final = re.compile(rf"(?P<place>(?:[A-Z][\w-]*\s+){{0,3}}[A-Z][\w-]*)[’']s\s+(?:[a-z]+\s+){{0,2}}?(?:{any_of(HARMS)})\b")
_TRACK: Final = re.compile(r"(?:road|tracks?|runway|railway|motorway|highway)\b")
_SITE_LAST: Final = re.compile(rf"\b(?:{any_of(SITES)}|School|Hospital|Camp|Base|Church|Mosque|Market|Village|Hotel|University|Airport)\b")
_CROSSED: Final = re.compile(r"(?:border|frontier|river|street|road)\Z")
_STRIKING: Final = frozenset(("struck", "striking", "hit", "hitting", "over"))
_SIDES: Final = re.compile(
    r"\b(?:clash(?:es|ed)?|fight(?:ing|s)?|fought|battles?|wars?|conflicts?|talks|truce|ceasefire|feuds?|hostilities|tensions|disputes?)\s+\Z"
)
"""Before "between", these lead to those who fight, not to a place."""
_TONGUE: Final = re.compile(
    r"(?:[A-Z][a-z]+(?:ish|ese|ian|ic)|French|German|Dutch|Pashto|Dari|Urdu|Hindi|Farsi|Swahili|Hausa|Creole|Tagalog|Greek|Hebrew|Czech)\Z"
)
_SPOKEN: Final = re.compile(r"\b(?:said|says|told|spoke|speaking|wrote|shouted|added|chanted|chanting|explained)\s+(?:\w+\s+){0,3}?\Z")
"""Before "in" and a language."""
_POSTED: Final = re.compile(r"(?:[\w-]+ ){0,2}(?:post|posts)\s+on\b")
"""What is put on a platform, no guard post."""
_MINE: Final = re.compile(r"(?:\w+ )?mines?\b")
"""What a vehicle strikes, not where it was."""
_NO_SITE: Final = re.compile(
    r"(?:provinces?|country|region|area|areas|capital|territory|part|parts|state|post|field|plant|works|range|bank|sea|homes?|office|offices|house|position"
    r"|track|path|ground|front|garden|tent|ward|roof|platform|court|border|library|arena|site|line|pitch|stream|channel|parliament)\Z"
)
"""Sites that need more than themselves to be a place: "in part", "in the field"."""


_WIDE: Final = re.compile(r"(?:provinces?|country|region|state|territory|district|county|island)\Z")
"""Sites that are a place where all of them is meant: "across the country"."""
_WHERE: Final = re.compile(rf"(?P<place>{_CAPITALS})(?=, where\b)")
"""A place that the clause behind it is about: "in Danzo and Lemu, where 13 died"."""


def find_places(text: str, start: int, end: int) -> Iterator[Place]:
    """The places of text[start:end] in reading order."""
    found = list(_led_in(text, start, end))
    for match in _WHERE.finditer(text, start, end) if text.find(", where", start, end) >= 0 else ():
        if not any(place.start < match.end() and match.start() < place.end for place in found) and not _DATE.match(match.group()):
            found.append(Place("in", match.start(), *match.span("place"), True))
    yield from sorted(found, key=lambda place: place.start)


def _led_in(text: str, start: int, end: int) -> Iterator[Place]:
    position = start
    while match := _PLACE.search(text, position, end):
        place = _read(text, match)
        position = match.end() if place else match.end("lead")
        if place:
            yield place


def _read(text: str, match: re.Match[str]) -> Place | None:
    start, end = match.span("place")
    lead, words = match.group("lead"), match.group("place")
    named = any(char.isupper() for char in words)
    if lead.startswith(("left", "leav")) and _TRACK.match(words):
        return None
    if _DATE.match(words) or _NO_NAME.match(words):
        return None
    if address := _ADDRESS.match(text, start, end):
        start = address.end()
    if lead.lower() == "on" and _MEDIUM.search(text, max(0, match.start() - 24), match.start()):
        return None
    if match.group("common") and " " not in words and _NO_SITE.match(words) and not (lead.lower() in ("across", "throughout", "in") and _WIDE.match(words)):
        return None
    if lead in ATTACKED and not (match.group("common") or start > match.start("place") or _SITE_LAST.search(words)):
        return None
    if lead.lower() == "across" and _CROSSED.match(words):
        return None
    if lead == "between" and _SIDES.search(text, max(0, match.start() - 24), match.start()):
        return None
    if lead in ("in", "In") and _TONGUE.match(words) and _SPOKEN.search(text, max(0, match.start() - 40), match.start()):
        return None
    if match.group("common") and _POSTED.match(words):
        return None
    if lead in _STRIKING and (_MINE.match(words) or words[0].isdigit()):
        return None
    if match.group("common") and _HARM_NEXT.match(text, end):
        return None
    if not match.group("common") and (_ACT_NEXT.match(text, end) or _NO_PEOPLE_NEXT.match(text, end)):
        return None
    return Place(lead.lower(), match.start(), start, end, named)


_LOOSE: Final = re.compile(
    rf"\b(?:[Ii]n|[Aa]t|[Oo]n|[Nn]ear|[Oo]utside|[Ii]nside|[Aa]board|beneath|[Bb]eside|[Oo]ff|[Aa]long|[Tt]hroughout)"
    rf"\s+(?:(?:the|an?|that|this)\s+|(?=two\b|three\b|four\b|five\b|six\b|several\b))(?P<place>(?:{_WORD}\s+){{0,3}}{_WORD}(?:\s+of\s+(?:the\s+)?{_CAPITALS})?)"
    r"(?=\s*[,.;:)—–\n]|\s+(?:\w+ed|in|on|at|near|by|when|after|as|where|and|but|who|that|which|while|during|early|late|before|from|to|was|were|has|have|had"
    rf"|{_DATES})\b|\s*\Z)"
)
_NO_PLACE: Final = re.compile(
    rf"\b(?:{any_of(set(HARMS))}|{any_of(ABSTRACT)})(?:\Z|\s+of\b)|\b(?:of|than|same|year|month|week|day|night|morning)\s|\w+(?:tion|ment|ness|ing|ism|ity|ance|ence)s?\Z"
)


def loose_place(text: str, start: int, end: int) -> Stretch | None:
    """A noun phrase of place that no list knows: "on the tennis court". Only where nothing better is found."""
    return next((found.span("place") for found in _LOOSE.finditer(text, start, end) if not _NO_PLACE.search(found.group("place"))), None)


def owner_of_harm(text: str, start: int, end: int) -> Stretch | None:
    """The place whose act or disaster a sentence begins with: "Orla’s floods"."""
    found = _OWNER.match(text, start, end)
    return found.span("place") if found else None
