"""The words that report speech, and the small words that tell where a clause or a noun phrase ends. General English only."""

from __future__ import annotations

from extractor.text.titles import words

# Verbs that report speech and may stand behind the quote ("...," she said); regular ones by their base form.
_SAY = words(
    "add address admit advise affirm agree allege announce answer argue ask assert assure attest beg blurt boast brag caution chant chide claim clarify "
    "comment complain concede conclude confess confide confirm contend counter cry declare demand deny detail disagree disclose elaborate emphasise emphasize "
    "enthuse estimate exclaim exhort explain express gush hint implore imply indicate inform insist instruct interject joke jest lament maintain marvel "
    "mention mourn mumble murmur muse mutter note observe offer opine order plead pledge post predict proclaim promise pronounce protest quip react "
    "reason reassure recall recite recommend recount reflect reiterate relate remark remember remind repeat reply report request respond retort retweet "
    "reveal roar scoff scream shout shriek sigh snap sneer sob specify speculate state stress suggest surmise tease testify theorise theorize threaten "
    "thunder tout tweet underline underscore urge venture vent volunteer vow wail warn whine whisper wonder yell bellow crow continue conclude "
    "acknowledge rage grumble gasp growl intone moan recollect reckon snarl snort splutter stammer enquire inquire deadpan laugh shrug smile"
)
_SAY_IRREGULAR = {
    "said": "finite", "say": "finite", "says": "finite", "saying": "ing", "told": "finite", "tell": "base", "tells": "finite", "telling": "ing",
    "wrote": "finite", "write": "base", "writes": "finite", "writing": "ing", "thought": "finite", "thinks": "finite", "thinking": "ing",
    "read": "finite", "reads": "finite", "reading": "ing", "swore": "finite", "swears": "finite", "swearing": "ing", "spoke": "finite", "sang": "finite",
    "sings": "finite", "singing": "ing", "quoted": "finite", "quotes": "finite", "quoting": "ing", "goes": "finite", "began": "finite",
    "put": "finite", "puts": "finite",
}  # fmt: skip

# Verbs that report words only when the quote comes after them (called it "a disgrace").
_CALL = words(
    "accuse acclaim applaud attack berate blame blast brand brush call celebrate characterise characterize cheer cite compare condemn credit criticise "
    "criticize decry defend denounce deplore depict deride describe dismiss dub encourage evoke excoriate frame greet hail impugn invoke label laud "
    "liken list lambast mock name paint pan portray praise present propose question rail rate refer reject classify ridicule rip rule salute scold slam tag "
    "term thank trash trumpet view vilify voice welcome advocate appeal campaign signal define talk bemoan push vouch apologise apologize fault profess "
    "promote point lash"
)
_CALL_IRREGULAR = {"labelled": "finite", "labelling": "ing", "spoke": "finite", "speaks": "finite", "speaking": "ing"}

# Verbs of thinking, wanting and finding: they report only where no verb of saying does.
_THINK = words("believe concern consider deem discuss fear hope intend need ponder contemplate want welcome wish worry seek")
_THINK_IRREGULAR = {
    "felt": "finite", "feels": "finite", "meant": "finite", "means": "finite", "sought": "finite", "knew": "finite", "understood": "finite", "think": "base",
    "gave": "finite", "gives": "finite", "giving": "ing", "held": "finite", "heard": "finite", "saw": "finite", "found": "finite", "finds": "finite",
    "finding": "ing", "showed": "finite", "shows": "finite", "made": "finite",
}  # fmt: skip

_DOUBLING = words("beg admit quip brag shrug sob snap pan dub tag rip slam refer chat deadpan")


def _inflect(base: str) -> tuple[str, str, str]:
    """The third person, the past and the -ing form of a regular verb."""
    if base.endswith("y") and base[-2] not in "aeiou":
        return f"{base[:-1]}ies", f"{base[:-1]}ied", f"{base}ing"
    stem = base[:-1] if base.endswith("e") else base + base[-1] if base in _DOUBLING else base
    third = f"{base}es" if base.endswith(("s", "sh", "ch", "x", "z", "o")) else f"{base}s"
    return third, f"{stem}ed", f"{stem}ing"


def _forms(regular: frozenset[str], irregular: dict[str, str]) -> dict[str, str]:
    """Every form of the verbs and what it is: finite, base or ing."""
    found: dict[str, str] = {}
    for base in regular:
        third, past, gerund = _inflect(base)
        found.update({base: "base", third: "finite", past: "finite", gerund: "ing"})
    return {**found, **irregular}


SAYING = _forms(_SAY, _SAY_IRREGULAR)
"""Verbs that may stand behind a quote as well as before it: form to finite, base or ing."""
CALLING = _forms(_CALL, _CALL_IRREGULAR)
"""Verbs that report only what comes after them."""
THINKING = _forms(_THINK, _THINK_IRREGULAR)
"""Verbs that report what comes after them where nothing else in the sentence does."""
REPORTING = frozenset((*SAYING, *CALLING, *THINKING))
"""All their forms."""

