"""JSONL and standard input: one object a line, and what is wrong with a line is that line's failure."""

import io
import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from extractor.article import Article
from extractor.backends.choose import choose
from extractor.pipeline import extract_article
from extractor.run.readers import ReadOptions, Unreadable, read
from tests.run.readers.support import PACKED, failures, give_stdin, jsonl, texts, written


def test_jsonl_names_the_broken_line_and_goes_on(tmp_path: Path) -> None:
    lines = [json.dumps({"id": f"n{n}", "text": f"{n} died.", "date": "2026-03-04T10:00:00+00:00"}) for n in range(1, 9)]
    lines[6] = '{"id": "n7", "text": '
    items = list(read([str(written(tmp_path / "q.jsonl", "\n".join(lines)))]))
    assert [item.id for item in items if isinstance(item, Article)] == ["n1", "n2", "n3", "n4", "n5", "n6", "n8"]
    (broken,) = [item for item in items if isinstance(item, Unreadable)]
    assert (broken.id, broken.source) == ("q:7", f"{tmp_path}/q.jsonl, line 7")
    assert "not valid JSON" in str(broken.error)
    assert items[0].published == date(2026, 3, 4)


@pytest.mark.parametrize(
    ("line", "complaint"),
    [
        (b"[1, 2]", "not a JSON object"),
        (b'"text"', "not a JSON object"),
        (b'{"text": null}', "no text in field 'text'"),
        (b'{"text": 5}', "no text in field 'text'"),
        (b'{"body": "Two died."}', "no text in field 'text'"),
        (b'{"text": " "}', "empty"),
        (b'{"text": "caf\xe9"}', "not valid UTF-8 (byte 0xe9)"),
        (b'{"text": "\xed\xa0\x80"}', "not valid UTF-8"),
        (b'{"text": "a\0b"}', "not valid JSON"),
        (b'{"text": "cut', "not valid JSON"),
        (b'{"text": "x", "n": ' + b"9" * 5000 + b"}", "not valid JSON"),
        (b'{"text": "x", "n": ' + b"[" * 100_000, "nested too deeply"),
        (b'{"text": "' + b"x" * 500 + b'"}', "too long: 500 characters"),
        (b'{"text": "x", "more": "' + b"x" * 5_000_000 + b'"}', "too long: more than 400,000 bytes"),
    ],
)
def test_a_bad_line_fails_alone(tmp_path: Path, line: bytes, complaint: str) -> None:
    good = b'{"text": "Two died."}'
    path = written(tmp_path / "q.jsonl", b"\n".join([good, line, good]))
    options = ReadOptions(max_characters=400 if b"xxx" in line and b"more" not in line else 100_000)
    assert texts(path, options=options)[::2] == ["Two died."] * 2
    assert complaint in failures(path, options=options)["q:2"]


def test_an_overlong_line_is_passed_over_to_its_end_even_if_it_is_the_last(tmp_path: Path) -> None:
    path = written(tmp_path / "q.jsonl", jsonl({"text": "Two died."}, {"text": "x" * 3_000_000}).rstrip())
    assert failures(path, options=ReadOptions(max_characters=100)).keys() == {"q:2"}


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b'\xef\xbb\xbf{"text": "Two died."}\r\n{"text": "Three\\r\\ndied."}\r\n', ["Two died.", "Three\r\ndied."]),
        (b'\n\n  \n{"text": "Two died."}\n\n', ["Two died."]),
        (rb'{"text": "a whole \ud83d\ude00, a null \u0000"}', ["a whole 😀, a null \0"]),
        ('{"text": "Two\u2028died.\x85"}'.encode(), ["Two\u2028died.\x85"]),
    ],
)
def test_texts_are_exactly_what_json_says(tmp_path: Path, data: bytes, expected: list[str]) -> None:
    assert texts(written(tmp_path / "q.ndjson", data)) == expected


def test_half_a_character_is_its_own_rows_failure(tmp_path: Path) -> None:
    path = written(tmp_path / "q.jsonl", rb'{"text": "half \ud83d of a pair"}' + b"\n" + jsonl({"text": "Two died."}))
    assert failures(path) == {"q:1": "no valid Unicode: half a character (U+D83D) at 5; mend the input"}
    assert texts(path)[1:] == ["Two died."]


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"Two died.", ["Two died."]),
        (b"\n \nTwo died.\n", ["\n \nTwo died.\n"]),
        (b"\xef\xbb\xbfTwo died.", ["Two died."]),
        (b"{{ Two died }}", ["{{ Two died }}"]),
        (b'{"text": "Two died."}\n{"text": "Three died."}', ["Two died.", "Three died."]),
        (b'\n\xef\xbb\xbf{ "text": "Two died."}\n', ["Two died."]),
        (b"", ["! empty: no text"]),
        (b"ab", ["ab"]),
    ],
)
@pytest.mark.parametrize("packed", PACKED)
def test_standard_input_is_one_text_or_lines_of_json(monkeypatch: pytest.MonkeyPatch, data: bytes, expected: list[str], packed: str) -> None:
    give_stdin(monkeypatch, PACKED[packed](data))
    assert texts("-") == expected


