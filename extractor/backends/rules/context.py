"""What stands around a figure: sources, dates, place and cause."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cached_property
from typing import Final

from extractor.backends.rules import quote
from extractor.backends.rules.alternatives import any_of
from extractor.backends.rules.causes import cause_told, find_cause, whole_cause
from extractor.backends.rules.document import Document
from extractor.backends.rules.figure_words import HARMS
from extractor.backends.rules.figures import Stretch
from extractor.backends.rules.places import ATTACKED, Place, find_places, loose_place, owner_of_harm
from extractor.backends.rules.sources import find_sources, named
from extractor.text.dates import find_dates
from extractor.text.holding import Stretches
from extractor.text.names import Names
from schemas.common import SourceDraft

_TOLD_ON: Final = re.compile(
    r"\b(?:said|says|say|saying|reported|reports|stated|announced|added|confirmed|estimated|told|claimed|warned|noted|indicated|disclosed|revealed"
    r"|acknowledged|declared|put|counted|recorded|documented|denied|published|issued|statement|bulletin|briefing)\s+(?:(?!by\b|until\b)\w+\s+){0,2}?"
    r"(?:(?:late|early)\s+)?(?:on|in|at)?\s*\Z"
)
_PART_OF_DAY: Final = re.compile(r"(?:early|late)\s+on\s+", re.IGNORECASE)
_DATELINE: Final = re.compile(r"(?:\([^)\n]{2,30}\)\s*[–—-]\s*)?[A-Z][A-Z’'. -]{2,30}\b(?:,[^—–\n]{0,40}?)?(?:\s\([^)\n]{2,50}\))?,?\s+(?:[—–]|--?)\s")
"""Where and when an agency's report was filed: "KALMAR, March 3 (Agency) - "."""
_APART: Final = ("; ", ", while ", ", whereas ", ", but ")
"""What stands between clauses that tell of different things."""
_PAUSE: Final = re.compile(r"[,;:]")
_RIGHT_BEHIND: Final = 4
"""How many characters stand between a figure and its own date: " on "."""
_AS_FAR: Final = 200
"""How far before a figure the act may be named that it is put down to."""
_YEAR: Final = re.compile(r"(?:19|20)\d\d\b(?<!\w\d{4})")
_ACT_OF_A_YEAR: Final = re.compile(
    rf"\b(?:(?:the|that|its|a)\s+(?P<before>(?:19|20)\d\d)\s+(?:[\w-]+\s+){{0,2}}?(?:{any_of(HARMS)}|disaster|tragedy)"
    rf"|(?:{any_of(HARMS)}|disaster|tragedy)\s+of\s+(?P<behind>(?:19|20)\d\d))\b"
    r"(?:\s+(?:in|on|at|near|against)\s+[^,;.]{2,30}?)?,?\s+(?:in\s+)?(?:that|which|when|where)\s[^;.]{0,80}\Z"
)
_OPEN_ENDED: Final = re.compile(r"\b(?:[Bb]y|[Uu]ntil|[Tt]ill|[Bb]efore|[Uu]p to)\s+(?:the\s+|early\s+|late\s+)?\Z")
"""Before a date, these give it an end without a start: "by the end of March"."""
_PLACING: Final = frozenset(
    [
        "in",
        "at",
        "near",
        "outside",
        "inside",
        "around",
        "across",
        "over",
        "on",
        "off",
        "below",
        "beside",
        "above",
        "along",
        "behind",
        "between",
        "through",
        "throughout",
        "aboard",
        "shook",
        "shaken",
        "hit",
        "hitting",
        "struck",
        "striking",
        "swept",
        "sweeping",
        "ravaged",
        "battered",
        "devastated",
        "pounded",
        "buried",
        "flooded",
        "engulfed",
        "rocked",
        *ATTACKED,
    ]
) | {"tore through", "raced through", "ripped through"}
"""Leads that say where something happened, not whence or whither."""
_ASIDE: Final = re.compile(r",\s+(?:who|whom|whose)\b[^,;]{3,160}?(?:[,;]|\.?\Z)")
_TOLD_ASIDE: Final = re.compile(
    r",\s+(?:(?:who|whom|whose)\b[^,;]{3,160}?(?=[,;]|\.?\Z)|which\b[^,;]{3,160}?,(?=\s+(?:said|says|reported|announced|put|gave|estimates?|estimated)\b))"
)
"""What is told of somebody or something in passing, with a date of its own."""
_CARE: Final = re.compile(r"\b(?:clinics?|hospitals?|mortuary|morgue)\b", re.IGNORECASE)
"""Where the wounded and the dead are brought: not where it happened."""
_CARED_FOR: Final = re.compile(
    r"\b(?:treat|admit|taken|brought|flown|rushed|doctor|surgeon|nurse|medic|patients|recover|undergo|in (?:a|the) (?:clinic|hospital)|in hospital|succumb"
    r"|died of (?:his|her|their))"
)


