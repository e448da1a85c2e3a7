"""工单漏斗 in a real browser: filters that travel, from a figure to its rows, nothing asked of another host."""

from http.client import HTTPConnection
from urllib.parse import urlsplit

from tests.browser.drawn import filters, settled
from tests.conftest import PageAt, Server


def test_filters_travel_by_the_contents_and_the_back_button_brings_them_back(visitor_at: PageAt) -> None:
    page = visitor_at("/tickets-funnel?area=150105&class=A")
    settled(page).get_by_role("button", name="工单", exact=True).click()
    page.get_by_role("menuitem", name="超时与预警").click()
    page.get_by_role("heading", name="超时与预警").wait_for()
    assert filters(settled(page)) == {"area": "150105", "class": "A"}
    page.get_by_text("8 小时内", exact=True).click()
    page.get_by_text("8 小时内将超时").wait_for()
    assert filters(settled(page)) == {"area": "150105", "class": "A", "within": "8"}
    page.go_back()
    page.get_by_text("24 小时内将超时").wait_for()
    assert filters(settled(page)) == {"area": "150105", "class": "A"}


def test_a_figure_leads_to_its_table_to_its_rows_and_a_row_to_its_ticket(visitor_at: PageAt) -> None:
    page = visitor_at("/tickets-funnel?area=150105")
    twin = page.locator(".st-key-twin-funnel")
    assert not twin.locator(".zp-rows").count()
    twin.get_by_text("数据表").click()
    twin.locator("canvas").first.wait_for()
    twin.get_by_text("下载 CSV").first.wait_for()
    page.get_by_role("button", name="说明：已超时未办").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_text("算法").wait_for()
    dialog.get_by_text("查询 tickets/overdue").click()
    dialog.get_by_text("One row per ticket and step: the most overdue first").wait_for()
    dialog.get_by_text("macro ticket_steps(").wait_for()  # a rule that the query calls
    dialog.get_by_text("查询 tickets/overdue").click()
    dialog.get_by_text("查看明细").click()
    box = dialog.locator("canvas").first.bounding_box()
    assert box is not None
    page.mouse.click(box["x"] + 15, box["y"] + 52)
    page.get_by_role("button", name="收起工单").wait_for()
    assert set(filters(settled(page))) == {"area", "ticket"}
    page.get_by_text("文件第").wait_for()


def test_every_answer_keeps_the_browser_at_home(server: Server) -> None:
    for path in ("/", "/healthz", "/geo/nmg_lite.geojson"):
        connection = HTTPConnection(urlsplit(server.url).netloc, timeout=5)
        connection.request("GET", path)
        answer = connection.getresponse()
        assert answer.status == 200
        assert "default-src 'self'" in (answer.getheader("content-security-policy") or "")
        assert answer.getheader("x-content-type-options") == "nosniff"
        assert answer.getheader("referrer-policy") == "no-referrer"
        assert answer.getheader("x-frame-options") == "SAMEORIGIN"
        connection.close()
