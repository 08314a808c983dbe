"""Which counts of a sentence are casualty figures: those that a word of death, injury or disappearance governs."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from extractor.backends.rules.alternatives import any_of
from extractor.backends.rules.casualty_patterns import (
    ACT,
    ACT_NEEDS,
    ACT_WORDS,
    AFTER,
    AFTER_WORDS,
    AGAIN,
    ALONGSIDE,
    ALONGSIDE_NEEDS,
    ALONGSIDE_WORDS,
    AMONG_DASHES,
    BESIDE,
    BLOCK,
    BLOCK_TOLL,
    BROUGHT_AFTER,
    BURIED,
    BY_WHOM,
    BY_WHOM_WORDS,
    COMPARED,
    COMPARED_WORDS,
    COST,
    COST_WORDS,
    COUNT,
    DEAD_AFTER,
    DOWN_FROM,
    ELIMINATED,
    ELSEWHERE,
    FAILED,
    FALLEN,
    FAR,
    FAR_TOLL,
    FAR_TOLL_WORDS,
    FATALLY,
    FOR_WOUNDS,
    GAP,
    GRAVELY,
    HARMED,
    HOSPITAL_AFTER,
    HOSPITAL_BEFORE,
    IN_CARE,
    INVERTED,
    INVERTED_WORDS,
    JOINED,
    LABELLED,
    LEFT_AFTER,
    LEFT_BEFORE,
    LOSING,
    LOST,
    MOST,
    NONE_LIVED,
    NONE_OF,
    OF_ALL,
    OF_ANOTHER_TIME,
    OF_JOINED,
    OF_THE,
    OF_THE_GAP,
    OF_THE_HARMED,
    ON_LIST,
    ON_LIST_AFTER,
    OR_MISSING,
    PLACE_JOINED,
    RECOVERED,
    REVISED,
    SEARCHED,
    SEARCHED_WORDS,
    SET_TO,
    SHOT_BEFORE,
    STILL_MISSING,
    SURVIVED,
    SWEPT,
    SWEPT_WORDS,
    THEIR_LIVES,
    THEN_OTHERS,
    THOSE,
    THOSE_WORDS,
    TO_DEATH_AFTER,
    TO_DEATH_BEFORE,
    TOLL,
    TOLL_APPOSED,
    TOLL_APPOSED_WORDS,
    TOLL_WORDS,
    TREATED,
    TREATED_WORDS,
    TREATING,
    UP_FROM,
    WERE,
    WHO_THEN,
    WITH_WOUNDS,
    WOUNDED,
)
from extractor.backends.rules.casualty_words import BEREAVED_OF, COMBATANTS, COUNTABLE, DEEDS, ONE_PERSON, OUTCOMES, REMAINS
from extractor.backends.rules.doers import (
    has_own_subject,
    has_own_verb,
    is_active,
    is_denied,
    is_of_one,
    is_subject,
    is_whereabouts,
    takes_object,
    words_before,
)
from extractor.backends.rules.figure_words import ACTORS, ANIMALS, HARMS, NOT_PEOPLE, PERSON_HEADS
from extractor.backends.rules.figures import BROUGHT, BROUGHT_WORDS, Counted, Stretch, behind_aside, is_base, is_change, is_elliptic, is_part, is_taken_from
from schemas.casualty import Outcome


@dataclass(frozen=True, slots=True, eq=False)
class Hit:
    """A figure with its outcome, the words that say so, and the larger figure that it is part of. Equal only to itself: parts of parts have no end."""

    figure: Counted
    outcome: Outcome
    cue: Stretch
    whole: Hit | None = None
    back: bool = False
    """True where the evidence begins in the sentence before."""
    like: Counted | None = None
    """The figure before it in its sentence whose noun it shares: "two miners died and nine were hurt"."""


def hits_in(lower: str, sentence: Stretch, words: frozenset[str], figures: list[Counted], last: list[Hit], recent: Sequence[Hit]) -> list[Hit]:
    """The casualty figures among the counts of a sentence of `words`; `last` are those of the sentence before, `recent` the `largest` of all before."""
    hits: dict[int, Hit] = {}
    for index, figure in enumerate(figures):
        hit = _governed(lower, sentence, words, figures, index) or _followed(lower, sentence, figures, index, hits, last, recent)
        if hit and hit.whole is None and not hit.back and _is_part(lower, sentence, figures, index):
            hit = replace(hit, whole=next((hits[i] for i in range(index - 1, -1, -1) if i in hits and hits[i].outcome == hit.outcome), None))
        if hit and hit.whole is None and (harmed := OF_THE_HARMED.match(lower, figure.quantity.end, sentence[1]) or _of_the_harmed(lower, sentence, figure)):
            hit = _part_of_earlier(hit, harmed.group(), recent)
        if hit and (figure.head or not _are_animals(lower, figure.quantity.start)):
            hits[index] = hit
    for index in range(len(figures) - 2, -1, -1):  # "two nurses and a dozen patients were killed": what governs the last governs the first
        after = hits.get(index + 1)
        if index in hits or after is None or after.cue[0] < after.figure.quantity.end or not _joinable(figures[index]):
            continue
        if is_taken_from(lower, sentence, figures[index]) or not is_subject(figures[index]):
            continue
        if figures[index].head and not after.figure.head and after.figure.after == after.figure.quantity.end:
            continue  # "300 passengers and 40 crew, and 12 died"
        gap = (figures[index].after, after.figure.quantity.start)
        if _is_part(lower, sentence, figures, index + 1) and after.whole is None:
            if _is_part_alone(lower, after):
                continue
            hits[index] = Hit(figures[index], after.outcome, after.cue)
            hits[index + 1] = replace(after, whole=hits[index])
        elif JOINED.fullmatch(lower, *gap) or OF_JOINED.fullmatch(lower, *gap):
            hits[index] = Hit(figures[index], after.outcome, after.cue)
    hits.update(_adding_up(lower, figures, hits))
    found = [hits[index] for index in sorted(hits)]
    return [_with_noun(hit, found[:at]) for at, hit in enumerate(_in_dashes(lower, found))]


def _adding_up(lower: str, figures: Sequence[Counted], hits: Mapping[int, Hit]) -> dict[int, Hit]:
    """The counts of people behind a figure that add up to it, as its parts: "12 people, seven women and five children"."""
    parts: dict[int, Hit] = {}
    for index, hit in hits.items():
        left = hit.figure.quantity.value if hit.whole is None and index not in parts else None
        end = max(hit.figure.after, hit.cue[1])
        for at in range(index + 1, len(figures)):
            figure = figures[at]
            count = figure.quantity.value
            gap = _NEXT_PART if at > index + 1 else _FIRST_PART
            if left is None or count is None or count > left or figure.head not in PERSON_HEADS or not gap.fullmatch(lower, end, figure.quantity.start):
                break
            left, end = left - count, figure.after
            if not left and at > index + 1:
                parts.update({part: Hit(figures[part], hit.outcome, hit.cue, hit) for part in range(index + 1, at + 1)})
    return parts


_FIRST_PART: Final = re.compile(r"(?:\s(?:in|on|at|by|when|during|after|near)\s[^,.;:()–—]{1,60}?)?\s*[,:(–—]\s*")
_NEXT_PART: Final = re.compile(r"\s*,\s*(?:and\s+)?|\s+and\s+")
_MORE: Final = frozenset(("", "others"))
_LOST_TO: Final = re.compile(rf"\s+to\s+(?!(?:(?:the|enemy|a|an|violent)\s+){{0,2}}(?:{any_of(HARMS)}|violence|hunger|disease|the (?:sea|water))\b)")
"""Behind those whom someone lost to a rival or an injury, not to death."""
_LOST_WITH: Final = re.compile(r"\blost\s+(?:his|her|their|my|our)\s+(?:[\w-]+\s+){1,2}?and\s+(?:(?:all|his|her|their|my|our)\s+)*\Z")
"""Before more of a family that someone lost: "lost her husband and three children"."""
_LOST_WHEN: Final = re.compile(rf"[^.;,]{{0,40}}?\s(?:when|in the|during the|to the)\s(?:\w+\s){{0,2}}?(?:{any_of(HARMS)})\b(?! of words)")
"""Behind people whom a place lost: "we lost 63 people here when the cyclone struck"."""
_OTHER_FATE: Final = re.compile(r"\s+(?:(?:were|was|have been|had been)\s+)?(?:arrested|detained|captured|abducted|kidnapped|freed|released|rescued|missing)\b")
"""What is said of those whom a part behind them is then a part of: "740 arrested, including eight trade unionists"."""
_SUBJECT: Final = 12
"""Further into a sentence than this, "of whom" is said of somebody in it."""
_BODIES_OF: Final = re.compile(r"\b(?:bodies|remains|corpses) of (?:(?:the|all|last|first|other|remaining)\s)*\Z")
"""Before missing people who are missing no longer: "the bodies of the last four missing miners"."""
_OF_BOTH_KINDS: Final = re.compile(r"\s(?:and|or|and/or)\s(?:disappearances|injuries|missing|wounded|injured|dead)\b")
"""Behind a count of two fates at once: "2,300 deaths and disappearances"."""
_AVERTED: Final = re.compile(r"\b(?:prevent|avert|avoid)(?:ed|ing|s)?\s+(?:(?:some|about|more than|at least|up to|an estimated|another|the)\s+)*\Z")
_FAR: Final = 240


def _is_part_alone(lower: str, part: Hit) -> bool:
    """Whether only the part came to harm: "45 passengers, 13 of whom died"."""
    start, end = part.figure.quantity.start, part.cue[0]
    return bool(re.search(r"\bof (?:whom|which)\b", lower[max(0, start - 10) : end])) or (
        "of them" in lower[start:end] and ("," not in lower[part.figure.quantity.end : end] or lower.endswith(", and ", 0, start))
    )


def _followed(lower: str, sentence: Stretch, figures: list[Counted], index: int, hits: dict[int, Hit], last: list[Hit], recent: Sequence[Hit]) -> Hit | None:
    """The figure that owes its outcome to another one: a part, a new count, a further member of a list."""
    figure = figures[index]
    before = hits.get(index - 1)
    if before and not figure.head and _are_others(lower, sentence, figures[index - 1], figure):
        return Hit(figure, before.outcome, before.cue, before.whole)
    if _is_part(lower, sentence, figures, index):
        if index and index - 1 not in hits and _OTHER_FATE.match(lower, figures[index - 1].after):
            return None
        own = next((hits[i] for i in range(index - 1, -1, -1) if i in hits), None)
        if own is None and _OF_WHOM.match(lower, figure.quantity.end) and figure.quantity.start - sentence[0] > _SUBJECT:
            return None
        whole = own or (last[0] if last and index == 0 else None)
        return Hit(figure, whole.outcome, whole.cue, whole, back=own is None) if whole and _countable(figure) else None
    if figure.head == "victims" and (told := next((hit for hit in recent if size(hit) == figure.quantity.value), None)):
        return Hit(figure, told.outcome, (figure.start, figure.end))
    counted_before = hits[min(hits)] if hits else last[0] if last else None
    if counted_before and not figure.head and _counts_again(lower, sentence, figure):
        return Hit(figure, counted_before.outcome, (figure.quantity.start, figure.quantity.end))
    if counted_before and _countable(figure) and (care := IN_CARE.match(lower, figure.after, sentence[1]) or _to_hospital(lower, sentence, figure)):
        return Hit(figure, "injured", care.span())
    bodies = next((hit.figure for hit in [*hits.values(), *last] if hit.figure.head in REMAINS), None)
    if bodies and not figure.head and (found := RECOVERED.match(lower, figure.after, sentence[1])):
        return Hit(figure, "killed", found.span(), like=bodies)
    if compared := _compared_to(lower, sentence, figures, index, hits):
        return Hit(figure, compared.outcome, compared.cue)
    if index and (fatally := FATALLY.match(lower, figure.quantity.end, sentence[1])):
        return Hit(figure, "killed", fatally.span())
    if before is None:
        return None
    gap = (figures[index - 1].after, figure.quantity.start)
    counted_on = is_change(lower, figures[index - 1], figure) or (
        not figure.head and (UP_FROM.fullmatch(lower, *gap) or (_is_count(before) and (DOWN_FROM.fullmatch(lower, *gap) or AGAIN.fullmatch(lower, *gap))))
    )
    if counted_on:
        return Hit(figure, before.outcome, before.cue)
    if before.outcome == "injured" and (gravely := GRAVELY.match(lower, figure.quantity.end, sentence[1])):
        return Hit(figure, "injured", gravely.span(), before.whole or before)
    if (
        (JOINED.fullmatch(lower, *gap) or PLACE_JOINED.fullmatch(lower, *gap))
        and _joinable(figure)
        and not has_own_verb(lower, figure, before.figure, before.cue)
    ):
        return Hit(figure, before.outcome, before.cue, before.whole)
    if figure.head in _MORE and GAP.fullmatch(lower, *gap) and ELSEWHERE.search(lower, *gap) and ELSEWHERE.match(lower, figure.after, sentence[1]):
        return Hit(figure, before.outcome, before.cue)
    return Hit(figure, before.outcome, (figure.quantity.start, figure.quantity.end)) if is_elliptic(lower, sentence, figure) else None


def _are_others(lower: str, sentence: Stretch, before: Counted, figure: Counted) -> bool:
    """Whether a count is of more of those harmed: "nine of the dead were policemen and five were farmers"."""
    return (
        figure.before in ("", "and", "while")
        and OF_THE_HARMED.match(lower, before.quantity.end) is not None
        and WERE.match(lower, figure.quantity.end, sentence[1]) is not None
        and THEN_OTHERS.fullmatch(lower, before.quantity.end, figure.quantity.start) is not None
    )


def _compared_to(lower: str, sentence: Stretch, figures: list[Counted], index: int, hits: Mapping[int, Hit]) -> Hit | None:
    """The figure that this one, of another time, is compared with: "146 died in 88 accidents last year, against 121 in the year before"."""
    figure = figures[index]
    if figure.head or not figure.is_behind(COMPARED_WORDS) or not OF_ANOTHER_TIME.match(lower, figure.after, sentence[1]):
        return None
    for at in range(index - 1, -1, -1):
        if at in hits:
            return hits[at] if COMPARED.search(lower, figures[index - 1].after, figure.quantity.start) else None
        start = figures[at].quantity.start
        if not _WITHIN.search(lower, max(sentence[0], start - 20), start):
            return None
    return None


_WITHIN: Final = re.compile(r"\b(?:in|from|at|on|across|within)\s(?:(?:the|all|some|about|at least)\s)*\Z")
"""Before a count that only tells where or in how many events: "in 88 accidents"."""


def _is_count(hit: Hit) -> bool:
    """Whether the figure is a running count, and no count of named people."""
    return not hit.figure.head and hit.cue[0] <= hit.figure.quantity.start


def _to_hospital(lower: str, sentence: Stretch, figure: Counted) -> re.Match[str] | None:
    start = figure.quantity.start
    return HOSPITAL_BEFORE.search(lower, max(sentence[0], start - 40), start) and HOSPITAL_AFTER.match(lower, figure.after, sentence[1])


def _counts_again(lower: str, sentence: Stretch, figure: Counted) -> bool:
    start = figure.quantity.start
    return bool(COUNT.search(lower, max(sentence[0], start - 110), start) or REVISED.fullmatch(lower, sentence[0], start))


def _of_the_harmed(lower: str, sentence: Stretch, figure: Counted) -> re.Match[str] | None:
    """ "Of the dead, 12": what the figure is part of, before it."""
    return _OF_THE_DEAD.search(lower[sentence[0] : figure.quantity.start]) if figure.is_behind(_LEAST) else None


_OF_THE_DEAD: Final = re.compile(r"\bof the (?:dead|victims|injured|wounded|hurt|missing)(?=,\s+(?:at least\s+)?\Z)")
_LEAST: Final = frozenset(("least",))


def _part_of_earlier(hit: Hit, harmed: str, recent: Sequence[Hit]) -> Hit:
    """The figure as part of the largest of those before that tells of the same harm."""
    outcome = next((HARMED[word] for word in harmed.split() if word in HARMED), "killed")
    wholes = [other for other in recent if other.outcome == outcome and size(other) > size(hit)]
    return replace(hit, whole=max(wholes, key=size)) if wholes else hit


def largest(hits: Iterable[Hit]) -> list[Hit]:
    """Of each outcome, the first of the largest figures: all that a later part can belong to."""
    found: dict[Outcome, Hit] = {}
    for hit in hits:
        if hit.outcome not in found or size(hit) > size(found[hit.outcome]):
            found[hit.outcome] = hit
    return list(found.values())


def size(hit: Hit) -> int:
    """How many a figure counts, by its value or nearest bound."""
    quantity = hit.figure.quantity
    return next((bound for bound in (quantity.value, quantity.high, quantity.low) if bound is not None), 0)


def _in_dashes(lower: str, found: list[Hit]) -> list[Hit]:
    """Figures within dashes behind another are its parts: "12 people – nine men and three women – died"."""
    hits: list[Hit] = []
    for hit in found:
        first = next((other for other in hits if AMONG_DASHES.fullmatch(lower, other.figure.after, hit.figure.quantity.start)), None)
        before = hits[-1] if hits else None
        within = before and before.whole and "–" not in (gap := lower[before.figure.after : hit.figure.quantity.start]) and "—" not in gap
        whole = first or (before.whole if before and within and before.outcome == hit.outcome and before.whole in hits else None)
        hits.append(replace(hit, whole=whole) if whole and hit.whole is None and size(whole) > size(hit) else hit)
    return hits


def _with_noun(hit: Hit, before: list[Hit]) -> Hit:
    """The figure with the noun of one before it, where it has none of its own."""
    if hit.figure.head or not before:
        return hit
    latest = before[-1].whole if before[-1].whole and hit.whole is None else before[-1]
    nearest = latest.like or latest.figure
    return replace(hit, like=nearest) if nearest.head in PERSON_HEADS and nearest.head not in COUNTABLE else hit


_PATIENTS: Final = re.compile(r"(?:burns?|trauma|gunshot|shrapnel|blast)\s+(?:patients|victims)")
_OF_WHOM: Final = re.compile(r"\s+of\s+(?:whom|which)\b")


def _is_part(lower: str, sentence: Stretch, figures: list[Counted], index: int) -> bool:
    """Whether the figure is put as a part of the one before: "sixty, including 9", "of the 62 dead, 14"."""
    if is_part(lower, sentence, figures[index]):
        return True
    before = figures[index - 1] if index else None
    return (
        before is not None
        and bool(OF_THE.search(lower, max(sentence[0], before.quantity.start - 12), before.quantity.start))
        and bool(OF_THE_GAP.fullmatch(lower, before.after, figures[index].quantity.start))
    )


def _governed(lower: str, sentence: Stretch, words: frozenset[str], figures: list[Counted], index: int) -> Hit | None:
    """The figure with the word of harm that governs it directly."""
    figure = figures[index]
    quantity = figure.quantity
    floor = words_before(lower, sentence, figures, index, NOT_PEOPLE)
    limit = next(
        (
            other.quantity.start
            for at, other in enumerate(figures[index + 1 :], index + 1)
            if not (is_whereabouts(lower, other, NOT_PEOPLE) or is_base(lower, sentence, figures, at))
        ),
        sentence[1],
    )
    if figure.head in COUNTABLE and (_counts_things(lower, figure.after) or _AVERTED.search(lower, floor, quantity.start)):
        return None
    if "missing" in (figure.head, figure.behind) and _BODIES_OF.search(lower, floor, quantity.start):
        return Hit(figure, "killed", (figure.start, figure.end))
    if figure.head in COUNTABLE:
        return Hit(figure, "unspecified" if _OF_BOTH_KINDS.match(lower, figure.end) else OUTCOMES[figure.head], (figure.start, figure.end))
    if figure.head == "lives" and (lost := LOST.search(lower, floor, quantity.start)):
        return Hit(figure, "killed", (lost.start(), figure.end))
    if not _countable(figure):
        return None
    for lead, rest, outcome in _FRAMES:
        if (behind := rest.match(lower, figure.after, sentence[1])) and (led := lead.search(lower, floor, quantity.start)):
            return Hit(figure, OUTCOMES[behind.group("word")] if "word" in rest.groupindex else outcome, (led.start(), behind.end()))
    if figure.head and is_base(lower, sentence, figures, index) and not _WHO_DIED.match(lower, figure.after, sentence[1]):
        return None
    if treated := _treated(lower, sentence, floor, figure):
        return Hit(figure, "injured", treated)
    if _is_lost(lower, sentence, floor, figure):
        return Hit(figure, "killed", (figure.start, figure.end))
    if figure.before not in _WHOSE and (of := OF_THE_HARMED.match(lower, quantity.end, sentence[1])):
        outcome = next((HARMED[word] for word in of.group().split() if word in HARMED), "killed")
        if outcome != "killed" and _DIED_SINCE.match(lower, of.end(), sentence[1]):
            return Hit(figure, "killed", of.span())
        if not _BETTER[outcome].match(lower, of.end(), sentence[1]):
            return Hit(figure, outcome, of.span())
    if not figure.head and index and _VANISHED.match(lower, figure.after) and figures[index - 1].head in NOT_PEOPLE:
        return None
    if figure.head in PERSON_HEADS and (buried := BURIED.match(lower, figure.after, sentence[1])):
        return Hit(figure, "killed", buried.span())
    if figure.is_ahead_of(SWEPT_WORDS) and (swept := SWEPT.match(lower, figure.after, sentence[1])):
        return Hit(figure, "missing", swept.span())
    after = AFTER.match(lower, figure.after, sentence[1]) if figure.is_ahead_of(AFTER_WORDS) else None
    if after and is_denied(after):
        return None
    if after and not (is_of_one(figure, after) or is_active(figure, after, DEEDS) or _is_list_of_acts(lower, floor, figure, after)):
        if after.group("verb") in ("died", "die", "dies") and _DIED_OUT.match(lower, after.end()):
            return None
        if not figure.head and not after.group().lstrip().startswith(("who ", after.group("word") or "who ")) and is_base(lower, sentence, figures, index):
            return None  # "half of the 40 died", but not "half of the 40 injured"
        if after.group().startswith(",") and _IN_RELATIVE.search(lower, floor, quantity.start):
            return None
        outcome = _outcome(after)
        if (not figure.head and _counts_things(lower, after.end())) or (outcome == "missing" and not _person(figure)):
            return None
        if outcome == "missing" and _FOUND_AGAIN.match(lower, after.end(), sentence[1]):
            return None
        return Hit(figure, outcome, after.span())
    if figure.is_behind(ACT_WORDS) and not words.isdisjoint(ACT_NEEDS) and (act := ACT.search(lower, floor, quantity.start)):
        if act.group("word") == "body of" and quantity.value != 1:  # a body of twelve experts
            return None
        if act.group("word") == "loss of" and figure.head not in _LOST_AT_SEA and figure.head not in COMBATANTS:
            return None
        if act.group("word").startswith("bur") and _ALIVE.search(lower, figure.after, sentence[1]):
            return None
        if act.group("word") in _TO_THINGS_TOO and not (_person(figure) and (figure.head or act.group("word").startswith("bur"))):
            return None
        return Hit(figure, _outcome(act), act.span()) if _is_object(lower, act) else None
    if not figure.before and (labelled := LABELLED.search(lower, floor, quantity.start)):  # it ends with a colon
        return Hit(figure, OUTCOMES.get(labelled.group("word"), "killed"), labelled.span())
    if figure.is_behind(COST_WORDS) and COST.search(lower, floor, quantity.start) and (lives := THEIR_LIVES.match(lower, figure.after, sentence[1])):
        return Hit(figure, "killed", lives.span())
    if floor == sentence[0] and figure.is_behind(INVERTED_WORDS) and (inverted := INVERTED.fullmatch(lower, floor, quantity.start)):
        return Hit(figure, OUTCOMES[" ".join(inverted.group("word").split())], inverted.span("word"))
    if figure.is_behind(THOSE_WORDS) and (those := THOSE.search(lower, floor, quantity.start)):
        return Hit(figure, OUTCOMES.get(those.group("word") or those.group("of") or those.group("among"), "killed"), those.span())
    for outcome, pattern in TOLL.items() if figure.is_behind(TOLL_WORDS) else ():
        if (
            (toll := pattern.search(lower, floor, quantity.start))
            and not BLOCK_TOLL.search(toll.group())
            and not (
                index and toll.start() <= figures[index - 1].after + 1 and " those of " not in toll.group()
            )  # "60 wounded in a crush, as 300 people ...": counted before
            and not SET_TO.search(lower, max(0, toll.start() - 20), toll.start())
        ):
            return Hit(figure, outcome, toll.span())
    if floor == sentence[0] and figure.is_behind(BY_WHOM_WORDS) and (done := BY_WHOM.fullmatch(lower, floor, quantity.start)):
        return Hit(figure, OUTCOMES[" ".join(done.group("word").split())], done.span("word"))
    if figure.is_behind(SEARCHED_WORDS) and _person(figure) and _are_sought(lower, sentence, figure) and SEARCHED.search(lower, floor, quantity.start):
        return Hit(figure, "missing", (figure.start, figure.end))
    if figure.is_behind(FAR_TOLL_WORDS) and (toll := FAR_TOLL.search(lower, max(sentence[0], quantity.start - _FAR), quantity.start)):
        return Hit(figure, "killed", toll.span())
    if figure.before in ("with", "at") and (most := MOST.search(lower, floor, quantity.start)):
        return Hit(figure, "killed", most.span())
    if (
        figure.head
        and figure.behind == "who"
        and _person(figure)
        and (then := WHO_THEN.match(lower, figure.after, limit))
        and not is_of_one(figure, then)
        and not is_denied(then)
    ):
        return Hit(figure, _outcome(then), (then.start("word" if then["word"] else "verb"), then.end()))
    if _person(figure) and (missing := STILL_MISSING.match(lower, figure.after, sentence[1])):
        return Hit(figure, "missing", missing.span())
    if figure.is_behind(TOLL_APPOSED_WORDS) and TOLL_APPOSED.search(lower, floor, quantity.start):
        return Hit(figure, "killed", (quantity.start, quantity.end))
    if not figure.head and figure.is_behind(BROUGHT_WORDS) and BROUGHT.search(lower, floor, quantity.start):
        for outcome, pattern in BROUGHT_AFTER.items():
            if brought := pattern.match(lower, quantity.end, sentence[1]):
                return Hit(figure, outcome, brought.span())
    aside = (
        limit < sentence[1]
        and not AFTER.match(lower, figures[index + 1].after, sentence[1])  # "41 patients, and two of them died"
        and _is_part(lower, sentence, figures, index + 1)
        and not _OF_WHOM.match(lower, figures[index + 1].quantity.end)
        and not is_taken_from(lower, sentence, figure)
    )
    far_limit = sentence[1] if aside else limit
    far = FAR.search(lower, figure.after, min(far_limit, figure.after + 160)) if _person(figure) else None
    if far and not (
        BLOCK.search(lower, figure.after, far.start())
        or is_of_one(figure, far)
        or is_active(figure, far, DEEDS)
        or is_denied(far)
        or has_own_subject(lower, figure.after, far)
    ):
        return Hit(figure, _outcome(far), far.span())
    within_list = not figure.before and figure.head and _person(figure) and ON_LIST_AFTER.match(lower, figure.after, sentence[1])
    if within_list and (on_list := ON_LIST.search(lower, floor, quantity.start)) and on_list.group("word") not in _TO_THINGS_TOO:
        return Hit(figure, _outcome(on_list), on_list.span())
    if (
        figure.is_behind(ALONGSIDE_WORDS)
        and not words.isdisjoint(ALONGSIDE_NEEDS)
        and _joinable(figure)
        and (beside := ALONGSIDE.search(lower, floor, quantity.start) or _beside(lower, floor, figure))
        and beside.group("word") not in _TO_THINGS_TOO
        and not BLOCK.search(lower, beside.end("word"), quantity.start)
    ):
        return Hit(figure, _outcome(beside), beside.span())
    return None


_FRAMES: Final[tuple[tuple[re.Pattern[str], re.Pattern[str], Outcome], ...]] = (
    (NONE_OF, SURVIVED, "killed"),
    (OF_ALL, NONE_LIVED, "killed"),
    (TO_DEATH_BEFORE, TO_DEATH_AFTER, "killed"),
    (SHOT_BEFORE, DEAD_AFTER, "killed"),
    (LEFT_BEFORE, LEFT_AFTER, "killed"),
    (LEFT_BEFORE, WITH_WOUNDS, "injured"),
)
"""What stands before and behind the counted people, and the outcome where the second does not say."""
_ALIVE: Final = re.compile(r"\b(?:alive|rescued|survived|unhurt|unharmed)\b")
_TO_THINGS_TOO: Final = frozenset(
    (*"neutralised neutralized neutralise neutralize executed executing buried burying bury burned burnt burning".split(), "wiped out", "wiping out")
)
"""Acts that harm people only where people are named: "wiping out 30 billion in value"."""
_LOST_AT_SEA: Final = frozenset("lives souls men hands crew passengers sailors seamen soldiers".split())
"""Whose loss is their death: not that of 40 jobs or workers."""
_VANISHED: Final = re.compile(r"\s+(?:(?:have|has|had)\s+)?(?:disappeared|vanished)\b")
"""What things do as well as people: "64 drones were shot down, while another 22 disappeared"."""
_WHO_DIED: Final = re.compile(r"\s+who (?:have |had )?(?:died|perished|drowned|been killed|were killed)\b")
_WHOSE: Final = frozenset("of for by to from with".split())
"""Before one of the harmed who is only named for others: "the mother of one of the dead"."""
_DIED_SINCE: Final = re.compile(
    r"\s+(?:(?!(?:have|has|had|were|was|since|later|also|then)\s)[a-z]+\s+)?(?:(?:have|has|had|were|was)\s+)?"
    r"(?:(?:since|later|also|then)\s+)?(?:died|succumbed|found dead)\b"
)
_BETTER: Final[dict[Outcome, re.Pattern[str]]] = {
    "killed": re.compile(
        r"[^.;,]{0,20}?\b(?:were|was|have been|had been|has been) (?:\w+ )?(?:rescued|treated|released|discharged|taken to (?:the )?hospital|found alive)\b"
    ),
    "injured": re.compile(r"[^.;,]{0,40}?\b(?:died|dead|succumbed|succumb|survive|discharged)\b"),
    "missing": re.compile(r"[^.;,]{0,40}?\b(?:found|rescued|alive|safe|dead|died|recovered)\b"),
}
"""What may be said of some of the harmed that makes them no part of those."""
_IN_RELATIVE: Final = re.compile(r",\s+(?:who|which)\s(?:(?:has|had|have)\s)?[a-z]+\s(?:(?:about|some|over|more than|at least|nearly|up to|all)\s)?\Z")
"""Before the object of a relative clause: "the doctor, who treated 40 patients, died"."""
_FOUND_AGAIN: Final = re.compile(r",? but (?:\w+ )?(?:were|was|have been|has been|had been) (?:\w+ )?(?:found|located|rescued|traced)\b(?! (?:dead|drowned))")
_DIED_OUT: Final = re.compile(r"\s+(?:out|down|away|off|hard)\b")
_ANIMAL: Final = re.compile(rf"\b(?:{any_of(ANIMALS)})\b(?![ -](?:markets?|fairs?|herd(?:er|sman|smen)|herders|farm|trad|thie|rustl|own|breed|truck|camp))")
_PERSON: Final = re.compile(rf"\b(?:{any_of(PERSON_HEADS)})\b")
_BACK: Final = 160
"""How many characters before a bare number tell what it counts."""


def _are_animals(lower: str, at: int) -> bool:
    """Whether a bare number counts the animals spoken of before: "4,000 geese arrived. Twelve were found dead"."""
    back = max(0, at - _BACK)
    animal = next(reversed(list(_ANIMAL.finditer(lower, back, at))), None)
    return animal is not None and not _PERSON.search(lower, animal.end(), at)


def _counts_things(lower: str, end: int) -> bool:
    """ "twenty dead trees": the word of death describes a thing."""
    following = re.match(r"\s+([^\W\d_]+)", lower[end : end + 30])
    return bool(following and following.group(1) in NOT_PEOPLE)


def _treated(lower: str, sentence: Stretch, floor: int, figure: Counted) -> Stretch | None:
    """Where the words stand that tell of wounds: "40 were treated for burns", "treating 40 people for burns", "nine burns patients"."""
    said = behind_aside(lower, figure, sentence[1])
    if (said > figure.after or figure.is_ahead_of(TREATED_WORDS)) and (treated := TREATED.match(lower, said, sentence[1])):
        return treated.span()
    if (figure.head or lower.startswith(" of ", figure.quantity.end)) and (wounded := WOUNDED.match(lower, figure.after, sentence[1])):
        return wounded.span()
    wounds = FOR_WOUNDS.match(lower, figure.after, sentence[1])
    if wounds and (treating := TREATING.search(lower, floor, figure.quantity.start)):
        return treating.start(), wounds.end()
    return (figure.start, figure.end) if _PATIENTS.match(lower, figure.start, figure.end) else None


def _is_lost(lower: str, sentence: Stretch, floor: int, figure: Counted) -> bool:
    """Whether someone lost the people counted, or they fell, as fighters do."""
    if figure.head in COMBATANTS and (FALLEN.match(lower, figure.after, sentence[1]) or ELIMINATED.match(lower, figure.after, sentence[1])):
        return True
    if figure.head in BEREAVED_OF and _LOST_WITH.search(lower, floor, figure.quantity.start):
        return True
    mourned = figure.head in COMBATANTS or figure.head in BEREAVED_OF or _LOST_WHEN.match(lower, figure.after, sentence[1]) is not None
    return mourned and bool(LOSING.search(lower, floor, figure.quantity.start)) and not _LOST_TO.match(lower, figure.after)


def _beside(lower: str, floor: int, figure: Counted) -> re.Match[str] | None:
    """The act before a name and "and": "killed Ana Pesk and two guards"."""
    return BESIDE.search(lower, floor, figure.quantity.start) if figure.head in PERSON_HEADS else None


def _outcome(match: re.Match[str]) -> Outcome:
    groups = match.groupdict()
    if groups.get("verb") and OR_MISSING.match(match.string, match.end()):
        return "unspecified"
    second = None if takes_object(match) else groups.get("second")  # "left two dead and wounded 60"
    words = [" ".join(word.split()) for word in (groups.get("word") or groups.get("verb"), second) if word]
    outcomes = {OUTCOMES[word] for word in words}
    return outcomes.pop() if len(outcomes) == 1 else "unspecified"


def _is_object(lower: str, act: re.Match[str]) -> bool:
    """Whether what stands before the act lets a victim follow: "was killed two days later" does not."""
    if FAILED.search(lower, max(0, act.start() - 24), act.start()):
        return False
    return not re.search(r"\b(?:was|were|been|be|being|are|is|get|got)\s+(?:\w+ly\s+)?\Z", lower[max(0, act.start() - 24) : act.start()]) or act.group(
        "word"
    ).endswith("ing")


def _is_list_of_acts(lower: str, floor: int, figure: Counted, after: re.Match[str]) -> bool:
    """Whether each act stands before its own number, as in situation reports: "killed 3, injured 4"."""
    return after.group().startswith(",") and figure.is_behind(ACT_WORDS) and not after.group("second") and bool(ACT.search(lower, floor, figure.quantity.start))


def _are_sought(lower: str, sentence: Stretch, figure: Counted) -> bool:
    """Whether those searched for are missing: rescuers look for them, or a disaster has struck; not the police, for suspects."""
    return figure.head not in _WANTED and not _POLICE.search(lower, *sentence) and _RESCUE.search(lower, *sentence) is not None


_WANTED: Final = frozenset((*ACTORS, *"suspects prisoners inmates witnesses volunteers fugitives".split()))
_POLICE: Final = re.compile(r"\b(?:police|detectives?|troops|army|soldiers|suspected|wanted|over the|in connection with)\b")
_RESCUE: Final = re.compile(
    rf"\b(?:rescue\w*|search (?:teams?|part(?:y|ies)|crews?)|searchers|divers?|coast ?guards?|lifeboats?|crews?|firefighters|navy|dogs"
    rf"|red cross|red crescent|volunteers|{any_of(HARMS)})\b"
)


def _countable(figure: Counted) -> bool:
    """Whether the figure may count people: its noun is no thing, or it has none."""
    return figure.head not in _NO_VICTIMS


_NO_VICTIMS: Final = (
    NOT_PEOPLE
    | frozenset("families family couples households gangs".split())
    | (frozenset(form for harm in HARMS if harm.isalpha() for form in (harm, f"{harm}s")) - {"sniper", "snipers"})
)
"""What no casualty figure counts: things, families (who die one by one), and what does the harm itself ("two earthquakes killed 400")."""


def _person(figure: Counted) -> bool:
    return (
        figure.head in PERSON_HEADS
        or not figure.head
        or figure.head in ONE_PERSON
        or figure.head.endswith(("ers", "ors", "ans", "ists", "ese", "men", "women", "ants", "ents", "ees", "eds", "is"))
    )


def _joinable(figure: Counted) -> bool:
    """Whether a further number in a list may count people of the same fate."""
    return _countable(figure) and (_person(figure) or figure.head.endswith("s"))
