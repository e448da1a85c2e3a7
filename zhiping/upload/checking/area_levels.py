"""行政区划 that contradict themselves: a code says by its digits which level it is of, and what lies above it."""

from collections import Counter
from collections.abc import Sequence

import duckdb

from zhiping.contracts.areas import LEVELS
from zhiping.contracts.kinds import Dataset
from zhiping.rules.areas import LEVEL_DIGITS, area_prefix, parent_code
from zhiping.upload.checking.cells import ColumnSource
from zhiping.upload.checking.faults import Fault
from zhiping.upload.checking.findings import Found, fault_in
from zhiping.upload.reading.texttable import TextTable
from zhiping.words import _

LEVEL_OF = dict(zip(LEVEL_DIGITS, LEVELS, strict=True))


def level_warnings(
    con: duckdb.DuckDBPyConnection,
    text: TextTable,
    table: str,
    dataset: Dataset,
    sources: Sequence[ColumnSource],
) -> Found:
    """Areas whose 上级代码 or 层级 is not that of their code, which pages go by alone."""
    if dataset.name != "areas":
        return Found()
    by_name = {source.column.name: source for source in sources}
    warnings: list[tuple[int, Fault]] = []
    for row, code, parent, level in con.execute(
        f"select source_row, area_code, parent_code, level from {table} where area_code is not null"
        " order by source_row"
    ).fetchall():
        own_parent, own_level = parent_code(code) or "", LEVEL_OF[len(area_prefix(code))]
        if parent is not None and parent != own_parent:
            problem = _("上级代码“{value}”与区划代码 {code} 不符，按代码它的上级是 {own}。").format(
                value=parent, code=code, own=own_parent or _("（没有上级）")
            )
            warnings.append(_warning(text, row, by_name["parent_code"], parent, "area_parent", problem))
        if level is not None and level != own_level:
            problem = _("层级“{value}”与区划代码 {code} 不符，按代码它是{own}。").format(
                value=_(level), code=code, own=_(own_level)
            )
            warnings.append(_warning(text, row, by_name["level"], level, "area_level", problem))
    return Found(tuple(warnings), Counter(fault.kind for _position, fault in warnings))


def _warning(
    text: TextTable, row: int, source: ColumnSource, value: str, kind: str, problem: str
) -> tuple[int, Fault]:
    remedy = _("请核对哪一个写错了。页面按区划代码归属；确认代码无误，可以照常发布。")
    return fault_in(text, row, source, value, kind, problem, remedy)
