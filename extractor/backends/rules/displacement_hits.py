"""Which counts of a sentence are displacement numbers: those that a word of flight, evacuation, shelter or return governs."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Final

from extractor.backends.rules.alternatives import any_of
from extractor.backends.rules.casualty_patterns import OF_THE_HARMED
from extractor.backends.rules.displacement_patterns import (
    ACT,
    ACT_NEEDS,
    ACT_WORDS,
    AFTER,
    AFTER_WORDS,
    BLOCK,
    BROUGHT_AFTER,
    BY_PLACE,
    BY_PLACE_AFTER,
    CAMPED,
    CAMPS,
    CAN_BEFORE,
    CAN_WORDS,
    CAUSED,
    CAUSED_TERMS,
    CAUSING,
    CRISIS,
    CRISIS_WORDS,
    DESTROYED_AFTER,
    DESTROYED_BEFORE,
    ELSEWHERE,
    FAR,
    FINISHED,
    FOLLOW,
    FROM_AFTER,
    GAP,
    GONE_WITH,
    GOT_BEFORE,
    HAD_DESTROYED,
    HARMED_AFTER,
    HAVING,
    HAVING_FLED,
    HELD,
    IN_UNITS,
    JOINED,
    KILLED_BEFORE,
    KILLED_NEEDS,
    LABELLED,
    LEFT_PLACE,
    LISTED_DESTROYED,
    LIVING,
    MAIN_VERB,
    MANY,
    MIXED_DESTROYED,
    NEAR,
    NUMBER_WORDS,
    OF_THE_GROUP,
    OUT_AFTER,
    PUSHED,
    RATE,
    REFUGES,
    RETURN_OR_LEAVE,
    ROOM_BEFORE,
    RUINED,
    SETTING,
    THIS_NUMBER,
    TOLL,
    TOLL_WORDS,
    UNHARMED,
    UP_FROM,
)
from extractor.backends.rules.displacement_words import ACTS, BUILDINGS, COUNTABLE, HOUSEHOLDS, MOVES, NOT_DISPLACED, PLACED, RUINABLE, STATES, VERBS
from extractor.backends.rules.doers import has_own_verb, is_denied, is_mover, is_of_one, is_subject, is_whereabouts, words_before
from extractor.backends.rules.figure_words import ANIMALS, PERSON_HEADS
from extractor.backends.rules.figures import BROUGHT, BROUGHT_WORDS, Counted, Stretch, behind_aside, is_base, is_change, is_elliptic, is_part, is_taken_from
from schemas.displacement import Term


@dataclass(frozen=True, slots=True, eq=False)
class Hit:
    """A figure with its term, the words that say so, the unit's noun, and the larger figure that it is part of. Equal only to itself."""

    figure: Counted
    term: Term
    cue: Stretch
    household: bool
    whole: Hit | None = None
    back: bool = False
    """True where the evidence begins in the sentence before."""


Setting = Callable[[], bool]
"""Tells whether a sentence, or what stands before it, is about flight: looked up where a figure asks for it, as few do."""


def is_crisis(lower: str) -> bool:
    """Whether an article is one of war or disaster."""
    seen: set[str] = set()
    for word in CRISIS_WORDS.finditer(lower):
        seen.add(word.group())
        if len(seen) == MANY:
            return True
    return False


