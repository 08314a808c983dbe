"""Text that may be printed on a terminal: an article must not steer it."""

from __future__ import annotations

import unicodedata


def clean(text: str) -> str:
    """`text` on one line, without characters that steer a terminal or reorder its line (controls, bidi overrides, lone surrogates)."""
    return " ".join("".join("\ufffd" if _steers(character) else character for character in text).split())


def _steers(character: str) -> bool:
    return (
        unicodedata.category(character) in ("Cc", "Cs") and not character.isspace()
    ) or character in "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
