"""Drafts to records or rejections: each draft at its own place, the same draft once, ids that stay."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from extractor.article import Article
from extractor.assemble.anchors import Anchor, Parts, Places, Unfit, Words, pointed_at
from extractor.assemble.fields import Fields
from extractor.assemble.identity import record_id
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
        self._places: dict[tuple[object, ...], Places] = {}

    @cached_property
    def _warnings(self) -> tuple[str, ...]:
        """What readers of any of the records should know."""
        return (*self.reading.warnings, *self.reading.text_warnings)

    def check(self, pointed: Pointed) -> str | None:
        """Why `pointed` can't become a record, in words fit to send back to a model; None if it can."""
        try:
            self._places_of(pointed).at(0)
        except Unfit as unfit:
            return unfit.detail
        return None

    def assemble(self, drafts: Drafts) -> Assembled:
        """Records in reading order, and what was rejected. The same draft returned twice is one record."""
        placed: dict[str, tuple[Pointed, Anchor]] = {}
        rejections: dict[str, Rejection] = {}
        used: dict[str, set[Words]] = {kind: set() for kind in KINDS}
        taken: dict[Places, int] = {}
        for pointed in drafts.pointed:
            try:
                found = self._place(pointed, placed, used[pointed.kind], taken)
            except Unfit as unfit:
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
        return Assembled(self._records(placed), tuple(rejections.values()))

    def _place(self, pointed: Pointed, placed: Collection[str], used: AbstractSet[Words], taken: dict[Places, int]) -> tuple[str, Anchor] | None:
        """The id of `pointed`'s record, and the first place that no equal one holds; None where all are held: it was returned twice.

        Words that no record stands on yet (`used`) go first; only kinds that are told apart by a choice may share words. `taken`: how many places
        drafts of the same words took or found taken: what is held stays held.
        """
        distinct = KINDS[pointed.kind].distinct
        choices = [getattr(pointed.draft, name) for name in distinct]
        places = self._places_of(pointed)
        index = 0 if distinct else taken.get(places, 0)
        chosen: tuple[str, Anchor] | None = None
        while (place := places.at(index)) is not None and (chosen is None or place.start == chosen[1].start):
            index += 1
            if used.isdisjoint(place.words):
                chosen = record_id(self.article.id, pointed.kind, choices, place.words), place
                break
            if distinct and chosen is None:
                identity = record_id(self.article.id, pointed.kind, choices, place.words)
                chosen = None if identity in placed else (identity, place)
        taken[places] = index
        return chosen

    def _places_of(self, pointed: Pointed) -> Places:
        key = pointed_at(pointed)
        places = self._places.get(key)
        if places is None:
            places = self._places[key] = Places(self.reading, pointed)
        return places

    def _records(self, placed: Mapping[str, tuple[Pointed, Anchor]]) -> tuple[Record, ...]:
        """The records of these drafts, by id, in reading order."""
        # step by step for all, for what is done again at once is done faster
        parts = [(self._parts(pointed, anchor, identity), pointed) for identity, (pointed, anchor) in placed.items()]
        link(parts, self.reading.language)
        places = [(anchor.words[0][0], identity) for identity, (_, anchor) in placed.items()]
        records = [KINDS[pointed.kind].record.model_validate(made) for made, pointed in parts]
        return tuple([record for _, record in sorted(zip(places, records, strict=True))])

    def _parts(self, pointed: Pointed, anchor: Anchor, identity: str) -> Parts:
        completed = Fields(self.reading, anchor, pointed.region)
        parts = completed.complete(pointed)
        parts["id"] = identity
        parts["article_id"] = self.article.id
        parts["grounding"] = "exact" if completed.exact else "normalised"
        parts["warnings"] = (*self._warnings, *completed.warnings)
        parts["provenance"] = pointed.provenance
        return parts

    def _reject(self, origin: Pointed | Unusable, unfit: Unfit, draft: dict[str, Any]) -> Rejection:
        return Rejection(article_id=self.article.id, kind=origin.kind, reason=unfit.reason, detail=unfit.detail, draft=draft, provenance=origin.provenance)
