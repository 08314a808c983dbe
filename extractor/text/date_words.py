"""The vocabulary of dates: patterns for the words of a date phrase, and for whole date phrases in running text."""

from __future__ import annotations

import re
from itertools import groupby
from operator import itemgetter

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")

MONTH = r"(?:january|february|march|april|may|june|july|august|september|october|november|december|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\b"
WEEKDAY = r"(?:monday|tuesday|wednesday|thursday|friday|saturday|sunday)\b"
WEEKDAY_SHORT = r"(?:mon|tues?|wed|thurs?|thu|fri|sat|sun)\b"
DAY = r"\d{1,2}(?:st|nd|rd|th)?"
YEAR = r"(?:19|20)\d\d"
UNIT = r"(?:hour|day|week|month|year)"
NUMBER = (
    r"(?:\d{1,3}|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fourteen|fifteen|eighteen"
    r"|(?:twenty|thirty|forty|fifty|sixty|seventy|ninety)(?:[- ](?:one|two|three|four|five|six|seven|eight|nine))?)"
)
FEW = r"(?:a |the )?(?:few|several|couple(?: of)?|recent|many)"
PART = r"(?:early|mid|late|(?:the )?(?:start|beginning|middle|end|(?:first|second) half|(?:first|second|third|fourth) quarter) of)"
TIME_OF_DAY = r"(?:night|morning|evening|afternoon|noon|midnight|dawn)s?"

# ---------------------------------------------------------------- date phrases in running text; months and weekdays want a capital

_I = r"(?i:{})".format
_MONTH = rf"(?-i:(?=[JFMASOND]))(?i:{MONTH})(?:\.(?=\s*\d))?"
_WEEKDAY = rf"(?-i:(?=[MTWFS]))(?i:{WEEKDAY})"
_DAY = rf"{_I(DAY)}(?!\d|[,.:]\d|\w)"
_YEAR = rf"{YEAR}(?!\d|[,.]\d|\w)"
_PART = rf"{_I(PART)}[-\s]+(?i:the\s+)?"
_OF_YEAR = rf"(?:,?\s+(?:of\s+)?(?:{_YEAR}|(?i:this|last)\s+(?i:year)))"
_DAYS_OF_MONTH = rf"\d{{1,2}}\s*(?:[-–—]|\s(?:to|and|until)\s)\s*{_DAY}"
_WEEKDAY_PREFIX = rf"(?:{_WEEKDAY},?\s+(?:the\s+)?|(?i:{WEEKDAY_SHORT})\.?,?\s+)?"

_CALENDAR = "|".join(
    (
        r"\d{4}-\d\d-\d\d(?!\d)",
        rf"{_I('in|during')}\s+(?:{_PART})?{_MONTH}{_OF_YEAR}?",
        rf"{_WEEKDAY_PREFIX}(?:{_DAYS_OF_MONTH}|{_DAY})\s+(?:of\s+)?{_MONTH}{_OF_YEAR}?",
        rf"{_WEEKDAY_PREFIX}{_MONTH}\s+(?:{_DAYS_OF_MONTH}|{_DAY}){_OF_YEAR}?",
        rf"(?:{_PART})?{_MONTH}{_OF_YEAR}",
        rf"(?:{_PART}|{_I('since|by|until|last|next|this')}\s+){_MONTH}",
        rf"(?:{_PART}|{_I('in|during|since|by|until|from')}\s+){_YEAR}(?:[-–—](?:{_YEAR}|\d\d\b))?",
        r"(?i:the\s+)(?:19|20)\d0s\b",
        _I(r"the\s+(?:start|beginning|middle|end)\s+of\s+(?:the|this|next|last)\s+(?:week|month|year)\b"),
        rf"{_I('on the')}\s+\d{{1,2}}(?:st|nd|rd|th)(?=[,.;)]|\s+(?:of|and|at|when|as)\b)",
    )
)
_FIRST_UNITS = rf"(?i:(?:the\s+)?(?:first|opening)\s+{NUMBER}\s+(?:day|week|month)s\s+of\s+)"
_STRETCH = r"(?:early|late|earlier|later|so far|(?:the )?(?:start|beginning|middle|end) of)"
_RELATIVE = "|".join(
    (
        rf"{_FIRST_UNITS}(?:{_MONTH}{_OF_YEAR}?|{_YEAR}|(?i:(?:this|last|the)\s+(?:month|year))\b)",
        rf"(?:{_I('late|early|earlier|last|past|this|next|coming|overnight')}\s+(?:{_I('on')}\s+)?)?{_WEEKDAY}(?:\s+{_I(TIME_OF_DAY)})?",
        _I(rf"the day before yesterday|(?:earlier |late |early )?(?:yesterday|today|tomorrow)(?:\s+{TIME_OF_DAY})?|tonight|overnight"),
        _I(rf"(?:last night|this {TIME_OF_DAY})\b"),
        _I(rf"(?:{_STRETCH}\s+)?(?:this|last|next)\s+(?:week(?:end)?|month|year)\b|the weekend\b"),
        _I(rf"(?:past|last|previous|preceding)\s+(?:(?:{NUMBER}|{FEW})\s+)?{UNIT}s?\b|recent {UNIT}s\b"),
        rf"{_I(rf'{NUMBER}[- ]hours? (?:to|until)')}\s+{_WEEKDAY}(?:\s+{_I(TIME_OF_DAY)})?",
        _I(rf"(?:(?:more than|over|about|around|nearly|almost|some|just over)\s+)?(?:{NUMBER}|{FEW})\s+{UNIT}s?\s+ago\b"),
    )
)
_ATOM = rf"(?:{_CALENDAR}|{_RELATIVE})"
_LOOSE_ATOM = rf"(?:{_ATOM}|(?:{_PART})?{_MONTH}|{_YEAR})"
_JOIN = r"(?:\s*[-–—]\s*|\s+(?i:and|or|to|through|until|into)\s+)"

