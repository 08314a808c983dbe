from __future__ import annotations

import errno
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.output.report import render, split, write_report
from extractor.output.view import views
from schemas.common import Span
from schemas.quote import Quote
from tests.output.runs import MARKUP, PROVENANCE, RECORDS, TEXT, FakeFolder

FOLDER = FakeFolder()


def page() -> str:
    return render(FOLDER)  # type: ignore[arg-type]


def test_pieces_carry_the_records_that_cover_them() -> None:
    pieces = {piece.text: piece for piece in split(TEXT, views(RECORDS))}
    assert pieces["At least 40"].records == (0, 1)
    assert pieces["At least 40"].keys == (0,)
    assert pieces["At least 40"].starts == (0, 1)
    assert pieces["9"].keys == (1,)
    assert pieces["9"].roles == ("evidence", "quantity")
    assert pieces["children"].fields == (1,)
    assert pieces["mayor"].fields == (0, 2)
    assert pieces["🌊 Flood in Eastfield\n\n"].records == ()


@given(
    st.text(alphabet="ab \n🌊\u0301", min_size=1).flatmap(
        lambda text: st.tuples(st.just(text), st.lists(st.lists(st.integers(0, len(text)), min_size=2, max_size=2)))
    )
)
def test_pieces_joined_are_the_text_however_spans_overlap(case: tuple[str, list[list[int]]]) -> None:
    text, ranges = case
    spans = [Span(start=start, end=end, text=text[start:end]) for start, end in map(sorted, ranges) if start < end]
    quotes = [
        Quote(id=str(at), article_id="a", parts=(span,), form="direct", speaker=None, cue=None, channel=None, grounding="exact", provenance=PROVENANCE)
        for at, span in enumerate(spans)
    ]
    pieces = split(text, views(quotes))
    assert "".join(piece.text for piece in pieces) == text
    for index, span in enumerate(spans):
        assert "".join(piece.text for piece in pieces if index in piece.records) == span.text
        assert sum(index in piece.starts for piece in pieces) == 1


def test_article_text_is_never_markup() -> None:
    html = page()
    assert MARKUP not in html
    assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp; [bold]run[/bold]" in html
    assert len(re.findall("<script", html)) == 1


def test_only_web_addresses_become_links() -> None:
    assert re.findall(r'href="([^"]*)"', page()) == ["https://example.org/quiet"]


def test_the_page_asks_for_nothing_from_outside() -> None:
    html = page()
    assert re.search(r"default-src 'none'; style-src 'sha256-[\w+/=]+'; script-src 'sha256-[\w+/=]+'", html)
    assert not re.search(r"\ssrc=|<link|@import|url\(", html)
    assert not re.search(r"\s(?:style|on\w+)=", html)


def test_totals_rejections_and_failures_are_told() -> None:
    text = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page()))
    for part in (
        "1,234, 0",
        "Cost unknown",
        "1.2.3",
        "1 failed",
        "1 rejected draft",
        "quantity not found",
        "This article failed: no answer within 120 s timeout",
        "No records.",
    ):
        assert part in text


def test_write_report_survives_lone_surrogates(tmp_path: Path) -> None:
    folder = FakeFolder(found=())
    object.__setattr__(folder, "text", lambda article_id: "half \ud83c a wave")
    write_report(folder, tmp_path / "report.html")  # type: ignore[arg-type]
    assert "half ? a wave" in (tmp_path / "report.html").read_text(encoding="utf-8")


def test_a_corroborated_record_carries_a_sign_on_its_card() -> None:
    marked = FakeFolder(found=(RECORDS[0].model_copy(update={"corroborated_by": ("rules",)}), *RECORDS[1:]))
    cards = re.findall(r'<li class="card.*?</li>', render(marked), re.DOTALL)  # type: ignore[arg-type]
    assert ["✓ rules" in card for card in cards] == [True, False, False, False]


def test_a_report_that_stands_is_kept_where_the_new_one_cannot_be_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "report.html"
    write_report(FOLDER, path)  # type: ignore[arg-type]
    before = path.read_bytes()

    def full(file: Path, content: bytes) -> int:
        file.touch()
        raise OSError(errno.ENOSPC, "No space left on device", str(file))

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(OSError, match="No space"):
        write_report(FOLDER, path)  # type: ignore[arg-type]
    assert path.read_bytes() == before
    assert [file.name for file in tmp_path.iterdir()] == ["report.html"]
