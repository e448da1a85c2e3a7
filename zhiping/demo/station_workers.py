"""The invented workers of 通辽市, company by company, and what they redeemed within a year."""

from collections import defaultdict
from datetime import date, datetime, timedelta
from itertools import accumulate
from random import Random
from typing import NamedTuple

from zhiping.contracts.kinds import Row
from zhiping.demo.station_tables import COMPANIES, DISCOUNTS, HOURS, MERCHANTS, OTHER_OCCUPATION
from zhiping.demo.stations import Town, merchant_rows, towns
from zhiping.demo.tables import DATA_DATE

SEED = 29198
LAST_DAY = DATA_DATE.date() - timedelta(days=1)
FIRST_ENROLLED = date(2023, 9, 1)
VERIFIED_SHARE = 0.8
SECOND_SHARE = 0.045  # of all people work for a second company
MOVED_SHARE = 0.1  # of these do so in another town of the county
CHANGED_SHARE = 0.012  # left one company and stay with another
LEFT_PEOPLE = 640  # beside those who were announced
UNKNOWN_END = 6  # of these, nobody wrote down when
OTHER_SHARE = 0.02  # sort, load or cook

FIRST_USED = datetime(2024, 11, 5, 8)
LAST_USED = datetime(2025, 11, 4, 17)
REDEMPTIONS = 17_600
USERS = 16_500  # who would; fewer get round to it
LEFT_USERS = 60
UNUSED_SHARE = 0.16  # of the merchants
CLOSED_FROM = datetime(2025, 6, 16)  # merchants 停用 sell nothing from then on
WITHOUT_PRICE = 25
NEVER_ENROLLED = 9  # redemptions under a code that no company knows
# How the year goes: more from month to month, less at the Spring Festival and when it is very cold.
MONTHS = (0.7, 0.72, 0.5, 0.62, 0.85, 0.95, 1.05, 1.1, 1.25, 1.3, 1.28, 1.4, 1.4)  # from November 2024
QUIET_DAYS = {date(2025, 1, 28), date(2025, 1, 29), date(2025, 1, 30)}
WEEKEND = 1.15


def _enrolled(rng: Random) -> date:
    days = (LAST_DAY - FIRST_ENROLLED).days
    return FIRST_ENROLLED + timedelta(days=int(rng.triangular(0, days, days * 0.45)))


def registration(rng: Random, company: str, area_code: str, *, is_verified: bool) -> Row:
    """A row of `workers` 在册, without the person's code."""
    enrolled_on = _enrolled(rng)
    occupation = next(line.split()[2] for line in COMPANIES if line.startswith(company))
    verified_on = enrolled_on + timedelta(days=int(rng.expovariate(1 / 6)))
    return {
        "company": company,
        "occupation": OTHER_OCCUPATION if rng.random() < OTHER_SHARE else occupation,
        "area_code": area_code,
        "enrolled_on": enrolled_on,
        "verified_on": verified_on if is_verified and verified_on <= LAST_DAY else None,
        "status": "在册",
    }


def _left(rng: Random, row: Row) -> Row:
    """The registration ended; where it is too new for that, it is made older."""
    row["enrolled_on"] = min(row["enrolled_on"], LAST_DAY - timedelta(days=40))
    left_on = row["enrolled_on"] + timedelta(days=rng.randint(20, (LAST_DAY - row["enrolled_on"]).days))
    if row["verified_on"]:
        row["verified_on"] = min(max(row["verified_on"], row["enrolled_on"]), left_on)
    return row | {"status": "离职", "left_on": left_on}


def _registrations(rng: Random, town: Town, *, has_left: bool) -> list[Row]:
    """One person of a town: with one company, some with two, some with one more that they left."""
    names = [line.split()[0] for line in COMPANIES]
    company = rng.choices(names, [int(line.split()[1]) for line in COMPANIES])[0]
    is_verified = rng.random() < VERIFIED_SHARE
    first = registration(rng, company, town.code, is_verified=is_verified)
    if has_left:
        return [_left(rng, first)]
    drawn = rng.random()
    if drawn >= SECOND_SHARE + CHANGED_SHARE:
        return [first]
    other = rng.choice([name for name in names if name != company])
    code = town.code
    if rng.random() < MOVED_SHARE:
        code = rng.choice([each.code for each in towns() if each.code[:6] == town.code[:6]])
    second = registration(rng, other, code, is_verified=is_verified)
    return [first, second if drawn < SECOND_SHARE else _left(rng, second)]


def worker_rows() -> list[Row]:
    """The rows of `workers`, by code: 29,198 people 在册, and LEFT_PEOPLE who no longer are."""
    rng = Random(SEED)
    places = towns()
    people = [_registrations(rng, town, has_left=False) for town in places for _one in range(town.workers)]
    weights = [town.workers for town in places]
    gone = [_registrations(rng, town, has_left=True) for town in rng.choices(places, weights, k=LEFT_PEOPLE)]
    for (row,) in gone[:UNKNOWN_END]:
        row["left_on"] = None
    people += gone
    rng.shuffle(people)
    people.sort(key=lambda rows: min(row["enrolled_on"] for row in rows))
    for number, rows in enumerate(people, 1):
        for row in rows:
            row["worker_id"] = f"W-{number:06}"
    return sorted(
        (row for rows in people for row in rows), key=lambda row: (row["worker_id"], row["company"])
    )


