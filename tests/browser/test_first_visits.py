"""The first visits to a server that starts on a machine where none ran before: by a link, and to 今日态势."""

from urllib.parse import urlsplit

from tests.browser.drawn import chips, filters, settled
from tests.conftest import PageAt, Server, clicked_until

FILTERED = "/tickets-funnel?area=150105&since=2025-01-01&until=2025-03-31&class=A"


def test_a_link_opens_page_and_filters_on_a_server_that_nobody_has_visited(
    page_at: PageAt, first_server: Server
) -> None:
    page = page_at(FILTERED, on=first_server)
    page.get_by_role("heading", name="工单漏斗").wait_for()
    page.locator(
        ".st-key-dataline"
    ).wait_for()  # the demonstration ended yesterday: that spring may hold nothing
    assert chips(page) == [
        "地区　呼和浩特市 / 赛罕区",
        "时段　2025年1月至3月",
        "工单类别　A 跨部门协调",
        "诉求类别　全部",
    ]
    page.get_by_role("button", name="工单", exact=True).click()
    assert page.get_by_role("menuitem", name="超时与预警").count() == 1, "the page ran without the contents"
    page.keyboard.press("Escape")
    assert filters(page) == {"area": "150105", "since": "2025-01-01", "until": "2025-03-31", "class": "A"}


def test_the_overview_shows_what_needs_a_person_and_a_line_opens_its_page_already_filtered(
    page_at: PageAt, first_server: Server
) -> None:
    page = page_at("/?area=150105", on=first_server)
    page.get_by_role("heading", name="今日态势").wait_for()
    page.get_by_text("已超时未办").first.wait_for()
    page.locator(".st-key-exceptions a").first.wait_for()
    page.get_by_text("数据截至 2025年11月4日 18:00").first.wait_for()
    line = settled(page).locator(".st-key-exceptions").get_by_text("件工单已超时未办")
    count = line.inner_text().split("件")[0].split()[-1]
    clicked_until(lambda: line.click(timeout=5_000), page.get_by_role("heading", name="超时与预警"))
    assert urlsplit(settled(page).url).path == "/tickets-overdue"
    assert filters(page) == {"area": "150105"}
    page.get_by_text(f"{count} 件已超时未办").first.wait_for()
