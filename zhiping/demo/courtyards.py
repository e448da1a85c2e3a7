"""The invented courtyards of 阿鲁科尔沁旗 and what happened in them, month by month."""

from collections import Counter
from collections.abc import Iterable
from datetime import date, timedelta
from itertools import cycle
from random import Random

from zhiping.contracts.kinds import Row
from zhiping.demo.tables import DATA_DATE
from zhiping.demo.towns import banner_lines
from zhiping.rules.areas import area_code

SEED = 1037
COURTYARD_COUNT = 1037
AROUND = 0.012  # degrees of longitude around the middle of a village
VILLAGES_WITHOUT = 12
CANTEEN_VILLAGE = "150421102200"
NEVER_ACTIVE = 2

# kind, weight, hosts, what its courtyards are called
KINDS = """
红色 30 党员中心户、老党员、党员中心户 先锋 初心 旗帜 星火 薪火 红马鞍 向党 永红 传承 老兵
和谐 28 村民代表、老党员、党员中心户 同心 和顺 连心 暖心 邻里 和美 说和 平安 知心 四季
振兴 24 种养大户、手工艺传承人、种养大户 丰收 牧歌 巧手 金谷 好日子 富民 勤耕 肥羊 绣娘 草原红
石榴 18 多民族家庭、多民族家庭、其他 石榴红 一家亲 团圆 融情 同乐 籽籽 手足 共进 欢聚 亲邻
""".strip().splitlines()

