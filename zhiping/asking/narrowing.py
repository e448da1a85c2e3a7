"""Narrowing: the rows of each dataset that a reader may see, by scope, company and locked filters.

The one place where rows are held back. A cursor gets a temporary view in the place of each dataset that
must be narrowed, and a question, which never names a schema, reads the view.
"""

from collections.abc import Iterable, Mapping
from typing import Any

import duckdb

from zhiping.access.permissions import Access, User
from zhiping.asking.filters import FILTERS, parameter_values
from zhiping.contracts import SYSTEMS
from zhiping.contracts.filters import Filter
from zhiping.contracts.kinds import Dataset
from zhiping.rules.areas import area_range
from zhiping.store.tables import TABLES


def literal(value: Any) -> str:
    """A value as SQL writes it: texts and moments quoted, a tuple as a list."""
    if value is None:
        return "null"
    if isinstance(value, tuple):
        return f"[{', '.join(map(literal, value))}]"
    if isinstance(value, (int, float)):
        return str(value)
    text = f"'{_quoted(str(value))}'"
    return text if isinstance(value, str) else f"timestamp {text}"


def _quoted(text: str) -> str:
    return text.replace("'", "''")


def narrowing(access: Access) -> tuple[Any, ...]:
    """What narrows the rows of a reader: two readers with the same may share an answer."""
    mine = (access.user.company, access.user.name) if access.user.company else ()
    return (access.user.scope, *mine, tuple(sorted(access.locked.items())))


def narrow(cursor: duckdb.DuckDBPyConnection, names: Iterable[str], access: Access, number: int) -> set[str]:
    """Give the cursor temporary views of the datasets, narrowed to what `access` may see; the names of those made."""
    made = set()
    parents = {p.dataset for name in names if (p := TABLES[name].parent)}
    for name in sorted({*names} | parents, key=lambda one: TABLES[one].parent is not None):
        conditions = conditions_of(TABLES[name], access)
        if conditions:
            cursor.execute(
                f"create temp view {name} as select * from memory.v{number}.{name} where {' and '.join(conditions)}"
            )
            made.add(name)
    return made


def conditions_of(dataset: Dataset, access: Access) -> list[str]:
    """SQL conditions that hold for the rows of a dataset that `access` may see; none where it may see all."""
    conditions = []
    if dataset.parent and conditions_of(TABLES[dataset.parent.dataset], access):
        column = dataset.parent.column
        conditions.append(f"{column} in (select {column} from {dataset.parent.dataset})")
    if access.user.company:
        conditions += _company_conditions(dataset, access.user)
    if dataset.area_column:
        for code in access.areas:
            start, end = area_range(code)
            conditions.append(f"{dataset.area_column} >= '{start}' and {dataset.area_column} < '{end}'")
    for key, written in access.locked.items():
        conditions += _locked_conditions(dataset, FILTERS[key], written)
    return conditions


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


def _company_conditions(dataset: Dataset, user: User) -> list[str]:
    """Who writes for one company sees its workers and their own uploads; of other systems nothing.

    Nor what the workers redeemed: an employer has no business in a person's visits to a pharmacy.
    """
    if not dataset.ships and not (dataset.system in SYSTEMS and SYSTEMS[dataset.system].is_open_to_companies):
        return ["false"]
    names = {column.name for column in dataset.columns}
    if "company" in names:
        return [f"company = {literal(user.company)}"]
    if "worker_id" in names:
        return ["false"]
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
