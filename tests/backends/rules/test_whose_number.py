"""Numbers beside words of harm and flight that count others than those harmed, or nobody: ages, addresses, towns, those who did it. All invented."""

from __future__ import annotations

import pytest

from extractor.article import Article
from extractor.backends.rules import casualty, displacement
from extractor.backends.rules.document import Document

BLAST = "A bomb hit the market in Orla on Friday. "

CASUALTIES = [
    # ages
    (BLAST + "Ola Vey (17) died on the spot.", [("Ola Vey", "killed")]),
    (BLAST + "Ola Vey (17) and her brother Ben (12) were wounded.", [("Ola Vey", "injured"), ("Ben", "injured")]),
    (BLAST + "A boy (7) died and his mother (34) was injured.", [("boy", "killed"), ("mother", "injured")]),
    (BLAST + "Ola Vey – 17 – was killed.", [("Ola Vey", "killed")]),
    (BLAST + "Ola Vey, just 17, died.", [("Ola Vey", "killed")]),
    (BLAST + "Ola Vey, who was 17, died.", [("Ola Vey", "killed")]),
    (BLAST + "He was 17 and died on the spot.", []),
    (BLAST + "At 17, he was killed.", []),
    (BLAST + "The youngest killed was 7.", []),
    (BLAST + "The boy, who had just turned seven, died.", [("boy", "killed")]),
    (BLAST + "Ola Vey, father to three, died.", [("Ola Vey", "killed")]),
    (BLAST + "Two brothers, 12 and 14, died on the spot.", [("Two", "killed")]),
    (BLAST + "Two boys, ages 12 and 14, were shot dead.", [("Two", "killed")]),
    (BLAST + "Three girls – 5, 7 and 9 – were killed.", [("Three", "killed")]),
    (BLAST + "Three girls (5, 7 and 9) were killed.", [("Three", "killed")]),
    (BLAST + "Three girls, aged 5, 7 and 9, were killed.", [("Three", "killed")]),
    # counts that look like ages
    ("In Orla 12 were killed; in Vesk, four.", [("12", "killed"), ("four", "killed")]),
    ("The dead were 17 and the injured 40.", [("17", "killed"), ("40", "injured")]),
    (BLAST + "A family of five was killed.", [("five", "killed")]),
    (BLAST + "Women (12) and children (8) were killed.", [("8", "killed")]),
    # addresses, labels, towns
    ("The residents of 14 Elm Street were killed in the blaze.", []),
    ("A man at 14 Elm Street was killed on Friday in the blaze.", []),
    ("A fire in Building 12 killed a guard.", [("guard", "killed")]),
    ("In the town of 20,000 people a teacher was killed.", [("teacher", "killed")]),
    ("Twelve survived the crash in which a pilot died.", [("pilot", "killed")]),
    # those who did it
    ("Twelve men who killed a teacher were jailed.", [("teacher", "killed")]),
    ("Rebels holding 12 hostages killed a guard.", [("guard", "killed")]),
    ("Twelve gunmen killed 30 villagers in Orla.", [("30", "killed")]),
    ("A crowd of 300 lynched a thief in Orla.", []),
    ("The boat, which had 300 people on board, sank, and a child drowned.", [("child", "killed")]),
    ("Two attackers were in the room where the mayor was killed.", [("mayor", "killed")]),
    ("Twelve soldiers, who were not hurt in the blast, were freed.", []),
    ("Troops fired and killed 9. “More are coming,” one of them said.", [("9", "killed")]),
    # others counted before, or only there
    (
        "At least 30 people were killed and 60 wounded in a crush, police say, as tens of millions gathered to bathe.",
        [("At least 30", "killed"), ("60", "injured")],
    ),
    ("The storm caused 29 deaths and the evacuation of 60,000 people.", [("29", "killed")]),
    ("Gunners shot down 64 drones, while another 22 disappeared from radars.", []),
    ("The kidnappers of 17 passengers have killed a driver and want money.", [("driver", "killed")]),
    ("Police said they had arrested six men, and three militants were killed in a raid.", [("three", "killed")]),
    ("40 held, 3 killed in Orla raids", [("3", "killed")]),
    ("More than 1,000 people have been injured, and at least 740 arrested, including eight trade unionists.", [("More than 1,000", "injured")]),
    ("Gunmen killed 15 people in Orla and took 40 others. A ransom was asked for the captives, 31 of whom are free.", [("15", "killed")]),
    ("The blast hit a hospital, which has four surgeons, nine patients were killed.", [("nine", "killed")]),
    ("The victims were identified as Ola Vey, 51, of Harlan Falls, and Ben Osk, 29, of Orla.", [("Ola Vey", "killed"), ("Ben Osk", "killed")]),
    ("Fifteen of the dead were from a single village, Orla.", [("Fifteen", "killed")]),
    ("The list counts incidents in which four or more people are killed.", []),
    ("The county hospital admitted 41 patients in ten days, and two of them died of cholera.", [("two", "killed")]),
    ("The heat killed 420 people, most of them among people over 75.", [("420", "killed")]),
    ("Six pupils, not 16, were killed at the school.", [("Six", "killed")]),
    ("Last year 46 products were killed off.", []),
    ("The commander, who has died aged 94, once led a bomb squad.", []),
    ("Before militiamen burned it and its 9,000 inhabitants took to the road, Orla was a town.", []),
    ("Floods have killed 14 people, and 30,000 people are affected.", [("14", "killed")]),
    ("The blast killed two nurses, and 300 people protested.", [("two", "killed")]),
    ("Rescuers found 14 bodies, and 200 people were pulled alive from the rubble.", [("14", "killed")]),
    ("Police shot and killed two men, 14 others were arrested.", [("two", "killed")]),
    ("Rescuers saved 300 people and 12 drowned.", [("12", "killed")]),
    ("The protest drew 300 people and 12 were killed.", [("12", "killed")]),
    ("There were 300 guests, and 12 were killed.", [("12", "killed")]),
    ("A doctor at the hospital said nobody was killed.", []),
    ("A woman on the bus said many were killed.", []),
    ("Three gunmen killed 12.", [("12", "killed")]),
    ("Two officers shot dead Jan Mol.", [("Jan Mol", "killed")]),
    ("Police said four attackers killed seven people.", [("seven", "killed")]),
    ("Two earthquakes killed 400.", [("400", "killed")]),
    ("Police are searching for four suspects after the blast.", []),
    ("The party is looking for 300 volunteers.", []),
    ("The toll rose by six to 44.", [("six", "killed"), ("44", "killed")]),
    ("All but three of the 40 passengers died.", []),
    ("The victims – aged 20, 31 and 44 – died.", []),
    ("Three of the victims were 12, 14 and 15.", [("Three", "killed")]),
    ("A woman of 70 and her grandson of four were killed.", [("woman", "killed"), ("grandson", "killed")]),
    ("The avalanche buried nine skiers; six were dug out alive.", []),
    ("40 people feared dead were found alive.", []),
    ("The troops neutralised 30 mines.", []),
    ("Squad 7 killed two.", [("two", "killed")]),
    ("Three of the injured died.", [("Three", "killed")]),
    ("Two of the missing were found dead.", [("Two", "killed")]),
    ("Two buses collided and 30 died.", [("30", "killed")]),
    ("Three families died in the blaze.", []),
    ("Some 300 guns are missing from the depot.", []),
    ("A helicopter with 5 on board is missing.", [("5", "missing")]),
    ("Ana Pesk (34), Jan Mol (40) and Piet Mol (12) died at the scene.", [("Ana Pesk", "killed"), ("Jan Mol", "killed"), ("Piet Mol", "killed")]),
    # rates, and what did not happen
    ("One person in 40 dies of the disease.", []),
    ("Orla has 40 murders per 100,000 residents.", []),
    ("Not one of the 40 passengers was killed.", []),
    ("Seat belts prevented 40 deaths last year.", []),
    ("In the novel, 40 people die in a fire.", []),
    # but those whom it was done to
    ("Twelve people killed the day before were buried in Orla.", [("Twelve", "killed")]),
    ("15 killed 30 injured in Orla bus crash", [("15", "killed"), ("30", "injured")]),
    ("Ward 7: killed 3, injured 4.", [("3", "killed"), ("4", "injured")]),
    # names
    (BLAST + "Ola Vey’s brother was killed.", [("brother", "killed")]),
    ("Floods swept Orla on Friday. The body of Ola Vey, 34, was recovered from the river.", [("Ola Vey", "killed")]),
    (BLAST + "The deceased were Ola Vey, Ben Osk and Tom Keld, officials said.", [("Ola Vey", "killed"), ("Ben Osk", "killed"), ("Tom Keld", "killed")]),
    ("The names of the dead were read out: Ola Vey, 34, and Ben Osk, 22.", [("Ola Vey", "killed"), ("Ben Osk", "killed")]),
    ("The dead: Ola Vey, 34, and Ben Osk, 22.", [("Ola Vey", "killed"), ("Ben Osk", "killed")]),
    # killers, bases of a share, those found again
    ("Two gunmen killed at least seven people.", [("at least seven", "killed")]),
    ("The 19 hijackers killed nearly 3,000 people.", [("nearly 3,000", "killed")]),
    ("Thirty people killed between 2010 and 2012 were buried.", [("Thirty", "killed")]),
    ("Thirty people killed around 30 miles from town were buried.", [("Thirty", "killed")]),
    ("The raid killed 40 people and 12 people saw it.", [("40", "killed")]),
    ("Twenty of 300 passengers were killed.", [("Twenty", "killed")]),
    ("Trials were stopped after one of 3,000 volunteers died.", [("one", "killed")]),
    ("Not all of the 40 miners died.", []),
    ("Three of the 12 injured died in hospital.", [("Three", "killed"), ("12", "injured")]),
    ("Three of the 12 missing hikers were found dead.", [("Three", "killed"), ("12", "missing")]),
    ("Three of the 12 injured are in a serious condition.", [("Three", "injured"), ("12", "injured")]),
    ("40 people had gone missing but were found.", []),
]

