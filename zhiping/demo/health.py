"""The invented health fairs of a district of 包头市 and of 赛罕区: many in summer, few in winter, and streets left out."""

from collections.abc import Iterable
from datetime import date, timedelta
from random import Random

from zhiping.contracts.kinds import Row
from zhiping.demo.areas import area_row
from zhiping.demo.tables import AREAS, DATA_DATE, HOME
from zhiping.rules.areas import area_code, area_prefix

SEED = 150203
FIRST_DAY, LAST_DAY = date(2024, 9, 7), DATA_DATE.date() - timedelta(days=2)
AROUND = 0.003  # degrees around the middle of a street
STREET_DIGITS = 9

# The district that has fairs alone; its streets are examples. As AREAS of zhiping/demo/tables.py.
DISTRICT = "150203"
STREETS = """
150203001 示例城甲街道 109.815 40.655 61400 11200
150203002 示例城乙街道 109.800 40.668 57900 10100
150203003 示例城丙街道 109.785 40.650 48300 8800
150203004 示例城丁街道 109.770 40.665 52600 8100
150203005 示例城戊街道 109.790 40.685 44100 7300
150203006 示例城己街道 109.760 40.640 38700 6900
150203100 示例城甲镇 109.720 40.690 21500 4700
150203101 示例城乙镇 109.705 40.655 17200 3900
""".strip().splitlines()
NEVER = "150203101"
# Streets in which none was held any more after a day: they are left out by now.
LAST_HELD = {"150203006": date(2025, 7, 12), "150105100": date(2025, 7, 20)}

# month -> days between two fairs of a street, fewest and most visits to one
PAUSES = {12: 62, 1: 70, 2: 58, 3: 36, 4: 32, 5: 28, 6: 22, 7: 21, 8: 21, 9: 27, 10: 31, 11: 38}
VISITS = {"社区大集": (80, 190), "中医夜市": (140, 320), "其他": (40, 110)}
WINTER = (12, 1, 2)
NIGHTS = (6, 7, 8, 9)
OFFERED = {
    "社区大集": "测血压血糖 用药咨询 义剪 政策咨询 中医 疫苗".split(),
    "中医夜市": "用药咨询 测血压血糖 政策咨询".split(),
    "其他": "政策咨询 用药咨询 其他".split(),
}
ALWAYS = {"社区大集": ("义诊",), "中医夜市": ("中医", "义诊"), "其他": ("义诊",)}
PLACES = ("广场", "文化活动中心", "党群服务中心", "社区卫生服务中心门前")
FOLLOWED_SHARE = 0.9  # of the fairs, that have followed up all whom they referred once thirty days are over
FOLLOW_UP_DAYS = 30


def _days(rng: Random, street: str) -> Iterable[date]:
    """The Saturdays and Sundays on which a street holds a fair."""
    day = FIRST_DAY + timedelta(days=rng.randrange(30))
    while day <= min(LAST_DAY, LAST_HELD.get(street, LAST_DAY)):
        yield day
        day += timedelta(days=round(PAUSES[day.month] * rng.uniform(0.8, 1.25)))
        day += timedelta(days=(5 - day.weekday()) % 7 + rng.randrange(2))


def _kind(rng: Random, day: date) -> str:
    nights = 6 if day.month in NIGHTS else 0
    return rng.choices(tuple(VISITS), (12, nights, 1))[0]


def _fair(rng: Random, street: list[str], places: list[list[str]], day: date) -> Row:
    """A row of `health_fairs` without its number; `places`: where in the street it may be held, as lines of AREAS."""
    kind = _kind(rng, day)
    code, name, longitude, latitude = rng.choice(places)[:4]
    fewest, most = VISITS[kind]
    visits = round(
        rng.randint(fewest, most) * (0.7 if day.month in WINTER else 1) * (1 + (day.year == 2025) / 8)
    )
    doctors = max(3, visits // 18 + rng.randint(-1, 2))
    services = [*ALWAYS[kind], *rng.sample(OFFERED[kind], rng.randint(1, len(OFFERED[kind]) - 1))]
    referred = rng.randint(visits // 60, visits // 24)
    return {
        "fair_name": f"{street[1]}{'中医夜市' if kind == '中医夜市' else '健康大集'}",
        "fair_kind": kind,
        "area_code": area_code(code),
        "held_on": day,
        "place": name + rng.choice(PLACES),
        "longitude": round(float(longitude) + rng.uniform(-AROUND, AROUND), 4),
        "latitude": round(float(latitude) + rng.uniform(-AROUND, AROUND), 4),
        "coord_datum": "WGS-84",
        "doctor_count": doctors,
        "party_doctor_count": round(doctors * rng.uniform(0.25, 0.55)),
        "visit_count": visits,
        "services": tuple(services),
        "referral_count": referred,
        "followed_up_count": _followed_up(rng, referred, day),
        "medicine_yuan": round(visits * rng.uniform(4, 12)),
    }


def _followed_up(rng: Random, referred: int, day: date) -> int:
    if (DATA_DATE.date() - day).days <= FOLLOW_UP_DAYS:
        return round(referred * rng.uniform(0.2, 0.9))
    if rng.random() < FOLLOWED_SHARE:
        return referred
    return max(0, referred - rng.randint(1, 3))


def _district(rng: Random, lines: list[str], number: str) -> list[Row]:
    places = [line.split() for line in lines]
    streets = [place for place in places if len(area_prefix(place[0])) == STREET_DIGITS and place[0] != NEVER]
    rows = [
        _fair(rng, street, [place for place in places if place[0].startswith(street[0])], day)
        for street in streets
        for day in _days(rng, street[0])
    ]
    rows.sort(key=lambda row: (row["held_on"], row["area_code"]))
    for place, row in enumerate(rows, 1):
        row["fair_id"] = f"{number}-{place:03}"
    return rows


def _with_gaps(rng: Random, rows: list[Row]) -> list[Row]:
    """Some fairs without a place on the map, some that did not write what became of their referrals."""
    for row in rng.sample(rows, 5):
        row |= {"longitude": None, "latitude": None, "coord_datum": None}
    for row in rng.sample([row for row in rows if row["referral_count"]], 4):
        row["followed_up_count"] = None
    for row in rng.sample(rows, 2):
        row |= {"referral_count": None, "followed_up_count": None}
    return rows


def demo_rows() -> dict[str, list[Row]]:
    """Dataset -> its rows: the district that only this system lies in, and the fairs of both."""
    rng = Random(SEED)
    own = _with_gaps(rng, _district(rng, STREETS, "KDDJ"))
    home = _with_gaps(rng, _district(rng, [line for line in AREAS if line.startswith(HOME)], "SHDJ"))
    return {"areas": [area_row(line) for line in STREETS], "health_fairs": [*own, *home]}
