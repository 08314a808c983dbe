"""Debian's chromium, driven by playwright, for the tests of the HTML pages."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Page, sync_playwright

CHROMIUM = shutil.which("chromium")
needs_chromium = pytest.mark.skipif(CHROMIUM is None, reason="needs Debian's chromium: apt-get install chromium")
QUIET = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"]


@contextmanager
def watched_page(path: Path, width: int) -> Iterator[tuple[Page, str, list[str]]]:
    """A page for the file at `path`, its address, and what went wrong or over the network in it."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        page = browser.new_page(viewport={"width": width, "height": 900}, reduced_motion="reduce")
        troubles: list[str] = []
        page.on("console", lambda message: troubles.append(f"console: {message.text}"))
        page.on("pageerror", lambda error: troubles.append(f"error: {error}"))
        page.on("request", lambda request: None if request.url.startswith(path.as_uri()) else troubles.append(f"request: {request.url}"))
        page.on("dialog", lambda dialog: troubles.append(f"dialog: {dialog.message}"))
        yield page, path.as_uri(), troubles
        browser.close()