_BEGAN = (
    r"(?:beg[au]n|start(?:s|ed)|broke|erupted|resumed|restarted|flared|collapsed|ended|launched|seized|took|fell|invaded|escalated|intensified|hit|struck"
    r"|declared|withdrew|came|returned|overthrew|ousted|opened|signed)"
)
_EVENT = (
    r"(?:start|beginning|outbreak|onset|launch|end|collapse|fall|resumption|eruption|war|coup|uprising|revolution|offensive|siege|invasion|attacks?"
    r"|landfall|conflict|crisis|truce|ceasefire|earthquake|quake|floods?|storm|cyclone|hurricane|fighting|violence|unrest|election|independence)"
)
_WORD = r"[^\W\d_][\w'’-]*"
_NOUN = (
    r"(?!(?:and|but|or|when|while|as|which|who|that|according|he|she|they|said|says|ha[sd]|have|were|was|is|are|with|by|in|on|at|for|from|to|of"
    rf"|more|nearly|some|about|around|over|up|last|this)\b){_WORD}"
)
_SINCE_CLAUSE = (
    rf"(?:then\b|(?:{_WORD}\s+){{1,7}}?{_BEGAN}\b(?:\s+(?:out|up|off|over|power|control|down)\b)?(?:\s+(?:on\s+)?{_LOOSE_ATOM})?"
    rf"|(?:(?:the|its|their|a|an|this|that)\s+)?(?:{_WORD}\s+){{0,2}}?{_EVENT}\b"
    rf"(?:\s+of\s+(?:(?:the|its|their|this|a)\s+)?{_NOUN}(?:\s+{_NOUN}){{0,2}})?(?:\s+(?:on\s+)?{_LOOSE_ATOM})?)"
)

_PART_FIRST = r"the\s+(?:[12]\d|beg|couple|day|end|few|first|four|open|many|mid|recent|sec|sev|start|third|week)"
_MONTH_FIRST = r"\s+(?:\d|apr|aug|dec|earl|feb|jan|jul|jun|late|mar|may|mid|nov|oct|sep|the\s)"
_FIRST_WORDS = (
    *r"about almost apr around aug beginning between coming couple dec during earl eight eleven end feb few fif first five fort four fri from\s jan".split(),
    *"just last late many mar may mid mon more nearly next nin nov oct one over past preceding previous recent sat sep sev since six so start sun ten".split(),
    *r"jul jun thi three thu today tomorrow tonight tue tw until wed yesterday on\s+the\s+\d".split(),
    *(_PART_FIRST, f"in{_MONTH_FIRST}", f"by{_MONTH_FIRST}", r"an?[\s-]+(?:couple|day|few|hour|many|month|recent|sev|week|year)"),
)
_FIRST = "|".join(f"[{letter}{letter.upper()}](?i:{'|'.join(word[1:] for word in begun)})" for letter, begun in groupby(sorted(_FIRST_WORDS), itemgetter(0)))
"""How each branch of the pattern below begins, where it doesn't with a digit: most words are passed over at once."""

DATE_PHRASE = re.compile(
    rf"(?<![\w$£€.,])(?=\d|{_FIRST})(?:{_I('since')}\s+(?:{_LOOSE_ATOM}|(?i:{_SINCE_CLAUSE}))"
    rf"|{_I('between|from')}\s+(?:{_LOOSE_ATOM}|{_DAY}){_JOIN}(?:on\s+)?{_LOOSE_ATOM}"
    rf"|(?:{_WEEKDAY},\s+){{0,6}}{_ATOM}(?:{_JOIN}(?:on\s+)?{_LOOSE_ATOM})?)"
)
"""One date phrase, its preposition included. Every repetition is bounded, so that searching stays linear."""

WORDS_OF_TIME = ("day", "night", "week", "month", "year", "hour", "since", "tomorrow", "morning", "evening", "noon", "dawn", "on the")
MONTH_OR_YEAR = re.compile(r"[JFMASOND\d](?:(?i:an|eb|ar|pr|ay|un|ul|ug|ep|ct|ov|ec)|(?<=[12])[90]\d\d|\d\d\d-\d\d)")
"""Every date phrase holds one of these words, in any case, or matches the pattern somewhere: both are quick to look for."""

LEADING = re.compile(r"(?i:(?:on|in|at|by|during|over|until|of|the|from)\s+)+")
"""What a date phrase is found with and not labelled with."""
