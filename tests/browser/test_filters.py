"""The filter line in a real browser: chips on every width, the keyboard, typing an area, two days, print."""

from playwright.sync_api import Page, expect

from tests.browser.drawn import at_the_top, chips, filters, outside, settled
from tests.conftest import PageAt

FOCUS = """() => {
  const at = document.activeElement
  return at.closest('[class*=st-key-chip-]')?.className.match(/st-key-(chip-[\\w]+)/)[1]
    ?? at.closest('[class*=st-key-drop-]')?.className.match(/st-key-(drop-[\\w]+)/)[1]
    ?? at.closest('[class*=st-key-filter-]')?.className.match(/st-key-(filter-[\\w-]+)/)[1]
    ?? at.closest('.st-key-clear')?.className.match(/st-key-(clear)/)[1] ?? ''
}"""


def chip(page: Page, name: str) -> Page:
    """The page with the popover of one filter open."""
    page.locator(f".st-key-chip-{name} button").first.click()
    page.get_by_test_id("stPopoverBody").wait_for()
    return page


def reached(page: Page, key: str, presses: int) -> list[str]:
    """What the keyboard passes, each once in a row."""
    found: list[str] = []
    for _press in range(presses):
        page.keyboard.press(key)
        page.wait_for_timeout(50)
        at = page.evaluate(FOCUS)
        if at and found[-1:] != [at]:
            found.append(at)
    return found


def test_filters_and_finding_are_on_the_first_screen(visitor_at: PageAt) -> None:
    page = visitor_at("/tickets-overdue?area=150105&since=2025-01-01&until=2025-03-31&class=A", width=390)
    for width in (390, 1440):
        page.set_viewport_size({"width": width, "height": 900})
        settled(page).locator(".st-key-finding").wait_for()
        expect(page.locator(".st-key-finding")).to_be_in_viewport()
        for one in page.locator(".st-key-filters").get_by_test_id("stPopoverButton").all():
            expect(one).to_be_in_viewport(ratio=1)
        expect(page.get_by_role("button", name="清除", exact=True)).to_be_in_viewport(ratio=1)
        assert outside(page) == []


def test_every_chip_is_named_and_reached_by_tab(visitor_at: PageAt) -> None:
    page = at_the_top(settled(visitor_at("/tickets-funnel?class=A")))
    line = page.locator(".st-key-filters")
    line.get_by_role("button", name="清除").wait_for()
    for name in ("地区　全部地区", "时段　2025年10月", "工单类别　A 跨部门协调", "诉求类别　全部"):
        assert line.get_by_role("button", name=name).count() == 1
    assert reached(page, "Tab", 40) == [
        "chip-area",
        "chip-period",
        "chip-class",
        "drop-class",
        "chip-category",
        "clear",
    ]


def test_tab_goes_through_an_open_chip_and_back(visitor_at: PageAt) -> None:
    page = settled(visitor_at("/tickets-funnel?class=A"))
    page.locator(".st-key-chip-class button").first.focus()
    page.keyboard.press("Enter")
    body = page.get_by_test_id("stPopoverBody")
    body.wait_for()
    assert body.get_attribute("aria-label") == "工单类别　A 跨部门协调"
    page.keyboard.press("Tab")  # at once: the control is not drawn yet
    page.locator(".st-key-filter-class :focus").wait_for(state="attached")
    assert reached(page, "Shift+Tab", 1) == ["chip-class"]
    assert reached(page, "Tab", 3) == ["filter-class", "drop-class", "chip-category"]
    page.locator(".st-key-chip-class button").first.focus()
    page.keyboard.press("Tab")
    page.locator(".st-key-filter-class :focus").wait_for(state="attached")
    page.keyboard.press("ArrowDown")
    page.get_by_role("button", name="工单类别　B 属地专项").wait_for()
    page.keyboard.press("Escape")
    body.wait_for(state="detached")
    assert page.evaluate(FOCUS) == "chip-class"
    assert filters(settled(page)) == {"class": "B"}


def test_an_area_is_found_by_typing(visitor_at: PageAt) -> None:
    page = chip(settled(visitor_at("/tickets-funnel")), "area")
    page.locator(".st-key-filter-area input").click()
    page.keyboard.type("敕勒川路街道")
    page.get_by_role("option", name="呼和浩特市 / 赛罕区 / 敕勒川路街道", exact=True).click()
    page.get_by_role("button", name="地区　呼和浩特市 / 赛罕区 / 敕勒川路街道").wait_for()
    assert filters(settled(page)) == {"area": "150105008"}
    page.get_by_role("button", name="上一级").click()
    page.get_by_role("button", name="地区　呼和浩特市 / 赛罕区", exact=True).wait_for()
    assert filters(settled(page)) == {"area": "150105"}


def test_two_days_are_clicked_in_the_calendar(visitor_at: PageAt) -> None:
    page = chip(settled(visitor_at("/tickets-funnel")), "period")
    page.get_by_role("radio", name="自选").click()
    days = page.locator(".st-key-filter-days button").last
    days.wait_for()
    settled(page)
    days.click()
    for day in ("2025年10月7日", "2025年10月9日"):
        page.get_by_role("button", name=day).click()
        settled(page)
    assert filters(page) == {"since": "2025-10-07", "until": "2025-10-09"}
    assert "时段　2025年10月7日至10月9日" in chips(page)


def test_clearing_brings_back_everything(visitor_at: PageAt) -> None:
    page = settled(visitor_at("/tickets-funnel?area=150105&class=A"))
    page.get_by_role("button", name="清除", exact=True).click()
    page.get_by_role("button", name="地区　全部地区").wait_for()
    assert filters(settled(page)) == {}


def test_on_paper_the_filters_are_words(visitor_at: PageAt) -> None:
    page = settled(visitor_at("/tickets-funnel?area=150105"))
    page.emulate_media(media="print")
    assert "地区　呼和浩特市 / 赛罕区" in chips(page)
    line = page.locator(".st-key-filters")
    expect(line.get_by_test_id("stPopoverButton").first).to_be_visible()
    expect(line.get_by_role("button", name="清除", exact=True)).to_be_hidden()
    for icon in line.get_by_test_id("stIconMaterial").all():
        expect(icon).to_be_hidden()
    expect(page.locator(".st-key-demo")).to_be_visible()
    assert page.locator(".st-key-demo").evaluate("box => getComputedStyle(box).position") == "static"
    # and in the margin of every sheet
    styles = page.evaluate("() => [...document.querySelectorAll('style')].map(one => one.textContent)")
    assert any("@top-right" in style and "演示数据，非真实情况" in style for style in styles)
    for menu in page.get_by_test_id("stTopNavSection").all():
        expect(menu).to_be_hidden()
