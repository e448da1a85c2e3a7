"""Columns of percent in which 0.9 stands beside 88: nobody can tell 0.9 % from 90 %."""

from collections import Counter
from collections.abc import Sequence

import duckdb

from zhiping.upload.checking.cells import ColumnSource
from zhiping.upload.checking.faults import MAX_LISTED, Fault
from zhiping.upload.checking.findings import Found, fault_in
from zhiping.upload.reading.texttable import TextTable
from zhiping.words import _

_KIND = "scale"


def scale_faults(
    con: duckdb.DuckDBPyConnection, text: TextTable, table: str, sources: Sequence[ColumnSource]
) -> Found:
    """Shares below one that are written without a sign of percent, beside whole percents or alone; marks them unsound.

    Beside others each is a fault of its own; where the whole column is so, it is one of the column.
    """
    found = Found()
    for source in sources:
        if source.column.unit == "%" and source.column.kind == "number" and source.index is not None:
            found += _of_column(con, text, table, source)
    return found


def _of_column(con: duckdb.DuckDBPyConnection, text: TextTable, table: str, source: ColumnSource) -> Found:
    name, cell = source.column.name, source.cell
    is_share = f"({name} > 0 and {name} < 1 and not regexp_matches({cell}, '[%％]'))"
    joined = f"{table} join {text.table} using (source_row) where {cell} is not null"
    ((share_count, other_count),) = con.execute(
        f"select count_if({is_share}), count_if({name} <> 0 and not {is_share}) from {joined}"
    ).fetchall()
    if not share_count:
        return Found()
    rows = con.execute(
        f"select source_row, {cell} from {joined} and {is_share} order by source_row limit {MAX_LISTED}"
    ).fetchall()
    con.execute(
        f"update {table} set is_sound = false, {name} = null where source_row in"
        f" (select source_row from {joined} and {is_share})"
    )
    label, first = _(source.column.label), rows[0][1]
    remedy = _("请写成 90 或 90%；确实不到百分之一就带上百分号，例如 0.9%。")
    if not other_count:
        problem = _(
            "“{label}”这一列的数都不到 1（例如 {value}），看不出是不到百分之一，还是用小数写的百分数。"
        ).format(label=label, value=first)
        fault = Fault(
            text.name, 0, text.all_origins[0].letter(source.index or 0), label, first, _KIND, problem, remedy
        )
        return Found(((source.index or 0, fault),), Counter({_KIND: 1}))
    faults = [fault_in(text, row, source, written, _KIND, _problem(written), remedy) for row, written in rows]
    return Found(tuple(faults), Counter({_KIND: share_count}))


def _problem(written: str) -> str:
    return _(
        "“{value}”和这一列其他的百分数不是一个写法，看不出是不到百分之一，还是用小数写的百分数。"
    ).format(value=written)
