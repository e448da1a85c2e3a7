"""Tables of pages: taken away as a workbook that says what it holds, and told in words."""

import io
import json
import re
from typing import Any

import openpyxl
import pytest
from streamlit import dataframe_util

from tests.effort import IS_WHOLE
from tests.pages.conftest import Opened
from tests.pages.test_pages import FILES
from zhiping.asking.run import run_first
from zhiping.ui.kit import tables, view
from zhiping.ui.kit.addresses import PAGES
from zhiping.ui.kit.cells import hours_words
from zhiping.ui.kit.provenance import SHEET
from zhiping.ui.look.states import state_of


def test_a_table_that_nobody_has_opened_is_neither_made_nor_sent(opened: Opened) -> None:
    app = opened("tickets/funnel")
    tables_then, files_then = len(app.dataframe), len(app.get("download_button"))
    app.session_state["twin-trend"] = False
    app.run()
    assert (len(app.dataframe), len(app.get("download_button"))) == (tables_then - 1, files_then - 2)
    assert len([one for one in app.expander if one.label == "数据表"]) == 5


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
    app = opened(name)
    assert all(table.value[SHEET].any() for table in app.dataframe if SHEET in table.value), (
        "an empty column takes the place"
    )
    for made in workbooks.values():
        data, notes = made.worksheets
        headings = [cell.value for cell in data[1]]
        assert ("来源工作表" in headings) is ("来源行号" in headings), "the file has both"
        said = {str(line[0].value): str(line[1].value) for line in notes.iter_rows()}
        assert said["行数"] == f"{data.max_row - 1:,}"
        assert said["页面"] == PAGES[name].title
    assert workbooks or name in (
        "overview/today",
        "upload/new",
        "admin/links",
        "admin/audit",
        "admin/accounts",
    )


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


def test_a_page_reads_of_a_long_list_what_it_shows_and_its_file_holds_all(
    opened: Opened, workbooks: dict[str, openpyxl.Workbook], monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[tuple[str, int | None]] = []

    def noted(store: Any, name: str, access: Any, most: int | None, **filters: Any) -> Any:
        asked.append((name, most))
        return run_first(store, name, access, most, **filters)

    monkeypatch.setattr(view, "run_first", noted)
    monkeypatch.setattr(tables, "MOST_ROWS", 2)
    app = opened("tickets/overdue", area="150105", state="overdue")
    (steps,) = re.findall(r"逾期未办（\d+ 件，(\d+) 个环节）", str([one.value for one in app.subheader]))
    assert len(app.dataframe[0].value) == 2 < int(steps)
    file = workbooks["逾期未办（演示数据，非真实情况）.xlsx"]
    assert file.worksheets[0].max_row - 1 == int(steps)
    # None: as its button was pressed
    assert [most for name, most in asked if name == "tickets/overdue"][:2] == [1, 2]


def test_hours_in_a_table_are_words_that_sort_as_numbers_and_states_have_their_colour(opened: Opened) -> None:
    table = opened("tickets/overdue", area="150105").dataframe[0]
    told = dataframe_util.convert_arrow_bytes_to_pandas_df(table.proto.arrow_data.styler.display_values)
    hours = table.value["hours_left"]
    assert hours.dtype == float
    assert list(told["hours_left"]) == [hours_words("hours_left", value) for value in hours]
    assert list(told["state"]) == list(table.value["state"])
    assert f"color: {state_of('overdue').text.light}" in table.proto.arrow_data.styler.styles
    assert json.loads(table.proto.columns)["hours_left"]["label"] == "剩余"
