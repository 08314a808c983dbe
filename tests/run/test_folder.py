"""A run's folder as a journal: what is committed counts, whatever happened to the process or the disk."""

import asyncio
import json
import os
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractor.article import Article
from extractor.backends.choose import checked_by_rules
from extractor.errors import OutputError, UsageError
from extractor.pipeline import Extraction
from extractor.run import journal, parts
from extractor.run import writer as writing
from extractor.run.folder import RunFolder
from extractor.run.one import done
from extractor.run.parts import PARTS
from tests.run.scripted import Scripted, articles, extract, lines, opened

QUEUE = articles("Two died.", "Two fell.", "None here", "Two ran.")
FILES = ("articles", *(part.name for part in PARTS))


def content(out: Path) -> dict[str, Any]:
    """All that readers see, by article; and how many lines lie there."""
    folder = RunFolder(out)
    seen: dict[str, Any] = {result.article_id: [result.status, folder.text(result.article_id)] for result in folder.articles()}
    for found in (*folder.records(), *folder.rejections()):
        seen[found.article_id].append(found)
    return seen | {name: len(lines(out, name)) for name in FILES if (out / f"{name}.jsonl").exists()}


def append(name: str, data: bytes) -> Callable[[Path], None]:
    def damage(out: Path) -> None:
        with (out / f"{name}.jsonl").open("ab") as file:
            file.write(data)

    return damage


def cut(name: str, count: int) -> Callable[[Path], None]:
    def damage(out: Path) -> None:
        path = out / f"{name}.jsonl"
        path.write_bytes(path.read_bytes()[:-count])

    return damage


def zero(name: str, count: int) -> Callable[[Path], None]:
    def damage(out: Path) -> None:
        path = out / f"{name}.jsonl"
        path.write_bytes(path.read_bytes()[:-count] + bytes(count))

    return damage


@pytest.mark.parametrize(
    ("damage", "again"),
    [
        pytest.param(append("records", b'{"id": "casualty-0", "kin'), 0, id="a torn record"),
        pytest.param(append("records", b'{"id": "casualty-0"}\n'), 0, id="a whole record that no article has committed"),
        pytest.param(append("texts", b'{"article_id": "9", "text": "Two'), 0, id="a torn text"),
        pytest.param(append("articles", b'{"article_id": "9", "status": "do'), 0, id="a torn article line"),
        pytest.param(append("articles", b'{"article_id": "9", "status": "done"}\n'), 0, id="an article line that says not where its records are"),
        pytest.param(append("articles", bytes(512)), 0, id="zeros after a power cut"),
        pytest.param(cut("articles", 1), 1, id="the last line end is missing"),
        pytest.param(cut("articles", 40), 1, id="the last article line is torn"),
        pytest.param(cut("records", 10), 1, id="records are shorter than committed"),
        pytest.param(cut("texts", 10), 1, id="texts are shorter than committed"),
        pytest.param(zero("records", 10), 1, id="records end in zeros"),
        pytest.param(lambda out: (out / "records.jsonl").unlink(), 4, id="records are gone"),
        pytest.param(lambda out: (out / "articles.jsonl").unlink(), 4, id="articles are gone"),
    ],
)
async def test_what_is_not_committed_is_neither_shown_nor_kept(tmp_path: Path, damage: Callable[[Path], None], again: int) -> None:
    backend = Scripted(concurrency=1)
    await extract(QUEUE, tmp_path, backend)
    whole = content(tmp_path)
    damage(tmp_path)
    seen = content(tmp_path)
    assert {key: value for key, value in seen.items() if key not in FILES}.items() <= whole.items()
    assert len([key for key in seen if key not in FILES]) == len(QUEUE) - again
    ended, _, _ = await extract(QUEUE, tmp_path, backend)
    assert content(tmp_path) == whole
    assert backend.asked.total() == len(QUEUE) + again
    assert (ended.totals.articles, ended.totals.records, ended.totals.rejections) == (4, {"casualty": 3}, 1)


