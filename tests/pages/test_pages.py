"""Every page says something sensible over any data, and filters hold where the address says so."""

import re
from html import unescape
from typing import Any
from urllib.parse import parse_qsl

import pytest
from streamlit import config
from streamlit.testing.v1 import AppTest

from tests.pages.conftest import Opened, Seen
from tests.pages.visiting import pictures
from zhiping import serving
from zhiping.access.permissions import DEMO_USER, Access
from zhiping.asking.filters import parameter_values
from zhiping.asking.run import run
from zhiping.rules.causes import effects, largest
from zhiping.settings import PROJECT
from zhiping.ui.kit.addresses import PAGES, address_of
from zhiping.ui.kit.view import view_of
from zhiping.ui.look import numbers
from zhiping.ui.tickets import sentences
from zhiping.ui.tickets.stages import step_filters

FILES = sorted(
    str(path.relative_to(PROJECT / "pages").with_suffix("")) for path in PROJECT.glob("pages/*/*.py")
)
MONTH: dict[str, Any] = {
    "since": "2025-10-01",
    "until": "2025-10-31",
}  # the last that is over: the data end on 4 November
CARRIED = re.compile(r'data-click="([^"]*)"')
WITH_FILTERS = [name for name in FILES if not name.startswith(("upload/", "admin/"))]


def texts(app: AppTest) -> str:
    """All sentences on the page, without the backslashes that keep data from being Markdown, and without those of 分享."""
    told = [*app.markdown, *app.caption, *app.info, *app.warning, *app.error, *app.title]
    repeated = {
        id(element)
        for block in app.get("popover")
        if block.proto.popover.label == "分享"
        for element in (*block.markdown, *block.caption)
    }
    shown = [element for element in told if id(element) not in repeated]
    return "\n".join(str(element.value) for element in shown).replace("\\", "")


def address(app: AppTest) -> dict[str, str]:
    """The filters in the address."""
    written = app.query_params.items()
    return {key: value if isinstance(value, str) else value[-1] for key, value in written}


def chips(app: AppTest) -> list[str]:
    """What the filter line says, a text a chip."""
    labels = [block.proto.popover.label.replace("\\", "") for block in app.get("popover")]
    return [label for label in labels if "　" in label]  # 分享 is none


def button(app: AppTest, label: str) -> AppTest:
    """The page after the first button of that name was pressed."""
    return next(one for one in app.button if one.label == label).click().run()


def test_every_page_is_in_the_contents() -> None:
    assert FILES
    assert set(FILES) <= PAGES.keys()


@pytest.mark.parametrize("kind", ["demo", "empty", "one"])
@pytest.mark.parametrize("name", FILES)
def test_a_page_runs_over_any_data(seen: Seen, name: str, kind: str) -> None:
    app = seen(name, kind)
    assert not app.exception
    assert [one.value for one in app.title] == [PAGES[name].title]


@pytest.mark.parametrize("name", FILES)
def test_the_points_of_a_picture_carry_filters_that_can_be_asked(seen: Seen, name: str) -> None:
    for drawn in pictures(seen(name, "demo")).values():
        for point in {unescape(carried) for carried in CARRIED.findall(drawn)}:
            set_there = parse_qsl(point, True, True)
            parameter_values({key: value for key, value in set_there if not key.startswith("in-")})


def test_a_part_of_the_funnel_opens_as_many_tickets_as_it_is_long(opened: Opened) -> None:
    opened("tickets/funnel")
    view = view_of("tickets/funnel", {"area": "150105"})
    compared = 0
    for row in view.rows("tickets/funnel"):
        for state in ("on_time", "late"):
            if filters := step_filters(row, state):
                behind = sentences.BEHIND_STEPS
                assert len(view.rows(behind.question, **filters)) == row[f"{state}_count"], filters
                compared += 1
    assert compared >= 4


@pytest.mark.parametrize("name", FILES)
def test_demonstration_data_are_marked_on_every_page(seen: Seen, name: str) -> None:
    badges = [str(one.value) for one in seen(name, "demo").markdown if ":material/science:" in str(one.value)]
    assert [badge.split("science:")[1] for badge in badges] == [" 演示数据，非真实情况]"]


@pytest.mark.parametrize("name", FILES)
def test_without_demonstration_data_nothing_is_marked(seen: Seen, name: str) -> None:
    assert "演示数据" not in texts(seen(name, "empty"))


