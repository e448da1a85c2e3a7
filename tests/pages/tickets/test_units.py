"""承办单位: over which time units are compared, who is named, and what stands where nobody asked the callers."""

from typing import Any

from streamlit.testing.v1 import AppTest

from tests.pages.conftest import Opened
from tests.pages.test_pages import MONTH, texts
from zhiping import serving
from zhiping.access.permissions import DEMO_USER, Access
from zhiping.asking.run import run
from zhiping.ui.look import numbers

YEAR = {"since": "2024-11-01", "until": "2025-10-31"}


def _rows(question: str, **filters: Any) -> list[dict[str, Any]]:
    return run(serving.store(), question, Access(DEMO_USER), **filters).rows


def _compared(app: AppTest) -> list[str]:
    return [one.value for one in app.header if one.value.startswith("比较")]


def test_the_month_is_told_and_units_are_compared_over_the_year_to_its_end(opened: Opened) -> None:
    app = opened("tickets/units")
    (month,) = _rows("tickets/rates", **MONTH)
    year = _rows("tickets/units", **YEAR)
    assert (
        f"2025年10月到期的工单按期办结 {numbers.rate(month['in_time_count'], month['due_count'])}"
        in texts(app)
    )
    assert _compared(app) == ["比较（2024年11月至2025年10月）"]
    far = [
        row["lead_unit"] for row in year if "far_below" in (row["in_time_signal"], row["satisfied_signal"])
    ]
    assert far == ["示例五局"]
    assert "低于99.8%界限的有:red[**示例五局（按期办结、满意）**]" in texts(app).replace("\u200a", "")
    assert f"用到 {sum(row['ticket_count'] for row in year)} 行" in texts(app)


def test_the_period_alone_is_compared_where_asked_and_a_chosen_unit_stays_among_all(opened: Opened) -> None:
    app = opened("tickets/units", unit="示例五局", over="period", **MONTH)
    assert _compared(app) == ["比较（2025年10月）"]
    assert "示例五局，2025年10月到期的工单按期办结" in texts(app)
    shown = next(
        table.value
        for table in app.dataframe
        if "按期办结率所在" in table.value or "lead_unit" in table.value
    )
    assert len(shown) == len(_rows("tickets/units", **MONTH)) > 1


def test_where_nobody_asked_the_callers_the_units_own_account_stands_under_its_own_name(
    opened: Opened,
) -> None:
    app = opened("tickets/units", "one")
    assert "未提供回访口径，这不是响应率" in texts(app)
    assert "未提供回访口径，这不是解决率" in texts(app)
    assert "没有2025年的权重" in texts(app)
    assert "0/0" not in texts(app)
    keys = [button.key for button in app.button]
    assert "explain-key-touched_in_time" in keys
    assert not {"explain-key-contacted_share", "explain-key-solved_share"} & set(keys)
