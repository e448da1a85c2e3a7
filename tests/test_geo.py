"""data/geo: the outlines and the rows of 行政区划 are the same areas."""

import csv
import json
from collections import Counter
from pathlib import Path

from data.geo.areas import AREAS, OUTLINES, write_areas

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
