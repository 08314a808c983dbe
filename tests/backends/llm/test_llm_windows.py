"""Windows cover all of a text, overlap, and are cut where a reader would."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.backends.llm.windows import halves, windows

PARAGRAPH = "The dam broke at noon. Water ran into the lower town, and 40 people climbed on roofs."
PROSE = st.lists(st.sampled_from([PARAGRAPH, "a", " ", "\n", "\n\n", ". ", "x" * 90, "水。", "؟ ", "e\u0301", "\r\n"])).map("".join)


@given(PROSE, st.integers(1, 300), st.floats(0, 0.25))
def test_windows_cover_everything_and_overlap(text: str, size: int, share: float) -> None:
    overlap = min(int(size * share), size // 4)
    found = windows(text, size, overlap)
    assert found[0][0] == 0
    assert found[-1][1] == len(text)
    assert all(end - start <= size for start, end in found)
    for (left_start, left_end), (right_start, right_end) in itertools.pairwise(found):
        assert left_start < right_start <= left_end < right_end
        assert left_end - right_start <= overlap


@given(PROSE.filter(lambda text: len(text) >= 4))
def test_halves_are_both_smaller_and_miss_nothing(text: str) -> None:
    (start, middle), (again, end) = halves(text, 0, len(text))
    assert (start, end) == (0, len(text))
    assert middle == again
    assert 0 < middle < len(text)


@pytest.mark.parametrize("text", ["", "x", "Short.", "x" * 100])
def test_a_text_that_fits_is_one_window(text: str) -> None:
    assert windows(text, 100, 25) == [(0, len(text))]


def test_cuts_fall_after_paragraphs() -> None:
    text = "\n\n".join(f"{number}. {PARAGRAPH}" for number in range(20))
    for start, _ in windows(text, 500, 120)[1:]:
        assert text[start - 2 : start] == "\n\n"


def test_without_paragraphs_cuts_fall_after_sentences() -> None:
    text = " ".join([PARAGRAPH] * 20)
    found = windows(text, 500, 120)
    assert all(text[:end].rstrip().endswith(".") for _, end in found)
    assert all(text[start].isupper() for start, _ in found)


def test_without_any_space_cuts_are_hard() -> None:
    assert windows("x" * 250, 100, 20) == [(0, 100), (80, 180), (160, 250)]


@pytest.mark.parametrize(("size", "overlap"), [(0, 0), (100, -1), (100, 26)])
def test_sizes_that_make_no_progress_are_refused(size: int, overlap: int) -> None:
    with pytest.raises(ValueError, match="overlap"):
        windows("some text", size, overlap)
