"""Words of death, injury and disappearance, by the place they take around a number."""

from __future__ import annotations

from typing import Final

from schemas.casualty import Outcome


def _listed(words: str) -> frozenset[str]:
    return frozenset(" ".join(word.split()) for word in words.split(","))


BEGINNINGS: Final = _listed(
    r"""assassinat, behead, body\b, bodies\b, burn, beaten, buried, burial, burying, blown, casualt, corpse, crushed, dead\b, death, die\b, dies\b, died\b,
        dying, disappear, drown, execut, fatal, fallen, gunned, hurt\b, hospitali, hacked, homicid, injur, in critical, in serious, in hospital, in intensive,
        kill, lynch, lives\b, lost\b, losing, murder, massacr, missing\b, maim, martyr, perish, patients, slain, slew, slaughter, shot\b, succumb, stabbed,
        toll\b, treat, taken to hosp, unaccounted, vanish, victim, wound, bullets\b, breathed, charred, escaped with, escaping with, fell\b, ghost\b, mown
        down, mowed down, not been seen, not survive, never found, never seen, passed away, strangl, suffocat, survived\b, swept\b, washed away, washed out,
        washed over, whereabouts, neutrali, entomb, crippl, disfigur, scald, not been found, not been located, looking for, searching for, search for, hunt
        for, loss of, hospitals\b, hospital treatment, untraced, hunted for, hunting for, searched for, searches for, combed, combing, scoured, scouring,
        fracture, lived\b, got out alive, made it out, could not be, electrocut, asphyxia, mutilat, met their, met his, met her, gunning, mowing, bury,
        hurting, slaying, remains of, went down with, wiped out, wiping out, yet to be, supreme price, ultimate price, supreme sacrifice, smother, losses,
        eliminated, liquidated, decapitat, dismember, hanged, in a coma, in comas, they include, these include, those include, starved, frozen, frostbite,
        admitted to, cremat, laid to rest,
        hypothermia, accounted for, struck in, hit in, hit by, deceased, expired, lifeless, pinned, fighting for, in grave, in stable, in a stable, in a
        serious, in a critical, fight for life, battle for life, amputat"""
)
"""Beginnings of words without one of which no sentence by itself tells of a casualty; whole words end in a boundary."""

DEED_BEGINNINGS: Final = _listed(
    "kill, murder, assassinat, wound, injur, shot dead, gunned, stabbed, execut, behead, lynch, hacked, death, body, bodies, corpse, remains, life, lives"
)
"""Beginnings of what was done to single victims: "killed a guard", "the body of"."""

_STATES: Final[dict[Outcome, str]] = {
    "killed": """killed, among those killed, among the dead, among the deceased, among the fatalities, neutralised, neutralized, among those who died, among
        the victims, slain, murdered, assassinated, massacred, executed, slaughtered, beheaded, lynched, gunned down, shot dead, shot to death, shot and
        killed, burned to death, burnt to death, burned alive, burnt alive, stabbed to death, beaten to death, hacked to death, crushed to death, drowned,
        found dead, dead, electrocuted, fatally shot, fatally wounded, fatally injured, blown up, blown to pieces, swept to their deaths, burned to ashes,
        trampled to death, found frozen, decapitated, dismembered, hanged, pinned to death, scalded to death, charred to death, smothered to death, scorched
        to death, mobbed to death, flogged to death, smothered, pulled lifeless, found lifeless, suffocated, asphyxiated, wiped out, pronounced dead, declared
        dead, mown down, mowed down, strangled, clubbed to death, bludgeoned to death, knifed to death, choked to death, frozen to death, put to death, buried
        alive, martyred, fatally, mauled to death, gored to death, kicked to death, tortured to death, starved to death, stoned to death, brought up dead,
        pulled out dead, brought out dead, carried out dead, crushed when, crushed under, crushed beneath, crushed by, burned beyond recognition, burnt beyond
        recognition, charred beyond recognition""",
    "injured": """injured, wounded, hurt, among the injured, among the wounded, shot and wounded, shot and injured, hospitalised, hospitalized, maimed,
        mutilated, hit by bullets, hit by rubber bullets, hit by stray bullets, hit by live rounds, hit by gunfire, hit by shrapnel, in serious condition, in
        a serious condition, in critical condition, in a critical condition, in grave condition, in stable condition, in a stable condition, in intensive
        care, in a coma, in comas, fighting for their lives, fighting for life""",
    "missing": """missing, among the missing, yet to be found, yet to be traced, yet to be located, unaccounted for, yet to be accounted for, still to be
        accounted for, never accounted for, not accounted for, not been accounted for""",
}
"""Behind an auxiliary or right behind the noun: "were killed", "30 wounded", "12 people dead"."""

