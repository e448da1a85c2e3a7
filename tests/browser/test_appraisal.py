"""考核排名 and 单位画像 in a real browser: phones, the dark, rows that lead on, and weights that are only supposed."""

import pytest
from playwright.sync_api import Locator, Page

from tests.browser.test_funnel import CUT, IS_WIDER, filters, settled
from tests.conftest import HAS_DRAWN, PageAt

UNIT = "/appraisal-unit?office=T04"


def pick_first_row(page: Page, tables: Locator) -> None:
    """Tick the first row of the first of these tables that lets rows be picked."""
    canvas = tables.locator("canvas").first
    canvas.scroll_into_view_if_needed()
    box = canvas.bounding_box()
    assert box is not None
    page.mouse.click(box["x"] + 15, box["y"] + 52)


@pytest.mark.parametrize("path", ["/appraisal-ranking", UNIT])
@pytest.mark.parametrize("width", [390, 1280])
def test_nothing_is_wider_than_the_screen(page_at: PageAt, path: str, width: int) -> None:
    page = settled(page_at(path, width=width))
    page.locator(".st-key-dataline").wait_for()
    page.locator(".js-plotly-plot .main-svg").first.wait_for()
    assert page.evaluate(IS_WIDER) == 0
    assert page.evaluate(CUT) == []


def test_a_row_of_the_ranking_opens_the_units_page(page_at: PageAt) -> None:
    page = settled(page_at("/appraisal-ranking?group=推动高质量发展"))
    page.get_by_text("点选一行看单位画像。").wait_for()
    pick_first_row(page, page.locator("[class*=st-key-table-list-]"))
    page.get_by_role("heading", name="单位画像").wait_for()
    assert filters(settled(page)) == {"group": "推动高质量发展", "office": "T01"}


def test_an_indicator_leads_to_the_row_of_the_clerks_file(page_at: PageAt) -> None:
    page = settled(page_at(UNIT))
    page.get_by_text("点选一行看它来自哪个文件").wait_for()
    pick_first_row(page, page.locator(".st-key-table-sheet"))
    page.get_by_text("回执号 ZP").first.wait_for()
    page.get_by_text("appraisal_values.csv").wait_for()


def test_supposed_weights_never_reach_the_address_and_go_back(page_at: PageAt) -> None:
    page = settled(page_at("/appraisal-ranking?group=推动高质量发展"))
    page.get_by_text("假设：如果权重不同").click()
    knob = page.get_by_role("slider")
    knob.focus()
    for _press in range(5):
        page.keyboard.press("ArrowRight")
    page.get_by_text("权重合计 100.5").wait_for()
    page.wait_for_function(HAS_DRAWN)
    assert filters(page) == {"group": "推动高质量发展"}
    page.get_by_role("button", name="恢复方案权重").click()
    page.get_by_text("拖动滑块").wait_for()


def test_in_the_dark_pictures_are_drawn_for_the_dark(page_at: PageAt) -> None:
    page = settled(page_at(UNIT, dark=True))
    page.locator(".st-key-picture-history .plotly text").first.wait_for()
    fills = page.evaluate(
        "() => [...document.querySelectorAll('.stMain .plotly text')].map(text => getComputedStyle(text).fill)"
    )
    assert "rgb(27, 36, 48)" not in fills, "ink of the light theme on the dark page"
