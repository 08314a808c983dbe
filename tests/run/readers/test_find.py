"""Which files an input names, in which order, and what can't be entered."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from extractor.errors import UsageError
from extractor.run.readers import read
from extractor.run.readers.find import Found, find
from tests.run.readers.support import failures, ids, texts, written


def test_a_folder_is_walked_in_order_with_ids_relative_to_it(tmp_path: Path) -> None:
    for name in ("b.txt", "a/c.txt", "a/b/d.jsonl", "a/b.txt", ".hidden.txt", ".git/x.txt", "notes.md", "a/z.txt.gz.part"):
        written(tmp_path / name, '{"text": "Two died."}')
    assert ids(tmp_path) == ["b", "a/b", "a/c", "a/b/d:1"]


def test_files_of_other_formats_are_counted_and_named_once(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    for name in ("a.txt", "a.meta.json", "b.pdf", "x/c.PDF", "x/d.docx", "Makefile", "log.20261127", ".hidden.pdf"):
        written(tmp_path / name, "Two died.")
    written(tmp_path / "run" / "run.json", "{}")
    written(tmp_path / "run" / "articles.jsonl", "")
    written(tmp_path / "run" / "report.pdf", "")
    assert ids(tmp_path) == ["a"]
    assert caplog.messages == ["Files of other formats were passed over: 2 without a suffix, 2 .pdf, 1 .docx"]


def test_a_glob_counts_only_the_other_files_that_match_it(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    for name in ("a.txt", "a.pdf", "b.pdf", "x/a.pdf"):
        written(tmp_path / name, "Two died.")
    assert ids(tmp_path / "a.*") == ["a"]
    assert caplog.messages == ["Files of other formats were passed over: 1 .pdf"]


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        ("*.txt", ["a", "b"]),
        ("*", ["a", "b"]),
        ("?.txt", ["a", "b"]),
        ("[b-z].txt", ["b"]),
        ("x/*.txt", ["c"]),
        ("*/*.txt", ["c", "d"]),
        ("x*/c.txt", ["c"]),
        ("**/*.txt", ["a", "b", "c", "e", "d"]),
        ("**", ["a", "b", "c", "e", "d"]),
        ("x/**", ["c", "e"]),
        ("**/deep/*", ["e"]),
        ("x/../*.txt", ["a", "b"]),
    ],
)
def test_a_glob_finds_files_folder_by_folder(tmp_path: Path, pattern: str, expected: list[str]) -> None:
    for name in ("b.txt", "a.txt", ".h.txt", "notes.md", "x/c.txt", "x/deep/e.txt", "y/d.txt", "folder.txt/notes.md"):
        written(tmp_path / name, "Two died.")
    assert ids(tmp_path / pattern) == expected


def test_a_relative_glob_starts_here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    written(tmp_path / "x" / "a.txt", "Two died.")
    monkeypatch.chdir(tmp_path)
    assert [item.source for item in read(["*/*.txt"])] == ["x/a.txt"]


def test_a_file_whose_name_looks_like_a_glob_is_that_file(tmp_path: Path) -> None:
    assert texts(written(tmp_path / "[a].txt", "Two died.")) == ["Two died."]


@pytest.mark.parametrize("name", ["missing.txt", "nothing*.txt", "empty", "missing/*/x.txt"])
def test_inputs_that_name_nothing_are_wrong_usage(tmp_path: Path, name: str) -> None:
    (tmp_path / "empty").mkdir()
    with pytest.raises(UsageError, match="no "):
        read([str(tmp_path / name)])


def test_an_empty_name_is_not_this_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    written(tmp_path / "a.txt", "Two died.")
    monkeypatch.chdir(tmp_path)
    with pytest.raises(UsageError, match="'': no such file"):
        read([""])


def test_a_named_pipe_is_never_waited_for(tmp_path: Path) -> None:
    for name in ("pipe.txt", "pipe.jsonl.gz", "pipe.parquet"):
        os.mkfifo(tmp_path / name)
    written(tmp_path / "z.txt", "Two died.")
    assert texts(tmp_path) == ["! not a regular file"] * 3 + ["Two died."]
    with pytest.raises(UsageError, match="pipe its content into: extractor run -"):
        read([str(tmp_path / "pipe.txt")])


def test_links_are_never_a_loop(tmp_path: Path) -> None:
    written(tmp_path / "in" / "a.txt", "Two died.")
    written(tmp_path / "elsewhere" / "b.txt", "Three died.")
    (tmp_path / "in" / "broken.txt").symlink_to("missing.txt")
    (tmp_path / "in" / "loop").symlink_to(tmp_path / "in")
    (tmp_path / "in" / "self").symlink_to("self")
    (tmp_path / "in" / "out").symlink_to(tmp_path / "elsewhere")
    (tmp_path / "in" / "to_file.txt").symlink_to(tmp_path / "elsewhere" / "b.txt")
    assert failures(tmp_path / "in") == {
        "broken": "No such file or directory",
        "out": f"links to a folder elsewhere and is not followed; name {tmp_path / 'elsewhere'} as an input of its own",
    }
    assert ids(tmp_path / "in") == ["a", "broken", "to_file", "out"]
    assert ids(tmp_path / "**" / "*.txt")[:2] == ["b", "a"]


def test_a_folder_that_cannot_be_listed_fails_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("a.txt", "closed/b.txt", "open/c.txt"):
        written(tmp_path / name, "Two died.")
    scandir = os.scandir

    def refuse(path: Any) -> Iterator[Any]:
        if Path(path).name == "closed":
            raise PermissionError(13, "Permission denied")
        return scandir(path)

    monkeypatch.setattr("os.scandir", refuse)
    for item in (tmp_path, tmp_path / "**" / "*.txt"):
        assert failures(item) == {str(tmp_path / "closed"): "can't list this folder: Permission denied"}
        assert len(texts(item)) == 3


def test_a_file_that_vanishes_fails_alone(tmp_path: Path) -> None:
    for name in "ab":
        written(tmp_path / f"{name}.txt", "Two died.")
    items = read([str(tmp_path / "a.txt"), str(tmp_path / "b.txt")])
    next(items)
    (tmp_path / "b.txt").unlink()
    (item,) = items
    assert (item.id, str(item.error)) == ("b", "No such file or directory")


def test_names_that_are_not_utf_8_make_ids_that_are(tmp_path: Path) -> None:
    (Path(os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9.txt"))).write_text("Two died.")
    (item,) = read([str(tmp_path)])
    assert item.id == "caf\\xe9"
    assert item.source.endswith("caf\\xe9.txt")


def test_deep_folders_are_read(tmp_path: Path) -> None:
    written(tmp_path.joinpath(*["d"] * 300, "a.txt"), "Two died.")
    assert texts(tmp_path) == ["Two died."]


@pytest.mark.parametrize("names", [("run.json", "articles.jsonl", "texts.jsonl"), ("job.json", "queue.jsonl", "chunk-0001.jsonl")])
def test_what_a_run_wrote_is_not_read_with_the_folder_around_it(tmp_path: Path, names: tuple[str, ...]) -> None:
    (tmp_path / "a.txt").write_text("Two died.")
    (tmp_path / "out" / "below").mkdir(parents=True)
    for name in (*names, "below/b.txt"):
        (tmp_path / "out" / name).write_text("{}")
    for item in (str(tmp_path), f"{tmp_path}/**/*"):
        assert [found.name for found in find(item) if isinstance(found, Found)] == ["a"]
