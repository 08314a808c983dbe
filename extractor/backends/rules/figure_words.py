"""Word lists for figures: general English, none of it from any one text."""

from __future__ import annotations

from typing import Final


def _listed(words: str) -> tuple[str, ...]:
    return tuple(" ".join(word.split()) for word in words.split(","))


FEW: Final = "two|three|four|five|six|seven|eight|nine|ten"
"""The number words that stand most often before people, as alternatives of a pattern."""

AUXILIARIES: Final = _listed(
    """have been, has been, had been, were being, are being, will be, would be, could be, may be, might be, may have been, might have been, could have
        been, must have been, to be, have all been, had all been, having been, were, was, are, is, being, got, remained, remains, remain, have, has, had"""
)
"""What stands before a participle, longest first where one begins another."""

ADVERBS: Final = _listed(
    """also, then, later, reportedly, allegedly, apparently, all, either, both, already, newly, internally, seriously, critically, severely, slightly,
        gravely, badly, fatally, brutally, instantly, immediately, forcibly, temporarily, now, so far, still, recently, since, subsequently, initially,
        officially, confirmed, reported, believed, feared, presumed, thought, said, estimated, known, to have been, to be, to have, not, previously,
        eventually, thus far, safely, tragically, lightly, mortally, themselves, again, first, left, registered, recorded, as, listed, declared, counted,
        considered, found, made, rendered, being, been, only, currently, mostly, accidentally, deliberately, summarily, most seriously, most severely, most
        critically"""
)
"""What may stand between an auxiliary and its participle."""

DETERMINERS: Final = _listed(
    """the, a further, another, an additional, a total of, as, his, her, their, its, all, also, in total, these, those, up, our, what, a, an"""
)
"""What may stand between a verb and the number phrase that is its object."""

COUNTED_STOPS: Final = frozenset(
    _listed(
        """a, an, the, stands, stood, belonged, belonging, hailed, hailing, came, comes, included, includes, rendered, made, taken, brought, driven, pushed,
            ferried, bused, airlifted, accommodated, housed, hosted, rehoused, sought, apiece,
        seriously, critically, badly, gravely, severely, lightly, slightly, given, cited, quoted, announced, published, listed, recorded, late, early,
        earlier, shortly, previously, unaccounted, presumed, last, completely, totally, fully, partially, partly, entirely, wholly, needed, required, starved,
        expired, wait, waits, waited, waiting, spend, spending, slept, sleep, huddle, huddled, queue, queued, walked, rushed, suffer, suffering, fell,
        succumbed, vanished, lynched, hospitalised, hospitalized, resettled, rescued, captured, arrested, detained, kidnapped, abducted, freed, released,
        gunned, received, escaped, survived, confirmed, reported, registered, feared, believed, spent, slept, camped, poured, streamed, collapsed, razed,
        infected, treated, abandon, abandoned, about, according, across, affected, after, against, all, allegedly, alone, along, already, also, amid, among,
        and, are, around, arrive, arrived, arriving, as, assassinated, at, be, became, because, become, been, before, began, begun, beheaded, being, between,
        both, burned, burnt, but, by, can, could, crossed, damaged, dead, despite, destroyed, did, die, died, dies, disappeared, displaced, do, does, drowned,
        due, during, dying, each, evacuated, evacuating, every, executed, fewer, fled, flee, fleeing, flees, following, for, forced, friday, from, go, going,
        gone, got, had, has, have, he, her, here, his, homeless, however, hurt, i, if, in, including, injured, injures, injuring, inside, into, is, it, its,
        kill, killed, killing, kills, later, lay, least, leave, leaving, left, lie, live, lived, living, lose, lost, mainly, many, massacred, may, meanwhile,
        might, missing, monday, more, most, mostly, moved, murdered, must, near, nor, not, now, of, off, on, onto, or, our, outside, over, overnight, per,
        perished, relocated, remain, remained, remaining, reportedly, return, returned, returning, said, saturday, say, says, seek, seeking, shall, she,
        sheltered, sheltering, shot, should, since, slain, slaughtered, so, some, sought, stabbed, stay, stayed, staying, still, stranded, suffered, sunday,
        sustained, taking, than, that, their, then, there, these, they, this, those, through, throughout, thursday, till, to, today, told, tomorrow, tonight,
        took, toward, towards, trapped, tuesday, under, until, upon, uprooted, via, was, we, wednesday, went, were, when, where, which, while, who, whom,
        whose, will, with, within, without, would, wounded, wounding, yesterday, you"""
    )
)
"""Words that end the noun phrase behind a number."""

