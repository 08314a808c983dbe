"""Grounding forgives glyphs and white space, and nothing else."""

import re
from unittest.mock import patch

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.text.grounding import Grounder, fold

TEXT = st.text(st.characters(codec="utf-8") | st.sampled_from("“”‘’'\"-–—….  \n\N{SOFT HYPHEN}0123456789abcAB"), max_size=80)


@pytest.mark.parametrize(
    ("text", "words", "found"),
    [
        ("The blast killed 12 people.", "12 people", ["12 people"]),
        ("He said “no one… can pass” twice.", '"no one... can pass"', ["“no one… can pass”"]),
        ("They said ''never'' again", '"never"', ["''never''"]),
        ("A cease-fire, a cease\N{NON-BREAKING HYPHEN}fire", "cease\N{EN DASH}fire", ["cease-fire", "cease\N{NON-BREAKING HYPHEN}fire"]),
        ("some 1\N{NARROW NO-BREAK SPACE}200 people", "some 1 200 people", ["some 1\N{NARROW NO-BREAK SPACE}200 people"]),
        ("the\nport   of Maresh", "port of Maresh", ["port   of Maresh"]),
        ("co\N{SOFT HYPHEN}operate now", "cooperate", ["co\N{SOFT HYPHEN}operate"]),
        ("the lost line breakGeneral Osk said", "General Osk", ["General Osk"]),
        ("死者30人", "30人", ["30人"]),
    ],
)
def test_finds_the_words(text: str, words: str, found: list[str]) -> None:
    assert [text[start:end] for start, end, _ in Grounder(text).find(words)] == found


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("30 people were killed", "20 people were killed"),
        ("120 people", "20 people"),
        ("1.5 million", "5 million"),
        ("1,200 people", "200 people"),
        ("in 2024 they left", "20"),
        ("12.5 km", "12"),
        ("The governor spoke", "overnor"),
        ("The Governor spoke", "the governor"),
        ("killed people", "people killed"),
        ("anything", "  "),
        ("anything", "\N{ZERO WIDTH SPACE}"),
    ],
)
def test_never_grounds_other_words(text: str, words: str) -> None:
    assert list(Grounder(text).find(words)) == []


def test_an_exact_match_hides_looser_ones() -> None:
    text = "“We left” and 'We left' and \"We left\""
    assert [start for start, _, _ in Grounder(text).find('"We left"')] == [text.index('"')]


def test_nearest_takes_the_closer_place_and_the_earlier_of_two() -> None:
    text = "Osk spoke. Then Osk left, and Osk slept."
    grounder = Grounder(text)
    near = (text.index("left"), text.index("left") + 4)
    assert grounder.nearest("Osk", near, (0, len(text))) == (16, 19, True)
    assert grounder.nearest("Osk", near, (0, 10)) == (0, 3, True)
    assert grounder.nearest("Brell", near, (0, len(text))) is None


@given(TEXT, st.data())
def test_the_nearest_place_is_found_by_looking_around(text: str, data: st.DataObject) -> None:
    bounds = st.integers(0, len(text))
    words = data.draw(st.sampled_from(["a", "b", "ab", "a b", "1", "-", "'", '"', " ", "12"]))
    near, within = (tuple(sorted((data.draw(bounds), data.draw(bounds)))) for _ in range(2))
    grounder = Grounder(text)
    places = list(grounder.find(words, *within))
    distances = [(max(0, start - near[1], near[0] - end), start) for start, end, _ in places]
    with patch("extractor.text.grounding._AROUND", data.draw(st.sampled_from([1, 3, 1_000]))):
        found = grounder.nearest(words, near, within)
    assert found == (places[distances.index(min(distances))] if places else None)


def test_the_first_place_is_remembered() -> None:
    grounder = Grounder("the mayor, “the mayor” and the baker")
    assert grounder.first("the mayor") == grounder.first("the mayor") == next(grounder.find("the mayor"))
    assert grounder.first("the miller") is None


def test_all_white_space_folds_to_a_space() -> None:
    for character in map(chr, range(0x110000)):
        if re.match(r"\s", character):
            assert fold(f"a{character}b")[0] == "a b"


@given(TEXT)
def test_folding_keeps_the_origin_of_each_character(text: str) -> None:
    folded, origins = fold(text)
    assert len(folded) == len(origins)
    assert list(origins) == sorted(origins)
    assert all(0 <= origin < len(text) for origin in origins)


@given(TEXT, st.data())
def test_any_slice_is_found_unless_it_cuts_a_word(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    for first, last, exact in Grounder(text).find(text[start:end]):
        assert 0 <= first < last <= len(text)
        if exact:
            assert text[first:last] == text[start:end].strip()
        else:
            assert fold(text[first:last])[0].strip() == fold(text[start:end])[0].strip()
