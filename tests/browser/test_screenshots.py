"""The pictures in the README are made here: `pytest --golden tests/browser/test_screenshots.py`."""

import pytest

from tests.conftest import PageAt
from zhiping.settings import PROJECT

# Name -> address, width, whether dark, and a text that its finding holds.
PICTURES = {
    "today-wide": ("/", 1280, False, "已超时未办"),
    "funnel-wide": ("/tickets-funnel?area=150105", 1280, False, "已超时未办"),
    "funnel-dark": ("/tickets-funnel?area=150105", 1280, True, "已超时未办"),
    "funnel-phone": ("/tickets-funnel?area=150105", 390, False, "已超时未办"),
    "stations-wide": ("/stations-map?area=1505&at=2025-11-04T10:00", 1280, False, "个驿站中"),
    "courtyards-wide": ("/courtyards-indicators?area=150421", 1280, False, "连续7个月上升"),
    "ranking-wide": ("/appraisal-ranking?area=152922", 1280, False, "推动高质量发展（苏木镇）组"),
}


# Streamlit loads the code of charts, maps and widgets late and draws grey boxes until then.
HAS_PICTURES = """() => document.querySelector('.zp-picture, [data-testid=stDeckGlJsonChart] canvas, .st-key-exceptions') !== null
    && document.querySelector('[data-testid=stSkeleton]') === null"""


def test_the_pictures_of_the_readme_are_those_made_here() -> None:
    """Each is there, made by --golden, and shown; that their pages draw is tested with all pages."""
    folder = PROJECT / "docs" / "screenshots"
    assert sorted(file.stem for file in folder.glob("*.png")) == sorted(PICTURES)


def test_a_picture_is_taken_where_pictures_are_made(page_at: PageAt, pytestconfig: pytest.Config) -> None:
    names = PICTURES if pytestconfig.getoption("--golden") else ["funnel-dark"]
    for name in names:
        path, width, dark, finding = PICTURES[name]
        page = page_at(path, width=width, dark=dark)
        page.wait_for_function(HAS_PICTURES)
        assert page.get_by_text(finding).first.is_visible()
        if pytestconfig.getoption("--golden"):
            page.wait_for_timeout(1500)  # for the last of the charts' own drawing
            page.screenshot(path=PROJECT / "docs" / "screenshots" / f"{name}.png")
