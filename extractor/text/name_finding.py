"""Which words of an English text are names, found by spelling alone: capitals, titles, and the nouns that head a body's name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from extractor.text.titles import ABBREVIATED_TITLES, BODIES, HONORIFICS, OFFICES, PORTFOLIOS, POST_NOMINALS, is_role, words

_UPPER = "".join(chr(code) for code in range(0x41, 0x530) if chr(code).isupper())
_MOST_WORDS = 12
"""How many words a name has at most: a bound on what text in capitals can cost."""
_LONGEST = 120
_LINK = r"(?:al|el|bin|bint|ibn|ben|van|von|der|den|de|del|della|di|da|dos|do|du|la|le|ul|ud|zu|abu|ould|y|e)"
_PREFIX = r"(?:[Aa]l|[Ee]l|[Aa][sdnrtz]|[Aa]sh|[Uu]l|bin|ben|d|O)"
# Where a pattern looks ahead for a class of characters first, that only saves trying all that begins with others;
# "(?:...|)" is what "(?:...)?" is, but read faster.
_TAIL = rf"(?:\w++|\.(?>(?:[{_UPPER}]\.)*)|)(?:(?=[-‑&’'])(?>(?:[-‑&’'](?:(?<![’'])|(?!s\b))\w++)+)|)"
_WORD = rf"(?>(?=[aAeEuUbdO]){_PREFIX}[-‑’']|)[{_UPPER}]{_TAIL}"
_LONGEST_WORD = 20
"""How many characters of a word in small letters are looked at before it is read in full: so what is remembered of it stays small."""
_SMALL_BEHIND = rf"(?:(?=(?:['’]s|) ([a-z][a-z-]{{0,{_LONGEST_WORD - 1}}}+))|)"
_ABBREVIATED = rf"\.(?:{'|'.join(rf'(?<={title}[.])' for title in ABBREVIATED_TITLES)})"
_NEXT_WORD = rf"(?:[ \u00a0]|{_ABBREVIATED}[ \u00a0])(?=[{_UPPER}abdeiluvyz])(?:(?=[a-z])(?:{_LINK}[ \u00a0]){{1,2}}|){_WORD}"
# Begins with one class, so that the search runs fast; what stands in small letters before a name is added afterwards.
# A capital after eight small letters is a lost line break ("advertisementGeneral").
_CHAIN = re.compile(
    rf"([{_UPPER}](?:(?<=[ \n].)|(?<![\w@#].)|(?<=[a-z]{{8}}.)){_TAIL}"
    rf"(?:{_NEXT_WORD}(?>(?:{_NEXT_WORD}){{0,{_MOST_WORDS - 1}}})|)){_SMALL_BEHIND}"
)
"""A chain of capitalised words, and the small word right behind it."""
_BEHIND = re.compile(_SMALL_BEHIND)
_BEFORE = re.compile(rf"(?<![\w’'])(?:{_PREFIX}[-‑’']|(?:{_LINK} ){{1,2}}|[‘ʻʼ])$")
_BEFORE_ENDS = re.compile(rf"(?<![\w’'])(?:{'|'.join(link[-3:] for link in _LINK[3:-1].split('|'))}) $|[-‑’'‘ʻʼ]$")
"""How what stands before such a name ends, in its last four characters."""
_BEFORE_LENGTH = 24
"""How many characters before a name are looked at."""
_LOWER_AFTER = re.compile(r"(?:['’]s)?((?: [a-z][a-z-]*){1,4})")
_JOINERS = frozenset((*(f" {word} " for join in "of for to against and without".split() for word in (join, f"{join} the")), " & "))
_NICKNAME_OPENS = frozenset((" “", ' "', " ‘"))
_NICKNAME_ENDS = frozenset(("” ", '" ', "’ "))
_APPOSITION = re.compile(r", (?:\d{1,3}, )?(?:an?|the) ((?:[\w-]+ ){0,2}[\w-]+)")
_MODIFIER = re.compile(r"[\w’'-]+[-‑](?:based|backed|led|born|run|owned|linked|affiliated|controlled|held|funded|aligned|allied|occupied|annexed)$")

DAYS = words("monday tuesday wednesday thursday friday saturday sunday january february march april june july august september october november december")
# Capitalised at the head of a sentence or a headline without being names.
_NO_NAMES = words(
    "a an the this that these those there here he she it they we i you his her its their our my your who whom whose which what when where why how if in "
    "on at by for from to of with without within into onto over under after before during since until till as while although though because so but and "
    "or nor yet not no yes also then than too very just even still only both either neither each every all any some many much more most few several "
    "another other such same one two three four five six seven eight nine ten dozens hundreds thousands millions meanwhile however moreover instead "
    "according among amid despite around about above across against along behind below beneath beside between beyond near off out through toward towards "
    "up upon via per like unlike once again earlier later now today yesterday tomorrow asked speaking separately finally first second last next new is "
    "are was were be been being has have had do does did can could will would shall should may might must let please thank ok well oh perhaps maybe "
    "never always often sometimes nothing nobody someone anyone everyone everything something read share photo video watch advertisement breaking update "
    "exclusive summary dear q"
)
_PLACE_STARTS = words(
    "new north south east west northern southern eastern western central united saint san santa los las saudi sri sierra costa lake mount port fort"
)
_SAID = tuple(f" {verb} " for verb in "said says told added reported wrote announced".split(" "))
_FEW = 20
"""Occurrences of a word that are looked at."""
_COMPANY = frozenset(("Ltd", "Inc", "Corp", "Co", "Bros"))
"""Ends of companies' names that keep their full stop."""
_BODY_NOUNS = words("staff ltd ltd. inc inc. corp corp. co co. bros. plc llc gmbh") | BODIES | {f"{noun}s" for noun in BODIES}
_NO_CHAINS = frozenset(word.capitalize() for word in _NO_NAMES | DAYS if word not in _BODY_NOUNS and not is_role(word))
"""Alone and before a word in small letters, as sentences begin, these are passed over at once: they are part of no name."""
_AT_PLACE = words("in at near from to of outside around across into")


