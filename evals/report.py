"""An evaluation as one HTML page that needs no network: each article's text with gold and predicted words, and beside it what became of each.

All splitting at offsets happens here, in code points; the page's script never counts characters.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined

from evals.align import align
from evals.judge import core_fields, judge, levels
from evals.labels import Labelled, LabelSet, spans
from evals.results import Results
from evals.score import Prediction
from evals.show import COLUMNS, facts, heading, score_rows
from extractor.pages import csp_hash
from schemas import KINDS
from schemas.common import Figure, Record, Source, Span, Speaker, When

_NOT_SHOWN = frozenset(Record.model_fields) | {"quantity", "evidence", "parts"}
_QUANTITY = ("value", "low", "high", "qualifier", "implicit")
TYPES = ("missed", "field", "spurious", "duplicate", "ungrounded", "right")
"""What a card may be filtered by: the types of errors.jsonl, and none of them."""


@dataclass(frozen=True)
class Row:
    """One field of a label and of its answer; `right` is None where there is nothing to compare."""

    name: str
    gold: str
    predicted: str
    right: bool | None
    core: bool


@dataclass(frozen=True)
class Card:
    """A label with its answer, or a prediction without a label."""

    state: str
    """Outcome of a label ("missed", "detection", "core", "full"), or "spurious" or "duplicate"."""
    types: tuple[str, ...]
    kind: str
    words: str
    label: Record | None
    predicted: Record | None
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class Mark:
    """A span of a card's label or prediction, `layer` "gold" or "predicted"; a `key` is its number phrase or what is quoted."""

    start: int
    end: int
    card: int
    layer: str
    key: bool


@dataclass(frozen=True)
class Piece:
    """A stretch of text that lies wholly inside or outside of every span."""

    text: str
    layers: tuple[str, ...] = ()
    """"gold" and "predicted" where these are the words of a number or a quote; "missed" and "false" where one lacks the other."""
    cards: tuple[int, ...] = ()
    """Cards, by index, whose label or prediction has a span here."""
    keys: tuple[int, ...] = ()
    """Those whose number or quote these words are, in the label or the prediction."""


@dataclass(frozen=True)
class Page:
    """One article of the report."""

    item: Labelled
    failed: str | None
    cards: tuple[Card, ...]
    pieces: tuple[Piece, ...]


