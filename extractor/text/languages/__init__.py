"""The words of number phrases in languages other than English: data only, one module a language. The reading of them is in quantity_languages.py."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from extractor.text.languages.ar import ARABIC
from extractor.text.languages.de import GERMAN
from extractor.text.languages.es import SPANISH
from extractor.text.languages.fr import FRENCH
from extractor.text.languages.it import ITALIAN
from extractor.text.languages.pack import Language
from extractor.text.languages.pt import PORTUGUESE
from extractor.text.languages.ru import RUSSIAN
from extractor.text.languages.uk import UKRAINIAN

PACKS: Final[Mapping[str, Language]] = MappingProxyType(
    {pack.code: pack for pack in (SPANISH, FRENCH, PORTUGUESE, ITALIAN, GERMAN, UKRAINIAN, RUSSIAN, ARABIC)}
)
"""By ISO 639-1 code."""

__all__ = ["PACKS", "Language"]
