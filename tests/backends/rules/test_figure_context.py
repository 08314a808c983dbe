"""What stands around a figure: place, cause, sources, victims, origin and destination, in the fields of the drafts."""

from __future__ import annotations

import pytest

from extractor.article import Article
from extractor.backends.rules import casualty, displacement
from extractor.backends.rules.document import Document


def casualties(text):
    return [draft for draft, _ in casualty.find(Document(Article("a", text)))]


def displacements(text):
    return [draft for draft, _ in displacement.find(Document(Article("a", text)))]


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ("Nine traders were killed on the Orla heights.", "Orla heights"),
        ("A gas explosion ripped through the Verrin copper mine near Dorrin, killing nine people.", "Verrin copper mine"),
        ("Four herders were shot dead in the village of Anset.", "Anset"),
        ("On Tuesday eight people drowned off Cape Wray, the harbour office in Vesk said.", "Cape Wray"),
        ("The quake that shook the Solen islands killed 40 people.", "Solen islands"),
        ("In Dorrin a crane toppled, injuring 12 passers-by.", "Dorrin"),
        ("Toll in Anset landslide climbs to 21", "Anset"),
        ("A train derailed in southern Sol, killing 19 people.", "southern Sol"),
        ("Heavy rains have killed 112 people across three states.", "three states"),
        ("Two people were hurt in woodland near Thornby, Thornby police said.", "woodland near Thornby"),
        ("In Lemu, where 13 people died, the market was empty.", "Lemu"),
        ("A spectator was killed on the tennis court.", "tennis court"),
        ("In Ott there are nine dead; in Merrin, four.", "Ott"),
        ("Gunmen raided the convent of Saint Oda in the Vesk hills, killing six nuns.", "convent of Saint Oda"),
        ("Rebels attacked the town of Dorrin, killing nine people.", "Dorrin"),
        ("Warplanes attacked Dorrin’s militia on Sunday, killing nine fighters.", None),
        ("The storm that tore through New Arran's Lower Vale district killed 14 people.", "Lower Vale district"),
        ("Nine people died when a barn fell in the market town of Keld Ferry.", "Keld Ferry"),
        ("Four people were killed on a ferry pier in the port of Anset.", "ferry pier in the port of Anset"),
        ("Thirty people were carried across the river after the raid, and two died.", None),
        ("Clashes between the Tamu and Lesi communities left 70 dead.", None),
        ("Two peacekeepers died when their patrol struck a mine.", None),
        ("The governor died of his wounds in hospital on Friday after the bombing.", None),
        ("Vesk’s floods have killed 31 people.", "Vesk"),
        ("In a message on Larkspur, the group said it had killed five soldiers.", None),
        ("Twelve people were hurt, and doctors in a hospital near Dorrin treated them all night.", None),
        ("The novelist Una Beck, who had lived in Dorrin, was among those killed.", None),
        ("At least 80 people died in clashes between the Tamu Front and the army.", None),
        ("He said in Swahili that 12 people had died.", None),
        ("Some 900 people were killed in road accidents across the country last year.", "country"),
        ("The storm killed 12 people and damaged over 40 bridges.", None),
        ("A bomber drove a van into a police check post in the Lower Vale area, killing 12 people.", "police check post in the Lower Vale area"),
        ("Nine people were killed in Santa Lora del Sol on Monday.", "Santa Lora del Sol"),
        ("Four people were killed at a spring festival in the town of Dorrin.", "spring festival in the town of Dorrin"),
        ("In a video post on Larkspur, he said four workers had been killed.", None),
        ("The boat sank near the northern bank of the river, killing nine.", "northern bank of the river"),
    ],
)
def test_where(text, where):
    assert casualties(text)[0].where == where


