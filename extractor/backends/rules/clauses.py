"""Clauses in a frame, read without a parser: whether a word is a verb, and which noun phrase is its subject. Ranges of tokens (first, end)."""

from __future__ import annotations

from extractor.backends.rules.frames import Tokens
from extractor.backends.rules.phrases import STOPS, Range, antecedent, is_bare_aside, phrase_from, phrase_to
from extractor.backends.rules.reporting import (
    ADVERBS,
    AUXILIARIES,
    CALLING,
    CONJUNCTIONS,
    DETERMINERS,
    NEGATIONS,
    NOUN_FORMS,
    PLURALS,
    PREPOSITIONS,
    PRONOUNS,
    SAYING,
    THINKING,
    VERBS,
)
from extractor.text.name_finding import DAYS
from extractor.text.titles import BODIES, is_role

WINDOW = 80
"""How many tokens away from a quotation its reporting words and their subject are looked for."""
_NAMING = frozenset(("entitled", "titled", "called", "named", "dubbed", "headlined", "nicknamed"))
DASHES = frozenset("—–―-")
_FORMS = {**THINKING, **CALLING, **SAYING}
"""What a form is as a verb of saying, else of calling, else of thinking."""
_ENDING_SUBJECTS = frozenset("all each this that two three four five six".split(" "))
"""Words that open a noun phrase and may end one as well: the mother of three said."""
_OPENINGS = frozenset(("and", "but", "yet", "or"))
"""Conjunctions that may begin a sentence without a clause of their own."""
_HELPERS = AUXILIARIES | NEGATIONS
_EARLY = 8
"""How many tokens a subject in the plural that begins the sentence has at most."""
_DAYS = ADVERBS & DAYS


def acts_as_verb(tokens: Tokens, index: int) -> bool:
    """Whether a form that may be a verb is one here: "they report"; not "the report", "denied reports", "States"."""
    lower = tokens.lower[index]
    if not index:
        return not tokens.capital(0) or lower.endswith("ing")
    if tokens.capital(index):
        return False
    left = max(0, _left_of(tokens, index))
    before = tokens.lower[left]
    if _FORMS.get(lower) == "base":
        helped = any(tokens.lower[earlier] in AUXILIARIES for earlier in range(max(0, index - 3), index))
        return (
            helped or before in ("they", "we", "i", "you", "who", "to") or is_plural(before) or (before not in DETERMINERS and _opens_in_plural(tokens, index))
        )
    if lower in NOUN_FORMS:
        names = tokens.capital(left) or not before or before in PRONOUNS or before in (",", ")") or before in DASHES
        return names or (is_role(before) and not is_plural(before)) or before in BODIES
    if lower.endswith("ed") and index + 1 < len(tokens.lower) and tokens.lower[index + 1] == "by":
        return any(tokens.lower[earlier] in AUXILIARIES for earlier in range(max(0, index - 3), index))
    return before not in DETERMINERS or before in PRONOUNS or before in _ENDING_SUBJECTS


def _opens_in_plural(tokens: Tokens, verb: int) -> bool:
    """Whether the sentence begins with a noun in the plural that a few words hang on, up to the verb: Partners on the ground describe."""
    noun = 1 if tokens.lower[0] in DETERMINERS else 0
    if not noun + 2 < verb < _EARLY or not is_plural(tokens.lower[noun]) or tokens.lower[noun + 1] not in PREPOSITIONS:
        return False
    return not any(not lower or lower in VERBS or lower in AUXILIARIES or lower in (",", ":", ";") for lower in tokens.lower[noun:verb])


def is_plural(lower: str) -> bool:
    """Whether a noun in small letters is in the plural, by its spelling."""
    if lower in PLURALS:
        return True
    return lower.endswith("s") and not (lower.endswith(("’s", "'s", "ss", "us", "is", "as")) or lower in DETERMINERS or lower in PREPOSITIONS)


def is_name_of_speaker(tokens: Tokens, index: int) -> bool:
    """Whether a word that ends as participles and adverbs do is a name, by its capital and the verb behind it: Fleming said; Reilly has asked."""
    behind = tokens.lower[index + 1] if index + 1 < len(tokens.lower) else ""
    return tokens.capital(index) and (SAYING.get(behind) == "finite" or behind in AUXILIARIES)


def is_skipped(tokens: Tokens, index: int) -> bool:
    """Whether a token may stand between a subject and its verb: auxiliaries, adverbs, days."""
    lower = tokens.lower[index]
    if lower in _HELPERS:
        return True
    if lower in ADVERBS:
        return lower in _DAYS or not tokens.capital(index)
    ending = lower[-2:]
    if ending == "ly":
        return not tokens.capital(index)
    return ending in ("'t", "’t") and lower.endswith(("n't", "n’t"))


