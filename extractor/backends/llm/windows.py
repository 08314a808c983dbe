"""Windows over long articles: stretches that a model reads at once. Offsets are code points of the article."""

from __future__ import annotations

import re

DEFAULT_SIZE = 16_000
DEFAULT_OVERLAP = 1_500

# Best place to cut first: after an empty line, after a line, after a sentence, after a space.
_CUTS = tuple(map(re.compile, (r"\n[^\S\n]*\n\s*", r"\n\s*", r"[.!?…。！？؟।][\"'”’»)\]]*\s+|[。！？]", r"\s+")))


def windows(text: str, size: int = DEFAULT_SIZE, overlap: int = DEFAULT_OVERLAP) -> list[tuple[int, int]]:
    """The (start, end) of overlapping windows of at most `size` code points that cover all of `text`; one if it fits.

    Cuts fall after paragraphs, else after lines, sentences or words. Linear in the length of the text.

    Raises:
        ValueError: `size` is not positive, or `overlap` is negative or over a quarter of it.
    """
    if size < 1 or not 0 <= overlap <= size // 4:
        raise ValueError("a window must hold characters, and the overlap must be between 0 and a quarter of it")
    found: list[tuple[int, int]] = []
    start = 0
    while len(text) - start > size:
        end = _last_cut(text, start + size // 2, start + size)
        found.append((start, end))
        start = _first_cut(text, end - overlap, end)
    found.append((start, len(text)))
    return found


def halves(text: str, start: int, end: int) -> tuple[tuple[int, int], tuple[int, int]]:
    """[start, end) in two, cut at the best place in its middle half. It must hold at least 4 code points."""
    quarter = (end - start) // 4
    middle = _last_cut(text, start + quarter, end - quarter)
    return (start, middle), (middle, end)


def _last_cut(text: str, low: int, high: int) -> int:
    """The last good place to cut in (low, high], or high."""
    for pattern in _CUTS:
        cuts = [match.end() for match in pattern.finditer(text, low, high)]
        if cuts and cuts[-1] > low:
            return cuts[-1]
    return high


def _first_cut(text: str, low: int, high: int) -> int:
    """The first good place to begin in the first half of [low, high], so that half of the overlap remains; or low."""
    for pattern in _CUTS:
        if match := pattern.search(text, low, (low + high) // 2):
            return match.end()
    return low
