"""同上 and 〃: what stands above, where the clerk says that they mean it."""

from collections.abc import Iterable

import duckdb

from zhiping.upload.checking.values import DITTO_SQL
from zhiping.upload.reading.texttable import TextTable


def fill_down(con: duckdb.DuckDBPyConnection, text: TextTable, columns: Iterable[int]) -> None:
    """Put the cell above into each cell of `columns` (0-based) that says 同上; one in the first row of its sheet stays."""
    origin = text.per_origin([str(number) for number in range(len(text.all_origins))])
    for cell in (f"c{index}" for index in columns):
        is_ditto = f"coalesce({DITTO_SQL.format(cell=cell)}, false)"
        con.execute(
            f"update {text.table} set {cell} = filled.above from ("
            f"select source_row, is_ditto, first_value(said) over (partition by origin, run order by source_row) as above"
            f" from (select source_row, {cell} as said, {is_ditto} as is_ditto,"
            f" {origin} as origin, count_if(not {is_ditto}) over (order by source_row) as run from {text.table})"
            f") as filled where filled.is_ditto and {text.table}.source_row = filled.source_row"
        )
