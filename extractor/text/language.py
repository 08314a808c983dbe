"""Which language a text is written in, as far as number phrases need to know."""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache
from itertools import filterfalse
from typing import Final

ENGLISH: Final = "en"

_FUNCTION_WORDS: Final = {
    ENGLISH: "the of and to in is was for that on with by at from as were have has had been are be it its this which who not but they their his an or said",
    "es": "el la los las de del y que en un una por con para se su al es fue fueron han ha como más pero sus le lo entre sobre desde según este esta "
    "son está no tras hasta muy también donde cuando personas muertos heridos murieron años",
    "fr": "le la les de des du et que qui en un une par avec pour se sa son au aux est ont été dans sur ce cette plus mais ses il elle selon après "
    "sont ne pas d l qu à leur leurs dont était personnes morts blessés ans",
    "pt": "o a os as de do da dos das e que em um uma por com para se seu sua ao no na nos nas foi foram são mais mas pelo pela segundo entre não "
    "à após também está já até como havia pessoas mortos feridos morreram anos",
    "it": "il lo la i gli le di del della dei delle degli dell e che in un una per con si da dal dalla nel nella nei alla al sono è stato stati ha "
    "hanno anche più ma non come secondo dopo tra su sul sulla persone morti feriti anni",
    "de": "der die das den dem des und in ein eine einen einem einer von mit für auf im am zu zum zur ist sind war waren wurde wurden hat haben auch "
    "nicht nach bei aus sich als dass über es sie wie menschen tote verletzte jahre",
    "ru": "и в на с по что из не к от за о для при это как были был его их они также после до она он было более но во со об которые человек людей "
    "погибли при году",
    "uk": "і в на з по що із не до від за про для при це як були був його їх вони також після та у й було більше але зі він вона які щодо під час "
    "людей осіб загинули році",
    "ar": "في من على إلى أن عن مع التي الذي هذا هذه كان ما بعد بين قال كما لا لم وقد وفي ومن قد خلال ذلك أو شخص شخصا قتلى",
    # known only to be told from the languages above
    "nl": "de het een en van in is op te dat die met voor zijn aan er niet ook door bij naar uit werden werd als maar om over tot hebben heeft mensen "
    "doden jaar",
    "ca": "el la els les de del i que en un una per amb a al es va van més són ha han dels als aquest aquesta segons però entre fins persones ferits anys",
    "ro": "și de la în a cu din pe o un care au fost că pentru este mai sunt ale al lui dar s după prin către fi persoane oameni ani",
    "pl": "i w na z do się że jest nie to po od za o przez jak dla oraz są był było które",
    "sv": "och i att det som en på är av för med till den har de inte om ett var från men efter vid",
    "da": "og i at det som en på er af for med til den har de ikke om et var fra men efter ved",
    "tr": "ve bir bu da de için ile olarak olan çok daha en gibi kadar sonra göre olduğunu",
    "id": "dan di yang dari untuk dengan pada ini itu dalam oleh ke tidak akan telah mereka",
    "bg": "и на в за от да се с са е че по не беше бяха като към при след това души хора",
    "sr": "и у на је да се су за од са о који што као није је био биле",
    "fa": "در به از که را این با است آن برای شد یک بر های می",
    "ur": "کے میں کی ہے اور سے کو کا نے پر کہ اس ہیں تھا",
}


def _languages() -> dict[str, tuple[str, ...]]:
    languages: dict[str, tuple[str, ...]] = {}
    for code, words in _FUNCTION_WORDS.items():
        for word in set(words.split()):
            languages[word] = (*languages.get(word, ()), code)
    return languages


_LANGUAGES: Final = _languages()
"""The languages that a word is a function word of."""
_FOR_ENGLISH: Final = {word: 1 if codes == (ENGLISH,) else -1 for word, codes in _LANGUAGES.items() if codes == (ENGLISH,) or ENGLISH not in codes}
"""1 for the function words of English alone, -1 for those of other languages alone."""
_ALSO_ENGLISH: Final = frozenset("war die hat in am an as a no on do come son per i".split())
"""Function words that English spells alike: alone they tell of no other language ("Nine slain in gang war")."""
_KNOWN: Final = frozenset(("es", "fr", "pt", "it", "de", "uk", "ru", "ar"))
_WORD: Final = re.compile(r"[^\W\d_]+")
_PLAIN: Final = bytes(code if chr(code).isalnum() or code > 127 else 32 for code in range(256)).lower()
"""Makes small letters of ASCII's capitals, and spaces of all in it that is neither letter nor digit: what stands among digits is no word."""
_IN_NAMES: Final = re.compile(r"\b(?:El|La|Las|Los|Le|Les|Da|Dos|Il)\s(?=[A-Z])")
"""Articles that names in English texts begin with: "Los Angeles"."""
_USUAL_MARKS: Final = "’“”‘–—…"
"""What ASCII lacks in most English texts."""
_SAMPLE: Final = 800
"""Characters read at the beginning of a text, and as many in its middle."""
_LEAST_SHARE: Final = 0.12
"""How many of a text's words must be function words of its language."""
_LEAD: Final = 1.15
"""How many times the function words of any other language."""


@lru_cache(maxsize=1)
def language(text: str) -> str:
    """The ISO 639-1 code of the language of `text`: es, fr, pt, it, de, uk, ru or ar where its function words say so clearly, else "en"."""
    middle = len(text) // 2
    sample = text if len(text) <= 2 * _SAMPLE else f"{text[:_SAMPLE]} {text[middle : middle + _SAMPLE]}"
    words = _words(sample)
    if sum(filter(None, map(_FOR_ENGLISH.get, words))) > 0:
        return ENGLISH  # no other language can reach as many
    known = list(filter(_LANGUAGES.__contains__, words))
    size = sum(map(str.isalpha, words))
    counts = Counter(code for word in known for code in _LANGUAGES[word])
    (best, most), (_, next_most) = [*counts.most_common(), ("", 0), ("", 0)][:2]
    clear = most >= 2 and most >= _LEAST_SHARE * size and most >= _LEAD * next_most and most > next_most
    if not clear or best not in _KNOWN:
        return ENGLISH
    if _IN_NAMES.search(sample):
        return language(_IN_NAMES.sub("", sample))
    return best if any(best in _LANGUAGES[word] and word not in _ALSO_ENGLISH for word in known) else ENGLISH


def _words(sample: str) -> list[str]:
    """The words of `sample` in small letters."""
    if not sample.isascii():
        for mark in _USUAL_MARKS:
            sample = sample.replace(mark, " ")
    words = sample.encode("utf-8", "surrogatepass").translate(_PLAIN).decode("utf-8", "surrogatepass").split()
    if sample.isascii():
        return words
    mixed = " ".join(filterfalse(str.isascii, words))
    return [*filter(str.isascii, words), *_WORD.findall(mixed.lower())]  # all others are one word each: the pattern is slow
