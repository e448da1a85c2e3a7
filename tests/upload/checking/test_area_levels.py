"""行政区划 whose 上级代码 or 层级 contradict the code: warned about with their row, and published all the same."""

import duckdb
import pytest

from tests.upload.checking.checking import check_rows
from zhiping.contracts import DATASETS

HEADERS = ("区划代码", "名称", "上级代码", "层级")


@pytest.mark.parametrize(
    ("code", "parent", "level", "kinds"),
    [
        ("15", None, "自治区", {}),
        ("1501", "15", "盟市", {}),
        ("150105", "1501", "旗县区", {}),
        ("150105001", "150105000000", "苏木乡镇街道", {}),
        ("150105001002", "150105001", "嘎查村社区", {}),
        ("150105001002", None, "嘎查村社区", {}),  # a parent that is not written follows from the code
        ("152530", "1525", "旗县区", {}),  # ends in a zero that is part of it
        ("150105001", "150102", "苏木乡镇街道", {"area_parent": 1}),  # another district
        ("150105001002", "150105", "嘎查村社区", {"area_parent": 1}),  # a level left out
        ("150105", "150105", "旗县区", {"area_parent": 1}),  # itself
        ("15", "11", "自治区", {"area_parent": 1}),
        ("150105001", "150105", "嘎查村社区", {"area_level": 1}),
        ("150105000000", "1501", "苏木乡镇街道", {"area_level": 1}),
        ("150105001", "1501", "旗县区", {"area_parent": 1, "area_level": 1}),
    ],
)
def test_parent_and_level_are_held_against_the_code(
    code: str, parent: str | None, level: str, kinds: dict[str, int]
) -> None:
    with duckdb.connect() as con:
        found = check_rows(
            con, (code, "某地", parent, level), headers=HEADERS, dataset=DATASETS["areas"], scope=""
        )
    assert (found.fault_count, found.sound_count, found.warning_kinds) == (0, 1, kinds)
    assert {warning.row for warning in found.warnings} <= {2}


def test_the_warning_says_which_and_what_the_code_says() -> None:
    row = ("150105001", "大学西路街道", "150102", "嘎查村社区")
    with duckdb.connect() as con:
        parent, level = check_rows(con, row, headers=HEADERS, dataset=DATASETS["areas"], scope="").warnings
    assert (parent.column, parent.value) == ("C", "150102000000")
    assert parent.problem == (
        "上级代码“150102000000”与区划代码 150105001000 不符，按代码它的上级是 150105000000。"
    )
    assert (level.column, level.value) == ("D", "嘎查村社区")
    assert level.problem == "层级“嘎查村社区”与区划代码 150105001000 不符，按代码它是苏木乡镇街道。"
