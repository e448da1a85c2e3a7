"""What calamine does not tell about a workbook: its error cells (#N/A …, which it reads as blank),
formulas that were never calculated, and cells so far out that reading would need all memory.
"""

import re
import struct
import zipfile
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from xml.etree import ElementTree

from zhiping.upload.reading.texttable import UnreadableFile, password_protected
from zhiping.words import _

Cells = dict[tuple[int, int], str]  # (0-based row, 0-based column) -> the error's text

MAX_CELLS = 20_000_000
_AT = rb'[<:]c\s(?=(?:[^>]*?\s)?r="([A-Z]{1,3})(\d{1,7})")'
_CELL = re.compile(_AT + rb"[^>/]*>")  # not <c …/>: painted, with nothing in it
_ERROR = re.compile(
    _AT + rb'(?=(?:[^>]*?\s)?t="e")[^>]*>(?:(?!</(?:\w+:)?c>).)*?<(?:\w+:)?v>([^<]+)<',
    re.DOTALL,
)
_UNCALCULATED = re.compile(
    _AT + rb'(?!(?:[^>]*\s)?t="str")[^>/]*>\s*'
    rb"<(?:\w+:)?f\b(?:[^>]*/>|[^>]*>[^<]*</(?:\w+:)?f>)\s*"
    rb"(?:<(?:\w+:)?v\s*/>|<(?:\w+:)?v></(?:\w+:)?v>)?\s*</(?:\w+:)?c>"
)
_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_STRICT = "{http://purl.oclc.org/ooxml/spreadsheetml/main}"
_XLS_ERRORS = {
    0x00: "#NULL!",
    0x07: "#DIV/0!",
    0x0F: "#VALUE!",
    0x17: "#REF!",
    0x1D: "#NAME?",
    0x24: "#NUM!",
    0x2A: "#N/A",
}
_BOUNDSHEET, _FILEPASS, _BOOLERR, _FORMULA, _EOF = 0x85, 0x2F, 0x205, 0x06, 0x0A
_END_OF_CHAIN = 0xFFFFFFFA  # this and above are marks, not sectors


def xlsx_errors(path: Path) -> dict[str, Cells]:
    """Sheet name -> its error cells. Raises UnreadableFile for uncalculated formulas and far-out cells;
    zipfile's, ElementTree's and KeyError where the workbook is broken.
    """
    with zipfile.ZipFile(path) as package:
        found = {}
        for name, part in _sheet_parts(package):
            xml = package.read(part)
            _check_extent(name, xml)
            uncalculated = _UNCALCULATED.search(xml) if b"<f" in xml or b":f" in xml else None
            if uncalculated:
                raise UnreadableFile(
                    _(
                        "工作表“{sheet}”的 {cell} 是没有算出结果的公式。请用 Excel 或 WPS 打开文件、保存一次后重新上传。"
                    ).format(sheet=name, cell=(uncalculated[1] + uncalculated[2]).decode())
                )
            errors = _ERROR.finditer(xml) if b't="e"' in xml else ()
            found[name] = {(int(cell[2]) - 1, _column_index(cell[1])): cell[3].decode() for cell in errors}
        return found


def _sheet_parts(package: zipfile.ZipFile) -> Iterator[tuple[str, str]]:
    relations = ElementTree.fromstring(package.read("xl/_rels/workbook.xml.rels"))
    parts = {relation.get("Id"): relation.get("Target", "") for relation in relations}
    workbook = ElementTree.fromstring(package.read("xl/workbook.xml"))
    names = set(package.namelist())
    for sheet in (*workbook.iter(f"{_MAIN}sheet"), *workbook.iter(f"{_STRICT}sheet")):
        identity = next((value for key, value in sheet.attrib.items() if key.endswith("}id")), None)
        part = str(PurePosixPath("/xl") / parts.get(identity, "")).lstrip("/")
        if part in names and "chartsheet" not in part:
            yield sheet.get("name", ""), part


def _check_extent(name: str, xml: bytes) -> None:
    rows, columns = set(), set()
    for cell in _CELL.finditer(xml):
        columns.add(cell[1])
        rows.add(cell[2])
    height = max(map(int, rows), default=0)
    width = max(map(_column_index, columns), default=0) + 1
    if height * width > MAX_CELLS:
        raise UnreadableFile(
            _(
                "工作表“{sheet}”的内容一直伸到第 {row} 行、第 {column} 列，范围过大。请删去远处的零散内容，或分成几个文件后重新上传。"
            ).format(sheet=name, row=height, column=width)
        )


