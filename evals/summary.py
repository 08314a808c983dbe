"""An evaluation as Markdown, and its errors in words. Whatever an article holds stays text: it can't break a table or become HTML."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

from evals.results import ErrorLine, Results
from evals.show import COLUMNS, TAG_COLUMNS, facts, heading, interval, many, number, score_rows, tag_rows
from extractor.text.printable import clean

_WORST, _WORDS = 30, 120
"""Errors shown, and characters of each; errors.jsonl holds all."""
_SPECIAL = re.compile(r"[&<>|\\`*_\[\]~$@]|:(?=//)")


def markdown(results: Results) -> str:
    """Headline first, then scores, then what they hide; the worst errors last."""
    core = results.groups["all"]
    f1 = core.levels["core"].f1
    headline = f"**Core F1 {number(f1.value)}** (95%: {interval(f1)}) over {many(core.labels, 'label')} in {many(results.articles, 'article')}."
    blocks = [f"## {escape(heading(results))}", headline, _table(COLUMNS, score_rows({**results.kinds, **results.groups})), _table(("", ""), facts(results))]
    if results.tags:
        blocks += ["### By tag", _table(COLUMNS, score_rows(results.tags))]
    if results.label_tags:
        blocks += ["### Recall by tag of the labels", _table(TAG_COLUMNS, tag_rows(results.label_tags))]
    worst = sorted(results.errors, key=lambda error: _severity(results, error))[:_WORST]
    if worst:
        count = f"the worst {len(worst)} of {len(results.errors):,}" if len(worst) < len(results.errors) else f"{len(worst)}"
        blocks += [
            f"### Errors ({count})",
            _table(("error", "article", "around"), ((describe(error), error.article_id, error.around or "") for error in worst)),
        ]
    return "\n\n".join(blocks) + "\n"


def describe(error: ErrorLine) -> str:
    """What is wrong, in one line: "wrong casualty c3 “at least 40”: value, low"."""
    words = f" “{_words(error)}”" if error.gold or error.predicted else ""
    match error.type:
        case "failed":
            return clean(f"failed: {error.detail}")
        case "field":
            name = f"wrong {error.kind} {(error.gold or {}).get('id')}"
            return clean(f"{name}{words}: {', '.join(error.fields)}")
        case "missed":
            return clean(f"missed {error.kind} {(error.gold or {}).get('id')}{words}")
        case _:
            return clean(f"{error.type} {error.kind}{words}")


def core_wrong(results: Results, error: ErrorLine) -> bool:
    """Whether a field error is one of what the record says, not of its circumstances."""
    return error.type == "field" and error.gold is not None and results.outcomes[error.article_id].labels[error.gold["id"]] == "detection"


def escape(text: str) -> str:
    """`text` as one line of Markdown that shows it and means nothing."""
    return _SPECIAL.sub(lambda found: f"&#{ord(found[0])};", clean(text))


def _severity(results: Results, error: ErrorLine) -> tuple[int, str]:
    """Lower is worse: nothing said, said without ground, said wrongly, not said, said too much, wrong in a circumstance."""
    order = {"failed": 0, "ungrounded": 1, "field": 2 if core_wrong(results, error) else 6, "missed": 3, "spurious": 4, "duplicate": 5}
    return order[error.type], error.article_id


def _words(error: ErrorLine) -> str:
    record = error.gold or error.predicted or {}
    spans = [record["quantity"]] if "quantity" in record else record.get("parts", [])
    words = " … ".join(span["text"] for span in spans)
    return words if len(words) <= _WORDS else f"{words[:_WORDS]} …"


def _table(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    rule = tuple("---" for _ in columns)
    return "\n".join(_lines(chain([columns, rule], ([escape(cell) for cell in row] for row in rows))))


def _lines(rows: Iterable[Sequence[str]]) -> Iterator[str]:
    return (f"| {' | '.join(row)} |" for row in rows)
