"""The stations of the demonstration: the announced totals to one, true places, and cases for every figure."""

import json
from collections import Counter, defaultdict
from datetime import date, timedelta
from functools import cache
from typing import Any

import numpy as np
import pytest
import shapely
import shapely.geometry

from tests.demo_sheets import SHEETS, Sheet, announced, moment, within
from zhiping.contracts.stations import MERCHANT_KINDS, SERVICES
from zhiping.demo.tables import DATA_DATE
from zhiping.rules.areas import is_within
from zhiping.rules.geo.datum import DATUMS, wgs84
from zhiping.rules.geo.distances import nearest
from zhiping.rules.hours.opening import calendar_of, opening
from zhiping.rules.hours.text import normalised
from zhiping.settings import GEO

LEAGUE = "1505"
COUNTIES = {"150502", "150521", "150522", "150523", "150524", "150525", "150526", "150581"}
STATIONS = within(LEAGUE, "stations")
COUNTED = [row for row in STATIONS if row["状态"] != "撤销"]
OPEN = [row for row in STATIONS if row["状态"] == "正常"]
MERCHANTS = within(LEAGUE, "merchants")
WORKERS = within(LEAGUE, "workers")
ENROLLED = [row for row in WORKERS if row["状态"] == "在册"]
REDEMPTIONS = within(LEAGUE, "redemptions")
HOLIDAYS = SHEETS["holidays"]
TOWNS = [row for row in SHEETS["areas"] if is_within(row["区划代码"], LEAGUE)]
WITHOUT_STATION = {"东郊街道", "钱家店镇", "舍伯吐镇", "金宝屯镇"}


def people(rows: Sheet) -> set[str]:
    return {row["人员编码"] for row in rows}


@cache
def outlines() -> dict[str, Any]:
    features = json.loads((GEO / "nmg_lite.geojson").read_text("utf-8"))["features"]
    return {each["properties"]["adcode"]: shapely.geometry.shape(each["geometry"]) for each in features}


def places(rows: Sheet) -> tuple[np.ndarray, np.ndarray]:
    """Longitudes and latitudes of rows in WGS-84."""
    x, y = (np.array([float(row[label]) for row in rows]) for label in ("经度", "纬度"))
    for datum in DATUMS:
        its = np.array([row.get("坐标系", "WGS-84") == datum for row in rows])
        x[its], y[its] = wgs84(x[its], y[its], datum)
    return x, y


def metres_to_station(rows: Sheet) -> np.ndarray:
    """From each row to the nearest station that is not suspended."""
    _index, metres = nearest(np.column_stack(places(rows)), np.column_stack(places(OPEN)))
    return metres


def test_the_announced_totals_come_out_exactly() -> None:
    pharmacies = [row for row in MERCHANTS if (row["商家类别"], row["状态"]) == ("药店", "有效")]
    assert announced("stations") == {"驿站数": 209, "药店数": 572, "新就业群体人数": 29198}
    assert announced("stations") == {
        "驿站数": len(COUNTED),
        "药店数": len(pharmacies),
        "新就业群体人数": len(people(ENROLLED)),
    }


def test_every_banner_has_towns_stations_merchants_and_workers() -> None:
    assert {row["层级"] for row in TOWNS} == {"苏木乡镇街道"}
    assert len({row["名称"] for row in TOWNS}) == len(TOWNS) == 69
    known = {row["区划代码"] for row in TOWNS}
    for rows in (TOWNS, STATIONS, MERCHANTS, WORKERS):
        assert {row["区划代码"] for row in rows} <= known
        assert {row["区划代码"][:6] for row in rows} == COUNTIES
    assert known == {row["区划代码"] for row in ENROLLED}


def test_every_place_lies_in_its_banner_once_it_is_in_wgs_84() -> None:
    for rows in (TOWNS, STATIONS, [row for row in MERCHANTS if row["经度"]]):
        for row, x, y in zip(rows, *places(rows), strict=True):
            assert shapely.contains_xy(outlines()[row["区划代码"][:6]], x, y), row


@pytest.mark.parametrize("rows", [STATIONS, MERCHANTS], ids=["stations", "merchants"])
def test_most_places_are_wgs_84_and_some_of_each_map_provider(rows: Sheet) -> None:
    datums = Counter(row["坐标系"] for row in rows)
    assert set(datums) - {""} == {"WGS-84", "GCJ-02", "BD-09"}
    assert datums["WGS-84"] > 0.7 * len(rows)
    assert min(datums["GCJ-02"], datums["BD-09"]) >= 10


def test_places_stand_in_their_town_whatever_their_datum() -> None:
    middles = {row["区划代码"]: row for row in TOWNS}
    for rows in (STATIONS, [row for row in MERCHANTS if row["经度"]]):
        x, y = places(rows)
        towns = [middles[row["区划代码"]] for row in rows]
        x0, y0 = places(towns)
        assert np.abs((x - x0) * np.cos(np.radians(y0))).max() < 0.026
        assert np.abs(y - y0).max() < 0.026


