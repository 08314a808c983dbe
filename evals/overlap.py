"""How much two records stand on the same words."""

from __future__ import annotations

from collections.abc import Sequence

from schemas.common import Span


def iou(first: Sequence[Span], second: Sequence[Span]) -> float:
    """Shared characters over all characters of two lists of disjoint spans: 0 apart, 1 the same."""
    shared = sum(max(0, min(a.end, b.end) - max(a.start, b.start)) for a in first for b in second)
    return shared / (sum(span.end - span.start for span in (*first, *second)) - shared) if shared else 0.0
