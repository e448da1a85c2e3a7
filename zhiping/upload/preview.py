"""What a publish would change, in numbers, before it does."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import duckdb

from zhiping.access.permissions import Access
from zhiping.asking.narrowing import seen_in_lake
from zhiping.contracts.kinds import Dataset
from zhiping.store.replay import replaced_rows
from zhiping.upload.reading.texttable import places_words
from zhiping.words import _, in_turn

MOST_CHANGES = 200  # rows of which old and new values are listed
_LEAP = 10  # a number that becomes so many times as large, or as small, is asked about


@dataclass(frozen=True)
class CellChange:
    """A value that would change. `key`: the row's key in words; `sheet` and `row`: where it stands in the upload."""

    sheet: str | None
    row: int
    key: str
    label: str
    old: Any
    new: Any

    @property
    def is_leap(self) -> bool:
        """Whether a number becomes ten times as large or as small, or nothing where there was something: often a slip."""
        if isinstance(self.old, bool) or not (
            isinstance(self.old, int | float) and isinstance(self.new, int | float)
        ):
            return False
        one, other = sorted((abs(self.old), abs(self.new)))
        return other >= _LEAP and other >= _LEAP * one


@dataclass(frozen=True)
class Preview:
    """The sound rows of a file against what stands, were they published in one mode.

    `removed`: rows that stand, that the mode replaces and the file does not bring; of them `removed_faulty` are in the
    file with faults. `of_others`: (clerk, receipt, rows) of live uploads of other clerks whose rows would be overtaken
    or removed. `changes` lists the cells of the first rows that would change.
    """

    new: int
    changed: int
    unchanged: int
    removed: int
    removed_faulty: int
    changes: tuple[CellChange, ...]
    of_others: tuple[tuple[str, str, int], ...]

    @property
    def leaps(self) -> tuple[CellChange, ...]:
        return tuple(change for change in self.changes if change.is_leap)


def preview(
    con: duckdb.DuckDBPyConnection,
    dataset: Dataset,
    table: str,
    recorded: frozenset[str],
    mode: str,
    areas: tuple[tuple[str, str], ...],
    user: str,
) -> Preview:
    """What publishing the sound rows of `table` in `mode` would do to what stands. Nothing is changed.

    `recorded`: the columns that the file has; the others keep their values in add-or-change mode. `areas`: those that a
    replacing file replaces. `user`: who would publish.
    """
    keys = ", ".join(dataset.key)
    compared = [
        column
        for column in dataset.columns
        if not column.is_key and (mode != "upsert" or column.name in recorded)
    ]
    differs = " or ".join(f"new.{one.name} is distinct from old.{one.name}" for one in compared) or "false"
    pairs = f"(from {table} where is_sound) as new join lake.{dataset.name} as old using ({keys})"
    replaced = replaced_rows(con, dataset, table, mode, areas)
    removed = (
        f"(select old.* from lake.{dataset.name} as old"
        f" anti join (from {table} where is_sound) as new using ({keys}) where {replaced})"
    )
    (counts,) = con.execute(
        f"select (select count(*) from {table} where is_sound), count(*), count(*) filter ({differs}),"
        f" (select count(*) from {removed}),"
        f" (select count(*) from {removed} semi join (from {table} where not is_sound) using ({keys})) from {pairs}"
    ).fetchall()
    sound, known, changed, gone, gone_faulty = counts
    others = (
        []
        if not known + gone
        else con.execute(
            f"with touched as (select old.upload_id from {pairs} union all select upload_id from {removed})"
            " select published_by, receipt, count(*) from touched join lake.uploads using (upload_id)"
            " where published_by != $user and not is_demo group by all order by all",
            {"user": user},
        ).fetchall()
    )
    return Preview(
        new=sound - known,
        changed=changed,
        unchanged=known - changed,
        removed=gone,
        removed_faulty=gone_faulty,
        changes=_changes(con, dataset, compared, pairs, differs) if changed else (),
        of_others=tuple(others),
    )


def _changes(
    con: duckdb.DuckDBPyConnection, dataset: Dataset, compared: list[Any], pairs: str, differs: str
) -> tuple[CellChange, ...]:
    names = [f"{side}.{column.name}" for side in ("old", "new") for column in compared]
    rows = con.execute(
        f"select new.source_sheet, new.source_row, {', '.join(f'new.{key}' for key in dataset.key)}, {', '.join(names)}"
        f" from {pairs} where {differs} order by new.source_row, new.source_sheet limit {MOST_CHANGES}"
    ).fetchall()
    found = []
    for sheet, number, *values in rows:
        key, cells = values[: len(dataset.key)], values[len(dataset.key) :]
        olds, news = cells[: len(compared)], cells[len(compared) :]
        found += [
            CellChange(sheet, number, " ".join(map(str, key)), _(column.label), old, new)
            for column, old, new in zip(compared, olds, news, strict=True)
            if old != new
        ]
    return tuple(found)


def known_count(
    con: duckdb.DuckDBPyConnection, access: Access, dataset: Dataset, table: str, homes: Mapping[str, str]
) -> int:
    """How many sound rows have a key that the reader sees in the store already."""
    with seen_in_lake(con, [dataset.name], access, homes) as place:
        row = con.execute(
            f"select count(*) from {table} as new"
            f" semi join {place(dataset.name)} using ({', '.join(dataset.key)}) where new.is_sound"
        ).fetchall()[0]
    return int(row[0])


def is_count_typed(typed: str, count: int) -> bool:
    """Whether somebody typed that number, with or without commas: what a removal waits for."""
    return typed.strip().replace(",", "") == str(count)


def written(value: object) -> str:
    """A value of any kind as a clerk writes it."""
    if isinstance(value, bool):
        return _("是") if value else _("否")
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, list):
        return _("、").join(map(str, value))
    return "" if value is None else str(value)


def preview_words(found: Preview) -> str:
    """The numbers of a preview in one sentence: 新增 9 行，更新 2 行（…），移除 524 行."""
    parts = [
        _("新增 {n:,} 行").format(n=found.new),
        _("更新 {n:,} 行").format(n=found.changed),
        _("不变 {n:,} 行").format(n=found.unchanged),
    ]
    if found.removed:
        parts.append(_("移除 {n:,} 行").format(n=found.removed))
    return _("发布后：{parts}。").format(parts=_("，").join(parts))


def preview_doubts(found: Preview) -> tuple[str, ...]:
    """What a clerk should look at before such a publish; a sentence each."""
    told = []
    if found.removed_faulty:
        told.append(
            _("将移除的行里有 {n:,} 行在文件里，但有错误：改正后再发布，它们就不会丢。").format(
                n=found.removed_faulty
            )
        )
    if found.leaps:
        first = found.leaps[0]
        told.append(
            _(
                "有 {n} 处数字变成了十倍以上或十分之一以下，例如{row} {key} 的{label}：{old} → {new}。请核对。"
            ).format(
                n=len(found.leaps),
                row=places_words([(first.sheet, first.row)]),
                key=first.key,
                label=first.label,
                old=written(first.old),
                new=written(first.new),
            )
        )
    if found.of_others:
        whose = _("、").join(
            _("{who}（{receipt}，{n:,} 行）").format(who=who, receipt=receipt, n=n)
            for who, receipt, n in found.of_others[:5]
        )
        told.append(
            in_turn(
                _("这些行现在来自别人的上传：{whose}。").format(whose=whose),
                _("发布后以您的为准；撤销您的上传，它们就恢复。"),
            )
        )
    return tuple(told)
