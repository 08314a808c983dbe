"""Displacement numbers by rules: sentences and the numbers that stand in them."""

from __future__ import annotations

import pytest

from extractor.article import Article
from extractor.backends.rules.displacement import find
from extractor.backends.rules.document import Document


def drafts(text):
    return [draft for draft, _ in find(Document(Article("a", text)))]


STATED = [
    ("The fighting has displaced 40,000 people.", [("40,000", "person", "displaced")]),
    ("About 3,000 families were displaced as rivers rose in Orla.", [("About 3,000", "household", "displaced")]),
    ("The storm forced 1,200 residents to flee their homes.", [("1,200", "person", "fled")]),
    ("More than 90 households were evacuated overnight.", [("More than 90", "household", "evacuated")]),
    ("Thousands of people have begun fleeing from Vesk towards Dorrin.", [("Thousands", "person", "fled")]),
    ("At least 500 villagers fled after the raid.", [("At least 500", "person", "fled")]),
    ("Half a million people remain displaced.", [("Half a million", "person", "displaced")]),
    ("The number of displaced people stands at 1.2 million.", [("1.2 million", "person", "displaced")]),
    ("The raids bring to 80,000 the number of refugees from Orla.", [("80,000", "person", "fled")]),
    ("There are 25,000 IDPs in the province.", [("25,000", "person", "displaced")]),
    ("Some 7,000 people are sheltering in schools.", [("Some 7,000", "person", "sheltered")]),
    ("Six hundred people took refuge in a church.", [("Six hundred", "person", "sheltered")]),
    ("The quake left 12,000 people homeless.", [("12,000", "person", "homeless")]),
    ("The fire destroyed 300 homes.", [("300", "household", "housing_destroyed")]),
    ("Up to 45 houses were destroyed by the landslide.", [("Up to 45", "household", "housing_destroyed")]),
    ("Nearly 20,000 refugees have returned to their villages.", [("Nearly 20,000", "person", "returned")]),
    ("Authorities relocated 60 families to higher ground.", [("60", "household", "relocated")]),
    ("400 families, or 1,900 people, were evacuated.", [("400", "household", "evacuated"), ("1,900", "person", "evacuated")]),
    ("About 310 households (1,600 people) fled.", [("About 310", "household", "fled"), ("1,600", "person", "fled")]),
    ("Some 5,000 people fled, including 2,000 children.", [("Some 5,000", "person", "fled"), ("2,000", "person", "fled")]),
    ("The camp hosts 8,000 refugees.", [("8,000", "person", "sheltered")]),
    ("The district is hosting 12,000 internally displaced Zahrans.", [("12,000", "person", "sheltered")]),
    ("As many as 150,000 people could seek safety in neighbouring countries.", [("As many as 150,000", "person", "fled")]),
    ("Some 70,000 people have gathered in the town after fleeing further south.", [("Some 70,000", "person", "fled")]),
    ("After the flood 5,100 people are living in spontaneous sites.", [("5,100", "person", "sheltered")]),
    ("The number of people in shelters reached 186,000.", [("186,000", "person", "sheltered")]),
    ("Around 900 houses made of light materials were destroyed.", [("Around 900", "household", "housing_destroyed")]),
    (
        "Most returnees were registered in Arka (14,205 individuals), followed by Velt (9,877).",
        [("14,205", "person", "returned"), ("9,877", "person", "returned")],
    ),
    ("It is the largest fire since 740,000 Rohingya fled.", [("740,000", "person", "fled")]),
    ("Authorities ordered 40,000 people to leave low-lying areas.", [("40,000", "person", "fled")]),
    ("About 900 people spent Wednesday night in shelters.", [("About 900", "person", "sheltered")]),
    ("After the eruption 250 residents have been flown out of the island.", [("250", "person", "evacuated")]),
    (
        "In all 480 people were evacuated. Nearly 300 of them were allowed to go home on Thursday.",
        [("480", "person", "evacuated"), ("Nearly 300", "person", "returned")],
    ),
    ("The violence prompted the evacuation of 250 residents.", [("250", "person", "evacuated")]),
    ("HUNDREDS OF FAMILIES FLEE SHELLING", [("HUNDREDS", "household", "fled")]),
    ("Some 15,000 people crossed the border to escape the fighting.", [("Some 15,000", "person", "fled")]),
    ("The number of IDPs rose from 120,000 to 150,000 in June.", [("120,000", "person", "displaced"), ("150,000", "person", "displaced")]),
    ("Some 20,000 of the 50,000 residents fled.", [("Some 20,000", "person", "fled")]),
    ("The landslide buried 60 houses, killing 12 people.", [("60", "household", "housing_destroyed")]),
    ("Around 900 families have returned to the Orla valley after the truce.", [("Around 900", "household", "returned")]),
    ("The ministry said 240,000 refugees had gone home.", [("240,000", "person", "returned")]),
    ("The office counted 5,200 displaced households.", [("5,200", "household", "displaced")]),
    ("Police drove 90 families out of the settlement.", [("90", "household", "displaced")]),
    ("The blaze forced 300 residents of Quay Street into a sports hall.", [("300", "person", "fled")]),
    ("After the quake 1,500 people are spending the night in schools.", [("1,500", "person", "sheltered")]),
    ("Around 800 islanders were led to shelters in Vesk and 200 in Orla.", [("Around 800", "person", "sheltered"), ("200", "person", "sheltered")]),
    ("The river swept away 70 houses.", [("70", "household", "housing_destroyed")]),
    ("The camp hosts 3,000 refugees in 650 households.", [("3,000", "person", "sheltered"), ("650", "household", "sheltered")]),
    ("The flood displaced 900 people. Of the evacuees, 300 are children.", [("900", "person", "displaced"), ("300", "person", "displaced")]),
    ("Sixty households a month are going home to the highlands.", [("Sixty", "household", "returned")]),
    ("The count of residents made homeless stood at 7,000.", [("7,000", "person", "displaced")]),
    ("A landslide cut the road. About 60 families left the valley on foot.", [("About 60", "household", "fled")]),
]


