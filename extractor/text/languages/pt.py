"""Portuguese, of Brazil and of Portugal."""

from __future__ import annotations

from fractions import Fraction

from extractor.text.languages.pack import Language, Single, pairs, words

PORTUGUESE = Language(
    code="pt",
    word="uma?|dois|duas|três|quatro|cinco|seis|sete|oito|nove|dez|onze|doze|treze|quatorze|catorze|quinze|dez[ea]sseis|dez[ea]ssete|dezoito|dez[ea]nove|vinte|trinta|"
    "quarenta|cinquenta|sessenta|setenta|oitenta|noventa|cem|cento|duzent[oa]s|trezent[oa]s|(?:quatro|seis|sete|oito|nove)cent[oa]s|quinhent[oa]s|mil|"
    "milhão|milhões|bilhão|bilhões",
    # "mil e duzentos", but "entre mil e dois mil"
    link=r"(?:(?<!mil)(?<!lhão)(?<!lhões)\s{1,3}e|(?<=mil)\s{1,3}e(?!\s{1,3}\w+\s{1,3}(?:mil|bil))|"
    r"(?:(?<=lhão)|(?<=lhões))\s{1,3}e(?!\s{1,3}\w+\s{1,3}[mb]ilh))?\s{1,3}",
    ones=words("um uma"),
    scales=pairs("mil 1000 milhão,milhões 1000000 bilhão,bilhões 1000000000 dúzia,dúzias 12"),
    rounds=pairs("dezena,dezenas 10 quinzena 15 vintena 20 trintena 30 centena,centenas 100 milhar,milhares 1000"),
    plurals=pairs("dezenas 20 dúzias 24 centenas 200 milhares 2000 milhões 2000000 bilhões 2000000000"),
    of=r"\s{1,3}de\s{1,3}",
    halves={"meio": Fraction(1, 2), "meia": Fraction(1, 2)},
    half_after=r"\s{1,3}e\s{1,3}mei[oa]",
    several="vários|várias|alguns|algumas|uns poucos|umas poucas|poucos|poucas|muitos|muitas|um par de|diversos|diversas|inúmeros|inúmeras",
    before={
        "at_least": "pelo menos|ao menos|no mínimo|não menos de|não menos que|nada menos que|um mínimo de",
        "more_than": "mais de|mais que|mais do que|bem mais de|muito mais de|pouco mais de|um pouco mais de|acima de|superior a",
        "at_most": "até|no máximo|não mais de|não mais que|não mais do que|um máximo de",
        "less_than": "quase|menos de|menos que|pouco menos de|um pouco menos de|abaixo de|inferior a",
        "about": "cerca de|por volta de|aproximadamente|uns|umas|em torno de|ao redor de|à volta de|perto de|na ordem de|mais ou menos|estimados",
        "exact": "exatamente|exactamente|precisamente",
    },
    after={
        "at_least": "ou mais|pelo menos|no mínimo",
        "at_most": "ou menos|no máximo",
        "about": "aproximadamente|mais ou menos|e poucos|e poucas|e tantos|e tantas",
    },
    between=(("entre", "e"), ("desde", "até")),
    to="a|ou",
    until=words("até"),
    changes="sub[iu]|aument|pass[ao]|elev|ca[iíu]|reduz|cresc|desc[ei]|baix|salt|chegou|ampli",
    months="janeiro|fevereiro|março|abril|maio|junho|julho|agosto|setembro|outubro|novembro|dezembro",
    month_link=r"\s{1,2}(?:de\s{1,2})?",
    not_counts=r"anos?\b|mês\b|meses\b|semanas?\b|dias?\b|horas?\b|h\b|h\d|minutos?\b|séculos?\b|terços?\b|quartos?\b|(?:de\s+)?(?:dólar(?:es)?|euros?|reais|real|"
    r"kwanzas?|meticais|libras|escudos)\b|km\b|quil[ôó]metros?\b|metros?\b",
    percent=r"por\s?cento\b",
    dotted=True,
    single=Single(
        determiners=words("um uma o a este esta esse essa aquele aquela seu sua meu minha outro outra ele ela"),
        bare=r"\w*[^\Ws]\Z",
        not_one=words(
            """grupo família casal par dúzia dezena centena milhar série multidão bando equipe equipa patrulha comboio comunidade população gente exército
            pessoal público maioria minoria parte resto total número quantidade ninguém nenhum nenhuma alguém nós vocês eles elas ambos vários várias alguns
            algumas muitos muitas poucos poucas inúmeros todos todas todo toda mais os as uns umas cada"""
        ),
        cuts=words("de do da dos das em no na nos nas com que por para ao à sem entre sob durante quem cujo cuja identificado identificada chamado chamada"),
        links=words("e ou nem"),
        articles="o|a|os|as|um|uma|uns|umas",
    ),
)
