"""The sentence patterns that make a number a casualty figure."""

from __future__ import annotations

import re
from typing import Final

from extractor.backends.rules.alternatives import any_of
from extractor.backends.rules.casualty_words import ACTS, COUNTABLE, NAMED, STATES, TOLLS, VERBS
from extractor.backends.rules.figure_words import ADVERBS, AUXILIARIES, DETERMINERS
from extractor.backends.rules.figures import ADV, DET, LINK, first_words, last_words
from extractor.backends.rules.hints import needed_words
from schemas.casualty import Outcome

STATE: Final = any_of(STATES)
LITERALLY: Final = (
    r"(?!-|(?<=dead)\s+(?:against|tired|set|certain|sure|keen|right|wrong|serious|drunk)\b"
    r"|(?<=missing)\s+(?:out|from\s+(?:the|this|that|his|her|their|its)\s+(?:\w+\s+)?(?:photograph|photo|picture|list|line-?up|squad|team|ceremony|meeting))\b)"
)
"""Behind a state, what makes it mean something else: "dead against the plan", "missing from the photograph"."""
BEFORE_THAT: Final = rf"(?:(?!(?:{STATE}|died|perished)\b)\w+(?:ed|en|wn|pt|ght)\s+(?:\w+\s+)?(?:and|or)\s+)?"
"""What was done before the harm: "were hunted down and killed"."""
PAIR: Final = rf"(?P<word>{STATE})(?:\s*(?:,|and|or|and/or|or else)\s+(?:(?:{ADV})\s+)*(?P<second>{STATE}))?\b{LITERALLY}"
AFTER: Final = re.compile(
    rf"[\"”]?\s*(?:\([^()]{{1,60}}\)\s*|[–—]\s[^–—.;\n]{{3,90}}\s[–—]\s*)?,?\s*[\"“‘]?(?:(?:who|that|which)\s+)?(?:(?:would|will|could|may|might)\s+)?"
    rf"(?:{LINK}{BEFORE_THAT}|(?:(?:{ADV})\s+)+)?(?:{PAIR}|(?P<verb>{any_of(VERBS)})\b)"
)
AFTER_WORDS: Final = first_words(
    STATES, VERBS, ADVERBS, AUXILIARIES, "who that which would will could may might".split(), (state + join for state in STATES for join in ("and", "or"))
)
"""The words that `AFTER` may begin with; its pairs need no space before "and" and "or"."""
FAR: Final = re.compile(rf"\b(?:{LINK}{BEFORE_THAT}{PAIR}|(?:(?:have|had|has)\s+)?(?P<verb>{any_of(VERBS)})\b)")
ACT: Final = re.compile(
    rf"\b(?:(?P<second>{any_of(ACTS)})\s*(?:,|and|or|and/or)\s+(?:\w+ly\s+)?)?(?P<word>{any_of(ACTS)}|{any_of(NAMED)})\s+(?:(?:{DET})\s+|(?:{ADV})\s+"
    rf"|(?:some|another|to|including)\s+)*\Z"
)
ACT_WORDS: Final = last_words(ACTS, NAMED, ADVERBS, DETERMINERS, "some another to including".split())
"""The words that `ACT` may end with."""
ACT_NEEDS: Final = needed_words(ACTS, NAMED)
"""The words one of which it needs."""
TOLL: Final = {
    outcome: re.compile(
        rf"\b(?:{names})\b(?:[^.;:()]{{0,90}}?\b(?:to|at|of|is|was|be|are|were|stands|stood|reached|reaches|reaching|reach|hit|passed|surpassed|exceeded"
        rf"|exceeds|exceed|topped|top|tops|touch|touches|touched|pass|exceeding|surpass|surpasses|cross(?:es|ed)?|hits|as|than|now|from|past|beyond"
        r"|(?:ris|ros|jump|climb|increas|grow|gr[eo]w|went up|up)\w*\s(?:\w+\s)?by)"
        r"|:|\s+from)(?:\s+(?:the|a|now|total|of|also|currently|already|probably|possibly))*\s+[\"“‘']?\Z"
    )
    for outcome, names in TOLLS.items()
}
TOLL_WORDS: Final = frozenset(
    """to at of is was are were stands stood reached reaches reaching reach hit passed surpassed exceeded exceeds exceed topped top tops touch touches touched
    pass exceeding surpass surpasses be cross crosses crossed hits as than now from past beyond by the a total also currently already probably
    possibly""".split()
)
"""The words that `TOLL` may end with."""
THOSE: Final = re.compile(
    rf"\b(?:(?:of|among) the (?:fresh |new |latest |total )?(?P<of>{any_of(STATES | COUNTABLE)}|victims)\s*,(?:\s+(?:the|at least))*\s+"
    rf"|(?:those|the|people|persons"
    rf"|others)\s+(?:\w+\s+)?(?P<word>{any_of(STATES | COUNTABLE)}|victims)\s+(?:include[sd]?|including|comprised?|were|are|was)(?:\s+(?:also|the|a))*\s+"
    rf"(?:an?\s[^.;]{{2,80}}?\sand\s+)?"
    rf"|\bamong (?:the|those) (?P<among>{any_of(STATES | COUNTABLE)}|victims)\s+(?:were|are|was|is)\s+(?:[^.;]{{2,80}}?\sand\s+)?)\Z"
)
THOSE_WORDS: Final = frozenset("and the least include included includes including comprise comprised were are was also a".split())
"""The words that `THOSE` may end with."""
INVERTED: Final = re.compile(
    rf"\s*(?:(?:still|also|reported|feared|confirmed|among the)\s+)*(?P<word>{STATE})\s+(?:(?:in|on|by|after|with)\s+[^.;,]{{3,40}}?\s+)?(?:are|were|was|is)\s+"
    r"(?:(?:also|the|another|at least|some|a further)\s+)*"
)
"""What the counted people are, before them: "Still missing are 16 sailors"."""
INVERTED_WORDS: Final = frozenset("are were was is also the another least some further".split())
"""The words that `INVERTED` may end with."""
ALONGSIDE: Final = re.compile(
    rf"\b(?P<word>{any_of(ACTS)}|{any_of(NAMED)}|{STATE})\s+(?:of\s+)?(?:(?:himself|herself|themselves)\s+and\s+|(?:an?|the|his|her"
    rf"|their)\s+[\w\s’'-]{{3,50}}?(?:,\s+(?:an?|the|his|her|their|its)\s+[\w\s’'-]{{2,40}}?){{0,3}}(?:,\s+[^,;.]{{3,40}},\s+)?(?:,\s+)?\b(?:and"
    rf"|as well as)\s+(?:of\s+|to\s+|with\s+)?|[^.;:]{{0,40}}?\b(?:along|together) with\s+)"
    r"(?:(?:the|their|his|her|another|its)\s+)*\Z"
)
ON_LIST: Final = re.compile(rf"\b(?P<word>{any_of(ACTS)})\s+(?:(?:an?|the|his|her|their)\s+(?:[\w’'-]+\s){{0,3}}[\w’'-]+,\s+){{1,3}}\Z")
ON_LIST_AFTER: Final = re.compile(r"(?:,|,?\s+and)\s+(?:(?:an?|the|his|her|their|another)\s|himself\b|herself\b|themselves\b)")
"""Around a count within a list of victims: "killed his mother, three neighbours and a guard"."""
ALONGSIDE_WORDS: Final = frozenset("and as of to with the their his her another its".split())
"""The words that `ALONGSIDE` may end with; `BESIDE` ends with the first."""
ALONGSIDE_NEEDS: Final = needed_words(ACTS, NAMED, STATES)
"""The words one of which `ALONGSIDE` needs, and so does `BESIDE`."""
WOUNDS: Final = (
    r"(?:\w+[\s-]+){0,4}?(?:injuries|injury|wounds?|burns?|fractures?|cuts|bruises|bruising|grazes|inhalation|poisoning|concussions?|trauma"
    r"|frostbite|hypothermia|heatstroke|dehydration|breathing (?:problems|difficulties)|lacerations|shock"
    r"|(?:broken|fractured|shattered|severed|crushed)\s+(?:\w+\s+){0,2}?(?:limbs?|bones?|ribs?|arms?|legs?|wrists?|ankles?|collarbones?|pelvis|hips?"
    r"|necks?|noses?"
    r"|jaws?|skulls?|spines?|hands?|feet|foot|fingers?|shoulders?))\b"
)
_CARE: Final = r"(?:hospitals?|clinics?|infirmary|medical cent(?:er|re)s?)"
TREATED: Final = re.compile(
    rf"\s*(?:who\s+)?(?:(?:{LINK})?(?:treated|hospitali[sz]ed|admitted|operated on)\s+(?:\w+\s+){{0,3}}?(?:for|with)"
    rf"|(?:(?:have|had|has)\s+)?(?:suffer(?:ed|ing)(?: from)?|sustain(?:ed|ing)|receiv(?:ed|ing)|had|(?:escap(?:ed|ing)|emerg(?:ed|ing)|got away|came away"
    rf"|walked away|(?:{LINK})?(?:carried|pulled|dragged|brought|taken|rushed|airlifted|flown|driven|rescued|freed)"
    rf"(?: (?:out|away|off|to (?:the )?(?:\w+ ){{0,3}}?{_CARE}|from [^.;,]{{3,30}}?))?) with))\s+{WOUNDS}"
)
TREATING: Final = re.compile(r"\btreat(?:ed|ing|s)?\s+(?:(?:the|another|a further|a total of|some)\s+)*\Z")
TREATED_WORDS: Final = first_words(
    AUXILIARIES,
    """who treated hospitalised hospitalized admitted operated suffered suffering sustained sustaining received receiving escaped escaping emerged emerging
    got came walked carried pulled dragged brought taken rushed airlifted flown driven rescued freed""".split(),
)
"""The words that `TREATED` may begin with."""
SWEPT: Final = re.compile(
    rf"\s+(?:{LINK})?(?:swept|washed|carried|dragged)\s+(?:away|off|out to sea|downstream|under|overboard)\b[^.;]{{0,60}}?\b(?:missing"
    r"|(?:yet to be|never|not been|not yet been|still not|not)\s+(?:traced|found|located|seen|recovered))\b"
)
"""Who was taken by the water and has not been found."""
SWEPT_WORDS: Final = first_words(AUXILIARIES, "swept washed carried dragged".split())
"""The words that `SWEPT` may begin with."""
RECOVERED: Final = re.compile(r"\s+(?:was|were|has been|have been|had been)\s+(?:later\s+)?(?:found|recovered|retrieved|located|discovered|pulled|fished)\b")
"""What is said of further bodies: "two bodies were recovered; the other three were found at dawn"."""
HOSPITAL_BEFORE: Final = re.compile(
    rf"\b(?:taken|took|rushed|ferried|transferred|airlifted|admitted|carried|brought|conveyed|sent)\s+(?:(?:{ADV}|{DET}|another|a further|some)\s+)*\Z"
)
HOSPITAL_AFTER: Final = re.compile(r"\s+to\s+(?:[\w-]+\s+){0,3}?(?:hospitals?|clinics?|infirmary)\b")
"""Around the hurt where others came to harm: "they took 30 people to hospital"."""
BROUGHT_AFTER: Final = {
    outcome: re.compile(rf"\s+the (?:total |overall |known )?(?:{names}|(?:number|count|tally) of (?:\w+ ){{0,2}}?(?:{names}))\b")
    for outcome, names in TOLLS.items()
}
"""A running count's name behind it, where `BROUGHT` stands before it: "which brings to seven the number of deaths"."""
FOR_WOUNDS: Final = re.compile(rf"\s+(?:for|with)\s+{WOUNDS}")
IN_CARE: Final = re.compile(
    rf"\s*(?:who\s+)?(?:{LINK}(?:(?:{ADV})\s+)*(?:(?:taken|rushed|airlifted|flown|admitted|transferred|brought|carried"
    rf"|sent)\s+to\s+(?:[\w-]+\s+){{0,4}}?(?:hospitals?|clinics?)"
    rf"|in\s+(?:a\s+|an?\s+)?(?:critical|serious|grave|stable|intensive|hospital)\b|being treated\b|treated (?:in|at) (?:[\w-]+\s+){{0,3}}?hospitals?)"
    rf"|(?:needed|required|received|sought)\s+(?:hospital\s+|medical\s+)?(?:treatment|care|attention)\b)"
)
"""What is said of the hurt where others came to harm: "six were taken to hospital"."""
LABELLED: Final = re.compile(
    r"\b(?P<word>killed|dead|deaths|fatalities|injured|wounded|injuries|missing|casualties)(?:\s+(?:people|persons|civilians))?\s*(?:\([a-z ]{2,20}\))?:\s*\Z"
)
"""A label of a situation report: "Killed: 12"."""
LOSING: Final = re.compile(r"\b(?:lost|losing|loses?)\s+(?:(?:only|some|at least|about|around|the|another|up|a total of|all|his|her|their|its)\s+)*\Z")
ELIMINATED: Final = re.compile(rf"\s+{LINK}(?:eliminated|liquidated|taken out of action)\b")
"""What is said of fighters only."""
FALLEN: Final = re.compile(r"\s+(?:(?:have|has|had)\s+fallen\b|fell\s+(?:in|during|along|at|near|around|outside|defending|while)\b)")
COUNT: Final = re.compile(
    r"\b(?:it|the (?:right|true|correct|actual|real|proper) (?:figure|number|toll|count))(?:,\s[^,;.]{2,30},)?\s+(?:was|is|were|stood at)\s+\Z|"
    r"\b(?:(?:revis|rais|lower|updat|correct|increas|reduc|cut|put|scal|bring|brought|tak|took)(?:ed|es|e|s|ing|t|ook)?(?: back)?"
    r" (?:the|its|their|that|his|this) "
    r"(?:figure|number|toll|count|tally|estimate|total)(?: up| down| upwards?| downwards?)?(?: (?!of\b)[^.;:(),]{2,60}?)? (?:to|at)"
    r"|(?:previous|earlier|latest|last|initial|first"
    r"|official|own|new|revised|final|confirmed|preliminary)\s+(?:count|figure|tally|number|total|estimate)\b"
    r"[^.;:()]{0,60}?\b(?:to|at|of|is|was|as))(?:\s+(?:the|now|only|just))*\s+\Z"
)
REVISED: Final = re.compile(
    r"(?:it|this|that|the (?:figure|count|number|tally)) (?:was|has been|had been|has since been|rose|climbed)(?: later)?"
    r"(?: (?:revised|raised|lowered|updated|corrected|increased|reduced|cut))?(?: (?:up|upwards?|down|downwards?))? to "
)
"""A running count by another word, where the sentence before says of what."""
DOWN_FROM: Final = re.compile(r",?\s+from\s+(?:the\s+|an? (?:earlier|initial|previous) \w+ of\s+)?")
"""Between a running count and an older one: "rose to 87 from 63"."""
AGAIN: Final = re.compile(
    r"[^.;:()]{0,60}?\b(?:had|has|have)?\s*(?:reached|risen to|rose to|climbed to|grown to|passed|topped|gone up to|jumped to)\s+(?:at least\s+)?\Z"
)
"""Between a running count and the next: "the toll, 26 on Sunday, had reached 34"."""
FAR_TOLL: Final = re.compile(
    r"\b(?:death |casualty )toll\b[^.;:()]{0,170}?\b(?:risen|rose|rises|climbed|climbs|jumped|grown|increased|stands|stood|reached"
    r"|passed|topped)(?:\s+(?:further|again|sharply|now))?(?:\s+(?:to|at))?\s+\Z"
)
"""A running count far before its number, with what it counts between them: "the toll from the collapse of ... has risen to 29"."""
FAR_TOLL_WORDS: Final = frozenset("to at reached passed topped".split())
"""The words that `FAR_TOLL` may end with."""
MOST: Final = re.compile(r"\b(?:most|more|fewest|fewer|highest number of) (?:\w+ )?(?:deaths|fatalities|victims),?\s+(?:with|at)\s+\Z")
"""Before a count whose noun is told first: "Merrin reported the most deaths with seven"."""
TOLL_APPOSED: Final = re.compile(r"\b(?:death |casualty )?toll,\s+(?:then\s+|now\s+|already\s+)?\Z")
TOLL_APPOSED_WORDS: Final = frozenset("then now already".split())
"""The words that `TOLL_APPOSED` may end with."""
NONE_OF: Final = re.compile(r"\bnone of (?:the|its|his|her|their)\s+\Z")
OF_ALL: Final = re.compile(r"(?:\A|[.;\n]\s?|\bsaid (?:that )?)of (?:all )?(?:the|its|his|her|their)\s+\Z")
NONE_LIVED: Final = re.compile(
    r"(?:\s(?:aboard|on board|inside|in it))?,\s(?:none|not one|nobody|no one)\s(?:(?:had|has|have)\s)?(?:survived|lived|made it out|got out alive)\b"
)
"""Around those of whom all died: "of the 61 people on board, none survived"."""
FATALLY: Final = re.compile(r"\s+(?:of them\s+)?fatally\b(?=\s*[.,;)]|\s+(?:when|in|on|as|by|and)\b|\Z)")
"""Behind those of the hurt who died: "four were shot, two fatally"."""
SURVIVED: Final = re.compile(r"(?:\s+(?:aboard|on board|inside|in it))?\s+(?:(?:had|has|have)\s+)?(?:survived|lived|made it out|got out alive)\b")
"""Around those of whom all died: "none of the 16 crew survived"."""
TO_DEATH_BEFORE: Final = re.compile(
    rf"\b(?:crush|beat|burn|stabb|hack|trampl|gor|maul|club|bludgeon|tortur|starv|kick|ston|batter|chok)\w*\s+(?:(?:{DET}|{ADV})\s+)*\Z"
)
TO_DEATH_AFTER: Final = re.compile(r"\s+to death\b")
"""Around victims: "crushed three pupils to death"."""
LEFT_BEFORE: Final = re.compile(rf"\b(?:left|leaves|leaving|leave)\s+(?:(?:{DET}|{ADV})\s+)*\Z")
WITH_WOUNDS: Final = re.compile(rf"\s+with\s+{WOUNDS}")
"""Behind victims: "left 26 fans with injuries"."""
SHOT_BEFORE: Final = re.compile(rf"\b(?:shot|shoot|shooting|shoots|struck|cut)\s+(?:(?:{DET}|{ADV})\s+)*\Z")
DEAD_AFTER: Final = re.compile(r"\s+dead\b")
"""Around victims: "shot 12 villagers dead"."""
LEFT_AFTER: Final = re.compile(
    r"(?:,\s[^.;:]{3,70},|\sand\s(?:an (?:unknown|unspecified|undetermined) number of|several|many|other)\s[a-z ]{3,40}?)"
    r"\s+(?P<word>dead|wounded|injured|hurt|missing)\b"
)
"""Behind victims, past an aside or uncounted others: "left 18 labourers, most of them migrants, dead"."""
BY_WHOM: Final = re.compile(rf"\s*(?P<word>{STATE})\s+by\s+[^,.;]{{3,60}},\s+(?:(?:all|the|these|those|at least)\s+)*")
"""What was done to the subject that follows: "beheaded by their captors, the five"."""
BY_WHOM_WORDS: Final = frozenset("all the these those least".split())
"""The words that `BY_WHOM` may end with."""
UP_FROM: Final = re.compile(
    r"[^.;:()]{1,60}?,?\s(?:up|down) from\s+|[^.;:()]{1,90}?,\s(?:against|compared (?:with|to))\s+"
    r"|,?\s*(?:\(\s*)?(?:up|down|compared)\s+(?:from|on|with)\s+(?:the\s+|an? (?:earlier|initial|previous) \w+ of\s+)?"
)
"""Between a count and an older one: "89, up from 76"."""
COMPARED: Final = re.compile(
    r",\s(?:(?:slightly|sharply|far|well|way|a little)\s)?(?:as\s)?(?:compared (?:with|to)|against|versus|up from|down from)\s"
    r"(?:(?:the|about|some|only|just|around|nearly|a total of|at least)\s)*\Z"
)
COMPARED_WORDS: Final = frozenset("with to against versus from the about some only just around nearly of least".split())
"""The words that `COMPARED` may end with."""
OF_ANOTHER_TIME: Final = re.compile(
    r"\s(?:(?:killed|deaths|dead|died|recorded|reported|in the|during the|over the)\s)*(?:in (?:the )?(?:whole of |same |all of )*(?:\d{4}|last|previous"
    r"|preceding|period|first|second|january|february|march|april|may|june"
    r"|july|august|september|october|november|december)|(?:the|a) (?:year|month|week|day) (?:before"
    r"|earlier|ago)|last (?:year|month|week)|(?:the )?(?:previous|preceding|same|whole|past)\b)"
)
"""Around a count of another time, which one before is compared with."""
ELSEWHERE: Final = re.compile(r"\s+(?:more\s+|each\s+|apiece\s+)?(?:(?:in|on|at|near|from|off)\s|overnight\b|later\b|yesterday\b)")
GAP: Final = re.compile(r"[^.;:()\n]{0,80}?(?:,|\band|\bcompared with|\bversus|,\s*against)\s+(?:(?:a|another|further|then|the)\s+)*\Z")
PLACE_JOINED: Final = re.compile(r",?\s+(?:in|at|on|near|outside|inside)\s+[^.;,:()\n]{2,40}?,?\s+and\s+(?:(?:a|another|a further)\s+)?\Z")
"""Between the counts of two places: "five soldiers at a post and three drivers in a depot"."""
GRAVELY: Final = re.compile(
    r"\s+(?:of them\s+|very\s+)*(?:seriously|critically|badly|gravely|severely|lightly|slightly)\b(?=\s*[.,;)]|\s+(?:when|after|in|on|as|by|and)\b|\Z)"
)
"""Behind a part of the hurt: "twelve were injured, three seriously"."""
WOUNDED: Final = re.compile(rf"(?:\s+(?:admitted|hospitali[sz]ed|brought in|suffering))?\s+with\s+{WOUNDS}")
"""What shows people to be hurt: "28 people with crush injuries"."""
WHO_THEN: Final = re.compile(
    rf"\s+who\s(?:(?!(?:who|which|that|whose|where|when|while|as|and|said|says|told|saw|watched|killed|wounded|injured|hit)\b)[\w’'-]+\s+){{2,14}}?"
    rf"(?:(?:were|are|have been|had been)\s+(?:{ADV}\s+)*(?P<word>{STATE})\b{LITERALLY}"
    rf"|(?P<verb>(?:have|had) not been seen since|died|perished)\b)"
)
"""What is said of those whom a relative clause describes: "six men who tried to climb the fence were killed"."""
BURIED: Final = re.compile(
    r"\s+(?:were|was|have been|had been|has been)\s+(?:later\s+|already\s+)?(?:buried|cremated|laid to rest)\b(?!\s+(?:under|beneath|by|when|alive|up"
    r"|in (?:the |a |an )?(?:\w+ )?(?:rubble|debris|mud|snow|sand|earth|avalanche|landslide|mudslide|collapse|ruins|wreckage|ash)))"
)
"""What is done with the dead; not who lies under rubble."""
THEN_OTHERS: Final = re.compile(r"\s[^.;()\d]{2,80}?(?:,|,?\s+(?:and|while))\s+\Z")
"""Between those of the dead who were one thing and those who were another: "nine of the dead were policemen and five were farmers"."""
WERE: Final = re.compile(
    r"\s+(?:(?:were|was|are|is)\s+(?!(?!aged\b)\w+ed\b|held\b|taken\b|found\b|being\b|later\b|not\b|still\b)|(?:came from|belonged to|hailed from)\s)"
)
STILL_MISSING: Final = re.compile(
    r"\s+who\s[^.;,]{3,90}?\s(?:is|are|was|were|remain)\s+(?:(?:still|also|now)\s+)?(?:missing|unaccounted for)\b(?! (?:from|out)\b)"
)
"""What is said of those whom a relative clause describes: "38 men who were taken away are still missing"."""
OR_MISSING: Final = re.compile(r"\s+or\s+(?:(?:have|had|has)\s+)?(?:gone missing|went missing|disappeared|vanished|been injured|been wounded)\b")
"""The other thing that may have come of those who "died"."""
SEARCHED: Final = re.compile(
    rf"\b(?:search(?:ing|ed|es)?|look(?:ing|ed)|hunt(?:ing|ed)?|scour(?:ing|ed)|comb(?:ing|ed)[^.;,]{{0,40}}?) for\s+(?:(?:{DET}|{ADV}|another)\s+)*\Z"
)
"""Before those who are missing: "searching for six hikers"."""
SEARCHED_WORDS: Final = last_words(ADVERBS, DETERMINERS, "for another".split())
"""The words that `SEARCHED` may end with."""
AMONG_DASHES: Final = re.compile(r"\s+[–—]\s(?:(?:mostly|among them|including|the|at least)\s+)*\Z")
OF_THE_HARMED: Final = re.compile(
    r"\s+of\s+(?:the (?:[\w,-]+ )?(?:dead|deceased|martyred|martyrs|slain|victims|injured|wounded|hurt|missing|bodies|casualties|fatalities)"
    r"|those (?:who (?:\w+ )?(?:died|drowned|perished)|killed"
    r"|injured|wounded))\b"
)
HARMED: Final[dict[str, Outcome]] = {"injured": "injured", "wounded": "injured", "hurt": "injured", "missing": "missing"}
OF_THE: Final = re.compile(r"\b(?:of|among) (?:the|those|these)\s+\Z")
OF_THE_GAP: Final = re.compile(
    r"(?:\s+(?:dead|killed|wounded|injured|missing|(?:who|that) (?:\w+ ){0,2}?(?:died|perished|drowned|killed|wounded|injured|hurt)))?,\s+"
)
"""Around the figure that the next one is part of: "of the 22 who perished, nine"."""
BESIDE: Final = re.compile(
    rf"\b(?P<word>{any_of(ACTS)}|{any_of(NAMED)})\s+(?!(?:on|in|at|by|after|near|for|during|with|when|while|and)\b)[^\W\d][\w’'-]*(?:\s+(?!(?:on|in|at|by"
    rf"|after|near|for|during|with|when|while|and)\b)[^\W\d][\w’'.-]*){{0,4}}"
    r"\s+and\s+(?:(?:her|his|their|its)\s+)?\Z"
)
FAILED: Final = re.compile(
    r"\b(?:fail(?:ed|s|ing)? to|without|unable to|avoid(?:ed|ing)?|not|never|instead of|rather than|no one (?:was )?|nobody (?:was )?|prevent(?:ed"
    r"|ing)?)\s+\Z"
)
COST: Final = re.compile(r"\bcost(?:s|ing)?\s+(?:(?:the|another|some|at least)\s+)*\Z")
COST_WORDS: Final = frozenset("cost costs costing the another some least".split())
"""The words that `COST` may end with."""
THEIR_LIVES: Final = re.compile(r"\s+(?:their|his|her)\s+(?:own\s+)?li(?:ves|fe)\b")
LOST: Final = re.compile(r"\b(?:claim(?:ed|ing|s)?|cost(?:ing|s)?|took|taken?|taking|lost|losing|loss of)\s+(?:(?:the|up|a|total|of)\s+)*\Z")
JOINED: Final = re.compile(
    r"\s*(?:,\s*(?:and|as well as|plus|or|including)?|,?\s*(?:and|as well as|plus|or|along with|together with|including))\s+"
    r"(?:(?:also|the|another|a further|an additional|their|his|her|its|to|of|some)\s+)*\Z"
    r"|,\s+an?\s+[^.;:]{3,60}?,?\s+and\s+\Z"
)
OF_JOINED: Final = re.compile(r"\s+of\s+(?:the\s+|a\s+)?(?:[\w’'-]+\s+){1,3}?and\s+\Z")
"""Between counts that share a verb: "seven members of the brigade and two officers"."""
BLOCK: Final = re.compile(
    r"[;:\n]|,[\"”]\s|\b(?:after|when|while|but(?!\s+also)|because|before|although|though|if|since|unless|until|whose|said|says|told|were|was|had|has|have|are"
    r"|is|will|would|did|do|fled|arrested|detained"
    r"|captured|attacked|opened|fired|took|escaped|freed|released|claimed|killed|injured|wounded|sent|survived|rescued|saved|deployed|attended|demanded"
    r"|accused|shot|carried"
    r"|entered|reported|(?<!employed )(?<!hired )(?<!contracted )(?<!run )(?<!led )(?<!owned )by|that|against)\b"
)
SET_TO: Final = re.compile(r"\bset (?:the )?(?:death )?\Z")
BLOCK_TOLL: Final = re.compile(r"\b(?:arrested|detained|captured|displaced|fled)\b")
