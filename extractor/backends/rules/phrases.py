"""Noun phrases in a frame, read without a parser: where they begin and end. Ranges of tokens (first, end)."""

from __future__ import annotations

from extractor.backends.rules.frames import Tokens
from extractor.backends.rules.reporting import ADVERBS, AUXILIARIES, CONJUNCTIONS, DETERMINERS, NEGATIONS, POSTMODIFIERS, PREPOSITIONS, PRONOUNS, SAYING, VERBS
from extractor.text.titles import BODIES, is_role

Range = tuple[int, int]
_LONGEST = 18
_EARLY = 4
"""How many tokens stand before a preposition on the noun that begins a sentence, at most."""
_IN_SERVICE = frozenset(("charge", "command", "duty", "chief", "residence", "exile", "hiding"))
_DRESSED = frozenset(("man", "woman", "boy", "girl", "men", "women"))
_SOME = frozenset("one another some many most several two three".split())
"""Some of more: one of them said."""
STOPS = frozenset(",;:—–―()[]\"“”'‘’…!?.-/")
_SAID = frozenset(form for form, kind in SAYING.items() if kind == "finite")
_VERBS = VERBS | AUXILIARIES | {"to"}
_NO_NOUNS = DETERMINERS | STOPS
_NO_BEGINNINGS = CONJUNCTIONS | (ADVERBS - {"late"})
"""What a phrase does not begin with."""

# Read backwards
_BREAKS = STOPS | CONJUNCTIONS | PRONOUNS | {"whom"}
"""What no phrase goes on behind."""
_MAY_BE_VERBS = _VERBS | _SAID
_STRUCTURAL = _BREAKS | _MAY_BE_VERBS | DETERMINERS | PREPOSITIONS | {"", ")"}
"""What needs a second look; all other words just belong to the phrase."""

# Read forwards
_NO_STARTS = _NO_BEGINNINGS | STOPS | PREPOSITIONS | AUXILIARIES | NEGATIONS
_ENDS = CONJUNCTIONS | PREPOSITIONS | (PRONOUNS - DETERMINERS) | VERBS | AUXILIARIES
"""What ends a phrase, but for some prepositions and "and"."""
_ENDS_BEFORE_NO_NOUN = ADVERBS | _SAID
"""What ends it unless it describes a noun behind it: the late mayor."""
_MAY_END = _ENDS | _ENDS_BEFORE_NO_NOUN | STOPS | {""}
_VERB_ENDS = frozenset(("ed", "ng"))


def phrase_to(tokens: Tokens, last: int) -> Range | None:
    """The noun phrase that ends with `tokens[last]`, read backwards; a relative pronoun gives what it refers to."""
    lower = tokens.lower[last]
    if lower == "longer" and last > 1 and tokens.lower[last - 1] == "no":  # "Osk no longer thinks"
        last -= 2
        lower = tokens.lower[last]
    if not lower or (lower in STOPS and lower != ")"):
        return None
    if lower in ("who", "which", "that"):
        return antecedent(tokens, last)
    if lower in PRONOUNS:
        return last, last + 1
    first = last + 1
    index = last
    while index >= 0 and last - index < _LONGEST:
        lower = tokens.lower[index]
        if lower not in _STRUCTURAL:
            first = index
        elif not lower:
            break
        elif lower == ")" and (opening := _bracket(tokens, index)) is not None:
            index = opening
        elif lower in DETERMINERS:
            first = index
            if not _hangs_on(tokens, index - 1) and not (index and tokens.lower[index - 1] in DETERMINERS):
                break
        elif lower in PREPOSITIONS:
            if not _hangs_on(tokens, index):
                break
        elif lower == "and" and first <= last and index and tokens.capital(index - 1) and tokens.capital(first):
            pass
        elif lower in _BREAKS or (lower in _MAY_BE_VERBS and index != last and _is_verb(tokens, index)):
            break
        else:
            first = index
        index -= 1
    while first < last and tokens.lower[first] in _NO_BEGINNINGS:
        first += 1
    return (first, last + 1) if first <= last and _has_noun(tokens, first, last + 1) else None


def phrase_from(tokens: Tokens, start: int) -> Range | None:
    """The noun phrase that begins with `tokens[start]`, read forwards; None where none begins there."""
    if start >= len(tokens.lower) or not tokens.lower[start]:
        return None
    lower = tokens.lower[start]
    if lower in PRONOUNS and lower != "which" and not (lower in DETERMINERS and _goes_on_as_noun(tokens, start + 1)):
        return start, start + 1
    if lower in _NO_STARTS:
        return None
    index = start
    while index < len(tokens.lower) and index - start < _LONGEST:
        lower = tokens.lower[index]
        if lower == "(":
            closing = next((later for later in range(index, min(index + 8, len(tokens.lower))) if tokens.lower[later] == ")"), None)
            if closing is None:
                break
            index = closing
        elif index > start and (lower in _MAY_END or lower[-2:] in _VERB_ENDS) and _ends_phrase(tokens, index):
            break
        index += 1
    while index - start > 1 and tokens.lower[index - 1] in PREPOSITIONS:
        index -= 1
    return (start, index) if index > start and _has_noun(tokens, start, index) else None


