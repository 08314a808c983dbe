"""Which articles are worth a request: a kind is skipped only where nothing can be there."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.article import Article
from extractor.backends.llm import candidates as module
from extractor.backends.rules.backend import RULES
from extractor.backends.rules.document import Document
from schemas import KINDS


def candidates(text: str, kind: str) -> bool:
    return module.candidates(Article("", text), kind)


COUNCIL = "The council of Aune met in the town hall and talked for hours about the price of bread and the new school, which is to open in spring."


@pytest.mark.parametrize(
    "text",
    [
        'He said: "Go."',
        "He said: “Go.”",
        "„Geh“, sagte er.",
        "Il a dit : « Va ».",
        "„Idź” – powiedział.",
        "彼は「行け」と言った。",
        "ʻGo,ʼ he said, in the words of 'The Mill'.",
        "‘Go,’ he said.",
        "'Go,' he said.",
        "``Go,'' he said.",
        "＂Go＂",
    ],
)
def test_any_quotation_mark_may_be_a_quote(text: str) -> None:
    assert candidates(text, "quote")


@pytest.mark.parametrize("text", [COUNCIL, "The miller's dog doesn't bark; the dogs' owner’s away.", "Il l’a dit à l'école.", ""])
def test_without_marks_there_is_no_quote(text: str) -> None:
    assert not candidates(text, "quote")


@pytest.mark.parametrize(
    "text",
    [
        "At least 12 people were killed when the bridge fell.",
        "A guard was shot dead at the gate of the mill.",
        "The mayor of Aune died in the blaze.",
        "Rescuers pulled nine bodies from the mud.",
        "Two climbers are missing after the storm on the ridge.",
        "The blast claimed the lives of dozens in the market.",
        "The toll from the flood has risen to forty, the prefect said.",
        "The ferry sank with the loss of some 200 lives.",
        "A shell hit the school and three were taken to hospital.",
        "The miner lost a leg when the roof came down.",
        "The slide cost the guide her life.",
        "Her son lost his life on the ridge.",
        "Nine patients with burns were brought in.",
    ],
)
def test_harm_may_be_a_casualty_figure(text: str) -> None:
    assert candidates(text, "casualty")


@pytest.mark.parametrize(
    "text",
    [
        "The war has displaced 30,000 people in the valley.",
        "Scores of families fled to the hills after the shots.",
        "About a hundred villagers were evacuated from the shore.",
        "The flood left two thousand without a roof over their heads.",
        "Half of the refugees in the camp are to go home in spring.",
        "A dozen homes were destroyed in the fire on the hill.",
        "One family has left the village for fear of the militia.",
        "The smoke sent 300 pupils out of the school.",
        "About 5,000 people were at the mission’s base.",
    ],
)
def test_flight_with_a_number_may_be_a_displacement_number(text: str) -> None:
    assert candidates(text, "displacement")


@pytest.mark.parametrize("kind", ["casualty", "displacement"])
@pytest.mark.parametrize("text", [COUNCIL, "", " \n"])
def test_articles_about_something_else_are_skipped(text: str, kind: str) -> None:
    assert not candidates(text, kind)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("TWO GUARDS WERE SHOT DEAD AT THE GATE.", "casualty"),
        ("THE BLAST LEFT TWELVE IN HOSPITAL.", "casualty"),
        ("SOME 300 FAMILIES LEFT THE VALLEY.", "displacement"),
        ("THE MAYOR SAID: ''GO.''", "quote"),
    ],
)
def test_capitals_hide_nothing(text: str, kind: str) -> None:
    assert candidates(text, kind)
    assert candidates(text.capitalize(), kind)


def test_who_fled_is_no_displacement_number_without_a_number() -> None:
    assert not candidates("The family has left the village for fear of the militia, and the refugees in the camp are to go home.", "displacement")


def test_an_excerpt_may_leave_out_what_became_of_the_people_it_counts() -> None:
    said = "Some 9,000 people were at the airfield on Friday. "
    assert candidates(said, "displacement")
    assert not candidates(said + COUNCIL * 5, "displacement")


PIECES = (
    "the guard was", "two miners were", "At least 12 people", "300 families", "a dozen", "Ana Pesk", "the toll", "the mayor", "others",
    "killed", "shot dead", "hurt", "lost a leg", "lost three sons", "fled", "left the valley", "sent from", "moved to", "are in", "a camp",
    "and", "of whom", "including", "after the flood", "rose to 40", "(9,000)", "said", "“Go,”", "in Maresh", ",", ".", "\n", "treated for burns", "back home",
)  # fmt: skip
"""What sentences about harm and flight are made of."""


@given(st.lists(st.sampled_from(PIECES), min_size=1, max_size=30).map(" ".join), st.booleans())
def test_whatever_the_rules_find_is_a_candidate(text: str, capitals: bool) -> None:
    text = text.upper() if capitals else text
    for kind in KINDS:
        if any(True for _ in RULES[kind](Document(Article("a", text)))):
            assert candidates(text, kind)


def test_a_number_far_from_flight_is_no_displacement() -> None:
    assert not candidates("The refugees were in the news of the day. " + COUNCIL * 2 + " It is to cost 4 crowns.", "displacement")


@pytest.mark.parametrize(
    "text",
    [
        "Zwölf Menschen starben bei dem Brand in der Mühle.",
        "قتل ستة عمال في انهيار المنجم.",
        "洪水で30人が避難した。",
        "Шестеро рабочих погибли в шахте.",
        "Seis obreros murieron en la mina.",
        "3.",
    ],
)
@pytest.mark.parametrize("kind", ["casualty", "displacement"])
def test_in_other_languages_figures_are_always_asked_for(text: str, kind: str) -> None:
    assert candidates(text, kind)


@given(st.text(min_size=1).filter(str.strip))
def test_a_kind_unknown_here_is_always_asked_for(text: str) -> None:
    assert candidates(text, "detention")
