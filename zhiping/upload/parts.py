"""The tables of one upload, each a sheet of a file, and the one table in which all of them are checked."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

import duckdb

from zhiping.store.literals import literal
from zhiping.upload.matching import Matching
from zhiping.upload.reading.texttable import Origin, TextTable


@dataclass(frozen=True)
class Part:
    """A table of an upload, and which column of it is which."""

    text: TextTable
    matching: Matching


def matched(parts: Sequence[Part]) -> tuple[str, ...]:
    """The columns of ours that one of the parts has."""
    return tuple(dict.fromkeys(name for part in parts for name in part.matching.columns))


def joined(con: duckdb.DuckDBPyConnection, parts: Sequence[Part], set_values: Mapping[str, str]) -> Part:
    """All of the parts as one; their own tables are gone, but for the first, which holds the rows of all.

    A column that another part has and this one lacks says what `set_values` has for it, else nothing.
    """
    if len(parts) == 1:
        return parts[0]
    whole = _Whole(con, parts[0], {name: set_values[name] for name in matched(parts) if name in set_values})
    for part in parts[1:]:
        whole.add(part)
    return whole.part(parts)


class _Whole:
    """The first part's table, to which the others' rows are added: in its columns, or new ones beside them."""

    def __init__(self, con: duckdb.DuckDBPyConnection, first: Part, set_values: Mapping[str, str]) -> None:
        self._con, self._table, self._set = con, first.text.table, set_values
        self._headers, self._columns = list(first.text.headers), dict(first.matching.columns)
        self._marked, self._shown = set(first.text.marked), set(first.text.shown)
        self._own = [{index: index for index in range(len(first.text.headers))}]
        self._names, self._offsets = [first.text.name], [0]
        self._end = self._last_row(self._table)
        self._first = first
        for name in set_values.keys() - first.matching.columns.keys():
            index = self._new_column(name, "")
            con.execute(f"update {self._table} set c{index} = {literal(set_values[name])}")

    def add(self, part: Part) -> None:
        text, own = part.text, dict[int, int]()
        if text.headers == self._first.text.headers:
            own = {index: index for index in range(len(text.headers))}
        for name, index in part.matching.columns.items():
            own[self._place(name, index, text.headers[index], own)] = index
        said = {
            self._columns[name]: value
            for name, value in self._set.items()
            if name not in part.matching.columns
        }
        self._insert(text, own, said)
        self._own.append(own)
        self._names.append(text.name)
        self._offsets.append(self._end)
        self._end += self._last_row(text.table)
        self._con.execute(f"drop table {text.table}")

    def part(self, parts: Sequence[Part]) -> Part:
        """What the parts came to."""
        origins = tuple(
            Origin(name, offset, own)
            for name, offset, own in zip(self._names, self._offsets, self._own, strict=True)
        )
        text = replace(
            self._first.text,
            sheet=None,
            file=None,
            headers=tuple(self._headers),
            row_count=sum(part.text.row_count for part in parts),
            marked=frozenset(self._marked),
            shown=frozenset(self._shown),
            origins=origins,
        )
        return Part(text, replace(self._first.matching, columns=dict(self._columns)))

    def _place(self, name: str, index: int, header: str, own: Mapping[int, int]) -> int:
        """In which column of the whole our column `name` stands, which is `index` in the part at hand."""
        place = self._columns.get(name)
        if place is None:
            return self._new_column(name, header)
        if own.get(place, index) == index:
            return place
        # Two of our columns are one in the parts before and two in this one.
        new = self._new_column(name, header)
        self._con.execute(f"update {self._table} set c{new} = c{place}")
        for before in self._own:
            if place in before:
                before[new] = before[place]
        return new

    def _new_column(self, name: str, header: str) -> int:
        index = len(self._headers)
        self._con.execute(f"alter table {self._table} add column c{index} varchar")
        self._headers.append(header)
        self._columns[name] = index
        return index

    def _insert(self, text: TextTable, own: Mapping[int, int], said: Mapping[int, str]) -> None:
        values = {f"c{place}": f"c{index}" for place, index in own.items()}
        values |= {f"c{place}": literal(value) for place, value in said.items()}
        for place, index in own.items():
            if index in text.shown:
                if place not in self._shown:
                    self._con.execute(f"alter table {self._table} add column s{place} varchar")
                    self._shown.add(place)
                values[f"s{place}"] = f"s{index}"
        if text.marked:
            if not self._marked:
                self._con.execute(f"alter table {self._table} add column marks varchar")
            self._marked |= {place for place, index in own.items() if index in text.marked}
            values["marks"] = " || ".join(
                f"coalesce(nullif(marks[{own[place] + 1}], ''), ' ')" if place in own else "' '"
                for place in range(len(self._headers))
            )
        values["source_row"] = f"source_row + {self._end}"
        self._con.execute(
            f"insert into {self._table} ({', '.join(values)})"
            f" select {', '.join(values.values())} from {text.table}"
        )

    def _last_row(self, table: str) -> int:
        (row,) = self._con.execute(f"select coalesce(max(source_row), 0) from {table}").fetchall()
        return int(row[0])


def lacking(part: Part, names: Collection[str]) -> list[str]:
    """Those of our columns that the part has not."""
    return [name for name in names if name not in part.matching.columns]
