"""Values carried over from the term before, against a slow second version over the files of the demonstration."""

import csv
from collections import defaultdict

from tests.queries.conftest import OpenedStore
from tests.templates import demonstration
from zhiping.access.permissions import DEMO_USER, Access
from zhiping.asking.run import run
from zhiping.demo import demo_files


def test_a_unit_counts_as_its_file_does(opened_store: OpenedStore) -> None:
    with demo_files()["appraisal_values"].open(encoding="utf-8-sig", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["年度"] == "2025" and row["不适用"] != "是"]
    values: dict[str, dict[tuple[str, str], float]] = defaultdict(dict)
    for row in rows:
        if row["数值"]:
            values[row["考核期"]][row["单位编号"], row["指标编号"]] = float(row["数值"])
    both = values["前三季度"].keys() & values["上半年"].keys()
    expected: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for key in both:
        expected[key[0]][0] += values["前三季度"][key] == values["上半年"][key]
        expected[key[0]][1] += 1
    store = opened_store("copied", demonstration)
    units = run(store, "appraisal/copied_units", Access(DEMO_USER)).rows
    assert {row["unit_id"]: [row["equal_count"], row["both_count"]] for row in units} == expected
    assert [row["unit_id"] for row in units if row["is_copied"]] == ["A05"]
    listed = run(store, "appraisal/copied_rows", Access(DEMO_USER)).rows
    assert len(listed) == len(both)
    assert sum(row["is_equal"] for row in listed) == sum(equal for equal, _whole in expected.values())