@pytest.mark.parametrize(
    ("name", "address"), [*((name, "0.0.0.0") for name in FILES), ("overview/today", "127.0.0.1")]
)
def test_a_server_that_is_open_without_accounts_says_so_on_every_page(
    opened: Opened, monkeypatch: pytest.MonkeyPatch, name: str, address: str
) -> None:
    monkeypatch.setenv("ZHIPING_OPEN", "1")
    before = config.get_option("server.address")
    config.set_option("server.address", address)
    try:
        said = texts(opened(name, "empty"))
    finally:
        config.set_option("server.address", before)
    assert said.count("开放模式") == (address == "0.0.0.0")


def test_one_ticket_has_counts_instead_of_rates(opened: Opened) -> None:
    app = opened("tickets/funnel", "one")
    assert not app.exception
    assert "1 件在办工单中没有逾期未办的" in texts(app)
    assert [one.value for one in app.metric] == [
        "—",
        "—",
        "—",
        "0 件",
    ]  # nothing is due, or was asked


def test_the_figures_are_those_of_the_query(opened: Opened) -> None:
    app = opened("tickets/funnel", area="150105", class_="A")
    filters: dict[str, Any] = {"area": "150105", "class_": "A"}
    due, flow, stock = (
        run(serving.store(), f"tickets/{question}", Access(DEMO_USER), **given).rows[0]
        for question, given in (
            ("due", filters | MONTH),
            ("key_figures", filters | MONTH),
            ("key_figures", filters),
        )
    )
    values = [one.value for one in app.metric]
    assert values[0] == f"{due['in_time_share']:.1%}"
    assert values[3] == f":red[{stock['overdue_ticket_count']} 件]"
    assert len(values) == 4
    assert f"2025年10月派单 {flow['ticket_count']} 件" in texts(app)
    assert f"截至2025年11月4日 18:00，{stock['open_count']} 件在办工单中" in texts(app)


def test_the_unit_that_moved_the_share_most_is_named(opened: Opened) -> None:
    told = texts(opened("tickets/funnel", since="2025-10-01", until="2025-10-31"))
    now, then = (
        {
            row["lead_unit"]: (row["report_on_time_count"], row["report_counted_count"])
            for row in run(serving.store(), "tickets/units", Access(DEMO_USER), since=since, until=until).rows
        }
        for since, until in (("2025-10-01", "2025-10-31"), ("2025-09-01", "2025-09-30"))
    )
    named = [one for one in largest(effects(now, then)) if one]
    assert named
    for one in named:
        verb = "拉高" if one.total > 0 else "拉低"
        assert f"{verb}最多的是{one.name} {numbers.points(one.total)}" in told


def test_data_that_cannot_be_opened_are_told_in_a_sentence(tmp_path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "a-file"
    file.write_text("")
    serving.forget_store()
    monkeypatch.setenv("ZHIPING_DATA", str(file))
    app = AppTest.from_file(str(PROJECT / "zhiping" / "contents.py")).run()
    assert not app.exception
    assert "是一个文件，不是文件夹" in app.error[0].value


def test_an_address_names_the_page_and_only_what_was_chosen() -> None:
    assert address_of("overview/today") == "/"
    assert address_of("tickets/funnel", {"area": "150105", "category": "供热"}) == (
        "/tickets-funnel?area=150105&category=%E4%BE%9B%E7%83%AD"
    )


@pytest.mark.parametrize(
    ("name", "said", "unsaid"),
    [
        ("health/fairs", "这里没有可以判断的苏木乡镇街道。", "都有大集"),
        ("health/fairs", "还没有过了30天的转诊。", "都已随访"),
        ("neighbourhood/venues", "满月太少，还算不出均值和界限。", "试行"),
        ("college/demand", "没有满30天的需求", "0/0"),
        ("delegates/suggestions", "没有填收集的诉求", "— 件"),
        ("delegates/suggestions", "没有到期的", "到期 0 件"),
        ("delegates/duties", "1/1 的党代表有履职记录", "1/1 名"),
        ("tickets/funnel", "没有到期的；办结率 0/1", "0/0"),
        ("tickets/overdue", "24 小时内没有将超时的", "0 件将在"),
        ("appraisal/ranking", "组只有人民路街道有名次（90.00 分）", "最前"),
        ("appraisal/unit", "组只有它有名次，得 90.00 分", "列第 1 名"),
        ("appraisal/unit", "没有上一考核期可比。", "+90.00"),
    ],
)
def test_of_one_row_nothing_is_said_that_takes_more(seen: Seen, name: str, said: str, unsaid: str) -> None:
    told = texts(seen(name, "one"))
    assert said in told
    assert unsaid not in told
