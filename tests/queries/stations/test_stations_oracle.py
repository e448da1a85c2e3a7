"""The stations' figures equal a slow, plain second version of the definitions, on rows drawn at random.

The rows hold every mess at once: withdrawn and suspended stations, merchants out of force or not yet in it,
people with several registrations, some left without a day; redemptions by unknown codes, after the data date
of the merchant's area, without a discount or with one above the price.
"""

import csv
import random
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.publishing import published
from tests.queries.conftest import OpenedStore
from zhiping.access.permissions import DEMO_USER, Access
from zhiping.asking.questions import filters_for
from zhiping.asking.run import run
from zhiping.contracts.filters import END
from zhiping.contracts.kinds import Row
from zhiping.contracts.stations import MERCHANT_KINDS
from zhiping.store.publishing import Store

ACCESS = Access(DEMO_USER)
# Each dataset of each of the two districts has a data date of its own.
DATA_DATES = {
    "150521": {
        "stations": datetime(2025, 11, 4, 18),
        "merchants": datetime(2025, 11, 1, 12),
        "workers": datetime(2025, 10, 31, 20),
        "redemptions": datetime(2025, 11, 3, 9),
    },
    "150522": {
        "stations": datetime(2025, 9, 30, 18),
        "merchants": datetime(2025, 11, 4, 18),
        "workers": datetime(2025, 11, 4, 18),
        "redemptions": datetime(2025, 8, 31, 22),
    },
}
VILLAGES = [
    f"{town}{village:03}"
    for town in ("150521100", "150521101", "150522100")
    for village in (0, 1, 2)  # some rows are recorded at the town itself
]
FIRST_DAY = date(2025, 1, 1)
Lines = list[dict[str, str]]


def _day(chance: random.Random) -> date:
    return FIRST_DAY + timedelta(days=chance.randrange(320))


def _stations(chance: random.Random) -> Lines:
    return [
        {
            "驿站编号": f"S{number:02}",
            "驿站名称": f"驿站{number}",
            "区划代码": chance.choice(VILLAGES),
            "经度": "122.3",
            "纬度": "43.6",
            "坐标系": "WGS-84",
            "营业时间": "24/7",
            "状态": chance.choice(["正常", "正常", "正常", "暂停", "撤销"]),
            "信息更新时间": "" if chance.random() < 0.1 else f"{_day(chance)} {chance.randrange(24):02}:30",
        }
        for number in range(60)
    ]


def _merchants(chance: random.Random) -> Lines:
    return [
        {
            "商家编号": f"M{number:02}",
            "商家名称": f"商家{number}",
            "商家类别": chance.choice(MERCHANT_KINDS[:4]),
            "区划代码": chance.choice(VILLAGES),
            **chance.choice(
                [{"经度": "122.3", "纬度": "43.6", "坐标系": "WGS-84"}] * 4
                + [{"经度": "", "纬度": "", "坐标系": ""}]
            ),
            "状态": chance.choice(["有效", "有效", "有效", "停用"]),
            "加入日期": "" if chance.random() < 0.2 else _day(chance).isoformat(),
        }
        for number in range(80)
    ]


def _workers(chance: random.Random) -> Lines:
    rows = []
    for company in ("甲", "乙", "丙"):
        for number in chance.sample(range(250), 110):
            enrolled = _day(chance)
            left = enrolled + timedelta(days=chance.randrange(1, 200)) if chance.random() < 0.3 else None
            verified = enrolled + timedelta(days=chance.randrange(30))
            is_verified = chance.random() < 0.6 and not (left and verified > left)
            rows.append(
                {
                    "人员编码": f"W{number:03}",
                    "企业": company,
                    "职业": "外卖骑手",
                    "区划代码": chance.choice(VILLAGES),
                    "录入日期": enrolled.isoformat(),
                    "扫码认证日期": verified.isoformat() if is_verified else "",
                    "离职日期": left.isoformat() if left else "",
                    "状态": chance.choice(["在册", "离职"] if left else ["在册"] * 9 + ["离职"]),
                }
            )
    return rows


def _redemptions(chance: random.Random) -> Lines:
    rows = []
    for number in range(900):
        at = datetime.combine(_day(chance), time(chance.randrange(24), chance.randrange(60)))
        rows.append(
            {
                "核销编号": f"R{number:03}",
                "商家编号": f"M{chance.randrange(65):02}",
                "人员编码": f"W{chance.randrange(280):03}",
                "核销时间": at.isoformat(" "),
                "原价(元)": "" if chance.random() < 0.1 else f"{chance.randrange(3000) / 100}",
                "优惠(元)": "" if chance.random() < 0.1 else f"{chance.randrange(800) / 100}",
            }
        )
    return rows


