"""The hour grid, by its figure."""

import re
from typing import Any

import pytest

from zhiping.ui import charts
from zhiping.ui.charts import frame
from zhiping.ui.charts.hour_grid import FULL
from zhiping.ui.look.states import BACKGROUNDS, Theme

THEMES: tuple[Theme, Theme] = ("light", "dark")


def hours(**counts: int | None) -> list[dict[str, Any]]:
    """The hours of a week, 0 but for those given: `d3h12=5` is Wednesday 12:00."""
    return [
        {"weekday": day, "hour": hour, "n": counts.get(f"d{day}h{hour}", 0)}
        for day in range(1, 8)
        for hour in range(24)
    ]


def drawn(rows: list[dict[str, Any]], theme: Theme = "light", **options: Any) -> Any:
    figure = charts.hour_grid(rows, theme, value="n", **options)
    assert figure is not None
    return figure


def luminance(colour: str) -> float:
    channels = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


BUSY = hours(d3h12=5, d7h23=2)


def test_it_follows_the_house_rules() -> None:
    light, dark = (drawn(BUSY, theme) for theme in THEMES)
    for figure in (light, dark):
        assert figure.layout.meta["alt"].endswith("。")
        assert figure.layout.template.layout.font.family == frame.FONT
        assert figure.layout.template.layout.xaxis.fixedrange is True
        assert figure.layout.height > 0
    assert light.to_json() != dark.to_json()
    assert len({re.sub("#[0-9a-f]{6}", "#", figure.to_json()) for figure in (light, dark)}) == 1


def test_nothing_known_makes_no_picture() -> None:
    assert charts.hour_grid([], value="n") is None
    assert charts.hour_grid([{"weekday": 1, "hour": 0, "n": None}], value="n") is None


def test_a_number_stands_at_its_weekday_and_hour() -> None:
    grid = drawn(BUSY).data[0]
    assert (len(grid.z), {len(line) for line in grid.z}) == (24, {7})
    assert grid.z[12][2] == 5
    assert grid.z[23][6] == 2
    assert grid.text[12][2] == "5"
    assert grid.text[0][0] == "0"
    assert sum(sum(line) for line in grid.z) == 7


def test_the_week_begins_on_monday_and_the_day_at_the_top() -> None:
    layout = drawn(BUSY).layout
    assert layout.xaxis.ticktext[0] == "周一"
    assert layout.xaxis.ticktext[-1] == "周日"
    assert layout.yaxis.ticktext[0].strip() == "0:00"
    top, bottom = layout.yaxis.range
    assert top > bottom


def test_an_hour_that_is_not_known_is_no_zero() -> None:
    rows = [row for row in hours(d1h1=None, d3h12=5) if (row["weekday"], row["hour"]) != (2, 2)]
    grid = drawn(rows).data[0]
    assert (grid.z[1][0], grid.text[1][0]) == (None, "—")
    assert (grid.z[2][1], grid.text[2][1]) == (None, "—")


def test_tints_begin_at_zero_also_where_all_are_alike() -> None:
    assert (drawn(BUSY).data[0].zmin, drawn(BUSY).data[0].zmax) == (0, 5)
    nothing = drawn(hours()).data[0]
    assert (nothing.zmin, nothing.zmax) == (0, 1)


@pytest.mark.parametrize("theme", THEMES)
def test_numbers_can_be_read_on_every_tint(theme: Theme) -> None:
    ink = drawn(BUSY, theme).data[0].textfont.color
    colours = [colour for _place, colour in drawn(BUSY, theme).data[0].colorscale]
    assert colours[0] == BACKGROUNDS[theme][0]
    assert colours[-1] == FULL.on(theme)
    assert min(contrast(ink, colour) for colour in colours) >= 4.5


def test_large_numbers_fit_their_cell() -> None:
    grid = drawn(hours(d1h9=29198, d1h10=None)).data[0]
    assert grid.text[9][0] == "2.9万"
    phone = 358 - drawn(BUSY).layout.margin.l - drawn(BUSY).layout.margin.r
    assert max(frame.text_width(text, frame.SMALL) for line in grid.text for text in line) <= phone / 7


def test_the_grid_is_told_in_words() -> None:
    told = drawn(hours(d3h12=5, d7h23=2), unit="个").layout.meta["alt"]
    assert told == "一周各小时的格子图（个）：最多在周三 12:00，5；最少在周一 0:00，0。"
    assert charts.hour_words(7, 23) == "周日 23:00"
