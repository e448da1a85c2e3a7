"""A sheet under way to its file: lines of cells, which of them are data, what is merged; written as .xlsx or .csv."""

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import PatternFill
from openpyxl.worksheet.worksheet import Worksheet

from tests.demo_sheets import SHEETS
from zhiping.contracts import DATASETS
from zhiping.contracts.kinds import Column, Dataset

Cell = str | int | float | bool | date | datetime | None
_ROWS = 8


@dataclass(eq=False)
class Line:
    """One row of a sheet. `truth`: which row of the clean table it is, None for what is no data.

    `wide`: 0-based column -> how many columns a merge spans from there; `tall` the same of rows.
    """

    cells: list[Cell]
    truth: int | None = None
    wide: dict[int, int] = field(default_factory=dict)
    tall: dict[int, int] = field(default_factory=dict)
    is_hidden: bool = False
    is_coloured: bool = False


@dataclass(eq=False)
class Sheet:
    """`columns`: of the contract, or None for one that it lacks, as they stand in the file.

    `rows`: the clean table as text, column name -> canonical writing. `head` the header's lines.
    `above`, `body`, `below`: lines. `others`: further sheets (name, rows, is hidden, is first).
    `answers`: what the clerk says where a question is due, as `Options` and `Wishes` take it.
    """

    dataset: Dataset
    columns: list[Column | None]
    rows: list[dict[str, str]]
    above: list[Line] = field(default_factory=list)
    head: list[Line] = field(default_factory=list)
    body: list[Line] = field(default_factory=list)
    others: list[tuple[str, list[list[Cell]], bool, bool]] = field(default_factory=list)
    answers: dict[str, Any] = field(default_factory=dict)

    @property
    def lines(self) -> list[Line]:
        return [*self.above, *self.head, *self.body]

    @property
    def data(self) -> list[Line]:
        return [line for line in self.body if line.truth is not None]

    @property
    def width(self) -> int:
        return len(self.columns)

    def column(self, index: int) -> Column:
        """The column of the contract that stands there."""
        column = self.columns[index]
        assert column is not None
        return column

    def rewrite(self, line: Line, index: int, text: str) -> None:
        """Say that the clean table has `text` in that cell."""
        assert line.truth is not None
        self.rows[line.truth][self.column(index).name] = text

    def at(self, name: str) -> int:
        """Where the column `name` of the contract stands."""
        return next(index for index, column in enumerate(self.columns) if column and column.name == name)

    def of_kind(self, *kinds: str) -> list[int]:
        """Where the columns of these kinds stand."""
        return [index for index, column in enumerate(self.columns) if column and column.kind in kinds]

    def filled(self, line: Line, index: int) -> bool:
        return line.cells[index] not in {None, ""}

    def insert_column(self, at: int, header: str, cells: Sequence[Cell]) -> None:
        """A column that the contract lacks; `cells` for the lines of data."""
        self.columns.insert(at, None)
        values = iter(cells)
        for line in self.lines:
            value = header if line is self.head[-1] else next(values) if line.truth is not None else None
            line.cells.insert(at, value)
            line.wide = {
                place + (place >= at): n + (place < at < place + n) for place, n in line.wide.items()
            }
            line.tall = {place + (place >= at): n for place, n in line.tall.items()}

    def truth_of(self, file_row: int) -> int | None:
        return self.lines[file_row - 1].truth if file_row <= len(self.lines) else None


def clean(dataset: Dataset, rng: Any) -> Sheet:
    """Some neighbouring rows of the demonstration as they should be written, without the columns that are blank."""
    table = SHEETS[dataset.name]
    begin = rng.randrange(max(1, len(table) - _ROWS))
    chosen = table[begin : begin + _ROWS]
    columns = [
        column
        for column in dataset.columns
        if column.is_required or any(row.get(column.label) for row in chosen)
    ]
    rows = [{column.name: row.get(column.label, "") for column in columns} for row in chosen]
    for row in rows:
        row.update({"coord_datum": "WGS-84"} if row.get("coord_datum") else {})  # what is kept is WGS-84
    sheet = Sheet(dataset, list(columns), rows)
    sheet.head = [Line([column.label for column in columns])]
    sheet.body = [
        Line([row[column.name] or None for column in columns], index) for index, row in enumerate(rows)
    ]
    return sheet


def subjects() -> list[Dataset]:
    """The datasets of which the demonstration has rows enough, and that have more than their key."""
    return [
        dataset
        for name, dataset in DATASETS.items()
        if len(SHEETS.get(name, ())) > _ROWS and name != "areas" and len(dataset.columns) > 3
    ]


def csv_bytes(sheet: Sheet) -> bytes:
    """As Excel writes its first sheet: every row as wide as the widest."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    width = max(len(line.cells) for line in sheet.lines)
    for line in sheet.lines:
        cells = ["" if cell is None else _as_text(cell) for cell in line.cells]
        writer.writerow(cells + [""] * (width - len(cells)))
    return out.getvalue().encode("utf-8-sig")


def _as_text(cell: Cell) -> str:
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, datetime):
        return f"{cell:%Y/%m/%d %H:%M}"
    if isinstance(cell, date):
        return f"{cell:%Y/%m/%d}"
    return str(cell)


def xlsx_bytes(sheet: Sheet) -> bytes:
    book = Workbook()
    page = book.worksheets[0]
    page.title = "数据"
    for row, line in enumerate(sheet.lines, 1):
        for column, cell in enumerate(line.cells, 1):
            if cell is not None:
                page.cell(row, column, cell)
                if isinstance(cell, str):
                    page.cell(row, column).data_type = "s"  # also ="GD-1", which was typed as text
            if line.is_coloured:
                page.cell(row, column).fill = PatternFill("solid", "FFFF00")
        page.row_dimensions[row].hidden = line.is_hidden
        _merge(page, row, line)
    for name, rows, is_hidden, is_first in sheet.others:
        other = book.create_sheet(name, 0 if is_first else None)
        for values in rows:
            other.append(values)
        if is_hidden:
            other.sheet_state = "hidden"
    book.active = book.worksheets.index(page)
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def _merge(page: Worksheet, row: int, line: Line) -> None:
    for column in line.wide.keys() | line.tall.keys():
        page.merge_cells(
            start_row=row,
            end_row=row + line.tall.get(column, 1) - 1,
            start_column=column + 1,
            end_column=column + line.wide.get(column, 1),
        )


WRITERS: Mapping[str, Any] = {"xlsx": xlsx_bytes, "csv": csv_bytes}
