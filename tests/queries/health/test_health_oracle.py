"""The fairs' figures equal a slow, plain second version of the definitions, on rows drawn at random."""

import csv
import random
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

import pytest

from tests.publishing import published
from tests.queries.conftest import OpenedStore
from zhiping.access.permissions import DEMO_USER, Access
from zhiping.asking.run import run
from zhiping.contracts.health import FAIR_KINDS
from zhiping.contracts.kinds import Row
from zhiping.store.publishing import Store

ACCESS = Access(DEMO_USER)
DATA_DATES = {"150203": datetime(2025, 11, 4, 18), "150204": datetime(2025, 9, 30, 22)}
STREETS = [f"{district}00{number}" for district in DATA_DATES for number in range(1, 7)]
SEASONS = {
    1: "冬季",
    2: "冬季",
    12: "冬季",
    **dict.fromkeys((3, 4, 5), "春季"),
    **dict.fromkeys((6, 7, 8), "夏季"),
}
Lines = list[dict[str, str]]


def _fairs(chance: random.Random) -> Lines:
    rows = []
    for number in range(260):
        referred = chance.choice(["", *(str(n) for n in range(6))])
        followed = chance.choice(["", *(str(n) for n in range(1 + int(referred or 0)))])
        if chance.random() < 0.04:
            followed = str(int(referred or 0) + 1)
        where = chance.choice(
            [street + "000" for street in STREETS[:5] + STREETS[6:]] + [f"{s}001" for s in STREETS[:2]]
        )
        rows.append(
            {
                "大集编号": f"D{number:03}",
                "大集名称": "大集",
                "大集类型": chance.choice(FAIR_KINDS),
                "区划代码": chance.choice([where] * 12 + ["150203000000"]),
                "举办日期": (date(2025, 1, 1) + timedelta(days=chance.randrange(325))).isoformat(),
                "服务人次": str(chance.randrange(300)),
                "转诊人次": referred,
                "随访人次": followed,
            }
        )
    return rows


FAIRS = _fairs(random.Random(20251129))


@pytest.fixture(scope="module")
def drawn_store(opened_store: OpenedStore, tmp_path_factory: pytest.TempPathFactory) -> Store:
    store, folder = opened_store("drawn-fairs"), tmp_path_factory.mktemp("drawn-fairs-files")

    def publish(dataset: str, rows: Lines, area: str, as_of: datetime) -> None:
        file = folder / f"{dataset}-{area}.csv"
        with file.open("w", encoding="utf-8", newline="") as opened:
            writer = csv.DictWriter(opened, rows[0].keys())
            writer.writeheader()
            writer.writerows(rows)
        published(store, dataset, file, area=area, as_of=as_of)

    streets = [{"区划代码": f"{s}000", "名称": f"街{s}", "层级": "苏木乡镇街道"} for s in STREETS]
    publish("areas", streets, "", datetime(2025, 1, 1))
    for area, as_of in DATA_DATES.items():
        publish("health_fairs", [row for row in FAIRS if row["区划代码"].startswith(area)], area, as_of)
    return store


@dataclass(frozen=True)
class Asking:
    area: str = ""
    kind: str = ""
    since: date = date(2000, 1, 1)
    until: date = date(2100, 12, 31)
    moment: datetime = datetime(2100, 1, 1)

    def filters(self) -> dict[str, Any]:
        given = {
            "area": self.area,
            "fair_kind": self.kind,
            "since": "" if self.since.year == 2000 else f"{self.since}",
            "until": "" if self.until.year == 2100 else f"{self.until}",
            "as_of": "" if self.moment.year == 2100 else self.moment.isoformat(),
        }
        return {key: value for key, value in given.items() if value}

    def at(self, code: str) -> datetime:
        return min(self.moment, DATA_DATES[code[:6]])

    def known(self) -> list[dict[str, str]]:
        """The fairs of the area and kind that were held by their moment."""
        return [
            row
            for row in FAIRS
            if row["区划代码"].startswith(self.area)
            and self.kind in ("", row["大集类型"])
            and datetime.combine(_day(row), time.min) <= self.at(row["区划代码"])
        ]

    def held(self) -> list[dict[str, str]]:
        return [row for row in self.known() if self.since <= _day(row) <= self.until]


