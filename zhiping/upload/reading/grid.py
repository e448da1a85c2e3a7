"""A sheet put together cell by cell, for forms of file that are read in one go."""

from dataclasses import dataclass, field

from zhiping.upload.reading.budget import Budget
from zhiping.upload.reading.cell import PLAIN, Cell
from zhiping.upload.reading.headers import Merge
from zhiping.upload.reading.sheet import NOTHING_SHOWN, Row, Sheet
from zhiping.upload.reading.texttable import corrupt

_LAST_COLUMN = 16_384
_LAST_ROW = 1_048_576
_MOST_REPEATS = 10_000  # of a row or a cell that says something


@dataclass
class Grid:
    """The cells of one sheet in the order of the file; `number` is the row being written, `column` the next cell."""

    name: str
    budget: Budget
    is_hidden: bool = False
    number: int = 0
    column: int = 0
    rows: list[Row] = field(default_factory=list)
    merges: list[Merge] = field(default_factory=list)
    hidden_columns: list[int] = field(default_factory=list)
    _cells: dict[int, Cell] = field(default_factory=dict)
    _taken: set[tuple[int, int]] = field(default_factory=set)

    def begin_row(self, number: int | None = None) -> None:
        self.number = self.number + 1 if number is None else number
        self.column, self._cells = 0, {}
        if not 0 < self.number <= _LAST_ROW or (self.rows and self.number <= self.rows[-1].number):
            raise corrupt()

    def put(self, cell: Cell, *, times: int = 1, across: int = 1, down: int = 1) -> None:
        """The next cell, `times` over, merged over so many columns and rows."""
        while (self.number, self.column) in self._taken:
            self.column += 1
        if self.column + times > _LAST_COLUMN or (cell.text and times > _MOST_REPEATS):
            if cell.text:
                raise corrupt()
            times = 0
        if cell.text:
            self.budget.take_cells(times)
            for place in range(self.column, self.column + times):
                self._cells[place] = cell
        if across > 1 or down > 1:
            self.merges.append((self.number, self.column, self.number + down - 1, self.column + across - 1))
        self.column += times

    def span(self, across: int, down: int) -> None:
        """Keep the places below and beside the cell just put free of others, where the file leaves them out."""
        self.budget.take_cells(across * down)
        left = self.column - 1
        self._taken.update(
            (row, column)
            for row in range(self.number, self.number + down)
            for column in range(left, left + across)
            if (row, column) != (self.number, left)
        )

    def end_row(self, *, times: int = 1, is_hidden: bool = False) -> None:
        first = self.number
        self.number += times - 1
        if not self._cells:
            return
        if times > _MOST_REPEATS:
            raise corrupt()
        self.budget.take_cells((times - 1) * len(self._cells))
        width = max(self._cells) + 1
        listed = [self._cells.get(place, _BLANK) for place in range(width)]
        marks = "".join(cell.mark for cell in listed)
        shown = {place: cell.shown for place, cell in self._cells.items() if cell.shown is not None}
        for number in range(first, first + times):
            texts = [cell.text for cell in listed]
            self.rows.append(
                Row(number, texts, marks if marks.strip(PLAIN) else "", shown or NOTHING_SHOWN, is_hidden)
            )

    def sheet(self) -> Sheet:
        return Sheet(
            self.name, lambda: iter(self.rows), self.is_hidden, tuple(self.merges), tuple(self.hidden_columns)
        )


_BLANK = Cell("")
