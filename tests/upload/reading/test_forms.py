"""Every form of file that offices save is read by its content, whatever it is called."""

import gzip

import pytest

from tests.upload.reading.raw import xlsx, zipped
from tests.upload.reading.reading import Row, opened, refusal
from tests.upload.reading.test_cells import read

TEXT = "编号,件数\nA1,3\n"
BOOK = xlsx(["编号", "件数"], ["A1", 3])
ROWS: list[Row] = [("A1", "3", 2)]
OFFICE = "urn:oasis:names:tc:opendocument:xmlns:"
SHEETS = "urn:schemas-microsoft-com:office:spreadsheet"


def ods(rows: str, styles: str = "", *, manifest: str = "<m/>") -> bytes:
    spaces = " ".join(f'xmlns:{name}="{OFFICE}{name}:1.0"' for name in ("office", "table", "text", "style"))
    return zipped(
        {
            "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
            "content.xml": f"<office:document-content {spaces}><office:automatic-styles>{styles}</office:automatic-styles>"
            f'<office:body><office:spreadsheet><table:table table:name="表">{rows}</table:table></office:spreadsheet>'
            "</office:body></office:document-content>",
            "META-INF/manifest.xml": manifest,
        }
    )


def ods_cell(written: str, said: str = 'office:value-type="string"') -> str:
    return f"<table:table-cell {said}><text:p>{written}</text:p></table:table-cell>"


def ods_row(*cells: str, said: str = "") -> str:
    return f"<table:table-row {said}>{''.join(cells)}</table:table-row>"


ODS_HEADER = ods_row(ods_cell("编号"), ods_cell("件数"))


def spreadsheetml(rows: str, styles: str = "") -> bytes:
    return (
        '<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>'
        f'<Workbook xmlns="{SHEETS}" xmlns:ss="{SHEETS}"><Styles>{styles}</Styles>'
        f'<Worksheet ss:Name="表"><Table>{rows}</Table></Worksheet></Workbook>'
    ).encode()


def xml_cell(written: object, kind: str = "String", said: str = "") -> str:
    return f'<Cell {said}><Data ss:Type="{kind}">{written}</Data></Cell>'


XML_HEADER = f"<Row>{xml_cell('编号')}{xml_cell('件数')}</Row>"
HTML = (
    '<html xmlns:x="urn:schemas-microsoft-com:office:excel"><head><meta charset="{charset}"><style>td {{}}</style></head><body>'
    "<table><tr><th>编号<th>件数</tr>\n<tr>\n<td x:str>A1</td>\n<td x:num> 3 </td>\n</tr></table></body></html>"
)
FORMS = {
    "gz": (gzip.compress(TEXT.encode()), "csv"),
    "gz_of_a_workbook": (gzip.compress(BOOK), "xlsx"),
    "zip": (zipped({"数据.csv": TEXT}), "csv"),
    "zip_of_a_workbook": (
        zipped({"夹/表.xlsx": BOOK, "__MACOSX/夹/._表.xlsx": b"x", "夹/.DS_Store": b"x"}),
        "xlsx",
    ),
    "no_folder": (xlsx(["编号", "件数"], ["A1", 3], folder=""), "xlsx"),
    "other_folder": (xlsx(["编号", "件数"], ["A1", 3], folder="book/"), "xlsx"),
    "html": (HTML.format(charset="utf-8").encode(), "html"),
    "html_in_gb18030": (HTML.format(charset="gb2312").encode("gb18030"), "html"),
    "spreadsheetml": (
        spreadsheetml(f"{XML_HEADER}<Row>{xml_cell('A1')}{xml_cell(3, 'Number')}</Row>"),
        "xml",
    ),
    "ods": (
        ods(
            ODS_HEADER + ods_row(ods_cell("A1"), ods_cell("3", 'office:value-type="float" office:value="3"'))
        ),
        "ods",
    ),
}


@pytest.mark.parametrize(("content", "form"), FORMS.values(), ids=FORMS)
def test_a_form_is_known_by_its_content(content, form):
    source, _tables, rows = opened(content, "其实.xls")
    assert (source.form, rows) == (form, [ROWS])


def test_a_workbook_whose_names_have_backslashes_is_read():
    parts = {
        f"xl\\{name}": data
        for name, data in {
            "workbook.xml": '<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheets>'
            '<sheet name="表" sheetId="1"/></sheets></workbook>',
            "worksheets\\sheet1.xml": '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
            '<row><c t="inlineStr"><is><t>编号</t></is></c></row><row><c><v>7</v></c></row></sheetData></worksheet>',
        }.items()
    }
    assert opened(zipped(parts))[2] == [[("7", 2)]]


REFUSED = {
    "two_broken_files": (
        zipped({"1.csv": "", "2.zip": zipped({"1.csv": TEXT})}),
        "“2.zip”：压缩包里还是压缩包",
    ),
    "too_many_files": (zipped({f"{n}.csv": TEXT for n in range(201)}), "最多读 200 个"),
    "no_file": (zipped({"夹/.DS_Store": b"x"}), "没有文件"),
    "zip_in_a_zip": (zipped({"内.zip": zipped({"1.csv": TEXT})}), "还是压缩包"),
    "an_empty_file": (zipped({"1.csv": ""}), "0 字节"),
    "word": (zipped({"[Content_Types].xml": "<Types/>", "word/document.xml": "<d/>"}), "别的文档"),
    "encrypted_ods": (ods(ODS_HEADER, manifest="<m><encryption-data/></m>"), "密码"),
    "broken_ods": (ods("<table:table-row>"), "打不开"),
    "page_without_a_table": (b"<html><body>x</body></html>", "没有能读的表格"),
    "ods_of_many_rows": (
        ods(ODS_HEADER + ods_row(ods_cell("A1"), said='table:number-rows-repeated="1000000"')),
        "打不开",
    ),
    "xml_with_entities": (
        b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "b">]><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>',
        "实体声明",
    ),
}


