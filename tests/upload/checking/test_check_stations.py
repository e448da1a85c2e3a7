"""The faults and warnings of a sheet of stations: hours that nobody can read, places that cannot be."""

from collections.abc import Callable
from typing import Any

import duckdb
import pytest

from tests.upload.checking.checking import Check
from zhiping.contracts import DATASETS
from zhiping.rules.geo.datum import bd09, gcj02
from zhiping.upload.checking import readback
from zhiping.upload.checking.check import Checked
from zhiping.upload.checking.faults import Fault
from zhiping.upload.checking.readback import ReadBack

HEADERS = ("驿站编号", "驿站名称", "区划代码", "经度", "纬度", "坐标系", "营业时间", "状态")
KERQIN = (122.3606, 43.6941)
ROW = {
    "id": "YZ-1",
    "name": "暖新驿站",
    "area": "150502",
    "x": str(KERQIN[0]),
    "y": str(KERQIN[1]),
    "datum": "WGS-84",
    "hours": "周一至周五 8:00-18:00",
    "status": "正常",
}
Stations = Callable[..., Checked]


@pytest.fixture
def stations(checked: Check) -> Stations:
    """Check stations, each given by what differs from ROW; their ids are YZ-1, YZ-2 …"""

    def run(*rows: dict[str, str | None], dataset: str = "stations", **options: Any) -> Checked:
        listed = [tuple((ROW | {"id": f"YZ-{n}"} | row).values()) for n, row in enumerate(rows, 1)]
        return checked(*listed, headers=HEADERS, dataset=DATASETS[dataset], areas=(), **options)

    return run


def at(x: Any, y: Any, datum: str = "WGS-84") -> dict[str, str | None]:
    return {"x": repr(float(x)), "y": repr(float(y)), "datum": datum}


def only(found: Checked) -> Fault:
    """The one fault, or where there is none the one warning."""
    faults, kinds = (
        (found.faults, found.fault_kinds) if found.fault_count else (found.warnings, found.warning_kinds)
    )
    (fault,) = faults
    assert kinds == {fault.kind: 1}
    return fault


def cell(fault: Fault) -> tuple[int, str, str, str, str]:
    return fault.row, fault.column, fault.label, fault.value, fault.kind


def stored(con: duckdb.DuckDBPyConnection, found: Checked, columns: str) -> list[tuple[Any, ...]]:
    return con.execute(f"select {columns} from {found.table} order by source_row").fetchall()


# Opening hours


def test_hours_are_stored_as_osm_writes_them(stations: Stations, con) -> None:
    written = ("周一至周五 8:00-18:00", "２４小时", " Mo-Fr 08:00-18:00 ")
    found = stations(*({"hours": text} for text in written))
    assert (found.fault_count, found.warning_count) == (0, 0)
    assert stored(con, found, "opening_hours") == [("Mo-Fr 08:00-18:00",), ("24/7",), ("Mo-Fr 08:00-18:00",)]


def test_hours_unread(stations: Stations, con) -> None:
    found = stations({}, {"hours": " 看情况 "})
    fault = only(found)
    assert (found.fault_count, found.sound_count) == (0, 2)
    assert cell(fault) == (3, "G", "营业时间", " 看情况 ", "hours_unread")
    assert fault.problem == "“看情况”读不出哪几天、几点到几点营业，地图上会显示“未知”。"
    assert fault.remedy == (
        "请写成 周一至周五 8:00-18:00 这样的形式，全天营业写 24小时；暂不改正也可以照常发布。"
    )
    assert stored(con, found, "opening_hours, is_sound") == [("Mo-Fr 08:00-18:00", True), ("看情况", True)]
    assert [reading.written for reading in found.readings] == ["周一至周五 8:00-18:00"]


@pytest.mark.parametrize("blank", [None, "", " 　"])
def test_blank_hours(stations: Stations, blank: str | None) -> None:
    found = stations({"hours": blank})
    assert cell(only(found)) == (2, "G", "营业时间", blank or "", "blank")
    assert found.warning_count == 0


def test_the_readings_are_shown_back_once_each_in_the_order_of_the_file(stations: Stations) -> None:
    written = ("三~日 08:00~17:00", "24小时", "Mo-Fr 08:00-18:00", " 24小时 ", "三~日 08:00~17:00", "随缘")
    found = stations(*({"hours": text} for text in written))
    assert found.readings == (
        ReadBack("营业时间", "三~日 08:00~17:00", "周一、周二 休息；周三至周日 08:00–17:00"),
        ReadBack("营业时间", "24小时", "每天 24 小时"),
    )
    assert found.reading_count == 2