def _column_index(letters: bytes) -> int:
    index = 0
    for letter in letters:
        index = index * 26 + letter - ord("A") + 1
    return index - 1


def xls_errors(path: Path) -> dict[str, Cells]:
    """Sheet name -> its error cells, from the records BOOLERR and FORMULA of an .xls.

    Raises UnreadableFile for an encrypted one; struct.error, IndexError, KeyError or ValueError for a broken one.
    """
    streams = ole_streams(path.read_bytes())
    book = streams.get("Workbook") or streams["Book"]
    return {name: _sheet_errors(book, offset) for name, offset in _xls_sheets(book)}


def _records(book: bytes, offset: int) -> Iterator[tuple[int, bytes]]:
    while offset + 4 <= len(book):
        kind, size = struct.unpack_from("<HH", book, offset)
        yield kind, book[offset + 4 : offset + 4 + size]
        if kind == _EOF:
            return
        offset += 4 + size


def _xls_sheets(book: bytes) -> Iterator[tuple[str, int]]:
    for kind, data in _records(book, 0):
        if kind == _FILEPASS:
            raise password_protected()
        if kind == _BOUNDSHEET:
            size, is_wide = data[6], data[7] & 1
            name = (
                data[8 : 8 + size * 2].decode("utf-16-le")
                if is_wide
                else data[8 : 8 + size].decode("latin-1")
            )
            yield name, struct.unpack_from("<I", data)[0]


def _sheet_errors(book: bytes, offset: int) -> Cells:
    found: Cells = {}
    for kind, data in _records(book, offset):
        code = None
        if kind == _BOOLERR and data[7]:
            code = data[6]
        elif kind == _FORMULA and data[12:14] == b"\xff\xff" and data[6] == 2:
            code = data[8]
        if code is not None:
            row, column = struct.unpack_from("<HH", data)
            found[row, column] = _XLS_ERRORS.get(code, "#N/A")
    return found


def ole_streams(data: bytes) -> dict[str, bytes]:
    """The streams of an OLE2 compound file by name. Raises struct.error, IndexError or ValueError where broken."""
    shift, mini_shift = struct.unpack_from("<HH", data, 30)
    first_directory, cutoff, first_mini = (struct.unpack_from("<I", data, at)[0] for at in (48, 56, 60))
    if shift not in {9, 12} or mini_shift != 6:
        raise struct.error("no compound file")
    size = 1 << shift

    def sector(number: int) -> bytes:
        return data[(number + 1) * size : (number + 2) * size]

    def chain(first: int, table: list[int]) -> list[int]:
        numbers: list[int] = []
        while first < _END_OF_CHAIN and len(numbers) <= len(table):
            numbers.append(first)
            first = table[first]
        return numbers

    def entries(numbers: list[int]) -> list[int]:
        raw = b"".join(map(sector, numbers))
        return list(struct.unpack(f"<{len(raw) // 4}I", raw[: len(raw) // 4 * 4]))

    fat_sectors = [number for number in struct.unpack_from("<109I", data, 76) if number < _END_OF_CHAIN]
    next_difat = struct.unpack_from("<I", data, 68)[0]
    while next_difat < _END_OF_CHAIN and len(fat_sectors) * size <= len(data):
        *more, next_difat = entries([next_difat])
        fat_sectors += [number for number in more if number < _END_OF_CHAIN]
    fat = entries(fat_sectors)
    directory = b"".join(map(sector, chain(first_directory, fat)))
    mini_fat = entries(chain(first_mini, fat))
    mini, streams = b"", {}
    for at in range(0, len(directory) - 127, 128):
        name_size, kind = struct.unpack_from("<HB", directory, at + 64)
        start, length = struct.unpack_from("<II", directory, at + 116)
        name = directory[at : at + max(name_size - 2, 0)].decode("utf-16-le", "replace")
        if kind == 5:
            mini = b"".join(map(sector, chain(start, fat)))
        elif kind == 2 and length < cutoff:
            step = 1 << mini_shift
            parts = (mini[number * step : (number + 1) * step] for number in chain(start, mini_fat))
            streams[name] = b"".join(parts)[:length]
        elif kind == 2:
            streams[name] = b"".join(map(sector, chain(start, fat)))[:length]
    return streams
