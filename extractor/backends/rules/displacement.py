"""Displacement numbers by rules: people or households whom a word of flight, evacuation, shelter or return governs."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from extractor.backends.rules.context import Context
from extractor.backends.rules.displacement_words import ACTS, BUILDINGS, COUNTABLE, HOUSEHOLDS, NEEDS_MORE, NOT_DISPLACED, PLACED, STATES, VERBS
from extractor.backends.rules.document import Document
from extractor.backends.rules.figure_words import PERSON_HEADS
from extractor.backends.rules.figures import ADV, CHANGE, DET, LINK, Counted, Stretch, figures_in, is_base, is_part, status
from extractor.text.quantity import lower_case
from schemas.displacement import DisplacementDraft, Measure, Term


def _any(words: Iterable[str]) -> str:
    return "|".join(sorted(words, key=len, reverse=True))


_TRIGGER: Final = re.compile(
    r"\b(?:displac|idps?\b|fle[ed]|evacu|relocat|shelter|homeless|return|refugee|refuge\b|uproot|homes?\b|houses?\b|dwelling|arriv|cross|camps?\b"
    r"|resettl|repatriat|evict|collaps|cent(?:re|er)s?\b|exodus|driven|asylum|abandon|left\b|leav|expel|rehous|moved?\b)"
)
_SETTING: Final = re.compile(
    r"\b(?:displac|idps?\b|fle[ed]|evacu|shelter|homeless|refug|camps?\b|homes?\b|houses\b|villages of origin|places of origin|areas of origin|border"
    r"|collective cent|host famil|asylum|exodus|escap|safety)"
)
_CRISIS: Final = re.compile(
    r"\b(?:war|truce|cease-?fire|fighting|conflict|clashes|violence|offensive|shelling|siege|floods?|flooding|quake|earthquake|storm|cyclone"
    r"|hurricane|typhoon)\b"
)
_AFTER: Final = re.compile(
    rf"\s*(?:\([^()]{{1,60}}\)\s*)?,?\s*(?:(?:who|that|which)\s+)?(?:{LINK}(?:(?:{ADV})\s+)*(?P<state>{_any(STATES)})"
    rf"|(?:(?:{ADV})\s+)*(?P<bare>{_any(STATES)})"
    rf"|(?:(?:have|had|has|to|will|would|could|may|might|were able to|was able to|began to|are|were)\s+)?(?:(?:{ADV})\s+)*(?P<verb>{_any(VERBS)}))\b"
)
_FAR: Final = re.compile(rf"\b(?:{LINK}(?:(?:{ADV})\s+)*(?P<state>{_any(STATES)})|(?:(?:have|had|has)\s+)?(?:(?:{ADV})\s+)*(?P<verb>{_any(VERBS)}))\b")
_ACT: Final = re.compile(rf"\b(?P<word>{_any(ACTS)})\s+(?:(?:{DET})\s+|(?:{ADV})\s+|(?:some|another|to|including)\s+)*\Z")
_TOLL: Final = re.compile(
    r"\b(?:(?:total )?(?:number|count|total|figure|tally|population|caseload)s?(?: number)? of (?:[\w-]+ ){0,3}?(?P<who>displaced|idps?|refugees"
    r"|returnees|evacuees|homeless|displacements|people (?:displaced|who (?:have )?fled)|families|households|persons)(?: (?P<unit>families|households))?"
    r"|(?P<short>displacement figure|displaced population|refugee population|idp population))\b[^.;:()]{0,90}?\b(?:to|at|of|is|was|are|were|be|stands"
    r"|stood|reached|reaches|reaching|reach|hit|passed|surpassed|exceeded|exceeds|topped|as|than|now|from|estimated)"
    r"(?:\s+(?:the|a|now|total|of|also|currently|already))*\s+\Z"
)
_BROUGHT: Final = re.compile(r"\b(?:bring(?:s|ing)?|brought|tak(?:es|ing)|took|rais(?:es|ed|ing)|push(?:es|ed|ing))\b[^.;]{0,40}\bto\s+\Z")
_BROUGHT_AFTER: Final = re.compile(
    r"\s+the (?:total )?number of (?:[\w-]+ ){0,3}?(?P<who>displaced|idps?|refugees|returnees|evacuees|people|families|households)"
)
_THIS_NUMBER: Final = re.compile(r"\b(?:this|that|the|their|its) (?:number|figure|total|toll)\b[^.;]{0,60}?\b(?:to|at|reach|exceed|be|hit|top|of)\s+\Z")
_CAUSED: Final = re.compile(
    r"\s+(?:[\w-]+\s+){0,3}?(?:to\s+(?:(?:temporarily|either)\s+)?)?(?P<word>flee|leave|evacuate|relocate|abandon|seek shelter|seek refuge"
    r"|seek safety|take shelter|take refuge|move|return|fleeing|from|out of|homeless|displaced|without (?:homes|shelter|a roof))\b"
)
_CAUSED_TERMS: Final[dict[str, Term]] = {
    "evacuate": "evacuated",
    "relocate": "relocated",
    "move": "relocated",
    "seek shelter": "sheltered",
    "take shelter": "sheltered",
    "take refuge": "sheltered",
    "return": "returned",
    "homeless": "homeless",
    "displaced": "displaced",
    "without homes": "homeless",
    "without shelter": "homeless",
    "without a roof": "homeless",
}
_CAUSING: Final = frozenset(word for words in NEEDS_MORE.values() for word in words)
_DESTROYED_AFTER: Final = re.compile(
    rf"(?:\s+(?:and|or)\s+\w+)?\s*(?:\([^()]{{1,40}}\)\s*)?(?:{LINK})?(?:(?:{ADV}|completely|totally|partially|fully|damaged or|damaged and"
    rf"|burned and|wholly|partly)\s+)*(?:destroyed|razed|levelled|leveled|demolished|burned down|burnt down|washed away|swept away|flattened"
    rf"|reduced to|torched|collapsed|buried)\b"
)
_DESTROYED_BEFORE: Final = re.compile(
    r"\b(?:destroy(?:ed|ing|s)|razed|razing|levell?ed|levell?ing|demolish(?:ed|ing)|flatten(?:ed|ing)|wash(?:ed|ing) away|swept away|burn(?:ed|t"
    r"|ing) down|torched|torching|buried|burying|gutted|gutting|destruction of)\s+(?:or\s+damag(?:ed|ing)\s+)?(?:(?:the|another|up)\s+)*\Z"
)
_CAMPED: Final = re.compile(
    r"\s+(?:(?:who|that)\s+)?(?:(?:are|were|is|was|still|now|currently|already|been|have|living|staying|remain|remained|sheltering"
    r"|sleeping)\s+)*(?:in|at|inside)\s+(?:[\w’'-]+\s+){0,4}?(?:camps?|shelters?|collective cent(?:er|re)s?|evacuation cent(?:er|re)s?|tents"
    r"|temporary (?:shelters?|accommodation)|transit cent(?:er|re)s?)\b"
)
_BLOCK: Final = re.compile(
    r"[;:\n]|\b(?:after|when|while|but|because|before|although|though|if|since|unless|until|whose|said|says|told|killed|injured|wounded|died|arrested"
    r"|detained|captured|attacked|received|assisted|need|needs|needed|reached)\b"
)
_JOINED: Final = re.compile(
    r"\s*(?:,\s*(?:and|as well as|or|including)?|,?\s*(?:and|as well as|or|along with|including))\s+(?:(?:also|the|another|a further|an additional|to"
    r"|of|some)\s+)*\Z"
)
_STOCK: Final = re.compile(
    r"\b(?:remain(?:s|ed|ing)?|still|currently|stands? at|stood at|are (?:now )?(?:living|staying|sheltering|hosted|displaced|homeless|in)"
    r"|were (?:living|staying|sheltering|in)|living in|staying in|sheltering in|hosts?|hosting|as of|number of (?:[\w-]+ ){0,2}(?:displaced|idps"
    r"|refugees|people displaced)|in (?:\w+ ){0,3}(?:camps?|shelters?|collective cent))\b"
)

_CAPITALS: Final = r"(?:al-|el-)?[A-Z][\w’'-]*(?:[ -](?:al-|el-|de |la |of )?[A-Z][\w’'-]*){0,4}"
_KIND: Final = (
    r"(?:(?:[A-Z]?[a-z-]+\s+){0,3}?(?:city|town|village|villages|province|district|region|regions|areas?|countryside|outskirts|suburbs?|parts?"
    r"|camps?|neighbou?rhoods?)\s+(?:of\s+)?)?"
)
_FROM: Final = re.compile(
    rf"\b(?:from|leave|left|fled|flee|fleeing|out of)\s+(?:their (?:homes|houses|villages) in\s+)?(?:the\s+)?(?P<place>{_KIND}{_CAPITALS}(?:(?:, "
    rf"| and |, and ){_CAPITALS}){{0,3}}|there\b)"
)
_TO: Final = re.compile(rf"\b(?:to|into|towards?|in)\s+(?:the\s+)?(?P<place>(?:neighbou?ring\s+)?{_KIND}{_CAPITALS}(?:(?:, | and |, and ){_CAPITALS}){{0,3}})")
_ARRIVED: Final = re.compile(r"\barriv\w+ (?P<place>there|here)\b")
_CALENDAR: Final = re.compile(
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)\b"
)


@dataclass(frozen=True, slots=True)
class Hit:
    """A figure with its term, the words that say so, the unit's noun, and the larger figure that it is part of."""

    figure: Counted
    term: Term
    cue: Stretch
    household: bool
    whole: Hit | None = None
    back: bool = False
    """True where the evidence begins in the sentence before."""


