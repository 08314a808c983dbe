"""Casualty figures by rules: numbers of people whom a word of death, injury or disappearance governs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from extractor.backends.rules.casualty_hits import Hit, hits_in, largest
from extractor.backends.rules.casualty_words import CIVILIANS, COMBATANTS, COUNTABLE
from extractor.backends.rules.context import Context
from extractor.backends.rules.document import Document
from extractor.backends.rules.figure_words import PERSON_HEADS
from extractor.backends.rules.figures import Counted, Stretch, figures_in, status
from extractor.backends.rules.single import singles
from schemas.casualty import CasualtyDraft, VictimStatus

TRIGGER: Final = re.compile(
    r"\b(?:kill|dead\b|death|die[sd]?\b|dying|injur|wound|hurt\b|slain|slew|slaughter|murder|massacr|assassinat|execut|casualt|fatal|missing\b"
    r"|disappear|perish|drown|behead|toll\b"
    r"|lynch|gunned|shot\b|lives\b|bod(?:y|ies)\b|corpse|maim|vanish|unaccounted|succumb|hospitali|treat|lost\b|losing|fallen|patients|burn|stabbed|beaten"
    r"|hacked|crushed|martyr|homicide|blown)"
)
_CUMULATIVE: Final = re.compile(
    r"\b(?:since|so far|to date|in total|this year|in all|until now|thus far|up to now|throughout|year-to-date|during the (?:\w+ )?(?:war|conflict|siege)"
    r"|(?:over|in|during|within|for) the (?:past|last|previous) (?!(?:few |24 )?hours)|in (?:\w+ ){1,2}(?:years?|months?|weeks?) of|(?:decade|year|month"
    r"|week)s?-long"
    r"|-(?:year|month|week)-old (?:\w+ )?(?:war|conflict|insurgency|siege|rebellion|uprising|campaign|feud|crisis))\b"
)


def find(document: Document) -> Iterator[tuple[CasualtyDraft, Stretch]]:
    """The casualty figures of an article as drafts, each with the stretch of text that its words stand in."""
    lower = document.lower
    if not TRIGGER.search(lower):
        return
    context = Context(document, lower)
    last: list[Hit] = []
    recent: list[Hit] = []
    last_sentence = (0, 0)
    named: set[str] = set()
    drafts: dict[Hit, CasualtyDraft] = {}
    for sentence in document.sentences:
        trigger = TRIGGER.search(lower, *sentence)
        figures = figures_in(lower, document.counts, sentence) if trigger or last else []
        hits = hits_in(lower, sentence, figures, last, recent) if figures else []
        for hit in hits:
            evidence = (last_sentence[0], sentence[1]) if hit.back else sentence
            draft = _draft(context, evidence, sentence, hit)
            like = drafts.get(hit.whole) if hit.whole else next((drafts[other] for other in hits if other in drafts), None)
            drafts[hit] = draft = _completed(draft, like, part=hit.whole is not None)
            yield draft, evidence
        if trigger:
            yield from singles(context, sentence, [((hit.figure.quantity.start, hit.figure.end), hit.outcome) for hit in hits], named, bool(last))
        recent = largest([*recent, *hits])
        last, last_sentence = hits, sentence


def _completed(draft: CasualtyDraft, like: CasualtyDraft | None, part: bool) -> CasualtyDraft:
    """The draft with place and cause of the figure that it is part of, or that stands before it in its sentence; a part has its whole's scope too."""
    if like is None:
        return draft
    return draft.model_copy(update={"where": draft.where or like.where, "cause": draft.cause or like.cause, "scope": like.scope if part else draft.scope})


def _draft(context: Context, evidence: Stretch, sentence: Stretch, hit: Hit) -> CasualtyDraft:
    text, figure = context.text, hit.figure
    start, end = min(figure.quantity.start, hit.cue[0]), max(figure.after, hit.cue[1])
    found = _victims(context.lower, hit, sentence[1])
    victims = text[slice(*found)].strip() if found else ""
    return CasualtyDraft(
        evidence=text[slice(*evidence)],
        quantity=figure.quantity.text,
        status=status(context.lower, evidence, (start, end)),
        sources=context.sources(evidence, sentence, (figure.quantity.start, figure.quantity.end)),
        when=context.when(evidence, (start, end)),
        part_of=hit.whole.figure.quantity.text if hit.whole else None,
        outcome=hit.outcome,
        victims=victims or None,
        victim_status=_victim_status(context.lower, evidence, figure, victims.lower()),
        scope="cumulative" if _CUMULATIVE.search(context.lower, *evidence) else "incident",
        where=context.place(evidence, (start, end)),
        cause=context.cause(evidence, (start, end), figure.quantity.start),
    )


_FROM_WHERE: Final = r"(?:\s+(?:of|from)\s+(?:the|an?)\s+\w+)?"
_ARE: Final = re.compile(
    rf"(?:\s+of\s+(?:the|those|these|them)\b(?:\s+(?!(?:were|are|was|is)\b)\w+){{0,4}}?)?(?:\s+(?:were|are|was|is|being)|(?<=them)|(?<=whom))"
    rf"\s+(?:all\s+|mostly\s+|reportedly\s+|believed to be\s+)?(?P<noun>(?:{'|'.join(sorted(PERSON_HEADS - {'dead'}))})\b{_FROM_WHERE})"
)
_MEMBERS: Final = re.compile(
    r"\s+of\s+(?:the|an?)\s+(?:(?!(?:in|on|at|by|was|were|had|have|has|and|who|that|when|after|during|killed|died|dead|injured)\b)[\w’'-]+(?:\s+"
    r"|\b)){1,4}(?<=\w)"
)
"""What a group's members belong to: "soldiers of the coast guard"."""
_GROUPS: Final = frozenset("members member fighters soldiers officers officer troops pupils students employees workers guards crew passengers".split())
_REMAINS: Final = frozenset(("bodies", "body", "corpses"))


def _victims(lower: str, hit: Hit, limit: int) -> Stretch | None:
    """The words for who: those that the number counts, what they are said to be ("30 were children"), or those of a figure before."""
    figure = hit.figure
    if figure.head and figure.head not in COUNTABLE - _REMAINS and figure.head != "lives":
        members = _MEMBERS.match(lower, figure.end, limit) if figure.head in _GROUPS else None
        return figure.start, members.end() if members else figure.end
    if said := _ARE.match(lower, figure.quantity.end, limit) or _ARE.match(lower, figure.after, limit):
        return said.span("noun")
    return (hit.like.start, hit.like.end) if hit.like else None


def _victim_status(lower: str, evidence: Stretch, figure: Counted, victims: str) -> VictimStatus:
    """By the counted words, and by what the clause behind them adds ("mostly fighters but also 20 civilians")."""
    words = set(re.findall(r"[\w-]+", victims)) | set(re.findall(r"[\w-]+", lower[figure.start : figure.end]))
    if words & CIVILIANS:
        return "mixed" if words & COMBATANTS else "civilian"
    if words & COMBATANTS:
        return "combatant"
    behind = re.match(
        r"\s*,?\s*(?:mostly|mainly|including|most of them|among them|both|half of them|the majority of them)[^.;]{0,80}", lower[figure.after : evidence[1]]
    )
    added = set(re.findall(r"[\w-]+", behind.group())) if behind else set()
    return "mixed" if added & CIVILIANS and added & COMBATANTS else "unknown"
