"""The word right beside a place in a text, told without a pattern: most tests of what stands around a number come down to it."""

from __future__ import annotations

from typing import Final

_LONGEST: Final = 24
"""The longest word that is told at once, with the spaces around it."""


def word_before(lower: str, at: int) -> str:
    """The word between two spaces before `at`; "" where none stands there by itself, so that only a closer look tells."""
    if at < 2 or lower[at - 1] != " ":
        return ""
    space = lower.rfind(" ", at - _LONGEST if at > _LONGEST else 0, at - 1)
    word = lower[space + 1 : at - 1] if space >= 0 else ""
    return word if word.isalpha() else ""


def word_behind(lower: str, at: int, limit: int) -> str:
    """The word between two spaces from `at` on, within `limit`, or "" likewise."""
    space = lower.find(" ", at + 1, at + _LONGEST if at + _LONGEST < limit else limit)
    if space < 0 or lower[at] != " ":
        return ""
    word = lower[at + 1 : space]
    return word if word.isalpha() else ""