def _day(row: dict[str, str]) -> date:
    return date.fromisoformat(row["举办日期"])


def _key_figures(asking: Asking) -> Row:
    due = followed = unknown = 0
    for row in asking.known():
        last = _day(row) + timedelta(days=30)
        if (
            last < asking.at(row["区划代码"]).date()
            and asking.since <= last <= asking.until
            and row["转诊人次"]
        ):
            if not row["随访人次"]:
                unknown += int(row["转诊人次"])
            elif int(row["随访人次"]) <= int(row["转诊人次"]):
                due, followed = due + int(row["转诊人次"]), followed + int(row["随访人次"])
    held = asking.held()
    streets = _streets(asking)
    return {
        "fair_count": len(held),
        "visit_count": sum(int(row["服务人次"]) for row in held),
        "due_referral_count": due,
        "due_followed_up_count": followed,
        "due_unknown_count": unknown,
        "fault_count": sum(
            bool(row["转诊人次"]) and int(row["随访人次"] or 0) > int(row["转诊人次"]) for row in held
        ),
        "street_count": len(streets),
        "reached_street_count": sum(days is not None and days <= 90 for days in streets.values()),
    }


def _streets(asking: Asking) -> dict[str, int | None]:
    """Street -> days since its last fair."""
    found: dict[str, int | None] = {}
    for street in STREETS:
        if f"{street}000".startswith(asking.area):
            days = [_day(row) for row in asking.known() if row["区划代码"].startswith(street)]
            found[f"{street}000"] = (asking.at(street).date() - max(days)).days if days else None
    return found


ASKINGS = [
    Asking(),
    Asking(area="150203"),
    Asking(area="150204", kind="中医夜市"),
    Asking(area="150203001"),
    Asking(since=date(2025, 7, 1), until=date(2025, 9, 30)),
    Asking(area="150203", since=date(2025, 10, 1), until=date(2025, 11, 4)),
    Asking(moment=datetime(2025, 5, 31, 12)),
]


@pytest.mark.parametrize("asking", ASKINGS, ids=lambda asking: " ".join(asking.filters().values()))
def test_the_figures_equal_the_slow_version(asking: Asking, drawn_store: Store) -> None:
    def rows(question: str) -> list[Row]:
        return run(drawn_store, f"health/{question}", ACCESS, **asking.filters()).rows

    whole = rows("key_figures")[0]
    expected = _key_figures(asking)
    assert {key: whole[key] for key in expected} == expected
    assert {row["area_code"]: row["days_since"] for row in rows("streets")} == _streets(asking)
    areas = rows("areas")
    for key in ("fair_count", "visit_count"):
        assert sum(row[key] for row in areas) == whole[key]
        assert sum(row[key] for row in rows("kinds")) == whole[key]
        assert sum(row[key] for row in rows("months")) == whole[key]
    for column, season in (
        ("spring_count", "春季"),
        ("summer_count", "夏季"),
        ("autumn_count", "秋季"),
        ("winter_count", "冬季"),
    ):
        held = [row for row in asking.held() if SEASONS.get(_day(row).month, "秋季") == season]
        assert sum(row[column] for row in areas) == len(held)
        assert sum(row["fair_count"] for row in rows("seasons") if row["season"].endswith(season)) == len(
            held
        )
    assert sum(row["street_count"] for row in areas) == whole["street_count"]
    assert sum(row["unreached_street_count"] for row in areas) == whole["unreached_street_count"]


@pytest.mark.parametrize("asking", ASKINGS, ids=lambda asking: " ".join(asking.filters().values()))
def test_the_rows_behind_the_share_are_those_that_it_counts(asking: Asking, drawn_store: Store) -> None:
    rows = run(drawn_store, "health/figure_rows", ACCESS, figure="follow_up_share", **asking.filters()).rows
    sizes = {
        part: sum(row["part_count"] for row in rows if row["part"] == part) for part in ("met", "missed")
    }
    whole = run(drawn_store, "health/key_figures", ACCESS, **asking.filters()).rows[0]
    assert sizes["met"] == whole["due_followed_up_count"]
    assert sizes["met"] + sizes["missed"] == whole["due_referral_count"]
