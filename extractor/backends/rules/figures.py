"""What the rules for casualties and for displacement share: the words counted, status, shares, part and whole."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

from extractor.backends.rules.ages import PLACE_THEN_COUNT, without_ages
from extractor.backends.rules.alternatives import first_of
from extractor.backends.rules.figure_words import ADVERBS, AUXILIARIES, COUNTED_STOPS, DETERMINERS, FEW, PERSON_HEADS
from extractor.text.beside import word_before, word_behind
from extractor.text.quantity import is_year_like
from schemas.common import Quantity, Status

Stretch = tuple[int, int]


class Counted(NamedTuple):
    """A number phrase with the words for what it counts, which may be empty ("12 were hurt")."""

    quantity: Quantity
    start: int
    end: int
    """Where the counted words stand."""
    after: int
    """Where the rest of the clause begins."""
    head: str
    """The last counted word in lower case, or ""."""
    before: str
    """The word right before the number; "" where no word stands there by itself, so that only a closer look tells."""
    behind: str
    """The first word of the rest of the clause; "" likewise, and a full stop where nothing more is said."""

    def is_behind(self, words: frozenset[str]) -> bool:
        """Whether a pattern that ends with one of `words` can end right before the number. Asked first, as it costs next to nothing."""
        return not self.before or self.before in words

    def is_ahead_of(self, words: frozenset[str]) -> bool:
        """Whether a pattern that begins with one of `words` can begin right behind what is counted."""
        return not self.behind or self.behind in words


def last_words(*phrases: Iterable[str]) -> frozenset[str]:
    """The last word of each phrase."""
    return frozenset(phrase.rsplit(None, 1)[-1] for each in phrases for phrase in each)


def first_words(*phrases: Iterable[str]) -> frozenset[str]:
    """The first word of each phrase."""
    return frozenset(phrase.split(None, 1)[0] for each in phrases for phrase in each)


def _word_behind(lower: str, at: int, limit: int) -> str:
    """The word from `at` or a comma there on, or ""; a full stop where a clause ends there."""
    if at >= limit or lower[at] in ".;:":
        return "."
    return word_behind(lower, at + (lower[at] == ","), limit)  # what patterns allow before their first word


_OF: Final = re.compile(
    r"\s+of\s+(?:the\s+(?:[\w-]+[’']s\s+)?|(?:its|their|his|our|her)\s+(?:own\s+)?|these\s+|those\s+|them\b|whom\b|which\b|us\b)?"
    rf"(?:(?:\d[\d,]*|{FEW}|dozen)\s+)?"
)
_ADJECTIVE: Final = re.compile(
    rf"(?:\s+(?:internally|forcibly|newly|recently|temporarily))*\s+(?P<word>displaced|homeless|evacuated|uprooted|stranded"
    rf"|trapped)(?=\s+(?:{first_of(PERSON_HEADS)}"
    rf"|households)\b)"
    r"|\s+(?:internally|forcibly)\s+(?P<moved>displaced)\b"
)
_SKIP: Final = re.compile(
    r"(?:\s+(?:other|others|more|further|additional|newly|innocent|unidentified|unarmed"
    r"|(?:reported|confirmed|verified|documented|recorded|suspected|known)(?=\s+(?:deaths?|fatalities|injuries|casualties|killings)\b))\b)+"
)
_NEXT: Final = re.compile(r"(?:\s+|(?<=\w)-strong\s+)(?:[\"“‘']\s?)?([^\W\d_][\w'’-]*)")
_PLURAL: Final = re.compile(r"(?:[^s]s|men|people|children|police|personnel)$")


def counted(lower: str, quantity: Quantity, limit: int, before: str = "") -> Counted:
    """The words that `quantity` counts: a noun phrase of at most seven words right after it, before `limit`; `before` is the word that stands there."""
    position = quantity.end
    if of := _OF.match(lower, position, limit):
        position = of.end()
        if of.group().endswith(("them", "whom", "which", " us")):
            return Counted(quantity, position, position, position, "", before, _word_behind(lower, position, limit))
        position -= 1 if lower[position - 1].isspace() else 0
    if skip := _SKIP.match(lower, position, limit):
        position = skip.end()
        if skip.group().endswith("others"):
            return Counted(quantity, position, position, position, "", before, _word_behind(lower, position, limit))
    start = end = position
    head = ""
    if adjective := _ADJECTIVE.match(lower, position, limit):
        start = adjective.start() + 1
        position = end = adjective.end()
        head = adjective.group("word") or adjective.group("moved")
    for _ in range(7):
        word = _NEXT.match(lower, position, limit)
        if word is None or word.group(1) in COUNTED_STOPS or (head and (_PLURAL.search(head) or head in PERSON_HEADS) and not _extends(word, head)):
            break
        if not head:
            start = word.start(1)
        position = end = word.end()
        head = word.group(1)
    return Counted(quantity, start, end, position, head, before, _word_behind(lower, position, limit))


_HARMS_OF: Final = frozenset("deaths fatalities casualties killings injuries".split())
"""What a noun for people may stand before: "320 civilian deaths"."""


def _extends(word: re.Match[str], head: str) -> bool:
    """Whether a word after a plural noun still belongs to the noun phrase ("police officers", "30 rebels fighters")."""
    return (word.group(1) in PERSON_HEADS and not word.group(1).endswith("ed") and head != word.group(1)) or word.group(1) in _HARMS_OF


def figures_in(lower: str, quantities: Sequence[Quantity], sentence: Stretch) -> list[Counted]:
    """The counts among the `quantities` of a sentence, without years, units of measure and labels."""
    start, end = sentence
    found: list[Counted] = []
    spared: Quantity | None = None
    for quantity in without_ages(lower, quantities, start):
        if quantity.text[-4:].isdecimal() and is_year_like(quantity) and not _HUMAN_AFTER.match(lower, quantity.end):
            continue
        before = word_before(lower, quantity.start)
        if (not before or before in _LABELS) and _LABEL_BEFORE.search(lower, max(start, quantity.start - 24), quantity.start):
            continue
        if _MEASURE_AFTER.match(lower, quantity.end) or _STREET_AFTER.match(lower, quantity.end):
            continue
        if before == "which" and quantity.qualifier == "at_least" and _DEFINED.search(lower, max(start, quantity.start - 24), quantity.start):
            continue
        if before == "at" and (quantity.value or 99) <= 12 and _HAPPENS_AT.search(lower, max(start, quantity.start - 24), quantity.start):
            continue
        if before == "of" and _TOWN_OF.search(lower, max(start, quantity.start - 24), quantity.start) and not _VERB_AFTER.match(lower, quantity.end):
            continue
        if _is_clock(lower, quantity) or ((quantity.value or 99) < 10 and _RATE.match(lower, quantity.end)) or _PER.match(lower, quantity.end):
            continue
        if quantity.value == 1 and _PERSON_IN.match(lower, quantity.end):
            continue
        if before in _OUT_OF and _ONE_IN.search(lower, max(start, quantity.start - 30), quantity.start):
            continue
        if before in _BUT and _ALL_BUT.search(lower, max(start, quantity.start - 26), quantity.start):
            spared = quantity
            continue
        if spared and _BASE_GAP.fullmatch(lower, spared.end, quantity.start):
            continue
        if quantity.value == 1 and lower[max(start, quantity.start - 4) : quantity.start] == "not ":  # "not one of them was hurt"
            continue
        if _ONE_OF.match(lower, quantity.start) and _IS_BEFORE.search(lower, max(start, quantity.start - 12), quantity.start):
            continue
        if quantity.value == 1 and before == "the" and quantity.text == "one":
            continue
        if quantity.value == 1 and _EVERY.search(lower, max(start, quantity.start - 8), quantity.start):
            continue
        if (
            _UNDER.match(quantity.text.lower())
            and _AGED.search(lower, max(start, quantity.start - 12), quantity.start)
            and (_COUNT_ENDS.match(lower, quantity.end) or before in _YOUNG)
        ):
            continue
        if found and found[-1].head and _NOT.fullmatch(lower, found[-1].after, quantity.start):  # "six pupils, not 16, were killed"
            found[-1] = found[-1]._replace(after=quantity.end + lower.startswith(",", quantity.end), behind="")
            continue
        if found and _NOT.fullmatch(lower, found[-1].quantity.end, quantity.start):  # "seven, not nine, people"
            denied = counted(lower, quantity, end)
            found[-1] = denied._replace(quantity=found[-1].quantity, before=found[-1].before)
            continue
        found.append(counted(lower, quantity, end, before))
    return found if len(found) <= _TABLE else []


_STREET_AFTER: Final = re.compile(
    r"\s+(?:(?!(?:in|on|at|by|of|from|the|near|along|off|a|this|and|or|to)\s)[\w’'.-]+\s+){1,2}(?:street|avenue|lane|boulevard|terrace|road(?!\s+(?:accident"
    r"|crash|mishap|collision|traffic|deaths|victims|users))|drive(?=\s*[.,;]|\s+(?:in|on)\b))\b"
)
"""Behind a house's number: "14 Elm Street"."""
_DEFINED: Final = re.compile(r"\b(?:incidents|attacks|shootings|events|cases|crimes|killings|accidents|disasters) in which\s+\Z")
"""Before how many make an event one of its kind: "incidents in which four or more people are killed"."""
_HAPPENS_AT: Final = re.compile(
    r"\b(?:arriv\w+|left|came|began|started|ended|opens?|opened|closed?|woke|rang|struck|met|returned|departed|due|scheduled|happened)\s+(?:\w+ly\s+)?at\s+\Z"
)
"""Before the hour of the day: "the fire arrived at five"."""
_TOWN_OF: Final = re.compile(
    r"\b(?:town|city|village|island|country|nation|district|province|state|municipality|community|settlement|region|county|township|suburb|neighbou?rhood"
    r"|population) of\s+\Z"
)
"""Before how many live in a place, of whom something may be said: "the town of 3,000 was evacuated"."""
_VERB_AFTER: Final = re.compile(r"\s+(?:people\s+|residents\s+|inhabitants\s+)?(?:was|were|is|are|has|had|have|fled)\b")
_NOT: Final = re.compile(r",?\s+(?:and\s+)?(?:not|rather than|instead of)\s+(?:the\s+)?")
_EVERY: Final = re.compile(r"\b(?:every|each)\s+\Z")
_AGED: Final = re.compile(
    r"\b(?:was|were|are|is|aged|children|being|boys|girls|infants|babies|minors|pupils|kids|toddlers|people|persons|men|women|adults|residents|those|all)\s+\Z"
)
_YOUNG: Final = frozenset("children boys girls infants babies those minors pupils kids toddlers".split())
"""Whose age is told behind them, whatever follows: "seven children under five have died"."""
_UNDER: Final = re.compile(r"(?:under|over|below|younger than|older than) (?:\w+|\d{1,2})\Z")
_ONE: Final = r"(?:person|people|child|children|woman|women|man|men|patients?)"
_RATE: Final = re.compile(
    rf"\s+(?:in|out of)(?: every)?\s+(?:(?!(?:19|20)\d\d\b)\d+|{FEW}|eleven|twelve|fifteen|twenty|thirty|forty|fifty|a hundred)\b"
    r"(?!\s+(?:separate|days|hours|weeks|months|years))"
)
_BUT: Final = frozenset(("but", "except", "for"))
_ALL_BUT: Final = re.compile(r"\b(?:all|everyone|everybody|none)\s+(?:but|except)(?:\s+for)?\s+\Z")
"""Before those whom a fate passed by: "all but three of the 40 died"."""
_ONE_IN: Final = re.compile(rf"\bone\s+{_ONE}\s+(?:in|out of)(?: every)?\s+\Z")
_PERSON_IN: Final = re.compile(rf"\s+{_ONE}\s+(?:in|out of)(?: every)?\s+(?:\d|ten|twenty|a hundred|a thousand)")
_OUT_OF: Final = frozenset("in of every".split())
_PER: Final = re.compile(r"\s+(?:[\w-]+\s+){0,2}?per\s+(?:\d|million|thousand|hundred|head|capita)")
"""Rates: "one person in 40", "40 murders per 100,000 people"."""
_ONE_OF: Final = re.compile(r"one of (?:the|them|those|these|his|her|our|its)\b")
_IS_BEFORE: Final = re.compile(r"\b(?:was|is|am|be|been|as|became)\s+\Z")
_TABLE: Final = 40
"""More counts than this in one sentence are a table, not prose."""
_CLOCK_BEFORE: Final = re.compile(r"\b(?:at|around|about|by|since|until|till|from|between|and|to|\d)\s+\Z")
_CLOCK_AFTER: Final = re.compile(
    r"\s*(?:[.,;:)\]\"”]|\Z|(?:on|when|today|yesterday|tonight|hours|local|this|and|to|in|near|as|until|last|gmt|we|that|following|another|our|they"
    r"|monday|tuesday"
    r"|wednesday|thursday|friday|saturday|sunday|by)\b)"
)


