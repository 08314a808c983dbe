"""Whom a sentence gives a figure to: the patterns of attribution."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from extractor.backends.rules.alternatives import first_of
from extractor.backends.rules.hints import needed_words
from extractor.text.names import Names
from extractor.text.titles import ABBREVIATED_TITLES, is_role

Stretch = tuple[int, int]

_SAYS: Final = (
    *"said says say saying reported reports reporting stated states announced announces announce announcing added adds".split(),
    *"confirmed confirms confirm estimates estimate estimated explained told claims claim warned warns warn noted notes indicated".split(),
    *"disclosed revealed declared put puts counted counts recorded documented denied denies deny asserts assert asserted".split(),
    *"reckons reckon reckoned dismissed dismisses refutes refute refuted disputes dispute disputed withdrew predicts predict predicted".split(),
    *"argued argues argue".split(),
    *"acknowledged insists insist insisted expects expect expected rejects reject rejected conceded wrote writes".split(),
    r"records(?!\s+(?:seen|show|showed|kept|obtained|compiled|reviewed|from|of|by|at|in)\b)",
    *(rf"{verb}(?=\s+that\b)" for verb in "projects project projected finds find found shows showed suggests suggested".split()),
    *(rf"{verb}(?=\s+(?:the|a|its)\s+(?:\w+\s+)?(?:toll|number|figure|count)\b)" for verb in ("gave", "gives", "give")),
    *("speaks of", "speak of", "spoke of", r"claimed(?!\s+(?:\S+\s+){0,4}lives\b)"),
    *(rf"{verb}(?=\s+that\b)" for verb in "fears fear believes believe suspects suspect feared believed suspected".split()),
    *(rf"{verb}(?=\s+(?:the|him|her|them|two|three)\b)" for verb in ("named", "identified")),
    *(f"{verb} to" for verb in "intends intend intended plans planned wants want wanted aims aim hopes hope hoped vowed ordered".split()),
)
_SAY: Final = f"(?:{first_of(_SAYS)})"
_SAY_WORDS: Final = needed_words(_SAYS)
"""The words one of which a pattern with `_SAY` needs."""
_ADVERB: Final = r"(?:(?:{})\s+)*".format(
    first_of(
        (
            *"also later earlier has have had now then on late early monday tuesday wednesday thursday friday saturday sunday today yesterday further".split(),
            *"officially still previously initially".split(),
            r"(?:this )?(?:morning|week|afternoon|evening)",
        )
    )
)
_NAME: Final = (
    r"(?:(?:the|a|an|its|their|his|her|some|several|two|local|other)\s+)?(?!(?:as|said|says|told|though|although|but|and|because|while|where|which|in|on|at|by|with)\b)"
    r"[^\W\d_][^,;:\"“”()\n]{0,90}?"
)
_STOP: Final = "".join(rf"(?<!\b{title})" for title in map(str.lower, ABBREVIATED_TITLES)) + r"(?<!\b[a-z])\."
"""A full stop that ends more than a title or an initial."""
_SHORT: Final = r"(?:\s+\([^()]{1,40}\))?"
"""A body's short name in brackets behind it."""
_CLOSING: Final = re.compile(rf",[”\"]?\s+(?P<source>{_NAME}){_SHORT}\s+{_ADVERB}{_SAY}(?=[\s.,;:]|\Z)(?!\s+(?:that|to)\b[^.]{{30}})")
_APPOSED: Final = re.compile(rf",[”\"]?\s+(?P<source>{_NAME}),\s+[^,;\n]{{3,80}},\s+{_ADVERB}{_SAY}(?=[\s.,;:]|\Z)")
_INVERTED: Final = re.compile(
    rf",[”\"]?\s+(?:said|says|reported|according to)\s+(?P<source>{_NAME})(?=[,;\n]|{_STOP}|\s+\(|\s+(?:on|in|at|late|early|today|yesterday)\b|\Z)"
)
_FIGURES_OF: Final = (
    r"(?:(?:the\s+|an?\s+)?(?:[\w-]+\s+){0,3}?(?:figures?|data|counts?|tall(?:y|ies)|statistics|estimates?|records|numbers)\s+(?:\w+\s+)?(?:from|by|of)\s+)?"
)
"""What a source has published: its words are those behind."""
_ACCORDING: Final = re.compile(
    rf"\b(?:according to|as reported by|reported by|confirmed by)\s+{_FIGURES_OF}(?P<source>{_NAME})(?=[,;:\n)]|{_STOP}|\s+\("
    rf"|\s+(?:released|published|cited|on|in|that|which"
    rf"|who|said|has|have)\b|(?<!\bof)(?<!\bfor)(?<!\bin)(?<!\bat)\s+the\b|\Z)"
)
_OWN_COUNT: Final = re.compile(
    r"\b(?:by|on|according to)\s+(?P<source>(?:the\s+)?[^\W\d_][^,;:\"“”()\n’']{1,60}?)[’']s?\s+(?:own\s+)?(?:count|tally|estimates?|figures?|reckoning"
    r"|records)\b"
)
_PAPER: Final = re.compile(
    rf"\b(?:assessment|survey|report|study|count|tally|plan|census|posts|reports|accounts|figures|data)\s+(?:drawn up |compiled |prepared |made |published "
    rf"|released )?"
    rf"(?:by|from)\s+(?P<source>{_NAME})\s+{_ADVERB}(?:found|finds|shows?|showed|puts?|says|said|provides? for|estimates?|estimated|counted|spoke of"
    rf"|speak of|suggests?|suggested)\b"
)
_COUNTS: Final = frozenset("count tally estimate estimates figure figures reckoning records".split())
"""The words one of which `_OWN_COUNT` needs."""
_PAPERS: Final = frozenset("assessment survey report study count tally plan census posts reports accounts figures data".split())
"""The words one of which `_PAPER` needs."""
_CITING_WORDS: Final = frozenset(("citing", "quoting", "cited", "quoted"))
_CITING: Final = re.compile(rf"\b(?:citing|quoting|cited|quoted)\s+(?P<source>{_NAME})(?=[,;:\n)]|{_STOP}|\s+(?:as|who|that)\b|\Z)")
_RELAYED: Final = re.compile(rf"(?:\bthat\s+)?(?P<source>{_NAME}),\s+(?:citing|quoting)\b")
_OPENING: Final = re.compile(
    rf"(?P<source>{_NAME})(?:,[^,;\n]{{3,80}},|\s+\([^()]{{1,40}}\))?\s+{_ADVERB}{_SAY}\b(?!\s+(?:by|dead|missing|killed|wounded|injured|displaced)\b)"
)
_AS: Final = re.compile(rf"as(?<!\was)\s+(?:[^;:\n]{{3,120}}?,\s+)?(?P<source>{_NAME}),?\s+(?:has\s+|have\s+)?{_SAY},")
_LATER: Final = re.compile(
    rf"(?:[,;]|\b(?:and|but|while|when))\s+(?P<source>{_NAME}){_SHORT}\s+{_ADVERB}{_SAY}\s+(?:that\b|it\b|they\b|he\b|she\b|to have\b|at least\b|\d)"
)
"""Who tells what follows, behind another clause: "If the dam broke, the ministry estimates that"."""
_PUBLISHED: Final = re.compile(r"\s+(?:published|released|conducted|compiled|issued|carried out)\s")
"""What may follow a paper that is the source itself."""
_DENIES: Final = re.compile(r"\b(?:den(?:ied|ies|y)|reject(?:s|ed)?|dismiss(?:ed|es)|refut(?:es?|ed)|disput(?:es?|ed))\b")
_VERBS: Final = first_of(
    (
        *"was were is are had has have been killed injured wounded displaced fled died who that which when where after since if while because but".split(),
        *("forced", "left", r"and \w+ed", "people", "dead", "bodies", "there", "them", "whom"),
    )
)
_VERB_INSIDE: Final = re.compile(
    rf"\b(?:{_VERBS})\b|\A(?:an?|the|some|another|more|at least|about|around|up to)\Z|\A(?:number|total|toll"
    r"|tally|figure|initial|early|earlier|preliminary|latest|local"
    r"|unconfirmed|media|first|several|other|conflicting|various|recent|new|death|official)\b(?:\s+of\b.*|\s+(?:toll|number|figure|count)\b.*)?\Z"
)
"""In small letters: without regard to case it would be searched for at length."""
_IN_PLACE: Final = re.compile(r"\s+(?:in|at|for)\s+(?:the\s+)?[A-Z][\w’-]*(?:\s[A-Z][\w’-]*){0,3}(?=[.,;:\n)]|\Z)")
_APPOSITION: Final = re.compile(
    rf",\s+(?:(?:{'|'.join(ABBREVIATED_TITLES)}|Lieutenant|Colonel|General|Major|Captain)\.?\s+)?(?P<name>[A-Z][\w’'-]+(?:\s(?:[A-Z]\.|[A-Z][\w’'-]+)){{1,3}})(?=[.,;\n]|\Z)"
)
_BOTH: Final = re.compile(
    r"(?P<first>(?!.*\b(?:of|for)\b)[^\n]*?\b(?:[a-z][\w-]*[^s\W]s|police|army|military|family|media)) and (?:an?\s+|the\s+)?(?P<second>[a-z][^\n]*)"
)
_OWNED: Final = re.compile(r"(?P<owner>[^\W\d_].*?)[’']s?\s+(?:model|forecast|projections?|estimates?|figures?|count|tally|data)\Z", re.IGNORECASE)
_ARTICLE: Final = re.compile(r"(?:the|an?|their|its|his|her)\s+", re.IGNORECASE)
_LEAD_IN: Final = re.compile(
    r"(?:[^.;:\n]{2,90}?\s[—–-]\s+)?(?:\d{1,2}[:.]\d{2}\s+)?(?:(?:meanwhile|however|earlier|later|separately|on \w+|in a (?:statement|report|message"
    r"|post)(?: on \w+)?|today|yesterday|but|and"
    r"|for (?:his|her|its|their) part),?\s+)*"
)


