"""Regular expressions mean the same on every Python that is supported."""

from __future__ import annotations

import re
from pathlib import Path

import extractor

_POSSESSIVE_GROUP = re.compile(r"\)(?:[*+?]|\{\{?[^{}]*(?:\{[^{}]*\}[^{}]*)*\}\}?)\+")


def test_no_group_is_repeated_possessively():
    """Python 3.11.0 to 3.11.4 match `(...)*+` wrongly, without end at worst (python/cpython#106052); `(?>(...)*)` is right everywhere."""
    found = [
        f"{path.name}:{number}: {line.strip()}"
        for path in sorted(Path(extractor.__file__).parent.rglob("*.py"))
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if _POSSESSIVE_GROUP.search(line)
    ]
    assert not found


def test_what_a_possessive_group_looks_like_in_a_source():
    for written in ("(?:ab?c)*+", "(?:a)++", "(a)?+", "(?:a){2}+", "rf'(?:a){{0,{_MOST}}}+'"):
        assert _POSSESSIVE_GROUP.search(written)
    for written in ("[a-z]*+", "(?>(?:ab?c)*)", "(?:a)+", "(?:a){1,2}", "len(a) + 1"):
        assert not _POSSESSIVE_GROUP.search(written)