CUE_NOUNS = words(
    "statement interview speech letter email tweet post message memo report comment remark video address sermon testimony announcement op-ed article "
    "editorial question answer response claim warning complaint promise call description headline remarks words comments argument assertion "
    "conclusion verdict advice plea explanation assessment prediction accusation accusations allegation allegations suggestion suggestions"
)
"""Nouns whose owner is the speaker of the quote behind them (his warning that "...")."""

_FOR, _OUT, _TO, _OF = ("for", "on", "upon"), ("out",), ("to",), ("of",)
PARTICLES = {
    **dict.fromkeys(("called", "call", "calling", "calls", "appealed", "appealing", "pushed", "pushing"), _FOR),
    **dict.fromkeys(("pointed", "points", "pointing"), _OUT),
    **dict.fromkeys(("referred", "referring", "refers"), _TO),
    **dict.fromkeys(("spoke", "speaking", "speaks", "talked", "talking", "warned", "warning", "complained"), _OF),
}
"""Words that belong to a reporting verb when they follow it, a day between them or not."""

NOUN_FORMS = words(
    "answers appeals attacks calls campaigns charges claims comments complaints concerns counters cries credits demands estimates fears finds hopes "
    "jokes labels laments names needs notes orders pledges points posts praises promises protests pushes quotes questions remarks replies reports "
    "requests shouts shows signals stresses states talks tags teases terms tweets views voices wants whispers wishes worries talks addresses details "
    "boasts warnings faults shocks discusses"
)
"""Forms in -s that are nouns as often as verbs: they count as verbs only behind a name, a pronoun or a noun for a speaker."""

AUXILIARIES = words("has have had is was were are be been being will would could should can may might must did does do shall having 's 'd")
NEGATIONS = words("not never n't no")
ADVERBS = words(
    "also later then now earlier again once first further even still already simply just only too often always sometimes yesterday today tomorrow "
    "recently however meanwhile instead therefore thus nevertheless nonetheless moreover furthermore additionally separately long himself herself itself "
    "themselves there here afterwards afterward soon almost ago all both late early last week month year monday tuesday wednesday thursday friday "
    "saturday sunday morning afternoon evening night overnight on"
)
CONJUNCTIONS = words(
    "and but or nor yet so that as when while after before because if although though where since than until whereas whether how what why unless once"
)
PREPOSITIONS = words(
    "of for at in on from by with to near about against among around behind between during inside into like off outside over through toward towards "
    "under via within without across amid despite upon per following including regarding concerning throughout beyond"
)
POSTMODIFIERS = words("of for at in from with to on near close by inside outside within against under behind across over along above below")
"""Prepositions that may go on a noun phrase: a source close to the front, a spokesman for the army."""
DETERMINERS = words(
    "the a an this that these those his her its their our my your one two three four five six some several many another other any each every both no"
)
PRONOUNS = words("another several both few he she they it i we you who which one some others many everyone nobody someone")
PLURALS = words("people police men women children media others many some most few both")
"""Nouns and pronouns in the plural without an s."""
VERBS = words(
    "is was were are be been has have had will would could should can may might must did does do came went got made took left gave became began kept met "
    "won lost ran fell fled said held led saw sent set stood sat put let goes comes makes takes gets wants wanted needs needed seems seemed appeared "
    "remains remained includes included visited arrived returned followed called asked told shows showed knew know think thinks thought believe believes "
    "issued opened closed turned helped worked used tried moved lived died killed decided"
)
"""Verb forms common enough to end a noun phrase that is read backwards."""

OUTLET_NOUNS = words(
    "press television tv radio newspaper newspapers magazine agency broadcaster network daily weekly station channel outlet media website podcast news "
    "paper times post journal messenger herald gazette tribune chronicle courier observer telegraph mirror dispatch examiner sentinel bulletin inquirer"
)
AGENCIES = words(
    "afp reuters ap bbc cnn nbc abc cbs npr upi dpa efe ansa tass anadolu sana irna isna xinhua kyodo pti ani msnbc cnbc bloomberg politico sky guardian "
    "aljazeera dw voa rfi rnz rte cna nhk kbs sabc itv pbs zdf ard rtl tf1 rai rtve"
)
"""Media that are named without a noun that says what they are."""
OCCASIONS = words(
    "statement statements interview interviews speech letter letters post posts tweet tweets video message email e-mail address briefing conference call "
    "broadcast sermon memo blog op-ed release event rally testimony hearing report podcast appearance remarks debate communique communiqué editorial "
    "essay article column filing lawsuit note notice text texts audio recording session forum summit meeting"
)
"""Occasions on which something is said, and what it is written in."""
TITLED = words(
    "book film movie song album series show programme program play novel documentary poem titled entitled named nicknamed dubbed magazine podcast "
    "episode headlined headline section chapter column painting exhibition operation game video single website site newsletter hashtag slogan motto "
    "banner sign storm typhoon hurricane cyclone ferry ship boat vessel yacht trawler tanker submarine schooner restaurant cafe pub nightclub codenamed "
    "christened supertyphoon"
)
"""What makes the quotation behind it a title, a name or a motto."""
