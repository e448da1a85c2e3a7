"""Lists of 区划变更 that cannot be followed: in a circle, into the future, out of the clerk's own areas."""

from collections.abc import Sequence
from datetime import datetime

import duckdb

from zhiping.contracts.area_changes import area_changes
from zhiping.contracts.kinds import Dataset
from zhiping.rules.area_changes import AreaChange, circles
from zhiping.upload.checking.area_names import Places
from zhiping.upload.checking.cells import ColumnSource
from zhiping.upload.checking.faults import Fault
from zhiping.upload.checking.findings import Found, fault_in, row_faults
from zhiping.upload.reading.texttable import TextTable
from zhiping.words import _


def change_faults(
    con: duckdb.DuckDBPyConnection,
    text: TextTable,
    table: str,
    dataset: Dataset,
    sources: Sequence[ColumnSource],
    places: Places,
    now: datetime,
) -> Found:
    """Changes that lead back to where they began, that are still to come, or that move rows to others; marks them unsound.

    Of the changes that stand those are left out that the file says anew.
    """
    if dataset != area_changes:
        return Found()
    by_name = {source.column.name: source for source in sources}
    rows = con.execute(
        f"select source_row, {', '.join(AreaChange._fields)} from {table} where is_sound order by source_row"
    ).fetchall()
    changes = [AreaChange(*row[1:]) for row in rows]
    said = {(one.old_code, one.changed_on) for one in changes}
    standing = [one for one in places.changes if (one.old_code, one.changed_on) not in said]
    turning = set(circles(changes, standing))
    faults: dict[int, tuple[int, Fault]] = {}
    for position, one in enumerate(changes):
        row = rows[position][0]
        if position in turning:
            told = _("旧代码 {code} 在同一天又变回了自己，绕成了圈。").format(code=one.old_code)
            remedy = _("请只留一个方向，或改正变更日期。")
            faults[row] = fault_in(
                text, row, by_name["new_code"], one.new_code, "change_circle", told, remedy
            )
        elif not places.is_within_scope(one.new_code):
            told = _("新区划代码 {code} 不在您的管辖范围内。").format(code=one.new_code)
            remedy = _("行要从一个地区移到另一个，请由两个地区都管的账号上传。")
            faults[row] = fault_in(text, row, by_name["new_code"], one.new_code, "area_outside", told, remedy)
        elif one.changed_on > now.date():
            told = _("变更日期 {day} 还没有到。").format(day=one.changed_on)
            remedy = _("请核对日期，或到那一天再上传。")
            value = one.changed_on.isoformat()
            faults[row] = fault_in(text, row, by_name["changed_on"], value, "change_to_come", told, remedy)
    return row_faults(con, table, faults)
