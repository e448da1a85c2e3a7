"""What people write, and what it means: truth tables with their limits."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any

import duckdb
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.effort import tries
from zhiping.contracts import DATASETS
from zhiping.contracts.kinds import Column
from zhiping.contracts.tickets import TICKET_CLASS
from zhiping.upload.checking import dates, fast, nothing
from zhiping.upload.checking.faults import KIND_LABELS, Unreadable
from zhiping.upload.checking.values import half_width, value

TIME = Column("at", "时间", "time")
DAY = Column("on", "日期", "date")
NUMBER = Column("n", "数字", "number")
WHOLE = Column("n", "个数", "integer", unit="人", minimum=0, maximum=200000)
LONGITUDE = Column("longitude", "经度", "number", minimum=-180, maximum=180)
FLAG = Column("is_x", "是否", "flag")
CODE = Column("id", "编号", "code")
TEXT = Column("t", "标题")
LIST = Column("l", "单位", "list")
AREA = Column("area_code", "区划代码", "area")
SERVICES = Column("services", "服务项目", "list", choices=("饮水", "充电", "Wi-Fi"))


def refused(written: str, column: Column, date_order: str | None = None) -> str:
    with pytest.raises(Unreadable) as caught:
        value(written, column, date_order)
    fault = caught.value
    assert fault.kind in KIND_LABELS
    assert fault.problem.endswith("。") and fault.remedy.endswith("。")
    return fault.kind


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("2025-11-04", datetime(2025, 11, 4)),
        ("2025-1-4", datetime(2025, 1, 4)),
        ("2025/11/4", datetime(2025, 11, 4)),
        ("2025.11.4", datetime(2025, 11, 4)),
        ("2025年11月4日", datetime(2025, 11, 4)),
        ("2025 年 11 月 4 日", datetime(2025, 11, 4)),
        ("2025年11月4日 15:30", datetime(2025, 11, 4, 15, 30)),
        ("2025年11月4日15时30分", datetime(2025, 11, 4, 15, 30)),
        ("2025年11月4日15时30分05秒", datetime(2025, 11, 4, 15, 30, 5)),
        ("2025年11月4日15时", datetime(2025, 11, 4, 15)),
        ("25年11月4日", datetime(2025, 11, 4)),
        ("98年11月4日", datetime(1998, 11, 4)),
        ("二〇二五年十一月四日", datetime(2025, 11, 4)),
        ("二○二五年十月三十一日 9:30", datetime(2025, 10, 31, 9, 30)),
        ("2025年11月4日（星期二）15:30", datetime(2025, 11, 4, 15, 30)),
        ("2025-11-04 周二", datetime(2025, 11, 4)),
        ("'2025-11-04", datetime(2025, 11, 4)),
        ("2025年11月4日下午3:30", datetime(2025, 11, 4, 15, 30)),
        ("2025年11月4日 上午9点05分", datetime(2025, 11, 4, 9, 5)),
        ("2025-11-04 下午12:30", datetime(2025, 11, 4, 12, 30)),
        ("2025-11-04 下午15:30", datetime(2025, 11, 4, 15, 30)),
        ("20251104", datetime(2025, 11, 4)),
        ("20251104 15:30", datetime(2025, 11, 4, 15, 30)),
        ("202511041530", datetime(2025, 11, 4, 15, 30)),
        ("20251104153005", datetime(2025, 11, 4, 15, 30, 5)),
        ("2025-11-04T15:30:05", datetime(2025, 11, 4, 15, 30, 5)),
        ("2025-11-04T15:30:05.25", datetime(2025, 11, 4, 15, 30, 5, 250000)),
        ("2025-11-04T07:30:05Z", datetime(2025, 11, 4, 15, 30, 5)),
        ("2025-11-04T15:30:05+08:00", datetime(2025, 11, 4, 15, 30, 5)),
        ("45965.6458", datetime(2025, 11, 4, 15, 29, 57)),
        ("45965.645833333336", datetime(2025, 11, 4, 15, 30)),
        ("45965", datetime(2025, 11, 4)),
        ("２０２５－１１－０４　１５：３０", datetime(2025, 11, 4, 15, 30)),
        (" 2025-11-04 ", datetime(2025, 11, 4)),
        ("1900-01-01", datetime(1900, 1, 1)),
        ("2200-12-31", datetime(2200, 12, 31)),
        ("2024-02-29", datetime(2024, 2, 29)),
        ("", None),
        ("—", None),
        ("／", None),
        ("　\u200b ", None),
    ],
)
def test_times_as_people_write_them(written: str, expected: datetime | None) -> None:
    assert value(written, TIME) == expected
    assert value(written, DAY) == (expected.date() if expected else None)


@pytest.mark.parametrize(
    ("written", "order", "expected"),
    [
        ("11/04/2025", "mdy", date(2025, 11, 4)),
        ("11/04/2025", "dmy", date(2025, 4, 11)),
        ("11-4-2025", "mdy", date(2025, 11, 4)),
        ("01/05/2015 12:00:00 AM", "mdy", date(2015, 1, 5)),
    ],
)
def test_month_and_day_by_the_columns_order(written: str, order: str, expected: date) -> None:
    assert value(written, DAY, order) == expected


def test_american_clock() -> None:
    assert value("01/05/2015 12:07:09 AM", TIME, "mdy") == datetime(2015, 1, 5, 0, 7, 9)
    assert value("01/05/2015 12:07:09 PM", TIME, "mdy") == datetime(2015, 1, 5, 12, 7, 9)
    assert value("01/05/2015 01:07:09 PM", TIME, "mdy") == datetime(2015, 1, 5, 13, 7, 9)


@pytest.mark.parametrize(
    ("written", "kind"),
    [
        ("2025-02-30", "date_impossible"),
        ("2025-02-29", "date_impossible"),
        ("2025-11-04 24:00", "date_impossible"),
        ("2025-11-04 12:60", "date_impossible"),
        ("1899-12-31", "date_impossible"),
        ("2201-01-01", "date_impossible"),
        ("20251332", "date_impossible"),
        ("11/04/2025", "date_order"),
        ("25/12/2025", "date_order"),  # alone it proves itself; in its column, see date_order
        ("2025", "unreadable"),  # a year, not the serial of 1905-07-17
        ("202511", "unreadable"),
        ("2025年11月", "unreadable"),
        ("11月4日", "date_year"),
        ("11-4", "date_year"),
        ("25-11-4", "date_order"),
        ("5-11-4", "date_order"),
        ("2025年11月4日 星期八", "unreadable"),
        ("15:30", "unreadable"),
        ("2025-11/04", "unreadable"),
        ("2025-11-0415:30", "unreadable"),
        ("2025-11-04 15:3", "unreadable"),
        ("2025-11-04 上午12:30", "unreadable"),
        ("2025-11-04 上午15:30", "unreadable"),
        ("infinity", "unreadable"),
        ("明天", "unreadable"),
        ("#N/A", "excel_error"),
        ("###", "excel_error"),
    ],
)
def test_times_that_are_refused(written: str, kind: str) -> None:
    assert refused(written, TIME) == kind


@pytest.mark.parametrize(
    ("texts", "order"),
    [
        (["11/04/2025", "11/13/2025"], "mdy"),
        (["11/04/2025", "13/11/2025 09:00"], "dmy"),
        (["11/04/2025", "12/12/2025"], None),
        (["11/13/2025", "13/11/2025"], None),
        (["2025-11-13", "99/13/2025"], None),
        ([], None),
    ],
)
def test_a_part_above_12_proves_the_order(texts: list[str], order: str | None) -> None:
    assert dates.date_order(texts) == order


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("1,234", 1234.0),
        ("1,234,567.5", 1234567.5),
        ("１２３", 123.0),
        ("1，234", 1234.0),
        ("1.2万", 12000.0),
        ("3亿", 300_000_000.0),
        ("-0.5", -0.5),
        ("−0.5", -0.5),
        (".5", 0.5),
        ("007", 7.0),
        ("1.5E-05", 0.000015),
    ],
)
def test_numbers_as_people_write_them(written: str, expected: float) -> None:
    assert value(written, NUMBER) == expected


@pytest.mark.parametrize(
    ("written", "kind"),
    [
        ("120余", "bound"),
        ("4700余人次", "bound"),
        ("20余万", "bound"),
        ("120以上", "bound"),
        ("≥120", "bound"),
        ("约120", "bound"),
        ("120+", "bound"),
        ("85%", "scale"),
        ("８５％", "scale"),
        ("12,34", "unreadable"),
        ("1e5", "unreadable"),
        ("1.5E+05", "unreadable"),
        ("infinity", "unreadable"),
        ("nan", "unreadable"),
        ("5²", "unreadable"),
        ("①", "unreadable"),
        ("٣", "unreadable"),
        ("1_000", "unreadable"),
        ("0x10", "unreadable"),
        (".", "unreadable"),
        ("同上", "ditto"),
        ("", ""),
    ],
)
def test_numbers_that_are_refused(written: str, kind: str) -> None:
    if kind:
        assert refused(written, NUMBER) == kind
    else:
        assert value(written, NUMBER) is None


def test_a_column_that_takes_bounds_reads_the_lower_one() -> None:
    takes = Column("n", "人次", "integer", unit="人", takes_bounds=True)
    assert [value(w, takes) for w in ("120余", "120余人", "20余万", "120以上", "≥120", "120")] == [
        120, 120, 200_000, 120, 120, 120,
    ]  # fmt: skip
    assert refused("约120", takes) == "bound"


def test_a_percent_where_no_number_is_above_one_is_a_share() -> None:
    assert value("85%", Column("w", "占比", "number", minimum=0, maximum=1)) == 0.85


def test_percent_column_keeps_percent() -> None:
    assert value("85%", Column("w", "权重(%)", "number", unit="%")) == 85.0


@pytest.mark.parametrize(
    ("written", "expected"),
    [("3", 3), ("3.0", 3), ("12人", 12), ("1.2万", 12000), ("0", 0), ("200000", 200000)],
)
def test_whole_numbers(written: str, expected: int) -> None:
    found = value(written, WHOLE)
    assert found == expected and isinstance(found, int)


def test_whole_numbers_have_no_part_and_keep_their_limits() -> None:
    assert refused("3.5", WHOLE) == "unreadable"
    assert refused("-1", WHOLE) == "range"
    assert refused("200001", WHOLE) == "range"
    assert refused("99999999999999999999", Column("n", "个数", "integer")) == "unreadable"
    assert value("180", LONGITUDE) == 180.0
    assert refused("180.001", LONGITUDE) == "range"


@pytest.mark.parametrize(
    ("written", "expected"),
    [(w, True) for w in ("是", "√", "✓", "Y", "ｙ", "yes", "1", "TRUE", " 是 ")]
    + [(w, False) for w in ("否", "×", "N", "no", "0", "false")],
)
def test_flags(written: str, expected: bool) -> None:
    assert value(written, FLAG) is expected


def test_flags_that_say_neither() -> None:
    assert refused("也许", FLAG) == "choice"
    assert refused("2", FLAG) == "choice"


@pytest.mark.parametrize(
    "written", ["A", "a", "Ａ", "A类", "A 类", "A 跨部门协调", "A-跨部门协调", "跨部门协调"]
)
def test_a_choice_by_letter_or_label(written: str) -> None:
    assert value(written, TICKET_CLASS) == "A"


def test_a_wrong_choice_suggests_the_nearest() -> None:
    outcome = DATASETS["tickets"].column("outcome")
    with pytest.raises(Unreadable, match="“已经解决”不在“办理结果”的选项内。") as caught:
        value("已经解决", outcome)
    assert caught.value.remedy.startswith("是否应为“已解决”？可填：已解决、部分解决、")


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("15", "150000000000"),
        ("1501", "150100000000"),
        ("150105", "150105000000"),
        ("150105001", "150105001000"),
        ("150105001002", "150105001002"),
        ("150105.0", "150105000000"),
        (" 150 105 ", "150105000000"),
        ("１５０１０５", "150105000000"),
    ],
)
def test_area_codes_are_padded(written: str, expected: str) -> None:
    assert value(written, AREA) == expected


@pytest.mark.parametrize("written", ["1", "15010", "1501050", "赛罕区", "1.50105E+11"])
def test_area_codes_that_are_refused(written: str) -> None:
    assert refused(written, AREA) == "unreadable"


def test_what_keeps_a_cell_text_is_taken_off() -> None:
    written = ('="GD-1"', "'GD-1", '\'="GD-1"', '="GD""1"', "＇007", "'95后'")
    assert [value(w, CODE) for w in written] == ["GD-1", "GD-1", "GD-1", 'GD"1', "007", "'95后'"]


def test_codes_are_kept_letter_by_letter() -> None:
    assert [value(w, CODE) for w in ("007", " ＧＤ－１ ", "a/b c", "12.0")] == [
        "007",
        "GD-1",
        "a/b c",
        "12.0",
    ]
    assert refused("1.5E+17", CODE) == "unreadable"


def test_opening_hours_become_osm_or_stay_as_written() -> None:
    hours = DATASETS["stations"].column("opening_hours")
    assert value(" 周一至周五 ８：００－１８：００ ", hours) == "Mo-Fr 08:00-18:00"
    assert value("Mo-Fr 08:00-18:00", hours) == "Mo-Fr 08:00-18:00"
    assert value(" 看情况 ", hours) == "看情况"
    assert value(" ", hours) is None
    assert refused("#N/A", hours) == "excel_error"


def test_text_is_kept_and_stripped() -> None:
    assert value(" 第１号\n楼　", TEXT) == "第１号\n楼"
    assert value("#1 楼", TEXT) == "#1 楼"
    assert refused("#REF!", TEXT) == "excel_error"


def test_lists_split_at_every_separator() -> None:
    assert value("甲、乙,丙，丁;戊；己\n庚、、甲", LIST) == ["甲", "乙", "丙", "丁", "戊", "己", "庚"]
    assert value("、", LIST) is None
    assert value("饮水、wifi", SERVICES) == ["饮水", "Wi-Fi"]
    assert refused("饮水、唱歌", SERVICES) == "choice"


@pytest.mark.parametrize(
    "column", [c for d in DATASETS.values() for c in d.columns if c.choices], ids=lambda c: c.name
)
def test_every_choice_of_every_contract_reads_itself(column: Column) -> None:
    single = Column(
        column.name, column.label, "choice", choices=column.choices, choice_labels=column.choice_labels
    )
    assert [value(choice, single) for choice in column.choices] == list(column.choices)
    assert [value(f" {choice} ", single) for choice in column.choices] == list(column.choices)


_PIECES = st.sampled_from(
    ["2025", "1899", "2200", "2201", "11", "4", "04", "13", "31", "30", "24", "00", "60", "-", "/", ".", ":", " ", "T",
     "年", "月", "日", "PM", "AM", "+", "e", "E+", "infinity", ",", "%", "万", "余", "　", "\t", "\n", "\u00a0", "是", "否",
     "0", "1", "12", "180", "181", "#", "#N/A", "A", "Ａ", "GD", "_", "楼", "\u200b", "9999999999"]
)  # fmt: skip
_TEXTS = st.one_of(
    st.text(max_size=12),
    st.lists(_PIECES, max_size=9).map("".join),
    st.datetimes(datetime(1890, 1, 1), datetime(2210, 1, 1)).map(str),
    st.datetimes(datetime(1890, 1, 1), datetime(2210, 1, 1)).flatmap(
        lambda moment: st.sampled_from(
            [s.format.replace("%Y", f"{moment.year:04d}") for s in fast.SHAPES if s.format]
        ).map(moment.strftime)
    ),
    st.floats(-1000, 1000).map(str),
    st.decimals(-200, 200, places=15).map(str),
    st.integers().map(str),
)
_COLUMNS = (TEXT, CODE, WHOLE, NUMBER, LONGITUDE, FLAG, TICKET_CLASS, DATASETS["tickets"].column("outcome"))


@settings(max_examples=tries(400), deadline=None)
@given(_TEXTS)
@example("2025-11-04 24:00:00")
@example("1899-12-31")
@example("1899-12-31 23:59:59")
@example("2201-01-01 00:00:00")
@example("1e5")
@example(" 12 ")
@example("infinity")
@example("180.000000000000001")
@example("2025-11-04 15:30:00.1234567")
def test_sql_answers_as_python_or_not_at_all(written: str) -> None:
    if "\x00" in written:
        return
    columns = [(c, fast.ISO) for c in _COLUMNS] + [(c, s) for c in (TIME, DAY) for s in fast.SHAPES]
    found = _read_by_sql(columns, written)
    for (column, shape), answer in zip(columns, found, strict=True):
        if answer is not None:
            assert (column.name, shape, answer) == (
                column.name,
                shape,
                value(written, column, shape.date_order),
            )


_CON = duckdb.connect()


def _read_by_sql(columns: Sequence[tuple[Column, fast.Shape]], written: str) -> tuple[Any, ...]:
    """What SQL reads `written` as, once a column; None where it leaves it open."""
    numbered = [(replace(column, name=f"of_{n}"), shape) for n, (column, shape) in enumerate(columns)]
    readings = [fast.fast_reading(column, "cell", shape) for column, shape in numbered]
    plain = [reading for reading in readings if reading]
    cell = f"(select *, {', '.join(reading.named for reading in plain)} from (select cast($text as varchar) as cell))"
    query = f"select {', '.join(reading.guarded for reading in plain)} from {cell}"
    found: tuple[Any, ...] = _CON.execute(query, {"text": written}).fetchall()[0]
    return found


@pytest.mark.parametrize(
    ("column", "shape", "written"),
    [(TEXT, fast.ISO, "楼道照明"), (CODE, fast.ISO, "呼GD-2025/1"), (WHOLE, fast.ISO, "12"), (NUMBER, fast.ISO, "-1.5")]
    + [(TIME, fast.common_shape([w], "mdy"), w) for w in (
        "2025-11-04", "2025-11-04 15:30", "2025-11-04 15:30:01", "2025-11-04T15:30", "2025/1/4 9:05",
        "2025年1月4日 15:30", "20251104", "1/4/2025 12:05:00 AM",
    )],
)  # fmt: skip
def test_sql_reads_the_plain_cases(column: Column, shape: fast.Shape, written: str) -> None:
    (answer,) = _read_by_sql([(column, shape)], written)
    assert answer is not None and answer == value(written, column, shape.date_order)


@pytest.mark.parametrize("word", nothing.WORDS)
def test_what_programs_write_for_no_value_is_no_text_either(word: str) -> None:
    for column in (TEXT, CODE, WHOLE, NUMBER, TIME):
        assert refused(f" {word}", column) == "unreadable"
        assert _read_by_sql([(column, fast.ISO)], word) == (None,), "SQL leaves it open"
    assert value(f"{word}-1", TEXT) == f"{word}-1"


def test_identifiers_that_look_the_same_are_the_same() -> None:
    for written in ("GD-1", "GD\u200b-1", "\ufeffGD-1", "G\u00adD-\u20601", "GD-1\u200d"):
        assert value(written, CODE) == "GD-1"
        assert _read_by_sql([(CODE, fast.ISO)], written) in {("GD-1",), (None,)}
    assert value("GD\u00a01", CODE) == "GD 1"


@given(st.text())
def test_half_width_is_settled_at_once(written: str) -> None:
    assert half_width(half_width(written)) == half_width(written)


MONTH = Column("month", "月份", "date", is_month=True)


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("2025年11月", date(2025, 11, 1)),
        ("2025年11月份", date(2025, 11, 1)),
        ("2025-11", date(2025, 11, 1)),
        ("2025.1", date(2025, 1, 1)),
        ("２０２５／１１", date(2025, 11, 1)),
        ("202511", date(2025, 11, 1)),
        ("2025-11-01", date(2025, 11, 1)),
        ("45962", date(2025, 11, 1)),
    ],
)
def test_months_as_people_write_them(written: str, expected: date) -> None:
    assert value(written, MONTH) == expected


@pytest.mark.parametrize(
    ("written", "kind"), [("11月", "date_year"), ("2025年13月", "date_impossible"), ("11", "unreadable")]
)
def test_months_that_are_refused(written: str, kind: str) -> None:
    assert refused(written, MONTH) == kind
    assert value("11月", MONTH, year=2024) == date(2024, 11, 1)
