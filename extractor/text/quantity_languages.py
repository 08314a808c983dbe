"""Number phrases in languages other than English: the same readings as in quantity.py, by the language's pack.

A word that is the article as well ("un", "eine") counts nothing alone; it does in "al menos un", in ranges and before a scale. "De 40 a 50"
spans "40 a 50": the preposition belongs to the sentence. Offsets are code points; the time is linear in the length of the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Final

from extractor.text.languages import PACKS
from extractor.text.numerals import Amount
from extractor.text.numerals_languages import APOSTROPHES, Numerals, numerals, read_amount, spelt
from extractor.text.quantity_reading import Before, read_quantity, shared_scale
from extractor.text.quantity_words import SYMBOLS
from schemas.common import Qualifier, Quantity

_LOOK_BACK: Final = 60
"""How far before a number its qualifier may begin, in characters."""
_GLUED_BEFORE: Final = re.compile(r"(?:\w[-./:&_]|[#№+/@\\$€£¥₹]\s?)\Z")
_SENTENCE_END: Final = re.compile(r"[.!?…]\s")
_NAME_END: Final = re.compile(r"[,;:(–]")
_LETTERS: Final = re.compile(r"[^\W\d_]+")
_LETTERS_APOSTROPHES: Final = re.compile(rf"[^\W\d_]+(?:{APOSTROPHES}[^\W\d_]+)*")
_AGE: Final = re.compile(r"\d{1,3}-(?=[^\W\d_])")


@dataclass(frozen=True, slots=True)
class _Phrases:
    """A language's patterns of what stands around amounts."""

    numerals: Numerals
    qualifiers: dict[str, Qualifier]
    before: re.Pattern[str]
    """A qualifier that ends where the search ends."""
    after: re.Pattern[str]
    after_qualifiers: dict[str, Qualifier]
    several: re.Pattern[str]
    opener: re.Pattern[str]
    joins: dict[str, re.Pattern[str]]
    join: re.Pattern[str]
    changes: re.Pattern[str]
    day_after: re.Pattern[str]
    month_before: re.Pattern[str]
    not_a_count: re.Pattern[str]
    percent: re.Pattern[str]


@cache
def _phrases(code: str) -> _Phrases:
    pack = PACKS[code]
    before = {phrase: qualifier for qualifier, listed in pack.before.items() for phrase in listed.split("|")}
    after = {phrase: qualifier for qualifier, listed in pack.after.items() for phrase in listed.split("|")}
    begin = rf"(?<!\w)(?:{pack.prefix})?" if pack.prefix else r"(?<!\w)"
    noun = r"(?:\s{1,3}[^\W\d_]{2,20})?" if pack.after_noun else ""
    gap = r"\s{0,3}" if pack.prefix else r"\s{1,3}"
    article = rf"(?:(?:{spelt(pack.single.articles)})\s{{1,3}})?" if pack.single.articles else ""
    return _Phrases(
        numerals=numerals(code),
        qualifiers=before,
        before=re.compile(rf"{begin}({spelt('|'.join(before))})(?:\s{{1,3}}|(?<={APOSTROPHES}))\Z"),
        after=re.compile(rf"{noun}\s{{1,3}}({spelt('|'.join(sorted(after, key=len, reverse=True)))})(?!\w)"),
        after_qualifiers=after,
        several=re.compile(rf"(?<!\w)(?:{spelt(pack.several)})\s{{1,3}}\Z"),
        opener=re.compile(rf"{begin}({'|'.join(opener for opener, _ in pack.between)})\s{{1,3}}{article}\Z"),
        joins={opener: re.compile(rf"\s{{1,3}}(?:{link}){gap}{article}") for opener, link in pack.between},
        join=re.compile(rf"\s?[-–—]\s?|\s{{1,3}}({pack.to})\s{{1,3}}"),
        changes=re.compile(rf"(?<!\w)(?:{pack.changes})"),
        day_after=re.compile(rf"{pack.month_link}(?:{pack.months})(?!\w)"),
        month_before=re.compile(rf"(?<!\w)(?:{pack.months}){pack.month_link}\Z"),
        not_a_count=re.compile(rf"\s{{0,2}}[%‰°٪$€£¥₹]|[\s-]{{1,2}}(?:{spelt(pack.not_counts)})|-\w|–\d|[/:_@#&]\w|\w"),
        percent=re.compile(rf"\s{{1,3}}(?:{pack.percent})"),
    )


def scan(text: str, lower: str, code: str) -> Iterator[Quantity]:
    """Every number phrase of `text` in reading order, none overlapping; `code` is one of PACKS, `lower` is `text` in lower case at equal length."""
    known = _phrases(code)
    position = taken = 0
    while seed := known.numerals.seed.search(lower, position):
        amount = read_amount(lower, seed.start(1), known.numerals)
        position = max(amount.end, seed.start(1) + 1)
        if amount.value is None or _GLUED_BEFORE.search(lower, max(seed.start() - 3, 0), seed.start()):
            continue
        before = _look_before(lower, amount, known, taken)
        if before.qualifier != "exact" and (one := known.numerals.pack.genitives.get(lower[amount.start : amount.end])):
            amount = amount._replace(value=one, scale=one, vague=False)
        second = _range_end(lower, amount, before, known)
        if lower[amount.start : amount.end] in known.numerals.pack.ones and second is None and before.qualifier not in ("at_least", "more_than"):
            continue
        last = second or amount
        end, post = _look_after(lower, last.end, known)
        position = max(position, end)
        if percent := known.percent.match(lower, end):
            position = percent.end()
        elif not (known.not_a_count.match(lower, end) or _in_date(lower, amount, last, known)):
            opened = second and before.opener
            taken = end
            yield read_quantity(text, before.opener_start if opened else before.start, end, amount, second, before, post)