# Cases a month, from November 2024 to the first days of November 2025; what else is held is 民族团结.
# 意见建议 rises for seven months, 矛盾纠纷 leaps in October 2025, the others go up and down by chance.
CASES = """
理论宣讲 143 137 126 109 139 131 120 146 129 124 141 149 17
红色教育 104 92 88 81 108 97 86 112 121 96 99 110 11
意见建议 63 54 66 48 57 46 50 55 60 66 72 78 7
矛盾纠纷 46 41 38 30 44 47 43 37 36 38 42 62 6
民生问题 62 71 58 48 61 53 50 63 55 59 65 56 5
技能培训 396 410 385 330 400 362 341 352 372 349 340 371 38
""".strip().splitlines()
OTHERWISE = "民族团结"
MONTHS = [date(2024 + month // 12, month % 12 + 1, 1) for month in range(10, 23)]
FIRST_DRAWN = date(2024, 3, 1)  # before the first month: some are silent already when the records begin
LAST_DAY = DATA_DATE.date() - timedelta(days=1)

# Who holds something holds it every four weeks or so, but for spells of silence: the share of the pauses
# that are one, and how many days it lasts on average after those that nobody calls silent.
PAUSE_DAYS = (26, 30)
WINTER_PAUSE_DAYS = (24, 29)  # there is more time for it
WINTER = {11, 12, 1, 2, 3}
SPELL_SHARE = 0.035
SPELL_DAYS = 51

# How readily a courtyard of each kind (in the order of KINDS) does what.
LEANINGS = {
    "理论宣讲": (6, 3, 2, 1),
    "红色教育": (6, 1, 1, 1),
    "意见建议": (2, 4, 3, 2),
    "矛盾纠纷": (1, 6, 1, 2),
    "民生问题": (2, 4, 2, 1),
    "技能培训": (4, 5, 7, 1),
}
# Fewest and most people at one case.
VISITORS = {
    "理论宣讲": (12, 45),
    "红色教育": (15, 60),
    "意见建议": (1, 5),
    "矛盾纠纷": (2, 6),
    "民生问题": (1, 4),
    "技能培训": (6, 25),
    "民族团结": (10, 40),
}
TRAININGS = "饲草种植 肉牛养殖 绒山羊繁育 谷子种植 蒙古族刺绣 皮画制作 农机维修 电商直播 家政服务".split()
SETTLED = {"意见建议": 588, "矛盾纠纷": 456, "民生问题": 634}
UNKNOWN_SETTLED = 5  # rows of each of these kinds that do not say what was settled


def _day(rng: Random, first: date, last: date) -> date:
    return first + timedelta(days=rng.randrange((last - first).days + 1))


def _opening(rng: Random) -> date | None:
    drawn = rng.random()
    if drawn < 0.006:
        return None  # nobody remembers
    if drawn < 0.07:
        return _day(rng, date(2025, 1, 6), date(2025, 8, 20))
    return _day(rng, date(2022, 3, 1), date(2024, 10, 20))


def courtyard(rng: Random, village: list[str], kind: list[str], name: str, spread: float = AROUND) -> Row:
    """A row of `courtyards` without its number; `village`: code, name, longitude, latitude; `kind`: a line of KINDS."""
    code, village_name, longitude, latitude = village[:4]
    return {
        "courtyard_name": f"{village_name}{name}小院",
        "area_code": area_code(code),
        "courtyard_kind": kind[0],
        "host_kind": rng.choice(kind[2].split("、")),
        "opened_on": _opening(rng),
        "longitude": round(float(longitude) + rng.uniform(-spread, spread), 4),
        "latitude": round(float(latitude) + rng.uniform(-0.75 * spread, 0.75 * spread), 4),
        "coord_datum": "WGS-84",
        "floor_area_m2": rng.randrange(60, 320, 5),
        "member_count": rng.randint(3, 11),
    }


def village_courtyards(rng: Random, village: list[str], count: int) -> list[Row]:
    """So many courtyards of a village, of drawn kinds."""
    kinds = [line.split() for line in KINDS]
    names = {kind[0]: cycle(rng.sample(kind[3:], len(kind[3:]))) for kind in kinds}
    drawn = rng.choices(kinds, [int(kind[1]) for kind in kinds], k=count)
    return [courtyard(rng, village, kind, next(names[kind[0]])) for kind in drawn]


def _courtyards(rng: Random) -> list[Row]:
    """COURTYARD_COUNT courtyards: the canteen first, then at least one in every village that has any."""
    villages = [line.split() for line in banner_lines()[1]]
    canteen_village = next(village for village in villages if village[0] == CANTEEN_VILLAGE)
    bare = rng.sample([village for village in villages if village != canteen_village], VILLAGES_WITHOUT)
    hosts = [village for village in villages if village not in bare]
    sizes = [int(host[4]) ** 0.5 for host in hosts]
    more = Counter(rng.choices(range(len(hosts)), sizes, k=COURTYARD_COUNT - 1 - len(hosts)))
    rows = [row for at, host in enumerate(hosts) for row in village_courtyards(rng, host, 1 + more[at])]
    canteen = courtyard(rng, canteen_village, KINDS[1].split(), "夕阳红")
    canteen |= {"host_kind": "其他", "opened_on": date(2024, 10, 11), "floor_area_m2": 1000}
    for row in rng.sample(rows, 8):
        row |= {"longitude": None, "latitude": None, "coord_datum": None}
    for row in rng.sample(rows, 2):
        row["opened_on"] = date(2025, 11, 1)  # too new to be silent
    return [canteen, *rows]


def _sizes(rng: Random, kind: str, total: int) -> Iterable[int]:
    """Cases of single rows, `total` together."""
    weights = (1, 0, 0) if kind == "技能培训" else (88, 10, 2)
    while total > 0:
        size = min(total, rng.choices((1, 2, 3), weights)[0])
        yield size
        total -= size


def days_held(rng: Random, opened_on: date | None) -> Iterable[date]:
    """The days on which a courtyard holds something, within the months of the records."""
    day = max(opened_on or FIRST_DRAWN, FIRST_DRAWN) + timedelta(days=rng.randint(3, 27))
    while day <= LAST_DAY:
        if day >= MONTHS[0]:
            yield day
        is_spell = rng.random() < SPELL_SHARE
        spell = 1 + round(rng.expovariate(1 / SPELL_DAYS))
        pause = rng.randint(*(WINTER_PAUSE_DAYS if day.month in WINTER else PAUSE_DAYS))
        day += timedelta(days=PAUSE_DAYS[1] + spell if is_spell else pause)


def activity(rng: Random, courtyard: Row, day: date, kind: str, count: int) -> Row:
    """A row of `courtyard_activities` without its number, the courtyard itself under `courtyard`."""
    return {
        "courtyard": courtyard,
        "held_on": day,
        "activity_kind": kind,
        "case_count": count,
        "settled_count": count if kind in SETTLED else None,
        "training_field": rng.choice(TRAININGS) if kind == "技能培训" else None,
        "visit_count": sum(rng.randint(*VISITORS[kind]) for _case in range(count)),
    }


def _month_of_activities(rng: Random, held: list[tuple[Row, date]], totals: dict[str, int]) -> list[Row]:
    """One row for every courtyard and day of `held`: first as many cases of each kind as `totals` says."""
    kinds = [line.split()[0] for line in KINDS]
    rng.shuffle(held)
    decks = {kind: [each for each in held if each[0]["courtyard_kind"] == kind] for kind in kinds}
    planned = [(kind, size) for kind, total in totals.items() for size in _sizes(rng, kind, total)]
    rng.shuffle(planned)
    rows = []
    for kind, size in planned:
        leanings = [
            leaning if decks[each] else 0 for each, leaning in zip(kinds, LEANINGS[kind], strict=True)
        ]
        rows.append(activity(rng, *decks[rng.choices(kinds, leanings)[0]].pop(), kind, size))
    return rows + [activity(rng, *each, OTHERWISE, 1) for deck in decks.values() for each in deck]


def _activities(rng: Random, courtyards: list[Row]) -> list[Row]:
    long_open = [row for row in courtyards[1:] if row["opened_on"] and row["opened_on"] < FIRST_DRAWN]
    never = rng.sample(long_open, NEVER_ACTIVE)
    held = [(row, day) for row in courtyards if row not in never for day in days_held(rng, row["opened_on"])]
    plan = [line.split() for line in CASES]
    rows = []
    for number, month in enumerate(MONTHS):
        its = [(row, day) for row, day in held if day.replace(day=1) == month]
        rows += _month_of_activities(rng, its, {kind: int(totals[number]) for kind, *totals in plan})
    return rows


def _some_unsettled(rng: Random, rows: list[Row]) -> None:
    """Take from the settled cases, the newest more readily, until as many are left as SETTLED says."""
    for kind, settled in SETTLED.items():
        its = [row for row in rows if row["activity_kind"] == kind]
        for row in rng.sample(its, UNKNOWN_SETTLED):
            row["settled_count"] = None
        known = [row for row in its if row["settled_count"]]
        surplus = sum(row["settled_count"] for row in known) - settled
        by_age = sorted(known, key=lambda row: row["held_on"].toordinal() + rng.gauss(0, 90))
        for row in by_age[-surplus:]:
            row["settled_count"] -= 1


def meals(rng: Random, canteen: Row, village: list[str]) -> list[Row]:
    """Three meals a day for a year, closed for three days at the Spring Festival."""
    first, closed = date(2024, 11, 1), {date(2025, 1, day) for day in (28, 29, 30)}
    days = [first + timedelta(days=number) for number in range((DATA_DATE.date() - first).days)]
    old = int(village[5])
    return [
        {
            "courtyard": canteen,
            "held_on": day,
            "activity_kind": "助餐",
            "case_count": 3,
            "visit_count": round(
                3 * old * (0.55 + (0.05 if day.month in (11, 12, 1, 2) else 0) + rng.gauss(0, 0.03))
            ),
        }
        for day in days
        if day not in closed
    ]


def number(courtyards: list[Row], rows: list[Row], of_courtyard: str, of_activity: str) -> None:
    """Put courtyards and activities in order and give them their numbers, which begin as said."""
    courtyards.sort(key=lambda row: (row["area_code"], row["opened_on"] or date.min))
    for place, row in enumerate(courtyards, 1):
        row["courtyard_id"] = f"{of_courtyard}-{place:04}"
    rows.sort(key=lambda row: (row["held_on"], row["courtyard"]["courtyard_id"]))
    for place, row in enumerate(rows, 1):
        row["activity_id"] = f"{of_activity}-{place:05}"
        row["courtyard_id"] = row.pop("courtyard")["courtyard_id"]


def courtyards_and_activities() -> tuple[list[Row], list[Row]]:
    """The rows of `courtyards`, by area, and of `courtyard_activities`, by day."""
    rng = Random(SEED)
    courtyards = _courtyards(rng)
    rows = _activities(rng, courtyards)
    _some_unsettled(rng, rows)
    village = next(line.split() for line in banner_lines()[1] if line.startswith(CANTEEN_VILLAGE))
    rows += meals(rng, courtyards[0], village)
    number(courtyards, rows, "XY", "HD")
    return courtyards, rows


def demo_rows() -> dict[str, list[Row]]:
    """Dataset -> its rows: the courtyards and what happened in them."""
    courtyards, activities = courtyards_and_activities()
    return {"courtyards": courtyards, "courtyard_activities": activities}
