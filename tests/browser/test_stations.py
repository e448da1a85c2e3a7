"""驿站地图 in a real browser: what is painted, from the list to the map and back, and the way to a station."""

import csv
from math import dist

from playwright.sync_api import Locator, Page

from tests.browser.drawn import filters, pick_row, settled, whole
from tests.browser.test_maps import MAP, Pixel, click, painted, until
from tests.conftest import PageAt, clicked_until
from zhiping.settings import PROJECT
from zhiping.ui.maps.deck import ACCENT
from zhiping.ui.maps.ground import area_of, pixels, view_of
from zhiping.ui.maps.screen import WIDE
from zhiping.ui.stations.sentences import STATE_MARKS

BANNER = "150502"
PAGE = f"/stations-map?area={BANNER}&at=2025-11-04T15:00"
FITTED_TO = (WIDE, 560)
Station = dict[str, str]


def stations() -> list[Station]:
    """The stations of the banner in the demonstration, as its sheet has them."""
    with (PROJECT / "data" / "demo" / "stations.csv").open(encoding="utf-8") as file:
        return [row for row in csv.DictReader(file) if row["区划代码"].startswith(BANNER)]


def spot(row: Station) -> tuple[float, float]:
    """Where a station lies at the zoom of the map, in pixels of the whole earth."""
    area = area_of(BANNER)
    assert area is not None
    return pixels(float(row["经度"]), float(row["纬度"]), view_of(area.box, *FITTED_TO)[2])


def pixel_of(page: Page, row: Station) -> Pixel:
    """Where a station is drawn in the picture of the map."""
    area, box = area_of(BANNER), page.locator(MAP).bounding_box()
    assert area is not None
    assert box is not None
    longitude, latitude, zoom = view_of(area.box, *FITTED_TO)
    middle, point = pixels(longitude, latitude, zoom), spot(row)
    return round(box["width"] / 2 + point[0] - middle[0]), round(box["height"] / 2 + point[1] - middle[1])


def lonely() -> list[Station]:
    """Those open day and night that have no neighbour within 30 pixels."""
    rows = stations()
    return [
        row
        for row in rows
        if "24" in row["营业时间"]
        and (row["状态"], row["坐标系"]) == ("正常", "WGS-84")
        and all(dist(spot(row), spot(other)) > 30 for other in rows if other is not row)
    ]


def card(page: Page) -> Locator:
    return page.locator(".st-key-station")


def test_open_and_suspended_stations_are_painted_where_they_are(visitor_at: PageAt) -> None:
    page = whole(visitor_at(PAGE))
    teal, amber = STATE_MARKS["open"].colour.light, STATE_MARKS["suspended"].colour.light
    found = lonely()
    assert len(found) >= 2
    for row in found[:2]:
        at = pixel_of(page, row)
        until(page, lambda at=at: painted(page, teal, at) >= 40)  # type: ignore[misc]
        assert painted(page, teal, (at[0], at[1] + 24), reach=8) == 0
    suspended = next(row for row in stations() if (row["状态"], row["坐标系"]) == ("暂停", "WGS-84"))
    page = whole(visitor_at(f"{PAGE}&opening=suspended"))
    until(page, lambda: painted(page, amber, pixel_of(page, suspended)) >= 40)
    assert painted(page, teal, pixel_of(page, found[0])) == 0


def test_a_point_opens_its_card_marks_its_row_and_is_ringed(visitor_at: PageAt) -> None:
    page = whole(visitor_at(PAGE))
    row = lonely()[0]
    at = pixel_of(page, row)
    teal = STATE_MARKS["open"].colour.light
    until(page, lambda: painted(page, teal, at) >= 40)
    unringed = painted(page, ACCENT.light, at, reach=20)
    shown = card(page).get_by_role("heading", name=row["驿站名称"])
    clicked_until(lambda: click(page, pixel_of(page, row)), shown)
    assert filters(whole(page))["station"] == row["驿站编号"]
    assert "两周内不关门" in card(page).inner_text()
    first = page.locator("[class*='st-key-table-stations'] canvas td").filter(has_text="▶")
    assert first.first.inner_text() == f"▶ {row['驿站名称']}"
    until(page, lambda: painted(page, ACCENT.light, at, reach=20) >= unringed + 35)


