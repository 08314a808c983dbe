"""From the noun phrase that speaks to mention, name and role; and who spoke last, for pronouns and quotes without a clause."""

from __future__ import annotations

import re
from operator import attrgetter
from typing import NamedTuple

from extractor.backends.rules.casualty_words import ONE_PERSON
from extractor.backends.rules.frames import Tokens
from extractor.backends.rules.reporting import CONJUNCTIONS, DETERMINERS, PREPOSITIONS, SAYING
from extractor.text.given_names import gender_of, given_gender
from extractor.text.name_finding import Name
from extractor.text.names import Names, describes_another
from extractor.text.titles import BODIES, OFFICES_IN_SHORT, POST_NOMINALS, is_role
from extractor.text.trim import trim_mention

REACH = 500
"""How many characters a role or a speaker is remembered for: a neighbouring sentence or two."""
_POST_NOMINALS = rf"(?:,? (?=[A-Z])(?:{'|'.join(sorted(POST_NOMINALS))})\b)+"
_PERSONAL = frozenset(("he", "she", "him", "her"))
_GENDERS = {"he": "m", "him": "m", "she": "f", "her": "f"}
_COLLECTIVE = frozenset(("it", "they", "them"))
_THIRD_PERSON = _PERSONAL | _COLLECTIVE
_KNOWN_AS = re.compile(r"\b(?:nom de guerre|alias|pseudonym|pen name|real name is|better known as|known as),? ")
_APPOSITION = re.compile(
    rf"(?:{_POST_NOMINALS}| \(\d{{1,3}}\))?,? ?\(?(?:\d{{1,3}}, )?,? ?(?:(?:the|an?|one of the|his|her|their|its|who is the|who is an?|who was the) )?"
)
_GOES_BY = re.compile(
    r"(?:(?:known|identified) (?:only |simply )?(?:as|by the name of) |(?:an? (?:[\w’'-]+ ){1,5})?(?:named|called) "
    r"|who (?:gave (?:only )?(?:his|her|their) (?:first |full )?name (?:only |simply )?as"
    r"|(?:goes|went) (?:only |simply )?by(?: the (?:name|nickname|alias|call sign|callsign))?(?: of)?) )"
)
_WHO_HEADS = re.compile(
    r"who (?:now |also |has |had |once |currently |jointly )*(?:heads?|headed|runs?|ran|leads?|led|chairs?|chaired|directs?|oversees?|manages?|commands?"
    r"|owns?|sells?|teaches|taught"
    r"|works|worked|farms?|represents?|coordinates?|serves|drives|grows|keeps|edits|presides)\b[^,;:.!?—–\n\"“”‘«»]{0,80}"
)
"""A relative clause that tells what someone does: who heads the harbour board."""
_OWNERS = frozenset(("his", "her", "its", "their"))
_OWNER = re.compile(r"(?:his|her|its|their) (?=\w)", re.IGNORECASE)
_HONORIFICS = tuple(f" {title}{end}" for title in ("Dr", "Mr", "Mrs", "Ms", "Prof", "Sir", "Dame") for end in (" ", ". "))
_POSSESSIVE = re.compile(r"['’]s?$")
_BODY_OF = re.compile(r"\b[Tt]he ((?:[\w’'-]+ ){0,3}?([\w-]+)) (?:of|for) (?:the )?$")
_UNNAMED = re.compile(r"\b(?:[Aa]n?|[Oo]ne|[Aa]nother) ((?:[a-z][\w-]* ){0,2}?([a-z][\w-]*))\b")
_NEXT_SENTENCE = re.compile(r"[^.!?“\"‘«\n]{0,100}(?:[“\"‘'«][^”\"’»\n]{1,300}[”\"’»])?[.]?[”\"’»]?\s(?=[A-Z])")
_BODY_FIRST = re.compile(r"(?:^|[\n.!?”\"’] ?)The ((?:[a-z-]+ ){0,2}?([a-z-]+))\b(?! of\b)")
_GROUP_FIRST = re.compile(r"(?:^|[\n.!?”\"’] ?)(?:The )?((?:[A-Za-z-]+ ){0,2}?([A-Za-z-]+s|[Pp]olice))\b")
_GROUP = re.compile(r"[A-Z][a-z]+ (?:[a-z]+ )?([a-z]+s)\b")
"""People whose first word has a capital as it begins its sentence: Human rights groups."""
_THROUGH = ("through ", "via ", "with ", "by ")
_DESCRIPTION = re.compile(
    r"[Tt]he (?:(?:[a-z]+|\d+-year-old) )?(\d+-year-old|(?:great-)?(?:grand)?(?:mother|father|mum|mom|dad|parent)(?:-of-\w+)?"
    r"|widow|widower|pensioner|teenager|youngster|man|woman|boy|girl)(?: of (?:one|two|three|four|five|six|seven|eight|nine|ten|\d+))?"
)
_PLAIN_WORDS = re.compile(rf"(?:(?!(?:{'|'.join(sorted(PREPOSITIONS | CONJUNCTIONS))})\b)[a-z][a-z-]*(?:\s|\Z)){{1,4}}")
_ONE_DESCRIBED = re.compile(r"(?:One|Another)(?: of them)?, an? ([^,;:.“\"\n]{2,80}?)(?: who [^,;:.“\"\n]{2,80})?,", re.IGNORECASE)
"""One of several who is told by a description: One of them, a baker from Arkan who fled, said."""
_LABEL = re.compile(r"([A-Z][\w’'-]*(?: [A-Z][\w’'-]*){0,3})(?: \([^()\n]{1,30}\))?: ")
_LONGEST_LINE = 3_000
"""How many characters before a word its line is looked for."""
_DESCRIBED = re.compile(r"(?:an? )?(?:[a-z][\w-]* ){1,3}")
_ON_NAME = re.compile(rf" (?:of|from|at|with|for|in)\b|,| \(|{_POST_NOMINALS}")
_ABBREVIATED = re.compile(r"\s*\([^()]*\)$")
_COMPLEMENT = re.compile(r" (?:of|for|at|to|in|with|from) ")
"""What ends the head of a role: mayor of Arkan."""
_ASIDE_END = re.compile(r"[,;:.?!—–\n\"“”‘«»]|\bwho\b|\bwhose\b|\bwhich\b|\)")


