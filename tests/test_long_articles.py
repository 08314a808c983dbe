"""Long articles cost as much more as they are longer: counted in calls, never in seconds. And no repetition makes the rules fail."""

import sys
from types import FrameType

import pytest

from extractor.api import Extraction, extract
from schemas.common import Figure
from tests.bench.adversarial import texts

PARAGRAPHS = """At least 40 dockers were killed and 120 injured when a crane fell in Maresh on Tuesday, the port authority said.

“We heard a crack, and then nothing,” said Lena Osk, 45, a welder from Orla. “They never stood a chance.” She was not hurt.

Some 300 families, including 80 from Orla, fled their homes after the fire spread, according to the Ministry of Works. Osk’s brother, Tomas Vey, is
among the missing. Of the dead, 12 were children. “No one told us,” he said. The ministry said that it “deeply regrets” the losses.

"""
REPEATED = (
    *("nested quotes", "closed nested quotes", "opening quotes", "quotes and words", "quotes and verbs", "quoted numbers", "quotes of pronouns"),
    *("quotes of roles", "quoted figures", "sentences", "parts", "of the dead", "numbers", "numbers in names", "were killed", "dates", "capital words"),
)
"""What has been slow, or easily would be; `tests.bench.adversarial` measures the time of these and many more."""
ALLOWANCE = 1.5
"""Windows that the shorter text does not fill yet; work that grows with the square would need 4."""


def calls(text: str) -> int:
    """How many calls, of Python and of C, the rules make for `text`."""
    count = 0

    def note(frame: FrameType, event: str, argument: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    sys.setprofile(note)
    try:
        extract(text, backend="rules")
    finally:
        sys.setprofile(None)
    return count


def test_ten_times_the_text_takes_at_most_eleven_times_the_calls() -> None:
    calls(PARAGRAPHS)
    assert calls(PARAGRAPHS * 20) <= 11 * calls(PARAGRAPHS * 2)


@pytest.mark.parametrize("name", REPEATED)
def test_four_times_one_thing_takes_about_four_times_the_calls(name: str) -> None:
    text = dict(texts(12_000))[f"killed: {name}"]
    calls(text[:3_000])  # patterns are made when they are first needed
    assert calls(text) <= 4 * ALLOWANCE * calls(text[:3_000])


def test_a_long_article_holds_what_its_parts_hold() -> None:
    one, ten = extract(PARAGRAPHS, backend="rules"), extract(PARAGRAPHS * 10, backend="rules")
    assert kinds(ten) == kinds(one) * 10
    assert not ten.rejections


def kinds(extraction: Extraction) -> list[str]:
    """Without the victim who is named: that is one record, however often it is said."""
    return [record.kind for record in extraction.records if not (isinstance(record, Figure) and record.quantity.implicit)]


@pytest.mark.parametrize("lead", ["12 people were killed. ", "1,200 people fled. "])
def test_parts_of_parts_without_end_are_no_failure(lead: str) -> None:
    extraction = extract(lead + "Including 9. " * 2_000, backend="rules")
    assert len(extraction.records) > 500
    assert all(record.part_of is None or record.part_of != record.id for record in extraction.records)


def test_equal_words_are_each_placed_once_in_reading_order() -> None:
    extraction = extract("“No,” said Lena Osk. " * 300, backend="rules")
    starts = [record.parts[0].start for record in extraction.records]
    assert len(set(starts)) == len(starts) == 300
    assert starts == sorted(starts)
