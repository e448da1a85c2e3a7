"""An .ods -> its sheets: values by their type, and numbers as they are shown."""

import re
from datetime import datetime

from zhiping.upload.reading.budget import Budget, check_sheets
from zhiping.upload.reading.cell import (
    DATE,
    INEXACT,
    PERCENT,
    Cell,
    clock_text,
    flag_cell,
    moment_text,
    number_text,
    uncalculated_cell,
)
from zhiping.upload.reading.grid import Grid
from zhiping.upload.reading.package import Package
from zhiping.upload.reading.sheet import Sheet
from zhiping.upload.reading.xmlstream import TagReader

MIME_TYPE = "application/vnd.oasis.opendocument.spreadsheet"
_DURATION = re.compile(r"(-?)P(?:(\d{1,6})D)?(?:T(?:(\d{1,6})H)?(?:(\d{1,4})M)?(?:(\d{1,4}(?:\.\d*)?)S)?)?")
_LEFT_OUT = frozenset({"annotation", "shapes", "tracked-changes", "label-ranges"})


def is_ods(package: Package) -> bool:
    part = package.found("mimetype")
    return part is not None and package.bytes_of(part).strip() == MIME_TYPE.encode()


def is_encrypted(package: Package) -> bool:
    part = package.found("meta-inf/manifest.xml")
    return part is not None and b"encryption-data" in package.bytes_of(part)


def ods_sheets(package: Package) -> list[Sheet]:
    """Its sheets, in order. Raises UnreadableFile; KeyError and ValueError where it is broken."""
    reader = _Reader(package.budget)
    reader.read(package.chunks("content.xml"))
    return [grid.sheet() for grid in reader.grids]


class _Reader(TagReader):
    def __init__(self, budget: Budget) -> None:
        self._budget = budget
        self.grids: list[Grid] = []
        self._hidden_styles: set[str] = set()
        self._style = ""
        self._left_out = 0  # how deep inside of what is no cell
        self._cell: dict[str, str] | None = None
        self._row: dict[str, str] = {}
        self._lines: list[str] = []
        self._column = 0
        self._depth = 0  # of tables in tables

    def start(self, name: str, said: dict[str, str]) -> None:
        if self._left_out or name in _LEFT_OUT:
            self._left_out += 1
            return
        match name:
            case "style":
                self._style = said.get("name", "")
            case "table-properties" if said.get("display") == "false":
                self._hidden_styles.add(self._style)
            case "table":
                check_sheets(len(self.grids) + 1)
                is_hidden = said.get("style-name") in self._hidden_styles
                self.grids.append(Grid(said.get("name", ""), self._budget, is_hidden))
                self._column = 0
            case "table-column":
                count = int(said.get("number-columns-repeated", "1"))
                if said.get("visibility", "visible") != "visible" and self._column + count < 16_384:
                    self.grids[-1].hidden_columns += range(self._column, self._column + count)
                self._column += count
            case "table-row":
                self._row = said
                self.grids[-1].begin_row()
            case "table-cell" | "covered-table-cell":
                self._cell, self._lines = said, []
            case "p" if self._cell is not None:
                self._lines.append("")
            case "s" if self._lines:
                self._lines[-1] += " " * min(int(said.get("c", "1")), 1000)
            case "tab" if self._lines:
                self._lines[-1] += "\t"
            case "line-break" if self._lines:
                self._lines[-1] += "\n"

    def text(self, letters: str) -> None:
        if self._cell is not None and self._lines and not self._left_out:
            self._lines[-1] += letters

    def end(self, name: str) -> None:
        if self._left_out:
            self._left_out -= 1
            return
        if name in {"table-cell", "covered-table-cell"} and self._cell is not None:
            said, self._cell = self._cell, None
            is_covered = name == "covered-table-cell"
            self.grids[-1].put(
                Cell("") if is_covered else _cell(said, "\n".join(self._lines)),
                times=int(said.get("number-columns-repeated", "1")),
                across=int(said.get("number-columns-spanned", "1")),
                down=int(said.get("number-rows-spanned", "1")),
            )
        elif name == "table-row":
            is_hidden = self._row.get("visibility", "visible") != "visible"
            self.grids[-1].end_row(times=int(self._row.get("number-rows-repeated", "1")), is_hidden=is_hidden)


def _cell(said: dict[str, str], written: str) -> Cell:
    kind = said.get("value-type", "")
    if written.startswith(("Err:", "#")) and "formula" in said:
        return Cell(written if written.startswith("#") else "#VALUE!")
    match kind:
        case "float" | "currency":
            return _number(number_text(float(said["value"])), written if kind == "float" else "")
        case "percentage":
            return Cell(f"{number_text(float(said['value']) * 100)}%", PERCENT)
        case "date":
            return Cell(moment_text(datetime.fromisoformat(said["date-value"][:23])), DATE)
        case "time":
            return Cell(_clock(said["time-value"]), DATE)
        case "boolean":
            return flag_cell(said["boolean-value"] == "true")
        case "" if "formula" in said and not written:
            return uncalculated_cell(said["formula"].partition("=")[2][:100])
        case _:
            return Cell(written or said.get("string-value", ""))


def _number(text: str, written: str) -> Cell:
    """A number, and how it is shown: 000123 for 123; where that has other digits nothing is certain."""
    if not text.lstrip("-").isdigit():
        return Cell(text, INEXACT)
    shown = re.sub(r"(?<=\d)[,\u00a0\u202f](?=\d{3})", "", written.strip())
    if shown in {"", text}:
        return Cell(text)
    digits = re.sub(r"\D", "", shown, flags=re.ASCII)
    return Cell(text, shown=shown) if digits.lstrip("0") == text.lstrip("-0") else Cell(text, INEXACT)


def _clock(written: str) -> str:
    found = _DURATION.fullmatch(written)
    if found is None:
        return written
    sign, days, hours, minutes, seconds = found.groups()
    length = int(days or 0) + (int(hours or 0) + (int(minutes or 0) + float(seconds or 0) / 60) / 60) / 24
    return clock_text(-length if sign else length, is_long=length >= 1)
