"""An evaluation in the terminal: a table of scores, then one line for each thing that a score hides."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from evals.judge import LEVELS
from evals.results import KindResult, Results, Slice, TagRecall
from evals.stats import Rate
from extractor.text.printable import clean

COLUMNS = ("", "labels", "level", "P", "R", "F1", "95% of F1")
TAG_COLUMNS = ("", "labels", "detection", "core", "95% of core", "full")
_WORST_FIELDS, _FAILED = 5, 3
"""How many are named on their line; results.json holds all."""
_HASH = 12


def show(results: Results, console: Console, details: bool = False) -> None:
    """Print the scores of one lane on one set; with `details` also those of each tag."""
    console.print(Text(heading(results), style="bold"))
    console.print(table(COLUMNS, score_rows({**results.kinds, **results.groups}), numbers=(1, 3, 4, 5, 6)))
    notes = Table.grid(padding=(0, 2))
    for name, words in facts(results):
        notes.add_row(Text(name, style="dim"), Text(clean(words)))
    console.print(notes)
    if details and results.tags:
        console.print(Text("\nBy tag", style="italic"))
        console.print(table(COLUMNS, score_rows(results.tags), numbers=(1, 3, 4, 5, 6)))
    if details and results.label_tags:
        console.print(Text("\nRecall by tag of the labels", style="italic"))
        console.print(table(TAG_COLUMNS, tag_rows(results.label_tags), numbers=(1, 2, 3, 4, 5)))
    console.print()


def table(columns: tuple[str, ...], rows: Iterator[tuple[str, ...]], numbers: tuple[int, ...]) -> Table:
    """A table of plain texts; the columns in `numbers` stand to the right."""
    made = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for at, name in enumerate(columns):
        made.add_column(name, justify="right" if at in numbers else "left", no_wrap=at > 0)
    for row in rows:
        made.add_row(*(Text(clean(cell)) for cell in row))
    return made


def heading(results: Results) -> str:
    """Set and lane in one line; the versions stand among the facts."""
    return clean(f"{results.set_name} · {lane_words(results.lane)}")


def lane_words(lane: Mapping[str, Any]) -> str:
    """Backend, and model where there is one."""
    return " ".join(str(lane[name]) for name in ("backend", "model") if lane.get(name)) or "unnamed lane"


def score_rows(parts: Mapping[str, Slice]) -> Iterator[tuple[str, ...]]:
    """Cells under `COLUMNS`: a row for each part and level."""
    for name, part in parts.items():
        head = (name, f"{part.labels:,}")
        for level, scores in part.levels.items():
            yield (*head, level, number(scores.precision.value), number(scores.recall.value), number(scores.f1.value), interval(scores.f1))
            head = ("", "")


def tag_rows(tags: Mapping[str, TagRecall]) -> Iterator[tuple[str, ...]]:
    """Cells under `TAG_COLUMNS`: recall level by level."""
    for name, recall in tags.items():
        detection, core, full = (recall.levels[level] for level in LEVELS)
        yield name, f"{recall.labels:,}", number(detection.value), number(core.value), interval(core), number(full.value)


def facts(results: Results) -> Iterator[tuple[str, str]]:
    """What the scores don't say, as (name, words)."""
    yield "versions", _versions(results)
    yield "grounded", _of(results.grounding, "record")
    yield "articles entirely right", _of(results.entirely_right, "article")
    yield "failed articles", _failed(results.failed)
    yield "rejected drafts", _counts({reason.replace("_", " "): count for reason, count in results.rejections.items()})
    yield "false on empty articles", f"{many(results.false_on_empty, 'record')} in {many(results.empty_articles, 'article')}"
    yield "count errors", _counts(_summed(results.kinds))
    yield "worst fields", ", ".join(f"{name} {number(rate.value)} ({rate.n})" for name, rate in worst_fields(results)) or "none wrong"


def worst_fields(results: Results) -> list[tuple[str, Rate]]:
    """Fields that are sometimes wrong, the least accurate first, as ("casualty.when", rate)."""
    rates = [(f"{kind}.{name}", rate) for kind, part in results.kinds.items() for name, rate in part.fields.items()]
    wrong = [(rate.value, name, rate) for name, rate in rates if rate.value is not None and rate.value < 1]
    return [(name, rate) for _, name, rate in sorted(wrong, key=lambda item: item[:2])[:_WORST_FIELDS]]


def number(value: float | None) -> str:
    return "n/a" if value is None else f"{value:.3f}"


def interval(rate: Rate) -> str:
    return "n/a" if rate.low is None or rate.high is None else f"{rate.low:.3f}–{rate.high:.3f}"


def many(count: int, noun: str) -> str:
    return f"{count:,} {noun}" if count == 1 else f"{count:,} {noun}s"


def _versions(results: Results) -> str:
    prompts = {name: str(template["sha256"]) for name, template in (results.lane.get("prompts") or {}).items()}
    hashes = {"labels": results.set_version, "scorer": results.scorer_version, "thresholds": results.thresholds_version, **prompts}
    return ", ".join(f"{name} {digest[:_HASH]}" for name, digest in hashes.items())


def _of(rate: Rate, noun: str) -> str:
    return f"{number(rate.value)} ({interval(rate)}) of {many(rate.n, noun)}" if rate.n else "n/a"


def _failed(failed: Mapping[str, str]) -> str:
    named = [f"{article} ({error})" for article, error in sorted(failed.items())[:_FAILED]]
    more = [f"and {len(failed) - _FAILED:,} more"] if len(failed) > _FAILED else []
    return f"{len(failed):,}: {'; '.join(named + more)}" if failed else "0"


def _counts(counts: Mapping[str, int]) -> str:
    return ", ".join(f"{name} {count:,}" for name, count in counts.items() if count) or "0"


def _summed(kinds: Mapping[str, KindResult]) -> dict[str, int]:
    names = dict.fromkeys(name for part in kinds.values() for name in part.count_errors)
    return {name: sum(part.count_errors.get(name, 0) for part in kinds.values()) for name in names}
