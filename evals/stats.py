"""Precision, recall and F1 from counts, with 95% intervals from resampling articles."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import sqrt
from typing import Any

import numpy as np
import numpy.typing as npt

RESAMPLES, SEED = 2_000, 20_260_101
_Z = 1.959964
Counts = npt.NDArray[Any]
"""Rows: articles; columns: true positives, false positives, false negatives."""


@dataclass(frozen=True)
class Rate:
    """A share with its 95% interval and what it is a share of; None where there is nothing to share, or but one article to draw from."""

    value: float | None
    low: float | None
    high: float | None
    n: int


@dataclass(frozen=True)
class Scores:
    """Counts summed over articles, and what follows from them."""

    tp: int
    fp: int
    fn: int
    precision: Rate
    recall: Rate
    f1: Rate


def scores(counts: Sequence[tuple[int, int, int]]) -> Scores:
    """The scores of articles with these (tp, fp, fn). The same articles always give the same intervals."""
    table = np.array(counts, dtype=np.int64).reshape(-1, 3)
    tp, fp, fn = (int(number) for number in table.sum(axis=0))
    drawn = _drawn(table)
    return Scores(
        tp,
        fp,
        fn,
        precision=_rate(tp, tp + fp, _ratio(drawn[:, 0], drawn[:, 0] + drawn[:, 1])),
        recall=_rate(tp, tp + fn, _ratio(drawn[:, 0], drawn[:, 0] + drawn[:, 2])),
        f1=_rate(2 * tp, 2 * tp + fp + fn, n=tp + fp + fn, drawn=_ratio(2 * drawn[:, 0], 2 * drawn[:, 0] + drawn[:, 1] + drawn[:, 2])),
    )


def share(hits: Sequence[int], cases: Sequence[int]) -> Rate:
    """The share of `hits` in `cases`, article by article."""
    table = np.array([hits, cases], dtype=np.int64).T.reshape(-1, 2)
    drawn = _drawn(table)
    return _rate(int(table[:, 0].sum()), int(table[:, 1].sum()), _ratio(drawn[:, 0], drawn[:, 1]))


def resampled(table: Counts) -> Counts:
    """Column sums of RESAMPLES draws of as many articles, with replacement, from a fixed seed."""
    if not len(table):
        return np.zeros((RESAMPLES, table.shape[1]), dtype=np.int64)
    sums: Counts = _times_drawn(len(table)) @ table
    return sums


def _drawn(table: Counts) -> Counts:
    """`resampled`, or nothing to take an interval from where all cases stand in one article: drawn again, it is always the same."""
    return resampled(table) if np.count_nonzero(table.any(axis=1)) > 1 else table[:0]


@lru_cache(maxsize=4)
def _times_drawn(articles: int) -> Counts:
    """How often each of so many articles is drawn in each resample."""
    draws = np.random.default_rng(SEED).integers(0, articles, size=(RESAMPLES, articles))
    return np.stack([np.bincount(draw, minlength=articles) for draw in draws])


def difference(first: Sequence[tuple[int, int, int]], second: Sequence[tuple[int, int, int]]) -> Rate:
    """F1 of `second` minus that of `first` over the same articles in the same order, with the interval of the paired draws."""
    a, b = (np.array(counts, dtype=np.int64).reshape(-1, 3) for counts in (first, second))
    if len(a) != len(b):
        raise ValueError("paired counts must be of the same articles")
    both = _drawn(np.hstack([a, b]))
    drawn = _f1(both[:, 3:]) - _f1(both[:, :3])
    point = _f1(b.sum(axis=0, keepdims=True))[0] - _f1(a.sum(axis=0, keepdims=True))[0]
    if np.isnan(point):
        return Rate(None, None, None, len(a))
    if not len(both):
        return Rate(float(point), None, None, len(a))
    low, high = np.nanquantile(drawn, [0.025, 0.975])
    return Rate(float(point), float(low), float(high), len(a))


def _f1(sums: Counts) -> Counts:
    return _ratio(2 * sums[:, 0], 2 * sums[:, 0] + sums[:, 1] + sums[:, 2])


def _ratio(part: Counts, whole: Counts) -> Counts:
    ratio: Counts = np.divide(part, whole, out=np.full(len(part), np.nan), where=whole > 0)
    return ratio


def _rate(part: int, whole: int, drawn: Counts, n: int | None = None) -> Rate:
    """`part` of `whole` from `n` cases: those of `whole`, unless it counts some twice, as F1 does."""
    n = whole if n is None else n
    if not whole:
        return Rate(None, None, None, 0)
    if part in (0, whole):
        return Rate(part / whole, *wilson(n if part else 0, n), n)
    if not len(drawn):
        return Rate(part / whole, None, None, n)
    low, high = np.nanquantile(drawn, [0.025, 0.975])
    return Rate(part / whole, float(low), float(high), n)


def wilson(part: int, whole: int) -> tuple[float, float]:
    """Wilson's 95% interval: resampling says nothing where all or none are right."""
    share = part / whole
    middle = (share + _Z**2 / (2 * whole)) / (1 + _Z**2 / whole)
    half = _Z * sqrt(share * (1 - share) / whole + _Z**2 / (4 * whole**2)) / (1 + _Z**2 / whole)
    return max(0.0, middle - half), min(1.0, middle + half)
