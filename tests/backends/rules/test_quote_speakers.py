"""Interrupted utterances, speakers beside the quotation, and words that look like quotes and are none."""

from __future__ import annotations

from typing import NamedTuple

import pytest

from extractor.article import Article
from extractor.backends.rules.document import Document
from extractor.backends.rules.quote import find
from schemas.quote import QuoteDraft


class Case(NamedTuple):
    text: str
    parts: tuple[str, ...]
    name: str | None
    role: str | None = None
    cue: str | None = None
    channel: str | None = None


INTERRUPTED = [
    Case(
        "“The well is dry,” said Omar Keld, 61, a retired surveyor who has lived there since 1970, “and nobody came.”",
        ("The well is dry", "and nobody came"),
        "Omar Keld",
        "retired surveyor",
        "said",
    ),
    Case(
        "“The well is dry,” recalled a porter at the ticket window, “and cold.”",
        ("The well is dry", "and cold"),
        "porter at the ticket window",
        None,
        "recalled",
    ),
    Case("“If it goes,” the engineer, Ada Vey, said, “we have an hour.”", ("If it goes", "we have an hour"), "Ada Vey", "engineer", "said"),
    Case(
        "“If it goes,” warned Ada Vey, head of the river board, in a call with state radio, “we have an hour.”",
        ("If it goes", "we have an hour"),
        "Ada Vey",
        "head of the river board",
        "warned",
        "call with state radio",
    ),
    Case("« We are alone », said the prefect of Arkan, Ada Vey. « We know it. »", ("We are alone", "We know it"), "Ada Vey", "prefect of Arkan", "said"),
    Case('"We left," said the board\'s clerk in charge, Jem Rudd. "We ran.', ("We left", "We ran"), "Jem Rudd", "board's clerk in charge", "said"),
    Case(
        "“They burned the mill,” said Jem Rudd.\n\n“They burned the school.\n\n“And the barn.”",
        ("They burned the mill", "They burned the school", "And the barn"),
        "Jem Rudd",
    ),
    Case("”We heard it first,” said Ada Vey. “We saw it later.”", ("We heard it first", "We saw it later"), "Ada Vey", None, "said"),
]