def hits_in(
    lower: str, sentence: Stretch, words: frozenset[str], figures: list[Counted], last: list[Hit], recent: Sequence[Hit], crisis: Callable[[], bool]
) -> list[Hit]:
    """The displacement numbers among the counts of a sentence of `words`; `last` are those of the sentence before, `recent` those a few sentences back.

    `crisis` tells whether the article is one of war or disaster.
    """
    hits: list[Hit | None] = []
    setting = partial(_is_setting, lower, sentence, bool(recent), crisis)
    acted = not words.isdisjoint(ACT_NEEDS)
    for index, figure in enumerate(figures):
        hit = _governed(lower, sentence, acted, figures, index, setting, crisis) or _followed(lower, sentence, figures, index, hits, last)
        before = hits[-1] if hits else None
        if hit and hit.whole is None and before and before.term == hit.term and is_part(lower, sentence, figure):
            hit = replace(hit, whole=before)
        if (
            recent
            and not figure.before  # the pattern ends with a comma
            and _countable(figure)
            and (hit is None or hit.whole is None)
            and OF_THE_GROUP.search(lower, sentence[0], figure.quantity.start)
        ):
            whole = max(recent, key=_size)
            term = hit.term if hit else whole.term
            cue = hit.cue if hit else (figure.quantity.start, figure.after)
            hit = Hit(figure, term, cue, _is_household(figure), whole if _size(whole) > _figure_size(figure) else None)
        counted = next((other for other in reversed(hits) if other), None)
        if hit and counted and counted.household and counted.term != "housing_destroyed" and not (figure.head or hit.household):
            hit = replace(hit, household=True)  # "391 households: 168 are hosted by relatives"
        hits.append(hit)
    for index in range(len(figures) - 2, -1, -1):  # "300 families or 1,200 people were evacuated": what governs the last governs the first
        figure, after = figures[index], hits[index + 1]
        if hits[index] or after is None or after.cue[0] < after.figure.quantity.end or not _joinable(figure, after):
            continue
        if not is_subject(figure):
            continue
        if (
            not is_taken_from(lower, sentence, figure)
            and JOINED.fullmatch(lower, figure.after, after.figure.quantity.start)
            and not is_part(lower, sentence, after.figure)
        ):
            hits[index] = Hit(figure, after.term, after.cue, _is_household(figure))
    return [hit for hit in hits if hit]


def _is_setting(lower: str, sentence: Stretch, going_on: bool, crisis: Callable[[], bool]) -> bool:
    if going_on or SETTING.search(lower, *sentence):
        return True
    return bool(RETURN_OR_LEAVE.search(lower, *sentence)) and (_crisis_near(lower, sentence) or crisis())


def _crisis_near(lower: str, sentence: Stretch) -> bool:
    return bool(CRISIS.search(lower, max(0, sentence[0] - NEAR), sentence[1]))


def _followed(lower: str, sentence: Stretch, figures: list[Counted], index: int, hits: list[Hit | None], last: list[Hit]) -> Hit | None:
    """The figure that owes its term to another one: a part, a new count, a further member of a list."""
    figure, before = figures[index], hits[-1] if hits else None
    if is_part(lower, sentence, figure):
        if before is None and OF_THE_HARMED.match(lower, figure.quantity.end, sentence[1]):
            return None
        whole = before or (last[0] if last and index == 0 else None)
        if whole is None or not _countable(figure):
            return None
        return Hit(figure, whole.term, whole.cue, figure.head in HOUSEHOLDS or (not figure.head and whole.household), whole, back=before is None)
    if (last or before) and figure.is_behind(NUMBER_WORDS) and THIS_NUMBER.search(lower, max(sentence[0], figure.quantity.start - 90), figure.quantity.start):
        counted = before or last[-1]
        return Hit(figure, counted.term, (figure.quantity.start, figure.after), counted.household or _is_household(figure), back=before is None)
    if index and not figure.head and figures[index - 1].head in BUILDINGS and (finished := FINISHED.match(lower, figure.quantity.end, sentence[1])):
        return Hit(figure, "housing_destroyed", (figure.quantity.start, finished.end()), True)
    if (before or last) and _countable(figure) and (follow := FOLLOW.match(lower, figure.after, sentence[1])):
        return Hit(figure, (before or last[-1]).term, follow.span(), _is_household(figure), back=before is None)
    if before is None:
        return None
    gap = (figures[index - 1].after, figure.quantity.start)
    if is_change(lower, figures[index - 1], figure) or (not figure.head and UP_FROM.fullmatch(lower, figures[index - 1].after, figure.quantity.start)):
        return Hit(figure, before.term, before.cue, before.household)
    if not figure.head and GAP.fullmatch(lower, *gap) and ELSEWHERE.search(lower, *gap) and ELSEWHERE.match(lower, figure.quantity.end, sentence[1]):
        return Hit(figure, before.term, before.cue, before.household)
    if _countable(figure) and JOINED.fullmatch(lower, *gap) and _joinable(figure, before) and not has_own_verb(lower, figure, before.figure, before.cue):
        return Hit(figure, before.term, before.cue, _is_household(figure), before.whole)
    if _is_household(figure) and not before.household and IN_UNITS.fullmatch(lower, *gap):
        return Hit(figure, before.term, before.cue, True)
    own = (figure.quantity.start, figure.quantity.end)
    return Hit(figure, before.term, own, before.household) if is_elliptic(lower, sentence, figure) else None