def find(document: Document) -> Iterator[tuple[DisplacementDraft, Stretch]]:
    """The displacement numbers of an article as drafts, each with the stretch of text that its words stand in."""
    lower = lower_case(document.text)
    if not _TRIGGER.search(lower):
        return
    context = Context(document, lower)
    last: list[Hit] = []
    last_sentence = (0, 0)
    for sentence in document.sentences:
        figures = figures_in(lower, document.quantities, sentence) if last or _TRIGGER.search(lower, *sentence) else []
        hits = _hits(lower, sentence, figures, last) if figures else []
        for hit in hits:
            yield _draft(context, (last_sentence[0], sentence[1]) if hit.back else sentence, sentence, hit)
        last, last_sentence = hits, sentence


def _hits(lower: str, sentence: Stretch, figures: list[Counted], last: list[Hit]) -> list[Hit]:
    """The displacement numbers among the counts of a sentence; `last` are those of the sentence before."""
    hits: list[Hit | None] = []
    for index, figure in enumerate(figures):
        before = next((hit for hit in reversed(hits) if hit), None)
        hit = _governed(lower, sentence, figures, index)
        part = is_part(lower, sentence, figure.quantity)
        if hit is None and part and _countable(figure):
            whole = before or (last[0] if last and index == 0 else None)
            hit = (
                Hit(figure, whole.term, whole.cue, figure.head in HOUSEHOLDS or (not figure.head and whole.household), whole, back=before is None)
                if whole
                else None
            )
        elif hit is None and last and _THIS_NUMBER.search(lower, max(sentence[0], figure.quantity.start - 90), figure.quantity.start):
            hit = Hit(figure, last[-1].term, (figure.quantity.start, figure.after), last[-1].household, back=True)
        elif hit is None and before and index and hits[-1] and CHANGE.fullmatch(lower, figures[index - 1].quantity.end, figure.quantity.start):
            hit = Hit(figure, before.term, before.cue, before.household)
        elif hit is None and before and index and hits[-1] and _countable(figure):
            gap = (figures[index - 1].after, figure.quantity.start)
            if _JOINED.fullmatch(lower, *gap) and (_is_household(figure) or _is_people(figure)):
                hit = Hit(figure, before.term, before.cue, _is_household(figure), before.whole)
        if hit and part and hit.whole is None and before and before.term == hit.term:
            hit = Hit(hit.figure, hit.term, hit.cue, hit.household, before, hit.back)
        hits.append(hit)
    for index in range(len(figures) - 2, -1, -1):  # "300 families or 1,200 people were evacuated": what governs the last governs the first
        figure, after = figures[index], hits[index + 1]
        if hits[index] or after is None or after.cue[0] < after.figure.quantity.end or not (_is_household(figure) or _is_people(figure)):
            continue
        if _JOINED.fullmatch(lower, figure.after, after.figure.quantity.start) and not is_part(lower, sentence, after.figure.quantity):
            hits[index] = Hit(figure, after.term, after.cue, _is_household(figure))
    return [hit for hit in hits if hit]


