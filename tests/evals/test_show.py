from __future__ import annotations

import io
import re

import pytest
from rich.console import Console

from evals.results import Results
from evals.show import facts, show
from tests.evals.builders import Paper, scored
from tests.evals.invented import RESULTS


def shown(results: Results = RESULTS, width: int = 100, details: bool = False) -> str:
    console = Console(file=io.StringIO(), width=width)
    show(results, console, details)
    return console.file.getvalue()  # type: ignore[attr-defined, no-any-return]


def squeezed(text: str) -> str:
    return re.sub(r"\s+", " ", text)


def test_the_heading_names_set_and_lane() -> None:
    assert shown().startswith("invented · llm wren-2\n")


def test_what_decides_a_score_stands_in_the_report_by_its_hash() -> None:
    lane = {"backend": "llm", "prompts": {"quote": {"version": 3, "sha256": "f" * 64}}}
    results = RESULTS.model_copy(update={"lane": lane})
    versions = {"labels": results.set_version, "scorer": results.scorer_version, "thresholds": results.thresholds_version, "quote": "f" * 64}
    assert dict(facts(results))["versions"] == ", ".join(f"{name} {digest[:12]}" for name, digest in versions.items())


@pytest.mark.parametrize("width", [80, 100, 160])
def test_each_level_of_each_kind_and_group_has_a_row(width: int) -> None:
    text = shown(width=width)
    assert all(len(line) <= width for line in text.splitlines())
    rows = [line.split() for line in text.splitlines()]
    assert rows.count(["casualty", "2", "detection", "0.333", "0.500", "0.400", "0.000–0.500"]) == 1
    assert ["core", "0.333", "0.500", "0.400", "0.000–0.500"] in rows
    assert [row[:3] for row in rows if row[2:3] == ["detection"]] == [
        ["casualty", "2", "detection"],
        ["displacement", "2", "detection"],
        ["quote", "1", "detection"],
        ["figures", "4", "detection"],
        ["all", "5", "detection"],
    ]


@pytest.mark.parametrize(
    "line",
    [
        "grounded 0.800",
        "of 5 records",
        "articles entirely right 0.000",
        "failed articles 1: lost (timeout: no answer\ufffd[31m <b> | after 120 s",
        "rejected drafts evidence not found 1",
        "false on empty articles 1 record in 1 article",
        "count errors tenfold 1",
        "worst fields casualty.where 0.000 (1), displacement.high 0.000 (1)",
    ],
)
def test_what_scores_hide_is_told(line: str) -> None:
    assert line in squeezed(shown(width=160))


def test_nothing_to_measure_is_not_nought() -> None:
    text = squeezed(shown(scored([Paper("It rained.").labelled()], {"a": []})))
    assert "all 0 detection n/a n/a n/a n/a" in text
    assert "grounded n/a" in text
    assert "worst fields none wrong" in text


def test_tags_are_details() -> None:
    assert "raid|<b>" not in shown()
    assert "raid|<b> 4 detection" in squeezed(shown(details=True))


def test_what_is_piped_is_plain() -> None:
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f]", shown(details=True))
