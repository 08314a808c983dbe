"""CSV: rows are texts exactly, or refused; a bad row fails alone."""

from pathlib import Path

import pytest

from extractor.run.readers import ReadOptions, read
from tests.run.readers.support import failures, texts, written


def test_csv_reads_rows_and_names_the_missing_column(tmp_path: Path) -> None:
    first, empty = read([str(written(tmp_path / "a.csv", 'id,text,date\nx,"Two ""old"" men\ndied.",2026-03-04\ny,,2026-03-04\n'))])
    assert (first.id, first.text) == ("x", 'Two "old" men\ndied.')
    assert (empty.id, str(empty.error)) == ("y", "empty: no text")
    other = written(tmp_path / "b.csv", "id,body\nx,Two died.\n")
    assert texts(other) == ["! no column 'text' (columns: id, body); name it with --text-field"]
    assert texts(other, options=ReadOptions(text_field="body")) == ["Two died."]


@pytest.mark.parametrize(
    ("name", "data", "expected"),
    [
        ("a.csv", "id;text\nx;Two, or three, died.\n", ["Two, or three, died."]),
        ("a.csv", "id\ttext\nx\tTwo, or three; died.\n", ["Two, or three; died."]),
        ("a.csv", "id|text\nx|Two died.\n", ["Two died."]),
        ("a.csv", "title, and more;text\nx;Two died.\n", ["Two died."]),
        ("a.tsv", "id\ttext\nx\tTwo, or three, died.\n", ["Two, or three, died."]),
        ("a.csv", "text\nTwo died.\n", ["Two died."]),
        ("a.csv", "\ufefftext,id\nTwo died.,1\n", ["Two died."]),
        ("a.csv", '\ufeff"text","id"\n"Two died.","1"\n', ["Two died."]),
        ("a.csv", 'id,text\r\n1,"Two\r\ndied."\r\n\r\n2,Three died.\r\n', ["Two\r\ndied.", "Three died."]),
        ("a.csv", "id,text\r1,Two died.\r2,Three died.", ["Two died.", "Three died."]),
        ("a.csv", "\n\nid , text\n1,Two died.\n", ["Two died."]),
        ("a.csv", '"the\nid",text\n1,Two died.\n', ["Two died."]),
        ("a.csv", "id,text\n1,Two died.,,\n", ["Two died."]),
        ("a.csv", "id,text\n1, Two died. \n", [" Two died. "]),
        ("a.csv", "", ["! no column 'text' (columns: none); name it with --text-field"]),
        ("a.csv", "id,text\n", []),
    ],
)
def test_tables_of_all_sorts_are_read(tmp_path: Path, name: str, data: str, expected: list[str]) -> None:
    assert texts(written(tmp_path / name, data)) == expected


@pytest.mark.parametrize(
    ("row", "complaint"),
    [
        (b"2,caf\xe9", "not valid UTF-8 (byte 0xe9)"),
        (b'2,"caf\xe9\nand more"', "not valid UTF-8 (byte 0xe9)"),
        (b"2,Two\0died", "NUL"),
        (b"2", "no text in field 'text'"),
        (b"2,", "empty"),
        (b"2,Two died, three fled", "3 fields under 2 columns"),
        (b'2,"Gone" he said', "not valid CSV: ',' expected after '\"' (line 3)"),
        (b'2,"He said \\"go\\" and\nleft\nhome."', "(lines 3 to 5, all left out)"),
        (b"2," + b"x" * 500, "too long: 500 characters"),
        (b"2," + b"x" * 3_000_000, "too long: more than 1,600 bytes"),
        (b'2,"' + b"x\n" * 1_000_000 + b'"', "(lines 3 to 1000003, all left out; is a quotation mark left open?)"),
    ],
)
def test_a_bad_row_fails_alone(tmp_path: Path, row: bytes, complaint: str) -> None:
    path = written(tmp_path / "a.csv", b"id,text\n1,One died.\n" + row + b"\n3,Three died.\n")
    options = ReadOptions(max_characters=400)
    assert texts(path, options=options)[::2] == ["One died.", "Three died."]
    (failure,) = failures(path, options=options).items()
    assert failure[0] in ("2", "a:2")
    assert complaint in failure[1]


