"""Where displaced people left and where they went, by the prepositions and verbs around a displacement number."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from extractor.backends.rules.figures import Counted, Stretch
from extractor.backends.rules.places import Place
from schemas.displacement import Term

_WHENCE: Final = frozenset(("from", "out of", "leave", "left", "leaving", "fled", "flee", "fleeing", "abandoned"))
_WHITHER: Final = frozenset(("to", "into", "toward", "towards"))
_HAPPENED_AT: Final[frozenset[Term]] = frozenset(("displaced", "homeless", "housing_destroyed", "evacuated"))
"""Terms for which the place of the event is the place that people left."""
_HOSTS: Final = re.compile(
    r"(?:[^,;]{2,40},\s+|(?:tonight|today|now|currently|on [^,;]{2,20}?)\s+(?=the\b))?(?:the\s+|an?\s+)?(?P<host>(?!(?:it|they|he|she|number|people|more"
    r"|built|designed|meant|opened|founded|set"
    r"|there)\b)[^\W\d_][^,;.]{1,60}?)"
    r"(?:,\s[^;]{3,40}?,(?=\s))?\s+(?:(?:is|are|was|were|has been|have been|now|already|currently)\s+)*(?:hosts?|hosting|hosted|houses|housing|housed"
    r"|shelter(?:s|ing|ed)|home to"
    r"|homes to|accommodat(?:es|ing|ed))\b",
    re.IGNORECASE,
)
_REACH: Final = 500
_NEAR: Final = 8
"""How many characters may stand between "hosts" and the number."""
_WITH_HOSTS: Final = re.compile(
    r"\bwith\s+(?P<hosts>(?:(?:local|host|other|foster|their|some)\s+)*(?:families|relatives|friends|neighbou?rs|hosts|communities))\b"
)
_RESIDENTS: Final = re.compile(r"\s+of\s+(?:the\s+)?(?P<place>(?:[A-Z][\w’'-]*)(?:\s(?:of\s)?[A-Z][\w’'-]*){0,3})")
_ARRIVED: Final = re.compile(r"\barriv\w+ (?P<place>there|here)\b")
_ATTACKED: Final = re.compile(r"\b(?:attacks?|raids?|assaults?|strikes?|offensive)\s\Z")
_REFUGE: Final = re.compile(r"\b(?:camps?|shelters?|(?:collective|evacuation|reception|transit) cent(?:re|er)s?|tents?)\Z", re.IGNORECASE)
"""Where displaced people stay: not what they left."""
_STAYING: Final = re.compile(
    r"\b(?:liv(?:e|es|ed|ing)|stay(?:s|ed|ing)?|shelter(?:s|ed|ing)?|resid(?:e|es|ed|ing)|sle(?:ep|eps|eping|pt)|hous(?:ed|ing)|host(?:ed|ing)|camp(?:ed|ing)"
    r"|accommodated|settled|resettled|gathered|hiding|taken in|refuge|packed|crammed|registered)\s+(?:\w+\s+){0,2}?\Z"
)
"""Before a place, these say that people are there now."""
_ARRIVING: Final = re.compile(r"\b(?:arriv|cross|came|enter|reach|number of|sought|refuge\b|pour|stream)")


def whence_and_whither(text: str, sentence: Stretch, places: Sequence[Place], figure: Counted, cue: Stretch, term: Term) -> tuple[str | None, str | None]:
    """The words for origin and destination in the figure's sentence; `places` are those of the sentence, `cue` the words that govern the figure,
    and `sentence` ends where the figure's clause does."""
    if text[slice(*sentence)].isupper():
        return None, None
    if term == "housing_destroyed":
        places = [place for place in places if place.lead not in _WHENCE | _WHITHER]
    places = [place for place in places if not _ATTACKED.search(text, max(0, place.at - 12), place.at)]
    stays = [place for place in places if place.lead not in _WHENCE and _STAYING.search(text, max(sentence[0], place.at - 30), place.at)]
    behind = [place for place in places if figure.quantity.end <= place.start < sentence[1]]
    others = [place for place in places if place.start < figure.quantity.end]
    origin = _first(text, behind, _WHENCE) or _residents(text, figure, sentence)
    destination = _there(text, figure, sentence) or _first(text, behind, _WHITHER)
    around = [place for place in (*behind, *others[::-1]) if place.lead not in _WHENCE | _WHITHER]
    nearest = text[around[0].start : around[0].end] if around else None
    destination = destination or next((text[place.start : place.end] for place in around if place in stays), None)
    left = next((text[place.start : place.end] for place in around if place not in stays and not _REFUGE.search(text, place.start, place.end)), None)
    if term in _HAPPENED_AT or (around and 0 <= around[0].at - figure.after <= 1 and term in ("fled", "relocated")):
        origin = origin or left
    elif term == "sheltered":
        destination = _host(text, sentence, figure) or destination or _with_hosts(text, figure, sentence) or nearest
    elif destination is None and _ARRIVING.search(text, _near(cue, figure), max(cue[1], figure.quantity.end)):
        destination = nearest
    return origin, destination


def _near(cue: Stretch, figure: Counted) -> int:
    """Where the words of a figure and of its cue begin, as far as they stand near each other: a part of parts has its cue from far away."""
    start = figure.quantity.start
    return max(min(cue[0], start), start - _REACH)


def _first(text: str, places: Sequence[Place], leads: frozenset[str]) -> str | None:
    return next((text[place.start : place.end] for place in places if place.lead in leads), None)


def _residents(text: str, figure: Counted, sentence: Stretch) -> str | None:
    """ "400 residents of Orla": where they live is what they left."""
    found = (
        _RESIDENTS.match(text, figure.after, sentence[1])
        if figure.head in ("residents", "inhabitants", "villagers", "people", "families", "households")
        else None
    )
    return found.group("place") if found else None


def _there(text: str, figure: Counted, sentence: Stretch) -> str | None:
    arrived = _ARRIVED.search(text, figure.quantity.end, sentence[1])
    return arrived.group("place") if arrived else None


def _host(text: str, sentence: Stretch, figure: Counted) -> str | None:
    """The subject of "houses 900 refugees"."""
    host = _HOSTS.match(text, sentence[0], figure.quantity.start)
    return host.group("host") if host and figure.quantity.start - host.end() < _NEAR else None


def _with_hosts(text: str, figure: Counted, sentence: Stretch) -> str | None:
    hosts = _WITH_HOSTS.search(text, figure.quantity.end, sentence[1])
    return hosts.group("hosts") if hosts else None
