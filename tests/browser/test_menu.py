"""The menu in a real browser: the page that is shown, the keyboard, the phone's drawer, 演示数据, print."""

from http.client import HTTPConnection
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect

from tests.browser.drawn import at_the_top, chips, filters, settled, whole
from tests.conftest import PageAt, Server
from zhiping.ui.kit.addresses import PAGES

SECTIONS = list(dict.fromkeys(entry.section for entry in PAGES.values()))
MOST_MENUS = 9
FIRST_SCREEN = 900  # pixels
# As many pairs of a row's top and its cards' heights as there are rows.
ARE_OF_ONE_HEIGHT = """rows => new Set([...document.querySelectorAll('[class*=st-key-figure-]')]
    .map(card => card.getBoundingClientRect())
    .map(card => Math.round(card.top) + ' ' + Math.round(card.height))).size === rows"""


def go_to(page: Page, section: str, title: str) -> Page:
    """The page after another one was chosen in the menu."""
    page.get_by_role("button", name=section, exact=True).click()
    page.get_by_role("menuitem", name=title, exact=True).click()
    page.get_by_role("heading", name=title, exact=True).wait_for()
    return settled(page)


def focused(page: Page) -> str:
    """The name of the part that the keyboard is on."""
    return str(page.evaluate("() => document.activeElement.textContent"))


def test_no_menu_falls_under_more_and_the_active_one_is_marked(visitor_at: PageAt) -> None:
    assert len(SECTIONS) <= MOST_MENUS
    page = settled(visitor_at("/tickets-overdue", width=1440))
    menus = page.get_by_test_id("stTopNavSection")
    assert [menu.inner_text().split("\n")[0] for menu in menus.all()] == SECTIONS
    assert page.locator("[data-testid=stTopNavSection][aria-current]").all_inner_texts()[0].startswith("工单")
    page.get_by_role("button", name="工单", exact=True).click()
    expect(page.get_by_role("menuitem", name="超时与预警")).to_have_attribute("aria-current", "page")
    page.keyboard.press("Escape")
    go_to(page, "小院", "小院地图")
    marked = page.locator("[data-testid=stTopNavSection][aria-current]")
    expect(marked).to_have_count(1)
    assert marked.inner_text().startswith("小院")


def test_every_page_is_reached_by_the_keyboard_alone(visitor_at: PageAt) -> None:
    page = at_the_top(settled(visitor_at("/", width=1440)))
    seen = []
    for _press in range(20):
        page.keyboard.press("Tab")
        if page.evaluate("() => document.activeElement.dataset.testid") == "stTopNavSection":
            seen.append(page.evaluate("() => document.activeElement.querySelector('p').textContent"))
            if seen[-1] == "驿站":
                break
    assert seen == SECTIONS[: SECTIONS.index("驿站") + 1]
    page.keyboard.press("Enter")
    page.get_by_role("menuitem", name="驿站地图").wait_for()
    page.keyboard.press("ArrowDown")
    while "优惠核销" not in focused(page):
        page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="优惠核销", exact=True).wait_for()


def test_filters_travel_by_the_menu(visitor_at: PageAt) -> None:
    page = settled(visitor_at("/tickets-funnel?area=150105&class=A"))
    assert filters(go_to(page, "工单", "超时与预警")) == {"area": "150105", "class": "A"}


def test_the_language_chosen_at_the_foot_is_kept(page_at: PageAt) -> None:
    """A visit of its own: the others go on in Chinese."""
    page = settled(page_at("/tickets-overdue?area=150105"))
    page.get_by_role("link", name="English", exact=True).click()
    page.get_by_role("heading", name="Overdue and due soon", exact=True).wait_for()
    assert filters(go_to(page, "Tickets", "Ticket funnel"))["area"] == "150105"
    page.goto(page.url.split("?")[0])
    page.get_by_role("heading", name="Ticket funnel", exact=True).wait_for()
    assert page.locator("html").get_attribute("lang") == "en"


def test_back_and_forward_bring_back_page_and_filters(visitor_at: PageAt) -> None:
    page = settled(visitor_at("/?area=150105&from=singlemessage"))
    go_to(page, "工单", "工单漏斗")
    page.locator(".st-key-chip-class button").first.click()
    page.locator("[data-testid=stPopoverBody] label").filter(has_text="B 属地专项").click()
    page.get_by_role("button", name="工单类别　B 属地专项").wait_for()
    page.keyboard.press("Escape")
    stops = [
        ("工单漏斗", {"area": "150105", "class": "B"}),
        ("工单漏斗", {"area": "150105"}),
        ("今日态势", {"area": "150105"}),
    ]
    for go, passed in ((page.go_back, stops[1:]), (page.go_forward, stops[1::-1])):
        for title, kept in passed:
            go()
            page.get_by_role("heading", name=title, exact=True).wait_for()
            assert filters(settled(page)) == kept
            has_class = any("B 属地专项" in told for told in chips(page))
            assert has_class == ("class" in kept)


