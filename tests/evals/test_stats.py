from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evals.stats import Rate, difference, scores, share, wilson

COUNTS = st.lists(st.tuples(*[st.integers(0, 6)] * 3), min_size=1, max_size=12)


@pytest.mark.parametrize(
    ("counts", "precision", "recall", "f1"),
    [
        ([(3, 1, 0)], 0.75, 1.0, 6 / 7),
        ([(1, 0, 1), (2, 2, 0)], 0.6, 0.75, 2 / 3),
        ([(0, 2, 0)], 0.0, None, 0.0),
        ([(0, 0, 2)], None, 0.0, 0.0),
        ([(0, 0, 0)], None, None, None),
        ([], None, None, None),
    ],
)
def test_scores_are_of_summed_counts(counts: list[tuple[int, int, int]], precision: float | None, recall: float | None, f1: float | None) -> None:
    found = scores(counts)
    assert (found.precision.value, found.recall.value, found.f1.value) == (precision, recall, f1)


@pytest.mark.parametrize(("part", "whole", "low", "high"), [(0, 10, 0.0, 0.2775), (10, 10, 0.7225, 1.0), (5, 10, 0.2366, 0.7634), (1, 1, 0.2065, 1.0)])
def test_wilson_against_published_values(part: int, whole: int, low: float, high: float) -> None:
    assert wilson(part, whole) == (pytest.approx(low, abs=1e-4), pytest.approx(high, abs=1e-4))


def test_all_right_is_not_certain() -> None:
    assert scores([(4, 0, 0), (3, 0, 0)]).precision.low == pytest.approx(wilson(7, 7)[0])


def test_a_share_of_nothing_is_null() -> None:
    assert share([0, 0], [0, 0]) == Rate(None, None, None, 0)


def test_one_article_gives_no_interval() -> None:
    assert share([0, 2], [0, 4]) == Rate(0.5, None, None, 4)
    assert scores([(3, 1, 1)]).f1 == Rate(0.75, None, None, 5)
    assert difference([(1, 0, 1)], [(2, 0, 0)]).low is None


@given(COUNTS)
def test_intervals_contain_the_point_and_are_the_same_each_time(counts: list[tuple[int, int, int]]) -> None:
    found = scores(counts)
    for rate in (found.precision, found.recall, found.f1):
        if rate.value is None:
            assert (rate.low, rate.high, rate.n) == (None, None, 0)
        elif rate.low is None or rate.high is None:
            assert sum(any(count) for count in counts) == 1
        else:
            assert 0 <= rate.low <= rate.value + 1e-9
            assert rate.value - 1e-9 <= rate.high <= 1
    assert scores(counts) == found


@given(st.lists(st.tuples(*[st.tuples(*[st.integers(0, 6)] * 3)] * 2), min_size=1, max_size=12))
def test_a_difference_turns_round_with_its_sides(pairs: list[tuple[tuple[int, int, int], tuple[int, int, int]]]) -> None:
    first, second = [pair[0] for pair in pairs], [pair[1] for pair in pairs]
    there, back = difference(first, second), difference(second, first)
    assert there == difference(first, second)
    if there.value is None:
        assert back.value is None
        return
    assert there.value == pytest.approx(-back.value)  # type: ignore[operator]
    if there.low is not None:
        assert (there.low, there.high) == (pytest.approx(-back.high), pytest.approx(-back.low))  # type: ignore[operator]
    assert there.value == pytest.approx(scores(second).f1.value - scores(first).f1.value)  # type: ignore[operator]


@given(COUNTS)
def test_nothing_differs_from_itself(counts: list[tuple[int, int, int]]) -> None:
    found = difference(counts, counts)
    assert (found.value, found.low, found.high) in [(0, 0, 0), (0, None, None), (None, None, None)]


def test_paired_counts_are_of_the_same_articles() -> None:
    with pytest.raises(ValueError, match="same articles"):
        difference([(1, 0, 0)], [])
