"""The invented stations of 赛罕区, with the merchants and workers around them: in every street and town some."""

from itertools import cycle
from random import Random

from zhiping.contracts.kinds import Row
from zhiping.demo.station_tables import COMPANIES, MERCHANTS, SPOTS
from zhiping.demo.station_workers import district_redemptions, registration
from zhiping.demo.stations import Town, merchant, number_branches, spots, station, updated
from zhiping.demo.tables import AREAS
from zhiping.rules.areas import area_code

SEED = 150105
# code, degrees around its middle; stations, pharmacies, other merchants, workers
COUNTS = """
150105001 0.002 3 6 4 110
150105002 0.0015 3 5 4 120
150105003 0.002 3 7 4 130
150105004 0.004 3 6 3 115
150105005 0.004 2 5 3 95
150105006 0.004 2 5 3 100
150105007 0.005 2 4 2 85
150105008 0.004 3 6 4 140
150105100 0.005 1 3 2 24
150105101 0.005 1 2 2 30
150105102 0.005 2 3 2 48
""".strip().splitlines()
SUSPENDED, STALE = "150105003", ("150105005", "150105100")  # where one station each is
VERIFIED_SHARE = 0.8
USERS, REDEMPTIONS = 420, 900


def _towns() -> list[Town]:
    places = {line.split()[0]: line.split() for line in AREAS}
    found = []
    for code, spread, *counts in (line.split() for line in COUNTS):
        _code, name, x, y, residents, old = places[code]
        town = Town(
            area_code(code),
            name,
            float(x),
            float(y),
            int(residents),
            int(old),
            float(spread),
            *map(int, counts),
        )
        found.append(town)
    return found


def _stations(rng: Random) -> list[Row]:
    hours = {spot: cycle(forms) for spot, forms in SPOTS.items()}
    rows = []
    for town in _towns():
        for number, spot in enumerate(spots(rng, town.stations)):
            # the first stands near the middle of the town
            rows.append(station(rng, town, spot, next(hours[spot]), town.spread / (1 if number else 4)))
            if not number and town.code.startswith(STALE):
                rows[-1]["updated_at"] = updated(rng, 40, 120)
            if number == 1 and town.code.startswith(SUSPENDED):
                rows[-1]["status"] = "暂停"
    for number, row in enumerate(rows, 1):
        row |= {"station_id": f"SH-{number:03}", "phone": f"0471-8000{number:03}"}
    return rows


def _merchants(rng: Random) -> list[Row]:
    kinds = {line.split()[0]: int(line.split()[1]) for line in MERCHANTS}
    rows = []
    for town in _towns():
        others = rng.choices(list(kinds), list(kinds.values()), k=town.other_merchants)
        rows += [merchant(rng, town, kind) for kind in ("药店",) * town.pharmacies + tuple(others)]
    number_branches(rows)
    for number, row in enumerate(rows, 1):
        row["merchant_id"] = f"SHSJ-{number:03}"
    return rows


def _workers(rng: Random) -> list[Row]:
    names = [line.split()[0] for line in COMPANIES]
    shares = [int(line.split()[1]) for line in COMPANIES]
    rows = [
        registration(rng, company, town.code, is_verified=rng.random() < VERIFIED_SHARE)
        for town in _towns()
        for company in rng.choices(names, shares, k=town.workers)
    ]
    rows.sort(key=lambda row: row["enrolled_on"])
    for number, row in enumerate(rows, 1):
        row["worker_id"] = f"W-8{number:05}"
    return rows


def demo_rows() -> dict[str, list[Row]]:
    """Dataset -> its rows: the stations, the merchants, the workers and what they redeemed."""
    rng = Random(SEED)
    stations, merchants, workers = _stations(rng), _merchants(rng), _workers(rng)
    redemptions = district_redemptions(rng, merchants, workers, USERS, REDEMPTIONS)
    for number, row in enumerate(redemptions, 1):
        row["redemption_id"] = f"HXS-{number:06}"
    return {"stations": stations, "merchants": merchants, "workers": workers, "redemptions": redemptions}