def find_sources(text: str, lower: str, evidence: Stretch, words: frozenset[str]) -> list[Stretch]:
    """Where the sources that a sentence of `words` names stand, the original before whoever relays it, without articles."""
    return [each for source in _find(text, lower, evidence, words) for each in _each(text, source)]


def named(names: Names, text: str, source: Stretch) -> str:
    """The fullest form for a source; behind a possessive, of the words after it too ("the club’s president")."""
    words = text[slice(*source)]
    name = names.resolve(*source) or words
    if name == words and (owner := re.search(r"[’']s\s+", words)):
        inner = names.resolve(source[0] + owner.end(), source[1])
        return inner if inner and inner != words[owner.end() :] else name
    return name


def _find(text: str, lower: str, evidence: Stretch, words: frozenset[str]) -> Iterator[Stretch]:
    citing = None if words.isdisjoint(_CITING_WORDS) else _CITING.search(lower, *evidence)
    saying = not words.isdisjoint(_SAY_WORDS)
    cited = _source(text, citing)
    if cited:
        yield cited
    opening_match = _OPENING.match(lower, _after_lead_in(lower, evidence), evidence[1]) if saying else None
    opening = _source(text, opening_match)
    if opening and opening_match and _DENIES.search(opening_match.group()[len(opening_match.group("source")) :]):
        yield opening
        return
    if citing and (relayed := _source(text, _RELAYED.match(lower, _relay_start(lower, evidence, citing.start()), evidence[1]))):
        yield relayed
        return
    for pattern in _possible(lower, evidence, words, saying):
        match = pattern.search(lower, *evidence)
        if match and pattern is _INVERTED and opening and opening_match and match.start() < opening_match.end():
            continue  # "Osk, a nurse, said a team of doctors had left": Osk said it
        if found := _source(text, match):
            yield found
            return
    if opening:
        if opening != cited:
            yield opening
    elif not cited and saying and (later := _source(text, _LATER.search(lower, *evidence))):
        yield later


