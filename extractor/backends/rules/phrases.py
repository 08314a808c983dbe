"""Noun phrases in a frame, read without a parser: where they begin and end. Ranges of tokens (first, end)."""

from __future__ import annotations

from extractor.backends.rules.frames import Token
from extractor.backends.rules.reporting import ADVERBS, AUXILIARIES, CONJUNCTIONS, DETERMINERS, NEGATIONS, POSTMODIFIERS, PREPOSITIONS, PRONOUNS, SAYING, VERBS
from extractor.text.titles import BODIES, is_role

Range = tuple[int, int]
_LONGEST = 18
_EARLY = 4
"""How many tokens stand before a preposition on the noun that begins a sentence, at most."""
_IN_SERVICE = frozenset(("charge", "command", "duty", "chief", "residence", "exile", "hiding"))
_DRESSED = frozenset(("man", "woman", "boy", "girl", "men", "women"))
STOPS = frozenset(",;:—–―()[]\"“”'‘’…!?.-/")


def phrase_to(tokens: list[Token], last: int) -> Range | None:
    """The noun phrase that ends with `tokens[last]`, read backwards; a relative pronoun gives what it refers to."""
    lower = tokens[last].lower
    if tokens[last].quote >= 0 or (lower in STOPS and lower != ")"):
        return None
    if lower in ("who", "which", "that"):
        return antecedent(tokens, last)
    if lower in PRONOUNS:
        return last, last + 1
    first = last + 1
    index = last
    while index >= 0 and last - index < _LONGEST:
        token = tokens[index]
        lower = token.lower
        if token.quote >= 0:
            break
        if lower == ")" and (opening := _bracket(tokens, index)) is not None:
            index = opening
        elif lower in DETERMINERS:
            first = index
            if not _hangs_on(tokens, index - 1) and not (index and tokens[index - 1].lower in DETERMINERS):
                break
        elif lower in PREPOSITIONS:
            if not _hangs_on(tokens, index):
                break
        elif lower == "and" and first <= last and index and tokens[index - 1].capital and tokens[first].capital:
            pass
        elif lower in STOPS or lower in CONJUNCTIONS or lower in PRONOUNS or (index != last and _is_verb(tokens, index)):
            break
        else:
            first = index
        index -= 1
    while first < last and ((tokens[first].lower in ADVERBS and tokens[first].lower != "late") or tokens[first].lower in CONJUNCTIONS):
        first += 1
    return (first, last + 1) if first <= last and _has_noun(tokens, first, last + 1) else None


def phrase_from(tokens: list[Token], start: int) -> Range | None:
    """The noun phrase that begins with `tokens[start]`, read forwards; None where none begins there."""
    if start >= len(tokens) or tokens[start].quote >= 0:
        return None
    lower = tokens[start].lower
    if lower in PRONOUNS and lower != "which" and not (lower in DETERMINERS and _goes_on_as_noun(tokens, start + 1)):
        return start, start + 1
    if lower in STOPS or lower in CONJUNCTIONS or lower in PREPOSITIONS or lower in AUXILIARIES or lower in NEGATIONS or (lower in ADVERBS and lower != "late"):
        return None
    index = start
    while index < len(tokens) and index - start < _LONGEST:
        lower = tokens[index].lower
        if lower == "(":
            closing = next((later for later in range(index, min(index + 8, len(tokens))) if tokens[later].lower == ")"), None)
            if closing is None:
                break
            index = closing
        elif index > start and _ends_phrase(tokens, index):
            break
        index += 1
    while index - start > 1 and tokens[index - 1].lower in PREPOSITIONS:
        index -= 1
    return (start, index) if index > start and _has_noun(tokens, start, index) else None


