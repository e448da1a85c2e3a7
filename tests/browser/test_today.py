"""今日态势 in a real browser: the first page of a fresh server, and its lines as links."""

from urllib.parse import urlsplit

from tests.browser.drawn import filters, settled
from tests.conftest import PageAt, Server, clicked_until


def test_the_first_page_of_a_fresh_server_shows_what_needs_a_person(
    page_at: PageAt, first_server: Server
) -> None:
    page = page_at("/", on=first_server)
    page.get_by_role("heading", name="今日态势").wait_for()
    page.get_by_text("已超时未办").first.wait_for()
    page.locator(".st-key-exceptions a").first.wait_for()
    page.get_by_text("数据截至 2025年11月4日 18:00").first.wait_for()


def test_a_line_opens_its_page_already_filtered(page_at: PageAt) -> None:
    page = settled(page_at("/?area=150105"))
    line = page.locator(".st-key-exceptions").get_by_text("件工单已超时未办")
    count = line.inner_text().split("件")[0].split()[-1]
    clicked_until(lambda: line.click(timeout=5_000), page.get_by_role("heading", name="超时与预警"))
    assert urlsplit(settled(page).url).path == "/tickets-overdue"
    assert filters(page) == {"area": "150105"}
    page.get_by_text(f"{count} 件已超时未办").first.wait_for()