@pytest.mark.parametrize(
    ("text", "cause"),
    [
        ("Cholera has killed 70 people since May.", "Cholera"),
        ("Ten miners died when the shaft collapsed.", "shaft collapsed"),
        ("Three people were killed by a falling crane.", "falling crane"),
        ("A quarrel over grazing land claimed four more lives.", "quarrel over grazing land"),
        ("Gas leak at Vesk brewery: two dead", "Gas leak"),
        ("Dozens were killed when shells hit the bus station.", "shells"),
        ("Truck plunges off bridge, 9 dead", "Truck plunges"),
        ("The toll from Sunday's mudslide in Arrudo climbed to 58.", "mudslide"),
        ("Drone strikes killed four members of the movement.", "Drone strikes"),
        ("A magnitude 6.4 earthquake flattened Keld on Tuesday, killing at least 31 people.", "magnitude 6.4 earthquake"),
        ("An air raid on Keld killed 12 people in one of the worst attacks of the war.", "air raid"),
        ("Shelling by army units has killed 12 people in Keld.", "Shelling by army units"),
        ("Gunmen from the Orla clan ambushed a bus, killing nine.", "Gunmen from the Orla clan"),
        ("Five nurses were shot dead in Keld.", "shot"),
        ("Two deckhands were treated for gunshot and knife wounds.", "gunshot and knife"),
        ("Two infants died of pneumonia in the camp.", "pneumonia"),
        ("Nine men died in a coal mine in Keld when a cable snapped.", "cable snapped"),
        ("Typhoon Ilse killed 40 people.", "Typhoon Ilse"),
        ("Sixty were killed when bandits attacked three hamlets.", "bandits"),
        ("An armed group killed 12 herders in Keld.", "armed group"),
        ("Two men died of their wounds.", None),
        ("Bandits abducted 30 pupils and killed a teacher in Kwari.", "Bandits"),
        ("The rebels said they had killed 40 government troops.", "rebels"),
        ("Four soldiers were hurt when their patrol struck a mine near Tessik.", "mine"),
        ("Eleven residents died of smoke inhalation.", "smoke inhalation"),
        ("The raid resulted in the deaths of 15 insurgents.", "raid"),
        ("The Muriwe fire service said three people had died.", None),
        ("The balcony of a hotel came down, injuring 15.", "balcony of a hotel came down"),
        ("Six villagers were killed by Wednesday, the office said.", None),
        ("Nine people were killed, according to the council's own count.", None),
        ("Two people were hit by rubber bullets.", "rubber bullets"),
        ("Torrential rain triggered landslides, killing 12 people.", "landslides"),
        ("The heat contributed to 420 deaths in June.", "heat"),
        ("The rebel group claimed to have killed 16 soldiers.", "rebel group"),
        ("Twelve people were shot dead as police clashed with a crowd.", "shot"),
        ("Last year 224 people died in floods and landslides.", "floods and landslides"),
        ("Four people were killed by a falling wall, one was hit by a tree.", "falling wall"),
        ("Truce talks collapsed after 24 people were killed.", None),
    ],
)
def test_cause(text, cause):
    assert casualties(text)[0].cause == cause


