"""Single victims stated without a number: "a guard was shot dead", "the murder of Ana Pesk". Precision before recall."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from extractor.backends.rules.alternatives import first_of
from extractor.backends.rules.casualty_patterns import WOUNDS
from extractor.backends.rules.casualty_words import CIVILIANS, COMBATANTS, ONE_PERSON, OUTCOMES
from extractor.backends.rules.context import Context
from extractor.backends.rules.figure_words import EVENTS, FEW, HARMS
from extractor.backends.rules.figures import Stretch, status
from extractor.backends.rules.hints import needed_words, within
from extractor.backends.rules.listed import LEADS, listed, listed_subject, named_from
from extractor.backends.rules.unreal import is_figurative, is_law
from extractor.text.beside import word_before
from extractor.text.quantity import implicit_one
from schemas.casualty import CasualtyDraft, Outcome

_ADJECTIVES: Final = r"(?:(?!(?:where|when|who|that|which|whose|while|the|an?|and|of|in|at|on|to|by|for|from|with|as|was|were|is|had|has)\b)[\w-]+\s+){0,3}?"
_NOUN: Final = rf"(?:{first_of(ONE_PERSON)})(?:\s(?:{first_of(ONE_PERSON)})\b)?"
_PERSON: Final = (
    rf"(?P<det>an?|another|his|her|their|its|my|our|whose|the|[\w-]+[’']s)\s+(?P<one>{_ADJECTIVES}(?:{_NOUN}|\d{{1,3}}-(?:year|month"
    rf"|week)-old(?=\s+(?:was|were|is|has|had|who|died|from|in|at|on|by|and|suffered|succumbed)\b|[,.;])))\b(?!\s*(?:['’]s|-))(?!\s+(?:killer|killers"
    rf"|group|team|unit"
    rf"|force|station|post|car|vehicle|officers?|s)\b)"
)
_PERSON_WORDS: Final = needed_words(ONE_PERSON) | {"old"}
"""The words one of which `_PERSON` needs."""
_PASSIVE: Final = (
    r"(?:was|has been|had been|is|being|were)\s+(?:(?:also|reportedly|fatally|seriously|slightly|later|then|critically|brutally|severely|gravely|badly"
    r"|instantly|among others|believed|feared"
    r"|presumed|confirmed)\s+)*"
)
_DONE: Final = (
    r"(?P<word>killed|murdered|assassinated|executed|gunned down|shot dead|shot to death|shot and killed|slain|beheaded|lynched|stabbed to death"
    r"|hacked to death"
    r"|pronounced dead|declared dead|strangled|blown up|mown down|mowed down|swept to (?:his|her) death|buried alive|burnt to death|drowned"
    r"|suffocated|beaten to death|burned to death|burned alive|crushed to death|trampled to death|electrocuted|found dead|dead|wounded|injured|hurt"
    r"|among (?:those|the people|the) (?:who died|killed|dead|victims|murdered|injured|wounded|missing)|(?:still |also )?(?:missing"
    r"|unaccounted for))\b"
)
_DIED: Final = (
    r"(?:also\s+|later\s+|then\s+|who\s+|had\s+|has\s+|have\s+|collapsed\s+and\s+|fell\s+(?:ill\s+)?and\s+)*(?P<died>died|perished|drowned"
    r"|lost (?:his|her|their) (?:own )?li(?:fe|ves)|lost (?:his|her) (?:fight|battle) for life"
    r"|expired (?=on the spot|in hospital|on the way|in the ambulance)|did not survive|passed away|bled to death|burned to death"
    r"|succumbed(?: to (?:his|her|their) (?:wounds|injuries|burns)| to (?:the |an? )?(?:virus|disease|illness|infection|cholera|ebola|flames|smoke"
    r"|cold)\b|(?= at\b| in hospital\b| on the way\b| before\b|[.,;]))"
    r"|fell(?=\s+in (?:the )?(?:fighting|battle|action|combat|line of duty)))\b(?!\s+(?:out|aged|peacefully"
    r"|of (?:cancer|old age|natural|pneumonia|an? (?:heart|stroke|long)))\b)"
)
_HURT: Final = (
    r"(?:who\s+)?(?:(?:had|has|also)\s+)*(?P<hurt>(?:suffered|sustained|received|escaped with"
    rf"|(?:{_PASSIVE})?(?:taken|rushed|airlifted|flown|winched|pulled|dragged|carried)\s[^,.;]{{2,60}}?\s(?:suffering from|with)"
    rf"|(?:{_PASSIVE})?(?:treated|being treated|hospitali[sz]ed) (?:for|with))\s+(?:(?:an?|his|her|multiple|several)\s+)?{WOUNDS}"
    r"|(?:was|were) (?:hit|struck|shot|stabbed|wounded) in the (?:neck|legs?|arms?|thighs?|shoulders?|hands?|feet|foot|knees?|hips?|back|stomach|abdomen)\b"
    r"(?![^.;]{0,60}\band (?:later )?died)"
    r"|(?:is|was|remains|remained) (?:still )?in (?:an? )?(?:critical|serious|grave|stable) condition\b)"
)
_GONE: Final = r"(?P<gone>has not been (?:found|located|traced|seen since)|was never found|is still missing)\b"
_LATER: Final = (
    r"(?P<later>(?:was|were) (?:caught in|hit|shot|struck|stabbed|beaten|attacked|run over|crushed|trapped|bitten|swept away|burned|burnt)\b"
    r"[^.;]{0,90}?\b(?:and|but)"
    r" (?:later |then |eventually )?died)\b"
)
"""How someone came to harm, and then died of it."""
_LIMB: Final = (
    r"(?:(?:broke|fractured|shattered|crushed) (?:his|her|an?|both) (?:\w+ )?"
    r"(?:legs?|arms?|hands?|foot|feet|pelvis|hip|skull|ribs|spine|neck|back|ankles?|wrists?|collarbone|jaw)"
    r"|lost\s+(?:an?|one|both|his|her|two)(?:\s+(?:left|right|of his|of her))?\s+(?:legs?|arms?|hands?|foot|feet|eyes?|limbs?|fingers?))\b"
)
_ASIDE: Final = r"(?:,\s(?:aged\s)?\d{1,3},[^,.;]{1,60},|,[^,.;]{1,80},|\s\((?:aged\s)?\d{1,3}\)|\s[–—-]\s(?:aged\s)?\d{1,3}\s[–—-])"
"""An age or a description behind a victim."""
_SPEECH: Final = r"\b(?:and|that|when|who|said|says|told|denied|denies|saw|reported|claimed|confirmed|insisted|believes?|heard)\b"
"""Words behind which another is spoken of."""
_BETWEEN: Final = (
    rf"(?:(?:\s+of\s+\d{{1,3}})?{_ASIDE}|\s+of\s+\d{{1,3}},|\s+aged\s+\d{{1,3}}"
    rf"|\s+(?:assigned|accused|employed|suspected|known|posted|based|hired|detained|held|trapped) (?:(?!{_SPEECH})[^,.;:“\"]){{1,60}}?"
    r"|\s+(?:wounded|injured|hurt) (?:in|by|when|at|on|during) [^,.;]{2,60}?"
    rf"|\s+who (?:was|had been) \w+ing\b(?:(?!{_SPEECH}|\b(?:his|their)\b)[^,.;:“\"]){{1,90}}?"
    rf"|\s+(?:in|from|at|of|on|near)\s+(?:(?!{_SPEECH})[^,.;:“\"]){{1,40}}?)?"
)
"""What may stand between a victim and the verb."""
_SUFFERED: Final = re.compile(rf"\b{_PERSON}{_BETWEEN}\s+(?:(?:who\s+)?{_PASSIVE}{_DONE}|{_DIED}|{_HURT}|(?P<lost>{_LIMB})|{_GONE}|{_LATER})")
_FATE: Final = re.compile(rf"\s(?:{_PASSIVE}{_DONE}|{_DIED}|{_HURT}|{_LIMB}|{_GONE}|{_LATER})")
"""What someone suffered, behind the white space that parts it from the one who did."""
_AT_ONCE: Final = re.compile(r"\b(?:died|were killed) (?:at the (?:scene|site)|on the spot|instantly)\b")
_AT_ONCE_WORDS: Final = frozenset(("scene", "site", "spot", "instantly"))
"""The words one of which this pattern needs."""
_SELF_EVIDENT: Final = re.compile(r"burn|gunshot|bullet|shrapnel|stab|inhalation|hypothermia")
"""Wounds that no game gives."""
_BARE: Final = (
    r"(?P<word>killed|murdered|gunned down|shot dead|stabbed to death|hacked to death|beaten to death|wounded|injured)"
    r"(?=\s+(?:in|by|when|while|outside|near|during|at|on|as)\b)(?![^.;,]{0,60}\s(?:died|has died|succumbed)\b)"
)
_BARE_WORDS: Final = frozenset("killed murdered gunned shot stabbed hacked beaten wounded injured".split())
_WITHOUT_AUXILIARY: Final = re.compile(rf"\s(?<!was )(?<!were )(?<!been ){_BARE}")
_REDUCED: Final = re.compile(rf"\b(?P<det>an?|his|her|their|another)\s+(?P<one>{_ADJECTIVES}{_NOUN})(?:,[^,.;]{{1,40}},)?\s+{_BARE}")
"""A victim with what was done and no auxiliary: "a guard gunned down outside his home"."""
_SHOT_DEAD: Final = re.compile(rf"\b(?:shot|shooting|struck|beat|hacked)\s+(?P<det>an?|his|her|their)\s+(?P<one>{_ADJECTIVES}{_NOUN})\s+(?P<word>dead)\b")
_TO_DEATH: Final = re.compile(
    rf"\b(?:hacked|beat|stabbed|burned|burnt|clubbed|stoned|crushed|trampled|starved|choked|battered|bludgeoned)\s+(?P<det>an?|his|her|their|the)\s+"
    rf"(?P<one>{_ADJECTIVES}{_NOUN})\s+(?P<word>to death)\b"
)
_LEFT_WITH: Final = re.compile(rf"\b(?:left|leaving|and)\s+(?P<det>an?|his|her|their|another)\s+(?P<one>{_ADJECTIVES}{_NOUN})\s+with\s+(?P<hurt>{WOUNDS})")
"""A victim before what came of the deed: "left a guard with burns"."""
_DONE_WORDS: Final = frozenset(
    """killed murdered assassinated executed gunned shot slain beheaded lynched stabbed hacked pronounced declared strangled blown mown mowed swept buried
    burnt drowned suffocated beaten burned crushed trampled electrocuted dead wounded injured hurt among missing unaccounted""".split()
)
_BEING: Final = frozenset("was been is being were".split())
_DIED_WORDS: Final = frozenset(
    """died perished drowned lost survive passed bled burned succumbed fell suffered crushed broke fractured shattered sustained received escaped expired taken
    rushed airlifted flown winched pulled dragged carried treated hospitalised hospitalized hit struck shot stabbed wounded condition found located traced
    seen missing""".split()
)
"""`_FATE` needs one word of the first two of these lists each, or one of the last."""
_KIN: Final = (
    "(?:mother|father|brother|sister|son|daughter)-in-law|wife|husband|son|daughter|mother|father|brother|sister|child|baby|nephew|niece|cousin|uncle|aunt"
    "|grandson|granddaughter|fiancée?|twins?|friend|colleague"
)
_BEREAVED: Final = re.compile(
    rf"\blost\s+(?P<det>his|her|their|my|our)\s+(?P<one>{_ADJECTIVES}(?:{_KIN}))\b(?!\s+to\s+(?!the\s+(?:flood|fire|war|quake|storm|wave)))"
)
_BY_AN_EVENT: Final = re.compile(r"[^.;]{0,40}?\b(?:when|in the|during)\b")
"""Whom someone lost, where there was violence or disaster: "lost his wife in the crush"."""
_HEADLINE: Final = re.compile(
    rf"(?:(?:\A|[;:,]\s+)(?:\w+\s+)?|\b(?P<act>kills?|murders?|wounds?|injures?)\s+(?:\w+\s+)?)(?P<one>{first_of(ONE_PERSON)})"
    r"(?(act)(?=\s*(?:[,;:]|\Z|\s(?:in|at|near|on|as|after|during|aboard|and)\b))|(?:,\s\d{1,3},|\s+(?P<name>[a-z][\w’'-]+(?:\s[a-z][\w’'-]+)?))?\s+(?P<word>killed"
    r"|murdered|assassinated|shot dead|wounded|injured|missing|stabbed to death|found dead)\b)"
)
"""Headlines leave article and auxiliary out: "guard shot dead", "gunmen kill mayor"."""
_AMONG: Final = re.compile(rf"\b(?:including|among (?:them|the dead|the victims|those killed))(?:\s+(?:was|were|is|are))?,?\s+{_PERSON}")
_THE_DEAD: Final = re.compile(
    r"\b(?:the (?:latest |other |first )?(?P<word>dead|killed|victims|wounded|injured|missing)\s+(?:also\s+)?(?:include[sd]?|were|are)"
    r"|among the (?P<did>dead|killed|victims|wounded|injured|missing)\s+(?:also\s+)?(?:was|were|is|are))\s+"
)
"""Before a list: "the dead included a teacher, two pupils and a guard"."""
_ON_IT: Final = re.compile(_PERSON)
_COUNTED_ON_IT: Final = re.compile(rf"(?:both|{FEW}|eleven|twelve|\d[\d,]*)\s[^,.;]{{2,50}}?(?=,\s|\s+and\s)")
_ONWARD: Final = re.compile(r"(?:\s(?:who|whose|from|of|in|at|on|with)\s[^,.;]{1,60}?|,\s(?:aged\s)?\d{1,3})?(?:,\s(?:and\s)?|\s+and\s)")
"""From one on such a list to the next."""
_LISTING: Final = frozenset("include includes included were are was is".split())
_LISTED: Final = frozenset("dead killed victims wounded injured missing".split())
"""`_THE_DEAD` needs a word of each of these two."""
_BODY: Final = re.compile(
    r"\b(?:found|finds|recovered|recovers|came upon|come upon|discovered|pulled|retrieved)\s+(?P<det>an?|another|the)\s+(?P<one>(?:\w+\s+)?body)\b(?!\s+of\b)"
)
_BODY_FOUND: Final = re.compile(
    r"\b(?:an?|another|the)\s+(?P<one>(?:(?:second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|charred|headless|decomposed)\s+)?body)"
    r"(?:\s+(?:of\s+an?\s+)?\w+)?\s+(?:was|has been|had been)\s+(?:later\s+)?(?:found|recovered|discovered|pulled|retrieved)\b"
)
_DID: Final = re.compile(
    rf"\b(?P<word>shot dead|gunned down|stabbed to death|hacked to death|executed|beheaded|lynched|killed"
    rf"|killing|murdered|murdering|assassinated|wounded|wounding|injured|injuring|death of|murder of|killing of"
    rf"|assassination of|bod(?:y|ies) of|corpses? of|remains of|life of|lives of)\s+(?:and\s+\w+ed\s+)?{_PERSON}"
)
_NAME: Final = r"(?P<one>[A-ZÀ-ÖØ-Þ][^\W\dA-Z_][\w’'-]*(?:\s+(?:al-|de\s|la\s|bin\s|van\s)?(?:[A-Z]\.|[A-ZÀ-ÖØ-Þ][\w’'-]+)){1,3})"
_NO_TITLE: Final = "in|by|at|near|on|for|to|from|with|and|as|of|that|when|after|before|during|outside|inside|over|or|about|off"
_BODIES: Final = re.compile(
    r"\b(?:House|City|Street|State|States|Army|Ministry|Party|Council|University|River|Airport|Hospital|County|Forces?|Police|Group|Front|Movement"
    r"|Union|Bank|Times|News|Company|Church"
    r"|School|Park|Square|Bridge|Road|Avenue|Province|District|Region|Valley|Island|Nations|Agency|Department|Court|Congress|Parliament|Senate|Club"
    r"|League|Camp|Corps|Brigade|Division|Office|Board|Committee|Commission|Association|Institute|Observatory|Service|Authority|Foundation|Command"
    r"|Cross|Crescent|Airlines?|Railways?|Bay|Lake|Mount|Sea|Coast|Cape|Port)\b"
)
"""Words in the names of bodies and places: not one person."""
_NAME_SUFFERED: Final = re.compile(rf"\b{_NAME}(?:{_ASIDE}|,)?\s+(?:(?:who\s+)?{_PASSIVE}{_DONE}|{_DIED}|{_HURT}|(?P<lost>{_LIMB})|{_GONE}|{_LATER})")
_NAME_DONE: Final = re.compile(
    rf"\b(?P<word>murder of|assassination of|killing of|death of|body of|remains of|life of|lives of|shot dead|gunned down|stabbed to death|executed"
    rf"|beheaded|lynched|killed|killing|assassinated"
    rf"|murdered)\s+(?:(?!(?:{_NO_TITLE})\s)[a-z-]+\s+){{0,3}}?{_NAME}"
)
_AGES: Final = r"(?:,?\s(?:aged|ages)\s\d{1,3}(?:(?:,?\sand\s|,\s|\sto\s)\d{1,3})*)?"
_JOINED: Final = re.compile(rf"{_AGES},?\s+and\s+(?:of\s+)?{_PERSON}(?!\s+(?:was|is|has|had|who|said|told))")
_COLON: Final = re.compile(r"(?<=[a-z]):\s+(?=[A-Z])")
_LINK: Final = re.compile(rf",\s+{_PERSON}")
_CHAIN: Final = re.compile(
    rf"(?P<list>(?:,\s+(?:an?|his|her|their)\s+{_ADJECTIVES}(?:{first_of(ONE_PERSON)})){{1,4}}),?\s+and"
    rf"\s+(?:(?:an?|his|her|their|the|several|other|{FEW}|\d[\d,]*)\s|himself|herself)"
)
"""Further single victims of a list: "two nurses, a driver and a guard"."""
_LED: Final = re.compile(
    rf"\b{_PERSON}(?:\s+(?:of|aged)\s+[\w-]+|,\s+(?:aged\s+)?\d+,?)?,?\s+(?:and|along with|as well as)\s+(?:(?:the|another|his|her|their|my|our|at least)\s+)*"
)
"""One who shares the fate of those counted or named next: "a guard and two porters were shot"."""
_LED_ON: Final = re.compile(rf"\b{_PERSON}(?:\s+aged\s+\d{{1,3}}|\s\(\d{{1,3}}\))?,\s+\Z")
"""One who stands before such a one on a list: "a guard, a driver and two porters were shot"."""
_ON_LIST: Final = 60
"""How many characters before one on a list the next one before begins, at most."""
_JOINTS: Final = frozenset(("", "and", "with", "as", "the", "another", "his", "her", "their", "my", "our", "least"))
"""The words that `_LED` and `_LED_NAME` may end with, and "" for what only a closer look tells."""
_LED_NAME: Final = re.compile(
    rf"(?<!by )(?<!the )(?<!of )(?<!in )(?<!at )(?<!from )(?<!to )(?<!on )(?<!near )\b{_NAME}(?:,\s[^,.;]{{2,60}},)?\s+(?:and|along with"
    rf"|as well as)\s+(?:(?:the|another|his|her|their|at least)\s+)*"
)
_ORDINAL: Final = re.compile(
    rf"\b(?:an?|the)\s+(?P<one>(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth)(?:\s+(?:person|man|woman|child"
    rf"|victim|{first_of(ONE_PERSON)}))?)\s+"
    rf"(?:{_PASSIVE}{_DONE}|{_DIED})"
)
_ELLIPTIC: Final = re.compile(
    rf"\b(?:and|while|,)\s+(?:(?P<det>an?|his|her|their|the)\s+)?(?P<one>another(?:\s+(?:{first_of(ONE_PERSON)}))?"
    rf"|(?(det){_ADJECTIVES}(?:{first_of(ONE_PERSON)})|(?!)))"
    r"\s+(?:(?:was|also|left|critically|seriously|badly|slightly|severely|fatally|gravely)\s+)*(?P<word>killed|wounded|injured|hurt|missing|shot dead)\b"
    r"(?=\s*(?:[.,;:]|\Z|(?:in|by|when|after|on|at|during|as|near|and)\b))"
)
"""Where a second victim goes without the verb of the first: "one was killed and another wounded"."""
_ORDINALS: Final = frozenset("first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth".split())
"""The words one of which `_ORDINAL` needs."""
_ELLIPTIC_WORDS: Final = frozenset("killed wounded injured hurt missing shot".split())
_ANOTHER: Final = _PERSON_WORDS | {"another"}
"""`_ELLIPTIC` needs one word of these two lists each."""
_AMONG_WORDS: Final = frozenset(("including", "among"))
"""The words one of which `_AMONG` needs."""
_NEAR: Final = 200
"""How many characters before a sentence a word of violence or disaster makes a death one."""
_EVERYDAY: Final = ("fell", "slid", "hits", "burst", "bursts")
"""Verbs of accidents that tell of other things as often."""
_HARM: Final = re.compile(
    rf"\b(?:{first_of(HARMS)}|{'|'.join(event for event in EVENTS if event not in _EVERYDAY)}|kill\w*|murder\w*|shot|struck by|stabbed|wound\w*|injur\w*)\b"
)
_WIRE: Final = re.compile(
    rf"\b(?P<word>death of|murder of|killing of|assassination of)\s+(?:(?:the|former|late)\s+)*(?P<one>{_ADJECTIVES}{_NOUN})\b(?!\s*['’])"
    rf"|\b(?P<title>(?:{first_of(ONE_PERSON)})(?:\s+[\w.-]+){{1,4}}?)(?:,[^,.;]{{1,80}},|,)?\s+(?:{_PASSIVE}{_DONE.replace('?P<word>', '?P<did>')})"
)
"""Titles without an article, as wire copy in capitals has them: "the murder of Archbishop ...", "Mayor ... was killed"."""
_TITLES: Final = re.compile(r"(?:The|A|An|In|On|At|Mr|Mrs|But|And|When|After|He|She|It|They|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)\s")


@dataclass(frozen=True, slots=True)
class Told:
    """A count of the sentence: where it stands and its outcome."""

    start: int
    end: int
    outcome: Outcome
    cue: int
    """Where the word for the outcome begins."""

    @property
    def verb_follows(self) -> bool:
        return self.cue >= self.end


Found = tuple[re.Match[str], Stretch, Outcome]
"""A match, the victim's words, the outcome."""


