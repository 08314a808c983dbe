"""What goes in: every sort of input, and every sort of broken input, one clear line each."""

import io
import json
from datetime import date
from pathlib import Path

import pytest

from extractor.article import Article
from extractor.errors import UsageError
from extractor.run.readers import ReadOptions, Unreadable, count, read

PAGE = """<html><head><title>Storm hits Maresh</title><meta property="article:published_time" content="2026-03-04T10:00:00Z"></head>
<body><nav>Home News Sport</nav><article><h1>Storm hits Maresh</h1><p>The storm killed four people in the port of Maresh on Tuesday, the mayor said.</p>
<p>Another two hundred families left their homes in the valley, and the river was still rising in the evening.</p></article></body></html>"""


def failures(items: list[Article | Unreadable]) -> dict[str, str]:
    return {item.id: str(item.error) for item in items if isinstance(item, Unreadable)}


def test_a_folder_is_walked_in_order_with_ids_relative_to_it(tmp_path: Path) -> None:
    (tmp_path / "b.txt").write_text("Two died.")
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "c.txt").write_text("Three died.")
    (tmp_path / ".hidden.txt").write_text("no")
    (tmp_path / "notes.md").write_text("no")
    assert [item.id for item in read([str(tmp_path)])] == ["b", "a/c"]
    assert count([str(tmp_path)]) == 2


def test_text_is_kept_exactly(tmp_path: Path) -> None:
    text = "In 2024 300 people\r\nfled.\n\n “Gone”\t\n"
    (tmp_path / "a.txt").write_bytes(text.encode())
    (article,) = read([str(tmp_path / "a.txt")])
    assert article.text == text


def test_a_sidecar_tells_what_the_text_does_not(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Two died.")
    (tmp_path / "a.meta.json").write_text(json.dumps({"published": "2026-03-04", "title": "Storm", "publisher": "Morrow"}))
    (article,) = read([str(tmp_path / "a.txt")])
    assert (article.published, article.title, article.publisher) == (date(2026, 3, 4), "Storm", "Morrow")


def test_a_date_is_taken_from_the_head_of_the_text_and_else_from_the_option(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Storm hits port\nPublished: 4 March 2026\n\nTwo died.")
    (tmp_path / "b.txt").write_text("Two died.")
    dates = [item.published for item in read([str(tmp_path)], ReadOptions(published=date(2026, 1, 1)))]
    assert dates == [date(2026, 3, 4), date(2026, 1, 1)]


def test_html_gives_the_article_without_its_page(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text(PAGE)
    (article,) = read([str(tmp_path / "a.html")])
    assert "killed four people" in article.text
    assert "Sport" not in article.text
    assert (article.title, article.published) == ("Storm hits Maresh", date(2026, 3, 4))


def test_jsonl_names_the_broken_line_and_goes_on(tmp_path: Path) -> None:
    lines = [json.dumps({"id": f"n{n}", "text": f"{n} died.", "date": "2026-03-04T10:00:00+00:00"}) for n in range(1, 9)]
    lines[6] = '{"id": "n7", "text": '
    (tmp_path / "q.jsonl").write_text("\n".join(lines))
    items = list(read([str(tmp_path / "q.jsonl")]))
    assert [item.id for item in items if isinstance(item, Article)] == ["n1", "n2", "n3", "n4", "n5", "n6", "n8"]
    (broken,) = [item for item in items if isinstance(item, Unreadable)]
    assert broken.source.endswith("q.jsonl, line 7")
    assert "not valid JSON" in str(broken.error)
    assert items[0].published == date(2026, 3, 4)
    assert count([str(tmp_path / "q.jsonl")]) == 8


def test_csv_reads_rows_and_names_the_missing_column(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text('id,text,date\nx,"Two ""old"" men\ndied.",2026-03-04\ny,,2026-03-04\n')
    (tmp_path / "b.csv").write_text("id,body\nx,Two died.\n")
    first, empty = read([str(tmp_path / "a.csv")])
    assert (first.id, first.text) == ("x", 'Two "old" men\ndied.')
    assert "empty" in str(empty.error)
    (missing,) = read([str(tmp_path / "b.csv")])
    assert "no column 'text' (columns: id, body)" in str(missing.error)
    (named,) = read([str(tmp_path / "b.csv")], ReadOptions(text_field="body"))
    assert named.text == "Two died."


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        (b"", "empty"),
        (b" \n ", "empty"),
        (b"PK\x03\x04\x00\x00\x00", "binary"),
        ("Zwölf Tote".encode("latin-1"), "not valid UTF-8 (byte 0xf6 at offset 2)"),
    ],
)
def test_bad_files_fail_alone(tmp_path: Path, content: bytes, complaint: str) -> None:
    (tmp_path / "bad.txt").write_bytes(content)
    (tmp_path / "good.txt").write_text("Two died.")
    items = list(read([str(tmp_path)]))
    assert complaint in failures(items)["bad"]
    assert [item.id for item in items if isinstance(item, Article)] == ["good"]


def test_a_text_of_50_mb_is_refused_before_it_is_decoded(tmp_path: Path) -> None:
    (tmp_path / "big.txt").write_bytes(b"a " * 25_000_000)
    (item,) = read([str(tmp_path)])
    assert "too long" in str(item.error)


def test_a_file_that_vanishes_fails_alone(tmp_path: Path) -> None:
    for name in "ab":
        (tmp_path / f"{name}.txt").write_text("Two died.")
    items = read([str(tmp_path / "a.txt"), str(tmp_path / "b.txt")])
    next(items)
    (tmp_path / "b.txt").unlink()
    assert failures(list(items)) == {"b": "No such file or directory"}


def test_standard_input_is_one_text_or_lines_of_json(monkeypatch: pytest.MonkeyPatch) -> None:
    for data, ids in [(b"Two died.", ["stdin"]), (b'{"id": "a", "text": "Two died."}\n{"text": "x"}', ["a", "stdin:2"])]:
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(data)))
        assert [item.id for item in read(["-"])] == ids


def test_equal_ids_are_told_apart_or_refused(tmp_path: Path) -> None:
    (tmp_path / "q.jsonl").write_text('{"id": "a", "text": "Two died."}\n{"id": "a", "text": "Three died."}')
    first, second = read([str(tmp_path / "q.jsonl")])
    assert first.id == "a"
    assert "another article has the id 'a'" in str(second.error)


def test_files_of_one_name_go_by_their_paths(tmp_path: Path) -> None:
    for name in ("x", "y", "z"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "text.txt").write_text("Two died.")
    ids = [item.id for item in read([str(tmp_path / "*" / "text.txt")])]
    assert ids == ["text", (tmp_path / "y" / "text.txt").as_posix(), (tmp_path / "z" / "text.txt").as_posix()]


@pytest.mark.parametrize("name", ["missing.txt", "nothing*.txt", "empty"])
def test_inputs_that_name_nothing_are_wrong_usage(tmp_path: Path, name: str) -> None:
    (tmp_path / "empty").mkdir()
    with pytest.raises(UsageError, match="no "):
        list(read([str(tmp_path / name)]))
