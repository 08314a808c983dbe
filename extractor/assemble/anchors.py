"""Where a draft's main words stand: a figure's evidence and number phrase, a quote's parts. Nothing looser than grounding allows."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from operator import attrgetter
from typing import Any, NamedTuple

from extractor.backends.base import Pointed
from extractor.text.grounding import Match
from extractor.text.quotation import Quotation
from extractor.text.reading import Reading
from extractor.text.sentences import covering, sentences
from schemas.common import FigureDraft, Quantity
from schemas.files import Reason
from schemas.quote import QuoteDraft

Parts = dict[str, Any]
"""What a record or one of its parts is made of: a record is checked once, as a whole, which is faster than part by part."""


Words = tuple[int, int, str]
"""Words of the article: where they start and end, and their text."""
_opening = attrgetter("outer_start")
_FARTHEST = 1_000
"""How many quotations back the one that holds some words is looked for, so that time grows with the length of the text."""


class Unfit(Exception):
    """Why a draft can't become a record: a reason code, and words fit to send back to a model."""

    def __init__(self, reason: Reason, detail: str) -> None:
        super().__init__(detail)
        self.reason = reason
        self.detail = detail


class Anchor(NamedTuple):
    """The words that a record stands on: its evidence and quantity, or its quoted parts."""

    start: int
    end: int
    fields: Parts
    words: tuple[Words, ...]
    exact: bool


class Places:
    """The places where a draft's main words stand, in reading order, each looked for once, and only when it is asked for."""

    def __init__(self, reading: Reading, pointed: Pointed) -> None:
        self._known: list[Anchor] = []
        self._further = _anchors(reading, pointed)
        self._unfit: Unfit | None = None

    def at(self, index: int) -> Anchor | None:
        """The place with this number; None behind the last one.

        Raises:
            Unfit: there is none at all.
        """
        known = self._known
        if index < len(known):
            return known[index]
        for found in self._further:
            if isinstance(found, Anchor):
                known.append(found)
                return found
            if self._unfit is None or found.reason != "quote_not_found":  # that a further part is missing says least
                self._unfit = found
        if self._unfit is None or known:
            return None
        raise self._unfit


def span(start: int, end: int, text: str) -> Parts:
    """The parts of a `Span`."""
    return {"start": start, "end": end, "text": text}


def pointed_at(pointed: Pointed) -> tuple[object, ...]:
    """All that decides where the main words of `pointed` stand."""
    draft = pointed.draft
    if isinstance(draft, QuoteDraft):
        return pointed.kind, pointed.region, draft.parts
    if isinstance(draft, FigureDraft):
        return pointed.kind, pointed.region, draft.evidence, draft.quantity, vars(draft).get("implicit", False)
    return pointed.kind, pointed.region, draft


def _anchors(reading: Reading, pointed: Pointed) -> Iterator[Anchor | Unfit]:
    """The places that may do, in reading order, with why others do not; at least one of either."""
    draft = pointed.draft
    if isinstance(draft, QuoteDraft):  # first, for most are quotes, and whether a draft is of a base class takes longer to tell
        return _quote_anchors(reading, draft.parts, pointed.region)
    if isinstance(draft, FigureDraft):
        return _figure_anchors(reading, draft, pointed.region)
    raise TypeError(f"no way to ground {type(draft).__name__}")


def _figure_anchors(reading: Reading, draft: FigureDraft, region: tuple[int, int]) -> Iterator[Anchor | Unfit]:
    implicit = vars(draft).get("implicit", False)
    stands = False
    for start, end, exact in _evidence(reading, draft.evidence, region):
        stands, held = True, False
        for first, last, alike in reading.grounder.find(draft.quantity, start, end):
            held = True
            quantity = reading.measured(first, last, implicit=implicit)
            if quantity is None:
                yield Unfit("quantity_unreadable", f"quantity {_short(draft.quantity)} holds no number, or more than one")
            else:
                yield _figure_anchor(reading, quantity, start, end, exact and alike)
        if not held:
            yield Unfit("quantity_not_found", f"quantity {_short(draft.quantity)} does not stand in its evidence; copy the number phrase from it")
    if not stands:
        yield Unfit("evidence_not_found", f"evidence {_short(draft.evidence)} does not stand in the article; copy the sentence character for character")


