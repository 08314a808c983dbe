"""A record's lesser words: spans, dates, sources, speakers. What is not found becomes null, with a warning.

What is done with a field follows from the record's type for it, so that a new kind needs no change here.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from typing import Any, get_args

from extractor.assemble.anchors import Anchor, Parts, span
from extractor.backends.base import Pointed
from extractor.text.dates import find_dates, resolve
from extractor.text.grounding import Match
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
        self._nearest = reading.grounder.nearest
        self._near = anchor.words[0][0], anchor.words[-1][1]
        self._own = covering(reading.sentences, anchor.start, anchor.end)
        """The record's own sentences."""
        self.exact = anchor.exact
        """Whether all words stood in the article as pointed at."""
        self.warnings: list[str] = []
        self._to_come = False
        """Whether the record tells of what has not happened: "by March" is then the next."""

    def complete(self, pointed: Pointed) -> Parts:
        """The record's fields: those of the anchor, and each of the draft's that the record has."""
        fields = dict(self.anchor.fields)
        said = vars(pointed.draft)
        self._to_come = said.get("status") in ("projected", "conditional")
        choices, completers = _lesser(pointed.kind, type(pointed.draft), *fields)
        for name in choices:
            fields[name] = said[name]
        for name, completer in completers:
            fields[name] = None if said[name] is None else completer(self, name, said[name])
        return fields

    def _locate(self, words: str, *, far: bool) -> Match | None:
        """Where the words stand nearest to the record's main words; beyond the neighbouring sentences only where `far`."""
        match = self._nearest(words, self._near, self._own) or self._farther(words, far=far)
        if match is not None and not match[2]:
            self.exact = False
        return match

    def _farther(self, words: str, *, far: bool) -> Match | None:
        around = covering(self.reading.sentences, self.anchor.start, self.anchor.end, around=1)
        match = self._nearest(words, self._near, around)
        if match is None and far:
            match = self._nearest(words, self._near, self.region) or self._nearest(words, self._near, (0, len(self.text)))
        return match

    def _words(self, name: str, words: str) -> Parts | None:
        found = self._locate(words, far=False)
        if found is None:
            self.warnings.append(f"{name}_not_found")
            return None
        return self._trimmed(found)

    def _trimmed(self, found: Match) -> Parts:
        start, end = trim_mention(self.text, found[0], found[1], self.reading.language)
        return span(start, end, self.text[start:end])

    def _when(self, name: str, words: str) -> Parts | None:
        found = self._locate(words, far=False)
        if found is None:
            self.warnings.append(f"{name}_not_found")
            return None
        start, end = trim_date(self.text, found[0], found[1], self.reading.language)
        return {"mention": span(start, end, self.text[start:end]), **self._interval(found)}

    def _interval(self, mention: Match) -> dict[str, Any]:
        """The days that a date phrase denotes. A running total ends when its source stated it ("said in March"), at the latest."""
        published = self.reading.published
        mention_start, mention_end, _ = mention
        first, last = resolve(self.text[mention_start:mention_end], published, to_come=self._to_come)
        if last is not None and last == published and first != last:
            for start, end in find_dates(self.text, self.anchor.start, self.anchor.end):
                stated = _stated_before(self.text, start) and not (start < mention_end and mention_start < end)
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
            mention = self._trimmed(found)
            sources.append({"mention": mention, "name": self._name(draft, found, mention)})
        return tuple(sources)

    def _speaker(self, name: str, draft: SpeakerDraft) -> Parts | None:
        found = self._locate(draft.mention, far=True)
        if found is not None and self._is_spoken(found):
            found = self._beside_quoted(draft.mention) or found
        if found is None:
            self.warnings.append("speaker_not_found")
            return None
        mention = self._trimmed(found)
        role = self._locate(draft.role, far=True) if draft.role else None
        if draft.role and role is None:
            self.warnings.append("role_not_found")
        return {"mention": mention, "name": self._name(draft, found, mention), "role": self._trimmed(role) if role else None}

    def _is_spoken(self, found: Match) -> bool:
        """Whether the words stand within what is quoted: “He fell,” he said."""
        near_start, near_end = self._near
        return near_start <= found[0] < near_end and any(start <= found[0] < end for start, end, _ in self.anchor.words)

    def _beside_quoted(self, words: str) -> Match | None:
        """Where the words stand in the record's own sentences without what is quoted, nearest to it."""
        edges = [self._own[0], *(edge for start, end, _ in self.anchor.words for edge in (start, end)), self._own[1]]
        gaps = [gap for gap in zip(edges[::2], edges[1::2], strict=True) if gap[0] < gap[1]]
        found = [match for gap in gaps if (match := self._nearest(words, self._near, gap))]
        return min(found, key=lambda match: max(self._near[0] - match[1], match[0] - self._near[1], 0), default=None)

    def _name(self, draft: SourceDraft | SpeakerDraft, found: Match, mention: Parts) -> str:
        """The name as the article spells it; where the pointed one does not stand there, the one that the mention resolves to."""
        if draft.name == draft.mention and found[2]:
            words: str = mention["text"]
            return words  # its first place has the very same words, which are trimmed alike
        match = self.reading.grounder.first(draft.name)
        if match is None:
            self.warnings.append("name_not_in_article")
            return self.reading.names.resolve(mention["start"], mention["end"])
        start, end = trim_mention(self.text, match[0], match[1], self.reading.language)
        return self.text[start:end]


Completer = Callable[[Fields, str, Any], Any]
_COMPLETERS: dict[Any, Completer] = {Span: Fields._words, When: Fields._when, Source: Fields._sources, Speaker: Fields._speaker}


@cache
def _lesser(kind: str, draft: type[Draft], *anchored: str) -> tuple[tuple[str, ...], tuple[tuple[str, Completer], ...]]:
    """The fields that a draft shares with its kind's record but for the `anchored` ones: those taken as they are; the others, each with what completes it."""
    record = KINDS[kind].record
    shared = [name for name in draft.model_fields if name in record.model_fields and name not in anchored]
    completers = {name: completer for name in shared if (completer := _COMPLETERS.get(_field_type(record, name)))}
    return tuple(name for name in shared if name not in completers), tuple(completers.items())


def _field_type(record: type[Record], name: str) -> Any:
    """What a record's field holds: `Span` for `Span | None`, `Source` for `tuple[Source, ...]`."""
    annotation = record.model_fields[name].annotation
    inner = [argument for argument in get_args(annotation) if argument not in (type(None), Ellipsis)]
    return inner[0] if inner else annotation


def _stated_before(text: str, start: int) -> bool:
    """Whether a reporting verb stands right before the date at `start`: "said in March"."""
    return _STATED.search(text[max(0, start - 30) : start]) is not None


_STATED = re.compile(r"\b(?:said|says|reported|announced|stated|told|estimated)\s+(?:(?:on|in|at|late|early|last)\s+)*$", re.IGNORECASE)