def _joinable(figure: Counted, other: Hit) -> bool:
    """Whether the figure, in a list with another, may tell of the same: people are not destroyed with their houses."""
    return _is_household(figure) or (_is_people(figure) and other.term != "housing_destroyed")


def _figure_size(figure: Counted) -> int:
    quantity = figure.quantity
    return next((bound for bound in (quantity.value, quantity.high, quantity.low) if bound is not None), 0)


def _size(hit: Hit) -> int:
    return _figure_size(hit.figure)


def _governed(lower: str, sentence: Stretch, acted: bool, figures: list[Counted], index: int, setting: Setting, crisis: Setting) -> Hit | None:
    """The figure with the word of displacement that governs it directly; `acted` tells that the sentence has one that may stand before it."""
    figure = figures[index]
    quantity = figure.quantity
    floor = words_before(lower, sentence, figures, index, NOT_DISPLACED)
    household = _is_household(figure)
    if (
        figure.head in RUINABLE
        and not is_base(lower, sentence, figures, index)
        and (
            destroyed := DESTROYED_AFTER.match(lower, figure.after, sentence[1])
            or LISTED_DESTROYED.match(lower, figure.after, sentence[1])
            or DESTROYED_BEFORE.search(lower, floor, quantity.start)
        )
    ):
        return Hit(figure, "housing_destroyed", destroyed.span(), True)
    if ruined := RUINED.match(lower, quantity.end, sentence[1]) or MIXED_DESTROYED.match(lower, quantity.end, sentence[1]):
        return Hit(figure, "housing_destroyed", ruined.span(), True)
    if not _countable(figure) or (not figure.head and _is_part_of_things(lower, sentence, figures, index)):
        return None
    if figure.is_ahead_of(HAVING) and (had := HAD_DESTROYED.match(lower, figure.after, sentence[1])):
        return Hit(figure, "housing_destroyed", had.span(), household)
    if figure.is_behind(CAN_WORDS) and CAN_BEFORE.search(lower, floor, quantity.start):
        return None
    if figure.is_behind(_FOR) and ROOM_BEFORE.search(lower, floor, quantity.start):
        return None
    words = lower[figure.start : figure.end]
    if (not figure.before or figure.before.startswith(KILLED_NEEDS)) and KILLED_BEFORE.search(lower, floor, quantity.start):
        return None
    if figure.head == "returns" and not setting():
        return None
    if figure.head == "arrivals" and setting():
        return Hit(figure, "fled", (figure.start, figure.end), household)
    if figure.head in COUNTABLE or _MOVED.search(words):
        if HARMED_AFTER.match(lower, behind_aside(lower, figure, sentence[1]), sentence[1]):
            return None
        term = (
            COUNTABLE[figure.head]
            if figure.head in COUNTABLE
            else next(STATES[word] for word in ("displaced", "homeless", "evacuated", "uprooted") if word in words)
        )
        act = ACT.search(lower, floor, quantity.start) if acted and figure.is_behind(ACT_WORDS) else None
        done = ACTS[act.group("word")] if act and act.group("word") not in CAUSING else "displaced"
        if act and act.group("word") in CAUSING and (caused := CAUSED.match(lower, figure.after, sentence[1])):
            done = CAUSED_TERMS.get(caused.group("word"), "displaced")
        if done == "displaced":
            done = term if is_base(lower, sentence, figures, index) else _sharper(lower, figure, sentence, term)
        return Hit(figure, done, (figure.start, figure.end), household)
    if (
        figure.is_behind(TOLL_WORDS)
        and (toll := TOLL.search(lower, floor, quantity.start))
        and not _ANIMAL_NEXT.match(lower, toll.end("who") if toll.group("who") else toll.end())
    ):
        if (toll.group("who") or "").endswith("arrivals") and not setting():
            return None
        who = toll.group("who") or (toll.group("amid") or "").removeprefix("among the ")
        term = "sheltered" if who.startswith("people in") else COUNTABLE.get(who, "displaced")
        return Hit(figure, term, toll.span(), who in HOUSEHOLDS or bool(toll.group("unit")) or household)
    if figure.is_behind(BROUGHT_WORDS) and BROUGHT.search(lower, floor, quantity.start) and (brought := BROUGHT_AFTER.match(lower, quantity.end, sentence[1])):
        return Hit(figure, COUNTABLE.get(brought.group("who"), "displaced"), brought.span(), brought.group("who") in HOUSEHOLDS)
    in_brackets = lower.startswith("(", quantity.start - 1) and BY_PLACE_AFTER.match(lower, quantity.end)
    if in_brackets and (by_place := BY_PLACE.search(lower, sentence[0], quantity.start)):
        who = by_place["who"]
        return Hit(figure, COUNTABLE.get(who, "fled" if who == "arrivals" else "displaced"), by_place.span("who"), household)
    if not figure.before and (labelled := LABELLED.search(lower, floor, quantity.start)):  # it ends with a colon
        return Hit(figure, COUNTABLE.get(labelled.group("who")) or STATES.get(labelled.group("who"), "displaced"), labelled.span(), household)
    if acted and figure.is_behind(ACT_WORDS) and (act := ACT.search(lower, floor, quantity.start)):
        hit = _object(lower, sentence, figure, act, household, setting)
        if hit:
            return hit
    if is_base(lower, sentence, figures, index):
        bare = AFTER.match(lower, figure.after, sentence[1]) if figure.is_ahead_of(AFTER_WORDS) else None
        return _subject(figure, bare, household, setting) if bare and (bare.group("bare") or _relative(bare)) else None
    rate = RATE.match(lower, figure.after, sentence[1])
    limit = _reach(lower, sentence, figures, index)
    after = AFTER.match(lower, rate.end() if rate else figure.after, sentence[1]) if rate or figure.is_ahead_of(AFTER_WORDS) else None
    if after and (_relative(after) or after.group("bare")) and (back := MAIN_VERB.search(lower, after.end(), min(limit, after.end() + 60))):
        hit = None if BLOCK.search(lower, after.end(), back.start()) else _subject(figure, back, household, setting)
        if hit and hit.term == "returned":
            return hit
    if after and (hit := _subject(figure, after, household, setting)):
        return hit
    if (
        _is_people(figure)
        and (out := OUT_AFTER.match(lower, figure.after, sentence[1]))
        and GOT_BEFORE.search(lower, floor, quantity.start)
        and (setting() or crisis())
    ):
        return Hit(figure, "evacuated", out.span(), household)
    away = FROM_AFTER.match(lower, figure.after, sentence[1]) if figure.before == "with" and _is_people(figure) else None
    if away and (gone := GONE_WITH.search(lower, floor, quantity.start)) and (setting() or crisis()):
        return Hit(figure, "fled", (gone.start(), away.end()), household)
    if (left := LEFT_PLACE.match(lower, figure.after, sentence[1])) and (_is_people(figure) or household) and setting():
        return Hit(figure, "fled", left.span(), household)
    if (
        (camped := CAMPED.match(lower, behind_aside(lower, figure, sentence[1]), sentence[1]))
        and (_is_people(figure) or household)
        and (crisis() or _is_refuge(lower, sentence, camped, setting))
    ):
        return Hit(figure, "sheltered", camped.span(), household)
    if not (_is_people(figure) or household):
        return None
    for far in FAR.finditer(lower, figure.after, min(limit, figure.after + 160)):
        if BLOCK.search(lower, figure.after, far.start()):
            break
        if hit := _subject(figure, far, household, setting):
            return hit
    if (before := HAVING_FLED.search(lower, figure.after, min(limit, figure.after + 120))) and not BLOCK.search(lower, figure.after, before.start()):
        return Hit(figure, STATES[before["state"]] if before["state"] else "fled", before.span(), household)
    return None


