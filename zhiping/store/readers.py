"""Readers: cursors that are kept, with what was set and made on them, for whoever asks the same next.

To set the variables of a question, to narrow its datasets and to plan its clocks takes longer than its rows do on small
data, and a page asks some ninety questions, one after the other, of one version on behalf of one person.
"""

import threading
from collections import OrderedDict
from collections.abc import Collection, Hashable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field

import duckdb

from zhiping.store.prepared import Prepared, is_row_by_row, prepared_macros

# As many scopes are asked for in turn, or threads at once, before one must begin anew.
MOST_KEPT = 16
# Of what a macro reads, as far as the reader sees it. Its rows weigh a kilobyte each, once for each reader that is kept.
MOST_ROWS = 10_000


@dataclass
class Reader:
    """A cursor on a version, in the hands of one thread at a time.

    `variables`: session variable -> its value as SQL; one that is not there is unset. `narrowed`: the datasets in whose
    place it has a temporary view, for a reader who sees less. `path`: along which it looks for plain names.
    """

    cursor: duckdb.DuckDBPyConnection
    number: int
    variables: dict[str, str] = field(default_factory=dict)
    narrowed: set[str] = field(default_factory=set)
    path: str = ""
    _prepared: set[str] = field(default_factory=set)

    def look_in(self, path: str) -> None:
        """Find plain names along this search path."""
        if path != self.path:
            self.cursor.execute(f"set search_path = '{path}'")
            self.path = path

    def prepare(self, rules: Collection[str], seen: Mapping[str, str]) -> None:
        """Keep the rows of the prepared macros among these scripts as this reader sees them, under the macros' names.

        What zhiping/store/prepared.py does with a version for those who see all of it. The variables that the macros
        read are set. A macro over too many rows to keep is what the version has prepared under the condition of `seen`
        (dataset -> SQL that alone says which of its rows this reader sees, each as it is), where it makes of each row
        one that tells as much; another, or one that fails, is left to those that ask.
        """
        for macro in prepared_macros():
            if macro.name not in self._prepared and set(macro.rules) <= set(rules):
                self._prepared.add(macro.name)
                with suppress(duckdb.Error):
                    count = " + ".join(f"(select count(*) from {name})" for name in sorted(macro.datasets))
                    found = self.cursor.execute(f"select {count}").fetchone()
                    if found and found[0] <= MOST_ROWS:
                        rows = f"rows_of_{macro.name}"
                        self.cursor.execute(f"create temp table {rows} as from {macro.name}()").fetchall()
                        self._read(macro, f"from temp.{rows}")
                    elif condition := self._condition(macro, seen):
                        self._read(macro, f"from v{self.number}.{macro.name}() where {condition}")

    def _condition(self, macro: Prepared, seen: Mapping[str, str]) -> str:
        name, *others = macro.datasets
        condition = "" if others else seen.get(name, "")
        is_kept = condition and macro.keeps(condition) and is_row_by_row(self.cursor, macro.name)
        return condition if is_kept else ""

    def _read(self, macro: Prepared, rows: str) -> None:
        self.cursor.execute(f"create temp macro {macro.name}() as table ({rows})").fetchall()


class Readers:
    """The readers of one engine that nobody holds just now; the longest unused goes first. Thread-safe."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._kept: OrderedDict[int, tuple[Hashable, Reader]] = OrderedDict()
        self._is_closed = False

    def take(self, number: int, seen: Hashable) -> Reader | None:
        """A reader of this version that was put back as one of those who see just this; None where none is kept."""
        with self._lock:
            for place, (key, reader) in reversed(self._kept.items()):
                if key == seen and reader.number == number:
                    del self._kept[place]
                    return reader
        return None

    def put_back(self, reader: Reader, seen: Hashable) -> None:
        """Keep a reader whose last statement succeeded and was read to its end."""
        with self._lock:
            if not self._is_closed:
                self._kept[id(reader)] = seen, reader
            gone = [] if not self._is_closed else [reader]
            while len(self._kept) > MOST_KEPT:
                gone.append(self._kept.popitem(last=False)[1][1])
        for one in gone:
            one.cursor.close()

    def let_go(self, standing: Collection[int]) -> None:
        """Keep no readers but those of these versions."""
        with self._lock:
            gone = [
                (place, reader)
                for place, (_key, reader) in self._kept.items()
                if reader.number not in standing
            ]
            for place, _reader in gone:
                del self._kept[place]
        for _place, reader in gone:
            reader.cursor.close()

    def close(self) -> None:
        """Keep none from here on."""
        with self._lock:
            self._is_closed = True
        self.let_go(())
