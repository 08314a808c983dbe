"""Words that tell people from bodies: honorifics, roles that stand beside a name, and nouns that head the name of a body."""

from __future__ import annotations

from functools import lru_cache


def words(line: str) -> frozenset[str]:
    """The words of a line, as a set: lists of words stay readable this way."""
    return frozenset(line.split())


HONORIFICS = words(
    "mr mrs ms miss mx dr prof professor sir dame lord lady rt rev reverend fr father sister brother imam sheikh shaikh sheik ayatollah hojatoleslam "
    "rabbi pope cardinal archbishop bishop pastor king queen prince princess emperor emir sultan mullah maulana haji sayyid hon gen lt col maj capt "
    "sgt cpl pvt pte cllr sr dsp asp sp csp ssp acp dcp alhaji alhaja hajia mallam barr engr adm cmdr cdr brig gov sen rep del pres amb atty det supt "
    "insp mme mlle herr frau don doña señor señora st saint"
)
"""Before a name, with or without a full stop; never a role by themselves."""

ABBREVIATED_TITLES = (*"Mr Mrs Ms Dr Gen Lt Col Maj Capt Sgt Gov Sen Rep Rev Prof St Hon Adm Brig Jr Del Supt Insp Cllr Cmdr Det Cpl Pte Pvt Amb".split(),)
"""Those after which a full stop ends no sentence."""
OFFICES_IN_SHORT = words("adm amb brig capt cdr cllr cmdr col cpl det gen gov insp lt maj pte pvt rep sen sgt supt")
"""Those that name an office or a rank: a role in front of a name."""

POST_NOMINALS = words(
    "KC QC BL SC SAN MD PhD DPhil DDS MBBS RN BA MA MSc BSc MBA LLB LLM MP MEP MLA MSP MS TD AM AO AC OBE MBE CBE KBE DBE OM CB CMG DSO DSC DFC MC VC "
    "GC FRS FRCS FRCP Esq JP SJ OP OFM USMC USN USAF CPA"
)
"""Behind a name, for a degree, an order or an office: no part of it."""

ROLES = words(
    "academic accountant activist actor actress adviser advisor administrator admiral advocate aide ally ambassador analyst anchor anchorman "
    "archaeologist architect artist assistant associate athlete attorney author authority baker banker barber blogger bishop boss boy brigadier "
    "broadcaster builder butcher bystander campaigner candidate captain caretaker carpenter cashier chair chairman chairperson chairwoman champion "
    "chancellor chaplain chef chief child citizen civilian cleaner cleric clerk co-founder coach colleague colonel columnist commandant commander "
    "commentator commissioner comptroller congressman congresswoman conservationist constable consul consultant contractor cook coordinator coroner "
    "correspondent councillor councilman councilwoman counsel counsellor counselor cousin creator critic curator dad daughter dealer dean defendant "
    "delegate demonstrator deputy deserter designer detainee detective developer diplomat director dissident doctor donor driver economist editor elder "
    "employee engineer entrepreneur envoy epidemiologist evacuee ex-president examiner executive expert eyewitness farmer father fellow fighter "
    "filmmaker firefighter fisherman founder friend fugitive general geographer geologist girl governor graduate grandfather grandmother grandson guard "
    "guide headmaster headteacher head historian host hostage hotelier husband hydrologist immigrant imam inmate insider inspector instructor insurgent "
    "interpreter inventor investigator investor journalist judge jurist justice king labourer laborer landlord lawmaker lawyer leader lecturer "
    "legislator liaison librarian lieutenant lobbyist magistrate major man manager marshal mayor mechanic mediator medic member merchant meteorologist "
    "midwife migrant militant militiaman miner minister moderator monk mother mourner mp mufti musician negotiator neighbor neighbour nominee novelist "
    "nun nurse observer officer official ombudsman onlooker operative operator organiser organizer owner painter paramedic parent parliamentarian "
    "participant partner passenger passer-by pastor patient patriarch patrolman pediatrician paediatrician pensioner philosopher photographer physician "
    "physicist pilot player plumber poet policeman policewoman politician pollster porter postmaster premier presenter president priest prime-minister "
    "prisoner producer professor programmer prosecutor protester protestor provost psychiatrist psychologist publisher pundit pupil radiologist rancher "
    "rapporteur reader rebel receptionist recruiter rector refugee registrar relative reporter representative rescuer researcher resident respondent "
    "retiree reviewer sailor salesman schoolteacher scholar scientist screenwriter secretary seismologist senator sergeant sheriff shepherd shopkeeper "
    "singer sister smuggler sociologist soldier solicitor son source speaker specialist spokesman spokesperson spokeswoman staffer stallholder statesman "
    "statistician strategist student superintendent supervisor supporter surgeon surveyor survivor suspect teacher technician teenager tenant theologian "
    "therapist tourist trader trainer translator treasurer trooper trucker trustee tutor undersecretary under-secretary vendor vet veteran "
    "vice-president victim villager virologist visitor volcanologist volunteer voter waiter waitress warden widow widower wife witness woman worker "
    "writer youth zoologist "
    "abbess abbot agronomist airman alderman anthropologist apprentice aunt bailiff bartender beekeeper biker biologist blacksmith boatman boatwoman "
    "botanist bricklayer bystander cadet canon carer caregiver cartoonist chemist chieftain classmate climatologist climber cobbler commodore commuter "
    "composer conscript corporal crewman curate cyclist deacon deckhand dentist dishwasher diver dockworker drummer ecologist electrician ferryman "
    "fisherwoman fishmonger forecaster foreman forester forewoman gamekeeper geophysicist glaciologist goalkeeper grandparent greengrocer grocer "
    "guitarist harbourmaster harbormaster hawker headman headwoman herder herdsman hiker homemaker housewife innkeeper intern islander janitor "
    "lifeguard linguist locksmith maid mathematician missionary motorist mountaineer nephew niece oceanographer optician orderly ornithologist pedestrian "
    "mate picker playwright preacher prefect quartermaster ranger referee reservist returnee roommate saddler seamstress seaman seller sexton skipper "
    "skier stallkeeper stationmaster stoker sweeper swimmer teammate townsman townswoman trainee umpire uncle usher verger veterinarian vicar welder "
    "adjutant anaesthetist attacker arborist assailant assessor attendant auditor bailiff barista barrister bomber bosun boxer brewer bride broker bugler "
    "cardiologist choirmaster collector commando conductor controller convict courier coxswain crofter docker dispatcher draughtsman farmhand farmworker "
    "fiancé fiancée gardener geochemist glazier goatherd godfather godmother granddaughter great-grandmother great-grandfather groundsman guerrilla gunner "
    "gymnast hairdresser helmsman hunter informant ironworker jeweller jockey joiner landowner logger lookout machinist mason matron mercenary messenger "
    "metalworker midfielder milkman muleteer nanny navigator newcomer obstetrician oncologist orphan pathologist pharmacist planner plasterer ploughman potter "
    "printer purser quarryman ringleader rower sapper sculptor shearer shopper signaller silversmith skater sniper squatter stepfather stepmother stevedore "
    "steward stewardess stonemason storekeeper striker tailor tanner thatcher toddler trapper twin typist undertaker valuer warder warlord weaver "
    "whistleblower winemaker woodcutter woodworker wrestler housekeeper custodian parishioner congregant worshipper miller rigger roofer scaffolder "
    "brother-in-law sister-in-law mother-in-law father-in-law son-in-law daughter-in-law boyfriend girlfriend stepson stepdaughter "
    "stepbrother stepsister half-brother half-sister mum mom gran granny grandma grandpa "
    "listener viewer caller spectator commenter bowler batsman batter winger fullback spinner seamer wicketkeeper sprinter jockey golfer rider dancer "
    "cameraman clergyman doorman fireman guardsman gunman infantryman postman repairman rifleman signalman tribesman watchman businessman"
)
"""Nouns for what a person is or does; in the singular."""

