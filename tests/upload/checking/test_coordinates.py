"""One test a fault of a place: which row, which cell, what is wrong, why, and what stands afterwards."""

import csv
from collections.abc import Callable
from dataclasses import dataclass, replace
from math import cos, pi, radians
from typing import Any

import duckdb
import pytest

from zhiping.contracts import DATASETS
from zhiping.contracts.kinds import Dataset
from zhiping.rules.geo.datum import bd09, gcj02
from zhiping.rules.geo.distances import EARTH_RADIUS_M
from zhiping.rules.geo.outlines import Outline, outlines
from zhiping.settings import GEO
from zhiping.upload.checking import findings
from zhiping.upload.checking.cells import ColumnSource
from zhiping.upload.checking.coordinates import conversion_words, converted, place_faults, place_warnings
from zhiping.upload.checking.faults import Fault
from zhiping.upload.checking.findings import Found
from zhiping.upload.reading.texttable import TextTable

COURTYARDS = DATASETS["courtyards"]
COLUMNS = ("area_code", "longitude", "latitude", "coord_datum")
KERQIN = "150502001000"
WEST, EAST, SOUTH, NORTH = 122.0, 122.5, 43.5, 43.9
CORNERS = [[WEST, SOUTH], [EAST, SOUTH], [EAST, NORTH], [WEST, NORTH], [WEST, SOUTH]]
SQUARE = {"150502": Outline("150502", "科尔沁区", (122.2, 43.6), ((CORNERS,),))}
DEGREE_M = pi * EARTH_RADIUS_M / 180
Place = tuple[str | None, str | None, str | None, str | None]


@dataclass(frozen=True)
class Sheet:
    """A text table with its typed one, as an upload has them before its places are looked at."""

    con: duckdb.DuckDBPyConnection
    text: TextTable
    sources: tuple[ColumnSource, ...]
    dataset: Dataset

    def faults(self) -> Found:
        return place_faults(self.con, self.text, "typed", self.dataset, self.sources)

    def warnings(self, shapes: dict[str, Outline] | None = SQUARE) -> Found:
        return place_warnings(self.con, self.text, "typed", self.dataset, self.sources, shapes)

    def rows(self) -> list[tuple[object, ...]]:
        return self.con.execute(
            "select longitude, latitude, coord_datum, is_sound from typed order by source_row"
        ).fetchall()


@pytest.fixture
def sheet(con: duckdb.DuckDBPyConnection) -> Callable[..., Sheet]:
    """Rows below a header in row 1; a coordinate out of its range is a fault of its own, as after reading."""

    def build(*places: Place, lacks: tuple[str, ...] = (), dataset: Dataset = COURTYARDS) -> Sheet:
        con.execute(
            "create or replace temp table sheet (c0 varchar, c1 varchar, c2 varchar, c3 varchar, source_row bigint)"
        )
        if places:
            con.executemany(
                "insert into sheet values (?, ?, ?, ?, ?)",
                [(*place, row) for row, place in enumerate(places, 2)],
            )
        cells = {name: "null" if name in lacks else f"c{index}" for index, name in enumerate(COLUMNS)}
        con.execute(
            f"create or replace temp table typed as select {cells['area_code']} as area_code, "
            f"case when abs(cast({cells['longitude']} as double)) <= 180 then cast({cells['longitude']} as double) end as longitude, "
            f"case when abs(cast({cells['latitude']} as double)) <= 90 then cast({cells['latitude']} as double) end as latitude, "
            f"cast({cells['coord_datum']} as varchar) as coord_datum, source_row, true as is_sound from sheet"
        )
        con.execute(
            f"update typed set is_sound = false from sheet where typed.source_row = sheet.source_row "
            f"and latitude is null and {cells['latitude']} is not null"
        )
        is_beyond = any(place[2] is not None and abs(float(place[2])) > 90 for place in places)
        sources = tuple(
            ColumnSource(
                dataset.column(name),
                None if name in lacks else index,
                None,
                str,
                has_faults=name == "latitude" and is_beyond,
            )
            for index, name in enumerate(COLUMNS)
        )
        headers = tuple(dataset.column(name).label for name in COLUMNS)
        return Sheet(con, TextTable("sheet", "驿站", headers, 1, len(places)), sources, dataset)

    return build


