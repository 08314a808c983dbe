"""Private people out of the tables: their names become a mark wherever they stand in a text cell of the same article."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from extractor.output.export.people import is_public, name_words
from schemas.common import Record, Source, Speaker

MARK = "[private speaker]"

_BETWEEN = r"(?:[\s.,'’‑-]{1,3}(?:(?:al|el|bin|bint|ibn|ben|van|von|der|den|de|del|della|di|da|dos|do|du|la|le|[A-Z]\.)[\s-]){0,2})"
_CYRILLIC_ENDING = re.compile(r"[аяйьоеиыуюіїє]+\Z")


@dataclass(frozen=True)
class Redaction:
    """What is taken out of the cells of one article's records."""

    names: re.Pattern[str] | None

    def text(self, cell: str) -> str:
        return self.names.sub(MARK, cell) if self.names else cell


def redaction_of(records: Iterable[Record], publisher: str | None) -> Redaction:
    """The redaction of one article: the names of all private speakers and sources in any of its `records`.

    An office that one record names counts for all that bear the same name, unless another gives a private role.
    A single word of a private name is enough to be taken out ("Osk said"), even where it also belongs to somebody public.
    """
    people = [found for record in records for found in _people(record)]
    told = [(name, is_public(name, mention, role, publisher)) for name, mention, role in people]
    public = {name for name, told_public in told if told_public} - {name for name, told_public in told if told_public is False}
    words = {word for name, mention, _ in people if name not in public for word in name_words(name, mention)}
    if not words:
        return Redaction(None)
    one = "|".join(_pattern(word) for word in sorted(words, key=lambda word: (-len(word), word)))
    return Redaction(re.compile(rf"(?:{one})(?:{_BETWEEN}(?:{one}))*"))


def _people(record: Record) -> Iterator[tuple[str, str, str | None]]:
    """Name, mention and role of everybody in a record, by what its fields hold, so that no kind need be known here."""
    for field in type(record).model_fields:
        value = getattr(record, field)
        for part in value if isinstance(value, tuple) else (value,):
            if isinstance(part, Speaker | Source):
                yield part.name, part.mention.text, part.role.text if isinstance(part, Speaker) and part.role else None


def _pattern(word: str) -> str:
    """A word of a name, in any capitals but not in small letters; where the script or the language inflects names, with any ending."""
    if re.match(r"[A-Za-zÀ-ɏ]", word):
        first = "".join(sorted({word[0], word[0].upper()}))
        return rf"(?<!\w)[{first}](?i:{_any_glyphs(word[1:])})(?!\w)"
    stem = _CYRILLIC_ENDING.sub("", word) if len(word) > 3 else word
    return rf"{_any_glyphs(stem)}\w*"


def _any_glyphs(text: str) -> str:
    """A pattern for `text` that takes one apostrophe or hyphen for another."""
    return re.sub(r"\\?[-‑–]", "[-‑–]", re.sub(r"['’ʼ]", "['’ʼ]", re.escape(text)))