def _is_clock(lower: str, quantity: Quantity) -> bool:
    """Military time: "at 1630 on"."""
    hour, minute = divmod(quantity.value or 9999, 100)
    return (
        len(quantity.text) == 4
        and quantity.text.isdecimal()
        and hour < 25
        and minute < 60
        and bool(_CLOCK_BEFORE.search(lower, max(0, quantity.start - 9), quantity.start) and _CLOCK_AFTER.match(lower, quantity.end))
    )


_HUMAN_AFTER: Final = re.compile(r"\s+(?:\w+\s+)?(?:people|persons|civilians|soldiers|families|households|idps|refugees|others|children)\b")
_LABEL_BEFORE: Final = re.compile(
    r"\b(?:aged?|article|resolution|section|chapter|page|flight|route|highway|unit|squad|squadron|regiment|channel|number|no\.|day|phase|block|zone"
    r"|group|brigade|battalion"
    r"|world war|grade|level|category|magnitude|ward|platform|terminal"
    r"|(?:one|two|three|four|five|six|seven|eight|nine|\d) (?:in|out of)(?: every)?|top|age of|members of|average of|(?:boy"
    r"|girl|child|man|woman|son"
    r"|daughter|father|mother|parent|dad|mum|mom|grandfather|grandmother|widow|widower) (?:of|to)|silo|pier|hangar|reactor|apartment|exit|sector|under"
    r"|figure|in every|\d of the|\d of its|\d of their)\s+\Z"
)
_LABELS: Final = frozenset(
    """aged age article resolution section chapter page flight route highway unit squad squadron regiment channel number day phase block zone group brigade
    battalion war grade level category magnitude ward platform terminal silo pier hangar reactor apartment exit sector and or in of every top under figure
    the its their to""".split()
)
"""The words that `_LABEL_BEFORE` may end with."""
_MEASURE_AFTER: Final = re.compile(
    r"(?:\s+(?:more|other|consecutive|straight|square|cubic|nautical|full|whole|further))?[\s-]+(?:years?|months?|weeks?|days?|hours?|minutes?"
    r"|seconds?|nights?|decades?|centuries|century"
    r"|kilomet(?:er|re)s?|km|kms|met(?:er|re)s?|miles?|feet|foot|inch(?:es)?|yards?|cm|mm|hectares?|acres?|kilos?|kilograms?|kg|kgs|tons?|tonnes?"
    r"|lit(?:er|re)s?|degrees?"
    r"|points?|votes?|seats?|times?|trillion|calib(?:er|re)|mph|kph|megawatts?|barrels?|rounds?|copies|goals)\b"
)

