"""Number phrases: where they stand, with their qualifiers, and what they say.

What is found: whole counts in figures and words, with qualifiers before ("at least some 200") and after ("200 or more", "50+"),
ranges ("40-50", "between 1 and 2 million"), parts of scales ("half a million"), vague plurals ("tens of thousands").
"several hundred", "a few thousand" and "a couple of dozen" are vague; their low is two of the unit, as for the bare plural.

What is not: percentages, money, clock times, days and years of full dates, decimals without a scale word, fractions ("two
thirds"), ordinals, zero, digits inside a word, number or id ("M16", "F-35", "9/11"), more than 15 digits, and numbers glued
by a hyphen to the word after them ("a 12-year-old"; "-strong", "-plus" and "-odd" excepted). Bare years are found: see `is_year_like`.

That is English; the languages of `extractor.text.languages` are read by quantity_languages.py, with the same meanings.

Offsets are code points into the unmodified text. Nothing here raises on any text, and the time is linear in its length.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import chain
from operator import attrgetter, itemgetter
from typing import Final

from extractor.text.beside import word_before, word_behind
from extractor.text.language import language as guess_language
from extractor.text.languages import PACKS
from extractor.text.numerals import Amount, may_begin, read_amount, seeds
from extractor.text.quantity_languages import names_one, scan
from extractor.text.quantity_reading import Before, read_quantity, shared_scale
from extractor.text.quantity_words import (
    CARDINALS,
    CHANGES,
    CURRENCIES,
    CURRENCIES_BEFORE,
    FRACTIONS,
    MONTHS,
    NOT_ONE,
    NOT_ONE_FIRST,
    PERCENTS,
    PLURALS,
    QUALIFIER_ENDS,
    QUALIFIERS,
    SCALES,
    SINGULAR_IN_S,
    SUFFIXES,
    SYMBOLS,
)
from schemas.common import Qualifier, Quantity

LOOK_BACK: Final = 60
"""How far before a number its qualifier may begin, in characters, but for a sign."""
_STOPPED: Final = tuple(word for word in QUALIFIER_ENDS if word.endswith("."))
"""Abbreviated qualifiers, whose full stop ends no sentence."""
_INSIDE: Final = frozenset(
    (
        *(*CARDINALS, *SCALES, *SUFFIXES, *PLURALS, *chain.from_iterable(map(str.split, QUALIFIERS))),
        *"half quarter quarters and of a an to or upon between from several seeral few many couple good".split(),
    )
)
"""All words that white space and a further word of a phrase may follow."""
_MARGIN: Final = 300
"""How far around a pointed span `measure` reads: longer than any number phrase."""
_start, _end, _first = attrgetter("start"), attrgetter("end"), itemgetter(0)

_ASCII: Final = bytes(range(128))
_MONTH: Final = "|".join(MONTHS)
_NOT_A_COUNT: Final = re.compile(
    r"\s{0,2}[%‰°€$£¥₹]"
    rf"|\s{{1,3}}(?:of\s{{1,3}})?(?:(?:us|u\.s\.|american|canadian|australian)\s{{1,3}})?(?:{'|'.join(CURRENCIES)})\b"
    rf"|[\s-](?:{'|'.join(PERCENTS)}|per\s{{1,2}}cent|percentage\s)\b"
    rf"|[\s-](?:{'|'.join(FRACTIONS)})\b"
    r"|\s{0,2}(?:[ap]\.m\b|[ap]m\b|o['’]clock|gmt\b|utc\b|hrs\b)"
    r"|-(?!(?:strong|plus|odd)\b)\w|–\d|[/:_@#&]\w|['’]s\b|\w"
)
"""What after a number shows that it counts nothing, or belongs to a longer word."""
_GLUED_BEFORE: Final = re.compile(rf"(?:\w|\w[-./:'’&]|[#№+/@\\$€£¥₹]\s?|\b(?:rs\.|{'|'.join(CURRENCIES_BEFORE)})\s?)\Z")
"""What right before a number makes it part of a word, an id or a sum of money."""
_DAY_AFTER: Final = re.compile(rf"(?:\s{{1,2}}of)?\s{{1,2}}({_MONTH})\b")
_MONTH_BEFORE: Final = re.compile(rf"(\bin\s)?\b({_MONTH})\b(\.?\s{{1,2}}|\.?\s{{1,2}}\d{{1,2}}(?:st|nd|rd|th)?,?\s{{1,2}}|,\s{{1,2}})\Z")
_JOIN: Final = re.compile(r"(?:\s?[-–—]\s?|\s{1,3}(to|or|and)\s{1,3})(?:an?\s{1,3})?")
_APART: Final = re.compile(r"\s{1,2}(?:[–—]|--?)\s")
_MONTH_LAST: Final = re.compile(rf"\b(?:{_MONTH})\b\.?\s{{1,2}}\Z")
_LONGEST_MONTH: Final = 12
_POST: Final = re.compile(r"\+(?!\w)|[\s-]plus\b|[\s-]odd\b|\s{1,3}or\s{1,3}(more|so|fewer|less)\b")
_GOING_ON: Final = frozenset("of us american canadian australian per am pm gmt utc hrs plus odd or to and".split()) | CURRENCIES | PERCENTS | FRACTIONS | MONTHS
"""The words that a pattern for what stands behind a whole amount may begin with, and some two of them have between spaces."""
_LEADING: Final = QUALIFIER_ENDS | frozenset("between from by a an several seeral few many couple of".split())
"""The words that what stands before an amount and belongs to it may end with."""
_POST_QUALIFIERS: Final[dict[str | None, Qualifier]] = {"more": "at_least", "so": "about", "fewer": "at_most", "less": "at_most"}
_SEVERAL: Final = re.compile(r"(?:\bsev?eral|\b(?:an?\s{1,3})?(?:good\s)?(?:few|many)|\b(?:an?\s{1,3})?couple(?:\s{1,3}of)?)\s{1,3}\Z")
_ARTICLE: Final = re.compile(r"\ban?[\s-]{1,3}\Z")
_ONLY_SCALE: Final = re.compile(r"(?:hundred|thousand|million|billion|dozen|lakh|lac|crore|half|quarter)")
_NO_COUNT_BEFORE: Final = re.compile(r"\b(?:no|per)\s{1,2}\Z")
_WORD: Final = re.compile(r"[^\W\d_][\w'’.-]*")
_AGE: Final = re.compile(r"\d{1,3}-(?:year|month|week|day)")
_PLURAL_ENDINGS: Final = ("ers", "ors", "ians", "ists", "ants", "ents", "ees", "rebels", "guards", "officials", "nationals", "citizens", "civilians")
_SCORES: Final = re.compile(r"\s{1,3}(?:of|more|were|are|have|had|killed|dead|injured|wounded|hurt|missing|displaced|feared|others?|die|died|flee|fled)\b")


def find_quantities(text: str, language: str | None = None) -> list[Quantity]:
    """Every number phrase of `text` in reading order, each maximal, none overlapping; see above for what counts as one.

    `language` is the ISO 639-1 code of the text's language; where it is not given, it is guessed from the text.
    """
    return list(_scan_in(text, lower_case(text), language or guess_language(text)))


def measure(text: str, start: int, end: int, language: str | None = None) -> Quantity | None:
    """The one number phrase that overlaps [start, end), whole as it stands in `text`; None where there is none or more than one.

    What is pointed at counts something whole: "2.870", which may be a decimal elsewhere, is read as thousands. `language` as for
    `find_quantities`: to be given where `text` is too short to tell.
    """
    offset = max(0, start - _MARGIN)
    window, code = text[offset : end + _MARGIN], language or guess_language(text)
    for dotted in (False, True):
        found = [q for q in _scan_in(window, _lowered(window), code, dotted=dotted) if q.start + offset < end and start < q.end + offset]
        if found:
            break
    if len(found) != 1:
        return None
    return found[0].model_copy(update={"start": found[0].start + offset, "end": found[0].end + offset})


def is_year_like(quantity: Quantity) -> bool:
    """Four bare digits from 1800 to 2100, or a range of such: a year as likely as a count."""
    bounds = [number for number in (quantity.value, quantity.low, quantity.high) if number is not None]
    return quantity.qualifier in ("exact", "range") and all(1800 <= number <= 2100 for number in bounds) and bool(re.search(r"(?<!\d)\d{4}\Z", quantity.text))


def implicit_one(text: str, start: int, end: int, language: str | None = None) -> Quantity | None:
    """The count of a single victim stated without a number ("a commander", "Ana Pesk"), spanning the words as pointed.

    None for plurals, groups, vague words and anything that holds a number. `language` as for `measure`.
    """
    words = text[start:end]
    if not 0 <= start < end <= len(text):
        return None
    code = language or guess_language(text)
    if not (names_one(words, _lowered(words), code) if code in PACKS else _names_one(words) and not any(True for _ in _scan_in(words, _lowered(words), code))):
        return None
    return Quantity(start=start, end=end, text=words, value=1, low=1, high=1, qualifier="exact", implicit=True)


class Quantities:
    """What `find_quantities` finds in an English text, read only around the places asked for, each stretch once.

    A stretch is of whole sentences, and no number phrase nor what is looked at before one reaches from one stretch into another.
    """

    def __init__(self, text: str, sentences: Sequence[tuple[int, int]]) -> None:
        self._text = text
        self._lower = lower_case(text)
        self._sentences = sentences
        self._stretches: dict[int, tuple[list[Quantity], int]] = {}
        """By each of its sentences, the phrases of a stretch, and the first sentence behind it."""

    def overlapping(self, start: int, end: int) -> list[Quantity]:
        """The number phrases that overlap [start, end), in reading order."""
        found: list[Quantity] = []
        index = max(0, bisect_right(self._sentences, start, key=_first) - 1)
        while index < len(self._sentences) and self._sentences[index][0] < end:
            phrases, index = self._stretches.get(index) or self._read(index)
            first = bisect_right(phrases, start, key=_end)
            found += phrases[first : bisect_left(phrases, end, first, key=_start)]
        return found

    def beginning_in(self, index: int) -> list[Quantity]:
        """The number phrases that begin in the sentence at `index`, in reading order."""
        start, end = self._sentences[index]
        phrases, _ = self._stretches.get(index) or self._read(index)
        first = bisect_left(phrases, start, key=_start)
        return phrases[first : bisect_left(phrases, end, first, key=_start)]

    def _read(self, index: int) -> tuple[list[Quantity], int]:
        """The stretch of the sentence at `index`."""
        first, behind = index, index + 1
        while first and not self._is_apart(first):
            first -= 1
        while behind < len(self._sentences) and not self._is_apart(behind):
            behind += 1
        start, end = self._sentences[first][0], self._sentences[behind][0] if behind < len(self._sentences) else len(self._text)
        stretch = list(_phrases(self._text, self._lower, start, end)), behind
        self._stretches.update(dict.fromkeys(range(first, behind), stretch))
        return stretch

    def _is_apart(self, index: int) -> bool:
        """Whether what is read behind the beginning of a sentence owes nothing to what stands before it.

        The word before must be none that phrases are made of, and none but "from" lets words farther back count, though not those before a blank line.
        """
        end, start = self._sentences[index - 1][1], self._sentences[index][0]
        if end == start or not self._is_outside(end):
            return False
        return self._lower.find("from", start, start + LOOK_BACK) < 0 or self._lower.find("\n\n", end, start) >= 0

    def _is_outside(self, end: int) -> bool:
        """Whether no phrase holds the word that ends at `end`, where white space follows it: one that a full stop ends, or no word of numbers."""
        if self._lower[end - 1] in '.!?"”':
            return not self._lower.endswith(_STOPPED, 0, end)
        word = self._lower[max(0, end - LOOK_BACK) : end].rsplit(None, 1)[-1]
        return word.isalpha() and word not in _INSIDE


# ---------------------------------------------------------------- finding


@lru_cache(maxsize=1)
def lower_case(text: str) -> str:
    """`text` in lower case, code point for code point; remembered, because several readers ask for that of the same article.

    Where nothing but ASCII has capitals, as in most English texts, those of the bytes are lowered: that is faster where a text has curly quotes.
    """
    if text.isascii():
        return text.lower()
    encoded = text.encode("utf-8", "surrogatepass")
    foreign = encoded.translate(None, _ASCII).decode("utf-8", "surrogatepass")
    return encoded.lower().decode("utf-8", "surrogatepass") if foreign == foreign.lower() else _lowered(text)


def _lowered(text: str) -> str:
    lowered = text.lower()
    return lowered if len(lowered) == len(text) else "".join(low if len(low := char.lower()) == 1 else char for char in text)


def _scan_in(text: str, lower: str, language: str, *, dotted: bool = False) -> Iterator[Quantity]:
    """The phrases of a text in `language`; an unknown one is read as English: figures at least are the same."""
    return scan(text, lower, language) if language in PACKS else _phrases(text, lower, 0, len(text), dotted=dotted)


def _phrases(text: str, lower: str, start: int, end: int, *, dotted: bool = False) -> Iterator[Quantity]:
    """The phrases whose amounts begin in [start, end), none with words from before `start`."""
    position = taken = start
    for first, behind in seeds(lower, start, end):
        while (at := max(first, position)) < behind:
            amount = read_amount(lower, at, dotted=dotted)
            position = amount.end
            if amount.value is None:
                continue
            word = word_before(lower, at)
            if word not in CURRENCIES_BEFORE if word else not _GLUED_BEFORE.search(lower, max(at - 8, 0), at):
                phrase, position = _read_around(text, lower, amount, word, taken)
                if phrase:
                    taken = position
                    yield phrase


def _read_around(text: str, lower: str, amount: Amount, word: str, taken: int) -> tuple[Quantity | None, int]:
    """The phrase around `amount`, behind which `word` ends, and where it ends; None where that is no count. The phrase before it has `taken` its words."""
    before = _look_before(lower, amount, word, taken)
    second: Amount | None = None
    post: Qualifier = "exact"
    end = amount.end
    next_word = word_behind(lower, end, len(lower))
    if not next_word or next_word in _GOING_ON:
        second = None if _ends_dateline(lower, amount) else _range_end(lower, amount, before)
        end, post = _look_after(lower, (second or amount).end)
        if _NOT_A_COUNT.match(lower, end):
            return None, end
    if _in_date(text, lower, amount, second or amount, word) or _is_no_count(lower, amount, before):
        return None, end
    return read_quantity(text, before.opener_start if second and before.opener else before.start, end, amount, second, before, post), end


def _look_before(lower: str, amount: Amount, word: str, taken: int) -> Before:
    """What stands before `amount`, `word` last, behind the words that the phrase before it has `taken`."""
    start, several = amount.start, False
    if word and word not in _LEADING:
        return Before(start, "exact", False, None, start)
    floor = max(0, start - LOOK_BACK, taken)
    floor = max(floor, lower.rfind("\n\n", floor, start) + 1)
    if _ONLY_SCALE.match(lower, start):
        if lead := _SEVERAL.search(lower, floor, start):
            start, several = lead.start(), True
        elif article := _ARTICLE.search(lower, floor, start):
            start = article.start()
    qualifier: Qualifier = "exact"
    if start and lower[start - 1] in SYMBOLS:
        start, qualifier = start - 1, SYMBOLS[lower[start - 1]]
    words = lower[floor:start].split()
    if floor > taken and not lower[floor - 1].isspace():
        words = words[1:]
    if not words or not lower[start - 1].isspace():
        return Before(start, qualifier, several, None, start)
    while words and words[-1] in QUALIFIER_ENDS:
        size = next((size for size in range(min(5, len(words)), 0, -1) if " ".join(words[-size:]) in QUALIFIERS), 0)
        if not size:
            break
        found = QUALIFIERS[" ".join(words[-size:])]
        qualifier = found if qualifier in ("exact", "about") else qualifier
        for _ in range(size):
            start = lower.rindex(words.pop(), floor, start)
    if not words or words[-1] not in ("between", "from", "by"):
        return Before(start, qualifier, several, None, start)
    changed = words[-1] in ("from", "by") and any(word in CHANGES for word in words[-8:-1])  # "rose from 40 to 44", "rose by four to 44"
    if words[-1] == "by" and not changed:
        return Before(start, qualifier, several, None, start)
    opener = "change" if changed else words[-1]
    return Before(start, qualifier, several, opener, lower.rindex(words[-1], floor, start))


def _range_end(lower: str, amount: Amount, before: Before) -> Amount | None:
    """The upper end of a range that begins with `amount`, its own scale shared with `amount` in what `read_quantity` reads."""
    join = _JOIN.match(lower, amount.end)
    if join is None or amount.vague or before.several:
        return None
    word = join.group(1)
    if (word == "and") != (before.opener == "between") or (word == "to" and before.opener == "change"):
        return None
    second = read_amount(lower, join.end()) if may_begin(lower, join.end()) else None
    if second is None or second.value is None or second.vague or second.value <= shared_scale(amount, second):
        return None
    return second


def _ends_dateline(lower: str, amount: Amount) -> bool:
    """Whether the amount is the day in an agency's dateline: "March 3 - Fourteen people"."""
    return _APART.match(lower, amount.end) is not None and _MONTH_LAST.search(lower, max(0, amount.start - _LONGEST_MONTH), amount.start) is not None


