"""Italian."""

from __future__ import annotations

from fractions import Fraction

from extractor.text.languages.pack import Language, Single, pairs, words

_PART = (
    "un[oa]?|due|tr[eé]|quattro|cinque|sei|sette|otto|nove|dieci|undici|dodici|tredici|quattordici|quindici|sedici|diciassette|diciotto|diciannove|venti?|trenta?|"
    "quaranta?|cinquanta?|sessanta?|settanta?|ottanta?|novanta?|cento?|mill?e|mila"
)

ITALIAN = Language(
    code="it",
    word=rf"(?:{_PART}){{1,10}}|milion[ei]|miliard[oi]",
    ones=words("un uno una"),
    scales=pairs("mila,mille 1000 milione,milioni,mln 1000000 miliardo,miliardi,mld 1000000000 dozzina,dozzine 12"),
    rounds=pairs(
        "decina,decine 10 quindicina 15 ventina 20 trentina 30 quarantina 40 cinquantina 50 sessantina 60 settantina 70 ottantina 80 novantina 90 "
        "centinaio,centinaia 100 migliaio,migliaia 1000"
    ),
    plurals=pairs("decine 20 dozzine 24 centinaia 200 migliaia 2000 milioni 2000000 miliardi 2000000000"),
    of=r"\s{1,3}di\s{1,3}",
    halves={"mezzo": Fraction(1, 2), "mezza": Fraction(1, 2)},
    half_after=r"\s{1,3}e\s{1,3}mezz[oa]",
    several="alcune|alcuni|diverse|diversi|parecchie|parecchi|varie|vari|molte|molti|poche|pochi|qualche|un paio di|numerose",
    before={
        "at_least": "almeno|perlomeno|per lo meno|quantomeno|non meno di|come minimo|un minimo di",
        "more_than": "più di|piu di|più d'|oltre|ben oltre|ben più di|poco più di|molto più di|superiore a",
        "at_most": "fino a|sino a|al massimo|non più di|un massimo di",
        "less_than": "quasi|meno di|poco meno di|inferiore a",
        "about": "circa|intorno a|attorno a|più o meno|all'incirca|approssimativamente|nell'ordine di",
        "exact": "esattamente",
    },
    after={"at_least": "o più|almeno|come minimo", "at_most": "o meno|al massimo", "about": "circa|all'incirca|più o meno"},
    between=(("tra", "e"), ("fra", "e"), ("da", "a")),
    to="a|o",
    until=frozenset(("fino a", "sino a")),
    changes="sal[ieg]|aument|pass[aò]|sces|scend|cal[aoò]|ridott|cresc|diminu|arriv|cad|balz",
    months="gennaio|febbraio|marzo|aprile|maggio|giugno|luglio|agosto|settembre|ottobre|novembre|dicembre",
    not_counts=r"ann[oi]\b|mes[ei]\b|settiman[ae]\b|giorn[oi]\b|or[ae]\b|minut[oi]\b|secol[oi]\b|terzi\b|quarti\b|(?:di\s+)?(?:dollar[oi]|euro|sterline|franchi|lire)\b|"
    r"km\b|chilometr[oi]\b|metr[oi]\b",
    percent=r"per\s?cento\b",
    dotted=True,
    single=Single(
        determiners=words("un uno una il lo la l quel quella questo questa suo sua mio mia altro altra lui lei egli"),
        not_one=words(
            """gruppo famiglia coppia paio dozzina decina ventina trentina centinaio migliaio serie folla banda squadra pattuglia convoglio comunità popolazione
            gente polizia esercito personale pubblico maggioranza minoranza parte resto totale numero nessuno nessuna qualcuno noi voi loro entrambi alcuni
            alcune diversi diverse molti molte pochi poche parecchi numerosi tutti tutte tutto tutta vari varie qualche ogni i gli le dei degli delle"""
        ),
        cuts=words(
            "di del dello della dell dei degli delle in nel nella con che da dal dalla per su a ad al alla senza tra fra durante identificato identificata"
        ),
        links=words("e ed o né"),
        articles="il|lo|la|i|gli|le|l'|un|uno|una|un'",
    ),
)
