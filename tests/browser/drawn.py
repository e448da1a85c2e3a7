"""What a page shows in a browser once it is drawn, for the tests of all systems."""

from urllib.parse import parse_qs, urlsplit

from playwright.sync_api import Page

from tests.conftest import HAS_DRAWN

HAS_NO_GREY_BOX = "() => document.querySelector('[data-testid=stSkeleton]') === null"
IS_WIDER = """() => [document.documentElement, document.querySelector('.stMain')]
    .filter(box => box.scrollWidth > box.clientWidth).length"""
CUT = """() => [...document.querySelectorAll('.stMain p, .stMain h1, .stMain h3, .stMain text')]
    .filter(part => part.getBoundingClientRect().right > window.innerWidth + 1 && !part.closest('[data-testid=stDataFrame]'))
    .map(part => part.textContent)"""
BEGIN_AT_TOP = """() => {
    document.body.tabIndex = -1
    document.body.focus()
    document.body.removeAttribute('tabindex')
}"""
ROW = 35  # pixels: the height of a table's row and of its heading


def settled(page: Page) -> Page:
    """The page after what was pressed has been run to its end."""
    page.wait_for_timeout(300)
    page.wait_for_function(HAS_DRAWN)
    return page


def whole(page: Page) -> Page:
    """The page with its late parts (charts, tables, the map) drawn."""
    page.locator("h1").first.wait_for()  # the run has begun: before it, a page counts as drawn
    page.wait_for_function(HAS_DRAWN)
    page.wait_for_function(HAS_NO_GREY_BOX)
    return settled(page)


def at_the_top(page: Page) -> Page:
    """The page with the keyboard before all of its parts, as where it has just been loaded."""
    page.evaluate(BEGIN_AT_TOP)
    return page


def filters(page: Page) -> dict[str, str]:
    """What the address holds."""
    return {key: values[0] for key, values in parse_qs(urlsplit(page.url).query).items()}


def chips(page: Page) -> list[str]:
    """What the filter line says, a text a chip."""
    return (
        page.locator("[class*='st-key-chip-']")
        .get_by_test_id("stPopoverButton")
        .locator("p")
        .all_inner_texts()
    )


def outside(page: Page) -> list[str]:
    """What does not fit the screen's width: texts that are cut, and whether the page scrolls sideways."""
    cut: list[str] = page.evaluate(CUT)
    return cut + ["the page scrolls sideways"] * bool(page.evaluate(IS_WIDER))


def shift(page: Page) -> float:
    """How much the page has jumped since it was loaded: the browser's cumulative layout shift, in all."""
    return float(page.evaluate("layoutShift"))


def pick_row(page: Page, table: str, place: int) -> None:
    """Press the box before a row of the first table whose key begins so."""
    cells = page.locator(f"[class*='st-key-table-{table}'] canvas").first
    cells.scroll_into_view_if_needed()
    box = cells.bounding_box()
    assert box is not None
    page.mouse.click(box["x"] + 15, box["y"] + ROW * (place + 1) + 17)
