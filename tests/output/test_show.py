from __future__ import annotations

import io
import re
from typing import Any

import pytest
from rich.console import Console

from extractor.errors import UsageError
from extractor.output.show import clean, show
from schemas.files import Run
from tests.output.runs import RECORDS, FakeFolder


def shown(width: int = 100, **options: Any) -> str:
    console = Console(file=io.StringIO(), width=width)
    show(FakeFolder(), console, **options)  # type: ignore[arg-type]
    return console.file.getvalue()  # type: ignore[attr-defined, no-any-return]


def squeezed(text: str) -> str:
    return re.sub(r"\s+", " ", text)


@pytest.mark.parametrize("width", [80, 100, 160])
def test_a_figure_shows_its_words_bounds_fields_and_evidence(width: int) -> None:
    text = shown(width)
    assert all(len(line) <= width for line in text.splitlines())
    for part in ("At least 40", "40 or more", "killed · ", "asserted", "(2024-05-03)", "(“mayor”)", "drowned", "Casualty figures (3)"):
        assert part in squeezed(text)


def test_a_part_stands_indented_under_its_whole() -> None:
    assert re.search(r"^ +At least 40 .*^ +└ 9 .*^ +15 ", shown(), re.DOTALL | re.MULTILINE)


def test_a_status_other_than_asserted_stands_out() -> None:
    assert "DENIED" in shown()


def test_a_corroborated_record_carries_a_sign() -> None:
    console = Console(file=io.StringIO(), width=100)
    show(FakeFolder(found=(RECORDS[0].model_copy(update={"corroborated_by": ("rules",)}), *RECORDS[1:])), console)  # type: ignore[arg-type]
    assert console.file.getvalue().count("✓ rules") == 1  # type: ignore[attr-defined]


def test_a_quote_shows_its_speaker_role_and_cue() -> None:
    assert "speaker: Ann Lee, mayor" in squeezed(shown())
    assert "cue: " in shown()


def test_markup_and_control_characters_of_an_article_stay_text() -> None:
    text = shown()
    assert "<script>alert(1)</script> & [bold]run[/bold]" in squeezed(text)
    assert "Flood [red]in[/red] Eastfield" in text
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202e]", text)


def test_rejections_and_failures_are_told() -> None:
    text = squeezed(shown())
    assert "Rejected drafts (1)" in text
    assert "quantity not found casualty 1" in text
    assert "lost timeout: no answer within 120 s" in text
    assert "Nothing happened no records" in text


def test_kinds_and_article_narrow_what_is_shown() -> None:
    assert "Casualty figures" not in shown(kinds=["quote"])
    only = shown(article="quiet")
    assert "Nothing happened" in only
    assert "Flood" not in only
    assert "lost" not in only


def test_an_unknown_article_is_a_usage_error() -> None:
    with pytest.raises(UsageError, match="no article 'nowhere'"):
        shown(article="nowhere")


@pytest.mark.parametrize(
    ("status", "because", "said"),
    [
        ("running", None, "This run has not ended: it is still going on, or it was interrupted. To go on, run the same command again."),
        ("interrupted", "interrupted by the user", "This run was interrupted. To go on, run the same command again."),
        ("stopped", "disk \x1b full: free space", "This run stopped: disk \ufffd full: free space"),
    ],
)
def test_a_run_that_has_not_ended_well_says_how_to_go_on(status: str, because: str | None, said: str) -> None:
    class Unfinished(FakeFolder):
        def run(self) -> Run:
            return super().run().model_copy(update={"status": status, "stopped_because": because})

    console = Console(file=io.StringIO(), width=160)
    show(Unfinished(), console)  # type: ignore[arg-type]
    assert console.file.getvalue().splitlines()[-1] == said  # type: ignore[attr-defined]
    assert "This run" not in shown()


@pytest.mark.parametrize(
    ("text", "safe"),
    [
        ("two\n\tlines", "two lines"),
        ("\x1b[2J", "\ufffd[2J"),
        ("a\u202eb", "a\ufffdb"),
        ("\x9b31m", "\ufffd31m"),
        ("\ud800", "\ufffd"),
        ("naïve 🌊", "naïve 🌊"),
    ],
)
def test_clean(text: str, safe: str) -> None:
    assert clean(text) == safe


def test_each_article_has_its_own_records_also_behind_one_without_any() -> None:
    later = RECORDS[0].model_copy(update={"article_id": "quiet"})
    console = Console(file=io.StringIO(), width=100)
    show(FakeFolder(found=(*RECORDS, later)), console, article="quiet")  # type: ignore[arg-type]
    text = console.file.getvalue()  # type: ignore[attr-defined]
    assert "Nothing happened" in text
    assert "Casualty figures (1)" in text
    assert "Eastfield" not in text.splitlines()[0]