def place(x: Any, y: Any, datum: str | None = "WGS-84", area: str | None = KERQIN) -> Place:
    """A row as written; `x` and `y` are numbers, their text, or None."""
    return area, None if x is None else repr(float(x)), None if y is None else repr(float(y)), datum


def only(found: Found) -> Fault:
    ((_position, fault),) = found.faults
    assert found.kinds == {fault.kind: 1}
    assert fault.problem.endswith("。")
    assert fault.remedy.endswith("。")
    return fault


def cell(fault: Fault) -> tuple[str | None, int, str, str, str, str]:
    return fault.sheet, fault.row, fault.column, fault.label, fault.value, fault.kind


def east_of_the_edge(metres: float) -> float:
    return EAST + metres / (DEGREE_M * cos(radians(43.7)))


# Places that cannot be


def test_a_longitude_of_zero(sheet):
    built = sheet(place(122.2, 43.6), place(0, 43.6))
    fault = only(built.faults())
    assert cell(fault) == ("驿站", 3, "B", "经度", "0", "place_zero")
    assert fault.problem == "“经度”是 0，不是实际的坐标。"
    assert fault.remedy == "请填写实际的经度和纬度；不知道时请把两个都留空。"
    assert built.rows() == [(122.2, 43.6, "WGS-84", True), (None, None, "WGS-84", False)]


def test_a_latitude_of_zero(sheet):
    assert cell(only(sheet(place(122.2, 0)).faults())) == ("驿站", 2, "C", "纬度", "0", "place_zero")


def test_both_zero_is_one_fault(sheet):
    built = sheet(place(0, 0))
    assert cell(only(built.faults())) == ("驿站", 2, "B", "经度", "0", "place_zero")
    assert built.rows() == [(None, None, "WGS-84", False)]


@pytest.mark.parametrize(
    ("x", "y", "letter", "label"), [(122.2, None, "C", "纬度"), (None, 43.6, "B", "经度")]
)
def test_only_one_of_the_two(sheet, x, y, letter, label):
    built = sheet(place(x, y))
    fault = only(built.faults())
    assert cell(fault) == ("驿站", 2, letter, label, "", "place_half")
    assert fault.problem == f"经度和纬度只填了一个，缺“{label}”。"
    assert built.rows() == [(x, y, "WGS-84", False)]


def test_zero_beside_a_blank_is_one_fault(sheet):
    assert only(sheet(place(0, None)).faults()).kind == "place_zero"


def test_a_file_without_the_column_has_half_a_place_in_every_row(sheet):
    found = sheet(place(122.2, 43.6), place(122.3, 43.6), lacks=("latitude",)).faults()
    assert found.kinds == {"place_half": 2}
    assert [cell(fault) for _position, fault in found.faults] == [
        ("驿站", 2, "", "纬度", "", "place_half"),
        ("驿站", 3, "", "纬度", "", "place_half"),
    ]


def test_a_file_without_places_has_no_fault_of_place(sheet):
    built = sheet(place(None, None), lacks=("longitude", "latitude", "coord_datum"))
    assert built.faults() == built.warnings() == Found()


def test_both_blank_is_no_fault(sheet):
    built = sheet(place(None, None))
    assert built.faults() == built.warnings() == Found()
    assert built.rows() == [(None, None, "WGS-84", True)]


def test_a_required_blank_is_not_told_twice(sheet):
    required = replace(
        COURTYARDS, columns=tuple(replace(column, is_required=True) for column in COURTYARDS.columns)
    )
    assert sheet(place(122.2, None), dataset=required).faults() == Found()
    assert only(sheet(place(122.2, 0), dataset=required).faults()).remedy == "请填写实际的经度和纬度。"


def test_a_coordinate_out_of_range_is_not_half_a_place(sheet):
    assert sheet(place(43.6, 122.2)).faults() == Found()


# Places outside their area


@pytest.mark.parametrize(
    ("metres", "kind"),
    [(-5000, None), (-1, None), (90, None), (110, "place_datum"), (950, "place_datum"), (3000, "place_far")],
)
def test_the_limits_of_outside(sheet, metres, kind):
    found = sheet(place(east_of_the_edge(metres), 43.7)).warnings()
    assert found.kinds == ({kind: 1} if kind else {})


