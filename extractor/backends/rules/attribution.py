"""Which reporting words a quotation belongs to, and the noun phrase in its sentence that speaks."""

from __future__ import annotations

from typing import NamedTuple

from extractor.backends.rules.clauses import DASHES, WINDOW, acts_as_verb, clause_subject, is_name_of_speaker, is_skipped, perceived, subject
from extractor.backends.rules.cue_nouns import ARISING, POSSESSIVES, arising, leads_to_quotation, owner
from extractor.backends.rules.frames import Tokens
from extractor.backends.rules.phrases import STOPS, Range, phrase_from
from extractor.backends.rules.reporting import ADVERBS, CALLING, CONJUNCTIONS, CUE_NOUNS, PARTICLES, PREPOSITIONS, REPORTING, SAYING, THINKING, VERBS
from extractor.text.name_finding import DAYS

_BE = frozenset(("is", "was", "are", "were", "be", "been", "being"))
_LEADING = REPORTING | CUE_NOUNS | {"according", "per", ";"}
"""What may stand before a quotation that it belongs to, and what ends the search for it."""
_SAID = frozenset(form for form, kind in SAYING.items() if kind == "finite")
_ATTRIBUTING = {form for form, kind in SAYING.items() if kind != "ing"} | frozenset(("according", "per", "words"))
"""One of them stands behind a quotation that is attributed there."""
_FINITE = frozenset(form for forms in (CALLING, SAYING) for form in forms if (SAYING.get(form) or forms[form]) == "finite")
_SENT = CUE_NOUNS | {"this", "word", "reaction", "reply", "update", "more"}
_ASIDE_MARKS = DASHES | {",", "(", "who", "which"}
"""What opens an aside or a relative clause."""
_ADDRESSING = frozenset(("told", "warned", "advised", "instructed", "ordered", "urged", "assured", "reminded", "informed", "promised"))
"""Whoever is told is not who speaks."""


class Attribution(NamedTuple):
    """Reporting words and their speaker, as ranges of tokens (first, end); the cue None where only a name stands beside the quotation."""

    cue: Range | None
    speaker: Range | None
    """None where the words name nobody: They were told to "wait"; "Land!" came the cry."""


def attribute(tokens: Tokens, at: int) -> Attribution | None:
    """What attributes the quotation at `tokens[at]` within its sentence: words right behind it, before it, or at the sentence's end."""
    behind = _behind(tokens, at)
    if behind is not None:
        spoken_for = _before(tokens, at) if _is_spokesperson(tokens, behind) else None
        return spoken_for or behind
    return _before(tokens, at) or _according(tokens, at) or _later(tokens, at)


def statement(tokens: Tokens) -> Attribution | None:
    """The first reporting clause of a sentence, with or without quotations."""
    for index, lower in enumerate(tokens.lower[:WINDOW]):
        if lower not in _FINITE or (lower in _ADDRESSING and _is_passive(tokens, index)):
            continue
        if acts_as_verb(tokens, index) and (found := _inverted(tokens, index) or subject(tokens, index)):
            return Attribution((index, index + 1), found)
    return _according(tokens, 0)


def _inverted(tokens: Tokens, verb: int) -> Range | None:
    """Who speaks behind the verb at the end of a clause: The road is closed, said Osk. So said Osk."""
    if not verb or tokens.lower[verb - 1] not in (",", "so", "thus") or tokens.lower[verb] not in SAYING:
        return None
    found = phrase_from(tokens, verb + 1)
    return found if found and (found[1] == len(tokens.lower) or tokens.lower[found[1]] in STOPS) else None


# ---------------------------------------------------------------- behind the quotation


