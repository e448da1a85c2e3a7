"""The courtyards' figures equal a slow, plain second version of the definitions, on rows drawn at random.

The rows hold every mess at once: courtyards without a date, closed, opened late; activities before the
opening, after the closing and after the data date; settled numbers that are missing or too large.
"""

import csv
import random
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

import pytest

from tests.publishing import published
from tests.queries.conftest import OpenedStore
from zhiping.access.permissions import DEMO_USER, Access
from zhiping.asking.questions import filters_for
from zhiping.asking.run import run
from zhiping.contracts.courtyards import ACTIVITY_KINDS, COURTYARD_KINDS
from zhiping.contracts.filters import END
from zhiping.contracts.kinds import Row
from zhiping.store.publishing import Store

ACCESS = Access(DEMO_USER)
# Two districts, each with a data date of its own.
DATA_DATES = {"150421": datetime(2025, 11, 4, 18), "150422": datetime(2025, 9, 30, 22)}
TOWNS = ("150421100", "150421101", "150421102", "150422100")
VILLAGES = 4  # a town; in each town the last one has no courtyard
SETTLED = ("意见建议", "矛盾纠纷", "民生问题")
Lines = list[dict[str, str]]


def _areas() -> Lines:
    """Of 150421 the towns' residents are known, of 150422 only those of the villages."""
    rows = []
    for town in TOWNS:
        is_town_known = town.startswith("150421")
        rows.append(_area(f"{town}000", "苏木乡镇街道", 3000 if is_town_known else None))
        for number in range(1, VILLAGES + 1):
            people = None if is_town_known and number == VILLAGES else 500 + 10 * number
            rows.append(_area(f"{town}{number:03}", "嘎查村社区", people))
    return rows


def _area(code: str, level: str, people: int | None) -> dict[str, str]:
    return {"区划代码": code, "名称": f"地{code}", "层级": level, "常住人口(人)": str(people or "")}


def _courtyards(chance: random.Random) -> Lines:
    rows = []
    for number in range(160):
        opened = date(2024, 1, 1) + timedelta(days=chance.randrange(720))
        closed = opened + timedelta(days=chance.randrange(600))
        town = chance.choice(TOWNS)
        village = chance.choice(["000", *(f"{one:03}" for one in range(1, VILLAGES))])
        is_placed = chance.random() < 0.9
        rows.append(
            {
                "小院编号": f"X{number:03}",
                "小院名称": f"小院{number}",
                "区划代码": f"{town}{village}",
                "小院类型": chance.choice(COURTYARD_KINDS),
                "建院日期": "" if chance.random() < 0.1 else opened.isoformat(),
                "停用日期": closed.isoformat() if chance.random() < 0.2 else "",
                "经度": "120.1" if is_placed else "",
                "纬度": "43.9" if is_placed else "",
                "坐标系": "WGS-84" if is_placed else "",
            }
        )
    return rows


def _activities(chance: random.Random, courtyards: Lines) -> Lines:
    rows = []
    for number in range(1500):
        cases = chance.randrange(5)
        settled = chance.choice(["", *(str(one) for one in range(cases + 1)), str(cases)])
        rows.append(
            {
                "活动编号": f"Y{number:04}",
                "小院编号": chance.choice(courtyards[:130])["小院编号"],
                "活动日期": (date(2024, 3, 1) + timedelta(days=chance.randrange(640))).isoformat(),
                "活动类型": chance.choice(ACTIVITY_KINDS),
                "件/次数": str(cases),
                "办结/化解数": str(cases + 1) if chance.random() < 0.03 else settled,
                "参与人次": "" if chance.random() < 0.3 else str(chance.randrange(40)),
            }
        )
    return rows


CHANCE = random.Random(20251104)
AREAS = _areas()
COURTYARDS = _courtyards(CHANCE)
ACTIVITIES = _activities(CHANCE, COURTYARDS)


@pytest.fixture(scope="module")
def drawn_store(opened_store: OpenedStore, tmp_path_factory: pytest.TempPathFactory) -> Store:
    store, folder = opened_store("drawn"), tmp_path_factory.mktemp("drawn-files")

    def publish(dataset: str, rows: Lines, area: str, as_of: datetime) -> None:
        file = folder / f"{dataset}-{area}.csv"
        with file.open("w", encoding="utf-8", newline="") as opened:
            writer = csv.DictWriter(opened, rows[0].keys())
            writer.writeheader()
            writer.writerows(rows)
        published(store, dataset, file, area=area, as_of=as_of)

    publish("areas", AREAS, "", max(DATA_DATES.values()))
    places = {row["小院编号"]: row["区划代码"] for row in COURTYARDS}
    for district, as_of in DATA_DATES.items():
        own = [row for row in COURTYARDS if row["区划代码"].startswith(district)]
        publish("courtyards", own, district, as_of)
        held = [row for row in ACTIVITIES if places[row["小院编号"]].startswith(district)]
        publish("courtyard_activities", held, district, as_of)
    return store


