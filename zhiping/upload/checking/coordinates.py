"""Coordinates of a checked table: which cannot be, which lie outside their area and why, and all in WGS-84."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import duckdb
import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from zhiping.contracts.kinds import Dataset
from zhiping.rules.geo.datum import CGCS2000, DATUMS, WGS84, wgs84
from zhiping.rules.geo.distances import BoolArray, FloatArray, IntArray
from zhiping.rules.geo.outlines import Outline, counties_around, league_of, outline_of
from zhiping.upload.checking.boundaries import Boundary
from zhiping.upload.checking.cells import ColumnSource
from zhiping.upload.checking.faults import MAX_LISTED, Fault
from zhiping.upload.checking.findings import Found, fault_in
from zhiping.upload.reading.texttable import TextTable
from zhiping.words import _

TOLERANCE_M = 100  # the outlines are simplified
DATUM_SHIFT_M = 1000  # nearer than this a wrong datum is the likely cause
_COUNTY_DIGITS = 6  # there are no outlines of streets
_KEPT_DECIMALS = 7  # of a degree: a centimetre
_CAUSES = ("", "place_swapped", "place_datum", "place_far")
_SWAPPED, _WRONG_DATUM, _FAR = 1, 2, 3
# What is doubted about a place: position in _CAUSES (0: nothing), metres outside, position in DATUMS of a
# datum by which it would lie inside (-1: none).
_DOUBT = [("cause", np.int64), ("metres", np.float64), ("datum", np.int64)]


def place_faults(
    con: duckdb.DuckDBPyConnection,
    text: TextTable,
    table: str,
    dataset: Dataset,
    sources: Sequence[ColumnSource],
) -> Found:
    """Places with a coordinate of 0, or with only one of the two; marks them unsound in `table`.

    What is 0 becomes NULL, and so does the other one. A blank that is required is a fault already.
    """
    if not has_places(dataset, sources):
        return Found()
    is_zero, is_half = "(longitude = 0 or latitude = 0)", "((longitude is null) <> (latitude is null))"
    (counts,) = con.execute(f"select count_if({is_zero}), count_if({is_half}) from {table}").fetchall()
    if not any(counts):
        return Found()
    by_name = {source.column.name: source for source in sources}
    parts = [
        f"select source_row, '{name}' as name, 'place_zero' as kind from {table} where {where}"
        for name, where in (
            ("longitude", "longitude = 0"),
            ("latitude", "latitude = 0 and longitude is distinct from 0"),
        )
    ]
    for name, other in (("longitude", "latitude"), ("latitude", "longitude")):
        source = by_name[name]
        if source.column.is_required and source.constant is None:
            continue
        is_blank = "true" if source.index is None else f"{source.cell} is null"
        parts.append(
            f"select source_row, '{name}', 'place_half' from {table} join {text.table} using (source_row) "
            f"where {name} is null and {other} <> 0 and {is_blank}"
        )
    union = f"({' union all '.join(parts)})"
    kinds = Counter(dict(con.execute(f"select kind, count(*) from {union} group by kind").fetchall()))
    rows = con.execute(f"select * from {union} order by source_row limit {MAX_LISTED}").fetchall()
    con.execute(f"update {table} set is_sound = false where {is_zero} or {is_half}")
    con.execute(f"update {table} set longitude = null, latitude = null where {is_zero}")
    return Found(tuple(_impossible(text, row, by_name[name], kind) for row, name, kind in rows), kinds)


def place_warnings(
    con: duckdb.DuckDBPyConnection,
    text: TextTable,
    table: str,
    dataset: Dataset,
    sources: Sequence[ColumnSource],
    shapes: Mapping[str, Outline] | None = None,
) -> Found:
    """Places further than TOLERANCE_M outside their county (or the smallest area with an outline), and why.

    Where outlines of leagues and of counties do not agree, nobody can say that a place is outside.

    It reads the datum that was written: ask before `converted`. `shapes`: those of the shipped map.
    """
    if not has_places(dataset, sources) or dataset.area_column is None:
        return Found()
    by_name = {source.column.name: source for source in sources}
    points = _points(con, text, table, dataset, by_name)
    names = np.full(len(points.rows), None, dtype=object)
    doubts = np.zeros(len(points.rows), dtype=_DOUBT)
    for county in np.unique(points.counties).tolist():
        if outline := outline_of(f"{county:0{_COUNTY_DIGITS}}", shapes):
            at = np.flatnonzero(points.counties == county)
            names[at] = outline.name
            doubts[at] = _doubts(outline, points.x[at], points.y[at], points.datums[at])
            at = at[doubts["cause"][at] > 0]
            at = at[_is_nobodys(outline, points.x[at], points.y[at], points.datums[at], shapes)]
            doubts["cause"][at] = 0
    # A coordinate out of its range is a fault already: only that the two were swapped is news.
    doubts["cause"][points.is_beyond & (doubts["cause"] != _SWAPPED)] = 0
    found = np.flatnonzero(doubts["cause"])
    counts = Counter(_CAUSES[cause] for cause in doubts["cause"][found].tolist())
    found = found[np.argsort(points.rows[found], kind="stable")][:MAX_LISTED]
    longitude = by_name["longitude"]
    return Found(
        tuple(_warning(text, longitude, points, at, names[at], doubts[at]) for at in found.tolist()), counts
    )


def converted(con: duckdb.DuckDBPyConnection, table: str, dataset: Dataset) -> Counter[str]:
    """Bring the places of `table` to WGS-84; of each other datum how many there were.

    Without any nothing is touched. A row without a place only loses its datum.
    """
    if not {"longitude", "latitude", "coord_datum"} <= {column.name for column in dataset.columns}:
        return Counter()
    is_shifted = f"coord_datum is not null and coord_datum <> '{WGS84}'"
    ((count,),) = con.execute(f"select count_if({is_shifted}) from {table}").fetchall()
    if not count:
        return Counter()
    found = con.execute(
        f"select source_row, longitude, latitude, {_DATUM_NUMBER} as datum from {table} "
        f"where {is_shifted} and longitude is not null and latitude is not null"
    ).fetchnumpy()
    x, y = _in_wgs84(found["longitude"], found["latitude"], found["datum"])
    columns = {
        "source_row": found["source_row"],
        "x": np.round(x, _KEPT_DECIMALS),
        "y": np.round(y, _KEPT_DECIMALS),
    }
    con.register(f"{table}_places", pa.table(columns))
    con.execute(
        f"update {table} set longitude = x, latitude = y from {table}_places as places "
        f"where {table}.source_row = places.source_row"
    )
    con.unregister(f"{table}_places")
    con.execute(f"update {table} set coord_datum = '{WGS84}' where {is_shifted}")
    return Counter(
        {DATUMS[number]: int((found["datum"] == number).sum()) for number in set(found["datum"].tolist())}
    )


def conversion_words(counts: Mapping[str, int]) -> list[str]:
    """What was done to the places of each datum, a sentence each."""
    told = {CGCS2000: _("{n} 行 {datum} 坐标按 WGS-84 保存，两者相差不到一米。")}
    return [
        told.get(datum, _("把 {n} 行 {datum} 坐标换算成了 WGS-84。")).format(
            n=f"{counts[datum]:,}", datum=datum
        )
        for datum in DATUMS
        if counts.get(datum)
    ]


@dataclass(frozen=True)
class _Points:
    """Places as written: row of the file, county (its six digits as a number), degrees, position in DATUMS.

    `is_beyond`: a coordinate is out of its range, which the typed table does not hold.
    """

    rows: IntArray
    counties: IntArray
    x: FloatArray
    y: FloatArray
    datums: IntArray
    is_beyond: BoolArray


_DATUM_NUMBER = f"coalesce(list_position({list(DATUMS)}, coord_datum), 1) - 1"


def has_places(dataset: Dataset, sources: Sequence[ColumnSource]) -> bool:
    """Whether rows of the dataset have a place, and the file brings at least one of its coordinates."""
    coordinates = [source for source in sources if source.column.name in {"longitude", "latitude"}]
    return len(coordinates) == 2 and any(
        source.index is not None or source.constant is not None for source in coordinates
    )


def _points(
    con: duckdb.DuckDBPyConnection,
    text: TextTable,
    table: str,
    dataset: Dataset,
    by_name: Mapping[str, ColumnSource],
) -> _Points:
    x, y, joined = "longitude", "latitude", ""
    if by_name["longitude"].has_faults or by_name["latitude"].has_faults:
        x, y = (
            f"coalesce({name}, try_cast({by_name[name].cell} as double))"
            if by_name[name].index is not None
            else name
            for name in ("longitude", "latitude")
        )
        joined = f"join {text.table} using (source_row)"
    datum = _DATUM_NUMBER if "coord_datum" in by_name else "0"
    found = con.execute(
        f"select source_row, cast(left({dataset.area_column}, {_COUNTY_DIGITS}) as bigint) as county, "
        f"{x} as x, {y} as y, {datum} as datum, longitude is null or latitude is null as is_beyond "
        f"from {table} {joined} where {dataset.area_column} is not null "
        f"and isfinite({x}) and isfinite({y}) and {x} <> 0 and {y} <> 0"
    ).to_arrow_table()
    return _Points(*(column.to_numpy() for column in found.columns))


def _doubts(outline: Outline, x: FloatArray, y: FloatArray, datums: IntArray) -> NDArray[np.void]:
    """For each place as it was written what is doubted about it, as _DOUBT."""
    doubts = np.zeros(len(x), dtype=_DOUBT)
    boundary = Boundary(outline)
    doubts["metres"] = boundary.metres_outside(*_in_wgs84(x, y, datums))
    outside = np.flatnonzero(doubts["metres"] > TOLERANCE_M)
    if not len(outside):
        return doubts
    x, y, datums = x[outside], y[outside], datums[outside]
    is_swapped = boundary.holds(*_in_wgs84(y, x, datums))
    fitting = np.full(len(outside), -1)
    for number in reversed(range(len(DATUMS))):
        fitting[boundary.holds(*wgs84(x, y, DATUMS[number]))] = number
    is_shifted = (fitting >= 0) | (doubts["metres"][outside] < DATUM_SHIFT_M)
    doubts["cause"][outside] = np.where(is_swapped, _SWAPPED, np.where(is_shifted, _WRONG_DATUM, _FAR))
    doubts["datum"][outside] = fitting
    return doubts


def _is_nobodys(
    outline: Outline, x: FloatArray, y: FloatArray, datums: IntArray, shapes: Mapping[str, Outline] | None
) -> BoolArray:
    """Which places lie in the league of an outline and in none of its counties, as in the hole of 加格达奇."""
    league = league_of(outline, shapes)
    if league is None or not len(x):
        return np.zeros(len(x), dtype=bool)
    x, y = _in_wgs84(x, y, datums)
    found = Boundary(league).holds(x, y)
    for county in counties_around(league, shapes):
        if found.any():
            found[found] = ~Boundary(county).holds(x[found], y[found])
    return found


def _in_wgs84(x: FloatArray, y: FloatArray, datums: IntArray) -> tuple[FloatArray, FloatArray]:
    x, y = np.array(x), np.array(y)
    for number, datum in enumerate(DATUMS):
        if datum != WGS84:
            of_datum = datums == number
            x[of_datum], y[of_datum] = wgs84(x[of_datum], y[of_datum], datum)
    return x, y


def _impossible(text: TextTable, row: int, source: ColumnSource, kind: str) -> tuple[int, Fault]:
    label = _(source.column.label)
    remedy = _("请填写实际的经度和纬度；不知道时请把两个都留空。")
    if source.column.is_required:
        remedy = _("请填写实际的经度和纬度。")
    if kind == "place_zero":
        problem = _("“{label}”是 0，不是实际的坐标。").format(label=label)
        return fault_in(text, row, source, "0", kind, problem, remedy)
    problem = _("经度和纬度只填了一个，缺“{label}”。").format(label=label)
    return fault_in(text, row, source, "", kind, problem, remedy)


def _warning(
    text: TextTable, source: ColumnSource, points: _Points, at: int, area: str, doubt: np.void
) -> tuple[int, Fault]:
    kind, row = _CAUSES[doubt["cause"]], int(points.rows[at])
    longitude, latitude = f"{points.x[at]:.10g}", f"{points.y[at]:.10g}"
    place = _("经度 {longitude}、纬度 {latitude}").format(longitude=longitude, latitude=latitude)
    problem = _("{place}在{area}界外约{distance}。").format(
        place=place, area=area, distance=_distance(float(doubt["metres"]))
    )
    remedy = _("请核对坐标和区划代码；如果确实在界外，可以照常发布。")
    if kind == "place_swapped":
        problem = _("{place}不在{area}，对调后就在。").format(place=place, area=area)
        remedy = _("可能经度和纬度填反了，请核对后对调。")
    elif kind == "place_datum" and doubt["datum"] >= 0:
        remedy = _("按 {datum} 来读就在界内，可能坐标系写错，请核对；如果坐标无误，可以照常发布。").format(
            datum=DATUMS[doubt["datum"]]
        )
    elif kind == "place_datum":
        remedy = _("可能坐标系写错，请核对坐标系和区划代码；如果坐标无误，可以照常发布。")
    return fault_in(text, row, source, longitude, kind, problem, remedy)


def _distance(metres: float) -> str:
    if metres < DATUM_SHIFT_M:
        return _("{n}米").format(n=f"{metres:.0f}")
    return _("{n}公里").format(n=f"{metres / 1000:.1f}" if metres < 10_000 else f"{metres / 1000:.0f}")