@settings(deadline=None, max_examples=40)
@given(keep=st.fixed_dictionaries({name: st.floats(0, 1) for name in FILES}), junk=st.binary(max_size=40) | st.integers(0, 40).map(bytes) | st.just(b"\n" * 40))
def test_whatever_a_power_cut_leaves_the_run_ends_the_same(keep: dict[str, float], junk: bytes) -> None:
    with TemporaryDirectory() as folder:
        out, backend = Path(folder), Scripted(concurrency=1)
        asyncio.run(extract(QUEUE, out, backend))
        whole = content(out)
        for name, part in keep.items():
            path = out / f"{name}.jsonl"
            data = path.read_bytes()
            path.write_bytes(data[: round(len(data) * part)] + junk)
        kept = {key: value for key, value in content(out).items() if key not in FILES}
        assert kept.items() <= whole.items()
        asyncio.run(extract(QUEUE, out, backend))
        assert content(out) == whole
        assert backend.asked.total() == 2 * len(QUEUE) - len(kept)


# ---------------------------------------------------------------- damage further up


def spoil(name: str, line: int, with_: bytes = b"\xff\xff\xff") -> Callable[[Path], None]:
    """Other bytes within a line, counted from 0."""

    def damage(out: Path) -> None:
        own = lines(out, name)
        own[line] = own[line][:5] + with_ + own[line][5 + len(with_) :]
        (out / f"{name}.jsonl").write_bytes(b"".join(own))

    return damage


DAMAGES = [
    pytest.param(spoil("articles", 0), "articles.jsonl line 1", {"0"}, id="an article line"),
    pytest.param(spoil("articles", 1, b"\n"), "articles.jsonl line 2; articles.jsonl line 3", {"1"}, id="a line cut in two"),
    pytest.param(spoil("records", 0), "records.jsonl at byte 0 (0)", {"0"}, id="a record"),
    pytest.param(spoil("records", 1), "records.jsonl at byte", {"1"}, id="a record before an article without any"),
    pytest.param(spoil("texts", 2), "texts.jsonl at byte", {"2"}, id="a text"),
    pytest.param(spoil("rejections", 0), "rejections.jsonl at byte 0 (2)", {"2"}, id="a rejection"),
]
LONG_QUEUE = [*QUEUE, *articles(*"ABCD", "None there")[4:]]


@pytest.mark.parametrize(("damage", "said", "hit"), DAMAGES)
async def test_damage_before_sound_articles_costs_those_alone_that_it_hit(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, damage: Callable[[Path], None], said: str, hit: set[str]
) -> None:
    backend = Scripted(concurrency=1)
    before, _, _ = await extract(LONG_QUEUE, tmp_path, backend)
    whole = content(tmp_path)
    damage(tmp_path)
    spoilt = {path.name: path.read_bytes() for path in tmp_path.glob("*.json*")}
    assert {key for key in content(tmp_path) if key not in FILES} == {item.id for item in LONG_QUEUE} - hit
    assert f"damaged, and left out: {said}" in caplog.text
    with pytest.raises(UsageError, match=r"is damaged .*: bring its files back from a backup, or add --mend") as refused:
        opened(tmp_path, backend)
    assert said in str(refused.value)
    assert {path.name: path.read_bytes() for path in tmp_path.glob("*.json*")} == spoilt
    ended, _, _ = await extract(LONG_QUEUE, tmp_path, backend, how={"mend": True})
    assert backend.asked == {item.id: 1 + (item.id in hit) for item in LONG_QUEUE}
    assert ended.totals.done == 5
    assert ended.totals.records == before.totals.records
    assert {key: value for key, value in content(tmp_path).items() if key not in FILES} == {key: value for key, value in whole.items() if key not in FILES}
    assert all(json.loads(line) for name in FILES for line in lines(tmp_path, name) if line.strip())
    assert len([line for line in lines(tmp_path, "records") if line.strip()]) == 3
    if "articles" not in said:
        assert ended.totals.usage.requests == 6
    await extract(LONG_QUEUE, tmp_path, backend)
    assert backend.asked.total() == 6


async def test_a_blank_line_is_no_damage(tmp_path: Path) -> None:
    backend = Scripted(concurrency=1)
    await extract(QUEUE, tmp_path, backend)
    own = lines(tmp_path, "articles")
    (tmp_path / "articles.jsonl").write_bytes(b"".join([own[0], b"\n", *own[1:]]))
    await extract(QUEUE, tmp_path, backend)
    assert backend.asked.total() == 4


