"""Number phrases in languages other than English: what is found, what it says, and which words count nothing."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from extractor.text.language import language
from extractor.text.languages import PACKS
from extractor.text.quantity import find_quantities, implicit_one, measure

SPANISH = [
    ("murieron diez pescadores", "diez", 10, 10, 10, "exact"),
    ("veintidós mineros", "veintidós", 22, 22, 22, "exact"),
    ("veintiún mineros", "veintiún", 21, 21, 21, "exact"),
    ("Treinta y cinco muertos", "Treinta y cinco", 35, 35, 35, "exact"),
    ("once pescadores", "once", 11, 11, 11, "exact"),
    ("doscientas casas", "doscientas", 200, 200, 200, "exact"),
    ("mil doscientos evacuados", "mil doscientos", 1200, 1200, 1200, "exact"),
    ("3 mil familias", "3 mil", 3000, 3000, 3000, "exact"),
    ("10 mil 500 familias", "10 mil 500", 10_500, 10_500, 10_500, "exact"),
    ("1.200 casas", "1.200", 1200, 1200, 1200, "exact"),
    ("458.000 vecinos", "458.000", 458_000, 458_000, 458_000, "exact"),
    ("1,250 casas", "1,250", 1250, 1250, 1250, "exact"),
    ("2,4 millones de vecinos", "2,4 millones", 2_400_000, 2_400_000, 2_400_000, "exact"),
    ("2.4 millones de vecinos", "2.4 millones", 2_400_000, 2_400_000, 2_400_000, "exact"),
    ("dos millones y medio de vecinos", "dos millones y medio", 2_500_000, 2_500_000, 2_500_000, "exact"),
    ("medio millón de vecinos", "medio millón", 500_000, 500_000, 500_000, "exact"),
    ("media docena de casas", "media docena", 6, 6, 6, "exact"),
    ("una docena de casas", "una docena", 12, 12, 12, "exact"),
    ("Al menos 12 heridos", "Al menos 12", 12, 12, None, "at_least"),
    ("por lo menos unos 200", "por lo menos unos 200", 200, 200, None, "at_least"),
    ("al menos un muerto", "al menos un", 1, 1, None, "at_least"),
    ("300 o más", "300 o más", 300, 300, None, "at_least"),
    ("más de un millón de casas", "más de un millón", 1_000_000, 1_000_001, None, "more_than"),
    ("hasta 300 casas", "hasta 300", 300, None, 300, "at_most"),
    ("la cifra subió hasta 300", "300", 300, 300, 300, "exact"),
    ("no más de 30", "no más de 30", 30, None, 30, "at_most"),
    ("casi trescientos", "casi trescientos", 300, None, 299, "less_than"),
    ("menos de 300", "menos de 300", 300, None, 299, "less_than"),
    ("unos 300", "unos 300", 300, None, None, "about"),
    ("cerca de 1,2 millones", "cerca de 1,2 millones", 1_200_000, None, None, "about"),
    ("una decena de heridos", "una decena", 10, None, None, "about"),
    ("casi una veintena de heridos", "casi una veintena", 20, None, 19, "less_than"),
    ("medio centenar de casas", "medio centenar", 50, None, None, "about"),
    ("entre 40 y 50 vecinos", "entre 40 y 50", None, 40, 50, "range"),
    ("entre unos 40 y 50 vecinos", "entre unos 40 y 50", None, 40, 50, "range"),
    ("de 40 a 50 vecinos", "40 a 50", None, 40, 50, "range"),
    ("uno o dos pescadores", "uno o dos", None, 1, 2, "range"),
    ("entre tres mil y cuatro mil casas", "entre tres mil y cuatro mil", None, 3000, 4000, "range"),
    ("entre los 40 y los 50", "entre los 40 y los 50", None, 40, 50, "range"),
    ("dos o tres mil casas", "dos o tres mil", None, 2000, 3000, "range"),
    ("decenas de casas", "decenas", None, 20, None, "vague"),
    ("docenas de casas", "docenas", None, 24, None, "vague"),
    ("varios cientos de casas", "varios cientos", None, 200, None, "vague"),
    ("miles y miles de casas", "miles y miles", None, 2000, None, "vague"),
    ("decenas de miles de casas", "decenas de miles", None, 20_000, None, "vague"),
    ("cientos de miles de casas", "cientos de miles", None, 200_000, None, "vague"),
]

FRENCH = [
    ("trois cents maisons", "trois cents", 300, 300, 300, "exact"),
    ("quatre-vingt-dix-neuf marins", "quatre-vingt-dix-neuf", 99, 99, 99, "exact"),
    ("vingt et un marins", "vingt et un", 21, 21, 21, "exact"),
    ("mille deux cents marins", "mille deux cents", 1200, 1200, 1200, "exact"),
    ("12 000 déplacés", "12 000", 12_000, 12_000, 12_000, "exact"),
    ("12\u202f000 déplacés", "12\u202f000", 12_000, 12_000, 12_000, "exact"),
    ("2,4 millions d'habitants", "2,4 millions", 2_400_000, 2_400_000, 2_400_000, "exact"),
    ("un million et demi de gens", "un million et demi", 1_500_000, 1_500_000, 1_500_000, "exact"),
    ("un demi-million de gens", "un demi-million", 500_000, 500_000, 500_000, "exact"),
    ("une demi-douzaine de gens", "une demi-douzaine", 6, 6, 6, "exact"),
    ("la mort d'au moins 12 marins", "au moins 12", 12, 12, None, "at_least"),
    ("au moins une victime", "au moins une", 1, 1, None, "at_least"),
    ("plus d'un millier de marins", "plus d'un millier", 1000, 1001, None, "more_than"),
    ("plus d’une vingtaine de marins", "plus d’une vingtaine", 20, 21, None, "more_than"),
    ("plus de 300", "plus de 300", 300, 301, None, "more_than"),
    ("jusqu'à 300 marins", "jusqu'à 300", 300, None, 300, "at_most"),
    ("près d'une centaine de marins", "près d'une centaine", 100, None, 99, "less_than"),
    ("moins de 300", "moins de 300", 300, None, 299, "less_than"),
    ("quelque 300 marins", "quelque 300", 300, None, None, "about"),
    ("environ deux cents", "environ deux cents", 200, None, None, "about"),
    ("une dizaine de marins", "une dizaine", 10, None, None, "about"),
    ("40 à 50 marins", "40 à 50", None, 40, 50, "range"),
    ("entre 40 et 50 marins", "entre 40 et 50", None, 40, 50, "range"),
    ("deux ou trois marins", "deux ou trois", None, 2, 3, "range"),
    ("entre dix mille et douze mille", "entre dix mille et douze mille", None, 10_000, 12_000, "range"),
    ("des dizaines de marins", "dizaines", None, 20, None, "vague"),
    ("plusieurs centaines de marins", "plusieurs centaines", None, 200, None, "vague"),
    ("quelques milliers de marins", "quelques milliers", None, 2000, None, "vague"),
    ("des centaines de milliers de gens", "centaines de milliers", None, 200_000, None, "vague"),
]

PORTUGUESE = [
    ("dez moradores", "dez", 10, 10, 10, "exact"),
    ("vinte e três moradores", "vinte e três", 23, 23, 23, "exact"),
    ("cento e vinte e cinco", "cento e vinte e cinco", 125, 125, 125, "exact"),
    ("dezesseis", "dezesseis", 16, 16, 16, "exact"),
    ("dezasseis", "dezasseis", 16, 16, 16, "exact"),
    ("mil e duzentos", "mil e duzentos", 1200, 1200, 1200, "exact"),
    ("3 mil casas", "3 mil", 3000, 3000, 3000, "exact"),
    ("1.200 casas", "1.200", 1200, 1200, 1200, "exact"),
    ("2,4 milhões", "2,4 milhões", 2_400_000, 2_400_000, 2_400_000, "exact"),
    ("dois milhões e meio", "dois milhões e meio", 2_500_000, 2_500_000, 2_500_000, "exact"),
    ("dois e meio milhões", "dois e meio milhões", 2_500_000, 2_500_000, 2_500_000, "exact"),
    ("meia dúzia", "meia dúzia", 6, 6, 6, "exact"),
    ("pelo menos 12", "pelo menos 12", 12, 12, None, "at_least"),
    ("pelo menos um morador", "pelo menos um", 1, 1, None, "at_least"),
    ("mais de mil", "mais de mil", 1000, 1001, None, "more_than"),
    ("até 300", "até 300", 300, None, 300, "at_most"),
    ("quase 300", "quase 300", 300, None, 299, "less_than"),
    ("cerca de 300", "cerca de 300", 300, None, None, "about"),
    ("uma dezena de casas", "uma dezena", 10, None, None, "about"),
    ("entre 40 e 50", "entre 40 e 50", None, 40, 50, "range"),
    ("de 40 a 50 casas", "40 a 50", None, 40, 50, "range"),
    ("entre três mil e quatro mil", "entre três mil e quatro mil", None, 3000, 4000, "range"),
    ("entre um milhão e dois milhões", "entre um milhão e dois milhões", None, 1_000_000, 2_000_000, "range"),
    ("dois milhões e trezentos mil", "dois milhões e trezentos mil", 2_300_000, 2_300_000, 2_300_000, "exact"),
    ("dezenas de casas", "dezenas", None, 20, None, "vague"),
    ("vários milhares", "vários milhares", None, 2000, None, "vague"),
    ("centenas de milhares", "centenas de milhares", None, 200_000, None, "vague"),
]

ITALIAN = [
    ("ventitré operai", "ventitré", 23, 23, 23, "exact"),
    ("sei operai", "sei", 6, 6, 6, "exact"),
    ("duemila sfollati", "duemila", 2000, 2000, 2000, "exact"),
    ("duemilatrecento sfollati", "duemilatrecento", 2300, 2300, 2300, "exact"),
    ("458mila sfollati", "458mila", 458_000, 458_000, 458_000, "exact"),
    ("458 mila sfollati", "458 mila", 458_000, 458_000, 458_000, "exact"),
    ("1.200 case", "1.200", 1200, 1200, 1200, "exact"),
    ("2,5 milioni", "2,5 milioni", 2_500_000, 2_500_000, 2_500_000, "exact"),
    ("un milione e mezzo", "un milione e mezzo", 1_500_000, 1_500_000, 1_500_000, "exact"),
    ("mezza dozzina", "mezza dozzina", 6, 6, 6, "exact"),
    ("almeno 12 operai", "almeno 12", 12, 12, None, "at_least"),
    ("più di un centinaio di operai", "più di un centinaio", 100, 101, None, "more_than"),
    ("oltre un migliaio di operai", "oltre un migliaio", 1000, 1001, None, "more_than"),
    ("fino a 300", "fino a 300", 300, None, 300, "at_most"),
    ("quasi 300", "quasi 300", 300, None, 299, "less_than"),
    ("300 circa", "300 circa", 300, None, None, "about"),
    ("un'ottantina di operai", "un'ottantina", 80, None, None, "about"),
    ("tra 40 e 50", "tra 40 e 50", None, 40, 50, "range"),
    ("tra i 40 e i 50", "tra i 40 e i 50", None, 40, 50, "range"),
    ("da 40 a 50 operai", "da 40 a 50", None, 40, 50, "range"),
    ("alcune centinaia", "alcune centinaia", None, 200, None, "vague"),
    ("un paio di centinaia", "un paio di centinaia", None, 200, None, "vague"),
    ("decine di migliaia", "decine di migliaia", None, 20_000, None, "vague"),
]

GERMAN = [
    ("dreiundzwanzig Bergleute", "dreiundzwanzig", 23, 23, 23, "exact"),
    ("Zweitausenddreihundert Bergleute", "Zweitausenddreihundert", 2300, 2300, 2300, "exact"),
    ("1.200 Häuser", "1.200", 1200, 1200, 1200, "exact"),
    ("1,5 Mio. Bewohner", "1,5 Mio.", 1_500_000, 1_500_000, 1_500_000, "exact"),
    ("1,125 Millionen Bewohner", "1,125 Millionen", 1_125_000, 1_125_000, 1_125_000, "exact"),
    ("20 Tsd. Bewohner", "20 Tsd.", 20_000, 20_000, 20_000, "exact"),
    ("eine halbe Million Bewohner", "eine halbe Million", 500_000, 500_000, 500_000, "exact"),
    ("anderthalb Millionen Bewohner", "anderthalb Millionen", 1_500_000, 1_500_000, 1_500_000, "exact"),
    ("ein Dutzend Häuser", "ein Dutzend", 12, 12, 12, "exact"),
    ("mindestens 12 Bergleute", "mindestens 12", 12, 12, None, "at_least"),
    ("mindestens ein Bergmann", "mindestens ein", 1, 1, None, "at_least"),
    ("mehr als 300", "mehr als 300", 300, 301, None, "more_than"),
    ("über 300 Häuser", "über 300", 300, 301, None, "more_than"),
    ("bis zu 300", "bis zu 300", 300, None, 300, "at_most"),
    ("knapp eine Million", "knapp eine Million", 1_000_000, None, 999_999, "less_than"),
    ("rund dreihundert", "rund dreihundert", 300, None, None, "about"),
    ("zwischen 40 und 50", "zwischen 40 und 50", None, 40, 50, "range"),
    ("40 bis 50", "40 bis 50", None, 40, 50, "range"),
    ("ein bis zwei", "ein bis zwei", None, 1, 2, "range"),
    ("Dutzende Häuser", "Dutzende", None, 24, None, "vague"),
    ("Hunderte von Häusern", "Hunderte", None, 200, None, "vague"),
    ("mehrere hundert Häuser", "mehrere hundert", None, 200, None, "vague"),
    ("Zehntausende Bewohner", "Zehntausende", None, 20_000, None, "vague"),
    ("Hunderttausende Bewohner", "Hunderttausende", None, 200_000, None, "vague"),
]

UKRAINIAN = [
    ("дванадцять шахтарів", "дванадцять", 12, 12, 12, "exact"),
    ("п’ятеро шахтарів", "п’ятеро", 5, 5, 5, "exact"),
    ("двадцять три шахтарі", "двадцять три", 23, 23, 23, "exact"),
    ("сто двадцять", "сто двадцять", 120, 120, 120, "exact"),
    ("дві тисячі триста", "дві тисячі триста", 2300, 2300, 2300, "exact"),
    ("20 тис. мешканців", "20 тис.", 20_000, 20_000, 20_000, "exact"),
    ("півтора мільйона", "півтора мільйона", 1_500_000, 1_500_000, 1_500_000, "exact"),
    ("щонайменше 12 шахтарів", "щонайменше 12", 12, 12, None, "at_least"),
    ("не менше 10", "не менше 10", 10, 10, None, "at_least"),
    ("понад 300", "понад 300", 300, 301, None, "more_than"),
    ("більш як 300", "більш як 300", 300, 301, None, "more_than"),
    ("до 50 будинків", "до 50", 50, None, 50, "at_most"),
    ("кількість зросла до 50", "50", 50, 50, 50, "exact"),
    ("майже 300", "майже 300", 300, None, 299, "less_than"),
    ("близько 1,5 млн мешканців", "близько 1,5 млн", 1_500_000, None, None, "about"),
    ("приблизно 300", "приблизно 300", 300, None, None, "about"),
    ("близько сотні", "близько сотні", 100, None, None, "about"),
    ("від 40 до 50", "від 40 до 50", None, 40, 50, "range"),
    ("між 40 та 50", "між 40 та 50", None, 40, 50, "range"),
    ("два чи три", "два чи три", None, 2, 3, "range"),
    ("десятки будинків", "десятки", None, 20, None, "vague"),
    ("кілька сотень будинків", "кілька сотень", None, 200, None, "vague"),
    ("сотні тисяч мешканців", "сотні тисяч", None, 200_000, None, "vague"),
]

RUSSIAN = [
    ("двенадцать шахтёров", "двенадцать", 12, 12, 12, "exact"),
    ("двое шахтёров", "двое", 2, 2, 2, "exact"),
    ("сто двадцать пять домов", "сто двадцать пять", 125, 125, 125, "exact"),
    ("20 тыс. жителей", "20 тыс.", 20_000, 20_000, 20_000, "exact"),
    ("три тысячи домов", "три тысячи", 3000, 3000, 3000, "exact"),
    ("12 000 домов", "12 000", 12_000, 12_000, 12_000, "exact"),
    ("полтора миллиона домов", "полтора миллиона", 1_500_000, 1_500_000, 1_500_000, "exact"),
    ("2 с половиной миллиона домов", "2 с половиной миллиона", 2_500_000, 2_500_000, 2_500_000, "exact"),
    ("по меньшей мере 12", "по меньшей мере 12", 12, 12, None, "at_least"),
    ("не менее 12", "не менее 12", 12, 12, None, "at_least"),
    ("более 300", "более 300", 300, 301, None, "more_than"),
    ("более тысячи", "более тысячи", 1000, 1001, None, "more_than"),
    ("не более 300", "не более 300", 300, None, 300, "at_most"),
    ("число выросло до 50", "50", 50, 50, 50, "exact"),
    ("почти 300", "почти 300", 300, None, 299, "less_than"),
    ("около 1,5 млн жителей", "около 1,5 млн", 1_500_000, None, None, "about"),
    ("от 40 до 50", "от 40 до 50", None, 40, 50, "range"),
    ("между 40 и 50", "между 40 и 50", None, 40, 50, "range"),
    ("сотни домов", "сотни", None, 200, None, "vague"),
    ("десятки тысяч домов", "десятки тысяч", None, 20_000, None, "vague"),
    ("несколько десятков тысяч домов", "несколько десятков тысяч", None, 20_000, None, "vague"),
]

ARABIC = [
    ("خمسة عمال", "خمسة", 5, 5, 5, "exact"),
    ("خمسة عشر عاملا", "خمسة عشر", 15, 15, 15, "exact"),
    ("خمسة وعشرون عاملا", "خمسة وعشرون", 25, 25, 25, "exact"),
    ("ألف ومئتا عامل", "ألف ومئتا", 1200, 1200, 1200, "exact"),
    ("٤٧ عاملا", "٤٧", 47, 47, 47, "exact"),
    ("و12 عاملا", "12", 12, 12, 12, "exact"),
    ("مقتل شخصين", "شخصين", 2, 2, 2, "exact"),
    ("11 ألف نازح", "11 ألف", 11_000, 11_000, 11_000, "exact"),
    ("ثلاثة آلاف عامل", "ثلاثة آلاف", 3000, 3000, 3000, "exact"),
    ("نصف مليون عامل", "نصف مليون", 500_000, 500_000, 500_000, "exact"),
    ("مليون ونصف المليون", "مليون ونصف المليون", 1_500_000, 1_500_000, 1_500_000, "exact"),
    ("ما لا يقل عن 12 عاملا", "ما لا يقل عن 12", 12, 12, None, "at_least"),
    ("12 على الأقل", "12 على الأقل", 12, 12, None, "at_least"),
    ("12 عاملا على الأقل", "12 عاملا على الأقل", 12, 12, None, "at_least"),
    ("وأكثر من 50 عاملا", "أكثر من 50", 50, 51, None, "more_than"),
    ("أقل من 50", "أقل من 50", 50, None, 49, "less_than"),
    ("نحو 1,5 مليون", "نحو 1,5 مليون", 1_500_000, None, None, "about"),
    ("بحوالي 300", "حوالي 300", 300, None, None, "about"),
    ("بين 40 و50 عاملا", "بين 40 و50", None, 40, 50, "range"),
    ("من 40 إلى 50 عاملا", "40 إلى 50", None, 40, 50, "range"),
    ("عشرات العمال", "عشرات", None, 20, None, "vague"),
    ("مئات العمال", "مئات", None, 200, None, "vague"),
    ("آلاف العمال", "آلاف", None, 2000, None, "vague"),
    ("عشرات الآلاف من العمال", "عشرات الآلاف", None, 20_000, None, "vague"),
]

READINGS = {"es": SPANISH, "fr": FRENCH, "pt": PORTUGUESE, "it": ITALIAN, "de": GERMAN, "uk": UKRAINIAN, "ru": RUSSIAN, "ar": ARABIC}
CASES = [(code, *case) for code, cases in READINGS.items() for case in cases]


@pytest.mark.parametrize(("code", "text", "phrase", "value", "low", "high", "qualifier"), CASES)
def test_a_phrase_is_found_whole_and_read(code, text, phrase, value, low, high, qualifier):
    (found,) = find_quantities(text, code)
    assert (found.text, found.value, found.low, found.high, found.qualifier) == (phrase, value, low, high, qualifier)


NOTHING = {
    "es": "un soldado; una mujer; varios heridos y muchos más; un niño de 5 años; el 40 por ciento; cien por ciento; el 5 de mayo de 2024; 15.000 euros; "
    "tres cuartas partes; dos mil millones de dólares; a las 14:30; el millón; segundo piso; 3,5 metros",
    "fr": "une femme; quelques blessés; un enfant de 10 ans; 50 pour cent; le 5 mai 2024; le 1er mai; 3 millions d'euros; à 14h30; deux tiers",
    "pt": "um policial; muitos feridos; um menino de 7 anos; 20 por cento; 5 de maio de 2024; 500 reais; dois terços",
    "it": "una donna; alcuni feriti; un bambino di 7 anni; il 20 per cento; il 5 maggio 2024; 500 euro; due terzi; nessuno",
    "de": "ein Soldat; eine Frau; einige Verletzte; die 12-jährige; 12 Jahre alt; "
    " 20 Prozent; am 5. Mai 2024; zwei Millionen Euro; zwei Drittel; Achtung; Elfenbein",
    "uk": "сім'я; 12-річна; 40 відсотків; 5 травня 2024 року; 7 годин; кілька людей",
    "ru": "семья; 12-летняя; 40 процентов; 5 мая 2024 года; 7 лет; несколько человек; столб",
    "ar": "طفل عمره 5 سنوات; 40 في المئة; 5 مايو 2024; عدة أشخاص; 500 دولار",
}


@pytest.mark.parametrize(("code", "text"), [(code, text.strip()) for code, texts in NOTHING.items() for text in texts.split(";")])
def test_what_counts_nothing_is_not_found(code, text):
    assert find_quantities(text, code) == []


@pytest.mark.parametrize(
    ("code", "text", "phrases"),
    [
        ("es", "la cifra subió de 40 a 50", ["40", "50"]),
        ("es", "murieron 12, al menos 30 heridos", ["12", "al menos 30"]),
        ("es", "el 40 por ciento de 20 casas", ["20"]),
        ("fr", "le bilan est passé de 40 à 50", ["40", "50"]),
        ("fr", "cinq et six", ["cinq", "six"]),
        ("pt", "vinte e três mortos e cinco feridos", ["vinte e três", "cinco"]),
        ("it", "venti e trenta", ["venti", "trenta"]),
        ("de", "stieg von 40 auf 50", ["40", "50"]),
        ("de", "fünf und sechs", ["fünf", "sechs"]),
        ("uk", "зросла з 40 до 50", ["40", "50"]),
        ("ru", "выросло с 40 до 50", ["40", "50"]),
        ("ar", "ارتفع من 40 إلى 50", ["40", "50"]),
    ],
)
def test_phrases_stay_apart(code, text, phrases):
    assert [found.text for found in find_quantities(text, code)] == phrases


LEADS = {
    "es": "El alcalde dijo que las casas del pueblo estaban vacías. Fueron {}.",
    "fr": "Le maire a dit que les maisons du village étaient vides. Il y en avait {}.",
    "pt": "O prefeito disse que as casas da vila não estavam vazias. Foram {}.",
    "it": "Il sindaco ha detto che le case del paese sono vuote. Erano {}.",
    "de": "Der Bürgermeister sagte, dass die Häuser in dem Dorf leer sind. Es waren {}.",
}


@pytest.mark.parametrize(
    ("code", "word", "value"),
    [("es", "once", 11), ("es", "mil", 1000), ("fr", "cent", 100), ("fr", "sept", 7), ("it", "due", 2), ("it", "sei", 6), ("pt", "sete", 7), ("de", "elf", 11)],
)
def test_words_are_read_in_the_language_of_their_text_only(code, word, value):
    english = f"The mayor said that the houses of the village were empty: {word}."
    text = LEADS[code].format(word)
    assert language(text) == code
    assert [found.value for found in find_quantities(text)] == [value]
    assert find_quantities(english) == []
    start = text.rindex(word)
    assert measure(text, start, start + len(word)).value == value


def test_the_language_of_a_lone_phrase_can_be_given():
    assert measure("diez", 0, 4) is None
    assert measure("diez", 0, 4, "es").value == 10
    assert find_quantities("1.250") == []
    assert find_quantities("1.250", "de")[0].value == 1250
    assert find_quantities("twelve men, 12 men", "sv") == find_quantities("twelve men, 12 men", "en")


ONE = {
    "es": "un comandante; una mujer de 34 años; el alcalde; Ana Pesk; su hijo; un niño de 5 años; "
    "un policía; la periodista Rosa Beltrán; un soldado de la guardia",
    "fr": "une femme; un commandant; l'infirmière; son fils; le maire; Paul Merand; cet homme; un enfant de 10 ans; un autre soldat",
    "pt": "um policial; uma mulher; o prefeito; Ana Beltrão; seu filho; um menino de 7 anos",
    "it": "una donna; un soldato; il sindaco; l'autista; Marco Vellini; un bambino di 7 anni",
    "de": "ein Soldat; eine Frau; der Bürgermeister; die Lehrerin; den Fahrer; Karl Meyrin; ein 7-jähriges Mädchen; das Kind; einen Polizisten",
    "uk": "жінка; командир бригади; Олена Ковальчук; хлопець; 12-річна дівчина",
    "ru": "женщина; командир; Анна Пескова; погибший; 12-летняя девочка",
    "ar": "رجل; امرأة; جندي; القائد",
}
NOT_ONE = {
    "es": "los soldados; un grupo de soldados; varios heridos; soldados; una mujer y su hijo; una familia; "
    "unos hombres; muchos; dos hombres; una docena; la gente; 12",
    "fr": "des femmes; plusieurs blessés; un groupe; une famille; un homme et une femme; les soldats; une dizaine; quelques hommes; soldats",
    "pt": "os policiais; vários feridos; um grupo de soldados; uma família; soldados; uma mulher e seu filho; um casal",
    "it": "i soldati; le donne; alcuni feriti; una famiglia; soldati; un uomo e una donna; gli agenti; molti",
    "de": "die Soldaten; Soldaten; mehrere Menschen; eine Gruppe; eine Familie; ein Mann und eine Frau; viele; die Kinder; Frauen",
    "uk": "жінки; сім'я; кілька людей; солдатів; двоє людей",
    "ru": "женщины; солдаты; семья; несколько человек; мужчина и женщина; военные; двое",
    "ar": "جنود; عائلة; أشخاص; ثلاثة",
}


@pytest.mark.parametrize(("code", "words"), [(code, words.strip()) for code, listed in ONE.items() for words in listed.split(";")])
def test_one_victim_without_number_counts_one(code, words):
    found = implicit_one(f"— {words}.", 2, 2 + len(words), code)
    assert found is not None
    assert (found.text, found.value, found.qualifier, found.implicit) == (words, 1, "exact", True)
    assert measure(f"— {words}.", 2, 2 + len(words), code) is None


@pytest.mark.parametrize(("code", "words"), [(code, words.strip()) for code, listed in NOT_ONE.items() for words in listed.split(";")])
def test_more_than_one_or_nobody_knows_how_many_counts_nothing(code, words):
    assert implicit_one(f"— {words}.", 2, 2 + len(words), code) is None


CODES = st.sampled_from(sorted(PACKS))
PIECES = [
    *("al menos", "un", "una", "mil", "millones", "y", "y medio", "entre", "de", "a", "decenas", "d'", "plus d'", "vingt", "quatre-", "et demi", "mila", "due"),
    *(
        "ein",
        "und",
        "hundert",
        "Mio.",
        "bis",
        "до",
        "от",
        "сто",
        "тысяч",
        "п'ять",
        "و",
        "بين",
        "ألف",
        "على الأقل",
        "47",
        "1.200",
        "2,5",
        "٣",
        "-",
        "%",
        ".",
        ",",
    ),
    *("\u202f", "\n", "İ", "²", "’", "+"),
]


@given(CODES, st.one_of(st.text(), st.lists(st.sampled_from(PIECES)).map(" ".join), st.lists(st.sampled_from(PIECES)).map("".join)))
@example("ar", "ألف على الأقل ألف")
def test_offsets_hold_on_any_text(code, text):
    found = find_quantities(text, code)
    for quantity in found:
        assert text[quantity.start : quantity.end] == quantity.text
        assert any(number is not None and number >= 0 for number in (quantity.value, quantity.low, quantity.high)) or quantity.qualifier == "vague"
    assert all(left.end <= right.start for left, right in pairwise(found))


@given(st.sampled_from(CASES), st.text(max_size=40), st.text(max_size=40))
def test_measuring_what_was_found_finds_the_same(case, before, after):
    code, text = case[0], f"{before}. {case[1]}. {after}"
    assert [measure(text, found.start, found.end, code) for found in find_quantities(text, code)] == find_quantities(text, code)


@given(CODES, st.one_of(st.text(), st.lists(st.sampled_from(PIECES)).map(" ".join)), st.integers(0, 30), st.integers(0, 30))
def test_pointing_anywhere_never_raises(code, text, start, length):
    measure(text, start, start + length, code)
    found = implicit_one(text, start, start + length, code)
    assert found is None or found.text == text[start : start + length]
