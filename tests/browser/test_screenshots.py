"""The pictures in the README are made here: `pytest --golden tests/browser/test_screenshots.py`."""

import pytest

from zhiping.settings import PROJECT

PICTURES = {
    "today-wide": ("/", 1280, False),
    "funnel-wide": ("/tickets-funnel?area=150105", 1280, False),
    "funnel-dark": ("/tickets-funnel?area=150105", 1280, True),
    "funnel-phone": ("/tickets-funnel?area=150105", 390, False),
}


# Streamlit loads the code of charts and widgets late and draws grey boxes until then.
HAS_PICTURES = """() => document.querySelector('.js-plotly-plot .main-svg') !== null
    && document.querySelector('[data-testid=stSkeleton]') === null"""


@pytest.mark.parametrize("name", PICTURES)
def test_a_documented_page_draws_its_finding(name, page_at, request):
    path, width, dark = PICTURES[name]
    page = page_at(path, width=width, dark=dark)
    page.wait_for_function(HAS_PICTURES)
    page.wait_for_timeout(500)  # for the last of the charts' own drawing
    assert page.get_by_text("已超时未办").first.is_visible()
    picture = PROJECT / "docs" / "screenshots" / f"{name}.png"
    if request.config.getoption("--golden"):
        picture.parent.mkdir(exist_ok=True)
        page.screenshot(path=picture)
    assert picture.is_file(), "make it with --golden"