def _look_before(lower: str, amount: Amount, known: _Phrases, taken: int) -> Before:
    """What stands before `amount`, behind the words that the phrase before it has `taken`."""
    start, several = amount.start, False
    floor = max(0, start - _LOOK_BACK, taken)
    floor = max(floor, lower.rfind("\n\n", floor, start) + 1)
    if (amount.vague or lower[start : amount.end] in known.numerals.pack.scales) and (lead := known.several.search(lower, floor, start)):
        start, several = lead.start(), not amount.vague
    qualifier: Qualifier = "about" if amount.about else "exact"
    if start and lower[start - 1] in SYMBOLS:
        start, qualifier = start - 1, SYMBOLS[lower[start - 1]]
    while found := known.before.search(lower, floor, start):
        phrase = " ".join(re.sub(APOSTROPHES, "'", found.group(1)).split())
        if phrase in known.numerals.pack.until and _changes(lower, found.start(1), known):
            break
        qualifier = known.qualifiers[phrase] if qualifier in ("exact", "about") else qualifier
        start = found.start(1)
    opener = known.opener.search(lower, floor, start)
    return Before(start, qualifier, several, opener.group(1) if opener else None, opener.start(1) if opener else start)


def _changes(lower: str, end: int, known: _Phrases) -> bool:
    """Whether a verb of change stands shortly before `end`, in the same sentence."""
    lead = _SENTENCE_END.split(lower[max(0, end - _LOOK_BACK) : end])[-1]
    return known.changes.search(lead) is not None


def _range_end(lower: str, amount: Amount, before: Before, known: _Phrases) -> Amount | None:
    """The upper end of a range that begins with `amount`."""
    if amount.vague or before.several:
        return None
    join = known.joins[before.opener].match(lower, amount.end) if before.opener else None
    if join is None:
        join = known.join.match(lower, amount.end)
        if join is None or (join.group(1) and _changes(lower, before.start, known)):
            return None
    seed = known.numerals.seed.match(lower, join.end())
    second = read_amount(lower, seed.start(1), known.numerals) if seed else None
    if second is None or second.value is None or second.vague or second.value <= shared_scale(amount, second):
        return None
    return second


def _look_after(lower: str, end: int, known: _Phrases) -> tuple[int, Qualifier]:
    """Where the phrase ends, with a qualifier behind the number, and that qualifier."""
    if lower.startswith("+", end) and not lower[end + 1 : end + 2].isalnum():
        return end + 1, "at_least"
    after = known.after.match(lower, end)
    return (after.end(), known.after_qualifiers[" ".join(re.sub(APOSTROPHES, "'", after.group(1)).split())]) if after else (end, "exact")


def _in_date(lower: str, first: Amount, last: Amount, known: _Phrases) -> bool:
    """Whether the amount is the day or the year of a date whose month is named."""
    if not (first.bare and last.bare and max(first.value or 0, last.value or 0) <= 2100):
        return False
    if (last.value or 0) <= 31 and known.day_after.match(lower, last.end):
        return True
    return (first.value or 0) >= 1000 and known.month_before.search(lower, max(0, first.start - 24), first.start) is not None


# ---------------------------------------------------------------- one victim, no number


def names_one(words: str, lower: str, code: str) -> bool:
    """Whether a noun phrase or a name means one person, by its own form; `lower` is `words` in lower case at equal length."""
    pack = PACKS[code]
    single, letters = pack.single, _LETTERS_APOSTROPHES if pack.apostrophes else _LETTERS
    mark = _NAME_END.search(words)
    tokens = list(letters.finditer(lower, 0, mark.start() if mark else len(words)))
    cut = next((place for place, token in enumerate(tokens) if place and token.group() in single.cuts), len(tokens))
    head = [re.sub(APOSTROPHES, "'", token.group()) for token in tokens[:cut]]
    end = tokens[cut - 1].end() if head else 0
    if not head or any(char.isdigit() for char in _AGE.sub("", words[:end])) or any(token in single.not_one or token in single.links for token in head):
        return False
    if any(True for _ in scan(words[:end], lower[:end], code)):
        return False
    if head[0] in single.determiners:
        return True
    if head[0] in single.doubtful:
        return len(head) > 1 and re.match(single.doubtful[head[0]], head[-1]) is not None
    if len(head) > 1 and not words.isupper() and all(words[token.start()].isupper() for token in tokens[:2]):
        return True
    return bool(single.bare) and re.match(single.bare, head[0]) is not None
