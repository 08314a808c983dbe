"""How many articles there will be, where that is quickly told."""

from pathlib import Path

import pytest

from extractor.run.readers import count
from tests.run.readers.support import ids, jsonl, written


def test_files_and_lines_are_counted(tmp_path: Path) -> None:
    written(tmp_path / "b.txt", "Two died.")
    written(tmp_path / "a" / "c.html", "")
    written(tmp_path / "q.jsonl", jsonl({"text": "x"}) + b"\n  \nbroken\n" + b"x" * 2_000_000)
    (tmp_path / "gone.jsonl").symlink_to("missing")
    written(tmp_path / "w.jsonl", jsonl({"text": "x"}, {"text": "y"}).decode().encode("utf-16"))
    assert count([str(tmp_path)]) == len(ids(tmp_path)) == 8


@pytest.mark.parametrize("name", ["a.csv", "a.tsv", "a.jsonl.gz", "a.csv.zst", "a.unknown"])
def test_what_only_reading_would_tell_is_not_counted(tmp_path: Path, name: str) -> None:
    assert count([str(written(tmp_path / name, "x")), str(written(tmp_path / "b.txt", "x"))]) is None


def test_standard_input_is_not_counted() -> None:
    assert count(["-"]) is None


def test_a_long_walk_is_not_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(4):
        written(tmp_path / f"{number}.txt", "x")
    monkeypatch.setattr("extractor.run.readers.counting._FILES", 3)
    assert count([str(tmp_path)]) is None


def test_long_files_are_not_read_through(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in "ab":
        written(tmp_path / f"{name}.jsonl", jsonl({"text": "x"}))
    monkeypatch.setattr("extractor.run.readers.counting._BYTES", 20)
    assert count([str(tmp_path / "a.jsonl")]) == 1
    assert count([str(tmp_path)]) is None
