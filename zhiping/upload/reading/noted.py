"""What the engine has noted of a column of texts as it was filled: many a look at a million cells is spared by it.

DuckDB keeps bounds of every column and tells them as text (`stats`). They are never narrower than what stands there;
what cannot be read of them is taken for unknown, and then somebody has to look.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

import duckdb

_TOLD = re.compile(
    r"\[Min: (?P<least>.*), Max: .*, Has Unicode: (?P<unicode>true|false), Max String Length: (?P<longest>\d+|\?)\]"
    r"\[Has Null: (?:true|false), Has No Null: (?:true|false)\].*",
    re.DOTALL,
)


@dataclass(frozen=True)
class Noted:
    """`least`: the first letters of the least text, where that is known. `longest` in bytes, None where it is not known."""

    least: str = ""
    is_ascii: bool = False
    longest: int | None = None

    @property
    def may_begin_blank(self) -> bool:
        """Whether a text may begin with a blank of any kind, or with less."""
        return not self.is_ascii or not "!" <= self.least[:1] <= "[" and not "]" <= self.least[:1] <= "~"


def noted(con: duckdb.DuckDBPyConnection, table: str, columns: Iterable[str]) -> dict[str, Noted]:
    """What is known of each of `columns` of a table, without looking at a row."""
    names = list(columns)
    told = con.execute(
        f"select {', '.join(f'stats({name})' for name in names)} from {table} limit 1"
    ).fetchall()
    return {
        name: _read(str(text))
        for name, text in zip(names, told[0] if told else [""] * len(names), strict=True)
    }


def _read(told: str) -> Noted:
    found = _TOLD.fullmatch(told)
    if found is None:
        return Noted()
    longest = None if found["longest"] == "?" else int(found["longest"])
    return Noted(found["least"], found["unicode"] == "false", longest)
