"""Casualty figures by rules: numbers of people whom a word of death, injury or disappearance governs."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from extractor.backends.rules.alternatives import any_of
from extractor.backends.rules.casualty_hits import Hit, hits_in, largest, size
from extractor.backends.rules.casualty_patterns import OF_THE_HARMED
from extractor.backends.rules.casualty_words import BEGINNINGS, CIVILIANS, COMBATANTS, COUNTABLE, FORCES, REMAINS
from extractor.backends.rules.context import Context
from extractor.backends.rules.document import Document
from extractor.backends.rules.figure_words import PERSON_HEADS
from extractor.backends.rules.figures import Stretch, is_base, status
from extractor.backends.rules.single import Told, singles
from extractor.backends.rules.unreal import is_figurative
from schemas.casualty import CasualtyDraft, VictimStatus

_TRIGGER: Final = re.compile(rf"\b(?:{any_of(BEGINNINGS)})")
_CUMULATIVE: Final = re.compile(
    r"\b(?:(?<!have )(?<!has )(?<!had )since(?! \w+(?: \d{4})?, when)|so far|to date|in total|this year|in all|until now|thus far|up to now|throughout"
    r"|year-to-date|during the (?:\w+ )?(?:war|conflict|siege)"
    r"|(?:over|in|during|within|for) the (?:past|last|previous) (?!(?:few |24 )?hours)|in (?:\w+ ){1,2}(?:years?|months?|weeks?) of|(?:decade|year|month"
    r"|week)s?-long"
    r"|-(?:year|month|week)-old (?:\w+ )?(?:war|conflict|insurgency|siege|rebellion|uprising|campaign|feud|crisis))\b"
)


def find(document: Document) -> Iterator[tuple[CasualtyDraft, Stretch]]:
    """The casualty figures of an article as drafts, each with the stretch of text that its words stand in."""
    lower, sentences = document.lower, document.sentences
    triggered = frozenset(document.hinted("harm", _TRIGGER))
    if not triggered:
        return
    context = document.once(Context)
    last: list[Hit] = []
    recent: list[Hit] = []
    named: set[str] = set()
    drafts: dict[Hit, CasualtyDraft] = {}
    for index, sentence in enumerate(sentences):
        trigger = index in triggered
        if not trigger and not last:  # no figure can stand here, and none be remembered
            continue
        last_sentence = sentences[index - 1] if index else None
        beside = last_sentence if last_sentence and "\n" not in document.text[last_sentence[1] : sentence[0]] else None
        figures = document.figures(index)
        found = hits_in(lower, sentence, document.words(sentence), figures, last, recent) if figures else []
        if found and (sentence in document.drills or (trigger and document.is_staged(sentence))):
            found = []
        missing = any(hit.outcome == "missing" for hit in found)
        counts = [figure.quantity.start for at, figure in enumerate(figures) if not is_base(lower, sentence, figures, at)] if missing else []
        hits = [hit for hit in found if not is_figurative(lower, sentence, hit.outcome, document.words(sentence), hit.figure.quantity.start, counts)]
        for hit in hits:
            evidence = (last_sentence[0], sentence[1]) if hit.back and last_sentence else sentence
            draft = _draft(context, evidence, sentence, hit, hits, beside)
            like = drafts.get(hit.whole) if hit.whole else next((drafts[other] for other in hits if other in drafts), None)
            drafts[hit] = draft = _completed(draft, like, part=hit.whole is not None)
            yield draft, evidence
        if trigger:
            wholes = {hit.outcome: hit.figure.quantity.text for hit in sorted([*recent, *hits], key=size)}
            like = drafts[hits[0]] if hits else None
            for single, stretch in singles(context, sentence, [_told(hit) for hit in hits], named, wholes, beside, bool(last)):
                like = _completed(single, like, part=False)
                yield like, stretch
        recent = largest([*recent, *hits]) if hits else recent
        last = hits


def _told(hit: Hit) -> Told:
    quantity = hit.figure.quantity
    return Told(quantity.start, max(hit.figure.end, quantity.end), hit.outcome, hit.cue[0])


def _completed(draft: CasualtyDraft, like: CasualtyDraft | None, part: bool) -> CasualtyDraft:
    """The draft with place and cause of the figure that it is part of, or that stands before it in its sentence.

    A part has its whole's scope too, and is civilian or combatant where the whole is.
    """
    if like is None:
        return draft
    found: dict[str, object] = {"where": draft.where or like.where, "cause": draft.cause or like.cause}
    if part:
        found["scope"] = like.scope
        if draft.victim_status == "unknown" and like.victim_status != "mixed":
            found["victim_status"] = like.victim_status
    return draft.model_copy(update=found)


def _draft(context: Context, evidence: Stretch, sentence: Stretch, hit: Hit, hits: Sequence[Hit], before: Stretch | None) -> CasualtyDraft:
    text, figure, words = context.text, hit.figure, context.document.words(evidence)
    start, end = min(figure.quantity.start, hit.cue[0]), max(figure.after, hit.cue[1])
    stated = status(context.lower, evidence, (start, end), words)
    alone = stated != "asserted" or hit.whole is not None or OF_THE_HARMED.match(context.lower, figure.quantity.end, sentence[1]) is not None
    found = _victims(context.lower, hit, sentence[1])
    victims = text[slice(*found)].strip() if found else ""
    return CasualtyDraft(
        evidence=text[slice(*evidence)],
        quantity=figure.quantity.text,
        status=stated,
        sources=context.sources(evidence, sentence, (figure.quantity.start, figure.quantity.end)),
        when=context.when(evidence, (start, end), [(other.figure.quantity.start, other.figure.after) for other in hits if other is not hit]),
        part_of=hit.whole.figure.quantity.text if hit.whole else None,
        outcome=hit.outcome,
        victims=victims or None,
        victim_status=_victim_status(context.lower, sentence, hit, victims.lower()),
        scope="cumulative" if _CUMULATIVE.search(context.lower, *evidence) else "incident",
        where=context.place(evidence, (start, end), None if alone else before),
        cause=context.cause(evidence, (start, end), figure.quantity.start, None if alone else before),
    )


_FROM_WHERE: Final = r"(?:\s+(?:of|from)\s+(?:the|an?)\s+\w+)?"
_ARE: Final = re.compile(
    rf"(?:\s+of\s+(?:the|those|these|them)\b(?:\s+(?!(?:were|are|was|is)\b)\w+){{0,4}}?)?(?:\s+(?:were|are|was|is|being)|(?<=them)|(?<=whom))"
    rf"\s+(?:all\s+|mostly\s+|reportedly\s+|believed to be\s+)?(?P<noun>(?:\w+\s+(?=officers\b))?(?:{any_of(PERSON_HEADS - {'dead'})})\b{_FROM_WHERE})"
)
_MEMBERS: Final = re.compile(
    r"\s+of\s+(?:the|an?)\s+(?:(?!(?:in|on|at|by|was|were|had|have|has|and|who|that|when|after|during|killed|died|dead|injured)\b)[\w’'-]+(?:\s+"
    r"|\b)){1,4}(?<=\w)"
)
"""What a group's members belong to: "soldiers of the coast guard"."""
_OTHERS: Final = re.compile(r"\s+(?:of\s+)?(?P<noun>others)\b(?!\s+(?:of|in|on)\s+(?:the|those)\s+(?:dead|injured|missing))")
"""Who is counted beside those before: "wounding 22 others"."""
_GROUPS: Final = frozenset("members member fighters soldiers officers officer troops pupils students employees workers guards crew passengers".split())


