"""What readers give: articles, or what could not be read as one; and how input is to be understood."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from extractor.article import Article
from extractor.errors import ArticleInputError


@dataclass(frozen=True)
class Unreadable:
    """An article that could not be read: it counts as failed, the others go on."""

    id: str
    source: str
    error: ArticleInputError


Item = Article | Unreadable


@dataclass(frozen=True)
class ReadOptions:
    """How input is understood."""

    text_field: str = "text"
    """Column or key that holds the article's text, in JSONL, CSV and Parquet."""
    id_field: str = "id"
    """Column or key that names the article, in JSONL, CSV and Parquet."""
    published: date | None = None
    """Date of publication for articles that state none."""
    max_characters: int = 10_000_000
    """Longer texts are refused: they are hardly one article."""

    def stated(self) -> dict[str, str | None]:
        """By the names that users know."""
        return {"text-field": self.text_field, "id-field": self.id_field, "published": str(self.published) if self.published else None}

    @property
    def max_bytes(self) -> int:
        """Files, lines and rows over this are refused without being read to their end."""
        return 4 * self.max_characters

    @property
    def too_long(self) -> ArticleInputError:
        """The error for what is over `max_bytes`."""
        return ArticleInputError(f"too long: more than {self.max_bytes:,} bytes; at most {self.max_characters:,} characters are read as one article")


@dataclass(frozen=True)
class Place:
    """Where an article stands: the id that it has if it states none, and the words that lead people there."""

    id: str
    source: str

    def part(self, unit: str, number: int) -> Place:
        """The `number`th line or row of this place, counted from 1."""
        return Place(f"{self.id}:{number}", f"{self.source}, {unit} {number}")

    def unreadable(self, error: ArticleInputError) -> Unreadable:
        return Unreadable(self.id, self.source, error)
