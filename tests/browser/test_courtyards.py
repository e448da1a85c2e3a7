"""小院指标 and 小院地图 in a real browser: from the list to the map, from the map to the card."""

import csv
from statistics import fmean

from tests.browser.drawn import filters, pick_row, whole
from tests.conftest import PROJECT, PageAt, clicked_until
from zhiping.ui.maps.ground import area_of, pixels, view_of
from zhiping.ui.maps.screen import WIDE

BANNER = "150421"
TOWN = "150421203"
MAP = f"/courtyards-map?area={BANNER}"


def test_a_silent_courtyard_leads_to_its_card_on_the_map_and_back(visitor_at: PageAt) -> None:
    page = whole(visitor_at(f"/courtyards-indicators?area={BANNER}&silent=90"))
    pick_row(page, "silent", 0)
    page.get_by_role("button", name="收起小院").wait_for()
    found = filters(whole(page))
    assert set(found) == {"area", "silent", "courtyard"}
    page.go_back()
    page.get_by_text("小院在做什么").wait_for()
    assert filters(whole(page)) == {"area": BANNER, "silent": "90"}


def test_rows_of_the_list_open_one_card_after_another(visitor_at: PageAt) -> None:
    page = whole(visitor_at(MAP))
    pick_row(page, "courtyards", 3)
    page.get_by_role("button", name="收起小院").wait_for()
    first = filters(whole(page))["courtyard"]
    pick_row(page, "courtyards", 3)
    page.wait_for_function("first => !location.search.includes(first)", arg=first)
    assert filters(whole(page))["courtyard"] != first
    page.get_by_role("button", name="收起小院").click()
    page.get_by_role("button", name="收起小院").wait_for(state="detached")
    assert filters(whole(page)) == {"area": BANNER}


def test_a_circle_of_the_map_leads_to_its_town_and_the_courtyards_there(visitor_at: PageAt) -> None:
    page = whole(visitor_at(MAP))
    area = area_of(BANNER)
    box = page.locator("[data-testid=stDeckGlJsonChart]").bounding_box()
    assert area is not None
    assert box is not None
    longitude, latitude, zoom = view_of(area.box, WIDE, 520)
    middle, circle = pixels(longitude, latitude, zoom), pixels(*mean_place(TOWN), zoom)
    x = box["x"] + box["width"] / 2 + circle[0] - middle[0]
    y = box["y"] + box["height"] / 2 + circle[1] - middle[1]
    clicked_until(lambda: page.mouse.click(x, y), page.get_by_text("有活动的小院"))
    assert filters(whole(page)) == {"area": TOWN}


def mean_place(town: str) -> tuple[float, float]:
    """Where the courtyards of a town lie on average."""
    with (PROJECT / "data" / "demo" / "courtyards.csv").open(encoding="utf-8-sig") as file:
        rows = [row for row in csv.DictReader(file) if row["区划代码"].startswith(town) and row["经度"]]
    x, y = (fmean(float(row[axis]) for row in rows if not row["停用日期"]) for axis in ("经度", "纬度"))
    return x, y


FIGURES = {
    "活动控制图": 450,  # the kind in the chart
    "活动件次": 12984,  # all kinds, whichever the chart shows
    "宣讲和红色教育": 2472,  # those of two kinds of activity
}


def test_a_figure_leads_to_the_rows_behind_it(visitor_at: PageAt) -> None:
    page = whole(visitor_at("/courtyards-indicators?activity=矛盾纠纷&area=150421&period=all"))
    for figure, rows in FIGURES.items():
        page.get_by_role("button", name=f"说明：{figure}").click()
        dialog = page.get_by_role("dialog")
        dialog.get_by_text("查看明细").click()
        dialog.get_by_text(f"共{rows:,}行").wait_for()
        page.keyboard.press("Escape")
        dialog.wait_for(state="detached")
    page.get_by_role("button", name="说明：办结和化解率").first.click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_text("查看明细").click()
    for part in ("分子 1,678", "分母中其余的 240", "不计入的 20"):
        dialog.get_by_role("radio", name=part).click()
        dialog.get_by_text(f"计{part.split()[-1]}件或次").wait_for()