# ---------------------------------------------------------------- status

_DENIED: Final = re.compile(
    r"\b(?:den(?:y|ied|ies|ying)|refut(?:es?|ed|ing)|dismiss(?:ed|es)|rejected|rubbish(?:ed|es|ing)|debunk(?:s|ed|ing)"
    r"|reject(?:s|ing)? (?:as |the claim|claims|reports?|suggestions?|allegations?)"
    r"|no truth|no evidence|(?:as|is|was|were|calls?|called|calling)\s+[\"“‘']?(?:false|fake|untrue|baseless|fabricated|mischievous|a lie|a hoax|fake news)\b"
    r"|(?:un|not )aware of any|falsely|not true|untrue|hoax|disputed|wrong to (?:report|say|state|claim)|wrongly|mistakenly|in error)\b"
    r"|\bcontrary to [^,;]{3,120}\Z"
)
_CLAIM_BEFORE: Final = re.compile(r"\b(?:claims?|reports?|rumou?rs|allegations?|suggestions|posts|footage|videos?|stories)\b[^.;]{0,50}?\b(?:that|of|saying)\b")
_CLAIMS: Final = frozenset(
    "claim claims report reports rumour rumours rumor rumors allegation allegations suggestions posts footage video videos stories".split()
)
"""The words one of which `_CLAIM_BEFORE` needs."""
_FALSE_AFTER: Final = re.compile(
    r"\b(?:do(?:es)? not correspond to|(?:proved|proven|turned out)(?: to be)? (?:false|untrue|fake|unfounded|baseless|wrong)|(?:is|are|was|were|as"
    r"|being) (?:\w+ly )?(?:false|fake|untrue|baseless|unfounded|fabricated|incorrect|wrong|not true"
    r"|(?:later )?(?:retracted|withdrawn)|a fabrication|fabrications|inventions?|denied|rejected|dismissed|without foundation|disinformation"
    r"|misinformation|a lie|lies|a hoax))\b"
)
"""Around a figure that is called false: "reports that 40 had died are untrue"."""
_NEW_CLAIM: Final = re.compile(
    r",\s(?:saying|insisting|claiming|arguing|stating|maintaining)\b|\band (?:said|says|insisted|claimed|maintained)\b|\bbecause\b|\band that\b"
    r"|\b(?:rise|climb|increase|grow)(?: further)? as\b|[,.!?][\"”’]\s"
)
"""Between what is denied and what is said instead."""
_CONDITIONAL: Final = re.compile(
    r"\b(?:if|unless|threat(?:s|en|ened|ens|ening)?|plan(?:s|ned|ning)?|plot(?:s|ted|ting)?|intend(?:s|ed)?|vow(?:s|ed)?|would (?:have )?|(?<!who )tr(?:y|ied"
    r"|ying) to|attempt(?:s|ed|ing)?(?: to)?|prepar(?:es?|ed|ing) to|ready to|scheduled to|due to be|(?:is|are|was|were) to be|propos(?:es|ed|ing) to"
    r"|hypothetical|scenario|conspir(?:ed|ing|acy) to|meant to|aimed (?:at|to)|designed to|foil(?:s|ed|ing)|thwart(?:s|ed|ing)"
    r"|could have (?:\w+ )?(?:killed|caused|left|injured|wounded)|(?:unclear|not clear|unknown|not known|unsure|not sure|doubt\w*) whether)\b"
)
_MAY: Final = r"(?<!in )(?<!since )(?<!of )(?<!last )(?<!this )(?<!until )(?<!early )(?<!late )(?<!\d )may(?! \d)"
"""The verb, not the month."""
_PROJECTED: Final = re.compile(
    rf"\b(?:could|{_MAY}|might|will|would|expect(?:s|ed)?(?! (?:number|level|value|rate|figure))|likely to|project(?:s|ed)|forecast|predict(?:s|ed)?"
    rf"|anticipat(?:es|ed|ing)"
    r"|brac(?:es|ed|ing) for|at risk of|set to|risk(?:s|ed|ing)? \w+ing)\b"
)
_DENIED_WORDS: Final = frozenset(
    """deny denied denies denying rubbished rubbishes rubbishing debunk debunks debunked debunking refute refutes refuted refuting dismissed dismisses rejected
    reject rejects rejecting truth false fake untrue baseless fabricated mischievous lie hoax falsely true evidence disputed wrong wrongly mistakenly
    error aware unaware contrary""".split()
)
_CONDITIONAL_WORDS: Final = frozenset(
    """if unless threat threats threaten threatened threatens threatening plan plans planned planning plot plots plotted plotting intend intends intended vow
    vows vowed would try tried trying attempt attempts attempted attempting prepare prepares prepared preparing ready scheduled due be proposes proposed
    proposing hypothetical scenario conspired conspiring conspiracy meant aimed designed foils foiled foiling thwarts thwarted
    thwarting could whether""".split()
)
_PROJECTED_WORDS: Final = frozenset(
    """could may might will would expect expects expected likely projects projected forecast predict predicts predicted anticipates anticipated anticipating
    braces braced bracing risk risks risked risking set""".split()
)
"""The words one of which each of these patterns needs."""
_SURE: Final = re.compile(r"\b(?:may|could|might|would)\s+not\b|\b(?:may|might|could) have\b(?! to\b)|\bwill be (?:recalled|remembered)\b")


