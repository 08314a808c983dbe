"""A model's records beside those of the built-in rules: which of them both found, and which figures need a person's eye.

Pure comparison of the records of one article: nothing is extracted here, and no record of the rules becomes one of the model's.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from operator import itemgetter
from typing import Any, Final, Literal

from extractor.assemble.identity import addressed, main_spans, new_ids
from extractor.text.grounding import fold
from schemas import parse_record
from schemas.common import Figure, Record, Span, Speaker
from schemas.files import CrossCheck, Review
from schemas.quote import Quote

_Order = tuple[int, int, str, *tuple[str, ...]]
RULES: Final = "rules"
"""What `corroborated_by` names."""
_NUMBERS: Final = ("value", "low", "high", "qualifier")
_CHOICES: Final = ("outcome", "unit")
"""With the numbers, what makes two figures on one number phrase the same; a kind has one of these choices."""


@dataclass(frozen=True)
class CrossChecked:
    """The model's records, with `corroborated_by` where the rules found the same; and the figures for review, in reading order."""

    records: tuple[Record, ...]
    review: tuple[Review, ...]


def cross_check(records: Iterable[Record], rules: Sequence[Record]) -> CrossChecked:
    """Compare what a model found in an article with what the rules found there.

    Two figures of a kind are the same where their number phrases overlap and value, bounds, qualifier and outcome or unit are equal.
    Two quotes are the same where every two parts that overlap are equal but for glyphs and white space, and the speakers' names are
    equal or one is the other's tail ("Lena Osk", "Osk").
    """
    index = _Index(rules)
    answered: set[str] = set()
    checked: list[Record] = []
    for record in records:
        same = next((other for other in index.beside(record) if _same(record, other)), None)
        if same is not None:
            answered.add(same.id)
            record = record.model_copy(update={"corroborated_by": (RULES,)})
        checked.append(record)
    lines: list[tuple[_Order, Review]] = []
    for figure in sorted((record for record in checked if isinstance(record, Figure) and not record.corroborated_by), key=_order):
        near = [other for other in index.beside(figure) if isinstance(other, Figure) and other.id not in answered]
        other = min(near, key=lambda other: (len(_differences(figure, other)), _order(other)), default=None)
        if other is not None:
            answered.add(other.id)
        lines.append((_order(figure), _line("both" if other else "llm", figure, other)))
    lines += [(_order(record), _line("rules", record)) for record in rules if isinstance(record, Figure) and record.id not in answered]
    return CrossChecked(tuple(checked), tuple(line for _, line in sorted(lines, key=itemgetter(0))))


def counts(records: Iterable[Record], review: Iterable[Review]) -> CrossCheck:
    """How many records are corroborated, and how many figures are for review, by who found them."""
    return CrossCheck(corroborated=sum(bool(record.corroborated_by) for record in records), **Counter[str](line.found_by for line in review))


def readdress(review: Sequence[Review], records: Iterable[Record], article_id: str) -> tuple[Review, ...]:
    """`review` of an article with these `records`, as another article with the very same text and date has it."""
    figures = [parse_record(figure) for line in review for figure in (line.record, line.other) if figure]
    new = new_ids([*records, *figures], article_id)

    def moved(figure: dict[str, Any] | None) -> dict[str, Any] | None:
        return figure and addressed(parse_record(figure), article_id, new).model_dump(mode="json")

    return tuple(line.model_copy(update={"article_id": article_id, "record": moved(line.record), "other": moved(line.other)}) for line in review)


# ---------------------------------------------------------------- the same or not


def _same(record: Record, other: Record) -> bool:
    if isinstance(record, Figure) and isinstance(other, Figure):
        return not _differences(record, other)
    if isinstance(record, Quote) and isinstance(other, Quote):
        return all(_folded(a.text) == _folded(b.text) for a, b in _overlapping(record.parts, other.parts)) and _same_speaker(record.speaker, other.speaker)
    return False


def _differences(record: Figure, other: Figure) -> tuple[str, ...]:
    numbers = [name for name in _NUMBERS if getattr(record.quantity, name) != getattr(other.quantity, name)]
    return (*numbers, *(name for name in _CHOICES if getattr(record, name, None) != getattr(other, name, None)))


def _same_speaker(speaker: Speaker | None, other: Speaker | None) -> bool:
    """Whether both name the same one, or both nobody."""
    if speaker is None or other is None:
        return speaker is other
    short, long = sorted((_folded(speaker.name).split(), _folded(other.name).split()), key=len)
    return bool(short) and long[-len(short) :] == short


def _folded(text: str) -> str:
    return fold(text)[0].strip().lower()


def _line(found_by: Literal["llm", "rules", "both"], record: Figure, other: Figure | None = None) -> Review:
    return Review(
        article_id=record.article_id,
        found_by=found_by,
        kind=record.kind,
        record=record.model_dump(mode="json"),
        other=other.model_dump(mode="json") if other else None,
        differs=_differences(record, other) if other else (),
    )


# ---------------------------------------------------------------- where they stand


def _order(figure: Figure) -> _Order:
    """Reading order. Ids have no part in it, so that the same text in another article gives the same."""
    return figure.quantity.start, figure.quantity.end, figure.kind, *(str(getattr(figure, name, "")) for name in _CHOICES)


class _Index:
    """Finds the records that stand on the words of another one, in time that does not grow with how many there are."""

    def __init__(self, records: Iterable[Record]) -> None:
        found: dict[str, list[tuple[int, int, Record]]] = defaultdict(list)
        for record in records:
            found[record.kind] += [(span.start, span.end, record) for span in main_spans(record)]
        self._places = {kind: sorted(places, key=itemgetter(0, 1)) for kind, places in found.items()}
        self._starts = {kind: [start for start, _, _ in places] for kind, places in self._places.items()}
        self._reach = {kind: list(accumulate((end for _, end, _ in places), max)) for kind, places in self._places.items()}

    def beside(self, record: Record) -> list[Record]:
        """The records of its kind with a number phrase, or a quoted part, that overlaps one of `record`; each once."""
        return list({other.id: other for span in main_spans(record) for other in self._overlapping(record.kind, span)}.values())

    def _overlapping(self, kind: str, span: Span) -> Iterator[Record]:
        at = bisect_left(self._starts.get(kind, ()), span.end) - 1
        while at >= 0 and self._reach[kind][at] > span.start:
            _, end, record = self._places[kind][at]
            if end > span.start:
                yield record
            at -= 1


def _overlapping(first: Sequence[Span], second: Sequence[Span]) -> Iterator[tuple[Span, Span]]:
    """Each two that share characters, of two lists in reading order that do not overlap within themselves."""
    at = other = 0
    while at < len(first) and other < len(second):
        one, two = first[at], second[other]
        if max(one.start, two.start) < min(one.end, two.end):
            yield one, two
        if one.end <= two.end:
            at += 1
        else:
            other += 1