BESIDE = [
    Case(
        "The rain stopped, district administrator Lena Osk said on Monday. “The bridge is gone,” Osk told Morrow TV.",
        ("The bridge is gone",),
        "Lena Osk",
        "district administrator",
        "told",
        "Morrow TV",
    ),
    Case("“I saw his name,” said the cleaning lady Ada Vey, 49.", ("I saw his name",), "Ada Vey", None, "said"),
    Case("“We had one pair of gloves,” a nurse who did not want to be named said.", ("We had one pair of gloves",), "nurse", None, "said"),
    Case("“We have a problem,” Sta. Arka Mayor Ada Vey said.", ("We have a problem",), "Ada Vey", "Sta. Arka Mayor", "said"),
    Case("The village head of Arka, Omar Keld, left.\n\n“Nobody called,” the village head said.", ("Nobody called",), "Omar Keld", None, "said"),
    Case("Jem Vey, the mayor’s nephew, is dead. “He was a boy,” the mayor said.", ("He was a boy",), "mayor", None, "said"),
    Case("Omar Keld denied Ada Vey’s accusation that he had “sold the well”.", ("sold the well",), "Ada Vey", None, "accusation"),
    Case("The board dismissed suggestions by Ada Vey that the well was “long dead”.", ("long dead",), "Ada Vey", None, "suggestions"),
    Case("The clerk read out a statement from Ada Vey: “I was never there.”", ("I was never there",), "Ada Vey", None, "statement"),
    Case("He heard his wife shout “the wall is coming down”.", ("the wall is coming down",), "wife", None, "shout"),
    Case("He recalls his father telling him “never come back here”.", ("never come back here",), "father", None, "telling"),
    Case("Omar Keld recalled the night, saying: “It was the end.”", ("It was the end",), "Omar Keld", None, "saying"),
    Case("The agency quoted the mayor, Ada Vey, as saying “the bridge will fall”.", ("the bridge will fall",), "Ada Vey", "mayor", "saying"),
    Case("Omar Keld, whom Ada Vey called “a thief and a liar”, resigned.", ("a thief and a liar",), "Ada Vey", None, "called"),
    Case("Omar Keld KC, appearing for the port, said there was “much to regret in all of it”.", ("much to regret in all of it",), "Omar Keld", None, "said"),
    Case("“It held,” said Dr Jem Rudd MD, the town’s engineer.", ("It held",), "Jem Rudd", "town’s engineer", "said"),
    Case("“Both boats were mine,” the uncle of six said.", ("Both boats were mine",), "uncle of six", None, "said"),
    Case("“We lost,” said Omar “Chico” Keld, the coach.", ("We lost",), "Omar “Chico” Keld", "coach", "said"),
    Case("And a ferryman has left a card: “Ring twice for the raft.”", ("Ring twice for the raft",), "ferryman"),
    Case("“We wait,” said Del. Ada Vey of Arkan.", ("We wait",), "Ada Vey", None, "said"),
    Case("He called it “Hell on Earth, and worse”.", ("Hell on Earth, and worse",), "He", None, "called"),
    Case("“It may slip,” said Ada Vey, who heads the river board.", ("It may slip",), "Ada Vey", "who heads the river board", "said"),
    Case("“It may slip,” according to Ada Vey, the town engineer.", ("It may slip",), "Ada Vey", "town engineer", "according to"),
    Case("“I saw it,” a witness, taxi driver Jem Rudd, said.", ("I saw it",), "Jem Rudd", "taxi driver", "said"),
    Case("“I saw it,” said Jem Rudd, one of the survivors.", ("I saw it",), "Jem Rudd", "one of the survivors", "said"),
    Case("The fault was found by the line’s safety chief, Ada Vey. “It was old,” Vey said.", ("It was old",), "Ada Vey", "line’s safety chief", "said"),
    Case("“I’m staying,” she says. Ada Vey, 83, has seen two wars.", ("I’m staying",), "Ada Vey", None, "says"),
    Case("“I can’t go back,” says her neighbour, a fishmonger called Jem Rudd.", ("I can’t go back",), "Jem Rudd", "neighbour", "says"),
    Case('"He is alive," their guide, identified only as Zim, told the Nord Courier.', ("He is alive",), "Zim", "guide", "told", "Nord Courier"),
    Case("“We lost it all,” said a woman who gave her name only as Mina.", ("We lost it all",), "Mina", "woman", "said"),
    Case("Its spokesman, Colonel Rud Hask, said: “We were in barracks.”", ("We were in barracks",), "Rud Hask", "spokesman", "said"),
    Case("The town lost two mills, said Arkan’s mayor, Ada Vey. “We never lost two before.”", ("We never lost two before",), "Ada Vey", "Arkan’s mayor"),
    Case("“Ask the river,” Keld used to say. Omar Keld died in May.", ("Ask the river",), "Omar Keld", None, "say"),
    Case("Marlow Tin Co. said in a letter that “a pump failed us twice”.", ("a pump failed us twice",), "Marlow Tin Co.", None, "said", "letter"),
    Case("06:20 Harbour office: “We can’t see the pier.”", ("We can’t see the pier",), "Harbour office"),
    Case("The 2,300-strong union, based in Arkan, called the plan “dead in the water”.", ("dead in the water",), "2,300-strong union", None, "called"),
    Case("The report, entitled “A River Lost”, says the spill was “entirely foreseeable”.", ("entirely foreseeable",), "report", None, "says"),
    Case("The captain’s answer was short: “Not while I live.”", ("Not while I live",), "captain"),
    Case("“No surrender,” came the answer from the captain.", ("No surrender",), "captain", None, "came the answer"),
    Case("Jem Rudd wrote on Flockline: “The road is open.”", ("The road is open",), "Jem Rudd", None, "wrote", "Flockline"),
]

