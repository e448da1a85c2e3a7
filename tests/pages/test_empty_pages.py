"""A page without anything to show says why, and where there is something."""

from typing import Any
from urllib.parse import parse_qsl

import pytest
from streamlit.testing.v1 import AppTest

from tests.pages.conftest import Opened, Seen
from tests.pages.test_pages import WITH_FILTERS, address, button, texts
from zhiping import serving
from zhiping.access.permissions import DEMO_USER, Access, User
from zhiping.asking.run import run
from zhiping.ui.kit import visitor as at_screen
from zhiping.ui.kit.systems import card_of


def links(app: AppTest) -> list[Any]:
    """The links to places that an empty page offers, as sent to the browser."""
    shown = [one.proto for one in app.get("page_link")]
    return [one for one in shown if "area=" in one.query_string]


def filters_of(link: Any) -> dict[str, str]:
    """The filters that a link leads to."""
    return dict(parse_qsl(link.query_string))


def noun(name: str) -> str:
    """What the rows of a page's system are called; a page across systems speaks of no one of them."""
    card = card_of(name.split("/")[0])
    return card.label if card else ""


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
    monkeypatch.setattr(at_screen, "current_user", lambda: User("东河区", DEMO_USER.roles, "150202"))
    app = opened("tickets/funnel", "one", area="150202001")
    assert not links(app)
    assert "人民路" not in texts(app)


def test_an_empty_period_leads_to_all_times(opened: Opened) -> None:
    app = opened("tickets/funnel", since="2023-01-01", until="2023-01-31")
    assert "2023年1月：没有符合筛选条件的工单" in texts(app)
    app = button(app, "看全部时间")
    assert address(app) == {"period": "all"}
    assert app.metric
