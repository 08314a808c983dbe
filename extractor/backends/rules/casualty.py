"""Casualty figures by rules: numbers of people whom a word of death, injury or disappearance governs."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from extractor.backends.rules.casualty_words import ACTS, CIVILIANS, COMBATANTS, COUNTABLE, NAMED, OUTCOMES, STATES, TOLLS, VERBS
from extractor.backends.rules.context import Context
from extractor.backends.rules.document import Document
from extractor.backends.rules.figure_words import NOT_PEOPLE, PERSON_HEADS
from extractor.backends.rules.figures import ADV, CHANGE, DET, LINK, Counted, Stretch, figures_in, is_base, is_part, status
from extractor.backends.rules.single import singles
from extractor.text.quantity import lower_case
from schemas.casualty import CasualtyDraft, Outcome, VictimStatus


def _any(words: Iterable[str]) -> str:
    return "|".join(sorted(words, key=len, reverse=True))


TRIGGER: Final = re.compile(
    r"\b(?:kill|dead\b|death|die[sd]?\b|dying|injur|wound|hurt\b|slain|slew|slaughter|murder|massacr|assassinat|execut|casualt|fatal|missing\b"
    r"|disappear|perish|drown|behead|toll\b"
    r"|lynch|gunned|shot\b|lives\b|bod(?:y|ies)\b|corpse|maim|vanish|unaccounted|succumb|hospitali|burn|stabbed|beaten|hacked|crushed|martyr|homicide|blown)"
)
_STATE: Final = _any(STATES)
_PAIR: Final = rf"(?P<word>{_STATE})(?:\s*(?:,|and|or|and/or|or else)\s+(?:(?:{ADV})\s+)*(?P<second>{_STATE}))?\b(?!-)"
_AFTER: Final = re.compile(
    rf"\s*(?:\([^()]{{1,60}}\)\s*)?,?\s*(?:(?:who|that|which)\s+)?(?:{LINK}|(?:(?:{ADV})\s+)+)?(?:{_PAIR}|(?:(?:{ADV})\s+)*(?P<verb>{_any(VERBS)})\b)"
)
_FAR: Final = re.compile(rf"\b(?:{LINK}{_PAIR}|(?:(?:have|had|has)\s+)?(?P<verb>{_any(VERBS)})\b)")
_ACT: Final = re.compile(
    rf"\b(?:(?P<second>{_any(ACTS)})\s*(?:,|and|or|and/or)\s+(?:\w+ly\s+)?)?(?P<word>{_any(ACTS)}|{_any(NAMED)})\s+(?:(?:{DET})\s+|(?:{ADV})\s+"
    rf"|(?:some|another|to|including)\s+)*\Z"
)
_TOLL: Final = {
    outcome: re.compile(
        rf"\b(?:{names})\b(?:[^.;:()]{{0,90}}?\b(?:to|at|of|is|was|are|were|stands|stood|reached|reaches|reaching|reach|hit|passed|surpassed|exceeded"
        rf"|exceeds|exceed|topped|as|than|now|from)"
        r"|:|\s+from)(?:\s+(?:the|a|now|total|of|also|currently|already|probably|possibly))*\s+\Z"
    )
    for outcome, names in TOLLS.items()
}
_THOSE: Final = re.compile(
    rf"\b(?:(?:of|among) the (?P<of>{_any(STATES | COUNTABLE)}|victims)\s*,(?:\s+(?:the|at least))*\s+|(?:those|the|people|persons"
    rf"|others)\s+(?:\w+\s+)?(?P<word>{_any(STATES | COUNTABLE)}|victims)\s+(?:include[sd]?|including|comprised?|were|are|was)(?:\s+(?:also|the|a))*\s+)\Z"
)
_ALONGSIDE: Final = re.compile(
    rf"\b(?P<word>{_any(ACTS)}|{_any(NAMED)}|{_STATE})\s+(?:of\s+)?(?:(?:an?|the|his|her|their)\s+[\w\s’'-]{{3,50}}?(?:,\s+)?\b(?:and"
    rf"|as well as)\s+(?:of\s+|to\s+|with\s+)?|[^.;:]{{0,40}}?\b(?:along|together) with\s+)"
    r"(?:(?:the|their|his|her|another|its)\s+)*\Z"
)
_OF_THE: Final = re.compile(r"\b(?:of|among) (?:the|those|these)\s+\Z")
_BESIDE: Final = re.compile(
    rf"\b(?P<word>{_any(ACTS)}|{_any(NAMED)})\s+(?!(?:on|in|at|by|after|near|for|during|with|when|while|and)\b)[^\W\d][\w’'-]*(?:\s+(?!(?:on|in|at|by"
    rf"|after|near|for|during|with|when|while|and)\b)[^\W\d][\w’'.-]*){{0,4}}"
    r"\s+and\s+\Z"
)
_FAILED: Final = re.compile(
    r"\b(?:fail(?:ed|s|ing)? to|without|unable to|avoid(?:ed|ing)?|not|never|instead of|rather than|no one (?:was )?|nobody (?:was )?|prevent(?:ed"
    r"|ing)?)\s+\Z"
)
_LOST: Final = re.compile(r"\b(?:claim(?:ed|ing|s)?|cost(?:ing|s)?|took|taken?|taking|lost|losing)\s+(?:(?:the|up|a|total|of)\s+)*\Z")
_JOINED: Final = re.compile(
    r"\s*(?:,\s*(?:and|as well as|plus|or|including)?|,?\s*(?:and|as well as|plus|or|along with|together with|including))\s+"
    r"(?:(?:also|the|another|a further|an additional|their|his|her|its|to|of|some)\s+)*\Z"
    r"|,\s+an?\s+[^.;:]{3,60}?,?\s+and\s+\Z"
)
_BLOCK: Final = re.compile(
    r"[;:\n]|\b(?:after|when|while|but(?!\s+also)|because|before|although|though|if|since|unless|until|whose|said|says|told|were|was|had|has|have|are"
    r"|is|will|would|did|do|fled|arrested|detained"
    r"|captured|attacked|opened|fired|took|escaped|freed|released|claimed|killed|injured|wounded|sent|deployed|attended|demanded|accused|shot|carried"
    r"|entered|reported|by|that|against)\b"
)
_CUMULATIVE: Final = re.compile(
    r"\b(?:since|so far|to date|in total|this year|in all|until now|thus far|up to now|throughout|year-to-date|during the (?:\w+ )?(?:war|conflict|siege)"
    r"|(?:over|in|during|within|for) the (?:past|last|previous) (?!(?:few |24 )?hours)|in (?:\w+ ){1,2}(?:years?|months?|weeks?) of|(?:decade|year"
    r"|month|week)s?-(?:long|old))\b"
)


@dataclass(frozen=True, slots=True)
class Hit:
    """A figure with its outcome, the words that say so, and the larger figure that it is part of."""

    figure: Counted
    outcome: Outcome
    cue: Stretch
    whole: Hit | None = None


def find(document: Document) -> Iterator[tuple[CasualtyDraft, Stretch]]:
    """The casualty figures of an article as drafts, each with the stretch of text that its words stand in."""
    lower = lower_case(document.text)
    if not TRIGGER.search(lower):
        return
    context = Context(document, lower)
    last: list[Hit] = []
    last_sentence = (0, 0)
    named: set[str] = set()
    for sentence in document.sentences:
        trigger = TRIGGER.search(lower, *sentence)
        figures = figures_in(lower, document.quantities, sentence) if trigger or last else []
        hits = _hits(lower, sentence, figures, last)
        for hit in hits:
            evidence = (last_sentence[0], sentence[1]) if hit.whole in last else sentence
            yield _draft(context, evidence, sentence, hit)
        if trigger:
            yield from singles(context, sentence, [((hit.figure.quantity.start, hit.figure.end), hit.outcome) for hit in hits], named)
        last, last_sentence = hits, sentence


def _hits(lower: str, sentence: Stretch, figures: list[Counted], last: list[Hit]) -> list[Hit]:
    """The casualty figures among the counts of a sentence; `last` are those of the sentence before."""
    hits: dict[int, Hit] = {}
    for index, figure in enumerate(figures):
        hit = _governed(lower, sentence, figures, index)
        if hit is None and _is_part(lower, sentence, figures, index):
            whole = next((hits[i] for i in range(index - 1, -1, -1) if i in hits), None) or (last[0] if last and index == 0 else None)
            hit = Hit(figure, whole.outcome, whole.cue, whole) if whole and _countable(figure) else None
        if hit is None and index - 1 in hits and CHANGE.fullmatch(lower, figures[index - 1].quantity.end, figure.quantity.start):
            hit = Hit(figure, hits[index - 1].outcome, hits[index - 1].cue)
        if hit is None and index - 1 in hits and _JOINED.fullmatch(lower, figures[index - 1].after, figure.quantity.start) and _joinable(figure):
            before = hits[index - 1]
            hit = Hit(figure, before.outcome, before.cue, before.whole)
        if hit and hit.whole is None and _is_part(lower, sentence, figures, index):
            hit = Hit(figure, hit.outcome, hit.cue, next((hits[i] for i in range(index - 1, -1, -1) if i in hits and hits[i].outcome == hit.outcome), None))
        if hit:
            hits[index] = hit
    for index in range(len(figures) - 2, -1, -1):  # "two nurses and a dozen patients were killed": what governs the last governs the first
        after = hits.get(index + 1)
        if index in hits or after is None or after.cue[0] < after.figure.quantity.end or not _countable(figures[index]):
            continue
        if _is_part(lower, sentence, figures, index + 1) and after.whole is None:
            hits[index] = Hit(figures[index], after.outcome, after.cue)
            hits[index + 1] = Hit(after.figure, after.outcome, after.cue, hits[index])
        elif _JOINED.fullmatch(lower, figures[index].after, after.figure.quantity.start):
            hits[index] = Hit(figures[index], after.outcome, after.cue)
    return [hits[index] for index in sorted(hits)]


def _is_part(lower: str, sentence: Stretch, figures: list[Counted], index: int) -> bool:
    """Whether the figure is put as a part of the one before: "sixty, including 9", "of the 62 dead, 14"."""
    if is_part(lower, sentence, figures[index].quantity):
        return True
    before = figures[index - 1] if index else None
    return (
        before is not None
        and bool(_OF_THE.search(lower, max(sentence[0], before.quantity.start - 12), before.quantity.start))
        and bool(re.fullmatch(r"(?:\s+(?:dead|killed|wounded|injured|missing))?,\s+", lower[before.after : figures[index].quantity.start]))
    )


def _governed(lower: str, sentence: Stretch, figures: list[Counted], index: int) -> Hit | None:
    """The figure with the word of harm that governs it directly."""
    figure = figures[index]
    quantity = figure.quantity
    floor = max(figures[index - 1].quantity.end if index else sentence[0], quantity.start - 140)
    limit = min(sentence[1], figures[index + 1].quantity.start if index + 1 < len(figures) else sentence[1])
    if figure.head in COUNTABLE:
        return Hit(figure, OUTCOMES[figure.head], (figure.start, figure.end))
    if figure.head == "lives" and (lost := _LOST.search(lower, floor, quantity.start)):
        return Hit(figure, "killed", (lost.start(), figure.end))
    if not _countable(figure):
        return None
    if figure.head and is_base(lower, sentence, figures, index):
        return None
    if after := _AFTER.match(lower, figure.after, sentence[1]):
        return Hit(figure, _outcome(after), after.span())
    if act := _ACT.search(lower, floor, quantity.start):
        return Hit(figure, _outcome(act), act.span()) if _is_object(lower, act) else None
    if those := _THOSE.search(lower, floor, quantity.start):
        return Hit(figure, OUTCOMES.get(those.group("word") or those.group("of"), "killed"), those.span())
    for outcome, pattern in _TOLL.items():
        if (toll := pattern.search(lower, floor, quantity.start)) and not _BLOCK_TOLL.search(toll.group()):
            return Hit(figure, outcome, toll.span())
    far_limit = sentence[1] if limit < sentence[1] and _is_part(lower, sentence, figures, index + 1) else limit
    if (
        _person(figure)
        and (far := _FAR.search(lower, figure.after, min(far_limit, figure.after + 160)))
        and not _BLOCK.search(lower, figure.after, far.start())
    ):
        return Hit(figure, _outcome(far), far.span())
    if (
        _joinable(figure)
        and (beside := _ALONGSIDE.search(lower, floor, quantity.start) or _beside(lower, floor, figure))
        and not _BLOCK.search(lower, beside.end("word"), quantity.start)
    ):
        return Hit(figure, _outcome(beside), beside.span())
    return None


def _beside(lower: str, floor: int, figure: Counted) -> re.Match[str] | None:
    """The act before a name and "and": "killed Ana Pesk and two guards"."""
    return _BESIDE.search(lower, floor, figure.quantity.start) if figure.head in PERSON_HEADS else None


_BLOCK_TOLL: Final = re.compile(r"\b(?:arrested|detained|captured|displaced|fled)\b")


def _outcome(match: re.Match[str]) -> Outcome:
    groups = match.groupdict()
    words = [" ".join(word.split()) for word in (groups.get("word") or groups.get("verb"), groups.get("second")) if word]
    outcomes = {OUTCOMES[word] for word in words}
    return outcomes.pop() if len(outcomes) == 1 else "unspecified"


def _is_object(lower: str, act: re.Match[str]) -> bool:
    """Whether what stands before the act lets a victim follow: "was killed two days later" does not."""
    if _FAILED.search(lower, max(0, act.start() - 24), act.start()):
        return False
    return not re.search(r"\b(?:was|were|been|be|being|are|is|get|got)\s+(?:\w+ly\s+)?\Z", lower[max(0, act.start() - 24) : act.start()]) or act.group(
        "word"
    ).endswith("ing")


def _countable(figure: Counted) -> bool:
    """Whether the figure may count people: its noun is no thing, or it has none."""
    return figure.head not in NOT_PEOPLE


def _person(figure: Counted) -> bool:
    return (
        figure.head in PERSON_HEADS
        or not figure.head
        or figure.head.endswith(("ers", "ors", "ans", "ists", "ese", "men", "women", "ants", "ents", "ees", "eds", "is"))
    )


def _joinable(figure: Counted) -> bool:
    """Whether a further number in a list may count people of the same fate."""
    return _countable(figure) and (_person(figure) or figure.head.endswith("s"))


def _draft(context: Context, evidence: Stretch, sentence: Stretch, hit: Hit) -> tuple[CasualtyDraft, Stretch]:
    text, figure = context.text, hit.figure
    start, end = min(figure.quantity.start, hit.cue[0]), max(figure.after, hit.cue[1])
    start_victims, end_victims = _victims(context.lower, figure)
    victims = text[start_victims:end_victims].strip()
    draft = CasualtyDraft(
        evidence=text[slice(*evidence)],
        quantity=figure.quantity.text,
        status=status(context.lower, evidence, (start, end)),
        sources=context.sources(evidence, sentence),
        when=context.when(evidence, (start, end)),
        part_of=hit.whole.figure.quantity.text if hit.whole else None,
        outcome=hit.outcome,
        victims=victims or None,
        victim_status=_victim_status(context.lower, evidence, figure, victims.lower()),
        scope="cumulative" if _CUMULATIVE.search(context.lower, *evidence) else "incident",
        where=context.place(evidence, (start, end)),
        cause=context.cause(evidence, (start, end)),
    )
    return draft, evidence


_ARE: Final = re.compile(
    rf"(?:\s+(?:were|are|was|is|being)|(?<=them)|(?<=whom))\s+(?:all\s+|mostly\s+|reportedly\s+"
    rf"|believed to be\s+)?(?P<noun>{'|'.join(sorted(PERSON_HEADS - {'dead'}))})\b"
)


def _victims(lower: str, figure: Counted) -> Stretch:
    """The words for who: those that the number counts, or what they are said to be ("30 were children")."""
    if figure.head and figure.head not in COUNTABLE and figure.head != "lives":
        return figure.start, figure.end
    said = _ARE.match(lower, figure.after)
    return said.span("noun") if said else (figure.end, figure.end)


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
