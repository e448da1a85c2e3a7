"""An .xlsx or .xlsm -> its sheets, read as a stream: values, number formats, merges and what is hidden."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from xml.etree import ElementTree

from zhiping.upload.reading import sheetxml
from zhiping.upload.reading.budget import check_sheets
from zhiping.upload.reading.numberformat import NumberFormat, built_in, number_format
from zhiping.upload.reading.package import Package
from zhiping.upload.reading.sheet import Row, Sheet
from zhiping.upload.reading.texttable import corrupt


def is_workbook(package: Package) -> bool:
    return _workbook_part(package) is not None


def xlsx_sheets(package: Package) -> list[Sheet]:
    """Its sheets of cells, in order. Raises UnreadableFile; ParseError, KeyError and ValueError where it is broken."""
    part = _workbook_part(package)
    if part is None:
        raise corrupt()
    tree = package.tree(part)
    relations = package.relations(part)
    listed = [element for element in tree.iter() if _local(element) == "sheet"]
    check_sheets(len(listed))
    book = _Book(package)
    for kind, target in relations.values():
        if kind == "styles":
            book.formats = _formats(package.tree(target))
        elif kind == "sharedStrings":
            book.strings_part = target
    properties = next((element for element in tree.iter() if _local(element) == "workbookPr"), None)
    book.is_1904 = properties is not None and properties.get("date1904", "").lower() in {"1", "true", "on"}
    sheets = []
    for number, element in enumerate(listed, 1):
        identity = next((value for key, value in element.attrib.items() if key.endswith("}id")), "")
        kind, target = relations.get(identity, ("", ""))
        if not relations:
            kind, target = "worksheet", package.found(f"sheet{number}.xml") or ""
        if kind == "worksheet" and target:
            is_hidden = element.get("state", "visible") != "visible"
            sheets.append(_sheet(book, element.get("name", ""), target, is_hidden=is_hidden))
    return sheets


@dataclass
class _Book:
    """What the sheets of one workbook share; the texts are read when first asked for."""

    package: Package
    formats: tuple[NumberFormat, ...] = ()
    strings_part: str | None = None
    is_1904: bool = False
    _strings: list[str] | None = field(default=None)

    def strings(self) -> list[str]:
        if self._strings is None:
            part = self.strings_part
            self._strings = sheetxml.shared_strings(self.package.chunks(part)) if part else []
        return self._strings


def _sheet(book: _Book, name: str, part: str, *, is_hidden: bool) -> Sheet:
    merges, hidden = sheetxml.outside_of_rows(book.package.chunks(part))

    def rows() -> Iterator[Row]:
        reader = sheetxml.SheetRows(
            book.formats, book.strings(), is_1904=book.is_1904, budget=book.package.budget
        )
        return reader.rows(book.package.chunks(part))

    return Sheet(name, rows, is_hidden, tuple(merges), tuple(hidden))


def _workbook_part(package: Package) -> str | None:
    roots = [target for kind, target in package.relations("").values() if kind == "officeDocument"]
    if roots and roots[0].endswith(".xml") and PurePosixPath(roots[0]).name != "document.xml":
        return roots[0] if "workbook" in roots[0] else None
    return package.found("xl/workbook.xml")


def _formats(styles: ElementTree.Element) -> tuple[NumberFormat, ...]:
    """The number format of each cell style, by its index."""
    own: dict[str, str] = {}
    found: list[NumberFormat] = []
    for element in styles:
        match _local(element):
            case "numFmts":
                own |= {one.get("numFmtId", ""): one.get("formatCode", "") for one in element}
            case "cellXfs":
                for style in element:
                    number = style.get("numFmtId", "0")
                    found.append(number_format(own[number]) if number in own else built_in(int(number)))
    return tuple(found)


def _local(element: ElementTree.Element) -> str:
    return element.tag.rpartition("}")[2]