class _Shop(NamedTuple):
    """A merchant that is used: how readily, from when to when, its lowest, highest and usual price."""

    row: Row
    pull: float
    begins: datetime
    ends: datetime
    prices: tuple[float, float, float]
    discount: float


def _midnight(day: date) -> datetime:
    return datetime(day.year, day.month, day.day)


def _shop(rng: Random, row: Row) -> _Shop:
    line = next(line.split() for line in MERCHANTS if line.startswith(row["kind"]))
    low, usual, high = map(float, line[3:6])
    discounts = {line.split()[1]: float(line.split()[2]) for line in DISCOUNTS}
    ends = CLOSED_FROM if row["status"] == "停用" else LAST_USED
    pull = float(line[2]) * rng.expovariate(1)
    return _Shop(row, pull, _midnight(row["joined_on"]), ends, (low, high, usual), discounts[row["discount"]])


def _zone(area_code: str) -> str:
    """Where somebody shops: in any street of the own city, or else in the own town."""
    is_street = area_code[6] == "0"
    return area_code[:6] if is_street else area_code


def _zones(rng: Random, merchants: list[Row]) -> dict[str, tuple[list[_Shop], list[float]]]:
    """Zone -> its merchants that anybody uses, and the running total of how readily."""
    unused = {row["merchant_id"] for row in rng.sample(merchants, round(UNUSED_SHARE * len(merchants)))}
    shops: dict[str, list[_Shop]] = defaultdict(list)
    for row in merchants:
        if row["merchant_id"] not in unused:
            shops[_zone(row["area_code"])].append(_shop(rng, row))
    return {zone: (its, list(accumulate(shop.pull for shop in its))) for zone, its in shops.items()}


def _days() -> tuple[list[datetime], list[float]]:
    """The days of the records and the running total of how much is redeemed on each."""
    days = [FIRST_USED + timedelta(days=number) for number in range((LAST_USED - FIRST_USED).days + 1)]
    weights = [
        MONTHS[(day.year - 2024) * 12 + day.month - 11]
        * (WEEKEND if day.weekday() >= 5 else 1)
        * (0.25 if day.date() in QUIET_DAYS else 1)
        for day in days
    ]
    return days, list(accumulate(weights))


def _redemption(rng: Random, shop: _Shop, worker_id: str, moment: datetime) -> Row:
    amount = round(rng.triangular(*shop.prices), 1)
    return {
        "merchant_id": shop.row["merchant_id"],
        "worker_id": worker_id,
        "redeemed_at": moment,
        "amount_yuan": amount,
        "discount_yuan": round(amount * shop.discount, 1),
    }


def district_redemptions(
    rng: Random, merchants: list[Row], workers: list[Row], user_count: int, count: int
) -> list[Row]:
    """`count` rows of `redemptions` without their number, by time, of `user_count` of the workers."""
    zones = _zones(rng, merchants)
    users = rng.sample([row for row in workers if _zone(row["area_code"]) in zones], user_count)
    rows = _redeemed(rng, zones, users, count)
    return sorted(rows, key=lambda row: (row["redeemed_at"], row["merchant_id"], row["worker_id"]))


def _redeemed(
    rng: Random, zones: dict[str, tuple[list[_Shop], list[float]]], users: list[Row], count: int
) -> list[Row]:
    pulls = list(accumulate(rng.expovariate(1) for _user in users))
    days, day_weights = _days()
    rows: list[Row] = []
    while len(rows) < count:
        user = rng.choices(users, cum_weights=pulls)[0]
        shops, shop_pulls = zones[_zone(user["area_code"])]
        shop = rng.choices(shops, cum_weights=shop_pulls)[0]
        day = rng.choices(days, cum_weights=day_weights)[0]
        hour = rng.choices(range(24), HOURS.get(shop.row["kind"], HOURS[""]))[0]
        moment = day.replace(hour=hour, minute=rng.randrange(60))
        begins = max(FIRST_USED, shop.begins, _midnight(user["enrolled_on"]))
        ends = min(shop.ends, _midnight(user.get("left_on") or date.max))
        if begins <= moment < ends:
            rows.append(_redemption(rng, shop, user["worker_id"], moment))
    return rows


def redemption_rows(merchants: list[Row], workers: list[Row]) -> list[Row]:
    """The rows of `redemptions`, by time: of people and merchants while both take part."""
    rng = Random(SEED + 1)
    zones = _zones(rng, merchants)
    enrolled = [row for row in workers if row["status"] == "在册" and _zone(row["area_code"]) in zones]
    left = [row for row in workers if row.get("left_on") and _zone(row["area_code"]) in zones]
    rows = _redeemed(rng, zones, rng.sample(enrolled, USERS) + rng.sample(left, LEFT_USERS), REDEMPTIONS)
    for number, row in enumerate(rng.sample(rows, NEVER_ENROLLED), 1):
        row["worker_id"] = f"W-9{number:05}"
    for row in rng.sample(rows, WITHOUT_PRICE):
        row |= {"amount_yuan": None, "discount_yuan": None}
    rows.sort(key=lambda row: (row["redeemed_at"], row["merchant_id"], row["worker_id"]))
    for number, row in enumerate(rows, 1):
        row["redemption_id"] = f"HX-{number:07}"
    return rows


def demo_rows() -> dict[str, list[Row]]:
    """Dataset -> its rows: the workers, and what they redeemed at the merchants."""
    workers = worker_rows()
    return {"workers": workers, "redemptions": redemption_rows(merchant_rows(), workers)}
