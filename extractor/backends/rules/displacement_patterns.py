"""The sentence patterns that make a number a displacement number."""

from __future__ import annotations

import re
from typing import Final

from extractor.backends.rules.alternatives import any_of
from extractor.backends.rules.displacement_words import ACTS, NEEDS_MORE, RUINABLE, STATES, VERBS
from extractor.backends.rules.figure_words import ADVERBS, AUXILIARIES, DETERMINERS, HARMS
from extractor.backends.rules.figures import ADV, AUX, DET, LINK, first_words, last_words
from extractor.backends.rules.hints import needed_words
from schemas.displacement import Term

SETTING: Final = re.compile(
    r"\b(?:displac|idps?\b|fle[ed]|evacu|shelter|homeless|refug|camps?\b|homes?\b|houses\b|villages of origin|places of origin|areas of origin|border"
    r"|collective cent|host famil|asylum|exodus|escap|safety|higher ground"
    r"|stranded|cut off|reception (?:cent|site)|collective site|bulldoz|turfed|transit|host cit|safer|evict|demolish|shacks?\b|trekked|resettl|relocat"
    r"|in search of)"
)
CRISIS: Final = re.compile(
    r"\b(?:war|truce|cease-?fire|fighting|conflict|clashes|violence|offensive|shelling|siege|floods?|flooding|quake|earthquake|storm|cyclone"
    r"|hurricane|typhoon|fire|wildfire|blaze|eruption|volcano|landslide|explosion|blast|leak|evacuat\w+|emergency|attack|attacks|raid|raids"
    r"|militia|militias|gunmen|rebels|bandits|bomb\w*|avalanche|mudslide|lava|tsunami|drought|massacre|dam|levee|unrest|riots?|attackers?|gunfire"
    r"|shooting|insurgents?|jihadists?|starv\w+|famine|hunger|cholera)\b"
)
RETURN_OR_LEAVE: Final = re.compile(
    r"\b(?:return|arriv|taken to|moved?|moving|shift(?:ed)?|remov\w+|crossed\b|walked out"
    r"|departures|left the|left on|(?:had|have|has|told|asked) to leave|taken (?:off|out|by)|flown out|brought|bused|moved in"
    r"|(?:have|had|has) left)"
)
KILLED_BEFORE: Final = re.compile(r"\b(?:kill|wound|injur|murder|execut|massacr|slaughter)\w*\s+(?:(?:at least|the|some|another)\s+)*\Z")
KILLED_NEEDS: Final = ("kill", "wound", "injur", "murder", "execut", "massacr", "slaughter", "least", "the", "some", "another")
"""How the words begin that `KILLED_BEFORE` may end with."""
NEAR: Final = 400
"""How many characters before a sentence a crisis makes leaving a flight."""
CRISIS_WORDS: Final = re.compile(rf"\b(?:{any_of(HARMS)}|evacuat\w+|kill\w*|bomb\w*|gunm[ae]n|insurgents?|jihadists?|rebels?|militias?)\b")
MANY: Final = 4
"""So many different words of these in an article make it one of a crisis, wherever they stand."""
AFTER: Final = re.compile(
    rf"\s*(?:\([^()]{{1,60}}\)\s*)?,?\s*(?:(?:who|that|which)\s+)?(?:{LINK}(?P<state>{any_of(STATES)})"
    rf"|(?:(?:{ADV})\s+)*(?P<bare>{any_of(STATES)})"
    rf"|(?:(?:have|had|has|to|will|would|could|may|might|were able to|was able to|began to|are|were)\s+)?(?:(?:{ADV})\s+)*(?P<verb>{any_of(VERBS)}))\b"
)
AFTER_WORDS: Final = first_words(STATES, VERBS, ADVERBS, AUXILIARIES, "who that which have had has to will would could may might were was began are".split())
"""The words that `AFTER` may begin with."""
FAR: Final = re.compile(rf"\b(?:{LINK}(?P<state>{any_of(STATES)})|(?:(?:have|had|has)\s+)?(?:(?:{ADV})\s+)*(?P<verb>{any_of(VERBS)}))\b")
ACT: Final = re.compile(rf"\b(?P<word>{any_of(ACTS)})\s+(?:(?:{DET})\s+|(?:{ADV})\s+|(?:some|another|to|including)\s+)*\Z")
ACT_WORDS: Final = last_words(ACTS, ADVERBS, DETERMINERS, "some another to including".split())
"""The words that `ACT` may end with."""
ACT_NEEDS: Final = needed_words(ACTS)
"""The words one of which it needs."""
TOLL: Final = re.compile(
    r"\b(?:(?:total )?(?:number|count|total|figure|tally|population|caseload)s?(?: number)? of (?:[\w-]+ ){0,3}?(?P<who>displaced|idps?|refugees"
    r"|returnees|evacuees|homeless|displacements|(?:people|persons|residents|families) (?:displaced|made homeless|uprooted|driven (?:from|out)"
    r"|forced (?:from|to flee"
    r"|to leave|out)|who (?:have |had )?(?:fled|left|been displaced))"
    r"|people in (?:shelters|camps|evacuation cent(?:er|re)s|reception cent(?:er|re)s)"
    r"|(?:new )?arrivals|families|households|persons)(?: (?P<unit>families|households))?"
    r"|(?P<amid>among the (?:displaced|evacuees|returnees|refugees|homeless))"
    r"|(?P<short>displacement figure|displaced population|refugee population|idp population))\b[^.;:()]{0,90}?\b(?:to|at|of|is|was|are|were|be|stands"
    r"|stood|reached|reaches|reaching|reach|hit|passed|surpassed|exceeded|exceeds|topped|as|than|now|from|estimated)"
    r"(?:\s+(?:the|a|now|total|of|also|currently|already))*\s+\Z"
)
BY_PLACE: Final = re.compile(
    r"\b(?P<who>returnees|returns|arrivals|idps|displaced (?:people|persons|individuals|households|families)|refugees)\b[^.;()]{2,90}"
    r"(?:\([^()]{2,40}\)[^.;()]{2,60}){0,6}\(\Z"
)
BY_PLACE_AFTER: Final = re.compile(r"(?:\s(?:individuals|persons|people|households|families|hhs))?(?:,\s\d+(?: per cent|%))?\)")
"""Around counts by place, as situation reports list them: "most returnees were registered in Arka (14,205 individuals), followed by Velt (9,877)"."""
TOLL_WORDS: Final = frozenset(
    """to at of is was are were be stands stood reached reaches reaching reach hit passed surpassed exceeded exceeds topped as than now from estimated the a
    total also currently already""".split()
)
"""The words that `TOLL` may end with."""
BROUGHT_AFTER: Final = re.compile(
    r"\s+the (?:total )?number of (?:[\w-]+ ){0,3}?(?P<who>displaced|idps?|refugees|returnees|evacuees|people|families|households)"
)
LIVING: Final = frozenset(("live in", "lived in", "are in", "were in", "stay in", "stayed in", "remain in", "remained in"))
"""Words of dwelling, which need a word of flight or refuge close by."""
HAD_DESTROYED: Final = re.compile(
    r"\s*(?:\([^()]{1,40}\)\s*)?(?:had|have|has|having)\s+(?:their|his|her)\s+(?:homes?|houses?|dwellings|huts)\s+(?:\w+\s+)?"
    r"(?:destroyed|razed|burned|burnt|flattened|demolished|torched|levell?ed|(?:swept|washed) away)\b"
)
"""What happened to people's homes: "300 families had their houses destroyed"."""
FINISHED: Final = re.compile(r"\s+(?:(?:were|was)\s+)?(?:completely|totally|fully|entirely)\s+(?:destroyed|damaged|razed|demolished|collapsed|burned|burnt)\b")
"""What happened to more of the homes counted before: "103 houses were damaged and 31 completely destroyed"."""
LISTED_DESTROYED: Final = re.compile(
    rf"(?:,\s[^.;,]{{2,40}}){{0,3}},?\s+and\s+(?![\w,]+\s+(?:were|was|have|has|had|are)\b)[^.;,]{{2,40}}?\s+{LINK}"
    rf"(?:completely\s+|totally\s+)?(?:destroyed|burned|burnt|torched|razed|flattened|gutted)\b"
)
"""Homes at the head of a list of what was destroyed: "63 houses, a sawmill and 22 barns have been destroyed"."""
MIXED_DESTROYED: Final = re.compile(
    rf"\s+[\w-]+\s+(?:and|or)\s+(?:[\w-]+\s+){{0,2}}?(?:{any_of(RUINABLE)})\s+{LINK}(?:\w+ly\s+)?(?:destroyed|razed|flattened|gutted|burned|burnt|swept away)\b"
)
"""Behind a number of homes of two kinds: "1,184 bamboo and tin huts were destroyed"."""
GOT_BEFORE: Final = re.compile(r"\b(?:got|get|gets|getting|brought|led|pulled)\s+(?:(?:all|the|another|some)\s+)*\Z")
OUT_AFTER: Final = re.compile(r"\s+(?:out|to safety)\b")
"""Around those who are evacuated: "the town got 600 people out"."""
GONE_WITH: Final = re.compile(r"\b(?:arrived|came|fled|crossed|escaped|left)\b[^.;:]{0,40}?\bwith\s+\Z")
FROM_AFTER: Final = re.compile(r"\s+from\s")
"""Around those who fled with someone: "arrived last month with 300 others from a village"."""
HAVING: Final = frozenset("had have has having".split())
"""The words that `HAD_DESTROYED` may begin with."""
LABELLED: Final = re.compile(
    r"\b(?P<who>displacements?|displaced|idps?|evacuated|evacuees|returnees|refugees|homeless)(?: people| persons| population)?\s*:\s+\Z"
)
"""A label of a situation report: "Displaced: 2,450 people"."""
UP_FROM: Final = re.compile(
    r"[^.;:()]{1,60}?,\s(?:against|compared (?:with|to)|down from|up from) an? (?:\w+ )?(?:peak|high|low|total|record) of\s+"
    r"|[^.;:()]{1,60}?,?\s(?:up|down) from\s+|,?\s*(?:\(\s*)?(?:up |down |compared )?(?:from|on|with)\s+(?:the\s+|an? (?:earlier|initial|previous) \w+ of\s+)?"
)
"""Between a count and an older one: "310,000, from 270,000 in December"."""
MAIN_VERB: Final = re.compile(rf"\b(?:{LINK}(?P<state>{any_of(STATES)})|(?:(?:have|had|has)\s+)(?:(?:{ADV})\s+)*(?P<verb>{any_of(VERBS)}))\b")
"""The verb behind a relative clause: "people who had been evacuated were allowed to return"."""
THIS_NUMBER: Final = re.compile(r"\b(?:this|that|the|their|its) (?:number|figure|total)\b(?! of\b)[^.;]{0,60}?\b(?:to|at|reach|exceed|be|hit|top|of)\s+\Z")
NUMBER_WORDS: Final = frozenset("to at reach exceed be hit top of".split())
"""The words that `THIS_NUMBER` may end with."""
CAUSED: Final = re.compile(
    r"\s+(?:[\w-]+\s+){0,3}?(?:to\s+(?:(?:temporarily|either)\s+)?)?(?P<word>flee|leave|evacuate|relocate|abandon|seek shelter|seek refuge"
    r"|seek safety|take shelter|take refuge|move|return|fleeing|running|from|out of|into|homeless|displaced|without (?:homes|shelter"
    r"|a roof))\b(?!\s+(?:school|class|classes|work|jobs?|pocket|reach|danger|power|water)\b)"
)
HAVING_FLED: Final = re.compile(
    r"\b(?:after|having)\s+(?:(?:fleeing|fled|escaping|escaped|leaving their (?:homes|houses|villages)|crossing the border)"
    r"|(?:being|been)\s+(?P<state>displaced|evacuated|uprooted|evicted|driven (?:out|from)|forced (?:out|from|to (?:flee|leave))))\b"
)
"""What people did before what is said of them: "700 families have gathered in the town after fleeing"."""
CAUSED_TERMS: Final[dict[str, Term]] = {
    "evacuate": "evacuated",
    "relocate": "relocated",
    "move": "relocated",
    "seek shelter": "sheltered",
    "take shelter": "sheltered",
    "take refuge": "sheltered",
    "return": "returned",
    "homeless": "homeless",
    "displaced": "displaced",
    "without homes": "homeless",
    "without shelter": "homeless",
    "without a roof": "homeless",
}
CAUSING: Final = frozenset(word for words in NEEDS_MORE.values() for word in words)
DESTROYED_AFTER: Final = re.compile(
    rf"(?:\s+(?:and|or)\s+\w+)?(?:\s+made of [a-z ]{{3,30}})?(?:\s+(?:there|here|nearby|alone|(?:in|across"
    rf"|around)\s+(?:the\s+)?[\w’'-]+(?:\s+[\w’'-]+){{0,2}}?))?"
    rf"\s*(?:\([^()]{{1,40}}\)\s*)?(?:(?:{AUX})\s+)?"
    rf"(?:(?:{ADV}|completely|totally|partially|fully|damaged or|damaged and|burned and|looted and|wholly|partly)\s+)*"
    rf"(?:destroyed|razed|levelled|leveled|demolished|burned down|burnt down"
    rf"|burned to the ground|burnt to the ground"
    rf"|set on fire|set ablaze|burned|burnt|"
    rf"washed away|swept away|flattened"
    rf"|reduced to|(?:fully|totally|completely) damaged|torched|collapsed|buried|consumed|gutted|wrecked|swallowed|carried away|ruined|to collapse|lost to the"
    rf"|gone(?! (?:up|to|on|into|for)\b))\b"
)
DESTROYED_BEFORE: Final = re.compile(
    r"\b(?:destroy(?:ed|ing|s)|razed|razing|levell?ed|levell?ing|demolish(?:ed|ing)|flatten(?:ed|ing)|wash(?:ed|ing) away|swept away|burn(?:ed|t"
    r"|ing)(?: down)?|torched|torching|buried|burying|gutted|gutting|consum(?:ed|ing)"
    r"|wreck(?:ed|ing)|wip(?:ed|ing) out|swallow(?:ed|ing)|carried away|set ablaze|set fire to|setting fire to|sweeping away"
    r"|destruction of)\s+(?:or\s+damag(?:ed|ing)\s+)?(?:(?:the|another|up)\s+)*\Z"
)
REFUGES: Final = (
    r"(?:camps?|shelters?|tents?|(?:spontaneous|informal|displacement|makeshift) (?:sites?|settlements?)"
    r"|collective cent(?:er|re)s?|evacuation cent(?:er|re)s?|transit cent(?:er|re)s?|temporary (?:shelters?|accommodation)"
    r"|gymnasiums?"
    r"|gyms?|sports halls?|schools?|churches|church|mosques?|town halls?|parish halls?|village halls?|halls?|barracks|stadiums?|hotels|hostels|the open"
    r"|host (?:families|communities)|(?:local|other) families|relatives|emergency accommodation|makeshift (?:camps?|shelters?|huts))"
)
CAMPS: Final = re.compile(r"\b(?:camps?|shelters?|spontaneous|displacement sites?|collective|evacuation|transit|temporary|emergency|makeshift|host)\b")
CAMPED: Final = re.compile(
    r"(?:\s+(?:of|from)(?:\s+[\w’'-]+){1,4}?)?\s+(?:(?:who|that)\s+)?(?:(?:are|were|is|was|still|now|currently|already|been|being|have|had|has|living|live"
    r"|lives|staying|stay|remain|remained|sheltering|sleeping|sleep"
    r"|waiting|wait|camping|registered|crowded|crammed|packed|huddled|housed|settled|taken|brought|moved|led|bused|spent|spend|spending|passed|passing|will|would|(?:the|their|a"
    r"|another|(?:mon|tues|wednes|thurs|fri|satur|sun)day)\s+(?:\w+\s+)?nights?"
    rf"|last night|tonight)\s+)*(?:in|at|inside|to|into|with)\s+(?:(?!(?:the open)\b)[\w’'-]+\s+){{0,4}}?{REFUGES}\b(?!\s+(?:kits?|materials?|items|support"
    rf"|assistance|repairs?|tools?|packages?)\b)"
)
BLOCK: Final = re.compile(
    r"[;:\n]|,[\"”]\s|(?<=\w\w\w)\.\s|\b(?:after|when|while|but|because|before|although|though|if|since|unless|until|whose|said|says|told|killed"
    r"|injured|wounded|died|arrested"
    r"|detained|captured|attacked|received|assisted|need|needs|needed|reached|refus\w+|declin\w+|reluctant|unable|unwilling|hop(?:e|ed|ing)|wait(?:ed"
    r"|ing)?|fail(?:ed|s|ing)?|afraid"
    r"|dead|as (?:people|residents"
    r"|they|families))\b"
)
OF_THE_GROUP: Final = re.compile(
    r"\bof (?:the|these|those) (?:\w+ )?(?:residents|refugees|returnees|displaced|evacuees|arrivals|families|households|people|idps"
    r"|newcomers)\b[^.;:,]{0,40},\s+\Z"
)
FOLLOW: Final = re.compile(r"\s+(?:more\s+|others\s+)?(?:could|would|might|may|will|(?:are|were) (?:expected|likely) to) follow\b")
"""What is said of those who may flee next: "as many as 500 could follow"."""
RUINED: Final = re.compile(
    rf"\s+(?:destroyed|(?:totally|completely|fully) (?:damaged|destroyed)|collapsed|razed|burned|burnt|flattened|gutted|ruined)\s+(?:{any_of(RUINABLE)})\b"
)
"""Ruined homes behind their number: "40 totally damaged houses"."""
CAN_BEFORE: Final = re.compile(
    r"\b(?:can|could|to|may|might|will|would|should)\s+(?:only\s+)?(?:accommodate|hold|host|house|shelter|take)\s+(?:(?:up to|only|about)\s+)*\Z"
)
CAN_WORDS: Final = frozenset("accommodate hold host house shelter take to only about".split())
"""The words that `CAN_BEFORE` may end with."""
ROOM_BEFORE: Final = re.compile(
    r"\b(?:room|space|capacity|places?|beds?|buses|tents|food|shelters?|built|designed|meant|intended)\s+(?:for|of)\s+(?:(?:up to|another|some)\s+)*\Z"
)
"""Before how many could be taken in or carried, which tells of nobody yet."""
UNHARMED: Final = re.compile(
    r"\s+(?:being|unhurt|unharmed|uninjured|unscathed|injury|death|with|without|from (?:prison|jail|custody)"
    r"|(?:\w+\s+){0,3}?(?:attempts?|assassination|capture|arrest|detection|justice|punishment|notice|blame|relegation))\b"
)
HELD: Final = re.compile(r"\b(?:abduct|kidnap|captiv|captors|hostages?\b|detaine|inmates?\b|prisoners?\b|convicts?\b)")
"""Who gets away from those who held them is not displaced."""
ELSEWHERE: Final = re.compile(r"\s+(?:more\s+)?(?:in|on|at|near|from|to)\s")
GAP: Final = re.compile(r"[^.;:()\n]{0,80}?(?:,|\band|\bcompared with|\bversus|\bagainst)\s+(?:(?:a|another|further|then|the)\s+)*\Z")
IN_UNITS: Final = re.compile(r"\s+(?:in|from|of)\s+(?:some\s+)?\Z|\s*\((?:about |some |or |in )?\Z")
PUSHED: Final = re.compile(r"\s+(?:of\s+the\s+\w+\s+|\w+\s+)?(?:into|out of|from|to|onto|inland|across)\b")
HARMED_AFTER: Final = re.compile(
    r"\s+(?:who\s+)?(?:(?:have|had|has|were|was|are|is|been|being)\s+){0,2}(?:\w+ly\s+)?(?:killed|wounded|injured|hurt|drowned"
    r"|died|dead|shot|massacred|murdered|executed|slaughtered|kidnapped|abducted|trampled|arrested|detained|to (?:an?\s|the\s)?(?:\w+\s){0,2}?hospitals?)\b"
)
"""What is said of refugees and others that is no flight."""
LEFT_PLACE: Final = re.compile(
    r"\s+(?:(?:have|had|has)\s+)?(?:left|abandoned|deserted)\s+(?:the|their|this|that)\s+(?:[\w-]+\s+){0,3}?(?:villages?|towns?|city|cities|areas?"
    r"|districts?|neighbou?rhoods?|homes?|houses?|camps?|hills?"
    r"|islands?|valleys?|regions?|quarters?|provinces?|settlements?|hamlets?|highlands|countryside|coast)\b"
)
RATE: Final = re.compile(r"\s+(?:a|per|every|each)\s+(?:day|night|week|month|year)\b")
JOINED: Final = re.compile(
    r"\s*(?:,\s*(?:and|as well as|or|including)?|,?\s*(?:and|as well as|or|along with|including))\s+(?:(?:also|the|another|a further|an additional|to"
    r"|of|some)\s+)*\Z"
)
