"""Who is quoted, by which words, and what is no quote at all."""

from __future__ import annotations

from typing import NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractor.article import Article
from extractor.backends.rules.document import Document
from extractor.backends.rules.quote import find
from schemas.quote import QuoteDraft


class Case(NamedTuple):
    text: str
    parts: tuple[str, ...]
    mention: str | None
    cue: str | None = None
    name: str | None = None
    role: str | None = None
    channel: str | None = None


CUE_BEHIND = [
    Case("“The bridge is gone,” Kelly said.", ("The bridge is gone",), "Kelly", "said"),
    Case("“The bridge is gone,” Fleming said. “We wait.”", ("The bridge is gone", "We wait"), "Fleming", "said"),
    Case("“The bridge is gone,” Reilly told Morrow TV.", ("The bridge is gone",), "Reilly", "told", channel="Morrow TV"),
    Case("“The bridge is gone,” Browning, the mayor, told Morrow TV.", ("The bridge is gone",), "Browning", "told", channel="Morrow TV"),
    Case("“The bridge is gone,” one of them said.", ("The bridge is gone",), "one of them", "said"),
    Case(
        "“The bridge is gone,” said the commissioner for physical planning, Lena Osk.",
        ("The bridge is gone",),
        "Lena Osk",
        "said",
        role="commissioner for physical planning",
    ),
    Case("“The bridge is gone,” said Lena Osk.", ("The bridge is gone",), "Lena Osk", "said"),
    Case("“The bridge is gone,” Lena Osk said on Tuesday.", ("The bridge is gone",), "Lena Osk", "said"),
    Case('"Nobody warned us," the shepherd said by announcing his statement.', ("Nobody warned us",), "shepherd", "said"),
    Case('"Nobody warned us," the shepherd told NWR by phone.', ("Nobody warned us",), "shepherd", "told", channel="NWR"),
    Case('"Nobody warned us," the shepherd told McAllan.', ("Nobody warned us",), "shepherd", "told"),
    Case('"Nobody warned us," said Gov. Lena Osk.', ("Nobody warned us",), "Lena Osk", "said", role="Gov"),
    Case('"Nobody warned us," the shepherd told Morrow TV.', ("Nobody warned us",), "shepherd", "told", channel="Morrow TV"),
    Case("“Did anyone warn you?” Osk asked.", ("Did anyone warn you?",), "Osk", "asked"),
    Case("“The bridge is gone,” said Lena Osk, mayor of Arkan.", ("The bridge is gone",), "Lena Osk", "said", role="mayor of Arkan"),
    Case("“The bridge is gone,” Lena Osk, 45, a teacher from Arkan, said.", ("The bridge is gone",), "Lena Osk", "said", role="teacher from Arkan"),
    Case("“The bridge is gone,” Lena Osk, who runs the ferry, later said.", ("The bridge is gone",), "Lena Osk", "said"),
    Case("“The bridge is gone,” said the mayor of Arkan, Lena Osk.", ("The bridge is gone",), "Lena Osk", "said", role="mayor of Arkan"),
    Case("“The bridge is gone,” said one villager, Tomas.", ("The bridge is gone",), "Tomas", "said", role="villager"),
    Case("“The bridge is gone,” according to the harbour police.", ("The bridge is gone",), "harbour police", "according to"),
    Case("“The bridge is gone,” a source close to the militia said.", ("The bridge is gone",), "source close to the militia", "said"),
    Case("The crossing is “far too dangerous”, the coast guard said.", ("far too dangerous",), "coast guard", "said"),
    Case(
        "The “foreign fighters” had “simply melted away” overnight, the head of the council, Ada Vey, told reporters.",
        ("foreign fighters", "simply melted away"),
        "Ada Vey",
        "told",
        role="head of the council",
    ),
    Case("“The bridge is gone.” — Lena Osk", ("The bridge is gone",), "Lena Osk"),
]

