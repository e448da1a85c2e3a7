"""Narrowing: the rows of each dataset that a reader may see, by scope, company, locked filters and link.

The one place where rows are held back. A cursor gets a temporary view in the place of each dataset that
must be narrowed, and a question, which never names a schema, reads the view.
"""

import secrets
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import duckdb

from zhiping.access.permissions import Access, User
from zhiping.asking.filters import FILTERS, parameter_values
from zhiping.contracts import SYSTEMS
from zhiping.contracts.filters import Filter
from zhiping.contracts.kinds import Dataset
from zhiping.rules.areas import area_range
from zhiping.store.homes import standing_at_home
from zhiping.store.literals import literal
from zhiping.store.tables import TABLES

_HIDDEN = "false"
# With which persons' codes are hidden from readers of links; another at each start, so that nobody can try all codes.
_SALT = secrets.token_hex()


def narrowing(access: Access) -> tuple[Any, ...]:
    """What narrows the rows of a reader: two readers with the same may share an answer."""
    user = access.user
    mine = (user.company, user.name) if user.company else ()
    return (user.scope, user.unit, *mine, bool(access.link), tuple(sorted(access.locked.items())))


def narrow(
    cursor: duckdb.DuckDBPyConnection,
    names: Iterable[str],
    access: Access,
    place: Callable[[str], str],
    there: Collection[str] = (),
) -> set[str]:
    """Give the cursor temporary views of the datasets, narrowed to what `access` may see; the names of those it has then.

    `place`: where SQL reads each of them whole, in a version or in the lake itself. `there`: views that it has already.
    """
    narrowed = set()
    parents = {p.dataset for name in names if (p := TABLES[name].parent)}
    for name in sorted({*names} | parents, key=lambda one: TABLES[one].parent is not None):
        conditions = conditions_of(TABLES[name], access)
        columns = columns_of(TABLES[name], access)
        if conditions or columns != "*":
            where = " and ".join(["true", *conditions])
            if name not in there:
                cursor.execute(
                    f"create temp view {name} as select {columns} from {place(name)} where {where}"
                )
            narrowed.add(name)
    return narrowed


@contextmanager
def seen_in_lake(
    con: duckdb.DuckDBPyConnection, names: Iterable[str], access: Access, homes: Mapping[str, str]
) -> Iterator[Callable[[str], str]]:
    """What stands of the datasets as far as `access` may see it, in a workspace: name -> where SQL reads it.

    For what is said of a file before it is published: whether a code stands elsewhere is nobody's business here.
    `homes`: of areas that were merged or renamed (see zhiping/store/homes.py).
    """

    def standing(name: str) -> str:
        return standing_at_home(TABLES[name], homes)

    made = narrow(con, names, access, standing)
    try:
        yield lambda name: f"temp.{name}" if name in made else standing(name)
    finally:
        for name in made:
            con.execute(f"drop view temp.{name}")


def columns_of(dataset: Dataset, access: Access) -> str:
    """What `access` may see of each row, as SQL selects it: through a link nothing that tells of a private person.

    A person's code becomes another one, so that persons are counted all the same.
    """
    withheld = [column for column in dataset.columns if column.is_personal] if access.link else []
    if not withheld:
        return "*"
    shown = [
        (f"left(md5({literal(_SALT)} || {one.name}), 12)" if one.kind == "code" else "null")
        + f" as {one.name}"
        for one in withheld
    ]
    return f"* replace ({', '.join(shown)})"


def conditions_of(dataset: Dataset, access: Access) -> list[str]:
    """SQL conditions that hold for the rows of a dataset that `access` may see; none where it may see all."""
    conditions = []
    if dataset.parent and conditions_of(TABLES[dataset.parent.dataset], access):
        column = dataset.parent.column
        conditions.append(f"{column} in (select {column} from {dataset.parent.dataset})")
    if access.user.company:
        conditions += _company_conditions(dataset, access.user)
    if access.user.unit:
        conditions += _unit_conditions(dataset, access.user.unit)
    if dataset.area_column:
        for code in access.areas:
            start, end = area_range(code)
            conditions.append(f"{dataset.area_column} >= '{start}' and {dataset.area_column} < '{end}'")
    for key, written in access.locked.items():
        conditions += _locked_conditions(dataset, FILTERS[key], written)
    return conditions