def status(lower: str, clause: Stretch, figure: Stretch, words: frozenset[str]) -> Status:
    """How the figure is put, by the words of its clause before it and the words in it; `words` are all those of the clause."""
    lead = lower[clause[0] : figure[0]]
    if not words.isdisjoint(_CLAIMS) and _CLAIM_BEFORE.search(lead) and _FALSE_AFTER.search(lower, figure[1], clause[1]):
        return "denied"
    denied, projected, conditional = not words.isdisjoint(_DENIED_WORDS), not words.isdisjoint(_PROJECTED_WORDS), not words.isdisjoint(_CONDITIONAL_WORDS)
    if not (denied or projected or conditional):
        return "asserted"
    start = max((claim.end() for claim in _NEW_CLAIM.finditer(lower, clause[0], figure[0])), default=clause[0])
    lead = lower[start : figure[0]]
    core = lower[max(start, figure[0] - 60) : figure[1]]
    if denied and _DENIED.search(lead):
        return "denied"
    if projected and _PROJECTED.search(core) and not _SURE.search(core):
        return "conditional" if _IF.search(lead) or _IF_BEHIND.match(lower, figure[1], clause[1]) else "projected"
    if conditional and _CONDITIONAL.search(core):
        return "conditional"
    return "asserted"


_IF: Final = re.compile(
    r"\b(?:if|unless|worst[ -]case)\b|(?:\A|[;,.]\s+)had (?:the|it|they|he|she|an?|there|anyone|any)\b[^.;]{3,60}, |(?:\A|[;,.]\s+)should the\b"
)

