"""The first rows of a large upload, shown while the rest of it is still read: nothing is read twice for them."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from zhiping.upload.reading.sheet import Row
from zhiping.upload.reading.texttable import TextTable, UnreadableFile

MOST_ROWS, MOST_CELLS = 5_000, 200_000
# Below these an upload is checked within a second: what came before that would only flicker.
LEAST_TEXT, LEAST_OTHER = 16 << 20, 2 << 20  # bytes of plain text, and of what is packed or a workbook


@dataclass
class FirstRows:
    """`take` is given them once, of the first table of an upload, as a table of their own; it lets go of that.

    `file`: which of several files is being read.
    """

    take: Callable[[TextTable], None]
    file: str | None = None
    is_over: bool = False

    def passing(
        self, rows: Iterator[Row], width: int, table_of: Callable[[Iterable[Row]], TextTable]
    ) -> Iterator[Row]:
        """`rows` as they are, the first of them shown on their way."""
        if not self.is_over:
            seen: list[Row] = []
            for row in islice(rows, _count(width)):
                seen.append(row)
                yield row
            self.show(iter(seen), width, table_of)
        yield from rows

    def show(self, rows: Iterator[Row], width: int, table_of: Callable[[Iterable[Row]], TextTable]) -> None:
        """Give the first of `rows` away, if there are enough. What cannot be read is for the whole reading to say."""
        if self.is_over:
            return
        self.is_over = True
        try:
            seen = list(islice(rows, _count(width)))
            if len(seen) < _count(width):
                return
            table = table_of(seen)
        except UnreadableFile:
            return
        self.take(table.in_file(self.file) if self.file else table)


def _count(width: int) -> int:
    return max(1, min(MOST_ROWS, MOST_CELLS // max(width, 1)))