def test_standard_input_that_is_cut_off_keeps_its_whole_lines(monkeypatch: pytest.MonkeyPatch) -> None:
    give_stdin(monkeypatch, PACKED[".gz"](jsonl({"text": "Two died."}))[:-1])
    assert texts("-") == ["Two died.", "! cut off: the gzip data ends too early; what was whole before that was read"]


def test_lines_of_json_of_which_the_first_is_broken_are_not_one_text(monkeypatch: pytest.MonkeyPatch) -> None:
    give_stdin(monkeypatch, b'{"text": "cut\n{"text": "Two died."}\n')
    assert texts("-")[1:] == ["Two died."]
    assert [item.id for item in read(["-"])] == ["stdin"]  # by now it is read to its end


def test_an_indented_json_document_is_not_one_text(monkeypatch: pytest.MonkeyPatch) -> None:
    give_stdin(monkeypatch, b'{\n  "text": "Two died."\n}\n')
    read_as = texts("-")
    assert len(read_as) == 3
    assert all(text.startswith("! not ") for text in read_as)


def test_standard_input_is_read_only_as_far_as_it_is_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    class Pipe(io.RawIOBase):
        """Gives one line at a time; the third would never come."""

        def __init__(self) -> None:
            self.lines: Iterator[bytes] = iter([jsonl({"text": "One died."}), jsonl({"text": "Two died."})])

        def readable(self) -> bool:
            return True

        def readinto(self, buffer: memoryview) -> int:
            line = next(self.lines)
            buffer[: len(line)] = line
            return len(line)

    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BufferedReader(Pipe())))
    items = read(["-"])
    assert [next(items).text, next(items).text] == ["One died.", "Two died."]


def test_closed_standard_input_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", None)
    assert texts("-") == ["! standard input is closed"]


@pytest.mark.parametrize(
    ("stated", "expected"),
    [
        ("2026-03-04", date(2026, 3, 4)),
        ("2026-03-04T23:30:00-05:00", date(2026, 3, 4)),
        ("2026-03-04 10:00:00.123456789 UTC", date(2026, 3, 4)),
        ("20260304", date(2026, 3, 4)),
        (20260304, date(2026, 3, 4)),
        ("20260304T101500Z", date(2026, 3, 4)),
        (" 2026-03-04 ", date(2026, 3, 4)),
        ("Wed, 04 Mar 2026 10:00:00 GMT", date(2026, 3, 4)),
        ("March 4, 2026", date(2026, 3, 4)),
        ("04/03/2026", None),
        ("2026-02-30", None),
        ("2026", None),
        ("2026-03", None),
        ("March 2026", None),
        ("yesterday", None),
        ("unknown", None),
        (1712031200000, None),
        (1712031200, None),
        ({"year": 2026}, None),
    ],
)
def test_a_stated_date_is_read_or_warned_of_and_never_replaced(tmp_path: Path, stated: object, expected: date | None) -> None:
    path = written(tmp_path / "q.jsonl", jsonl({"text": "Published: 1 January 2020\n\nTwo died.", "published": stated}))
    (article,) = read([str(path)], ReadOptions(published=date(2019, 1, 1)))
    assert article.published == expected
    assert article.warnings == (() if expected else ("published_not_understood",))


async def test_records_carry_the_warning_of_a_date_that_was_not_read(tmp_path: Path) -> None:
    path = written(tmp_path / "q.jsonl", jsonl({"text": "Two people were killed in Maresh.", "date": "04/03/2026"}))
    (article,) = read([str(path)])
    (record,) = (await extract_article(article, choose("rules"), ["casualty"])).records
    assert record.warnings == ("published_not_understood",)


@pytest.mark.parametrize("stated", [None, "", 0, False])
def test_an_empty_date_is_none_stated(tmp_path: Path, stated: object) -> None:
    path = written(tmp_path / "q.jsonl", jsonl({"text": "Two died.", "published": stated}))
    (article,) = read([str(path)], ReadOptions(published=date(2019, 1, 1)))
    assert (article.published, article.warnings) == (date(2019, 1, 1), ())


def test_the_usual_names_of_fields_are_known(tmp_path: Path) -> None:
    row = {"article_id": 7, "body": "Two died.", "headline": "Storm", "source": "Morrow", "link": "https://morrow.example/1", "date": "2026-03-04"}
    (article,) = read([str(written(tmp_path / "q.jsonl", jsonl(row)))], ReadOptions(text_field="body"))
    assert (article.id, article.title, article.publisher, article.url) == ("7", "Storm", "Morrow", "https://morrow.example/1")
