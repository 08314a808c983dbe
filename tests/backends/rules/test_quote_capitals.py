"""Quotes in wire copy that is written in capitals."""

from __future__ import annotations

import pytest

from extractor.article import Article
from extractor.backends.rules.capitals import in_small_letters
from extractor.backends.rules.document import Document
from extractor.backends.rules.quote import find

CAPITALS = [
    ('"THE LOCK IS STUCK," MAYOR LENA OSK SAID. "WE PUMP ON."', ("THE LOCK IS STUCK", "WE PUMP ON"), "LENA OSK", "MAYOR", "SAID", "direct"),
    ("PRESIDENT OMAR KELD, OPENING THE CANAL, CALLED IT “A STREET OF WATER”.", ("A STREET OF WATER",), "OMAR KELD", "PRESIDENT", "CALLED", "fragment"),
    ('BAKERS GUILD LEADER ADA VEY WARNED THE COUNCIL. "WE NEED FLOUR," SHE SAID.', ("WE NEED FLOUR",), "ADA VEY", "BAKERS GUILD LEADER", "SAID", "direct"),
    ('THE MINISTRY SAID THE BRIDGE WAS "FIT FOR CARTS".', ("FIT FOR CARTS",), "MINISTRY", None, "SAID", "fragment"),
    ('"I SAW IT GO," SAID JEM RUDD, A PILOT FROM ARKAN.', ("I SAW IT GO",), "JEM RUDD", "PILOT FROM ARKAN", "SAID", "direct"),
    ('THE MAYOR, LENA OSK, SAID: "THE RIVER IS RISING."', ("THE RIVER IS RISING",), "LENA OSK", "MAYOR", "SAID", "direct"),
    ('OSK, 45, A BAKER FROM ARKAN, SAID IT WAS "LIKE A TRAIN".', ("LIKE A TRAIN",), "OSK", "BAKER FROM ARKAN", "SAID", "fragment"),
    ('GEN. OMAR KELD-OSK CAME. HE SAID: "WE HOLD THE BRIDGE."', ("WE HOLD THE BRIDGE",), "OMAR KELD-OSK", None, "SAID", "direct"),
]


@pytest.mark.parametrize(("text", "parts", "name", "role", "cue", "form"), CAPITALS, ids=lambda value: value[:30] if isinstance(value, str) else None)
def test_quotes_in_capitals(text: str, parts: tuple[str, ...], name: str, role: str | None, cue: str, form: str) -> None:
    ((draft, _),) = find(Document(Article(id="a", text=text)))
    assert draft.parts == parts
    assert draft.speaker is not None
    assert (draft.speaker.name, draft.speaker.role, draft.cue, draft.form) == (name, role, cue, form)


def test_only_lines_in_capitals_are_rewritten() -> None:
    text = "FLOOD IN ARKAN\n\n“WE ARE CUT OFF,” MAYOR LENA O’VEY SAID ON MONDAY. “I KNOW.”\nMayor Osk of ARKAN left."
    small = in_small_letters(text)
    assert small == "Flood in arkan\n\n“We are cut off,” mayor Lena O’Vey said on Monday. “I know.”\nMayor Osk of ARKAN left."


def test_offsets_stay_where_letters_have_no_small_form_of_their_own_length() -> None:
    text = "“GEL,” SAID İREM İNAN."
    assert len(in_small_letters(text)) == len(text)
