"""Articles in other languages: what stands within quotation marks is found, figures are not, and that is said."""

from __future__ import annotations

import pytest

from extractor.article import Article
from extractor.backends.rules import RulesBackend
from extractor.pipeline import extract_article

SPANISH = "Al menos 23 personas murieron en el incendio, dijo la alcaldesa. «Nunca lo vamos a olvidar», dijo su hermano a la prensa."
ENGLISH = "At least 23 people died in the fire, the mayor said."


async def test_articles_in_other_languages_are_warned_of_once(caplog: pytest.LogCaptureFixture) -> None:
    backend = RulesBackend()
    for name, text in (("en", ENGLISH), ("es-1", SPANISH), ("es-2", SPANISH)):
        await extract_article(Article(name, text), backend, ["casualty", "quote"])
    assert [record.getMessage() for record in caplog.records] == [
        "Article es-1 is not in English (es): the built-in rules find no figures in such articles, and hardly a speaker"
    ]


async def test_of_an_article_in_another_language_quotes_are_found() -> None:
    extraction = await extract_article(Article("a", SPANISH), RulesBackend(), ["casualty", "quote"])
    assert [record.kind for record in extraction.records] == ["quote"]
