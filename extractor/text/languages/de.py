"""German."""

from __future__ import annotations

from fractions import Fraction

from extractor.text.languages.pack import Language, Single, pairs, words

_PART = (
    "eins?|zwei|zwo|drei|vier|fünf|sechs|sieben|acht|neun|zehn|elf|zwölf|sechzehn|siebzehn|zwanzig|drei(?:ß|ss)ig|vierzig|fünfzig|sechzig|siebzig|achtzig|neunzig|"
    "hundert|tausend|und"
)

GERMAN = Language(
    code="de",
    word=rf"(?!und)(?:{_PART}){{1,10}}|eine[mnrs]?|million(?:en)?|milliarden?",
    ones=words("ein eine einen einem einer eines"),
    scales=pairs("hundert 100 tausend,tsd. 1000 million,millionen,mio.,mio 1000000 milliarde,milliarden,mrd.,mrd 1000000000 dutzend,dutzende,dutzenden 12"),
    plurals=pairs(
        "dutzende,dutzenden,dutzender 24 hunderte,hunderten,hunderter 200 tausende,tausenden,tausender,abertausende,abertausenden 2000 "
        "zehntausende,zehntausenden,zehntausender 20000 hunderttausende,hunderttausenden,hunderttausender 200000 millionen 2000000 milliarden 2000000000"
    ),
    of=r"\s{1,3}(?:von\s{1,3})?",
    halves={
        **dict.fromkeys(("halbe", "halben", "halbes", "halber"), Fraction(1, 2)),
        **dict.fromkeys(("anderthalb", "eineinhalb"), Fraction(3, 2)),
        "zweieinhalb": Fraction(5, 2),
        "dreieinhalb": Fraction(7, 2),
    },
    several="mehrere|mehreren|mehrerer|einige|einigen|einiger|ein paar|wenige|wenigen|viele|vielen|etliche|etlichen",
    before={
        "at_least": "mindestens|wenigstens|zumindest|nicht weniger als|ein minimum von",
        "more_than": "mehr als|deutlich mehr als|weit mehr als|etwas mehr als|über|weit über|deutlich über|gut",
        "at_most": "bis zu|höchstens|maximal|nicht mehr als",
        "less_than": "fast|beinahe|nahezu|annähernd|knapp|weniger als|etwas weniger als",
        "about": "etwa|in etwa|rund|ungefähr|circa|zirka|ca.|schätzungsweise|um die|geschätzt|geschätzte",
        "exact": "genau",
    },
    after={"at_least": "oder mehr", "at_most": "oder weniger"},
    between=(("zwischen", "und"),),
    to="bis|oder",
    changes="st[ie]e?g|erhöh|gest[ie]|wuchs|gewachsen|fiel|gefallen|sank|gesunken|sink|korrigier",
    months="januar|jänner|februar|märz|april|mai|juni|juli|august|september|oktober|november|dezember",
    month_link=r"\.?\s{1,2}",
    not_counts=r"jahr(?:e[ns]?)?\b|monate?n?\b|wochen?\b|tage?n?\b|stunden?\b|uhr\b|minuten?\b|drittel|viertel|(?:us-)?dollar|euro\b|franken\b|pfund\b|"
    r"km\b|kilometer|meter\b|prozent|jährig",
    percent=r"prozent\b",
    dotted=True,
    single=Single(
        determiners=words("ein eine einen einem einer eines der das dem des dieser diesem dieses jener sein seinem ihr mein weiterer er"),
        doubtful={"den": r"\w*[^\Wn]\Z|\w*mann\Z", "die": r"\w+(?:in|frau|mutter|tochter|schwester|person)\Z|frau\Z|mutter\Z|tochter\Z"},
        not_one=words(
            """gruppe familie paar dutzend handvoll reihe menge bande mannschaft patrouille konvoi gemeinschaft bevölkerung polizei armee personal
            öffentlichkeit mehrheit minderheit teil rest zahl anzahl niemand jemand wir ihr sie beide mehrere einige viele wenige zahlreiche alle leute
            menschen etliche manche million hundert tausend kein keine truppe einheit"""
        ),
        cuts=words("von vom aus in im am an auf mit bei der die das des den dem namens für nach unter vor zu zur zum durch ohne"),
        links=words("und oder noch"),
        articles="der|die|das|den|dem|des|ein|eine|einen|einem|einer|eines",
    ),
)