def subject(tokens: Tokens, verb: int) -> Range | None:
    """The noun phrase that the verb at `verb` has for its subject, that of an earlier verb where it shares one; None where there is none."""
    gerund = tokens.lower[verb].endswith("ing")
    if gerund and verb and tokens.lower[verb - 1] == "as" and (quoted := _quoted_as(tokens, verb)):
        return quoted
    if gerund and (heard := perceived(tokens, verb)):
        return heard
    index = _left_of(tokens, verb)
    if index < 0:
        return None
    lower = tokens.lower[index]
    if gerund or lower in ("and", "but", "then", "or", "to") or lower in PREPOSITIONS or lower in CONJUNCTIONS:
        return _earlier_subject(tokens, index + 1)
    return _own_subject(tokens, index)


_PERCEIVING = frozenset("hear hears heard hearing saw remember remembers remembered recall recalls recalled".split())
_LONGEST_HEARD = 7
"""How many tokens before the verb someone heard is looked for."""


def perceived(tokens: Tokens, verb: int) -> Range | None:
    """Who says what somebody hears or recalls, before the bare verb or the gerund: Osk heard his wife shout / recalls his father telling him."""
    for index in range(verb - 1, max(-1, verb - _LONGEST_HEARD), -1):
        lower = tokens.lower[index]
        if lower in _PERCEIVING:
            return (index + 1, verb) if index + 1 < verb and tokens.lower[index + 1] != "from" else None
        if not lower or lower in STOPS or lower in CONJUNCTIONS or lower in VERBS or SAYING.get(lower) == "finite":
            return None
    return None


def _quoted_as(tokens: Tokens, verb: int) -> Range | None:
    """Who is quoted, rather than who quotes: The daily quoted the mayor (, Lena Osk,) as saying."""
    start = verb - 2
    if start > 0 and tokens.lower[start] == ",":
        start = next((index for index in range(start - 1, max(0, start - 10), -1) if tokens.lower[index] == ","), start + 1) - 1
    for index in range(start, max(0, start - 13), -1):
        lower = tokens.lower[index]
        if not lower or lower in (",", ";", ":"):
            return None
        if lower in ("quoted", "quotes", "cited", "cites"):
            return phrase_from(tokens, index + 1)
    return None


def _left_of(tokens: Tokens, verb: int) -> int:
    index = verb - 1
    while index >= 0:
        if is_skipped(tokens, index):
            index -= 1
        elif index and tokens.lower[index - 1] in ("in", "since") and tokens.lower[index].isdigit():
            index -= 2
        else:
            break
    return index


def _own_subject(tokens: Tokens, index: int) -> Range | None:
    """The subject of a verb that has `tokens[index]` to its left."""
    if index < 0 or not tokens.lower[index]:
        return None
    lower = tokens.lower[index]
    if lower in (",", ")") or lower in DASHES:
        return _before_aside(tokens, index)
    found = phrase_to(tokens, index)
    return (_behind_relative(tokens, found[0]) or found) if found else None


_LONGEST_RELATIVE = 16
"""How many tokens a relative clause between a speaker and the verb has, at most."""


def _behind_relative(tokens: Tokens, first: int) -> Range | None:
    """The subject before a relative clause without commas: A man who lost his house said."""
    if "who" not in tokens.lower[max(0, first - _LONGEST_RELATIVE) : first]:
        return None
    for index in range(first - 1, max(0, first - _LONGEST_RELATIVE), -1):
        lower = tokens.lower[index]
        if not lower or lower in STOPS or (SAYING.get(lower) == "finite" and lower != "asked"):
            return None
        if lower == "who":
            return antecedent(tokens, index)
    return None


def _earlier_subject(tokens: Tokens, end: int) -> Range | None:
    """The subject of the nearest finite verb before `end`, a reporting one first: Osk denied it, saying ... / Osk rose and said."""
    for verbs in (SAYING, CALLING, VERBS):
        for index in range(end - 1, max(0, end - WINDOW), -1):
            lower = tokens.lower[index]
            if lower not in verbs or lower in AUXILIARIES or tokens.capital(index):
                continue
            if verbs is VERBS or ((SAYING.get(lower) or CALLING.get(lower)) == "finite" and acts_as_verb(tokens, index)):
                found = _own_subject(tokens, _left_of(tokens, index))
                if found and tokens.lower[found[0]] not in ("which", "that", "whose") and (verbs is SAYING or tokens.lower[found[0]] != "it"):
                    return found
    return clause_subject(tokens, end)