CHANCE = random.Random(20251104)
DRAWN: dict[str, Lines] = {
    "stations": _stations(CHANCE),
    "merchants": _merchants(CHANCE),
    "workers": _workers(CHANCE),
    "redemptions": _redemptions(CHANCE),
}
MERCHANTS = {row["商家编号"]: row for row in DRAWN["merchants"]}


def _code(row: dict[str, str]) -> str:
    """The area of a row; of a redemption that of its merchant."""
    return row["区划代码"] if "区划代码" in row else MERCHANTS[row["商家编号"]]["区划代码"]


@pytest.fixture(scope="module")
def drawn_store(opened_store: OpenedStore, tmp_path_factory: pytest.TempPathFactory) -> Store:
    store, folder = opened_store("drawn stations"), tmp_path_factory.mktemp("drawn-stations")
    for district, dates in DATA_DATES.items():
        for dataset, rows in DRAWN.items():
            own = [row for row in rows if _code(row).startswith(district)]
            file = _written(folder / f"{dataset}-{district}.csv", own)
            published(store, dataset, file, area=district, as_of=dates[dataset])
    return store


def _written(file: Path, rows: Lines) -> Path:
    with file.open("w", encoding="utf-8", newline="") as opened:
        writer = csv.DictWriter(opened, rows[0].keys())
        writer.writeheader()
        writer.writerows(rows)
    return file


@dataclass(frozen=True)
class Asking:
    """What a viewer asks for, as in an address; `until` is the last day of the period."""

    area: str = ""
    shop: str = ""
    since: date = date.min
    until: date = date.max
    moment: datetime = END

    def filters(self) -> dict[str, str]:
        written = {
            "area": self.area,
            "shop": self.shop,
            "since": self.since.isoformat() if self.since > date.min else "",
            "until": self.until.isoformat() if self.until < date.max else "",
            "as-of": self.moment.isoformat() if self.moment < END else "",
        }
        return {key: value for key, value in written.items() if value}

    def moment_of(self, dataset: str, row: dict[str, str]) -> datetime:
        return min(self.moment, DATA_DATES[_code(row)[:6]][dataset])

    def rows(self, dataset: str) -> Lines:
        """The rows of the asked area."""
        return [row for row in DRAWN[dataset] if _code(row).startswith(self.area)]


def _midnight(written: str) -> datetime | None:
    return datetime.combine(date.fromisoformat(written), time()) if written else None


def _holds(row: dict[str, str], at: datetime) -> bool:
    enrolled, left = _midnight(row["录入日期"]), _midnight(row["离职日期"])
    assert enrolled
    return enrolled <= at and (left > at if left else row["状态"] == "在册")


def _standing(asking: Asking) -> Lines:
    return [row for row in asking.rows("stations") if row["状态"] != "撤销"]


def _active(asking: Asking, shop: str) -> Lines:
    found = []
    for row in asking.rows("merchants"):
        joined = _midnight(row["加入日期"])
        if row["状态"] == "停用" or shop not in ("", row["商家类别"]):
            continue
        if not joined or (joined <= asking.moment_of("merchants", row) and joined.date() <= asking.until):
            found.append(row)
    return found


def _registrations(asking: Asking) -> Lines:
    return [row for row in asking.rows("workers") if _holds(row, asking.moment_of("workers", row))]


def _verified(asking: Asking, registrations: Lines) -> set[str]:
    found = set()
    for row in registrations:
        verified = _midnight(row["扫码认证日期"])
        if verified and verified <= asking.moment_of("workers", row):
            found.add(row["人员编码"])
    return found


def _used(asking: Asking, shop: str) -> tuple[Lines, int]:
    """The redemptions that count, and how many are of the future."""
    found, future = [], 0
    for row in asking.rows("redemptions"):
        at = datetime.fromisoformat(row["核销时间"])
        if shop not in ("", MERCHANTS[row["商家编号"]]["商家类别"]):
            continue
        if not asking.since <= at.date() <= asking.until:
            continue
        if at <= asking.moment_of("redemptions", row):
            found.append(row)
        elif at <= asking.moment:
            future += 1
    return found, future


def _yuan(written: list[str]) -> float | None:
    known = [float(one) for one in written if one]
    return round(sum(known), 2) if known or not written else None


def _savings(row: dict[str, str]) -> str:
    price, discount = row["原价(元)"], row["优惠(元)"]
    return "" if price and discount and float(discount) > float(price) else discount


def _share(part: float, whole: float) -> float | None:
    return part / whole if whole else None


def _stale(asking: Asking, station: dict[str, str]) -> bool | None:
    """None where the update is not recorded or later than the moment."""
    if not station["信息更新时间"]:
        return None
    age = asking.moment_of("stations", station) - datetime.fromisoformat(station["信息更新时间"])
    return None if age < timedelta() else age > timedelta(days=30)


