"""Words of displacement and return, by the place they take around a number."""

from __future__ import annotations

from typing import Final

from extractor.backends.rules.figure_words import NOT_PEOPLE
from schemas.displacement import Term


def _listed(words: str) -> frozenset[str]:
    return frozenset(" ".join(word.split()) for word in words.split(","))


def _terms(table: dict[Term, str]) -> dict[str, Term]:
    return {word: term for term, words in table.items() for word in _listed(words)}


BEGINNINGS: Final = _listed(
    r"""arriv, asylum, abandon, apartments, bungalows, cross, camp\b, camps\b, camped, collaps, centre\b, centres\b, center\b, centers\b, cottages, displac,
        dwelling, drive, drove, evacu, evict, exodus, expel, flee, fled, flats\b, gymnas, homeless, home\b, homes\b, house\b, houses\b, hut\b, huts\b, hall\b,
        halls\b, hotel\b, hotels\b, host famil, idp\b, idps\b, left\b, leav, local famil, move\b, moved\b, moving\b, made their way, making their way, make
        their way, pour, relocat, return, refugee, refuge\b, resettl, repatriat, residences, relatives, rehous, shelter, shacks, school\b, schools\b, stream,
        safety, sought, the open\b, tent\b, tents\b, trek, taken off, uproot, way back, bedd, cabins, came back\b, come back\b, desert, driven, encamped,
        farmhouses, homesteads, hosting, led out, on the move, on the road, occupying, movement of, settled, let back, remov, live under, lived under, living
        under, seek, taken out, brought out, ordered out, plucked, pushed off, forced off, quit\b, ran from, ran to, run from, run to, holds\b, roadside,
        taken to, removed from, taken home, gone home, on the street, safer, moved out, shanties, shift, taken by, tenements, flooded out, flown out, allowed
        back, allowed to go, permitted to return, able to return, able to go, chas, driving, flight of, influx, pushed, ran for, roof\b, burned out, burnt
        out, forcibly, forced, dislocat, escap, walked out, run for, surged, spilled, swam, airlift, ferried, accommodat, billeted, hosted, hosts\b,
        housing\b, cleared, lost the roof, told to, took flight, took to, trickled, drifted, turned out, under canvas, spontaneous s, informal s, makeshift s,
        went back\b, winched"""
)
"""Beginnings of words without one of which no sentence by itself tells of displacement; whole words end in a boundary."""

STATES: Final = _terms(
    {
        "displaced": """displaced, uprooted, evicted, dislocated, driven from their homes, driven out, driven from, driven into, expelled, flooded out, burned
        out, burnt out, chased from their homes, forcibly transferred, driven out of, turned out of, pushed off, forced off""",
        "homeless": """living on the roadside, living on the streets, living on the street, sleeping on the streets, sleeping on the roadside, without homes,
        homeless, left with nowhere to live, left without a roof, left without homes, without a home, without a roof over their heads""",
        "fled": """forced to flee, forced to leave, forced to abandon, forced from, forced out, compelled to leave, compelled to flee, obliged to leave,
        forced to move, forced to escape, made to leave, forced to seek refuge, seeking refuge, fleeing, crossing, leaving, arriving""",
        "sheltered": """forced to seek shelter, sheltered, sheltering, accommodated, housed, hosted, staying, living in camps, living in tents, taking
        shelter, taking refuge, seeking shelter, lodged, camped, camping, billeted, put up, taken in, given shelter, occupying, encamped, bedded down, bedding
        down, under canvas""",
        "evacuated": """forced to evacuate, evacuated, brought to safety, taken to safety, led to safety, carried to safety, ferried, bused, flown out,
        ordered to evacuate, ordered to leave, told to leave, told to evacuate, asked to evacuate, taken off, moved to safety, moved out of, moved to safer,
        taken to safer, taken out, brought out, shifted, taken to, removed from, airlifted, rescued and evacuated, evacuating, moved to higher
        ground, shifted to safer places, shifted to safety, shifted to, winched to safety, plucked from, led out of, cleared out, taken by boat, taken by bus,
        ordered out, told to get out""",
        "returned": """forced to return, repatriated, taken home, flown home, brought home, allowed to return, allowed to go home, allowed to go back,
        permitted to return, cleared to return, able to return, able to go home, allowed back, let back in, let back, allowed
        home, returning, going back, going home, coming back, coming home, heading home, heading back, back, back home, back in their homes, home again""",
        "relocated": "forced to relocate, relocated, settled, resettled, transferred, rehoused, moved",
    }
)
"""Behind an auxiliary, or right behind the noun: "were displaced", "30 families left homeless"."""