def _governed(lower: str, sentence: Stretch, figures: list[Counted], index: int) -> Hit | None:
    """The figure with the word of displacement that governs it directly."""
    figure = figures[index]
    quantity = figure.quantity
    floor = max(figures[index - 1].quantity.end if index else sentence[0], quantity.start - 140)
    household = _is_household(figure)
    destroyed = _DESTROYED_AFTER.match(lower, figure.after, sentence[1]) or _DESTROYED_BEFORE.search(lower, floor, quantity.start)
    if destroyed and figure.head in BUILDINGS:
        return Hit(figure, "housing_destroyed", destroyed.span(), True)
    if not _countable(figure):
        return None
    words = lower[figure.start : figure.end]
    if figure.head in COUNTABLE or re.search(r"\b(?:displaced|homeless|evacuated|uprooted)\b", words):
        term = (
            COUNTABLE[figure.head]
            if figure.head in COUNTABLE
            else next(STATES[word] for word in ("displaced", "homeless", "evacuated", "uprooted") if word in words)
        )
        act = _ACT.search(lower, floor, quantity.start)
        done = ACTS[act.group("word")] if act and act.group("word") not in _CAUSING else "displaced"
        return Hit(figure, done if done != "displaced" else _sharper(lower, figure, sentence, term), (figure.start, figure.end), household)
    if toll := _TOLL.search(lower, floor, quantity.start):
        who = toll.group("who") or ""
        return Hit(figure, COUNTABLE.get(who, "displaced"), toll.span(), who in HOUSEHOLDS or bool(toll.group("unit")) or household)
    if _BROUGHT.search(lower, floor, quantity.start) and (brought := _BROUGHT_AFTER.match(lower, quantity.end, sentence[1])):
        return Hit(figure, COUNTABLE.get(brought.group("who"), "displaced"), brought.span(), brought.group("who") in HOUSEHOLDS)
    if act := _ACT.search(lower, floor, quantity.start):
        hit = _object(lower, sentence, figure, act, household)
        if hit:
            return hit
    setting = bool(_SETTING.search(lower, *sentence) or (_CRISIS.search(lower, *sentence) and "return" in lower[slice(*sentence)]))
    if is_base(lower, sentence, figures, index):
        bare = _AFTER.match(lower, figure.after, sentence[1])
        return _subject(figure, bare, household, setting) if bare and bare.group("bare") else None
    if (after := _AFTER.match(lower, figure.after, sentence[1])) and (hit := _subject(figure, after, household, setting)):
        return hit
    if (camped := _CAMPED.match(lower, figure.after, sentence[1])) and _is_people(figure):
        return Hit(figure, "sheltered", camped.span(), household)
    if not (_is_people(figure) or household):
        return None
    limit = figures[index + 1].quantity.start if index + 1 < len(figures) and not _aside(lower, figure, figures[index + 1]) else sentence[1]
    for far in _FAR.finditer(lower, figure.after, min(limit, figure.after + 160)):
        if _BLOCK.search(lower, figure.after, far.start()):
            break
        if hit := _subject(figure, far, household, setting):
            return hit
    return None


