"""The period of a page: named from the data's own day, of one's own, and held against the one before."""

from datetime import date, datetime
from pathlib import Path

import pytest

from tests.pages.conftest import Opened
from tests.pages.test_pages import address, chips, texts
from tests.pages.visiting import visitor
from tests.publishing import published
from zhiping import serving


@pytest.mark.parametrize(
    ("name", "first", "last"),
    [
        ("本月", "2025-11-01", "2025-11-04"),
        ("去年", "2024-01-01", "2024-12-31"),
        ("近30天", "2025-10-06", "2025-11-04"),
    ],
)
def test_a_named_period_is_counted_from_the_datas_own_day(
    opened: Opened, name: str, first: str, last: str
) -> None:
    app = opened("tickets/funnel")
    app.pills(key="filter-named").set_value(name).run()
    assert address(app) == {"since": first, "until": last}
    assert app.pills(key="filter-named").value == name
    app.pills(key="filter-named").set_value("全部").run()
    assert address(app) == {"period": "all"}
    app.pills(key="filter-named").set_value("上月").run()  # which the page opens on
    assert address(app) == {}


def test_a_period_of_ones_own_begins_with_the_one_shown_or_the_last_thirty_days(opened: Opened) -> None:
    app = opened("tickets/funnel")
    app.pills(key="filter-named").set_value("自选").run()
    assert address(app) == {"since": "2025-10-01", "until": "2025-10-31"}
    app = opened("tickets/funnel", period="all")
    assert not app.date_input
    app.pills(key="filter-named").set_value("自选").run()
    assert address(app) == {"since": "2025-10-06", "until": "2025-11-04"}
    assert app.pills(key="filter-named").value == "自选"
    app.date_input(key="filter-days").set_value((date(2025, 2, 1), date(2025, 2, 3))).run()
    assert address(app) == {"since": "2025-02-01", "until": "2025-02-03"}
    app.button(key="clear").click().run()
    assert address(app) == {}
    assert app.pills(key="filter-named").value == "上月"


@pytest.mark.parametrize(
    ("name", "kind", "told"),
    [
        ("tickets/funnel", "demo", "2025年10月"),
        ("courtyards/indicators", "demo", "2025年10月1日至11月4日"),
        ("stations/benefits", "demo", "2025年10月1日至11月4日"),
        ("tickets/funnel", "one", "全部时间"),  # the last whole month is before the first ticket
        ("tickets/funnel", "empty", "全部时间"),
    ],
)
def test_a_page_opens_on_the_last_full_comparison(opened: Opened, name: str, kind: str, told: str) -> None:
    app = opened(name, kind)
    assert address(app) == {}
    assert f"时段　{told}" in chips(app)


def test_an_incomplete_period_is_not_compared(opened: Opened) -> None:
    whole = opened("tickets/funnel", since="2025-09-01", until="2025-09-30")
    assert "环比" in texts(whole)
    cut = opened("tickets/funnel", since="2025-11-01", until="2025-11-30")
    assert "环比" not in texts(cut)
    so_far = opened("tickets/funnel", since="2025-10-01", until="2025-11-04")
    assert "环比" in texts(so_far)


@pytest.mark.usefixtures("own_data")
def test_a_period_is_held_against_the_one_before_and_the_same_days_of_last_year(tmp_path: Path) -> None:
    in_time = {"2024-10": 9, "2024-11": 1, "2025-09": 6, "2025-10": 12}  # of 12 tickets each
    lines = [
        f"GD-{month}-{n},150105001000,A,供热供暖,{month}-{n + 1:02} 09:00,{month}-{n + 1 + 5 * (n >= good):02} 10:00"
        for month, good in in_time.items()
        for n in range(12)
    ]
    file = tmp_path / "tickets.csv"
    file.write_text("\n".join(["工单编号,区划代码,工单类别,诉求类别,派单时间,反馈进展时间", *lines]), "utf-8")
    published(serving.store(), "tickets", file, as_of=datetime(2025, 11, 4, 18))
    month = texts(visitor("tickets/funnel", since="2025-10-01", until="2025-10-31").run())
    assert "环比 :green-badge[+50.0 个百分点]\n同比 :green-badge[+25.0 个百分点]" in month
    assert texts(visitor("tickets/funnel").run()) == month  # the last whole month is what the page opens on