@dataclass(frozen=True)
class Asking:
    """What a viewer asks for, as in an address; `until` is the last day of the period."""

    area: str = ""
    kind: str = ""
    since: date = date.min
    until: date = date.max
    moment: datetime = END
    days: int = 30

    def filters(self) -> dict[str, str]:
        written = {
            "area": self.area,
            "kind": self.kind,
            "since": self.since.isoformat() if self.since > date.min else "",
            "until": self.until.isoformat() if self.until < date.max else "",
            "as-of": self.moment.isoformat() if self.moment < END else "",
            "silent": str(self.days),
        }
        return {key: value for key, value in written.items() if value}


def _day(written: str) -> date | None:
    return date.fromisoformat(written) if written else None


class Courtyard:
    """One courtyard at its moment, with the activities known then."""

    def __init__(self, row: dict[str, str], asking: Asking) -> None:
        self.row, self.code = row, row["区划代码"]
        self.moment = min(asking.moment, DATA_DATES[self.code[:6]])
        self.today = self.moment.date()
        self.opened, self.closed = _day(row["建院日期"]), _day(row["停用日期"])
        self.held = [
            (day, one)
            for one in ACTIVITIES
            if one["小院编号"] == row["小院编号"]
            and (day := date.fromisoformat(one["活动日期"])) <= self.today
        ]
        self.ended = [(day, one) for day, one in self.held if self.closed and day >= self.closed]
        self.life = [pair for pair in self.held if pair not in self.ended]
        days = [day for day, _one in self.life]
        self.is_known = not self.opened or self.opened <= self.today
        self.is_open = not self.closed or self.closed > self.today
        began = min([self.opened, *days]) if self.opened else date.min
        self.stood = began <= asking.until and (not self.closed or self.closed > asking.since)
        last = max(days, default=self.opened)
        self.silent_days = (self.today - last).days if last else None
        silent = self.silent_days is None or self.silent_days > asking.days
        self.is_silent = self.is_open and silent
        self.counted = [one for day, one in self.life if asking.since <= day <= asking.until]
        self.after_closing = [one for day, one in self.ended if asking.since <= day <= asking.until]


def _courtyards_of(asking: Asking) -> list[Courtyard]:
    """The courtyards of the asked area and kind, also those that do not count."""
    return [
        Courtyard(row, asking)
        for row in COURTYARDS
        if row["区划代码"].startswith(asking.area) and asking.kind in ("", row["小院类型"])
    ]


def _share(part: float, whole: float | None) -> float | None:
    return part / whole if whole else None


def _cases(rows: Iterable[dict[str, str]], *kinds: str) -> int:
    return sum(int(one["件/次数"]) for one in rows if one["活动类型"] in kinds)


def _settled(rows: Iterable[dict[str, str]], *kinds: str) -> tuple[int, int, int, int]:
    """Settled, settleable, cases of which that is unknown, and rows that settle more than there was."""
    settled = settleable = unknown = faults = 0
    for one in rows:
        cases, written = int(one["件/次数"]), one["办结/化解数"]
        if one["活动类型"] not in kinds:
            continue
        if not written:
            unknown += cases
        elif int(written) > cases:
            faults += 1
        else:
            settled, settleable = settled + int(written), settleable + cases
    return settled, settleable, unknown, faults


def _visits(rows: list[dict[str, str]]) -> int | None:
    known = [int(one["参与人次"]) for one in rows if one["参与人次"]]
    return sum(known) if known or not rows else None


def _population(area: str) -> int | None:
    """The area's own figure, else the sum of those one level below where all are known."""
    figures = {row["区划代码"]: row["常住人口(人)"] for row in AREAS}
    own = figures.get(area.ljust(12, "0"))
    if own:
        return int(own)
    if len(area) == 6:
        below = [figure for code, figure in figures.items() if code.startswith(area) and code.endswith("000")]
    else:
        below = [
            figure for code, figure in figures.items() if code.startswith(area) and not code.endswith("000")
        ]
    return sum(map(int, below)) if len(area) in (6, 9) and below and all(below) else None