def test_a_place_far_away_says_how_far(sheet):
    fault = only(sheet(place(122.2, 43.6), place(east_of_the_edge(52_300), 43.7)).warnings())
    assert cell(fault)[:4] == ("驿站", 3, "B", "经度")
    assert fault.kind == "place_far"
    assert fault.problem == f"经度 {fault.value}、纬度 43.7在科尔沁区界外约52公里。"
    assert fault.remedy == "请核对坐标和区划代码；如果确实在界外，可以照常发布。"


@pytest.mark.parametrize(("metres", "words"), [(420, "420米"), (3210, "3.2公里"), (9_960, "10.0公里")])
def test_distances_in_words(sheet, metres, words):
    assert f"约{words}。" in only(sheet(place(east_of_the_edge(metres), 43.7)).warnings()).problem


@pytest.mark.parametrize(("datum", "shifted"), [("GCJ-02", gcj02), ("BD-09", bd09)])
def test_a_wrong_datum_is_named_when_it_explains_the_place(sheet, datum, shifted):
    fault = only(sheet(place(*shifted(east_of_the_edge(-50), 43.7))).warnings())
    assert fault.kind == "place_datum"
    assert fault.remedy == f"按 {datum} 来读就在界内，可能坐标系写错，请核对；如果坐标无误，可以照常发布。"


def test_a_place_of_wgs84_that_claims_another_datum(sheet):
    x = WEST + 50 / (DEGREE_M * cos(radians(43.7)))  # read as GCJ-02 it moves 490 m to the west
    fault = only(sheet(place(x, 43.7, "GCJ-02")).warnings())
    assert "按 WGS-84 来读就在界内" in fault.remedy


# West of the area: both other datums would only move a place further out.
@pytest.mark.parametrize(
    ("metres", "kind", "remedy"),
    [
        (500, "place_datum", "可能坐标系写错，请核对坐标系和区划代码；如果坐标无误，可以照常发布。"),
        (990, "place_datum", "可能坐标系写错，请核对坐标系和区划代码；如果坐标无误，可以照常发布。"),
        (1010, "place_far", "请核对坐标和区划代码；如果确实在界外，可以照常发布。"),
    ],
)
def test_just_outside_a_wrong_datum_is_likely_even_if_none_explains_the_place(sheet, metres, kind, remedy):
    fault = only(sheet(place(WEST - metres / (DEGREE_M * cos(radians(43.7))), 43.7)).warnings())
    assert (fault.kind, fault.remedy) == (kind, remedy)


def test_the_declared_datum_is_believed(sheet):
    x, y = gcj02(east_of_the_edge(-50), 43.7)
    assert sheet(place(x, y, "GCJ-02")).warnings() == Found()
    assert sheet(place(east_of_the_edge(-50), 43.7, None)).warnings() == Found()


def test_swapped_coordinates_of_inner_mongolia_are_told_although_the_latitude_is_out_of_range(sheet):
    fault = only(sheet(place(122.2, 43.6), place(43.6, 122.2)).warnings())
    assert cell(fault) == ("驿站", 3, "B", "经度", "43.6", "place_swapped")
    assert fault.problem == "经度 43.6、纬度 122.2不在科尔沁区，对调后就在。"
    assert fault.remedy == "可能经度和纬度填反了，请核对后对调。"


def test_swapped_coordinates_that_both_could_be(sheet):
    corners = [[80.0, 40.0], [81.0, 40.0], [81.0, 41.0], [80.0, 41.0], [80.0, 40.0]]
    shapes = {"150502": Outline("150502", "西县", (80.5, 40.5), ((corners,),))}
    assert only(sheet(place(40.5, 80.5)).warnings(shapes)).kind == "place_swapped"


def test_a_latitude_out_of_range_that_no_swap_explains_is_told_once(sheet):
    assert sheet(place(122.2, 95.0)).warnings() == Found()


def test_only_the_first_rows_are_listed_and_all_are_counted(sheet, monkeypatch):
    monkeypatch.setattr("zhiping.upload.checking.coordinates.MAX_LISTED", 2)
    built = sheet(*[place(125, 43.6)] * 4, place(0, 1), place(0, 1), place(0, 1))
    warnings, faults = built.warnings(), built.faults()
    assert warnings.kinds == {"place_far": 4}
    assert faults.kinds == {"place_zero": 3}
    assert [fault.row for _position, fault in warnings.faults + faults.faults] == [2, 3, 6, 7]


