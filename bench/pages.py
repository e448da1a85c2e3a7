"""A page against what it cannot do without: an empty page and its own queries."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from statistics import median
from typing import Any
from unittest.mock import patch

import duckdb
from streamlit.testing.v1 import AppTest

from zhiping import serving
from zhiping.access.permissions import DEMO_USER, Access
from zhiping.asking.run import forget_answers, run
from zhiping.contracts import DATASETS
from zhiping.settings import PROJECT
from zhiping.ui.kit import view
from zhiping.ui.kit.addresses import PAGES
from zhiping.upload.intake import Intake

ROUNDS = 5
UNITS, INDICATORS, YEARS = 200, 40, 5
NOW = datetime(2025, 11, 4, 18)
PAGE = "appraisal/ranking"
# Two groups of a hundred units each, five years, the last one with three terms.
FILES = {
    "appraisal_schemes": """
        select 150105000000 as 区划代码, 2020 + y as 年度, '第' || g || '组' as 考核组,
            100 as "重点任务权重(%)", {indicators} as "指标(服务标准)项数"
        from range(1, {years} + 1) as t (y), range(2) as s (g)
    """,
    "appraisal_units": """
        select 2020 + y as 年度, 'U' || u as 单位编号, '单位' || u as 单位名称, '第' || u % 2 || '组' as 考核组,
            150105001000 as 区划代码
        from range(1, {years} + 1) as t (y), range({units}) as s (u)
    """,
    "appraisal_indicators": """
        select 150105000000 as 区划代码, 2020 + y as 年度, '第' || g || '组' as 考核组, 'Z' || i as 指标编号,
            '指标' || i as 指标名称, '维度' || i % 6 as 维度, 100.0 / {indicators} as 权重,
            if(i % 4 = 0, '负向', '正向') as 方向,
            ['目标完成率', '极差标准化', '直接得分'][i % 3 + 1] as 计分方法, 100 as 目标值, '是' as 是否重点任务
        from range(1, {years} + 1) as t (y), range(2) as s (g), range({indicators}) as r (i)
    """,
    "appraisal_values": """
        select 2020 + y as 年度, '全年' as 考核期, 'U' || u as 单位编号, 'Z' || i as 指标编号,
            60 + hash(y * 100000 + u * 100 + i) % 400 / 10 as 数值
        from range(1, {years} + 1) as t (y), range({units}) as s (u), range({indicators}) as r (i)
    """,
}


def _milliseconds(action: Callable[[], Any]) -> float:
    took = []
    for _round in range(ROUNDS):
        forget_answers()
        began = time.perf_counter()
        action()
        took.append(time.perf_counter() - began)
    return 1000 * median(took)


def _publish(folder: Path) -> None:
    for name, select in FILES.items():
        file = folder / f"{name}.csv"
        with duckdb.connect() as con:
            sql = select.format(units=UNITS, indicators=INDICATORS, years=YEARS)
            con.execute(f"copy ({sql}) to '{file}' (header)")
        intake = Intake(serving.store(), Access(DEMO_USER), DATASETS[name], file, now=NOW)
        assert intake.checked.fault_count == 0, intake.checked.faults[:3]
        intake.publish()
        intake.close()


def _empty_page() -> None:
    from zhiping.ui.kit import page

    page.settle()
    page.begin_plain("appraisal/ranking")


@contextmanager
def _asked() -> Iterator[list[tuple[tuple[Any, ...], dict[str, Any]]]]:
    """The arguments of every question asked meanwhile."""
    calls: list[tuple[tuple[Any, ...], dict[str, Any]]] = []

    def noted(*given: Any, **named: Any) -> Any:
        if (given, named) not in calls:  # asked again it comes from the answers that are kept
            calls.append((given, named))
        return run(*given, **named)

    with patch.object(view, "run", noted):
        yield calls


def bench(folder: Path) -> None:
    """Print how long the ranking page of many units takes, against an empty page and its queries."""
    with patch.dict("os.environ", {"ZHIPING_DATA": str(folder / "pages"), "ZHIPING_DEMO": "0"}):
        _publish(folder)
        empty = AppTest.from_function(_empty_page, default_timeout=60)
        page = AppTest.from_file(str(PROJECT / "zhiping" / "contents.py"), default_timeout=60)
        page.run()
        page.switch_page(PAGES[PAGE].path).run()
        assert not page.exception, page.exception
        with _asked() as calls:
            page.run()
        assert not page.exception, page.exception
        whole, nothing = _milliseconds(page.run), _milliseconds(empty.run)
        queries = _milliseconds(lambda: [run(*given, **named) for given, named in calls])
        print(
            f"{PAGE}, {UNITS} units x {INDICATORS} indicators x {YEARS} years: {whole:.0f} ms,"
            f" empty page {nothing:.0f} ms + {len(calls)} queries {queries:.0f} ms:"
            f" {whole / (nothing + queries):.2f} x (limit 2 x)"
        )
        serving.forget_store()
