"""Whose the rows of a file are: a clerk brings their own company's rows, and takes over no row of another area."""

import duckdb

from zhiping.access.permissions import NotAllowed, User, check_may_write_company
from zhiping.contracts.kinds import COMPANY, Dataset
from zhiping.rules.areas import area_range
from zhiping.words import _


def check_companies(con: duckdb.DuckDBPyConnection, user: User, table: str) -> None:
    """Every sound row must be of the company that the clerk writes for, where there is one."""
    if user.company:
        rows = con.execute(f"select distinct {COMPANY} from {table} where is_sound order by all").fetchall()
        for (company,) in rows:
            check_may_write_company(user, company)


def check_keys_in_scope(con: duckdb.DuckDBPyConnection, user: User, dataset: Dataset, table: str) -> None:
    """A key that belongs to another area must not be taken over from there.

    A child row whose parent is not known belongs to no area yet, so only a clerk of everywhere may add it.
    """
    scope, parent = user.scope, dataset.parent
    if not scope:
        return
    source, key, unknown = dataset.name, dataset.key, "false"
    if dataset.area_column is None and parent:
        source, key, unknown = parent.dataset, (parent.column,), "old.area_code is null"
    start, end = area_range(scope)
    rows = con.execute(
        f"select any_value({key[0]}), count(*)"
        f" from (select distinct {', '.join(key)} from {table} where is_sound)"
        f" left join lake.{source} as old using ({', '.join(key)})"
        f" where {unknown} or not (old.area_code >= '{start}' and old.area_code < '{end}')"
    ).fetchall()
    if rows[0][1]:
        raise NotAllowed(
            _("有 {n} 个编号（例如 {key}）不属于您管辖范围内的地区，什么都没有发布。请核对编号。").format(
                n=rows[0][1], key=rows[0][0]
            )
        )
