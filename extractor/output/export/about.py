"""What a reader of an export needs to know of it: where it comes from, what its columns mean, how to check a figure."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass

from extractor.output.export.columns import Column
from schemas.files import Run

_CHECK = (
    "Every text in a column that has a _start and an _end stands in the article: article_text[start:end] == text, counted in Unicode code points "
    "(Python's str, not bytes, not UTF-16) from 0, end exclusive. The texts are in texts.jsonl of the run's folder."
)
_READ = (
    "low and high are inclusive bounds of what the phrase says; an empty cell means unknown, never 0. value is the number stated. "
    "qualifier tells how the phrase bounds it: “at least 12” is at_least, low 12, no high. "
    "Figures are counts of people unless unit says household. part_of names the figure that includes this one: never add the two up. "
    "status tells whether a figure is asserted, denied, projected or conditional."
)


@dataclass(frozen=True)
class About:
    """An export described: facts as name and value, and the columns of each table."""

    facts: tuple[tuple[str, str], ...]
    tables: Mapping[str, tuple[Column, ...]]


def describe(run: Run, tables: Mapping[str, tuple[Column, ...]], counts: Mapping[str, int], convention: str, *, redacted: bool) -> About:
    """`counts`: rows by kind."""
    settings = run.settings
    facts = [
        ("Exported by", f"fact-extractor, from a run of version {run.extractor_version}, schema {run.schema_version}"),
        (
            "Run",
            f"started {run.started.isoformat(timespec='seconds')}, {run.status}"
            + (" (the export holds what was done by then)" if run.status != "done" else ""),
        ),
        ("Backend and model", " · ".join(str(settings[name]) for name in ("backend", "model") if settings.get(name))),
        ("Settings", json.dumps(settings, ensure_ascii=False, sort_keys=True, default=str)),
        ("Articles", f"{run.totals.articles}: {run.totals.done} done, {run.totals.failed} failed"),
        *((f"Rows of {kind}", str(count)) for kind, count in counts.items()),
        ("Vague numbers", f"convention {convention}"),
        ("Private speakers", "names replaced; offsets and addresses still lead to the article" if redacted else "named as the article names them"),
        ("How to read a figure", _READ),
        ("How to check a record", _CHECK),
    ]
    return About(tuple(facts), tables)
