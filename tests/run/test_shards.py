"""Shards hold what the folder holds."""

import json
from pathlib import Path

import pyarrow.dataset
import pytest

from extractor.article import Article
from extractor.errors import OutputError
from extractor.run.shards import NAMES, form_of, write_shards
from tests.run.scripted import Scripted, articles, extract, lines

ITEMS = [*articles("Two died.", "refuse", "None here", "Two fled.", "flaky"), Article("odd \ud800", "Two more died.")]


async def folder(out: Path) -> None:
    """A run of six articles, one of which succeeded when it was tried again."""
    backend = Scripted()
    await extract(ITEMS, out, backend)
    backend.well = True
    await extract(ITEMS, out, backend)


async def test_jsonl_shards_hold_each_article_once_as_its_last_line_says(tmp_path: Path) -> None:
    await folder(tmp_path)
    assert write_shards(tmp_path, "jsonl", articles=2) == 3
    assert sorted(path.name for path in (tmp_path / "shards").iterdir()) == sorted(f"{name}-0000{n}.jsonl" for name in NAMES for n in range(3))
    shards = {name: [line for n in range(3) for line in lines(tmp_path / "shards", f"{name}-0000{n}")] for name in NAMES}
    assert {name: sorted(shards[name]) for name in ("texts", "records", "rejections")} == {
        name: sorted(lines(tmp_path, name)) for name in ("texts", "records", "rejections")
    }
    results = [json.loads(line) for line in shards["articles"]]
    assert {result["article_id"]: (result["status"], result["journal"]) for result in results} == {
        item.id: ("failed" if item.id == "1" else "done", {}) for item in ITEMS
    }


async def test_parquet_shards_are_one_table_of_the_same_lines(tmp_path: Path) -> None:
    await folder(tmp_path)
    write_shards(tmp_path, "parquet", articles=2)
    tables = {name: pyarrow.dataset.dataset(sorted((tmp_path / "shards").glob(f"{name}-*.parquet"))).to_table().to_pylist() for name in NAMES}
    for name in ("records", "rejections"):
        assert sorted(row["json"] + "\n" for row in tables[name]) == sorted(line.decode() for line in lines(tmp_path, name))
    assert {row["kind"] for row in tables["records"]} == {"casualty"}
    texts = {"0": "Two died.", "2": "None here", "3": "Two fled.", "4": "flaky", "odd \\ud800": "Two more died."}
    assert {row["article_id"]: row["text"] for row in tables["texts"]} == texts


async def test_new_shards_take_the_place_of_old_ones(tmp_path: Path) -> None:
    await folder(tmp_path)
    assert write_shards(tmp_path, "jsonl", articles=1) == 6
    assert form_of(tmp_path) == "jsonl"
    assert write_shards(tmp_path, "parquet") == 1
    assert form_of(tmp_path) == "parquet"
    assert sorted(path.name for path in (tmp_path / "shards").iterdir()) == sorted(f"{name}-00000.parquet" for name in NAMES)
    assert not (tmp_path / "shards.new").exists()


async def test_a_disk_that_refuses_them_costs_nothing_else(tmp_path: Path) -> None:
    await folder(tmp_path)
    (tmp_path / "shards.new").write_text("in the way")
    with pytest.raises(OutputError, match="all results stand in"):
        write_shards(tmp_path, "jsonl")
    assert len(lines(tmp_path, "records")) > 0


async def test_a_run_without_articles_has_no_shards(tmp_path: Path) -> None:
    await extract([], tmp_path)
    assert form_of(tmp_path) is None
    assert write_shards(tmp_path, "jsonl") == 0
