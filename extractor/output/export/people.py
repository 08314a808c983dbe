"""Who is a public speaker: a body, or someone who speaks in a public office. Everyone else who is named is private; in doubt, private."""

from __future__ import annotations

import re
from itertools import pairwise

from extractor.text.names import PRONOUNS
from extractor.text.titles import BODIES, HONORIFICS, PORTFOLIOS, is_role, words

_OFFICES = words(
    "minister president premier prime-minister chancellor governor mayor senator congressman congresswoman lawmaker legislator parliamentarian mp "
    "spokesman spokeswoman spokesperson general admiral brigadier commander judge justice magistrate prosecutor ambassador envoy rapporteur undersecretary "
    "under-secretary commissioner ombudsman pope ayatollah archbishop emir sultan king queen prefect sheriff secretary-general vice-president statesman "
    "gen adm brig gov sen pres"
)
"""Offices that are public by themselves."""

_POSTS = words("director head chief leader secretary chair chairman chairwoman chairperson representative coordinator speaker administrator")
"""Posts that are public where they are a public body's: "director of the agency", "party leader", "Secretary of State"."""

_PUBLIC_BODIES = words(
    "academy administration agency army assembly authority cabinet coalition commission committee congress council court department directorate embassy "
    "faction federation force forces front government junta league legion military militia ministry mission movement navy observatory opposition organisation "
    "organization parliament party police prosecution regime secretariat senate service services treasury tribunal union state rebel"
)
_BODY_SURNAMES = words("church house bank court branch chamber school")
"""Nouns of bodies that are surnames too."""
_COMPANIES = words("ltd inc plc llc gmbh corp relief")

_KNOWN_BODIES = frozenset(
    (
        "reuters",
        "associated press",
        "agence france-presse",
        "al jazeera",
        "hamas",
        "hezbollah",
        "taliban",
        "houthis",
        "islamic state",
        "al-qaeda",
        "kremlin",
        "pentagon",
        "white house",
        "red cross",
        "red crescent",
        "united nations",
        "european union",
        "amnesty international",
        "save the children",
        "doctors without borders",
        "médecins sans frontières",
    )
)
_STATES = words("un eu us uk au")
_TITLE_WORDS = _OFFICES | _POSTS | PORTFOLIOS | BODIES | HONORIFICS | _STATES | words("former acting prime vice deputy the")
_HEAD_ENDS = re.compile(r"\s+(?:of|for|at|in|on|from|to|with|and|who|whose|said|that|near|by)\b|[,;:(–—]", re.IGNORECASE)
_TOKEN = re.compile(r"[^\W\d_](?:[\w’'.-]*\w)?")
_HYPHEN = re.compile(r"[-‑]")
_POSSESSIVE = re.compile(r"['’](?:s\b|(?=\s|$))")
_LINKS = words("al el bin bint ibn ben van von der den de del della di da dos do du la le of and the a an for in at to by on with y e un eu us uk")


def is_public(name: str, mention: str, role: str | None, publisher: str | None) -> bool | None:
    """Whether a speaker is a body or holds a public office; None where the words don't tell, which is to be taken for private.

    `name` and `mention` are the two forms the article uses, `role` the title beside them.
    """
    if role is None:
        return any(_is_body(form, publisher) or _is_titled(form) for form in (name, mention)) or mention.lower() in ("it", "its") or None
    of_a_person = any(is_role(word.lower()) for word in _TOKEN.findall(role))
    return _is_office(role) or (_is_body(name, publisher) and not of_a_person)


def name_words(*forms: str) -> frozenset[str]:
    """The words that name somebody in `forms`; none in a description ("a resident") or a pronoun."""
    return frozenset(word for form in forms if not _is_description(form) for word in _words_of(form))


def _is_office(role: str) -> bool:
    """Whether a title is that of a public office: its head noun decides, so a minister's driver and a mayor's wife are private."""
    head = _HEAD_ENDS.split(role.strip(), maxsplit=1)[0].lower()
    head_words = [word.rstrip(".") for word in _TOKEN.findall(head)]
    if not head_words:
        return False
    last = head_words[-1].removeprefix("ex-").removeprefix("vice-").removeprefix("deputy-").removesuffix("-elect").removesuffix("-designate")
    if last in _OFFICES or head_words[-2:] == ["secretary", "general"]:
        return True
    others = {word.lower().rstrip(".") for word in _TOKEN.findall(role)} - {last}
    return last in _POSTS and not _POSSESSIVE.search(head) and not others.isdisjoint(_PUBLIC_BODIES | PORTFOLIOS | _STATES)


def _is_titled(form: str) -> bool:
    """Whether a name carries a public office before it: "Mayor Osk", "Interior Minister Ana Pesk"; not "the mayor's brother Ivo"."""
    tokens = form.split()
    if _POSSESSIVE.search(form) or len(tokens) < 2:
        return False
    before = []
    for token in tokens[:-1]:
        bare = token.lower().strip(".,")
        if bare not in _TITLE_WORDS and not is_role(bare):
            break
        before.append(bare)
    return bool(before) and _is_office(" ".join(before))


def _is_body(form: str, publisher: str | None) -> bool:
    lower = form.strip().lower()
    bare = lower.removeprefix("the ")
    if bare in _KNOWN_BODIES or (publisher and bare == publisher.strip().lower().removeprefix("the ")):
        return True
    if re.fullmatch(r"(?:the )?[A-Z][A-Z&]{1,9}", form.strip()):
        return True
    tokens = _TOKEN.findall(_HEAD_ENDS.split(form.strip(), maxsplit=1)[0])
    if not tokens or any(is_role(token.lower()) for token in tokens):
        return False
    if tokens[0] in ("UN", "EU", "US", "UK"):
        return True
    nouns = {noun for token in tokens for noun in _singulars(token.lower()) if noun in BODIES | _COMPANIES}
    in_front = any(left.islower() and not _singulars(left).isdisjoint(BODIES) and not right.islower() for left, right in pairwise(tokens))
    return bool(nouns - _BODY_SURNAMES) or in_front or (bool(nouns) and (lower.startswith("the ") or " of " in lower))


def _singulars(word: str) -> set[str]:
    return {word, word.removesuffix("s"), f"{word[:-3]}y" if word.endswith("ies") else word}


def _is_description(form: str) -> bool:
    """Whether words describe without a name: "residents", "a Maresh resident", "officials in Maresh"; not "Lena the baker"."""
    tokens = _TOKEN.findall(_HEAD_ENDS.split(form.strip(), maxsplit=1)[0])
    named = any(right in ("the", "a", "an") and not left.islower() for left, right in pairwise(tokens))
    return form.strip().lower() in PRONOUNS or (bool(tokens) and tokens[-1].islower() and not named)


def _words_of(form: str) -> list[str]:
    """The words of a name that can give a person away: without titles, small words, and what follows "of" or "from"."""
    found = []
    for piece in _POSSESSIVE.sub("", form).split(","):
        tokens = _TOKEN.findall(_HEAD_ENDS.split(piece.strip(), maxsplit=1)[0])
        titles = [index for index, token in enumerate(tokens[:-1]) if is_role(token.lower())]
        for token in tokens[titles[-1] + 1 :] if titles else tokens:
            parts = _HYPHEN.split(token)
            found += [word for word in (token, *parts) if _tells(word) and (len(word) > 2 or len(parts) == 1)]
    return found


def _tells(word: str) -> bool:
    small = word.lower().rstrip(".")
    return not word.islower() and small not in _LINKS | PRONOUNS and small not in HONORIFICS