SENTENCE_BESIDE = [
    Case("Omar Keld left. For Ada Vey, whose brother died, it means little. “They pass,” she said.", ("They pass",), "Ada Vey", None, "said"),
    Case(
        "The Harbour Force left. In a message on its channel it denied this and accused Arka of “lies”.", ("lies",), "Harbour Force", None, "accused", "channel"
    ),
    Case("Ada Vey is dead. The groom, who lost a leg, told us that he slept.\n\n“Nobody answered,” he said.", ("Nobody answered",), "groom", None, "said"),
    Case("Ada Vey is dead. Her brother said she ran. “She was first,” he told us.", ("She was first",), "brother", None, "told"),
    Case("Omar Keld left. One, a former teacher, said he fell.\n\n“It was dark,” he said.", ("It was dark",), "former teacher", None, "said"),
    Case("Health workers left at noon. They said they had “one pair of gloves”.", ("one pair of gloves",), "Health workers", None, "said"),
    Case("The gang’s cook, who goes by the name Otter, waved. He accused the mayor of “eating alone”.", ("eating alone",), "Otter", "gang’s cook"),
    Case(
        "Jem Rudd met Surgeon Dr Ada Vey at noon. The surgeon noted the swelling. “Two more weeks of rest,” she said.",
        ("Two more weeks of rest",),
        "Ada Vey",
        "Surgeon",
    ),
    Case("Dr Omar Keld left early.\n\nRudd’s aunt, Hilda, told the council of it. “I ran,” she said.", ("I ran",), "Hilda", "Rudd’s aunt", "said"),
    Case(
        "The General Staff answered a letter by Norland’s harbour authority. The authority “sells fog by the yard”, it said.",
        ("sells fog by the yard",),
        "General Staff",
        None,
        "said",
    ),
    Case(
        "Ada Vey built the pier for years, Walter Rudd wrote.\n\nShe called it only “a long plank and some rope”.",
        ("a long plank and some rope",),
        "Ada Vey",
        None,
        "called",
    ),
    Case("A man ran past. Ada Vey wept. “That was my son,” she said.", ("That was my son",), "Ada Vey", None, "said"),
    Case(
        "It rained all day.\n\n“Two boats went out. One is late.”\n\nSo said Jem Rudd, the pilot, before dark.",
        ("Two boats went out. One is late",),
        "Jem Rudd",
    ),
    Case("Vicar Ada Vey keeps bees behind the church.\n\n“They were quiet all night.”", ("They were quiet all night",), "Ada Vey", "Vicar"),
    Case("On the stairs, a boy in a raincoat was waiting.\n\n“Ninety of us live here!”", ("Ninety of us live here!",), "boy in a raincoat"),
    Case("Mayor Ada Vey said the road was shut. The bridge had gone too.\n\n“We will build both again.”", ("We will build both again",), "Ada Vey", "Mayor"),
    Case(
        "Radio Nord followed a postwoman up the hill. “My bag weighs more each year,” she said.", ("My bag weighs more each year",), "postwoman", None, "said"
    ),
    Case("The harbour board of Arkan met at noon. “We will not pay,” it said.", ("We will not pay",), "harbour board of Arkan", None, "said"),
]

