"""--log-json: one JSON object a line, for articles, warnings and the end; never an article's words."""

from __future__ import annotations

import io
import json
import logging
from pathlib import Path
from typing import Any

import pytest

from extractor.cli import main
from extractor.output.json_log import JsonLog
from extractor.run.engine import Step
from schemas.files import ArticleError, ArticleResult, Totals


def written(stream: io.StringIO) -> list[dict[str, Any]]:
    return [json.loads(line) for line in stream.getvalue().splitlines()]


def test_each_article_is_a_line_with_what_came_of_it() -> None:
    stream = io.StringIO()
    with JsonLog(stream) as log:
        log.tell(Step(ArticleResult(article_id="a\ud800", status="done", records={"quote": 2}), Totals()))
        log.tell(Step(ArticleResult(article_id="b", status="failed", error=ArticleError(code="timeout", message="no answer")), Totals()))
        log.tell(Step(None, Totals()))
    done, failed = written(stream)
    assert (done["event"], done["level"], done["article_id"], done["records"]) == ("article_done", "info", "a\ud800", {"quote": 2})
    assert (failed["event"], failed["level"], failed["code"], failed["message"]) == ("article_failed", "error", "timeout", "no answer")


def test_a_quiet_log_tells_only_what_went_wrong(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_text("Two people died in Orvane.")
    (tmp_path / "in" / "b.txt").write_text(" ")
    for _ in range(2):
        assert main(["run", str(tmp_path / "in"), "-o", str(tmp_path / "out"), "--backend", "rules", "--log-json", "-q", "--retry-failed"]) == 1
        assert [json.loads(line)["event"] for line in capsys.readouterr().err.splitlines()] == ["article_failed"]


def test_warnings_become_lines_while_it_is_open() -> None:
    stream = io.StringIO()
    with JsonLog(stream):
        logging.getLogger("extractor.backends.llm.cache").warning("The cache folder %s is of no use", "/c")
    logging.getLogger("extractor.backends.llm.cache").warning("later")
    assert [(line["event"], line["level"], line["message"]) for line in written(stream)] == [("log", "warning", "The cache folder /c is of no use")]


def test_a_run_tells_all_in_json(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_text("Two people died in Orvane.")
    (tmp_path / "in" / "b.txt").write_text(" ")
    command = ["run", str(tmp_path / "in"), "-o", str(tmp_path / "out"), "--backend", "rules", "--log-json"]
    assert main(command) == 1
    events = [json.loads(line) for line in capsys.readouterr().err.splitlines()]
    assert [event["event"] for event in events] == ["article_done", "article_failed", "run_ended"]
    assert (events[-1]["status"], events[-1]["totals"]["done"], events[-1]["backend"]) == ("done", 1, "rules")
    assert "Orvane" not in json.dumps(events)
    assert main(command) == 1
    assert json.loads(capsys.readouterr().err.splitlines()[0])["event"] == "run_continued"