def _behind(tokens: Tokens, at: int) -> Attribution | None:
    """ "...," said Osk / "...," Osk said / "...," according to Osk / "..." — Lena Osk."""
    start = at + 1
    if start == len(tokens.lower):
        return None
    while start < len(tokens.lower) and (tokens.lower[start] == "," or tokens.lower[start] in DASHES):
        start += 1
    if start > at + 1 and tokens.lower[start - 1] in DASHES and (signed := _signature(tokens, start)):
        return signed
    while (
        start < len(tokens.lower)
        and start - at < 4
        and ((tokens.lower[start].endswith("ly") and not tokens.capital(start)) or tokens.lower[start] in ("then", "also", "as"))
    ):
        start += 1
    if start >= len(tokens.lower) or not tokens.lower[start]:
        return None
    if (
        tokens.lower[start].endswith("ing")
        and not is_name_of_speaker(tokens, start)
        and not (tokens.capital(start) and tokens.lower[start + 1 : start + 2] == [","])
    ):
        return None
    lower = tokens.lower[start]
    if lower in ARISING and (called := arising(tokens, start)):
        return Attribution(*called)
    if lower in _BE and (put := _put(tokens, start)):
        return put
    if _ATTRIBUTING.isdisjoint(tokens.lower[start : start + WINDOW // 2]):
        return None
    if width := _according_width(tokens, start):
        found = _source(tokens, start + width)
        return Attribution((start, start + width), found) if found else None
    if SAYING.get(lower) == "finite" and not tokens.capital(start):
        found = phrase_from(tokens, start + 1)
        return Attribution((start, start + 1), found) if found else None
    found = phrase_from(tokens, start)
    verb = _verb_after(tokens, start, found[1]) if found else None
    if found is None or verb is None:
        return None
    if tokens.lower[verb] in ("quoted", "quotes") and (
        saying := next((later for later in range(verb, min(verb + 10, len(tokens.lower))) if tokens.lower[later] in ("saying", "telling")), None)
    ):
        quoted = subject(tokens, saying)
        return Attribution((saying, saying + 1), quoted) if quoted else None
    if _ASIDE_MARKS.isdisjoint(tokens.lower[start:verb]):
        end = verb
        while end > start + 1 and is_skipped(tokens, end - 1):
            end -= 1
        if tokens.lower[end - 1] == "to" and end > found[1]:
            end = found[1]  # Osk liked to say; Osk was heard to say
        return Attribution(_cue_range(tokens, verb), (start, end))
    return Attribution(_cue_range(tokens, verb), subject(tokens, verb) or found)


def _put(tokens: Tokens, start: int) -> Attribution | None:
    """ "...," is how Osk puts it / was all that Osk would say."""
    if start + 3 >= len(tokens.lower) or tokens.lower[start + 1] not in ("how", "what", "all"):
        return None
    found = phrase_from(tokens, start + 2 + (tokens.lower[start + 2] == "that"))
    verb = next((at for at in range(found[1], min(found[1] + 3, len(tokens.lower))) if tokens.lower[at] in SAYING), None) if found else None
    return Attribution((verb, verb + 1), found) if verb else None


def _signature(tokens: Tokens, start: int) -> Attribution | None:
    """A name behind a dash that ends the sentence: "..." — Lena Osk."""
    end = start
    while end < len(tokens.lower) and end - start < 8 and (tokens.capital(end) or tokens.lower[end] in ("de", "van", "of", "the")):
        end += 1
    closed = end == len(tokens.lower) or (tokens.lower[end] in (".", ",") and end + 12 >= len(tokens.lower) and "" not in tokens.lower[end:])
    return Attribution(None, (start, end)) if end > start and tokens.capital(start) and closed else None


def _verb_after(tokens: Tokens, start: int, end: int) -> int | None:
    """The reporting verb whose subject begins at `start` and ends at `end` or behind an aside; None where another clause begins first."""
    commas = depth = 0
    if tokens.lower[end : end + 1] == ["who"]:
        return _verb_behind_relative(tokens, end)
    for index in range(end, min(len(tokens.lower), start + WINDOW // 2)):
        lower = tokens.lower[index]
        if not lower:
            return None
        if lower in ("(", ")"):
            depth += 1 if lower == "(" else -1
        elif depth > 0:
            continue
        elif lower in (";", ":", "."):
            return None
        elif lower == "," or lower in DASHES:
            commas += 1
        elif lower in SAYING and SAYING[lower] != "ing" and acts_as_verb(tokens, index) and _ends_subject(tokens, index, commas):
            if lower in ("asked", "told") and _is_passive(tokens, index):
                return None
            return index if lower != "put" or (index + 1 < len(tokens.lower) and tokens.lower[index + 1] == "it") else None
        elif (
            not commas
            and (lower in CONJUNCTIONS or (lower in VERBS and lower not in ("has", "have", "had", "went", "was", "is")))
            and lower not in ("and", "as")
            and not (index + 1 < len(tokens.lower) and tokens.lower[index + 1] == "to")
        ):
            return None
    return None


def _verb_behind_relative(tokens: Tokens, who: int) -> int | None:
    """The reporting verb that ends a sentence behind a relative clause: a nurse who feared for her job said."""
    stop = next((at for at in range(who, min(len(tokens.lower), who + WINDOW)) if not tokens.lower[at] or tokens.lower[at] in STOPS), len(tokens.lower))
    verbs = [at for at in range(who + 1, stop) if tokens.lower[at] in _SAID and acts_as_verb(tokens, at)]
    return verbs[-1] if verbs and (verbs[-1] == stop - 1 or tokens.lower[verbs[-1] + 1] in PREPOSITIONS) else None


def _ends_subject(tokens: Tokens, verb: int, commas: int) -> bool:
    """Whether the verb takes up the subject: right behind it, or behind the comma that closes an aside."""
    index = verb - 1
    while is_skipped(tokens, index) and index > 0:
        index -= 1
    if not commas:
        return True
    if tokens.lower[index] in ("who", "which", "that"):
        return False
    return tokens.lower[index] in (",", ")", "to", "and") or tokens.lower[index] in DASHES


def _is_spokesperson(tokens: Tokens, behind: Attribution) -> bool:
    """Whether "his spokesman said" stands behind: the one spoken for is the speaker."""
    if behind.speaker is None:
        return False
    first, end = behind.speaker
    return tokens.lower[first] in POSSESSIVES and any(lower.startswith("spokes") for lower in tokens.lower[first:end])


# ---------------------------------------------------------------- before the quotation


def _before(tokens: Tokens, at: int) -> Attribution | None:
    """The nearest reporting words before the quotation that have a subject: Osk said (that the road was) "..."."""
    weaker: Attribution | None = None
    for index in range(at - 1, max(-1, at - WINDOW), -1):
        lower = tokens.lower[index]
        if lower not in _LEADING:
            continue
        if lower == ";":
            break
        width = _according_width(tokens, index) if lower in ("according", "per", "words") else 0
        if width and index + width < at and (found := _source(tokens, index + width)):
            return Attribution((index - 2 if lower == "words" else index, index + width), found)
        if SAYING.get(lower) == "base" and (heard := perceived(tokens, index)):
            return Attribution((index, index + 1), heard)
        if lower in REPORTING and acts_as_verb(tokens, index):
            if _is_passive(tokens, index):
                if agent := _by_agent(tokens, index):
                    return agent
                if lower in _ADDRESSING:
                    if tokens.lower[index + 1] in ("of", "about"):
                        continue  # Osk said they had been told of the crack
                    return Attribution(_cue_range(tokens, index), None)
                if lower in CALLING:
                    continue  # the play has been called "unstageable": nobody says who did
            speaker = subject(tokens, index)
            if speaker is None or _takes_up(tokens, speaker):
                continue
            if lower not in THINKING:
                return Attribution(_cue_range(tokens, index), speaker)
            weaker = weaker or Attribution((index, index + 1), speaker)
        elif lower in CUE_NOUNS and leads_to_quotation(tokens, index, at) and (speaker := owner(tokens, index)):
            return Attribution((index, index + 1), speaker)
    if at and tokens.lower[at - 1] == ":" and (opening := _inverted_first(tokens) or _sent_by(tokens, at - 1)):
        return opening
    if weaker is None and at and tokens.lower[at - 1] in (":", ",") and (first := clause_subject(tokens, at)):
        noun = first[1] - 1
        return Attribution(None, (owner(tokens, noun) if tokens.lower[noun] in CUE_NOUNS else None) or first)
    return weaker


def _inverted_first(tokens: Tokens) -> Attribution | None:
    """Said one mother: "..."."""
    found = phrase_from(tokens, 1) if SAYING.get(tokens.lower[0]) == "finite" else None
    return Attribution((0, 1), found) if found else None


def _sent_by(tokens: Tokens, colon: int) -> Attribution | None:
    """And this from the mayor: "..."."""
    for index in range(colon - 1, max(0, colon - 12), -1):
        if tokens.lower[index] == "from" and tokens.lower[index - 1] in _SENT:
            found = phrase_from(tokens, index + 1)
            return Attribution(None, found) if found and found[1] == colon else None
    return None


def _takes_up(tokens: Tokens, speaker: Range) -> bool:
    """Whether the subject only takes up that of the reporting verb before it: Osk said they agreed on "peace"."""
    first = speaker[0]
    if first == 0 or tokens.lower[first] not in ("he", "she", "it", "they", "i", "we"):
        return False
    verb = first - 2 if tokens.lower[first - 1] == "that" else first - 1
    return verb > 0 and SAYING.get(tokens.lower[verb]) == "finite"


def _by_agent(tokens: Tokens, verb: int) -> Attribution | None:
    """Who is behind a passive: The road was called "a disgrace" by Osk; described by Osk as "a disgrace"."""
    for index in range(verb + 1, min(len(tokens.lower) - 1, verb + WINDOW)):
        if tokens.lower[index] in (".", ";", ","):
            return None
        if tokens.lower[index] == "by":
            found = phrase_from(tokens, index + 1)
            return Attribution((verb, verb + 1), found) if found else None
    return None


def _is_passive(tokens: Tokens, verb: int) -> bool:
    for index in range(verb - 1, max(-1, verb - 4), -1):
        if tokens.lower[index] in _BE:
            return True
        if not is_skipped(tokens, index):
            return False
    return False


# ---------------------------------------------------------------- elsewhere in the sentence


def _according_width(tokens: Tokens, index: int) -> int:
    """How many tokens "according to", "per" or "(in the) words of" has at `index`; 0 where none stands there."""
    lower = tokens.lower[index]
    if lower == "words":
        led = index >= 2 and tokens.lower[index - 2] == "in" and tokens.lower[index - 1] == "the"
        return 2 if led and index + 2 < len(tokens.lower) and tokens.lower[index + 1] == "of" else 0
    if lower == "according" and index + 2 < len(tokens.lower) and tokens.lower[index + 1] == "to":
        return 2
    return 1 if lower == "per" and index + 1 < len(tokens.lower) and (tokens.lower[index + 1] == "the" or tokens.capital(index + 1)) else 0


def _source(tokens: Tokens, start: int) -> Range | None:
    """Whom "according to" names: the body behind a statement rather than the statement."""
    for index in range(start, min(start + 3, len(tokens.lower) - 2)):
        if tokens.lower[index] in ("statement", "statements") and tokens.lower[index + 1] in ("by", "from"):
            return phrase_from(tokens, index + 2)
    return phrase_from(tokens, start)


def _according(tokens: Tokens, at: int) -> Attribution | None:
    for index in range(max(0, at - WINDOW), min(len(tokens.lower), at + WINDOW)):
        width = _according_width(tokens, index) if tokens.lower[index] in ("according", "per") else 0
        if width and (found := _source(tokens, index + width)):
            return Attribution((index, index + width), found)
    return None


def _later(tokens: Tokens, at: int) -> Attribution | None:
    """The reporting clause that closes the sentence: The "open" road was closed, Osk said."""
    for index in range(len(tokens.lower) - 1, max(at, len(tokens.lower) - WINDOW), -1):
        if tokens.lower[index] not in _SAID or not acts_as_verb(tokens, index):
            continue
        found = subject(tokens, index)
        if found is not None and found[0] > at + 1:
            before = tokens.lower[found[0] - 1]
            if before == "," or before in DASHES or not before or tokens.lower[found[0] - 2] == ",":
                return Attribution((index, index + 1), found)
        elif tokens.lower[index - 1] == "," and (inverted := phrase_from(tokens, index + 1)):
            return Attribution((index, index + 1), inverted)
    return None


def _cue_range(tokens: Tokens, verb: int) -> Range:
    """The verb with the word that belongs to it: called for, called on Friday for, called on, pointed out."""
    particles = PARTICLES.get(tokens.lower[verb])
    if particles is None:
        return verb, verb + 1
    for index in range(verb + 1, min(verb + 4, len(tokens.lower))):
        lower = tokens.lower[index]
        dated = lower == "on" and index + 1 < len(tokens.lower) and tokens.lower[index + 1] in DAYS
        if lower in particles and not dated:
            return verb, index + 1
        if lower not in ADVERBS:
            break
    return verb, verb + 1
