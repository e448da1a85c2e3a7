"""考核排名 and 单位画像 in a real browser: rows that lead on, and weights that are only supposed."""

from tests.browser.drawn import filters, pick_row, settled
from tests.conftest import HAS_DRAWN, PageAt

UNIT = "/appraisal-unit?office=T04"


def test_a_row_of_the_ranking_opens_the_units_page(visitor_at: PageAt) -> None:
    page = settled(visitor_at("/appraisal-ranking?area=152922&group=推动高质量发展"))
    page.get_by_text("点选一行看单位画像。").wait_for()
    pick_row(page, "list-", 0)
    page.get_by_role("heading", name="单位画像").wait_for()
    assert filters(settled(page)) == {"area": "152922", "group": "推动高质量发展", "office": "T01"}


def test_an_indicator_leads_to_the_row_of_the_clerks_file(visitor_at: PageAt) -> None:
    page = settled(visitor_at(UNIT))
    page.get_by_text("点选一行看它来自哪个文件").wait_for()
    pick_row(page, "sheet", 0)
    page.get_by_text("回执号 ZP").first.wait_for()
    page.get_by_text("appraisal_values.csv").wait_for()


def test_supposed_weights_never_reach_the_address_and_go_back(visitor_at: PageAt) -> None:
    page = settled(visitor_at("/appraisal-ranking?area=152922&group=推动高质量发展"))
    page.get_by_text("假设：如果权重不同").click()
    knob = page.get_by_role("slider")
    knob.focus()
    for _press in range(5):
        page.keyboard.press("ArrowRight")
    page.get_by_text("权重合计 100.5").wait_for()
    page.wait_for_function(HAS_DRAWN)
    assert filters(page) == {"area": "152922", "group": "推动高质量发展"}
    page.get_by_role("button", name="恢复方案权重").click()
    page.get_by_text("拖动滑块").wait_for()
