"""A shared link in a real browser: what its reader sees, that nothing else opens, and that it can be ended."""

import re
from io import BytesIO
from urllib.parse import urlsplit

import zxingcpp
from PIL import Image
from playwright.sync_api import Page, expect

from tests.browser.conftest import GO_TO
from tests.browser.drawn import outside, settled
from tests.conftest import PageAt, Server

FIGURES = (
    "[...document.querySelectorAll('.st-key-finding, [class*=st-key-figures-]')].map(one => one.innerText)"
)


def made_link(page: Page) -> str:
    """The address of a link that is made on a page."""
    settled(page).locator(".st-key-finding").wait_for()
    page.get_by_role("button", name="分享").click()
    page.get_by_role("button", name="生成分享链接").click()
    code = (
        page.get_by_test_id("stPopoverBody")
        .get_by_test_id("stCode")
        .filter(has_text=re.compile(r"^http\S+/s/\S+$"))
    )
    code.wait_for()
    return code.inner_text()


def scanned(page: Page) -> str:
    """What a phone reads of the QR code in 分享."""
    picture = page.get_by_test_id("stPopoverBody").locator("svg.zp-qr").screenshot()
    (code,) = zxingcpp.read_barcodes(Image.open(BytesIO(picture)))
    return str(code.text)


def gone_to(page: Page, address: str) -> Page:
    """The page after its tab was sent to another address, as by the back button: no code is loaded anew."""
    page.evaluate(GO_TO, address)
    return settled(page)


def test_the_reader_of_a_link_sees_what_was_shared_and_no_more_until_it_is_ended(
    page_at: PageAt, visitor_at: PageAt, server: Server
) -> None:
    # Not the visitor of all tests: the link that was made last stays in 分享 of its view.
    issuer = page_at("/tickets-funnel?area=150105&class=A", width=1440)
    path = made_link(issuer).removeprefix(server.url)
    assert scanned(issuer) == server.url + path
    seen = issuer.evaluate(FIGURES)

    page = settled(page_at(path, width=390))
    page.locator(".st-key-finding").wait_for()
    assert page.evaluate(FIGURES) == seen
    assert outside(page) == []
    assert path.rpartition("/")[2] not in page.url + page.content(), "the token is in the cookie alone"
    expect(page.locator(".st-key-shared-link")).to_contain_text("演示用户于")
    expect(page.get_by_test_id("stTopNavSection")).to_have_count(0)
    expect(page.get_by_role("button", name="分享")).to_have_count(0)
    own = urlsplit(page.url).query
    name = own.removeprefix("link=")

    # A wider area, another class and another period in the address change nothing; a smaller area does.
    gone_to(page, f"/tickets-funnel?{own}&area=15&class=B&since=2020-01-01&period=all")
    expect(page.get_by_test_id("stAlert")).to_contain_text("不在您的查看范围内")
    assert page.evaluate(FIGURES) == seen
    gone_to(page, f"/tickets-funnel?{own}&area=150105001")
    page.wait_for_function(f"seen => JSON.stringify({FIGURES}) !== JSON.stringify(seen)", arg=seen)
    for other in ("upload-history", "admin-links", ""):
        gone_to(page, f"/{other}?{own}")
        expect(page.get_by_test_id("stAlert")).to_contain_text("只能看分享的那一页")
        expect(page.locator("h1")).to_have_count(0)
    gone_to(page, f"/tickets-funnel?{own}")
    page.locator(".st-key-finding").wait_for()

    gone_to(issuer, f"/tickets-funnel?link={name}")  # in another browser
    expect(issuer.get_by_test_id("stAlert")).to_contain_text("没有这个分享链接")
    admin = visitor_at("/admin-links")
    card = admin.locator(f".st-key-link-{name}")
    expect(card).to_contain_text("打开 1 次")
    card.get_by_role("button", name="撤回").click()
    admin.get_by_role("button", name="确定撤回").click()
    expect(card).to_contain_text("已撤回")

    page.locator(".st-key-chip-area button").click()
    page.get_by_test_id("stPopoverBody").get_by_text("中专路街道").first.click()
    expect(page.get_by_test_id("stAlert")).to_contain_text("撤回了这个分享链接")
    expect(page.locator(".st-key-finding")).to_have_count(0)
    again = page.goto(server.url + path)
    assert again is not None
    assert again.status == 404
    expect(page.locator("body")).to_contain_text("演示用户撤回了这个分享链接。")
