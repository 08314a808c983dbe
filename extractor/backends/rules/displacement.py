"""Displacement numbers by rules: people or households whom a word of flight, evacuation, shelter or return governs."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import partial
from itertools import zip_longest
from typing import Final

from extractor.backends.rules.alternatives import any_of
from extractor.backends.rules.context import Context
from extractor.backends.rules.displacement_hits import Hit, hits_in, is_crisis
from extractor.backends.rules.displacement_places import whence_and_whither
from extractor.backends.rules.displacement_words import BEGINNINGS
from extractor.backends.rules.document import Document
from extractor.backends.rules.figure_words import PERSON_HEADS
from extractor.backends.rules.figures import Stretch, status
from extractor.backends.rules.unreal import is_leisure
from schemas.displacement import DisplacementDraft, Measure, Term

_TRIGGER: Final = re.compile(rf"\b(?:{any_of(BEGINNINGS)})")
_STOCK: Final = re.compile(
    r"\b(?:remain(?:s|ed|ing)?|still|currently|stands? at|stood at|are (?:now )?(?:living|staying|sheltering|hosted|displaced|homeless|in)"
    r"|were (?:living|staying|sheltering|in)|living in|staying in|sheltering in|hosts?|hosting|as of|number of (?:[\w-]+ ){0,2}(?:displaced|idps"
    r"|refugees|people displaced)|in (?:\w+ ){0,3}(?:camps?|shelters?|collective cent))\b"
)

_AT_LEISURE: Final[frozenset[Term]] = frozenset(("fled", "relocated", "returned", "sheltered"))
"""What people also do without need: leave for the weekend, move to a new office."""
_REACH: Final = 500
"""How many characters a displacement number makes later words of moving tell of displacement."""
Places = tuple[str | None, str | None]
"""Where people left, where they went."""


def find(document: Document) -> Iterator[tuple[DisplacementDraft, Stretch]]:
    """The displacement numbers of an article as drafts, each with the stretch of text that its words stand in."""
    lower, sentences = document.lower, document.sentences
    triggered = frozenset(document.hinted("flight", _TRIGGER))
    if not triggered:
        return
    context = document.once(Context)
    crisis = partial(document.once, _tells_of_crisis)
    hits: list[Hit] = []
    recent: list[Hit] = []
    places: dict[Hit | None, Places] = {}
    groups: dict[Hit | None, str | None] = {}
    for index, sentence in enumerate(sentences):
        if recent:
            recent = [hit for hit in recent if sentence[0] - hit.figure.quantity.end < _REACH]
        if not recent and index not in triggered:
            hits = []
            continue
        last, hits = hits, []
        last_sentence = sentences[index - 1] if index else (0, 0)
        figures = document.figures(index)
        hits = hits_in(lower, sentence, document.words(sentence), figures, last, recent, crisis) if figures else []
        if hits and (sentence in document.drills or document.is_staged(sentence)):
            hits = []
        if not recent and any(hit.term in _AT_LEISURE for hit in hits) and is_leisure(lower, sentence, document.words(sentence)):
            hits = [hit for hit in hits if hit.term not in _AT_LEISURE]
        for hit, following in zip_longest(hits, hits[1:]):
            here = whence_and_whither(
                context.text, (sentence[0], _clause_end(lower, hit, following, sentence)), context.places(sentence), hit.figure, hit.cue, hit.term
            )
            whole = places.get(hit.whole, (None, None))
            places[hit] = (here[0] or whole[0], here[1] or whole[1])
            evidence = (last_sentence[0], sentence[1]) if hit.back else sentence
            groups[hit] = (
                _group(context, hit, sentence)
                or groups.get(hit.whole)
                or next((groups[other] for other in (hits if not hit.back else last) if other in groups), None)
            )
            yield _draft(context, evidence, sentence, hit, hits, places[hit], groups[hit]), evidence
        recent.extend(hits)


_ARE: Final = re.compile(
    rf"(?:\s+of\s+(?:them|these|those|the \w+))?\s+(?:were|are|was)\s+(?:all\s+|mostly\s+)?(?P<noun>(?:(?!(?:in|at|on|now"
    rf"|still)\b)\w+\s+)?(?:{any_of(PERSON_HEADS)}))\b"
)
_NUMBER_OF: Final = re.compile(r"\bof (?:[\w-]+ ){0,2}?(?P<noun>people|persons|families|households|residents|refugees|idps|evacuees|returnees|children)\b")


def _tells_of_crisis(document: Document) -> bool:
    return is_crisis(document.lower)


def _group(context: Context, hit: Hit, sentence: Stretch) -> str | None:
    """The words for who: those that the number counts, what they are said to be, or those that "the number of" counts."""
    figure = hit.figure
    if figure.head:
        return context.text[figure.start : figure.end].strip() or None
    said = _ARE.match(context.lower, figure.quantity.end, sentence[1])
    first = max(hit.cue[0], figure.quantity.start - _REACH)
    found = said or (_NUMBER_OF.search(context.lower, first, figure.quantity.start) if first < figure.quantity.start else None)
    return context.text[slice(*found.span("noun"))] if found else None


_NEXT_VERB: Final = re.compile(r"(?:,|\band|\bbut|\bwhile)\s+(?:\w+\s+)?\Z")


def _clause_end(lower: str, hit: Hit, following: Hit | None, sentence: Stretch) -> int:
    """Where the figure's clause ends: at a semicolon, or before the next figure that has its own verb, or that verb."""
    end = lower.find(";", hit.figure.after, sentence[1])
    limit = end if end >= 0 else sentence[1]
    if following is None or following.whole is not None or hit.cue[1] > following.figure.quantity.start:
        return limit
    if following.cue[0] >= following.figure.quantity.end:
        return min(limit, following.figure.quantity.start)
    if following.cue[0] > hit.figure.after and _NEXT_VERB.search(lower, hit.figure.after, following.cue[0]):
        return min(limit, following.cue[0])
    return limit


def _draft(context: Context, evidence: Stretch, sentence: Stretch, hit: Hit, hits: Sequence[Hit], places: Places, group: str | None) -> DisplacementDraft:
    text, figure = context.text, hit.figure
    start, end = min(figure.quantity.start, hit.cue[0]), max(figure.after, hit.cue[1])
    others = [(other.figure.quantity.start, other.figure.after) for other in hits if other is not hit]
    clause = next((other for other, _ in others if other > figure.quantity.start), evidence[1])
    measure: Measure = (
        "stock"
        if hit.term == "sheltered" or _STOCK.search(context.lower, max(evidence[0], figure.quantity.start - 100), min(clause, figure.after + 60))
        else "flow"
    )
    return DisplacementDraft(
        evidence=text[slice(*evidence)],
        quantity=figure.quantity.text,
        status=status(context.lower, evidence, (start, end), context.document.words(evidence)),
        sources=context.sources(evidence, sentence, (figure.quantity.start, figure.quantity.end)),
        when=context.when(evidence, (start, end), others),
        part_of=hit.whole.figure.quantity.text if hit.whole else None,
        unit="household" if hit.household else "person",
        term=hit.term,
        measure=measure,
        group=group,
        origin=places[0],
        destination=places[1],
    )
