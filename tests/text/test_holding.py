"""Which stretches hold a given one."""

from hypothesis import given
from hypothesis import strategies as st

from extractor.text.holding import Stretches

STRETCH = st.tuples(st.integers(0, 12), st.integers(0, 12)).map(sorted).map(tuple)


def test_all_that_hold_it_in_the_order_given() -> None:
    stretches = Stretches([(10, 20), (0, 30), (12, 15), (40, 50)])
    assert stretches.holding(12, 15) == [0, 1, 2]
    assert stretches.holding(15, 25) == [1]
    assert stretches.holding(30, 40) == []
    assert Stretches([]).holding(0, 1) == []


@given(st.lists(STRETCH), STRETCH)
def test_none_is_overlooked(stretches: list[tuple[int, int]], wanted: tuple[int, int]) -> None:
    start, end = wanted
    assert Stretches(stretches).holding(start, end) == [index for index, (first, last) in enumerate(stretches) if first <= start and end <= last]
