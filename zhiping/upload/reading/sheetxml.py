"""The XML of a worksheet and of the shared texts, row by row: a million cells in a second or two, never held whole."""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime

from zhiping.upload.reading.budget import Budget
from zhiping.upload.reading.cell import DATE, Cell, flag_cell, moment_text, number_reader, uncalculated_cell
from zhiping.upload.reading.numberformat import NumberFormat
from zhiping.upload.reading.sheet import NOTHING_SHOWN, Row
from zhiping.upload.reading.texttable import corrupt
from zhiping.upload.reading.xmltext import ATTRIBUTE, Pieces, attributes, prefix_of, text, unescaped, utf8

_GENERAL = NumberFormat(is_plain=True)
_MERGE = re.compile(rb"<(?:[\w.-]+:)?mergeCell((?:%b)*+)\s*+/?>" % ATTRIBUTE)
_COLUMN = re.compile(rb"<(?:[\w.-]+:)?col((?:%b)*+)\s*+/?>" % ATTRIBUTE)
_REFERENCE = re.compile(r"([A-Za-z]{1,3})(\d{1,7}):([A-Za-z]{1,3})(\d{1,7})")
_NUMBERS = frozenset({b"", b"n"})
_NUMBER_LETTERS = b"0123456789.+-eE \t\r\n"
_PLAIN = Cell("")[1:]
_ZERO, _INEXACT_DIGITS = ord("0"), 16
_LAST_ROW, _LAST_COLUMN = 1_048_576, 16_384


def column_index(letters: str) -> int:
    """A -> 0, AA -> 26."""
    index = 0
    for letter in letters.upper():
        index = index * 26 + ord(letter) - 64
    return index - 1


class SheetRows:
    """Reads the cells of one sheet; `formats` by the index of their style, `strings` the shared texts."""

    def __init__(
        self, formats: Sequence[NumberFormat], strings: Sequence[str], *, is_1904: bool, budget: Budget
    ) -> None:
        self._strings, self._budget = strings, budget
        self._columns: dict[bytes, int] = {}
        self._readers = [number_reader(form, is_1904=is_1904) for form in formats]
        self._reader = number_reader(_GENERAL)
        self._plain_styles = {b""} if not formats or formats[0].is_plain else set[bytes]()
        self._plain_styles |= {b"%d" % index for index, one in enumerate(formats) if one.is_plain}

    def rows(self, chunks: Iterable[bytes]) -> Iterator[Row]:
        """The rows that have cells, in ascending order. Raises UnreadableFile, ValueError and the like where broken."""
        cut = Pieces(chunks, b"row")
        patterns = _Patterns(cut.prefix)
        opening = b"<" + cut.prefix + b"row"
        number = 0
        for pieces in cut:
            for piece in pieces:
                start = patterns.row.match(piece, piece.rfind(opening))
                if start is None or start[2]:
                    raise corrupt()
                said = attributes(start[1])
                before = number
                number = int(said["r"]) if "r" in said else number + max(piece.count(opening), 1)
                if not before < number <= _LAST_ROW:
                    raise corrupt()
                is_hidden = said.get("hidden") in {"1", "true"}
                row = self._row(patterns, piece, start.end(), number, is_hidden=is_hidden)
                if row.cells:
                    yield row
        if re.search(rb"sheetData\s*/?>", cut.rest) is None:
            raise corrupt()  # cut off

    def _row(self, patterns: "_Patterns", piece: bytes, start: int, number: int, *, is_hidden: bool) -> Row:
        found = patterns.cell.findall(piece, start)
        if len(found) != piece.count(patterns.cell_start, start) and len(found) != len(
            patterns.any_cell.findall(piece, start)
        ):
            raise corrupt()
        self._budget.take_cells(len(found))
        columns, strings, plain_styles = self._columns, self._strings, self._plain_styles
        cells: list[str] = []
        odd: list[tuple[int, Cell]] = []
        index = -1
        for letters, style, kind, value, inner in found:
            place = columns.get(letters)
            index = place if place is not None else self._column(letters, index)
            if kind == b"s" and value:
                written = strings[int(value)]
            elif (
                kind in _NUMBERS
                and style in plain_styles
                and value.isdigit()
                and value[0] != _ZERO
                and (len(value) < _INEXACT_DIGITS)
            ):
                written = value.decode()
            elif value or inner:
                cell = (
                    self._valued(style, kind, value)
                    if value
                    else self._composed(patterns, style, kind, inner)
                )
                written = cell.text
                if cell[1:] != _PLAIN:
                    odd.append((index, cell))
            else:
                continue
            if index == len(cells):
                cells.append(written)
            else:
                cells += [""] * (index + 1 - len(cells))
                cells[index] = written
        return _row(number, cells, odd, is_hidden)

    def _column(self, letters: bytes, before: int) -> int:
        if not letters:
            return before + 1
        index = column_index(letters.decode())
        if index >= _LAST_COLUMN:
            raise corrupt()
        self._columns[letters] = index
        return index

    def _valued(self, style: bytes, kind: bytes, value: bytes) -> Cell:
        """A cell that has nothing but its value."""
        if kind in _NUMBERS:
            if value.strip(_NUMBER_LETTERS):
                raise corrupt()
            place = int(style or b"0")
            reader = self._readers[place] if place < len(self._readers) else self._reader
            return reader(value.decode())
        match kind:
            case b"s":
                return Cell(self._strings[int(value)])
            case b"str" | b"inlineStr":
                return Cell(unescaped(text(value)))
            case b"b":
                return flag_cell(text(value).strip() in {"1", "true"})
            case b"d":
                return Cell(moment_text(datetime.fromisoformat(text(value).strip())), DATE)
            case b"e":
                return Cell(text(value).strip())
            case _:
                raise corrupt()

    def _composed(self, patterns: "_Patterns", style: bytes, kind: bytes, inner: bytes) -> Cell:
        """A cell with a formula, or with its text in itself."""
        if kind == b"inlineStr" or (not kind and patterns.is_start in inner):
            return Cell(patterns.string(inner))
        value = patterns.value.search(inner)
        formula = patterns.formula.search(inner)
        if value is not None and value[1]:
            return self._valued(style, kind, value[1])
        if formula is None or (value is not None and kind == b"str"):
            return Cell("")
        return uncalculated_cell(text(formula[1] or b"")[:100])


