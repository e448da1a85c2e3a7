"""Advice before a publish: what each row cannot show, since it takes the data that stand already.

None of it keeps a clerk from publishing: the parent, or the other half of what must agree, may come next.
"""

from collections.abc import Mapping, Sequence
from contextlib import suppress

import duckdb

from zhiping.access.permissions import Access
from zhiping.asking.as_if import TooLong, as_if_published, run_as_if_published
from zhiping.asking.narrowing import seen_in_lake
from zhiping.contracts import DATASETS
from zhiping.contracts.area_changes import SPLIT, area_changes
from zhiping.contracts.kinds import Dataset, Room
from zhiping.store.drafts import Draft
from zhiping.store.homes import moves
from zhiping.store.publishing import Store
from zhiping.upload.agreement import Agreement
from zhiping.upload.agreements import AGREEMENTS
from zhiping.upload.reading.texttable import places_words
from zhiping.upload.unit_writings import advice_on_units
from zhiping.words import _

_MOST_TOLD = 3
SECONDS = 5.0  # that a clerk waits for one of these sentences at most


def advice(con: duckdb.DuckDBPyConnection, store: Store, access: Access, draft: Draft) -> tuple[str, ...]:
    """What to say of the sound rows of a draft, a checked file in a workspace of the store; a sentence each."""
    dataset, table = draft.dataset, draft.table
    homes = store.versions.area_changes().homes
    told = [*_orphans(con, access, dataset, table, homes), *_odd_zeros(con, dataset, table)]
    told += advice_on_units(con, store, access, dataset, table)
    told += _overfull(con, store, access, draft)
    told += _moving(con, access, draft, homes)
    for one in AGREEMENTS:
        if dataset.name in one.datasets:
            told += _disagreements(con, store, access, draft, one)
    return tuple(told)


def _orphans(
    con: duckdb.DuckDBPyConnection, access: Access, dataset: Dataset, table: str, homes: Mapping[str, str]
) -> list[str]:
    """Rows whose parent is none that the uploader sees: they would be kept, and shown on no page."""
    if dataset.parent is None:
        return []
    parent = DATASETS[dataset.parent.dataset]
    names = {column.name for column in dataset.columns}
    link = [name for name in parent.key if name in names]
    with seen_in_lake(con, [parent.name], access, homes) as place:
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


def _odd_zeros(con: duckdb.DuckDBPyConnection, dataset: Dataset, table: str) -> list[str]:
    """Zeros on a scale of which all else is in the upper half: who gave no score often stands as 0."""
    told = []
    for column in dataset.columns:
        if column.kind != "number" or column.maximum is None:
            continue
        (row,) = con.execute(
            f"select count(*) filter ({column.name} = 0), count(*) filter ({column.name} > 0),"
            f" min({column.name}) filter ({column.name} > 0), max({column.name}),"
            f" arg_min(row(source_sheet, source_row), rowid) filter ({column.name} = 0) from {table} where is_sound"
        ).fetchall()
        zeros, others, least, most, first = row
        if zeros and others >= 3 * zeros and 2 * least >= most:
            told.append(
                _(
                    "“{label}”里有 {n} 个 0（例如{row}），其余都在 {least:g} 到 {most:g} 之间。没有评分的请留空，确是 0 分可以照常发布。"
                ).format(label=_(column.label), n=zeros, row=places_words([first]), least=least, most=most)
            )
    return told


def _moving(
    con: duckdb.DuckDBPyConnection, access: Access, draft: Draft, homes: Mapping[str, str]
) -> list[str]:
    """How many rows that stand would be counted at another code, of a list of 区划变更."""
    if draft.dataset != area_changes:
        return []
    moving = [one for one in DATASETS.values() if moves(one)]
    with seen_in_lake(con, [one.name for one in moving], access, homes) as place:
        counts = " union all ".join(
            f"select '{one.name}', count(*) from {place(one.name)} where {one.area_column} in"
            f" (select old_code from {draft.table} where is_sound and kind is distinct from '{SPLIT}')"
            for one in moving
        )
        rows = con.execute(f"from ({counts}) as found (dataset, row_count) where row_count > 0").fetchall()
    if not rows:
        return [_("现有的行里没有这些旧代码，只有以后上传的会算到新代码下。")]
    listed = _("、").join(
        _("{dataset} {n:,} 行").format(dataset=_(DATASETS[name].label), n=n) for name, n in rows
    )
    return [_("现有的行会从旧代码算到新代码下：{rows}。撤销这次上传就恢复。").format(rows=listed)]


def _overfull(con: duckdb.DuckDBPyConnection, store: Store, access: Access, draft: Draft) -> list[str]:
    """More rows than there is room for, in what this file touches: as its rows, or as what gives them room."""
    told = []
    for child in DATASETS.values():
        for room in child.rooms:
            if draft.dataset.name not in {child.name, room.dataset}:
                continue
            values = ", ".join(f"'{value}'" for value in room.values)
            with (
                suppress(TooLong),
                as_if_published(con, store, {child.name, room.dataset}, access, draft, seconds=SECONDS),
            ):
                rows = con.execute(
                    f"select {room.link}, count(*), any_value(p.{room.most}) from {child.name} as c"
                    f" join {room.dataset} as p using ({room.link}) where c.{room.column} in ({values})"
                    f" and {room.link} in (select {room.link} from {draft.table} where is_sound)"
                    f" group by {room.link} having count(*) > any_value(p.{room.most}) order by {room.link}"
                ).fetchall()
                if rows:
                    told.append(_overfull_words(child, room, rows))
    return told


def _overfull_words(child: Dataset, room: Room, rows: Sequence[tuple[str, int, int]]) -> str:
    parent = DATASETS[room.dataset]
    listed = _("、").join(
        _("{code}（{n} 行，{most}）").format(code=code, n=n, most=most) for code, n, most in rows[:_MOST_TOLD]
    )
    return _(
        "有 {n} 个{link}的“{child}”（{values}）多于“{parent}”的{most}：{listed}。请核对；确实如此也可以照常发布。"
    ).format(
        n=len(rows),
        link=_(parent.column(room.link).label),
        child=_(child.label),
        values=_("、").join(map(_, room.values)),
        parent=_(parent.label),
        most=_(parent.column(room.most).label),
        listed=listed,
    )


def _disagreements(
    con: duckdb.DuckDBPyConnection, store: Store, access: Access, draft: Draft, one: Agreement
) -> list[str]:
    """What would not agree in what this file touches."""
    touched = con.execute(
        f"select distinct {', '.join(one.key)} from {draft.table} where is_sound"
    ).fetchall()
    rows = run_as_if_published(con, store, one.question, access, draft)
    return [
        one.words(row)
        for row in rows
        if row["is_failing"] and tuple(row[name] for name in one.key) in touched
    ]
