"""French."""

from __future__ import annotations

from fractions import Fraction

from extractor.text.languages.pack import Language, Single, pairs, words

FRENCH = Language(
    code="fr",
    word="une?|deux|trois|quatre|cinq|six|sept|huit|neuf|dix|onze|douze|treize|quatorze|quinze|seize|vingts?|trente|quarante|cinquante|soixante|septante|"
    "huitante|octante|nonante|cents?|mille|millions?|milliards?",
    link=r"(?:(?:(?<=vingt)|(?<=nte))(?:\s{1,3}|-)et)?(?:\s{1,3}|-)",
    ones=words("un une"),
    scales=pairs("mille 1000 million,millions 1000000 milliard,milliards 1000000000 douzaine,douzaines 12"),
    rounds=pairs(
        "dizaine,dizaines 10 quinzaine 15 vingtaine,vingtaines 20 trentaine 30 quarantaine 40 cinquantaine 50 soixantaine 60 "
        "centaine,centaines 100 millier,milliers 1000"
    ),
    plurals=pairs("dizaines 20 douzaines 24 vingtaines 40 centaines 200 milliers 2000 millions 2000000 milliards 2000000000"),
    of=r"\s{1,3}(?:de\s{1,3}|d')",
    halves={"demi": Fraction(1, 2), "demie": Fraction(1, 2)},
    half_after=r"\s{1,3}et\s{1,3}demie?",
    several="plusieurs|quelques|de nombreuses|de nombreux|bien des|diverses",
    before={
        "at_least": "au moins|tout au moins|au minimum|pas moins de|pas moins d'|un minimum de",
        "more_than": "plus de|plus d'|bien plus de|bien plus d'|un peu plus de|un peu plus d'|beaucoup plus de|nettement plus de|au-delà de|supérieur à",
        "at_most": "jusqu'à|jusqu'|au plus|tout au plus|au maximum|un maximum de|pas plus de|pas plus d'",
        "less_than": "près de|près d'|presque|quasi|quasiment|pratiquement|moins de|moins d'|un peu moins de|un peu moins d'|pas loin de|inférieur à",
        "about": "environ|quelque|autour de|aux alentours de|alentour de|à peu près|approximativement|de l'ordre de|grosso modo",
        "exact": "exactement|précisément",
    },
    after={
        "at_least": "ou plus|au moins|au minimum",
        "at_most": "ou moins|au plus|au maximum",
        "about": "environ|à peu près|approximativement",
    },
    between=(("entre", "et"),),
    to="à|ou",
    until=words("jusqu'à jusqu'"),
    changes="pass|augment|mont[éea]|bond|grimp|recul|tomb|baiss|croî|rédu|chut|progress|relev|port[éea]|élev|revu",
    months="janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre",
    not_counts=r"ans?\b|mois\b|semaines?\b|jours?\b|heures?\b|h\b|h\d|minutes?\b|siècles?\b|tiers\b|quarts?\b|(?:de\s+|d')?(?:dollars?|euros?|francs?|livres|dinars?|dirhams?|"
    r"gourdes?)\b|km\b|kilomètres?\b|mètres?\b",
    percent=r"pour[\s-]?cent\b",
    dotted=True,
    single=Single(
        determiners=words("un une le la l ce cet cette son sa mon ma leur notre un'autre il elle"),
        bare=r"\w*[^\Wsx]\Z",
        not_one=words(
            """groupe famille couple paire douzaine dizaine vingtaine trentaine centaine millier série foule bande équipe patrouille convoi communauté
            population police armée personnel public majorité minorité partie reste total nombre plupart personne aucun aucune quelqu nul on nous vous ils
            elles les des ces ses leurs nos plusieurs quelques certains certaines beaucoup nombreux nombreuses tous toutes tout toute autres chaque gens"""
        ),
        cuts=words("de du des d en dans à au aux avec qui que par pour sur sous sans lors depuis dont près chez identifié identifiée nommé nommée âgé âgée"),
        links=words("et ou ni"),
        articles="le|la|les|l'|un|une|des",
    ),
)
