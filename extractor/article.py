"""What goes in: an article, its text exactly as decoded."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from extractor.errors import ArticleInputError


@dataclass(frozen=True)
class Article:
    """One article. `text` is never cleaned: every offset in every record counts its code points."""

    id: str
    text: str = field(repr=False)
    published: date | None = None
    title: str | None = None
    publisher: str | None = None
    url: str | None = None
    source: str | None = None
    """The file, with its line or row, that it was read from."""
    warnings: tuple[str, ...] = ()
    """What readers of any of its records should know about how it was read."""

    @cached_property
    def text_sha256(self) -> str:
        return hashlib.sha256(self.text.encode("utf-8", "surrogatepass")).hexdigest()


def check_unicode(text: str) -> None:
    """Half a character, as broken JSON escapes give, can be neither sent to a model nor written into a record.

    Raises:
        ArticleInputError: `text` holds one.
    """
    try:
        text.encode()
    except UnicodeEncodeError as error:
        raise ArticleInputError(f"no valid Unicode: half a character (U+{ord(text[error.start]):04X}) at {error.start}; mend the input") from None
