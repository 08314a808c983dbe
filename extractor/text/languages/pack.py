"""What is known of a language's number phrases. Texts are lower-cased before they are compared; `'` stands for every apostrophe."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from schemas.common import Qualifier


@dataclass(frozen=True, slots=True, kw_only=True)
class Language:
    code: str
    word: str
    """A pattern of one number word; several in a row are read together."""
    cardinals: Mapping[str, int] = field(default_factory=dict)
    """The values of number words; empty where text2num speaks the language."""
    respell: Mapping[str, str] = field(default_factory=dict)
    """Number words that text2num knows by another spelling."""
    link: str = r"\s{1,3}"
    """A pattern of what stands between the words of one number."""
    ones: frozenset[str] = frozenset()
    """Words that are the article as often as the number one: alone they count nothing but after "at least" and in ranges."""
    scales: Mapping[str, int]
    """Words that multiply the number before them."""
    rounds: Mapping[str, int] = field(default_factory=dict)
    """Nouns for a round number, as "vingtaine": about so many."""
    plurals: Mapping[str, int]
    """Vague plurals and the least they can mean: two of the unit."""
    genitives: Mapping[str, int] = field(default_factory=dict)
    """Forms that are plurals alone and one unit behind a qualifier: "более тысячи"."""
    of: str = r"\s{1,3}"
    """A pattern of what stands between two vague plurals ("decenas de miles")."""
    halves: Mapping[str, Fraction] = field(default_factory=dict)
    """Parts of a scale: "medio", "anderthalb"."""
    half_after: str = ""
    """A pattern of "and a half" behind a number or a scale."""
    several: str
    """Words, split by "|", that leave the count of the unit behind them open: "varios", "plusieurs"."""
    before: Mapping[Qualifier, str]
    """Qualifiers before a number: phrases split by "|"."""
    after: Mapping[Qualifier, str] = field(default_factory=dict)
    """Qualifiers behind a number."""
    after_noun: bool = False
    """Whether a word may stand between a number and the qualifier behind it."""
    between: tuple[tuple[str, str], ...]
    """Openings of a range and patterns of the link that they need ("entre", "y")."""
    to: str
    """Patterns of links that need no opening, split by "|": "a", "ou", "bis"."""
    until: frozenset[str] = frozenset()
    """The qualifiers that also say whereto: after a verb of change they bound nothing ("subió hasta 50")."""
    changes: str = ""
    """Beginnings of verbs of change, split by "|": "subió de 40 a 50" is no range."""
    months: str
    month_link: str = r"\s{1,2}"
    """A pattern of what stands between day, month and year."""
    not_counts: str
    """Beginnings of what a number that counts no people stands before, split by "|": money, times, ages, fractions."""
    percent: str
    dotted: bool = False
    """Whether dots group thousands and never mark decimals."""
    apostrophes: bool = False
    """Whether apostrophes stand inside words ("сім'я")."""
    prefix: str = ""
    """A pattern of particles that are written together with the word or figure behind them."""
    single: Single


@dataclass(frozen=True, slots=True, kw_only=True)
class Single:
    """How a language names one person without a number."""

    determiners: frozenset[str] = frozenset()
    """Articles and possessives of the singular."""
    doubtful: Mapping[str, str] = field(default_factory=dict)
    """Articles of singular and plural alike, with a pattern of the nouns that they make one person of."""
    bare: str = ""
    """A pattern of first words that name one person without an article; empty where none can be told."""
    not_one: frozenset[str]
    """Groups, and words for more than one."""
    cuts: frozenset[str]
    """Words that end the name of the person and begin what is told of them: "de", "with"."""
    links: frozenset[str]
    """Words for "and" and "or"."""
    articles: str = ""
    """What a mention leaves off at its beginning, split by "|"."""


def words(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


def pairs(listed: str) -> dict[str, int]:
    """ "dos 2 tres 3" as a mapping; several spellings of one value are split by commas, "_" is a space."""
    items = listed.split()
    return {word.replace("_", " "): int(value) for names, value in zip(items[::2], items[1::2], strict=True) for word in names.split(",")}