@pytest.mark.parametrize(("text", "expected"), STATED)
def test_numbers_are_found_with_unit_and_term(text, expected):
    assert [(draft.quantity, draft.unit, draft.term) for draft in drafts(text)] == expected


NONE = [
    "About 2,000 troops fled the front.",
    "The army evacuated 30 soldiers from the post.",
    "Rebels freed 300 prisoners, who returned home.",
    "Many families fled.",
    "The team returned with 3 points.",
    "He left his home at the age of 40.",
    "Some 500 tourists were evacuated from the resort.",
    "She sold 40 houses last year.",
    "The embassy told its nationals to go within 3 days.",
    "The company moved 200 jobs to Dorrin.",
    "The shelter received $3 million.",
    "At least 12 people were killed.",
    "He and his 3 brothers left home at dawn.",
    "Four climbers escaped without injury.",
    "Some 300 people live in the village.",
    "Thousands of fans spent the night in tents outside the stadium.",
    "The company will move 200 workers from Orla to Dorrin.",
    "The raid killed 60 people, nine of them medics.",
    "The airline evacuated 180 passengers from the burning plane.",
]


@pytest.mark.parametrize("text", NONE)
def test_what_is_no_displacement_is_left_alone(text):
    assert drafts(text) == []


@pytest.mark.parametrize(
    ("text", "fields"),
    [
        ("The fighting has displaced 40,000 people.", {"measure": "flow", "group": "people", "status": "asserted"}),
        ("The number of displaced people stands at 900.", {"measure": "stock"}),
        ("Some 9,000 people fled from Orla to Dorrin on Friday.", {"origin": "Orla", "destination": "Dorrin", "when": "Friday"}),
        ("The dam could displace up to 6,000 farmers.", {"status": "projected"}),
        ("The ministry denied that the dam had displaced 6,000 farmers.", {"status": "denied"}),
    ],
)
def test_fields(text, fields):
    (draft,) = drafts(text)
    assert {name: getattr(draft, name) for name in fields} == fields


def test_this_number_refers_to_the_one_before():
    first, second = drafts("The war has displaced 300,000 people. As Rana Holt of the relief office warned, that figure may reach 2 million.")
    assert (first.quantity, first.status) == ("300,000", "asserted")
    assert (second.quantity, second.status, second.unit) == ("2 million", "projected", "person")
    assert second.evidence.startswith("The war has displaced")


def test_sources_stand_with_their_figures():
    (draft,) = drafts("According to the relief office, 300 families have fled.")
    assert [source.mention for source in draft.sources] == ["relief office"]