CUE_BEFORE = [
    Case('In Arkan, the mayor said: "We will not yield."', ("We will not yield",), "mayor", "said"),
    Case('After meeting the envoy Ilse Korr, the president said: "We will win it."', ("We will win it",), "president", "said"),
    Case("Kelly called it “a crime”.", ("a crime",), "Kelly", "called"),
    Case("Fleming has called it “a crime”.", ("a crime",), "Fleming", "called"),
    Case("The governor classified the raid as “a success”.", ("a success",), "governor", "classified"),
    Case("One of them told Morrow TV: “It went.”", ("It went",), "One of them", "told", channel="Morrow TV"),
    Case("The mayor, Lena Osk (no party), said it had “simply gone”.", ("simply gone",), "Lena Osk", "said", role="mayor"),
    Case("Lena Osk said: “The bridge is gone.”", ("The bridge is gone",), "Lena Osk", "said"),
    Case("The interior ministry insisted that “no shot was fired.”", ("no shot was fired",), "interior ministry", "insisted"),
    Case("Governor Lena Osk called the road “open to everyone”.", ("open to everyone",), "Lena Osk", "called", role="Governor"),
    Case(
        "Foreign Minister Ada Vey called on Monday for “an immediate truce”.",
        ("an immediate truce",),
        "Ada Vey",
        "called on Monday for",
        role="Foreign Minister",
    ),
    Case(
        "Ada Vey, Norland’s envoy to the talks, called for “an immediate truce”.",
        ("an immediate truce",),
        "Ada Vey",
        "called for",
        role="Norland’s envoy to the talks",
    ),
    Case("The army denied that the town had fallen, saying its men were “holding every position”.", ("holding every position",), "army", "saying"),
    Case("Rebel commander Tomas Dorn stood up and said it was “time to talk”.", ("time to talk",), "Tomas Dorn", "said", role="Rebel commander"),
    Case("The mayor of Arkan, Lena Osk, described the raid as “sheer revenge”.", ("sheer revenge",), "Lena Osk", "described", role="mayor of Arkan"),
    Case("According to the Norland Red Crescent, the camp is “beyond its limits”.", ("beyond its limits",), "Norland Red Crescent", "According to"),
    Case("The raid was described by Lena Osk as “sheer revenge”.", ("sheer revenge",), "Lena Osk", "described"),
    Case("Ada Vey has repeatedly said she would “never sign”.", ("never sign",), "Ada Vey", "said"),
    Case("Ada Vey went on to say the deal was “dead on arrival”.", ("dead on arrival",), "Ada Vey", "say"),
    Case("In a statement on Sunday the ministry said the claim was “pure invention”.", ("pure invention",), "ministry", "said", channel="statement"),
    Case("Ada Vey wrote on Facebook that the deal was “dead on arrival”.", ("dead on arrival",), "Ada Vey", "wrote", channel="Facebook"),
    Case("Ada Vey told state radio “the talks go on”.", ("the talks go on",), "Ada Vey", "told", channel="state radio"),
    Case(
        "Ada Vey warned of “a lost winter” in an interview with Channel Nord.",
        ("a lost winter",),
        "Ada Vey",
        "warned of",
        channel="interview with Channel Nord",
    ),
    Case("Ada Vey welcomed a “just peace”, her spokesman said.", ("just peace",), "Ada Vey", "welcomed"),
]

TRAPS = [
    Case("The daily Morrow quoted the mayor as saying the count was “a farce”.", ("a farce",), "mayor", "saying"),
    Case("Osk, whose party lost the vote, left the hall, telling supporters “the fight goes on”.", ("the fight goes on",), "Osk", "telling"),
    Case("Two officials who asked not to be named said the deal was “as good as done”.", ("as good as done",), "Two officials", "said"),
    Case("Lena Osk said they agreed on “a way out of the war”.", ("a way out of the war",), "Lena Osk", "said"),
    Case("Chief inspector Ravi Nand said officers had found “weapons and cash”.", ("weapons and cash",), "Ravi Nand", "said"),
    Case(
        "According to a statement by the harbour police, the talks were “constructive and frank”.",
        ("constructive and frank",),
        "harbour police",
        "According to",
    ),
    Case("Ada Vey called on supporters to “stay calm but stay awake”.", ("stay calm but stay awake",), "Ada Vey", "called on"),
    Case("Dorn’s report was out of date: its author denied reports of “a second army”.", ("a second army",), "its author", "denied"),
    Case("Lena Osk wept at the gate. “They are all gone.”", ("They are all gone",), "Lena Osk"),
]

SEVERAL_PARTS = [
    Case("“We left at dawn,” she said, “and never looked back.”", ("We left at dawn", "and never looked back"), "she", "said"),
    Case("“We left at dawn,” said Ada Vey. “We never looked back.”", ("We left at dawn", "We never looked back"), "Ada Vey", "said"),
    Case("“We left at dawn,” said Ada Vey.\n", ("We left at dawn",), "Ada Vey", "said"),
    Case("Ada Vey said: “We left at dawn.\n“We never looked back.”", ("We left at dawn", "We never looked back"), "Ada Vey", "said"),
    Case("Ada Vey said the “cruel” siege had left “nothing to eat”.", ("cruel", "nothing to eat"), "Ada Vey", "said"),
]

