"""Drafts to records or rejections: each draft at its own place, the same draft once, ids that stay."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from extractor.article import Article
from extractor.assemble.anchors import Anchor, Parts, Remembered, Unfit, Words, anchors, pointed_at
from extractor.assemble.fields import Fields
from extractor.assemble.identity import in_reading_order, record_id
from extractor.assemble.links import link
from extractor.backends.base import Drafts, Pointed, Unusable
from extractor.text.reading import Reading
from schemas import KINDS
from schemas.common import Record
from schemas.files import Rejection


@dataclass(frozen=True)
class Assembled:
    """What became of an article's drafts."""

    records: tuple[Record, ...]
    rejections: tuple[Rejection, ...]


class Assembler:
    """Makes records of one article's drafts."""

    def __init__(self, article: Article) -> None:
        self.article = article
        self.reading = Reading.of(article)
        self._places: dict[tuple[object, ...], Remembered] = {}

    def check(self, pointed: Pointed) -> str | None:
        """Why `pointed` can't become a record, in words fit to send back to a model; None if it can."""
        try:
            next(iter(self._anchors(pointed_at(pointed), pointed)))
        except Unfit as unfit:
            return unfit.detail
        return None

    def assemble(self, drafts: Drafts) -> Assembled:
        """Records in reading order, and what was rejected. The same draft returned twice is one record."""
        placed: dict[str, tuple[Pointed, Anchor]] = {}
        rejections: dict[str, Rejection] = {}
        used: dict[str, set[Words]] = {kind: set() for kind in KINDS}
        further: dict[tuple[object, ...], Iterator[Anchor]] = {}
        for pointed in drafts.pointed:
            try:
                found = self._place(pointed, placed, used, further)
            except Unfit as unfit:
                further.pop(pointed_at(pointed), None)  # the next draft of these words is rejected too
                rejection = self._reject(pointed, unfit, pointed.draft.model_dump(mode="json"))
                rejections[rejection.model_dump_json()] = rejection
                continue
            if found is not None:
                identity, anchor = found
                placed[identity] = pointed, anchor
                used[pointed.kind].update(anchor.words)
        for unusable in drafts.unusable:
            rejection = self._reject(unusable, Unfit("invalid_fields", unusable.detail), dict(unusable.content))
            rejections[rejection.model_dump_json()] = rejection
        # step by step for all, for what is done again at once is done faster
        parts = [self._parts(pointed, anchor, identity) for identity, (pointed, anchor) in placed.items()]
        records = [(KINDS[pointed.kind].record.model_validate(made), pointed) for made, (pointed, _) in zip(parts, placed.values(), strict=True)]
        return Assembled(in_reading_order(link(records, self.reading.language)), tuple(rejections.values()))

    def _place(
        self, pointed: Pointed, placed: Collection[str], used: Mapping[str, set[Words]], further: dict[tuple[object, ...], Iterator[Anchor]]
    ) -> tuple[str, Anchor] | None:
        """The id of `pointed`'s record, and the first place that no equal one holds; None where all are held: it was returned twice.

        Words that no record stands on yet go first; only kinds that are told apart by a choice may share words. `further`: the places behind those that
        drafts of the same words took or found taken: what is held stays held.
        """
        kind = pointed.kind
        distinct = KINDS[kind].distinct
        choices = [getattr(pointed.draft, name) for name in distinct] if distinct else []
        chosen: tuple[str, Anchor] | None = None
        key = pointed_at(pointed)
        places = self._anchors(key, pointed)
        for place in places if distinct else further.setdefault(key, iter(places)):
            if chosen is not None and place.start != chosen[1].start:
                break
            identity = record_id(self.article.id, kind, choices, place.words)
            if identity in placed:
                continue
            if used[kind].isdisjoint(place.words):
                return identity, place
            if distinct and chosen is None:
                chosen = identity, place
        return chosen

    def _anchors(self, key: tuple[object, ...], pointed: Pointed) -> Remembered:
        """Where `pointed`, which `key` is all of that matters for it, stands."""
        places = self._places.get(key)
        if places is None:
            places = self._places[key] = Remembered(anchors(self.reading, pointed))
        return places

    def _parts(self, pointed: Pointed, anchor: Anchor, identity: str) -> Parts:
        completed = Fields(self.reading, anchor, pointed.region)
        parts = completed.complete(pointed)
        parts["id"] = identity
        parts["article_id"] = self.article.id
        parts["grounding"] = "exact" if completed.exact else "normalised"
        parts["warnings"] = (*self.reading.warnings, *self.reading.text_warnings, *completed.warnings)
        parts["provenance"] = pointed.provenance
        if "part_of" in parts:
            parts["part_of"] = None  # until all records are known
        return parts

    def _reject(self, origin: Pointed | Unusable, unfit: Unfit, draft: dict[str, Any]) -> Rejection:
        return Rejection(article_id=self.article.id, kind=origin.kind, reason=unfit.reason, detail=unfit.detail, draft=draft, provenance=origin.provenance)
