"""The invented stations of 通辽市 and the merchants around them; the calendar of announced holidays."""

from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from itertools import cycle
from math import cos, radians
from random import Random
from typing import NamedTuple

from zhiping.contracts.kinds import Row
from zhiping.demo.areas import area_row
from zhiping.demo.station_tables import (
    COMMON_SPOTS,
    DATUMS,
    DISCOUNTS,
    HOLIDAYS,
    MERCHANTS,
    NAMES,
    ROADS,
    SERVICES,
    SPOTS,
    TOWNS,
    UNREADABLE_HOURS,
)
from zhiping.demo.tables import DATA_DATE
from zhiping.rules.areas import area_code
from zhiping.rules.geo.datum import bd09, gcj02

SEED = 209
STAYING = ("holidays",)
SUSPENDED = 4
SERVED_BY_SEVERAL = 4  # a suspended station has others nearby
REVOKED = 2  # beside those that were announced
STALE = 15
CLOSED_PHARMACIES = 9  # beside those that were announced
CLOSED_OTHERS = 13
UNPLACED_MERCHANTS = 6
FARTHEST = 2.2  # times the degrees around a town
FIRST_JOINED = date(2024, 3, 1)


class Town(NamedTuple):
    """One line of TOWNS, its code with 12 digits; `spread` in degrees of latitude."""

    code: str
    name: str
    longitude: float
    latitude: float
    residents: int
    old_residents: int
    spread: float
    stations: int
    pharmacies: int
    other_merchants: int
    workers: int

    @property
    def short_name(self) -> str:
        short = self.name
        for suffix in ("街道", "苏木", "镇", "乡"):
            short = short.removesuffix(suffix)
        return short if len(short) > 1 else self.name


def towns() -> list[Town]:
    """The towns in order of code."""
    lines = (line.split() for line in TOWNS)
    return [
        Town(area_code(code), name, float(x), float(y), int(all_), int(old), float(spread), *map(int, counts))
        for code, name, x, y, all_, old, spread, *counts in lines
    ]


def town_lines() -> list[str]:
    """Towns in order of code: code, name, longitude, latitude, residents, of these 65 and older."""
    return [" ".join(line.split()[:6]) for line in TOWNS]


def _drawn(rng: Random, weights: dict[str, int]) -> str:
    return rng.choices(list(weights), list(weights.values()))[0]


def _offset(rng: Random, spread: float) -> float:
    return max(-FARTHEST * spread, min(FARTHEST * spread, rng.gauss(0, spread)))


def _place(rng: Random, town: Town, spread: float) -> Row:
    """A place around the middle of a town, in one of the datums."""
    x = town.longitude + _offset(rng, spread) / cos(radians(town.latitude))
    y = town.latitude + _offset(rng, spread)
    datum = _drawn(rng, DATUMS)
    if datum != "WGS-84":
        (x,), (y,) = (gcj02 if datum == "GCJ-02" else bd09)([x], [y])
    return {"longitude": round(float(x), 6), "latitude": round(float(y), 6), "coord_datum": datum}


def _address(rng: Random, town: Town) -> str:
    county = town.code[:6] if town.name.endswith("街道") else ""
    road = rng.choice(ROADS.get(county, ROADS[""]))
    return f"{town.name}{road}{rng.randint(1, 180)}号"


def updated(rng: Random, first_days: int, last_days: int) -> datetime:
    """A time of day, so many days before the data date."""
    day = DATA_DATE.date() - timedelta(days=rng.randint(first_days, last_days))
    return datetime(day.year, day.month, day.day, rng.randint(8, 16), rng.randrange(0, 60, 5))


def station(rng: Random, town: Town, spot: str, hours: str, spread: float) -> Row:
    """A row of `stations` without its number and phone, at one of the SPOTS of a town."""
    has = [service for service, share in SERVICES.items() if rng.randrange(100) < share]
    return {
        "station_name": f"{town.short_name}{spot}暖新驿站",
        "area_code": town.code,
        "address": _address(rng, town),
        **_place(rng, town, spread),
        "opening_hours": hours,
        "services": tuple(has or ["休息"]),
        "status": "正常",
        "operator": rng.choice([f"{town.name}党群服务中心", f"{town.name}总工会", f"{town.name}商会"]),
        "capacity": rng.choice((6, 8, 8, 10, 12, 12, 16, 20, 24, 30, 40)),
        "updated_at": updated(rng, 0, 28),
    }


def spots(rng: Random, count: int) -> list[str]:
    """As many of the SPOTS as a town has stations."""
    known = list(SPOTS)
    return rng.sample(known[:COMMON_SPOTS] if count <= COMMON_SPOTS else known, count)


