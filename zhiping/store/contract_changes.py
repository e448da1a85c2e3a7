"""A store that another version of the contracts has filled: found at opening, and brought in step or refused.

New tables and columns are made. A column of another kind is converted with every row that was ever put, where no
value is lost by it; else the store is refused, and nothing in it changes. A column or dataset that the contracts no
longer have stays in the lake with all of its values and is not read; that is told once.
"""

import json
from collections.abc import Callable, Collection, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

import duckdb

from zhiping.contracts.kinds import KIND_LABELS, SQL_TYPES, Column, Kind
from zhiping.store.converting import converted
from zhiping.store.durable import write_whole
from zhiping.store.errors import StoreError
from zhiping.store.mark import receipts_told
from zhiping.store.tables import LakeTable
from zhiping.words import _

# What the contracts were when the store was last opened: SQL types tell a text from a number, not from a code.
CONTRACTS = "contracts.json"

Con = duckdb.DuckDBPyConnection
Held = Mapping[tuple[str, str], Mapping[str, str]]  # (schema, table) -> column -> SQL type


@dataclass(frozen=True)
class Record:
    """The contracts as the store knew them last. `kinds`: table -> column -> kind; `unread`: what was told to stay unread."""

    kinds: Mapping[str, Mapping[str, Kind]] = field(default_factory=dict)
    unread: Collection[str] = ()

    @classmethod
    def of(cls, folder: Path) -> "Record":
        """That of a store; empty where there is none, or none that can be read: the lake itself says the most."""
        with suppress(OSError, ValueError, KeyError):
            read = json.loads((folder / CONTRACTS).read_text("utf-8"))
            return cls(read["kinds"], read["unread"])
        return cls()

    def keep(self, folder: Path) -> None:
        """Raises OSError; then the former one holds, and the next opening finds the same changes again."""
        kept = {"kinds": self.kinds, "unread": [*self.unread]}
        write_whole(folder / CONTRACTS, json.dumps(kept, ensure_ascii=False, indent=1).encode())


@dataclass(frozen=True)
class Changes:
    """What is to happen to a lake. `converted`: tables some of whose columns are of another type now."""

    held: Held
    made: tuple[LakeTable, ...]
    widened: tuple[LakeTable, ...]
    converted: tuple[LakeTable, ...]
    told: tuple[str, ...]
    record: Record
    is_known: bool  # the record is as it was

    def __bool__(self) -> bool:
        """Whether the lake has to change at all."""
        return bool(self.made or self.widened or self.converted)


def planned(
    con: Con, folder: Path, promised: Sequence[LakeTable], check_sound: Callable[[set[str]], None]
) -> Changes:
    """What brings a lake in step with `promised`; nothing is changed by it.

    `check_sound` raises where files of these tables are broken: what they hold cannot be judged.
    Raises StoreError where a value cannot be had in its new kind.
    """
    held, known = _held(con), Record.of(folder)
    standing = [table for table in promised if (table.schema, table.name) in held]
    other = {table: changed for table in standing if (changed := _of_other_kind(table, held, known))}
    if other:
        check_sound({table.name for table in other})
        _refuse_losses(con, known, other, held)
    unread = _unread(promised, held)
    kinds = {table.name: {column.name: column.kind for column in table.columns} for table in promised}
    record = Record(
        {name: {**known.kinds.get(name, {}), **kinds.get(name, {})} for name in {**known.kinds, **kinds}},
        sorted(unread),
    )
    return Changes(
        held,
        made=tuple(table for table in promised if table not in standing),
        widened=tuple(
            table
            for table in standing
            if {c.name for c in table.columns} - held[table.schema, table.name].keys()
        ),
        converted=tuple(table for table in other if _differing(table, held)),
        told=tuple(sentence for name, sentence in unread.items() if name not in known.unread),
        record=record,
        is_known=record == known,
    )


def carry_out(con: Con, changes: Changes) -> bool:
    """Bring the lake in step; whether there was anything to do. The caller's transaction holds it."""
    con.execute("create schema if not exists lake.puts")
    for table in changes.made:
        make(con, table)
    for table in changes.widened:
        if table not in changes.converted:
            have = changes.held[table.schema, table.name]
            for column in table.columns:
                if column.name not in have:
                    con.execute(f"alter table {table.path} add column {column.name} {column.sql_type}")
    for table in changes.converted:
        _convert(con, table, changes.held[table.schema, table.name])
    return bool(changes)


def make(con: Con, table: LakeTable, unread: Mapping[str, str] | None = None) -> None:
    """Make an empty table; `unread`: columns beside those of its contract, with their SQL types."""
    types = {column.name: column.sql_type for column in table.columns} | dict(unread or {})
    con.execute(f"create table {table.path} ({', '.join(f'{name} {kind}' for name, kind in types.items())})")


def held_of(con: Con, table: LakeTable) -> Mapping[str, str]:
    """Column -> SQL type of a table as the lake has it."""
    return _held(con)[table.schema, table.name]