VERBS: Final = _terms(
    {
        "fled": """seek refuge, seek asylum, seek safety, have left, had left, walked out of, crossed into, fled, flee, escaped, escape, left their homes,
        left their houses, left their villages, leave their homes, leave their villages, leave their houses, have to leave, have to flee, have to move out,
        left the city, left the area, left the town, left the country, left the region, left the quarter, left the district, left the village, left the
        valley, left the island, left the islands, left the neighbourhood, left the neighborhood, left the capital, left the camp, left the province, left on
        foot, left by boat, left by road, left by bus, left by train, left by sea, left overnight, run for their lives, ran for their lives, abandoned their
        homes, abandoned their houses, abandoned their villages, moved out, arrived, arrive, crossed, cross, sought refuge, sought asylum, sought safety,
        fleeing, begun fleeing, began fleeing, begun arriving, began arriving, begun leaving, began leaving, started fleeing, had to leave, had to flee, had
        to move out, have had to leave, have had to flee, begun to flee, began to flee, started to flee, started arriving, poured into, streamed into, poured
        across, streamed across, spilled across, surged across, poured over, streamed over, made it across, trekked to, trekked across, walked to, walked
        across, swam across, scrambled to safety, ran to safety, fled to safety, deserted their homes, deserted their houses, deserted their villages, abandon
        their homes, abandon their houses, abandon their villages, abandon their land, abandon their lands, had to abandon their homes, had to abandon their
        villages, had to abandon their houses, run from, ran from, had run from, run to the, ran to the, poured out of, streamed out of, quit homes, quit
        their homes, be on the move, are on the move, be on the road, are on the road, are on the roads, took flight, took to the hills, took to the bush,
        took to the road, took to the roads""",
        "sheltered": """moved in with, sought shelter, took shelter, took refuge, take shelter, take refuge, taken shelter, taken refuge, live under, lived
        under, living under, found shelter, found refuge, spent the night in, remained in, remain in, live in, lived in, stayed in, stay in, are in, were in,
        sleeping in, slept in""",
        "displaced": "become displaced, becoming displaced, remained displaced, remain displaced, became displaced",
        "evacuated": "evacuated, evacuate",
        "relocated": "relocated, relocate, moved to, move to, moved into, resettled",
        "returned": """returned, return, have returned, went back, gone home, went home, come home, came home, gone back, came back, come back, returned
        home, trickled back, drifted back, streamed back, ever came back, moved back, move back, made their way home, made their way back""",
        "homeless": "lost their homes, lost their houses, lost the roof over their heads, became homeless, remained homeless, remain homeless, have no home",
    }
)
"""What the counted people did: "12,000 people fled"."""

PLACED: Final = _listed(
    """settled, occupying, let back in, let back, have to leave, have to move out, taken out, brought out, shifted, live under, lived under, living under,
        seek refuge, seek asylum, walked out of, crossed into, taken to, removed from, have left, had left, moved out, shifted to, plucked from, cleared
        out, taken by boat, taken by bus, led out of, ordered out, under canvas, bedded down, bedding down, run to the, ran to the, pushed off, turned out
        of, be on the road, are on the road, are on the roads, trickled back, drifted back, ever came back, had to leave, had to move out, have had to
        leave, told to leave, taken off, moved in with, back, back home, home again, going back, coming back, going home, coming home, heading home, heading
        back, ferried, bused, flown out, put up, taken in, camped, camping, left the quarter, left the district, left the village, left the valley, left the
        island, left the islands, left the neighbourhood, left the neighborhood, left the capital, left the camp, left the province, left on foot, left by
        boat, left by road, left by bus, left by train, left by sea, left overnight, moved back, move back, accommodated, airlifted, are in, arrive,
        arrived, arriving, came back, come back, cross, crossed, crossing, escape, escaped, gone back, have returned, hosted, housed, leaving, live in,
        lived in, lodged, move to, moved, moved into, moved to, walked to, walked across, trekked to, made it across, poured into, remain in, remained in,
        rescued and evacuated, return, returned, returning, sleeping in, slept in, spent the night in, stay in, stayed in, staying, streamed into,
        transferred, went back, were in"""
)
"""Words above that tell of displacement only with a word of refuge, flight or home in the same sentence."""

