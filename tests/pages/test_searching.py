"""The search box: one thing opens, several are links, nothing is a sentence; nobody finds what lies outside."""

from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from tests.pages.conftest import Opened
from tests.pages.test_pages import address, texts
from zhiping.access.permissions import DEMO_USER, User
from zhiping.asking.filters import FILTERS
from zhiping.ui.kit import visitor as at_screen
from zhiping.ui.kit.searching import MOST_LINKS, find, kinds


def sought(app: AppTest, text: str) -> AppTest:
    """The page after a text was typed into the box and Enter was pressed."""
    box: Any = next(one for one in app.text_input if one.label == "全站查找")
    found: AppTest = box.set_value(text).run()
    return found


def links(app: AppTest) -> list[str]:
    found = [one.proto for one in app.get("page_link")]
    return [one.label.replace("\\", "") for one in found if "\u3000" in one.label]


def test_the_one_thing_found_is_opened_on_its_page(opened: Opened) -> None:
    app = sought(opened("overview/today"), " gd-2025-0001 ")
    assert [one.value for one in app.title] == ["超时与预警"]
    assert address(app) == {"ticket": "GD-2025-0001"}
    assert "**派单**" in texts(app)


def test_an_area_opens_the_same_page_under_the_same_filters(opened: Opened) -> None:
    app = sought(opened("tickets/funnel", class_="A", since="2025-10-01"), "150105008000")
    assert [one.value for one in app.title] == ["工单漏斗"]
    assert address(app) == {"class": "A", "since": "2025-10-01", "area": "150105008"}


def test_several_are_links_and_the_rest_a_number(opened: Opened) -> None:
    app = sought(opened("overview/today", area="150105"), "GD-2025-00")
    said = texts(app)
    found, count = find("GD-2025-00")
    assert len(found) == MOST_LINKS < count
    assert [one.label for one in found] == [f"GD-2025-{n:04}" for n in range(1, MOST_LINKS + 1)]
    assert sum("工单编号" in label for label in links(app)) == MOST_LINKS
    assert f"还有 {count - MOST_LINKS} 个" in said
    assert address(app) == {"area": "150105"}, "a search alone changes no filter"
    assert f"还有 {count - MOST_LINKS} 个" not in texts(app.run()), "it stands until the next thing is done"


def test_all_systems_are_searched_and_the_exact_name_stands_first(opened: Opened) -> None:
    app = opened("overview/today")
    found = {
        one.filter_key for text in ("工单", "街道", "驿站", "小院", "示例", "GD") for one in find(text)[0]
    }
    assert found >= {"area", "ticket", "unit", "office", "station", "courtyard"}
    assert {FILTERS[key].label.removesuffix("编号") for key in found} <= set(kinds())
    box: Any = next(one for one in app.text_input if one.label == "全站查找")
    assert box.placeholder == f"找地区、工单、主办单位等{len(kinds())}类"
    assert [one.label for one in find("赛罕区")[0]][0].endswith("赛罕区")


@pytest.mark.parametrize("text", ["没有这样的东西", "*[x](http://x)", "'; drop table tickets; --"])
def test_what_is_not_there_is_a_sentence(opened: Opened, text: str) -> None:
    assert f"没有找到“{text}”" in texts(sought(opened("tickets/funnel"), text))


def test_what_lies_outside_the_scope_is_not_found(opened: Opened, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(at_screen, "current_user", lambda: User("新城区", DEMO_USER.roles, "150102"))
    app = opened("tickets/funnel")
    assert "没有找到“GD-2025-0001”" in texts(sought(app, "GD-2025-0001"))  # of 150105
    assert find("赛罕区") == ([], 0)
