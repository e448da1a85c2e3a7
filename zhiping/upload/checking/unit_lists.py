"""Lists of 单位名称对照 that contradict themselves: a name is followed once, and never in a circle."""

from collections.abc import Sequence

import duckdb

from zhiping.contracts.kinds import Dataset
from zhiping.contracts.unit_names import unit_names
from zhiping.rules.unit_names import Meaning, contradictions
from zhiping.upload.checking.cells import ColumnSource
from zhiping.upload.checking.faults import Fault
from zhiping.upload.checking.findings import Found, fault_in, row_faults
from zhiping.upload.reading.texttable import TextTable
from zhiping.words import _


def list_faults(
    con: duckdb.DuckDBPyConnection,
    text: TextTable,
    table: str,
    dataset: Dataset,
    sources: Sequence[ColumnSource],
    standing: Sequence[Meaning],
) -> Found:
    """Names that mean themselves, each other, or one that means yet another; marks their rows unsound in `table`.

    Of the meanings that stand those are left out that the file says anew.
    """
    if dataset != unit_names:
        return Found()
    by_name = {source.column.name: source for source in sources}
    rows = con.execute(
        f"select source_row, written, area_code, meant from {table} where is_sound order by source_row"
    ).fetchall()
    faults: dict[int, tuple[int, Fault]] = {}
    meanings = [Meaning(*row[1:]) for row in rows]
    said = {(one.written, one.area_code) for one in meanings}
    others = [one for one in standing if (one.written, one.area_code) not in said]
    for place, other in contradictions(meanings, others):
        source_row, one = rows[place][0], meanings[place]
        faults[source_row] = fault_in(
            text, source_row, by_name["meant"], one.meant, "name_chain", *chain_words(one, other)
        )
    return row_faults(con, table, faults)


def chain_words(one: Meaning, other: Meaning) -> tuple[str, str]:
    """What is wrong where `one` leads to `other`, or `other` to `one`, and how to mend it."""
    if one.written == one.meant:
        return _("“{name}”的规范名称就是它自己。").format(name=one.written), _(
            "请删去这一行，或改成规范名称。"
        )
    first, second = (one, other) if other.written == one.meant else (other, one)
    if first.written == second.meant:
        return (
            _("“{one}”指“{other}”，“{other}”又指“{one}”，绕成了圈。").format(
                one=first.written, other=first.meant
            ),
            _("请只留一个方向。"),
        )
    return (
        _("“{one}”指“{other}”，“{other}”又指“{third}”：对照只看一步。").format(
            one=first.written, other=first.meant, third=second.meant
        ),
        _("请把“{one}”的规范名称直接写成“{third}”。").format(one=first.written, third=second.meant),
    )


def standing_meanings(con: duckdb.DuckDBPyConnection, dataset: Dataset) -> list[Meaning]:
    """The lists that stand in the lake, for a file of them; nothing for any other."""
    if dataset != unit_names:
        return []
    return [
        Meaning(*row)
        for row in con.execute("select written, area_code, meant from lake.unit_names").fetchall()
    ]