ACTS: Final = _terms(
    {
        "displaced": """displaced, displacing, displace, evicted, evicting, displaces, uprooted, uprooting, movement of, remove, removed, removing, removal
        of, drove out, driving out, drove, driven, drives, driving, pushed, chased, chasing, displacements of, displacement of""",
        "evacuated": "evacuated, evacuating, evacuate, evacuation of, evacuations of",
        "fled": """exodus of, flight of, arrival of, influx of, force, forced, forcing, forces, prompted, prompting, caused, causing, compelled, sent,
        sending, ordered, ordering""",
        "relocated": """relocated, relocating, relocate, relocation of, shift, shifting, shifted, resettle, resettling, resettled, resettlement of, rehouse,
        rehousing, rehoused, move, moving, moved""",
        "sheltered": """sheltering, shelters, sheltered, holds, hosts, hosting, hosted, houses, housing, accommodate, accommodates, accommodating, homes to,
        shelter to, shelter for, home to""",
        "returned": "return of, repatriated, repatriation of",
        "homeless": "made homeless, rendered homeless, making homeless, left, leaving, leaves",
    }
)
"""What is done to the counted people: "displacing 300 families"."""

NEEDS_MORE: Final = {
    "fled": frozenset("force forced forcing forces prompted prompting caused causing compelled sent sending ordered ordering".split()),
    "homeless": frozenset(("left", "leaving", "leaves")),
}
"""Acts above that tell of displacement only with "to flee" or "homeless" behind the counted words."""

COUNTABLE: Final = _terms(
    {
        "displaced": "idps, idp, displaced, displacements",
        "evacuated": "evacuees",
        "returned": "returnees, returns",
        "fled": "refugees, asylum-seekers",
        "homeless": "homeless",
    }
)
"""Nouns that are displaced people by themselves."""

BUILDINGS: Final = _listed(
    """home, homes, house, houses, dwelling, dwellings, residences, huts, hut, cottages, bungalows, apartments, flats, shacks, shanties,
        farmhouses, homesteads, cabins, tenements"""
)
"""Homes as things: they are destroyed, not displaced."""

RUINABLE: Final = BUILDINGS | _listed("shelters, tents")
"""Homes that can be destroyed; in shelters and tents others count people."""
HOUSEHOLDS: Final = BUILDINGS | _listed("family, families, household, households, hhs")
"""Nouns that count households."""

MOVES: Final = _listed(
    """displaced, uprooted, evicted, dislocated, expelled, sheltered, sheltering, accommodated, housed, hosted, evacuated, evacuate, evacuating, ferried,
    bused, airlifted, relocated, relocate, resettled, transferred, rehoused, moved, repatriated"""
)
"""Words above that are the same for those who move others and for those who are moved."""

NOT_DISPLACED: Final = (NOT_PEOPLE - HOUSEHOLDS) | _listed(
    """soldier, soldiers, troops, fighter, fighters, combatants, militants, rebels, insurgents, police, officers, policemen, gunmen, militiamen, guerrillas,
        firefighters, rescuers, killers, assailants, bombers, thieves, robbers, burglars, raiders, bandits, pirates, smugglers, traffickers, poachers,
        looters, arsonists, hijackers, terrorists, jihadists, criminals, fugitives, kidnappers, lawmakers, ministers, prisoners, inmates, detainees, wounded,
        injured, patients, convicts, suspects, attackers, tourists, holidaymakers, passengers, footballers, players, athletes, delegates, diplomats, hostages,
        bodies, casualties, corpses, dead, animals, cattle, sheep, goats, vehicles, cars, trucks, boats, tanks, aircraft, flights, planes, ships, jobs, camps,
        districts, counties, hamlets, neighbourhoods, neighborhoods, villages, towns, countries, provinces, cities, areas, regions, sites, communities,
        municipalities, townships, buildings, hospitals, offices, apartments, governorates, states, locations, shelters, schools, centres, centers,
            settlements, islands, departments, dollars, percent"""
)
"""Nouns that a displacement number never counts."""
