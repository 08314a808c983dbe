"""Clauses in a frame, read without a parser: whether a word is a verb, and which noun phrase is its subject. Ranges of tokens (first, end)."""

from __future__ import annotations

from extractor.backends.rules.frames import Token
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


def acts_as_verb(tokens: list[Token], index: int) -> bool:
    """Whether a form that may be a verb is one here: "they report"; not "the report", "denied reports", "States"."""
    token = tokens[index]
    if not index:
        return not token.capital or token.lower.endswith("ing")
    if token.capital:
        return False
    before = tokens[max(0, _left_of(tokens, index))]
    if _FORMS.get(token.lower) == "base":
        helped = any(tokens[earlier].lower in AUXILIARIES for earlier in range(max(0, index - 3), index))
        return (
            helped
            or before.lower in ("they", "we", "i", "you", "who", "to")
            or is_plural(before)
            or (before.lower not in DETERMINERS and _opens_in_plural(tokens, index))
        )
    if token.lower in NOUN_FORMS:
        names = before.capital or before.quote >= 0 or before.lower in PRONOUNS or before.lower in (",", ")") or before.lower in DASHES
        return names or (is_role(before.lower) and not is_plural(before)) or before.lower in BODIES
    if token.lower.endswith("ed") and index + 1 < len(tokens) and tokens[index + 1].lower == "by":
        return any(tokens[earlier].lower in AUXILIARIES for earlier in range(max(0, index - 3), index))
    return before.lower not in DETERMINERS or before.lower in PRONOUNS or before.lower in _ENDING_SUBJECTS


def _opens_in_plural(tokens: list[Token], verb: int) -> bool:
    """Whether the sentence begins with a noun in the plural that a few words hang on, up to the verb: Partners on the ground describe."""
    noun = 1 if tokens[0].lower in DETERMINERS else 0
    if not noun + 2 < verb < _EARLY or not is_plural(tokens[noun]) or tokens[noun + 1].lower not in PREPOSITIONS:
        return False
    return not any(token.quote >= 0 or token.lower in VERBS or token.lower in AUXILIARIES or token.lower in (",", ":", ";") for token in tokens[noun:verb])


def is_plural(token: Token) -> bool:
    """Whether a noun is in the plural, by its spelling."""
    lower = token.lower
    if lower in PLURALS:
        return True
    return lower.endswith("s") and not (lower.endswith(("’s", "'s", "ss", "us", "is", "as")) or lower in DETERMINERS or lower in PREPOSITIONS)


def is_skipped(token: Token) -> bool:
    """Whether a token may stand between a subject and its verb: auxiliaries, adverbs, days."""
    lower = token.lower
    if lower in _HELPERS:
        return True
    if token.capital:
        return lower in _DAYS or lower.endswith(("n't", "n’t"))
    return lower in ADVERBS or lower.endswith(("ly", "n't", "n’t"))


def subject(tokens: list[Token], verb: int) -> Range | None:
    """The noun phrase that the verb at `verb` has for its subject, that of an earlier verb where it shares one; None where there is none."""
    gerund = tokens[verb].lower.endswith("ing")
    if gerund and verb and tokens[verb - 1].lower == "as" and (quoted := _quoted_as(tokens, verb)):
        return quoted
    index = _left_of(tokens, verb)
    if index < 0:
        return None
    lower = tokens[index].lower
    if gerund or lower in ("and", "but", "then", "or", "to") or lower in PREPOSITIONS or lower in CONJUNCTIONS:
        return _earlier_subject(tokens, index + 1)
    return _own_subject(tokens, index)


def _quoted_as(tokens: list[Token], verb: int) -> Range | None:
    """Who is quoted, rather than who quotes: The daily quoted the mayor as saying."""
    for index in range(verb - 2, max(0, verb - 15), -1):
        lower = tokens[index].lower
        if tokens[index].quote >= 0 or lower in (",", ";", ":"):
            return None
        if lower in ("quoted", "quotes", "cited", "cites"):
            return phrase_from(tokens, index + 1)
    return None


def _left_of(tokens: list[Token], verb: int) -> int:
    index = verb - 1
    while index >= 0:
        if is_skipped(tokens[index]):
            index -= 1
        elif tokens[index].lower.isdigit() and index and tokens[index - 1].lower in ("in", "since"):
            index -= 2
        else:
            break
    return index


def _own_subject(tokens: list[Token], index: int) -> Range | None:
    """The subject of a verb that has `tokens[index]` to its left."""
    if index < 0 or tokens[index].quote >= 0:
        return None
    lower = tokens[index].lower
    if lower in (",", ")") or lower in DASHES:
        return _before_aside(tokens, index)
    found = phrase_to(tokens, index)
    return (_behind_relative(tokens, found[0]) or found) if found else None


def _behind_relative(tokens: list[Token], first: int) -> Range | None:
    """The subject before a relative clause without commas: A man who lost his house said."""
    for index in range(first - 1, max(0, first - 10), -1):
        lower = tokens[index].lower
        if tokens[index].quote >= 0 or lower in STOPS or (SAYING.get(lower) == "finite" and lower != "asked"):
            return None
        if lower == "who":
            return antecedent(tokens, index)
    return None


