"""What a run tells while it works."""

import io
from datetime import UTC, datetime
from pathlib import Path

from rich.console import Console

from extractor.output.progress import Progress
from schemas.files import ArticleError, ArticleResult, Run, Totals, Usage

FAILED = ArticleResult(article_id="a", status="failed", source="in/a.txt", error=ArticleError(code="unreadable", message="empty: no [bold]text[/]"))
TOTALS = Totals(articles=2, done=1, failed=1, records={"casualty": 1, "quote": 2}, rejections=1, usage=Usage(requests=3, input_tokens=1500, cost_usd=None))


def told(*, terminal: bool, quiet: bool = False) -> str:
    console = Console(file=io.StringIO(), force_terminal=terminal, width=200, color_system=None)
    progress = Progress(total=2, quiet=quiet, console=console)
    with progress:
        progress.tell(FAILED, TOTALS)
    return console.file.getvalue()


def test_failures_are_said_at_once_and_as_they_are() -> None:
    for terminal in (True, False):
        assert "failed: in/a.txt: empty: no [bold]text[/]" in told(terminal=terminal)


def test_a_terminal_gets_a_bar_with_totals() -> None:
    assert "2 articles, 3 records (1 casualty, 2 quote), 1 rejection, 1 failed, 3 requests, 1,500 tokens, cost unknown" in told(terminal=True)


def test_quiet_still_tells_failures() -> None:
    assert told(terminal=False, quiet=True).count("\n") == 1


def test_the_summary_says_how_to_use_a_model_unless_the_rules_were_asked_for() -> None:
    run = Run(extractor_version="0", status="done", started=datetime(2026, 3, 4, tzinfo=UTC), settings={"backend": "rules"}, totals=TOTALS)
    for asked in (False, True):
        console = Console(file=io.StringIO(), width=200)
        Progress(console=console).summary(run, Path("out"), backend_was_asked=asked)
        said = console.file.getvalue()
        assert "backend: rules; results in out" in said
        assert ("OPENAI_API_KEY" in said) is not asked
