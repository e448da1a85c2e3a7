"""The search box in a real browser: on the title's line at every width, Enter opens or lists."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.drawn import filters, outside, settled, whole
from tests.conftest import PageAt


def sought(page: Page, text: str) -> Page:
    page.get_by_label("全站查找").fill(text)
    page.keyboard.press("Enter")
    return page


@pytest.mark.parametrize("width", [1280, 390])
def test_enter_lists_or_opens_what_was_typed(visitor_at: PageAt, width: int) -> None:
    page = whole(visitor_at("/tickets-funnel", width=width))
    title, box = page.locator("h1").bounding_box(), page.get_by_label("全站查找").bounding_box()
    assert title is not None
    assert box is not None
    assert title["y"] <= box["y"] <= title["y"] + title["height"], "they stand on one line"
    sought(page, "GD-2025-000")
    expect(page.locator(".st-key-found").get_by_role("link")).to_have_count(8)
    assert outside(settled(page)) == []
    expect(page.get_by_label("全站查找")).to_have_value("")
    sought(page, "GD-2025-0001").get_by_role("heading", name="超时与预警", level=1).wait_for()
    page.get_by_text("派单").first.wait_for()
    assert filters(settled(page)) == {"ticket": "GD-2025-0001"}
    expect(page.locator(".st-key-found")).to_have_count(0)
