"""Rows below a header, checked as an upload checks them."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

import duckdb

from zhiping.contracts import DATASETS
from zhiping.contracts.kinds import Dataset
from zhiping.upload.checking.area_names import AreaName
from zhiping.upload.checking.check import Checked, Options, check
from zhiping.upload.matching import match
from zhiping.upload.parts import Part
from zhiping.upload.reading.texttable import TextTable

HEADERS = ("工单编号", "区划代码", "工单类别", "诉求类别", "派单时间")
NOW = datetime(2025, 11, 30)
AREAS = (
    AreaName("150100000000", "呼和浩特市", "内蒙古自治区", "呼和浩特市"),
    AreaName("150105000000", "赛罕区", "呼和浩特市", "呼和浩特市/赛罕区"),
    AreaName("150105001000", "大学西路街道", "赛罕区", "呼和浩特市/赛罕区/大学西路街道"),
    AreaName("150105002000", "中心街道", "赛罕区", "呼和浩特市/赛罕区/中心街道"),
    AreaName("150102000000", "新城区", "呼和浩特市", "呼和浩特市/新城区"),
    AreaName("150102002000", "中心街道", "新城区", "呼和浩特市/新城区/中心街道"),
)
Row = Sequence[str | None]
Check = Callable[..., Checked]


def check_rows(
    con: duckdb.DuckDBPyConnection,
    *rows: Row,
    headers: tuple[str, ...] = HEADERS,
    dataset: Dataset = DATASETS["tickets"],
    scope: str = "15",
    areas: Sequence[AreaName] = AREAS,
    sheet: str = "十一月",
    **options: Any,
) -> Checked:
    """Check rows that stand below a header in row 1; `options` are those of check."""
    cells = ", ".join(f"c{index} varchar" for index in range(len(headers)))
    con.execute(f"create or replace temp table sheet ({cells}, source_row bigint)")
    marks = ", ".join("?" for _ in range(len(headers) + 1))
    records = [(*row, i) for i, row in enumerate(rows, 2)]
    if records:
        con.executemany(f"insert into sheet values ({marks})", records)
    text = TextTable("sheet", sheet, headers, 1, len(rows))
    parts = [Part(text, match(headers, dataset))]
    return check(con, parts, dataset, Options(**options), areas=areas, scope=scope, now=NOW)
