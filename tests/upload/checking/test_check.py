"""One test a fault: where it is, what is written there, what is wrong, how to mend it."""

from datetime import datetime

import duckdb
import pytest

from tests.upload.checking.checking import HEADERS, NOW, Check, Row
from zhiping.contracts import DATASETS
from zhiping.upload.checking import findings
from zhiping.upload.checking.check import Checked
from zhiping.upload.checking.faults import Fault

ROW = ("GD-1", "150105", "A", "供热", "2025-11-04 15:30")


def row(**changes: str | None) -> Row:
    names = ("ticket_id", "area_code", "ticket_class", "category", "dispatched_at")
    return tuple(changes.get(name, cell) for name, cell in zip(names, ROW, strict=True))


def only(checked: Checked) -> Fault:
    assert checked.fault_count == len(checked.faults) == 1
    (fault,) = checked.faults
    assert checked.fault_kinds == {fault.kind: 1}
    assert fault.sheet == "十一月"
    return fault


def place(fault: Fault) -> tuple[int, str, str, str, str]:
    return fault.row, fault.column, fault.label, fault.value, fault.kind


def test_sound_rows(checked: Check, con: duckdb.DuckDBPyConnection) -> None:
    found = checked(
        row(),
        row(ticket_id=" ＧＤ-2 ", area_code="150105001", ticket_class="b类", dispatched_at="2025年11月5日"),
    )
    assert (found.rows_read, found.sound_count, found.fault_count, found.warning_count) == (2, 2, 0, 0)
    assert found.recorded == {"ticket_id", "area_code", "ticket_class", "category", "dispatched_at"}
    assert found.areas == ("150105000000", "150105001000")
    assert found.latest_event == datetime(2025, 11, 5)
    query = f"select ticket_id, area_code, ticket_class, dispatched_at, source_sheet, source_row, is_sound from {found.table}"
    assert con.execute(f"{query} order by source_row").fetchall() == [
        ("GD-1", "150105000000", "A", datetime(2025, 11, 4, 15, 30), "十一月", 2, True),
        ("GD-2", "150105001000", "B", datetime(2025, 11, 5), "十一月", 3, True),
    ]


def test_a_sheet_may_have_no_name(checked: Check, con: duckdb.DuckDBPyConnection) -> None:
    found = checked(row(), sheet="")
    assert (found.sound_count, found.fault_count) == (1, 0)
    assert con.execute(f"select source_sheet from {found.table}").fetchall() == [("",)]


def test_the_table_is_the_contract(checked: Check, con: duckdb.DuckDBPyConnection) -> None:
    described = con.execute(f"describe {checked(row()).table}").fetchall()
    wanted = [(column.name, column.sql_type.upper()) for column in DATASETS["tickets"].columns]
    assert [(name, kind) for name, kind, *_ in described] == [
        *wanted, ("source_sheet", "VARCHAR"), ("source_row", "BIGINT"), ("is_sound", "BOOLEAN"),
    ]  # fmt: skip


def test_missing_column(checked: Check) -> None:
    found = checked(ROW[:4], headers=HEADERS[:4])
    fault = only(found)
    assert place(fault) == (0, "", "派单时间", "", "missing_column")
    assert fault.problem == "文件里没有必填的“派单时间”列。"
    assert (
        fault.remedy == "请指定文件里的哪一列是“派单时间”，或为整个文件设一个统一的值，或在表里补上这一列。"
    )
    assert found.sound_count == 0


def test_missing_column_is_set(checked: Check, con: duckdb.DuckDBPyConnection) -> None:
    found = checked(ROW[:4], headers=HEADERS[:4], set_values={"dispatched_at": "2025年11月4日"})
    assert found.sound_count == 1 and "dispatched_at" in found.recorded
    assert con.execute(f"select dispatched_at from {found.table}").fetchall() == [(datetime(2025, 11, 4),)]


def test_ambiguous_column(checked: Check) -> None:
    fault = only(checked((*ROW, None, None), headers=(*HEADERS, "结案时间", "完成时间")))
    assert place(fault) == (0, "", "办结时间", "", "ambiguous_column")
    assert fault.problem == "F列“结案时间”、G列“完成时间”都可能是“办结时间”。"
    assert fault.remedy == "请指定哪一列是“办结时间”。"