OFFICES = words(
    "coordinator minister secretary officer director commissioner spokesman spokeswoman spokesperson president commander superintendent inspector ambassador "
    "envoy adviser advisor prosecutor representative rapporteur executive"
)
"""Roles that are no family names: they end the title of an office."""

PORTFOLIOS = words(
    "population industry sport sports youth science research innovation communications development welfare fisheries immigration citizenship migration "
    "refugees emergencies state defense defence health education finance justice interior labor labour energy agriculture commerce transport "
    "transportation treasury staff homeland security veterans affairs foreign war trade culture tourism environment information planning works housing "
    "water police operations missions parliament house senate commons"
)
"""What stands after "Secretary of", "Minister for", "Chief of" and belongs to the title."""

BODIES = words(
    "academy administration agency airline alliance ambulance army assembly association authority bank battalion board branch brigade broadcaster "
    "brotherhood bureau cabinet campaign centre center chamber charity church circles clinic club coalition college command commission committee "
    "community company confederation conference congress consortium consulate corporation corps council court crescent daily defence defense delegation "
    "department directorate division embassy faction factions federation fellowship firm force forces foundation front fund garrison government group "
    "hospital house initiative institute institution intelligence junta kingdom league legion lobby magazine media mayoralty military militia ministry "
    "mission monitor monitors mosque movement navy nations network news newspaper observatory office opposition organisation organization outlet paper "
    "parliament party platform police presidency press programme program project prosecution publisher radio regime resistance school secretariat "
    "secretary-general senate service services shura society squad station syndicate team television treasury tribunal troupe trust tv union unit "
    "university watch watchdog website"
)
"""Nouns that head the name of a body or stand for it."""

FEMALE = words(
    "mrs ms miss mme mlle lady dame queen princess sister mother daughter wife widow woman spokeswoman chairwoman congresswoman actress girl "
    "grandmother mum mom gran granny grandma"
)
MALE = words(
    "mr sir lord king prince father brother son husband widower man spokesman chairman congressman actor boy grandfather dad grandpa policeman fisherman imam"
)


_MAKERS = tuple("keeper maker worker monger owner holder driver fighter ologist ographer master mistress seller herder grower woman women".split(" "))
"""Ends of nouns for what someone does: beekeeper, cheesemaker, harbourmaster."""


@lru_cache(maxsize=4096)
def is_role(word: str) -> bool:
    """Whether `word` names what a person is or does: commander, Ex-President, spokeswomen, president-elect."""
    lower = word.lower()
    if lower in ROLES:
        return True
    if "-of-" in lower:
        return lower.partition("-")[0] in ROLES  # mother-of-three
    bare = lower.removesuffix("-elect").removesuffix("-designate").removesuffix("-general").removesuffix("-in-chief")
    bare = bare.removeprefix("ex-").removeprefix("co-").removeprefix("vice-").removeprefix("deputy-")
    if bare.endswith("men"):
        bare = f"{bare[:-2]}an"
    if bare.endswith(_MAKERS) or bare.removesuffix("s").endswith(_MAKERS):
        return True
    return bare in ROLES or bare.removesuffix("s") in ROLES or (bare.endswith("ies") and f"{bare[:-3]}y" in ROLES)
