"""Any text comes back from every container exactly, and memory does not grow with their number."""

import csv
import io
import json
import tracemalloc
from collections import deque
from pathlib import Path
from random import Random

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from extractor.run.readers import read
from tests.run.readers.support import PACKED, jsonl, texts, written

WITHOUT_SURROGATES = st.text(st.characters(exclude_categories=["Cs"]), min_size=1).filter(str.strip)
WITHOUT_NUL = WITHOUT_SURROGATES.filter(lambda text: "\0" not in text)
TRICKY = 'Two\r\ndied,\r"three"\u2028fled;\t\x85\x1a \U0001f600\ufeff'
everywhere = settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
packed = pytest.mark.parametrize("suffix", PACKED)


@packed
@everywhere
@given(text=WITHOUT_NUL.filter(lambda text: not text.startswith("\ufeff")))
@example(text=TRICKY)
def test_plain_text(tmp_path: Path, suffix: str, text: str) -> None:
    assert texts(written(tmp_path / f"a.txt{suffix}", PACKED[suffix](text.encode()))) == [text]


@packed
@pytest.mark.parametrize("escaped", [True, False])
@everywhere
@given(several=st.lists(WITHOUT_SURROGATES, min_size=1, max_size=4))
@example(several=[TRICKY, "\0x"])
def test_jsonl(tmp_path: Path, suffix: str, escaped: bool, several: list[str]) -> None:
    data = "".join(json.dumps({"text": text}, ensure_ascii=escaped) + "\n" for text in several)
    assert texts(written(tmp_path / f"a.jsonl{suffix}", PACKED[suffix](data.encode()))) == several


@packed
@pytest.mark.parametrize("dialect", [{}, {"delimiter": ";"}, {"delimiter": "\t"}, {"quoting": csv.QUOTE_ALL, "lineterminator": "\n"}])
@everywhere
@given(several=st.lists(WITHOUT_NUL, min_size=1, max_size=4))
@example(several=[TRICKY, '"', 'a "b" c', " x "])
def test_csv(tmp_path: Path, suffix: str, dialect: dict, several: list[str]) -> None:
    table = io.StringIO(newline="")
    csv.writer(table, **dialect).writerows([("id", "text"), *enumerate(several)])
    assert texts(written(tmp_path / f"a.csv{suffix}", PACKED[suffix](table.getvalue().encode()))) == several


@everywhere
@given(several=st.lists(WITHOUT_SURROGATES, min_size=1, max_size=4))
@example(several=[TRICKY, "\0x"])
def test_parquet(tmp_path: Path, several: list[str]) -> None:
    pq.write_table(pa.table({"text": several}), tmp_path / "a.parquet")
    assert texts(tmp_path / "a.parquet") == several


@everywhere
@given(
    data=st.binary(max_size=300),
    suffix=st.sampled_from([".txt", ".html", ".jsonl", ".csv", ".tsv", ".parquet", ".unknown", ".txt.gz", ".jsonl.zst", ".csv.gz"]),
)
def test_no_bytes_end_the_reading(tmp_path: Path, data: bytes, suffix: str) -> None:
    assert texts(written(tmp_path / f"a{suffix}", data), written(tmp_path / "good.txt", "Two died."))[-1] == "Two died."


class _Forgetful:
    """As a memory on disk would look from here."""

    def add(self, article_id: str, /) -> bool:
        return True


def _peak(path: Path) -> int:
    """Bytes of memory at most held while all of `path` is read."""
    deque(read([str(path)], seen=_Forgetful()), maxlen=0)  # imports and caches are not what is measured
    tracemalloc.start()
    deque(read([str(path)], seen=_Forgetful()), maxlen=0)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return peak


@pytest.mark.parametrize("name", ["q.jsonl", "q.jsonl.gz", "q.jsonl.zst", "q.csv", "q.csv.gz", "q.parquet"])
def test_memory_does_not_grow_with_rows(tmp_path: Path, name: str) -> None:
    peaks = []
    random = Random(4)
    for number in (1000, 8000):
        rows = [{"text": f"{row} died in storm {random.randbytes(200).hex()}", "published": "2026-03-04"} for row in range(number)]
        path = tmp_path / str(number) / name
        if name.endswith(".parquet"):
            path.parent.mkdir()
            pq.write_table(pa.Table.from_pylist(rows), path)
        else:
            lines = jsonl(*rows) if "jsonl" in name else b"text,published\n" + "".join(f"{row['text']},2026-03-04\n" for row in rows).encode()
            written(path, PACKED[path.suffix if path.suffix in PACKED else ""](lines))
        peaks.append(_peak(path))
    assert peaks[1] < peaks[0] * 1.2


def test_memory_does_not_grow_with_files(tmp_path: Path) -> None:
    peaks = []
    for number in (2, 20):
        for file in range(number * 50):
            written(tmp_path / str(number) / str(file // 50) / f"{file}.txt", "Two died. " * 500)
        peaks.append(_peak(tmp_path / str(number)))
    assert peaks[1] < peaks[0] * 1.2