class Context:
    """What surrounds the figures of one article."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.text = document.text
        self.lower = document.lower
        self._sources: dict[Stretch, list[Stretch]] = {}
        self._named: dict[Stretch, SourceDraft] = {}
        self._dates: dict[Stretch, list[Stretch]] = {}
        self._places: dict[Stretch, list[Place]] = {}

    @property
    def names(self) -> Names:
        return self.document.names

    def sources(self, evidence: Stretch, own: Stretch | None = None, figure: Stretch | None = None) -> tuple[SourceDraft, ...]:
        """Whom the sentences give the figure to, the original before whoever relays it; the figure's `own` sentence before the others.

        A `figure` within quotation marks is its speaker's.
        """
        if own and own != evidence and (nearer := self.sources(own, figure=figure)):
            return nearer
        clause = self._clause(evidence, figure) if figure else evidence
        if found := (self._source_spans(clause) if clause != evidence else []) or self._source_spans(evidence):
            return tuple(self._source(span) for span in found)
        return self._speaker(figure) if figure else ()

    def _source(self, span: Stretch) -> SourceDraft:
        if span not in self._named:
            self._named[span] = SourceDraft(mention=self.text[slice(*span)], name=named(self.names, self.text, span))
        return self._named[span]

    def _clause(self, evidence: Stretch, figure: Stretch) -> Stretch:
        """What stands around the figure between semicolons, or before or behind a "while" or "but"."""
        starts = [at + len(apart) for apart in _APART if (at := self.lower.rfind(apart, evidence[0], figure[0])) >= 0]
        ends = [at for apart in _APART if (at := self.lower.find(apart, figure[1], evidence[1])) >= 0]
        return max(starts, default=evidence[0]), min(ends, default=evidence[1])

    def _source_spans(self, evidence: Stretch) -> list[Stretch]:
        if evidence not in self._sources:
            self._sources[evidence] = find_sources(self.text, self.lower, evidence, self.document.words(evidence))
        return self._sources[evidence]

    def _speaker(self, figure: Stretch) -> tuple[SourceDraft, ...]:
        if not self.names.is_quoted(figure[0]):
            return ()
        spoken, sources = self._spoken
        return next((sources[index] for index in spoken.holding(*figure)), ())

    @cached_property
    def _spoken(self) -> tuple[Stretches, list[tuple[SourceDraft, ...]]]:
        """The quoted words of the article, and who speaks each of them."""
        spoken: list[Stretch] = []
        sources: list[tuple[SourceDraft, ...]] = []
        for draft, (start, end) in quote.find(self.document):
            speaker = (SourceDraft(mention=draft.speaker.mention, name=draft.speaker.name),) if draft.speaker else ()
            for part in draft.parts:
                if (at := self.text.find(part, start, end)) >= 0:
                    spoken.append((at, at + len(part)))
                    sources.append(speaker)
        return Stretches(spoken), sources

    def when(self, evidence: Stretch, figure: Stretch, others: Sequence[Stretch] = ()) -> str | None:
        """The date phrase nearest to the figure that dates neither its telling nor one of the `others` alone, as "12 died, 76 on Monday" does."""
        if evidence not in self._dates:
            dateline = _DATELINE.match(self.text, *evidence)
            start_of_prose = dateline.end() if dateline else evidence[0]
            self._dates[evidence] = [
                (start, end) for start, end in find_dates(self.text, *evidence) if start >= start_of_prose and not self._dates_the_telling(start)
            ]
        if dated := self._dated_act(evidence, figure):
            return dated
        if not self._dates[evidence]:
            return None
        pause = _PAUSE.search(self.lower, figure[1], evidence[1])
        together = range(figure[1], pause.start() if pause else evidence[1])
        apart = [end for start, end in others if start not in together]
        asides = self._asides(_TOLD_ASIDE, evidence, figure)
        phrases = [
            phrase
            for phrase in self._dates[evidence]
            if not any(0 <= phrase[0] - end <= _RIGHT_BEHIND for end in apart) and not any(start < phrase[0] < end for start, end in asides)
        ]
        if not phrases:
            return None
        start, end = min(phrases, key=lambda phrase: max(phrase[0] - figure[1], figure[0] - phrase[1], 0))
        if self.lower.startswith("since ", start) and self.lower.startswith(", when", end):
            start += len("since ")
        elif open_ended := _OPEN_ENDED.search(self.text, max(evidence[0], start - 14), start):
            start = open_ended.start()
        part_of_day = _PART_OF_DAY.match(self.text, start, end)
        return self.text[part_of_day.end() if part_of_day else start : end]

    def _asides(self, pattern: re.Pattern[str], stretch: Stretch, figure: Stretch) -> list[Stretch]:
        """The remarks in passing that do not hold the figure."""
        return [aside.span() for aside in pattern.finditer(self.text, *stretch) if not aside.start() < figure[0] < aside.end()]

    def _dated_act(self, evidence: Stretch, figure: Stretch) -> str | None:
        """The year by which the act is known that a figure is put down to: "for the 2019 bombing that killed 22"."""
        start = max(evidence[0], figure[0] - _AS_FAR)
        found = _ACT_OF_A_YEAR.search(self.lower, start, figure[0]) if _YEAR.search(self.text, start, figure[0]) else None
        return found.group("before") or found.group("behind") if found else None

    def _dates_the_telling(self, start: int) -> bool:
        return bool(_TOLD_ON.search(self.lower, max(0, start - 40), start))

    def places(self, stretch: Stretch) -> list[Place]:
        """The places of a sentence, without those that belong to a source."""
        if stretch not in self._places:
            found = [] if self.text[slice(*stretch)].isupper() else list(find_places(self.text, *stretch))
            told = self._source_spans(stretch) if found else []
            self._places[stretch] = [place for place in found if not any(start < place.end and place.start < end for start, end in told)]
        return self._places[stretch]

    def place(self, evidence: Stretch, figure: Stretch, before: Stretch | None = None) -> str | None:
        """The place of the figure in its evidence: the nearest, behind it before ahead of it,
        a named one before others; else the first of the sentence before."""
        found = self._place_in(evidence, figure)
        if found is None and before:
            found = self._place_in(before, (before[0], before[0]), carried=True)
        return self.text[slice(*found)] if found else None

    def _place_in(self, stretch: Stretch, figure: Stretch, carried: bool = False) -> Stretch | None:
        if self.text[slice(*stretch)].isupper():
            return None
        asides = self._asides(_ASIDE, stretch, figure)
        places = [
            place
            for place in self.places(stretch)
            if place.lead in _PLACING and not self._is_care(place, stretch) and not any(start < place.start < end for start, end in asides)
        ]
        if clause := [place for place in places if ";" not in self.text[min(place.start, figure[0]) : max(place.start, figure[1])]]:
            places = clause
        if carried:
            places = [place for place in places if place.named]
            if not places:
                return None
        if not places and (entered := next((place for place in self.places(stretch) if place.lead == "into" and not self._is_care(place, stretch)), None)):
            return entered.start, entered.end
        if not places:
            return owner_of_harm(self.text, *stretch) or self._loose(stretch)
        nearest = min(places, key=lambda place: (not place.named, place.start < figure[0], abs(place.start - figure[1])))
        chain = [place for place in self.places(stretch) if (place in places and (place.named or place.lead not in ATTACKED)) or place.lead == "from"]
        index = chain.index(nearest) if nearest in chain else 0
        while index and 0 <= nearest.at - chain[index - 1].end <= 2:  # "in the arcade in Orla": the first is the more exact
            index -= 1
            nearest = chain[index]
        return nearest.start, nearest.end

    def _loose(self, stretch: Stretch) -> Stretch | None:
        found = loose_place(self.text, *stretch)
        return found if found and not any(start < found[1] and found[0] < end for start, end in self._source_spans(stretch)) else None

    def _is_care(self, place: Place, evidence: Stretch) -> bool:
        return bool(_CARE.search(self.text, place.start, place.end) and _CARED_FOR.search(self.lower, *evidence))

    def cause(self, evidence: Stretch, figure: Stretch, number: int, before: Stretch | None = None) -> str | None:
        """The act, weapon, disaster or actor named with the figure; else what the sentence before tells of."""
        words = self.document.words
        found, within = find_cause(self.lower, evidence, figure, number, words(evidence)), evidence
        if found is None and before:
            found, within = cause_told(self.lower, before, words(before)), before
        return self.text[slice(*whole_cause(self.text, self.lower, found, within[1]))] if found else None
