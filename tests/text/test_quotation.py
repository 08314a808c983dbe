"""Which words stand between quotation marks, in every style of marks."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.text.quotation import find_quotations

STYLES = [
    ("“We left at dawn,” she said.", ["We left at dawn"]),
    ('"We left at dawn," she said.', ["We left at dawn"]),
    ("''We left at dawn,'' she said.", ["We left at dawn"]),
    ("``We left at dawn,'' she said.", ["We left at dawn"]),
    ("‘We left at dawn,’ she said.", ["We left at dawn"]),
    ("'We left at dawn,' she said.", ["We left at dawn"]),
    ("« Nous partons », dit-elle.", ["Nous partons"]),
    ("«Nous partons», dit-elle.", ["Nous partons"]),
    ("»Wir gehen«, sagte sie.", ["Wir gehen"]),
    ("„Wir gehen“, sagte sie.", ["Wir gehen"]),
    ("„Idziemy”, powiedziała.", ["Idziemy"]),
    ("‹ Non ›, dit-elle.", ["Non"]),
    ("彼女は「もう行こう」と言った。", ["もう行こう"]),
    ("“We left at dawn,“ she said.", ["We left at dawn"]),
    ("”We left at dawn,” she said.", ["We left at dawn"]),
    ('“We left at dawn," she said.', ["We left at dawn"]),
]

ENDS = [
    ("“The bridge is gone.”", ["The bridge is gone"]),
    ("Is it “gone”, he asked.", ["gone"]),
    ("“Is the bridge gone?” he asked.", ["Is the bridge gone?"]),
    ("“Help us!” he cried.", ["Help us!"]),
    ("“If only we had known...” he said.", ["If only we had known..."]),
    ("“If only we had known…”", ["If only we had known…"]),
    ('She wrote "...and then nothing" in June.', ["...and then nothing"]),
    ("“ The bridge is gone . ”", ["The bridge is gone"]),
    ("“ ” and “!” and “.”", []),
]

APOSTROPHES = [
    ("They don’t trust the rebels’ word or the teachers' union.", []),
    ("It was the ’90s: rock ’n’ roll, and we let ’em play.", []),
    ("‘We don’t trust the rebels’ word,’ he said.", ["We don’t trust the rebels’ word"]),
    ("'We don't trust the rebels' word,' he said.", ["We don't trust the rebels' word"]),
    ("The ‘Three Sisters’ stand above the town.", ["Three Sisters"]),
    ("He called the ‘doves’ naive and the generals’ plan ‘mad’.", ["doves", "mad"]),
    ("'In the '90s we had nothing,' he said.", ["In the '90s we had nothing"]),
    ("Sheikh ‘Abd al-Karim met ‘Ali in the old town.", []),
    ('He is 6\'2" tall and carries a 12" pipe.', []),
    ('"A 12" pipe burst," he said.', ['A 12" pipe burst']),
    ('"We have waited since 2015" is all she said.', ["We have waited since 2015"]),
    ("Shots rang out at 40° 26′ 46″ north.", []),
]

NESTED = [
    ("“He said ‘no’ and left,” she said.", [("He said ‘no’ and left", 0), ("no", 1)]),
    ("‘He said “no” and left,’ she said.", [("He said “no” and left", 0), ("no", 1)]),
    ("\"'No,' he said,\" she recalled.", [("'No,' he said", 0), ("No", 1)]),
    ("“They shouted ‘Out, out!’”", [("They shouted ‘Out, out!’", 0), ("Out, out!", 1)]),
    ("“The “safe” road was mined,” she said.", [("The “safe” road was mined", 0), ("safe", 1)]),
    ("« Il a dit “non” », dit-elle.", [("Il a dit “non”", 0), ("non", 1)]),
]

UNCLOSED = [
    ("“We lost everything.\nThe river rose.", [("We lost everything", False)]),
    ("“We lost everything.\n\n“The river rose,” she said.", [("We lost everything", True), ("The river rose", False)]),
    ('"We lost all.\n"The river rose.\n"We ran," she said.', [("We lost all", True), ("The river rose", True), ("We ran", False)]),
    ("‘We lost everything.\n‘The river rose,’ she said.", [("We lost everything", True), ("The river rose", False)]),
    ("'We lost everything.\n'The river rose,' she said.", [("We lost everything", True), ("The river rose", False)]),
    ("“We lost all, she said. “The river rose.”", [("We lost all, she said", False), ("The river rose", False)]),
    ('A stray ” mark, and another " here.', []),
]


def _words(text: str) -> list[str]:
    return [text[q.start : q.end] for q in find_quotations(text)]


@pytest.mark.parametrize(("text", "expected"), STYLES + ENDS + APOSTROPHES)
def test_finds_the_words_between_marks(text: str, expected: list[str]) -> None:
    assert _words(text) == expected


@pytest.mark.parametrize(("text", "expected"), NESTED)
def test_outer_before_inner(text: str, expected: list[tuple[str, int]]) -> None:
    assert [(text[q.start : q.end], q.depth) for q in find_quotations(text)] == expected


@pytest.mark.parametrize(("text", "expected"), UNCLOSED)
def test_unclosed_quotations_end_with_their_paragraph(text: str, expected: list[tuple[str, bool]]) -> None:
    assert [(text[q.start : q.end], q.continues) for q in find_quotations(text)] == expected


def test_outer_span_holds_the_marks() -> None:
    text = 'He said: "Leave now." And: “Never'
    assert [text[q.outer_start : q.outer_end] for q in find_quotations(text)] == ['"Leave now."', "“Never"]


def test_a_line_wrapped_by_hand_is_no_paragraph() -> None:
    text = (
        "The governor of the northern province told the assembly on Monday\n"
        "that the road was open. “Nobody in this valley has asked for our\n"
        "permission to leave,” she said, and the convoy of thirty buses was\n"
        "already on its way to the coast when the first shells fell near it."
    )
    assert _words(text) == ["Nobody in this valley has asked for our\npermission to leave"]


@given(st.text(alphabet="“”„‘’'\"«»「」`.,… \n\ras9é-"))
def test_any_text_gives_sound_offsets_in_reading_order(text: str) -> None:
    found = find_quotations(text)
    assert [q.outer_start for q in found] == sorted(q.outer_start for q in found)
    for q in found:
        words = text[q.start : q.end]
        assert 0 <= q.outer_start < q.start < q.end <= q.outer_end <= len(text)
        assert words == words.strip()
        assert any(character.isalnum() for character in words)


@given(st.text())
def test_nested_quotations_stand_inside_their_outer_one(text: str) -> None:
    open_ends: list[int] = []
    for q in find_quotations(text):
        open_ends = open_ends[: q.depth]
        assert len(open_ends) == q.depth
        assert all(q.end <= end for end in open_ends)
        open_ends.append(q.outer_end)