@pytest.mark.parametrize(
    ("text", "mentions"),
    [
        ("Nine people died, the relief office in Dorrin said.", ["relief office in Dorrin"]),
        ("Nine people died, said Vesk's mayor, Ana Rusk.", ["Ana Rusk"]),
        ("A survey by the housing board found 40 people dead in the ruins.", ["housing board"]),
        ("The daily Morrow, quoting a ward nurse, wrote that 12 people had died.", ["ward nurse", "daily Morrow"]),
        ("The brewery denied that three drivers had died, as a union man had claimed.", ["brewery"]),
        ("The siege killed 300 people by the council’s own count.", ["council"]),
        ("09:40 The Harbour Clinic speaks of six dead.", ["Harbour Clinic"]),
        ("Twelve people were killed in Keld, said Dr. Ana Pesk, a surgeon.", ["Dr. Ana Pesk"]),
        ("Twelve people were killed in Keld, police and residents told Radio Nord.", ["police", "residents"]),
        ("The mayor of Keld Ferry, Jon Dahl, said 12 people had died.", ["Jon Dahl"]),
        ("Twelve people have died, according to the Keld Rescue Office (KRO).", ["Keld Rescue Office"]),
        ("According to the latest figures from the Keld Rescue Office, 12 people have died.", ["Keld Rescue Office"]),
        ("Twelve people have died of cholera, the Ministry of Health and Welfare said.", ["Ministry of Health and Welfare"]),
        ("The WHO said 12 people had died of cholera.", ["WHO"]),
        ("In the reporting period, six aid workers were killed.", []),
        ("The clinic’s head, Una Beck, said she counted seven bodies.", ["Una Beck"]),
        ("A feud between two clans claimed four lives.", []),
        ("The group claimed to have killed 60 soldiers; the army acknowledged only five deaths.", ["group"]),
        ("An estimated 750 people died.", []),
        ("The number of confirmed deaths stands at 89.", []),
        ("Initial reports spoke of ten dead.", []),
        ("Aid workers fear that 900 people have died.", ["Aid workers"]),
        ("“Last night nine patients died in my ward,” said the surgeon, Mara Held.", ["Mara Held"]),
        ("If the siege goes on, the relief agency estimates that 900 people will die.", ["relief agency"]),
        ("Jon Dahl, a fire chief, said a team of divers had found nine bodies.", ["Jon Dahl"]),
        ("Twelve people were killed, according to the chief of the Vesk district, Una Beck.", ["Una Beck"]),
        ("Hospital records seen by the Morrow show that nine people died.", []),
        ("A study published on Monday by three universities said that 900 people died in the heat.", ["study"]),
        ("The army said 12 rebels died, but villagers put the toll at nine.", ["army"]),
    ],
)
def test_sources(text, mentions):
    assert [source.mention for source in casualties(text)[0].sources] == mentions


@pytest.mark.parametrize(
    ("text", "when"),
    [
        ("Six people died by Wednesday.", "by Wednesday"),
        ("There were 89 deaths, up from 76 on Monday.", None),
        ("MERRIN, March 3 (Vesk News) - Nine people died in a fire.", None),
        ("It was the worst fire since 2015, when 61 people died.", "2015"),
        ("A court jailed Jon Dahl on Friday for the 2017 bombing that killed 22 people.", "2017"),
        ("Since the 2011 uprising no shelling was worse than that of Monday, which killed 12 people.", "Monday"),
        ("In the country of the 2011 war, shells killed 12 people on Monday.", "Monday"),
        ("The blast killed 12 people and wounded more than 40 on Monday.", "Monday"),
        ("Since landfall on Sunday 12 people have died.", "Since landfall on Sunday"),
        ("(KRN) - KELD, JUL 7 - Twelve people died on Monday.", "Monday"),
        ("The Hill Army, which took the valley in August, said 33 of its men had died.", None),
        ("A report published on Monday said that 40 people had died.", None),
        ("Nine people were confirmed dead by Monday.", "by Monday"),
        ("Raids left 210 people dead in the first three months of the year.", "first three months of the year"),
    ],
)
def test_when(text, when):
    assert casualties(text)[0].when == when


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("The rebels inflicted 26 army casualties.", "combatant"),
        ("The armed forces sustained 48 casualties.", "combatant"),
        ("The guerrillas inflicted 18 casualties on the armed forces.", "combatant"),
        ("Four enemy dead were counted.", "combatant"),
        ("Eight people, including soldiers, rebels and civilians, were killed.", "mixed"),
        ("Nine children were killed.", "unknown"),
        ("The flood caused 18 casualties.", "unknown"),
    ],
)
def test_victims_are_called_what_the_article_calls_them(text, status):
    assert casualties(text)[0].victim_status == status


def test_the_sentence_before_gives_place_and_cause_to_a_figure_that_has_none():
    text = "Violent clashes broke out in Tessik town on Tuesday. At least 12 people were killed and 27 injured."
    assert [(draft.where, draft.cause) for draft in casualties(text)] == [("Tessik town", "Violent clashes")] * 2


def test_another_paragraph_gives_neither_place_nor_cause():
    (draft,) = casualties("A bomb tore through the market of Dorrin on Friday.\n\nTwelve people were killed.")
    assert (draft.where, draft.cause) == (None, None)


