"""The hour lines, by their figure."""

import re
from typing import Any

from tests.ui.charts.reading import read
from zhiping.ui import charts
from zhiping.ui.charts import frame
from zhiping.ui.look.states import Theme

THEMES: tuple[Theme, Theme] = ("light", "dark")


def hours(**counts: int | None) -> list[dict[str, Any]]:
    """The hours of a week, 0 but for those given: `d3h12=5` is Wednesday 12:00."""
    return [
        {"weekday": day, "hour": hour, "n": counts.get(f"d{day}h{hour}", 0)}
        for day in range(1, 8)
        for hour in range(24)
    ]


def drawn(rows: list[dict[str, Any]], theme: Theme = "light", **options: Any) -> Any:
    return read(charts.hour_lines(rows, theme, value="n", **options))


BUSY = hours(d3h12=5, d7h23=2)


def test_it_follows_the_house_rules() -> None:
    light, dark = (drawn(BUSY, theme) for theme in THEMES)
    for figure in (light, dark):
        assert figure.layout.meta["alt"].endswith("。")
        assert figure.layout.template.layout.font.family == frame.FONT
        assert figure.layout.height > 0
    assert light.to_json() != dark.to_json()
    assert len({re.sub("#[0-9a-f]{6}", "#", figure.to_json()) for figure in (light, dark)}) == 1


def test_nothing_known_makes_no_picture() -> None:
    assert charts.hour_lines([], value="n") is None
    assert charts.hour_lines([{"weekday": 1, "hour": 0, "n": None}], value="n") is None


def test_a_line_is_the_average_of_its_days() -> None:
    weekdays, weekend = drawn(BUSY).data
    assert [len(line.x) for line in (weekdays, weekend)] == [24, 24]
    assert (weekdays.y[12], weekend.y[23]) == (1, 1)  # 5 on one of five days, 2 on one of two
    assert sum(weekdays.y) + sum(weekend.y) == 2


def test_a_day_that_came_more_often_weighs_more() -> None:
    rows = [{**row, "days": 3 if row["weekday"] == 3 else 1} for row in hours(d3h12=21, d1h12=7)]
    assert drawn(rows, days="days").data[0].y[12] == 28 / 7


def test_an_hour_that_is_not_known_is_no_zero_and_breaks_the_line() -> None:
    rows = [row for row in hours(d3h12=5) if row["hour"] != 2 and (row["weekday"], row["hour"]) != (1, 12)]
    weekdays = drawn(rows).data[0]
    assert weekdays.y[2] is None
    assert weekdays.connectgaps is False
    assert weekdays.y[12] == 5 / 4
    assert "—" in weekdays.hovertemplate[2]


def test_lines_begin_at_zero_and_differ_without_colour() -> None:
    figure = drawn(BUSY)
    assert figure.layout.yaxis.range[0] == 0
    assert len({line.line.dash for line in figure.data}) == 2
    assert len({line.marker.symbol for line in figure.data}) == 2
    assert [one.text for one in figure.layout.annotations[1:]] == ["周一至周五", "周六周日"]
    assert drawn(hours()).layout.yaxis.range[1] > 0  # also where nothing happened


def test_a_week_without_weekend_has_one_line() -> None:
    assert [line.name for line in drawn([row for row in BUSY if row["weekday"] < 6]).data] == ["周一至周五"]


def test_lines_are_told_in_words() -> None:
    told = drawn(BUSY, unit="个").layout.meta["alt"]
    assert told == (
        "折线图，平均一天各小时（个）：周一至周五最多在 12:00，1；最少在 0:00，0；周六周日最多在 23:00，1；最少在 0:00，0。"
    )
    assert charts.hour_words(7, 23) == "周日 23:00"


def test_a_point_carries_its_hour_and_whether_it_is_of_the_weekend() -> None:
    rows = [{"weekday": day, "hour": 8, "n": 1} for day in (1, 7)]
    figure = drawn(rows, click=lambda row, _part: f"{row['hour']} {row['is_weekend']}")
    assert [trace.customdata[8] for trace in figure.data] == ["8 False", "8 True"]


def test_the_fractions_of_few_have_room_at_the_axis() -> None:
    """One in seven weeks: 0.05 is wider than the rounded highest, 0."""
    few = drawn([{"weekday": 1, "hour": 9, "n": 1, "days": 8}], days="days")
    assert few.layout.margin.l >= frame.text_width("0.05", frame.SMALL) + 4