def _ends_phrase(tokens: list[Token], index: int) -> bool:
    """Whether a phrase read forwards ends before `tokens[index]`."""
    token = tokens[index]
    lower = token.lower
    before = tokens[index - 1]
    after = tokens[index + 1] if index + 1 < len(tokens) else None
    if token.quote >= 0 or lower in STOPS:
        return True
    if lower == "of" or lower == "close":
        return False
    if lower == "for":
        return not (is_role(before.lower) or before.lower in BODIES or before.capital)
    if lower in ("at", "with", "from", "to", "near"):
        named = after is not None and (after.capital or after.lower in DETERMINERS) and after.lower != "this"
        return not (before.lower == "close" or (is_role(before.lower) and not before.capital and named))
    if lower in ("in", "on") and after is not None:
        return not (is_role(before.lower) and not before.capital and (after.lower in _IN_SERVICE or (lower == "in" and after.capital))) and not (
            lower == "in" and before.lower in _DRESSED and after.lower in ("a", "an", "his", "her")
        )
    if lower == "and":
        return not (before.capital and after is not None and after.capital)
    if lower in CONJUNCTIONS or lower in PREPOSITIONS or lower in PRONOUNS - DETERMINERS or lower in VERBS or lower in AUXILIARIES:
        return True
    noun_follows = after is not None and (after.capital or is_role(after.lower) or after.lower in BODIES)
    if SAYING.get(lower) == "finite" or lower in ADVERBS:
        return not (lower == "late" and noun_follows)
    return not token.capital and lower.endswith(("ed", "ing")) and lower not in BODIES and not noun_follows


def _has_noun(tokens: list[Token], first: int, end: int) -> bool:
    """Whether a phrase holds more than articles, adverbs and marks."""
    return end - first == 1 or any(
        token.lower not in DETERMINERS and token.lower not in STOPS and not token.lower.endswith("ly") for token in tokens[first:end]
    )


def _goes_on_as_noun(tokens: list[Token], index: int) -> bool:
    """Whether "one", "some" or "many" begins a phrase: one woman, one of the drivers."""
    if index >= len(tokens):
        return False
    token = tokens[index]
    if token.lower == "of":
        return True
    if token.quote >= 0 or not token.lower[0].isalpha() or SAYING.get(token.lower) == "finite":
        return False
    return not (token.lower in VERBS or token.lower in AUXILIARIES or token.lower in PREPOSITIONS or token.lower in ADVERBS)


def _is_verb(tokens: list[Token], index: int) -> bool:
    token = tokens[index]
    if token.capital and index:
        return False
    lower = token.lower
    if lower in VERBS or lower in AUXILIARIES or lower == "to":
        return True
    return SAYING.get(lower) == "finite" and (not lower.endswith("s") or (index > 0 and (tokens[index - 1].capital or tokens[index - 1].lower in PRONOUNS)))


def _hangs_on(tokens: list[Token], index: int) -> bool:
    """Whether the preposition at `index` hangs on a noun before it, so that the phrase goes on to the left."""
    if index < 1 or tokens[index].lower not in POSTMODIFIERS or tokens[index].quote >= 0:
        return False
    before = tokens[index - 1]
    if before.quote >= 0 or (before.lower in STOPS and before.lower != ")"):
        return False
    if before.lower in CONJUNCTIONS or before.lower in PRONOUNS or before.lower in ADVERBS or _is_verb(tokens, index - 1):
        return False
    if index <= _EARLY and tokens[0].lower in DETERMINERS and not any(token.capital or token.lower in STOPS or token.quote >= 0 for token in tokens[1:index]):
        return True  # A banner on the gate read
    if before.lower in ("close", "near", "loyal", "familiar", "responsible") or tokens[index].lower in ("of", "for"):
        return True
    return is_role(before.lower) or before.lower in BODIES or before.capital


def _bracket(tokens: list[Token], closing: int) -> int | None:
    return next((index for index in range(closing - 1, max(-1, closing - 10), -1) if tokens[index].lower == "("), None)


def antecedent(tokens: list[Token], relative: int) -> Range | None:
    """What "who" refers to: the phrase before it, with or without a comma."""
    comma = relative > 0 and tokens[relative - 1].lower == ","
    before = relative - 2 if comma else relative - 1
    if before < 0 or tokens[before].quote >= 0 or (tokens[relative].lower == "that" and comma) or tokens[before].lower in ("who", "which", "that"):
        return None
    found = phrase_to(tokens, before)
    opening = found[0] - 1 if found and comma else 0
    return phrase_to(tokens, opening - 1) if opening > 0 and tokens[opening].lower == "," and is_bare_aside(tokens, opening, before) else found


def is_bare_aside(tokens: list[Token], comma: int, last: int) -> bool:
    """Whether a role without an article stands behind a name and `tokens[comma]`: Osk, police director, who said."""
    if tokens[0].lower in PREPOSITIONS or not tokens[comma - 1].capital:
        return False
    first, noun = tokens[comma + 1], tokens[last].lower
    return not first.capital and first.lower not in DETERMINERS and is_role(noun) and not noun.endswith("s")
