"""Quotes: which quotations someone is said to have uttered, who, and by which words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from extractor.backends.rules.attribution import Attribution, attribute, statement
from extractor.backends.rules.capitals import in_small_letters
from extractor.backends.rules.channel import find_channels, lasts, nearest
from extractor.backends.rules.clauses import DASHES, acts_as_verb, clause_subject
from extractor.backends.rules.document import Document
from extractor.backends.rules.frames import LONGEST_NICKNAME, Frame, Tokens, frames, is_nickname
from extractor.backends.rules.neighbours import led_up_to, taken_up
from extractor.backends.rules.quote_form import form_of, is_no_quote
from extractor.backends.rules.reporting import CALLING, DETERMINERS, SAYING
from extractor.backends.rules.speakers import REACH, Speakers, Spoken
from extractor.text.names import PRONOUNS, Names
from extractor.text.quotation import Quotation
from extractor.text.titles import is_role
from schemas.common import SpeakerDraft
from schemas.quote import QuoteDraft

_SHORT = 4
"""Words of a quotation that nobody is near enough to have said, for it to count as a scare quote."""


_IN_NAMES = frozenset(("of", "the", "de", "van", "von", "al", "and", "&"))
_LOOK_BACK = 3
"""Sentences of the paragraph before in which the speaker of a quotation that stands alone is looked for."""


@dataclass(slots=True)
class _Utterance:
    """Quotations under one reporting clause, in reading order."""

    frame: int
    quotes: list[int]
    cue: tuple[int, int] | None
    speaker: Spoken | None
    channel: tuple[int, int] | None
    key: object
    """What its quotations share: the same sentence and the same reporting words."""


def find(document: Document) -> Iterator[tuple[QuoteDraft, tuple[int, int]]]:
    """The quotes of a document with the stretch in which their words stand. They say who gives a quoted figure, too."""
    yield from document.once(_found)


def _found(document: Document) -> list[tuple[QuoteDraft, tuple[int, int]]]:
    text = document.text
    outermost = [quotation for quotation in document.outermost if quotation.end - quotation.start > LONGEST_NICKNAME or not is_nickname(text, quotation)]
    if not outermost:
        return []
    reader = _Reader(document, outermost)
    return [_draft(text, reader, utterance) for utterance in reader.utterances()]


class _Reader:
    """Reads one document's frames in order and gathers its utterances."""

    def __init__(self, document: Document, outermost: list[Quotation]) -> None:
        self.document = document
        self.text = document.text
        self.quotations = outermost
        self.frames = frames(document.text, document.sentences, outermost)
        names = document.names
        if _may_be_capitals(self.text, outermost) and any(frame.quotes and self.text[frame.start : frame.end].isupper() for frame in self.frames):
            self.text = in_small_letters(document.text)
            self.frames = frames(self.text, document.sentences, outermost)
            names = Names(self.text, outermost)
        self.speakers = Speakers(self.text, names)
        self.found: list[_Utterance] = []
        self.channels: tuple[int, list[tuple[int, int]]] = (-1, [])
        self.occasion: tuple[int, bool] = (-1, False)
        """A frame, and whether the one before it names an occasion that goes on; one with quotations tells nothing of its own."""
        self.lasting: tuple[str, tuple[int, int], int] | None = None

    def utterances(self) -> list[_Utterance]:
        for index, frame in enumerate(self.frames):
            if frame.quotes:
                self._read(index, frame)
        return self.found

    def _read(self, index: int, frame: Frame) -> None:
        if frame.is_bare:
            self._read_bare(index, frame)
            return
        tokens = frame.tokens
        spoken: dict[tuple[int, int], Spoken] = {}
        at = -1
        for quote in frame.quotes:
            before, at = at, tokens.lower.index("", at + 1)
            if before >= 0 and self._resumes(index, tokens, before, at, quote):
                self.found[-1].quotes.append(quote)
                continue
            attribution = attribute(tokens, at)
            if is_no_quote(self.text, frame, at, attribution, self.quotations[quote]):
                continue
            if attribution is None and not self._follows_speaker(index, frame):
                attribution = self._by_subject(frame, at)
                if attribution is None and len(self.text[self.quotations[quote].start : self.quotations[quote].end].split()) <= _SHORT:
                    continue
            if attribution is None:
                self._add_unattributed(index, frame, quote, alone=False)
                continue
            phrase = attribution.speaker
            if phrase is not None and phrase not in spoken:
                if tokens.lower[phrase[0]] in PRONOUNS or self._may_name_occasion(index):
                    self._note_statement_before(index)
                spoken[phrase] = self.speakers.speaker(tokens, phrase)
            speaker = spoken[phrase] if phrase else None
            self._add(index, frame, quote, _cue_span(tokens, attribution), speaker, (index, phrase, attribution.cue))

    def _resumes(self, index: int, tokens: Tokens, before: int, at: int, quote: int) -> bool:
        """Whether an utterance goes on behind the clause that broke it off: "We left," said Osk, 45, a baker from Arkan, "and never came back."."""
        last = self.found[-1] if self.found else None
        if last is None or last.cue is None or last.frame != index or last.quotes[-1] != quote - 1:
            return False
        mark = tokens.lower[at - 1]
        if at == before + 1 or last.cue[0] < tokens.starts[before + 1] or not (mark in (",", ":") or mark in DASHES):
            return False
        return not any(_reports(tokens, later) for later in range(before + 1, at) if tokens.starts[later] >= last.cue[1])

    def _add(self, index: int, frame: Frame, quote: int, cue: tuple[int, int] | None, speaker: Spoken | None, key: object) -> None:
        last = self.found[-1] if self.found else None
        if last is not None and last.frame == index and last.key == key:
            last.quotes.append(quote)
            return
        goes_on = last is not None and self._goes_on(last, quote)
        if last is not None and goes_on and cue is None:
            last.quotes.append(quote)
            return
        utterance = _Utterance(index, [quote], cue, speaker, self._channel(index, frame, speaker, cue or self._outer(quote)), key)
        if last is not None and goes_on and last.cue is None:
            utterance.quotes = [*last.quotes, quote]
            self.found.pop()
        self.found.append(utterance)

    def _goes_on(self, last: _Utterance, quote: int) -> bool:
        """Whether the paragraph before broke off within the same utterance."""
        return last.quotes[-1] == quote - 1 and self.quotations[quote - 1].continues

    def _read_bare(self, index: int, frame: Frame) -> None:
        """A sentence of nothing but quotations goes on with what was said before it, or belongs to the clause beside it."""
        if self._joins_last(index, frame):
            return
        beside = self._attributed_by_next(index, frame) or self._attributed_by_previous(index, frame)
        if beside is not None:
            tokens, attribution = beside
            speaker = self.speakers.speaker(tokens, attribution.speaker) if attribution.speaker else None
            for quote in frame.quotes:
                self._add(index, frame, quote, _cue_span(tokens, attribution), speaker, (index, "beside"))
        elif not is_no_quote(self.text, frame, 0, None, self.quotations[frame.quotes[0]]):
            for quote in frame.quotes:
                self._add_unattributed(index, frame, quote, alone=True)

    def _joins_last(self, index: int, frame: Frame) -> bool:
        """ "...," she said. "..." is one utterance, as is a quotation that goes on in the next paragraph."""
        last = self.found[-1] if self.found else None
        if last is None or last.quotes[-1] != frame.quotes[0] - 1:
            return False
        long = self.quotations[frame.quotes[-1]].continues and last.cue is not None
        if not ((last.frame == index - 1 and (long or not frame.new_paragraph)) or self._goes_on(last, frame.quotes[0])):
            return False
        last.quotes.extend(frame.quotes)
        last.frame = index
        last.key = None
        return True

    def _attributed_by_next(self, index: int, frame: Frame) -> tuple[Tokens, Attribution] | None:
        """ "Why?" she asked: a sentence splitter takes the question for a sentence of its own."""
        following = self.frames[index + 1] if index + 1 < len(self.frames) else None
        last = self.quotations[frame.quotes[-1]]
        if following is None or following.new_paragraph or following.quotes or self.text[last.end - 1] not in "?!…-—–":
            return None
        tokens, at = frame.tokens + following.tokens, len(frame.tokens.lower) - 1
        attribution = attribute(tokens, at)
        return (tokens, attribution) if attribution and attribution.cue and attribution.cue[0] < at + 13 else None

    def _attributed_by_previous(self, index: int, frame: Frame) -> tuple[Tokens, Attribution] | None:
        """She said: (new line) "..."."""
        previous = self.frames[index - 1] if index else None
        if previous is None or previous.quotes or self.text[previous.end - 1] not in ":,":
            return None
        tokens = previous.tokens + frame.tokens
        attribution = attribute(tokens, len(previous.tokens.lower))
        return (tokens, attribution) if attribution else None

    def _add_unattributed(self, index: int, frame: Frame, quote: int, *, alone: bool) -> None:
        """A quotation without reporting words in its sentence: the sentence beside it says who speaks."""
        following = self.frames[index + 1] if index + 1 < len(self.frames) else None
        if alone and following is not None and not following.quotes and (beside := taken_up(following.tokens)):
            phrase = beside[0].speaker if beside[0] else None
            self._add(index, frame, quote, None, self.speakers.speaker(following.tokens, phrase) if phrase else None, (index, "taken up"))
            return
        self._note_statement_before(index, alone=alone)
        speaker = self.speakers.last
        if speaker is not None and frame.start - speaker.end > REACH:
            speaker = None
        if speaker is None and alone and following is not None and not (following.quotes or following.new_paragraph):
            first = led_up_to(following.tokens)
            speaker = self.speakers.speaker(following.tokens, first) if first and self.speakers.is_person(following.tokens, first) else None
        if speaker is None and not alone and form_of((self.text[self.quotations[quote].start : self.quotations[quote].end],)) == "fragment":
            return  # a phrase that nobody near may have said
        self._add(index, frame, quote, None, speaker, (index, "unattributed"))

    def _follows_speaker(self, index: int, frame: Frame) -> bool:
        """Whether the sentence before, in the same paragraph, reports what someone said."""
        if frame.new_paragraph or not index:
            return False
        before = self.frames[index - 1]
        return (self.found[-1].frame == index - 1 if self.found else False) or (not before.quotes and statement(before.tokens) is not None)

    def _by_subject(self, frame: Frame, at: int) -> Attribution | None:
        """A person whom the sentence is about may be quoted without a reporting verb: Osk went after Vey as a "human leech"."""
        tokens = frame.tokens
        first = clause_subject(tokens, at)
        if first is None:
            return None
        lower, capital = tokens.lower[first[0]], tokens.capital(first[0])
        if not (lower in ("he", "she") or (capital and lower not in DETERMINERS and lower not in PRONOUNS)):
            return None
        end = first[0] + 1
        while end < first[1] and (tokens.capital(end) or tokens.lower[end] in _IN_NAMES or is_role(tokens.lower[end])):
            end += 1
        return Attribution(None, (first[0], end if capital else first[1]))

    def _note_statement_before(self, index: int, *, alone: bool = False) -> None:
        """Lets the speakers know who was reported in the sentence before, where it holds no quotation.

        `alone`: the quotation is all of its sentence, so that the person whom the sentence before is about may speak (Osk wept. "They are gone."),
        or, from the paragraph before, whoever was reported there last.
        """
        for back in range(index - 1, max(-1, index - 1 - (_LOOK_BACK if alone and self.frames[index].new_paragraph else 1)), -1):
            before = self.frames[back]
            if before.quotes:
                return
            attribution = statement(before.tokens)
            if attribution is None and alone and back == index - 1:
                attribution = self._led_up_to(before, near=not self.frames[index].new_paragraph)
            if attribution and attribution.speaker:
                speaker = self.speakers.speaker(before.tokens, attribution.speaker)
                self._channel(back, before, speaker, (before.start, before.start))
                return
            if before.new_paragraph:
                return

    def _led_up_to(self, before: Frame, *, near: bool) -> Attribution | None:
        """The person whom the sentence before is about; from the paragraph before, only one who is sure to be a person, and alone in it."""
        first = led_up_to(before.tokens)
        sure = near or (before.new_paragraph and first is not None and self.speakers.is_person(before.tokens, first))
        return Attribution(None, first) if first and sure else None

    def _outer(self, quote: int) -> tuple[int, int]:
        return self.quotations[quote].outer_start, self.quotations[quote].outer_end

    def _may_name_occasion(self, index: int) -> bool:
        if self.occasion[0] != index:
            before = self.frames[index - 1] if index else None
            self.occasion = index, before is not None and not before.quotes and lasts(self.text[before.start : before.end])
        return self.occasion[1]

    def _channel(self, index: int, frame: Frame, speaker: Spoken | None, near: tuple[int, int]) -> tuple[int, int] | None:
        if self.channels[0] != index:
            self.channels = index, find_channels(frame, self.document.plain)
        if not self.channels[1] and self.lasting is None:
            return None
        found = nearest(self.channels[1], near)
        name = speaker.name if speaker else ""
        general = found is not None and self.text[found[0] - 4 : found[0]] == "the " and self.text[found[0]].islower()
        lasting = self.lasting[1] if self.lasting and self.lasting[0] == name and index - self.lasting[2] <= 1 else None
        if general and lasting is not None:
            return lasting
        if found is not None:
            self.lasting = (name, found, index) if lasts(self.text[slice(*found)]) else None
            return found
        return lasting


