"""gzip and zstd around every format; streams that are cut off or damaged."""

import gzip
from hashlib import sha256
from pathlib import Path

import pytest
import zstandard

from extractor.run.readers import ReadOptions, count
from tests.run.readers.support import PACKED, failures, ids, jsonl, texts, written
from tests.run.readers.test_text import PAGE

ROWS = [{"text": f"{number} died in storm {sha256(bytes([number % 256, number // 256])).hexdigest()}."} for number in range(10_000)]
COMPRESSED = [suffix for suffix in PACKED if suffix]


@pytest.mark.parametrize("suffix", [*PACKED, ".GZ"])
def test_every_format_is_unpacked(tmp_path: Path, suffix: str) -> None:
    for name, data in {
        "a.txt": "Two died.",
        "b.html": PAGE,
        "c.jsonl": '{"text": "Two died."}',
        "d.csv": "text\nTwo died.\n",
        "e.tsv": "text\nTwo died.",
    }.items():
        written(tmp_path / (name + suffix), PACKED[suffix.lower()](data.encode()))
    written(tmp_path / "a.meta.json", '{"title": "Storm"}')
    assert ids(tmp_path) == ["a", "b", "c:1", "d:1", "e:1"]
    assert [text for text in texts(tmp_path) if "Two died." not in text] == texts(tmp_path)[1:2]


@pytest.mark.parametrize("suffix", COMPRESSED)
def test_parts_that_follow_each_other_are_one_text(tmp_path: Path, suffix: str) -> None:
    pack = PACKED[suffix]
    padding = b"\0" * 3000 if suffix == ".gz" else b"\x50\x2a\x4d\x18\x04\0\0\0skip"
    assert texts(written(tmp_path / f"a.txt{suffix}", pack(b"Two ") + pack(b"") + pack(b"died.") + padding)) == ["Two died."]


@pytest.mark.parametrize("suffix", COMPRESSED)
@pytest.mark.parametrize(("share", "kept"), [(0.0, 0), (0.00001, 0), (0.5, 2000), (0.999, 8000)])
def test_a_stream_that_is_cut_off_keeps_its_whole_rows(tmp_path: Path, suffix: str, share: float, kept: int) -> None:
    data = PACKED[suffix](jsonl(*ROWS))
    path = written(tmp_path / f"q.jsonl{suffix}", data[: int(len(data) * share)])
    *whole, error = texts(path)
    assert len(whole) >= kept
    assert whole == [row["text"] for row in ROWS[: len(whole)]]
    assert error.startswith("! cut off: the ")
    assert failures(path).keys() == {"q"}


@pytest.mark.parametrize("suffix", COMPRESSED)
@pytest.mark.parametrize("container", ["jsonl", "csv"])
def test_damage_keeps_what_stands_before_it(tmp_path: Path, suffix: str, container: str) -> None:
    plain = jsonl(*ROWS) if container == "jsonl" else b"text\n" + "".join(f"{row['text']}\n" for row in ROWS).encode()
    data = bytearray(gzip.compress(plain) if suffix == ".gz" else zstandard.ZstdCompressor(write_checksum=True).compress(plain))
    data[-6] ^= 0xFF  # the checksum
    *whole, error = texts(written(tmp_path / f"q.{container}{suffix}", data))
    assert len(whole) > 8000
    assert whole == [row["text"] for row in ROWS[: len(whole)]]
    assert error.startswith("! damaged ")
    assert f"the {len(whole):,} articles read from it before may hold damaged text too: run again with a sound copy" in error


@pytest.mark.parametrize("suffix", COMPRESSED)
def test_half_a_text_is_no_article(tmp_path: Path, suffix: str) -> None:
    data = PACKED[suffix](b"Two died. " * 1000)
    (error,) = texts(written(tmp_path / f"a.txt{suffix}", data[:-8]))
    assert error.startswith("! cut off")


@pytest.mark.parametrize("suffix", COMPRESSED)
def test_what_is_not_compressed_is_told(tmp_path: Path, suffix: str) -> None:
    (error,) = texts(written(tmp_path / f"a.txt{suffix}", "Two died."))
    assert error.startswith("! damaged ")
    assert error.endswith("can't be read")


@pytest.mark.parametrize("suffix", COMPRESSED)
def test_a_small_file_that_unpacks_to_a_huge_one_is_refused(tmp_path: Path, suffix: str) -> None:
    path = written(tmp_path / f"a.txt{suffix}", PACKED[suffix](b"a" * 50_000_000))
    (error,) = texts(path, options=ReadOptions(max_characters=1000))
    assert error.startswith("! too long")


@pytest.mark.parametrize("suffix", COMPRESSED)
def test_rows_that_only_unpacking_would_count_are_not_counted(tmp_path: Path, suffix: str) -> None:
    assert count([str(written(tmp_path / f"a.txt{suffix}", b"x"))]) == 1
    assert count([str(written(tmp_path / f"a.jsonl{suffix}", b"x"))]) is None
