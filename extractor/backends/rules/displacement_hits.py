"""Which counts of a sentence are displacement numbers: those that a word of flight, evacuation, shelter or return governs."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from extractor.backends.rules.displacement_words import ACTS, BUILDINGS, COUNTABLE, HOUSEHOLDS, NEEDS_MORE, NOT_DISPLACED, PLACED, STATES, VERBS
from extractor.backends.rules.figure_words import PERSON_HEADS
from extractor.backends.rules.figures import ADV, CHANGE, DET, LINK, Counted, Stretch, is_base, is_part
from schemas.displacement import Term


def _any(words: Iterable[str]) -> str:
    return "|".join(sorted(words, key=len, reverse=True))


_SETTING: Final = re.compile(
    r"\b(?:displac|idps?\b|fle[ed]|evacu|shelter|homeless|refug|camps?\b|homes?\b|houses\b|villages of origin|places of origin|areas of origin|border"
    r"|collective cent|host famil|asylum|exodus|escap|safety)"
)
_CRISIS: Final = re.compile(
    r"\b(?:war|truce|cease-?fire|fighting|conflict|clashes|violence|offensive|shelling|siege|floods?|flooding|quake|earthquake|storm|cyclone"
    r"|hurricane|typhoon|fire|wildfire|blaze|eruption|volcano|landslide|explosion|blast|leak|evacuat\w+|emergency|attack|attacks|raid|raids)\b"
)
_RETURN_OR_LEAVE: Final = re.compile(r"\b(?:return|left the|(?:have|had|has) left)")
_NEAR: Final = 400
"""How many characters before a sentence a crisis makes leaving a flight."""
_AFTER: Final = re.compile(
    rf"\s*(?:\([^()]{{1,60}}\)\s*)?,?\s*(?:(?:who|that|which)\s+)?(?:{LINK}(?:(?:{ADV})\s+)*(?P<state>{_any(STATES)})"
    rf"|(?:(?:{ADV})\s+)*(?P<bare>{_any(STATES)})"
    rf"|(?:(?:have|had|has|to|will|would|could|may|might|were able to|was able to|began to|are|were)\s+)?(?:(?:{ADV})\s+)*(?P<verb>{_any(VERBS)}))\b"
)
_FAR: Final = re.compile(rf"\b(?:{LINK}(?:(?:{ADV})\s+)*(?P<state>{_any(STATES)})|(?:(?:have|had|has)\s+)?(?:(?:{ADV})\s+)*(?P<verb>{_any(VERBS)}))\b")
_ACT: Final = re.compile(rf"\b(?P<word>{_any(ACTS)})\s+(?:(?:{DET})\s+|(?:{ADV})\s+|(?:some|another|to|including)\s+)*\Z")
_TOLL: Final = re.compile(
    r"\b(?:(?:total )?(?:number|count|total|figure|tally|population|caseload)s?(?: number)? of (?:[\w-]+ ){0,3}?(?P<who>displaced|idps?|refugees"
    r"|returnees|evacuees|homeless|displacements|(?:people|persons|residents|families) (?:displaced|made homeless|uprooted|driven (?:from|out)"
    r"|forced (?:from|to flee"
    r"|to leave|out)|who (?:have |had )?(?:fled|left|been displaced))|families|households|persons)(?: (?P<unit>families|households))?"
    r"|(?P<short>displacement figure|displaced population|refugee population|idp population))\b[^.;:()]{0,90}?\b(?:to|at|of|is|was|are|were|be|stands"
    r"|stood|reached|reaches|reaching|reach|hit|passed|surpassed|exceeded|exceeds|topped|as|than|now|from|estimated)"
    r"(?:\s+(?:the|a|now|total|of|also|currently|already))*\s+\Z"
)
_BROUGHT: Final = re.compile(r"\b(?:bring(?:s|ing)?|brought|tak(?:es|ing)|took|rais(?:es|ed|ing)|push(?:es|ed|ing))\b[^.;]{0,40}\bto\s+\Z")
_BROUGHT_AFTER: Final = re.compile(
    r"\s+the (?:total )?number of (?:[\w-]+ ){0,3}?(?P<who>displaced|idps?|refugees|returnees|evacuees|people|families|households)"
)
_LIVING: Final = frozenset(("live in", "lived in", "are in", "were in", "stay in", "stayed in", "remain in", "remained in"))
"""Words of dwelling, which need a word of flight or refuge close by."""
_THIS_NUMBER: Final = re.compile(r"\b(?:this|that|the|their|its) (?:number|figure|total|toll)\b[^.;]{0,60}?\b(?:to|at|reach|exceed|be|hit|top|of)\s+\Z")
_CAUSED: Final = re.compile(
    r"\s+(?:[\w-]+\s+){0,3}?(?:to\s+(?:(?:temporarily|either)\s+)?)?(?P<word>flee|leave|evacuate|relocate|abandon|seek shelter|seek refuge"
    r"|seek safety|take shelter|take refuge|move|return|fleeing|from|out of|into|homeless|displaced|without (?:homes|shelter|a roof))\b"
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
    rf"|reduced to|torched|collapsed|buried|consumed|gutted|wrecked|swallowed|carried away|ruined|lost to the)\b"
)
_DESTROYED_BEFORE: Final = re.compile(
    r"\b(?:destroy(?:ed|ing|s)|razed|razing|levell?ed|levell?ing|demolish(?:ed|ing)|flatten(?:ed|ing)|wash(?:ed|ing) away|swept away|burn(?:ed|t"
    r"|ing) down|torched|torching|buried|burying|gutted|gutting|consum(?:ed|ing)"
    r"|wreck(?:ed|ing)|wip(?:ed|ing) out|swallow(?:ed|ing)|carried away|destruction of)\s+(?:or\s+damag(?:ed|ing)\s+)?(?:(?:the|another|up)\s+)*\Z"
)
_REFUGES: Final = (
    r"(?:camps?|shelters?|tents?|collective cent(?:er|re)s?|evacuation cent(?:er|re)s?|transit cent(?:er|re)s?|temporary (?:shelters?|accommodation)"
    r"|gymnasiums?"
    r"|gyms?|sports halls?|schools?|churches|church|mosques?|town halls?|parish halls?|village halls?|halls?|barracks|stadiums?|hotels|hostels|the open"
    r"|host (?:families|communities)|(?:local|other) families|relatives|emergency accommodation|makeshift (?:camps?|shelters?|huts))"
)
_CAMPS: Final = re.compile(r"\b(?:camps?|shelters?|collective|evacuation|transit|temporary|emergency|makeshift|host)\b")
_CAMPED: Final = re.compile(
    r"(?:\s+(?:of|from)(?:\s+[\w’'-]+){1,4}?)?\s+(?:(?:who|that)\s+)?(?:(?:are|were|is|was|still|now|currently|already|been|being|have|had|has|living|live"
    r"|lives|staying|stay|remain|remained|sheltering|sleeping|sleep"
    r"|waiting|wait|camping|crowded|crammed|packed|huddled|housed|settled|taken|brought|moved|led|bused|spent|spend|spending|passed|passing|(?:the|their|a"
    r"|another)\s+(?:\w+\s+)?nights?"
    rf"|last night)\s+)*(?:in|at|inside|to|into|with)\s+(?:(?!(?:the open)\b)[\w’'-]+\s+){{0,4}}?{_REFUGES}\b"
)
_BLOCK: Final = re.compile(
    r"[;:\n]|\b(?:after|when|while|but|because|before|although|though|if|since|unless|until|whose|said|says|told|killed|injured|wounded|died|arrested"
    r"|detained|captured|attacked|received|assisted|need|needs|needed|reached)\b"
)
_OF_THE_GROUP: Final = re.compile(
    r"\bof (?:the|these|those) (?:\w+ )?(?:residents|refugees|returnees|displaced|evacuees|arrivals|families|households|people|idps"
    r"|newcomers)\b[^.;:,]{0,40},\s+\Z"
)
_UNHARMED: Final = re.compile(r"\s+(?:unhurt|unharmed|uninjured|unscathed|injury|death|with|without|from (?:prison|jail|custody))\b")
_ELSEWHERE: Final = re.compile(r"\s+(?:more\s+)?(?:in|on|at|near|from|to)\s")
_GAP: Final = re.compile(r"[^.;:()\n]{0,80}?(?:,|\band|\bcompared with|\bversus|\bagainst)\s+(?:(?:a|another|further|then|the)\s+)*\Z")
_IN_UNITS: Final = re.compile(r"\s+(?:in|from|of)\s+(?:some\s+)?\Z")
_PUSHED: Final = re.compile(r"\s+(?:\w+\s+)?(?:into|out of|from|to|onto|inland|across)\b")
_RATE: Final = re.compile(r"\s+(?:a|per|every|each)\s+(?:day|night|week|month|year)\b")
_JOINED: Final = re.compile(
    r"\s*(?:,\s*(?:and|as well as|or|including)?|,?\s*(?:and|as well as|or|along with|including))\s+(?:(?:also|the|another|a further|an additional|to"
    r"|of|some)\s+)*\Z"
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


def hits_in(lower: str, sentence: Stretch, figures: list[Counted], last: list[Hit], recent: Sequence[Hit] = ()) -> list[Hit]:
    """The displacement numbers among the counts of a sentence; `last` are those of the sentence before, `recent` those a few sentences back."""
    hits: list[Hit | None] = []
    setting = bool(recent or _SETTING.search(lower, *sentence) or (_RETURN_OR_LEAVE.search(lower, *sentence) and _crisis_near(lower, sentence)))
    for index, figure in enumerate(figures):
        hit = _governed(lower, sentence, figures, index, setting) or _followed(lower, sentence, figures, index, hits, last)
        before = hits[-1] if hits else None
        if hit and hit.whole is None and before and before.term == hit.term and is_part(lower, sentence, figure.quantity):
            hit = replace(hit, whole=before)
        if _countable(figure) and recent and (hit is None or hit.whole is None) and _OF_THE_GROUP.search(lower, sentence[0], figure.quantity.start):
            whole = max(recent, key=_size)
            term = hit.term if hit else whole.term
            cue = hit.cue if hit else (figure.quantity.start, figure.after)
            hit = Hit(figure, term, cue, _is_household(figure), whole if _size(whole) > _figure_size(figure) else None)
        hits.append(hit)
    for index in range(len(figures) - 2, -1, -1):  # "300 families or 1,200 people were evacuated": what governs the last governs the first
        figure, after = figures[index], hits[index + 1]
        if hits[index] or after is None or after.cue[0] < after.figure.quantity.end or not (_is_household(figure) or _is_people(figure)):
            continue
        if _JOINED.fullmatch(lower, figure.after, after.figure.quantity.start) and not is_part(lower, sentence, after.figure.quantity):
            hits[index] = Hit(figure, after.term, after.cue, _is_household(figure))
    return [hit for hit in hits if hit]


def _crisis_near(lower: str, sentence: Stretch) -> bool:
    return bool(_CRISIS.search(lower, max(0, sentence[0] - _NEAR), sentence[1]))


def _followed(lower: str, sentence: Stretch, figures: list[Counted], index: int, hits: list[Hit | None], last: list[Hit]) -> Hit | None:
    """The figure that owes its term to another one: a part, a new count, a further member of a list."""
    figure, before = figures[index], hits[-1] if hits else None
    if is_part(lower, sentence, figure.quantity):
        whole = before or (last[0] if last and index == 0 else None)
        if whole is None or not _countable(figure):
            return None
        return Hit(figure, whole.term, whole.cue, figure.head in HOUSEHOLDS or (not figure.head and whole.household), whole, back=before is None)
    if last and _THIS_NUMBER.search(lower, max(sentence[0], figure.quantity.start - 90), figure.quantity.start):
        return Hit(figure, last[-1].term, (figure.quantity.start, figure.after), last[-1].household, back=True)
    if before is None:
        return None
    gap = (figures[index - 1].after, figure.quantity.start)
    if CHANGE.fullmatch(lower, figures[index - 1].quantity.end, figure.quantity.start):
        return Hit(figure, before.term, before.cue, before.household)
    if not figure.head and _GAP.fullmatch(lower, *gap) and _ELSEWHERE.search(lower, *gap) and _ELSEWHERE.match(lower, figure.quantity.end, sentence[1]):
        return Hit(figure, before.term, before.cue, before.household)
    if _countable(figure) and _JOINED.fullmatch(lower, *gap) and (_is_household(figure) or _is_people(figure)):
        return Hit(figure, before.term, before.cue, _is_household(figure), before.whole)
    if _is_household(figure) and not before.household and _IN_UNITS.fullmatch(lower, *gap):
        return Hit(figure, before.term, before.cue, True)
    return None


def _figure_size(figure: Counted) -> int:
    quantity = figure.quantity
    return next((bound for bound in (quantity.value, quantity.high, quantity.low) if bound is not None), 0)


def _size(hit: Hit) -> int:
    return _figure_size(hit.figure)


def _governed(lower: str, sentence: Stretch, figures: list[Counted], index: int, setting: bool) -> Hit | None:
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
    if figure.head == "arrivals" and setting:
        return Hit(figure, "fled", (figure.start, figure.end), household)
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
        hit = _object(lower, sentence, figure, act, household, setting)
        if hit:
            return hit
    if is_base(lower, sentence, figures, index):
        bare = _AFTER.match(lower, figure.after, sentence[1])
        return _subject(figure, bare, household, setting) if bare and bare.group("bare") else None
    rate = _RATE.match(lower, figure.after, sentence[1])
    if (after := _AFTER.match(lower, rate.end() if rate else figure.after, sentence[1])) and (hit := _subject(figure, after, household, setting)):
        return hit
    if (camped := _CAMPED.match(lower, figure.after, sentence[1])) and (_is_people(figure) or household) and _is_refuge(lower, sentence, camped, setting):
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


def _is_refuge(lower: str, sentence: Stretch, camped: re.Match[str], setting: bool) -> bool:
    """Whether the roof is one for displaced people: a camp or shelter by itself, a school or hotel where people had to flee."""
    return setting or bool(_CAMPS.search(camped.group())) or _crisis_near(lower, sentence)


def _object(lower: str, sentence: Stretch, figure: Counted, act: re.Match[str], household: bool, setting: bool) -> Hit | None:
    word = act.group("word")
    term = ACTS[word]
    if word in _CAUSING:
        caused = _CAUSED.match(lower, figure.after, sentence[1])
        return Hit(figure, _CAUSED_TERMS.get(caused.group("word"), "fled"), (act.start(), caused.end()), household) if caused else None
    if word in ("houses", "housing", "home to", "homes to", "hosts", "hosting", "hosted", "shelters") and not _SETTING.search(lower, *sentence):
        return None
    if word in ("driving", "drove", "move", "moving", "moved") and not (
        (household or _is_people(figure)) and _PUSHED.match(lower, figure.after, sentence[1]) and (setting or not word.startswith("mov"))
    ):
        return None
    if word in ("arrival of", "flight of", "return of", "influx of", "relocated", "relocating", "relocate", "relocation of") and not (
        household or _is_people(figure)
    ):
        return None
    return Hit(figure, term, act.span(), household)


def _subject(figure: Counted, match: re.Match[str], household: bool, setting: bool) -> Hit | None:
    groups = match.groupdict()
    word = " ".join((groups.get("state") or groups.get("bare") or groups.get("verb") or "").split())
    if word.startswith("escape") and _UNHARMED.match(match.string, match.end()):
        return None
    if word in _LIVING and not _SETTING.search(match.string, match.end(), match.end() + 80):
        return None
    if word in PLACED and not (setting and (household or _is_people(figure))):
        return None
    if not (household or _is_people(figure) or not figure.head or figure.head.endswith("s")):
        return None
    return Hit(figure, STATES.get(word) or VERBS[word], match.span(), household)


def _sharper(lower: str, figure: Counted, sentence: Stretch, term: Term) -> Term:
    """What displaced people did, where a verb says more than the noun: "20,000 refugees returned"."""
    if _CAMPED.match(lower, figure.after, sentence[1]):
        return "sheltered"
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
        and (figure.head in _PEOPLE or figure.head.endswith(("ers", "ors", "ans", "ists", "ese", "men", "ants", "ents", "ees", "is", "people", "folk")))
    )


_PEOPLE: Final = PERSON_HEADS | {"displaced", "homeless", "population"}


def _countable(figure: Counted) -> bool:
    return figure.head not in NOT_DISPLACED