def test_six_merchants_are_on_no_map() -> None:
    assert sum(row["经度"] == "" for row in MERCHANTS) == 6
    assert all((row["经度"] == "") == (row["坐标系"] == "") == (row["纬度"] == "") for row in MERCHANTS)


def test_four_towns_have_workers_and_no_station_one_of_them_within_three_kilometres() -> None:
    beyond = {row["名称"]: metres for row, metres in zip(TOWNS, metres_to_station(TOWNS), strict=True)}
    assert {name for name, metres in beyond.items() if metres > 1000} == WITHOUT_STATION
    assert {name for name, metres in beyond.items() if metres > 3000} == WITHOUT_STATION - {"东郊街道"}
    assert min(Counter(row["区划代码"] for row in ENROLLED).values()) > 50


def test_the_share_of_merchants_near_a_station_depends_on_how_far_near_is() -> None:
    metres = metres_to_station([row for row in MERCHANTS if row["经度"]])
    shares = [float((metres <= limit).mean()) for limit in (300, 500, 1000, 2000, 3000)]
    assert shares == sorted(set(shares))
    assert shares[0] < 0.35
    assert 0.9 < shares[-1] < 1


def test_hours_are_written_in_many_ways_and_three_of_them_nobody_can_read() -> None:
    written = Counter(row["营业时间"] for row in STATIONS)
    unreadable = [text for text in written if normalised(text) is None]
    assert len(written) > 40
    assert len({normalised(text) for text in written}) >= 30
    assert sum(written[text] for text in unreadable) == 3
    assert all(row["状态"] == "正常" for row in STATIONS if row["营业时间"] in unreadable)


@pytest.mark.parametrize(
    "form",
    [
        "24小时",
        "周一至周五",
        "节假日休息",
        "节假日9:00",
        "次日",
        "凌晨",
        "：",
        "～",
        "周一闭馆",
        "Mo-",
        "夏季",
    ],
)
def test_each_form_of_hours_occurs_and_is_read(form: str) -> None:
    forms = [row["营业时间"] for row in STATIONS if form in row["营业时间"]]
    assert forms
    assert all(normalised(text) for text in forms)


@pytest.mark.parametrize(
    ("at", "count"),
    [
        ("2025-11-04 10:00", 192),  # a Tuesday
        ("2025-11-08 10:00", 172),  # a Saturday
        ("2025-10-01 10:00", 178),  # the National Day, a Wednesday
        ("2025-10-11 10:00", 195),  # a Saturday that is worked
        ("2025-11-04 19:00", 98),
        ("2025-11-05 01:00", 43),
    ],
)
def test_how_many_are_open_depends_on_the_hour_and_the_kind_of_day(at: str, count: int) -> None:
    calendar = calendar_of({"day": date.fromisoformat(row["日期"]), "kind": row["类型"]} for row in HOLIDAYS)
    readings = [normalised(row["营业时间"]) for row in OPEN]
    states = Counter(opening(osm, moment(at), calendar).state for osm in readings if osm)
    assert states == {"open": count, "closed": len(OPEN) - 3 - count}


def test_every_service_is_offered_somewhere_and_none_everywhere() -> None:
    offered = Counter(service for row in COUNTED for service in row["服务项目"].split("、"))
    assert set(offered) == set(SERVICES)
    assert all(0 < count < len(COUNTED) for count in offered.values())


def test_a_few_stations_are_suspended_and_two_revoked() -> None:
    assert Counter(row["状态"] for row in STATIONS) == {"正常": 205, "暂停": 4, "撤销": 2}


def test_fifteen_stations_were_not_updated_for_a_month() -> None:
    oldest = DATA_DATE - timedelta(days=30)
    updated = [moment(row["信息更新时间"]) for row in COUNTED]
    assert sum(time < oldest for time in updated) == 15
    assert max(updated) <= DATA_DATE


def test_names_and_telephone_numbers_of_stations_are_their_own() -> None:
    for label in ("驿站名称", "联系电话"):
        values = [row[label] for row in STATIONS if row[label]]
        assert len(set(values)) == len(values)
    assert {row["联系电话"][:9] for row in STATIONS} == {"0475-8000", ""}


def test_merchants_are_of_all_kinds_and_some_stopped() -> None:
    assert {row["商家类别"] for row in MERCHANTS} == set(MERCHANT_KINDS)
    others = [row for row in MERCHANTS if row["商家类别"] != "药店"]
    assert len(others) == 184
    assert Counter(row["状态"] for row in MERCHANTS)["停用"] == 22
    assert len({row["商家名称"] for row in MERCHANTS}) == len(MERCHANTS)


def test_some_people_work_for_two_companies() -> None:
    companies = defaultdict(set)
    for row in ENROLLED:
        companies[row["人员编码"]].add(row["企业"])
    assert len({row["企业"] for row in WORKERS}) == 6
    assert Counter(map(len, companies.values())) == {1: 27887, 2: 1311}
    assert 31_000 < len(WORKERS) < 32_000


