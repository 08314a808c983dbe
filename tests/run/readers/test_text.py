"""Files that are one article each: plain text with its sidecar, and web pages."""

import json
from datetime import date
from pathlib import Path

import pytest

from extractor.run.readers import ReadOptions, read
from tests.run.readers.support import PACKED, failures, ids, texts, written

PAGE = """<html><head><title>Storm hits Maresh</title><meta property="article:published_time" content="2026-03-04T10:00:00Z"></head>
<body><nav>Home News Sport</nav><article><h1>Storm hits Maresh</h1><p>The storm killed four people in the port of Maresh on Tuesday, the mayor said.</p>
<p>Another two hundred families left their homes in the valley, and the river was still rising in the evening.</p></article></body></html>"""


def test_text_is_kept_exactly(tmp_path: Path) -> None:
    text = "In 2024 300 people\r\nfled.\n\n “Gone”\t\n"
    assert texts(written(tmp_path / "a.txt", text)) == [text]


def test_a_sidecar_tells_what_the_text_does_not(tmp_path: Path) -> None:
    written(tmp_path / "a.txt", "Two died.")
    written(tmp_path / "a.meta.json", json.dumps({"published": "2026-03-04", "title": "Storm", "publisher": "Morrow"}))
    (article,) = read([str(tmp_path / "a.txt")])
    assert (article.published, article.title, article.publisher) == (date(2026, 3, 4), "Storm", "Morrow")


def test_a_sidecar_has_the_whole_name_of_its_article(tmp_path: Path) -> None:
    written(tmp_path / "report.2024.txt", "Two died.")
    written(tmp_path / "report.2024.meta.json", '{"title": "Its own"}')
    written(tmp_path / "report.meta.json", '{"title": "Of another"}')
    (article,) = read([str(tmp_path / "report.2024.txt")])
    assert article.title == "Its own"


@pytest.mark.parametrize(
    ("sidecar", "complaint"),
    [
        ("[1]", "a.meta.json: not a JSON object"),
        ("{", "a.meta.json: not valid JSON"),
        (b"\xff", "a.meta.json: not valid UTF-8"),
        ("[" * 100_000, "a.meta.json: not readable: JSON nested too deeply"),
    ],
)
def test_a_broken_sidecar_fails_its_article(tmp_path: Path, sidecar: str | bytes, complaint: str) -> None:
    written(tmp_path / "a.txt", "Two died.")
    written(tmp_path / "a.meta.json", sidecar)
    assert complaint in failures(tmp_path)["a"]


def test_a_date_is_taken_from_the_head_of_the_text_and_else_from_the_option(tmp_path: Path) -> None:
    written(tmp_path / "a.txt", "Storm hits port\nPublished: 4 March 2026\n\nTwo died.")
    written(tmp_path / "b.txt", "Two died.")
    dates = [item.published for item in read([str(tmp_path)], ReadOptions(published=date(2026, 1, 1)))]
    assert dates == [date(2026, 3, 4), date(2026, 1, 1)]


def test_html_gives_the_article_without_its_page(tmp_path: Path) -> None:
    (article,) = read([str(written(tmp_path / "a.html", PAGE))])
    assert "killed four people" in article.text
    assert "Sport" not in article.text
    assert (article.title, article.published) == ("Storm hits Maresh", date(2026, 3, 4))


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        (b"", "empty"),
        (b" \n ", "empty"),
        (b"PK\x03\x04\x00\x00\x00", "binary"),
        ("Zwölf Tote".encode("latin-1"), "not valid UTF-8 (byte 0xf6 at offset 2)"),
        ("Two died.".encode("utf-16-le"), "binary file, not text; if it is UTF-16 without a byte order mark, convert it first"),
        ("Two died.".encode("utf-16") + b"!", "not valid UTF-16, though its byte order mark says so; save it as UTF-8"),
    ],
)
@pytest.mark.parametrize("name", ["bad.txt", "bad.unknown"])
def test_bad_files_fail_alone(tmp_path: Path, content: bytes, complaint: str, name: str) -> None:
    bad, good = written(tmp_path / name, content), written(tmp_path / "good.txt", "Two died.")
    assert complaint in failures(bad, good)["bad"]
    assert ids(bad, good) == ["bad", "good"]


