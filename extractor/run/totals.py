"""Sums over a run's articles."""

from __future__ import annotations

from collections import Counter

from schemas.files import ArticleResult, CrossCheck, Totals


def added(totals: Totals, result: ArticleResult, before: ArticleResult | None = None) -> Totals:
    """`totals` with one more line of articles.jsonl; `before` is the article's line that no longer counts. What that cost was paid all the same."""
    records = Counter(totals.records) + Counter(result.records)
    if before is not None:
        records -= Counter(before.records)
    return Totals(
        articles=totals.articles + _counts(result) - (before is not None and _counts(before)),
        done=totals.done + _difference(result, before, "done"),
        failed=totals.failed + _difference(result, before, "failed"),
        records=dict(sorted(records.items())),
        rejections=totals.rejections + result.rejections - (before.rejections if before else 0),
        cross_check=_cross_check(totals.cross_check, result.cross_check, before.cross_check if before else None),
        usage=totals.usage + result.usage,
    )


def _cross_check(total: CrossCheck | None, more: CrossCheck | None, less: CrossCheck | None) -> CrossCheck | None:
    if total is None and more is None:
        return None
    return (total or CrossCheck()) + (more or CrossCheck()) - (less or CrossCheck())


def _counts(result: ArticleResult) -> bool:
    return result.status != "gone"


def _difference(result: ArticleResult, before: ArticleResult | None, status: str) -> int:
    return (result.status == status) - (before is not None and before.status == status)
