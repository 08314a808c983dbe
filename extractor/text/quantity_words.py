"""The words that number phrases are made of: data only, for quantity.py and numerals.py."""

from __future__ import annotations

from typing import Final

from schemas.common import Qualifier


def _words(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


CARDINALS: Final = _words(
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen "
    "twenty thirty forty fourty fifty sixty seventy eighty ninety"
)
"""Number words below a hundred, as text2num reads them."""

SCALES: Final = {
    "hundred": 100,
    "thousand": 1_000,
    "million": 1_000_000,
    "billion": 1_000_000_000,
    "lakh": 100_000,
    "lac": 100_000,
    "crore": 10_000_000,
    "dozen": 12,
}
"""Words that multiply the number before them."""

SUFFIXES: Final = {"k": 1_000, "m": 1_000_000, "mn": 1_000_000, "mln": 1_000_000, "bn": 1_000_000_000}
"""Short scales, read only where they are glued to digits ("20k")."""

PLURALS: Final = {
    "tens": 20,
    "dozens": 24,
    "scores": 40,
    "hundreds": 200,
    "thousands": 2_000,
    "lakhs": 200_000,
    "lacs": 200_000,
    "millions": 2_000_000,
    "crores": 20_000_000,
    "billions": 2_000_000_000,
}
"""Vague plurals and the least they can mean: two of the unit."""

_BASES: Final[dict[str, Qualifier]] = {
    "over": "more_than",
    "above": "more_than",
    "more than": "more_than",
    "higher than": "more_than",
    "greater than": "more_than",
    "under": "less_than",
    "below": "less_than",
    "fewer than": "less_than",
    "less than": "less_than",
    "short of": "less_than",
    "shy of": "less_than",
}
_ADVERBS: Final = ("just", "well", "slightly", "far", "many", "much", "significantly", "considerably", "a little", "a bit", "only a little")

QUALIFIERS: Final[dict[str, Qualifier]] = {
    "at least": "at_least",
    "at the least": "at_least",
    "at the very least": "at_least",
    "no fewer than": "at_least",
    "no less than": "at_least",
    "not fewer than": "at_least",
    "not less than": "at_least",
    "a minimum of": "at_least",
    "minimum of": "at_least",
    "as few as": "at_least",
    "as low as": "at_least",
    "upwards of": "more_than",
    "upward of": "more_than",
    "in excess of": "more_than",
    "exceeding": "more_than",
    "up to": "at_most",
    "as many as": "at_most",
    "as much as": "at_most",
    "as high as": "at_most",
    "at most": "at_most",
    "at the most": "at_most",
    "no more than": "at_most",
    "not more than": "at_most",
    "a maximum of": "at_most",
    "maximum of": "at_most",
    "nearly": "less_than",
    "almost": "less_than",
    "approaching": "less_than",
    "not quite": "less_than",
    "about": "about",
    "some": "about",
    "around": "about",
    "roughly": "about",
    "approximately": "about",
    "approx": "about",
    "approx.": "about",
    "circa": "about",
    "ca.": "about",
    "close to": "about",
    "an estimated": "about",
    "estimated": "about",
    "in the region of": "about",
    "in the order of": "about",
    "on the order of": "about",
    "perhaps": "about",
    "something like": "about",
    "exactly": "exact",
    "precisely": "exact",
    **_BASES,
    **{f"{adverb} {base}": qualifier for base, qualifier in _BASES.items() for adverb in _ADVERBS},
}
"""Words before a number that bound it or blur it; the longest match counts ("no more than" over "more than")."""

QUALIFIER_ENDS: Final = frozenset(qualifier.rsplit(" ", 1)[-1] for qualifier in QUALIFIERS)
"""Their last words: where none of these stands before a number, no qualifier does."""

SYMBOLS: Final[dict[str, Qualifier]] = {"~": "about", "≈": "about", ">": "more_than", "<": "less_than", "≥": "at_least", "≤": "at_most"}
"""The same as signs, glued to the number."""

CHANGES: Final = _words(
    "rise rises rose risen rising raise raised raises raising increase increased increases increasing climb climbed climbs climbing jump jumped jumps "
    "jumping grow grew grown grows growing soar soared surge surged fall falls fell fallen falling drop dropped drops decline declined decrease decreased "
    "go goes went gone up down revise revised revises change changed move moved updated update cut reduced double doubled"
)
"""Before "from 40 to 50" these tell of a change: two numbers, not a range."""

CURRENCIES: Final = _words(
    "dollars dollar euros euro pounds sterling rupees rupee yuan yen francs pesos peso lira liras rubles roubles shekels dinars riyals dirhams naira "
    "shillings usd eur gbp cents krone kroner krona kronor rand baht ringgit rupiah taka zloty forint cedis birr"
)
"""Units of money; not quantities of people."""

CURRENCIES_BEFORE: Final = _words("rs inr usd eur gbp")
"""Those that stand before the sum."""

PERCENTS: Final = _words("percent per-cent percentage pct pc")

FRACTIONS: Final = _words("third thirds quarter quarters fifth fifths sixth sixths eighth eighths tenth tenths")
"""After a number word these make a fraction ("two thirds")."""

MONTHS: Final = _words("january february march april may june july august september october november december jan feb mar apr jun jul aug sep sept oct nov dec")

NOT_ONE: Final = _words(
    """people persons police troops men women children kids policemen policewomen gunmen servicemen firemen fishermen clergymen personnel staff
    crew family families couple pair group team unit squad patrol crowd public population army military militia force forces youth livestock
    cattle clergy they them we us you these those who others everyone everybody someone somebody nobody none anyone anybody both all several
    many few numerous various some most more much scores lots number handful relatives folk"""
)
"""Heads that are not one person, whatever their ending."""

NOT_ONE_FIRST: Final = _words("several many few numerous various some most more all both these those countless no any every each other others")
"""First words of phrases that do not mean one person."""

SINGULAR_IN_S: Final = _words("boss hostess actress waitress seamstress princess duchess abbess heiress mistress chess news bus")
"""Singular nouns that end like plurals."""
