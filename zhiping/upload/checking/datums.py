"""Places of which nobody says by which datum they are."""

from collections import Counter
from collections.abc import Sequence

import duckdb

from zhiping.contracts.kinds import Dataset
from zhiping.rules.geo.datum import DATUMS
from zhiping.upload.checking.cells import ColumnSource
from zhiping.upload.checking.coordinates import has_places
from zhiping.upload.checking.faults import Fault
from zhiping.upload.checking.findings import Found, counted_rows, fault_in
from zhiping.upload.reading.texttable import TextTable
from zhiping.words import _


def datum_faults(
    con: duckdb.DuckDBPyConnection,
    text: TextTable,
    table: str,
    dataset: Dataset,
    sources: Sequence[ColumnSource],
) -> Found:
    """Places of which nobody says by which datum they are: asked, never taken for WGS-84; marks them unsound.

    One fault where the file lacks the column, else one a row.
    """
    datum = next((source for source in sources if source.column.name == "coord_datum"), None)
    if (
        datum is None
        or datum.column.is_required
        or datum.constant is not None
        or not has_places(dataset, sources)
    ):
        return Found()
    where = "longitude is not null and latitude is not null and coord_datum is null"
    joined = f"{table} join {text.table} using (source_row) where {where}"
    if datum.index is not None:
        joined += f" and {datum.cell} is null"
    count, rows = counted_rows(con, "", joined)
    if not count:
        return Found()
    con.execute(f"update {table} set is_sound = false where source_row in (select source_row from {joined})")
    problem = _("有经度和纬度，却没有写“坐标系”，不知道要不要换算，可能偏出几百米。")
    remedy = _(
        "请为整个文件（或空白的单元格）定一个坐标系：{datums}；高德、腾讯地图用 GCJ-02，百度地图用 BD-09。"
    )
    told = problem, remedy.format(datums=_("、").join(DATUMS))
    if datum.index is None:
        fault = Fault(text.name, 0, "", _(datum.column.label), "", "place_no_datum", *told)
        return Found(((-1, fault),), Counter({"place_no_datum": 1}))
    faults = tuple(fault_in(text, row, datum, "", "place_no_datum", *told) for (row,) in rows)
    return Found(faults, Counter({"place_no_datum": count}))