def beside(table: LakeTable, held: Mapping[str, str]) -> dict[str, str]:
    """The columns that a table has beside those of its contract."""
    names = {column.name for column in table.columns}
    return {name: kind for name, kind in held.items() if name not in names}


def _convert(con: Con, table: LakeTable, held: Mapping[str, str]) -> None:
    """Make a table anew with its rows converted: DuckLake widens a type in place, and does no more.

    Under its own name, so that older versions, which have the former table, find it under that name too. A value of
    an upload that was undone may not be convertible; no replay reads it again, so it may go.
    """
    unread = beside(table, held)
    values = {column.name: _value(column, held) for column in table.columns} | {name: name for name in unread}
    listed = ", ".join(f"{value} as {name}" for name, value in values.items())
    con.execute(f"create or replace temp table former as select {listed} from {table.path}")
    con.execute(f"drop table {table.path}")
    make(con, table, unread)
    con.execute(f"insert into {table.path} from former")
    con.execute("drop table former")


def _value(column: Column, held: Mapping[str, str]) -> str:
    if column.name not in held:
        return f"null::{column.sql_type}"
    if held[column.name] == column.sql_type:
        return column.name
    return converted(column.name, held[column.name], column)


def _held(con: Con) -> Held:
    held: dict[tuple[str, str], dict[str, str]] = {}
    for schema, table, column, kind in con.execute(
        "select schema_name, table_name, column_name, lower(data_type) from duckdb_columns()"
        " where database_name = 'lake' order by column_index"
    ).fetchall():
        held.setdefault((schema, table), {})[column] = kind
    return held


def _differing(table: LakeTable, held: Held) -> list[Column]:
    """The columns whose values are stored as another type."""
    have = held[table.schema, table.name]
    return [column for column in table.columns if have.get(column.name, column.sql_type) != column.sql_type]


def _of_other_kind(table: LakeTable, held: Held, known: Record) -> list[Column]:
    """The columns that are of another kind now, as far as it is known what they were."""
    have, kinds = held[table.schema, table.name], known.kinds.get(table.name, {})
    return [
        column
        for column in table.columns
        if column.name in have
        and (have[column.name] != column.sql_type or kinds.get(column.name, column.kind) != column.kind)
    ]


def _unread(promised: Sequence[LakeTable], held: Held) -> dict[str, str]:
    """What stands in the lake and in no contract: `dataset` or `dataset.column` -> what is told of it."""
    tables = {table.name: table for table in promised if table.schema == "main"}
    found = {}
    for (schema, name), columns in held.items():
        if schema != "main":
            continue
        if name not in tables:
            found[name] = _(
                "这一版没有数据集“{dataset}”了：它的数据仍保存在数据文件夹里，不再读取，也没有删除。"
            ).format(dataset=name)
            continue
        for column in beside(tables[name], columns):
            found[f"{name}.{column}"] = _(
                "这一版的“{dataset}”没有列“{column}”了：它的值仍保存在数据文件夹里，不再读取，也没有删除。"
            ).format(dataset=_(tables[name].label), column=column)
    return found


def _refuse_losses(con: Con, known: Record, other: Mapping[LakeTable, Sequence[Column]], held: Held) -> None:
    """Raises StoreError where values of these columns cannot be converted; which, and what to do."""
    said = {}
    for table, columns in other.items():
        have = held[table.schema, table.name]
        for column in columns:
            lost = (
                f"{column.name} is not null and ({converted(column.name, have[column.name], column)}) is null"
            )
            if table.schema == "puts":
                lost += (
                    " and upload_id not in (select upload_id from lake.uploads where undone_at is not null)"
                )
            (count,) = con.execute(f"select count(*) from {table.path} where {lost}").fetchone() or (0,)
            if count:
                kind = known.kinds.get(table.name, {}).get(column.name) or _kind_of(have[column.name])
                uploads = f"select distinct receipt from lake.uploads semi join (from {table.path} where {lost}) using (upload_id) order by 1"
                said[table.name, column.name] = _(
                    "“{dataset}”的“{column}”存的是{held}，这一版要求{expected}，有 {n} 个值转换会丢失内容（涉及回执 {receipts}）"
                ).format(
                    dataset=_(table.label),
                    column=_(column.label),
                    held=_(KIND_LABELS[kind]),
                    expected=_(KIND_LABELS[column.kind]),
                    n=count,
                    receipts=receipts_told([receipt for (receipt,) in con.execute(uploads).fetchall()])
                    or _("不明"),
                )
    if said:
        raise StoreError(
            _(
                "数据文件夹没有打开，里面什么都没有改：{changes}。"
                "请先用原来的版本打开，撤销这些上传，改正后重新上传，再换这一版。"
            ).format(changes=_("；").join(said.values()))
        )


def _kind_of(sql_type: str) -> Kind:
    """The plainest kind that is stored so."""
    return next((kind for kind, stored in SQL_TYPES.items() if stored == sql_type), "text")