_VERBS: Final[dict[Outcome, str]] = {
    "killed": """died, dies, die, perished, drowned, succumbed, lost their lives, lost his life, lost her life, lose their lives, have lost their lives, met
        their deaths, fell victim, fell to their deaths, plunged to their deaths, jumped to their deaths, bled to death, starved to death, froze to death,
        burned to death, paid with their lives, gave their lives, met their end, died of their wounds, succumbed to their injuries, succumbed to their wounds,
        gave up the ghost, passed away, embraced martyrdom, attained martyrdom, paid the supreme price, paid the ultimate price, made the supreme sacrifice,
        succumbing to their injuries, succumbing to their wounds, starved, expired on the spot, expired in hospital, expired on the way, lost their fight for
        life, lost their battle for life, breathed their last, did not survive, lay dead, drown, perish, succumb, are known to have died, is known to have
        died, suffocated, plummeted to their deaths, went to their deaths, went down with the ship, went down with the boat, went down with the vessel, went
        down with the ferry, went down with her""",
    "injured": """needed hospital treatment, required hospital treatment, suffered injuries, sustained injuries, sustained bullet wounds, suffered bullet
        wounds, sustained gunshot wounds, suffered gunshot wounds, sustained burns, suffered burns, suffered wounds, received wounds, received injuries, took
        bullets, lost limbs, lost legs, lost a limb, lost their eyesight, lost their sight""",
    "missing": """went missing, disappeared, vanished, gone missing, had not been seen since, have not been seen since, were never found, were never seen
        again, are yet to be found, are yet to be traced, have yet to be found, have yet to be traced, have not been found, has not been found, had not been
        found, have not been located, have not been seen since, remain untraced, remained untraced, could not be found, could not be traced""",
}
"""What the counted people do: "12 people died"."""

_ACTS: Final[dict[Outcome, str]] = {
    "killed": """shooting dead, shoots dead, shoot dead, stabbed to death, stabbing to death, beat to death, beaten to death, beating to death, burned to
        death, burning to death, hacked to death, hacking to death, gunning down, killed, kills, kill, killing, murdered, murdering, murder, assassinated,
        assassinate, assassinating, executed, executing, massacred, massacring, slaughtered, slaughtering, slew, shot dead, shot and killed, gunned down,
        beheaded, beheading, drowned, drowning, claimed the lives of, claiming the lives of, took the lives of, taking the lives of, cost the lives of,
        costing the lives of, caused the death of, caused the deaths of, causing the death of, causing the deaths of, buried, burying, bury, execute,
        neutralised, neutralized, neutralise, neutralize, neutralising, neutralizing, entombed, entombing, wiped out, wiping out, crushed to death, crushing
        to death, mowed down, mowing down, smothering, smothered, suffocating""",
    "injured": """injured, injures, injure, injuring, wounded, wounds, wounding, wound, hurt, hurting, maimed, maiming, maims, crippled, crippling, cripples,
        disfigured, disfiguring, scalded, scalding, burning, burned, burnt""",
}
"""What is done to the counted people: "killing 12"."""

_NAMED: Final[dict[Outcome, str]] = {
    "killed": """deaths of, death of, killing of, killings of, murder of, murders of, assassination of, assassinations of, massacre of, slaying of,
        execution of, executions of, slaughter of, lives of, bodies of, corpses of, body of, remains of, beheading of, deaths to, fatalities
        to, loss of""",
    "injured": "injuries to, wounding of, injuring of, injury of",
    "missing": "disappearance of, disappearances of, whereabouts of",
    "unspecified": "casualties of",
}
"""Deeds as nouns, before what they were done to: "the murder of two nuns"."""

_COUNTABLE: Final[dict[Outcome, str]] = {
    "killed": """deaths, death, fatalities, fatality, dead, bodies, corpses, killings, murders, assassinations, homicides, killed, slain,
        martyrs, executions, slayings, drownings, lynchings, beheadings""",
    "injured": "injuries, injured, wounded",
    "missing": "missing, disappearances",
    "unspecified": "casualties, casualty",
}
"""Nouns that a number may count: "47 deaths", "12 dead"."""