def test_an_address_without_a_page_says_so_and_leads_to_the_overview_which_asks_for_no_charting_library(
    page_at: PageAt,
) -> None:
    page = settled(page_at("/tickets/nothing", width=1440))
    page.get_by_role("heading", name="没有这一页").wait_for()
    page.get_by_text("地址“tickets/nothing”没有对应的页面").wait_for()
    assert page.get_by_role("dialog").count() == 0
    page.get_by_role("link", name="去今日态势").click()
    page.locator(".st-key-dataline").wait_for()
    for part in ("exceptions", "systems"):
        box = whole(page).locator(f".st-key-{part}").bounding_box()
        assert box and box["y"] + box["height"] <= FIRST_SCREEN, f"the first screen does not hold {part}"
    asked = page.evaluate("() => performance.getEntriesByType('resource').map(one => one.name)")
    assert len(asked) > 10
    libraries = (
        "plotly",
        "maplibre",
        "deck",
        "/geo/",
        "vegalite",
        "vega-",
    )  # "loadVegaEmbed" is st.metric's own: 845 bytes that load nothing
    assert [url for url in asked if any(name in url.lower() for name in libraries)] == []
    go_to(page, "工单", "工单漏斗")


def test_nothing_stands_at_the_side(visitor_at: PageAt) -> None:
    page = settled(visitor_at("/upload-new", width=1440))
    assert page.get_by_test_id("stSidebar").count() == 0


def test_on_a_phone_the_drawer_closes_after_a_choice(visitor_at: PageAt) -> None:
    page = settled(visitor_at("/tickets-funnel", width=390))
    assert page.locator(".st-key-system").inner_text() == "工单"
    page.get_by_role("button", name="打开菜单").click()
    page.get_by_test_id("stSidebarNavLink").filter(has_text="超时与预警").click()
    page.get_by_role("heading", name="超时与预警").wait_for()
    page.wait_for_function(
        "() => (document.querySelector('[data-testid=stSidebar]')?.getBoundingClientRect().right ?? 0) <= 0"
    )


def test_demonstration_data_are_marked_on_every_screenful(visitor_at: PageAt) -> None:
    page = settled(visitor_at("/tickets-funnel", width=390))
    for width in (390, 768, 1440):
        page.set_viewport_size({"width": width, "height": 900})
        settled(page).locator(".st-key-dataline").scroll_into_view_if_needed()
        mark = page.locator(".st-key-demo")
        expect(mark).to_be_in_viewport()
        box = mark.bounding_box()
        assert box is not None
        assert page.evaluate(
            "([x, y]) => document.elementFromPoint(x, y).closest('.st-key-demo') !== null",
            [box["x"] + box["width"] / 2, box["y"] + box["height"] / 2],
        )
        menus = [one.bounding_box() for one in page.get_by_test_id("stTopNavSection").all()]
        assert all(menu["x"] + menu["width"] <= box["x"] for menu in menus if menu)


def test_cards_of_a_row_are_of_one_height(visitor_at: PageAt) -> None:
    page = settled(visitor_at("/tickets-funnel", width=1440))
    cards = page.locator("[class*=st-key-figure-]")
    expect(cards).to_have_count(4)
    expect(page.locator(".zp-spark")).to_have_count(4)
    page.wait_for_function(ARE_OF_ONE_HEIGHT, arg=1)  # the last card's line may still be on its way
    page.set_viewport_size({"width": 390, "height": 900})
    page.wait_for_function(ARE_OF_ONE_HEIGHT, arg=2)  # two by two
    picture = page.locator(".zp-picture").first.bounding_box()
    assert picture is not None
    assert picture["y"] <= 2 * 900


@pytest.mark.parametrize("path", ["/", "/tickets-funnel", "/missing"])
def test_a_page_carries_our_script_and_style_before_it_draws(server: Server, path: str) -> None:
    connection = HTTPConnection(urlsplit(server.url).netloc, timeout=5)
    connection.request(
        "GET", path, headers={"Accept": "text/html", "Accept-Encoding": "gzip", "If-None-Match": "*"}
    )
    answer = connection.getresponse()
    page = answer.read().decode()
    assert answer.status == 200
    assert answer.getheader("content-length") == str(len(page.encode()))
    assert answer.getheader("etag") is None
    assert page.count("zhiping.js") == 1
    assert page.index("zhiping.js") < page.index("<script", page.index("zhiping.js") + 1)
    assert page.index("<body>") < page.index("zhiping.css") < page.index('id="root"')
    for file, kind, part in (
        ("zhiping.js", "javascript", b"MutationObserver"),
        ("zhiping.css", "css", b"@media print"),
    ):
        address = page.split(f'"./{file}?')[1].split('"')[0]
        connection.request("GET", f"/{file}?{address}")
        answer = connection.getresponse()
        assert (answer.status, answer.getheader("content-type")) == (200, f"text/{kind}; charset=utf-8")
        assert part in answer.read()
    connection.close()
