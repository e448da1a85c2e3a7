"""Whose the rows of a file are: a clerk brings their own company's rows, and takes over no row of another area."""

from collections.abc import Mapping

import duckdb

from zhiping.access.permissions import NotAllowed, User, check_may_write_company
from zhiping.contracts.kinds import COMPANY, Dataset
from zhiping.rules.areas import area_range
from zhiping.store.homes import standing_at_home
from zhiping.store.tables import TABLES
from zhiping.words import _


def check_companies(con: duckdb.DuckDBPyConnection, user: User, table: str) -> None:
    """Every sound row must be of the company that the clerk writes for, where there is one."""
    if user.company:
        rows = con.execute(f"select distinct {COMPANY} from {table} where is_sound order by all").fetchall()
        for (company,) in rows:
            check_may_write_company(user, company)


def check_keys_in_scope(
    con: duckdb.DuckDBPyConnection, user: User, dataset: Dataset, table: str, homes: Mapping[str, str]
) -> None:
    """A key that belongs to another area must not be taken over from there, be it a row's own or that of its parent.

    A child row whose parent is not known belongs to no area yet, so only a clerk of everywhere may add it.
    `homes`: of areas that were merged or renamed.
    """
    scope, parent, own = user.scope, dataset.parent, dataset.key
    if not scope:
        return
    start, end = area_range(scope)
    outside = f"not (area_code >= '{start}' and area_code < '{end}')"
    rows = f"(from {table} where is_sound)"
    standing = standing_at_home(dataset, homes)
    its_own = f"select {own[0]} as code from {standing} semi join {rows} using ({', '.join(own)})"
    if dataset.area_column or parent is None:
        foreign = [f"{its_own} where {outside}"]
    else:
        # What is said of a parent must not tell whether there is one: it goes first, whatever the row's own key is.
        link, parents = (
            parent.column,
            f"left join {standing_at_home(TABLES[parent.dataset], homes)} using ({parent.column})",
        )
        foreign = [
            f"select {link} as code from (select distinct {link} from {rows}) {parents}"
            f" where area_code is null or {outside}",
            f"{its_own} {parents} where {outside}",
        ]
    for one in foreign:
        count, key = con.execute(f"select count(*), min(code) from ({one})").fetchall()[0]
        if count:
            raise NotAllowed(
                _("有 {n} 个编号（例如 {key}）不属于您管辖范围内的地区，什么都没有发布。请核对编号。").format(
                    n=count, key=key
                )
            )
