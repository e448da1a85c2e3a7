"""Workbooks written letter by letter, with what no library writes."""

import io
import zipfile
from collections.abc import Mapping, Sequence
from xml.sax.saxutils import escape, quoteattr

_NAMESPACES = (
    'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
_KIND = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
# A text, a number, or (attributes, what stands between the tags) of a cell.
Raw = str | int | float | tuple[str, str] | None


def cell_xml(reference: str, value: Raw) -> str:
    match value:
        case None:
            return ""
        case (attributes, inner):
            return f'<c r="{reference}" {attributes}>{inner}</c>'
        case str():
            return (
                f'<c r="{reference}" t="inlineStr"><is><t xml:space="preserve">{escape(value)}</t></is></c>'
            )
        case _:
            return f'<c r="{reference}"><v>{value}</v></c>'


def rows_xml(rows: Sequence[Sequence[Raw]], rows_said: Mapping[int, str] | None = None) -> str:
    said = rows_said or {}
    written = (
        f'<row r="{number}" {said.get(number, "")}>'
        + "".join(cell_xml(f"{chr(65 + place)}{number}", value) for place, value in enumerate(row))
        + "</row>"
        for number, row in enumerate(rows, 1)
    )
    return "".join(written)


def xlsx(
    *rows: Sequence[Raw],
    formats: Sequence[str | int] = (),
    strings: Sequence[str] = (),
    rows_said: Mapping[int, str] | None = None,
    before: str = "",
    behind: str = "",
    is_1904: bool = False,
    folder: str = "xl/",
    parts: Mapping[str, str | bytes] | None = None,
) -> bytes:
    """A workbook of one sheet 表. Style n (from 1) has the n-th of `formats`, a code or a built-in number; `before` and
    `behind` stand around the rows, `strings` are the shared texts as XML, `parts` go before parts of that name.
    """
    own = "".join(
        f'<numFmt numFmtId="{164 + place}" formatCode={quoteattr(code)}/>'
        for place, code in enumerate(formats)
        if isinstance(code, str)
    )
    styles = "".join(
        f'<xf numFmtId="{164 + place if isinstance(code, str) else code}"/>'
        for place, code in enumerate(formats)
    )
    since = ' date1904="1"' if is_1904 else ""
    found = {
        "_rels/.rels": _relations(("officeDocument", f"{folder}workbook.xml")),
        f"{folder}workbook.xml": f"<workbook {_NAMESPACES}><workbookPr{since}/>"
        '<sheets><sheet name="表" sheetId="1" r:id="rId1"/></sheets></workbook>',
        f"{folder}_rels/workbook.xml.rels": _relations(
            ("worksheet", "worksheets/sheet1.xml"),
            ("styles", "styles.xml"),
            ("sharedStrings", "sharedStrings.xml"),
        ),
        f"{folder}styles.xml": f"<styleSheet {_NAMESPACES}><numFmts>{own}</numFmts>"
        f'<cellXfs><xf numFmtId="0"/>{styles}</cellXfs></styleSheet>',
        f"{folder}sharedStrings.xml": f"<sst {_NAMESPACES}>{''.join(f'<si>{one}</si>' for one in strings)}</sst>",
        f"{folder}worksheets/sheet1.xml": f"<worksheet {_NAMESPACES}>{before}"
        f"<sheetData>{rows_xml(rows, rows_said)}</sheetData>{behind}</worksheet>",
    }
    return zipped(found | dict(parts or {}))


def _relations(*targets: tuple[str, str]) -> str:
    listed = "".join(
        f'<Relationship Id="rId{number}" Type="{_KIND}/{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets, 1)
    )
    return f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{listed}</Relationships>'


def zipped(parts: Mapping[str, str | bytes], slash: str = "/") -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in parts.items():
            entry = zipfile.ZipInfo("x")
            entry.filename, entry.compress_type = name.replace("/", slash), zipfile.ZIP_DEFLATED
            package.writestr(entry, data)
    return content.getvalue()
