"""Articles with nothing to find: sport, films, markets, animals, drills, traffic, elections, figures of speech. All of them invented."""

from __future__ import annotations

import pytest

from extractor.article import Article
from extractor.backends.rules import casualty, displacement
from extractor.backends.rules.document import Document

NOTHING = [
    'United were killed off by two late goals in extra time, and manager Tom Harker said his side had been "murdered" down the left flank.',
    "The defending champions were crushed 5-0 and lost four players to injury before the break.",
    "Three players were injured in training on Tuesday, the club said, and striker Ben Costa is a doubt for the derby.",
    "The film, in which 300 soldiers die defending a pass, opens in cinemas on Friday.",
    '"Twelve Dead Men" has sold 40,000 copies; its author died in 1984.',
    "Tech shares were the biggest casualties of the sell-off, with 14 of the 20 largest stocks losing ground.",
    "The bank said it would shed 1,200 jobs, the latest casualty of the downturn.",
    "A virus has infected 30,000 computers and killed 400 servers, the security firm said.",
    'More than 200 firefighters took part in an exercise simulating an earthquake in which 500 people were "killed".',
    "In the drill, 60 volunteers played wounded passengers and were evacuated to a school gymnasium.",
    "Traffic on the ring road fell by 12 percent; 30 cars broke down.",
    "The governor won 54 percent of the vote and his rival, aged 61, conceded after losing 13 of 20 districts.",
    "The bridge, built in 1906 by 2,000 workers, will close for 18 months.",
    "Wolves killed 38 sheep in the valley last month, and farmers want 12 of the animals shot.",
    "Bird flu has led to the culling of 1.2 million hens; 45 farms were affected.",
    "Some 40,000 fans returned to the stadium after the summer break.",
    "The museum moved 3,000 paintings to a new building, and 600 visitors arrived on the first day.",
    "About 15,000 people left the city for the holiday weekend, the railway said.",
    "The company relocated 250 employees to its new headquarters in Belmont.",
    "He served 12 years in prison for fraud and was executed as a character in the series' third season.",
    "Sales of electric cars died away, with only 900 sold.",
    "The opposition lost 23 seats, its worst defeat since 1998.",
    "Some 5,000 runners crossed the finish line.",
    "Airlines flew 120,000 passengers home after the strike by baggage handlers ended.",
    "The hotel hosted 300 delegates for the three-day summit.",
    "The charity shelters 80 stray dogs and 40 cats.",
    "The play tells of a family of five driven from their home by debt.",
    "The storm is expected to weaken before landfall; no casualties have been reported.",
    "The law would make the murder of a police officer punishable by 30 years in prison.",
    "Doctors treated 40 patients with the new drug; none died.",
    "A study of 12,000 adults found that those who slept less were 20 percent more likely to die early.",
    "Smoking kills one in two long-term users.",
    "The siege of 1683 lasted two months.",
    "The 1918 pandemic is the subject of 14 new books.",
    "A 45-year-old man was charged with attempted murder after three shots were fired at an empty car.",
    "She killed time by reading 30 novels a year.",
    "The army recruited 20,000 soldiers and lost 300 vehicles.",
    "Ten dead trees were felled in the park and 40 dead fish were found in the pond.",
    "The comedian had the audience of 800 dying with laughter.",
    "Police detained 35 people and seized 12 guns; no one was hurt.",
    "The union buried the hatchet with 2,000 striking workers after a deadline passed.",
    "The missing painting was found after 20 years.",
    "Thirteen ships were sunk in the game of naval battle.",
    "The injured reserve list has grown to seven, coach Dana Reyes said.",
    "Two ministers fell victim to the reshuffle.",
    "Nine candidates were eliminated and two disqualified.",
    "The town returned 12 councillors.",
    "The number of homeless cats has doubled to 4,000.",
    "Ten of the 40 houses were sold; the rest were left empty.",
    "Three missing hikers were found safe and well on Sunday.",
    "A teenager missing since Friday has been found alive.",
    "The body of work spans 40 years. The band's 12 members met at school.",
    "Parliament killed the bill by 212 votes to 180.",
    "He shot 18 portraits and 40 landscapes in a week.",
    "Harrow shot dead-level par and beat 70 rivals.",
    "The virus killed no one this winter.",
    "About 20,000 refugees' accounts are stored in the archive.",
    "The team bus arrived with 25 players and 10 staff and left for the hotel.",
    "In chess, he sacrificed two knights and lost three pawns before his king fell.",
    "More than 500 homes were sold last year and 120 houses are under construction.",
    "The mine, which employs 300 people, was closed in 2009.",
    "Lightning strike: 4,000 rail workers walk out.",
    "The general election claimed its first victims when two party leaders resigned.",
    "At 47, the singer lost her voice; 20,000 tickets were refunded.",
    "Ambulance crews attended 300 calls on New Year's Eve.",
    "The detective novel opens with the murder of a banker and the disappearance of his wife.",
    "In the second act, a soldier is killed by his brother.",
    "Killer whales: 12 sightings recorded.",
    "The goalkeeper was stretchered off injured and two defenders limped off.",
    (
        "Rovers 3, Wanderers 1\n\nRovers buried Wanderers under an avalanche of goals on Saturday. The visitors lost two defenders to injury inside "
        '20 minutes and never recovered. "We were slaughtered," said coach Ben Ashe. Some 14,000 fans braved the rain. Striker Lou Pratt, 23, shot '
        "wide twice before killing the game off with a third goal."
    ),
    (
        "Ten years after it closed, the old mine at Ott is to become a museum. The pit once employed 1,200 men. Visitors will ride a lift 300 metres "
        "down. Entry costs 12 crowns; children under six go free. The town hopes for 40,000 visitors a year."
    ),
    "The council agreed to cull 200 deer. Last winter 31 were hit by cars. A further 60 died of hunger. Hunters have shot 15 so far this year.",
    (
        "Markets: Vellin's main index plunged 4 percent on Monday, wiping out 30 billion in value. Banks were the worst casualties, with 12 of 15 "
        "lenders in the red. Analysts said 5,000 jobs could be lost. Two brokers have died out since 2010, a trade body said."
    ),
    (
        "The blockbuster “Siege of Sarn” took 40 million in its first week. The film, set in 1683, shows 900 defenders dying on the walls. Director "
        "Nan Oster shot it with 2,000 extras. In one scene, 300 refugees flee across a river."
    ),
    (
        "Software firm Corvex said a worm had infected 60,000 machines in 14 countries. It killed 900 servers and left 11,000 users stranded, the "
        "firm said. No data was lost."
    ),
    (
        'Emergency services rehearsed for the worst on Thursday. In the exercise, a train carrying 200 passengers "collided" with a lorry. Forty '
        "volunteers with painted wounds were treated on the platform; eight were declared dead. Some 120 people were evacuated to a school gym."
    ),
    (
        "Road works will close the Merrin bypass for six weeks. About 22,000 vehicles use it each day. Police expect queues of up to 40 minutes. "
        "Last year 3 million drivers crossed the bridge."
    ),
    (
        'Hana Brodie\'s party won 41 seats, losing 19. Turnout was 63 percent. Six ministers lost their seats. "We were wiped out in the cities," '
        "one candidate said. Voters in 12 districts deserted the government."
    ),
    "A 90-year-old woman celebrated her birthday with 43 grandchildren and 12 great-grandchildren. She survived two wars and outlived three husbands.",
    "Population: the island has 2,300 inhabitants, 140 fewer than in 2010. Some 60 young people leave every year for jobs on the mainland; about 20 come back.",
    "The marathon drew 11,000 runners. About 400 dropped out because of the heat; the winner, Abel Tesso, finished in two hours and nine minutes.",
    "Three hundred workers walked out of the plant on Monday over pay. The union said 40 had been sacked.",
    "The orchestra returned from its tour of 12 cities with 80 musicians. Two violins were damaged.",
    "Bird watchers counted 4,000 geese arriving from the north. Twelve were found dead.",
    "The bakery in Lane Street killed the lights at nine and sent 20 customers home.",
    "The town marked the 150th anniversary of the battle. A plaque was unveiled by the mayor. About 300 people attended, and schoolchildren read poems.",
    "The flu jab is free for those over 65. Last year 12,000 were vaccinated at Merrin hospital.",
    "The ship was evacuated of 300 tonnes of cargo. The crane lifted 40 containers.",
    "In the second half of the novel, the widow and her two sons are driven from their farm. The author, 71, left Sol in 1980.",
    "Astronomers have found a dying star 900 light years away. It lost half its mass in 2,000 years.",
    "The airline lost 300 bags. It apologised to 120 passengers who missed their flights.",
    "The debate claimed its first casualty when the chairman resigned. Four board members followed.",
    "Season ticket holders who have left the club number 2,000.",
    "The home, which has 40 residents, was rated good.",
    "A body of 12 experts will report in May.",
    "The refugee film festival drew 5,000 visitors.",
    "The law on displacement passed by 80 votes to 34.",
    "The bank moved 500 staff to its Halden office; 30 families of employees followed.",
    "The game left 12 men on the field exhausted.",
    "Sales of shelters for bicycles rose by 300.",
    "Six people were rescued from a stuck lift. All were well.",
    "Police were hunting for three gunmen after the robbery.",
    "The striker sustained a knee injury and misses 12 games.",
    "The firm regrets the loss of 40 workers to its rival.",
    "The ball was swept away for four by the young batsman.",
    "The sale wiped out 300 unsold copies.",
    "The warlord led 900 men and escaped three attempts on his life.",
    "The 40 suspects escaped arrest.",
    "The plan was quietly shifted to 12 committees.",
    "He claimed 12 houses were standing empty.",
    "Eleven-year-old Nils Orr shot the winning photo, beating 4,000 entries.",
]


@pytest.mark.parametrize("text", NOTHING)
def test_the_rules_stay_silent(text):
    document = Document(Article("a", text))
    assert [draft.quantity for rules in (casualty, displacement) for draft, _ in rules.find(document)] == []


REAL = [
    ("Six players were killed when the team bus crashed on the way to a match.", 1),
    ("Three fans were injured when a stand collapsed during the derby.", 1),
    ("Two sailors were killed in a training exercise off Cape Lorn.", 1),
    ("The film crew lost two drivers, killed by a mine near Tessik.", 1),
    ("A stampede at a concert killed nine people.", 1),
    ("A ceiling came down on a choir rehearsal, killing 16 pupils.", 1),
    ("Some 400 guests were evacuated from the hotel as the wildfire approached.", 0),
]
"""What sounds like the above and is not."""


@pytest.mark.parametrize(("text", "count"), REAL)
def test_real_harm_beside_such_words_is_found(text, count):
    assert len(list(casualty.find(Document(Article("a", text))))) == count