def _villages(area: str, standing: list[Courtyard]) -> tuple[int, int]:
    codes = {
        row["区划代码"] for row in AREAS if row["层级"] == "嘎查村社区" and row["区划代码"].startswith(area)
    }
    return len(codes), len(codes & {one.code for one in standing if one.is_open})


def _key_figures(asking: Asking) -> Row:
    found = _courtyards_of(asking)
    standing = [one for one in found if one.is_known and one.stood]
    rows = [row for one in standing for row in one.counted]
    by_kind = {kind: _settled(rows, kind)[0] for kind in SETTLED}
    settled, settleable, unknown, faults = _settled(rows, *SETTLED)
    population = _population(asking.area)
    villages, villages_with = _villages(asking.area or "1504", standing)
    lectures, opinions = _cases(rows, "理论宣讲", "红色教育"), _cases(rows, "意见建议")
    cases = _cases(rows, *ACTIVITY_KINDS)
    opened = [one for one in standing if one.is_open]
    return {
        "courtyard_count": len(standing),
        "open_count": len(opened),
        "activity_count": len(rows),
        "case_count": cases,
        "lecture_count": lectures,
        "opinion_count": opinions,
        "opinion_settled_count": by_kind["意见建议"],
        "dispute_count": _cases(rows, "矛盾纠纷"),
        "dispute_settled_count": by_kind["矛盾纠纷"],
        "livelihood_count": _cases(rows, "民生问题"),
        "livelihood_settled_count": by_kind["民生问题"],
        "settleable_count": settleable,
        "settled_count": settled,
        "settled_share": _share(settled, settleable),
        "unknown_settled_count": unknown,
        "fault_count": faults,
        "lectures_per_courtyard": _share(lectures, len(standing)),
        "opinions_per_courtyard": _share(opinions, len(standing)),
        "disputes_settled_per_courtyard": _share(by_kind["矛盾纠纷"], len(standing)),
        "livelihood_settled_per_courtyard": _share(by_kind["民生问题"], len(standing)),
        "visit_count": _visits(rows),
        "population": population,
        "cases_per_1000": _share(1000 * cases, population),
        "silent_count": sum(one.is_silent for one in standing),
        "never_active_count": sum(not one.life for one in opened),
        "unplaced_count": sum(not one.row["经度"] for one in opened),
        "village_count": villages,
        "village_with_courtyard_count": villages_with,
        "village_share": _share(villages_with, villages),
        "missing_village_count": villages - villages_with,
        "after_closing_count": sum(len(one.after_closing) for one in found if one.is_known),
        "not_yet_open_count": sum(not one.is_known for one in found),
        "future_count": _future_count(found, asking),
    }


def _future_count(found: list[Courtyard], asking: Asking) -> int:
    """Activities of known courtyards in the period, after the data date but not after the viewer's moment."""
    known = {one.row["小院编号"]: DATA_DATES[one.code[:6]] for one in found if one.is_known}
    days = [
        (date.fromisoformat(one["活动日期"]), known[one["小院编号"]])
        for one in ACTIVITIES
        if one["小院编号"] in known
    ]
    return sum(
        asking.since <= day <= asking.until and data_at < datetime.combine(day, time.min) <= asking.moment
        for day, data_at in days
    )


def _area_rows(asking: Asking) -> list[Row]:
    digits = {"": 6, "15": 4, "1504": 6}.get(asking.area, 9 if len(asking.area) == 6 else 12)
    standing = [one for one in _courtyards_of(asking) if one.is_known and one.stood]
    listed = [
        row["区划代码"]
        for row in AREAS
        if row["层级"] == "嘎查村社区" and row["区划代码"].startswith(asking.area)
    ]
    rows = []
    for area in sorted({code[:digits] for code in [*listed, *(one.code for one in standing)]}):
        own = [one for one in standing if one.code.startswith(area)]
        held = [row for one in own for row in one.counted]
        settled, settleable, unknown, _faults = _settled(held, *SETTLED)
        is_asked = area == asking.area.ljust(12, "0")  # what is recorded there is not among all its residents
        population = None if is_asked else _population(area)
        villages, villages_with = _villages(area, own)
        rows.append(
            {
                "area_code": area.ljust(12, "0"),
                "courtyard_count": len(own),
                "open_count": sum(one.is_open for one in own),
                "activity_count": len(held),
                "case_count": _cases(held, *ACTIVITY_KINDS),
                "settleable_count": settleable,
                "settled_count": settled,
                "settled_share": _share(settled, settleable),
                "unknown_settled_count": unknown,
                "visit_count": _visits(held),
                "activities_per_courtyard": _share(len(held), len(own)),
                "population": population,
                "cases_per_1000": _share(1000 * _cases(held, *ACTIVITY_KINDS), population),
                "silent_count": sum(one.is_silent for one in own),
                "village_count": villages,
                "village_with_courtyard_count": villages_with,
                "missing_village_count": villages - villages_with,
                "unsettled_count": settleable - settled,
                "longitude": _mean_place(own, "经度"),
                "latitude": _mean_place(own, "纬度"),
            }
        )
    return rows