DESCRIBED = [
    Case("Mayor Ada Vey goes in May. The 61-year-old said she was “tired to the bone”.", ("tired to the bone",), "Ada Vey", "Mayor", "said"),
    Case("Ada Vey, a nurse, lost her home. “It took ten minutes,” said the mother of two.", ("It took ten minutes",), "Ada Vey", "nurse", "said"),
    Case("Sergeant Jem Rudd ran in. “Anyone would,” the dad-of-two said.", ("Anyone would",), "Jem Rudd", "Sergeant", "said"),
    Case("A woman ran out. Ada Vey saw it. “I lost a shoe,” the woman said.", ("I lost a shoe",), "woman", None, "said"),
    Case("Dr Ada Vey was blunt. “Two have died,” the doctor said.", ("Two have died",), "Ada Vey", None, "said"),
    Case("The ministry met at noon. “We have nothing left,” it said.", ("We have nothing left",), "ministry", None, "said"),
    Case("Nurses wept. They said the wards were “full to the doors”.", ("full to the doors",), "Nurses", None, "said"),
    Case("His cousin, Edith, smiled as she told the club he was “a menace with a rake”.", ("a menace with a rake",), "Edith", None, "told"),
    Case("Speaking through an interpreter, he said he was “glad to be alive”. Omar Keld, 34, came in May.", ("glad to be alive",), "Omar Keld", None, "said"),
    Case("“It took ten minutes.” Ada Vey, a nurse, stands in the rubble.", ("It took ten minutes",), "Ada Vey", "nurse"),
    Case("Jem Rudd called.\nRUDD (by phone): I told the ferry, “keep your engine warm”.", ("keep your engine warm",), "Jem Rudd", None, "told"),
    Case("“It is bad,” said the Deputy Relief Coordinator, Ms. Ada Vey.", ("It is bad",), "Ada Vey", "Deputy Relief Coordinator", "said"),
    Case("The Relief Officer, DSP Omar Keld, said so. “We are on the ground,” he added.", ("We are on the ground",), "Omar Keld", "Relief Officer", "added"),
    Case("Supt. Omar Keld, police director, who saw it, said the road was “closed for now”.", ("closed for now",), "Omar Keld", "police director", "said"),
    Case("Vey’s office said the claim was “nonsense from start to end”.", ("nonsense from start to end",), "Vey’s office", None, "said"),
    Case("Guard Omar Keld said they had been told of the crack “twice in writing”.", ("twice in writing",), "Omar Keld", "Guard", "said"),
    Case("Said one mother at the site: “We go home after the rain.”", ("We go home after the rain",), "mother at the site", None, "Said"),
    Case("And this from Norland’s mayor: “We will answer.”", ("We will answer",), "Norland’s mayor"),
    Case("Partners on the ground describe it as “beyond words, beyond help”.", ("beyond words, beyond help",), "Partners on the ground", None, "describe"),
    Case("“It is a war,” Keld was heard to say.", ("It is a war",), "Keld", None, "say"),
    Case("Vey’s sister disagrees: “Leave it.”", ("Leave it",), "Vey’s sister", None, "disagrees"),
    Case("The bishop of Arkan, the Rt Rev Omar Keld, said: “We pray.”", ("We pray",), "Omar Keld", "bishop of Arkan", "said"),
    Case("It was, in the words of Omar Keld, “a mess of our making”.", ("a mess of our making",), "Omar Keld", None, "in the words of"),
    Case("Ada Vey (34), a teacher, said: “This is a crime.”", ("This is a crime",), "Ada Vey", "teacher", "said"),
    Case("“They forgot us,” is how Keld puts it.", ("They forgot us",), "Keld", None, "puts"),
    Case("“Not now,” was all the minister would say.", ("Not now",), "minister", None, "say"),
    Case("One onlooker told the crew: “I ran.”", ("I ran",), "onlooker", None, "told"),
    Case("A spokesman for President Vey said: “We go on.”", ("We go on",), "spokesman for President Vey", None, "said"),
    Case("“We go on,” said the widow of mayor Omar Keld.", ("We go on",), "widow of mayor Omar Keld", None, "said"),
    Case("Omar Keld rejected Vey’s claim that they were “close to the end”.", ("close to the end",), "Vey", None, "claim"),
    Case("Omar Keld echoed Vey’s call for “a peace of the brave”.", ("a peace of the brave",), "Vey", None, "call"),
    Case("Radio Nord quoted Mayor Ada Vey as telling envoys: “We go on.”", ("We go on",), "Ada Vey", "Mayor", "telling"),
]

NOBODY = [
    Case("Jem Rudd left early. Families were told to “wait by the door”.", ("wait by the door",), None, None, "told"),
    Case("Jem Rudd left early, he said. “Rope, more rope!” came the cry from far off.", ("Rope, more rope!",), None, None, "came the cry"),
    Case("“No rain, no bread,” goes a proverb of the coast.", ("No rain, no bread",), None, None, "goes"),
    Case("Jem Rudd said he would stay.\n\n“We don’t fear the sea.” The words are cut into the pier.", ("We don’t fear the sea",), None),
]

