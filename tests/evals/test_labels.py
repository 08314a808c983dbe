"""Labels: the gold as it is, and every way that a label file can be wrong."""

import json
from pathlib import Path

import pytest

from evals.labels import load, sets
from extractor.errors import UsageError
from schemas.common import Figure

TEXT = "Six people died."
LABEL = {
    "id": "c1",
    "kind": "casualty",
    "evidence": {"start": 0, "end": 16, "text": TEXT},
    "quantity": {"start": 0, "end": 3, "text": "Six", "value": 6, "low": 6, "high": 6, "qualifier": "exact", "implicit": False},
    "outcome": "killed",
    "victims": None,
    "victim_status": "unknown",
    "scope": "incident",
    "where": None,
    "cause": None,
    "status": "asserted",
    "sources": [],
    "when": None,
    "part_of": None,
    "optional": False,
    "tags": ["spelled-numbers"],
}


def folder(path: Path, *records: object, text: str = TEXT) -> Path:
    for name in ("articles", "labels"):
        (path / name).mkdir()
    (path / "articles" / "a.txt").write_text(text)
    data = {"guide": 1, "article": "a.txt", "published": "2026-03-04", "tags": ["x"], "records": list(records)}
    (path / "labels" / "a.json").write_text(json.dumps(data))
    return path


def test_the_gold_holds_61_records_and_stays_what_it_is() -> None:
    (gold,) = sets("gold")
    assert len(gold.items) == 4
    assert sum(len(item.records) for item in gold.items) == 61
    assert sum(isinstance(record, Figure) for item in gold.items for record in item.records) == 11


def test_the_challenge_set_has_two_halves_of_thirty_articles_and_more() -> None:
    halves = sets("challenge")
    assert [half.name for half in halves] == ["challenge-dev", "challenge-test"]
    assert all(len(half.items) >= 30 for half in halves)
    assert all(item.tags for half in halves for item in half.items)


def test_a_folder_and_a_line_of_json_say_the_same(tmp_path: Path) -> None:
    from_folder = load(folder(tmp_path, LABEL), "x")
    (tmp_path / "x.jsonl").write_text(json.dumps({"id": "a", "text": TEXT, "published": "2026-03-04", "tags": ["x"], "records": [LABEL]}))
    from_lines = load(tmp_path / "x.jsonl")
    assert from_folder == from_lines
    assert from_folder.version == from_lines.version
    (item,) = from_lines.items
    assert item.tags == ("x",)
    assert item.label_tags == {LABEL["id"]: ("spelled-numbers",)}


def test_the_version_changes_with_text_and_labels(tmp_path: Path) -> None:
    versions = set()
    for number, (record, text) in enumerate([(LABEL, TEXT), (LABEL, f"{TEXT} Rain fell."), ({**LABEL, "outcome": "missing"}, TEXT)]):
        (tmp_path / str(number)).mkdir()
        versions.add(load(folder(tmp_path / str(number), record, text=text), "x").version)
    assert len(versions) == 3


@pytest.mark.parametrize(
    ("record", "complaint"),
    [
        ({**LABEL, "quantity": {**LABEL["quantity"], "start": 1, "end": 4}}, "'Six' does not stand at 1"),
        ({**LABEL, "part_of": "c9"}, "part_of must name one of them"),
        ({**LABEL, "outcome": "bored"}, "not a label file"),
        ({key: value for key, value in LABEL.items() if key != "id"}, "not a label file"),
    ],
)
def test_wrong_labels_are_refused(tmp_path: Path, record: object, complaint: str) -> None:
    with pytest.raises(UsageError, match=complaint):
        load(folder(tmp_path, record))


def test_two_labels_of_one_id_are_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="ids must differ"):
        load(folder(tmp_path, LABEL, LABEL))


@pytest.mark.parametrize("name", ["nothing", "empty.jsonl"])
def test_a_path_without_labels_says_what_was_looked_for(tmp_path: Path, name: str) -> None:
    (tmp_path / "empty.jsonl").write_text("")
    with pytest.raises(UsageError, match="no labels here"):
        sets(str(tmp_path / name))
