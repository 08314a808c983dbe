"""Whom a mention in an English text refers to, as the most complete form that the text itself gives.

Text in scripts without capitals has no names here; its mentions keep their own words.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from functools import cached_property, wraps
from operator import attrgetter
from typing import Any, TypeVar

from extractor.text.given_names import gender_of, given_gender
from extractor.text.name_finding import Name, find_names
from extractor.text.quotation import Quotation, find_quotations
from extractor.text.spelling import same_spelling, skeleton
from extractor.text.titles import BODIES, is_role, words

Found = TypeVar("Found")

_ACRONYM = re.compile(r" \(([^\W\d_][\w&/-]{1,11})\)")
# Begins with one class, so that the search runs fast.
_SENTENCE_END = re.compile(r"[.!?…\n\r](?:(?<![\n\r])['\"”’»)]*[ \u00a0]+(?=[^\W_]|[\"“‘'«])|(?<=[\n\r])\s*)")
_ARTICLE = re.compile(r"(?:the|an?|his|her|its|their|this|that)\s+", re.IGNORECASE)
_HONORIFIC_ENDS = tuple(f" {title}" for title in "dr mr mrs ms miss prof professor sir dame lord lady rev hon".split(" "))
_HONORIFIC_END = re.compile(rf"(?:,?(?:{'|'.join(_HONORIFIC_ENDS)})\b\.?)+$")
_APPOSED = 160
"""How many characters behind a name its role is looked for."""
_RANKS = {
    "doctor": (" dr",), "professor": (" prof",), "general": (" gen",), "colonel": (" col",), "captain": (" capt",), "senator": (" sen",), "governor": (" gov",),
    "congressman": (" rep",), "congresswoman": (" rep",), "councillor": (" cllr",), "judge": ("justice",),
    "officer": (" sgt", " insp", " supt", " det", " lt", "sergeant", "inspector", "constable", "superintendent", "detective", "lieutenant"),
}  # fmt: skip
"""What a role is in front of a name, where it is another word: Dr Lena Osk ... the doctor."""
_MARKS = re.compile(r"[,;:.?!—–\n\"“”]")
_NO_APPOSITION = r"(?:told|asked|met|saw|and|to|said|says|thanked|accused|urged|called|with|joined|warned|reminded)\b"
"""What tells that another person follows: told the coroner."""
_LAST_CLAUSE = re.compile(r"[,;:!?\n]|[a-z]\. ")
_POSSESSIVE = re.compile(r"(?<![sS])['’]s?$|['’]s$")
_OBJECT_AFTER = words("to with by against of for from about on over behind after at in named called like near around outside inside into")
_FARTHEST = 300
"""How many names are looked through at most: a bound on the time that endless lists of names can cost."""
_HE = words("he him his himself")
_SHE = words("she her hers herself")
_BODY_PRONOUNS = words("it its itself they them their theirs themselves")
_AIDE_TO = words("for of to")
_RELATIVES = words("who whom whose which that")
_SHORT_NAMES = words("WHO US IT")
"""Of bodies and a country, where not all is in capitals."""
PRONOUNS = _HE | _SHE | _BODY_PRONOUNS | _RELATIVES | words("i we you me us")
"""All that is resolved by what stands before it, in lower case; "i", "we" and "you" are left as they are."""


def describes_another(text: str, start: int, name: Name) -> bool:
    """Whether a name with its title or role ends what describes another person: "a spokesman for President Lund", "the wife of mayor Jon Dahl"."""
    described = text[start : name.title_start].split()
    while described and is_role(described[-1]):
        described.pop()
    return bool(described) and described[-1] in _AIDE_TO


def _length(name: Name) -> tuple[int, int]:
    """Sorts longer names behind shorter ones, and earlier ones behind later ones."""
    return len(name.words), -name.start


def _once_a_form(find: Callable[..., Found]) -> Callable[..., Found]:
    """Remembers what a method of `Names` finds for names, which depends on their words only, not on where they stand: a text names few people many times."""

    @wraps(find)
    def remembered(self: Names, name: Name, *nearest: Name) -> Found:
        key = (find, name.words, name.person, *[(other.words, other.person) for other in nearest]) if nearest else (find, name.words, name.person)
        answers = self._answers
        found: Found = answers.get(key, answers)
        if found is answers:
            found = answers[key] = find(self, name, *nearest)
        return found

    return remembered


class Names:
    """The names of one text, found once and when first needed."""

    def __init__(self, text: str, quotations: Sequence[Quotation] | None = None) -> None:
        """`quotations` saves looking for those of `text` a second time."""
        self.text = text
        self._quotations = quotations
        self._answers: dict[tuple[object, ...], Any] = {}
        """What `_once_a_form` remembers."""
        self._bearers: dict[str, tuple[int, int]] = {}
        """For each role asked for: up to which name bearers were looked for, and the last one found, as indexes into `all`; -1 for none."""

    def resolve(self, start: int, end: int) -> str:
        """The most complete form in the text for the person or body that the words at [start, end) refer to, without title.

        A pronoun is resolved to the nearest fitting name before it. Where nothing fits: the words themselves, without article.
        """
        start, end = self._trimmed(start, end)
        mention = self.text[start:end]
        if mention.lower() in PRONOUNS and not (mention in _SHORT_NAMES and not self.text.isupper()):
            found = self.antecedent(start, mention.lower())
            return self._complete(found) if found else mention
        inside = self.between(start, end)
        last = inside[-1] if inside and inside[-1].end == end else None
        if last is not None and (last.title_start <= start or (last.person and self._is_role_before(start, last))):
            return self._complete(last)
        if mention[:1].isupper() and not any(name.start <= start and end < name.end for name in inside if name.person is False and mention in name.words):
            return self._complete(Name(start, end, tuple(mention.split()), start, None))
        return self._complete_description(start, end)

    def in_full(self, name: Name) -> str:
        """What `resolve` gives for the words of one of the names: those of several words are no pronouns, and nothing is to be left off them."""
        return self._complete(name) if len(name.words) > 1 else self.resolve(name.start, name.end)

    def antecedent(self, at: int, pronoun: str) -> Name | None:
        """The name before `at` that `pronoun` (lower case) most likely stands for; names within quotation marks are left out."""
        if pronoun in _RELATIVES:
            return next(self._back_from(at), None)
        if pronoun not in _HE | _SHE | _BODY_PRONOUNS:
            return None
        gender = "f" if pronoun in _SHE else "m" if pronoun in _HE else ""
        fallback: Name | None = None
        best: Name | None = None
        seen = at
        for name in self._back_from(at):
            if best is not None and _SENTENCE_END.search(self.text, name.start, seen + 1):
                break
            seen = name.start
            if self.is_quoted(name.start) or self.is_person(name) != bool(gender) or (gender and self._gender(name) not in ("", gender)):
                continue
            if self._is_object(name):
                fallback = fallback or name
            else:
                best = name
        return best or fallback

    def _back_from(self, at: int) -> Iterator[Name]:
        """The names before `at`, the nearest first; not without end."""
        last = bisect_left(self._starts, at)
        return (self.all[index] for index in range(last - 1, max(-1, last - 1 - _FARTHEST), -1))

    @cached_property
    def all(self) -> tuple[Name, ...]:
        """All names in reading order."""
        return tuple(find_names(self.text))

    def between(self, start: int, end: int) -> tuple[Name, ...]:
        """The names that stand, in part at least, in [start, end)."""
        starts, names = self._starts, self.all
        first = bisect_right(starts, start)
        if first and names[first - 1].end > start:  # of those that begin before, only the last may reach into it
            first -= 1
        return names[first : bisect_left(starts, end)]

    def is_person(self, name: Name) -> bool:
        """Whether the name is a person's, by its own spelling or as the last name of one."""
        return name.words[0] in self._last_names if name.person is None and len(name.words) == 1 else name.person is True

    # ------------------------------------------------------------ completing

    def _complete(self, name: Name) -> str:
        """The longest name of the text that holds the words of `name`; of equal ones the first spelling."""
        known = self._in_full(self.text[name.start : name.end])
        if known is not None:
            name = known
        fuller, other = self._other_forms(name)
        if not fuller:
            return self._written(other or name)
        before = bisect_left(fuller, name.start, key=attrgetter("start"))
        nearest = fuller[before - 1] if before else fuller[0]
        return self._written(self._longest(name, nearest) or nearest)

    @_once_a_form
    def _other_forms(self, name: Name) -> tuple[list[Name], Name | None]:
        """The names that hold the words of `name` and more; where there is none, the first other spelling of a person's, if any."""
        size = len(name.words)
        fuller = [other for other in self._by_word.get(name.words[-1].lower(), ())[:_FARTHEST] if len(other.words) > size and _holds(other, name)]
        return fuller, None if fuller else self._other_spelling(name)

    @_once_a_form
    def _longest(self, name: Name, nearest: Name) -> Name | None:
        """The longest of the names fuller than `name` that is fuller than `nearest` too, in its first spelling; None where `nearest` is the one."""
        longer = [other for other in self._other_forms(name)[0] if len(other.words) > len(nearest.words) and _holds(other, nearest)]
        longest = max(longer, key=_length, default=None)
        return self._first_alike(longest or nearest) or longest

    def _by_sound(self, name: Name) -> Name | None:
        """A fuller name that ends in another spelling of this one (al-Qasim, Al-Kassim)."""
        size = len(name.words)
        if name.person is False:
            return None
        fuller = [other for other in self._sounding_like(name) if len(other.words) > size and same_spelling(other.words[-size:], name.words)]
        return max(fuller, key=_length, default=None)

    def _other_spelling(self, name: Name) -> Name | None:
        """The first person's name of the text that sounds like this one, or like a fuller one that ends like it."""
        fuller = self._by_sound(name)
        return self._first_alike(fuller or name) or fuller

    def _written(self, name: Name) -> str:
        return self.text[name.start : name.end]

    def _first_alike(self, name: Name) -> Name | None:
        """The first person's name of the text that sounds like this one, word by word."""
        size = len(name.words)
        if size < 2 or name.person is False:
            return None
        return next((other for other in self._sounding_like(name) if len(other.words) == size and same_spelling(other.words, name.words)), None)

    def _sounding_like(self, name: Name) -> Sequence[Name]:
        return self._by_skeleton.get(skeleton(name.words[-1]), ())[:_FARTHEST]

    def _complete_description(self, start: int, end: int) -> str:
        """For "the governor": the person who bears the role; for "the ministry": the body's fullest description."""
        mention = self.text[start:end]
        parts = tuple(mention.split())
        if not parts:
            return mention
        if mention.islower() and is_role(parts[-1]) and self.text[max(0, start - 4) : start].lower() == "the ":
            bearer = self._bearer(mention.lower(), start)
            return self._complete(bearer) if bearer else mention
        if parts[-1].lower() in BODIES or mention[0].isupper():
            return self._complete(Name(start, end, parts, start, False))
        return mention

    def _bearer(self, role: str, before: int) -> Name | None:
        """The nearest person before whose name, or right behind it, the words of `role` stand. Names looked at for a role are not looked at again."""
        last = bisect_left(self._starts, before)
        seen, found = self._bearers.get(role, (0, -1))
        if last < seen:
            seen, found = 0, -1
        ranks = (role, *_RANKS.get(role, ()))
        for index in range(last - 1, max(seen, last - _FARTHEST) - 1, -1):
            name = self.all[index]
            if not self.is_person(name):
                continue
            title = f" {self.text[max(0, name.title_start - 60) : name.start]}".lower().rstrip(" ,.")
            if (
                title.endswith(ranks)
                or self._is_role_of(role, title, name.title_start)
                or (title.endswith(_HONORIFIC_ENDS) and _HONORIFIC_END.sub("", title).endswith(role))
                or self._is_apposed(role, name.end)
            ):
                found = index
                break
        self._bearers[role] = last, found
        return self.all[found] if found >= 0 and last - found <= _FARTHEST else None

    def _is_role_of(self, role: str, title: str, start: int) -> bool:
        """Whether `title` ends in the words of `role` with what it is a role in, before a comma: The village head of Arkan, Lena Osk."""
        return self.text[start - 2 : start] == ", " and not _MARKS.search(title.rpartition(f" {role} of ")[2] or ",")

    def _is_apposed(self, role: str, end: int) -> bool:
        """Whether the words of `role` stand right behind the name that ends at `end`: Lena Osk, the outgoing mayor."""
        if role not in self.text[end : end + _APPOSED].lower():
            return False
        behind = (
            rf",? (?:the |an? |who is |who was )?(?:(?!{_NO_APPOSITION})[\w’'-]+ ){{0,4}}{re.escape(role)}\b"
            r"(?!['’]s|\s(?:said|says|told|called|wrote|added|warned)\b)"
        )
        return re.compile(behind, re.IGNORECASE).match(self.text, end) is not None

    def _is_role_before(self, start: int, name: Name) -> bool:
        described = self.text[start : name.start].split()
        return not described or (is_role(described[-1].rstrip(",")) and not describes_another(self.text, start, name))

    # ------------------------------------------------------------ indexes

    @cached_property
    def _last_names(self) -> frozenset[str]:
        """The last words of persons' names."""
        return frozenset([name.words[-1] for name in self.all if name.person])

    @cached_property
    def _starts(self) -> list[int]:
        return list(map(attrgetter("start"), self.all))

    @cached_property
    def _several_words(self) -> Sequence[Name]:
        """What names are looked up in: those of several words, for one of a single word is no fuller form of any. Where there are many, a bound counts all."""
        return self.all if len(self.all) > _FARTHEST else [name for name in self.all if len(name.words) > 1]

    @cached_property
    def _by_skeleton(self) -> dict[str, list[Name]]:
        """Names that may be persons', by the consonants of their last word."""
        index: dict[str, list[Name]] = defaultdict(list)
        for name in self._several_words:
            if name.person is not False:
                index[skeleton(name.words[-1])].append(name)
        return index

    @cached_property
    def _by_word(self) -> dict[str, list[Name]]:
        index: dict[str, list[Name]] = defaultdict(list)
        for name in self._several_words:
            for word in name.words:
                index[word.lower()].append(name)
        return index

    def _in_full(self, short: str) -> Name | None:
        """The first name that `short` is an acronym of: that stands behind it in brackets, or whose initials it is."""
        bracketed = self._bracketed.get(short)
        initialled = self._by_initials.get(short) if short.isupper() else None
        return min(bracketed, initialled) if bracketed and initialled else bracketed or initialled

    @cached_property
    def _bracketed(self) -> dict[str, Name]:
        """Names of several words by the short form that stands behind them in brackets."""
        found: dict[str, Name] = {}
        at = self.text.find(" (")
        while at >= 0:
            match = _ACRONYM.match(self.text, at)
            for name in self.between(at - 1, at) if match else ():
                if match and name.end == at and len(name.words) > 1 and match[1][0].upper() in (name.words[0][0].upper(), name.words[-1][0].upper()):
                    found.setdefault(match[1], name)
            at = self.text.find(" (", at + 1)
        return found

    @cached_property
    def _by_initials(self) -> dict[str, Name]:
        """Names of several words by their initials, with full stops and without."""
        found: dict[str, Name] = {}
        for name in self._several_words:
            if len(name.words) > 1 and name.person is not True and self.text[name.start].isupper():
                initials = "".join([word[0] for word in name.words if word[0].isupper()])
                if len(initials) > 1:
                    found.setdefault(initials, name)
                    found.setdefault(".".join(initials) + ".", name)
        return found

    @cached_property
    def _quoted(self) -> tuple[list[int], list[int]]:
        found = find_quotations(self.text) if self._quotations is None else self._quotations
        outer = [quotation for quotation in found if quotation.depth == 0]
        return [quotation.start for quotation in outer], [quotation.end for quotation in outer]

    # ------------------------------------------------------------ what stands beside a name

    def is_quoted(self, at: int) -> bool:
        """Whether the code point `at` stands within quotation marks."""
        starts, ends = self._quoted
        index = bisect_right(starts, at) - 1
        return index >= 0 and at < ends[index]

    def _is_object(self, name: Name) -> bool:
        """Whether the name stands behind a preposition or owns what follows: rarely what the next sentence is about."""
        before = self.text[max(0, name.title_start - 18) : name.title_start].removesuffix("the ").split()
        return self.text.startswith(("’s", "'s"), name.end) or (bool(before) and before[-1] != "For" and before[-1].lower() in _OBJECT_AFTER)

    def _gender(self, name: Name) -> str:
        before = self.text[max(0, name.title_start - 15) : name.start].lower()
        if gender_of(before.replace(".", " ").split()):  # hardly ever; then without what ends before the name's own clause
            title = self.text[name.title_start : name.start].lower()
            own = _LAST_CLAUSE.split(before.removesuffix(title))[-1] + title
            return gender_of(own.replace(".", " ").split()) or self._given_gender(name)
        return self._given_gender(name)

    @_once_a_form
    def _given_gender(self, name: Name) -> str:
        """What the given name tells, that of the complete form where only a last name stands."""
        return given_gender(name.words[0] if len(name.words) > 1 else self._complete(name).partition(" ")[0])

    def _trimmed(self, start: int, end: int) -> tuple[int, int]:
        article = _ARTICLE.match(self.text, start, end)
        if article and article.end() < end:
            start = article.end()
        words = self.text[start:end]
        possessive = _POSSESSIVE.search(words) if "’" in words or "'" in words else None
        return start, start + possessive.start() if possessive and possessive.start() else end


def _holds(full: Name, name: Name) -> bool:
    """Whether `full` is a fuller form of `name`: it ends in it, begins with it (a person), or holds its words in order (a body)."""
    size = len(name.words)
    if full.words[-size:] == name.words or [word.lower() for word in full.words[-size:]] == [word.lower() for word in name.words]:
        return True
    if full.person:
        return full.words[:size] == name.words or (size > 1 and (full.words[0], full.words[-1]) == (name.words[0], name.words[-1]))
    if full.person is None or name.person:
        return False
    rest = iter(full.words)
    return all(word in rest for word in name.words) and (size > 1 or name.words[0].lower() in BODIES)


__all__ = ["PRONOUNS", "Name", "Names", "find_names"]
