"""Names of the shipped outlines: writes names.geojson, a point an area, from nmg_lite.geojson beside it.

A map writes a polygon's name once in every tile that the polygon touches; a point's name stands once.
"""

import json
from pathlib import Path
from typing import Any

from data.geo.areas import HERE, OUTLINES

NAMES = HERE / "names.geojson"


def named_points(outlines: Path = OUTLINES) -> dict[str, Any]:
    """GeoJSON of label points with `adcode`, `name` and `level` (city, county or province)."""
    features = json.loads(outlines.read_text("utf-8"))["features"]
    return {
        "type": "FeatureCollection",
        "features": [
            {
                "type": "Feature",
                "properties": {name: properties[name] for name in ("adcode", "name", "level")},
                "geometry": {"type": "Point", "coordinates": [properties["lon"], properties["lat"]]},
            }
            for properties in (feature["properties"] for feature in features)
        ],
    }


def write_names(path: Path = NAMES) -> None:
    """Write the points."""
    path.write_text(json.dumps(named_points(), ensure_ascii=False, separators=(",", ":")) + "\n", "utf-8")