def singles(
    context: Context,
    sentence: Stretch,
    counts: Sequence[Told],
    named: set[str],
    wholes: Mapping[Outcome, str],
    before: Stretch | None = None,
    near: bool = False,
) -> Iterator[tuple[CasualtyDraft, Stretch]]:
    """The single victims of a sentence beside its `counts`; each name once an article, remembered in `named`.

    A victim joined to a count shares its outcome: "killed three soldiers and a child". `wholes` are the number phrases of the running counts;
    `before` is the sentence before; `near` tells that it holds casualties.
    """
    text, lower = context.text, context.lower
    taken = [(count.start, count.end) for count in counts]
    told = context.document.words(sentence)
    certain = bool(near or counts or (not told.isdisjoint(_AT_ONCE_WORDS) and _AT_ONCE.search(lower, *sentence)))
    deeds = within(context.document.hints["deed"], *sentence)
    found = list(_found(text, lower, sentence, told, deeds, counts, certain))
    found.extend((match, span, _outcome(match)) for match, span in listed(text, lower, sentence, told, context.names))
    if (subjects := list(listed_subject(text, sentence, context.names))) and (certain or _is_violent(lower, sentence)):
        found.extend((match, span, _outcome(match)) for match, span in subjects)
    found.extend(_behind_colon(context, sentence, counts))
    if not found or sentence in context.document.drills or context.document.is_staged(sentence):
        return
    among = {match.span("one"): _nearest(counts, match.start()) for match, _, _ in found if match.re is _AMONG}
    spans = [span for _, span, _ in found]
    for match, (start, end), outcome in sorted(found, key=lambda each: each[1]):
        words = text[start:end]
        if (start, end) not in among and any(count.end < start < count.cue and _APPOSED.fullmatch(text, count.end, start) for count in counts):
            continue  # "two riders, a cook and her nephew, drowned": the count has them
        if any(a < end and start < b for a, b in taken) or not _is_victim(context, sentence, match, (start, end), spans, certain, named):
            continue
        named.add(words.lower())
        taken.append((start, end))
        tokens = set(words.lower().split())
        stated = status(lower, sentence, match.span(), told)
        earlier = before if stated == "asserted" else None
        draft = CasualtyDraft(
            evidence=text[slice(*sentence)],
            quantity=words,
            status=stated,
            sources=context.sources(sentence),
            when=context.when(sentence, match.span()),
            outcome=outcome,
            implicit=True,
            part_of=_whole(context, match, (start, end), outcome, among, wholes),
            victims=words,
            victim_status="civilian" if tokens & CIVILIANS else "combatant" if tokens & COMBATANTS else "unknown",
            scope="incident",
            where=context.place(sentence, match.span(), earlier),
            cause=context.cause(sentence, match.span(), start, earlier),
        )
        yield draft, sentence


