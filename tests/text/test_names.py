"""Whom a mention refers to, and which words are names."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.text.names import Names, find_names
from extractor.text.spelling import same_spelling

# The mention is marked by brackets, which the text itself does not hold.
RESOLVED = [
    ("Mayor Lena Osk spoke. Then [Osk] left.", "Lena Osk"),
    ("Mayor Lena Osk spoke. Then [Mayor Osk] left.", "Lena Osk"),
    ("Ms. Osk left. [Lena Osk], the mayor, came back.", "Lena Osk"),
    ("Lena Osk and Tom Osk spoke. Ada Vey wept. [Tom] left.", "Tom Osk"),
    ("Norland’s interior ministry denied it. [The ministry] gave no details.", "Norland’s interior ministry"),
    ("Norland's interior ministry denied it. The [interior ministry] gave no details.", "Norland's interior ministry"),
    ("The Arkan army withdrew. The [army] gave no details.", "Arkan army"),
    ("The Arkan Observatory for Rights counted 12. The [Observatory] said more.", "Arkan Observatory for Rights"),
    ("The Norland-based Arkan Observatory for Rights said so. The [Observatory for Rights] added more.", "Arkan Observatory for Rights"),
    ("The National Relief Front (NRF) denied it. [NRF] sources said no more.", "National Relief Front"),
    ("The United Nations sent help. The [UN] sent more.", "United Nations"),
    ("Abu Samir al-Qasim spoke. Later [al-Kassim] left.", "Abu Samir al-Qasim"),
    ("Samir al-Qasim spoke. Later [Sameer Al-Kassim] left.", "Samir al-Qasim"),
    ("Omar Haddad spoke. Later [Omer Khaled] left.", "Omer Khaled"),
    ("Lena Osk, governor of Arkan, spoke. [The governor] left.", "Lena Osk"),
    ("Governor Lena Osk spoke. The [governor] left.", "Lena Osk"),
    ("A [local fighter] spoke.", "local fighter"),
    ("The [senior aid official] spoke.", "senior aid official"),
    ("[Norland] closed its border.", "Norland"),
    ("It was [Norland’s] border.", "Norland"),
]

PRONOUNS = [
    ("Lena Osk arrived late. [She] said nothing.", "Lena Osk"),
    ("Lena Osk met an ally of Tom Vey. Then [she] left.", "Lena Osk"),
    ("Mr. Tom Vey met Ms. Lena Osk. Then [he] left.", "Tom Vey"),
    ("Lena Osk smiled. “Tom Vey is mad,” [she] said.", "Lena Osk"),
    ("Norland’s interior ministry denied it near Arkan. [It] gave no details.", "Norland’s interior ministry"),
    ("The rain fell. [They] left.", "They"),
    ("The rain fell. [He] left.", "He"),
    ("[I] left.", "I"),
]

FOUND = [
    ("She said, ‘The road to Velt is closed’, and left.", ["Velt"]),
    ("Foreign Minister Lena Osk of Norland met Abu Omar al-Qasim.", ["Lena Osk", "Norland", "Abu Omar al-Qasim"]),
    ("The Ministry of Health and Population and the World Food Programme (WFP) agreed.", ["Ministry of Health and Population", "World Food Programme", "WFP"]),
    ("On Monday, the U.S. Secretary of State Ada Vey called.", ["Ada Vey"]),
    ("Rebels said so. The rebels left.", []),
    ("Gen. Tomas van der Dorn and Dr. Ada O’Vey spoke.", ["Tomas van der Dorn", "Ada O’Vey"]),
    ("no names here, 12 people", []),
    ("彼女は行こうと言った。", []),
]

SPELLINGS = [
    ("al-Qasim", "Al-Kassim", True),
    ("al-Jawad", "al-Gawad", True),
    ("Abdel", "Abdul", True),
    ("Mohammed", "Muhamad", True),
    ("Haddad", "Khaled", False),
    ("Ali", "Ola", False),
    ("Lee", "Leo", False),
    ("Martin", "Marten", True),
    ("Marten", "Barten", False),
]


def _marked(text: str) -> tuple[str, int, int]:
    start, end = text.index("["), text.index("]") - 1
    return text.replace("[", "").replace("]", ""), start, end


@pytest.mark.parametrize(("marked", "name"), RESOLVED + PRONOUNS)
def test_the_most_complete_form(marked: str, name: str) -> None:
    text, start, end = _marked(marked)
    assert Names(text).resolve(start, end) == name


@pytest.mark.parametrize(("text", "names"), FOUND)
def test_names_found_without_titles(text: str, names: list[str]) -> None:
    assert [text[name.start : name.end] for name in find_names(text)] == names


def test_a_title_stands_before_its_name() -> None:
    (name,) = find_names("They met Foreign Minister Lena Osk.")
    assert (name.title_start, name.start, name.person) == (9, 26, True)


@pytest.mark.parametrize(("left", "right", "same"), SPELLINGS)
def test_transliterations(left: str, right: str, same: bool) -> None:
    assert same_spelling((left,), (right,)) is same


@given(st.text(), st.integers(0, 40), st.integers(1, 20))
def test_any_words_resolve_to_words_of_the_text(text: str, start: int, length: int) -> None:
    end = min(len(text), start + length)
    start = min(start, end)
    assert Names(text).resolve(start, end) in text


@given(st.text(alphabet="Osk al-B.,’'s \n(RF)of the"))
def test_names_never_overlap(text: str) -> None:
    found = Names(text).all
    assert all(left.end <= right.title_start for left, right in itertools.pairwise(found))
    assert all(0 <= name.title_start <= name.start < name.end <= len(text) and name.words for name in found)