class Name(NamedTuple):
    """A name in the text: code points `start` to `end`, without title, article and possessive."""

    start: int
    end: int
    words: tuple[str, ...]
    title_start: int
    """Where the title before the name begins; `start` without one."""
    person: bool | None
    """True for a person, False for a body or place, None where the spelling doesn't tell."""


def find_names(text: str) -> list[Name]:
    """The names of `text` in reading order, never overlapping; those in quotation marks included."""
    found: list[Name] = []
    in_small: dict[str, bool] = {}
    for start, phrase, behind in _chains(text):
        title_offset, name_offset, name, alone, describes, person, mixed, length = _form(phrase)
        if not name:
            continue
        end = start + length
        title_start = start + title_offset
        if behind and _begins_body(behind) and length == len(phrase) and (body_end := _body_end(text, end)):
            found.append(Name(title_start, body_end, tuple(text[title_start:body_end].split()), title_start, False))
            continue
        if describes:
            continue
        before = _small_before(text, title_start)
        if alone and not before and _begins_sentence(text, title_start):  # behind a small word no sentence begins
            if alone not in in_small:
                in_small[alone] = f" {alone}" in text or (_is_common(alone) and not _is_name_elsewhere(text, name[0], end))
            if in_small[alone]:
                continue
        if name[-1] in _COMPANY and text.startswith(".", end):
            start, end = title_start, end + 1
            _, name_offset, name, _, _, person, mixed, _ = _form(text[start:end])
        if person is None:
            person = _is_person(text, title_start, end, name, mixed, before, behind)
        found.append(tuple.__new__(Name, (start + name_offset, end, name, title_start, person)))  # as `Name(...)` does, without a call between
    return found


def _is_common(word: str) -> bool:
    """Whether a word is spelled as plurals, participles and adverbs are, which begin sentences with a capital: Fires burned."""
    return word.endswith(("ing", "ed", "ly", "s")) and not word.endswith(("ss", "us", "is", "as", "os"))


def _is_name_elsewhere(text: str, word: str, end: int) -> bool:
    """Whether a word that begins the sentence at hand, up to `end`, says something or has its capital within a sentence, too."""
    if text.startswith(_SAID, end):
        return True
    at = text.find(f" {word}")
    for _ in range(_FEW):
        if at < 0:
            return False
        if not _begins_sentence(text, at + 1) and not text[at + 1 + len(word) : at + 2 + len(word)].isalpha():
            return True
        at = text.find(f" {word}", at + 1)
    return False


class _Form(NamedTuple):
    """What the words of a chain say by themselves, wherever it stands."""

    title_start: int
    """Where the first word stands that may belong to a name or its title."""
    name_start: int
    name: tuple[str, ...]
    """The words of the name without its title; none where no word may belong to a name."""
    alone: str
    """The only word, title included, in small letters."""
    describes: bool
    """Whether the only word is a title or a role: no name."""
    person: bool | None
    """False for a body or place by one of its words, True where a title tells, None where what stands around must tell."""
    mixed: bool
    """Whether words in capitals or small ones like "of" stand in it, so that it may be anything."""
    length: int
    """How many characters the chain has without what stands for degrees and orders behind a name."""


