"""data/geo: the outlines and the rows of 行政区划 are the same areas."""

import csv
import json
from collections import Counter
from pathlib import Path

import shapely

from data.geo.areas import AREAS, OUTLINES, write_areas
from data.geo.names import NAMES
from zhiping.rules.geo.outlines import Outline, counties_around, outlines

LEVEL_OF = {"自治区": "province", "盟市": "city", "旗县区": "county"}


def _rows() -> list[dict[str, str]]:
    with AREAS.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _outlines() -> list[dict[str, str]]:
    return [feature["properties"] for feature in json.loads(OUTLINES.read_text("utf-8"))["features"]]


def test_there_are_one_region_12_leagues_and_103_banners() -> None:
    assert Counter(row["层级"] for row in _rows()) == {"自治区": 1, "盟市": 12, "旗县区": 103}


def test_rows_and_outlines_name_the_same_areas() -> None:
    rows = {
        (row["区划代码"], row["名称"], LEVEL_OF[row["层级"]], row["经度"], row["纬度"]) for row in _rows()
    }
    outlines = {
        (each["adcode"] + "000000", each["name"], each["level"], str(each["lon"]), str(each["lat"]))
        for each in _outlines()
    }
    assert len(_rows()) == len(_outlines()) == len(rows) == 116
    assert rows == outlines


def test_parents_are_those_of_the_outlines_and_the_region_has_none() -> None:
    parents = {row["区划代码"]: row["上级代码"] for row in _rows()}
    assert parents.pop("150000000000") == ""
    assert parents == {
        each["adcode"] + "000000": each["parent"] + "000000"
        for each in _outlines()
        if each["level"] != "province"
    }


def test_the_committed_rows_are_those_that_the_outlines_give(tmp_path: Path) -> None:
    write_areas(tmp_path / "areas.csv")
    assert (tmp_path / "areas.csv").read_bytes() == AREAS.read_bytes()


def _shape(outline: Outline) -> shapely.MultiPolygon:
    return shapely.MultiPolygon([(polygon[0], polygon[1:]) for polygon in outline.polygons])


def _unfilled(league: Outline) -> list[shapely.Polygon]:
    """What the counties of a league leave of it, but for slivers between simplified outlines (1 km² is 0.0001 here)."""
    left = _shape(league) - shapely.union_all([_shape(one) for one in counties_around(league)])
    return [part for part in shapely.get_parts(left) if part.area > 0.0001]


def test_counties_fill_their_leagues_everywhere_but_where_another_province_governs() -> None:
    leagues = [one for one in outlines().values() if len(one.prefix) == 4]
    found = {league.name: _unfilled(league) for league in leagues}
    assert {name: len(parts) for name, parts in found.items() if parts} == {"呼伦贝尔市": 1}
    (hole,) = found["呼伦贝尔市"]  # 加格达奇, governed by 大兴安岭地区 of 黑龙江
    assert [round(edge, 1) for edge in hole.bounds] == [123.8, 50.2, 124.4, 50.6]
    names = json.loads(NAMES.read_text("utf-8"))["features"]
    named = [
        one["properties"]["name"] for one in names if hole.contains(shapely.geometry.shape(one["geometry"]))
    ]
    assert named == []  # nothing in it is named, nor is it an area that could be counted
    assert "加格达奇区" not in {row["名称"] for row in _rows()}