def _key_figures(asking: Asking) -> Row:
    standing, shops, registrations = _standing(asking), _active(asking, ""), _registrations(asking)
    people = {row["人员编码"] for row in registrations}
    used, _future = _used(asking, "")
    users = people & {row["人员编码"] for row in used}
    pharmacies = [row for row in shops if row["商家类别"] == "药店"]
    verified = _verified(asking, registrations)
    stale = [_stale(asking, row) for row in standing]
    moments = [asking.moment_of("stations", row) for row in standing]
    return {
        "station_count": len(standing),
        "suspended_count": sum(row["状态"] == "暂停" for row in standing),
        "stale_count": stale.count(True),
        "undated_count": stale.count(None),
        "oldest_data_at": min(moments, default=None),
        "newest_data_at": max(moments, default=None),
        "merchant_count": len(shops),
        "pharmacy_count": len(pharmacies),
        "unplaced_merchant_count": sum(not row["经度"] for row in shops),
        "worker_count": len(people),
        "verified_count": len(verified),
        "verified_share": _share(len(verified), len(people)),
        "registration_count": len(registrations),
        "workers_per_station": _share(len(people), len(standing)),
        "workers_per_merchant": _share(len(people), len(shops)),
        "workers_per_pharmacy": _share(len(people), len(pharmacies)),
        "redemption_count": len(used),
        "saved_yuan": _yuan([_savings(row) for row in used]),
        "used_worker_count": len(users),
        "used_share": _share(len(users), len(people)),
    }


def _area_rows(asking: Asking) -> list[Row]:
    digits = {0: 6, 6: 9, 9: 12}[len(asking.area)]
    parts = {
        "stations": _standing(asking),
        "merchants": _active(asking, ""),
        "workers": _registrations(asking),
        "redemptions": _used(asking, "")[0],
    }
    rows = []
    for area in sorted({_code(row)[:digits] for part in parts.values() for row in part}):
        own = {name: [row for row in part if _code(row)[:digits] == area] for name, part in parts.items()}
        people = {row["人员编码"] for row in own["workers"]}
        rows.append(
            {
                "area_code": area.ljust(12, "0"),
                "station_count": len(own["stations"]),
                "suspended_count": sum(row["状态"] == "暂停" for row in own["stations"]),
                "merchant_count": len(own["merchants"]),
                "pharmacy_count": sum(row["商家类别"] == "药店" for row in own["merchants"]),
                "worker_count": len(people),
                "verified_count": len(_verified(asking, own["workers"])),
                "workers_per_station": _share(len(people), len(own["stations"])),
                "workers_per_merchant": _share(len(people), len(own["merchants"])),
                "redemption_count": len(own["redemptions"]),
                "saved_yuan": _yuan([_savings(row) for row in own["redemptions"]]),
            }
        )
    return rows


def _was_enrolled(asking: Asking, redemption: dict[str, str]) -> bool:
    at = datetime.fromisoformat(redemption["核销时间"])
    for row in asking.rows("workers"):
        enrolled = _midnight(row["录入日期"])
        is_known = enrolled is not None and enrolled <= asking.moment_of("workers", row)
        if row["人员编码"] == redemption["人员编码"] and is_known and _holds(row, at):
            return True
    return False


def _benefit_key_figures(asking: Asking) -> Row:
    used, future = _used(asking, asking.shop)
    shops = _active(asking, asking.shop)
    people = {row["人员编码"] for row in _registrations(asking)}
    users = people & {row["人员编码"] for row in used}
    savings = [_savings(row) for row in used]
    unused = len({row["商家编号"] for row in shops} - {row["商家编号"] for row in used})
    saved, known = _yuan(savings), len(savings) - savings.count("")
    return {
        "redemption_count": len(used),
        "redeemed_merchant_count": len({row["商家编号"] for row in used}),
        "amount_yuan": _yuan([row["原价(元)"] for row in used]),
        "saved_yuan": saved,
        "unknown_saved_count": savings.count(""),
        "used_worker_count": len(users),
        "enrolled_worker_count": len(people),
        "used_share": _share(len(users), len(people)),
        "merchant_count": len(shops),
        "unused_merchant_count": unused,
        "used_merchant_count": len(shops) - unused,
        "saved_yuan_per_redemption": saved / known if saved is not None and known else None,
        "unknown_worker_count": sum(not _was_enrolled(asking, row) for row in used),
        "future_count": future,
    }