def _object(lower: str, sentence: Stretch, figure: Counted, act: re.Match[str], household: bool) -> Hit | None:
    word = act.group("word")
    term = ACTS[word]
    if word in _CAUSING:
        caused = _CAUSED.match(lower, figure.after, sentence[1])
        return Hit(figure, _CAUSED_TERMS.get(caused.group("word"), "fled"), (act.start(), caused.end()), household) if caused else None
    if word in ("housing", "home to", "homes to", "hosts", "hosting", "hosted", "shelters") and not _SETTING.search(lower, *sentence):
        return None
    if word in ("driving", "drove"):
        return None
    if word in ("arrival of", "flight of", "return of", "influx of", "relocated", "relocating", "relocate", "relocation of") and not (
        household or _is_people(figure)
    ):
        return None
    return Hit(figure, term, act.span(), household)


def _subject(figure: Counted, match: re.Match[str], household: bool, setting: bool) -> Hit | None:
    groups = match.groupdict()
    word = " ".join((groups.get("state") or groups.get("bare") or groups.get("verb") or "").split())
    if word in PLACED and not (setting and (household or _is_people(figure))):
        return None
    if not (household or _is_people(figure) or not figure.head or figure.head.endswith("s")):
        return None
    return Hit(figure, STATES.get(word) or VERBS[word], match.span(), household)