_IN_FRONT = re.compile(r"(?:[a-z][a-z’'-]* ){1,4}\Z")
"""Small words in front of a name."""
_LONGEST_ROLE = 60


class Spoken(NamedTuple):
    """A speaker: the mention's span, the full name, the span of the role, and whether it is a person."""

    start: int
    end: int
    name: str
    role: tuple[int, int] | None
    person: bool


class Speakers:
    """Makes speakers of noun phrases of one text, and remembers them in reading order."""

    def __init__(self, text: str, names: Names) -> None:
        self.text = text
        self.names = names
        self._last: Spoken | None = None
        self._roles: dict[str, tuple[int, int]] = {}

    def speaker(self, tokens: Tokens, phrase: tuple[int, int]) -> Spoken:
        """The speaker that the tokens of `phrase` name. Read phrases in reading order: pronouns go by who spoke before."""
        start, end = tokens.starts[phrase[0]], tokens.end(phrase[1] - 1)
        if self.text.endswith(("’s", "'s"), start, end) and end - start > 2:
            end -= 2
        mention = self.text[start:end].lower()
        if mention in _THIRD_PERSON:
            return self._pronoun(start, end, mention)
        if mention == "i" and (labelled := self._labelled(start, end)) is not None:
            return labelled
        spoken = (self._described(start, end) if mention.startswith("the ") else None) or self._named(start, end)
        if spoken.role is not None:
            self._roles[spoken.name] = spoken.role
        elif spoken.person and (role := self._earlier_role(spoken)) is not None:
            spoken = Spoken(spoken.start, spoken.end, spoken.name, role, True)
        self._last = spoken
        return spoken

    def _labelled(self, start: int, end: int) -> Spoken | None:
        """Who says "I" in a line of a transcript: KELD (on tape): I told them."""
        line = self.text.rfind("\n", max(0, start - _LONGEST_LINE), start) + 1
        label = _LABEL.match(self.text, line, start)
        return Spoken(start, end, self.names.resolve(*label.span(1)), None, True) if label else None

    def _described(self, start: int, end: int) -> Spoken | None:
        """The person of the sentences before whom a description stands for: the 61-year-old, the grandmother of two."""
        description = _DESCRIPTION.fullmatch(self.text, start, end)
        if description is None or any(self.names.between(start, end)):
            return None
        head = description[1]
        gender = gender_of((head.partition("-of-")[0].rpartition("-")[2],))
        near = max(0, start - REACH)
        if re.search(rf"\b[Aa]n? (?:[\w-]+ ){{0,2}}{re.escape(head)}\b", self.text[max(0, start - 4 * REACH) : start]):
            return None
        pronouns = ("she",) if gender == "f" else ("he",) if gender == "m" else ("he", "she")
        found = max((one for pronoun in pronouns if (one := self.names.antecedent(start, pronoun))), key=attrgetter("start"), default=None)
        if found is None or found.start < near:
            return None
        name = self.names.in_full(found)
        first, last = trim_mention(self.text, start, end)
        return Spoken(first, last, name, self._title(found) or self._behind(found.end) or self._roles.get(name), True)

    def _earlier_role(self, spoken: Spoken) -> tuple[int, int] | None:
        """The role that the sentences before give the same person."""
        known = self._roles.get(spoken.name)
        if known is not None and 0 <= spoken.start - known[1] <= REACH:
            return known
        for name in reversed(self.names.between(max(0, spoken.start - REACH), spoken.start)):
            if (
                name.words[-1] in spoken.name
                and self.names.is_person(name)
                and (role := self._title(name) or self._behind(name.end) or self._left_role(name.title_start) or self._in_front(name))
            ):
                return role if self.names.in_full(name) == spoken.name else None
        return None

    def is_person(self, tokens: Tokens, phrase: tuple[int, int]) -> bool:
        """Whether the tokens of `phrase` tell by themselves that they speak of a person: a known name, a title or a role."""
        inside = self.names.between(tokens.starts[phrase[0]], tokens.end(phrase[1] - 1))
        return any(self.names.is_person(name) for name in inside) if inside else is_role(tokens.lower[phrase[1] - 1]) or tokens.lower[phrase[0]] in DETERMINERS

    @property
    def last(self) -> Spoken | None:
        """Who spoke last."""
        return self._last

    def _pronoun(self, start: int, end: int, mention: str) -> Spoken:
        """A pronoun stands for who spoke last, unless a fitting name has come up since."""
        personal = mention in _PERSONAL
        found = self.names.antecedent(start, mention)
        last = self._last
        wanted = _GENDERS.get(mention, "")
        if last is not None and wanted and self._gender(last) not in ("", wanted):
            last = None
        paragraph = max(self.text.rfind("\n", 0, start) + 1, start - REACH)
        alone = personal and (found is None or found.start < paragraph) and (last is None or last.start < paragraph)
        if alone and (unnamed_person := self._unnamed(paragraph, start, wanted)) is not None:
            spoken = Spoken(start, end, self.text[slice(*unnamed_person)], None, True)
            self._last = spoken
            return spoken
        near = last is not None and (last.person == personal or mention == "they") and start - last.end <= REACH
        if last is not None and near and (found is None or found.start <= last.end or self._same(found, last)):
            unnamed = (last.start, last.end) if last.person and last.name == self.text[last.start : last.end] and is_role(last.name.split()[0]) else None
            name = self._real_name(end) if unnamed else last.name
            spoken = Spoken(start, end, name or last.name, last.role or self._roles.get(last.name) or unnamed, last.person)
        elif found is not None:
            name = self.names.in_full(found) if personal else self._group_of(found) or self._body_of(found)
            spoken = Spoken(start, end, name, self._title(found) or self._behind(found.end) or self._roles.get(name), personal)
        else:
            spoken = (self._named_next(start, end) if personal else self._group(start, end, mention)) or Spoken(
                start, end, self.text[start:end], None, personal
            )
        self._last = spoken
        return spoken

    def _gender(self, spoken: Spoken) -> str:
        """Whether a speaker is a woman or a man, as far as the mention, the words before it, the role or the name tell."""
        mention = self.text[spoken.start : spoken.end].lower()
        if mention in _GENDERS:
            return _GENDERS[mention]
        before = self.text[max(0, spoken.start - 12) : spoken.start].rsplit(None, 1)[-1:]
        role = self.text[slice(*spoken.role)] if spoken.role else ""
        return gender_of(f"{mention} {role} {before[0] if before else ''}".lower().replace(".", "").split()) or given_gender(spoken.name.partition(" ")[0])

    def _group(self, start: int, end: int, mention: str) -> Spoken | None:
        """The body or group without a name that a sentence before begins with: The ministry met. ... it said; Nurses wept. ... they said."""
        pattern = _BODY_FIRST if mention == "it" else _GROUP_FIRST
        found = [
            match
            for match in pattern.finditer(self.text, max(0, start - REACH), start)
            if match[2].lower() in BODIES or (mention != "it" and is_role(match[2]))
        ]
        return Spoken(start, end, found[-1][1], None, False) if found else None

    def _group_of(self, name: Name) -> str | None:
        """The people whom a capital at the head of their sentence makes look like a name: Health workers left. ... they said."""
        group = _GROUP.match(self.text, name.start)
        return group[0] if group and name.end < group.end() and (is_role(group[1]) or group[1].removesuffix("s") in BODIES) else None

    def _named_next(self, start: int, end: int) -> Spoken | None:
        """Whom a pronoun stands for that comes before any name, where the next sentence begins with one: she says. Lena Osk, 83, ..."""
        following = _NEXT_SENTENCE.match(self.text, end)
        name = next(iter(self.names.between(following.end(), following.end() + 1)), None) if following else None
        if name is None or following is None or name.title_start != following.end() or not self.names.is_person(name):
            return None
        return Spoken(start, end, self.names.in_full(name), self._title(name) or self._behind(name.end), True)

    def _body_of(self, name: Name) -> str:
        """The body that is called by the place it is of: the harbour board of Arkan ... it; else the name as it is."""
        described = _BODY_OF.search(self.text, max(0, name.start - REACH // 8), name.start)
        if described and described[2].lower() in BODIES:
            return self.text[described.start(1) : name.end]
        return self.names.in_full(name)

    def _unnamed(self, paragraph: int, at: int, wanted: str) -> tuple[int, int] | None:
        """The last person without a name whom the paragraph speaks of before `at`: We met a baker. ... she said."""
        found = [
            match.span(1)
            for match in _UNNAMED.finditer(self.text, paragraph, at)
            if is_role(match[2])
            and gender_of((match[2],)) in ("", wanted)
            and not self.text.endswith(_THROUGH, 0, match.start())
            and not self.names.is_quoted(match.start(1))
        ]
        return found[-1] if found else None

    def _real_name(self, start: int) -> str | None:
        """The name that the sentence gives for one known by role only: she said, hiding behind her pen name, Ola Vey."""
        known = _KNOWN_AS.search(self.text, start, start + 200)
        name = next(iter(self.names.between(known.end(), known.end() + 1)), None) if known else None
        return self.text[name.start : name.end] if name and not re.search(r"[.!?]\s", self.text[start : name.start]) else None

    def _same(self, found: Name, last: Spoken) -> bool:
        return self.names.in_full(found) == last.name

    def _named(self, start: int, end: int) -> Spoken:
        first, last = trim_mention(self.text, start, end)
        start, end = (start, last) if self.text.startswith("of ", first) else (first, last)
        inside = self.names.between(start, end)
        for person in reversed(inside):
            if self._is_named_person(person, start, end):
                mention_end = min(person.end, end)
                role = self._before(start, person) or self._behind(mention_end) or self._rank(person)
                return Spoken(person.start, mention_end, self.names.in_full(person), role, True)
        aside = self._named_in_aside(start, end)
        if aside is not None:
            return aside
        if one := _ONE_DESCRIBED.match(self.text, start):
            return Spoken(*one.span(1), one[1], None, True)
        name = self.names.resolve(start, end)
        role = self._left_role(start) or (self._behind(end) if inside and inside[0].start == start and inside[0].end == end and name.isalpha() else None)
        human = role is not None or _is_human(self.text[start:end]) or any(self.names.is_person(other) for other in inside if other.start == start)
        return Spoken(start, end, name, role, human)

    def _is_named_person(self, name: Name, start: int, end: int) -> bool:
        """Whether the name is who speaks, and not what describes it: Mayor Lena Osk; not the Osk campaign, nor an ally of Osk."""
        if name.person is False or self.text.startswith(("’s", "'s"), name.end) or describes_another(self.text, start, name):
            return False
        before = self.text[start : name.start].rstrip()
        if name.end < end and not _ON_NAME.match(self.text, name.end, name.end + 6):
            following = self.text[name.end : end].split()[0]
            return name.person is True and name.title_start == start and following.islower() and not (is_role(following) or following in BODIES)
        if not before:
            return name.person is True or self.names.is_person(name) or name.end < end
        described = (_ABBREVIATED.sub("", before) if before.endswith(")") else before).rsplit(None, 1)
        last = described[-1].strip(",.").lower() if described else ""
        if name.person is True and len(name.words) > 1 and _PLAIN_WORDS.fullmatch(before):
            return True  # the cleaning lady Lena Osk
        return is_role(last) or name.title_start < name.start or (last.endswith(("’s", "'s", "-old")) and len(name.words) > 1)

    def _before(self, start: int, name: Name) -> tuple[int, int] | None:
        """The role before a name: rebel commander Tomas Dorn; UN envoy to Arkan, Lena Osk."""
        first, last = trim_mention(self.text, start, self._before_honorific(start, name.start)) if start < name.start else (start, start)
        if first < last and (owner := _OWNER.match(self.text, first, last)):
            first = owner.end()
        described = self.text[first:last]
        if first < last and any(is_role(word.strip(",.")) for word in described.split()):
            return first, last
        return self._left_role(min(start, name.start))

    def _before_honorific(self, start: int, end: int) -> int:
        """Where the words [start, end) before a name end, without a space behind the last and without a last honorific: Pathologist Dr."""
        if self.text.endswith(_HONORIFICS, start, end):
            return self.text.rindex(" ", start, end - 1)
        return end - 1 if self.text[end - 1] == " " and self.text[end - 2].isalnum() else end

    def _left_role(self, start: int) -> tuple[int, int] | None:
        """The role in front of a comma: The mayor of Arkan, Lena Osk, said."""
        if self.text[start - 2 : start] != ", ":
            return None
        left = self.text[max(0, start - 100) : start - 2]
        piece = re.split(r"[,;:.?!—–\n\"“”]\s*|\b(?:that|said|after|while|when|and|but|by|according to) ", left, flags=re.IGNORECASE)[-1]
        first, last = trim_mention(self.text, start - 2 - len(piece), start - 2)
        first = owner.end() if (owner := _OWNER.match(self.text, first, last)) else first
        words = self.text[first:last].split()
        if not words or any(name.person and name.end == last for name in self.names.between(first, last)):
            return None
        head = _head(self.text, first, last)
        return (first, last) if head and is_role(head[-1]) else None

    def _title(self, name: Name) -> tuple[int, int] | None:
        if name.title_start < name.start and any(is_role(word) for word in self.text[name.title_start : name.start].split()):
            return trim_mention(self.text, name.title_start, self._before_honorific(name.title_start, name.start))
        return None

    def _rank(self, name: Name) -> tuple[int, int] | None:
        """The office or rank in short before a name: Gov. Lena Osk; only where nothing says more."""
        if any(word.rstrip(".").lower() in OFFICES_IN_SHORT for word in self.text[name.title_start : name.start].split()):
            return trim_mention(self.text, name.title_start, name.start)
        return None

    def _in_front(self, name: Name) -> tuple[int, int] | None:
        """The role right before a name in a sentence before: district administrator Lena Osk came. ... Osk said; else an office in short."""
        words = _IN_FRONT.search(self.text, max(0, name.title_start - _LONGEST_ROLE), name.title_start)
        if words is None or not is_role(words[0].split()[-1]):
            return self._rank(name)
        kept: list[str] = []
        for word in reversed(words[0].split()):
            if word in PREPOSITIONS or word in CONJUNCTIONS or word in DETERMINERS or word in SAYING:
                break
            kept.append(word)
        return name.title_start - len(" ".join(kept)) - 1, name.title_start - 1

    def _behind(self, end: int) -> tuple[int, int] | None:
        """The role behind a name: Lena Osk, head of the harbour board, said."""
        opening = _APPOSITION.match(self.text, end)
        if opening is None or "," not in opening[0]:
            return None
        if heads := _WHO_HEADS.match(self.text, opening.end()):
            return heads.span()
        closing = _ASIDE_END.search(self.text, opening.end(), opening.end() + 160)
        last = closing.start() if closing else min(len(self.text), opening.end() + 160)
        words = self.text[opening.end() : last].split()
        head = re.split(r" (?:of|for|at|to|in|with|from|on|and) ", " ".join(words))[0].split()
        if not head or len(words) > 25 or head[0].lower() in PREPOSITIONS or head[0].lower() in SAYING or not any(is_role(word) for word in head):
            return None
        one_of = opening[0].rfind("one of the ")
        return trim_mention(self.text, opening.start() + one_of if one_of >= 0 else opening.end(), last)

    def _named_in_aside(self, start: int, end: int) -> Spoken | None:
        """Said one villager, Tomas / The head of the board, Lena Osk, said: the name is the mention, the phrase the role."""
        at = end + (2 if self.text.startswith(", ", end) else 1)
        known = _GOES_BY.match(self.text, at)
        if at == end + 1 and known is None:
            return None
        head = _head(self.text, start, end)
        at = known.end() if known else at + 4 if self.text.startswith("the ", at) else at
        near = self.names.between(at, at + 40)
        name = next((name for name in near if at in (name.start, name.title_start) and name.person is not False), None)
        described = near[0] if name is None and near and near[0].person is not False else None
        if described and _DESCRIBED.fullmatch(self.text, at, described.start) and head and is_role(head[-1]):  # a witness, taxi driver Lena Osk, said
            words = self.text[at : described.start].split()
            if is_role(words[-1]):
                role = trim_mention(self.text, at, described.start)
                return Spoken(described.start, described.end, self.names.in_full(described), role, True)
        definite = (
            bool(head) and head[-1].islower() and (self.text[start - 4 : start].lower() == "the " or head[0].lower() in _OWNERS or _POSSESSIVE.search(head[0]))
        )
        if name is None or not head or not (is_role(head[-1]) or definite) or not re.match(r"[,.;\n]|$| \(", self.text[name.end : name.end + 2]):
            return None
        if head[0].lower() in ("one", "two", "another") or head[0].lower() in _OWNERS:
            start += len(head[0]) + 1
        if relative := re.search(r",? who(?:se)? ", self.text[start:end]):
            end = start + relative.start()
        return Spoken(name.start, name.end, self.names.in_full(name), (start, end), True)


def _is_human(phrase: str) -> bool:
    """Whether a phrase tells by its head that it speaks of a person: a baker from Arkan, one of them."""
    head = phrase.split(" of ")[0].split(" for ")[0].split()
    return any(is_role(word) or word in ONE_PERSON or word.lower() == "one" for word in head)


def _head(text: str, start: int, end: int) -> list[str]:
    """The words of a phrase before what they govern: mayor, of "mayor of Arkan"."""
    complement = _COMPLEMENT.search(text, start, end)
    return text[start : complement.start() if complement else end].split()