async def test_damage_that_no_power_cut_left_is_found_when_it_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(parts, "_YOUNG", 0)
    backend = Scripted(concurrency=1)
    await extract(QUEUE, tmp_path, backend)
    for damage in (spoil("records", 0), spoil("texts", 1)):
        damage(tmp_path)
    folder = RunFolder(tmp_path)
    assert [record.article_id for record in folder.records()] == ["1", "3"]
    assert [folder.text(name) is None for name in "0123"] == [False, True, False, False]
    assert "left out: records.jsonl at byte 0 (0)" in caplog.text
    await extract([*QUEUE, Article("twin", "Two died.")], tmp_path, backend)
    assert backend.asked == {"0": 1, "1": 1, "2": 1, "3": 1, "twin": 1}
    await extract(QUEUE, tmp_path, backend, how={"mend": True})
    assert {record.article_id for record in RunFolder(tmp_path).records()} == {"0", "1", "3", "twin"}
    assert backend.asked == {"0": 1, "1": 2, "2": 1, "3": 1, "twin": 1}


async def test_an_article_is_committed_by_its_line_alone(tmp_path: Path) -> None:
    backend = Scripted()
    with opened(tmp_path, backend) as writer:
        folder = RunFolder(tmp_path)
        assert list(folder.articles()) == []
        assert writer.totals.articles == 0
    await extract(QUEUE, tmp_path, backend)
    for result in RunFolder(tmp_path).articles():
        start, end, _ = result.journal["records"]
        own = (tmp_path / "records.jsonl").read_bytes()[start:end].splitlines()
        assert [json.loads(line)["article_id"] for line in own] == [result.article_id] * sum(result.records.values())


async def test_a_run_may_be_read_while_it_goes_on(tmp_path: Path) -> None:
    before: list[list[str]] = []

    class Reading(Scripted):
        async def draft(self, article: Article, *more: Any) -> Any:
            folder = RunFolder(tmp_path)
            before.append([result.article_id for result in folder.articles()])
            assert [record.article_id for record in folder.records()] == [key for key in before[-1] if key != "2"]
            return await super().draft(article, *more)

    await extract(QUEUE, tmp_path, Reading(concurrency=1))
    assert before == [[], ["0"], ["0", "1"], ["0", "1", "2"]]


# ---------------------------------------------------------------- who may write


def test_a_second_run_on_a_folder_is_refused_until_the_first_has_ended(tmp_path: Path) -> None:
    backend = Scripted()
    with opened(tmp_path, backend), pytest.raises(UsageError, match="another run is writing there"):
        opened(tmp_path, backend)
    opened(tmp_path, backend).close()


HOLDING = """
import sys, time
from pathlib import Path
from tests.run.scripted import Scripted, opened
writer = opened(Path(sys.argv[1]), Scripted())
print("open", flush=True)
time.sleep(60)
"""


def test_a_killed_run_leaves_no_lock_behind(tmp_path: Path) -> None:
    root = Path(__file__).parents[2]
    with subprocess.Popen([sys.executable, "-c", HOLDING, str(tmp_path)], cwd=root, stdout=subprocess.PIPE) as process:
        assert process.stdout
        assert process.stdout.readline() == b"open\n"
        with pytest.raises(UsageError, match="another run is writing there"):
            opened(tmp_path, Scripted())
        process.kill()
    opened(tmp_path, Scripted()).close()


EARLIER = '{"schema_version": "1", "extractor_version": "0.1.0", "status": "done", "started": "2026-03-04T00:00:00Z", "settings": {}}'


@pytest.mark.parametrize("run", [EARLIER, "{", '{"a": 1}'])
def test_a_folder_of_another_version_is_refused(tmp_path: Path, run: str) -> None:
    (tmp_path / "run.json").write_text(run)
    with pytest.raises(UsageError, match="another version of extractor: choose another folder with -o, or replace it with --fresh"):
        opened(tmp_path, Scripted())
    opened(tmp_path, Scripted(), fresh=True).close()


@pytest.mark.parametrize("run", [EARLIER, "{"])
def test_a_folder_of_another_version_is_not_shown_as_empty(tmp_path: Path, run: str) -> None:
    (tmp_path / "run.json").write_text(run)
    with pytest.raises(UsageError, match="a run of another version of extractor"):
        RunFolder(tmp_path)


