"""Whether an article can hold a record of a kind at all. Set for recall: a request saved must not cost a record."""

from __future__ import annotations

import re

_QUOTE_MARK = re.compile(r"[\"“”„‟«»‹›「」『』〝〞〟＂‘‚‛‹›]|''|``|<<|>>|(?<!\w)['’`´](?=\w)")


def _any_of(words: str) -> re.Pattern[str]:
    """A pattern for whole words, or for beginnings of words where they end in `-`; `_` is a space."""
    parts = (re.escape(word.rstrip("-")).replace("_", r"\s+") + ("" if word.endswith("-") else r"\b") for word in words.split())
    return re.compile(rf"\b(?:{'|'.join(parts)})", re.IGNORECASE)


_HARMED = _any_of(
    "kill- murder- massacr- slay- slain slaughter- execut- assassinat- behead- lynch- die died dies dying dead deadl- death- fatal- perish- drown- "
    "succumb- corpse- body bodies burned burnt buried injur- wound- maim- hurt bleed- bled hospitalis- hospitaliz- amputat- missing unaccounted "
    "casualt- victim- shot stabb- hanged martyr- lost_his_life lost_her_life lost_their_lives life_was_lost lives_were_lost life_lost lives_lost "
    "claimed_the_life claimed_the_lives"
)
"""Words that alone may state a single victim, or a casualty figure."""
_HARM = _any_of(
    "life lives toll lose loses lost losing loss losses surviv- remains grave- funeral- blast- explo- bomb- shell- strike- struck attack- crash- "
    "collaps- quake- earthquake- flood- fire- gun- shoot- trapped vanish- disappear- hospital- treated rescue- recovered clash-"
)
"""Words beside which a number may be a casualty figure."""
_FLIGHT = _any_of(
    "displac- flee- fled- flight evacuat- refuge- asylum homeless- shelter- camp camps uproot- exodus escap- leave leaves leaving left return- "
    "went_back went_home came_back came_home go_back go_home going_back going_home repatriat- resettl- relocat- rehous- move moves moved moving cross "
    "crossed crossing arriv- migra- expel- expuls- evict- driven drove forced abandon- seek- sought hosted hosting stranded house houses housing "
    "househol- home homes family families tent tents destroyed demolish- emptied deport- idp idps"
)
"""Words beside which a number may be a displacement number."""
_NUMBER = re.compile(
    r"\d|\b(?:a family|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|(?:thir|four|fif|six|seven|eigh|nine)teen"
    r"|twenty|thirty|fou?rty|fifty|sixty|seventy|eighty|ninety|hundreds?|thousands?|(?:m|b|tr)illions?|lakhs?|lacs?|crores?"
    r"|tens|dozens?|scores?|couple|pair|both|half|third|quarter|trio|duo|single|twice|double)\b",
    re.IGNORECASE,
)
_NEAR = 200
"""Characters between a word of the vocabulary and the number."""

_FUNCTION_WORD = re.compile(
    r"\b(?:the|of|and|to|in|a|an|was|were|is|are|said|for|on|at|by|with|from|that|it|its|as|have|has|had|who|their|his|her)\b", re.IGNORECASE
)
_WORD = re.compile(r"\w+")
_ENGLISH_SHARE = 0.2
"""English prose has a third of such words; below this share the word lists here prove nothing."""


def candidates(text: str, kind: str) -> bool:
    """Whether `text` can hold a record of `kind`; True when in doubt: for kinds not known here, and for figures in other languages than English."""
    if not text.strip():
        return False
    match kind:
        case "quote":
            return _QUOTE_MARK.search(text) is not None
        case "casualty":
            return not _is_english(text) or _HARMED.search(text) is not None or _with_number(text, _HARM)
        case "displacement":
            return not _is_english(text) or _with_number(text, _FLIGHT)
        case _:
            return True


def _with_number(text: str, vocabulary: re.Pattern[str]) -> bool:
    return any(_NUMBER.search(text, max(0, word.start() - _NEAR), word.end() + _NEAR) for word in vocabulary.finditer(text))


def _is_english(text: str) -> bool:
    return len(_FUNCTION_WORD.findall(text)) > _ENGLISH_SHARE * len(_WORD.findall(text))