def _may_be_capitals(text: str, quotations: list[Quotation]) -> bool:
    """Whether what stands from the first to the last quotation may be in capitals: a cheap test of what hardly any article is."""
    return text.find(" the ", quotations[0].outer_start, quotations[-1].outer_end) < 0


def _reports(tokens: Tokens, at: int) -> bool:
    form = SAYING.get(tokens.lower[at]) or CALLING.get(tokens.lower[at])
    return form is not None and form != "base" and acts_as_verb(tokens, at)


def _cue_span(tokens: Tokens, attribution: Attribution) -> tuple[int, int] | None:
    cue = attribution.cue
    return (tokens.starts[cue[0]], tokens.end(cue[1] - 1)) if cue else None


def _draft(text: str, reader: _Reader, utterance: _Utterance) -> tuple[QuoteDraft, tuple[int, int]]:
    """A draft in the words of `text`, which `reader` may have read in small letters."""
    said = [reader.quotations[quote] for quote in utterance.quotes]
    parts = tuple([text[quotation.start : quotation.end] for quotation in said])
    speaker = utterance.speaker
    frame = reader.frames[utterance.frame]
    start, end = min(frame.start, said[0].outer_start), max(frame.end, said[-1].outer_end)
    for span in (utterance.cue, speaker, speaker.role if speaker else None, utterance.channel):
        if span is not None:
            if span[0] < start:
                start = span[0]
            if span[1] > end:
                end = span[1]
    draft = QuoteDraft(
        parts=parts,
        form=form_of(parts if reader.text is text else tuple([reader.text[quotation.start : quotation.end] for quotation in said])),
        speaker=SpeakerDraft(
            mention=text[speaker.start : speaker.end],
            name=speaker.name if reader.text is text or speaker.name in text else speaker.name.upper(),
            role=text[slice(*speaker.role)] if speaker.role else None,
        )
        if speaker
        else None,
        cue=text[slice(*utterance.cue)] if utterance.cue else None,
        channel=text[slice(*utterance.channel)] if utterance.channel else None,
    )
    return draft, (start, end)