def _is_part_of_things(lower: str, sentence: Stretch, figures: list[Counted], index: int) -> bool:
    """Whether a bare count is taken of things: the 22 in "of 140 trucks, 22 were allowed to cross"."""
    return index > 0 and figures[index - 1].head in NOT_DISPLACED and is_taken_from(lower, sentence, figures[index - 1])


def _relative(after: re.Match[str]) -> bool:
    """Whether a verb is that of a relative clause: "people who fled"."""
    return bool(re.match(r"\s*,?\s*(?:who|that|which)\b", after.group()))


def _is_refuge(lower: str, sentence: Stretch, camped: re.Match[str], setting: Setting) -> bool:
    """Whether the roof is one for displaced people: a camp or shelter by itself, a school or hotel where people had to flee."""
    return bool(CAMPS.search(camped.group())) or setting() or _crisis_near(lower, sentence)


def _object(lower: str, sentence: Stretch, figure: Counted, act: re.Match[str], household: bool, setting: Setting) -> Hit | None:
    word = act.group("word")
    term = ACTS[word]
    if _HARMED.match(lower, figure.after, sentence[1]):
        return None
    if word in CAUSING:
        caused = CAUSED.match(lower, figure.after, sentence[1])
        return Hit(figure, CAUSED_TERMS.get(caused.group("word"), "fled"), (act.start(), caused.end()), household) if caused else None
    if word in ("houses", "housing", "holds", "home to", "homes to") and not (
        figure.head in COUNTABLE or CAMPS.search(lower, *sentence) or (figure.head in _ANYBODY and _REFUGE.search(lower, *sentence))
    ):
        return None
    if word in ("houses", "housing", "holds", "home to", "homes to", "hosts", "hosting", "hosted", "shelters") and not setting():
        return None
    if word in ("driving", "drove", "driven", "drives", "pushed", "chased", "chasing", "move", "moving", "moved", "shift", "shifting", "shifted") and not (
        (household or _is_people(figure))
        and PUSHED.match(lower, figure.after, sentence[1])
        and (not word.startswith(("mov", "shift")) or setting() or _TO_SAFETY.match(lower, figure.after, sentence[1]))
    ):
        return None
    if word.startswith("remov") and not ((household or _is_people(figure)) and setting()):
        return None
    if word in ("arrival of", "flight of", "return of", "influx of", "relocated", "relocating", "relocate", "relocation of") and not (
        household or _is_people(figure)
    ):
        return None
    return Hit(figure, term, act.span(), household)


