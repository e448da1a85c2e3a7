"""A page as slides: turned by keys in a meeting, by itself on a wall, which goes on to the saved views."""

from playwright.sync_api import expect

from tests.browser.drawn import whole
from tests.conftest import HAS_DRAWN, PageAt, Server

TITLE = ".zp-slides h2"
PICTURE = ".zp-slides .zp-picture svg"
PLACE = ".zp-slides footer span:nth-of-type(2)"
IS_ALONE = """() => getComputedStyle(document.querySelector('.stMain')).visibility === 'hidden'
    && document.querySelector('.zp-slides').scrollHeight <= innerHeight"""


def test_a_page_is_shown_picture_by_picture_and_left_as_it_was(page_at: PageAt) -> None:
    page = page_at("/tickets-overdue?area=150105&view=meeting", width=1440)
    expect(page.locator(TITLE)).to_have_text("超时与预警")
    expect(page.locator(".zp-slides .st-key-finding")).to_contain_text("已超时未办")
    expect(page.locator(PLACE)).to_have_text("1 / 2")
    page.keyboard.press("ArrowRight")
    drawn = page.locator(f".stMain {PICTURE.removeprefix('.zp-slides ')}").bounding_box()
    shown = page.locator(PICTURE).bounding_box()
    assert drawn and shown
    assert shown["height"] > drawn["height"], "a picture is large enough to be read from afar"
    assert page.evaluate(IS_ALONE)
    page.keyboard.press("End")
    page.keyboard.press("PageDown")
    expect(page.locator(PLACE)).to_have_text("2 / 2")
    page.get_by_role("button", name="上一屏").click()
    expect(page.locator(PLACE)).to_have_text("1 / 2")
    page.keyboard.press("Escape")
    expect(page.locator(".zp-slides")).to_have_count(0)
    page.wait_for_function(HAS_DRAWN)
    assert page.url.endswith("/tickets-overdue?area=150105")
    page.get_by_text("分享", exact=True).click()
    page.get_by_role("link", name="会议视图（一屏一图，方向键翻页）").click()
    expect(page.locator(".zp-slides .st-key-finding")).to_be_visible()
    assert "area=150105" in page.url


def test_a_wall_turns_by_itself_and_goes_on_to_the_saved_views(page_at: PageAt, server: Server) -> None:
    page = page_at("/courtyards-indicators")
    whole(page)
    page.get_by_text("常用视图", exact=True).click()
    page.get_by_label("名称").fill("小院一屏")
    page.get_by_role("button", name="存为常用视图").click()
    page.get_by_role("link", name="小院一屏").wait_for()
    page.goto(server.url + "/tickets-overdue?view=wall&every=3")
    expect(page.locator(TITLE)).to_have_text("超时与预警")
    expect(page.locator(PICTURE)).to_be_visible()
    expect(page.locator(TITLE)).to_have_text("小院指标")
    assert "courtyards-indicators" in page.url
    assert "view=wall&every=3" in page.url
    page.keyboard.press("Escape")
    whole(page).get_by_text("常用视图", exact=True).click()
    page.get_by_role("button", name="删除").click()
    page.get_by_role("link", name="小院一屏").wait_for(state="detached")