def _benefit_kinds(asking: Asking) -> dict[str, Row]:
    people = {row["人员编码"] for row in _registrations(asking)}
    rows = {}
    for kind in MERCHANT_KINDS if not asking.shop else [asking.shop]:
        used, _future = _used(asking, kind)
        shops = {row["商家编号"] for row in _active(asking, kind)}
        if not used and not shops:
            continue
        rows[kind] = {
            "kind": kind,
            "merchant_count": len(shops),
            "used_merchant_count": len(shops & {row["商家编号"] for row in used}),
            "unused_merchant_count": len(shops - {row["商家编号"] for row in used}),
            "redemption_count": len(used),
            "amount_yuan": _yuan([row["原价(元)"] for row in used]),
            "saved_yuan": _yuan([_savings(row) for row in used]),
            "worker_count": len(people & {row["人员编码"] for row in used}),
        }
    return rows


def _approximately(row: Row) -> Row:
    return {
        key: pytest.approx(value, abs=1e-9) if isinstance(value, float) else value
        for key, value in row.items()
    }


ASKINGS = [
    Asking(),
    Asking(area="150521"),
    Asking(area="150522"),
    Asking(area="150521101"),
    Asking(area="150521", shop="药店"),
    Asking(area="150521", since=date(2025, 3, 1), until=date(2025, 3, 31)),
    Asking(since=date(2025, 6, 30), until=date(2025, 12, 31), shop="餐饮"),
    Asking(moment=datetime(2025, 5, 31, 12)),
    Asking(area="150521100", moment=datetime(2025, 8, 31, 12), since=date(2025, 7, 1)),
    Asking(moment=datetime(2024, 6, 30)),  # before the first day
]


def _rows(store: Store, question: str, asking: Asking) -> list[Row]:
    name = f"stations/{question}"
    taken = {key: value for key, value in asking.filters().items() if key in filters_for(name)}
    return run(store, name, ACCESS, **dict[str, Any](taken)).rows


@pytest.mark.parametrize("asking", ASKINGS, ids=lambda asking: " ".join(asking.filters().values()))
def test_the_figures_equal_the_slow_version(asking: Asking, drawn_store: Store) -> None:
    assert _rows(drawn_store, "key_figures", asking) == [_approximately(_key_figures(asking))]
    areas = _rows(drawn_store, "areas", asking)
    expected = [_approximately(row) for row in _area_rows(asking)]
    assert [{key: row[key] for key in row if key != "area_name"} for row in areas] == expected
    figures = _rows(drawn_store, "benefit_key_figures", asking)
    assert figures == [_approximately(_benefit_key_figures(asking))]
    kinds = {row["kind"]: row for row in _rows(drawn_store, "benefit_kinds", asking)}
    assert kinds == {kind: _approximately(row) for kind, row in _benefit_kinds(asking).items()}


@pytest.mark.parametrize("asking", ASKINGS, ids=lambda asking: " ".join(asking.filters().values()))
def test_the_parts_add_up_to_the_whole(asking: Asking, drawn_store: Store) -> None:
    whole = _rows(drawn_store, "benefit_key_figures", asking)[0]
    for question in ("benefit_kinds", "benefit_months", "benefit_month_totals", "benefit_hours"):
        rows = _rows(drawn_store, question, asking)
        assert sum(row["redemption_count"] for row in rows) == whole["redemption_count"], question
    behind = _rows(drawn_store, "benefit_rows", asking)
    assert len(behind) == whole["redemption_count"]
    assert sum(not row["is_worker_enrolled"] for row in behind) == whole["unknown_worker_count"]
    assert sum(row["saved_yuan"] is None for row in behind) == whole["unknown_saved_count"]
    months = sum(row["saved_yuan"] or 0 for row in _rows(drawn_store, "benefit_months", asking))
    assert months == pytest.approx(whole["saved_yuan"] or 0)
    assert len(_rows(drawn_store, "unused_merchants", asking)) == whole["unused_merchant_count"]
    assert len(_rows(drawn_store, "shops", asking)) == whole["merchant_count"]
    head = _rows(drawn_store, "key_figures", asking)[0]
    assert len(_rows(drawn_store, "list", asking)) == head["station_count"]
    totals = sum(row["saved_yuan"] or 0 for row in _rows(drawn_store, "benefit_month_totals", asking))
    assert totals == pytest.approx(whole["saved_yuan"] or 0)
    companies = _rows(drawn_store, "companies", asking)
    for row in companies:
        assert row["verified_count"] + row["unverified_count"] == row["registration_count"]
    assert sum(row["registration_count"] for row in companies) == head["registration_count"]
    areas = _rows(drawn_store, "areas", asking)
    for key in ("station_count", "suspended_count", "merchant_count", "pharmacy_count", "redemption_count"):
        assert sum(row[key] for row in areas) == head[key], key
    assert sum(row["worker_count"] for row in areas) >= head["worker_count"]
    assert _rows(drawn_store, "data_date", asking)[0]["row_count"] == head["station_count"]