def test_a_quotation_mark_that_is_never_closed_makes_no_text_of_the_rest(tmp_path: Path) -> None:
    path = written(tmp_path / "a.csv", 'id,text\n1,One died.\n2,"Two died.\n3,Three died.\n')
    assert texts(path) == ["One died.", "! a quotation mark is left open (lines 3 to 4, all left out)"]


@pytest.mark.parametrize("name", ["text", "id"])
def test_a_column_that_is_there_twice_is_refused(tmp_path: Path, name: str) -> None:
    path = written(tmp_path / "a.csv", f"id,text,{name}\n1,Two died.,\n")
    assert texts(path) == [f"! more than one column '{name}' (columns: id, text, {name}); rename all but one"]


GOOD = [f'{n},"{n} people died, police said.",2026-03-04' for n in range(50)]


@pytest.mark.parametrize(
    ("row", "complaint"),
    [
        ('x,"He said "hello" and left a 5" nail.",2026-03-04', "not valid CSV: ',' expected after '\"' (line 12)"),
        ('x,"He said "hello" and left.",2026-03-04', "(line 12)"),
        ('x,"He said ""hello" and left.",2026-03-04', "(line 12)"),
        ('x,"He said hello" and left.,2026-03-04', "(line 12)"),
        ('x,"He said hello and left.,2026-03-04', "(line 12)"),
        ('x,"He said hello\nand "left" now,\nthen, came, back\nand, left",2026-03-04', "(lines 12 to 15, all left out)"),
    ],
)
def test_a_row_with_an_odd_quotation_mark_takes_no_good_rows_with_it(tmp_path: Path, row: str, complaint: str) -> None:
    path = written(tmp_path / "a.csv", "\n".join(["id,text,date", *GOOD[:10], row, *GOOD[10:], ""]))
    expected = [f"{n} people died, police said." for n in range(50)]
    assert [text for text in texts(path) if text.endswith("police said.")] == expected
    assert complaint in "".join(failures(path).values())


def test_a_quotation_mark_that_begins_a_text_of_a_table_without_any_costs_that_row(tmp_path: Path) -> None:
    rows = [f"{n}\t{n} people died, police said." for n in range(9)]
    path = written(tmp_path / "a.tsv", "\n".join(["id\ttext", *rows[:4], '4\t"Four people died, police said.', *rows[5:], ""]))
    assert [text.split()[0] for text in texts(path)] == ["0", "1", "2", "3", "!", "5", "6", "7", "8"]
    assert list(failures(path).values()) == ["a quotation mark is left open (line 6)"]


def test_two_broken_rows_after_each_other_fail_with_their_lines(tmp_path: Path) -> None:
    bad = 'x,"The 6" pipe burst,2026-03-04'
    path = written(tmp_path / "a.csv", "\n".join(["id,text,date", *GOOD[:3], bad, bad, *GOOD[3:6], bad, *GOOD[6:9], ""]))
    assert len([text for text in texts(path) if text.endswith("police said.")]) == 9
    assert [error.split("(")[1] for error in failures(path).values()] == ["line 5)", "line 6)", "line 10)"]


def test_prose_behind_a_broken_row_makes_no_article(tmp_path: Path) -> None:
    path = written(tmp_path / "a.csv", 'id,text\n1,One died.\n2,"He said "go" and left\n1,000 people died\nwith him."\n3,Three died.\n')
    assert texts(path) == ["One died.", "! not valid CSV: ',' expected after '\"' (lines 3 to 5, all left out)", "Three died."]


@pytest.mark.parametrize(
    ("header", "complaint"),
    [
        (b"id,t\xe9xt\n", "not valid UTF-8 (byte 0xe9)"),
        ("id,text\n".encode("utf-16-le"), "NUL"),
        (b"x" * 2000, "too long"),
    ],
)
def test_a_header_that_is_no_text_fails_the_file(tmp_path: Path, header: bytes, complaint: str) -> None:
    ((name, error),) = failures(written(tmp_path / "a.csv", header), options=ReadOptions(max_characters=400)).items()
    assert name == "a"
    assert complaint in error