def test_a_row_of_the_list_opens_the_card_and_rings_the_point(visitor_at: PageAt) -> None:
    row = max(
        lonely(), key=lambda one: len(one["服务项目"])
    )  # few others have all that and are open at night
    services = row["服务项目"].replace("、", ",")
    page = whole(
        visitor_at(f"/stations-map?area={BANNER}&at=2025-11-05T03:30&services={services}&opening=open")
    )
    at, teal = pixel_of(page, row), STATE_MARKS["open"].colour.light
    until(page, lambda: painted(page, teal, at) >= 40)
    unringed = painted(page, ACCENT.light, at, reach=20)
    names = page.locator("[class*='st-key-table-stations'] canvas tbody tr").all_inner_texts()
    pick_row(page, "stations", next(n for n, text in enumerate(names) if row["驿站名称"] in text))
    card(page).get_by_role("heading", name=row["驿站名称"]).wait_for()
    assert filters(whole(page))["station"] == row["驿站编号"]
    until(page, lambda: painted(page, ACCENT.light, at, reach=20) >= unringed + 35)


def test_the_list_is_worked_by_keyboard(visitor_at: PageAt) -> None:
    page = whole(visitor_at(PAGE))
    page.locator("[class*='st-key-table-stations'] canvas").first.focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Shift+Space")
    page.get_by_role("button", name="收起驿站").wait_for()
    assert "station" in filters(whole(page))


def test_ways_to_a_station_leave_only_by_a_press_and_tell_nobody_from_where(visitor_at: PageAt) -> None:
    page = whole(visitor_at("/stations-map?station=YZ-001"))
    links = card(page).get_by_role("link")
    labels = [text.split()[-1] for text in links.all_inner_texts()]  # the icon before it is a word to fonts
    assert labels == ["高德地图", "百度地图", "腾讯地图"]
    for link in links.all():
        assert (link.get_attribute("target"), link.get_attribute("rel")) == ("_blank", "noreferrer")


def test_a_reader_types_a_place_and_reads_how_far_it_is(visitor_at: PageAt) -> None:
    row = lonely()[0]
    page = whole(visitor_at(f"/stations-map?station={row['驿站编号']}"))
    origin = card(page).get_by_role("combobox", name="距离从哪里算起")
    origin.click()
    origin.fill(f"{row['经度']},{float(row['纬度']) + 0.02:.6f}")
    origin.press("Enter")
    card(page).get_by_text("2.2 公里（直线）").wait_for()
    origin.click()
    origin.fill("火车站")
    origin.press("Enter")
    card(page).get_by_text("“火车站”不是经度和纬度").wait_for()


def test_a_merchant_that_is_clicked_is_where_distances_begin(visitor_at: PageAt) -> None:
    page = whole(visitor_at(f"{PAGE}&station=YZ-001&services=法律援助&opening=closed"))
    page.get_by_text("显示合作商家").click()
    whole(page)
    with (PROJECT / "data" / "demo" / "merchants.csv").open(encoding="utf-8") as file:
        merchants = [
            row for row in csv.DictReader(file) if row["区划代码"].startswith(BANNER) and row["经度"]
        ]
    alone = max(
        (row for row in merchants if (row["状态"], row["坐标系"]) == ("有效", "WGS-84")),
        key=lambda row: min(dist(spot(row), spot(other)) for other in merchants if other is not row),
    )
    click_until_told(page, pixel_of(page, alone), alone["商家名称"])
    card(page).get_by_text(f"距{alone['商家名称']}").wait_for()
    page.get_by_role("button", name="收起商家").click()
    card(page).get_by_text("距科尔沁区中心").wait_for()


def click_until_told(page: Page, at: Pixel, name: str) -> None:
    """Click a point until it answers: the layer may still be drawing."""
    for _attempt in range(10):
        click(page, at)
        page.wait_for_timeout(1000)
        if page.get_by_role("button", name="收起商家").count():
            break
    assert name in settled(page).locator(".stMain").inner_text()
