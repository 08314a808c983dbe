"""Displacement numbers by rules: people or households whom a word of flight, evacuation, shelter or return governs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from extractor.backends.rules.context import Context
from extractor.backends.rules.displacement_hits import Hit, hits_in
from extractor.backends.rules.displacement_places import whence_and_whither
from extractor.backends.rules.document import Document
from extractor.backends.rules.figure_words import PERSON_HEADS
from extractor.backends.rules.figures import Stretch, figures_in, status
from schemas.displacement import DisplacementDraft, Measure

_TRIGGER: Final = re.compile(
    r"\b(?:displac|idps?\b|fle[ed]|evacu|relocat|shelter|homeless|return|refugee|refuge\b|uproot|homes?\b|houses?\b|dwelling|arriv|cross|camps?\b"
    r"|resettl|repatriat|evict|collaps|cent(?:re|er)s?\b|exodus|driven|asylum|abandon|left\b|leav|expel|gymnas|huts?\b|residences|cottages|bungalows"
    r"|apartments|flats\b|shacks|the open\b|drove|drive|schools?\b|halls?\b"
    r"|tents?\b|hotels?\b|relatives|host famil|local famil|rehous|moved?\b)"
)
_STOCK: Final = re.compile(
    r"\b(?:remain(?:s|ed|ing)?|still|currently|stands? at|stood at|are (?:now )?(?:living|staying|sheltering|hosted|displaced|homeless|in)"
    r"|were (?:living|staying|sheltering|in)|living in|staying in|sheltering in|hosts?|hosting|as of|number of (?:[\w-]+ ){0,2}(?:displaced|idps"
    r"|refugees|people displaced)|in (?:\w+ ){0,3}(?:camps?|shelters?|collective cent))\b"
)

_REACH: Final = 500
"""How many characters a displacement number makes later words of moving tell of displacement."""
Places = tuple[str | None, str | None]
"""Where people left, where they went."""


def find(document: Document) -> Iterator[tuple[DisplacementDraft, Stretch]]:
    """The displacement numbers of an article as drafts, each with the stretch of text that its words stand in."""
    lower = document.lower
    if not _TRIGGER.search(lower):
        return
    context = Context(document, lower)
    last: list[Hit] = []
    recent: list[Hit] = []
    places: dict[Hit | None, Places] = {}
    groups: dict[Hit | None, str | None] = {}
    last_sentence = (0, 0)
    for sentence in document.sentences:
        figures = figures_in(lower, document.counts, sentence)
        if figures and not recent and not _TRIGGER.search(lower, *sentence):
            figures = []
        recent = [hit for hit in recent if sentence[0] - hit.figure.quantity.end < _REACH]
        hits = hits_in(lower, sentence, figures, last, recent) if figures else []
        for hit in hits:
            here = whence_and_whither(context.text, (sentence[0], _clause_end(lower, hit, sentence)), context.places(sentence), hit.figure, hit.cue, hit.term)
            whole = places.get(hit.whole, (None, None))
            places[hit] = (here[0] or whole[0], here[1] or whole[1])
            evidence = (last_sentence[0], sentence[1]) if hit.back else sentence
            groups[hit] = (
                _group(context, hit, sentence)
                or groups.get(hit.whole)
                or next((groups[other] for other in (hits if not hit.back else last) if other in groups), None)
            )
            yield _draft(context, evidence, sentence, hit, places[hit], groups[hit]), evidence
        recent.extend(hits)
        last, last_sentence = hits, sentence


_ARE: Final = re.compile(
    rf"(?:\s+of\s+(?:them|these|those|the \w+))?\s+(?:were|are|was)\s+(?:all\s+|mostly\s+)?(?P<noun>(?:(?!(?:in|at|on|now"
    rf"|still)\b)\w+\s+)?(?:{'|'.join(sorted(PERSON_HEADS))}))\b"
)
_NUMBER_OF: Final = re.compile(r"\bof (?:[\w-]+ ){0,2}?(?P<noun>people|persons|families|households|residents|refugees|idps|evacuees|returnees|children)\b")


def _group(context: Context, hit: Hit, sentence: Stretch) -> str | None:
    """The words for who: those that the number counts, what they are said to be, or those that "the number of" counts."""
    figure = hit.figure
    if figure.head:
        return context.text[figure.start : figure.end].strip() or None
    said = _ARE.match(context.lower, figure.quantity.end, sentence[1])
    first = max(hit.cue[0], figure.quantity.start - _REACH)
    found = said or (_NUMBER_OF.search(context.lower, first, figure.quantity.start) if first < figure.quantity.start else None)
    return context.text[slice(*found.span("noun"))] if found else None


def _clause_end(lower: str, hit: Hit, sentence: Stretch) -> int:
    end = lower.find(";", hit.figure.after, sentence[1])
    return end if end >= 0 else sentence[1]


def _draft(context: Context, evidence: Stretch, sentence: Stretch, hit: Hit, places: Places, group: str | None) -> DisplacementDraft:
    text, figure = context.text, hit.figure
    start, end = min(figure.quantity.start, hit.cue[0]), max(figure.after, hit.cue[1])
    measure: Measure = (
        "stock"
        if hit.term in ("sheltered",) or _STOCK.search(context.lower, max(evidence[0], figure.quantity.start - 100), min(evidence[1], figure.after + 60))
        else "flow"
    )
    return DisplacementDraft(
        evidence=text[slice(*evidence)],
        quantity=figure.quantity.text,
        status=status(context.lower, evidence, (start, end)),
        sources=context.sources(evidence, sentence, (figure.quantity.start, figure.quantity.end)),
        when=context.when(evidence, (start, end)),
        part_of=hit.whole.figure.quantity.text if hit.whole else None,
        unit="household" if hit.household else "person",
        term=hit.term,
        measure=measure,
        group=group,
        origin=places[0],
        destination=places[1],
    )