@pytest.mark.parametrize("name", ["articles.jsonl", "records.jsonl", "rejections.jsonl", "review.jsonl", "texts.jsonl"])
def test_files_of_unknown_origin_are_not_overwritten(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text("mine\n")
    with pytest.raises(UsageError, match=rf"holds {name} but no run.json"):
        opened(tmp_path, Scripted())
    assert (tmp_path / name).read_text() == "mine\n"


async def test_fresh_replaces_the_run_and_nothing_else(tmp_path: Path) -> None:
    await extract(QUEUE, tmp_path)
    (tmp_path / "mine.txt").write_text("keep")
    with opened(tmp_path, Scripted(), fresh=True):
        assert list(RunFolder(tmp_path).records()) == []
    assert (tmp_path / "records.jsonl").read_text() == ""
    assert (tmp_path / "mine.txt").exists()


async def test_a_run_leaves_only_its_files(tmp_path: Path) -> None:
    await extract(QUEUE, tmp_path)
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted([".lock", "run.json", *(f"{name}.jsonl" for name in FILES)])


def test_a_folder_without_a_run_says_how_to_make_one(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="extractor run INPUT"):
        RunFolder(tmp_path)


# ---------------------------------------------------------------- a full disk


@pytest.mark.parametrize("file", [f"{name}.jsonl" for name in FILES])
@pytest.mark.parametrize("room", [0, 5, 60])
async def test_a_full_disk_stops_the_run_and_leaves_a_folder_that_continues(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, file: str, room: int) -> None:
    backend = Scripted(concurrency=1)
    queue = [*QUEUE, Article("4", "None there. Nine died.")]  # a rejection, and a figure for review

    class Full(journal.FileIO):
        left = room

        def write(self, data: Any) -> int:
            if not str(self.name).endswith(file):
                return super().write(data)
            if not self.left:
                raise OSError(28, "No space left on device")
            written = super().write(data[: self.left])
            self.left -= written
            return written

    with monkeypatch.context() as patched:
        patched.setattr(journal, "FileIO", Full)
        ended, folder, _ = await extract(queue, tmp_path, checked_by_rules(backend))
    assert ended.status == "stopped"
    assert str(ended.stopped_because).endswith("disk full: free space, then run the same command again")
    kept = [result.article_id for result in folder.articles()]
    assert ended.totals.articles == len(kept) < 5
    ended, folder, _ = await extract(queue, tmp_path, checked_by_rules(backend))
    assert (ended.status, ended.totals.done, ended.totals.records, ended.totals.rejections) == ("done", 5, {"casualty": 3}, 2)
    assert all(backend.asked[key] == 1 for key in kept)


async def test_run_json_tells_of_a_full_disk_in_the_room_kept_for_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    replace = writing._replace

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    def replace_if_there_is_room(path: Path, data: bytes) -> None:
        if (tmp_path / ".spare").exists():
            full()
        replace(path, data)

    class Filling(Scripted):
        async def draft(self, *arguments: Any) -> Any:
            if self.asked.total() == 2:
                monkeypatch.setattr(journal.Journal, "_write", full)
                monkeypatch.setattr(writing, "_replace", replace_if_there_is_room)
            return await super().draft(*arguments)

    ended, folder, _ = await extract(QUEUE, tmp_path, Filling(concurrency=1))
    assert folder.run() == ended
    assert (ended.status, ended.totals.done) == ("stopped", 2)
    assert "disk full" in str(ended.stopped_because)
    assert not (tmp_path / ".spare").exists()


def test_after_a_failed_write_nothing_more_is_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    article = Article("a", "Two died.")
    extraction = Extraction(article, (), ())

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    writer = opened(tmp_path, Scripted())
    with monkeypatch.context() as patched:
        patched.setattr(journal.Journal, "_write", full)
        with pytest.raises(OutputError, match="disk full"):
            writer.add(done(article, extraction), extraction)
    with pytest.raises(OutputError, match="disk full"):
        writer.add(done(article, extraction), extraction)
    writer.close()
    assert list(RunFolder(tmp_path).articles()) == []


def test_a_disk_that_failed_behind_the_run_is_told_at_its_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    failed, fsync = threading.Event(), os.fsync

    def once(descriptor: int) -> None:
        if threading.current_thread().name == "journal" and not failed.is_set():
            failed.set()
            raise OSError(5, "Input/output error")
        fsync(descriptor)

    monkeypatch.setattr(os, "fsync", once)
    monkeypatch.setattr(journal, "_SYNC_EVERY", 0.01)
    writer = opened(tmp_path, Scripted())
    assert failed.wait(60)
    with pytest.raises(OutputError, match="Input/output error"):
        writer.close()