@pytest.mark.parametrize(("content", "reason"), REFUSED.values(), ids=REFUSED)
def test_what_cannot_be_read_is_refused_with_its_reason(content, reason):
    assert reason in refusal(content)


ODS_CELLS = {
    "000123": (ods_cell("000123", 'office:value-type="float" office:value="123"'), ("123", " ", "000123")),
    "1,500": (ods_cell("1,500", 'office:value-type="float" office:value="1500"'), ("1500", " ", None)),
    "3.00": (ods_cell("3.00", 'office:value-type="float" office:value="3"'), ("3", "n", None)),
    "3.5": (ods_cell("3.5", 'office:value-type="float" office:value="3.5"'), ("3.5", "n", None)),
    "90%": (ods_cell("90%", 'office:value-type="percentage" office:value="0.9"'), ("90%", "p", None)),
    "day": (
        ods_cell("25/3/1", 'office:value-type="date" office:date-value="2025-03-01"'),
        ("2025-03-01", "d", None),
    ),
    "moment": (
        ods_cell("x", 'office:value-type="date" office:date-value="2025-03-01T08:30:00.000000000"'),
        ("2025-03-01 08:30:00", "d", None),
    ),
    "time": (ods_cell("8:30", 'office:value-type="time" office:time-value="PT08H30M00S"'), ("08:30:00", "d", None)),
    "flag": (ods_cell("TRUE", 'office:value-type="boolean" office:boolean-value="true"'), ("TRUE", "b", None)),
    "error": (ods_cell("Err:502", 'table:formula="of:=1/0" office:value-type="string"'), ("#VALUE!", " ", None)),
    "not_calculated": ('<table:table-cell table:formula="of:=[.A1]"/>', ("=[.A1]", "f", None)),
    "remark": (
        '<table:table-cell office:value-type="string"><office:annotation><text:p>批注</text:p></office:annotation>'
        "<text:p>甲<text:s text:c=\"2\"/>乙</text:p><text:p>丙</text:p></table:table-cell>",
        ("甲  乙\n丙", " ", None),
    ),
}  # fmt: skip


@pytest.mark.parametrize(("xml", "told"), ODS_CELLS.values(), ids=ODS_CELLS)
def test_a_cell_of_an_ods_is_what_it_is_anywhere(xml, told):

    table, (row,) = read(ods(ods_row(ods_cell("编号"), ods_cell("数")) + ods_row(xml, ods_cell("x"))))
    mark = str(row[-1])[0] if table.marked else " "
    assert (row[0], mark, row[2] if table.shown else None) == told


def test_repeated_and_hidden_rows_of_an_ods():
    blank = ods_row(
        '<table:table-cell table:number-columns-repeated="16384"/>', said='table:number-rows-repeated="9"'
    )
    twice = ods_row(ods_cell("A1"), said='table:number-rows-repeated="2" table:visibility="collapse"')
    _source, (table,), rows = opened(ods(ODS_HEADER + blank + twice + blank))
    assert rows == [[("A1", None, 11), ("A1", None, 12)]]
    assert [remark.rows for remark in table.remarks] == ["11-12"]


XML_CELLS = {
    "000123": (xml_cell(123, "Number", 'ss:StyleID="a"'), "000000", ("123", " ", "000123")),
    "percent": (xml_cell("0.9", "Number", 'ss:StyleID="a"'), "Percent", ("90%", "p", None)),
    "serial": (xml_cell(45000, "Number", 'ss:StyleID="a"'), "Short Date", ("2023-03-15", "d", None)),
    "moment": (xml_cell("2025-03-01T08:30:00.000", "DateTime"), "@", ("2025-03-01 08:30:00", "d", None)),
    "flag": (xml_cell(1, "Boolean"), "@", ("TRUE", "b", None)),
    "error": (xml_cell("#N/A", "Error"), "@", ("#N/A", " ", None)),
    "remark": (
        '<Cell><Data ss:Type="String">x</Data><Comment><Data>y</Data></Comment></Cell>',
        "@",
        ("x", " ", None),
    ),
}


@pytest.mark.parametrize(("xml", "form", "told"), XML_CELLS.values(), ids=XML_CELLS)
def test_a_cell_of_spreadsheetml_is_what_it_is_anywhere(xml, form, told):

    style = f'<Style ss:ID="a"><NumberFormat ss:Format="{form}"/></Style>'
    content = spreadsheetml(f"{XML_HEADER}<Row>{xml}{xml_cell('x')}</Row>", style)
    table, (row,) = read(content)
    mark = str(row[-1])[0] if table.marked else " "
    assert (row[0], mark, row[2] if table.shown else None) == told


def test_cells_of_html_that_span_rows_and_columns_stay_in_their_places():
    content = (
        "<table><tr><td>编号</td><td>甲</td><td>乙</td></tr>"
        "<tr><td>A1</td><td rowspan=2>x</td><td>1</td></tr><tr style='display: none'><td>A2</td><td>2</td></tr>"
        "<tr><td>A3<br>b</td><td colspan=2>y</td></tr></table>"
    )
    _source, (table,), rows = opened(content.encode())
    assert rows == [[("A1", "x", "1", 2), ("A2", "x", "2", 3), ("A3\nb", "y", None, 4)]]
    assert [remark.rows for remark in table.remarks] == ["3", "2-3", "4"]