DISPLACED = [
    ("Some 200 soldiers evacuated 3,000 villagers from Orla after the flood.", ["3,000"]),
    ("Some 200 volunteers sheltered 3,000 villagers after the flood.", ["3,000"]),
    ("Some 200 settlers who displaced 30 families were arrested.", ["30"]),
    ("More than 3,000 firefighters were evacuating villages in Orla.", []),
    ("In the town of 20,000 people a family fled the flood.", []),
    ("In a town of 20,000 people, 300 fled after the flood.", ["300"]),
    ("The town of 20,000 was evacuated after the flood.", ["20,000"]),
    ("Police evacuated 14 Elm Street after a gas leak.", []),
    ("Damage: injured 4, 12 houses burned.", ["12"]),
    ("The fighters killed 44 villagers at a mosque. Refugees fled.", []),
    ("The war has killed tens of thousands of people, displaced more than 12 million and ruined the land.", ["more than 12 million"]),
    ("After the blast 17 households in two adjoining buildings were evacuated.", ["17"]),
    ("Two helicopters arrived at the camp for refugees.", []),
    ("Peacekeepers evacuated 14 wounded to a hospital in the town.", []),
    ("Twelve of the victims were homeless people in the capital.", []),
    ("The cyclone displaced more than 88,000. The toll, which stood at 19 on Friday, may climb.", ["more than 88,000"]),
    ("The cyclone displaced more than 88,000. It put the number of injured at 217.", ["more than 88,000"]),
    ("Mines have killed 44 returnees and wounded 69.", []),
    ("Some 90 refugees were killed when a camp was bombed.", []),
    ("The army killed the men. “My uncle and my three cousins are dead,” a resident who fled said.", []),
    ("‘The state arrived at seven. The fire arrived at five,’ a refugee said.", []),
    ("After the quake 900,000 people, nearly one in twelve islanders, have been driven from their homes.", ["900,000"]),
    ("The flood flattened homes; 112 of the 130 homes were flattened.", ["112"]),
    ("On Tuesday five returnees, including three women, were killed in a crash.", []),
    ("The camp can accommodate 3,000 people who fled the war.", []),
    ("Two rescuers fainted in the flood and were shifted to hospital.", []),
    ("The town moved 2,600 people to nine schools after the flood.", ["2,600"]),
    ("The flood displaced 400 people and 12 drowned.", ["400"]),
    ("Rebels killed 14 people and 300 families fled.", ["300"]),
    ("The flood killed six people, and 4,000 are homeless.", ["4,000"]),
    ("The storm displaced 400 families, and three people were killed.", ["400"]),
    ("The four killers fled.", []),
    ("Some 200 residents evacuated the building after the blast.", ["Some 200"]),
    ("The storm displaced 400 families and 12 people died.", ["400"]),
    ("More than 30,000 of 40,000 villagers fled.", ["More than 30,000"]),
    ("Four in ten of the 40,000 villagers fled.", []),
    ("He is one of around 280,000 refugees who have come back since May.", ["around 280,000"]),
    ("The 32 kidnapped pupils escaped on Saturday.", []),
    ("The gunmen abducted 30 girls, 12 of whom later escaped.", []),
]


@pytest.mark.parametrize(("text", "expected"), CASUALTIES)
def test_a_casualty_figure_counts_those_harmed(text, expected):
    assert [(draft.quantity, draft.outcome) for draft, _ in casualty.find(Document(Article("a", text)))] == expected


@pytest.mark.parametrize(("text", "expected"), DISPLACED)
def test_a_displacement_number_counts_those_who_moved(text, expected):
    assert [draft.quantity for draft, _ in displacement.find(Document(Article("a", text)))] == expected
