"""`extractor eval` as people use it: measure, record, replay, gate, bless, compare."""

import json
from pathlib import Path

import pytest

from extractor.cli import main
from tests.evals.test_labels import LABEL, TEXT
from tests.scripted_server import ScriptedServer, answer

DRAFT = {
    "evidence": TEXT,
    "quantity": "Six",
    "status": "asserted",
    "sources": [],
    "when": None,
    "part_of": None,
    "outcome": "killed",
    "implicit": False,
    "victims": None,
    "victim_status": "unknown",
    "scope": "incident",
    "where": None,
    "cause": None,
}


@pytest.fixture(autouse=True)
def _own_places(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("evals.cli.RECORDINGS", tmp_path / "recordings")
    monkeypatch.setattr("evals.cli.BASELINE", tmp_path / "baseline.json")
    for name in ("OPENAI_API_KEY", "OPENAI_BASE_URL", "GITHUB_STEP_SUMMARY"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def labels(tmp_path: Path) -> str:
    path = tmp_path / "mine.jsonl"
    path.write_text(json.dumps({"id": "a", "text": TEXT, "published": "2026-03-04", "tags": ["x"], "records": [LABEL]}))
    return str(path)


def record(labels: str) -> int:
    with ScriptedServer(then=answer({"casualties": [DRAFT], "displacements": [], "quotes": []})) as server:
        return main(["eval", "record", "--set", labels, "--base-url", server.base_url, "--model", "scripted", "--answered-by", "a script"])


def test_one_lane_on_labels_of_ones_own(labels: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(tmp_path / "step.md"))
    assert main(["eval", "--set", labels, "--backend", "rules", "-o", str(tmp_path / "out")]) == 0
    assert "casualty" in capsys.readouterr().out
    assert {path.name for path in (tmp_path / "out" / "rules-mine").iterdir()} == {"results.json", "errors.jsonl", "summary.md", "junit.xml", "report.html"}
    assert "mine" in (tmp_path / "step.md").read_text()


def test_recorded_answers_are_replayed_and_gated(labels: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert record(labels) == 0
    lane = ["--set", labels, "--backend", "replay"]
    assert main(["eval", *lane, "--gate"]) == 2
    assert "no baseline" in capsys.readouterr().out
    assert main(["eval", "bless", *lane, "--reason", "the first one"]) == 0
    assert main(["eval", *lane, "--gate"]) == 0
    assert "gate: replay scripted mine: pass" in capsys.readouterr().out
    (tmp_path / "recordings" / "answers.jsonl").write_text("")
    assert main(["eval", *lane, "--gate"]) == 1
    said = capsys.readouterr().out
    assert "lost: a c1 (was full, is missed)" in said
    assert "core F1 casualty: 1.000 in the baseline, 0.000 now" in said


def test_changed_labels_are_incomplete_until_blessed(labels: str, capsys: pytest.CaptureFixture[str]) -> None:
    lane = ["--set", labels, "--backend", "rules"]
    assert main(["eval", "bless", *lane, "--reason", "the first one"]) == 0
    Path(labels).write_text(Path(labels).read_text().replace('"unknown"', '"civilian"'))
    assert main(["eval", *lane, "--gate"]) == 2
    assert "the labels changed since the baseline" in capsys.readouterr().out


def test_two_evaluations_are_compared(labels: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert record(labels) == 0
    assert main(["eval", "--set", labels, "-o", str(tmp_path / "out")]) == 0
    assert main(["eval", "compare", str(tmp_path / "out" / "rules-mine"), str(tmp_path / "out" / "replay-mine")]) == 0
    assert main(["eval", "agree", labels, labels]) == 0
    assert "1.000" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (["--set", "nowhere"], "no labels here"),
        (["--set", "LABELS", "--backend", "replay"], "no recordings here"),
        (["compare", "nowhere", "nowhere"], "no results here"),
        (["bless", "--set", "LABELS", "--backend", "rules", "--reason", " "], "--reason"),
        (["bless", "--set", "LABELS", "--backend", "llm", "--reason", "x"], "extractor eval record"),
        (["agree", "LABELS", "challenge"], "name the folders that belong together"),
    ],
)
def test_wrong_usage_is_one_line_and_exit_code_2(labels: str, capsys: pytest.CaptureFixture[str], arguments: list[str], complaint: str) -> None:
    assert main(["eval", *(labels if argument == "LABELS" else argument for argument in arguments)]) == 2
    said = capsys.readouterr().err.strip()
    assert complaint in said
    assert len(said.splitlines()) == 1
