"""Every page says something sensible over any data, and filters hold where the address says so."""

import io
import json
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl

import openpyxl
import pytest
from streamlit import config, dataframe_util
from streamlit.testing.v1 import AppTest

from tests.effort import IS_WHOLE
from tests.pages.conftest import Opened
from tests.pages.visiting import visitor
from tests.publishing import published
from zhiping import serving
from zhiping.access import permissions
from zhiping.access.permissions import DEMO_USER, Access, User
from zhiping.asking.filters import parameter_values
from zhiping.asking.run import run
from zhiping.rules.causes import effects, largest
from zhiping.settings import PROJECT
from zhiping.ui.kit.addresses import PAGES, address_of
from zhiping.ui.kit.systems import card_of
from zhiping.ui.kit.tables import hours_words
from zhiping.ui.kit.view import view_of
from zhiping.ui.look import numbers
from zhiping.ui.look.states import state_of
from zhiping.ui.tickets import sentences

FILES = sorted(
    str(path.relative_to(PROJECT / "pages").with_suffix("")) for path in PROJECT.glob("pages/*/*.py")
)
MONTH: dict[str, Any] = {
    "since": "2025-10-01",
    "until": "2025-10-31",
}  # the last that is over: the data end on 4 November
Seen = Callable[[str, str], AppTest]
WITH_FILTERS = [name for name in FILES if not name.startswith("upload/")]


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


def noun(name: str) -> str:
    """What the rows of a page's system are called; a page across systems speaks of no one of them."""
    card = card_of(name.split("/")[0])
    return card.label if card else ""


def links(app: AppTest) -> list[Any]:
    """The links to places that an empty page offers, as sent to the browser."""
    shown = [one.proto for one in app.get("page_link")]
    return [one for one in shown if "area=" in one.query_string]


def filters_of(link: Any) -> dict[str, str]:
    """The filters that a link leads to."""
    return dict(parse_qsl(link.query_string))


def button(app: AppTest, label: str) -> AppTest:
    """The page after the first button of that name was pressed."""
    return next(one for one in app.button if one.label == label).click().run()


@pytest.fixture(scope="module")
def kept() -> dict[tuple[str, str], AppTest]:
    """Pages that have been opened and only looked at."""
    return {}


@pytest.fixture
def seen(opened: Opened, kept: dict[tuple[str, str], AppTest]) -> Seen:
    """`seen("tickets/funnel", "empty")`: the page over that kind of data, opened once for all who only look at it."""

    def look(name: str, kind: str) -> AppTest:
        if (name, kind) not in kept:
            kept[name, kind] = opened(name, kind)
        return kept[name, kind]

    return look


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
def test_the_points_of_a_picture_carry_filters_that_can_be_asked_where_it_answers_clicks(
    seen: Seen, name: str
) -> None:
    for picture in seen(name, "demo").get("plotly_chart"):
        carried = {
            point for trace in json.loads(picture.proto.spec)["data"] for point in trace.get("customdata", ())
        }
        for point in carried - {""}:
            parameter_values(dict(parse_qsl(point, strict_parsing=True)))
        assert bool(carried - {""}) == bool(picture.proto.selection_mode)


def test_a_part_of_the_funnel_opens_as_many_tickets_as_it_is_long(opened: Opened) -> None:
    opened("tickets/funnel")
    view = view_of("tickets/funnel", {"area": "150105"})
    compared = 0
    for row in view.rows("tickets/funnel"):
        for state in ("on_time", "late"):
            if filters := sentences.step_filters(row, state):
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


@pytest.mark.parametrize("name", WITH_FILTERS)
def test_a_page_without_data_says_what_to_do(seen: Seen, name: str) -> None:
    assert f"还没有{noun(name)}数据" in texts(seen(name, "empty"))


@pytest.mark.parametrize("name", WITH_FILTERS)
def test_an_empty_page_says_where_there_is_something(opened: Opened, name: str) -> None:
    app = opened(name, "one", area="150202")
    said = texts(app)
    what = noun(name) or "数据"
    assert f"东河区没有{what}。有{what}的：" in said
    assert "还没有" not in said
    (place,) = links(app)
    assert place.label.startswith("赛罕区（1 ")  # 行政区划 has no street here
    there = opened(name, "one", **filters_of(place))
    assert address(there)["area"] == "150105"
    assert f"没有{what}。" not in texts(there)
    assert not there.warning
    app = button(app, "清除筛选")
    assert "东河区" not in texts(app)
    assert address(app) == {}


