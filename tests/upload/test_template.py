"""A contract's template, filled in, is read back; what stands in it comes from the contract."""

import io

import duckdb
import pytest
from openpyxl import Workbook, load_workbook

from zhiping.contracts import DATASETS
from zhiping.contracts.kinds import Column, Dataset
from zhiping.upload.reading.files import text_tables
from zhiping.upload.template import template


def opened(dataset: Dataset) -> Workbook:
    return load_workbook(io.BytesIO(template(dataset)))


@pytest.fixture(params=sorted(DATASETS))
def dataset(request: pytest.FixtureRequest) -> Dataset:
    return DATASETS[request.param]


def test_a_template_reads_back_with_every_label_and_the_example(dataset, tmp_path):
    path = tmp_path / "模板.xlsx"
    path.write_bytes(template(dataset))
    with duckdb.connect() as con:
        source, (table,) = text_tables(con, path)
        (row,) = con.execute(f"select * from {table.table}").fetchall()
    labels = [column.label for column in dataset.columns]
    assert (source.form, list(table.headers), table.header_row) == ("xlsx", labels, 1)
    assert row == (*(column.example or None for column in dataset.columns), 2)
    assert [(skipped.sheet, skipped.rows) for skipped in table.skipped] == [("填写说明", "")]


def test_required_columns_have_another_fill_and_a_note(dataset):
    sheet = opened(dataset).worksheets[0]
    fills = {
        is_required: {
            sheet.cell(1, place).fill.fgColor.rgb
            for place, column in enumerate(dataset.columns, 1)
            if column.is_required == is_required
        }
        for is_required in (True, False)
    }
    assert len(fills[True]) == 1
    assert not fills[True] & fills[False]
    for place, column in enumerate(dataset.columns, 1):
        comment = sheet.cell(1, place).comment
        assert comment is not None
        assert comment.text.startswith("必填" if column.is_required else "选填")


def test_choices_are_drop_downs_and_codes_are_text(dataset):
    sheet = opened(dataset).worksheets[0]
    lists = {
        str(validation.sqref).split("2:")[0]: validation.formula1
        for validation in sheet.data_validations.dataValidation
    }
    for place, column in enumerate(dataset.columns, 1):
        letter = sheet.cell(1, place).column_letter
        choices = ("是", "否") if column.kind == "flag" else column.choices
        listed = lists.get(letter)
        if len(",".join(choices)) > 255:  # Excel's limit for choices in the cell itself
            assert listed is not None
            assert _cells(dataset, listed) == choices
        else:
            assert listed == (f'"{",".join(choices)}"' if choices else None)
        if column.kind in {"code", "area", "hours"}:
            assert sheet.column_dimensions[letter].number_format == "@"
        assert sheet.cell(2, place).number_format == "@"


def _cells(dataset: Dataset, listed: str) -> tuple[str, ...]:
    """The choices in the cells that a drop-down names: 'sheet'!$J$1:$J$44."""
    sheet, _sign, cells = listed.partition("!")
    return tuple(str(cell.value) for (cell,) in opened(dataset)[sheet.strip("'")][cells.replace("$", "")])


def test_the_notes_explain_every_column(dataset):
    notes = opened(dataset)["填写说明"]
    for row, column in enumerate(dataset.columns, 4):
        cells = [notes.cell(row, place).value or "" for place in range(1, 9)]
        assert cells[0] == column.label
        assert cells[1] == ("必填" if column.is_required else "选填")
        assert cells[4:] == [column.meaning, "、".join(column.synonyms), column.unit, column.example]


def test_opening_hours_show_an_example_and_how_to_write_them():
    workbook = opened(DATASETS["stations"])
    sheet, notes = workbook.worksheets[0], workbook["填写说明"]
    place = [cell.value for cell in sheet[1]].index("营业时间") + 1
    assert sheet.cell(2, place).value == "周一至周五 8:00-18:00"
    comment = sheet.cell(1, place).comment
    assert comment is not None
    assert comment.text.startswith("必填；营业时间；例如 周一至周五 8:00-18:00，")
    (row,) = [row for row in notes.iter_rows(min_row=4, values_only=True) if row[0] == "营业时间"]
    assert (row[2], row[7]) == ("营业时间", "周一至周五 8:00-18:00")
    assert str(row[4]).startswith("例如 周一至周五 8:00-18:00")


def test_choices_too_long_for_excel_stand_in_the_notes():
    choices = tuple(f"第{n:03}类诉求" for n in range(60))
    dataset = Dataset(
        "x",
        "长选项",
        "x",
        "每行一件",
        (Column("kind", "类别", "choice", choices=choices, example="第001类诉求"),),
    )
    workbook = opened(dataset)
    (validation,) = workbook.worksheets[0].data_validations.dataValidation
    _sheet, _exclamation, cells = validation.formula1.partition("!")
    assert [row[0].value for row in workbook["填写说明"][cells.replace("$", "")]] == list(choices)


def test_a_template_is_the_same_every_time(dataset):
    first, second = (load_workbook(io.BytesIO(template(dataset))) for _ in range(2))
    for one, other in zip(first.worksheets, second.worksheets, strict=True):
        assert list(one.values) == list(other.values)
    assert first.properties.created == second.properties.created
