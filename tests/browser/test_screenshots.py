"""The pictures in the README are made here: `pytest --golden tests/browser/test_screenshots.py`."""

import pytest

from zhiping.settings import PROJECT

# Name -> address, width, whether dark, and a text that its finding holds.
PICTURES = {
    "today-wide": ("/", 1280, False, "已超时未办"),
    "funnel-wide": ("/tickets-funnel?area=150105", 1280, False, "已超时未办"),
    "funnel-dark": ("/tickets-funnel?area=150105", 1280, True, "已超时未办"),
    "funnel-phone": ("/tickets-funnel?area=150105", 390, False, "已超时未办"),
    "stations-wide": ("/stations-map?area=1505&at=2025-11-04T10:00", 1280, False, "个驿站中"),
    "courtyards-wide": ("/courtyards-indicators?area=150421", 1280, False, "连续7个月上升"),
    "ranking-wide": ("/appraisal-ranking?area=152530", 1280, False, "推动高质量发展组"),
}


# Streamlit loads the code of charts, maps and widgets late and draws grey boxes until then.
HAS_PICTURES = """() => document.querySelector('.js-plotly-plot .main-svg, [data-testid=stDeckGlJsonChart] canvas, .zp-spark') !== null
    && document.querySelector('[data-testid=stSkeleton]') === null"""


@pytest.mark.parametrize("name", PICTURES)
def test_a_documented_page_draws_its_finding(name, page_at, request):
    path, width, dark, finding = PICTURES[name]
    page = page_at(path, width=width, dark=dark)
    page.wait_for_function(HAS_PICTURES)
    page.wait_for_timeout(1500)  # for the last of the charts' own drawing
    assert page.get_by_text(finding).first.is_visible()
    picture = PROJECT / "docs" / "screenshots" / f"{name}.png"
    if request.config.getoption("--golden"):
        picture.parent.mkdir(exist_ok=True)
        page.screenshot(path=picture)
    assert picture.is_file(), "make it with --golden"