def test_an_empty_page_names_at_most_three_places_under_the_nearest_area_that_has_any(
    opened: Opened,
) -> None:
    app = opened("tickets/funnel", area="150702", class_="A")  # another league
    assert "没有符合筛选条件的工单。这些条件下有工单的：" in texts(app)
    places = links(app)
    assert 1 <= len(places) <= 3
    for place in places:
        filters = filters_of(place)
        assert (filters["class"], filters["period"]) == ("A", "all")
        asked: dict[str, Any] = {"area": filters["area"], "class_": "A"}
        (now,) = run(serving.store(), "tickets/key_figures", Access(DEMO_USER), **asked).rows
        assert place.label.endswith(f"（{now['ticket_count']} 件工单）")


def test_what_only_the_other_filters_rule_out_names_no_place(opened: Opened) -> None:
    app = opened("tickets/funnel", "one", area="150105", class_="B")
    assert "没有符合筛选条件的工单" in texts(app)
    assert not links(app)


def test_no_place_outside_the_readers_scope_is_named(opened: Opened, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(permissions, "DEMO_USER", User("东河区", DEMO_USER.roles, "150202"))
    app = opened("tickets/funnel", "one", area="150202001")
    assert not links(app)
    assert "人民路" not in texts(app)


@pytest.fixture
def workbooks(monkeypatch: pytest.MonkeyPatch) -> dict[str, openpyxl.Workbook]:
    """Name -> what a reader who presses every 下载 Excel of a page gets; filled as the page runs."""
    found: dict[str, openpyxl.Workbook] = {}

    def pressed(label: str, data: Any, *, file_name: str, **_options: Any) -> bool:
        if label == "下载 Excel":
            found[file_name] = openpyxl.load_workbook(io.BytesIO(data()))
        return False

    monkeypatch.setattr("streamlit.download_button", pressed)
    return found


@pytest.mark.parametrize("name", FILES if IS_WHOLE else ["courtyards/map"])
def test_every_table_can_be_taken_away_as_a_workbook(
    opened: Opened, workbooks: dict[str, openpyxl.Workbook], name: str
) -> None:
    opened(name)
    for made in workbooks.values():
        data, notes = made.worksheets
        said = {str(line[0].value): str(line[1].value) for line in notes.iter_rows()}
        assert said["行数"] == f"{data.max_row - 1:,}"
        assert said["页面"] == PAGES[name].title
    assert workbooks or name in ("overview/today", "upload/new")


def test_a_workbook_says_what_it_holds(opened: Opened, workbooks: dict[str, openpyxl.Workbook]) -> None:
    opened("tickets/funnel", area="150105", class_="A")
    notes = workbooks["各环节用时（演示数据，非真实情况）.xlsx"].worksheets[1]
    said = {str(line[0].value): str(line[1].value) for line in notes.iter_rows()}
    assert said["说明"] == "演示数据，非真实情况"
    assert said["页面"] == "工单漏斗"
    assert said["地区"] == "呼和浩特市 / 赛罕区"
    assert said["时段"] == "2025年10月"
    assert said["工单类别"].startswith("A")
    assert said["数据"] == "数据截至 2025年11月4日 18:00"


def test_hours_in_a_table_are_words_that_sort_as_numbers_and_states_have_their_colour(opened: Opened) -> None:
    table = opened("tickets/overdue", area="150105").dataframe[0]
    told = dataframe_util.convert_arrow_bytes_to_pandas_df(table.proto.arrow_data.styler.display_values)
    hours = table.value["hours_left"]
    assert hours.dtype == float
    assert list(told["hours_left"]) == [hours_words("hours_left", value) for value in hours]
    assert list(told["state"]) == list(table.value["state"])
    assert f"color: {state_of('overdue').text.light}" in table.proto.arrow_data.styler.styles
    assert json.loads(table.proto.columns)["hours_left"]["label"] == "剩余"


def test_one_ticket_has_counts_instead_of_rates(opened: Opened) -> None:
    app = opened("tickets/funnel", "one")
    assert not app.exception
    assert "1 件在办工单中没有逾期未办的" in texts(app)
    assert [one.value for one in app.metric] == [
        "—",
        "—",
        "—",
        "0 件",
        "—",
        "0 次",
    ]  # nothing is due, or was asked


def test_the_figures_are_those_of_the_query(opened: Opened) -> None:
    app = opened("tickets/funnel", area="150105", class_="A")
    filters: dict[str, Any] = {"area": "150105", "class_": "A"}
    due, flow, stock, again = (
        run(serving.store(), f"tickets/{question}", Access(DEMO_USER), **given).rows[0]
        for question, given in (
            ("due", filters | MONTH),
            ("key_figures", filters | MONTH),
            ("key_figures", filters),
            ("reopened", filters | MONTH),
        )
    )
    values = [one.value for one in app.metric]
    assert values[0] == f"{due['in_time_share']:.1%}"
    assert values[3] == f":red[{stock['overdue_ticket_count']} 件]"
    assert values[4:] == [f"{again['reopened_share']:.1%}", f"{again['reopening_count']} 次"]
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


@pytest.mark.parametrize(
    ("filters", "kept", "told"),
    [
        ({"area": "150105"}, {"area": "150105"}, None),
        ({"area": "150105000000"}, {"area": "150105000000"}, None),
        ({"area": "110000"}, {}, "110000"),
        ({"area": "x"}, {}, "地区"),
        ({"class": "D"}, {}, "工单类别"),
        ({"category": "没有的类别"}, {}, "没有的类别"),
        ({"since": "2025-13-01"}, {}, "时段起"),
        ({"since": "2025-02-01", "until": "2025-01-01"}, {}, "开始晚于结束"),
        ({"since": "2025-02-01"}, {"since": "2025-02-01"}, None),
        ({"bogus": "1", "from": "singlemessage", "isappinstalled": "0", "utm_source": "x"}, {}, None),
        ({"from": "2025-02-01", "to": "20250301"}, {"since": "2025-02-01", "until": "2025-03-01"}, None),
        ({"within": "2"}, {}, "within"),
    ],
)
def test_an_unusable_filter_is_dropped_with_a_notice(
    opened: Opened, filters: dict[str, str], kept: dict[str, str], told: str | None
) -> None:
    app = opened("tickets/funnel", **filters)
    assert not app.exception
    assert address(app) == kept
    said = [str(one.value).replace("\\", "") for one in app.warning]
    assert len(said) == (told is not None)
    assert told is None or told in said[0]


def test_an_area_outside_the_scope_is_dropped_and_its_tickets_stay_hidden(
    opened: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(permissions, "DEMO_USER", User("新城区", DEMO_USER.roles, "150102"))
    app = opened("tickets/funnel", area="150105")
    visible = run(serving.store(), "tickets/rows", Access(DEMO_USER), area="150102", **MONTH).rows
    assert address(app) == {}
    assert len(app.warning) == 1
    assert f"派单 {len(visible)} 件" in texts(app)
    assert "赛罕区" not in texts(app).replace(app.warning[0].value, "")


def test_a_ticket_outside_the_scope_does_not_open(opened: Opened, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(permissions, "DEMO_USER", User("新城区", DEMO_USER.roles, "150102"))
    app = opened("tickets/overdue", ticket="GD-2025-0001")  # of 150105
    assert "GD-2025-0001" not in "\n".join(str(one.value) for one in app.subheader)
    assert len(app.warning) == 1


def test_a_ticket_in_the_address_shows_its_time_line_and_its_source(opened: Opened) -> None:
    app = opened("tickets/overdue", ticket="GD-2025-0001")
    shown = texts(app)
    assert "2025年1月1日 09:12　**派单**" in shown
    assert "回执号" in shown
    assert "文件第 2 行" in shown


def test_choosing_a_filter_writes_it_and_its_default_is_not_written(opened: Opened) -> None:
    app = opened("tickets/funnel")
    app.radio(key="filter-class").set_value("A").run()
    assert address(app) == {"class": "A"}
    app.radio(key="filter-class").set_value("").run()
    assert address(app) == {}


def test_an_area_is_chosen_down_the_tree(opened: Opened) -> None:
    app = opened("tickets/funnel")
    app.pills(key="filter-area-down").set_value("1501").run()
    app.pills(key="filter-area-down").set_value("150105").run()
    assert address(app) == {"area": "150105"}
    app.button(key="filter-area-up").click().run()
    assert address(app) == {"area": "1501"}
    app.button(key="filter-area-up").click().run()
    assert address(app) == {}
    assert app.pills(key="filter-area-recent").options == ["呼和浩特市", "呼和浩特市 / 赛罕区"]


def test_an_area_is_found_by_its_path(opened: Opened) -> None:
    app = opened("tickets/funnel")
    options = app.selectbox(key="filter-area").options
    assert options[0] == "全部地区"
    assert "呼和浩特市 / 赛罕区 / 敕勒川路街道" in options
    app.selectbox(key="filter-area").set_value("150105008").run()
    assert address(app) == {"area": "150105008"}
    app.selectbox(key="filter-area").set_value("").run()
    assert address(app) == {}


def test_a_viewer_with_a_scope_is_offered_nothing_above_it(
    opened: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(permissions, "DEMO_USER", User("赛罕区", DEMO_USER.roles, "150105"))
    app = opened("tickets/funnel", area="150105008")
    assert all(
        option.startswith("呼和浩特市 / 赛罕区") for option in app.selectbox(key="filter-area").options
    )
    app.button(key="filter-area-up").click().run()
    assert address(app) == {}
    assert [one.key for one in app.button if one.key == "filter-area-up"] == []


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


def test_an_empty_period_leads_to_all_times(opened: Opened) -> None:
    app = opened("tickets/funnel", since="2023-01-01", until="2023-01-31")
    assert "2023年1月：没有符合筛选条件的工单" in texts(app)
    app = button(app, "看全部时间")
    assert address(app) == {"period": "all"}
    assert app.metric


def test_filters_that_pages_share_travel_and_others_stay(opened: Opened) -> None:
    app = opened("tickets/overdue", area="150105", within="2")
    app.query_params.clear()
    app.switch_page(PAGES["tickets/funnel"].path).run()
    assert address(app) == {"area": "150105"}


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
    assert "环比 :green-badge[+50.0 个百分点]　同比 :green-badge[+25.0 个百分点]" in month
    assert texts(visitor("tickets/funnel").run()) == month  # the last whole month is what the page opens on


@pytest.mark.usefixtures("own_data")
def test_what_an_abolished_code_has_is_opened_as_a_place_of_its_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "tickets.csv"
    file.write_text(
        "工单编号,区划代码,工单类别,诉求类别,派单时间\n"
        "GD-1,150199001000,A,供热供暖,2025-11-01 09:00\n"  # 行政区划 has neither the street nor its district
        "GD-2,150105000000,A,供热供暖,2025-11-01 09:00\n",
        "utf-8",
    )
    published(serving.store(), "tickets", file, as_of=datetime(2025, 11, 4, 18))
    city = visitor("tickets/funnel", area="1501").run()
    assert "2 件在办工单中" in texts(city)
    below = next(pills for pills in city.pills if pills.key == "filter-area-down")
    assert "属地待核 150199" in below.options
    place = below.set_value("150199").run()
    assert address(place) == {"area": "150199"}
    assert "1 件在办工单中" in texts(place)
    assert "地区　呼和浩特市 / 属地待核 150199" in chips(place)
    assert not place.warning
    assert [one.options for one in place.pills if one.key == "filter-area-down"] == [["属地待核 150199001"]]
    elsewhere = visitor("stations/map", area="150199").run()  # the place travels, and no map draws it
    assert address(elsewhere) == {"area": "150199"}
    monkeypatch.setattr(permissions, "DEMO_USER", User("赛罕区", DEMO_USER.roles, "150105"))
    refused = visitor("tickets/funnel", area="150199").run()
    assert address(refused) == {}
    assert "150199" in str(refused.warning[0].value)


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
