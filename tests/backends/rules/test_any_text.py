"""What holds for the rules on any text: nothing raises, and all words are copied from where the draft says."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.article import Article
from extractor.backends.rules import casualty, displacement
from extractor.backends.rules.document import Document

PIECES = [
    *("12", "two", "dozens", "at least 9", "people", "soldiers", "families", "a guard", "Ana Pesk", "others", "of them", "of the", "homes"),
    *("were killed", "killed", "wounded", "fled", "displaced", "destroyed", "missing", "died", "death toll", "number of IDPs", "rose", "to", "from"),
    *(
        "and",
        ",",
        ".",
        ";",
        "(",
        ")",
        "\n",
        "including",
        "said",
        "according to",
        "citing",
        "the ministry",
        "in Orla",
        "on Friday",
        "since May",
        "if",
        "could",
        "İ",
        "“",
        "”",
    ),
]
TEXTS = st.one_of(st.text(), st.lists(st.sampled_from(PIECES), max_size=40).map(" ".join))


@pytest.mark.parametrize("find", [casualty.find, displacement.find])
@given(text=TEXTS)
def test_words_are_copied_from_the_region(find, text):
    for draft, (start, end) in find(Document(Article("a", text))):
        assert draft.evidence == text[start:end]
        assert draft.quantity in draft.evidence
        for words in (draft.when, draft.part_of, *(source.mention for source in draft.sources)):
            assert words is None or words in text


@pytest.mark.parametrize("find", [casualty.find, displacement.find])
def test_capitals_and_line_breaks_change_nothing(find):
    text = "At least 40 people were killed and\n300 families fled."
    assert [d.quantity.lower() for d, _ in find(Document(Article("a", text.upper())))] == [d.quantity.lower() for d, _ in find(Document(Article("a", text)))]
