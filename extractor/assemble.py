"""From drafts to records or rejections: ground the words, measure them, link what belongs together.

What is done with a field follows from the record's type for it, so that a new kind needs no change here: words become a
span, the number phrase a measured quantity, a date phrase an interval, a choice is copied.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, field
from functools import cache, cached_property
from typing import Any, get_args

from extractor.article import Article
from extractor.backends.base import Drafts, Pointed, Unusable
from extractor.text.dates import find_dates, resolve
from extractor.text.grounding import Grounder, Match
from extractor.text.injection import addresses_model
from extractor.text.names import Names
from extractor.text.quantity import implicit_one, measure
from extractor.text.quotation import Quotation, find_quotations
from extractor.text.sentences import covering, sentences
from extractor.text.trim import trim_date, trim_mention
from schemas import KINDS
from schemas.common import Figure, FigureDraft, Quantity, Record, Source, SourceDraft, Span, Speaker, SpeakerDraft, When
from schemas.files import Reason, Rejection
from schemas.quote import Quote, QuoteDraft


@dataclass(frozen=True)
class Assembled:
    """What became of an article's drafts."""

    records: tuple[Record, ...]
    rejections: tuple[Rejection, ...]


class Unfit(Exception):
    """Why a draft can't become a record: a reason code, and words fit to send back to a model."""

    def __init__(self, reason: Reason, detail: str) -> None:
        super().__init__(detail)
        self.reason = reason
        self.detail = detail


@dataclass(frozen=True)
class Anchor:
    """The words that a record stands on: its evidence and quantity, or its quoted parts."""

    start: int
    end: int
    fields: dict[str, Any]
    spans: tuple[Span, ...]
    exact: bool


@dataclass
class _Draw:
    """What grounding a record's lesser words brings along: warnings, and whether all stood there exactly."""

    exact: bool
    warnings: list[str] = field(default_factory=list)


