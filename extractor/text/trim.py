"""The smallest span that carries the meaning: what labels leave off at the edges of a mention."""

from __future__ import annotations

import re
from functools import cache

from extractor.text.languages import PACKS

_LEADING = re.compile(r"(?:[\s\"'“”„‘’«»‹›(\[]+|(?:[Tt]he|THE|[Aa]n?|AN?|one(?!\s+of\b)|One(?=\s+[a-z])(?!\s+of\b))\s+)+")
_NO_ARTICLE = frozenset("bcdefghijklmnpqrsuvwxyzBCDEFGHIJKLMNPQRSUVWXYZ")
"""What no English article begins with."""
_TRAILING = re.compile(r"(?:[\s,;:.\"“”„‘’«»‹›]+|\s*\([^()]{1,15}\))+$")
_BEFORE_DATE = re.compile(r"(?:on|in|at)\s+", re.IGNORECASE)
_ABBREVIATION = re.compile(r"(?:^|[\s.])[A-Za-z]\.$|\b(?:Inc|Co|Corp|Ltd|Jr|Sr|St|etc|U\.S|U\.N)\.$")
_TAIL = 60
"""How many characters at the end are looked at: a bound on the time that endless marks can cost."""


def trim_mention(text: str, start: int, end: int, language: str = "en") -> tuple[int, int]:
    """[start, end) without a leading article, quotation marks, final commas and full stops, and a bracketed abbreviation at its end.

    `language` is the ISO 639-1 code of the text's language. Never trims to nothing.
    """
    if start >= end:
        return start, end
    plain_end = text[end - 1].isalnum()
    first = start
    if text[start] not in _NO_ARTICLE or language in PACKS:
        leading = _leading(language).match(text, start, end)
        first = leading.end() if leading else start
    elif plain_end:
        return start, end
    last = end if plain_end else _without_trailing(text, first, end)
    return (first, last) if first < last else (start, end)


def _without_trailing(text: str, start: int, end: int) -> int:
    """Where [start, end) ends without the marks and the bracketed abbreviation at its end."""
    tail = max(start, end - _TAIL)
    trailing = _TRAILING.search(text[tail:end]) if not _ABBREVIATION.search(text[tail:end]) else None
    return tail + trailing.start() if trailing else end


@cache
def _leading(language: str) -> re.Pattern[str]:
    if language not in PACKS:
        return _LEADING
    single = PACKS[language].single
    before = rf"(?!(?:{'|'.join(single.cuts)})\b)"  # "una de las víctimas" begins with a pronoun
    articles = [rf"{word[:-1]}['’]" if word.endswith("'") else rf"{word}\s+{before}" for word in single.articles.split("|") if word]
    capitals = [article[0].upper() + article[1:] for article in articles]
    # a capital article before a capital is part of a name ("La Paz"), but in German, where every noun has one
    after_capital = "" if language == "de" else r"(?=[a-zà-öø-ÿœ])"
    either = "".join(rf"|(?:{'|'.join(listed)}){after}" for listed, after in ((articles, ""), (capitals, after_capital)) if listed)
    return re.compile(rf"(?:[\s\"'“”„‘’«»‹›(\[]+{either})+")


def trim_date(text: str, start: int, end: int, language: str = "en") -> tuple[int, int]:
    """[start, end) of a date phrase, without "on", "in" or "at" before it and without an article."""
    start, end = trim_mention(text, start, end, language)
    preposition = _BEFORE_DATE.match(text, start, end)
    return trim_mention(text, preposition.end() if preposition and preposition.end() < end else start, end, language)
