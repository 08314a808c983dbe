"""What a run tells while it works."""

import io
from datetime import UTC, datetime
from pathlib import Path

import pytest
from rich.console import Console

from extractor.output.progress import Progress, Speed
from extractor.run.engine import Step
from schemas.files import ArticleError, ArticleResult, Run, Totals, Usage

FAILED = ArticleResult(article_id="a", status="failed", source="in/a.txt", error=ArticleError(code="unreadable", message="empty: no [bold]text[/]"))
DONE = ArticleResult(article_id="b", status="done")
TOTALS = Totals(articles=2, done=1, failed=1, records={"casualty": 1, "quote": 2}, rejections=1, usage=Usage(requests=3, input_tokens=1500, cost_usd=None))


class Clock:
    """Seconds that pass only when they are told to; and they may be told to go back."""

    now = 1000.0

    def __call__(self) -> float:
        return self.now


def told(*, terminal: bool, quiet: bool = False) -> str:
    console = Console(file=io.StringIO(), force_terminal=terminal, width=200, color_system=None)
    progress = Progress(total=1, quiet=quiet, console=console)
    with progress:
        progress.tell(Step(FAILED, TOTALS))
    return console.file.getvalue()


def test_failures_are_said_at_once_and_as_they_are() -> None:
    for terminal in (True, False):
        assert "failed: in/a.txt: empty: no [bold]text[/]" in told(terminal=terminal)


def test_a_failure_that_will_be_tried_again_is_one_for_now() -> None:
    console = Console(file=io.StringIO(), width=200)
    lost = FAILED.model_copy(update={"error": ArticleError(code="timeout", message="no answer")})
    for again in (False, True):
        Progress(console=console).tell(Step(lost, TOTALS, again=again))
    assert console.file.getvalue() == "failed for now: in/a.txt: no answer\nfailed: in/a.txt: no answer\n"


def test_a_terminal_gets_a_bar_with_totals() -> None:
    assert "1 of 1; 2 articles, 3 records (1 casualty, 2 quote), 1 rejection, 1 failed, 3 requests, 1,500 tokens, cost unknown" in told(terminal=True)


def test_quiet_still_tells_failures() -> None:
    assert told(terminal=False, quiet=True).count("\n") == 1


@pytest.mark.parametrize(
    ("total", "expected"),
    [
        (1000, "60 of 1,000, 2.0/s, 8 min left; 2 articles"),
        (None, "60 read, 2.0/s; 2 articles"),
        (60, "60 of 60, 2.0/s; 2 articles"),  # those that failed for now may still be tried again
    ],
)
def test_elsewhere_a_line_every_few_seconds_says_rate_and_time_left(total: int | None, expected: str) -> None:
    clock = Clock()
    console = Console(file=io.StringIO(), width=300, color_system=None)
    progress = Progress(total=total, console=console, clock=clock)
    for _ in range(40):
        progress.tell(Step(None, TOTALS))
    for _ in range(20):
        clock.now += 0.5
        progress.tell(Step(DONE, TOTALS))
    said = console.file.getvalue().splitlines()
    assert len(said) == 2
    assert expected in said[-1]


def test_the_rate_is_that_of_the_last_minute() -> None:
    rate = Speed(0.0)
    for second in range(1, 1001):
        slow = rate.per_second(float(second), second)
    for second in range(1001, 1101):
        fast = rate.per_second(float(second), 1000 + (second - 1000) * 5)
    assert (slow, fast) == (1.0, 5.0)


def test_no_rate_without_time() -> None:
    assert Speed(5.0).per_second(5.0, 0) == 0
    assert Speed(5.0).per_second(4.0, 3) == 0


def test_the_summary_says_how_to_use_a_model_unless_the_rules_were_asked_for() -> None:
    run = Run(extractor_version="0", status="done", started=datetime(2026, 3, 4, tzinfo=UTC), settings={"backend": "rules"}, totals=TOTALS)
    for asked in (False, True):
        console = Console(file=io.StringIO(), width=200)
        Progress(console=console).summary(run, Path("out"), backend_was_asked=asked)
        said = console.file.getvalue()
        assert "backend: rules; results in out" in said
        assert ("OPENAI_API_KEY" in said) is not asked