_IF_BEHIND: Final = re.compile(
    r"[^.;]{0,120}?\b(?:if|unless|in (?:the )?(?:case|event)|should (?:the|it|they|he|she|an?|his|her|another|more)"
    r"|under (?:an?|the|its|their) (?:\w+ )?plans?)\b"
)
"""Behind a figure that hangs on something: "a further 500 would have to leave if the dam broke"."""

# ---------------------------------------------------------------- part and whole

PART_BEFORE: Final = re.compile(
    r"(?:\bincluding|\bincludes?|\bincluded|\bamong (?:them|whom|those|the dead|the victims|the injured|the wounded)"
    r"|\b(?:among them|including|included) (?:those|the bodies|bodies|the remains) of|\bof (?:whom|them|these|those|which)"
    r"|\b(?:out )?of (?:the|that|this) (?:total|number|dead|victims|figure|toll)|\bamong (?:the )?\w+)(?:\s+(?:were|was|are|also|being|least|at|had"
    r"|the|only|just))*[\s,:(]*(?:(?:an?|the|his|her|their)\s[^.;,]{2,50}?\sand\s+)?\Z"
)
"""Words before a number that make it a part of the larger one before it."""
_PARTS: Final = frozenset(
    """of including include includes included them whom these those which total number dead victims figure toll were was are also being least at had the only
    just and""".split()
)
"""The words that `PART_BEFORE` may end with, but for those behind "among"."""
_SAID: Final = r"\s+(?:said|told|added|asked|recalled|explained|say|says|wrote|cried|shouted|agreed)\b"
OF_THEM_AFTER: Final = re.compile(
    rf"\s+of\s+(?:(?:them|whom|these|those|which)\b(?!{_SAID})|the (?:(?:\d[\d,]*|{FEW}) )?(?:dead|victims"
    rf"|injured|wounded|hurt|missing|bodies|casualties"
    r"|displaced|evacuees|refugees|returnees|arrivals))\b"
)
"""The same behind the number: "nine of them children"."""


