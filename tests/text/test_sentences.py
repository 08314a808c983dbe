"""Sentences keep their offsets, and a line break ends one."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.text.sentences import covering, sentences


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Two died. Three fled.", ["Two died.", "Three fled."]),
        ("Blast in Maresh\nTwo people died.", ["Blast in Maresh", "Two people died."]),
        ("Gen. Osk of the U.S. Army left at 5 p.m. on Dec. 5. He slept.", ["Gen. Osk of the U.S. Army left at 5 p.m. on Dec. 5.", "He slept."]),
        ("“We left. We slept,” she said. Then rain.", ["“We left. We slept,” she said.", "Then rain."]),
        ("The convoy was stopped\nby two men.", ["The convoy was stopped\nby two men."]),
        ("  \n\n ", []),
        ("", []),
    ],
)
def test_sentences(text: str, expected: list[str]) -> None:
    assert [text[start:end] for start, end in sentences(text)] == expected


def test_covering_takes_whole_sentences_and_their_neighbours() -> None:
    text = "One. Two two. Three. Four."
    bounds = sentences(text)
    at = text.index("two.")
    assert text[slice(*covering(bounds, at, at + 3))] == "Two two."
    assert text[slice(*covering(bounds, at, at + 6))] == "Two two. Three."
    assert text[slice(*covering(bounds, at, at + 3, around=1))] == "One. Two two. Three."
    assert covering([], 3, 5) == (3, 5)


@given(st.text(max_size=300) | st.text("ab.!?“” \n\"'", max_size=300))
def test_offsets_slice_back_in_order(text: str) -> None:
    bounds = sentences(text)
    assert bounds == sorted(bounds)
    assert all(0 <= start < end <= len(text) and text[start:end] == text[start:end].strip() for start, end in bounds)
    assert all(first[1] <= second[0] for first, second in pairwise(bounds))
    assert "".join(text[start:end] for start, end in bounds).split() == text.split() or "".join("".join(text[s:e] for s, e in bounds).split()) == "".join(
        text.split()
    )


def test_a_line_without_end_is_cut() -> None:
    text = "“" * 50_000
    bounds = sentences(text)
    assert sum(end - start for start, end in bounds) == len(text)


@pytest.mark.parametrize("space", ["\u0085", "\u00a0", "\u1680", "\u2009", "\u2028", "\u202f", "\u205f", "\u3000"])
def test_wide_spaces_end_no_run(space: str) -> None:
    text = f"They took vitamin A{space}. Then the U.S{space}. left."
    assert [text[start:end] for start, end in sentences(text)] == [f"They took vitamin A{space}.", f"Then the U.S{space}. left."]
