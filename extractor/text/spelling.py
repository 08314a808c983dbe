"""Spellings of one name: Mohammed and Muhamad, al-Qasim and Al-Kassim. By the consonants, which transliterations agree on."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_ARTICLE = re.compile(r"^(?:al|el|ash|as|ad|an|ar|at|az|ul)[-‑]")
_SERVANT = re.compile(r"abd(?:[aeiou]l|u(?=([rnstdz])\1))[-‑ ]?")
_VOWELS = re.compile(r"(?<!^)[aeiouywh]+|[-‑'’‘ʻʼ. ]")
_DOUBLED = re.compile(r"(.)\1+")
_FEWEST = 3
"""Fewer consonants than these say too little: Ali, Lee and Leo are three people."""
_DIGRAPHS = (("ph", "f"), ("kh", "k"), ("gh", "g"), ("dh", "d"), ("ck", "k"), ("ts", "s"), ("tz", "s"))
_SINGLE = str.maketrans({"q": "k", "c": "k", "z": "s", "w": "v", "x": "k"})


@lru_cache(maxsize=4096)
def skeleton(name: str) -> str:
    """The consonants of a name, with the first letter, without article and accents, one letter for those that transliterations confuse."""
    plain = name.lower()
    if not plain.isascii():
        plain = "".join(character for character in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(character))
    bare = _ARTICLE.sub("", plain)
    bare = _SERVANT.sub("abd", bare)
    for pair, letter in _DIGRAPHS:
        bare = bare.replace(pair, letter)
    if bare != plain and bare.startswith("g"):
        bare = "j" + bare[1:]  # Egyptian g for j, after the article only
    return _VOWELS.sub("", _DOUBLED.sub(r"\1", bare.translate(_SINGLE)))


def same_spelling(left: tuple[str, ...], right: tuple[str, ...]) -> bool:
    """Whether two names of equally many words differ at most in transliteration: word by word the same, or the same long skeleton."""
    if len(left) != len(right):
        return False
    for mine, other in zip(left, right, strict=True):
        if mine.lower() == other.lower():
            continue
        bones = skeleton(mine)
        if len(bones) < _FEWEST or bones != skeleton(other):
            return False
    return bool(left)
