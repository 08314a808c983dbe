"""Single victims stated without a number: "a guard was shot dead", "the murder of Ana Pesk". Precision before recall."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from extractor.backends.rules.casualty_words import CIVILIANS, COMBATANTS, ONE_PERSON, OUTCOMES
from extractor.backends.rules.context import Context
from extractor.backends.rules.figure_words import HARMS
from extractor.backends.rules.figures import Stretch, status
from extractor.text.quantity import implicit_one
from schemas.casualty import CasualtyDraft, Outcome

_ADJECTIVES: Final = r"(?:[\w-]+\s+){0,3}?"
_PERSON: Final = (
    rf"(?P<det>an?|another|his|her|their|the)\s+(?P<one>{_ADJECTIVES}(?:{'|'.join(ONE_PERSON)}))\b(?!\s*(?:['’]s|-))(?!\s+(?:killer|killers|group|team|unit"
    rf"|force|station|post|car|vehicle|officers?|s))"
)
_PASSIVE: Final = (
    r"(?:was|has been|had been|is|being|were)\s+(?:(?:also|reportedly|fatally|seriously|slightly|later|then|critically|brutally|severely|gravely|badly)\s+)*"
)
_DONE: Final = (
    r"(?P<word>killed|murdered|assassinated|executed|gunned down|shot dead|shot to death|slain|beheaded|stabbed to death|found dead|wounded|injured|hurt)\b"
)
_SUFFERED: Final = re.compile(
    rf"\b{_PERSON}(?:,[^,.;]{{1,60}},|\s+(?:in|from|at|of|on|near)\s+[^,.;]{{1,40}}?)?\s+(?:{_PASSIVE}{_DONE}|(?P<died>died)\b(?!\s+out))"
)
_DID: Final = re.compile(
    rf"\b(?P<word>killed|killing|murdered|murdering|assassinated|wounded|wounding|injured|injuring|death of|murder of|killing of"
    rf"|assassination of)\s+(?:and\s+\w+ed\s+)?{_PERSON}"
)
_NAME: Final = r"(?P<one>[A-Z][a-z’'-]+(?:\s+(?:al-|de\s|la\s|bin\s|van\s)?(?:[A-Z]\.|[A-Z][\w’'-]+)){1,3})"
_NO_TITLE: Final = "in|by|at|near|on|for|to|from|with|and|as|of|that|when|after|before|during|outside|inside|over|or|about|off"
_BODIES: Final = re.compile(
    r"\b(?:House|City|Street|State|States|Army|Ministry|Party|Council|University|River|Airport|Hospital|County|Forces?|Police|Group|Front|Movement"
    r"|Union|Bank|Times|News|Company|Church"
    r"|School|Park|Square|Bridge|Road|Avenue|Province|District|Region|Valley|Island|Nations|Agency|Department|Court|Congress|Parliament|Senate|Club"
    r"|League|Camp|Corps|Brigade|Division)\b"
)
"""Words in the names of bodies and places: not one person."""
_NAME_SUFFERED: Final = re.compile(rf"\b{_NAME}(?:,[^,.;]{{1,80}},|,)?\s+{_PASSIVE}{_DONE}")
_NAME_DONE: Final = re.compile(
    rf"\b(?P<word>murder of|assassination of|killing of|death of|killed|assassinated|murdered)\s+(?:(?!(?:{_NO_TITLE})\s)[a-z-]+\s+){{0,3}}?{_NAME}"
)
_JOINED: Final = re.compile(rf",?\s+and\s+{_PERSON}(?!\s+(?:was|were|is|has|had|who|said|told))")
_HARM: Final = re.compile(rf"\b(?:{'|'.join(HARMS)}|kill\w*|murder\w*|shot|stabbed|wound\w*|injur\w*)\b")
_WIRE: Final = re.compile(
    rf"\b(?P<word>death of|murder of|killing of|assassination of)\s+(?:(?:the|former|late)\s+)*(?P<one>{_ADJECTIVES}(?:{'|'.join(ONE_PERSON)}))\b(?!\s*['’])"
    rf"|\b(?P<title>(?:{'|'.join(ONE_PERSON)})(?:\s+[\w.-]+){{1,4}}?)(?:,[^,.;]{{1,80}},|,)?\s+(?:{_PASSIVE}{_DONE.replace('?P<word>', '?P<did>')})"
)
"""Titles without an article, as wire copy in capitals has them: "the murder of Archbishop ...", "Mayor ... was killed"."""
_TITLES: Final = re.compile(r"(?:The|A|An|In|On|At|Mr|Mrs|But|And|When|After|He|She|It|They|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)\s")


def singles(context: Context, sentence: Stretch, counts: Sequence[tuple[Stretch, Outcome]], named: set[str]) -> Iterator[tuple[CasualtyDraft, Stretch]]:
    """The single victims of a sentence beside its `counts`; each name once an article, remembered in `named`.

    A victim joined to a count shares its outcome: "killed three soldiers and a child".
    """
    text, lower = context.text, context.lower
    taken = [stretch for stretch, _ in counts]
    found: list[tuple[re.Match[str], Stretch]] = []
    for pattern, words in ((_SUFFERED, lower), (_DID, lower), (_NAME_SUFFERED, text), (_NAME_DONE, text)):
        found.extend((match, match.span("one")) for match in pattern.finditer(words, *sentence))
    if text[slice(*sentence)].isupper():
        found.extend((match, match.span("one" if match.group("one") else "title")) for match in _WIRE.finditer(lower, *sentence))
    shared: dict[Stretch, Outcome] = {}
    for stretch, outcome in counts:
        if (match := _JOINED.match(lower, stretch[1], sentence[1])) and match.span("one") not in [span for _, span in found]:
            found.append((match, match.span("one")))
            shared[match.span("one")] = outcome
    violent = bool(_HARM.search(lower, *sentence))
    for match, (start, end) in sorted(found, key=lambda pair: pair[1]):
        words = text[start:end]
        groups = match.groupdict()
        if _BODIES.search(words) and not words.isupper():
            continue
        if (groups.get("died") or (groups.get("word") or "").lower() == "death of") and not violent:
            continue
        if any(a < end and start < b for a, b in taken) or words.lower() in named or _TITLES.match(words) or implicit_one(text, start, end) is None:
            continue
        if groups.get("det") == "the" and any(name.endswith(words.lower().split()[-1]) for name in named):
            continue
        named.add(words.lower())
        taken = [*taken, (start, end)]
        harm = (groups.get("word") or groups.get("did") or "killed").lower()
        tokens = set(words.lower().split())
        draft = CasualtyDraft(
            evidence=text[slice(*sentence)],
            quantity=words,
            status=status(lower, sentence, match.span()),
            sources=context.sources(sentence),
            when=context.when(sentence, match.span()),
            outcome=shared.get((start, end)) or OUTCOMES.get(harm, "killed"),
            implicit=True,
            victims=words,
            victim_status="civilian" if tokens & CIVILIANS else "combatant" if tokens & COMBATANTS else "unknown",
            scope="incident",
            where=context.place(sentence, match.span()),
            cause=context.cause(sentence, match.span()),
        )
        yield draft, sentence