def _behind_colon(context: Context, sentence: Stretch, counts: Sequence[Told]) -> Iterator[Found]:
    """The names that a count is followed by: "two guards died: Aron Pell, 33, and Viktor Sand"."""
    for colon in _COLON.finditer(context.text, counts[-1].end, sentence[1]) if counts else ():
        yield from ((colon, span, counts[-1].outcome) for span in named_from(context.text, colon.end(), sentence[1], context.names))


def _whole(context: Context, match: re.Match[str], span: Stretch, outcome: Outcome, among: Mapping[Stretch, Told], wholes: Mapping[Outcome, str]) -> str | None:
    """The number that the victim is one of: a count of the sentence, or for "among the dead" and lists of names the running count before."""
    if span in among:
        return context.text[among[span].start : among[span].end]
    if match.re is _COLON or "among" in match.group().lower() or match.re in LEADS:
        return wholes.get(outcome)
    return None


_APPOSED: Final = re.compile(r"\s*[,–—]\s+(?:an?|the|his|her|their)\s+(?:[\w’'-]+,?\s+){0,9}")
_DENIED: Final = re.compile(r"\b(?:not|never|without|neither|nor|no|nobody|fail(?:ed|s)? to|avoid(?:ed|ing)?|instead of)\s+\Z")


def _is_denied(lower: str, match: re.Match[str]) -> bool:
    """Whether a word right before says that it did not happen: "had not killed a guard"."""
    return bool(_DENIED.search(lower, max(0, match.start() - 14), match.start()))


