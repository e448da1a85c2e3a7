"""Every page in a real browser: it stands still, nothing is cut, all can be read, pictures answer, paper has all of it."""

import pytest

from tests.browser.conftest import TITLES
from tests.browser.drawn import outside, shift, whole
from tests.browser.paper import missing
from tests.browser.phone import wrong_on_a_phone
from tests.browser.pictures import wrong_answers
from tests.conftest import HAS_DRAWN, PageAt
from tests.effort import IS_WHOLE
from zhiping.ui.charts.frame import INK
from zhiping.ui.kit.addresses import PAGES
from zhiping.ui.look.states import BACKGROUNDS

WIDE = 1440
PHONE = 390
MOST_SHIFT = 0.1  # cumulative: more is seen as a jump
# Beside every page as its menu opens it: those that change most when one thing is chosen.
CHOSEN = (
    "/tickets-overdue?ticket=GD-2025-0006",
    "/courtyards-map?courtyard=XY-0262",
    "/stations-map?station=YZ-001",
    "/appraisal-unit?office=T04",
)
# Those that are loaded anew here, to see whether they stand still, and read from paper; with all effort it is every page.
ON_PAPER = ("/", "/delegates-suggestions", "/stations-coverage", "/appraisal-ranking", "/upload-history")
# A click and its undo draw the page twice: all pictures of all pages took a quarter of the whole suite.
MOST_CLICKED = 99 if IS_WHOLE else 1
ADDRESSES = [*(f"/{entry.url_path}" for entry in PAGES.values()), *CHOSEN]
# Whether the page is drawn for a theme: its ground is of it, and no text of a chart has the ink of the other one.
IS_OF_THEME = """([ground, ink]) => getComputedStyle(document.querySelector('.stApp')).backgroundColor === ground
    && [...document.querySelectorAll('.stMain .zp-picture text')].every(text => getComputedStyle(text).fill !== ink)"""

# What stands on white paper with less than 3 to 1: words that nobody could read.
PALE = """() => [...document.querySelectorAll('.stMain :is(p, h1, h2, h3, td, th), .zp-picture text')].filter(text => {
    const style = getComputedStyle(text)
    const written = text instanceof SVGElement ? style.fill : style.color
    const [red, green, blue] = written.match(/[\\d.]+/g).map(one => (one / 255) ** 2.2)
    return 1.05 / (0.05 + 0.2126 * red + 0.7152 * green + 0.0722 * blue) < 3
}).map(text => text.textContent)"""
# The page gets another ground, and whatever follows a step back is held up, so that the next look at the ground comes
# before the page knows where it is.
CHANGES_AS_ONE_GOES_BACK = """() => {
    document.querySelector('.stApp').style.backgroundColor = 'rgb(1, 2, 3)'
    addEventListener('popstate', () => { const end = performance.now() + 600; while (performance.now() < end); }, { once: true })
}"""
# Another page is asked for, the screen becomes a narrow one, and the page is too busy to hear that the other one comes.
TURNS_AS_ONE_GOES_ON = """address => {
    const real = matchMedia
    history.pushState({}, '', address)
    dispatchEvent(new PopStateEvent('popstate', { state: {} }))
    matchMedia = () => ({ matches: true })
    const end = performance.now() + 600
    while (performance.now() < end);
    setTimeout(() => { matchMedia = real }, 600)
}"""
WOULD_PRINT, HAS_PRINTED = (f"dispatchEvent(new Event('{name}'))" for name in ("beforeprint", "afterprint"))


def rgb(colour: str) -> str:
    """#rrggbb as a browser says it."""
    return f"rgb({', '.join(str(int(colour[start : start + 2], 16)) for start in (1, 3, 5))})"


DARK = [rgb(BACKGROUNDS["dark"][0]), rgb(INK.light)]
LIGHT = [rgb(BACKGROUNDS["light"][0]), rgb(INK.dark)]


@pytest.mark.parametrize("path", ADDRESSES)
def test_a_page_stands_still_is_cut_nowhere_its_pictures_answer_and_paper_has_all_of_it(
    visitor_at: PageAt, path: str
) -> None:
    """On a phone, on a wide screen, in the dark and in print; come to by the back button and, some, loaded anew."""
    page = whole(visitor_at(path, width=PHONE, dark=True))
    assert shift(page) <= MOST_SHIFT
    for width in (PHONE, WIDE):
        page.set_viewport_size({"width": width, "height": 900})
        if IS_WHOLE or (path in ON_PAPER and width == PHONE):
            page.reload()
            assert shift(whole(page)) <= MOST_SHIFT
        assert outside(whole(page)) == []
        assert wrong_on_a_phone(page) == [] or width != PHONE
    page.wait_for_function(IS_OF_THEME, arg=DARK)
    assert wrong_answers(page, MOST_CLICKED) == []
    if IS_WHOLE or path in ON_PAPER:
        assert missing(page) == []


def test_a_viewer_who_changes_the_theme_sees_the_pictures_drawn_anew(visitor_at: PageAt) -> None:
    page = whole(visitor_at("/tickets-funnel", dark=True))
    page.emulate_media(color_scheme="light")
    page.wait_for_function(IS_OF_THEME, arg=LIGHT)
    page.emulate_media(color_scheme="dark")
    page.wait_for_function(IS_OF_THEME, arg=DARK)


def test_a_theme_that_changes_as_a_reader_goes_back_takes_nobody_from_where_they_went(
    visitor_at: PageAt,
) -> None:
    page = visitor_at("/admin-links")
    title = page.locator("h1").inner_text()
    page.evaluate(CHANGES_AS_ONE_GOES_BACK)
    page.go_back()
    page.wait_for_function("title => document.querySelector('h1')?.textContent !== title", arg=title)
    address = page.url
    page.wait_for_timeout(1_200)
    page.wait_for_function(HAS_DRAWN)
    assert (page.url, page.locator("h1").inner_text() != title) == (address, True)


def test_a_screen_that_turns_as_a_reader_goes_on_takes_nobody_from_where_they_go(visitor_at: PageAt) -> None:
    page = whole(visitor_at("/stations-map"))
    page.evaluate(TURNS_AS_ONE_GOES_ON, "/admin-links")
    page.wait_for_timeout(1_200)
    page.wait_for_function(HAS_DRAWN)
    assert page.locator("h1").inner_text() == TITLES["/admin-links"]


def test_a_dark_page_is_light_on_paper_and_dark_again_afterwards(visitor_at: PageAt) -> None:
    page = whole(visitor_at("/tickets-funnel", dark=True))
    page.evaluate(WOULD_PRINT)
    page.emulate_media(media="print")
    assert page.evaluate(IS_OF_THEME, LIGHT)
    assert page.evaluate(PALE) == []
    page.evaluate(HAS_PRINTED)
    page.emulate_media(media="screen")
    assert page.evaluate(IS_OF_THEME, DARK)
