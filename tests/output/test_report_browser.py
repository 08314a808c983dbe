"""The report in a real browser: what people click, press and see."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from extractor.output.report import write_report
from tests.browser import needs_chromium, watched_page
from tests.output.runs import MARKUP, TEXT, FakeFolder

pytestmark = needs_chromium


@pytest.fixture(scope="module")
def browser_page(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Page, str, list[str]]]:
    """A page, the report's address, and what went wrong or over the network in it."""
    path: Path = tmp_path_factory.mktemp("report") / "report.html"
    write_report(FakeFolder(), path)  # type: ignore[arg-type]
    with watched_page(path, width=1400) as page:
        yield page


@pytest.fixture
def page(browser_page: tuple[Page, str, list[str]]) -> Iterator[Page]:
    page, address, troubles = browser_page
    page.goto("about:blank")
    page.goto(address)
    yield page
    assert troubles == []


def card(page: Page, words: str) -> Locator:
    return page.locator(".card", has=page.locator(".words", has_text=words)).first


def passage(page: Page, words: str) -> Locator:
    return page.locator(".page.current .piece", has_text=words).first


def test_the_text_is_shown_as_it_is(page: Page) -> None:
    assert page.locator(".page.current .prose").text_content() == TEXT
    expect(passage(page, MARKUP)).to_be_visible()


def test_clicking_a_card_highlights_its_passage(page: Page) -> None:
    card(page, "15").click()
    expect(card(page, "15").locator(".head")).to_have_attribute("aria-pressed", "true")
    selected = page.locator(".piece.selected")
    assert "".join(selected.all_text_contents()) == "He denied that 15 guards had died."
    expect(page.locator(".selected-key")).to_have_text("15")
    expect(page.locator(".selected-key")).to_be_in_viewport()


def test_clicking_a_passage_selects_its_cards(page: Page) -> None:
    passage(page, "At least 40").click()
    expect(page.locator(".card.selected .words")).to_have_text(["At least 40"])
    passage(page, "drowned on").click()
    expect(page.locator(".card.selected .words")).to_have_text(["At least 40", "9"])
    passage(page, MARKUP).click()
    expect(page.locator(".card.selected .words")).to_have_text([f"{MARKUP} & [bold]run[/bold]"])


def test_the_keyboard_does_what_the_mouse_does(page: Page) -> None:
    page.locator(".card .head").first.focus()
    page.keyboard.press("ArrowDown")
    expect(page.locator(".card.selected .words")).to_have_text(["9"])
    expect(page.locator(".card.selected .head")).to_be_focused()
    passage(page, "He denied that").focus()
    page.keyboard.press("Enter")
    expect(page.locator(".card.selected .words")).to_have_text(["15"])
    page.locator(".articles button").first.focus()
    page.keyboard.press("End")
    expect(page.locator(".page.current")).to_contain_text("no answer within 120 s")


def test_filters_narrow_cards_counts_and_highlights(page: Page) -> None:
    shown, visible = page.locator("#shown"), page.locator(".card:visible")
    expect(shown).to_have_text("4 records")
    page.locator("[data-value=casualty]").click()
    expect(shown).to_have_text("1 of 4 records")
    expect(visible).to_have_count(1)
    expect(page.locator(".articles .count").first).to_have_text("1 of 4")
    expect(passage(page, "At least 40")).to_have_css("background-color", "rgba(0, 0, 0, 0)")
    page.locator("[data-value=casualty]").click()
    page.locator("[data-value=asserted]").click()
    expect(visible).to_have_count(2)
    page.locator("[data-value=asserted]").click()
    page.locator("#search").fill("mayor ANN")
    expect(visible.locator(".words")).to_have_text(["At least 40", f"{MARKUP} & [bold]run[/bold]"])
    page.locator("#search").fill("children drowned")
    expect(visible.locator(".words")).to_have_text(["At least 40", "9"])


def test_a_selected_record_that_is_filtered_away_is_no_longer_highlighted(page: Page) -> None:
    card(page, "15").click()
    page.locator("[data-value=denied]").click()
    expect(page.locator(".selected")).to_have_count(0)


def test_a_link_to_a_record_opens_it(browser_page: tuple[Page, str, list[str]]) -> None:
    page, address, _ = browser_page
    page.goto("about:blank")
    page.goto(f"{address}#c0-3")
    expect(page.locator(".card.selected .words")).to_have_text(["15"])


def test_status_and_failure_are_visibly_marked(page: Page) -> None:
    expect(card(page, "15").locator(".badge")).to_have_text("denied")
    page.locator(".articles button", has_text="timeout").click()
    expect(page.locator(".page.current .failed")).to_be_visible()


def test_a_narrow_window_shows_text_and_records_without_sideways_scrolling(page: Page) -> None:
    page.set_viewport_size({"width": 420, "height": 900})
    try:
        card(page, "15").locator(".head").click()
        expect(page.locator(".selected-key")).to_be_in_viewport()
        expect(page.locator(".card.selected .words")).to_be_in_viewport()
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    finally:
        page.set_viewport_size({"width": 1400, "height": 900})
