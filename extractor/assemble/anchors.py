"""Where a draft's main words stand: a figure's evidence and number phrase, a quote's parts. Nothing looser than grounding allows."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from itertools import chain
from operator import attrgetter
from typing import Any, NamedTuple

from extractor.backends.base import Pointed
from extractor.text.grounding import Match
from extractor.text.quotation import Quotation
from extractor.text.reading import Reading
from extractor.text.sentences import covering, sentences
from schemas.common import FigureDraft
from schemas.files import Reason
from schemas.quote import QuoteDraft

Parts = dict[str, Any]
"""What a record or one of its parts is made of: a record is checked once, as a whole, which is faster than part by part."""


Words = tuple[int, int, str]
"""Words of the article: where they start and end, and their text."""


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


def span(start: int, end: int, text: str) -> Parts:
    """The parts of a `Span`."""
    return {"start": start, "end": end, "text": text}


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


def pointed_at(pointed: Pointed) -> tuple[object, ...]:
    """All that decides where the `anchors` of `pointed` stand."""
    draft = pointed.draft
    if isinstance(draft, QuoteDraft):
        return pointed.kind, pointed.region, draft.parts
    if isinstance(draft, FigureDraft):
        return pointed.kind, pointed.region, draft.evidence, draft.quantity, getattr(draft, "implicit", False)
    return pointed.kind, pointed.region, draft


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
                {"evidence": span(start, end, reading.text[start:end]), "quantity": quantity},
                ((quantity.start, quantity.end, quantity.text),),
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
    if found or len(pieces := sentences(words)) < 2:
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
            match = next((match for match in reading.grounder.find(words, matches[-1].end, region[1]) if _quoted(reading, match)), None)
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
        parts = tuple([(start, end, reading.text[start:end]) for start, end in sorted(set(chain.from_iterable(pieces)))])
        found = True
        yield Anchor(parts[0][0], parts[-1][1], {"parts": [span(*part) for part in parts]}, parts, all(match.exact for match in matches))
    if not found:
        raise unfit or _no_part(draft.parts[0])


def _quoted(reading: Reading, match: Match) -> tuple[tuple[int, int], ...]:
    """The inner bounds of the quotation that holds `match`, or of those within it; empty where there is none."""
    quotations = reading.quotations
    first = bisect_right(quotations, match.start, key=attrgetter("outer_start"))
    inner: Quotation | None = None
    for at in range(first - 1, -1, -1):
        q = quotations[at]
        if match.end <= q.outer_end and (inner is None or q.outer_end - q.outer_start <= inner.outer_end - inner.outer_start):
            inner = q
        if q.depth == 0:  # it may hold all between; none before it reaches further
            break
    if inner:
        return ((inner.start, inner.end),)
    while first and quotations[first - 1].start >= match.start:  # the mark stands before the match, the words in it
        first -= 1
    beyond = bisect_right(quotations, match.end, key=attrgetter("outer_start"))
    held = [q for q in quotations[first:beyond] if match.start <= q.start and q.end <= match.end]
    outermost = min((q.depth for q in held), default=0)
    return tuple((q.start, q.end) for q in held if q.depth == outermost)


def _no_part(words: str) -> Unfit:
    return Unfit("quote_not_found", f"part {_short(words)} does not stand in the article; copy it character for character")


def _short(words: str, most: int = 120) -> str:
    return repr(words if len(words) <= most else f"{words[:most]}…")
