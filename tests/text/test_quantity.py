"""Number phrases: what is found, what it says, and what is no count of anything."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from extractor.text.numerals import read_amount
from extractor.text.quantity import Quantities, find_quantities, implicit_one, is_year_like, measure
from extractor.text.sentences import sentences

READINGS = [
    # plain counts
    ("47 villagers drowned", "47", 47, 47, 47, "exact"),
    ("Forty-seven miners", "Forty-seven", 47, 47, 47, "exact"),
    ("ONE HUNDRED AND TWENTY PASSENGERS", "ONE HUNDRED AND TWENTY", 120, 120, 120, "exact"),
    ("two million three hundred thousand voters", "two million three hundred thousand", 2_300_000, 2_300_000, 2_300_000, "exact"),
    ("a dozen goats", "a dozen", 12, 12, 12, "exact"),
    ("two dozen tents", "two dozen", 24, 24, 24, "exact"),
    ("half a million souls", "half a million", 500_000, 500_000, 500_000, "exact"),
    ("a half-dozen men", "a half-dozen", 6, 6, 6, "exact"),
    ("a hundred pilgrims", "a hundred", 100, 100, 100, "exact"),
    ("a quarter of a million people", "a quarter of a million", 250_000, 250_000, 250_000, "exact"),
    ("one and a half million people", "one and a half million", 1_500_000, 1_500_000, 1_500_000, "exact"),
    ("a million and a half people", "a million and a half", 1_500_000, 1_500_000, 1_500_000, "exact"),
    # ranges whose ends share a scale, and what only looks like one
    ("some 1.2 to 1.5 million people", "some 1.2 to 1.5 million", None, 1_200_000, 1_500_000, "range"),
    ("between 1.2 and 1.5 million people", "between 1.2 and 1.5 million", None, 1_200_000, 1_500_000, "range"),
    ("1.2-1.5m people", "1.2-1.5m", None, 1_200_000, 1_500_000, "range"),
    ("1.5 to two million people", "1.5 to two million", None, 1_500_000, 2_000_000, "range"),
    ("a quake of 5.2 and 3 million people", "3 million", 3_000_000, 3_000_000, 3_000_000, "exact"),
    ("4-5,000 people", "4-5,000", None, 4_000, 5_000, "range"),
    ("20 to 30,000 people", "20 to 30,000", None, 20_000, 30_000, "range"),
    ("between 10 and 5,000 people", "between 10 and 5,000", None, 10, 5_000, "range"),
    ("KORVAN, March 3 — Fourteen people", "Fourteen", 14, 14, 14, "exact"),
    ("July 4 – 12 people", "12", 12, 12, 12, "exact"),
    # figures with scale words and separators
    ("2.4 million hectares", "2.4 million", 2_400_000, 2_400_000, 2_400_000, "exact"),
    ("1,2 million people", "1,2 million", 1_200_000, 1_200_000, 1_200_000, "exact"),
    ("1.5m people", "1.5m", 1_500_000, 1_500_000, 1_500_000, "exact"),
    ("20k refugees", "20k", 20_000, 20_000, 20_000, "exact"),
    ("two lakh labourers", "two lakh", 200_000, 200_000, 200_000, "exact"),
    ("3 crore doses", "3 crore", 30_000_000, 30_000_000, 30_000_000, "exact"),
    ("2,50,000 people", "2,50,000", 250_000, 250_000, 250_000, "exact"),
    ("12 000 people", "12 000", 12_000, 12_000, 12_000, "exact"),
    ("12\u202f000 people", "12\u202f000", 12_000, 12_000, 12_000, "exact"),
    ("1\u00a0250\u00a0000 people", "1\u00a0250\u00a0000", 1_250_000, 1_250_000, 1_250_000, "exact"),
    ("460.000 people", "460.000", 460_000, 460_000, 460_000, "exact"),
    ("1'200 people", "1'200", 1_200, 1_200, 1_200, "exact"),
    ("٤٧ people", "٤٧", 47, 47, 47, "exact"),
    ("१२ people", "१२", 12, 12, 12, "exact"),
    # qualifiers before and after
    ("at least 200 sheep", "at least 200", 200, 200, None, "at_least"),
    ("no fewer than 200", "no fewer than 200", 200, 200, None, "at_least"),
    ("More than 1,500 homes", "More than 1,500", 1500, 1501, None, "more_than"),
    ("well over 100 tents", "well over 100", 100, 101, None, "more_than"),
    ("up to 300 people", "up to 300", 300, None, 300, "at_most"),
    ("as many as 300", "as many as 300", 300, None, 300, "at_most"),
    ("no more than 300", "no more than 300", 300, None, 300, "at_most"),
    ("nearly two dozen", "nearly two dozen", 24, None, 23, "less_than"),
    ("fewer than 300", "fewer than 300", 300, None, 299, "less_than"),
    ("some 300 people", "some 300", 300, None, None, "about"),
    ("an estimated 5,000 people", "an estimated 5,000", 5000, None, None, "about"),
    ("~300 people", "~300", 300, None, None, "about"),
    ("at least some 200", "at least some 200", 200, 200, None, "at_least"),
    ("more than an estimated 300", "more than an estimated 300", 300, 301, None, "more_than"),
    ("at least\n47 people", "at least\n47", 47, 47, None, "at_least"),
    ("200 or more", "200 or more", 200, 200, None, "at_least"),
    ("300-plus guests", "300-plus", 300, 300, None, "at_least"),
    ("50+ people", "50+", 50, 50, None, "at_least"),
    ("300 or so", "300 or so", 300, None, None, "about"),
    # ranges
    ("40-50 people", "40-50", None, 40, 50, "range"),
    ("40–50 people", "40–50", None, 40, 50, "range"),
    ("40 to 50 people", "40 to 50", None, 40, 50, "range"),
    ("between 40 and 50 people", "between 40 and 50", None, 40, 50, "range"),
    ("between an estimated 40 and 50", "between an estimated 40 and 50", None, 40, 50, "range"),
    ("from 40 to 50 people", "from 40 to 50", None, 40, 50, "range"),
    ("two or three gunmen", "two or three", None, 2, 3, "range"),
    ("between 1 and 2 million", "between 1 and 2 million", None, 1_000_000, 2_000_000, "range"),
    ("two or three hundred", "two or three hundred", None, 200, 300, "range"),
    ("800,000 to 1 million", "800,000 to 1 million", None, 800_000, 1_000_000, "range"),
    # vague
    ("dozens of cars", "dozens", None, 24, None, "vague"),
    ("scores of people", "scores", None, 40, None, "vague"),
    ("Hundreds fled", "Hundreds", None, 200, None, "vague"),
    ("hundreds and hundreds of", "hundreds and hundreds", None, 200, None, "vague"),
    ("tens of thousands", "tens of thousands", None, 20_000, None, "vague"),
    ("hundreds of thousands", "hundreds of thousands", None, 200_000, None, "vague"),
    ("millions of people", "millions", None, 2_000_000, None, "vague"),
    ("several hundred people", "several hundred", None, 200, None, "vague"),
    ("a few thousand people", "a few thousand", None, 2_000, None, "vague"),
    ("a couple of hundred people", "a couple of hundred", None, 200, None, "vague"),
    # glued, but a count of people
    ("a 30-strong band", "30", 30, 30, 30, "exact"),
]


@pytest.mark.parametrize(("text", "phrase", "value", "low", "high", "qualifier"), READINGS)
def test_a_phrase_is_found_whole_and_read(text, phrase, value, low, high, qualifier):
    (found,) = find_quantities(text)
    assert (found.text, found.value, found.low, found.high, found.qualifier) == (phrase, value, low, high, qualifier)


NOTHING = """
no one was seen; zero arrivals; no deaths; several, a few, many and numerous visitors; 0 cases
a 12-year-old girl; a three-day visit; a 40-member crew; twenty-first place; the 21st floor; the 1990s
an M16; an F-35; COVID-19; room B2; open 24/7; after 9/11; ratio 3:1; #5; No.5; 10.0.0.1; version 1.2.3
3.5 metres; 40 percent; 40 per cent; 40%; 40 to 50 percent; two thirds; one-third
$3 million; €5m; Rs 500; 2 million dollars; millions of US dollars; 500 rupees
at 4:30; at 4 p.m.; 1400 GMT; on 6 December 2024; on December 6, 2024; 6-8 December; May 12; 2024-12-06; 06/12/2024
12345678901234567890; those million voices; he scores twice; 5²
"""


@pytest.mark.parametrize("text", [part.strip() for part in NOTHING.replace("\n", ";").split(";") if part.strip()])
def test_what_counts_nothing_is_not_found(text):
    assert find_quantities(text) == []


@pytest.mark.parametrize(
    ("text", "phrases"),
    [
        ("In 2019 300 farmers left", ["2019", "300"]),
        ("the toll rose from 40 to 50", ["40", "50"]),
        ("five and six were hurt", ["five", "six"]),
        ("two hundred and three soldiers and one child", ["two hundred and three", "one"]),
        ("12 killed, at least 30 hurt", ["12", "at least 30"]),
        ("In December 14 people drowned", ["14"]),
        ("In winter,\n\nabout\n\n40 left", ["40"]),
        ("one of them", ["one"]),
    ],
)
def test_phrases_stay_apart(text, phrases):
    assert [found.text for found in find_quantities(text)] == phrases


@pytest.mark.parametrize(
    ("text", "expected"), [("since 1998", [True]), ("2011-2012", [True]), ("1,998 people", [False]), ("about 2,000 people", [False]), ("300", [False])]
)
def test_bare_years_can_be_told(text, expected):
    assert [is_year_like(found) for found in find_quantities(text)] == expected


@pytest.mark.parametrize(
    ("text", "pointed", "phrase"),
    [
        ("It may reach 2.7 million.", "2.7", "2.7 million"),
        ("It may reach 2.7 million.", "million", "2.7 million"),
        ("so far at least 731 hikers died", "731 hikers", "at least 731"),
        ("a toll of 12", "toll of 12", "12"),
        ("12 dead, 30 hurt", "12 dead, 30", None),
        ("many people died", "many people", None),
    ],
)
def test_measuring_takes_the_whole_phrase_as_it_stands(text, pointed, phrase):
    start = text.index(pointed)
    found = measure(text, start, start + len(pointed))
    assert (found.text if found else None) == phrase
    assert found is None or text[found.start : found.end] == found.text


@pytest.mark.parametrize(
    "words",
    ["a commander", "the governor", "Ana Pesk", "James Willis", "a 12-year-old girl", "a hostess", "HIS BODYGUARD", "the deputy head of police", "she"],
)
def test_one_victim_without_number_counts_one(words):
    found = implicit_one(f"Then {words} was shot.", 5, 5 + len(words))
    assert found is not None
    assert (found.text, found.value, found.low, found.high, found.qualifier, found.implicit) == (words, 1, 1, 1, "exact", True)


@pytest.mark.parametrize(
    "words",
    [
        "soldiers",
        "several people",
        "the police",
        "a few men",
        "two men",
        "Ana Pesk and her son",
        "UN peacekeepers",
        "dozens",
        "they",
        "a family",
        "12",
        "",
        "...",
    ],
)
def test_more_than_one_or_nobody_knows_how_many_counts_nothing(words):
    assert implicit_one(f"Then {words} fell.", 5, 5 + len(words)) is None


PIECES = [
    *("at least", "more than", "some", "a", "47", "1", "500", "million", "two", "dozens", "of", "hundred", "and", "to", "between", "from"),
    *("-", "–", ",", "$", "%", ".", "1.5", "People fled", "half", "or more", "٣", "\u202f", "\n", "İ", "²"),
]


@example("a thousand or more than 2,000")
@given(st.one_of(st.text(), st.lists(st.sampled_from(PIECES)).map(" ".join), st.lists(st.sampled_from(PIECES)).map("".join)))
def test_offsets_hold_on_any_text(text):
    found = find_quantities(text)
    for quantity in found:
        assert text[quantity.start : quantity.end] == quantity.text
        assert any(number is not None and number >= 0 for number in (quantity.value, quantity.low, quantity.high)) or quantity.qualifier == "vague"
    assert all(left.end <= right.start for left, right in pairwise(found))


@given(st.text(max_size=40), st.sampled_from([case[0] for case in READINGS]), st.text(max_size=40))
def test_measuring_what_was_found_finds_the_same(before, sentence, after):
    text = f"{before}. {sentence}. {after}"
    assert [measure(text, found.start, found.end) for found in find_quantities(text)] == find_quantities(text)


@given(st.text(), st.integers(0, 30), st.integers(0, 30))
def test_pointing_anywhere_never_raises(text, start, length):
    measure(text, start, start + length)
    found = implicit_one(text, start, start + length)
    assert found is None or found.text == text[start : start + length]


@pytest.mark.parametrize(
    ("text", "pointed", "phrase", "value"),
    [
        ("The council counted 2.870 residents in tents.", "2.870", "2.870", 2870),
        ("Some 2.870 residents left.", "2.870", "Some 2.870", 2870),
        ("About 3.125 million people left.", "3.125", "About 3.125 million", 3_125_000),
        ("Only 3.5 people in ten left.", "3.5", None, None),
    ],
)
def test_what_is_pointed_at_as_a_count_is_whole(text: str, pointed: str, phrase: str | None, value: int | None) -> None:
    found = measure(text, text.index(pointed), text.index(pointed) + len(pointed))
    assert (found and found.text, found and found.value) == (phrase, value)


BESIDE_NUMBERS = [
    *(
        "12",
        "3",
        "1,200",
        "2015",
        "One",
        "three",
        "seventy",
        "hundred",
        "million",
        "dozen",
        "dozens",
        "scores",
        "half",
        "quarters",
        "and",
        "or",
        "to",
        "of",
        "a",
        "an",
    ),
    *(
        "upon",
        "plus",
        "odd",
        "more",
        "less",
        "so",
        "mn",
        "bn",
        "k",
        "m",
        "percent",
        "per",
        "cent",
        "US",
        "Canadian",
        "dollars",
        "Rs",
        "usd",
        "thirds",
        "pm",
        "gmt",
        "hrs",
    ),
    *("may", "in", "from", "between", "several", "few", "couple", "at", "least", "about", "ca.", "no", "the", "rose", "people", "who", "counted"),
]


@given(st.lists(st.sampled_from(BESIDE_NUMBERS), max_size=9))
def test_the_quick_look_at_the_word_beside_a_number_changes_nothing(words):
    """Between other white space than a space no word is told at once: the patterns say it all."""
    quick, slow = (find_quantities(space.join(words), "en") for space in (" ", "\u2003"))
    assert [found.model_copy(update={"text": ""}) for found in quick] == [found.model_copy(update={"text": ""}) for found in slow]


MARKS = [". ", ".\n\n", "\n", "\n\n", "? ", ".” ", ", ", "The toll", "rose", "ca.", "approx.", "several", "or", "more"]


@example("The toll rose again. From 40 to 50 people died.")  # a change, told of in the sentence before
@example("The toll rose again.\n\nFrom 40 to 50 people died.")
@example("At the last count, approx.\n50 people")
@example("The toll rose to about\n500 people")
@example("A camp for several\n\nthousand people")
@example("First 20\n\nmillion men")
@given(st.lists(st.sampled_from([*PIECES, *MARKS])).map(" ".join))
def test_what_is_read_around_a_place_is_what_the_whole_text_says(text: str) -> None:
    whole, bounds = find_quantities(text, "en"), sentences(text)
    for places in (bounds, bounds[::-1], [(at, at + 3) for at in range(0, len(text), 5)]):
        quantities = Quantities(text, bounds)
        for start, end in places:
            assert quantities.overlapping(start, end) == [found for found in whole if found.end > start and found.start < end]
    for order in (range(len(bounds)), range(len(bounds) - 1, -1, -1)):
        quantities = Quantities(text, bounds)
        for index in order:
            assert quantities.beginning_in(index) == [found for found in whole if bounds[index][0] <= found.start < bounds[index][1]]


def test_only_what_is_asked_for_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "Ferry lost\n\nThe army said 12 people died. It named 30 boats. By 4 March 50 had sunk."
    read: list[int] = []
    monkeypatch.setattr("extractor.text.quantity.read_amount", lambda lower, at, **kwargs: read.append(at) or read_amount(lower, at, **kwargs))
    assert [found.text for found in Quantities(text, sentences(text)).overlapping(text.index("It"), text.index("By"))] == ["30"]
    assert read == [text.index("30")]
