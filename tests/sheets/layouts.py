"""Habits of layout: what stands above, below, between and beside the data, and how headers are built."""

from random import Random

from tests.sheets.sheet import Cell, Line, Sheet
from zhiping.contracts.kinds import Column


def _whole(sheet: Sheet, text: str, *, merged: bool = False) -> Line:
    line = Line([text] + [None] * (sheet.width - 1))
    if merged and sheet.width > 1:
        line.wide[0] = sheet.width
    return line


def _row(sheet: Sheet, *cells: Cell) -> Line:
    return Line([*cells, *[None] * (sheet.width - len(cells))][: sheet.width])


def title(sheet: Sheet, rng: Random) -> None:
    sheet.above.insert(0, _whole(sheet, f"2025年{sheet.dataset.label}统计表"))


def merged_title(sheet: Sheet, rng: Random) -> None:
    sheet.above.insert(0, _whole(sheet, f"赛罕区{sheet.dataset.label}台账", merged=True))


def unit_and_day(sheet: Sheet, rng: Random) -> None:
    sheet.above.append(_row(sheet, "填报单位：赛罕区民政局", None, "填表人：张三", "填报日期：2025年11月4日"))


def unit_and_day_in_cells(sheet: Sheet, rng: Random) -> None:
    sheet.above.append(_row(sheet, "填报单位", "赛罕区民政局", "填报日期", "2025-11-04"))


def header_at_8(sheet: Sheet, rng: Random) -> None:
    texts = ["关于报送数据的通知", "各街道、各部门：", "请按下表填报。", None, "一、填报要求", "1.如实填报"]
    sheet.above[:0] = [_row(sheet, text) for text in texts]
    sheet.above.append(_row(sheet))


def blank_first_rows(sheet: Sheet, rng: Random) -> None:
    sheet.above[:0] = [_row(sheet), _row(sheet)]


def units_row(sheet: Sheet, rng: Random) -> None:
    cells: list[Cell] = [
        f"（{column.unit or '件'}）" if column and column.kind in {"integer", "number"} else None
        for column in sheet.columns
    ]
    if any(cells):
        sheet.body.insert(0, Line(cells))


def bare_units_row(sheet: Sheet, rng: Random) -> None:
    cells: list[Cell] = [
        (column.unit or "个") if column and column.kind in {"integer", "number"} else None
        for column in sheet.columns
    ]
    if any(cells):
        sheet.body.insert(0, Line(["单位", *cells[1:]] if cells[0] is None else cells))


def numbering_row(sheet: Sheet, rng: Random) -> None:
    sheet.body.insert(0, Line([index + 1 for index in range(sheet.width)]))


def bracketed_numbering_row(sheet: Sheet, rng: Random) -> None:
    sheet.body.insert(0, Line([f"（{index + 1}）" for index in range(sheet.width)]))


def named_numbering_row(sheet: Sheet, rng: Random) -> None:
    cells: list[Cell] = ["甲", "乙", *range(1, sheet.width - 1)]
    sheet.body.insert(0, Line(cells[: sheet.width]))


def _sums(sheet: Sheet, lines: list[Line]) -> list[Cell]:
    cells: list[Cell] = [None] * sheet.width
    for index in sheet.of_kind("integer", "number"):
        values = [str(line.cells[index]) for line in lines if sheet.filled(line, index)]
        try:
            cells[index] = round(sum(map(float, values)), 4)
        except ValueError:
            cells[index] = None
    return cells


def total_row(sheet: Sheet, rng: Random) -> None:
    cells = _sums(sheet, sheet.data)
    cells[0] = rng.choice(["合计", "合　计", "总计", "合计：", "总  计"])
    sheet.body.append(Line(cells))


def full_total_row(sheet: Sheet, rng: Random) -> None:
    """Every required cell has something: the area, the day and the kind of the last row."""
    last = sheet.data[-1]
    cells = [
        sums if sums is not None else cell
        for sums, cell in zip(_sums(sheet, sheet.data), last.cells, strict=True)
    ]
    cells[0] = rng.choice(["合计", "全区合计", "本月合计"])
    sheet.body.append(Line(cells))


def total_at_top(sheet: Sheet, rng: Random) -> None:
    cells = _sums(sheet, sheet.data)
    cells[0] = "总计"
    sheet.body.insert(0, Line(cells))


