"""What a quotation is by its own words: whole clause or fragment, utterance or title, heading or scare quote."""

from __future__ import annotations

import re
from bisect import bisect_left

from extractor.backends.rules.attribution import Attribution
from extractor.backends.rules.frames import Frame
from extractor.backends.rules.reporting import PREPOSITIONS, SAYING, TITLED
from extractor.text.quotation import Quotation
from schemas.quote import Form

_VERB_TAIL = r"['’](?:m|re|s|ve|d|ll)\b| (?!who\b|and\b|or\b|of\b|to\b|in\b)\w+"
_PRONOUN_SUBJECT = re.compile(rf"(?:^|[^\w’'])(?:I|we|you|he|she|they|it|there|everyone|everybody|nobody|no one)(?:{_VERB_TAIL})", re.IGNORECASE)
_SUBJECTS = frozenset("i we you he she they it there everyone everybody nobody no".split(" "))
_VERBS = frozenset("am are is was were have has had will would can could may might must should shall do does did".split(" "))
_FINITE = re.compile(rf"\b(?:{'|'.join(sorted(_VERBS))})\b", re.IGNORECASE)
_FINITE_OR_SHORTENED = re.compile(rf"\b(?:{'|'.join(sorted(_VERBS))}|\w+n['’]t|\w+['’]re)\b", re.IGNORECASE)
_RELATIVE = re.compile(r"^(?:(?:the|a|an) )?\w+,? (?:who|which|that|where)\b", re.IGNORECASE)
_SENTENCES = re.compile(r"[.?!] [A-Z]")
_SMALL = frozenset("a an the of and or for in on at to with by from as vs but is".split(" "))
_NAMING = tuple(
    f"{words}{article}"
    for words in (
        "so-called",
        "so called",
        "known as",
        "known locally as",
        "known officially as",
        "nicknamed",
        "dubbed",
        "titled",
        "called",
        "named",
        "billed as",
        "headlined",
        "hashtag",
    )
    for article in ("", " the", " a", " an")
)
_CALLS = ("call", "calls", "dub", "dubs", "christened")
_TITLED = re.compile(rf"\b(?:{'|'.join(sorted(TITLED))})s?(?: called| titled)?,?\s*$")
_TITLED_ENDS = frozenset(word[-3:] for title in TITLED for word in (title, f"{title}s"))
"""The last three letters of whatever `_TITLED` may find; "called" and "titled" end as "titled" does."""
_WORK = re.compile(rf"(?:\b(?:on|in|watching|(?:broadcast|episode|edition) of|{'|'.join(sorted(TITLED - {'sign', 'banner', 'slogan', 'motto'}))}),?|['’]s)\s*$")
_HEARSAY = re.compile(r"\b(?:rumou?rs?|talk|gossip|tales|legends?|myths?|whispers) (?:of|about) (?:an?|the)?\s*$")
_DEFINITE = re.compile(r"(?:\b(?:the|this|that|these|those|his|her|its|their)|['’]s|s['’])$")
_NAMED = re.compile(r"\b(?:calls?|called|calling|dubs?|dubbed|christened|nicknamed)\b[^,.;:]*$")
_CALLED_BY_ALL = re.compile(
    r"\b(?:(?:(?:they|we|you|some|many|people|[a-z]+(?<!s)s)(?: (?:have|had|would|will|like to|love to|often|still|now|already|simply|come to))* (?:call|dub)"
    r"|(?:they|we|you|some|many|people)(?: (?:have|had|often|now|already))* (?:called|christened|nicknamed|dubbed))"
    r"|(?:everyone|everybody|the (?:trade|industry|press|world))"
    r"(?: (?:has|had|would|will|likes? to|loves? to|often|still|now|already|simply|come to))* (?:calls?|dubs?|called|christened|nicknamed"
    r"|dubbed))(?: (?:him|her|them|it|this|that|(?:the|his|her|its|their) \w+))? (?P<the>the )?$"
)
"""What everyone calls something, and so nobody in the article says: what millers have come to call the “dust season”."""
_WORD_ITSELF = re.compile(
    r"\b(?:the (?:word|term|nickname|expression)|signed|marked|stamped|code ?word|password"
    r"|in the (?:\w+ )?(?:phrase|jargon|parlance|idiom|slang)(?: of the \w+)?,?) $"
)
"""The word “flood” was never used; in the old phrase, “with wind to spare”."""
_FINDING = frozenset("found finds finding showed shows made gave gives giving saw held".split(" "))
"""Verbs of thinking that report no single word: found a “nursery” of eels."""
_POSSESSED = re.compile(r"(?:\b(?:its|his|her|their)|['’]s|s['’])$")
_LONGEST = 5
"""Letters of the longest of these words."""
_MEANS = re.compile(r"[”\"’'»]?(?:, or|,? means?|,? meaning|,? refers to|,? stands for|, which means|, a (?:term|word|local|slang)) ")
"""What tells the meaning of a word: A “hartal”, or strike, was called."""
_WORD_ENDS = tuple(f"{word} " for word in "word term nickname expression signed marked stamped codeword password".split(" "))
_ALIAS = (", or ", "alias ", "aka ", "a.k.a. ")
_TERM = 3
"""Words that a term has at most: the “dry line”, a strip of land without wells."""
_FEW = 5
"""As many words as these are quoted only as words that someone said, or as a title."""
_LONGEST_HEADING = 90


