"""Casualty figures by rules in the sentences of newswire, situation reports and local papers, all of them invented."""

from __future__ import annotations

import pytest

from extractor.article import Article
from extractor.backends.rules.casualty import find
from extractor.backends.rules.document import Document

STATED = [
    (
        (
            "A suicide car bomber struck a police checkpoint outside Merrin on Tuesday, killing at least six officers and wounding 11 people, an "
            "interior ministry spokesman said."
        ),
        [("at least six", "killed"), ("11", "injured")],
    ),
    (
        "The toll from Sunday's mudslide in Arrudo climbed to 58 on Wednesday after rescuers dug out seven more bodies, civil defence chief Tomas Varga said.",
        [("58", "killed"), ("seven", "killed")],
    ),
    (
        "Twenty-three people, four of them children, drowned when an overloaded boat capsized on Lake Onwe, local officials said on Monday.",
        [("Twenty-three", "killed"), ("four", "killed")],
    ),
    (
        "A roadside bomb tore through a minibus in the Khalan district of Zerat province early on Thursday, killing all nine people on board.",
        [("nine", "killed")],
    ),
    ("Heavy rains have killed 112 people across three states since the start of June, according to the national disaster agency.", [("112", "killed")]),
    (
        (
            "At least 14 people have been reported dead and dozens are feared trapped under the rubble of a seven-storey apartment block that collapsed "
            "in Port Sable."
        ),
        [("At least 14", "killed")],
    ),
    (
        (
            "Three Ravenian soldiers were killed in action on the eastern front and another eight wounded over the past 24 hours, the General Staff said "
            "in its evening bulletin."
        ),
        [("Three", "killed"), ("eight", "injured")],
    ),
    (
        "Russell Okafor, the district governor, died of his wounds in hospital on Friday, two days after being shot outside his home.",
        [("Russell Okafor", "killed")],
    ),
    ("The ministry put the number of injured at 1,340, of whom 87 were in critical condition.", [("1,340", "injured"), ("87", "injured")]),
    (
        "A stampede at a pilgrimage site left more than 30 people dead and scores injured, a hospital official told AFP.",
        [("more than 30", "killed"), ("scores", "injured")],
    ),
    ("The accident claimed the lives of 17 schoolchildren and their teacher.", [("17", "killed"), ("teacher", "killed")]),
    (
        "The United Nations says more than 3,000 civilians have been killed and 5,200 injured since the conflict erupted in April.",
        [("more than 3,000", "killed"), ("5,200", "injured")],
    ),
    (
        "Gunmen on motorbikes raided the village of Danzo before dawn, shooting dead 21 people and burning down dozens of homes, residents said.",
        [("21", "killed")],
    ),
    ("Eleven people died on the spot while three others succumbed to their injuries at Karuna General Hospital.", [("Eleven", "killed"), ("three", "killed")]),
    (
        "Two people were confirmed dead and a third was missing after a light aircraft came down in woodland near Thornby, Cheshire police said.",
        [("Two", "killed"), ("third", "missing")],
    ),
    (
        "The shelling killed a 62-year-old woman and her grandson in the village of Petrivka, the regional governor wrote on Telegram.",
        [("62-year-old woman", "killed"), ("grandson", "killed")],
    ),
    (
        "Doctors at Al-Noor hospital said they had received the bodies of 16 people, among them five women and three children.",
        [("16", "killed"), ("five", "killed"), ("three", "killed")],
    ),
    ("The rebels said they had killed 40 government troops and captured 12, a claim the army dismissed.", [("40", "killed")]),
    ("One man was killed and his brother critically hurt in a knife attack at a train station in central Vellin.", [("One", "killed"), ("brother", "injured")]),
    ("Authorities have recovered 31 bodies from the wreck; 12 passengers remain unaccounted for.", [("31", "killed"), ("12", "missing")]),
    ("The strike hit a wedding party, killing 27, most of them women and children, health officials said.", [("27", "killed")]),
    ("Of the 44 people injured, 12 are in intensive care.", [("44", "injured"), ("12", "injured")]),
    ("Clashes between the Tamu and Lesi communities have left at least 70 people dead this month.", [("at least 70", "killed")]),
    ("The cholera outbreak has killed 214 people and infected more than 9,000 since January.", [("214", "killed")]),
    ("A policeman and two attackers were killed in the ensuing gun battle.", [("two", "killed"), ("policeman", "killed")]),
    (
        "Five people were killed, including two police officers, and 18 others were injured when a truck laden with fuel exploded on the Nara-Keti highway.",
        [("Five", "killed"), ("two", "killed"), ("18", "injured")],
    ),
    ("Sixteen miners lost their lives in the 2014 disaster at the same pit.", [("Sixteen", "killed")]),
    ("The blaze at a garment factory on the outskirts of Dakasha killed 52 workers, most of whom were trapped on the upper floors.", [("52", "killed")]),
    ("Bandits abducted 30 pupils and killed a teacher in Kwari.", [("teacher", "killed")]),
    ("Casualty figures remain unclear, but a morgue worker counted 19 bodies.", [("19", "killed")]),
    ("Initial reports spoke of 10 dead; the mayor later revised the figure to seven.", [("10", "killed"), ("seven", "killed")]),
    ("The number of confirmed deaths stands at 89, up from 76 a day earlier.", [("89", "killed"), ("76", "killed")]),
    ("The bus was carrying 45 passengers, 13 of whom died and 22 of whom were injured, some of them seriously.", [("13", "killed"), ("22", "injured")]),
    ("A mother and her three children were found dead in their home in Alder Street, police said.", [("three", "killed"), ("mother", "killed")]),
    ("The tremor, which struck at 3:14 a.m., flattened mud-brick homes in the Sarband valley and killed at least 230 people.", [("at least 230", "killed")]),
    (
        "Unidentified assailants lobbed a grenade into a bar in the Matonge quarter of Bujoro, killing two and wounding nine.",
        [("two", "killed"), ("nine", "injured")],
    ),
    (
        "Israeli-style drone strikes killed four members of the Harok movement, including a senior commander, the group said.",
        [("four", "killed"), ("senior commander", "killed")],
    ),
    ("Some 12,000 people are believed to have died in the famine.", [("Some 12,000", "killed")]),
    ("Fourteen fishermen are feared dead after their trawler sank in heavy seas 40 km off Cape Lorn.", [("Fourteen", "killed")]),
    (
        "The collapse of a hillside mine in the eastern Rubaya area has killed at least 200 artisanal miners, a rebel spokesman said.",
        [("at least 200", "killed")],
    ),
    ("A boy of nine and his grandmother died when a shell hit their kitchen.", [("boy", "killed"), ("grandmother", "killed")]),
    ("Two UN peacekeepers from Senara were killed and four injured when their patrol struck a mine near Tessik.", [("Two", "killed"), ("four", "injured")]),
    ("One person was killed and another wounded.", [("One", "killed"), ("another", "injured")]),
    ("Two people died and one was injured.", [("Two", "killed"), ("one", "injured")]),
    ("A soldier was killed and two others were wounded.", [("two", "injured"), ("soldier", "killed")]),
    ("Police shot and killed a man who had stabbed two passers-by.", [("man", "killed")]),
    ("A man was shot dead and his wife wounded.", [("man", "killed"), ("wife", "injured")]),
    ("The driver was killed and his passenger seriously injured.", [("driver", "killed"), ("passenger", "injured")]),
    ("Seven people were killed, and another 12, including three children, were hurt.", [("Seven", "killed"), ("12", "injured"), ("three", "injured")]),
    ("The quake killed 12 in Sarn, nine in Velt and one in the port of Osk.", [("12", "killed"), ("nine", "killed"), ("one", "killed")]),
    ("Six died in Sarn and four in Velt.", [("Six", "killed"), ("four", "killed")]),
    ("In Sarn, 12 people were killed; in Velt, four.", [("12", "killed"), ("four", "killed")]),
    (
        (
            "Suspected extremists killed 33 villagers in two attacks in Kwari state, a local official and residents said on Monday. Gunmen first struck "
            "Danzo, where they killed 20 people, and later the same day Lemu, where 13 died."
        ),
        [("33", "killed"), ("20", "killed"), ("13", "killed")],
    ),
    ("Ambulance service spokesman Rafi Noor said his crews had transported seven dead and 25 wounded to hospitals.", [("seven", "killed"), ("25", "injured")]),
    ("The war has left 14,000 soldiers dead on the government side alone, a Western official estimated.", [("14,000", "killed")]),
    (
        (
            "Fire engulfed a nursing home in the coastal town of Ulm-on-Sea on Friday night, and 11 residents died of smoke inhalation. Six others were "
            "taken to hospital, three of them in a serious condition."
        ),
        [("11", "killed"), ("Six", "injured"), ("three", "injured")],
    ),
    (
        "The ferry went down with 212 people aboard. As of Tuesday, 148 had been rescued, 41 bodies had been recovered and 23 people were missing.",
        [("41", "killed"), ("23", "missing")],
    ),
    ("At least eight people were shot dead by security forces during protests in three cities, rights group Lumen said.", [("At least eight", "killed")]),
    (
        "More than 2,300 people were wounded, 400 of them seriously, and at least 97 died.",
        [("More than 2,300", "injured"), ("400", "injured"), ("at least 97", "killed")],
    ),
    ("Heatwave kills 60 in a week", [("60", "killed")]),
    ("Bomb blast at market kills 12, injures 30", [("12", "killed"), ("30", "injured")]),
    ("Landslide toll rises to 74", [("74", "killed")]),
    ("Three dead, five missing as trawler sinks", [("Three", "killed"), ("five", "missing")]),
    ("Car bomb in capital wounds 16", [("16", "injured")]),
    ("14 killed as bus falls into gorge", [("14", "killed")]),
    ("Police: 2 officers slain in ambush", [("2", "killed")]),
    ("An 18-year-old was stabbed to death outside a nightclub in Vellin on Saturday.", [("18-year-old", "killed")]),
    ("The bodies of a woman and two girls were found in a well.", [("two", "killed"), ("woman", "killed")]),
    ("Six people were trampled to death in a crush outside a stadium.", [("Six", "killed")]),
    ("The group claimed to have killed 60 soldiers; the army acknowledged only five deaths.", [("60", "killed"), ("five", "killed")]),
    ("More than 400 migrants have died or gone missing in the desert this year.", [("More than 400", "killed")]),
    ("Total casualties: 31 killed, 112 injured.", [("31", "killed"), ("112", "injured")]),
    ("Killed: 12. Injured: 40. Missing: 3.", [("12", "killed"), ("40", "injured"), ("3", "missing")]),
    ("The collapse, which happened shortly after 8 a.m., killed the crane operator and three labourers.", [("three", "killed"), ("crane operator", "killed")]),
    ("One woman died and two children were in critical condition.", [("One", "killed"), ("two", "injured")]),
    ("Five climbers fell to their deaths on Mount Sarn on Sunday.", [("Five", "killed")]),
    ("The dead include two nurses, a driver and a guard.", [("two", "killed"), ("driver", "killed"), ("guard", "killed")]),
    ("The landmine blast killed three members of the same family – a father and his two sons.", [("three", "killed")]),
    ("Officials had earlier put the number of dead at 9.", [("9", "killed")]),
    ("It was the deadliest attack since 2015, when 61 people were killed in a bombing in the capital.", [("61", "killed")]),
    ("The regime's forces have killed at least 5,000 demonstrators since November, activists say.", [("at least 5,000", "killed")]),
    ("Fewer than 20 survived; more than 300 are presumed dead.", [("more than 300", "killed")]),
    (
        "The dead were named as Olga Brant, 41, her son Peter, 9, and Josef Hallam, a bus driver.",
        [("Olga Brant", "killed"), ("Peter", "killed"), ("Josef Hallam", "killed")],
    ),
    ("Among those killed were the lawyer Sami Orhan and his brother Kemal.", [("Sami Orhan", "killed"), ("brother", "killed")]),
    ("Killed in the crash were pilot Ivo Stern and co-pilot Hana Moll.", [("Ivo Stern", "killed"), ("Hana Moll", "killed")]),
    ("Police named the dead men as Dario Kent and Luca Ferro.", [("Dario Kent", "killed"), ("Luca Ferro", "killed")]),
    ("Two guards died: Aron Pell, 33, and Viktor Sand, 50.", [("Two", "killed"), ("Aron Pell", "killed"), ("Viktor Sand", "killed")]),
    ("Two people died in each of the three villages.", [("Two", "killed")]),
    ("The fire killed one person in Ott and two each in Merrin and Halden.", [("one", "killed"), ("two", "killed")]),
    ("Three were killed in Ott, two in Merrin, one in Halden.", [("Three", "killed"), ("two", "killed"), ("one", "killed")]),
    ("In Merrin the flood killed six; in Halden, none.", [("six", "killed")]),
    ("Of the injured, nine are in Merrin hospital, four in Halden.", [("nine", "injured"), ("four", "injured")]),
    ("Forty were hurt, ten of them badly, and two have since died.", [("Forty", "injured"), ("ten", "injured"), ("two", "killed")]),
    ("The agency withdrew its earlier report of 25 deaths; the right figure, it said, was 15.", [("25", "killed"), ("15", "killed")]),
    ("The toll was revised down from 44 to 41 after three people were found to have been counted twice.", [("44", "killed"), ("41", "killed")]),
    ("Without clean water, another 300 children could die before the spring, the charity said.", [("300", "killed")]),
    ("The disease may kill up to 20,000 people by December, a model suggests.", [("up to 20,000", "killed")]),
    ("Under the worst-case scenario, between 2,000 and 3,000 people would lose their lives.", [("between 2,000 and 3,000", "killed")]),
    ("The rebels threatened to kill the four hostages.", [("four", "killed")]),
    ("“We buried eleven of our neighbours on Monday,” Mrs Orr said.", [("eleven", "killed")]),
    ("“We have 61 wounded here and beds for twenty,” the doctor said.", [("61", "injured")]),
    ("The ministry rejected reports of 40 deaths as “fantasy”.", [("40", "killed")]),
    ("Company officials denied claims that six workers had died.", [("six", "killed")]),
    ("A spokesman dismissed as propaganda the rebels' claim to have killed 90 soldiers.", [("90", "killed")]),
    ("Contrary to rumours, no one died and only two people were slightly hurt.", [("two", "injured")]),
    ("Every one of the 19 people aboard perished.", [("19", "killed")]),
    ("All five crew died.", [("five", "killed")]),
    ("Three of the family's four children drowned.", [("Three", "killed")]),
    ("Nurse Ada Sorel, 29, is among the missing.", [("Nurse Ada Sorel", "missing")]),
    ("Still missing are 16 sailors, among them the captain, Jonas Brill.", [("16", "missing"), ("captain", "missing")]),
    ("The attack cost 17 people their lives.", [("17", "killed")]),
    ("Seventeen people paid with their lives.", [("Seventeen", "killed")]),
    ("The army lost 12 men, the rebels at least 30.", [("12", "killed"), ("at least 30", "killed")]),
    ("The rebels lost at least 30 fighters, the army 12.", [("at least 30", "killed"), ("12", "killed")]),
    ("Each of the four villages lost two men.", [("two", "killed")]),
    ("Merrin counted 14 dead, Halden six and Ott none.", [("14", "killed"), ("six", "killed")]),
    ("In Ott there are nine dead; in Merrin, four; in Halden, one.", [("nine", "killed"), ("four", "killed"), ("one", "killed")]),
    ("The quake left 31 dead in Sarn, 12 in Velt and two apiece in Ott and Kum.", [("31", "killed"), ("12", "killed"), ("two", "killed")]),
    ("Five died on the spot, three on the way to hospital and one overnight.", [("Five", "killed"), ("three", "killed"), ("one", "killed")]),
    ("Nine men, four women and a girl died.", [("Nine", "killed"), ("four", "killed"), ("girl", "killed")]),
    ("There are now 44 confirmed dead, up from the 31 reported on Monday.", [("44", "killed"), ("31", "killed")]),
    ("The new total includes 14 people who had been listed as missing.", [("14", "missing")]),
    ("Tens of thousands have died since the war began.", [("Tens of thousands", "killed")]),
    ("Scores of villagers were wounded, the local council said.", [("Scores", "injured")]),
    ("'It's worse than 1998, when 23 of us died,' Mrs Orr told the Courier.", [("23", "killed")]),
    ('The regiment\'s own log records 204 dead and "about 700" wounded.', [("204", "killed"), ("700", "injured")]),
    ("A death toll of 60 given by the rebels could not be verified.", [("60", "killed")]),
    ("The rebels put their own losses at nine dead and those of the army at more than 50.", [("nine", "killed"), ("more than 50", "killed")]),
    ("The flu has now killed 1 240 people, 12 of them this week.", [("1 240", "killed"), ("12", "killed")]),
    ("In all, 3 400 people were hurt.", [("3 400", "injured")]),
    ("Nearly a hundred bodies lay in the yard.", [("Nearly a hundred", "killed")]),
    ("Up to a dozen sailors may have drowned.", [("Up to a dozen", "killed")]),
    ("About two thirds of the 90 wounded were children.", [("90", "injured")]),
    ("The storm killed at least one person and injured six.", [("at least one", "killed"), ("six", "injured")]),
    ("The collapse killed the foreman, his deputy and a welder.", [("foreman", "killed"), ("deputy", "killed"), ("welder", "killed")]),
    ("The baker Anton Reuss, his wife Greta and their daughter Lise, 6, were killed.", [("Anton Reuss", "killed"), ("Greta", "killed"), ("Lise", "killed")]),
    ("Rosa Ilmen, who taught at the school, and two of her pupils were killed by the blast.", [("two", "killed"), ("Rosa Ilmen", "killed")]),
    ("The third victim was the ferryman, Aldo Brix.", [("Aldo Brix", "killed")]),
    ("The attacker was shot dead by police.", [("attacker", "killed")]),
    ("Three people, including the attacker, were killed.", [("Three", "killed"), ("attacker", "killed")]),
    ("Besides the 12 dead, there are 30 missing, of whom five were last seen on the bridge.", [("12", "killed"), ("30", "missing"), ("five", "missing")]),
    ("It is feared that the number of dead will double to 80.", [("80", "killed")]),
    ("By the war's end, 40,000 had been killed.", [("40,000", "killed")]),
    ("The ministry's bulletin no. 7 lists 143 dead, 2,019 injured and 37 missing.", [("143", "killed"), ("2,019", "injured"), ("37", "missing")]),
    ("Three of the five crew are dead; the others are missing.", [("Three", "killed")]),
    ('The doctor said she had seen "eight bodies, maybe nine".', [("eight", "killed")]),
    # other words of harm
    ("Twelve people were burnt beyond recognition when a tanker exploded.", [("Twelve", "killed")]),
    ("Ninety guests went down with the ship.", [("Ninety", "killed")]),
    ("Five others took bullets.", [("Five", "injured")]),
    ("Seven people escaped with minor bruises after the bus crashed.", [("Seven", "injured")]),
    ("Two people were taken to hospital with broken bones after the crash.", [("Two", "injured")]),
    ("Lightning killed four players and burned 12 others.", [("four", "killed"), ("12", "injured")]),
    ("A commission confirmed 46 executions and nine disappearances.", [("46", "killed"), ("nine", "missing")]),
    ("A lorry crushed three pupils to death.", [("three", "killed")]),
    ("Beheaded by their captors, the five surveyors were found in June.", [("five", "killed")]),
    ("None of the 16 crew survived.", [("16", "killed")]),
    ("The raid left 18 labourers, most of them migrants, dead.", [("18", "killed")]),
    ("The clash left 26 fans with injuries.", [("26", "injured")]),
    ("The steamer sank with the loss of forty-two souls.", [("forty-two", "killed")]),
    ("The rebels' spokesman says 13 of his fighters fell along the canal.", [("13", "killed")]),
    # not found
    ("Hopes faded for 19 others who had not been seen since the boat sank.", [("19", "missing")]),
    ("A further five persons were swept away and are yet to be traced.", [("five", "missing")]),
    ("Searchers were looking for six hikers after the avalanche.", [("six", "missing")]),
    ("Crews hunted for six hikers after the avalanche.", [("six", "missing")]),
    ("The toll, then 26, has grown.", [("26", "killed")]),
    # running counts
    ("The wave brings to seven the number of lives lost in floods this year.", [("seven", "killed")]),
    ("Dr Lund put the number of those who sustained burns at 17.", [("17", "injured")]),
    ("The death toll in Orla rose to 87 from 63.", [("87", "killed"), ("63", "killed")]),
    ("The toll, 26 on Sunday, had reached 34 by evening.", [("26", "killed"), ("34", "killed")]),
    # one figure after another
    ("Divers retrieved four bodies by midnight; the remaining three were found at dawn.", [("four", "killed"), ("three", "killed")]),
    ("Twelve people were injured, three seriously, in the blast.", [("Twelve", "injured"), ("three", "injured")]),
    ("A drone killed five soldiers at a post and three drivers in a depot.", [("five", "killed"), ("three", "killed")]),
    ("Of the 22 who perished, nine were pupils.", [("22", "killed"), ("nine", "killed")]),
    ("A storm killed five and sent 18 to area hospitals.", [("five", "killed"), ("18", "injured")]),
    ("A shell hit a school run by nuns. Two porters employed by them were killed.", [("Two", "killed")]),
    # one victim, no number
    ("A farmer who was crushed to death when a wall fell had been warned.", [("farmer", "killed")]),
    ("A cyclist suffered serious head injuries in a collision with a tanker.", [("cyclist", "injured")]),
    ("Ola Vey sustained serious head injuries in the blast.", [("Ola Vey", "injured")]),
    ("Mara Pell, 19, and Carla Vey were gunned down outside a shop.", [("Mara Pell", "killed"), ("Carla Vey", "killed")]),
]


@pytest.mark.parametrize(("text", "expected"), STATED)
def test_figures_are_found_with_their_outcome(text, expected):
    assert [(draft.quantity, draft.outcome) for draft, _ in find(Document(Article("a", text)))] == expected