def rows_seen(names: Iterable[str], access: Access) -> dict[str, str]:
    """Of the datasets whose rows `access` sees in part, each as it is: the SQL condition that its own columns must meet."""
    return {
        name: " and ".join(conditions)
        for name in names
        if (conditions := conditions_of(TABLES[name], access))
        and not TABLES[name].parent
        and columns_of(TABLES[name], access) == "*"
    }


def is_hidden(dataset: Dataset, access: Access) -> bool:
    """Whether `access` sees no row of a dataset, whatever there is: what it does not see may well be there."""
    return _HIDDEN in conditions_of(dataset, access)


def _locked_conditions(dataset: Dataset, one: Filter, written: str) -> list[str]:
    if one.narrows_every == "period":
        return _period_conditions(dataset, one, written)
    column = one.narrows.get(dataset.name)
    if column is None:
        return []
    value = parameter_values({one.key: written})[one.parameters[0]]
    if isinstance(value, tuple):
        return [f"list_has_all({column}, {literal(value)})"]
    return [f"{column} = {literal(value)}"]


def _period_conditions(dataset: Dataset, one: Filter, written: str) -> list[str]:
    # A pause belongs to the period of its ticket; an activity has its own, for its courtyard has none.
    is_timed = not (dataset.parent and TABLES[dataset.parent.dataset].period)
    if not (dataset.period and is_timed and (dataset.area_column or dataset.parent)):
        return []
    (parameter,) = one.parameters
    sign = ">=" if parameter == "since" else "<"
    return [f"{dataset.period} {sign} {literal(parameter_values({one.key: written})[parameter])}"]


def _unit_conditions(dataset: Dataset, unit: str) -> list[str]:
    """Who is limited to a unit sees the rows that name it, what it leads and what it supports, and no upload of others too."""
    if dataset.name == "uploads":
        of_units = tuple(name for name, one in TABLES.items() if _is_of_units(one))
        return [f"not list_contains({literal(of_units)}, dataset)"]
    sought = literal(unit)
    named = [
        f"list_contains({one.name}, {sought})" if one.kind == "list" else f"{one.name} = {sought}"
        for one in dataset.unit_columns
    ]
    return [f"({' or '.join(named)}) is true"] if named else []


def _is_of_units(dataset: Dataset) -> bool:
    return bool(dataset.unit_columns or (dataset.parent and _is_of_units(TABLES[dataset.parent.dataset])))


def _company_conditions(dataset: Dataset, user: User) -> list[str]:
    """Who writes for one company sees its workers and their own uploads; of other systems nothing.

    Nor what the workers redeemed: an employer has no business in a person's visits to a pharmacy.
    """
    if not dataset.ships and not (dataset.system in SYSTEMS and SYSTEMS[dataset.system].is_open_to_companies):
        return [_HIDDEN]
    names = {column.name for column in dataset.columns}
    if "company" in names:
        return [f"company = {literal(user.company)}"]
    if "worker_id" in names:
        return [_HIDDEN]
    return [f"published_by = {literal(user.name)}"] if dataset.name == "uploads" else []


def kept(rows: list[dict[str, Any]], locked: Mapping[str, str]) -> list[dict[str, Any]]:
    """Of finished rows those that locked filters keep: rows of the one unit, and choices that are locked anyway.

    For what may not be narrowed before, since it is compared with the rest.
    """
    for key, written in locked.items():
        column = FILTERS[key].keeps
        rows = [
            row
            for row in rows
            if not (column in row and row[column] != written)
            and not (row.get("kind") == key and "value" in row and str(row["value"]) != written)
        ]
    return rows
