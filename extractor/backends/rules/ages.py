"""Numbers that tell how old people are, and count nobody: "Ana Pesk (44)", "two brothers, 12 and 14", "he was 17 when ..."."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from extractor.backends.rules.alternatives import first_of
from extractor.backends.rules.casualty_words import ONE_PERSON, STATES
from extractor.backends.rules.figure_words import PERSON_HEADS
from extractor.text.beside import word_before
from schemas.common import Quantity

_OLDEST: Final = 120
_BACK: Final = 70
"""How many characters before a number can show that it is an age, or that it is none."""

PLACE_THEN_COUNT: Final = re.compile(
    r"[;,]\s*(?:and\s+|while\s+)?(?:in|at|on|near)\s+[^.;:,\d]{2,40},\s+(?:(?:it was|the (?:figure|number|toll) was|another|a further|some)\s+)?\Z"
)
"""Before a count whose verb is that of the count before: "12 were killed in Orla; in Vesk, four"."""
_JOIN: Final = re.compile(r",?\s+(?:and|or)\s+|,\s+|\s+to\s+|\s?[-–]\s?")
"""Between the ages of several people."""
_SAYS_SO: Final = re.compile(
    r"\bage[sd]?\s+(?:(?:between|from|about|around|just|only|barely|under|over)\s+)*\Z"
    r"|\b(?:youngest|oldest|eldest)(?:\s+of\s+(?:them|these|those|whom))?,?\s+\Z"
    r"|\b(?:youngest|oldest|eldest)\b[^.;,]{0,30}?\b(?:was|is|were|are)\s+(?:(?:just|only|barely|aged)\s+)*\Z"
    rf"|\b(?P<who>he|she|who|(?:{first_of(ONE_PERSON)}))\s+(?:was|is|were|are|turned|(?:had|has)\s+(?:just\s+|only just\s+)?turned|would have (?:been|turned))"
    r"\s+(?:(?:just|only|barely|about|around|then|now|aged)\s+)*\Z"
)
"""Before an age that a clause tells: "who was only 17"."""
_LEADS: Final = frozenset(
    """age ages aged between from about around just only barely under over youngest oldest eldest them these those whom of was is were are turned been then now
    at yet""".split()
)
"""The words between spaces that an age may stand right behind."""
_OPENS: Final = re.compile(r"(?<=[\w’'”\".,)])(?P<mark>, |\s?\(|\s?[–—]\s?|\s-\s)(?P<just>(?:just|only|barely|then|now)\s+)?\Z")
"""Before an age that stands beside a name or noun, set off by commas, brackets or dashes."""
_CLOSES: Final = {",": re.compile(r"\s*[,).;―—–]"), "(": re.compile(r"\)"), "–": re.compile(r"\s?[–—]|\s-\s")}
_THEY_WERE: Final = re.compile(rf"\b(?:victims|them|{first_of(PERSON_HEADS)})\s+(?:were|are)\s+\Z")
"""Before the ages of several: "three of the victims were 12, 14 and 15"."""
_ONE_OF_AGE: Final = re.compile(rf"\b(?:{first_of(ONE_PERSON)})\s+of\s+\Z")
"""Before an age behind "of": "her grandson of four"."""
_VERB: Final = re.compile(r"\s+(?:was|were|is|are|died|has|had|who)\b")
"""Behind an age that no comma closes: "girls aged 5 and 7 were killed"."""
_TOLL: Final = re.compile(r"\b(?:toll|number|count|figure|total|tally|estimate|dead|deaths|killed|injured|wounded|missing)\b")
"""Words for what is counted in the clause of a number, which is then no age."""
_ENDS: Final = re.compile(r"\s*(?:[.,;:)”\"–—]|\Z|-\s|(?:and|when|but|at|as|on|while|or)\b)")
_AT: Final = re.compile(r"[\"“‘']?(?:at|aged|not yet|barely)\s+\Z")
_PLURAL: Final = re.compile(r"(?:[^s]s|men|people|children|police|personnel)\Z")
_LAST_COUNTED: Final = re.compile(r"\b(?:toll|number|count|figure|total|tally)\Z")
_LAST_WORD: Final = re.compile(r"([\w’'-]+)\W*\Z")


def without_ages(lower: str, quantities: Sequence[Quantity], start: int) -> Iterator[Quantity]:
    """The quantities of the sentence that begins at `start`, without those that tell ages."""
    run: list[Quantity] = []
    for quantity in quantities:
        if not _may_be_age(quantity):
            yield from _counts(lower, run, start)
            run = []
            yield quantity
            continue
        if run and not _JOIN.fullmatch(lower, run[-1].end, quantity.start):
            yield from _counts(lower, run, start)
            run = []
        run.append(quantity)
    yield from _counts(lower, run, start)


def _may_be_age(quantity: Quantity) -> bool:
    bound = quantity.high if quantity.high is not None else quantity.value if quantity.value is not None else quantity.low
    return bound is not None and bound <= _OLDEST


def _counts(lower: str, run: Sequence[Quantity], start: int) -> Sequence[Quantity]:
    """Those of the numbers in a row that tell no ages: none where the row does."""
    if not run or _are_ages(lower, run[0].start, run[-1].end, start, len(run)):
        return ()
    return [number for number in run if len(run) == 1 or not _are_ages(lower, number.start, number.end, start, 1)]


def _are_ages(lower: str, first: int, end: int, start: int, many: int) -> bool:
    """Whether the numbers in a row at [first, end) are ages, by what stands around them in the sentence from `start` on."""
    word = word_before(lower, first)
    if word and word not in _LEADS:
        return False
    back = max(start, first - _BACK)
    if said := _SAYS_SO.search(lower, back, first):
        ended = _ENDS.match(lower, end) or (said.group().startswith("age") and _VERB.match(lower, end))
        return bool(ended) and not (said["who"] and _TOLL.search(re.split("[,;:]", lower[back:first])[-1]))
    if many > 1 and _THEY_WERE.search(lower, back, first):
        return bool(_ENDS.match(lower, end))
    if lower.endswith(" of ", back, first) and _ONE_OF_AGE.search(lower, back, first):
        return bool(_ENDS.match(lower, end) or _VERB.match(lower, end))
    if _AT.fullmatch(lower, start, first):
        return lower.startswith(",", end)
    opened = _OPENS.search(lower, back, first)
    if opened is None:
        return False
    mark = opened["mark"].strip()
    if not _CLOSES.get(mark, _CLOSES["–"]).match(lower, end) or (opened["just"] and not lower.startswith(",", end)):
        return False
    if mark == "(":
        return many > 1 or not _are_counted(lower, back, opened.start("mark"))
    return not (PLACE_THEN_COUNT.search(lower, back, first) or _LAST_COUNTED.search(lower, back, opened.start("mark")))


def _are_counted(lower: str, back: int, end: int) -> bool:
    """Whether the noun that ends at `end` is one that a number in brackets counts: "women (12) and children (8)"."""
    word = _LAST_WORD.search(lower, back, end)
    return word is not None and (word[1] in STATES or (word[1] in PERSON_HEADS and bool(_PLURAL.search(word[1]))))