def form_of(parts: tuple[str, ...]) -> Form:
    """direct where one of the parts holds a whole clause with its subject; else fragment."""
    return "direct" if any(map(_has_clause, parts)) else "fragment"


def _has_clause(part: str) -> bool:
    words = part.split(None, 2)
    whole = part[0].isupper() and len(words) > 2
    if whole and (not part.istitle() or part[-1] in "?!" or _SENTENCES.search(part)):
        return True
    held = part.lower().replace(",", " ").split()
    plain = "".join(held).isalpha()  # so that the words alone tell what no pattern can find
    if not (plain and _SUBJECTS.isdisjoint(held)) and _PRONOUN_SUBJECT.search(part):
        return True
    bare = words[0].strip("(—–-…[").lower()
    if not whole and (bare in PREPOSITIONS or bare in ("who", "which", "that", "to") or bare.endswith("ing")):
        return False
    if plain and _VERBS.isdisjoint(held):
        return False
    finite = (_FINITE_OR_SHORTENED if "'" in part or "’" in part else _FINITE).search(part)
    return finite is not None and (whole or (finite.start() >= len(words[0]) and not _RELATIVE.match(part)))


def is_no_quote(text: str, frame: Frame, at: int, attribution: Attribution | None, quotation: Quotation) -> bool:
    """Whether a quotation is a title, a name, a heading, a nickname or a scare quote rather than words that someone said.

    `at`: the quotation's place among the tokens of `frame`.
    """
    words = text[quotation.start : quotation.end].split(None, _FEW)  # the last may hold several: how many matters only below that
    before = text[max(frame.start, quotation.outer_start - 40) : quotation.outer_start].lower()
    opened, closed = frame.angles
    if before.endswith("=") or (opened and bisect_left(opened, quotation.outer_start) > bisect_left(closed, quotation.outer_start)):
        return True  # an attribute of a tag that was left in the text
    if text[frame.start] == "[" or ((" of " in before or " about " in before) and _HEARSAY.search(before)):
        return True  # a note of the editors; what everyone says
    if before.rstrip().endswith(("so-called", "so called")):
        return True
    if len(words) <= _TERM and _is_term(text, frame, at, attribution, quotation, words, before):
        return True
    if frame.end - frame.start <= _LONGEST_HEADING and not _is_attributed_behind(attribution, at) and _is_heading(text, frame, quotation):
        return True
    capital = _is_title_case(words)
    title = capital and (len(words) > 1 or _is_titled(before))
    if not title and len(words) >= _FEW:
        return False
    if (title and _WORK.search(before)) or _is_name(words, before, capital=capital) or _names_word(before):
        return True
    if capital and before.rstrip().endswith(_NAMING):
        return True
    if _is_spoken(text, frame, at, attribution, quotation):
        return False
    if title:
        return True
    unsaid = attribution is None or attribution.cue is None
    if before.rstrip().endswith(_NAMING) or (words[0][0].isupper() and _is_titled(before)):
        return len(words) < 3 or (unsaid and len(words) < 5)
    return unsaid and (len(words) < 2 or (len(words) == 2 and frame.new_paragraph))


def _is_term(text: str, frame: Frame, at: int, attribution: Attribution | None, quotation: Quotation, words: list[str], before: str) -> bool:
    """Whether a few words are a term, or doubted rather than quoted: the “dry line”; the firm’s “honey clause” was meant to deter Norland, lawyers say."""
    cue = attribution.cue if attribution else None
    led = before.rstrip()
    end = len(led) - _LONGEST if len(led) < len(before) else len(led)
    if _DEFINITE.search(led, end):
        if attribution is None or attribution.speaker is None or _speaks(frame, at):
            return True
        if not (cue and cue[0] > at) and _is_glossed(text, quotation):
            return True
    if cue and len(words) == 1 and frame.tokens.lower[cue[0]] in _FINDING:
        return True
    if cue and cue[0] > at + 1 and (_POSSESSED.search(led, end) or (len(words) == 1 and before.endswith((" a ", " an ")))):
        return True
    return len(words) < _TERM and _MEANS.match(text, quotation.end) is not None