def test_names_on_a_list_are_part_of_the_running_count():
    text = "Three people died in a fire on Monday. The dead were named as Olga Brant, 41, and her son Peter, 9."
    assert [(draft.quantity, draft.part_of) for draft in casualties(text)] == [("Three", None), ("Olga Brant", "Three"), ("Peter", "Three")]


def test_figures_of_one_sentence_share_noun_place_and_cause():
    killed, injured = casualties("A coach overturned at Dorrin, killing 13 pilgrims and hurting 22, a sheriff said.")
    assert (killed.victims, killed.where) == ("pilgrims", "Dorrin")
    assert (injured.victims, injured.where) == ("pilgrims", "Dorrin")
    assert injured.cause == killed.cause


def test_a_part_of_the_dead_names_the_largest_toll_before_it_and_keeps_its_own_evidence():
    text = "Rescuers found three bodies on Monday, bringing the toll to 31. It rained all day. Eight of the dead were pupils."
    part = casualties(text)[-1]
    assert (part.quantity, part.part_of, part.victims) == ("Eight", "31", "pupils")
    assert part.evidence == "Eight of the dead were pupils."


@pytest.mark.parametrize(
    ("text", "scope"),
    [
        ("The fourteen-year-old war has killed 900 people.", "cumulative"),
        ("Fourteen-year-old Rena Holt and two friends were killed.", "incident"),
    ],
)
def test_scope(text, scope):
    assert casualties(text)[-1].scope == scope


@pytest.mark.parametrize(
    ("text", "origin", "destination"),
    [
        ("Some 300 households moved from the Lower Marsh to higher ground after the flood displaced them.", "Lower Marsh", "higher ground"),
        ("The number of families displaced in Orla and Vesk has reached 9,000.", "Orla and Vesk", None),
        ("Some 700 huts were destroyed on North Anset.", "North Anset", None),
        ("Firemen evacuated 70 residents of Quay Street to the Sailors' Home.", "Quay Street", "Sailors' Home"),
        ("A dance hall in Dorrin is sheltering 600 evacuees.", None, "dance hall in Dorrin"),
        ("Around 800 islanders were led to shelters in Vesk.", None, "shelters in Vesk"),
        ("Some 12,000 refugees live with host families.", None, "host families"),
        ("The camp, built for 5,000, now houses 23,000 refugees.", None, "camp"),
        ("Hundreds of people took refuge in churches and schools after the attack on Danzo.", None, "churches and schools"),
        ("Some 900 people have been uprooted and another 600 have crossed into neighbouring states as refugees.", None, None),
        ("The army evicted 70 families from the contested land.", "contested land", None),
        ("Some 30 families were evacuated and are staying in a youth hostel.", None, "youth hostel"),
        ("Some 900 displaced people are living in the northern districts.", None, "northern districts"),
        ("The war displaced 3,000 people in Orla and drove another 900 into neighbouring states.", "Orla", None),
        ("A total of 900 people have been evacuated to safe places.", None, "safe places"),
    ],
)
def test_whence_and_whither(text, origin, destination):
    draft = displacements(text)[0]
    assert (draft.origin, draft.destination) == (origin, destination)


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Claims that 40 servicemen died in a strike do not correspond to reality.", "denied"),
        ("Reports that 40 people were killed are false, police said.", "denied"),
        ("The mayor disputed the count, saying her own staff had listed 21 dead.", "asserted"),
        ("The worst raid had been that of Orla, in May 2021, with 28 deaths.", "asserted"),
        ("The toll may reach 28 deaths.", "projected"),
        ("Rebels denied that civilians had died and said their men had killed 90 soldiers.", "asserted"),
        ("The toll could rise because more than 60 people were wounded.", "asserted"),
        ("Rumours that 200 people had drowned proved false.", "denied"),
        ("There is no evidence that 40 people died.", "denied"),
        ("The bomb could have killed 40 people.", "conditional"),
        ("He was convicted of conspiring to kill 40 people.", "conditional"),
    ],
)
def test_status(text, status):
    assert casualties(text)[-1].status == status


def test_others_are_called_so():
    first, second = casualties("A shell killed two drivers and wounded 22 others.")
    assert (first.victims, second.victims) == ("drivers", "others")
