from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from evals.report import Card, Page, page, render, split
from schemas.common import Span
from tests.evals.builders import BY
from tests.evals.invented import LABELS, MARKUP, PREDICTIONS, RAID, RESULTS

HTML = render(RESULTS, LABELS, PREDICTIONS)
RAIDED: Page = page(LABELS.items[0], PREDICTIONS["raid"])


def card(key: str) -> Card:
    return next(card for card in RAIDED.cards if key in ((card.label or card.predicted).id, getattr(card.predicted, "id", None)))  # type: ignore[union-attr]


def test_labels_stand_in_reading_order_with_their_outcome_and_false_records_below() -> None:
    found = [(card.label and card.label.id, card.state, card.types) for card in RAIDED.cards]
    assert found == [
        ("c1", "core", ("field",)),
        ("c2", "missed", ("missed",)),
        ("q1", "full", ("right",)),
        ("d1", "detection", ("field",)),
        (None, "duplicate", ("duplicate", "ungrounded")),
    ]


def test_outcomes_are_those_of_the_results() -> None:
    assert {card.label.id: card.state for card in RAIDED.cards if card.label} == RESULTS.outcomes["raid"].labels


def test_wrong_fields_stand_beside_what_was_wanted() -> None:
    wrong = {row.name: (row.gold, row.predicted, row.core) for row in card("d1").rows if row.right is False}
    assert wrong == {"value": ("500", "5000", True), "low": ("–", "5000", True), "high": ("–", "5000", True), "qualifier": ("about", "exact", True)}
    assert [(row.name, row.gold, row.predicted) for row in card("c1").rows if row.right is False] == [("where", "Sorrel", "–")]


def test_text_has_a_layer_of_gold_and_one_of_predictions() -> None:
    layers = {piece.text: piece.layers for piece in RAIDED.pieces}
    assert layers["30"] == ("false", "gold", "predicted")
    assert layers["8"] == ("gold", "missed")
    assert layers["About "] == ("gold",)
    assert layers["500"] == ("gold", "predicted")
    assert layers["herders"] == ()
    herders = next(piece for piece in RAIDED.pieces if piece.text == "herders")
    assert (herders.cards, herders.keys) == ((0, 1, 4), ())


@given(
    st.text(alphabet="ab \n🌊\u0301", min_size=1).flatmap(
        lambda text: st.tuples(st.just(text), st.lists(st.lists(st.integers(0, len(text)), min_size=2, max_size=2), max_size=6))
    )
)
def test_pieces_joined_are_the_text_however_spans_overlap(case: tuple[str, list[list[int]]]) -> None:
    text, ranges = case
    spans = [Span(start=start, end=end, text=text[start:end]) for start, end in map(sorted, ranges) if start < end]
    quotes = [RAID.quote("q", MARKUP).model_copy(update={"id": str(at), "parts": (span,), **BY}) for at, span in enumerate(spans)]
    pieces = split(text, [Card("missed", ("missed",), "quote", "", quote, None, ()) for quote in quotes])
    assert "".join(piece.text for piece in pieces) == text
    for index, span in enumerate(spans):
        assert "".join(piece.text for piece in pieces if index in piece.keys) == span.text


def test_article_text_is_never_markup() -> None:
    assert MARKUP not in HTML
    assert "&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;" in HTML
    assert len(re.findall("<script", HTML)) == 1
    assert "<b>" not in HTML


def test_the_page_asks_for_nothing_from_outside() -> None:
    assert re.search(r"default-src 'none'; style-src 'sha256-[\w+/=]+'; script-src 'sha256-[\w+/=]+'", HTML)
    assert not re.search(r"\ssrc=|\shref=|<link|@import|url\(", HTML)
    assert not re.search(r"<[^>]*\s(?:style|on\w+)=", HTML)


def test_scores_failures_and_filters_are_on_the_page() -> None:
    text = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", HTML))
    for part in (
        "invented",
        "llm wren-2",
        "0.400",
        "missed 2",
        "field 2",
        "spurious 1",
        "duplicate 1",
        "ungrounded 1",
        "right 1",
        "This article failed: timeout",
    ):
        assert part in text
