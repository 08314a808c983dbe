"""The report in a real browser: filters and selection."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from evals.report import render
from tests.browser import needs_chromium, watched_page
from tests.evals.invented import LABELS, PREDICTIONS, RAID, RESULTS

pytestmark = needs_chromium


@pytest.fixture(scope="module")
def browser_page(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Page, str, list[str]]]:
    """A page, the report's address, and what went wrong or over the network in it."""
    path: Path = tmp_path_factory.mktemp("report") / "report.html"
    path.write_text(render(RESULTS, LABELS, PREDICTIONS), encoding="utf-8")
    with watched_page(path, width=1300) as page:
        yield page


@pytest.fixture
def page(browser_page: tuple[Page, str, list[str]]) -> Iterator[Page]:
    page, address, troubles = browser_page
    page.goto(address)
    yield page
    assert troubles == []


def test_the_text_is_shown_as_it_is(page: Page) -> None:
    assert page.locator("#a0 .prose").text_content() == RAID.text


def test_clicking_a_card_highlights_its_words(page: Page) -> None:
    page.locator("#a0 .card .head").first.click()
    assert "".join(page.locator(".piece.chosen").all_text_contents()) == "In Sorrel 30 herders died and 8 were hurt on Friday."
    expect(page.locator(".piece.chosen-key")).to_have_text("30")


def test_clicking_words_selects_their_cards(page: Page) -> None:
    page.locator("#a0 .piece", has_text="30").first.click()
    expect(page.locator(".card.chosen .state")).to_have_text(["core", "duplicate"])


def test_filters_narrow_cards_words_and_articles(page: Page) -> None:
    cards = page.locator(".card:visible .state")
    expect(cards).to_have_text(["core", "missed", "full", "detection", "duplicate", "spurious", "missed"])
    page.locator("[data-value=spurious]").click()
    expect(page.locator("#a1")).to_be_hidden()
    for name in ("missed", "right", "duplicate"):
        page.locator(f"[data-value={name}]").click()
    expect(cards).to_have_text(["core", "detection", "duplicate"])
    expect(page.locator("#a0 .piece.missed")).to_have_css("text-decoration-line", "none")
    page.locator("[data-value=casualty]").click()
    expect(cards).to_have_text(["detection"])
    expect(page.locator("#a2 .failed")).to_be_visible()