def test_findings_of_places_join_the_others(sheet):
    built = sheet(place(125, 43.6), place(125, 43.6, area="150502"))
    total = findings.Found() + built.warnings()
    assert [fault.row for fault in total.listed(built.text)] == [2, 3]


# Which outline


@pytest.mark.parametrize(
    ("area", "x", "y", "kind"),
    [
        ("150502001002", 122.26, 43.65, None),  # a village: by its county
        ("150500000000", 122.26, 43.65, None),  # a league
        ("150500000000", 111.7, 40.8, "place_far"),
        ("150000000000", 111.7, 40.8, None),  # the region
        ("150571001000", 122.26, 43.65, None),  # a zone without an outline: by its league
        ("150571001000", 111.7, 40.8, "place_far"),
        ("150521000000", 122.26, 43.65, "place_far"),  # Kerqin is not the Left Middle Banner
        ("110101000000", 122.26, 43.65, None),  # other regions have no outlines
        (None, 111.7, 40.8, None),
        ("150723001000", 124.12, 50.42, None),  # 加格达奇: the league holds it, no county does
        ("150702000000", 124.12, 50.42, None),
        ("150502001000", 124.12, 50.42, "place_far"),  # of another league
        ("150723001000", 119.74, 49.22, "place_far"),  # in another county of the league
    ],
)
def test_the_smallest_area_with_an_outline_decides(sheet, area, x, y, kind):
    found = sheet(place(x, y, area=area)).warnings(None)
    assert found.kinds == ({kind: 1} if kind else {})


def test_every_shipped_area_holds_its_own_label_point(sheet):
    with (GEO / "areas.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    built = sheet(*[place(row["经度"], row["纬度"], area=row["区划代码"]) for row in rows])
    assert len(outlines()) == len(rows) == 116
    assert built.warnings(None) == Found()
    moved = [
        place(float(row["经度"]) + 20, row["纬度"], area=row["区划代码"])
        for row in rows
        if row["区划代码"] != "150000000000"
    ]
    assert sheet(*moved).warnings(None).kinds == {"place_far": 115}


# All in WGS-84


def test_places_are_brought_to_wgs84(sheet):
    built = sheet(
        place(*gcj02(122.26, 43.65), "GCJ-02"),
        place(*bd09(122.27, 43.66), "BD-09"),
        place(122.28, 43.67),
        place(None, None, "BD-09"),
        place(122.29, 43.68, None),
        place(122.3, 43.69, "CGCS2000"),
    )
    assert converted(built.con, "typed", COURTYARDS) == {"CGCS2000": 1, "GCJ-02": 1, "BD-09": 1}
    assert built.rows() == [
        (122.26, 43.65, "WGS-84", True),
        (122.27, 43.66, "WGS-84", True),
        (122.28, 43.67, "WGS-84", True),
        (None, None, "WGS-84", True),
        (122.29, 43.68, None, True),
        (122.3, 43.69, "WGS-84", True),
    ]


def test_what_is_in_wgs84_is_not_touched(sheet):
    built = sheet(place(122.123456789012, 43.6), place(None, None), place(122.2, None, None))
    before = built.rows()
    assert not converted(built.con, "typed", COURTYARDS)
    assert built.rows() == before


def test_a_second_conversion_changes_nothing(sheet):
    built = sheet(place(122.26, 43.65, "BD-09"))
    assert converted(built.con, "typed", COURTYARDS) == {"BD-09": 1}
    before = built.rows()
    assert not converted(built.con, "typed", COURTYARDS)
    assert built.rows() == before


def test_a_dataset_without_places_is_left_alone(con):
    assert not converted(con, "no_such_table", DATASETS["ticket_pauses"])
    assert not converted(con, "no_such_table", DATASETS["areas"])


def test_conversions_in_words():
    assert conversion_words({"BD-09": 1234, "GCJ-02": 34, "CGCS2000": 5}) == [
        "5 行 CGCS2000 坐标按 WGS-84 保存，两者相差不到一米。",
        "把 34 行 GCJ-02 坐标换算成了 WGS-84。",
        "把 1,234 行 BD-09 坐标换算成了 WGS-84。",
    ]
    assert conversion_words({}) == []
