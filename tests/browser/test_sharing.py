"""分享 in a real browser, wide and on a phone: the QR code is drawn here, and the address opens the same view."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.drawn import chips, filters, outside, settled
from tests.conftest import PageAt, Server


def shared(page: Page) -> Page:
    """The page with 分享 open."""
    settled(page).locator(".st-key-finding").wait_for()
    page.get_by_role("button", name="分享").click()
    page.get_by_test_id("stPopoverBody").wait_for()
    return page


@pytest.mark.parametrize("width", [1280, 390])
def test_a_shared_address_opens_the_same_view(visitor_at: PageAt, server: Server, width: int) -> None:
    page = shared(visitor_at("/tickets-funnel?area=150105&class=A", width=width))
    title, button = page.locator("h1").bounding_box(), page.locator(".st-key-share").bounding_box()
    assert title is not None
    assert button is not None
    assert title["y"] <= button["y"] <= title["y"] + title["height"], "they stand on one line"
    body = page.get_by_test_id("stPopoverBody")
    code = body.locator("svg.zp-qr")
    code.wait_for()
    box = code.bounding_box()
    assert box is not None
    assert box["width"] == pytest.approx(box["height"], abs=1)
    assert box["width"] > 120
    assert outside(page) == []
    expect(body.get_by_test_id("stCode")).to_have_count(2)
    sentence, address = (one.inner_text() for one in body.get_by_test_id("stCode").all())
    assert sentence.endswith(f"（演示数据，非真实情况） {address}")
    assert address.startswith(f"{server.url}/tickets-funnel?")
    told = chips(page)
    page.keyboard.press("Escape")
    again = settled(visitor_at(address.removeprefix(server.url), width=width))
    again.locator(".st-key-finding").wait_for()
    # the server's data have been moved to this week, so only the chips tell which month the page opens on
    assert filters(again).keys() == {"area", "class", "since", "until"}
    assert chips(again) == told
    again.emulate_media(media="print")
    expect(again.get_by_role("button", name="分享")).to_be_hidden()