def _ends_phrase(tokens: Tokens, index: int) -> bool:
    """Whether a phrase read forwards ends before `tokens[index]`."""
    lower = tokens.lower[index]
    if not lower or lower in STOPS:
        return True
    if lower == "of" or lower == "close":
        return False
    before = tokens.lower[index - 1]
    if lower == "for":
        return not (is_role(before) or before in BODIES or tokens.capital(index - 1))
    last = index + 1 == len(tokens.lower)
    after = "" if last else tokens.lower[index + 1]
    if lower in ("at", "with", "from", "to", "near"):
        named = not last and (after in DETERMINERS or tokens.capital(index + 1)) and after != "this"
        return not (before == "close" or (named and is_role(before) and not tokens.capital(index - 1)))
    if lower in ("in", "on") and not last:
        serves = is_role(before) and not tokens.capital(index - 1) and (after in _IN_SERVICE or (lower == "in" and tokens.capital(index + 1)))
        return not (serves or (lower == "in" and before in _DRESSED and after in ("a", "an", "his", "her")))
    if lower == "and":
        return last or not (tokens.capital(index - 1) and tokens.capital(index + 1))
    if lower in _ENDS:
        return True
    if lower in _ENDS_BEFORE_NO_NOUN:
        return not (lower == "late" and _is_noun(tokens, index + 1))
    if lower.endswith("ing") and after in (",", ""):
        return False  # commissioner for physical planning, Lena Osk
    if tokens.lower[index - 1] in DETERMINERS:
        return False  # the cleaning lady, the accused
    return lower.endswith(("ed", "ing")) and not tokens.capital(index) and lower not in BODIES and not _is_noun(tokens, index + 1)


def _is_noun(tokens: Tokens, index: int) -> bool:
    """Whether a name, a role or a body stands at `index`."""
    if index >= len(tokens.lower):
        return False
    lower = tokens.lower[index]
    return tokens.capital(index) or is_role(lower) or lower in BODIES


def _has_noun(tokens: Tokens, first: int, end: int) -> bool:
    """Whether a phrase holds more than articles, adverbs and marks."""
    if end - first == 1:
        return True
    for lower in tokens.lower[first:end]:  # noqa: SIM110 - a loop is faster, and mostly ends at the first or second word
        if lower not in _NO_NOUNS and not lower.endswith("ly"):
            return True
    return False


def _goes_on_as_noun(tokens: Tokens, index: int) -> bool:
    """Whether "one", "some" or "many" begins a phrase: one woman, one of the drivers."""
    if index >= len(tokens.lower):
        return False
    lower = tokens.lower[index]
    if lower == "of":
        return True
    if not lower or not lower[0].isalpha() or SAYING.get(lower) == "finite":
        return False
    return not (lower in VERBS or lower in AUXILIARIES or lower in PREPOSITIONS or lower in ADVERBS)


def _is_verb(tokens: Tokens, index: int) -> bool:
    lower = tokens.lower[index]
    if lower not in _MAY_BE_VERBS or (index and tokens.capital(index)):
        return False
    named = index > 0 and (tokens.capital(index - 1) or tokens.lower[index - 1] in PRONOUNS)
    return named or lower in _VERBS or not lower.endswith("s")


def _hangs_on(tokens: Tokens, index: int) -> bool:
    """Whether the preposition at `index` hangs on a noun before it, so that the phrase goes on to the left."""
    if index < 1 or tokens.lower[index] not in POSTMODIFIERS:
        return False
    before = tokens.lower[index - 1]
    if not before or (before in STOPS and before != ")"):
        return False
    if tokens.lower[index] == "of" and before in _SOME:
        return True
    if before in CONJUNCTIONS or before in PRONOUNS or before in ADVERBS or _is_verb(tokens, index - 1):
        return False
    if (
        index <= _EARLY
        and tokens.lower[0] in DETERMINERS
        and not any(not lower or lower in STOPS or tokens.capital(at) for at, lower in enumerate(tokens.lower[1:index], 1))
    ):
        return True  # A banner on the gate read
    if before in ("close", "near", "loyal", "familiar", "responsible") or tokens.lower[index] in ("of", "for"):
        return True
    return is_role(before) or before in BODIES or tokens.capital(index - 1)


def _bracket(tokens: Tokens, closing: int) -> int | None:
    return next((index for index in range(closing - 1, max(-1, closing - 10), -1) if tokens.lower[index] == "("), None)


def antecedent(tokens: Tokens, relative: int) -> Range | None:
    """What "who" refers to: the phrase before it, with or without a comma."""
    comma = relative > 0 and tokens.lower[relative - 1] == ","
    before = relative - 2 if comma else relative - 1
    if before < 0 or not tokens.lower[before] or (tokens.lower[relative] == "that" and comma) or tokens.lower[before] in ("who", "which", "that"):
        return None
    found = phrase_to(tokens, before)
    opening = found[0] - 1 if found and comma else 0
    return phrase_to(tokens, opening - 1) if opening > 0 and tokens.lower[opening] == "," and is_bare_aside(tokens, opening, before) else found


def is_bare_aside(tokens: Tokens, comma: int, last: int) -> bool:
    """Whether a role without an article stands behind a name and `tokens[comma]`: Osk, police director, who said."""
    if tokens.lower[0] in PREPOSITIONS or not tokens.capital(comma - 1):
        return False
    noun = tokens.lower[last]
    return not tokens.capital(comma + 1) and tokens.lower[comma + 1] not in DETERMINERS and is_role(noun) and not noun.endswith("s")
