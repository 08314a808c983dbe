"""What Ray is given to do, and where: units that are the same whenever they are read again, and shares that together keep the limits."""

import json
import socket
from pathlib import Path
from typing import Any

import pytest

from extractor.backends.llm.backend import LLMBackend, LLMSettings
from extractor.backends.llm.traffic import Limits
from extractor.errors import ArticleInputError, UsageError
from extractor.run.budget import Budget
from extractor.run.ray.session import session
from extractor.run.ray.shares import actors_within, budget_share, maker
from extractor.run.ray.source import UNIT, Source
from extractor.run.ray.unit import Unit
from extractor.run.readers import ReadOptions, Unreadable
from schemas.files import Usage
from tests.run.scripted import Scripted, articles, extract


def rows(path: Path, *texts: str) -> Path:
    path.write_text("".join(json.dumps({"id": str(number), "text": text}) + "\n" for number, text in enumerate(texts)), encoding="utf-8")
    return path


def source(path: Path, out: Path, **more: Any) -> Source:
    return Source((str(path),), ReadOptions(), out, **more)


def end(out: Path) -> int:
    return (out / "articles.jsonl").stat().st_size


def ids(units: list[Unit]) -> list[list[str]]:
    return [[item.id for item in unit.items] for unit in units]


def test_units_hold_all_in_order_and_the_last_is_empty(tmp_path: Path) -> None:
    units = list(source(rows(tmp_path / "a.jsonl", *(f"Two died in {n}." for n in range(UNIT + 3))), tmp_path).units())
    assert [id_ for unit in ids(units) for id_ in unit] == [str(n) for n in range(UNIT + 3)]
    assert [unit.number for unit in units] == [0, 1, 2]
    assert [unit.last for unit in units] == [False, False, True]
    assert (len(units[0].items), units[2].items) == (UNIT, ())


def test_long_articles_make_small_units(tmp_path: Path) -> None:
    units = list(source(rows(tmp_path / "a.jsonl", *(f"{n} " + "x" * 150_000 for n in range(5))), tmp_path).units())
    assert [len(unit.items) for unit in units] == [2, 2, 1, 0]


def test_a_text_that_came_before_is_asked_for_once(tmp_path: Path) -> None:
    unit, _ = source(rows(tmp_path / "a.jsonl", "Two died.", "One died.", "Two died."), tmp_path).units()
    assert ([item.id for item in unit.items], [twin.id for twin in unit.twins]) == (["0", "1"], ["2"])


async def test_what_the_folder_holds_is_passed_over_and_its_failures_are_not(tmp_path: Path) -> None:
    texts = ("Two died.", "flaky", "refuse")
    await extract(articles(*texts), tmp_path / "out")
    path = rows(tmp_path / "a.jsonl", *texts, "Two died.", "New.")
    unit, _ = source(path, tmp_path / "out", end=end(tmp_path / "out")).units()
    assert (unit.passed, ids([unit]), [twin.id for twin in unit.twins]) == (2, [["1", "4"]], ["3"])
    unit, _ = source(path, tmp_path / "out", end=end(tmp_path / "out"), retry_failed=True).units()
    assert (unit.passed, ids([unit])) == (1, [["1", "2", "4"]])


async def test_a_reader_that_starts_again_gives_the_same_units_whatever_was_written_since(tmp_path: Path) -> None:
    texts = [f"Two died in {n}." for n in range(40)]
    await extract(articles(*texts[:5]), tmp_path / "out")
    reader = source(rows(tmp_path / "a.jsonl", *texts), tmp_path / "out", end=end(tmp_path / "out"))
    before = list(reader.units())
    await extract(articles(*texts[:30]), tmp_path / "out", Scripted())
    assert list(reader.units()) == before


def test_what_can_t_be_read_ends_the_units_with_the_reason(tmp_path: Path) -> None:
    (unit,) = source(tmp_path / "gone.jsonl", tmp_path).units()
    assert "gone.jsonl: no such file" in str(unit.error)
    assert not unit.last


def test_an_actor_gets_its_share_and_the_key_of_the_machine_that_started_it(monkeypatch: pytest.MonkeyPatch) -> None:
    limits = Limits(concurrency=10, rpm=600, tpm=9000)
    make = maker(LLMSettings(model="m", limits=limits), 4, environment={"OPENAI_API_KEY": "sk-a", "OPENAI_BASE_URL": "http://127.0.0.1:1/v1"})
    assert make.args[0].limits == Limits(concurrency=2, rpm=150, tpm=2250)
    assert "sk-a" not in repr(make)
    monkeypatch.setenv("OPENAI_BASE_URL", "http://127.0.0.1:2/v1")
    backend = make()
    assert isinstance(backend, LLMBackend)
    assert backend.settings()["endpoint"] == "http://127.0.0.1:1/v1"
    assert maker(LLMSettings(), 4, environment={"OPENAI_API_KEY": "sk-a"}).args[0].limits == Limits()
    assert maker(LLMSettings(api_key="sk-b"), 4, cross_check=True)().settings()["cross_check"] == "rules"
    assert maker(None, 4)().name == "rules"


def test_no_more_actors_than_requests_may_be_in_flight() -> None:
    assert [actors_within(Limits(concurrency), 5) for concurrency in (3, 8, None)] == [3, 5, 5]


def test_what_is_left_of_the_budget_is_divided() -> None:
    spent = Usage(input_tokens=100, output_tokens=20, cost_usd=1.0)
    assert budget_share(Budget(5.0, 1120), spent, 4) == Budget(1.0, 250)
    assert budget_share(Budget(0.5, 100), spent, 4) == Budget(0.0, 0)
    assert budget_share(Budget(), spent, 4) == Budget()


def test_the_last_unit_counts_the_files_that_were_not_read(tmp_path: Path) -> None:
    queue = tmp_path / "in"
    queue.mkdir()
    rows(queue / "a.jsonl", "Two died.")
    (queue / "b.pdf").touch()
    assert [dict(unit.others) for unit in source(queue, tmp_path).units()] == [{}, {".pdf": 1}]


async def test_the_last_unit_names_the_failures_that_are_gone(tmp_path: Path) -> None:
    path = rows(tmp_path / "a.jsonl", "Two died.")
    other, own = ArticleInputError("not valid JSON"), f"{path}, line 2"
    await extract([Unreadable("a:2", own, other), Unreadable("b:2", "b.jsonl, line 2", other)], tmp_path / "out")
    assert [unit.gone for unit in source(path, tmp_path / "out", end=end(tmp_path / "out")).units()] == [(), ("a:2",)]


def test_a_cluster_that_nobody_answers_for_is_refused_at_once() -> None:
    with socket.socket() as bound:  # and does not listen
        bound.bind(("127.0.0.1", 0))
        address = f"127.0.0.1:{bound.getsockname()[1]}"
        with pytest.raises(UsageError, match=f"Ray can't be reached at {address}: .*refused"), session(address):
            pass
