"""Nouns that report: whose statement, answer or shout a quotation is. Ranges of tokens (first, end)."""

from __future__ import annotations

from extractor.backends.rules.frames import Tokens
from extractor.backends.rules.phrases import STOPS, Range, phrase_from, phrase_to
from extractor.text.titles import BODIES, is_role, words

ARISING = frozenset(("came", "comes", "runs", "ran", "went", "goes"))
_UTTERANCES = words("saying proverb adage shout cry chant slogan reply answer response refrain call joke rumour rumor song verdict")
_ARTICLES = frozenset(("the", "a", "an"))
_LEADING_ON = frozenset(("that", "of", "for", ":", ",", "was", "is", "in", "which", "he", "she", "the"))
POSSESSIVES = frozenset(("his", "her", "their", "its", "my", "our"))


def arising(tokens: Tokens, start: int) -> tuple[Range, Range | None] | None:
    """The cue, one of `ARISING` first, and whoever is named: "came the reply from the ministry", "goes a proverb of the coast" behind a quotation."""
    noun = next((later for later in range(start + 1, min(start + 5, len(tokens.lower))) if tokens.lower[later] in _UTTERANCES), None)
    if noun is None:
        return None
    return (start, noun + 1 if tokens.lower[start].startswith("c") else start + 1), _origin(tokens, noun + 1)


def _origin(tokens: Tokens, preposition: int) -> Range | None:
    """Who answers or shouts, where the words say so: came the reply from the ministry; not "from far off"."""
    if preposition >= len(tokens.lower) or tokens.lower[preposition] not in ("from", "of"):
        return None
    found = phrase_from(tokens, preposition + 1)
    voices = found is not None and any(tokens.capital(at) or is_role(tokens.lower[at]) or tokens.lower[at] in BODIES for at in range(*found))
    return found if voices else None


def leads_to_quotation(tokens: Tokens, noun: int, at: int) -> bool:
    """Whether nothing but "that", "of" or a colon stands between the noun, with whoever made it, and the quotation, or a clause with "that"."""
    behind = noun + 1
    if tokens.lower[behind] in ("by", "from") and (author := phrase_from(tokens, behind + 1)):
        behind = author[1]
    if tokens.lower[behind] == "that":
        return True
    return _LEADING_ON.issuperset(tokens.lower[behind:at])


def owner(tokens: Tokens, noun: int) -> Range | None:
    """Whose statement: Osk’s statement, a statement by Osk."""
    for index in range(noun - 1, max(-1, noun - 5), -1):
        lower = tokens.lower[index]
        if not lower or lower in STOPS:
            break
        if lower in _ARTICLES:
            break  # the claim is nobody's by its own words
        if lower in POSSESSIVES:
            return index, index + 1
        if lower.endswith(("’s", "'s", "s’", "s'")):
            found = phrase_to(tokens, index)
            return (_behind_verb(tokens, *found), found[1]) if found else None
    if noun + 2 < len(tokens.lower) and tokens.lower[noun + 1] in ("by", "from"):
        return phrase_from(tokens, noun + 2)
    return None


def _behind_verb(tokens: Tokens, first: int, last: int) -> int:
    """Where a phrase begins that was read back over a verb: Osk rejected Vey’s claim."""
    verbs = (index for index in range(last - 2, first, -1) if tokens.lower[index].endswith("ed") and tokens.capital(index - 1) and not tokens.capital(index))
    return next(verbs, first - 1) + 1
