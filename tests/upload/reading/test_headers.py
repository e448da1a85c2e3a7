"""Where a header stands and what it says."""

import pytest

from zhiping.upload.reading.headers import Line, Merge, found_header
from zhiping.upload.reading.texttable import known_labels

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
    header = found_header(lines, KNOWN, merges)
    assert (header.texts, (header.first, header.last)) == (texts, rows)
