"""Every page in a real browser: nothing is cut, all can be read, and pictures answer clicks as they say."""

import pytest

from tests.browser.drawn import outside, whole
from tests.browser.pictures import wrong_answers
from tests.conftest import PageAt
from zhiping.ui.charts.frame import INK
from zhiping.ui.kit.addresses import PAGES
from zhiping.ui.look.states import BACKGROUNDS

WIDE = 1280
PHONE = 390
# Beside every page as its menu opens it: those that change most when one thing is chosen.
CHOSEN = (
    "/tickets-overdue?ticket=GD-2025-0006",
    "/courtyards-map?courtyard=XY-0262",
    "/stations-map?station=YZ-001",
    "/appraisal-unit?office=T04",
)
ADDRESSES = [*(f"/{entry.url_path}" for entry in PAGES.values()), *CHOSEN]
# Whether the page is drawn for a theme: its ground is of it, and no text of a chart has the ink of the other one.
IS_OF_THEME = """([ground, ink]) => getComputedStyle(document.querySelector('.stApp')).backgroundColor === ground
    && [...document.querySelectorAll('.stMain .plotly text')].every(text => getComputedStyle(text).fill !== ink)"""


def rgb(colour: str) -> str:
    """#rrggbb as a browser says it."""
    return f"rgb({', '.join(str(int(colour[start : start + 2], 16)) for start in (1, 3, 5))})"


DARK = [rgb(BACKGROUNDS["dark"][0]), rgb(INK.light)]
LIGHT = [rgb(BACKGROUNDS["light"][0]), rgb(INK.dark)]


@pytest.mark.parametrize("path", ADDRESSES)
def test_nothing_is_cut_on_a_phone_or_on_a_wide_screen_all_can_be_read_in_the_dark_and_pictures_answer(
    visitor_at: PageAt, path: str
) -> None:
    page = whole(visitor_at(path, width=PHONE, dark=True))
    assert outside(page) == []
    page.set_viewport_size({"width": WIDE, "height": 900})
    assert outside(whole(page)) == []
    page.wait_for_function(IS_OF_THEME, arg=DARK)
    assert wrong_answers(page) == []


def test_a_viewer_who_changes_the_theme_sees_the_pictures_drawn_anew(visitor_at: PageAt) -> None:
    page = whole(visitor_at("/tickets-funnel", dark=True))
    page.emulate_media(color_scheme="light")
    page.wait_for_function(IS_OF_THEME, arg=LIGHT)
    page.emulate_media(color_scheme="dark")
    page.wait_for_function(IS_OF_THEME, arg=DARK)