def subtotal_rows(sheet: Sheet, rng: Random) -> None:
    middle = sheet.body.index(sheet.data[len(sheet.data) // 2])
    cells = _sums(sheet, sheet.data)
    cells[min(1, sheet.width - 1)] = "小计"
    sheet.body.insert(middle, Line(cells))
    named = _sums(sheet, sheet.data)
    named[0] = "大学西路街道小计"
    sheet.body.append(Line(named))


def average_row(sheet: Sheet, rng: Random) -> None:
    cells = _sums(sheet, sheet.data)
    cells[0] = rng.choice(["平均", "平均值", "均值", "平均数"])
    sheet.body.append(Line(cells))


def notes(sheet: Sheet, rng: Random) -> None:
    sheet.body.append(_row(sheet))
    for text in ("注：1.本表由各街道填报。", "2.“办结”指已回访确认。", "说明：数据截至2025年11月4日"):
        sheet.body.append(_whole(sheet, text, merged=rng.random() < 0.5))


def signatures(sheet: Sheet, rng: Random) -> None:
    sheet.body.append(_row(sheet, "单位负责人：李四", None, "审核人：王五", "填表人：张三", "2025年11月4日"))


def signatures_in_cells(sheet: Sheet, rng: Random) -> None:
    sheet.body.append(_row(sheet, "填表人：", "张三", "联系电话：", "0471-1234567", "（盖章）"))


def group_rows(sheet: Sheet, rng: Random) -> None:
    middle = sheet.body.index(sheet.data[len(sheet.data) // 2])
    sheet.body.insert(middle, _whole(sheet, "二、其他街道"))
    sheet.body.insert(0, _whole(sheet, "一、大学西路街道"))


def merged_group_rows(sheet: Sheet, rng: Random) -> None:
    middle = sheet.body.index(sheet.data[len(sheet.data) // 2])
    sheet.body.insert(middle, _whole(sheet, "其他街道", merged=True))
    sheet.body.insert(0, _whole(sheet, "大学西路街道", merged=True))


def repeated_header(sheet: Sheet, rng: Random) -> None:
    middle = sheet.body.index(sheet.data[len(sheet.data) // 2])
    for line in reversed(sheet.head):
        sheet.body.insert(middle, Line(list(line.cells), None, dict(line.wide), dict(line.tall)))


def printed_pages(sheet: Sheet, rng: Random) -> None:
    middle = sheet.body.index(sheet.data[len(sheet.data) // 2])
    again = [
        Line(list(line.cells), None, dict(line.wide), dict(line.tall)) for line in (*sheet.above, *sheet.head)
    ]
    sheet.body[middle:middle] = [_whole(sheet, "第1页 共2页"), *again]
    sheet.body.append(_whole(sheet, "第2页 共2页"))


def blank_rows(sheet: Sheet, rng: Random) -> None:
    middle = sheet.body.index(sheet.data[len(sheet.data) // 2])
    sheet.body.insert(middle, _row(sheet))
    sheet.body.append(Line([" ", *[None] * (sheet.width - 1)]))


def coloured_blank_rows(sheet: Sheet, rng: Random) -> None:
    for at in (0, sheet.body.index(sheet.data[-1])):
        line = _row(sheet)
        line.is_coloured = True
        sheet.body.insert(at, line)


def spacer_column(sheet: Sheet, rng: Random) -> None:
    sheet.insert_column(sheet.width // 2, "", [None] * len(sheet.data))


def blank_first_column(sheet: Sheet, rng: Random) -> None:
    sheet.insert_column(0, "", [None] * len(sheet.data))


def serial_column(sheet: Sheet, rng: Random) -> None:
    sheet.insert_column(0, "序号", list(range(1, len(sheet.data) + 1)))


def unused_column(sheet: Sheet, rng: Random) -> None:
    sheet.insert_column(
        sheet.width, "分管领导批示", ["同意" if i % 2 else None for i in range(len(sheet.data))]
    )


def other_order(sheet: Sheet, rng: Random) -> None:
    order = list(range(sheet.width))
    rng.shuffle(order)
    sheet.columns[:] = [sheet.columns[place] for place in order]
    for line in sheet.lines:
        line.cells[:] = [line.cells[place] for place in order]


def _grouped(sheet: Sheet, *, merged: bool) -> None:
    """The header in two rows: the last columns under one heading, the others across both."""
    if len(sheet.head) > 1:
        return
    lower = sheet.head[0]
    first = max(1, sheet.width - 3)
    upper = Line([None] * sheet.width)
    for index in range(first):
        upper.cells[index], lower.cells[index] = lower.cells[index], None
        if merged:
            upper.tall[index] = 2
    upper.cells[first] = "基本情况"
    if merged and sheet.width - first > 1:
        upper.wide[first] = sheet.width - first
    sheet.head.insert(0, upper)


def two_row_header(sheet: Sheet, rng: Random) -> None:
    _grouped(sheet, merged=True)


def two_row_header_unmerged(sheet: Sheet, rng: Random) -> None:
    _grouped(sheet, merged=False)


def three_row_header(sheet: Sheet, rng: Random) -> None:
    if len(sheet.head) > 1:
        return
    _grouped(sheet, merged=True)
    for index in sheet.head[0].tall:
        sheet.head[0].tall[index] = 3
    middle = Line([None] * sheet.width)
    first = max(1, sheet.width - 3)
    middle.cells[first] = "其他情况"
    if sheet.width - first > 1:
        middle.wide[first] = sheet.width - first
    sheet.head.insert(1, middle)


def other_sheets(sheet: Sheet, rng: Random) -> None:
    sheet.others += [
        ("填表说明", [["填表说明"], ["1.请按要求填写"], ["2.日期写成2025-11-04"]], False, True),
        ("Sheet2", [], False, False),
        ("字典", [["红色"], ["和谐"]], True, False),
    ]


def tall_cells(sheet: Sheet, rng: Random) -> None:
    """The area of neighbouring rows that is the same in all of them, in one merged cell."""
    index = sheet.at(sheet.dataset.area_column) if sheet.dataset.area_column else None
    if index is None or sheet.column(index).is_key:
        return
    lines = sheet.data[:3]
    places = [sheet.body.index(line) for line in lines]
    if places != list(range(places[0], places[0] + 3)):
        return
    name = sheet.column(index).name
    for line in lines:
        sheet.rewrite(line, index, sheet.rows[lines[0].truth or 0][name])
    for line in lines[1:]:
        line.cells[index] = None
    lines[0].tall[index] = 3


def early_end(sheet: Sheet, rng: Random) -> None:
    """Rows whose last optional cells are blank are not written to the end."""
    for line in sheet.data:
        while line.cells and line.cells[-1] is None:
            line.cells.pop()


def hidden_rows(sheet: Sheet, rng: Random) -> None:
    sheet.data[1].is_hidden = True


def _headers(sheet: Sheet, change: object) -> None:
    for line in sheet.head:
        for index, cell in enumerate(line.cells):
            column = sheet.columns[index]
            if column and isinstance(cell, str) and cell == column.label:
                line.cells[index] = change(column)  # type: ignore[operator]


def synonyms(sheet: Sheet, rng: Random) -> None:
    taken: set[str] = set()

    def other(column: Column) -> str:
        free = [word for word in column.synonyms if word not in taken and not word.isascii()]
        taken.update(free[:1])
        return free[0] if free else column.label

    _headers(sheet, other)


def headers_with_units(sheet: Sheet, rng: Random) -> None:
    def with_unit(column: Column) -> str:
        if column.kind not in {"integer", "number"} or "(" in column.label or not column.unit:
            return column.label
        unit = {"平方米": "㎡"}.get(column.unit, column.unit)
        return f"{column.label}（{unit}）"

    _headers(sheet, with_unit)


def headers_in_other_dress(sheet: Sheet, rng: Random) -> None:
    forms = ("{0}*", "* {0}", "{0}（必填）", "{0}\n（选填）", " {0} ", "{1}\n{2}", "{1} {2}", "★{0}", "{0}：")

    def dressed(column: Column) -> str:
        label = column.label
        return rng.choice(forms).format(label, label[: len(label) // 2], label[len(label) // 2 :])

    _headers(sheet, dressed)


LAYOUTS = (
    title, merged_title, unit_and_day, unit_and_day_in_cells, header_at_8, blank_first_rows, units_row,
    bare_units_row, numbering_row, bracketed_numbering_row, named_numbering_row, total_row, full_total_row,
    total_at_top, subtotal_rows, average_row, notes, signatures, signatures_in_cells, group_rows,
    merged_group_rows, repeated_header, printed_pages, blank_rows, coloured_blank_rows, spacer_column,
    blank_first_column, serial_column, unused_column, other_order, two_row_header, two_row_header_unmerged,
    three_row_header, other_sheets, tall_cells, early_end, hidden_rows, synonyms, headers_with_units,
    headers_in_other_dress,
)  # fmt: skip
ONLY_XLSX = {
    merged_title, merged_group_rows, coloured_blank_rows, two_row_header, three_row_header, other_sheets,
    tall_cells, early_end, hidden_rows,
}  # fmt: skip
