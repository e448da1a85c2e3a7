"""What should not stand in a column of text: mobile phones, numbers of identity cards, doors of homes.

They are told before a publish and can be masked in what is published; the clerk's own file is kept as it is, for
whoever may open it.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import duckdb

from zhiping.contracts.kinds import Column, Dataset
from zhiping.upload.reading.texttable import places_words
from zhiping.words import N_, _

_KINDS = frozenset({"text", "code", "list"})
# RE2 looks neither ahead nor behind: what stands around a number is matched with it and put back.
_BEFORE, _AFTER = "(^|[^0-9A-Za-z])", "([^0-9A-Za-z]|$)"
_DAY = "(?:19|20)[0-9]{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])"


@dataclass(frozen=True)
class _Pattern:
    label: str
    expression: str
    masked: str


_PATTERNS = (
    _Pattern(N_("手机号"), rf"{_BEFORE}(1[3-9][0-9])[0-9]{{4}}([0-9]{{4}}){_AFTER}", r"\1\2****\3\4"),
    _Pattern(
        N_("身份证号"),
        rf"{_BEFORE}([1-9][0-9]{{5}}){_DAY}[0-9]{{2}}([0-9][0-9Xx]){_AFTER}",
        r"\1\2**********\3\4",
    ),
    _Pattern(
        N_("门牌号"),
        r"((?:[0-9]+|[一二三四五六七八九十]+) *单元) *(?:[0-9]{3,4}|[一二三四五六七八九十零〇]{3,4})()",
        r"\1***\2",
    ),
)


@dataclass(frozen=True)
class Personal:
    """Cells of a column that hold numbers of persons. `what` in words; `places` (sheet, row) the first of `count`."""

    column: Column
    what: str
    count: int
    places: tuple[tuple[str | None, int], ...]


def _columns(dataset: Dataset) -> Iterator[Column]:
    return (column for column in dataset.columns if column.kind in _KINDS)


def _text(column: Column) -> str:
    return f"array_to_string({column.name}, '、')" if column.kind == "list" else column.name


def personal_cells(con: duckdb.DuckDBPyConnection, dataset: Dataset, table: str) -> tuple[Personal, ...]:
    """What stands in the sound rows of `table` that should not."""
    asked = [(column, pattern) for column in _columns(dataset) for pattern in _PATTERNS]
    parts = ", ".join(
        f"count(*) filter (regexp_matches({_text(column)}, '{pattern.expression}')),"
        f" arg_min(row(source_sheet, source_row), rowid, 3) filter (regexp_matches({_text(column)}, '{pattern.expression}'))"
        for column, pattern in asked
    )
    if not parts:
        return ()
    # A run of digits is looked for first: three expressions a cell would take longer than reading the file.
    suspects = " or ".join(
        f"(length({_text(column)}) >= 11 and regexp_matches({_text(column)}, '[0-9]{{11}}'))"
        f" or contains({_text(column)}, '单元')"
        for column in _columns(dataset)
    )
    (found,) = con.execute(f"select {parts} from {table} where is_sound and ({suspects})").fetchall()
    return tuple(
        Personal(column, _(pattern.label), found[2 * place], tuple(found[2 * place + 1]))
        for place, (column, pattern) in enumerate(asked)
        if found[2 * place]
    )


def mask(con: duckdb.DuckDBPyConnection, dataset: Dataset, table: str) -> None:
    """Mask in `table` what `personal_cells` finds; keys stay, or two rows could become one."""
    for column in _columns(dataset):
        if column.is_key:
            continue
        is_list = column.kind == "list"
        text = "one" if is_list else column.name
        for pattern in (*_PATTERNS, *_PATTERNS):  # of two side by side the first takes what parts them
            text = f"regexp_replace({text}, '{pattern.expression}', '{pattern.masked}', 'g')"
        text = f"list_transform({column.name}, lambda one: {text})" if is_list else text
        matches = " or ".join(f"regexp_matches({_text(column)}, '{one.expression}')" for one in _PATTERNS)
        con.execute(f"update {table} set {column.name} = {text} where {matches}")


def personal_words(found: tuple[Personal, ...]) -> tuple[str, ...]:
    """A sentence for each column and kind."""
    return tuple(
        _("“{label}”里有 {n:,} 格像{what}（{rows}{more}）。").format(
            label=_(one.column.label),
            n=one.count,
            what=one.what,
            rows=places_words(one.places),
            more=_("等") if one.count > len(one.places) else "",
        )
        for one in found
    )
