"""HTML and SpreadsheetML 2003, which programs save as .xls -> their sheets."""

import re
from collections.abc import Iterator
from datetime import datetime
from html.parser import HTMLParser
from pathlib import Path

from zhiping.upload.reading.budget import Budget, check_sheets, too_large
from zhiping.upload.reading.cell import DATE, Cell, flag_cell, moment_text, number_reader, uncalculated_cell
from zhiping.upload.reading.grid import Grid
from zhiping.upload.reading.numberformat import number_format
from zhiping.upload.reading.sheet import Sheet
from zhiping.upload.reading.texttable import UnreadableFile
from zhiping.upload.reading.xmlstream import TagReader
from zhiping.words import _

_CHUNK = 1 << 20
_MAX_HTML = 20 << 20  # its reader takes seconds for that
_MOST_SPAN = 1_000
# The names of formats that SpreadsheetML has beside codes.
_NAMED_FORMATS = {
    "Percent": "0%",
    "Fixed": "0.00",
    "Standard": "#,##0.00",
    "Scientific": "0.00E+00",
    "Currency": "#,##0.00",
    "Euro Currency": "#,##0.00",
    "General Number": "General",
    "Yes/No": "General",
    "True/False": "General",
    "On/Off": "General",
}


def spreadsheetml_sheets(path: Path, budget: Budget) -> list[Sheet]:
    """The sheets of an Excel 2003 XML document. Raises UnreadableFile; ValueError where it is broken."""
    reader = _SpreadsheetReader(budget)
    reader.read(_chunks(path, budget))
    return [grid.sheet() for grid in reader.grids]


def _chunks(path: Path, budget: Budget) -> Iterator[bytes]:
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            budget.take_bytes(len(chunk))
            yield chunk


class _SpreadsheetReader(TagReader):
    def __init__(self, budget: Budget) -> None:
        self._budget = budget
        self.grids: list[Grid] = []
        self._formats: dict[str, str] = {}
        self._style = ""
        self._row: dict[str, str] = {}
        self._cell: dict[str, str] = {}
        self._kind: str | None = None
        self._value = ""
        self._column = 0
        self._in_comment = False
        self._is_visibility = False

    def start(self, name: str, said: dict[str, str]) -> None:
        match name:
            case "Style":
                self._style = said.get("ID", "")
            case "NumberFormat":
                self._formats[self._style] = said.get("Format", "General")
            case "Worksheet":
                check_sheets(len(self.grids) + 1)
                self.grids.append(Grid(said.get("Name", ""), self._budget))
                self._column = 0
            case "Column" if self.grids:
                first = int(said.get("Index", self._column + 1)) - 1
                self._column = first + 1 + int(said.get("Span", "0"))
                if said.get("Hidden") == "1":
                    self.grids[-1].hidden_columns += range(first, min(self._column, 16_384))
            case "Row":
                self._row = said
                self.grids[-1].begin_row(int(said["Index"]) if "Index" in said else None)
            case "Cell":
                self._cell, self._kind, self._value = said, None, ""
                if "Index" in said:
                    self.grids[-1].column = int(said["Index"]) - 1
            case "Comment":
                self._in_comment = True
            case "Data" if not self._in_comment:
                self._kind = said.get("Type", "String")
            case "Visible":
                self._is_visibility = True

    def text(self, letters: str) -> None:
        if self._is_visibility and letters.strip() != "SheetVisible":
            self.grids[-1].is_hidden = True
        if self._kind is not None and not self._in_comment:
            self._value += letters

    def end(self, name: str) -> None:
        match name:
            case "Comment":
                self._in_comment = False
            case "Visible":
                self._is_visibility = False
            case "Cell":
                across, down = (int(self._cell.get(key, "0")) + 1 for key in ("MergeAcross", "MergeDown"))
                across, down = min(across, _MOST_SPAN), min(down, 1_048_576)
                self.grids[-1].put(self._read(), across=across, down=down)
                self.grids[-1].column += across - 1
            case "Row":
                self.grids[-1].end_row(is_hidden=self._row.get("Hidden") == "1")
                self.grids[-1].number += int(self._row.get("Span", "0"))

    def _read(self) -> Cell:
        match self._kind:
            case None if "Formula" in self._cell:
                return uncalculated_cell(self._cell["Formula"].removeprefix("=")[:100])
            case None:
                return Cell("")
            case "Number":
                written = self._formats.get(self._cell.get("StyleID", ""), "General")
                code = _NAMED_FORMATS.get(written, "yyyy/m/d" if re.search("Date|Time", written) else written)
                return number_reader(number_format(code))(self._value.strip())
            case "DateTime":
                return Cell(moment_text(datetime.fromisoformat(self._value.strip()[:23])), DATE)
            case "Boolean":
                return flag_cell(self._value.strip() == "1")
            case _:
                return Cell(self._value)


