"""The smallest span that carries the meaning: what labels leave off at the edges of a mention."""

from __future__ import annotations

import re

_LEADING = re.compile(r"(?:[\s\"'“”„‘’«»‹›(\[]+|(?:[Tt]he|THE|[Aa]n?|AN?|one(?!\s+of\b))\s+)+")
_TRAILING = re.compile(r"(?:[\s,;:.\"“”„‘’«»‹›]+|\s*\([^()]{1,15}\))+$")
_BEFORE_DATE = re.compile(r"(?:on|in|at)\s+", re.IGNORECASE)
_ABBREVIATION = re.compile(r"(?:^|[\s.])[A-Za-z]\.$|\b(?:Inc|Co|Corp|Ltd|Jr|Sr|St|etc|U\.S|U\.N)\.$")
_TAIL = 60
"""How many characters at the end are looked at: a bound on the time that endless marks can cost."""


def trim_mention(text: str, start: int, end: int) -> tuple[int, int]:
    """[start, end) without a leading article, quotation marks, final commas and full stops, and a bracketed abbreviation at its end.

    Never trims to nothing.
    """
    leading = _LEADING.match(text, start, end)
    first = leading.end() if leading else start
    tail = max(first, end - _TAIL)
    trailing = _TRAILING.search(text[tail:end]) if not _ABBREVIATION.search(text[tail:end]) else None
    last = tail + trailing.start() if trailing else end
    return (first, last) if first < last else (start, end)


def trim_date(text: str, start: int, end: int) -> tuple[int, int]:
    """[start, end) of a date phrase, without "on", "in" or "at" before it and without an article."""
    start, end = trim_mention(text, start, end)
    preposition = _BEFORE_DATE.match(text, start, end)
    return trim_mention(text, preposition.end() if preposition and preposition.end() < end else start, end)