def clause_subject(tokens: Tokens, end: int) -> Range | None:
    """The first noun phrase of the sentence, past "In Arkan, " and "On Monday "."""
    index = 0
    while index < end:
        lower = tokens.lower[index]
        if not lower or _is_time(tokens, index) or (not index and lower in _OPENINGS):
            index += 1
        elif index and SAYING.get(lower) == "finite" and (tokens.lower[index - 1] == "," or not tokens.lower[index - 1]) and not tokens.capital(index):
            index += 1  # "...," said Osk
        elif lower in PREPOSITIONS or lower in CONJUNCTIONS or (lower.endswith(("ing", "ed")) and not is_name_of_speaker(tokens, index)):
            comma = next((later for later in range(index, min(end, index + WINDOW)) if tokens.lower[later] == ","), None)
            if comma is None:
                return None
            index = comma + 1
        elif lower in ADVERBS or lower in STOPS or (lower.endswith("ly") and not is_name_of_speaker(tokens, index)):
            index += 1
        else:
            return phrase_from(tokens, index)
    return None


def _is_time(tokens: Tokens, index: int) -> bool:
    """Whether the number at `index` belongs to the time that an entry of a live page begins with: 06:20."""
    if not tokens.lower[index].isdigit():
        return False
    lowers = tokens.lower
    return (index + 1 < len(lowers) and lowers[index + 1] == ":") or (index > 1 and lowers[index - 1] == ":" and lowers[index - 2].isdigit())


# ---------------------------------------------------------------- asides


def _before_aside(tokens: Tokens, closing: int) -> Range | None:
    """The subject before ", the mayor of Arkan, said"; the name within where it stands last: The mayor of Arkan, Lena Osk, said."""
    for _ in range(4):
        opening = _opening(tokens, closing)
        if opening is None or opening == 0:
            return _whole_stretch(tokens, 0 if opening is None else 1, closing)
        if not tokens.lower[opening]:
            return _whole_stretch(tokens, opening + 1, closing)
        if _is_name_only(tokens, opening + 1, closing) and not _is_place_list(tokens, opening) and tokens.lower[closing] != ")":
            return opening + 1, closing
        last = opening - 1
        while last >= 0 and is_skipped(tokens, last):
            last -= 1
        if last < 0 or not tokens.lower[last]:
            return _whole_stretch(tokens, opening + 1, closing)
        if not (tokens.lower[last] in (",", ")") or _is_second_aside(tokens, last)):
            return phrase_to(tokens, last)
        closing = last if tokens.lower[last] in (",", ")") else opening
    return None


def _opening(tokens: Tokens, closing: int) -> int | None:
    """Where the aside that ends at `closing` begins: its first comma, dash or bracket, or a quotation right before it."""
    mark = tokens.lower[closing]
    wanted = "(" if mark == ")" else mark
    depth = 0
    for index in range(closing - 1, max(-1, closing - WINDOW), -1):
        lower = tokens.lower[index]
        if not tokens.lower[index]:
            if index and tokens.lower[index - 1] in _NAMING:
                continue  # The report, entitled "...", says
            return index
        if lower == ")" and wanted != "(":
            depth += 1
        elif lower == "(" and wanted != "(":
            depth -= 1
        elif lower == wanted and depth <= 0:
            return index
    return None


def _is_second_aside(tokens: Tokens, last: int) -> bool:
    """Whether the words up to `last`, from the comma before them, are an aside too (", 45, a teacher from Arkan, said")."""
    comma = next((index for index in range(last, max(-1, last - 25), -1) if tokens.lower[index] == ","), None)
    if not comma:
        return False
    first = tokens.lower[comma + 1]
    if is_bare_aside(tokens, comma, last):
        return True
    return first in ("a", "an", "who", "whose", "which") or first.isdigit() or (is_role(first) and not tokens.capital(comma + 1))


def _is_place_list(tokens: Tokens, comma: int) -> bool:
    """Whether the comma stands in "in Arkan, Norland,"."""
    before = comma - 1
    while before >= 0 and tokens.capital(before):
        before -= 1
    return before >= 0 and tokens.lower[before] in PREPOSITIONS and tokens.lower[before] not in ("of", "for")


def _whole_stretch(tokens: Tokens, start: int, closing: int) -> Range | None:
    """The phrase that begins the stretch before the verb, where no aside opens within it."""
    while start < closing and (tokens.lower[start] in ADVERBS or tokens.lower[start] in STOPS):
        start += 1
    if start >= closing or tokens.lower[start] in PREPOSITIONS or tokens.lower[start] in CONJUNCTIONS:
        return None
    return phrase_from(tokens, start)


def _is_name_only(tokens: Tokens, first: int, end: int) -> bool:
    if not 0 < end - first <= 5 or not tokens.capital(first):
        return False
    inside = tokens.lower[first:end]
    plain = not any(is_role(lower) or lower in PREPOSITIONS or lower in DETERMINERS for lower in inside)
    return plain and all("-" in lower or len(lower) <= 3 or tokens.capital(index) for index, lower in enumerate(inside, first))