def _mean_place(own: list[Any], axis: str) -> float | None:
    degrees = [float(one.row[axis]) for one in own if one.is_open and one.row[axis]]
    return sum(degrees) / len(degrees) if degrees else None


def _approximately(row: Row) -> Row:
    return {
        key: pytest.approx(value, abs=1e-9) if isinstance(value, float) else value
        for key, value in row.items()
    }


ASKINGS = [
    Asking(),
    Asking(days=90),
    Asking(area="150421"),
    Asking(area="150422", days=90),
    Asking(area="150421101"),
    Asking(area="150421", kind="和谐"),
    Asking(area="150421", since=date(2025, 1, 1), until=date(2025, 3, 31)),
    Asking(since=date(2025, 6, 30), until=date(2025, 12, 31), kind="红色"),
    Asking(moment=datetime(2025, 2, 28, 12)),
    Asking(area="150421100", moment=datetime(2025, 6, 30), since=date(2025, 1, 1), days=90),
    Asking(moment=datetime(2023, 6, 30)),  # before the first activity
]


@pytest.mark.parametrize("asking", ASKINGS, ids=lambda asking: " ".join(asking.filters().values()))
def test_the_figures_equal_the_slow_version(asking: Asking, drawn_store: Store) -> None:
    filters: dict[str, Any] = asking.filters()
    figures = run(drawn_store, "courtyards/key_figures", ACCESS, **filters).rows
    assert figures == [_approximately(_key_figures(asking))]
    areas = run(drawn_store, "courtyards/areas", ACCESS, **filters).rows
    expected = [_approximately(row) for row in _area_rows(asking)]
    assert [{key: row[key] for key in row if key != "area_name"} for row in areas] == expected
    silent = run(drawn_store, "courtyards/silent", ACCESS, **filters).rows
    assert {row["courtyard_id"]: (row["silent_days"], row["activity_count"]) for row in silent} == {
        one.row["小院编号"]: (one.silent_days, len(one.life))
        for one in _courtyards_of(asking)
        if one.is_known and one.stood and one.is_silent
    }


@pytest.mark.parametrize("asking", ASKINGS, ids=lambda asking: " ".join(asking.filters().values()))
def test_the_parts_add_up_to_the_whole(asking: Asking, drawn_store: Store) -> None:
    def rows(question: str) -> list[Row]:
        taken = {key: value for key, value in asking.filters().items() if key in filters_for(question)}
        return run(drawn_store, question, ACCESS, **dict[str, Any](taken)).rows

    whole = rows("courtyards/key_figures")[0]
    counts = (
        "courtyard_count",
        "open_count",
        "activity_count",
        "case_count",
        "silent_count",
        "settled_count",
    )
    for question, keys in (
        ("courtyards/kinds", counts),
        ("courtyards/areas", (*counts, "village_count", "village_with_courtyard_count")),
        ("courtyards/activities", ("activity_count", "case_count", "settled_count")),
        ("courtyards/months", ("case_count", "settled_count")),
        ("courtyards/month_totals", ("activity_count", "lecture_count")),
        ("courtyards/list", ("activity_count",)),
    ):
        for key in keys:
            assert sum(row[key] or 0 for row in rows(question)) == whole[key], (question, key)
    for row in rows("courtyards/kinds"):
        parts = ("silent_count", "active_courtyard_count", "closed_courtyard_count")
        assert sum(row[part] for part in parts) == row["courtyard_count"]
    assert sum(row["is_silent"] for row in rows("courtyards/list")) == whole["silent_count"]
    assert sum(row["value"] for row in rows("courtyards/trend")) == whole["case_count"]
    assert len(rows("courtyards/list")) == whole["courtyard_count"]
    assert (
        len(rows("courtyards/rows"))
        == whole["activity_count"]
        == rows("courtyards/data_date")[0]["row_count"]
    )
    assert len(rows("courtyards/points")) + whole["unplaced_count"] == whole["open_count"]
    assert {row["upload_id"] for row in rows("courtyards/rows")} <= {3, 5}
