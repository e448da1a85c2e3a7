"""行政区划 of the shipped outlines: writes areas.csv from nmg_lite.geojson beside it."""

import csv
import json
from pathlib import Path

from zhiping.contracts.areas import areas
from zhiping.rules.areas import area_code, parent_code

HERE = Path(__file__).parent
OUTLINES = HERE / "nmg_lite.geojson"
AREAS = HERE / "areas.csv"
LEVELS = {"province": "自治区", "city": "盟市", "county": "旗县区"}
COLUMNS = ("area_code", "area_name", "parent_code", "level", "longitude", "latitude")


def area_rows(outlines: Path = OUTLINES) -> list[dict[str, str]]:
    """A row per outline, by code: column name -> text, longitude and latitude in degrees (WGS-84)."""
    features = json.loads(outlines.read_text("utf-8"))["features"]
    rows = []
    for properties in (feature["properties"] for feature in features):
        code = area_code(properties["adcode"])
        rows.append(
            {
                "area_code": code,
                "area_name": properties["name"],
                "parent_code": parent_code(code) or "",
                "level": LEVELS[properties["level"]],
                "longitude": str(properties["lon"]),
                "latitude": str(properties["lat"]),
            }
        )
    return sorted(rows, key=lambda row: row["area_code"])


def write_areas(path: Path = AREAS) -> None:
    """Write the rows under the labels of the contract."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(areas.column(name).label for name in COLUMNS)
        writer.writerows(row.values() for row in area_rows())