def _nearest(counts: Sequence[Told], at: int) -> Told:
    """The last count before `at`, else the first."""
    return next((count for count in reversed(counts) if count.end <= at), counts[0])


def _stated(text: str, lower: str, sentence: Stretch, told: frozenset[str], deeds: Sequence[int]) -> Iterator[re.Match[str]]:
    """Whoever the patterns find by themselves, one pattern after the other, without those whose words the sentence lacks."""
    suffered = _may_suffer(told) and _FATE.search(lower, *sentence) is not None
    if suffered and not told.isdisjoint(_PERSON_WORDS):
        yield from _SUFFERED.finditer(lower, *sentence)
    yield from _beginning_at(deeds, _DID, lower, sentence[1])
    if not told.isdisjoint(_BARE_WORDS) and _WITHOUT_AUXILIARY.search(lower, *sentence):
        yield from _REDUCED.finditer(lower, *sentence)
    if "lost" in told:
        yield from _BEREAVED.finditer(lower, *sentence)
    if "dead" in told:
        yield from _SHOT_DEAD.finditer(lower, *sentence)
    if "death" in told:
        yield from _TO_DEATH.finditer(lower, *sentence)
    if "with" in told:
        yield from _LEFT_WITH.finditer(lower, *sentence)
    if "body" in told:
        yield from _BODY.finditer(lower, *sentence)
        yield from _BODY_FOUND.finditer(lower, *sentence)
    if suffered:
        yield from _NAME_SUFFERED.finditer(text, *sentence)
    yield from _beginning_at(deeds, _NAME_DONE, text, sentence[1])


