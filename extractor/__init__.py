"""Casualty figures, displacement numbers and quotes from news articles, each standing on words of the article.

from extractor import extract
for record in extract("Two people were killed in Maresh on Tuesday.").records:
    print(record.kind, record.evidence)
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from extractor.api import Extractor, aextract, extract
    from extractor.article import Article
    from extractor.pipeline import Extraction

__all__ = ["Article", "Extraction", "Extractor", "__version__", "aextract", "extract"]
__version__ = "0.1.0"

_HOMES = {
    "Extractor": "extractor.api",
    "aextract": "extractor.api",
    "extract": "extractor.api",
    "Article": "extractor.article",
    "Extraction": "extractor.pipeline",
}


def __getattr__(name: str) -> object:
    """Import on first use, so that the command starts fast."""
    import importlib

    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(importlib.import_module(_HOMES[name]), name)