def _figure_anchor(reading: Reading, quantity: Quantity, start: int, end: int, exact: bool) -> Anchor:
    """The anchor of the whole sentences that hold `quantity` and the evidence at [start, end)."""
    start, end = covering(reading.sentences, min(start, quantity.start), max(end, quantity.end))
    fields = {"evidence": span(start, end, reading.text[start:end]), "quantity": quantity}
    return Anchor(start, end, fields, ((quantity.start, quantity.end, quantity.text),), exact)


def _evidence(reading: Reading, words: str, region: tuple[int, int]) -> Iterator[Match]:
    """Where the evidence stands: as one piece, or as sentences that follow each other."""
    found = False
    for match in reading.grounder.find(words, *region):
        found = True
        yield match
    if found or len(pieces := sentences(words)) < 2:
        return
    matches = [reading.grounder.nearest(words[start:end], (region[0], region[0]), region) for start, end in pieces]
    if all(matches):
        starts, ends, exact = zip(*[match for match in matches if match], strict=True)
        if max(ends) - min(starts) <= 2 * len(words):
            yield min(starts), max(ends), all(exact)


def _quote_anchors(reading: Reading, parts: tuple[str, ...], region: tuple[int, int]) -> Iterator[Anchor | Unfit]:
    stands = False
    for first in reading.grounder.find(parts[0], *region):
        stands = True
        found = _quote_anchor(reading, parts, region[1], first)
        yield found
        if isinstance(found, Unfit) and found.reason == "quote_not_found":
            return  # what stands nowhere behind this place stands nowhere behind a later one
    if not stands:
        yield _no_part(parts[0])


def _quote_anchor(reading: Reading, parts: tuple[str, ...], region_end: int, first: Match) -> Anchor | Unfit:
    """The anchor of a quote whose first part stands at `first`."""
    _, at, exact = first
    quoted = _quoted(reading, first)
    pieces = list(quoted)
    for words in parts[1:]:
        for match in reading.grounder.find(words, at, region_end):
            if further := _quoted(reading, match):
                at, exact = match[1], exact and match[2]
                pieces += further
                break
        else:
            return _no_part(words)
    if not quoted:
        return Unfit("not_in_quotation_marks", f"part {_short(parts[0])} does not stand within quotation marks")
    text = reading.text
    said = tuple([(start, end, text[start:end]) for start, end in (sorted(set(pieces)) if len(pieces) > 1 else pieces)])
    return Anchor(said[0][0], said[-1][1], {"parts": [span(*piece) for piece in said]}, said, exact)


def _quoted(reading: Reading, match: Match) -> tuple[tuple[int, int], ...]:
    """The inner bounds of the quotation that holds `match`, or of those within it; empty where there is none."""
    start, end, _ = match
    quotations = reading.quotations
    first = bisect_right(quotations, start, key=_opening)
    inner: Quotation | None = None
    for at in range(first - 1, max(-1, first - 1 - _FARTHEST), -1):
        q = quotations[at]
        if end <= q.outer_end and (inner is None or q.outer_end - q.outer_start <= inner.outer_end - inner.outer_start):
            inner = q
        if q.depth == 0:  # it may hold all between; none before it reaches further
            break
    if inner:
        return ((inner.start, inner.end),)
    while first and quotations[first - 1].start >= start:  # the mark stands before the match, the words in it
        first -= 1
    beyond = bisect_right(quotations, end, key=_opening)
    held = [q for q in quotations[first:beyond] if start <= q.start and q.end <= end]
    outermost = min((q.depth for q in held), default=0)
    return tuple((q.start, q.end) for q in held if q.depth == outermost)


def _no_part(words: str) -> Unfit:
    return Unfit("quote_not_found", f"part {_short(words)} does not stand in the article; copy it character for character")


def _short(words: str, most: int = 120) -> str:
    return repr(words if len(words) <= most else f"{words[:most]}…")
