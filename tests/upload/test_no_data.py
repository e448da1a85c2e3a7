"""Rows below a header that are no data are found, in every dataset, and named with the reason; what may be data stays."""

from collections.abc import Callable, Sequence

import duckdb
import pytest

from tests.upload.checking.checking import HEADERS
from zhiping.contracts import DATASETS
from zhiping.upload.matching import match
from zhiping.upload.no_data import HEADER, HEADING, LONE, NOTE, NUMBERS, UNITS, is_numbering, without_no_data
from zhiping.upload.reading.texttable import TextTable, UnreadableFile

ROWS = [(f"GD-{n}", "150105", "A", "供热", "2025-11-04") for n in range(3)]
Row = Sequence[str | None]


@pytest.fixture
def kept(con: duckdb.DuckDBPyConnection) -> Callable[..., tuple[list[int], dict[str, str]]]:
    """Which of the rows are kept (by their number, the header is the first), and why the others are not."""

    def of(*rows: Row, dataset: str = "tickets", headers: Sequence[str] = HEADERS):
        columns = ", ".join(f"c{index} varchar" for index in range(len(headers)))
        con.execute(f"create or replace temp table lines ({columns}, source_row bigint)")
        for number, row in enumerate(rows, 2):
            full = [*row, *[None] * (len(headers) - len(row))]
            con.execute(f"insert into lines values ({', '.join('?' * len(full))}, ?)", [*full, number])
        text = TextTable("lines", None, tuple(headers), 1, len(rows), head=(tuple(headers),))
        found = without_no_data(con, text, DATASETS[dataset], match(headers, DATASETS[dataset]))
        numbers = [n for (n,) in con.execute("select source_row from lines order by 1").fetchall()]
        assert found.row_count == len(numbers)
        return numbers, {part.why: part.rows for part in found.skipped}

    return of


@pytest.mark.parametrize(
    ("row", "why"),
    [
        (("1", "2", "3", "4", "5"), NUMBERS),
        (("（1）", "（2）", "（3）", "（4）", "（5）"), NUMBERS),
        (("甲", "乙", "1", "2", "3=1+2"), NUMBERS),
        ((None, None, "件", None, "(次)"), UNITS),
        (HEADERS, HEADER),
        (("注：本表由各街道填报",), NOTE),
        ((None, "填表人：张三", None, "审核人：李四"), NOTE),
        (("填表人：", "张三", "联系电话：", "0471-1234567", "2025年11月4日"), NOTE),
        (("填报单位", "赛罕区民政局", None, "日期"), NOTE),
        (("第1页 共2页",), NOTE),
        (("一、大学西路街道",), HEADING),
        (("大学西路街道",), HEADING),
        ((None, None, None, "热力公司"), LONE),
        (("2025年11月",), HEADING),
        (("合计：3件",), NOTE),
    ],
)
def test_what_is_no_data_is_named(kept, row: Row, why: str) -> None:
    assert kept(row, *ROWS) == ([3, 4, 5], {why: "2"})


def test_units_and_numbers_may_stand_below_a_heading(kept) -> None:
    numbers = ("1", "2", "3", "4", "5")
    assert kept(("一、大学西路街道",), numbers, *ROWS) == ([4, 5, 6], {NUMBERS: "3", HEADING: "2"})


@pytest.mark.parametrize(
    "row",
    [
        ("GD-9",),  # a key without anything else is a row that lacks something
        ("GD-9", None, "A"),
        ("GD-9", "150105", "A", "注：暖气不热", "2025-11-04"),
        ("GD-9", "150105", "A", "件", "2025-11-04"),
        (None, "150105", "A", "供热", "2025-11-04"),
    ],
)
def test_what_may_be_data_stays(kept, row: Row) -> None:
    assert kept(row, *ROWS) == ([2, 3, 4, 5], {})
    assert kept(*ROWS, row) == ([2, 3, 4, 5], {})


def test_a_unit_of_another_size_is_refused(kept) -> None:
    headers = ("核销编号", "商家编号", "人员编码", "核销时间", "原价(元)")
    with pytest.raises(UnreadableFile, match="万元"):
        kept((None, None, None, None, "万元"), dataset="redemptions", headers=headers)


@pytest.mark.parametrize("cells", [("1", "2"), ("2025", "2026", "2027"), ("1", "3", "2"), ("甲", "丙", "1")])
def test_numbers_that_number_no_columns(cells: Sequence[str]) -> None:
    assert not is_numbering(cells)
