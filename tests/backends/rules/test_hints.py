"""What lets the rules for figures pass over words never changes what they find."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractor.article import Article
from extractor.backends.rules import (
    casualty_patterns,
    casualty_words,
    causes,
    displacement_patterns,
    displacement_words,
    figure_words,
    figures,
    listed,
    single,
    sources,
    unreal,
)
from extractor.backends.rules.alternatives import any_of, first_of
from extractor.backends.rules.document import Document
from extractor.backends.rules.hints import find_hints, plain_words, within
from extractor.text import numerals
from extractor.text.beside import word_before
from extractor.text.quantity import find_quantities, lower_case

KINDS = {
    "harm": casualty_words.BEGINNINGS,
    "deed": casualty_words.DEED_BEGINNINGS,
    "flight": displacement_words.BEGINNINGS,
    "story": unreal.STORY_BEGINNINGS,
    "drill": unreal.DRILL_BEGINNINGS,
    "number": numerals.BEGINNINGS,
}
WORDS = sorted(beginning.removesuffix(r"\b") for beginnings in KINDS.values() for beginning in beginnings)
TEXTS = st.lists(st.one_of(st.sampled_from(WORDS), st.sampled_from([" ", "\n", "-", "“", "é", "İ", "_", "x", "s", "ed "]), st.text(max_size=3)), max_size=30)


@pytest.mark.parametrize("phrase", sorted(casualty_words.OUTCOMES))
def test_every_word_of_harm_begins_as_a_hint_does(phrase: str) -> None:
    assert re.search(rf"\b(?:{'|'.join(casualty_words.BEGINNINGS)})", phrase)


FLIGHT = {word for table in (displacement_words.STATES, displacement_words.VERBS, displacement_words.ACTS, displacement_words.COUNTABLE) for word in table}
OF_OTHERS = displacement_words.PLACED | {word for words in displacement_words.NEEDS_MORE.values() for word in words}
"""These tell of flight only beside a word that does."""


@pytest.mark.parametrize("phrase", sorted(FLIGHT - OF_OTHERS))
def test_every_word_of_flight_begins_as_a_hint_does(phrase: str) -> None:
    assert re.search(rf"\b(?:{'|'.join(displacement_words.BEGINNINGS)})", phrase)


@pytest.mark.parametrize("kind", KINDS)
@given(pieces=TEXTS)
def test_no_word_is_missed(kind, pieces):
    lower = lower_case("".join(pieces))
    whole = re.compile(rf"\b(?:{'|'.join(sorted(KINDS[kind]))})")
    assert {match.start() for match in whole.finditer(lower)} <= set(find_hints(plain_words(lower))[kind])


def test_words_of_two_kinds_count_for_both():
    hints = find_hints(plain_words("lives taken to hospitalise after the war game"))
    assert (hints["harm"], hints["deed"], hints["drill"]) == ([0, 6, 15], [0], [41])


def test_figures_are_hints_too():
    assert find_hints(plain_words("12 dead (3 hurt), m16"))["number"] == [0, 9]


@pytest.mark.parametrize("text", ["The toll rose to about\n500 people", "Twelve", "He said “two”.", "The army counted ٣٤ dead.", "Among 1,200 others"])
def test_no_sentence_with_a_number_is_passed_over(text):
    document = Document(Article("a", text))
    counted = [figure.quantity for index in range(len(document.sentences)) for figure in document.figures(index)]
    assert counted == find_quantities(text, "en")
    assert len(counted) == 1


def test_hints_of_a_stretch():
    assert within([3, 7, 9], 4, 9) == [7]
    assert [within([3, 7], start, end) for start, end in ((3, 4), (4, 7), (8, 20))] == [[3], [], []]


@pytest.mark.parametrize("words", [figure_words.HARMS, figure_words.EVENTS, casualty_words.ONE_PERSON, sorted(casualty_words.ACTS), ("a", "ab", "a"), ("of",)])
def test_letter_by_letter_means_the_same(words):
    text = " ".join(words) + " abc oft wars lefts the rails sister-in-law"
    assert [m.span() for m in re.finditer(first_of(words), text)] == [m.span() for m in re.finditer("|".join(words), text)]
    assert [m.span() for m in re.finditer(any_of(words), text)] == [m.span() for m in re.finditer("|".join(sorted(words, key=len, reverse=True)), text)]


VOCABULARY = {
    word
    for phrases in (
        *(figure_words.ADVERBS, figure_words.AUXILIARIES, figure_words.DETERMINERS, figure_words.COUNTED_STOPS, figure_words.PERSON_HEADS),
        *(casualty_words.STATES, casualty_words.VERBS, casualty_words.ACTS, casualty_words.NAMED, casualty_words.COUNTABLE, casualty_words.OUTCOMES),
        *(displacement_words.STATES, displacement_words.VERBS, displacement_words.ACTS, displacement_words.COUNTABLE, displacement_words.HOUSEHOLDS),
        ("killedand", "hurtor", "number", "half", "top", "cost", "treated", "admitted", "operated", "suffered", "claimed", "level", "include", "and"),
    )
    for phrase in phrases
    for word in phrase.split()
    if word.isalpha()
}

ENDS = [
    (figures._LABEL_BEFORE, figures._LABELS, ["", "two ", "members ", "two in ", "2 of "]),
    (figures._SHARE_OF, figures._OF_ALL, ["half ", "half of ", "half of the "]),
    (figures._TAKEN_FROM, figures._OF_ALL, ["", "of ", "of all the "]),
    (figures.PART_BEFORE, figures._PARTS, ["", "of ", "of the ", "including ", "of them "]),
    (casualty_patterns.ACT, casualty_patterns.ACT_WORDS, ["", "killed ", "killed and ", "the lives ", "killing at "]),
    *(
        (toll, casualty_patterns.TOLL_WORDS, ["the number of dead ", "the number of missing ", "casualties, the injured, missing and dead rose ", "deaths to "])
        for toll in casualty_patterns.TOLL.values()
    ),
    (casualty_patterns.THOSE, casualty_patterns.THOSE_WORDS, ["the dead ", "of the dead, at ", "the killed were "]),
    (casualty_patterns.INVERTED, casualty_patterns.INVERTED_WORDS, ["missing ", "missing are ", "missing are at ", "missing are a "]),
    (
        casualty_patterns.ALONGSIDE,
        casualty_patterns.ALONGSIDE_WORDS,
        ["killed a guard ", "killed a guard as well ", "killed a guard and ", "killed him along "],
    ),
    (casualty_patterns.BESIDE, casualty_patterns.ALONGSIDE_WORDS, ["killed ana ", "killed ana pesk "]),
    (casualty_patterns.BY_WHOM, casualty_patterns.BY_WHOM_WORDS, ["killed by them, ", "killed by them, at "]),
    (casualty_patterns.SEARCHED, casualty_patterns.SEARCHED_WORDS, ["looked ", "looked for "]),
    (casualty_patterns.TOLL_APPOSED, casualty_patterns.TOLL_APPOSED_WORDS, ["the toll, "]),
    (figures.BROUGHT, figures.BROUGHT_WORDS, ["brings ", "brings it "]),
    (casualty_patterns.COST, casualty_patterns.COST_WORDS, ["", "cost ", "cost at "]),
    (displacement_patterns.ACT, displacement_patterns.ACT_WORDS, ["", "displaced ", "exodus ", "forced in "]),
    (displacement_patterns.CAN_BEFORE, displacement_patterns.CAN_WORDS, ["could ", "could only ", "to take up "]),
    (displacement_patterns.TOLL, displacement_patterns.TOLL_WORDS, ["number of displaced ", "number of displaced to "]),
    (displacement_patterns.THIS_NUMBER, displacement_patterns.NUMBER_WORDS, ["that number ", "that number may be expected "]),
    (single._LED, single._JOINTS, ["a guard ", "a guard as well ", "a guard and ", "a guard and at "]),
]


def _ends(pattern, text):
    return any(match.end() == len(text) for match in pattern.finditer(text))


@pytest.mark.parametrize(("pattern", "words", "leads"), ENDS)
def test_no_other_word_ends_a_pattern(pattern, words, leads):
    assert any(_ends(pattern, f"{lead}{word} ") for lead in leads for word in words)
    for word in VOCABULARY - words:
        assert not any(_ends(pattern, f"{lead}{word} ") for lead in leads), word


BEGINS = [
    (casualty_patterns.AFTER, casualty_patterns.AFTER_WORDS, ["killed ", "were killed ", "and wounded ", "in hospital "]),
    (casualty_patterns.TREATED, casualty_patterns.TREATED_WORDS, ["were treated for burns ", "treated for burns ", "for burns ", "on for burns ", "injuries "]),
    (casualty_patterns.SWEPT, casualty_patterns.SWEPT_WORDS, ["away and never found ", "were swept away and never found ", "swept away and never found "]),
    (displacement_patterns.AFTER, displacement_patterns.AFTER_WORDS, ["fled ", "were displaced ", "to flee ", "back ", "their homes "]),
    (displacement_patterns.HAD_DESTROYED, displacement_patterns.HAVING, ["their homes destroyed "]),
]


@pytest.mark.parametrize(("pattern", "words", "rests"), BEGINS)
def test_no_other_word_begins_a_pattern(pattern, words, rests):
    assert any(pattern.match(f" {word} {rest}") for rest in rests for word in words)
    for word in VOCABULARY - words:
        assert not any(pattern.match(f" {word} {rest}") for rest in rests), word
    assert not any(pattern.match(mark + rest) for rest in rests for mark in (". ", "; ", ": "))


@pytest.mark.parametrize(
    ("lower", "before", "behind"),
    [
        ("it killed 12 people in orla", "killed", "in"),
        ("killed 12 people in orla", "", "in"),
        ("killed:12 people.", "", "."),
        ("killed\n12 people, who fled", "", "who"),
        ("killed\n12 people (and dogs)", "", ""),
        ("12 people", "", "."),
        ("the post-war 12 people fled", "", ""),
        ("a  12 people died of it", "", "died"),
    ],
)
def test_words_beside_a_count(lower, before, behind):
    start = lower.index("12")
    after = lower.index("people") + len("people")
    assert (word_before(lower, start), figures._word_behind(lower, after, len(lower))) == (before, behind)


NEEDS = [
    (figures._DENIED, figures._DENIED_WORDS),
    (figures._PROJECTED, figures._PROJECTED_WORDS),
    (figures._CONDITIONAL, figures._CONDITIONAL_WORDS),
    (figures._CLAIM_BEFORE, figures._CLAIMS),
    (unreal._SPORT, unreal._SPORT_WORDS),
    (unreal._LEISURE, unreal._LEISURE_WORDS),
    (single._ORDINAL, single._ORDINALS),
    (single._ELLIPTIC, single._ELLIPTIC_WORDS),
    (single._ELLIPTIC, single._ANOTHER),
    (single._AMONG, single._AMONG_WORDS),
    (single._REDUCED, single._BARE_WORDS),
    (single._AT_ONCE, single._AT_ONCE_WORDS),
    (single._SHOT_DEAD, frozenset(("dead",))),
    (single._LEFT_WITH, frozenset(("with",))),
    (single._THE_DEAD, single._LISTING),
    (single._THE_DEAD, single._LISTED),
    (single._AMONG, single._PERSON_WORDS),
    (single._SUFFERED, single._PERSON_WORDS),
    (casualty_patterns.ACT, casualty_patterns.ACT_NEEDS),
    (casualty_patterns.ALONGSIDE, casualty_patterns.ALONGSIDE_NEEDS),
    (casualty_patterns.BESIDE, casualty_patterns.ALONGSIDE_NEEDS),
    (displacement_patterns.ACT, displacement_patterns.ACT_NEEDS),
    *((pattern, sources._SAY_WORDS) for pattern in (sources._OPENING, sources._CLOSING, sources._APPOSED, sources._AS, sources._LATER)),
    (sources._INVERTED, sources._SAY_WORDS | {"according"}),
    (sources._OWN_COUNT, sources._COUNTS),
    (sources._PAPER, sources._PAPERS),
    (sources._CITING, sources._CITING_WORDS),
    *((pattern, causes._HARM_WORDS) for pattern in (causes._NOUN, causes._BEHIND, causes._AHEAD)),
    *((pattern, causes._EVENT_WORDS) for pattern in (causes._EVENT, causes._MAIN)),
    *((pattern, needed) for needed, pattern in listed._NEEDED),
    *((pattern, listed._HARM_WORDS) for _, pattern in listed._NEEDED),
]


@pytest.mark.parametrize(("pattern", "words"), NEEDS, ids=range(len(NEEDS)))
@settings(max_examples=30)
@given(data=st.data())
def test_no_pattern_matches_without_a_word_that_it_needs(pattern, words, data):
    known = re.compile(pattern.pattern.replace("(?!)", r"\b\B"), pattern.flags)  # hypothesis can't read "(?!)" on Python 3.13
    text = data.draw(st.from_regex(known)).lower()
    assert not pattern.search(text) or not words.isdisjoint(plain_words(text).split())


@given(st.from_regex(unreal._MARKET))
def test_markets_need_their_words_or_cyber(text):
    assert "cyber" in text or not unreal._MARKET_WORDS.isdisjoint(plain_words(text).split())


@given(st.from_regex(single._FATE))
def test_no_fate_without_its_words(text):
    assert single._may_suffer(frozenset(plain_words(text).split()))
