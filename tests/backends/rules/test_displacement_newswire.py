"""Displacement numbers by rules in the sentences of newswire, situation reports and local papers, all of them invented."""

from __future__ import annotations

import pytest

from extractor.article import Article
from extractor.backends.rules.displacement import find
from extractor.backends.rules.document import Document

STATED = [
    ("Of the town's 14,000 people, 11,000 have fled.", [("11,000", "person", "fled")]),
    ("About 41,000 households had their houses destroyed.", [("About 41,000", "household", "housing_destroyed")]),
    ("Up to a million people could become displaced as the offensive advances.", [("Up to a million", "person", "displaced")]),
    ("Approximately 1 000 were rendered homeless.", [("Approximately 1 000", "person", "homeless")]),
    ("Two thirds of the 1,800 households that fled have returned.", [("1,800", "household", "fled")]),
    (
        "Fighting around Tessik has displaced an estimated 45,000 people since mid-January, the UN humanitarian office OCHA said.",
        [("an estimated 45,000", "person", "displaced")],
    ),
    ("Some 3,200 families have fled the Marak district to neighbouring Sol, according to the governor's office.", [("Some 3,200", "household", "fled")]),
    ("More than 11,000 residents were evacuated from low-lying areas of Port Sable ahead of the cyclone.", [("More than 11,000", "person", "evacuated")]),
    (
        "As of 28 February, 18,450 IDPs (3,690 households) were sheltering at 27 sites in the Arl governorate.",
        [("18,450", "person", "sheltered"), ("3,690", "household", "sheltered")],
    ),
    (
        "The floods destroyed 640 houses and damaged 2,100 others, leaving around 4,000 people homeless.",
        [("640", "household", "housing_destroyed"), ("around 4,000", "person", "homeless")],
    ),
    (
        "At least 1.2 million people have been uprooted inside the country and another 600,000 have crossed into neighbouring states as refugees.",
        [("At least 1.2 million", "person", "displaced"), ("600,000", "person", "fled")],
    ),
    ("Authorities ordered the evacuation of about 20,000 people living within 10 km of the volcano.", [("about 20,000", "person", "evacuated")]),
    ("An estimated 7,500 displaced people returned to their areas of origin in the first half of 2025.", [("An estimated 7,500", "person", "returned")]),
    ("The camp, built for 5,000, now houses 23,000 refugees, most of them women and children.", [("23,000", "person", "sheltered")]),
    ("Over 300 households have lost their homes to the fire in the Kibori slum.", [("Over 300", "household", "homeless")]),
    ("The IOM tracked 2,310 new displacements between 3 and 9 March.", [("2,310", "person", "displaced")]),
    ("Hundreds of people took refuge in churches and schools after the attack on Danzo.", [("Hundreds", "person", "sheltered")]),
    ("Two thousand people spent the night in the open after the quake damaged their homes.", [("Two thousand", "person", "sheltered")]),
    ("About 400 people who had been evacuated were allowed to return home on Thursday.", [("About 400", "person", "returned")]),
    ("Up to 50,000 people could be forced from their homes if the dam bursts, officials warned.", [("Up to 50,000", "person", "fled")]),
    ("The number of displaced has risen to 310,000, from 270,000 in December.", [("310,000", "person", "displaced"), ("270,000", "person", "displaced")]),
    ("Around 60 families relocated voluntarily to Upper Sarn last month.", [("Around 60", "household", "relocated")]),
    ("The conflict has driven more than 4 million people from their homes.", [("more than 4 million", "person", "displaced")]),
    ("Rescuers in boats moved 85 stranded villagers to higher ground.", [("85", "person", "relocated")]),
    (
        "A total of 1,045 individuals (212 families) arrived at the Kesh reception centre from the Tamu highlands between Monday and Wednesday.",
        [("1,045", "person", "fled"), ("212", "household", "fled")],
    ),
    ("The wildfire forced the evacuation of 1,900 homes in the hills above Ardena.", [("1,900", "household", "evacuated")]),
    (
        "Some 150 houses were burned to the ground and their occupants, around 900 people, are staying with relatives.",
        [("Some 150", "household", "housing_destroyed"), ("around 900", "person", "sheltered")],
    ),
    (
        "UNHCR said 14,300 refugees had been repatriated from Lesa to Kora this year, including 2,900 in February alone.",
        [("14,300", "person", "returned"), ("2,900", "person", "returned")],
    ),
    (
        "Of the 18,000 people displaced, 6,200 are hosted by local families and the rest live in makeshift camps.",
        [("18,000", "person", "displaced"), ("6,200", "person", "sheltered")],
    ),
    ("Villagers fled into the bush; more than 5,000 have since arrived in Merrin, 40 km to the south.", [("more than 5,000", "person", "fled")]),
    ("The latest wave brought the total number of people displaced since January to 96,000.", [("96,000", "person", "displaced")]),
    ("Thousands of people poured across the border into Sol on Tuesday to escape the bombardment.", [("Thousands", "person", "fled")]),
    ("The army evicted 70 families from the contested land.", [("70", "household", "displaced")]),
    ("Officials said 5,600 people remained in evacuation centres across the province.", [("5,600", "person", "sheltered")]),
    ("Storm Olga tore the roofs off 230 homes and displaced about 1,100 people in the coastal Lumo county.", [("about 1,100", "person", "displaced")]),
    ("The government plans to resettle 3,000 families away from the river by 2027.", [("3,000", "household", "relocated")]),
    ("The ministry denied that 10,000 people had fled the town.", [("10,000", "person", "fled")]),
    ("After the truce, close to 8,000 people made their way back to Tessik.", [("close to 8,000", "person", "returned")]),
    ("Almost half of the 12,000 people who sought refuge at the UN base have since gone home.", [("12,000", "person", "fled")]),
    ("The shelling left 3,000 people without shelter.", [("3,000", "person", "homeless")]),
    ("In Sarn county alone, 40,000 people were displaced; in Velt, 12,000.", [("40,000", "person", "displaced"), ("12,000", "person", "displaced")]),
    (
        "The earthquake has made 27,000 people homeless, with 9,000 now living in tents provided by the Red Cross.",
        [("27,000", "person", "homeless"), ("9,000", "person", "sheltered")],
    ),
    ("Displacement: 2,450 people (490 households). Damaged shelters: 310.", [("2,450", "person", "displaced"), ("490", "household", "displaced")]),
    (
        "Humanitarian partners report that 1,870 families from Al-Sader and Kum were newly displaced to Hamadi between 1 and 15 April.",
        [("1,870", "household", "displaced")],
    ),
    ("The first 300 of the 2,000 evacuees went home on Friday.", [("300", "person", "returned"), ("2,000", "person", "evacuated")]),
    ("Three hundred homes were evacuated, 40 of them in Ott.", [("Three hundred", "household", "evacuated"), ("40", "household", "evacuated")]),
    ("Of the 9,000 who fled, only 2,500 have come back.", [("9,000", "person", "fled"), ("2,500", "person", "returned")]),
    ("The flood drove 1,200 people onto rooftops and into the hills.", [("1,200", "person", "displaced")]),
    ("The blaze left 120 people without a roof over their heads.", [("120", "person", "homeless")]),
    ("Some 5,000 people left on foot before dawn after the militia entered the town.", [("Some 5,000", "person", "fled")]),
    (
        "By Friday, 12,300 people had registered as displaced in Merrin, and 4,100 in Halden.",
        [("12,300", "person", "displaced"), ("4,100", "person", "displaced")],
    ),
    ("The governor ordered 15,000 people to leave their homes.", [("15,000", "person", "fled")]),
    ("Six hundred people sought safety in the cathedral.", [("Six hundred", "person", "fled")]),
    ("Officials said 230 homes had been destroyed and 1,100 damaged.", [("230", "household", "housing_destroyed")]),
    (
        "An additional 18,000 people were displaced by landslides in the south, bringing the total to 64,000.",
        [("18,000", "person", "displaced"), ("64,000", "person", "displaced")],
    ),
    ("Sol now hosts 210,000 refugees from Ravenia, up from 180,000 a year ago.", [("210,000", "person", "sheltered"), ("180,000", "person", "sheltered")]),
    (
        "More than 900 people, including 300 children, were brought to safety by helicopter.",
        [("More than 900", "person", "evacuated"), ("300", "person", "evacuated")],
    ),
    ("The army escorted 450 villagers back to their homes.", [("450", "person", "returned")]),
    ("Refugees: 4,300. Returnees: 1,150.", [("4,300", "person", "fled"), ("1,150", "person", "returned")]),
    ("Residents of 400 houses were asked to evacuate as a precaution.", [("400", "household", "evacuated")]),
    # other words of flight
    ("Some 300 families were flooded out by the river.", [("Some 300", "household", "displaced")]),
    ("Some 300 people escaped across the border after the shelling.", [("Some 300", "person", "fled")]),
    ("Nearly 3,000 people were left with nowhere to live after the flood.", [("Nearly 3,000", "person", "homeless")]),
    ("The 200,000 who had to abandon their villages this spring are waiting.", [("200,000", "person", "fled")]),
    ("Some 1,150 people who had run from the fighting stepped ashore at Vesk.", [("Some 1,150", "person", "fled")]),
    ("Reception sites in Orlan are hosting 13,750 people.", [("13,750", "person", "sheltered")]),
    ("Over 1.7 lakh people have been shifted to safer places ahead of the cyclone.", [("Over 1.7 lakh", "person", "evacuated")]),
    ("Among the displaced are an estimated 600 pregnant women.", [("an estimated 600", "person", "displaced")]),
    ("No fewer than 3,000 residents have deserted their homes after the raid.", [("No fewer than 3,000", "person", "fled")]),
    ("Gunmen set ablaze 12 houses at Hapton.", [("12", "household", "housing_destroyed")]),
    ("In all, 6,340 mud houses have been fully damaged by the flood.", [("6,340", "household", "housing_destroyed")]),
    ("Tens of thousands have poured out of the capital since the truce collapsed.", [("Tens of thousands", "person", "fled")]),
    ("After the quake, 12,000 residents were moved out of the old town as a precaution.", [("12,000", "person", "evacuated")]),
    ("Some 340 families are fleeing, and as many as 5,000 people could follow.", [("Some 340", "household", "fled"), ("as many as 5,000", "person", "fled")]),
    ("The agency logged 2,650 totally damaged houses after the storm.", [("2,650", "household", "housing_destroyed")]),
    (
        "In the storm 212 makeshift shelters were destroyed, leaving 1,060 IDPs without shelter.",
        [("212", "household", "housing_destroyed"), ("1,060", "person", "homeless")],
    ),
    ("More than 800,000 people displaced within the country have also gone home.", [("More than 800,000", "person", "returned")]),
    ("More than 60 homes there have been destroyed.", [("More than 60", "household", "housing_destroyed")]),
    ("Officials were ready to shift around 2,000 families to safer places.", [("around 2,000", "household", "relocated")]),
    ("Hit by floods, thousands were living on the roadside without tents.", [("thousands", "person", "homeless")]),
    ("The flood damaged 103 houses, and 31 were completely destroyed.", [("31", "household", "housing_destroyed")]),
    (
        "Shelling, raids and clashes went on in the siege. "
        + "The mayor spoke of the weather and of bread, of coal and the price of milk. " * 8
        + "More than 2,000 families had left Velm by Tuesday.",
        [("More than 2,000", "household", "fled")],
    ),
    ("After the flood 1,870 people have been taken to Zoryn and Medvin.", [("1,870", "person", "evacuated")]),
    ("After the flood 1,870 people were taken to shelters in Orla.", [("1,870", "person", "sheltered")]),
    ("Under the deal, 12,500 refugees are to be taken home.", [("12,500", "person", "returned")]),
    ("Around 350 families have taken shelter in a school.", [("Around 350", "household", "sheltered")]),
    ("Sixty-three houses, a sawmill and 22 barns have been destroyed.", [("Sixty-three", "household", "housing_destroyed")]),
    ("The eviction drove out up to 12,000 people.", [("up to 12,000", "person", "displaced")]),
    ("The fighting could force another 15,000 people from their homes.", [("15,000", "person", "fled")]),
    ("Raiders burnt about 80 houses.", [("about 80", "household", "housing_destroyed")]),
    ("A count found 391 displaced households: 168 are hosted by relatives.", [("391", "household", "displaced"), ("168", "household", "sheltered")]),
    ("Gunmen raided the hills; some 1,900 people left the same village after an ultimatum.", [("some 1,900", "person", "fled")]),
    ("In the flood 1,184 bamboo and tin huts were destroyed.", [("1,184", "household", "housing_destroyed")]),
    ("The town got 600 people out before the flood reached their homes.", [("600", "person", "evacuated")]),
    ("She arrived last month with 300 others from a village that soldiers burned in the war.", [("300", "person", "fled")]),
    ("Some 3,400 people were occupying emergency shelters after the storm.", [("Some 3,400", "person", "sheltered")]),
    ("The survey after the fire shows 417 homes gone.", [("417", "household", "housing_destroyed")]),
    ("Evacuees from the west, some 3,500 people, were let back in after the fire.", [("some 3,500", "person", "returned")]),
    ("After the flood 327 households were registered at the school.", [("327", "household", "sheltered")]),
    ("In all 1,870 houses, two clinics and four schools have been burned or looted.", [("1,870", "household", "housing_destroyed")]),
    ("The shelling left nine schools and about 13,000 homes in the district destroyed.", [("about 13,000", "household", "housing_destroyed")]),
    (
        "The number of displaced persons in the two counties stands at 67,390, down from 76,085 in January.",
        [("67,390", "person", "displaced"), ("76,085", "person", "displaced")],
    ),
    ("More than two million Burkinabe have been displaced.", [("More than two million", "person", "displaced")]),
]


@pytest.mark.parametrize(("text", "expected"), STATED)
def test_numbers_are_found_with_unit_and_term(text, expected):
    assert [(draft.quantity, draft.unit, draft.term) for draft, _ in find(Document(Article("a", text)))] == expected