def test_set_present(checked: Check) -> None:
    fault = only(checked(row(), set_values={"ticket_class": "B"}))
    assert place(fault) == (0, "", "工单类别", "B", "set_present")
    assert fault.problem == "文件的C列已经是“工单类别”，不能再设一个统一的值。"
    assert fault.remedy == "请去掉设定值，或改为只补填空白的单元格，或取消这一列的对应。"


def test_set_value_outside_choices(checked: Check) -> None:
    found = checked(
        (*ROW[:2], *ROW[3:]), headers=(*HEADERS[:2], *HEADERS[3:]), set_values={"ticket_class": "D"}
    )
    assert [place(fault) for fault in found.faults] == [
        (0, "", "工单类别", "D", "choice"),
        (0, "", "工单类别", "", "missing_column"),
    ]


def test_unknown_column_is_set(checked: Check) -> None:
    fault = only(checked(row(), fill_values={"ticket_clas": "B"}))
    assert place(fault) == (0, "", "ticket_clas", "B", "unknown_column")
    assert fault.problem.startswith("“工单”里没有“ticket_clas”这一项。可以是：工单类别(ticket_class)、")


@pytest.mark.parametrize("blank", [None, " 　"])
def test_blank(checked: Check, blank: str | None) -> None:
    fault = only(checked(row(), row(ticket_id="GD-2", category=blank)))
    assert place(fault) == (3, "D", "诉求类别", blank or "", "blank")
    assert fault.problem == "“诉求类别”是必填项，这里没有填。"
    assert fault.remedy == "请填写；如果空白处都是同一个值，也可以在上传时统一补填。"


@pytest.mark.parametrize("blank", [None, " 　"])
def test_blank_is_filled(checked: Check, con: duckdb.DuckDBPyConnection, blank: str | None) -> None:
    found = checked(row(), row(ticket_id="GD-2", area_code=blank), fill_values={"area_code": "呼和浩特市"})
    assert found.sound_count == 2 and found.fault_count == 0
    assert found.areas == ("150100000000", "150105000000")


def test_unreadable(checked: Check, con: duckdb.DuckDBPyConnection) -> None:
    found = checked(row(), row(ticket_id="GD-2", dispatched_at="上周"))
    fault = only(found)
    assert place(fault) == (3, "E", "派单时间", "上周", "unreadable")
    assert fault.problem == "“上周”不能识别为日期时间。"
    assert fault.remedy == "请写成 2025-11-04 或 2025-11-04 15:30 的形式；没有就留空。"
    query = f"select dispatched_at is null, is_sound from {found.table} order by source_row"
    assert con.execute(query).fetchall() == [(False, True), (True, False)]


def test_date_order(checked: Check) -> None:
    fault = only(checked(row(dispatched_at="11/04/2025")))
    assert place(fault) == (2, "E", "派单时间", "11/04/2025", "date_order")
    assert fault.problem == "“11/04/2025”里哪个是月、哪个是日无法确定，这一列的值也没有给出证明。"
    assert fault.remedy == "请选定日期顺序（月/日/年 或 日/月/年），或改写为 2025-11-04 的形式。"


@pytest.mark.parametrize(
    ("proof", "option", "expected"),
    [
        ("11/13/2025", None, datetime(2025, 11, 4)),
        ("13/11/2025", None, datetime(2025, 4, 11)),
        (" 1３/11/2025", None, datetime(2025, 4, 11)),
        ("2025-11-13", "dmy", datetime(2025, 4, 11)),
        ("2025-11-13", "mdy", datetime(2025, 11, 4)),
    ],
)
def test_date_order_is_proven_or_chosen(
    checked: Check, con: duckdb.DuckDBPyConnection, proof: str, option: str | None, expected: datetime
) -> None:
    found = checked(
        row(dispatched_at="11/04/2025"), row(ticket_id="GD-2", dispatched_at=proof), date_order=option
    )
    assert found.fault_count == 0
    (read,) = con.execute(f"select dispatched_at from {found.table} where source_row = 2").fetchall()
    assert read == (expected,)


def test_choice(checked: Check) -> None:
    fault = only(checked(row(ticket_class="D")))
    assert place(fault) == (2, "C", "工单类别", "D", "choice")
    assert fault.problem == "“D”不在“工单类别”的选项内。"
    assert fault.remedy == "可填：A 跨部门协调、B 属地专项、C 即时办结。"