_SHARE_OF: Final = re.compile(
    r"(?:\d\s?%|\b(?:half|quarters?|thirds?|percent|per cent|most|many|some|majority|several|few|none|not all"
    r"|(?:almost|nearly|virtually|practically) all|in (?:ten|five|four|three|10|5|4|3)))"
    r" of (?:(?:the|its|their|those|all|about|some)\s+)*(?:[\w-]+[’']s?\s+)?\Z"
)
_SHARE_BEHIND: Final = re.compile(r"[^,;.]{0,30},\s+(?:\w+\s+){0,2}?(?:\d{1,3}(?:\.\d)?\s?%|half|most|\w+[ -]per\s?cent|an? (?:third|quarter|fifth))(?!\w)")
"""Behind what a share is taken of: "of the 300 residents, 20% were"."""
_OF_ALL: Final = frozenset("of among the its their his her our those all about some".split())
"""The words that what a share is taken of may stand behind."""
_BASE_GAP: Final = re.compile(r"\s+of\s+(?:(?:the|its|their|his|her|our|about|some|[\w-]+[’']s?)\s+)+")


def is_base(lower: str, sentence: Stretch, figures: Sequence[Counted], index: int) -> bool:
    """Whether the figure is what a share is taken of: the 80 in "half of the 80 guests" and in "20 of the 80 guests"."""
    start = figures[index].quantity.start
    if not (figures[index].is_behind(_OF_ALL) or figures[index].before.endswith(("'s", "’s"))):
        return False
    share = figures[index - 1].quantity if index else None
    if share is not None and (_BASE_GAP.fullmatch(lower, share.end, start) or _is_less_of(share, figures[index].quantity, lower)):
        return True
    if _SHARE_BEHIND.match(lower, figures[index].quantity.end, sentence[1]) and _TAKEN_FROM.search(lower, sentence[0], start):
        return True
    return _SHARE_OF.search(lower, max(sentence[0], start - 40), start) is not None