def _possible(lower: str, evidence: Stretch, words: frozenset[str], saying: bool) -> Iterator[re.Pattern[str]]:
    """The patterns for a source that nobody cites, in their order, without those that can't be in these words for want of a comma or word."""
    if not words.isdisjoint(_COUNTS):
        yield _OWN_COUNT
    if "according" in words or ("by" in words and ("reported" in words or "confirmed" in words)):
        yield _ACCORDING
    commas = lower.count(",", *evidence)
    if saying and commas:
        if "as" in words:
            yield _AS
        yield _CLOSING
        if commas > 2:
            yield _APPOSED
    if commas and (saying or "according" in words):
        yield _INVERTED
    if not words.isdisjoint(_PAPERS) and ("by" in words or "from" in words):
        yield _PAPER


def _relay_start(lower: str, evidence: Stretch, citing: int) -> int:
    """Where the clause begins that "citing" stands in."""
    clause = list(re.finditer(r"\b(?:that|says|said)\s+|[;:\n]\s*", lower[evidence[0] : citing]))
    return evidence[0] + clause[-1].end() if clause else evidence[0]


def _source(text: str, match: re.Match[str] | None) -> Stretch | None:
    """The source that a pattern found; None where its words are no name or title."""
    if match is None:
        return None
    start, end = match.span("source")
    if place := _IN_PLACE.match(text, end):
        end = place.end()
    if article := _ARTICLE.match(text, start, end):
        start = article.end()
    if published := _PUBLISHED.search(text, start, end):
        end = published.start()
    if owned := _OWNED.match(text[start:end]):
        end = start + owned.end("owner")
    if (apposed := _APPOSITION.match(text, end)) and _describes(text[start:end]):  # "the mayor, Ana Pesk": the name
        start, end = apposed.span("name")
    words = text[start:end].rstrip()
    told = words.replace("WHO", "") if not text[match.start() : match.end()].isupper() else words  # the body, not the pronoun
    if len(words) < 2 or _VERB_INSIDE.search(told.lower()) or any(map(str.isdigit, words)):
        return None
    return start, start + len(words)


def _describes(words: str) -> bool:
    """Whether the words tell what somebody is, and not how he is called."""
    return words[:1].islower() or re.search(r"\b[a-z][\w-]*\Z", words) is not None or any(map(is_role, words.lower().split()))


def _each(text: str, source: Stretch) -> Iterator[Stretch]:
    """The sources that a phrase names: both of "police and witnesses"."""
    if text.find(" and ", *source) >= 0 and (both := _BOTH.fullmatch(text, *source)):
        yield both.span("first")
        yield both.span("second")
    else:
        yield source


def _after_lead_in(lower: str, evidence: Stretch) -> int:
    start = evidence[0]
    if lower[start : start + 1] in ("c", "q") and (citing := _CITING.match(lower, start, evidence[1])):
        start = citing.end() + (len(rest := lower[citing.end() : evidence[1]]) - len(rest.lstrip(" ,")))
    lead_in = _LEAD_IN.match(lower, start, evidence[1])
    return lead_in.end() if lead_in else start