@pytest.mark.parametrize(
    "head",
    [
        b'<meta charset="windows-1251">',
        b"<META http-equiv=Content-Type content='text/html; charset=Windows-1251'>",
        b'<?xml version="1.0" encoding="windows-1251"?>',
    ],
)
def test_a_page_is_read_in_the_encoding_that_it_names(tmp_path: Path, head: bytes) -> None:
    named = PAGE.replace("the mayor", "мэр Олег Карин").encode("cp1251")
    path = written(tmp_path / "a.html", head + named if head.startswith(b"<?") else named.replace(b"<head>", b"<head>" + head))
    assert "on Tuesday, мэр Олег Карин said." in texts(path)[0]
    written(path, path.read_bytes().decode("cp1251"))  # saved anew as UTF-8, with the old name left in it
    assert "on Tuesday, мэр Олег Карин said." in texts(path)[0]


@pytest.mark.parametrize(
    ("charset", "complaint"),
    [
        (b"windows-1252", "neither valid UTF-8 nor cp1252, which the page names"),
        (b"hex", "neither valid UTF-8 nor hex"),
        (b"utf-16", "not valid UTF-8 (byte 0x81"),
        (b"klingon", "not valid UTF-8 (byte 0x81"),
        (b"\xff", "not valid UTF-8 (byte 0xff"),
    ],
)
def test_a_page_that_is_not_in_the_encoding_it_names_fails_alone(tmp_path: Path, charset: bytes, complaint: str) -> None:
    path = written(tmp_path / "a.html", b"<meta charset=" + charset + b">\x81" + PAGE.encode())
    assert complaint in failures(path)["a"]


def test_a_page_in_latin_1_has_the_quotation_marks_of_windows(tmp_path: Path) -> None:
    page = PAGE.replace("<head>", '<head><meta charset="iso-8859-1">').replace("the mayor said", "“the mayor” said")
    assert "“the mayor” said" in texts(written(tmp_path / "a.html", page.encode("cp1252")))[0]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32"])
@pytest.mark.parametrize("order", ["", "-be"])
@pytest.mark.parametrize("packed", PACKED)
def test_a_byte_order_mark_says_what_a_file_is(tmp_path: Path, encoding: str, order: str, packed: str) -> None:
    def encoded(text: str) -> bytes:
        if order and encoding != "utf-8-sig":
            return ("\ufeff" + text).encode(encoding + order)
        return text.encode(encoding)

    text = "Two died\r\nin Maresh 🌊, “they” said.\n"
    for name, data in {
        "a.txt": text,
        "a.unknown": text,
        "a.jsonl": json.dumps({"text": text}, ensure_ascii=False) + "\n",
        "b.unknown": json.dumps({"text": text}, ensure_ascii=False) + "\n",
        "a.csv": f'id,text\r\n1,"{text}"\r\n',
    }.items():
        assert texts(written(tmp_path / (name + packed), PACKED[packed](encoded(data)))) == [text], name
    page = written(tmp_path / f"a.html{packed}", PACKED[packed](encoded(PAGE)))
    assert "killed four people" in texts(page)[0]
    written(tmp_path / "a.meta.json", encoded('{"title": "Storm 🌊"}'))
    (article,) = read([str(tmp_path / f"a.txt{packed}")])
    assert article.title == "Storm 🌊"


def test_rows_before_the_place_where_a_recoded_file_breaks_are_kept(tmp_path: Path) -> None:
    row = (json.dumps({"text": "Two died."}) + "\n").encode("utf-16-le")
    path = written(tmp_path / "q.jsonl", b"\xff\xfe" + row * 10_000 + b"\x00\xdc" + row)
    read_as = texts(path)
    assert read_as[0] == "Two died."
    assert read_as[-1] == "! not valid UTF-16, though its byte order mark says so; save it as UTF-8"


def test_a_page_without_article_fails_alone(tmp_path: Path) -> None:
    assert texts(written(tmp_path / "a.html", "<html></html>")) == ["! no article text found in this web page"]


def test_a_text_of_50_mb_is_refused_before_it_is_decoded(tmp_path: Path) -> None:
    (error,) = texts(written(tmp_path / "big.txt", b"a " * 25_000_000))
    assert error.startswith("! too long: more than 40,000,000 bytes")


def test_a_file_without_known_suffix_is_lines_of_json_or_one_text(tmp_path: Path) -> None:
    assert texts(written(tmp_path / "a.md", "# Two died.")) == ["# Two died."]
    assert texts(written(tmp_path / "export", '{"text": "Two died."}\n{"text": "Three died."}')) == ["Two died.", "Three died."]