@lru_cache(maxsize=4096)
def _form(chain: str) -> _Form:
    found = chain.split()
    while len(found) > 2 and found[-1] in POST_NOMINALS:
        found.pop()
        chain = chain.rsplit(None, 1)[0]
    title_start = 0
    if led := _no_names(found):
        found = found[led:]
        if not found:
            return _Form(0, 0, (), "", False, None, False, len(chain))
        title_start = len(chain) - _width(chain, found)
    if len(found) == 1:
        alone = found[0].lower()
        return _Form(
            title_start,
            title_start,
            tuple(found),
            alone,
            alone.rstrip(".") in HONORIFICS or is_role(alone),
            False if alone in _BODY_NOUNS else None,
            False,
            len(chain),
        )
    titled = _title_length(found)
    name = tuple(found[titled:])
    name_start = len(chain) - _width(chain, found[titled:]) if titled else title_start
    lower = [word.lower() for word in name]
    if not _BODY_NOUNS.isdisjoint(lower) or lower[-1] in OFFICES or (lower[0] in _PLACE_STARTS and len(name) > 1):
        return _Form(title_start, name_start, name, "", False, False, False, len(chain))
    mixed = any((len(word) > 1 and word.isupper() and "." not in word) or word in ("of", "for", "and") for word in name)
    return _Form(title_start, name_start, name, "", False, True if titled else None, mixed, len(chain))


def _width(chain: str, rest: list[str]) -> int:
    """How many characters the last words of a chain take up."""
    at = len(chain)
    for word in reversed(rest):
        at = chain.rindex(word, 0, at)
    return len(chain) - at


def _no_names(found: list[str]) -> int:
    """How many words at the beginning of a chain belong to no name."""
    last = len(found) - 1
    for index, word in enumerate(found):
        lower = word.lower()
        if lower in _NO_NAMES:
            if index < last and lower in _PLACE_STARTS:
                return index
        elif lower not in DAYS and not (index < last and ("-" in lower or "‑" in lower) and _MODIFIER.match(lower)):
            return index
    return len(found)


def _chains(text: str) -> Iterator[tuple[int, str, str | None]]:
    """Chains of capitalised words, joined where "of", "for" or "and" stands within the name of a body or a title: where they start, their words,
    and the small word right behind them or their possessive."""
    pieces = iter(_CHAIN.split(text))
    start = end = -1
    last = 0
    phrase = ""
    behind: str | None = None
    for gap, chain, small in zip(pieces, pieces, pieces):  # noqa: B905 (what stands behind the last chain is a gap alone)
        first = last + len(gap)
        last = first + len(chain)
        if start >= 0:
            if first - end <= 13 and end - start < _LONGEST:
                between = text[end:first]
                if between in _JOINERS and _goes_on(phrase, between, chain):
                    end, phrase, behind = last, text[start:last], small
                    continue
                if len(between) <= 2 and between != ", " and _goes_on_with_nickname(text, end, between, last):
                    end = last + len(between) - 1
                    phrase, behind = text[start:end], _word_behind(text, end)
                    continue
            yield start, phrase, behind
        if small and chain in _NO_CHAINS:
            start = -1
            continue
        start, end, phrase, behind = first, last, chain, small
        if _may_end_in_link(gap[-4:]) and (earlier := _BEFORE.search(text, max(0, start - 14), start)):
            start = earlier.start()
            phrase = text[start:end]
    if start >= 0:
        yield start, phrase, behind


@lru_cache(maxsize=4096)
def _may_end_in_link(tail: str) -> bool:
    """Whether what ends in these four characters may end in something that belongs to the name behind it."""
    return _BEFORE_ENDS.search(tail) is not None


def _goes_on_with_nickname(text: str, end: int, gap: str, last: int) -> bool:
    """Whether a chain that ends at `end` goes on behind `gap` with a nickname that ends at `last`, or behind one: Omar “Chico” Keld."""
    if len(gap) == 1:
        return text[end - 1] + gap in _NICKNAME_ENDS
    return gap in _NICKNAME_OPENS and text[last : last + 2] in _NICKNAME_ENDS and text[last + 2 : last + 3].isupper() and text[end - 1].isalpha()


def _small_before(text: str, start: int) -> str:
    """The word that ends in a small letter and stands right before a name, a space between; empty where none does."""
    if start < 2 or text[start - 1] not in " \u00a0" or not text[start - 2].islower():
        return ""
    return text[start - _BEFORE_LENGTH if start > _BEFORE_LENGTH else 0 : start - 1].rsplit(None, 1)[-1]