def _is_titled(before: str) -> bool:
    """Whether the words before a quotation end in what makes it a title. Their last three letters rule most out."""
    return before.rstrip().removesuffix(",")[-3:] in _TITLED_ENDS and _TITLED.search(before) is not None


def _speaks(frame: Frame, at: int) -> bool:
    """Whether the words are the subject of a verb of saying: The “experts” said that it would rain."""
    return at + 1 < len(frame.tokens.lower) and SAYING.get(frame.tokens.lower[at + 1]) == "finite"


def _names_word(before: str) -> bool:
    """Whether the words before a quotation speak of it as a word or a set phrase."""
    return ("in the " in before or before.endswith(_WORD_ENDS)) and _WORD_ITSELF.search(before) is not None


def _is_name(words: list[str], before: str, *, capital: bool) -> bool:
    """Whether a short quotation is what someone or something is called: who calls his left oar “the Bishop”."""
    if before.endswith(_ALIAS) and (capital or words[0] == "the"):
        return True
    if len(words) >= _FEW or not (("call" in before or "dub" in before or "name" in before or "christened" in before) and _NAMED.search(before)):
        return False
    named = (capital and len(words) > 1) or (words[0] == "the" and len(words) > 1 and _is_title_case(words[1:]))
    if named:
        return words[0].lower() == "the" or before.rstrip().endswith(_CALLS)
    generic = _CALLED_BY_ALL.search(before)
    return generic is not None and (len(words) == 1 or generic["the"] is not None or words[0] == "the")


def _is_glossed(text: str, quotation: Quotation) -> bool:
    """Whether an explanation follows at once, so that the words are a term: the “dry line”, a strip of land without wells."""
    comma = text.startswith(",", quotation.outer_end) or "," in text[quotation.end : quotation.outer_end]
    return comma and text[quotation.outer_end : quotation.outer_end + 20].lstrip(", ").startswith(("a ", "an ", "which ", "or ", "meaning "))


def _is_spoken(text: str, frame: Frame, at: int, attribution: Attribution | None, quotation: Quotation) -> bool:
    """Whether reporting words, a colon or a closing comma stand right beside the quotation."""
    if at and frame.tokens.lower[at - 1] == ":":
        return True
    if attribution is None or attribution.cue is None:
        return False
    closed = text[quotation.end - 1] in "?!…" or any(mark in text[quotation.end : quotation.outer_end] for mark in ",.")
    return attribution.cue[1] == at or (attribution.cue[0] > at and closed)


def _is_title_case(words: list[str]) -> bool:
    """Whether `words`, the last of which may hold several, are written as a title is."""
    if not words[0][0].isupper() or words[-1][-1] in "?!":
        return False
    return all(map(_fits_title, words[:-1])) and all(map(_fits_title, words[-1].split()))


def _fits_title(word: str) -> bool:
    return word[0].isupper() or word.lower() in _SMALL or not word[0].isalpha()


def _is_attributed_behind(attribution: Attribution | None, at: int) -> bool:
    """Whether who speaks, or else the reporting words, stand behind the quotation."""
    return attribution is not None and (attribution.speaker or attribution.cue or (0, 0))[0] > at


def _is_heading(text: str, frame: Frame, quotation: Quotation) -> bool:
    """Whether a short sentence is all of a line without a full stop, or of one that is nothing but a short phrase between marks."""
    earliest, latest = max(0, frame.start - _LONGEST_HEADING), min(len(text), frame.end + _LONGEST_HEADING)
    line_start = text.rfind("\n", earliest, frame.start)
    line_end = text.find("\n", frame.end, latest)
    line = text[line_start + 1 if line_start >= 0 else earliest : line_end if line_end >= 0 else latest].strip()
    if len(line) > _LONGEST_HEADING:
        return False
    if quotation.outer_end - quotation.outer_start >= len(line) - 1:
        return len(line.split()) <= 6 and (line[0] in "'‘" or (line[-1] not in ".?!" and line[-2] not in ".?!…,"))
    return line[-1] not in ".?!…:" and line[-2] not in ".?!…"