TOLLS: Final[dict[Outcome, str]] = {
    "killed": (
        r"(?:death |casualty )?toll|(?:number|count|tally|total)(?: number)? of (?:\w+ ){0,2}?(?:bodies|dead|deaths|killed|fatalities|victims"
        r"|(?:people )?(?:killed|slain|murdered)|(?:[\w-]+ )?who (?:have |had )?(?:since )?(?:died|been killed|drowned|lost their lives))"
        r"|lives (?:lost|claimed|taken)"
        r"|fatalities|deaths|dead|death count"
    ),
    "injured": (
        r"(?:number|count|tally|total)(?: number)? of (?:\w+ ){0,2}?(?:injured|wounded|injuries|hurt|who (?:have |had )?(?:sustained|suffered|received)"
        r" (?:\w+ ){0,4}?(?:injuries|burns|wounds))|injuries|injured|wounded"
    ),
    "missing": r"(?:number|count|tally|total)(?: number)? of (?:\w+ ){0,2}?missing",
    "unspecified": r"(?:army|military|enemy|rebel|battlefield|government|troop) losses"
    r"|(?:number|count|tally|total)(?: number)? of (?:\w+ ){0,2}?casualties|casualties",
}
"""Names of running counts: "the death toll rose to 40"."""

OUTCOMES: Final[dict[str, Outcome]] = {
    word: outcome for table in (_STATES, _VERBS, _ACTS, _NAMED, _COUNTABLE) for outcome, words in table.items() for word in _listed(words)
}
"""The outcome that each of the words above tells of."""

STATES, VERBS, ACTS, NAMED, COUNTABLE = (
    frozenset(word for words in table.values() for word in _listed(words)) for table in (_STATES, _VERBS, _ACTS, _NAMED, _COUNTABLE)
)

DEEDS: Final = _listed(
    """killed, murdered, assassinated, massacred, executed, slaughtered, beheaded, lynched, gunned down, shot dead, shot and killed, strangled, wounded,
    injured, hurt, maimed"""
)
"""Words of harm that are the same for those who do it and for those whom it is done to."""
REMAINS: Final = _listed("bodies, body, corpses")
"""Of the nouns above, those for what is found of someone."""
CIVILIANS: Final = _listed("civilian, civilians, non-combatants, noncombatant, noncombatants")
BEREAVED_OF: Final = _listed(
    """friend, friends, comrade, comrades, colleague, colleagues, relative, relatives, son, sons, daughter, daughters, brother, brothers, sister, sisters,
        child, children, cousin, cousins, grandchildren, family members, crew members, crewmen, officers, men, policemen, police officers, firefighters,
        rescuers, crew"""
)
"""Whom someone can lose by death only: "lost three sons"."""

COMBATANTS: Final = _listed(
    """airman, airmen, assailant, assailants, bodyguards, combatant, combatants, commando, commandos, conscript, conscripts, enemies, extremists, fighter,
        fighters, guerrilla, guerrillas, gunman, gunmen, infantryman, infantrymen, insurgent, insurgents, jawan, jawans, jihadist, jihadists, marine,
        marines, mercenaries, mercenary, militant, militants, militiaman, militiamen, paramilitaries, paramilitary, paratrooper, paratroopers, peacekeepers,
        rebel, rebels, serviceman, servicemen, servicewomen, soldier, soldiers, terrorist, terrorists, troops"""
)
FORCES: Final = (
    r"(?:army|armed forces|military|enemy|troops?|government forces|security forces|soldiers?|rebels?|guerrillas?|insurgents?|militants?|militia|militias"
    r"|fighters?"
    r"|battalion|brigade|platoon|garrison|patrol|convoy|regiment|invaders|attackers)"
)
"""Fighting bodies, whose losses are fighters."""