def _victims(lower: str, hit: Hit, limit: int) -> Stretch | None:
    """The words for who: those that the number counts, what they are said to be ("30 were children"), or those of a figure before."""
    figure = hit.figure
    if figure.head and figure.head not in COUNTABLE - REMAINS and figure.head != "lives":
        members = _MEMBERS.match(lower, figure.end, limit) if figure.head in _GROUPS else None
        return figure.start, members.end() if members else figure.end
    if said := _ARE.match(lower, figure.quantity.end, limit) or _ARE.match(lower, figure.after, limit):
        return said.span("noun")
    if others := _OTHERS.match(lower, figure.quantity.end, limit):
        return others.span("noun")
    return (hit.like.start, hit.like.end) if hit.like else None


_LOSSES: Final = re.compile(
    rf"\b{FORCES}\b(?:(?:\s+(?:have|has|had|itself|only|also|alone|forces|claims?|says?|said|admitted|that|it|they))*\s+(?:sustained|suffered|took|lost|losing|suffering"
    rf"|sustaining|mourned|buried|counted)|[’']s?\s+(?:own\s+)?(?:losses|casualties|dead|wounded)\b)[^.;,]{{0,40}}\Z"
)
_INFLICTED: Final = re.compile(
    rf"\binflict\w*\b[^.;]{{0,50}}\Z|\b{FORCES}\b[^.;]{{0,90}}?\b(?:sustained|suffered|conceded)\s+(?:(?:at least|about|around|some|only)\s+)?\Z"
)
"""Before the casualties of fighting: "the army inflicted 12 casualties", "the rebels shelled a post and suffered six casualties"."""
_AMONG_FORCES: Final = re.compile(rf"\s+(?:on|to|among|in|from|of)\s+(?:(?:the|its|their|our|his)\s+)?(?:ranks of (?:the )?)?(?:[\w-]+\s+){{0,3}}?{FORCES}\b")
_UPON: Final = re.compile(r"\s+(?:on|upon|among|to)\b")
_LOSS_WORDS: Final = frozenset(("casualties", "casualty", "losses"))
_OWN_FORCES: Final = re.compile(rf"\b{FORCES}\b")


def _victim_status(lower: str, sentence: Stretch, hit: Hit, victims: str) -> VictimStatus:
    """What the article calls the victims, never what their trade or age suggests.

    By the counted words, by whose losses they are, and by what the clause behind them adds ("mostly fighters but also 20 civilians").
    """
    figure = hit.figure
    own = f"{victims} {lower[figure.start : figure.end]}"
    words = set(re.findall(r"[\w-]+", own))
    civil, fighting = words & CIVILIANS, words & COMBATANTS
    if civil or fighting:
        return "mixed" if civil and fighting else "combatant" if fighting else "civilian"
    behind = _BREAKDOWN.search(lower, figure.after, min(sentence[1], figure.after + 120))
    added = set(re.findall(r"[\w-]+", behind.group())) if behind else set()
    if added & CIVILIANS and added & COMBATANTS:
        return "mixed"
    if figure.head in COUNTABLE or figure.head in ("", "men", "officers", "people") or _OWN_FORCES.fullmatch(figure.head):
        floor = max(sentence[0], figure.quantity.start - 90)
        before = floor, figure.quantity.start
        fought = figure.head in _LOSS_WORDS and _INFLICTED.search(lower, *before) and not _UPON.match(lower, figure.after)
        if _OWN_FORCES.search(own) or fought or _LOSSES.search(lower, *before) or _AMONG_FORCES.match(lower, figure.after, sentence[1]):
            return "combatant"
    return "unknown"


_BREAKDOWN: Final = re.compile(
    r"(?:\b(?:mostly|mainly|including|included|most of them|among them|both|half of them|the majority of them)\b|\s[–—]\s|\()[^.;)]{0,90}"
)
"""What a count divides into, behind it."""
