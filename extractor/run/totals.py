"""Sums over a run's articles."""

from __future__ import annotations

from collections import Counter

from schemas.files import ArticleResult, Totals


def added(totals: Totals, result: ArticleResult, before: ArticleResult | None = None) -> Totals:
    """`totals` with one more line of articles.jsonl; `before` is the article's line that no longer counts. What that cost was paid all the same."""
    records = Counter(totals.records) + Counter(result.records)
    if before is not None:
        records -= Counter(before.records)
    return Totals(
        articles=totals.articles + (before is None),
        done=totals.done + _difference(result, before, "done"),
        failed=totals.failed + _difference(result, before, "failed"),
        records=dict(sorted(records.items())),
        rejections=totals.rejections + result.rejections - (before.rejections if before else 0),
        usage=totals.usage + result.usage,
    )


def _difference(result: ArticleResult, before: ArticleResult | None, status: str) -> int:
    return (result.status == status) - (before is not None and before.status == status)
