"""Invented articles of a news agency's usual length, and an answer whose drafts stand in each of them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from extractor.article import Article

_FILLER = (
    "Crews worked through the night with pumps and sandbags while the district's schools stayed shut for the week.",
    "The road over the pass had been cleared by noon, and lorries with water and flour were on their way to the valley.",
    "Power had come back to the eastern quarter; the hospital in Varn kept running on its generator.",
    "Forecasters see more rain from the coast before the weekend, though less than in the days before.",
)
_LEAD = "A dam above Brenholt gave way on Monday, killing at least 14 people and injuring 32 others, the district governor said."
_MORE = "Some 2,300 residents were evacuated to Varn, according to the relief agency."
_SAID = '"We heard the water before we saw it," said Ilke Moran, a farmer. "Then the bridge was gone."'
_PARAGRAPHS = (_LEAD, _MORE, _SAID, *(" ".join(_FILLER) for _ in range(12)))


def articles(count: int, start: int = 0) -> Iterator[Article]:
    """`count` articles of about 5,300 characters, all different."""
    for number in range(start, start + count):
        yield Article(f"bench-{number}", "\n\n".join((*_PARAGRAPHS, f"Report {number} of the river desk.")), published=date(2031, 5, 6))


def _figure(quantity: str, outcome: str) -> dict[str, Any]:
    return {
        "evidence": _LEAD,
        "quantity": quantity,
        "status": "asserted",
        "sources": [{"mention": "the district governor", "name": "district governor"}],
        "when": "on Monday",
        "part_of": None,
        "outcome": outcome,
        "implicit": False,
        "victims": None,
        "victim_status": "unknown",
        "scope": "incident",
        "where": "Brenholt",
        "cause": "A dam above Brenholt gave way",
    }


def _quote(words: str) -> dict[str, Any]:
    speaker = {"mention": "Ilke Moran", "name": "Ilke Moran", "role": "farmer"}
    return {"parts": [words], "form": "direct", "speaker": speaker, "cue": "said", "channel": None}


ANSWER: dict[str, Any] = {
    "casualties": [_figure("at least 14", "killed"), _figure("32", "injured")],
    "displacements": [
        {
            "evidence": _MORE,
            "quantity": "Some 2,300",
            "status": "asserted",
            "sources": [{"mention": "the relief agency", "name": "relief agency"}],
            "when": None,
            "part_of": None,
            "unit": "person",
            "term": "evacuated",
            "measure": "flow",
            "group": "residents",
            "origin": None,
            "destination": "Varn",
        }
    ],
    "quotes": [_quote("We heard the water before we saw it,"), _quote("Then the bridge was gone.")],
}