def _row(number: int, cells: list[str], odd: Sequence[tuple[int, Cell]], is_hidden: bool) -> Row:
    if not odd:
        return Row(number, cells, "", NOTHING_SHOWN, is_hidden)
    marks = [" "] * len(cells)
    for index, cell in odd:
        marks[index] = cell.mark
    shown = {index: cell.shown for index, cell in odd if cell.shown is not None}
    return Row(number, cells, "".join(marks), shown, is_hidden)


class _Patterns:
    """The tags of cells, whose names have the prefix `prefix`."""

    def __init__(self, prefix: bytes) -> None:
        said = {b"p": re.escape(prefix), b"a": ATTRIBUTE}
        self.cell_start = b"<" + prefix + b"c "
        self.is_start = b"<" + prefix + b"is>"
        self.row = re.compile(rb"<%(p)brow((?:%(a)b)*+)\s*+(/?)>" % said)
        self.any_cell = re.compile(rb"<%(p)bc[\s/>]" % said)
        self.cell = re.compile(
            rb"<%(p)bc(?:\s++r\s*+=\s*+[\"']([A-Za-z]{1,3})\d{1,7}[\"']|\s++s\s*+=\s*+[\"'](\d{1,6})[\"']|\s++t\s*+=\s*+[\"'](\w++)[\"']"
            rb"|%(a)b)*+\s*+(?:/>|>(?:<%(p)bv>([^<]*+)</%(p)bv></%(p)bc>"
            rb"|((?:[^<]++|<(?!/?%(p)bc[\s/>]))*+)</%(p)bc>))" % said
        )
        self.value = re.compile(rb"<%(p)bv(?:%(a)b)*+\s*+(?:/>|>([^<]*+)</%(p)bv>)" % said)
        self.formula = re.compile(rb"<%(p)bf(?:%(a)b)*+\s*+(?:/>|>([^<]*+)</%(p)bf>)" % said)
        self._text = re.compile(rb"<%(p)bt(?:%(a)b)*+\s*+>([^<]*+)</%(p)bt>" % said)
        self._sound = re.compile(rb"<%(p)brPh[\s>](?:[^<]++|<(?!/%(p)brPh>))*+</%(p)brPh>" % said)

    def string(self, inner: bytes) -> str:
        """The text of runs; how it is pronounced is no part of it."""
        if b"rPh" in inner:
            inner = self._sound.sub(b"", inner)
        return unescaped("".join(map(text, self._text.findall(inner))))


def shared_strings(chunks: Iterable[bytes]) -> list[str]:
    """The texts that cells refer to by their number."""
    cut = Pieces(chunks, b"si")
    patterns, opening, empty = _Patterns(cut.prefix), b"<" + cut.prefix + b"si", b"<" + cut.prefix + b"si/>"
    found: list[str] = []
    for pieces in cut:
        for piece in pieces:
            at = piece.rfind(opening)
            found += [""] * piece.count(empty, 0, max(at, 0))
            found.append(patterns.string(piece[max(at, 0) :]))
    return found + [""] * cut.rest.count(empty)


def outside_of_rows(chunks: Iterable[bytes]) -> tuple[list[tuple[int, int, int, int]], list[int]]:
    """The merged ranges (top, left, bottom, right: rows from 1, columns from 0) and the hidden columns of a sheet."""
    head, tail, prefix = b"", b"", b""
    stream = utf8(chunks)
    for chunk in stream:
        prefix = prefix if head else prefix_of(chunk)
        head += chunk
        if (at := head.find(b"<" + prefix + b"sheetData")) >= 0:
            head, tail = head[:at], head[at:]
            break
    closing = b"</" + prefix + b"sheetData"
    while (at := tail.find(closing)) < 0 and (chunk := next(stream, b"")):
        tail = tail[-len(closing) :] + chunk
    tail = b"".join((tail[max(at, 0) :], *stream))
    merges = []
    for written in _MERGE.findall(tail):
        if found := _REFERENCE.fullmatch(attributes(written).get("ref", "").replace("$", "")):
            left, top, right, bottom = found.groups()
            merges.append((int(top), column_index(left), int(bottom), column_index(right)))
    hidden: list[int] = []
    for written in _COLUMN.findall(head):
        said = attributes(written)
        if said.get("hidden") in {"1", "true"}:
            first, last = int(said.get("min", "1")), int(said.get("max", "1"))
            hidden += range(first - 1, min(last, _LAST_COLUMN))
    return merges, hidden
