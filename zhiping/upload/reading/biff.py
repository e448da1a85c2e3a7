"""The records of an .xls: number formats, error cells, what is hidden. Its texts are read elsewhere (see xls.py)."""

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field

from zhiping.upload.reading.cell import Cell, number_reader
from zhiping.upload.reading.numberformat import NumberFormat, built_in, number_format
from zhiping.upload.reading.texttable import password_protected

_ERRORS = {
    0x00: "#NULL!",
    0x07: "#DIV/0!",
    0x0F: "#VALUE!",
    0x17: "#REF!",
    0x1D: "#NAME?",
    0x24: "#NUM!",
    0x2A: "#N/A",
}
_BOF, _EOF, _FILEPASS, _BOUNDSHEET, _DATE1904, _FORMAT, _XF = 0x809, 0x0A, 0x2F, 0x85, 0x22, 0x41E, 0xE0
_FORMULA, _NUMBER, _RK, _MULRK, _BOOLERR, _ROW, _COLINFO = 0x06, 0x203, 0x27E, 0xBD, 0x205, 0x208, 0x7D
_BIFF8 = 0x600
_HIDDEN_ROW = 0x20


@dataclass
class SheetFacts:
    """`cells`: by row and by column, from 0, errors and the numbers whose format says more than their value.

    `height` and `width`: how far any cell lies out.
    """

    cells: dict[int, dict[int, Cell]] = field(default_factory=dict)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: list[int] = field(default_factory=list)
    height: int = 0
    width: int = 0


@dataclass
class _Globals:
    formats: dict[int, NumberFormat] = field(default_factory=dict)
    styles: list[int] = field(default_factory=list)
    is_1904: bool = False
    sheets: dict[str, int] = field(default_factory=dict)

    def format_of(self, style: int) -> NumberFormat:
        number = self.styles[style] if style < len(self.styles) else 0
        return self.formats.get(number) or built_in(number)


def sheet_facts(book: bytes) -> dict[str, SheetFacts]:
    """Sheet name -> its facts, from the stream of a workbook.

    Raises UnreadableFile for an encrypted one; struct.error, IndexError or ValueError for a broken one.
    """
    said = _globals(book)
    return {name: _facts(book, offset, said) for name, offset in said.sheets.items()}


def _records(book: bytes, offset: int) -> Iterator[tuple[int, bytes]]:
    while offset + 4 <= len(book):
        kind, size = struct.unpack_from("<HH", book, offset)
        yield kind, book[offset + 4 : offset + 4 + size]
        if kind == _EOF:
            return
        offset += 4 + size


def _globals(book: bytes) -> _Globals:
    said, version = _Globals(), _BIFF8
    for kind, data in _records(book, 0):
        match kind:
            case 0x809:
                version = struct.unpack_from("<H", data)[0]
            case 0x2F:
                raise password_protected()
            case 0x85:
                said.sheets[_text(data[6:], wide_size=False)] = struct.unpack_from("<I", data)[0]
            case 0x22:
                said.is_1904 = data[:1] == b"\1"
            case 0x41E:
                code = _text(data[2:], wide_size=True) if version >= _BIFF8 else data[3:].decode("latin-1")
                said.formats[struct.unpack_from("<H", data)[0]] = number_format(code)
            case 0xE0:
                said.styles.append(struct.unpack_from("<H", data, 2)[0])
    return said


def _text(data: bytes, *, wide_size: bool) -> str:
    size = struct.unpack_from("<H", data)[0] if wide_size else data[0]
    start = 3 if wide_size else 2
    is_wide = data[start - 1] & 1
    return (
        data[start : start + size * 2].decode("utf-16-le")
        if is_wide
        else data[start : start + size].decode("latin-1")
    )


def _facts(book: bytes, offset: int, said: _Globals) -> SheetFacts:
    found = SheetFacts()
    for kind, data in _records(book, offset):
        if kind == _ROW and struct.unpack_from("<H", data, 12)[0] & _HIDDEN_ROW:
            found.hidden_rows.add(struct.unpack_from("<H", data)[0])
        elif kind == _COLINFO and data[8] & 1:
            first, last = struct.unpack_from("<HH", data)
            found.hidden_columns += range(first, min(last, 255) + 1)
        if kind in _PLACED:
            row, column = struct.unpack_from("<HH", data)
            last = struct.unpack_from("<H", data, len(data) - 2)[0] if kind == _MULRK else column
            found.height, found.width = max(found.height, row + 1), max(found.width, last + 1)
        if kind in _CELLS:
            for place, cell in enumerate(_cells(kind, data, said), column):
                if cell is not None:
                    found.cells.setdefault(row, {})[place] = cell
    return found


_CELLS = frozenset({_FORMULA, _NUMBER, _RK, _MULRK, _BOOLERR})
_PLACED = _CELLS | {0x204, 0xFD, 0xD6, 0x201}  # texts and painted cells too


def _cells(kind: int, data: bytes, said: _Globals) -> Iterator[Cell | None]:
    """The cells of a record where they say more than their value; None for others."""
    if kind == _MULRK:
        for at in range(4, len(data) - 6 + 1, 6):
            style, number = struct.unpack_from("<HI", data, at)
            yield _number(_rk(number), style, said)
        return
    style = struct.unpack_from("<H", data, 4)[0]
    match kind:
        case 0x205:
            yield Cell(_ERRORS.get(data[6], "#N/A")) if data[7] else None
        case 0x06 if data[12:14] == b"\xff\xff":
            yield Cell(_ERRORS.get(data[8], "#N/A")) if data[6] == 2 else None
        case 0x27E:
            yield _number(_rk(struct.unpack_from("<I", data, 6)[0]), style, said)
        case _:
            yield _number(struct.unpack_from("<d", data, 6)[0], style, said)


def _rk(number: int) -> float:
    if number & 2:
        value = float(struct.unpack("<i", struct.pack("<I", number))[0] >> 2)
    else:
        value = struct.unpack("<d", struct.pack("<Q", (number & 0xFFFFFFFC) << 32))[0]
    return value / 100 if number & 1 else value


def _number(value: float, style: int, said: _Globals) -> Cell | None:
    form = said.format_of(style)
    return None if form.is_plain else number_reader(form, is_1904=said.is_1904)(repr(value))