PERSON_HEADS: Final = frozenset(
    _listed(
        """rohingya, burkinabe, burkinabé, malagasy, basotho, fulani, hausa, dinka, nuer, hutu, tutsi, hazara, bedouin, guests, siblings, novices, twins,
            triplets, scouts, cadets, apprentices,
        customers, fans, revellers, partygoers, seminarians, clerks, parishioners, stewards, herdsmen, tenants, neighbours, neighbors, friends, colleagues,
        comrades, uncles, aunts, cousins, nephews, nieces, grandsons, granddaughters, grandparents, teammates, classmates, activists, adults, agents, airmen,
        assailants, asylum-seekers, attackers, babies, baby, bodies, bodyguards, bombers, boy, boys, brothers, bystanders, casualties, child, children,
        citizens, civilian, civilians, clerics, combatants, commandos, commuters, conscripts, corpses, crew, crewmen, daughters, dead, demonstrators,
        detainees, diplomats, doctors, driver, drivers, elders, employees, evacuees, extremists, families, farmer, farmers, fathers, fighter, fighters,
        firefighters, fishermen, foreigners, girl, girls, grandchildren, guard, guards, guerrillas, gunmen, hostages, husbands, idps, individuals, infants,
        inhabitants, inmates, insurgents, jihadists, journalist, journalists, judges, kids, lawyers, leaders, locals, man, marines, mayors, medics, members,
        men, migrants, militants, militiamen, miners, ministers, missionaries, monks, mothers, motorists, nationals, noncombatants, nuns, nurses, officer,
        officers, officials, others, paramedics, paramilitaries, parents, passengers, patients, peacekeepers, peasants, pedestrians, pensioners, people,
        person, personnel, persons, pilgrims, pilots, police, policeman, policemen, policewomen, politicians, priest, priests, prisoners, protesters,
        protestors, pupils, rebel, rebels, recruits, refugees, relatives, reporters, rescuers, residents, returnees, sailors, schoolchildren, servicemen,
        servicewomen, sisters, soldier, soldiers, sons, souls, staff, student, students, survivors, suspects, teacher, teachers, teenagers, terrorists,
        toddlers, tourists, travelers, travellers, troops, victims, villagers, volunteers, wives, woman, women, worker, workers, worshipers, worshippers,
        youngsters, youths"""
    )
)
"""Nouns for people, as heads of what a number counts."""

ANIMALS: Final = frozenset(
    _listed(
        """animals, bats, bear, bears, bees, bird, birds, buffalo, buffaloes, bull, bulls, calf, calves, camel, camels, carp, cat, cats, cattle, chicken,
        chickens, chicks, cow, cows, crocodiles, crows, deer, dog, dogs, dolphins, donkeys, ducks, elephant, elephants, fish, foxes, frogs, toads, lizards,
        rhinos, hippos, gorillas, apes, antelopes, zebras, giraffes, leopards, crabs, insects, hedgehogs, squirrels, otters, eagles, owls, parrots, gulls,
        alpacas, jellyfish, trout, tuna, geese, goat, goats, hens, hogs, horse, horses, kittens, lambs, lions, livestock, llamas, mice, minks, monkeys, mules,
        oxen, oysters, penguins, pets, pig, pigeons, pigs, poultry, puppies, rabbits, rats, reindeer, salmon, seals, shark, sharks, sheep, snakes, swans,
        tigers, turkeys, turtles, vultures, whale, whales, wolf, wolves, yaks"""
    )
)
"""Nouns for animals, which no record counts."""

NOT_PEOPLE: Final = ANIMALS | frozenset(
    _listed(
        """products, brands, recipes, servers, computers, machines, phones, devices, files, accounts, knights, pawns, sailings, flights, trains, lines, acres,
        aircraft, airstrikes, areas, attacks, banks, bases, battalions, battles, blasts, blocks, boats, bombs, bridges, brigades, buildings, bullets, buses,
        camps, cars, cases, charges, checkpoints, cities, clashes, companies, countries, counts, crops, days, devices, districts, documents, dollars, drones,
        elections, euros, events, explosions, facilities, factories, farms, feet, fronts, governments, grenades, groups, hectares, helicopters, homes,
        hospitals, hours, households, houses, incidents, installations, kilometers, kilometres, locations, projects, films, plays, albums, songs, shows,
        novels, jobs, bills, plans, proposals, programmes, programs, contracts, deals, budgets, laws, amendments, motions, stories, books, pages, tickets,
        goals, matches, games, palms, nests, vines, hives, carcasses, species, meters, metres, miles, minutes, missiles, months, occasions, offices,
        operations, organisations, organizations, parties, places, planes, points, positions, posts, provinces, pylons, questions, raids, ranches, reasons,
        regions, reports, rifles, roads, rockets, rounds, schools, seats, shells, shelters, ships, shops, shots, sides, sites, stages, statements, states,
        stations, sticks, strikes, structures, tanks, targets, tents, things, towers, towns, trees, trucks, letters, batteries, languages, units, vehicles,
        villages, votes, wars, ways, weapons, weeks, years, warrants, launchers, engines, motors, branches, trailers, containers"""
    )
)
"""Nouns that a casualty figure never counts."""

