"""Bare DuckDB: the five answers of the dashboard in the shortest SQL that a person would write for them.

Four figures, the funnel, the trend by month and class, the fifteen most frequent categories, the table of areas. A filter
is a condition only where it is chosen. Classes A and B are to be contacted in 24 hours and reported on in 48.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import duckdb

Rows = list[tuple[Any, ...]]

FILTERS = {
    "since": "派单时间 >= $since::date",
    "until": "派单时间 < $until::date + 1",
    "class": "工单类别 = $class",
    "area": "starts_with(区划代码, $area)",
}
# Now is the last thing that is known to have happened; a report that is not yet due counts neither way.
_NOW = "(select max(办结时间) as now from tickets)"
_REPORTED = """
            count(*) filter (工单类别 <> 'C' and 反馈进展时间 <= 派单时间 + interval 48 hour)
            / count(*) filter (工单类别 <> 'C' and (反馈进展时间 is not null or 派单时间 + interval 48 hour < now))"""
QUESTIONS = {
    "figures": f"""
        with judged as (
            select
                *,
                办结时间 is null and (办结时限 < now or 工单类别 <> 'C' and 反馈进展时间 is null and (
                    派单时间 + interval 48 hour < now
                    or 对接诉求人时间 is null and 派单时间 + interval 24 hour < now
                )) as is_overdue
            from tickets, {_NOW}
            where {{where}}
        )
        select
            count(*) filter (办结时间 <= 办结时限) / count(*),
            count(*) filter (满意度 in ('非常满意', '满意')) / count(满意度),{_REPORTED},
            count(*) filter (is_overdue)
        from judged
    """,
    "funnel": """
        select count(*), count(认领时间), count(对接诉求人时间), count(反馈进展时间), count(办结时间)
        from tickets
        where {where}
    """,
    "trend": """
        select date_trunc('month', 派单时间), 工单类别, count(*) from tickets where {where} group by all order by all
    """,
    "categories": """
        select 诉求类别, count(*) from tickets where {where} group by all order by 2 desc, 1 limit 15
    """,
    "areas": f"""
        select
            区划代码, count(*), count(办结时间),{_REPORTED}
        from tickets, {_NOW}
        where {{where}}
        group by all
        order by all
    """,
}


def opened(file: Path) -> duckdb.DuckDBPyConnection:
    """The table of a file, to read from alone; each reader takes a cursor of it."""
    return duckdb.connect(str(file), read_only=True)


def answers(con: duckdb.DuckDBPyConnection, filters: Mapping[str, str]) -> dict[str, Rows]:
    """The rows of all five under the filters that are chosen."""
    chosen = {key: filters[key] for key in FILTERS if filters.get(key)}
    where = " and ".join(["true", *(FILTERS[key] for key in chosen)])
    cursor = con.cursor()
    return {
        name: cursor.execute(sql.format(where=where), chosen or None).fetchall()
        for name, sql in QUESTIONS.items()
    }
