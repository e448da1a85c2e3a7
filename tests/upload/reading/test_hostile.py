"""Files that would cost a server its time or its memory are answered by a sentence, soon."""

import resource

import pytest

from tests.upload.reading.raw import xlsx, zipped
from tests.upload.reading.reading import opened, refusal
from zhiping.upload.reading.budget import Budget
from zhiping.upload.reading.texttable import UnreadableFile
from zhiping.upload.reading.xmltext import Pieces

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
SHEET = "xl/worksheets/sheet1.xml"
HEADER = "编号,件数\n"


def worksheet(rows: str) -> str:
    return f'<worksheet xmlns="{MAIN}"><sheetData>{rows}</sheetData></worksheet>'


def many_sheets() -> bytes:
    listed = "".join(f'<sheet name="{number}" sheetId="{number}" r:id="rId1"/>' for number in range(9_000))
    space = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
    return xlsx(
        ["编号"],
        parts={"xl/workbook.xml": f'<workbook xmlns="{MAIN}" {space}><sheets>{listed}</sheets></workbook>'},
    )


def lying_zip() -> bytes:
    sheet = worksheet(
        "".join(f'<row r="{row}"><c r="A{row}"><v>1</v></c></row>' for row in range(1, 100_000))
    )
    size = len(sheet)
    return xlsx([], parts={SHEET: sheet}).replace(
        size.to_bytes(4, "little"), (size // 10).to_bytes(4, "little")
    )


def zip_that_begins_before_its_file() -> bytes:
    content = xlsx(["编号"], [1])
    at = content.rindex(b"PK\x05\x06") + 16
    directory = int.from_bytes(content[at : at + 4], "little")
    return content[:at] + (directory + 5_000).to_bytes(4, "little") + content[at + 4 :]


def entity_bomb() -> str:
    names = "abcdefghij"
    entities = '<!ENTITY a "xxxxxxxxxx">' + "".join(
        f'<!ENTITY {name} "{f"&{before};" * 10}">' for before, name in zip(names, names[1:], strict=False)
    )
    return f'<!DOCTYPE x [{entities}]><worksheet xmlns="{MAIN}"><sheetData>&j;</sheetData></worksheet>'


REFUSED = {
    "an_endless_line": (f"{HEADER}{'A' * 5_000_000},1\n".encode(), "第 2 行有 5000003 个字"),
    "an_endless_line_of_commas": (f"{HEADER}A,1{',' * 5_000_000}\n".encode(), "第 2 行有"),
    "an_endless_first_line": (b"x" * 5_000_000, "第 1 行有"),
    "deep_quotes": ((HEADER + '"' * 5_000_001 + ",1\n").encode(), "第 2 行有"),
    "a_million_columns": (f"编号{',c' * 400_000}\n".encode(), "400001 列"),
    "a_cell_of_many_letters": (f"编号,件数\n{'长' * 50_000},1\n".encode(), "第 2 行A列有一格超过"),
    "a_cell_of_many_letters_in_a_workbook": (
        xlsx(["编号", "数"], ["长" * 50_000, 1]),
        "第 2 行A列有一格超过",
    ),
    "nine_thousand_sheets": (many_sheets(), "9000 个工作表"),
    "a_zip_that_lies": (lying_zip(), "打不开"),
    "a_zip_that_begins_before_its_file": (zip_that_begins_before_its_file(), "打不开"),
    "a_part_without_a_name": (xlsx(["编号"], [1], parts={"": "x"}), "打不开"),
    "an_entity_bomb": (xlsx([], parts={SHEET: entity_bomb()}), "实体声明"),
    "many_styles": (
        xlsx(
            [1],
            parts={
                "xl/styles.xml": f'<styleSheet xmlns="{MAIN}"><cellXfs>{"<xf/>" * 2_000_000}</cellXfs></styleSheet>'
            },
        ),
        "打不开",
    ),
    "a_cell_of_many_attributes": (
        xlsx([], parts={SHEET: worksheet("<row>" + "<c" + ' r="A1"' * 60_000 + ">" + "</row>")}),
        "打不开",
    ),
    "cells_that_never_end": (
        xlsx([], parts={SHEET: worksheet('<row r="1">' + '<c r="A1"><f>' * 200_000 + "</row>")}),
        "打不开",
    ),
    "no_workbook": (zipped({"[Content_Types].xml": "", "word/document.xml": ""}), "不是"),
}


@pytest.mark.parametrize(("content", "reason"), REFUSED.values(), ids=REFUSED)
def test_what_costs_too_much_is_refused_before_it_is_spent(content, reason):
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    assert reason in refusal(content)
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - memory < 300_000


@pytest.mark.parametrize(
    "chunk", [b'<c r="A1"/>' * 100_000, b"<!-- </row> " * 100_000], ids=["row", "comment"]
)
def test_an_element_that_never_closes_is_given_up(chunk):
    chunks = iter([chunk] * 200)
    with pytest.raises(UnreadableFile, match="打不开"):
        list(Pieces(chunks, b"row"))
    assert len(list(chunks)) > 100  # as many were not taken


def test_cells_are_counted_down_over_a_whole_file():
    budget = Budget(0, cells_left=3)
    budget.take_cells(2)
    budget.take_cells(1)
    with pytest.raises(UnreadableFile, match="万格"):
        budget.take_cells(1)


def test_a_million_line_ends_are_a_range_of_blank_rows():
    _source, (table,), rows = opened(f"{HEADER}A,1\n{chr(10) * 1_000_000}B,2\n".encode())
    assert rows == [[("A", "1", 2), ("B", "2", 1_000_003)]]
    assert table.skipped[0].rows == "3-1000002"