def html_sheets(path: Path, encoding: str, budget: Budget) -> list[Sheet]:
    """The tables of a web page, each a sheet; cells are texts as they are shown. Raises UnreadableFile."""
    size = path.stat().st_size
    if size > _MAX_HTML:
        raise too_large(_MAX_HTML)
    reader = _TableReader(budget)
    reader.feed(path.read_text(encoding))
    reader.close()
    if not any(grid.rows for grid in reader.grids):
        raise UnreadableFile(
            _("这是网页(HTML)或 XML，里面没有能读的表格。请用 Excel 或 WPS 打开后另存为 .xlsx 再上传。")
        )
    return [grid.sheet() for grid in reader.grids]


class _TableReader(HTMLParser):
    def __init__(self, budget: Budget) -> None:
        super().__init__(convert_charrefs=True)
        self._budget = budget
        self.grids: list[Grid] = []
        self._depth = 0
        self._in_row = False
        self._cell: dict[str, str | None] | None = None
        self._text = ""
        self._is_silent = False
        self._is_hidden = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = dict(attrs)
        match tag:
            case "table":
                self._depth += 1
                if self._depth == 1:
                    check_sheets(len(self.grids) + 1)
                    name = _("表{n}").format(n=len(self.grids) + 1)
                    self.grids.append(Grid(name, self._budget))
            case "tr" if self._depth == 1:
                self._end_row()
                self._in_row = True
                self._is_hidden = "display:none" in (said.get("style") or "").replace(" ", "")
                self.grids[-1].begin_row()
            case "td" | "th" if self._depth == 1 and self._in_row:
                self._end_cell()
                self._cell, self._text = said, ""
            case "br" if self._cell is not None:
                self._text += "\n"
            case "style" | "script":
                self._is_silent = True

    def handle_endtag(self, tag: str) -> None:
        match tag:
            case "td" | "th" if self._depth == 1:
                self._end_cell()
            case "tr" if self._depth == 1:
                self._end_row()
            case "table" if self._depth:
                if self._depth == 1:
                    self._end_row()
                self._depth -= 1
            case "style" | "script":
                self._is_silent = False

    def handle_data(self, data: str) -> None:
        if self._cell is not None and not self._is_silent:
            self._text += re.sub(r"[ \t\r\n]+", " ", data)

    def close(self) -> None:
        super().close()
        if self._depth:
            self._end_row()

    def _end_cell(self) -> None:
        if self._cell is None:
            return
        said, self._cell = self._cell, None
        across, down = (_span(said.get(key)) for key in ("colspan", "rowspan"))
        text = "\n".join(line.strip() for line in self._text.split("\n")).strip()
        self.grids[-1].put(Cell(text), across=across, down=down)
        if across > 1 or down > 1:
            self.grids[-1].span(across, down)

    def _end_row(self) -> None:
        self._end_cell()
        if self._in_row:
            self.grids[-1].end_row(is_hidden=self._is_hidden)
            self._in_row = False


def _span(written: str | None) -> int:
    return min(max(int(written), 1), _MOST_SPAN) if written and written.strip().isdecimal() else 1
