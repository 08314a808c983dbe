"""No two articles share an id."""

from pathlib import Path

import pytest

from extractor.run.readers import ReadOptions, read
from tests.run.readers.support import failures, ids, jsonl, written


def test_rows_that_share_an_id_are_refused(tmp_path: Path) -> None:
    path = written(tmp_path / "q.jsonl", jsonl({"id": "a", "text": "Two died."}, {"id": "a", "text": "Three died."}))
    assert ids(path) == ["a", "a (q.jsonl, line 2)"]
    assert failures(path) == {"a (q.jsonl, line 2)": "another article has the id 'a'; ids must differ: another field may hold better ones (--id-field)"}


def test_files_of_one_name_go_by_the_folders_they_lie_in(tmp_path: Path) -> None:
    paths = [written(tmp_path / name / "text.txt", "Two died.") for name in ("x", "y", "z")]
    assert ids(tmp_path / "*" / "text.txt") == ["text", "y/text.txt", "z/text.txt"]
    written(tmp_path / "more" / "y" / "text.txt", "Two died.")
    assert ids(*paths, tmp_path / "more" / "y" / "text.txt")[-1] == "more/y/text.txt"


def test_ids_depend_neither_on_the_working_directory_nor_on_how_a_path_is_typed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("x", "y"):
        written(tmp_path / name / "text.txt", "Two died.")
        written(tmp_path / name / "deep" / "text.txt", "Two died.")
        written(tmp_path / name / "q.jsonl", jsonl({"id": "a", "text": "Two died."}))
    found = ids(tmp_path / "x", tmp_path / "y")
    assert found == ["a", "text", "deep/text", "a (q.jsonl, line 1)", "y/text.txt", "y/deep/text.txt"]
    monkeypatch.chdir(tmp_path)
    assert ids("x", "y") == ids("./x/", "x/../y") == found
    monkeypatch.chdir("x")
    assert ids(".", "../y") == found


def test_files_that_differ_in_their_suffix_go_by_longer_names(tmp_path: Path) -> None:
    for name in ("a.htm", "a.txt"):
        written(tmp_path / name, "Two died.")
    assert ids(tmp_path) == ["a", f"{tmp_path.name}/a.txt"]


def test_an_input_named_again_and_again_still_has_ids_of_its_own(tmp_path: Path) -> None:
    files = [written(tmp_path / "a.txt", "Two died."), written(tmp_path / "q.jsonl", jsonl({"text": "Two died."}))]
    found = ids(*files * 4)
    assert len(set(found)) == len(found) == 8


def test_a_failure_keeps_its_reason_where_its_id_is_taken(tmp_path: Path) -> None:
    first, second = written(tmp_path / "a" / "x.txt", "Two died."), written(tmp_path / "b" / "x.txt", "")
    assert failures(first, second) == {"b/x.txt": "empty: no text"}


@pytest.mark.parametrize(
    ("stated", "expected"),
    [
        ("07", "07"),
        (7, "7"),
        (0, "0"),
        (7.0, "7"),
        (12345678901234567890, "12345678901234567890"),
        (None, "q:1"),
        ("", "q:1"),
        (float("nan"), "q:1"),
    ],
)
def test_texts_and_whole_numbers_are_ids(tmp_path: Path, stated: object, expected: str) -> None:
    path = written(tmp_path / "q.jsonl", jsonl({"id": stated, "text": "Two died."}))
    assert ids(path) == [expected]
    assert failures(path) == {}


@pytest.mark.parametrize("stated", [7.5, float("inf"), True, False, ["a"], [], {"a": 1}])
def test_an_id_of_another_type_is_its_own_rows_failure(tmp_path: Path, stated: object) -> None:
    path = written(tmp_path / "q.jsonl", jsonl({"key": stated, "article_id": "a", "text": "Two died."}, {"key": "b", "text": "Three died."}))
    complaint = "the id in field 'key' is neither a text nor a whole number; name another field with --id-field"
    assert failures(path, options=ReadOptions(id_field="key")) == {"q:1": complaint}


def test_a_misspelt_id_field_is_refused(tmp_path: Path) -> None:
    rows = written(tmp_path / "q.jsonl", jsonl({"id": "a", "text": "Two died."}, {"id": "b", "uid": None, "text": "Three died."}))
    assert failures(rows, options=ReadOptions(id_field="uid")) == {"q:1": "no field 'uid'; name that of the id with --id-field"}
    table = written(tmp_path / "t.csv", "id,text\n1,Two died.\n")
    assert failures(table, options=ReadOptions(id_field="uid")) == {"t": "no column 'uid' (columns: id, text); name it with --id-field"}


def test_another_memory_can_be_given(tmp_path: Path) -> None:
    asked = []

    class Memory:
        def add(self, article_id: str, /) -> bool:
            asked.append(article_id)
            return article_id != "a"

    path = written(tmp_path / "q.jsonl", jsonl({"id": "a", "text": "Two died."}, {"id": "b", "text": "Three died."}))
    assert [item.id for item in read([str(path)], seen=Memory())] == ["a (q.jsonl, line 1)", "b"]
    assert asked == ["a", "a (q.jsonl, line 1)", "b"]
