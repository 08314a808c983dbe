"""Long lists of words as patterns that are tried letter by letter, not word by word."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

_QUANTIFIERS: Final = frozenset("?*+{")


def any_of(words: Iterable[str]) -> str:
    """A pattern for the longest of `words` that fits, shorter ones after it."""
    return first_of(sorted(words, key=len, reverse=True))


def first_of(alternatives: Iterable[str]) -> str:
    """A pattern that means the same as the alternatives joined by "|", but is tried letter by letter.

    Of alternatives that begin with different letters only one can match, so those with the same first letter are put together, in their order.
    An alternative may be a pattern itself, without "|" outside of parentheses.
    """
    rests: dict[str, list[str]] = {}
    given = list(dict.fromkeys(alternatives))
    if len(given) == 1 or not all(one[:1].isalpha() and one[1:2] not in _QUANTIFIERS for one in given):
        return "|".join(given)
    for one in given:
        rests.setdefault(one[0], []).append(one[1:])
    return "|".join(letter + (ends[0] if len(ends) == 1 else f"(?:{first_of(ends)})") for letter, ends in rests.items())