def _is_less_of(share: Quantity, base: Quantity, lower: str) -> bool:
    """Whether a smaller number stands right before "of" and the other: "20 of 300 passengers", but not "she is one of 300 refugees"."""
    less = (share.value or 0) < (base.value or 0) and not _IS_BEFORE.search(lower, max(0, share.start - 12), share.start)
    return less and _OF_GAP.fullmatch(lower, share.end, base.start) is not None


_OF_GAP: Final = re.compile(r"\s+of\s+(?:some\s+)?")


_TAKEN_FROM: Final = re.compile(r"\b(?:of|among)\s+(?:the\s+|its\s+|their\s+|all\s+)?(?:[\w-]+[’']s\s+)?(?:some\s+|about\s+)?\Z")


def is_taken_from(lower: str, sentence: Stretch, figure: Counted) -> bool:
    """Whether the figure only tells what another is taken of: the 300 in "of the ship's 300 passengers, 11 died"."""
    start = figure.quantity.start
    if not figure.is_behind(_OF_ALL):
        return False
    found = _TAKEN_FROM.search(lower, max(sentence[0], start - 40), start)
    return found is not None and not lower[max(sentence[0], found.start() - 12) : found.start()].rstrip().endswith(("killing", "death", "deaths", "murder"))


BROUGHT: Final = re.compile(r"\b(?:bring(?:s|ing)?|brought|tak(?:es|ing)|took|rais(?:es|ed|ing)|push(?:es|ed|ing))\b[^.;]{0,40}\bto\s+\Z")
BROUGHT_WORDS: Final = frozenset(("to",))
"""The words that `BROUGHT` may end with. It stands before a running count whose name follows: "brings to seven the number of ..."."""