def render(results: Results, labels: LabelSet, predictions: Mapping[str, Prediction]) -> str:
    """The report of `results`, which came of these labels and predictions, as HTML."""
    pages = [page(item, predictions.get(item.article.id, Prediction(failed="no prediction"))) for item in labels.items]
    style, script = (Path(__file__).with_name(name).read_text(encoding="utf-8") for name in ("report.css", "report.js"))
    environment = Environment(loader=PackageLoader("evals", "."), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    counts = Counter(kind for page in pages for card in page.cards for kind in card.types)
    return environment.get_template("report.html.j2").render(
        heading=heading(results),
        columns=COLUMNS,
        scores=list(score_rows({**results.kinds, **results.groups})),
        facts=list(facts(results)),
        pages=pages,
        types=[(name, counts[name]) for name in TYPES if counts[name]],
        kinds=list(KINDS.values()),
        style=style,
        script=script,
        style_hash=csp_hash(style),
        script_hash=csp_hash(script),
    )


def page(item: Labelled, prediction: Prediction) -> Page:
    """One article: labels in reading order with their answers, the predictions without a label below them."""
    alignments = {kind: align(*([record for record in records if record.kind == kind] for records in (item.records, prediction.records))) for kind in KINDS}
    known = {record.id: record for record in item.records}, {record.id: record for record in prediction.records}
    labelled: list[Card] = []
    false: list[Card] = []
    for alignment in alignments.values():
        labelled += [_answered(label, got, judge(label, got, *known), item.article.text) for label, got in alignment.pairs]
        labelled += [_card("missed", ["right" if label.optional else "missed"], label, None) for label in alignment.missed]
        for got in alignment.spurious:
            state = "duplicate" if got in alignment.duplicates else "spurious"
            false.append(_card(state, [state, *_ungrounded(got, item.article.text)], None, got))
    cards = tuple(sorted(labelled, key=_place) + sorted(false, key=_place))
    return Page(item, prediction.failed, cards, tuple(split(item.article.text, cards)))


def _answered(label: Record, got: Record, right: Mapping[str, bool], text: str) -> Card:
    state = [level for level, holds in levels(label, right).items() if holds][-1]
    return _card(state, ["right" if state == "full" else "field", *_ungrounded(got, text)], label, got, right)


def _ungrounded(record: Record, text: str) -> list[str]:
    whole = all(text[span["start"] : span["end"]] == span["text"] for span in spans(record.model_dump()))
    return [] if whole else ["ungrounded"]


def _card(state: str, types: Sequence[str], label: Record | None, got: Record | None, right: Mapping[str, bool] | None = None) -> Card:
    record = label or got
    assert record is not None
    core = core_fields(record)
    names = right or dict.fromkeys(_names(record))
    rows = tuple(Row(name, _field(label, name), _field(got, name), holds, name in core) for name, holds in names.items())
    return Card(state, tuple(types), record.kind, " […] ".join(span.text for span in _keys(record)), label, got, rows)


def _names(record: Record) -> Iterator[str]:
    if isinstance(record, Figure):
        yield from _QUANTITY
    yield from (name for name in type(record).model_fields if name not in _NOT_SHOWN)


def _field(record: Record | None, name: str) -> str:
    """What `record` says under a name that evals.judge uses."""
    if record is None:
        return ""
    if isinstance(record, Figure) and name in _QUANTITY:
        return _text(getattr(record.quantity, name))
    if name == "role":
        speaker = getattr(record, "speaker", None)
        return _text(speaker and speaker.role)
    return _text(getattr(record, name))


def _text(value: Any) -> str:
    match value:
        case None | ():
            return "–"
        case Span():
            return value.text
        case When():
            return f"{value.mention.text} ({value.start_date or '…'} to {value.end_date or '…'})"
        case Speaker() | Source():
            return value.name if value.name == value.mention.text else f"{value.name} (“{value.mention.text}”)"
        case tuple():
            return "; ".join(_text(item) for item in value)
        case _:
            return str(value)


def _keys(record: Record) -> tuple[Span, ...]:
    """The words that a record is known by: its number phrase, or what is quoted."""
    return (record.quantity,) if isinstance(record, Figure) else getattr(record, "parts", ())


def _place(card: Card) -> tuple[int, str]:
    record = card.label or card.predicted
    assert record is not None
    return _keys(record)[0].start, record.id


def split(text: str, cards: Sequence[Card]) -> list[Piece]:
    """`text` cut at every start and end of a span. The pieces' texts, joined, are `text`."""
    marks = [mark for index, card in enumerate(cards) for mark in _marks(index, card) if mark.end <= len(text)]
    opening: dict[int, list[Mark]] = defaultdict(list)
    for mark in marks:
        opening[mark.start].append(mark)
    here: list[Mark] = []
    pieces = []
    for start, end in pairwise(sorted({0, len(text), *(mark.start for mark in marks), *(mark.end for mark in marks)})):
        here = [mark for mark in here if mark.end > start] + opening[start]
        keys = [mark for mark in here if mark.key]
        pieces.append(Piece(text[start:end], _layers(keys, cards), _indices(here), _indices(keys)))
    return pieces


def _marks(index: int, card: Card) -> Iterator[Mark]:
    for layer, record in (("gold", card.label), ("predicted", card.predicted)):
        if record is not None:
            keys = {(span.start, span.end) for span in _keys(record)}
            for start, end in {(span["start"], span["end"]) for span in spans(record.model_dump())}:
                yield Mark(start, end, index, layer, (start, end) in keys)


def _layers(keys: Sequence[Mark], cards: Sequence[Card]) -> tuple[str, ...]:
    states = {cards[mark.card].state for mark in keys}
    found = {mark.layer for mark in keys} | ({"missed"} & states) | ({"false"} if states & {"spurious", "duplicate"} else set())
    return tuple(sorted(found))


def _indices(marks: Sequence[Mark]) -> tuple[int, ...]:
    return tuple(sorted({mark.card for mark in marks}))