def test_the_readings_shown_are_capped_and_their_number_is_exact(
    stations: Stations, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(readback, "MAX_SHOWN", 2)
    found = stations(*({"hours": f"{hour}:00-18:00"} for hour in (7, 8, 9)))
    assert [reading.written for reading in found.readings] == ["7:00-18:00", "8:00-18:00"]
    assert found.reading_count == 3


def test_hours_said_for_a_whole_column_are_read_and_shown_back(checked: Check, con) -> None:
    headers, row = HEADERS[:6] + HEADERS[7:], list(ROW.values())
    del row[6]
    sheet: dict[str, Any] = {"headers": headers, "dataset": DATASETS["stations"], "areas": ()}
    found = checked(row, set_values={"opening_hours": "每天 7:00-19:00"}, **sheet)
    assert stored(con, found, "opening_hours") == [("Mo-Su 07:00-19:00",)]
    assert found.readings == (ReadBack("营业时间", "每天 7:00-19:00", "每天 07:00–19:00"),)
    assert (found.reading_count, found.warning_count) == (1, 0)
    unread = checked(row, set_values={"opening_hours": "看情况"}, **sheet)
    assert cell(only(unread)) == (0, "", "营业时间", "看情况", "hours_unread")
    assert (unread.sound_count, unread.readings) == (1, ())


# Coordinates


def test_place_zero(stations: Stations, con) -> None:
    found = stations({}, at(0, 0))
    assert cell(only(found)) == (3, "D", "经度", "0", "place_zero")
    assert (found.sound_count, found.warning_count) == (1, 0)
    assert stored(con, found, "longitude, latitude, is_sound")[1] == (None, None, False)


def test_place_half(checked: Check) -> None:
    merchant = ("SJ-1", "药店一", "药店", "150502", str(KERQIN[0]), None, "有效")
    headers = ("商家编号", "商家名称", "商家类别", "区划代码", "经度", "纬度", "状态")
    found = checked(merchant, headers=headers, dataset=DATASETS["merchants"], areas=())
    assert cell(only(found)) == (2, "F", "纬度", "", "place_half")
    assert found.sound_count == 0


def test_half_a_place_where_both_are_required_is_one_fault(stations: Stations) -> None:
    assert cell(only(stations({"y": None}))) == (2, "E", "纬度", "", "blank")


def test_place_swapped(stations: Stations) -> None:
    x, y = KERQIN
    found = stations(at(y, x))
    assert found.fault_kinds == {"range": 1}
    assert found.warning_kinds == {"place_swapped": 1}
    (warning,) = found.warnings
    assert cell(warning) == (2, "D", "经度", "43.6941", "place_swapped")


def test_place_far(stations: Stations) -> None:
    found = stations({"area": "150521"})
    assert cell(only(found)) == (2, "D", "经度", "122.3606", "place_far")
    assert (found.sound_count, found.fault_count) == (1, 0)


def test_a_place_is_judged_and_told_as_it_was_written(stations: Stations) -> None:
    warning = only(stations({"area": "150521"} | at(122.373201, 43.701999, "BD-09")))
    assert (warning.kind, warning.value) == ("place_far", "122.373201")


def test_place_datum(stations: Stations) -> None:
    x, y = gcj02(122.9955, 43.7)  # just inside the eastern border; Amap has it 320 m behind the border
    found = stations(at(x, y), at(x, y, "GCJ-02"))
    warning = only(found)
    assert (warning.row, warning.kind) == (2, "place_datum")
    assert warning.remedy.startswith("按 GCJ-02 来读就在界内")


def test_places_of_three_datums_are_stored_as_one(stations: Stations, con) -> None:
    found = stations(
        at(*KERQIN), at(*gcj02(*KERQIN), "GCJ-02"), at(*gcj02(*KERQIN), "GCJ-02"), at(*bd09(*KERQIN), "BD-09")
    )
    assert (found.fault_count, found.warning_count) == (0, 0)
    assert found.converted == {"GCJ-02": 2, "BD-09": 1}
    rows = stored(con, found, "longitude, latitude, coord_datum")
    assert {datum for _x, _y, datum in rows} == {"WGS-84"}
    for x, y, _datum in rows:
        assert (x, y) == pytest.approx(KERQIN, abs=5e-7)


def test_places_in_wgs84_are_left_as_they_are(stations: Stations, con) -> None:
    found = stations(at(122.360612345678, 43.694112345678))
    assert found.converted == {}
    assert stored(con, found, "longitude, latitude") == [(122.360612345678, 43.694112345678)]
