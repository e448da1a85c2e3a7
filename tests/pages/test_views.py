"""常用视图: saved at the end of the filter line, opened from there on every page, and the one to begin at."""

from pathlib import Path
from urllib.parse import parse_qsl

from streamlit.testing.v1 import AppTest

from tests.pages.test_pages import address
from tests.pages.visiting import visitor
from zhiping import serving
from zhiping.access import views
from zhiping.access.permissions import DEMO_USER


def links(app: AppTest) -> dict[str, tuple[str, dict[str, str]]]:
    """Of the views in the list: name -> page and filters."""
    found = {}
    for block in app.get("popover"):
        if block.proto.popover.label == "常用视图":
            for one in block.get("page_link"):
                query = one.proto.query_string
                found[one.proto.label] = (one.proto.page, dict(parse_qsl(query)))
    return found


def test_a_view_is_saved_opened_begun_at_and_removed(own_data: Path) -> None:
    app = visitor("tickets/funnel", class_="A").run()
    assert links(app) == {}
    app.button(key="view-save").click().run()
    app.text_input(key="view-name").set_value("周会 *看*").run()
    app.button(key="view-save").click().run()
    assert [one.name for one in views.seen_by(serving.state(), DEMO_USER)] == [
        "周会 *看*",
        "工单漏斗 · A 跨部门协调",
    ]
    app = visitor("upload/history").run()
    assert list(links(app).values()) == [("tickets-funnel", {"class": "A"})] * 2
    app.button(key="view-start-周会 *看*").click().run()
    started = visitor("overview/today").run()
    assert ([one.value for one in started.title], address(started)) == (["工单漏斗"], {"class": "A"})
    app = visitor("overview/today", area="150105").run()
    assert [one.value for one in app.title] == ["今日态势"], "who asks for something gets it"
    app.button(key="view-remove-周会 *看*").click().run()
    assert [one.value for one in visitor("overview/today").run().title] == ["今日态势"]