HAZARDS: Final = _listed(
    """crash, crashes, collision, derailment, pile-up, pileup, sinking, capsizing, earthquake, earthquakes, quake, tremor, temblor, aftershock,
        aftershocks, flood, floods, flooding, flash floods, floodwaters, deluge, downpour, downpours, rain, rains, torrential rain, landslide, landslides,
        landslip, mudslide, mudslides, mudflow, rockslide, rockfall, lahar, storm, storms, thunderstorm, thunderstorms, hailstorm, snowstorm, sandstorm,
        dust storm, blizzard, gales, cyclone, hurricane, typhoon, tornado, tornadoes, twister, tsunami, wave, swell, lightning, fire, fires, wildfire,
        wildfires, bushfire, bushfires, blaze, inferno, avalanche, avalanches, stampede, crush, collapse, cave-in, eruption, accident, accidents, shipwreck,
        outbreak, epidemic, pandemic, heatwave, heat wave, cold snap, cold wave, drought, famine, leak, gas leak, poisoning, toxic alcohol, bootleg liquor,
        dam burst, dam failure, cholera, measles, smoke inhalation, smoke, heatstroke, heat stroke, hypothermia, starvation, dehydration, hunger,
        malnutrition, suffocation, asphyxiation, carbon monoxide, carbon monoxide poisoning, food poisoning, ebola, malaria, dengue, typhoid, plague,
        influenza, meningitis, diphtheria, polio, mpox, yellow fever"""
)
"""Disasters, accidents and diseases."""

HARMS: Final = HAZARDS + _listed(
    """attack, attacks, airstrike, airstrikes, air strike, air strikes, strike, strikes, air raid, air raids, raid, raids, bombing, bombings, suicide
        bombing, bombardment, bombardments, explosion, explosions, blast, blasts, shelling, shooting, shootings, mass shooting, stabbing, stabbings, arson,
        clash, clashes, fighting, skirmish, skirmishes, gun battle, gun battles, gunfight, shootout, shoot-out, firefight, ambush, ambushes, battle,
        battles, offensive, operation, operations, assault, assaults, onslaught, incursion, massacre, rampage, violence, conflict, war, hostilities,
        insurgency, unrest, disturbances, riot, riots, feud, quarrel, crackdown, gunfire, sniper fire, sniper, crossfire, barrage, salvo, artillery,
        artillery fire, mortar, mortars, mortar fire, rocket, rockets, missile, missiles, shell, shells, shrapnel, drone, drones, bomb, bombs, barrel bombs,
        car bomb, roadside bomb, explosive device, improvised explosive device, ied, ieds, booby trap, unexploded ordnance, cluster bombs, cluster
        munitions, grenade, grenades, mine, mines, landmine, landmines, siege, uprising, rebellion, tear gas, stray bullet, stray bullets"""
)
"""Acts, weapons and disasters that a figure may be put down to."""

ACTORS: Final = _listed(
    """gunman, gunmen, bomber, bombers, attacker, attackers, assailant, assailants, militant, militants, insurgent, insurgents, rebel, rebels, fighter,
        fighters, guerrilla, guerrillas, jihadist, jihadists, extremist, extremists, terrorist, terrorists, bandit, bandits, pirate, pirates, gang, gangs,
        mob, soldier, soldiers, troops, forces, army, militia, militias, militiamen, paramilitaries, police, gendarmes, raiders, rustlers, arsonist,
        arsonists, knifeman, shooter, smugglers, vigilantes, settlers, warplanes, helicopters, jets, gunboats, armed men, armed
        group, armed groups, rebel group, air force, navy"""
)
"""Who kills and wounds, as the subject of an act."""

EVENTS: Final = _listed(
    r"""falls into, fell into, hits, slams into, ploughs into, rams into, opened fire, opens fire, went down, goes down, came down, comes down, gave way,
        gives way, left the (?:rails|road|tracks?|runway), jump(?:s|ed) the (?:rails|tracks?), ran off the road, veered off, overturned, overturns,
        capsized, capsizes, sank, sinks, burst, bursts, collapsed, collapses, crashed, crashes, derailed, derails, plunged, plunges, exploded, explodes,
        blew up, blows up, caught fire, catches fire, broke apart, broke up, ran aground, went under, keeled over, flipped over, skidded off, slammed into,
        ploughed into, plowed into, smashed into, crashed into, fell, slid, rammed, collided, collides, erupted, erupts, went off, detonated, swept through,
        tore through, raced through, gave in, gives in, snapped, lost control"""
)
"""What happens in an accident or an attack, as the verb of its clause."""
