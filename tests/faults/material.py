"""A queue of invented articles, each of its own, and a server that answers for each with a figure and a quote that stand in it."""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path
from typing import Any

from extractor.run.folder import RunFolder
from tests.scripted_server import Reply, Request, answer

ROOT = Path(__file__).parents[2]
COMMAND = (sys.executable, "-c", "import sys; from extractor.cli import main; sys.exit(main())")
"""The command line in a process of its own."""


def text(number: int) -> str:
    return f"At least {number + 2} people were killed in Maresh {number}, the mayor said. “We saw number {number} coming,” said Lena Osk, a nurse.\n"


def queue(path: Path, articles: int) -> Path:
    """A JSONL file of `articles`, with ids 0, 1, 2, ..."""
    path.write_text("".join(json.dumps({"id": str(number), "text": text(number)}) + "\n" for number in range(articles)), encoding="utf-8")
    return path


def number_of(request: Request) -> int:
    """Which article a request is about."""
    found = re.search(r"Maresh (\d+)", request.article)
    assert found
    return int(found[1])


def found_in(number: int) -> dict[str, Any]:
    """What a model would answer for the article."""
    sentence, quote = text(number).strip().split(" “")
    figure = {"evidence": sentence, "quantity": f"At least {number + 2}", "status": "asserted", "outcome": "killed"}
    figure |= {"sources": [{"mention": "the mayor", "name": "the mayor"}], "when": None, "part_of": None, "implicit": False, "victims": "people"}
    figure |= {"victim_status": "unknown", "scope": "incident", "where": f"Maresh {number}", "cause": None}
    speaker = {"mention": "Lena Osk", "name": "Lena Osk", "role": "nurse"}
    said = {"parts": [quote.split(",”")[0]], "form": "direct", "speaker": speaker, "cue": "said", "channel": None}
    return {"casualties": [figure], "displacements": [], "quotes": [said]}


def reply(request: Request) -> Reply:
    return answer(found_in(number_of(request)))


def seen(out: Path) -> dict[str, list[str]]:
    """What readers of a folder see: by article, its records as JSON."""
    folder = RunFolder(out)
    records: dict[str, list[str]] = {result.article_id: [] for result in folder.articles() if result.status == "done"}
    for record in folder.records():
        records[record.article_id].append(record.model_dump_json())
    return records