def _subject(figure: Counted, match: re.Match[str], household: bool, setting: Setting) -> Hit | None:
    groups = match.groupdict()
    word = " ".join((groups.get("state") or groups.get("bare") or groups.get("verb") or "").split())
    if word in _LOOSE_PARTICIPLES and match.group().lstrip().startswith(","):  # "2,100 others, leaving 40 homeless"
        return None
    if word in MOVES and match.group().lstrip().startswith(",") and _NUMBER_NEXT.match(match.string, match.end()):  # "killed hundreds, displaced 9,000"
        return None
    if is_denied(match) or (word == "cross" and _CROSSES.search(match.string, max(0, match.start("verb") - 12), match.start("verb"))):
        return None
    if is_mover(match, word, MOVES) or is_of_one(figure, match):
        return None
    if word.startswith(_RAN_OFF) and _ARMED.search(match.string, figure.start, figure.end):
        return None
    if word.startswith("escape") and (UNHARMED.match(match.string, match.end()) or HELD.search(match.string, max(0, match.start() - 90), match.start())):
        return None
    if word in ("have left", "had left") and (not figure.head or _LEFT_ELSE.match(match.string, match.end())):
        return None
    if "left" in word and _FOR_WORK.match(match.string, match.end()):
        return None
    if word == "homeless" and _ROUGH.match(match.string, match.end()):
        return None
    if word in ("taken to", "shifted to", "moved to", "brought to", "shifted", "moved") and _TAKEN_ELSE.match(match.string, match.end()):
        return None
    if word.startswith("return") and _BACK_TO_NORMAL.match(match.string, match.end()):
        return None
    if word in LIVING and not SETTING.search(match.string, match.end(), match.end() + 80):
        return None
    if word in PLACED and not ((household or _is_people(figure)) and setting()):
        return None
    if not (household or _is_people(figure) or not figure.head or figure.head.endswith("s")):
        return None
    if word == "taken to" and _TO_REFUGE.match(match.string, match.end()):
        return Hit(figure, "sheltered", match.span(), household)
    return Hit(figure, STATES.get(word) or VERBS[word], match.span(), household)


def _sharper(lower: str, figure: Counted, sentence: Stretch, term: Term) -> Term:
    """What displaced people did, where a verb says more than the noun: "20,000 refugees returned"."""
    if CAMPED.match(lower, figure.after, sentence[1]):
        return "sheltered"
    after = AFTER.match(lower, figure.after, sentence[1]) if figure.is_ahead_of(AFTER_WORDS) else None
    word = " ".join((after.group("state") or after.group("verb") or "").split()) if after else ""
    sharper = STATES.get(word) or VERBS.get(word)
    return sharper if sharper and sharper != "displaced" else term


