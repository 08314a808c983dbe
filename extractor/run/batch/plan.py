"""From a queue to the files of a job: every article with the keys of its requests, and the requests in chunks. Nothing is sent."""

from __future__ import annotations

import json
import shutil
import uuid
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import IO, Any

from extractor import __version__
from extractor.article import Article
from extractor.backends.llm.backend import LLMBackend, LLMSettings
from extractor.backends.llm.batches import ENDPOINT, MOST_BYTES, MOST_REQUESTS
from extractor.backends.llm.cache import cache_key
from extractor.errors import ArticleInputError, UsageError
from extractor.run.batch.arrived import ArrivedAnswers
from extractor.run.batch.state import ANSWERS, FOLDER, QUEUE, Chunk, Job, load_job, to_disk, write_job
from extractor.run.index import Index, text_key
from extractor.run.parts import Committed
from extractor.run.readers import Item, Unreadable
from extractor.run.settings import new_run
from extractor.run.writer import held, locked

_DECIDING = ("model", "base_url", "requests", "skip", "temperature", "max_output_tokens", "repeat", "window_characters", "window_overlap")


def request_key(body: dict[str, Any], repeat: int) -> str:
    """The name of a request within a job: sha256 of its content, 64 characters, as many as a custom_id may have."""
    return cache_key("", body, repeat)


@dataclass(frozen=True)
class Queued:
    """An item of the queue, and the keys of the requests that it takes; none for one that is done, or has the text of one that is."""

    item: Item
    keys: tuple[str, ...]


class _Chunks:
    """Writes requests into chunk files, each within the provider's limits; the same request once, and none that is `answered`."""

    def __init__(self, folder: Path, most_requests: int, most_bytes: int, answered: Callable[[str], bool]) -> None:
        self._folder, self._most_requests, self._most_bytes, self._answered = folder, most_requests, most_bytes, answered
        self._seen: set[bytes] = set()
        self._file: IO[bytes] | None = None
        self._size = 0
        self.made: list[Chunk] = []

    def add(self, key: str, body: dict[str, Any]) -> None:
        digest = bytes.fromhex(key)
        if digest in self._seen or self._answered(key):
            return
        self._seen.add(digest)
        line = request_line(key, body)
        if self._file is None or self.made[-1].requests >= self._most_requests or self._size + len(line) > self._most_bytes:
            self.close()
            self.made.append(Chunk(name=f"chunk-{len(self.made) + 1:04}.jsonl", requests=0))
            self._file, self._size = (self._folder / self.made[-1].name).open("wb"), 0
        self._file.write(line)
        self._size += len(line)
        self.made[-1] = self.made[-1].model_copy(update={"requests": self.made[-1].requests + 1})

    def close(self) -> None:
        if self._file is not None:
            to_disk(self._file)
            self._file.close()


def request_line(key: str, body: dict[str, Any]) -> bytes:
    """One line of a batch's input file."""
    return (
        json.dumps({"custom_id": key, "method": "POST", "url": ENDPOINT, "body": body}, ensure_ascii=False, separators=(",", ":")).encode(
            "utf-8", "surrogatepass"
        )
        + b"\n"
    )


def plan(
    items: Iterable[Item],
    settings: LLMSettings,
    kinds: Collection[str],
    out: Path,
    *,
    fresh: bool = False,
    most_requests: int = MOST_REQUESTS,
    most_bytes: int = MOST_BYTES,
) -> Job:
    """Write a job for `items` into `out`; it is there as a whole or not at all. What is done in `out` takes no requests.

    Args:
        fresh: put it in the place of the job that `out` holds. The answers that this one has are kept, and not asked for again.

    Raises:
        UsageError: there are no `items`; or `out` can't be written, or holds a job already, or a run that the answers could not go into.
    """
    held(out, new_run(__version__, kinds, LLMBackend(settings)), "choose another folder with -o")
    lock = locked(out)
    try:
        if (out / FOLDER).exists() and not fresh:
            raise UsageError(
                f"{out} holds a batch job already: see extractor batch status {out}, which also sends what has not been sent; "
                "choose another folder with -o, or replace the job with --fresh"
            )
        return _plan(items, settings, kinds, out, most_requests, most_bytes)
    finally:
        lock.release()