@pytest.mark.parametrize(
    ("written", "is_sound"), [("-180", True), ("180", True), ("180.5", False), ("-180.5", False)]
)
def test_range(checked: Check, written: str, is_sound: bool) -> None:
    found = checked((*ROW, written, "40.8", "WGS-84"), headers=(*HEADERS, "经度", "纬度", "坐标系"))
    assert found.sound_count == is_sound
    if not is_sound:
        fault = only(found)
        assert place(fault) == (2, "F", "经度", written, "range")
        assert fault.problem == f"“{written}”超出范围：经度应在-180到180之间。"
        assert fault.remedy == "请核对并改正这个数字；没有就留空。"


def test_duplicate(checked: Check, con: duckdb.DuckDBPyConnection) -> None:
    found = checked(row(), row(ticket_id="GD-2"), row(ticket_id="GD-1 ", category="供水"))
    assert [place(fault) for fault in found.faults] == [
        (2, "A", "工单编号", "GD-1", "duplicate"),
        (4, "A", "工单编号", "GD-1 ", "duplicate"),
    ]
    assert found.faults[0].problem == "工单编号与第 4 行重复，其他内容不同。"
    assert found.faults[1].problem == "工单编号与第 2 行重复，其他内容不同。"
    assert found.faults[0].remedy == "请改正工单编号，或只保留正确的一行。"
    assert found.fault_kinds == {"duplicate": 2} and found.sound_count == 1
    assert con.execute(f"select source_row from {found.table} where is_sound").fetchall() == [(3,)]


def test_duplicate_of_the_whole_row(checked: Check) -> None:
    found = checked(row(), row())
    assert [fault.problem for fault in found.faults] == [
        "这一行与第 3 行完全相同。",
        "这一行与第 2 行完全相同。",
    ]
    assert {fault.remedy for fault in found.faults} == {"请只保留其中一行。"}


def test_duplicate_of_many_rows_names_the_first(checked: Check) -> None:
    found = checked(*(row() for _ in range(9)))
    assert found.fault_count == 9
    assert found.faults[0].problem == "这一行与第 3、4、5、6、7 行等8行完全相同。"


def test_duplicate_needs_the_whole_key(checked: Check) -> None:
    limits = DATASETS["ticket_limits"]
    headers = ("年度", "工单类别", "环节", "时限(小时)")
    found = checked(
        ("2025", "A", "认领", "1"), ("2025", "B", "认领", "1"), ("2025.0", "A类", "认领", "2"),
        headers=headers, dataset=limits,
    )  # fmt: skip
    assert [place(fault) for fault in found.faults] == [
        (2, "A", "年度", "2025", "duplicate"),
        (4, "A", "年度", "2025.0", "duplicate"),
    ]
    assert found.faults[0].problem == "年度、工单类别、环节与第 4 行重复，其他内容不同。"


def test_area_outside(checked: Check) -> None:
    fault = only(checked(row(), row(ticket_id="GD-2", area_code="150102"), scope="150105000000"))
    assert place(fault) == (3, "B", "区划代码", "150102", "area_outside")
    assert fault.problem == "“150102”不在您的管辖范围（150105000000 呼和浩特市/赛罕区）内。"
    assert fault.remedy == "请核对区划；确属其他地区的数据，请由有权限的账号上传。"


def test_area_outside_when_a_level_ends_in_zero(checked: Check) -> None:
    assert checked(row(area_code="152530"), scope="152530").fault_count == 0
    assert only(checked(row(area_code="152531"), scope="152530")).kind == "area_outside"


def test_everywhere_is_a_scope(checked: Check) -> None:
    assert checked(row(area_code="110105"), scope="", areas=()).fault_count == 0


def test_area_code_unknown_is_a_warning(checked: Check) -> None:
    found = checked(row(), row(ticket_id="GD-2", area_code="150105009"))
    assert (found.fault_count, found.sound_count, found.warning_kinds) == (0, 2, {"area_unknown": 1})
    (warning,) = found.warnings
    assert place(warning) == (3, "B", "区划代码", "150105009", "area_unknown")
    assert warning.problem == "行政区划表里没有代码“150105009”。"
    assert (
        warning.remedy == "请核对代码；如果代码正确，可以照常发布，并补传“行政区划”，在那之前归在“属地待核”。"
    )
    assert checked(row(area_code="150105009"), areas=()).warning_count == 0


