"""Which language a text is in: told where its function words say so, English where in doubt."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.text.language import language
from extractor.text.languages import PACKS

TEXTS = [
    ("es", "Murieron diez personas en el incendio del almacén."),
    ("es", "El alcalde dijo que al menos 12 vecinos resultaron heridos y que las casas fueron evacuadas."),
    ("fr", "Trois cents maisons ont été détruites par la crue."),
    ("fr", "Le maire a dit qu'au moins douze habitants avaient été blessés dans la nuit."),
    ("pt", "Dez pessoas morreram no incêndio."),
    ("pt", "O prefeito disse que pelo menos doze moradores ficaram feridos e que as casas foram esvaziadas."),
    ("it", "Dieci persone sono morte nel rogo del magazzino."),
    ("it", "Il sindaco ha detto che almeno dodici abitanti sono rimasti feriti e che le case sono vuote."),
    ("de", "Zehn Menschen starben bei dem Brand."),
    ("de", "Der Bürgermeister sagte, mindestens zwölf Bewohner seien verletzt und die Häuser geräumt worden."),
    ("uk", "Щонайменше 12 людей загинули під час пожежі."),
    ("uk", "Міський голова сказав, що будинки порожні і що люди вже в школі."),
    ("ru", "По меньшей мере 12 человек погибли при пожаре."),
    ("ru", "Мэр сказал, что дома пусты и что жители уже в школе."),
    ("ar", "مقتل 12 شخصا على الأقل في انفجار"),
    ("ar", "قال رئيس البلدية إن السكان وصلوا إلى المدرسة بعد الحريق"),
]


@pytest.mark.parametrize(("code", "text"), TEXTS)
def test_a_sentence_tells_its_language(code, text):
    assert language(text) == code


DOUBTFUL = [
    "",
    "12",
    "mil",
    "Once the mil was gone, the mayor of Los Olivos said, two died.",
    "Die 12 men of the La Mesa mine were found in the due course of the search.",
    "Zeven mensen kwamen om bij de brand in de stad.",  # Dutch
    "Zece oameni au murit în incendiu.",  # Romanian
    "Dziesięć osób zginęło w pożarze w mieście.",  # Polish
    "Şehirde çıkan yangında on kişi öldü.",  # Turkish
    "Десет души загинаха при пожара в града.",  # Bulgarian
    "در آتش‌سوزی این شهر ده نفر کشته شدند که از کارگران بودند",  # Persian
]


@pytest.mark.parametrize("text", DOUBTFUL)
def test_english_where_in_doubt(text):
    assert language(text) == "en"


@pytest.mark.parametrize(("code", "text"), TEXTS)
def test_quoted_words_do_not_change_the_language_of_a_text(code, text):
    english = "The mayor of the town said that they had been at the school, and that it was with the help of others. "
    assert language(f'{english * 5}"{text}" {english * 5}') == "en"


@given(st.text())
def test_any_text_has_a_language(text):
    assert language(text) in {"en", *PACKS}
