"""What an evaluation leaves on disk: results.json, errors.jsonl, summary.md, junit.xml, report.html."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from evals.junit import junit
from evals.labels import LabelSet
from evals.report import render
from evals.results import Results
from evals.score import Prediction
from evals.summary import markdown
from extractor.errors import UsageError


def write(results: Results, labels: LabelSet, predictions: Mapping[str, Prediction], out: Path) -> None:
    """Write all files of one evaluation into `out`, which is made where missing.

    Raises:
        UsageError: `out` can't be written.
    """
    files = {
        "results.json": _encoded(results.model_dump_json(indent=2, exclude={"errors"}) + "\n"),
        "errors.jsonl": _encoded("".join(error.model_dump_json() + "\n" for error in results.errors)),
        "summary.md": _encoded(markdown(results)),
        "junit.xml": junit(results),
        "report.html": _encoded(render(results, labels, predictions)),
    }
    try:
        out.mkdir(parents=True, exist_ok=True)
        for name, content in files.items():
            (out / name).write_bytes(content)
    except OSError as error:
        raise UsageError(f"{out}: can't write the evaluation: {error.strerror or error}") from error


def append_step_summary(results: Results, environment: Mapping[str, str]) -> None:
    """Add the Markdown of `results` to the file that $GITHUB_STEP_SUMMARY names; where it names none, do nothing.

    Raises:
        UsageError: that file can't be written.
    """
    path = environment.get("GITHUB_STEP_SUMMARY")
    if not path:
        return
    try:
        with Path(path).open("ab") as file:
            file.write(_encoded(markdown(results) + "\n"))
    except OSError as error:
        raise UsageError(f"{path}: can't write the step summary: {error.strerror or error}") from error


def _encoded(text: str) -> bytes:
    return text.encode("utf-8", "replace")