def _may_suffer(told: frozenset[str]) -> bool:
    """Whether a sentence has the words that `_FATE` needs."""
    return not told.isdisjoint(_DIED_WORDS) or not (told.isdisjoint(_DONE_WORDS) or told.isdisjoint(_BEING))


def _beginning_at(starts: Sequence[int], pattern: re.Pattern[str], words: str, end: int) -> Iterator[re.Match[str]]:
    """What `finditer` would find of a pattern that can only begin at one of `starts`."""
    position = 0
    for start in starts:
        if start >= position and (match := pattern.match(words, start, end)):
            yield match
            position = match.end()


def _found(text: str, lower: str, sentence: Stretch, told: frozenset[str], deeds: Sequence[int], counts: Sequence[Told], near: bool) -> Iterator[Found]:
    """Whoever the patterns find: by themselves first, then those joined to a count or to another victim. `told` are the words of the sentence."""
    own: list[Found] = [(match, match.span("one"), _outcome(match)) for match in _stated(text, lower, sentence, told, deeds)]
    if text[sentence[1] - 1] not in '.!?”"’»':
        headline = lower[slice(*sentence)]
        for head in _HEADLINE.finditer(headline):
            start, end = head.span("name" if head.group("name") else "one")
            own.append((head, (sentence[0] + start, sentence[0] + end), _outcome(head)))
    if text[slice(*sentence)].isupper():
        own.extend((match, match.span("one" if match.group("one") else "title"), _outcome(match)) for match in _WIRE.finditer(lower, *sentence))
    if near or own:
        for pattern, needed, also in ((_ORDINAL, _ORDINALS, _ORDINALS), (_ELLIPTIC, _ELLIPTIC_WORDS, _ANOTHER)):
            if not (told.isdisjoint(needed) or told.isdisjoint(also)):
                own.extend((match, match.span("one"), _outcome(match)) for match in pattern.finditer(lower, *sentence))
    if counts and not (told.isdisjoint(_AMONG_WORDS) or told.isdisjoint(_PERSON_WORDS)):
        own.extend((match, match.span("one"), _nearest(counts, match.start()).outcome) for match in _AMONG.finditer(lower, *sentence))
    yield from own
    if not (told.isdisjoint(_LISTING) or told.isdisjoint(_LISTED)):
        for lead in _THE_DEAD.finditer(lower, *sentence):
            yield from ((lead, span, _outcome(lead)) for span in _on_list(lower, lead.end(), sentence[1]))
    known = {span for _, span, _ in own}
    ends = [(count.end, count.outcome) for count in counts] + [
        (span[1], outcome) for match, span, outcome in own if match.re in (_AMONG, _DID, _NAME_DONE, _BEREAVED) and not _is_denied(lower, match)
    ]
    for end, outcome in ends:
        if chain := _CHAIN.match(lower, end, sentence[1]):
            for link in _LINK.finditer(lower, *chain.span("list")):
                if link.span("one") not in known:
                    yield link, link.span("one"), outcome
            end = chain.end("list")
        if (joined := _JOINED.match(lower, end, sentence[1])) and joined.span("one") not in known:
            yield joined, joined.span("one"), outcome
    starts = {count.start: count.outcome for count in counts if count.verb_follows}
    starts.update({start: outcome for match, span, outcome in own if match.re in (_SUFFERED, _NAME_SUFFERED) for start in (match.start(), span[0])})
    if any(word_before(lower, start) in _JOINTS for start in starts):
        for pattern, words in ((_LED, lower), (_LED_NAME, text)):
            for led in pattern.finditer(words, *sentence):
                if led.end() in starts:
                    yield led, led.span("one"), starts[led.end()]
                    yield from ((other, other.span("one"), starts[led.end()]) for other in _listed_before(lower, sentence, led.start()))