def _plan(items: Iterable[Item], settings: LLMSettings, kinds: Collection[str], out: Path, most_requests: int, most_bytes: int) -> Job:
    final, folder = out / FOLDER, out / f".{FOLDER}.new"  # hidden: a queue that is read from around it does not hold it
    backend, articles, index = LLMBackend(settings), 0, in_folder(out)
    decided = {name: getattr(settings, name) for name in _DECIDING}
    try:
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        if _old_settings(out) == decided:
            old = ArrivedAnswers(final)
            old.copy(folder)
            old.close()
        arrived = ArrivedAnswers(folder)
        chunks = _Chunks(folder, most_requests, most_bytes, lambda key: arrived.get(key) is not None)
        with (folder / QUEUE).open("w", encoding="utf-8", errors="surrogatepass", newline="\n") as queue:
            for item in items:
                done = index.is_settled(item) or index.text(text_key(item)) is not None
                bodies = backend.requests_for(item, kinds) if isinstance(item, Article) and not done else []
                keyed = [(request_key(body, settings.repeat), body) for body in bodies]
                for key, body in keyed:
                    chunks.add(key, body)
                queue.write(_to_line(Queued(item, tuple(key for key, _ in keyed))) + "\n")
                articles += 1
            to_disk(queue)
        chunks.close()
        arrived.close()
        if not articles:
            shutil.rmtree(folder)
            raise UsageError("the input holds no articles, so no job was made")
        job = Job(
            id=uuid.uuid4().hex,
            made=datetime.now(UTC),
            kinds=tuple(kinds),
            settings=decided,
            articles=articles,
            requests=sum(chunk.requests for chunk in chunks.made),
            chunks=tuple(chunks.made),
        )
        write_job(folder, job)
        if final.exists():
            shutil.rmtree(final)
        folder.rename(final)
    except OSError as error:
        raise UsageError(f"{out}: can't write there: {error.strerror}") from error
    finally:
        index.close()
    return job


def in_folder(out: Path) -> Index:
    """What the run in `out` holds; nothing where there is none. To be closed."""
    index = Index()
    with Committed(out) as committed:
        for at, result in committed.results():
            index.add(at, result)
    return index


def _old_settings(out: Path) -> dict[str, Any] | None:
    """Those of the job in `out`; None where it has no answers, or can't be read."""
    try:
        return load_job(out).settings if (out / FOLDER / ANSWERS).is_file() else None
    except UsageError:
        return None


def queued(out: Path) -> Iterator[Queued]:
    """The job's queue, item by item."""
    with (out / FOLDER / QUEUE).open(encoding="utf-8", errors="surrogatepass") as lines:
        yield from map(_from_line, lines)


def keys_of(path: Path) -> Iterator[str]:
    """The keys of the requests in a chunk's file."""
    with path.open("rb") as lines:
        for line in lines:
            yield str(json.loads(line)["custom_id"])


def _to_line(entry: Queued) -> str:
    item = entry.item
    row: dict[str, Any] = {"keys": entry.keys}
    if isinstance(item, Unreadable):
        row["unreadable"] = {"id": item.id, "source": item.source, "error": str(item.error)}
    else:
        row["article"] = {**asdict(item), "published": item.published.isoformat() if item.published else None}
    return json.dumps(row, ensure_ascii=False)


def _from_line(line: str) -> Queued:
    row = json.loads(line)
    if "unreadable" in row:
        broken = row["unreadable"]
        return Queued(Unreadable(broken["id"], broken["source"], ArticleInputError(broken["error"])), ())
    fields = row["article"]
    published = date.fromisoformat(fields["published"]) if fields["published"] else None
    return Queued(Article(**{**fields, "published": published, "warnings": tuple(fields["warnings"])}), tuple(row["keys"]))
