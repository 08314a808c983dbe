"""Where a draft's main words stand: a figure's evidence and number phrase, a quote's parts. Nothing looser than grounding allows."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import chain
from operator import attrgetter
from typing import Any, NamedTuple

from extractor.backends.base import Pointed
from extractor.text.grounding import Match
from extractor.text.quotation import Quotation
from extractor.text.reading import Reading
from extractor.text.sentences import covering, sentences
from schemas.common import Draft, FigureDraft, Span
from schemas.files import Reason
from schemas.quote import QuoteDraft

Parts = dict[str, Any]
"""What a record or one of its parts is made of: a record is checked once, as a whole, which is faster than part by part."""


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
    spans: tuple[Span, ...]
    exact: bool


class Remembered:
    """Places in reading order, each looked for once, and only when it is asked for."""

    def __init__(self, places: Iterator[Anchor]) -> None:
        self._places = places
        self._known: list[Anchor] = []
        self._unfit: Unfit | None = None

    def __iter__(self) -> Iterator[Anchor]:
        """
        Raises:
            Unfit: there is none.
        """
        if self._unfit is not None:
            raise self._unfit
        at = 0
        try:
            while True:
                if at == len(self._known):
                    self._known.append(next(self._places))
                yield self._known[at]
                at += 1
        except StopIteration:
            return
        except Unfit as unfit:
            self._unfit = unfit
            raise


def anchors(reading: Reading, pointed: Pointed) -> Iterator[Anchor]:
    """The places where the draft's main words stand, in reading order.

    Raises:
        Unfit: there is none.
    """
    if isinstance(pointed.draft, QuoteDraft):  # first, for most are quotes, and whether a draft is of a base class takes longer to tell
        return _quote_anchors(reading, pointed.draft, pointed.region)
    if isinstance(pointed.draft, FigureDraft):
        return _figure_anchors(reading, pointed.draft, pointed.region)
    raise TypeError(f"no way to ground {type(pointed.draft).__name__}")


def main_words(draft: Draft) -> tuple[object, ...]:
    """All of a draft that decides where its `anchors` stand, apart from the region."""
    if isinstance(draft, QuoteDraft):
        return draft.parts
    return (draft.evidence, draft.quantity, getattr(draft, "implicit", False)) if isinstance(draft, FigureDraft) else (draft,)


def _figure_anchors(reading: Reading, draft: FigureDraft, region: tuple[int, int]) -> Iterator[Anchor]:
    unfit = Unfit("evidence_not_found", f"evidence {_short(draft.evidence)} does not stand in the article; copy the sentence character for character")
    found = False
    for place in _evidence(reading, draft.evidence, region):
        unfit = Unfit("quantity_not_found", f"quantity {_short(draft.quantity)} does not stand in its evidence; copy the number phrase from it")
        for match in reading.grounder.find(draft.quantity, place.start, place.end):
            quantity = reading.measured(match.start, match.end, implicit=getattr(draft, "implicit", False))
            if quantity is None:
                unfit = Unfit("quantity_unreadable", f"quantity {_short(draft.quantity)} holds no number, or more than one")
                continue
            start, end = covering(reading.sentences, min(place.start, quantity.start), max(place.end, quantity.end))
            found = True
            yield Anchor(
                start,
                end,
                {"evidence": reading.grounder.span(start, end), "quantity": quantity},
                (quantity,),
                place.exact and match.exact,
            )
    if not found:
        raise unfit


def _evidence(reading: Reading, words: str, region: tuple[int, int]) -> Iterator[Match]:
    """Where the evidence stands: as one piece, or as sentences that follow each other."""
    found = False
    for match in reading.grounder.find(words, *region):
        found = True
        yield match
    pieces = sentences(words)
    if found or len(pieces) < 2:
        return
    matches = [reading.grounder.nearest(words[start:end], (region[0], region[0]), region) for start, end in pieces]
    if all(matches):
        whole = [match for match in matches if match]
        start, end = min(match.start for match in whole), max(match.end for match in whole)
        if end - start <= 2 * len(words):
            yield Match(start, end, all(match.exact for match in whole))


def _quote_anchors(reading: Reading, draft: QuoteDraft, region: tuple[int, int]) -> Iterator[Anchor]:
    unfit: Unfit | None = None
    found = False
    for first in reading.grounder.find(draft.parts[0], *region):
        matches: list[Match] = [first]
        for words in draft.parts[1:]:
            match = next((match for match in reading.grounder.find(words, matches[-1].start, region[1]) if _quoted(reading, match)), None)
            if match is None:
                unfit = unfit or _no_part(words)
                break
            matches.append(match)
        if len(matches) < len(draft.parts):
            continue
        pieces = [_quoted(reading, match) for match in matches]
        if () in pieces:
            unfit = Unfit("not_in_quotation_marks", f"part {_short(draft.parts[pieces.index(())])} does not stand within quotation marks")
            continue
        spans = tuple([reading.grounder.span(*bounds) for bounds in sorted(set(chain.from_iterable(pieces)))])
        found = True
        yield Anchor(spans[0].start, spans[-1].end, {"parts": spans}, spans, all(match.exact for match in matches))
    if not found:
        raise unfit or _no_part(draft.parts[0])


def _quoted(reading: Reading, match: Match) -> tuple[tuple[int, int], ...]:
    """The inner bounds of the quotation that holds `match`, or of those within it; empty where there is none."""
    quotations = reading.quotations
    first = bisect_right(quotations, match.start, key=attrgetter("outer_start"))
    inner: Quotation | None = None
    for q in _back_to_outermost(quotations, first - 1):
        if match.end <= q.outer_end and (inner is None or q.outer_end - q.outer_start <= inner.outer_end - inner.outer_start):
            inner = q
    if inner:
        return ((inner.start, inner.end),)
    while first and quotations[first - 1].start >= match.start:  # the mark stands before the match, the words in it
        first -= 1
    beyond = bisect_right(quotations, match.end, key=attrgetter("outer_start"))
    held = [q for q in quotations[first:beyond] if match.start <= q.start and q.end <= match.end]
    outermost = min((q.depth for q in held), default=0)
    return tuple((q.start, q.end) for q in held if q.depth == outermost)


def _back_to_outermost(quotations: Sequence[Quotation], index: int) -> Iterator[Quotation]:
    """The quotation at `index` and those before it, back to the outermost one that may hold them all."""
    while index >= 0:
        yield quotations[index]
        if quotations[index].depth == 0:
            return
        index -= 1


def _no_part(words: str) -> Unfit:
    return Unfit("quote_not_found", f"part {_short(words)} does not stand in the article; copy it character for character")


def _short(words: str, most: int = 120) -> str:
    return repr(words if len(words) <= most else f"{words[:most]}…")