def is_change(lower: str, old: Counted, new: Counted) -> bool:
    """Whether two counts are an old and a new one: "rose from 40 to 65"."""
    return old.before in ("from", "by") and _CHANGE.fullmatch(lower, old.quantity.end, new.quantity.start) is not None


_CHANGE: Final = re.compile(r"\s+(?:people\s+)?to\s+")


_SIDE_THEN_COUNT: Final = re.compile(r"[;,]\s*(?:and\s+|while\s+|but\s+)?(?:the|its|their)\s+(?:[\w-]+\s+){1,2}\Z")
"""The same behind another subject: "the army lost 12 men, the rebels 30"."""
_NAME_THEN_COUNT: Final = re.compile(
    r"(?:,|\band)\s+(?:and\s+)?(?!\w*(?:ed|ing)\b|(?:aged?|of|in|on|at|to|by|from|for|with|only|just|some|page|day|number|no|all|another|a|an|the|and"
    r"|was|were|is|are|then)\s)"
    r"[\w’'-]+\s+\Z"
)
"""The same behind a bare name: "Merrin counted 14 dead, Halden six"."""
_WITH_THEN_COUNT: Final = re.compile(r"(?:followed by|ahead of|,|\band)\s+(?:and\s+)?(?!\w*(?:ed|ing)\b)[\w’'-]+(?:\s[\w’'-]+)?\s+with\s+\Z")
"""The same behind a name and "with": "Merrin had 14 deaths, followed by Halden with six"."""
_COUNT_ENDS: Final = re.compile(r"\s*(?:[.;,)]|\Z|and\b)")


def is_elliptic(lower: str, sentence: Stretch, figure: Counted) -> bool:
    """Whether a count stands alone behind a place or another subject."""
    start = figure.quantity.start
    led = PLACE_THEN_COUNT.search(lower, max(sentence[0], start - 70), start) or _SIDE_THEN_COUNT.search(lower, max(sentence[0], start - 40), start)
    led = led or _NAME_THEN_COUNT.search(lower, max(sentence[0], start - 40), start)
    if not led and figure.before == "with":
        led = _WITH_THEN_COUNT.search(lower, max(sentence[0], start - 50), start)
    return not figure.head and bool(led and _COUNT_ENDS.match(lower, figure.quantity.end, sentence[1]))


def is_part(lower: str, sentence: Stretch, figure: Counted) -> bool:
    """Whether a count is put as a part of another: "including 9", "nine of them"."""
    start, end = figure.quantity.start, figure.quantity.end
    floor = max(sentence[0], start - 60)
    told = figure.is_behind(_PARTS) or lower.find("among", floor, start) >= 0  # behind "among" any word may stand
    return bool((told and PART_BEFORE.search(lower, floor, start)) or OF_THEM_AFTER.match(lower, end))


# ---------------------------------------------------------------- small patterns

AUX: Final = first_of(AUXILIARIES)
ADV: Final = first_of(ADVERBS)
DET: Final = first_of(DETERMINERS)
LINK: Final = rf"(?:(?:{AUX})\s+(?:(?:{ADV})\s+)*)"
"""An auxiliary with the adverbs behind it."""


_ASIDE: Final = re.compile(rf",\s(?:including|among them|(?:most|many|all|some) of them|(?:\d+|one|{FEW}) of (?:them|whom))\s[^.;,]{{2,60}},")
"""A remark on the counted people before what is said of them: "26 people, 19 of them firefighters, ..."."""


def behind_aside(lower: str, figure: Counted, limit: int) -> int:
    """Where what is said of the counted people begins: behind a remark on some of them, where there is one."""
    aside = _ASIDE.match(lower, figure.after, limit)
    return aside.end() if aside else figure.after
