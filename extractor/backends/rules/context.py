"""The words around a figure: who gives it, when, where and why. Each is copied from the sentences that hold the figure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from extractor.backends.rules.document import Document
from extractor.backends.rules.figure_words import HARMS
from extractor.backends.rules.figures import Stretch
from extractor.text.dates import find_dates
from extractor.text.names import Names
from schemas.common import SourceDraft

_SAY: Final = (
    r"(?:said|says|say|saying|reported|reports|reporting|stated|states|announced|added|adds|confirmed|estimates?|estimated|explained|told|claimed"
    r"|claims|warned|noted|indicated|disclosed"
    r"|revealed|acknowledged|declared|put|counted|recorded|documented|denied)"
)
_ADVERB: Final = (
    r"(?:(?:also|later|earlier|has|have|had|on|late|early|monday|tuesday|wednesday|thursday|friday|saturday|sunday|today|yesterday|then|further"
    r"|officially)\s+)*"
)
_NAME: Final = r"(?:(?:the|a|an|its|their|his|her|some|several|two|local|other)\s+)?[^\W\d_][^,;:\"“”()\n]{0,90}?"
_CLOSING: Final = re.compile(rf",[”\"]?\s+(?P<source>{_NAME})\s+{_ADVERB}{_SAY}(?=[\s.,;:]|\Z)(?!\s+(?:that|to)\b[^.]{{30}})")
_INVERTED: Final = re.compile(
    rf",[”\"]?\s+(?:said|says|reported|according to)\s+(?P<source>{_NAME})(?=[.,;\n]|\s+(?:on|in|at|late|early|today|yesterday)\b|\Z)"
)
_ACCORDING: Final = re.compile(
    rf"\b(?:according to|as reported by|reported by|confirmed by)\s+(?P<source>{_NAME})(?=[.,;:\n)]|\s+(?:released|published|cited|on|in|that|which"
    rf"|who|said|has|have|the)\b|\Z)"
)
_CITING: Final = re.compile(rf"\b(?:citing|quoting|cited|quoted)\s+(?P<source>{_NAME})(?=[.,;:\n)]|\s+(?:as|who|that)\b|\Z)")
_OPENING: Final = re.compile(
    rf"(?P<source>{_NAME})(?:,[^,;\n]{{3,80}},|\s+\([^()]{{1,40}}\))?\s+{_ADVERB}{_SAY}\b(?!\s+(?:by|dead|missing|killed|wounded|injured|displaced)\b)"
)
_AS: Final = re.compile(rf"\bas\s+(?:[^;:\n]{{3,120}}?,\s+)?(?P<source>{_NAME}),?\s+(?:has\s+|have\s+)?{_SAY},")
_VERB_INSIDE: Final = re.compile(
    r"\b(?:was|were|is|are|had|has|have|been|killed|injured|wounded|displaced|fled|died|who|that|which|when|where|after|since|if|while|because|but"
    r"|forced|left|and \w+ed|people|dead|bodies)\b",
    re.IGNORECASE,
)
_INSIDE_NAME: Final = re.compile(r"\s+(?:in|at|near)\s+(?=[A-Z])")
_ARTICLE: Final = re.compile(r"(?:the|an?)\s+", re.IGNORECASE)
_LEAD_IN: Final = re.compile(
    r"(?:meanwhile|however|earlier|later|separately|on \w+|in a (?:statement|report)|today|yesterday|but|and|for (?:his|her|its|their) part),?\s+",
    re.IGNORECASE,
)

_CAPITALS: Final = r"[A-Z][\w-]*(?:[ -](?:al-|el-|de |la |of )?[A-Z][\w’'-]*){0,4}"
_PLACE_NOUN: Final = (
    r"(?:city|town|village|province|district|region|countryside|outskirts|suburbs?|state|areas?|island|port|camp|governorate|department|county"
    r"|prefecture|municipality|capital)"
)
_PLACE: Final = re.compile(
    rf"\b(?:in|at|near|outside|around|across|over)\s+(?:the\s+)?(?P<place>(?:(?:[a-z’-]+\s+){{0,2}}?{_PLACE_NOUN}\s+(?:of\s+"
    rf"|in\s+)?)?{_CAPITALS}(?:(?:, | and |, and ){_CAPITALS}){{0,3}}"
    rf"(?:\s+{_PLACE_NOUN})?)"
)
_NOT_PLACE: Final = re.compile(
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday"
    r"|Sunday|The|It|He|She|They|A|An|This|That|Of|Dec|Nov|Oct|Sept?|Aug|Jan|Feb)\b"
)
_ACT_OF_HARM: Final = rf"(?P<harm>(?:[\w’'-]+\s+){{0,2}}?(?:{'|'.join(HARMS)}))\b"
_HARM: Final = re.compile(rf"\b(?:in|by|during|from|to|when|after|of|as)\s+(?:the\s+|an?\s+)?{_ACT_OF_HARM}")
_HARM_AHEAD: Final = re.compile(rf"\b(?:in|by|during|from|when)\s+(?:the\s+|an?\s+)?{_ACT_OF_HARM}")
_HARM_SUBJECT: Final = re.compile(
    rf"(?:the\s+|an?\s+)?{_ACT_OF_HARM}\s+(?:(?:on|in|at|near|against)\s+[^,.;]{{1,40}}?\s+)?(?:(?:has|have|had|also|reportedly)\s+)*(?:killed|injured|wounded|left|claimed|kills?|took)\b"
)
_HARM_OWNER: Final = re.compile(rf"(?P<place>{_CAPITALS})[’']s\s+(?:[a-z]+\s+)?(?:{'|'.join(HARMS)})\b")
_HARM_NEXT: Final = re.compile(rf"\s+(?:[a-z]+\s+)?(?:{'|'.join(HARMS)})\b")
_BREAK: Final = re.compile(r"[.;:\n]|\b(?:but|while)\b")


class Context:
    """What surrounds the figures of one article."""

    def __init__(self, document: Document, lower: str) -> None:
        self.document = document
        self.text = document.text
        self.lower = lower
        self._sources: dict[Stretch, tuple[SourceDraft, ...]] = {}
        self._dates: dict[Stretch, list[Stretch]] = {}

    @property
    def names(self) -> Names:
        return self.document.names

    def sources(self, evidence: Stretch, own: Stretch | None = None) -> tuple[SourceDraft, ...]:
        """Whom the sentences give the figure to, the original before whoever relays it; the figure's `own` sentence before the others."""
        if own and own != evidence and (nearer := self.sources(own)):
            return nearer
        if evidence not in self._sources:
            self._sources[evidence] = tuple(self._find_sources(evidence))
        return self._sources[evidence]

    def _find_sources(self, evidence: Stretch) -> Iterator[SourceDraft]:
        citing = self._source(_CITING.search(self.lower, *evidence))
        if citing:
            yield citing
        for pattern in (_ACCORDING, _AS, _CLOSING, _INVERTED):
            if found := self._source(pattern.search(self.lower, *evidence)):
                yield found
                return
        opening = self._source(_OPENING.match(self.lower, self._after_lead_in(evidence), evidence[1]))
        if opening and opening != citing:
            yield opening

    def _source(self, match: re.Match[str] | None) -> SourceDraft | None:
        """The source that a pattern found, without article; None where its words are no name or title."""
        if match is None:
            return None
        start, end = match.span("source")
        if article := _ARTICLE.match(self.text, start, end):
            start = article.end()
        if inside := _INSIDE_NAME.search(self.text, start, end):
            end = inside.start()
        words = self.text[start:end].rstrip()
        if len(words) < 2 or _VERB_INSIDE.search(words) or any(char.isdigit() for char in words):
            return None
        return SourceDraft(mention=words, name=self.names.resolve(start, start + len(words)) or words)

    def _after_lead_in(self, evidence: Stretch) -> int:
        start = evidence[0]
        if citing := _CITING.match(self.lower, start, evidence[1]):
            start = citing.end() + (len(rest := self.lower[citing.end() : evidence[1]]) - len(rest.lstrip(" ,")))
        lead_in = _LEAD_IN.match(self.lower, start, evidence[1])
        return lead_in.end() if lead_in else start

    def when(self, evidence: Stretch, figure: Stretch) -> str | None:
        """The date phrase nearest to the figure that does not date its telling."""
        if evidence not in self._dates:
            self._dates[evidence] = [(start, end) for start, end in find_dates(self.text, *evidence) if not self._dates_the_telling(start)]
        phrases = self._dates[evidence]
        if not phrases:
            return None
        start, end = min(phrases, key=lambda phrase: max(phrase[0] - figure[1], figure[0] - phrase[1], 0))
        return self.text[start:end]

    def _dates_the_telling(self, start: int) -> bool:
        return bool(re.search(rf"\b{_SAY}\s+(?:\w+\s+){{0,2}}?(?:(?:late|early)\s+)?(?:on|in|at)?\s*\Z", self.lower[max(0, start - 40) : start]))

    def place(self, evidence: Stretch, figure: Stretch) -> str | None:
        """The named place nearest to the figure, behind it before ahead of it."""
        if self.text[slice(*evidence)].isupper():
            return None
        places = [
            match
            for match in _PLACE.finditer(self.text, *evidence)
            if not _NOT_PLACE.match(match.group("place")) and not _HARM_NEXT.match(self.text, match.end())
        ]
        if not places and (owner := _HARM_OWNER.match(self.text, *evidence)):
            return owner.group("place")
        if not places:
            return None
        nearest = min(places, key=lambda match: (match.start() < figure[0], abs(match.start() - figure[1])))
        return nearest.group("place")

    def cause(self, evidence: Stretch, figure: Stretch) -> str | None:
        """The act, weapon or disaster named with the figure: "in an airstrike", or the subject of "has killed 12"."""
        harm = _HARM.search(self.lower, figure[1], evidence[1])
        if harm is None or _BREAK.search(self.lower, figure[1], harm.start()):
            harm = _HARM_SUBJECT.match(self.lower, *evidence) or next(_HARM_AHEAD.finditer(self.lower, evidence[0], figure[0]), None)
        return self.text[harm.start("harm") : harm.end("harm")] if harm else None