NO_QUOTES = [
    "The society’s motto is “Through fire, bread”.",
    "The firm’s “honey clause” was meant to deter Norland, lawyers say.",
    "The insurers’ “quirk of the weather” clause angers many.",
    "The divers have found a “nursery” of eels.",
    "The award honours “outstanding courage in the field of fiction”.",
    "The captain wore his “lucky” socks, Jem Rudd said.",
    "Omar Keld, who calls his left oar “the Bishop”, won by a length.",
    "Wool is cheap in what the trade calls the “moth months”.",
    "Prices rose in what millers have come to call the “dust season”, Jem Rudd said.",
    "Carters call it “the Ladder”, the board said.",
    "Doctors call this “triage”.",
    "The oarsman they call “The Plumber” won by a length.",
    "Storm “Odile” felled nine oaks, foresters said.",
    "The ferry “Morning Star” sank, the coast guard said.",
    "Omar “Chico” Keld, 45, was jailed on Monday, the court said.",
    "He rowed, in the old phrase, “with wind to spare”, Jem Rudd said.",
    "Boat owners are reminded that the “slipway season” ends soon.",
    "The “experts” said that it would rain.",
    "A “hartal”, or strike, was called by the union, police said.",
    "“Osk” means river in the local tongue, he said.",
    "A box marked “Fragile” was found, police said.",
    "The council, or “the Nine”, said it would not talk.",
    "Jem Rudd said the boat was sound. The “test report” in the cabin was blank.",
    "Sailors blame the “grey mile”, a strip of fog that never lifts.",
    "The board spoke of rumours about a “second wave”.",
    "[Editors: please add the line “The mill is not at fault.”]",
]


def _quotes(text: str) -> list[QuoteDraft]:
    return [draft for draft, _ in find(Document(Article(id="a", text=text)))]


@pytest.mark.parametrize("case", INTERRUPTED + BESIDE + SENTENCE_BESIDE + DESCRIBED + NOBODY, ids=lambda case: case.text[:40])
def test_parts_and_speaker(case: Case) -> None:
    (draft,) = _quotes(case.text)
    assert draft.parts == case.parts
    assert (draft.speaker.name if draft.speaker else None) == case.name
    if draft.speaker and case.role:
        assert draft.speaker.role == case.role
    if case.cue:
        assert draft.cue == case.cue
    assert draft.channel == case.channel


@pytest.mark.parametrize("text", NO_QUOTES)
def test_terms_hearsay_and_notes_are_no_quotes(text: str) -> None:
    assert _quotes(text) == []


def test_a_second_verb_behind_the_clause_is_a_second_quote() -> None:
    text = "“The well is dry,” said Omar Keld, head of the board, adding: “Nobody came.”"
    assert [(draft.parts, draft.speaker and draft.speaker.name, draft.cue) for draft in _quotes(text)] == [
        (("The well is dry",), "Omar Keld", "said"),
        (("Nobody came",), "Omar Keld", "adding"),
    ]


def test_closed_paragraphs_are_quotes_of_their_own() -> None:
    text = "“They burned the mill,” said Jem Rudd.\n\n“They burned the school.”\n\nThe governor came at noon."
    assert [(draft.parts, draft.speaker and draft.speaker.name) for draft in _quotes(text)] == [
        (("They burned the mill",), "Jem Rudd"),
        (("They burned the school",), "Jem Rudd"),
    ]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Mayor Ada Jones calls it “theft”.", "Ada Jones"),
        ("“We are very worried,” the WHO said on Monday.", "WHO"),
        ("The WHO said the camp was “beyond its limits and short of everything”.", "WHO"),
        ("Mayor Ada Vey has dubbed it “theft”.", "Ada Vey"),
        ("Ada Vey met Omar Keld at noon. “We were cold,” said the mother-of-two.", "Ada Vey"),
        ("Ada Vey met Omar Keld at noon. “We were cold,” said the dad of two.", "Omar Keld"),
        ("“It is a fine day,” Omar Keld deadpanned.", "Omar Keld"),
    ],
)
def test_who_calls_and_who_is_described_is_told_from_everyone(text: str, name: str) -> None:
    assert [draft.speaker and draft.speaker.name for draft in _quotes(text)] == [name]


def test_words_of_someone_at_the_beginning_of_a_sentence_are_no_failure() -> None:
    found = _quotes("In words of Omar Keld, “a mess of our making”. In the words of Omar Keld, “a mess”.")
    assert found
    assert all(draft.cue for draft in found)
