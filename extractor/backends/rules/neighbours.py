"""What the sentence beside a quotation that stands alone tells about who speaks: taken up behind it, or led up to before it."""

from __future__ import annotations

from extractor.backends.rules.attribution import Attribution, statement
from extractor.backends.rules.clauses import clause_subject
from extractor.backends.rules.frames import Tokens
from extractor.backends.rules.phrases import Range
from extractor.backends.rules.reporting import DETERMINERS, PRONOUNS
from extractor.text.titles import is_role

_BACK = frozenset(("that", "this", "these", "those", "such", "so", "thus"))
_BE = frozenset(("is", "was", "are", "were"))
_ITSELF = frozenset(("words", "sentence", "phrase", "line", "slogan", "quote", "inscription", "graffito", "graffiti", "saying", "lines", "sentences"))
_PEOPLE = frozenset(("people", "men", "women"))


def taken_up(tokens: Tokens) -> tuple[Attribution | None] | None:
    """Who spoke by a sentence that looks back on the words before it: That was how Osk put it / The words are cut into the pier.

    None where it does not look back; (None,) where it does and names nobody.
    """
    if len(tokens.lower) < 3:
        return None
    first, second = tokens.lower[0], tokens.lower[1]
    looks_back = first in _BACK and (second in _BE or second in _ITSELF or second in ("how", "said", "spoke"))
    if not looks_back and not (first == "the" and second in _ITSELF):
        return None
    said = statement(tokens)
    if said is None or said.speaker is None or said.speaker[0] == 0:
        return (_owner(tokens),)
    return (Attribution(None, said.speaker),)


def _owner(tokens: Tokens) -> Attribution | None:
    """Whose words they were: Those were the words of Lena Osk."""
    for at in range(1, min(len(tokens.lower) - 2, 8)):
        if tokens.lower[at] in _ITSELF and tokens.lower[at + 1] == "of" and (tokens.capital(at + 2) or is_role(tokens.lower[at + 2])):
            return Attribution(None, (at + 2, len(tokens.lower) - (tokens.lower[-1] == ".")))
    return None


def led_up_to(tokens: Tokens) -> Range | None:
    """The person whom a sentence without reporting words is about: Vicar Lena Osk keeps bees / On the stairs, a boy with a drum was waiting."""
    first = clause_subject(tokens, len(tokens.lower))
    if first is None:
        return None
    words = tokens.lower[first[0] : first[1]]
    if words[0] in PRONOUNS - DETERMINERS:
        return None
    head = next((index for index, word in enumerate(words) if word in ("of", "in", "at", "from", "with", "for", "on")), len(words))
    if tokens.capital(first[0]) and words[0] not in DETERMINERS:
        return first
    return first if head and is_role(words[head - 1]) and words[head - 1] not in _PEOPLE else None
