"""Who is a public speaker: a body, or someone who speaks in a public office. Everyone else who is named is private; in doubt, private."""

from __future__ import annotations

import re

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
    "organization parliament party police prosecution regime secretariat senate service services treasury tribunal union"
)
_BODY_SURNAMES = words("church house bank court branch")
"""Nouns of bodies that are surnames too."""

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


def name_words(name: str, mention: str, role: str | None, publisher: str | None) -> frozenset[str]:
    """The words that name a private person; empty where the speaker is public, a body, or named by nobody ("a resident").

    `name` and `mention` are the two forms the article uses, `role` the title beside them.
    """
    if _is_public(name, mention, role, publisher):
        return frozenset()
    return frozenset(word for form in (name, mention) if not _is_description(form) for word in _words_of(form))


def _is_public(name: str, mention: str, role: str | None, publisher: str | None) -> bool:
    if role is None:
        return any(_is_body(form, publisher) or _is_titled(form) for form in (name, mention))
    of_a_person = any(is_role(word.lower()) for word in _TOKEN.findall(role))
    return _is_office(role) or (_is_body(name, publisher) and not of_a_person)


def _is_office(role: str) -> bool:
    """Whether a title is that of a public office: its head noun decides, so a minister's driver and a mayor's wife are private."""
    head = _HEAD_ENDS.split(role.strip(), maxsplit=1)[0].lower()
    head_words = [word.rstrip(".") for word in _TOKEN.findall(head)]
    if not head_words:
        return False
    last = head_words[-1].removeprefix("ex-").removeprefix("vice-").removeprefix("deputy-").removesuffix("-elect").removesuffix("-designate")
    if head_words[-2:] == ["secretary", "general"]:
        return True
    if last in _OFFICES:
        return True
    others = {word.lower().rstrip(".") for word in _TOKEN.findall(role)} - {last}
    return (
        last in _POSTS
        and not (_POSSESSIVE.search(head))
        and not others.isdisjoint(_PUBLIC_BODIES | PORTFOLIOS | {"party", "state", "rebel", "opposition"} | _STATES)
    )


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
    last = tokens[-1].lower()
    noun = last if last in BODIES else last.removesuffix("s") if last.removesuffix("s") in BODIES else f"{last[:-3]}y" if f"{last[:-3]}y" in BODIES else ""
    return bool(noun) and (noun not in _BODY_SURNAMES or lower.startswith("the ") or " of " in lower)


def _is_description(form: str) -> bool:
    """Whether words describe without a name: "residents", "a Maresh resident", "Ukrainian officials"."""
    tokens = form.split()
    return "," not in form and bool(tokens) and tokens[-1].islower() and not any(token in ("the", "a", "an") for token in tokens[1:])


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
    return not word.islower() and small not in _LINKS and small not in HONORIFICS
