"""Advice before a publish: what each row cannot show, since it takes the data that stand already.

None of it keeps a clerk from publishing: the parent, or the other half of what must agree, may come next.
"""

import duckdb

from zhiping.access.permissions import Access
from zhiping.asking.narrowing import seen_in_lake
from zhiping.asking.run import run_as_if_published
from zhiping.contracts import DATASETS
from zhiping.contracts.kinds import Dataset
from zhiping.store.publishing import Store
from zhiping.store.replay import replaced_rows
from zhiping.upload.agreement import Agreement
from zhiping.upload.agreements import AGREEMENTS
from zhiping.upload.unit_writings import advice_on_units
from zhiping.words import _


def advice(
    con: duckdb.DuckDBPyConnection,
    store: Store,
    access: Access,
    dataset: Dataset,
    table: str,
    mode: str,
    areas: tuple[tuple[str, str], ...],
) -> tuple[str, ...]:
    """What to say of the sound rows of `table`, a checked file in a workspace of the store; a sentence each.

    `mode` and `areas`: how it would be published, and which areas a replacing file replaces.
    """
    told = [*_orphans(con, access, dataset, table), *advice_on_units(con, store, access, dataset, table)]
    for one in AGREEMENTS:
        if dataset.name in one.datasets:
            replaced = replaced_rows(con, dataset, table, mode, areas)
            told += _disagreements(con, store, access, dataset, table, replaced, one)
    return tuple(told)


def _orphans(con: duckdb.DuckDBPyConnection, access: Access, dataset: Dataset, table: str) -> list[str]:
    """Rows whose parent is none that the uploader sees: they would be kept, and shown on no page."""
    if dataset.parent is None:
        return []
    parent = DATASETS[dataset.parent.dataset]
    names = {column.name for column in dataset.columns}
    link = [name for name in parent.key if name in names]
    with seen_in_lake(con, [parent.name], access) as place:
        row = con.execute(
            f"select count(*), min({dataset.parent.column}) from {table}"
            f" anti join {place(parent.name)} using ({', '.join(link)}) where is_sound"
        ).fetchall()[0]
    if not row[0]:
        return []
    return [
        _(
            "有 {n} 行的{column}（例如 {value}）在“{parent}”里没有，发布后不会出现在任何页面上。"
            "请核对，或接着上传“{parent}”。"
        ).format(
            n=row[0],
            column=_("、").join(_(parent.column(name).label) for name in link),
            value=row[1],
            parent=_(parent.label),
        )
    ]


def _disagreements(
    con: duckdb.DuckDBPyConnection,
    store: Store,
    access: Access,
    dataset: Dataset,
    table: str,
    replaced: str,
    one: Agreement,
) -> list[str]:
    """What would not agree in what this file touches."""
    touched = con.execute(f"select distinct {', '.join(one.key)} from {table} where is_sound").fetchall()
    rows = run_as_if_published(con, store, one.question, access, dataset, table, replaced)
    return [
        one.words(row)
        for row in rows
        if row["is_failing"] and tuple(row[name] for name in one.key) in touched
    ]
