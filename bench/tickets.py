"""Generated tickets: one a minute, as many as are asked for, the same at every run."""

from pathlib import Path

import duckdb

_ROWS = """
    select
        'GD' || i as 工单编号,
        '150105' || lpad(cast(hash(i) % 90 + 1 as varchar), 3, '0') || '000' as 区划代码,
        ['A', 'B', 'C'][i % 3 + 1] as 工单类别,
        '类别' || (hash(i + 1) % 20 + 1) as 诉求类别,
        '单位' || (i % 20) as 主办单位,
        began as 派单时间,
        began + interval (i * 7 % 5000) second as 认领时间,
        if(i % 50 = 0, null, began + interval (i * 11 % 100000) second) as 对接诉求人时间,
        began + interval (i * 13 % 100000) second as 现场勘察时间,
        if(i % 40 = 0, null, began + interval (i * 17 % 200000) second) as 反馈进展时间,
        if(i % 20 = 0, null, began + interval (i * 19 % 1000000) second) as 办结时间,
        ['已解决', '部分解决', '解释说明', '撤回'][i % 4 + 1] as 办理结果,
        ['非常满意', '满意', '不满意', null][i % 4 + 1] as 满意度,
        began + interval 7 day as 办结时限
    from (select i, timestamp '2024-01-01' + interval (i * 60) second as began from range({count}) as r (i))
"""


def write_sheet(file: Path, count: int) -> None:
    """The tickets as a clerk's CSV file."""
    with duckdb.connect() as con:
        con.execute(f"copy ({_ROWS.format(count=count)}) to '{file}' (header)")


def write_table(file: Path, count: int) -> None:
    """The same as table `tickets` of a DuckDB file of its own."""
    with duckdb.connect(str(file)) as con:
        con.execute(f"create table tickets as {_ROWS.format(count=count)}")