def station_rows() -> list[Row]:
    """The rows of `stations`, in order of area: 209 that count, and REVOKED beside them."""
    rng = Random(SEED)
    hours: dict[str, Iterator[str]] = {spot: cycle(forms) for spot, forms in SPOTS.items()}
    rows = []
    for town in towns():
        for number, spot in enumerate(spots(rng, town.stations)):
            # the first stands near the middle of the town
            rows.append(station(rng, town, spot, next(hours[spot]), town.spread / (1 if number else 4)))
    for row, text in zip(rng.sample(rows, len(UNREADABLE_HOURS)), UNREADABLE_HOURS, strict=True):
        row["opening_hours"] = text
    served = {town.code for town in towns() if town.stations >= SERVED_BY_SEVERAL}
    readable = [row for row in rows if row["opening_hours"] not in UNREADABLE_HOURS]
    for row in rng.sample([row for row in readable if row["area_code"] in served], SUSPENDED):
        row["status"] = "暂停"
    for row in rng.sample(rows, STALE):
        row["updated_at"] = updated(rng, 31, 150)
    for town in rng.sample([town for town in towns() if town.stations], REVOKED):
        row = station(rng, town, "旧址", "8:00-18:00", town.spread)
        rows.append(row | {"status": "撤销", "updated_at": updated(rng, 60, 200)})
    rows.sort(key=lambda row: str(row["area_code"]))
    for number, row in enumerate(rows, 1):
        row |= {"station_id": f"YZ-{number:03}", "phone": f"0475-8000{number:03}"}
    for row in rng.sample(rows, 5):
        row["phone"] = None
    return rows


def merchant(rng: Random, town: Town, kind: str) -> Row:
    """A row of `merchants` without its number, 有效."""
    names = next(line.split()[6:] for line in MERCHANTS if line.startswith(kind))
    discounts = [line.split() for line in DISCOUNTS if line.startswith(kind)]
    days = (DATA_DATE.date() - FIRST_JOINED).days
    return {
        "merchant_name": town.short_name + rng.choice(NAMES) + rng.choice(names),
        "kind": kind,
        "area_code": town.code,
        "address": _address(rng, town),
        **_place(rng, town, town.spread * 1.2),
        "discount": rng.choice(discounts)[1],
        "status": "有效",
        "joined_on": FIRST_JOINED + timedelta(days=int(rng.triangular(0, days, days * 0.2))),
    }


def number_branches(merchants: list[Row]) -> None:
    """Merchants of one name become 2店, 3店 …"""
    branches: Counter[str] = Counter()
    for row in merchants:
        branches[row["merchant_name"]] += 1
        if branches[row["merchant_name"]] > 1:
            row["merchant_name"] += f"{branches[row['merchant_name']]}店"


def merchant_rows() -> list[Row]:
    """The rows of `merchants`, in order of area: 572 pharmacies 有效, the others, and some that left."""
    rng = Random(SEED + 1)
    kinds = {line.split()[0]: int(line.split()[1]) for line in MERCHANTS}
    pharmacies = [merchant(rng, town, "药店") for town in towns() for _one in range(town.pharmacies)]
    others = [
        merchant(rng, town, _drawn(rng, kinds)) for town in towns() for _one in range(town.other_merchants)
    ]
    closed = [merchant(rng, town, "药店") for town in rng.sample(towns(), CLOSED_PHARMACIES)]
    for row in [*closed, *rng.sample(others, CLOSED_OTHERS)]:
        row |= {"status": "停用", "joined_on": FIRST_JOINED + timedelta(days=rng.randrange(120))}
    rows = [*pharmacies, *others, *closed]
    number_branches(rows)
    for row in rng.sample(rows, UNPLACED_MERCHANTS):
        row |= {"longitude": None, "latitude": None, "coord_datum": None}
    rows.sort(key=lambda row: str(row["area_code"]))
    for number, row in enumerate(rows, 1):
        row["merchant_id"] = f"SJ-{number:04}"
    return rows


def holiday_rows() -> list[Row]:
    """The rows of `holidays`, by day: the breaks as announced and the weekends worked for them."""
    rows = []
    for name, first, count, *worked in (line.split() for line in HOLIDAYS):
        rest = [date.fromisoformat(first) + timedelta(days=number) for number in range(int(count))]
        rows += [{"day": day, "kind": "休息", "name": name} for day in rest]
        rows += [{"day": date.fromisoformat(day), "kind": "上班", "name": name} for day in worked]
    return sorted(rows, key=lambda row: row["day"])


def demo_rows() -> dict[str, list[Row]]:
    """Dataset -> its rows: the towns, the stations, the merchants and the holidays."""
    return {
        "areas": [area_row(line) for line in town_lines()],
        "stations": station_rows(),
        "merchants": merchant_rows(),
        "holidays": holiday_rows(),
    }