def _earlier_subject(tokens: list[Token], end: int) -> Range | None:
    """The subject of the nearest finite verb before `end`, a reporting one first: Osk denied it, saying ... / Osk rose and said."""
    for verbs in (SAYING, CALLING, VERBS):
        for index in range(end - 1, max(0, end - WINDOW), -1):
            lower = tokens[index].lower
            if lower not in verbs or lower in AUXILIARIES or tokens[index].capital:
                continue
            if verbs is VERBS or ((SAYING.get(lower) or CALLING.get(lower)) == "finite" and acts_as_verb(tokens, index)):
                found = _own_subject(tokens, _left_of(tokens, index))
                if found and tokens[found[0]].lower not in ("it", "which", "that", "whose"):
                    return found
    return clause_subject(tokens, end)


def clause_subject(tokens: list[Token], end: int) -> Range | None:
    """The first noun phrase of the sentence, past "In Arkan, " and "On Monday "."""
    index = 0
    while index < end:
        token = tokens[index]
        lower = token.lower
        if token.quote >= 0 or _is_time(tokens, index) or (not index and lower in _OPENINGS):
            index += 1
        elif index and SAYING.get(lower) == "finite" and (tokens[index - 1].lower == "," or tokens[index - 1].quote >= 0) and not token.capital:
            index += 1  # "...," said Osk
        elif lower in PREPOSITIONS or lower in CONJUNCTIONS or lower.endswith(("ing", "ed")):
            comma = next((later for later in range(index, min(end, index + WINDOW)) if tokens[later].lower == ","), None)
            if comma is None:
                return None
            index = comma + 1
        elif lower in ADVERBS or lower in STOPS or lower.endswith("ly"):
            index += 1
        else:
            return phrase_from(tokens, index)
    return None


def _is_time(tokens: list[Token], index: int) -> bool:
    """Whether the number at `index` belongs to the time that an entry of a live page begins with: 06:20."""
    if not tokens[index].lower.isdigit():
        return False
    return (index + 1 < len(tokens) and tokens[index + 1].lower == ":") or (index > 1 and tokens[index - 1].lower == ":" and tokens[index - 2].lower.isdigit())


# ---------------------------------------------------------------- asides


def _before_aside(tokens: list[Token], closing: int) -> Range | None:
    """The subject before ", the mayor of Arkan, said"; the name within where it stands last: The mayor of Arkan, Lena Osk, said."""
    for _ in range(4):
        opening = _opening(tokens, closing)
        if opening is None or opening == 0:
            return _whole_stretch(tokens, 0 if opening is None else 1, closing)
        if tokens[opening].quote >= 0:
            return _whole_stretch(tokens, opening + 1, closing)
        inside = tokens[opening + 1 : closing]
        if _is_name_only(inside) and not _is_place_list(tokens, opening) and tokens[closing].lower != ")":
            return opening + 1, closing
        last = opening - 1
        while last >= 0 and is_skipped(tokens[last]):
            last -= 1
        if last < 0 or tokens[last].quote >= 0:
            return _whole_stretch(tokens, opening + 1, closing)
        if not (tokens[last].lower in (",", ")") or _is_second_aside(tokens, last)):
            return phrase_to(tokens, last)
        closing = last if tokens[last].lower in (",", ")") else opening
    return None


def _opening(tokens: list[Token], closing: int) -> int | None:
    """Where the aside that ends at `closing` begins: its first comma, dash or bracket, or a quotation right before it."""
    mark = tokens[closing].lower
    wanted = "(" if mark == ")" else mark
    depth = 0
    for index in range(closing - 1, max(-1, closing - WINDOW), -1):
        lower = tokens[index].lower
        if tokens[index].quote >= 0:
            if index and tokens[index - 1].lower in _NAMING:
                continue  # The report, entitled "...", says
            return index
        if lower == ")" and wanted != "(":
            depth += 1
        elif lower == "(" and wanted != "(":
            depth -= 1
        elif lower == wanted and depth <= 0:
            return index
    return None


def _is_second_aside(tokens: list[Token], last: int) -> bool:
    """Whether the words up to `last`, from the comma before them, are an aside too (", 45, a teacher from Arkan, said")."""
    comma = next((index for index in range(last, max(-1, last - 25), -1) if tokens[index].lower == ","), None)
    if not comma:
        return False
    first = tokens[comma + 1]
    if is_bare_aside(tokens, comma, last):
        return True
    return first.lower in ("a", "an", "who", "whose", "which") or first.lower.isdigit() or (is_role(first.lower) and not first.capital)


def _is_place_list(tokens: list[Token], comma: int) -> bool:
    """Whether the comma stands in "in Arkan, Norland,"."""
    before = comma - 1
    while before >= 0 and tokens[before].capital:
        before -= 1
    return before >= 0 and tokens[before].lower in PREPOSITIONS and tokens[before].lower not in ("of", "for")


def _whole_stretch(tokens: list[Token], start: int, closing: int) -> Range | None:
    """The phrase that begins the stretch before the verb, where no aside opens within it."""
    while start < closing and (tokens[start].lower in ADVERBS or tokens[start].lower in STOPS):
        start += 1
    if start >= closing or tokens[start].lower in PREPOSITIONS or tokens[start].lower in CONJUNCTIONS:
        return None
    return phrase_from(tokens, start)


def _is_name_only(inside: list[Token]) -> bool:
    if not 0 < len(inside) <= 5 or not inside[0].capital:
        return False
    plain = not any(is_role(token.lower) or token.lower in PREPOSITIONS or token.lower in DETERMINERS for token in inside)
    return plain and all(token.capital or "-" in token.lower or len(token.lower) <= 3 for token in inside)