def test_the_tree_itself_may_bring_new_codes(checked: Check, con: duckdb.DuckDBPyConnection) -> None:
    found = checked(
        ("150105009", "新街道", "苏木乡镇街道"), headers=("代码", "名称", "层级"), dataset=DATASETS["areas"]
    )
    assert (found.warning_count, found.fault_count) == (0, 0)
    assert con.execute(f"select area_code, parent_code from {found.table}").fetchall() == [
        ("150105009000", None)
    ]


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("赛罕区", "150105000000"),
        (" 赛 罕 区 ", "150105000000"),
        ("呼和浩特市/赛罕区", "150105000000"),
        ("赛罕区大学西路街道", "150105001000"),
        ("呼和浩特市大学西路街道", "150105001000"),
        ("内蒙古自治区呼和浩特市", "150100000000"),
        ("呼和浩特市赛罕区中心街道", "150105002000"),
        ("新城区-中心街道", "150102002000"),
        ("150105001", "150105001000"),
    ],
)
def test_area_by_name(checked: Check, written: str, code: str) -> None:
    assert checked(row(area_code=written), area_names=True).areas == (code,)


def test_area_name_needs_the_option(checked: Check) -> None:
    fault = only(checked(row(area_code="赛罕区")))
    assert (fault.kind, fault.problem) == ("unreadable", "“赛罕区”不是行政区划代码。")
    assert fault.remedy.endswith("如果填的是名称，请选择“按名称识别行政区”。")


def test_area_ambiguous(checked: Check) -> None:
    fault = only(checked(row(area_code="中心街道"), area_names=True))
    assert place(fault) == (2, "B", "区划代码", "中心街道", "area_ambiguous")
    assert fault.problem == "叫“中心街道”的行政区有2个。"
    assert fault.remedy == (
        "请填写区划代码，或在前面写上上级名称。候选：150105002000 呼和浩特市/赛罕区/中心街道、"
        "150102002000 呼和浩特市/新城区/中心街道。"
    )


def test_area_name_unknown(checked: Check) -> None:
    fault = only(checked(row(area_code="赛汉区"), area_names=True))
    assert place(fault) == (2, "B", "区划代码", "赛汉区", "area_unknown")
    assert fault.problem == "没有叫“赛汉区”的行政区。"
    assert fault.remedy == "是否应为“赛罕区”（150105000000 呼和浩特市/赛罕区）？请核对名称，或填写区划代码。"
    assert only(checked(row(area_code="新城区赛罕区"), area_names=True)).kind == "area_unknown"


def test_order_is_a_warning(checked: Check) -> None:
    found = checked(
        (*ROW, "2025-11-04 15:29:59"), (*row(ticket_id="GD-2"), ROW[4]), headers=(*HEADERS, "办结时间")
    )
    assert (found.fault_count, found.sound_count, found.warning_kinds) == (0, 2, {"order": 1})
    (warning,) = found.warnings
    assert place(warning) == (2, "F", "办结时间", "2025年11月4日 15:29:59", "order")
    assert warning.problem == "“办结时间”（2025年11月4日 15:29:59）早于“派单时间”（2025年11月4日 15:30）。"
    assert warning.remedy == "请核对这两个时间；如果确实如此，可以照常发布。"


def test_a_part_larger_than_its_whole_is_a_warning(checked: Check) -> None:
    headers = ("活动编号", "小院编号", "活动日期", "活动类型", "件/次数", "办结/化解数")
    rows = [
        (f"HD-{n}", "XY-1", "2025-10-16", "矛盾纠纷", "2", settled)
        for n, settled in enumerate(["2", "3", ""])
    ]
    found = checked(*rows, headers=headers, dataset=DATASETS["courtyard_activities"])
    assert (found.fault_count, found.sound_count, found.warning_kinds) == (0, 3, {"part": 1})
    (warning,) = found.warnings
    assert place(warning) == (3, "F", "办结/化解数", "3", "part")
    assert warning.problem == "“办结/化解数”（3）多于“件/次数”（2）。"


def test_latest_event_counts_neither_deadlines_nor_the_future_nor_unsound_rows(checked: Check) -> None:
    headers = (*HEADERS, "办结时间", "办结时限")
    rows = [
        (*ROW, "2025-11-30", "2025-11-29"),
        (*row(ticket_id="GD-2"), "2025-11-30 00:00:01", "2025-11-14"),
        (*row(ticket_id="GD-3", ticket_class="D"), "2025-11-29", None),
    ]
    assert checked(*rows, headers=headers).latest_event == NOW
    assert checked(*rows[1:], headers=headers).latest_event == datetime(2025, 11, 4, 15, 30)