def _look_after(lower: str, end: int) -> tuple[int, Qualifier]:
    """Where the phrase ends, with a qualifier behind the number, and that qualifier."""
    post = _POST.match(lower, end)
    if post is None:
        return end, "exact"
    if post.group(1):
        return post.end(), _POST_QUALIFIERS[post.group(1)]
    return post.end(), "about" if post.group().endswith("odd") else "at_least"


def _in_date(text: str, lower: str, first: Amount, last: Amount, word: str) -> bool:
    """Whether the amount, behind which `word` stands, is the day or the year of a date whose month is named."""
    if not (first.bare and last.bare and max(first.value or 0, last.value or 0) <= 2100):
        return False
    if (last.value or 0) <= 31 and (after := _DAY_AFTER.match(lower, last.end)):
        return text[after.start(1)].isupper()
    if word and word not in MONTHS:
        return False
    before = _MONTH_BEFORE.search(lower, max(0, first.start - 24), first.start)
    if before is None or not text[before.start(2)].isupper():
        return False
    plain = lower[first.start : first.end].isdecimal()
    day = (first.value or 0) <= 31 and before.group(3).strip(". ") == "" and not before.group(1)
    return plain and (day or 1000 <= (first.value or 0) <= 2100)


def _is_no_count(lower: str, amount: Amount, before: Before) -> bool:
    """ "no one", "per million", "those billion", and "scores" that are points."""
    word = lower[amount.start : amount.end]
    if word == "scores":
        return not _SCORES.match(lower, amount.end)
    if word in ("million", "billion") and before.start == amount.start:
        return True
    return word in ("one", "hundred", "thousand", "million") and bool(_NO_COUNT_BEFORE.search(lower, max(0, before.start - 6), before.start))


# ---------------------------------------------------------------- one victim, no number


def _names_one(words: str) -> bool:
    """Whether a noun phrase or a name means one person, by its own form."""
    lowered = re.split(r"\s(?:of|in|at|from|who|with|for|near|on|named|identified|aged)\b|,|\(", words.strip().lower(), maxsplit=1)[0]
    tokens = _WORD.findall(lowered)
    if not tokens or any(char.isdigit() and not _AGE.search(words) for char in words) or " and " in f" {words.lower()} ":
        return False
    head = tokens[-1]
    if head in NOT_ONE or tokens[0] in NOT_ONE_FIRST:
        return False
    if not head.endswith("s") or head.endswith(("ss", "us", "is", "'s", "’s")) or head in SINGULAR_IN_S:
        return True
    return _is_name(words) and not head.endswith(_PLURAL_ENDINGS)


def _is_name(words: str) -> bool:
    """Two capitalised words or more, not in capitals throughout, no article: "James Willis"."""
    tokens = words.split()
    return len(tokens) > 1 and not words.isupper() and tokens[0].lower() not in ("the", "a", "an") and all(token[0].isupper() for token in tokens[-2:])