NEIGHBOURS = [
    Case(
        "Lena Osk, head of the harbour board, arrived late. “The bridge is gone,” she said.",
        ("The bridge is gone",),
        "she",
        "said",
        "Lena Osk",
        "head of the harbour board",
    ),
    Case("The defence ministry of Norland rejected the report. “Nothing happened,” it said.", ("Nothing happened",), "it", "said"),
    Case("The water is rising, Lena Osk said. There is a “real danger” for the lower town.", ("real danger",), "Lena Osk", None, "Lena Osk"),
    Case("Mayor Lena Osk spoke first. “The bridge is gone,” Osk said.", ("The bridge is gone",), "Osk", "said", "Lena Osk", "Mayor"),
    Case(
        "General Dorn spoke in an interview with Radio Nord. “The war is over,” Dorn said.",
        ("The war is over",),
        "Dorn",
        "said",
        "Dorn",
        "General",
        "interview with Radio Nord",
    ),
]

FORMS = [
    ("“We left at dawn,” she said.", "direct"),
    ("The army said “our men are holding every position”.", "direct"),
    ("“Winter takes everyone,” she said.", "direct"),
    ("The army said it was “holding every position”.", "fragment"),
    ("She said the town “is weary of waiting”.", "fragment"),
    ("He urged mercy for “those who surrender their weapons”.", "fragment"),
]

NO_QUOTES = [
    "An appeal called ‘Love for Arkan’ had passed 65,000 by midnight, its organisers said.",
    "The play has been called “unstageable” so often that the word is on the poster.",
    "The so-called “best defence in the league” melted away, the coach said.",
    "The road, known locally as “The Ladder”, is closed, according to the ministry.",
    "‘Hungry’\nThe town was quiet on Monday.",
    "Bridge ‘gone’\nThe town was quiet on Monday.",
    "The film “The Long Way Home” opened in Arkan.",
    "The so-called “green corridor” was empty.",
    "He is known as “the Fox” in the valley.",
    "The ‘safe’ road was mined.",
    "She teaches at the Arkan school.",
]


def _quotes(text: str) -> list[QuoteDraft]:
    return [draft for draft, _ in find(Document(Article(id="a", text=text)))]


@pytest.mark.parametrize("case", CUE_BEHIND + CUE_BEFORE + TRAPS + SEVERAL_PARTS + NEIGHBOURS, ids=lambda case: case.text[:40])
def test_speaker_cue_and_channel(case: Case) -> None:
    (draft,) = _quotes(case.text)
    assert draft.parts == case.parts
    assert (draft.speaker.mention if draft.speaker else None) == case.mention
    assert draft.cue == case.cue
    assert draft.channel == case.channel
    if draft.speaker and case.name:
        assert draft.speaker.name == case.name
    if draft.speaker and case.role:
        assert draft.speaker.role == case.role


@pytest.mark.parametrize(("text", "form"), FORMS)
def test_form(text: str, form: str) -> None:
    assert [draft.form for draft in _quotes(text)] == [form]


@pytest.mark.parametrize("text", NO_QUOTES)
def test_what_nobody_said_is_no_quote(text: str) -> None:
    assert _quotes(text) == []


def test_two_reporting_clauses_are_two_quotes() -> None:
    text = "The army called the raid “a success”, while Ada Vey said it was “a massacre”."
    assert [(draft.parts, draft.speaker and draft.speaker.mention) for draft in _quotes(text)] == [(("a success",), "army"), (("a massacre",), "Ada Vey")]


def test_a_quote_that_nobody_claims_has_no_speaker() -> None:
    (draft,) = _quotes("“We will never forget what was done to this valley.”")
    assert draft.speaker is None


def test_region_holds_all_words_of_the_draft() -> None:
    text = "It rained. Mayor Lena Osk spoke first. “The bridge is gone,” she said on Telegram. It rained again."
    ((draft, (start, end)),) = find(Document(Article(id="a", text=text)))
    assert draft.speaker
    words = [*draft.parts, draft.speaker.mention, draft.speaker.role, draft.cue, draft.channel]
    assert all(word in text[start:end] for word in words if word)
    assert "It rained again" not in text[start:end]


@given(
    st.lists(
        st.sampled_from(
            ["“", "”", '"', "'", "said", "Osk", ",", ".", "the", "mayor", "who", "(", ")", "and", "to", "according", "\n", "—", "it", "called", "by"]
        ),
        max_size=60,
    )
)
@settings(deadline=None)
def test_any_text_gives_words_of_the_text(words: list[str]) -> None:
    text = " ".join(words)
    for draft, (start, end) in find(Document(Article(id="a", text=text))):
        assert 0 <= start < end <= len(text)
        assert all(part in text[start:end] for part in draft.parts)
        if draft.speaker:
            assert draft.speaker.mention in text