def _reach(lower: str, sentence: Stretch, figures: list[Counted], index: int) -> int:
    """How far the verb of a figure may stand: up to the next figure that is neither an aside nor a place where those counted are ("in two tents")."""
    for other in figures[index + 1 :]:
        if not (_aside(lower, figures[index], other) or is_whereabouts(lower, other, NOT_DISPLACED | RUINABLE)):
            return other.quantity.start
    return sentence[1]


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


_CROSSES: Final = re.compile(r"(?:\b(?:red|blue|green|southern|iron|victoria|charing|the|a|in|of|at|near|from|around|outside)|[’']s?)\s\Z")
"""Before the cross that is a thing or a place: the Red Cross said, in Cross River."""
_RAN_OFF: Final = ("fle", "escap", "left", "have left", "had left", "leaving", "ran", "walked out")
_ARMED: Final = re.compile(r"\b(?:armed|masked|hooded) (?:\w+ )?(?:men|youths|robbers|people)\b")
"""Who flees from a deed, not from home."""
_ANYBODY: Final = frozenset("people persons residents villagers survivors families households individuals evacuees".split())
_REFUGE: Final = re.compile(rf"\b{REFUGES}\b")
"""A building that houses `_ANYBODY` in an emergency."""
_FOR: Final = frozenset("for of to another some".split())
_BACK_TO_NORMAL: Final = re.compile(
    r"\s+to\s+(?:\w+\s+){0,1}?(?:schools?|class|classes|classrooms?|work|duty|office|training|normal|campus|lectures|the (?:pitch|field|office|fields))\b"
)
"""Where people return to who were not displaced."""
_ROUGH: Final = re.compile(r"\s+(?:people|persons|men|man|women|woman)\b")
"""Who is homeless at all times."""
_TAKEN_ELSE: Final = re.compile(
    r"(?:\s+to)?\s+(?:(?:an?|the|local|area|nearby)\s+)?(?:[\w-]+\s+){0,3}?(?:hospitals?|clinics?|court|prison|jail|police|task|mortuary|morgue|custody|infirmary|trial)\b"
)
_TO_REFUGE: Final = re.compile(rf"\s+(?:[\w’'-]+\s+){{0,4}}?{REFUGES}\b")
_HARMED: Final = re.compile(r"\s+(?:(?:wounded|injured|hurt|dead|sick|bodies)\b|(?:\w+\s+)?to (?:an?\s|the\s)?(?:\w+\s){0,2}?(?:hospitals?|clinics?)\b)")
"""Who is taken away for treatment, not from home."""
_LEFT_ELSE: Final = re.compile(
    r"\s+(?:for(?! their\b| the (?:border|camps?|hills|capital)\b)|behind|an?|out|office|school|work|their (?:jobs|posts|desks)"
    r"|the (?:party|government|company|club|job|army|force|pitch|stage))\b"
)
"""What people leave without fleeing."""
_FOR_WORK: Final = re.compile(
    r"[^.;,]{0,30}?\s(?:to (?:work|study|train|find (?:work|jobs?))|for (?:work|jobs?|better|higher|study)|in search of (?:work|jobs?|better))\b"
)
"""Why people leave who do not flee."""
_NUMBER_NEXT: Final = re.compile(
    r"\s+(?:(?:more than|at least|over|about|around|nearly|some|another|an estimated|up to|tens of|hundreds of)\s+)*(?:\d|hundreds|thousands|millions|dozens)"
)
_MOVED: Final = re.compile(r"\b(?:displaced|homeless|evacuated|uprooted)\b")
_TO_SAFETY: Final = re.compile(r"\s+(?:out of (?:the|their)|inland|away from (?:the|their)|to (?:higher ground|safety|safer))\b")
_LOOSE_PARTICIPLES: Final = frozenset(("leaving", "arriving", "crossing", "returning", "fleeing", "evacuating"))
_ANIMAL_NEXT: Final = re.compile(rf"\s+(?:{any_of(ANIMALS)})\b")
_PEOPLE: Final = PERSON_HEADS | {"displaced", "homeless", "population"}


def _countable(figure: Counted) -> bool:
    return figure.head not in NOT_DISPLACED