def _sharper(lower: str, figure: Counted, sentence: Stretch, term: Term) -> Term:
    """What displaced people did, where a verb says more than the noun: "20,000 refugees returned"."""
    after = _AFTER.match(lower, figure.after, sentence[1])
    word = " ".join((after.group("state") or after.group("verb") or "").split()) if after else ""
    sharper = STATES.get(word) or VERBS.get(word)
    return sharper if sharper and sharper != "displaced" else term


def _aside(lower: str, figure: Counted, following: Counted) -> bool:
    """Whether the next figure stands in brackets or is named as a part: "310 households (1,600 people) arrived"."""
    gap = lower[figure.after : following.quantity.start]
    return "(" in gap or "includ" in gap


def _is_household(figure: Counted) -> bool:
    return figure.head in HOUSEHOLDS


def _is_people(figure: Counted) -> bool:
    return not figure.head or (
        figure.head not in NOT_DISPLACED
        and (figure.head in _PEOPLE or figure.head.endswith(("ers", "ors", "ans", "ists", "ese", "men", "ants", "ents", "ees", "is")))
    )


_PEOPLE: Final = PERSON_HEADS | {"displaced", "homeless", "population"}


def _countable(figure: Counted) -> bool:
    return figure.head not in NOT_DISPLACED


def _draft(context: Context, evidence: Stretch, sentence: Stretch, hit: Hit) -> tuple[DisplacementDraft, Stretch]:
    text, figure = context.text, hit.figure
    start, end = min(figure.quantity.start, hit.cue[0]), max(figure.after, hit.cue[1])
    measure: Measure = (
        "stock"
        if hit.term in ("sheltered",) or _STOCK.search(context.lower, max(evidence[0], figure.quantity.start - 100), min(evidence[1], figure.after + 60))
        else "flow"
    )
    origin, destination = _places(text, evidence, figure)
    draft = DisplacementDraft(
        evidence=text[slice(*evidence)],
        quantity=figure.quantity.text,
        status=status(context.lower, evidence, (start, end)),
        sources=context.sources(evidence, sentence),
        when=context.when(evidence, (start, end)),
        part_of=hit.whole.figure.quantity.text if hit.whole else None,
        unit="household" if hit.household else "person",
        term=hit.term,
        measure=measure,
        group=text[figure.start : figure.end].strip() or None if figure.head else None,
        origin=origin,
        destination=destination,
    )
    return draft, evidence


def _places(text: str, evidence: Stretch, figure: Counted) -> tuple[str | None, str | None]:
    """Where they left and where they went, behind the figure in its sentence."""
    if text[slice(*evidence)].isupper():
        return None, None
    found: list[Stretch | None] = []
    for pattern in (_FROM, _TO):
        matches = (match.span("place") for match in pattern.finditer(text, figure.quantity.end, evidence[1]) if not _CALENDAR.match(match.group("place")))
        found.append(next((span for span in matches if span not in found), None))
    origin, destination = (text[slice(*span)] if span else None for span in found)
    arrived = _ARRIVED.search(text, figure.quantity.end, evidence[1])
    return origin, arrived.group("place") if arrived else destination
