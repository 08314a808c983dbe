from __future__ import annotations

import pytest

from extractor.output.view import bounds, views
from schemas.common import Quantity
from tests.output.runs import DROWNED, RECORDS, figure, quantity


@pytest.mark.parametrize(
    ("value", "low", "high", "text"),
    [
        (47, 47, 47, "47"),
        (1500, 1501, None, "1,501 or more"),
        (300, None, 299, "299 or fewer"),
        (None, 40, 50, "40 to 50"),
        (300, None, None, "about 300"),
        (0, 0, 0, "0"),
        (None, None, None, "not measured"),
    ],
)
def test_bounds(value: int | None, low: int | None, high: int | None, text: str) -> None:
    assert bounds(Quantity(start=0, end=1, text="n", value=value, low=low, high=high, qualifier="exact")) == text


def test_parts_follow_their_whole() -> None:
    assert [(view.record.id, view.depth, view.whole) for view in views(RECORDS)] == [
        ("whole", 0, ""),
        ("part", 1, "At least 40"),
        ("quote", 0, ""),
        ("denied", 0, ""),
    ]


@pytest.mark.parametrize("links", [{"a": "b", "b": "a"}, {"a": "a", "b": "lost"}])
def test_no_record_is_lost_to_wrong_links(links: dict[str, str]) -> None:
    records = [figure(name, quantity("9", 9, 9, "exact"), DROWNED, part_of=whole) for name, whole in links.items()]
    assert sorted(view.record.id for view in views(records)) == ["a", "b"]
