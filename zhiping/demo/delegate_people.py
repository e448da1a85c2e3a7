"""What the invented delegates did, what it is worth, and the households that they look after."""

from datetime import date, timedelta
from random import Random

from zhiping.contracts.delegate_people import HOUSEHOLD_KINDS
from zhiping.contracts.kinds import Row
from zhiping.demo.delegates import LAST_DAY, street_of, streets
from zhiping.demo.tables import HOME
from zhiping.demo.talks import DELEGATES, delegate, talks
from zhiping.rules.areas import area_code

SEED = 5
STAYING = ("duty_points",)
YEARS = range(2024, 2036)  # whichever year the first start is in
CITY = "1501"

# kind, points each, yearly cap; the district has a standard of its own
CITY_POINTS = """
走访群众 1 12
提案建议 4 16
民情恳谈 2 20
结对帮扶 1 15
调研视察 3 15
学习培训 2 12
""".strip().splitlines()
HOME_POINTS = """
走访群众 1.5 18
提案建议 5 20
民情恳谈 2 20
结对帮扶 1 12
调研视察 3 15
学习培训 2 10
""".strip().splitlines()
DUTY_WEIGHTS = {"走访群众": 30, "提案建议": 8, "结对帮扶": 26, "调研视察": 8, "学习培训": 9}
TALK_DUTY = "民情恳谈"
UNKNOWN_DUTY = "其他活动"  # no standard names it: it is told and scores nothing
BEGIN = date(2025, 1, 1)

HOUSEHOLDS = (3, 5)  # fewest and most of one delegate
SMALL_STREET = "150105100"  # few households: its count is not shown
HELPS = ("代办证件", "代缴费用", "陪同就医", "申请救助", "维修水电", "联系助餐")


def _points() -> list[Row]:
    rows = []
    for year in YEARS:
        for place, lines in ((CITY, CITY_POINTS), (HOME, HOME_POINTS)):
            for kind, each, cap in map(str.split, lines):
                rows.append(
                    {
                        "area_code": area_code(place),
                        "year": year,
                        "duty_kind": kind,
                        "points_each": float(each),
                        "points_cap": float(cap),
                    }
                )
    return rows


def _day(rng: Random, first: date) -> date:
    return first + timedelta(days=rng.randrange((LAST_DAY - first).days + 1))


def _duties() -> list[Row]:
    rng = Random(SEED)
    rows = []
    for number in (number for numbers in DELEGATES.values() for number in numbers):
        who = delegate(number)
        rows += [_duty(rng, who, TALK_DUTY, day) for day in talks()[who].values()]
        kinds = rng.choices(list(DUTY_WEIGHTS), list(DUTY_WEIGHTS.values()), k=rng.randint(6, 26))
        rows += [_duty(rng, who, kind, _day(rng, BEGIN)) for kind in kinds]
    rows += [_duty(rng, delegate(number), UNKNOWN_DUTY, _day(rng, BEGIN)) for number in (4, 17)]
    rows.sort(key=lambda row: (row["happened_on"], row["delegate_id"], row["duty_kind"]))
    return [{"duty_id": f"LZ-2025-{place:04}", **row} for place, row in enumerate(rows, 1)]


def _duty(rng: Random, who: str, kind: str, on: date) -> Row:
    return {"delegate_id": who, "duty_kind": kind, "happened_on": on, "people_count": rng.randint(1, 30)}


def _pairings() -> list[Row]:
    rng = Random(SEED)
    rows = []
    for number in DELEGATES[HOME]:
        place = street_of(number)
        if place == SMALL_STREET and number > len(streets(HOME)):
            continue
        for _each in range(rng.randint(*HOUSEHOLDS)):
            rows.append(
                {
                    "delegate_id": delegate(number),
                    "household_kind": rng.choices(HOUSEHOLD_KINDS, (14, 30, 28, 18, 10))[0],
                    "area_code": area_code(place),
                    "paired_on": date(2025, 1, 6) + timedelta(days=rng.randrange(110)),
                }
            )
    for nth, row in enumerate(rows, 1):
        row |= {"pairing_id": f"JD-{nth:04}", "household_id": f"H-{nth:04}"}
    for row in rng.sample(rows, 4):
        row["ended_on"] = _day(rng, date(2025, 6, 1))
    return rows


def _visits(rows: list[Row]) -> list[Row]:
    """Most households once a month, some months none; one delegate now and then sees two of them on a talk."""
    rng = Random(SEED)
    found = []
    for row in rows:
        is_forgotten = rng.random() < 0.06
        for month in (date(2025, month, 1) for month in range(row["paired_on"].month, 12)):
            share = 0.55 if is_forgotten else 0.93 if month < date(2025, 10, 1) else 0.88
            day = month + timedelta(days=rng.randrange(28))
            until = row.get("ended_on") or LAST_DAY
            if rng.random() > share or not row["paired_on"] <= day <= min(until, LAST_DAY):
                continue
            has_help = rng.random() < 0.4
            found.append(
                {
                    "pairing_id": row["pairing_id"],
                    "visited_on": day,
                    "visit_kind": rng.choices(("上门走访", "电话", "民情恳谈日"), (70, 15, 15))[0],
                    "help_kind": rng.choice(HELPS) if has_help else None,
                    "is_settled": rng.random() < 0.85 if has_help else None,
                }
            )
    found.sort(key=lambda row: (row["visited_on"], row["pairing_id"]))
    return [{"visit_id": f"ZF-2025-{place:04}", **row} for place, row in enumerate(found, 1)]


def demo_rows() -> dict[str, list[Row]]:
    """Dataset -> its rows: the standard, the duties, the pairings and the visits."""
    pairings = _pairings()
    return {
        "duty_points": _points(),
        "duties": _duties(),
        "pairings": pairings,
        "visits": _visits(pairings),
    }
