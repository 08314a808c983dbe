"""A record's lesser words: spans, dates, sources, speakers. What is not found becomes null, with a warning.

What is done with a field follows from the record's type for it, so that a new kind needs no change here.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache, cached_property
from typing import Any, get_args

from extractor.assemble.anchors import Anchor, Parts
from extractor.backends.base import Pointed
from extractor.text.dates import find_dates, resolve
from extractor.text.reading import Reading
from extractor.text.sentences import covering
from extractor.text.trim import trim_date, trim_mention
from schemas import KINDS
from schemas.common import Draft, Record, Source, SourceDraft, Span, Speaker, SpeakerDraft, When


class Fields:
    """Completes one record around its anchor."""

    def __init__(self, reading: Reading, anchor: Anchor, region: tuple[int, int]) -> None:
        self.reading = reading
        self.text = reading.text
        self.anchor = anchor
        self.region = region
        self._near = anchor.spans[0].start, anchor.spans[-1].end
        self._own = covering(reading.sentences, anchor.start, anchor.end)
        """The record's own sentences."""
        self.exact = anchor.exact
        """Whether all words stood in the article as pointed at."""
        self.warnings: list[str] = []

    def complete(self, pointed: Pointed) -> dict[str, Any]:
        """The record's fields: those of the anchor, and each of the draft's that the record has."""
        fields: dict[str, Any] = dict(self.anchor.fields)
        for name, completer in _completers(pointed.kind, type(pointed.draft)):
            if name not in fields:
                value = getattr(pointed.draft, name)
                fields[name] = completer(self, name, value) if completer and value is not None else value
        return fields

    def _locate(self, words: str, *, far: bool) -> tuple[int, int] | None:
        """Where the words stand nearest to the record's main words; beyond the neighbouring sentences only where `far`."""
        nearest, near = self.reading.grounder.nearest, self._near
        match = nearest(words, near, self._own) or nearest(words, near, self._neighbouring)
        if match is None and far:
            match = nearest(words, near, self.region) or nearest(words, near, (0, len(self.text)))
        if match is None:
            return None
        self.exact = self.exact and match.exact
        return match.start, match.end

    @cached_property
    def _neighbouring(self) -> tuple[int, int]:
        """The record's own sentences and their neighbours."""
        return covering(self.reading.sentences, self.anchor.start, self.anchor.end, around=1)

    def _words(self, name: str, words: str) -> Parts | None:
        found = self._locate(words, far=False)
        if found is None:
            self.warnings.append(f"{name}_not_found")
            return None
        return self._trimmed(found)

    def _trimmed(self, found: tuple[int, int]) -> Parts:
        return self._span(*trim_mention(self.text, *found, self.reading.language))

    def _span(self, start: int, end: int) -> Parts:
        return {"start": start, "end": end, "text": self.text[start:end]}

    def _when(self, name: str, words: str) -> Parts | None:
        found = self._locate(words, far=False)
        if found is None:
            self.warnings.append(f"{name}_not_found")
            return None
        start, end = trim_date(self.text, *found, self.reading.language)
        return {"mention": self._span(start, end), **self._interval(found)}

    def _interval(self, mention: tuple[int, int]) -> dict[str, Any]:
        """The days that a date phrase denotes. A running total ends when its source stated it ("said in March"), at the latest."""
        published = self.reading.published
        first, last = resolve(self.text[slice(*mention)], published)
        if last is not None and last == published and first != last:
            for start, end in find_dates(self.text, self.anchor.start, self.anchor.end):
                stated = _stated_before(self.text, start) and not (start < mention[1] and mention[0] < end)
                bound = resolve(self.text[start:end], published)[1] if stated else None
                if bound is not None and bound < last and (first is None or first <= bound):
                    last = bound
        return {"start_date": first, "end_date": last}

    def _sources(self, name: str, drafts: tuple[SourceDraft, ...]) -> tuple[Parts, ...]:
        sources = []
        for draft in drafts:
            found = self._locate(draft.mention, far=True)
            if found is None:
                self.warnings.append("source_not_found")
                continue
            start, end = trim_mention(self.text, *found, self.reading.language)
            sources.append({"mention": self._span(start, end), "name": self._name(draft.name, start, end)})
        return tuple(sources)

    def _speaker(self, name: str, draft: SpeakerDraft) -> Parts | None:
        found = self._locate(draft.mention, far=True)
        if found is None:
            self.warnings.append("speaker_not_found")
            return None
        start, end = trim_mention(self.text, *found, self.reading.language)
        role = self._locate(draft.role, far=True) if draft.role else None
        if draft.role and role is None:
            self.warnings.append("role_not_found")
        return {"mention": self._span(start, end), "name": self._name(draft.name, start, end), "role": self._trimmed(role) if role else None}

    def _name(self, words: str, start: int, end: int) -> str:
        """The name as the article spells it; where the pointed one does not stand there, the one that the mention resolves to."""
        match = self.reading.grounder.first(words)
        if match is None:
            self.warnings.append("name_not_in_article")
            return self.reading.names.resolve(start, end)
        return self.text[slice(*trim_mention(self.text, match.start, match.end, self.reading.language))]


Completer = Callable[[Fields, str, Any], Any]
_COMPLETERS: dict[Any, Completer] = {Span: Fields._words, When: Fields._when, Source: Fields._sources, Speaker: Fields._speaker}


@cache
def _completers(kind: str, draft: type[Draft]) -> tuple[tuple[str, Completer | None], ...]:
    """The fields that a draft shares with its kind's record, each with what completes it."""
    record = KINDS[kind].record
    return tuple((name, _COMPLETERS.get(_field_type(record, name))) for name in draft.model_fields if name in record.model_fields)


def _field_type(record: type[Record], name: str) -> Any:
    """What a record's field holds: `Span` for `Span | None`, `Source` for `tuple[Source, ...]`."""
    annotation = record.model_fields[name].annotation
    inner = [argument for argument in get_args(annotation) if argument not in (type(None), Ellipsis)]
    return inner[0] if inner else annotation


def _stated_before(text: str, start: int) -> bool:
    """Whether a reporting verb stands right before the date at `start`: "said in March"."""
    return _STATED.search(text[max(0, start - 30) : start]) is not None


_STATED = re.compile(r"\b(?:said|says|reported|announced|stated|told|estimated)\s+(?:(?:on|in|at|late|early|last)\s+)*$", re.IGNORECASE)
