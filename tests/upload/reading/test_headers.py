"""Where a header stands and what it says."""

from pathlib import Path

import duckdb
import pytest

from tests.upload.reading.reading import book, rows_of, saved
from zhiping.upload.reading.files import text_tables
from zhiping.upload.reading.headers import Line, Merge, Sought, found_header
from zhiping.upload.reading.texttable import UnreadableFile, known_labels

KNOWN = known_labels(["编号", "名称", "件数", "办结数", "人次"])
DATA = ("X-1", "甲", "3", "2", "5")
LABELS = ("编号", "名称", "件数", "办结数", "人次")


@pytest.mark.parametrize(
    ("lines", "merges", "texts", "rows"),
    [
        ([(1, LABELS), (2, DATA)], [], LABELS, (0, 0)),
        ([(1, ("台账",)), (3, ("单位：区民政局", "", "日期：")), (8, LABELS), (9, DATA)], [], LABELS, (2, 2)),
        (
            [(1, ("编号", "名称", "情况")), (2, ("", "", *LABELS[2:])), (3, DATA)],
            [(1, 0, 2, 0), (1, 1, 2, 1), (1, 2, 1, 4)],
            ("编号", "名称", "情况 / 件数", "情况 / 办结数", "情况 / 人次"),
            (0, 1),
        ),
        (
            [(1, ("编号", "名称", "情况", "", "人次")), (2, ("", "", "件数", "办结数")), (3, DATA)],
            [],
            ("编号", "名称", "情况 / 件数", "情况 / 办结数", "人次"),
            (0, 1),
        ),
        (
            [(1, ("", "", "计划", "", "实际")), (2, LABELS), (3, DATA)],
            [(1, 2, 1, 3)],
            ("编号", "名称", "计划 / 件数", "计划 / 办结数", "实际 / 人次"),
            (0, 1),
        ),
        ([(1, ("小院台账", *[""] * 4)), (2, LABELS), (3, DATA)], [(1, 0, 1, 4)], LABELS, (1, 1)),
        (
            [(1, LABELS), (2, ("", "", "（件）", "件", "人次")), (3, DATA)],
            [(1, 0, 2, 0), (1, 1, 2, 1)],
            ("编号", "名称", "件数(件)", "办结数(件)", "人次(人次)"),
            (0, 1),
        ),
        ([(1, LABELS), (2, ("", *DATA[1:])), (3, DATA)], [(1, 0, 2, 0)], LABELS, (0, 0)),
        ([(1, LABELS), (2, ("编号", "名称", "1", "2", "3"))], [], LABELS, (0, 0)),
        ([(1, ("a", "b")), (2, ("1", "2"))], [], ("a", "b"), (0, 0)),
    ],
)
def test_a_header_of_one_to_three_rows(
    lines: list[Line], merges: list[Merge], texts: tuple[str, ...], rows: tuple[int, int]
) -> None:
    header = found_header(lines, Sought(KNOWN), merges)
    assert (header.texts, (header.first, header.last)) == (texts, rows)


def test_the_clerk_may_point_at_the_header() -> None:
    lines = [(1, LABELS), (3, ("a", "b")), (4, ("1", "2"))]
    assert found_header(lines, Sought(KNOWN, row=3)).texts == ("a", "b")
    with pytest.raises(UnreadableFile, match="第 2 行是空的"):
        found_header(lines, Sought(KNOWN, row=2))


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_a_header_far_down_is_read_where_the_clerk_points(form: str, tmp_path: Path) -> None:
    rows = [[f"说明{n}", "x"] for n in range(30)] + [["甲", "乙"], ["1", "2"]]
    path = tmp_path / "file"
    if form == "csv":
        path.write_text("".join(",".join(row) + "\n" for row in rows), "utf-8")
    else:
        path.write_bytes(saved(book(*rows)))
    with duckdb.connect() as con:
        (table,) = text_tables(con, path, header_row=31)[1]
        assert (table.headers, table.header_row, rows_of(con, table)) == (("甲", "乙"), 31, [("1", "2", 32)])