class Assembler:
    """Makes records of one article's drafts."""

    def __init__(self, article: Article) -> None:
        self.article = article
        self.text = article.text
        self.grounder = Grounder(article.text)
        self._quantities: dict[tuple[int, int, bool], Quantity | None] = {}

    @cached_property
    def sentences(self) -> list[tuple[int, int]]:
        return sentences(self.text)

    @cached_property
    def quotations(self) -> list[Quotation]:
        return find_quotations(self.text)

    @cached_property
    def names(self) -> Names:
        return Names(self.text)

    @cached_property
    def article_warnings(self) -> tuple[str, ...]:
        return ("article_addresses_model",) if addresses_model(self.text) else ()

    def check(self, pointed: Pointed) -> str | None:
        """Why `pointed` can't become a record, in words fit to send back to a model; None if it can."""
        try:
            next(self._anchors(pointed))
        except Unfit as unfit:
            return unfit.detail
        return None

    def assemble(self, drafts: Drafts) -> Assembled:
        """Records in reading order, and what was rejected. The same draft returned twice is one record."""
        placed: dict[str, tuple[Record, Pointed]] = {}
        rejections: dict[str, Rejection] = {}
        used: set[tuple[str, int, int]] = set()
        for pointed in drafts.pointed:
            try:
                record = self._place(pointed, placed, used)
            except Unfit as unfit:
                rejection = self._reject(pointed, unfit, pointed.draft.model_dump(mode="json"))
                rejections[rejection.model_dump_json()] = rejection
                continue
            if record is not None:
                placed[record.id] = (record, pointed)
        for unusable in drafts.unusable:
            rejection = self._reject(unusable, Unfit("invalid_fields", unusable.detail), dict(unusable.content))
            rejections[rejection.model_dump_json()] = rejection
        records = sorted(_link(list(placed.values())), key=lambda record: (_start(record), record.id))
        return Assembled(tuple(records), tuple(rejections.values()))

    # ------------------------------------------------------------ one draft

    def _place(self, pointed: Pointed, placed: Collection[str], used: set[tuple[str, int, int]]) -> Record | None:
        """The record of `pointed` at the first place that no equal record holds; None where all are held: it was returned twice.

        Words that no record stands on yet go first; only kinds that are told apart by a choice may share words.
        """
        shared = bool(KINDS[pointed.kind].distinct)
        anchor: Anchor | None = None
        for place in self._anchors(pointed):
            if anchor is not None and place.start != anchor.start:
                break
            if self._identity(pointed, place) in placed:
                continue
            if all((pointed.kind, span.start, span.end) not in used for span in place.spans):
                anchor = place
                break
            if shared and anchor is None:
                anchor = place
        if anchor is None:
            return None
        used.update((pointed.kind, span.start, span.end) for span in anchor.spans)
        return self._record(pointed, anchor)

    def _anchors(self, pointed: Pointed) -> Iterator[Anchor]:
        """The places where the draft's main words stand, in reading order.

        Raises:
            Unfit: there is none.
        """
        if isinstance(pointed.draft, FigureDraft):
            return self._figure_anchors(pointed.draft, pointed.region)
        if isinstance(pointed.draft, QuoteDraft):
            return self._quote_anchors(pointed.draft, pointed.region)
        raise TypeError(f"no way to ground {type(pointed.draft).__name__}")

    def _figure_anchors(self, draft: FigureDraft, region: tuple[int, int]) -> Iterator[Anchor]:
        unfit = Unfit("evidence_not_found", f"evidence {_short(draft.evidence)} does not stand in the article; copy the sentence character for character")
        found = False
        for place in self._evidence(draft.evidence, region):
            unfit = Unfit("quantity_not_found", f"quantity {_short(draft.quantity)} does not stand in its evidence; copy the number phrase from it")
            for match in self.grounder.find(draft.quantity, place.start, place.end):
                quantity = self._measured(match.start, match.end, implicit=getattr(draft, "implicit", False))
                if quantity is None:
                    unfit = Unfit("quantity_unreadable", f"quantity {_short(draft.quantity)} holds no number, or more than one")
                    continue
                start, end = covering(self.sentences, min(place.start, quantity.start), max(place.end, quantity.end))
                found = True
                yield Anchor(
                    start,
                    end,
                    {"evidence": self.grounder.span(start, end), "quantity": quantity},
                    (quantity,),
                    place.exact and match.exact,
                )
        if not found:
            raise unfit

    def _measured(self, start: int, end: int, *, implicit: bool) -> Quantity | None:
        """What the words at [start, end) count; remembered, because a number may stand in a text a thousand times."""
        key = (start, end, implicit)
        if key not in self._quantities:
            number = measure(self.text, start, end)
            self._quantities[key] = implicit_one(self.text, start, end) if number is None and implicit else number
        return self._quantities[key]

    def _evidence(self, words: str, region: tuple[int, int]) -> Iterator[Match]:
        """Where the evidence stands: as one piece, or as sentences that follow each other."""
        found = False
        for match in self.grounder.find(words, *region):
            found = True
            yield match
        pieces = sentences(words)
        if found or len(pieces) < 2:
            return
        matches = [self.grounder.nearest(words[start:end], (region[0], region[0]), region) for start, end in pieces]
        if all(matches):
            whole = [match for match in matches if match]
            start, end = min(match.start for match in whole), max(match.end for match in whole)
            if end - start <= 2 * len(words):
                yield Match(start, end, all(match.exact for match in whole))

    def _quote_anchors(self, draft: QuoteDraft, region: tuple[int, int]) -> Iterator[Anchor]:
        unfit: Unfit | None = None
        found = False
        for first in self.grounder.find(draft.parts[0], *region):
            matches: list[Match] = [first]
            for words in draft.parts[1:]:
                match = next((match for match in self.grounder.find(words, matches[-1].start, region[1]) if self._quoted(match)), None)
                if match is None:
                    unfit = unfit or _no_part(words)
                    break
                matches.append(match)
            if len(matches) < len(draft.parts):
                continue
            pieces = [self._quoted(match) for match in matches]
            if not all(pieces):
                unfit = Unfit("not_in_quotation_marks", f"part {_short(draft.parts[pieces.index(())])} does not stand within quotation marks")
                continue
            spans = tuple(self.grounder.span(*bounds) for bounds in sorted({bounds for piece in pieces for bounds in piece}))
            found = True
            yield Anchor(spans[0].start, spans[-1].end, {"parts": spans}, spans, all(match.exact for match in matches))
        if not found:
            raise unfit or _no_part(draft.parts[0])

    def _quoted(self, match: Match) -> tuple[tuple[int, int], ...]:
        """The inner bounds of the quotation that holds `match`, or of those within it; empty where there is none."""
        holding = [q for q in self.quotations if q.outer_start <= match.start and match.end <= q.outer_end]
        if holding:
            inner = min(holding, key=lambda q: q.outer_end - q.outer_start)
            return ((inner.start, inner.end),)
        held = [q for q in self.quotations if match.start <= q.start and q.end <= match.end]
        outermost = min((q.depth for q in held), default=0)
        return tuple((q.start, q.end) for q in held if q.depth == outermost)

    # ------------------------------------------------------------ a record's other fields

    def _record(self, pointed: Pointed, anchor: Anchor) -> Record:
        kind = KINDS[pointed.kind]
        draw = _Draw(anchor.exact)
        fields: dict[str, Any] = dict(anchor.fields)
        for name in type(pointed.draft).model_fields:
            if name in fields or name not in kind.record.model_fields:
                continue
            value = getattr(pointed.draft, name)
            complete = _COMPLETERS.get(_field_type(kind.record, name))
            fields[name] = complete(self, name, value, anchor, pointed.region, draw) if complete and value is not None else value
        if issubclass(kind.record, Figure):
            fields["part_of"] = None
        return kind.record(
            id=self._identity(pointed, anchor),
            article_id=self.article.id,
            grounding="exact" if draw.exact else "normalised",
            warnings=(*self.article_warnings, *draw.warnings),
            provenance=pointed.provenance,
            **fields,
        )

    def _locate(self, words: str, anchor: Anchor, region: tuple[int, int], draw: _Draw, *, far: bool) -> tuple[int, int] | None:
        """Where the words stand nearest to the record's main words; beyond the neighbouring sentences only where `far`."""
        near = (anchor.fields["quantity"].start, anchor.fields["quantity"].end) if "quantity" in anchor.fields else (anchor.start, anchor.end)
        own = covering(self.sentences, anchor.start, anchor.end)
        neighbours = covering(self.sentences, anchor.start, anchor.end, around=1)
        places = (own, neighbours, region, (0, len(self.text))) if far else (own, neighbours)
        match = next((match for place in places if (match := self.grounder.nearest(words, near, place))), None)
        if match is None:
            return None
        draw.exact = draw.exact and match.exact
        return match.start, match.end

    def _words(self, name: str, words: str, anchor: Anchor, region: tuple[int, int], draw: _Draw) -> Span | None:
        found = self._locate(words, anchor, region, draw, far=False)
        if found is None:
            draw.warnings.append(f"{name}_not_found")
            return None
        return self.grounder.span(*trim_mention(self.text, *found))

    def _when(self, name: str, words: str, anchor: Anchor, region: tuple[int, int], draw: _Draw) -> When | None:
        found = self._locate(words, anchor, region, draw, far=False)
        if found is None:
            draw.warnings.append(f"{name}_not_found")
            return None
        start, end = trim_date(self.text, *found)
        return When(mention=self.grounder.span(start, end), **self._interval(found, anchor))

    def _interval(self, mention: tuple[int, int], anchor: Anchor) -> dict[str, Any]:
        """The days that a date phrase denotes. A running total ends when its source stated it ("said in March"), at the latest."""
        published = self.article.published
        first, last = resolve(self.text[slice(*mention)], published)
        if last is not None and last == published and first != last:
            for start, end in find_dates(self.text, anchor.start, anchor.end):
                stated = _stated_before(self.text, start) and not (start < mention[1] and mention[0] < end)
                bound = resolve(self.text[start:end], published)[1] if stated else None
                if bound is not None and bound < last and (first is None or first <= bound):
                    last = bound
        return {"start_date": first, "end_date": last}

    def _sources(self, name: str, drafts: tuple[SourceDraft, ...], anchor: Anchor, region: tuple[int, int], draw: _Draw) -> tuple[Source, ...]:
        sources = []
        for draft in drafts:
            found = self._locate(draft.mention, anchor, region, draw, far=True)
            if found is None:
                draw.warnings.append("source_not_found")
                continue
            start, end = trim_mention(self.text, *found)
            sources.append(Source(mention=self.grounder.span(start, end), name=self._name(draft.name, start, end, draw)))
        return tuple(sources)

    def _speaker(self, name: str, draft: SpeakerDraft, anchor: Anchor, region: tuple[int, int], draw: _Draw) -> Speaker | None:
        found = self._locate(draft.mention, anchor, region, draw, far=True)
        if found is None:
            draw.warnings.append("speaker_not_found")
            return None
        start, end = trim_mention(self.text, *found)
        role = self._locate(draft.role, anchor, region, draw, far=True) if draft.role else None
        if draft.role and role is None:
            draw.warnings.append("role_not_found")
        return Speaker(
            mention=self.grounder.span(start, end),
            name=self._name(draft.name, start, end, draw),
            role=self.grounder.span(*trim_mention(self.text, *role)) if role else None,
        )

    def _name(self, words: str, start: int, end: int, draw: _Draw) -> str:
        """The name as the article spells it; where the pointed one does not stand there, the one that the mention resolves to."""
        match = next(self.grounder.find(words), None)
        if match is None:
            draw.warnings.append("name_not_in_article")
            return self.names.resolve(start, end)
        return self.text[slice(*trim_mention(self.text, match.start, match.end))]

    # ------------------------------------------------------------ small parts

    def _identity(self, pointed: Pointed, anchor: Anchor) -> str:
        choices = [str(getattr(pointed.draft, name)) for name in KINDS[pointed.kind].distinct]
        words = [f"{span.start}-{span.end}:{span.text}" for span in anchor.spans]
        digest = hashlib.sha256("\x1f".join([self.article.id, pointed.kind, *choices, *words]).encode("utf-8", "surrogatepass"))
        return f"{pointed.kind}-{digest.hexdigest()[:16]}"

    def _reject(self, origin: Pointed | Unusable, unfit: Unfit, draft: dict[str, Any]) -> Rejection:
        return Rejection(article_id=self.article.id, kind=origin.kind, reason=unfit.reason, detail=unfit.detail, draft=draft, provenance=origin.provenance)