def test_four_of_five_people_are_verified_and_some_left() -> None:
    verified = people([row for row in ENROLLED if row["扫码认证日期"]])
    assert 0.78 < len(verified) / len(people(ENROLLED)) < 0.82
    left = [row for row in WORKERS if row["状态"] == "离职"]
    assert len(people(left) - people(ENROLLED)) == 640
    assert sum(row["离职日期"] == "" for row in left) == 6
    assert all(row["离职日期"] == "" for row in ENROLLED)
    assert all(row["录入日期"] <= row["离职日期"] for row in left if row["离职日期"])
    assert all(row["扫码认证日期"] <= row["离职日期"] for row in left if row["离职日期"])


def test_a_worker_is_a_code() -> None:
    assert all(code[:2] == "W-" and code[2:].isdigit() and len(code) == 8 for code in people(WORKERS))


def test_redemptions_cover_a_year_up_to_the_data_date_and_grow() -> None:
    times = [row["核销时间"] for row in REDEMPTIONS]
    assert times == sorted(times)
    assert times[0].startswith("2024-11-05")
    assert times[-1].startswith("2025-11-04")
    assert times[-1] < "2025-11-04 17:00"
    months = Counter(time[:7] for time in times)
    assert len(months) == 13
    assert months["2025-10"] > 2 * months["2025-02"] > 2 * months["2025-01"]


def test_most_is_redeemed_at_noon_and_in_the_evening() -> None:
    hours = Counter(int(row["核销时间"][11:13]) for row in REDEMPTIONS)
    assert {hour for hour, _count in hours.most_common(2)} == {12, 18}
    assert hours[15] < 0.5 * hours[12]
    assert set(hours) <= set(range(5, 24))


def test_about_three_of_ten_workers_used_a_discount() -> None:
    enrolled = people(ENROLLED)
    used = people(REDEMPTIONS)
    assert 0.25 < len(used & enrolled) / len(enrolled) < 0.35
    assert used - people(WORKERS) == {f"W-9{number:05}" for number in range(1, 10)}
    assert people(WORKERS) & used - enrolled


def test_nothing_is_redeemed_before_both_take_part_or_after_one_left() -> None:
    joined = {row["商家编号"]: row["加入日期"] for row in MERCHANTS}
    first: dict[str, str] = {}
    last: dict[str, str] = {}
    for row in WORKERS:
        worker = row["人员编码"]
        first[worker] = min(row["录入日期"], first.get(worker, row["录入日期"]))
        last[worker] = max(row["离职日期"] or "9999", last.get(worker, ""))
    for row in REDEMPTIONS:
        day, worker = row["核销时间"][:10], row["人员编码"]
        assert joined[row["商家编号"]] <= day
        assert first.get(worker, "") <= day <= last.get(worker, "9999")


def test_what_is_saved_is_a_part_of_the_price_and_a_few_rows_do_not_say() -> None:
    priced = [row for row in REDEMPTIONS if row["原价(元)"]]
    assert len(REDEMPTIONS) - len(priced) == 25
    assert all(0 < float(row["优惠(元)"]) < float(row["原价(元)"]) for row in priced)
    assert all((row["原价(元)"] == "") == (row["优惠(元)"] == "") for row in REDEMPTIONS)


def test_every_kind_is_used_and_some_merchants_never_are() -> None:
    used = {row["商家编号"] for row in REDEMPTIONS}
    assert {row["商家类别"] for row in MERCHANTS if row["商家编号"] in used} == set(MERCHANT_KINDS)
    never = [row for row in MERCHANTS if row["状态"] == "有效" and row["商家编号"] not in used]
    assert 100 < len(never) < 180


def test_stopped_merchants_sold_something_before_they_stopped() -> None:
    stopped = {row["商家编号"] for row in MERCHANTS if row["状态"] == "停用"}
    days = [row["核销时间"][:10] for row in REDEMPTIONS if row["商家编号"] in stopped]
    assert days
    assert max(days) < "2025-06-16"


@pytest.mark.parametrize(
    ("year", "rest", "work"),
    [
        ("2024", 28, ["02-04", "02-18", "04-07", "04-28", "05-11", "09-14", "09-29", "10-12"]),
        ("2025", 28, ["01-26", "02-08", "04-27", "09-28", "10-11"]),
        ("2026", 33, ["01-04", "02-14", "02-28", "05-09", "09-20", "10-10"]),
    ],
)
def test_holidays_are_those_of_the_state_council(year: str, rest: int, work: list[str]) -> None:
    rows = [row for row in HOLIDAYS if row["日期"].startswith(year)]
    assert [row["日期"][5:] for row in rows if row["类型"] == "上班"] == work
    assert sum(row["类型"] == "休息" for row in rows) == rest
    assert all(date.fromisoformat(f"{year}-{day}").weekday() >= 5 for day in work)
