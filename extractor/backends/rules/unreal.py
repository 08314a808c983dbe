"""Sentences in which words of harm harm nobody: fiction, drills, sport, markets, people found alive."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Final

from extractor.backends.rules.alternatives import any_of, first_of
from extractor.backends.rules.figure_words import EVENTS, HARMS
from schemas.casualty import Outcome

Stretch = tuple[int, int]

_FICTION: Final = re.compile(
    r"\b(?:film|movie|novel|thriller|sitcom|opera|musical|episode|comic|video game|board game|miniseries|short story|whodunn?it|screenplay)\b[^.;]{0,80}?"
    r"\b(?:in which|where|about|tells?|follows?|depicts?|portrays?|set (?:in|during)|(?:opens|ends|begins) with|cent(?:re|er)s on|recounts|imagines)\b"
    r"|\b(?:play|drama|series|story|book|game)\s+(?:tells|follows|depicts|portrays|(?:opens|ends|begins) with|cent(?:re|er)s on|imagines)\b"
    r"|\b(?:half|end|beginning|start|course|plot|hero|heroine|villain|pages|events) of the (?:novel|film|movie|play|opera|story|book|series)\b"
    r"|\bin (?:the|an|its|one) (?:\w+ )?(?:act|scene|chapter|episode|finale|sequel|storyline)\b"
    r"|\bin (?:the|his|her|a|this) (?:\w+ )?(?:novel|film|movie|play|opera|musical|video game|thriller)\b(?! (?:industry|business|world|crew))"
    r"|\b(?:fictional|fictitious|on-?screen|storyline|protagonist)\b"
)
_DRILL: Final = re.compile(
    r"\b(?:simulat(?:ed|es|ing|ion)|mock|notional|make-believe|pretend(?:ed|ing)?|role-?play\w*"
    r"|(?<!choir )(?<!dress )(?<!band )(?<!orchestra )(?<!wedding )(?<!dance )(?<!theatre )rehears(?:al|ed|ing)|tabletop exercise|dry run)\b"
    r"|\b(?:drill|exercise|war ?game)\b[^.;]{0,80}?\b(?:in which|scenario|volunteers|played|practis\w+|tested|testing|imagin\w+|assum\w+)\b"
    r"|\bplay(?:ed|ing) (?:the )?(?:\w+ )?(?:wounded|injured|dead|victims?|casualt\w+|survivors|evacuees)\b"
)
_SO_CALLED: Final = re.compile(r"[\"“‘'](?:killed|dead|died|wounded|injured|murdered|casualties|victims|deaths|evacuated|displaced|refugees|missing)[\"”’']")
_SPORT: Final = re.compile(
    r"\b(?:coach|striker|midfielders?|defenders?|goalkeeper|winger|quarterback|squad|line-?up|half-?time|extra time|derby|fixture|kick-?off|hamstring"
    r"|ligaments?"
    r"|knee|ankle|injury (?:list|time)|injured (?:list|reserve)|season|playoffs?|league|cup final|semi-?final|tournament|batsm[ae]n|bowler|innings|grand prix"
    r"|scrum|fly-half|players?|champions|title race|medal|athletes?)\b"
)
_MARKET: Final = re.compile(
    r"\b(?:shares?|stocks?|sell-?off|downturn|recession|cutbacks|reshuffle|restructuring|layoffs|takeover|retailers?|frauds?|fraudsters?|scams?|swindle|hack(?:ers|ing)?"
    r"|cyber-?\w*|phishing|ransomware|malware|data breach|bullying|harassment|identity theft)\b"
)
_REAL: Final = re.compile(
    rf"\b(?:{any_of({*HARMS} - {'strike', 'attack', 'battle', 'clash', 'crush', 'fire'})}"
    rf"|{first_of(event for event in EVENTS if event not in ('fell', 'slid', 'went down', 'goes down'))}|police"
    rf"|gunm[ae]n|stabbed|shot)\b"
)
_FOUND: Final = re.compile(
    r"\b(?:(?:found|located|rescued|returned|turned up|traced|emerged)\b[^.;]{0,24}?\b(?:alive|safe|safely|unharmed|unhurt|uninjured|well|in good health)"
    r"|(?:was|were|been) (?:\w+ )?rescued)\b"
)
_SPORT_WORDS: Final = frozenset(
    """coach striker midfielder midfielders defender defenders goalkeeper winger quarterback squad lineup line halftime half extra derby fixture kickoff kick
    hamstring ligament ligaments knee ankle list time reserve season playoff playoffs league cup semifinal semi tournament batsman batsmen bowler innings grand
    scrum fly player players champions title medal athlete athletes""".split()
)
_MARKET_WORDS: Final = frozenset(
    """share shares stock stocks selloff sell downturn recession cutbacks reshuffle restructuring layoffs takeover retailer retailers fraud frauds fraudster
    fraudsters scam scams swindle hack hackers hacking phishing ransomware malware data bullying harassment identity""".split()
)
"""The words one of which each of these patterns needs; that of markets does with any that begins with "cyber" too."""
_FEARED_WORDS: Final = frozenset(("feared", "presumed", "believed"))
_FEARED: Final = re.compile(r"\b(?:feared|presumed|believed) (?:dead|killed|drowned)\b")
_LEISURE: Final = re.compile(
    r"\b(?:holidays?|holidaymakers|vacations?|weekend getaway|long weekend|festival|summer break|half-term|concert|fans|spectators|stadium|championships?"
    r"|conference|headquarters|(?:head|new) offices?|employees|staff|workforce|commuters|delegates|shoppers|concertgoers|cruise|sightseers|trade fair)\b"
)
_LEISURE_WORDS: Final = frozenset(
    """holiday holidays holidaymakers vacation vacations weekend festival break term concert fans spectators stadium championship championships conference
    headquarters office offices employees staff workforce commuters delegates shoppers concertgoers cruise sightseers trade""".split()
)
"""The words one of which this pattern needs."""
_CRISIS: Final = re.compile(rf"\b(?:{any_of(HARMS)}|evacuat\w+|flee|fled|fleeing|refug\w+|displac\w+)\b")
_LAW: Final = re.compile(r"\b(?:punishable|would make|makes? it a crime|carries a (?:maximum |mandatory )?(?:sentence|penalty)|(?:penalty|sentence) for)\b")


STORY_BEGINNINGS: Final = (
    *("film", "movie", "novel", "thriller", "sitcom", "opera", "musical", "episode", "comic", "game", "miniseries", "story", "whodun", "screen", "onscreen"),
    *("play", "drama", "series", "book", "act", "scene", "chapter", "finale", "sequel", "fictit", "fictional", "protagonist"),
)
"""Beginnings of words without one of which no sentence is that of a story."""
DRILL_BEGINNINGS: Final = (
    *("simulat", "mock", "notional", "make-believe", "pretend", "roleplay", "rehears", "exercise", "dry run", "drill", "game", "wargame", "play"),
)
"""The same for drills."""
_DRILL_REACH: Final = 5
"""How many sentences a drill is told in, from the one that names it on."""


def is_story(lower: str, sentence: Stretch) -> bool:
    """Whether a sentence tells of a story; it has one of the words that `STORY_BEGINNINGS` begin."""
    return bool(_FICTION.search(lower, *sentence))


def is_drill(lower: str, sentence: Stretch) -> bool:
    """Whether a sentence tells of a drill; it has one of the words that `DRILL_BEGINNINGS` begin."""
    return bool(_DRILL.search(lower, *sentence))


def is_so_called(lower: str, sentence: Stretch) -> bool:
    """Whether people are only so called: ““killed” in the exercise”."""
    return bool(_SO_CALLED.search(lower, *sentence))


def drilled(lower: str, sentences: Sequence[Stretch], hinted: Iterable[int]) -> frozenset[Stretch]:
    """The sentences of an article that tell of a drill, and the few behind each that go on about it.

    `hinted` are the indexes of those that have one of the words that `DRILL_BEGINNINGS` begin.
    """
    told = [index for index in hinted if is_drill(lower, sentences[index])]
    return frozenset(sentence for index in told for sentence in sentences[index : index + _DRILL_REACH])


def is_figurative(lower: str, sentence: Stretch, outcome: Outcome, words: frozenset[str], at: int, counts: Sequence[int] = ()) -> bool:
    """Whether the injured, missing or casualties at `at` in a sentence of `words` are those of sport or of markets, or were found alive.

    `counts` are where the sentence's counts stand, but for those that a share is taken of: each tells of those found behind it.
    """
    if outcome == "missing" and any(_tells_of(found.start(), at, counts) for found in _FOUND.finditer(lower, *sentence)):
        return True
    if outcome == "killed" and not words.isdisjoint(_FEARED_WORDS) and _FEARED.search(lower, *sentence) and _FOUND.search(lower, *sentence):
        return True
    sport = outcome != "killed" and not words.isdisjoint(_SPORT_WORDS) and _SPORT.search(lower, *sentence)
    if not sport and words.isdisjoint(_MARKET_WORDS) and lower.find("cyber", *sentence) < 0:
        return False
    return bool(sport or _MARKET.search(lower, *sentence)) and not _REAL.search(lower, *sentence)


def _tells_of(found: int, at: int, counts: Sequence[int]) -> bool:
    """Whether words at `found` tell of the people counted at `at`: by the last of `counts` before them, or by a share's base behind that one."""
    last = max((count for count in counts if count < found), default=None)
    return last is None or last <= at < found


def is_law(lower: str, sentence: Stretch) -> bool:
    """Whether a sentence tells what a deed would be punished by."""
    return bool(_LAW.search(lower, *sentence))


def is_leisure(lower: str, sentence: Stretch, words: frozenset[str]) -> bool:
    """Whether the coming and going in a sentence of `words` is that of holidays, offices or matches."""
    return not words.isdisjoint(_LEISURE_WORDS) and bool(_LEISURE.search(lower, *sentence)) and not _CRISIS.search(lower, *sentence)