Completer = Callable[[Assembler, str, Any, Anchor, tuple[int, int], _Draw], Any]
_COMPLETERS: dict[Any, Completer] = {
    Span: Assembler._words,
    When: Assembler._when,
    Source: Assembler._sources,
    Speaker: Assembler._speaker,
}


@cache
def _field_type(record: type[Record], name: str) -> Any:
    """What a record's field holds: `Span` for `Span | None`, `Source` for `tuple[Source, ...]`."""
    annotation = record.model_fields[name].annotation
    inner = [argument for argument in get_args(annotation) if argument not in (type(None), Ellipsis)]
    return inner[0] if inner else annotation


def _link(placed: list[tuple[Record, Pointed]]) -> list[Record]:
    """The records, with `part_of` naming the larger figure that a draft pointed at by its number phrase."""
    figures = [record for record, _ in placed if isinstance(record, Figure)]
    linked: list[Record] = []
    whole_of: dict[str, str] = {}
    for record, pointed in placed:
        words = getattr(pointed.draft, "part_of", None)
        if not isinstance(record, Figure) or not words:
            linked.append(record)
            continue
        whole = _whole(record, words, figures)
        if whole is None or _leads_to(whole.id, record.id, whole_of):
            linked.append(record.model_copy(update={"warnings": (*record.warnings, "part_of_not_found")}))
            continue
        whole_of[record.id] = whole.id
        linked.append(record.model_copy(update={"part_of": whole.id}))
    return linked