ONE_PERSON: Final = _listed(
    """owner, landlord, landlady, tenant, customer, patient, commuter, stepfather, stepmother, stepbrother, stepsister, half-brother, half-sister, son-in-law,
        daughter-in-law, roommate, trucker, co-pilot, stewardess, surfer, camper, visitor, guest, reveller, reveler, referee, jockey, boxer, blogger,
        councilor, consul, constable, superintendent, commissioner, principal, vet, bartender, hairdresser, maid, nanny, ranger, logger, lumberjack, evacuee,
        immigrant, orphan, parishioner, patrolman, fireman, housewife, headman, chairman, chairwoman, envoy, executive, economist, banker, academic, scholar,
        historian, analyst, chemist, brigadier, admiral, commodore, premier, vicar, chaplain, deacon, mum, mom, dad, grandma, grandpa, classmate, teammate,
        farmhand, farmworker, repairman, golfer, wrestler, gymnast, skater, fisherwoman, tribesman, member, caregiver, carer, dishwasher, ferryman,
        seamstress, tanner, woodcutter, stonemason, scaffolder, metalworker, ironworker, dockworker, docker, quarryman, muleteer, goatherd, typist,
        undertaker, sexton, novice, roofer, district head, village head, lodger, lineman, vigilante, assistant, devotee, worshipper, pilgrim, passer-by,
        passerby, jawan, corporal, bride, bridegroom, groom, snowboarder, schoolteacher, minor, victim, operator, attendant, inspector, supervisor,
        contractor, manager, headteacher, headmaster, headmistress, lecturer, rescuer, lifeguard, seafarer, engineer, cleric, rabbi, preacher, sheikh, elder,
        chieftain, councillor, councilman, councilwoman, campaigner, marcher, striker, shopkeeper, stallholder, trainee, lookout, shooter, knifeman, burglar,
        robber, prison guard, officer cadet, cadet, gunner, sapper, sniper, paratrooper, airman, grandparent, stepson, stepdaughter, father-in-law,
        mother-in-law, sister-in-law, brother-in-law, granddaughter, fiancé, fiancée, girlfriend, boyfriend, partner, friend, colleague, newborn, accountant,
        apprentice, architect, artist, athlete, author, baker, barber, barman, beekeeper, boatman, bricklayer, builder, butcher, caretaker, cashier, chef,
        crewman, cyclist, dancer, deckhand, dentist, electrician, grocer, herdsman, hunter, janitor, jeweller, librarian, locksmith, machinist, mason,
        messenger, miller, motorcyclist, motorist, mourner, musician, nephew, newsman, niece, novelist, painter, pensioner, pharmacist, playwright, poet,
        porter, potter, receptionist, researcher, rider, runner, scout, servant, skier, smuggler, surgeon, surveyor, swimmer, tailor, technician, translator,
        traveller, veterinarian, weaver, writer, activist, actor, actress, adviser, advisor, agent, aide, ambassador, archbishop, assailant, attacker,
        attorney, aunt, baby, bishop, bodyguard, bomber, boy, brother, businessman, businesswoman, bystander, cameraman, candidate, captain, chief, child,
        citizen, civilian, carpenter, cleaner, clerk, climber, coach, colonel, commander, commando, conductor, conscript, cook, courier, corporal, cousin,
        daughter, demonstrator, deputy, detainee, detective, diplomat, director, doctor, driver, editor, employee, farmer, father, fighter, firefighter,
        fisherman, footballer, foreman, forester, gardener, gendarme, general, girl, grandson, governor, grandfather, grandmother, guard, guerrilla, guide,
        hiker, intern, gunman, herder, hostage, husband, imam, infant, inmate, insurgent, journalist, judge, laborer, labourer, landowner, lawmaker, lawyer,
        leader, legislator, lieutenant, magistrate, major, man, marine, mayor, mechanic, medic, merchant, midwife, migrant, militiaman, militant, miner,
        minister, diver, missionary, monk, mother, neighbor, neighbour, nun, nurse, officer, official, paramedic, passenger, pastor, peacekeeper, peasant,
        pedestrian, person, photographer, physician, pilot, ploughman, plumber, policeman, policewoman, politician, president, priest, prisoner, professor,
        prosecutor, protester, pupil, rancher, rebel, refugee, reporter, resident, sailor, salesman, schoolboy, schoolteacher, seaman, security guard,
        serviceman, shopper, skipper, spectator, steward, schoolgirl, scientist, secretary, senator, sergeant, shepherd, singer, sister, soldier, son,
        spokesman, student, suspect, teacher, teenager, terrorist, toddler, tourist, trader, trooper, uncle, unionist, vendor, villager, volunteer, waiter,
        waitress, warden, warlord, watchman, welder, widow, wife, woman, worker, youth"""
)
"""Nouns for one person whose death or injury makes a figure of one."""
