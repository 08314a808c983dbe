from __future__ import annotations

import json
import re
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from evals.files import append_step_summary, write
from evals.results import ErrorLine, Results
from evals.summary import markdown
from extractor.errors import UsageError
from tests.evals.builders import Paper, scored
from tests.evals.invented import LABELS, PREDICTIONS, RESULTS


@pytest.fixture
def out(tmp_path: Path) -> Path:
    write(RESULTS, LABELS, PREDICTIONS, tmp_path / "new" / "out")
    return tmp_path / "new" / "out"


def test_results_come_back_without_their_errors(out: Path) -> None:
    assert Results.model_validate_json((out / "results.json").read_bytes()) == RESULTS.model_copy(update={"errors": ()})
    assert "errors" not in json.loads((out / "results.json").read_bytes())


def test_errors_come_back_one_a_line(out: Path) -> None:
    lines = (out / "errors.jsonl").read_text(encoding="utf-8").split("\n")
    assert lines.pop() == ""
    assert tuple(ErrorLine.model_validate_json(line) for line in lines) == RESULTS.errors


# ---------------------------------------------------------------- Markdown


def test_the_headline_comes_first_and_the_errors_last() -> None:
    text = markdown(RESULTS)
    found = [text.index(part) for part in ("**Core F1 0.400**", "| casualty | 2 | detection |", "| grounded |", "### By tag", "### Errors (8)")]
    assert found == sorted(found)


def test_the_worst_errors_come_first() -> None:
    rows = markdown(RESULTS).split("### Errors")[1].splitlines()[4:]
    assert [re.match(r"\| (\w+)", row)[1] for row in rows] == [  # type: ignore[index]
        "failed",
        "ungrounded",
        "wrong",
        "missed",
        "missed",
        "spurious",
        "duplicate",
        "wrong",
    ]


def test_an_article_breaks_no_table_and_brings_no_markup() -> None:
    text = markdown(RESULTS)
    assert "<" not in text
    assert "&#60;script&#62;alert('x')" in text
    rows = [line for line in text.splitlines() if line.startswith("|")]
    assert {row.count("|") for row in rows} == {3, 4, 8}
    assert "](http" not in text
    assert not re.search(r"[\x00-\x09\x0b-\x1f]", text)


def test_many_errors_are_capped() -> None:
    paper = Paper(" ".join(f"Flood {number} killed {number}." for number in range(100, 140)))
    labels = [paper.casualty(str(number), f"killed {number}", number, evidence=f"Flood {number} killed {number}.") for number in range(100, 140)]
    text = markdown(scored([paper.labelled(*labels)], {"a": []}))
    assert "### Errors (the worst 30 of 40)" in text
    assert text.count("| missed casualty") == 30


def test_the_step_summary_is_added_to(tmp_path: Path) -> None:
    path = tmp_path / "summary"
    path.write_text("before\n")
    append_step_summary(RESULTS, {"GITHUB_STEP_SUMMARY": str(path)})
    append_step_summary(RESULTS, {"GITHUB_STEP_SUMMARY": str(path)})
    assert path.read_text(encoding="utf-8") == "before\n" + 2 * (markdown(RESULTS) + "\n")


@pytest.mark.parametrize("environment", [{}, {"GITHUB_STEP_SUMMARY": ""}])
def test_without_a_step_summary_nothing_is_written(environment: dict[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    append_step_summary(RESULTS, environment)
    assert list(tmp_path.iterdir()) == []


# ---------------------------------------------------------------- JUnit


def test_each_article_is_a_test_case(out: Path) -> None:
    (suite,) = ET.parse(out / "junit.xml").getroot()
    assert suite.attrib == {"name": "invented", "tests": "3", "failures": "2", "errors": "1"}
    assert [(case.get("classname"), case.get("name"), *[part.tag for part in case]) for case in suite] == [
        ("invented", "raid", "failure"),
        ("invented", "quiet", "failure"),
        ("invented", "lost", "error"),
    ]


def test_a_failure_lists_what_is_wrong_at_core_and_what_is_false(out: Path) -> None:
    failure = ET.parse(out / "junit.xml").find(".//testcase[@name='raid']/failure")
    assert failure is not None
    assert (failure.text or "").splitlines() == [
        "missed casualty c2 “8”",
        "duplicate casualty “30”",
        "wrong displacement d1 “About 500”: value, low, high, qualifier",
    ]
    assert failure.get("message") == "3 records wrong"


def test_what_xml_forbids_is_replaced(out: Path) -> None:
    error = ET.parse(out / "junit.xml").find(".//testcase[@name='lost']/error")
    assert error is not None
    assert error.get("message") == "timeout: no answer\ufffd[31m <b> | after 120 s\ufffd"


def test_optional_labels_and_circumstances_fail_nothing(tmp_path: Path) -> None:
    paper = Paper("A slide killed 4 and hurt 9 in Lower Fenn.")
    killed, hurt = paper.casualty("k", "4", 4), paper.casualty("h", "9", 9, "injured", optional=True)
    said = {"a": [killed.model_copy(update={"scope": "cumulative"}), hurt.model_copy(update={"status": "denied"})]}
    write(scored([paper.labelled(killed, hurt)], said), LABELS, {}, tmp_path)
    assert not ET.parse(tmp_path / "junit.xml").findall(".//failure")


# ---------------------------------------------------------------- trouble


def test_a_folder_that_can_not_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("in the way")
    with pytest.raises(UsageError, match="can't write the evaluation: File exists"):
        write(RESULTS, LABELS, PREDICTIONS, tmp_path / "out")
    with pytest.raises(UsageError, match="can't write the step summary"):
        append_step_summary(RESULTS, {"GITHUB_STEP_SUMMARY": str(tmp_path)})