def _on_list(lower: str, at: int, end: int) -> Iterator[Stretch]:
    """Where each single victim stands on a list that begins at `at` and may hold counts too."""
    while item := _ON_IT.match(lower, at, end) or _COUNTED_ON_IT.match(lower, at, end):
        if item.re is _ON_IT:
            yield item.span("one")
        onward = _ONWARD.match(lower, item.end(), end)
        if onward is None:
            return
        at = onward.end()


def _listed_before(lower: str, sentence: Stretch, at: int) -> Iterator[re.Match[str]]:
    """Those who stand on a list before the one at `at`, the last of them first."""
    while led := _LED_ON.search(lower, max(sentence[0], at - _ON_LIST), at):
        yield led
        at = led.start()


def _is_victim(context: Context, sentence: Stretch, match: re.Match[str], span: Stretch, spans: Sequence[Stretch], certain: bool, named: set[str]) -> bool:
    """Whether the words are one person who came to harm, not told before: no body of people, no death without violence near, no title alone."""
    text, lower = context.text, context.lower
    start, end = span
    words = text[start:end]
    groups = match.groupdict()
    harm = (groups.get("word") or "").lower()
    if (_BODIES.search(words) and not words.isupper()) or _is_denied(lower, match) or " nor " in words:
        return False
    if groups.get("det") and any(end < other[0] and other[1] <= match.end() for other in spans):  # "a guide, Ana Pesk, was killed": the name counts
        return False
    if groups.get("det") == "the" and lower.endswith(" of ", 0, match.start()):
        return False
    if (
        groups.get("died") in ("died", "perished", "passed away")
        or (groups.get("hurt") and not _SELF_EVIDENT.search(groups["hurt"]))
        or groups.get("gone")
        or match.re in (_BODY, _BODY_FOUND)
        or (match.re is _BEREAVED and not _BY_AN_EVENT.match(lower, match.end()))
        or harm == "death of"
        or (match.re is _NAME_DONE and harm in ("body of", "remains of"))
    ) and not (certain or _is_violent(lower, sentence)):
        return False
    if is_figurative(lower, sentence, _outcome(match), context.document.words(sentence), start) or (match.re is _DID and is_law(lower, sentence)):
        return False
    if words.lower() in named and match.re not in (_ORDINAL, _ELLIPTIC):
        return False
    if _TITLES.match(words) or implicit_one(text, start, end) is None:
        return False
    return not (groups.get("det") == "the" and any(name.endswith(words.lower().split()[-1]) for name in named))


def _is_violent(lower: str, sentence: Stretch) -> bool:
    """Whether a word of violence or disaster stands in the sentence or shortly before it."""
    return bool(_HARM.search(lower, max(0, sentence[0] - _NEAR), sentence[1]))


def _outcome(match: re.Match[str]) -> Outcome:
    groups = match.groupdict()
    if groups.get("lost") or groups.get("hurt"):
        return "injured"
    if groups.get("gone"):
        return "missing"
    if groups.get("later"):
        return "killed"
    harm = (groups.get("word") or groups.get("did") or groups.get("act") or "killed").lower()
    if harm.endswith(("missing", "unaccounted for")):
        return "missing"
    return OUTCOMES.get(harm) or OUTCOMES.get(harm.rsplit(" ", 1)[-1], "killed")