def test_every_fault_at_once_in_row_and_column_order(checked: Check) -> None:
    found = checked(
        row(ticket_class="D", category=None, dispatched_at="2025-02-30"),
        row(area_code="#N/A", ticket_class="E"),
        row(ticket_id="GD-3"),
    )
    assert [(fault.row, fault.column, fault.kind) for fault in found.faults] == [
        (2, "A", "duplicate"), (2, "C", "choice"), (2, "D", "blank"), (2, "E", "date_impossible"),
        (3, "A", "duplicate"), (3, "B", "excel_error"), (3, "C", "choice"),
    ]  # fmt: skip
    assert found.sound_count == 1


def test_lists_are_capped_and_counts_exact(checked: Check, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(findings, "MAX_LISTED", 3)
    rows = [(*row(ticket_id=f"GD-{i}", ticket_class="D"), "2025-11-01") for i in range(5)]
    found = checked(*rows, headers=(*HEADERS, "办结时间"))
    assert (found.fault_count, [fault.row for fault in found.faults]) == (5, [2, 3, 4])
    assert (found.warning_count, [fault.row for fault in found.warnings]) == (5, [2, 3, 4])


def test_an_empty_sheet(checked: Check) -> None:
    found = checked()
    assert (found.rows_read, found.sound_count, found.fault_count, found.latest_event) == (0, 0, 0, None)


def test_ditto_is_asked_about_and_means_what_stands_above(
    checked: Check, con: duckdb.DuckDBPyConnection
) -> None:
    rows = [row(category=said, ticket_id=f"GD-{n}") for n, said in enumerate(("供热", "同上", "〃", "同 上"))]
    assert checked(*rows).fault_kinds == {"ditto": 3}
    found = checked(*rows, ditto=True)
    assert found.fault_count == 0
    read = con.execute(f"select category from {found.table} order by source_row").fetchall()
    assert read == [("供热",)] * 4
    assert checked(row(category="同上"), ditto=True).fault_kinds == {"ditto": 1}, "there is nothing above"


def test_a_year_is_asked_for_once(checked: Check, con: duckdb.DuckDBPyConnection) -> None:
    rows = [row(dispatched_at="11月4日 9:30"), row(ticket_id="GD-2", dispatched_at="25-11-4")]
    assert checked(*rows).fault_kinds == {"date_year": 1, "date_order": 1}
    found = checked(*rows, year=2024, date_order="ymd")
    read = con.execute(f"select dispatched_at from {found.table} order by source_row").fetchall()
    assert read == [(datetime(2024, 11, 4, 9, 30),), (datetime(2025, 11, 4),)]


@pytest.mark.parametrize("sign", ["/", "-", "—", "——", "－"])
def test_a_lone_dash_is_blank_in_every_kind_of_column(
    checked: Check, con: duckdb.DuckDBPyConnection, sign: str
) -> None:
    found = checked(
        (*ROW, sign, sign, sign, sign), headers=(*HEADERS, "主办单位", "协办单位", "标题", "经度")
    )
    read = con.execute(f"select lead_unit, support_units, title, longitude from {found.table}").fetchall()
    assert (found.fault_count, read) == (0, [(None,) * 4])
    assert only(checked(row(category=sign))).kind == "blank"


def test_how_days_were_read_is_shown_back(checked: Check) -> None:
    found = checked(
        row(dispatched_at="11/04/2025 9:05"),
        row(ticket_id="GD-2", dispatched_at="11/13/2025"),
        row(ticket_id="GD-3", dispatched_at="2025-11-04T07:30:00Z"),
        row(ticket_id="GD-4", dispatched_at="2025-11-04"),
    )
    assert [(one.label, one.written, one.read) for one in found.readings] == [
        ("派单时间", "11/04/2025 9:05", "2025年11月4日 09:05"),
        ("派单时间", "11/13/2025", "2025年11月13日 00:00"),
        ("派单时间", "2025-11-04T07:30:00Z", "2025年11月4日 15:30"),
    ]
    assert checked(row(dispatched_at="2025-11-04 09:00")).readings == ()
