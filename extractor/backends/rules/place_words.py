"""Words of places: data only, general English."""

from __future__ import annotations

from typing import Final


def _listed(words: str) -> tuple[str, ...]:
    return tuple(" ".join(word.split()) for word in words.split(","))


SITES: Final = _listed(
    """sites, places, festival, concert, parade, rally, wedding, party, ceremony, march, vigil, procession, check post, apartment, apartment block,
        apartment building, block of flats, tower block, tenement, house, kitchen, cities, counties, streets, markets, bridges,
        beaches, prisons, stations, bases, outskirts, waterfront, seafront, riverside, carriage, nightclub, school gym, mountainside, hillside, hilltop,
        farmhouse, barn, workshop, garage, mill, sawmill, smelter, foundry, shipyard, scrapyard, depot, land, churches, mosques, hospitals, convents, barns,
        farms, mountains, caves, hotels, hostels, public buildings, bush, forests, bar, brewery, bakery, mall, shopping mall, shop, supermarket, shopping
        centre, office, offices, parliament, courthouse, police station, fire station, petrol station, gas station, power plant, pit, coal mine, gold mine,
        colliery, shaft, mineshaft, site, construction site, landfill, dump, dock, docks, harbourside, bus stop, platform, metro, metro station, subway,
        level crossing, intersection, crossroads, ring road, path, trail, track, lane, courtyard, garden, orchard, vineyard, paddy, pasture, orphanage,
        nursery, dormitory, classroom, seminary, madrasa, chapel, convent, shrine, cemetery, graveyard, funeral home, wedding hall, banquet hall, circus,
        zoo, fairground, arena, pitch, racecourse, ground, cinema, concert hall, museum, library, ward, maternity ward, care home, nursing home, retirement
        home, front, front line, frontline, line of contact, outpost, checkpoint, position, headquarters, embassy, consulate, palace, mansion, villa, hut,
        shack, tent, tent city, woodland, rainforest, savannah, steppe, tundra, dunes, gully, wadi, crater, waterfall, dam, weir, canal, creek, stream,
        pond, estuary, channel, straits, bend, tributary, watershed, mangroves, wetlands, rooftop, roof, basement, cellar, stairwell, staircase, airport,
        alley, archipelago, arcade, area, areas, atoll, atolls, avenue, bank, banks, barracks, base, basin, bay, bazaar, beach, border, bridge, building,
        bus station, cafe, camp, camps, canyon, cape, capital, cathedral, cave, centre, centres, center, centers, church, city, cliff, clinic, coast, col,
        coastline, collective centre, collective centres, collective center, collective centers, college, compound, corridor, country, countries, cottage,
        countryside, county, crossing, delta, department, desert, district, districts, dockyard, enclave, escarpment, estate, face, evacuation centre,
        evacuation centres, evacuation center, evacuation centers, factory, farm, farmland, field, foothills, forest, fort, frontier, garrison, glacier,
        gorge, governorate, gulf, gymnasium, gymnasiums, hall, halls, hamlet, hamlets, harbor, harbour, headland, heights, highlands, highway, hill, hills,
        hospital, hostel, hotel, icefall, ice works, inlet, interior, island, islands, islet, islets, isthmus, jail, jungle, junction, kindergarten,
        kingdom, lagoon, lake, lowland, lowlands, mainland, market, marsh, mine, monastery, mosque, motorway, mountain, municipality, neighborhood,
        neighborhoods, neighbourhood, neighbourhoods, oasis, ocean, parish, park, part, parts, pass, peak, peninsula, pier, plain, plains, plant,
        plantation, plateau, port, post, power station, prefecture, prison, province, provinces, pub, quarry, quarter, quay, railway, railway station,
        range, ravine, reef, refinery, republic, region, regions, reserve, reservoir, resort, restaurant, ridge, river, riverbank, road, roadside,
        roundabout, ruins, school, schools, sea, settlement, settlements, shelter, shelters, shore, shores, slope, slopes, slum, slums, square, stadium,
        state, states, station, strait, street, stronghold, suburb, suburbs, summit, swamp, synagogue, temple, terminal, territory, theatre, theater, town,
        towns, township, townships, trench, tunnel, university, valley, valleys, village, villages, volcano, warehouse, waters, wharf, woods, works, yard,
        zone"""
)
"""Nouns of places, as the head of a phrase after "in", "at" or "near"."""

ADDRESSED: Final = _listed(
    """city, town, village, hamlet, island, islet, state, province, port, atoll, port city, port town, market town, capital city, fishing village, mining
        town, border town, neighbouring country, neighboring country, town of the, prefecture, governorate, department, region, municipality, county"""
)
"""Nouns that the name behind "of" is another word for: "the village of Orla" is Orla."""

VESSELS: Final = _listed(
    "ship, tanker, ferry, trawler, boat, freighter, cargo ship, cruise ship, barge, yacht, vessel, schooner, tugboat, submarine, bus, train, plane, flight"
)
"""What people are "aboard"."""

NO_WORD_OF_PLACE: Final = _listed(
    """a, an, the, this, his, her, its, their, our, my, your, and, or, but, of, in, at, on, near, by, to, from, for, with, after, before, since, during,
        when, where, while, who, which, that, as, was, were, is, are, be, been, being, has, have, had, will, would, could, can, may, might, said, says, one,
        two, three, no, not, more, most, some, several, many, all, any, both, other, another, killed, injured, wounded, died, people, least, than, alone,
        so, far, there, here, amid, left, out, whose, own, under, over, into, through"""
)
"""Words that do not stand within a place's common noun phrase."""

ABSTRACT: Final = _listed(
    """action, scenario, accused, afternoon, queue, wheel, notice, sleep, lungs, rubble, debris, scene, spotlight, kind, mood, middle, brink, verge, basis,
        back burner, age, aftermath, agency, air, army, attempt, back, bag, balance, bid, board, body, book, boat, bulletin, campaign, care, case, cases,
        cause, cell, century, chest, clothes, coma, command, conference, condition, control, course, custody, dark, darkness, dawn, day, days, decade,
        decades, disaster, duel, duty, end, evening, event, events, eye, face, fact, fashion, few, film, first, flames, foot, force, form, future, game,
        group, hand, hands, head, heart, hospital, hospitals, hour, hours, incident, incidents, interior, interview, investigation, last, latest, leg, legs,
        letter, light, list, long, lead, line of duty, manner, meantime, meeting, message, midst, minute, minutes, moment, moments, month, months, morgue,
        morning, mortuary, name, neck, news, night, number, numbers, one, order, others, own, paper, part, past, path, people, period, phase, phone, place,
        plan, plot, police, post, presence, president, press, process, rate, reason, report, reports, response, rest, result, risk, role, row, run, scale,
        season, second, series, shock, side, spot, spree, stage, statement, stomach, study, subject, summer, surgery, system, term, terms, third, time,
        times, top, total, trial, trouble, truce, two, video, view, vote, wake, war, water, way, week, weekend, weeks, weight, while, whole, winter, world,
        wreck, wreckage, year, years"""
)
"""Nouns that are no place behind "in the", "on the" or "at the"."""

MEDIA: Final = _listed(
    """message, messages, post, posts, posted, posting, wrote, written, writing, tweeted, video, videos, statement, circulating, circulated, published,
        broadcast, said, saying, live, speech, interview, footage, notice, bulletin, report"""
)
"""Before "on" and a name, these make the name a channel."""