def _whole(part: Figure, words: str, figures: list[Figure]) -> Figure | None:
    """The figure of the same kind whose number phrase `words` are: the nearest one, one before rather than one after."""
    pointed = measure(words, 0, len(words))
    same = [
        figure
        for figure in figures
        if figure.id != part.id
        and figure.kind == part.kind
        and (figure.quantity.text == words or (pointed is not None and _numbers(figure.quantity) == _numbers(pointed)))
    ]
    at = part.quantity.start
    return min(same, key=lambda figure: (abs(figure.quantity.start - at), figure.quantity.start > at), default=None)


def _numbers(quantity: Quantity) -> tuple[int | None, int | None]:
    return quantity.value, quantity.low if quantity.value is None else None


def _leads_to(start: str, goal: str, whole_of: dict[str, str]) -> bool:
    while start in whole_of:
        start = whole_of[start]
        if start == goal:
            return True
    return False


def _start(record: Record) -> int:
    if isinstance(record, Figure):
        return record.quantity.start
    return record.parts[0].start if isinstance(record, Quote) else 0


def _stated_before(text: str, start: int) -> bool:
    """Whether a reporting verb stands right before the date at `start`: "said in March"."""
    return _STATED.search(text[max(0, start - 30) : start]) is not None


_STATED = re.compile(r"\b(?:said|says|reported|announced|stated|told|estimated)\s+(?:(?:on|in|at|late|early|last)\s+)*$", re.IGNORECASE)


def _no_part(words: str) -> Unfit:
    return Unfit("quote_not_found", f"part {_short(words)} does not stand in the article; copy it character for character")


def _short(words: str, most: int = 120) -> str:
    return repr(words if len(words) <= most else f"{words[:most]}…")
