"""Spanish."""

from __future__ import annotations

from fractions import Fraction

from extractor.text.languages.pack import Language, Single, pairs, words

SPANISH = Language(
    code="es",
    word="un[oa]?|dos|tres|cuatro|cinco|seis|siete|ocho|nueve|diez|once|doce|trece|catorce|quince|dieci(?:s[eé]is|siete|ocho|nueve)|"
    "veinte|veinti(?:ún|un[oa]?|d[oó]s|tr[eé]s|cuatro|cinco|s[eé]is|siete|ocho|nueve)|treinta|cuarenta|cincuenta|sesenta|setenta|ochenta|noventa|"
    "cien(?:to)?|(?:dos|tres|cuatro|seis|sete|ocho|nove)cient[oa]s|quinient[oa]s|mil|mill[oó]n|millones",
    respell={"veintiún": "veintiuno", "veintiun": "veintiuno"},
    link=r"(?:(?<=nta)\s{1,3}y)?\s{1,3}",
    ones=words("un uno una"),
    scales=pairs("mil 1000 millón,millon,millones 1000000 docena,docenas 12"),
    rounds=pairs(
        "decena,decenas 10 quincena 15 veintena,veintenas 20 treintena 30 cincuentena 50 centena,centenas,centenar,centenares 100 millar,millares 1000"
    ),
    plurals=pairs("decenas 20 docenas 24 veintenas 40 cientos,centenas,centenares 200 miles,millares 2000 millones 2000000"),
    of=r"\s{1,3}de\s{1,3}",
    halves={"medio": Fraction(1, 2), "media": Fraction(1, 2)},
    half_after=r"\s{1,3}y\s{1,3}medi[oa]",
    several="varios|varias|algunos|algunas|unos cuantos|unas cuantas|unos pocos|unas pocas|pocos|pocas|muchos|muchas|un par de|diversos|diversas",
    before={
        "at_least": "al menos|a lo menos|por lo menos|cuando menos|como mínimo|mínimo|no menos de|un mínimo de",
        "more_than": "más de|mas de|más que|muy por encima de|por encima de|algo más de|poco más de|mucho más de|bastante más de|superior a",
        "at_most": "hasta|como máximo|máximo|a lo sumo|no más de|un máximo de",
        "less_than": "casi|menos de|poco menos de|algo menos de|por debajo de|inferior a",
        "about": "unos|unas|alrededor de|cerca de|aproximadamente|en torno a|cosa de|más o menos|un estimado de|del orden de",
        "exact": "exactamente",
    },
    after={
        "at_least": "o más|o mas|al menos|por lo menos|como mínimo",
        "at_most": "o menos|como máximo|a lo sumo",
        "about": "aproximadamente|más o menos|y tantos|y tantas",
        "more_than": "y pico",
    },
    between=(("entre", "y"), ("desde", "hasta")),
    to="a|o|u",
    until=words("hasta"),
    changes="sub[ieí]|aument|increment|pas[óoaá]|elev[óoaá]|baj[óoaá]|ca[ey]|redu[cj]|ascen[dí]|ascie|crec|desc[ei]|llegó|ampli|acer[cq]",
    months="enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|setiembre|octubre|noviembre|diciembre",
    month_link=r"\s{1,2}(?:del?\s{1,2})?",
    not_counts=r"años?\b|mes(?:es)?\b|semanas?\b|días?\b|horas?\b|minutos?\b|siglos?\b|tercios?\b|cuart[oa]s?\s+partes?|(?:de\s+)?(?:d[óo]lar(?:es)?|euros?|pesos?|soles|"
    r"bol[íi]vares|libras|quetzales|lempiras|guaran[íi]es)\b|km\b|kil[óo]metros?\b|metros?\b|a\.\s?m\b|p\.\s?m\b",
    percent=r"por\s?cien(?:to)?\b",
    dotted=True,
    single=Single(
        determiners=words("un uno una el la este esta ese esa aquel aquella su mi otro otra él ella"),
        bare=r"\w*[^\Ws]\Z",
        not_one=words(
            """grupo familia pareja par docena decena centenar millar serie multitud banda equipo patrulla convoy comunidad población gente ejército
            personal público muchedumbre mayoría minoría parte resto total treintena veintena número cantidad nadie ninguno ninguna alguien nosotros ustedes
            ellos ellas ambos varios varias algunos algunas muchos muchas pocos pocas numerosos todos todo toda todas más los las unos unas qué cada"""
        ),
        cuts=words("de del en con que por para a al desde sin entre tras bajo durante quien cuyo cuya identificado identificada llamado llamada"),
        links=words("y e o u ni"),
        articles="el|la|los|las|un|una|unos|unas",
    ),
)
