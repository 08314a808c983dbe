"""Through which medium or on which occasion something was said."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from extractor.backends.rules.frames import Frame
from extractor.backends.rules.hints import needed_words
from extractor.backends.rules.reporting import AGENCIES, OCCASIONS, OUTLET_NOUNS

_NAME = r"(?!(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)[A-Z](?:[\w’'&-]|\.(?=\w))*"
_PLATFORMS = (
    *("Telegram", "Twitter", "Facebook", "Instagram", "TikTok", "YouTube", "WhatsApp", "Weibo", "Mastodon", "Bluesky", "Threads", "Snapchat"),
    *("LinkedIn", "Reddit", "VK", "X", "Truth Social", "social media"),
)
_PLATFORM = re.compile(
    r"\b(?:[Oo]n|[Vv]ia|[Tt]hrough) (?:(?:the|his|her|its|their|an?) )?(?:(?:official|own|verified|personal|social|messaging|media|platform|app) )*"
    rf"(?P<channel>(?:{'|'.join(_PLATFORMS)}|(?:(?:state|public|national|local|live) )?(?:television|radio|TV))\b(?: (?:channel|account|page))?)"
)
_MONTH = r"(?:Jan|Febr)uary|March|April|May|June|July|August|(?:Sept|Nov|Dec)ember|October"
_WROTE = re.compile(rf"\b(?:wrote|writes|writing|posted|posting) on (?:(?:his|her|its|their) )?(?!(?:{_MONTH})\b)(?P<channel>{_NAME})(?=[ ,:;.]|$)")
_OVER = re.compile(
    r"\b(?:[Oo]ver|[Oo]n|[Tt]hrough) (?:the|an?|his|her|its|their) (?P<channel>(?:[a-z]+ )?(?:channel|loudspeakers?|megaphone|loudhailer|tannoy))\b"
)
_TOLD = re.compile(
    rf"\b(?:told|tells|telling|spoke to|speaking to|speaking with) (?:[Tt]he |a |an )?(?P<channel>(?:{_NAME}|[a-z-]+)(?: (?:{_NAME}|of|the|[a-z-]+)){{0,5}})"
)
_OUTLET = rf"(?:{'|'.join(sorted(OUTLET_NOUNS))})"
_OCCASION = re.compile(
    r"\b(?:[Ii]n|[Aa]t|[Dd]uring|[Bb]y|[Vv]ia|[Tt]hrough|[Ff]rom|[Oo]n) (?:(?:an?|the|his|her|its|their|this|that|another|one) )?"
    rf"(?P<channel>(?!the\b)(?:(?!(?:the|an?|his|her|its|their)\b)[\w’'-]+ ){{0,3}}?(?:{'|'.join(sorted(OCCASIONS))})\b"
    rf"(?: (?:with|to|on|for) (?:the |an? )?(?:{_NAME} |[a-z]+ )?(?:{_NAME} )*{_OUTLET}\b(?: {_NAME})*"
    rf"| (?:with|to|in|at|on|by|for|from) (?:the |an? )?{_NAME}(?:(?: of| the| for| and)? {_NAME})*)?)"
)
_ACRONYM = re.compile(r"(?!(?:UN|EU|US|UK|AU|NATO|MPs|IOM|WHO|ICRC)\b|Ma?c[A-Z])(?:[A-Z]{2,5}|[A-Z][a-z]+[A-Z][A-Za-z]+)\b[.,]?")
"""A name in capitals that is told something and is no body: an outlet."""
_STOP = re.compile(
    r"\b(?:that|on|in|at|by|from|after|before|when|as|if|while|during|how|what|there|and|about|earlier|late|early|last|this|yesterday|today|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|he|she|it|they|his|her|reporters|journalists|viewers|readers)\b"
)
Reader = Callable[[str], Iterator[tuple[int, int]]]
_SHORTEST = 4
"""Fewer characters name no channel."""
_LASTING = ("interview", "statement", "speech", "address", "letter", "post", "message", "video", "briefing", "conference", "tweet")


def find_channels(frame: Frame, plain: str) -> list[tuple[int, int]]:
    """The words for media and occasions in a sentence; what stands in its quotations counts for nothing.

    `plain`: the `plain_words` of the whole text, which tell what can't be in a sentence.
    """
    pieces: list[tuple[int, str, frozenset[str]]] = []
    at = frame.start
    quoted = [(quotation.outer_start, quotation.outer_end) for quotation in map(frame.quotations.__getitem__, frame.quotes)]
    for first, last in [*quoted, (frame.end, frame.end)]:
        if first - at >= _SHORTEST and (held := _HINTS.intersection(plain[at + 1 : first + 1].split())):
            piece = frame.text[at:first]
            pieces.append((at, piece if first == frame.end else f"{piece}\x00", held))
        at = last
    if not pieces:
        return []
    return [(at + first, at + last) for read, needed in _READERS for at, piece, held in pieces if not needed.isdisjoint(held) for first, last in read(piece)]


def nearest(channels: list[tuple[int, int]], near: tuple[int, int]) -> tuple[int, int] | None:
    """The one of `channels` that stands nearest to the stretch `near`."""
    if len(channels) < 2:
        return channels[0] if channels else None
    return min(channels, key=lambda span: max(span[0] - near[1], near[0] - span[1]))


def lasts(words: str) -> bool:
    """Whether an occasion goes on beyond its sentence: an interview, a statement; not a medium told once."""
    for word in _LASTING:  # noqa: SIM110 - a loop is twice as fast, and this runs for most sentences before a quotation
        if word in words:
            return True
    return False


def _told(sentence: str) -> Iterator[tuple[int, int]]:
    for match in _TOLD.finditer(sentence):
        words = match["channel"]
        stop = _STOP.search(words)
        parts = (words[: stop.start()] if stop else words).split()
        keep = max((index + 1 for index, word in enumerate(parts) if _is_outlet(word)), default=0)
        if len(parts) > 1 and parts[0].endswith(("’s", "'s")) and parts[0][0].isupper() and parts[1][0].isupper():
            keep = len(parts)  # a programme of an outlet: Nord Radio’s Morning Hour
        if len(parts) == 1 and _ACRONYM.fullmatch(parts[0]):
            keep = 1
        while 0 < keep < len(parts) and parts[keep][0].isupper():
            keep += 1
        if keep:
            at = match.start("channel")
            yield at, at + len(" ".join(parts[:keep]).rstrip(".,"))


def _is_outlet(word: str) -> bool:
    lower = word.lower().rstrip(".,")
    return lower in OUTLET_NOUNS or lower in ("conference", "briefing") or lower.removesuffix("’s").removesuffix("'s") in AGENCIES


def _spans_of(pattern: re.Pattern[str]) -> Reader:
    return lambda sentence: (match.span("channel") for match in pattern.finditer(sentence))


_READERS: tuple[tuple[Reader, frozenset[str]], ...] = (
    (_told, frozenset(("told", "tells", "telling", "spoke", "speaking"))),
    (_spans_of(_PLATFORM), needed_words(map(str.lower, _PLATFORMS), ("television", "radio", "tv"))),
    (_spans_of(_WROTE), frozenset(("wrote", "writes", "writing", "posted", "posting"))),
    (_spans_of(_OVER), frozenset(("channel", "loudspeaker", "loudspeakers", "megaphone", "loudhailer", "tannoy"))),
    (_spans_of(_OCCASION), needed_words(OCCASIONS)),
)
"""What reads channels out of words, and the words of which it needs one, in small letters."""
_HINTS = frozenset(word for _, needed in _READERS for word in needed)
"""All these words."""