def _goes_on(left: str, gap: str, right: str) -> bool:
    found = left.split()
    last = found[-1].lower()
    if "of" in gap or "for" in gap:
        if is_role(last):
            return right.split()[0].lower() in PORTFOLIOS
        return last in _BODY_NOUNS or (len(found) > 1 and found[0].lower() in _BODY_NOUNS and gap.strip() not in left.split())
    if "and" in gap or "&" in gap:
        return ("of" in found or "for" in found) and right.split()[0].lower() in PORTFOLIOS
    return last in _BODY_NOUNS


def _word_behind(text: str, end: int) -> str | None:
    """The word in small letters right behind a chain, or behind its possessive."""
    behind = _BEHIND.match(text, end)
    return behind and behind[1]


def _body_end(text: str, end: int) -> int:
    """Where a body's name ends that goes on in small letters (Norland’s interior ministry, the Arkan army); 0 where none does."""
    after = _LOWER_AFTER.match(text, end)
    if not after:
        return 0
    at = after.start(1)
    found = 0
    for word in after[1].split():
        at += 1 + len(word)
        if word in BODIES:
            found = at
        elif found or not _leads_to_body(word):
            break
    return found


@lru_cache(maxsize=4096)
def _begins_body(word: str) -> bool:
    """Whether a body's name may go on with `word`; one as long as is looked at may go on."""
    return word in BODIES or _leads_to_body(word) or len(word) == _LONGEST_WORD


def _leads_to_body(word: str) -> bool:
    """Whether a small word may stand between a body's place and its noun: Norland’s interior ministry."""
    return word.endswith(("al", "ic", "ary")) or word in PORTFOLIOS or word in _BODY_ADJECTIVES


_BODY_ADJECTIVES = words(
    "interior exterior public armed ruling main human border relief aid rescue emergency rights war news state-run independent opposition rebel civilian civil"
)


def _is_person(text: str, start: int, end: int, name: tuple[str, ...], mixed: bool, before: str, behind: str | None) -> bool | None:
    """Whether a name whose words don't tell is a person's; it stands with its title at [start, end), between the small words `before` and `behind`."""
    if before and is_role(before) and before.islower():
        return True
    if len(name) == 1:
        if len(name[0]) > 1 and name[0].isupper():
            return False
        return True if (not behind and _role_behind(text, end)) or (not before and _is_aside_to_role(text, start, end)) else None
    if mixed:
        return None
    if not before and text[start - 1 : start].isspace():
        before = "".join(text[max(0, start - 12) : start].split()[-1:])
    if before.lower() in _AT_PLACE:
        return True if not behind and _role_behind(text, end) else None
    return len(name) <= 5


def _title_length(found: list[str]) -> int:
    """How many words of a chain are a title; never all of them."""
    length = 0
    for index, word in enumerate(found[:-1]):
        bare = word.lower().rstrip(".")
        portfolio = length and bare in PORTFOLIOS and found[length] in ("of", "for")
        if is_role(bare) or bare in HONORIFICS or portfolio:
            length = index + 1
    following = found[length].lower() if length else ""
    return 0 if following in ("of", "for", "to", "in") or following in _BODY_NOUNS else length


def _role_behind(text: str, end: int) -> bool:
    """Whether an apposition says what the person does: Osk, 45, a baker from Arkan."""
    if text[end : end + 2] != ", ":
        return False
    behind = _APPOSITION.match(text, end)
    if behind is None:
        return False
    words = behind[1].split()
    last = max((at for at, word in enumerate(words) if is_role(word)), default=-1)
    return last >= 0 and not (words[last + 1 : last + 2] and words[last + 1] in ("said", "says", "told", "called", "wrote", "added", "warned"))


def _is_aside_to_role(text: str, start: int, end: int) -> bool:
    """Whether a name tells who bears the role before it: his sister, Lena, said."""
    if start < 2 or text[start - 2] != "," or text[start - 1] != " " or text[end : end + 1] not in (",", "."):
        return False
    before = text[max(0, start - 24) : start - 2].rsplit(None, 1)[-1:]
    return bool(before) and before[0].islower() and is_role(before[0])


def _begins_sentence(text: str, start: int) -> bool:
    before = text[start - 3 if start > 3 else 0 : start].rstrip(" \u00a0\"“‘'«(—–-•*")
    return not before or before[-1] in '.!?:…\n\r”"’'
