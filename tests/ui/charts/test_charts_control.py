"""The control chart and the month strips, by their figures."""

import re
from datetime import date
from typing import Any

import pytest

from tests.ui.charts.reading import read
from zhiping.rules.control import charted_rows, rebased_rows
from zhiping.ui import charts
from zhiping.ui.charts import frame
from zhiping.ui.look.states import LATE, ON_TIME, OVERDUE

THEMES = ("light", "dark")


def months(*values: int, unfinished: int = 0) -> list[dict[str, Any]]:
    """Charted rows from January 2024 on; the last `unfinished` are not complete."""
    rows = [
        {
            "month": date(2024 + place // 12, place % 12 + 1, 1),
            "value": value,
            "is_complete": place < len(values) - unfinished,
        }
        for place, value in enumerate(values)
    ]
    return charted_rows(rows)


STEADY = months(5, 6, 5, 6, 5, 6, 5, 6, 5, 6, 5, 6)
# measures.md: mean 1.94, limits 4.6 and −0.72
WORKED = months(1, 2, 1, 2, 10, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1)
RISING = months(40, 60, 40, 60, 40, 60, 44, 46, 48, 50, 52, 54, 56, 20, unfinished=1)
KINDS: list[dict[str, Any]] = [
    {"month": row["month"], "kind": kind, "n": row["value"] * times, "is_complete": row["is_complete"]}
    for kind, times in (("理论宣讲", 100), ("助餐", 1), ("民族团结", 0))
    for row in RISING
]


def drawn(rows: list[dict[str, Any]], theme: Any = "light", **options: Any) -> Any:
    return read(charts.control_chart(rows, theme, **options))


def strips(rows: list[dict[str, Any]], theme: Any = "light") -> Any:
    return read(charts.month_strips(rows, theme, by="kind", value="n", unit="次"))


def test_each_column_of_a_month_carries_what_a_click_on_it_sets() -> None:
    figure = read(
        charts.month_strips(KINDS, by="kind", value="n", click=lambda row, _part: f"{row['month']}")
    )
    for one in figure.data:
        assert list(one.customdata) == [f"{month}" for month in one.x]


def test_each_point_of_a_month_carries_what_a_click_on_it_sets() -> None:
    for one in drawn(months(4, 6, 5, unfinished=1), click=lambda row, _part: f"{row['month']}").data:
        assert list(one.customdata) == [f"{month}" for month in one.x]


def words(figure: Any, name: str) -> list[str]:
    return [re.sub("<[^>]*>", "", each.text) for each in figure.layout.annotations if each.name == name]


@pytest.mark.parametrize("draw", [lambda theme: drawn(RISING, theme), lambda theme: strips(KINDS, theme)])
def test_they_follow_the_house_rules(draw: Any) -> None:
    light, dark = (draw(theme) for theme in THEMES)
    for figure in (light, dark):
        assert figure.layout.meta["alt"].endswith("。")
        assert figure.layout.template.layout.font.family == frame.FONT
        assert figure.layout.height > 0
    assert light.to_json() != dark.to_json()
    assert len({re.sub("#[0-9a-f]{6}", "#", figure.to_json()) for figure in (light, dark)}) == 1


def test_no_rows_make_no_picture() -> None:
    assert charts.control_chart([]) is None
    assert charts.control_chart([STEADY[0] | {"value": None}]) is None
    assert charts.month_strips([], by="kind", value="n") is None


def test_mean_and_limits_are_lines_named_at_their_ends() -> None:
    figure = drawn(WORKED)
    assert words(figure, "limit") == ["上限 4.6", "均值 1.9", "下限 0"]
    assert [shape.y0 for shape in figure.layout.shapes] == pytest.approx([4.6, 1.94, 0], abs=0.01)
    assert [shape.line.dash for shape in figure.layout.shapes] == ["dash", "solid", "dash"]


def test_counts_start_at_zero_and_the_highest_point_has_room() -> None:
    bottom, top = drawn(WORKED).layout.yaxis.range
    assert bottom == 0
    assert top > 10


def test_limits_near_to_each_other_are_named_apart() -> None:
    figure = drawn(months(100, 101, 100, 101, 100, 101))
    scale = 260 / figure.layout.yaxis.range[1]
    heights = [each.y * scale for each in figure.layout.annotations if each.name == "limit"]
    assert heights[0] - heights[1] >= 16.9
    assert heights[1] - heights[2] >= 16.9


def test_without_signals_all_points_are_plain() -> None:
    figure = drawn(STEADY)
    assert set(figure.data[0].marker.symbol) == {"circle"}
    assert words(figure, "signal") == []


@pytest.mark.parametrize(
    ("rows", "symbol", "marked"),
    [
        (WORKED, "diamond", [4]),
        (RISING, "triangle-up", [6, 7, 8, 9, 10, 11, 12]),
        (months(40, 60, 40, 60, 56, 54, 52, 50, 48, 46, 60), "triangle-down", [3, 4, 5, 6, 7, 8, 9]),
    ],
)
def test_a_signal_is_told_by_shape_size_and_number(
    rows: list[dict[str, Any]], symbol: str, marked: list[int]
) -> None:
    marker = drawn(rows).data[0].marker
    assert [place for place, each in enumerate(marker.symbol) if each == symbol] == marked
    assert {marker.size[place] for place in marked} == {11}
    assert words(drawn(rows), "signal")[0] == "1"
    states = {state.colour.light for state in (ON_TIME, LATE, OVERDUE)}
    assert states.isdisjoint(marker.color), "a signal is no state"


def test_a_point_outside_keeps_its_shape_in_a_run() -> None:
    rows = months(40, 60, 40, 60, 40, 60, 44, 46, 48, 50, 52, 54, 56, 100)
    symbols = drawn(rows).data[0].marker.symbol
    assert list(symbols[6:]) == ["triangle-up"] * 7 + ["diamond"]
    assert words(drawn(rows), "signal")[-1] == str(len(charts.signal_numbers(rows)))


def test_signals_are_numbered_from_the_earliest() -> None:
    assert charts.signal_numbers(RISING) == {date(2025, 1, 1): 1}
    twice = [row | {"signal": "outside", "signal_from": row["month"]} for row in STEADY[:2]] + STEADY[2:]
    assert list(charts.signal_numbers(twice).values()) == [1, 2]
    assert words(drawn(twice), "signal") == ["1", "2"]
    assert charts.signal_numbers(STEADY) == {}


def test_a_month_that_is_not_complete_stands_hollow_outside_the_line() -> None:
    figure = drawn(RISING)
    line, unfinished = figure.data
    assert "2025-01-01" in line.x
    assert "2025-02-01" not in line.x
    assert list(unfinished.x) == ["2025-02-01"]
    assert unfinished.marker.symbol == "circle-open"
    assert words(figure, "incomplete") == ["未满"]
    assert "2025年2月未满月，不参与计算" in figure.layout.meta["alt"]


def test_one_month_is_a_point_without_limits() -> None:
    figure = drawn(months(3))
    assert list(figure.data[0].y) == [3]
    assert not figure.layout.shapes
    assert words(figure, "limit") == []


def test_months_of_nothing_are_points_on_zero() -> None:
    figure = drawn(months(0, 0, 0))
    assert tuple(figure.layout.yaxis.range) == (0, 1)
    assert words(figure, "limit") == ["上限 0", "均值 0", "下限 0"]


def test_the_chart_is_told_in_words() -> None:
    assert drawn(WORKED, unit="次").layout.meta["alt"] == (
        "控制图，2024年1月至2025年6月每月数量（次），从1到1；上限 4.6，均值 1.9，下限 0；1处信号，至2024年5月。"
    )


# Month strips


def test_each_row_of_strips_has_its_own_scale_and_begins_at_its_zero() -> None:
    figure = strips(KINDS)
    lectures, meals, none = figure.data
    assert list(lectures.y) == pytest.approx(list(meals.y))
    assert [each.base for each in figure.data] == [-1, -2, -3]
    assert max(lectures.y) < 1, "a row's columns stay in the row"
    assert set(none.y) == {0}
    assert words(figure, "unit") == ["单位：次；高低只在同一行内可比"]


def test_rows_of_strips_stand_in_the_order_given() -> None:
    assert [text.strip() for text in strips(KINDS).layout.yaxis.ticktext] == ["理论宣讲", "助餐", "民族团结"]


def test_strips_write_the_highest_and_the_last_complete_number_where_there_is_room() -> None:
    assert words(strips(KINDS), "number") == ["6,000", "5,600", "60", "56"]
    near = [row for row in KINDS if row["kind"] == "助餐" and row["month"] < date(2024, 5, 1)]
    assert words(strips(near), "number") == ["60"]


def test_strips_draw_a_month_that_is_not_complete_hollow() -> None:
    colours = strips(KINDS).data[0].marker.color
    assert colours[-1] == "rgba(0,0,0,0)"
    assert colours[-1] not in colours[:-1]
    assert "2025年2月未满月" in strips(KINDS).layout.meta["alt"]


def test_a_chart_that_begins_anew_keeps_the_mean_before_as_what_would_have_been() -> None:
    phases = ["before"] * 6 + ["renovating"] + ["after"] * 6
    rows = [
        {
            "month": date(2025, place + 1, 1) if place < 12 else date(2026, 1, 1),
            "value": {"before": 10, "renovating": 3, "after": 40}[phase] + place % 2,
            "is_complete": phase != "renovating",
            "phase": phase,
            "left_out": "改造当月",
        }
        for place, phase in enumerate(phases)
    ]
    figure = drawn(rebased_rows(rows))
    dotted = [shape for shape in figure.layout.shapes if shape.line.dash == "dot"]
    assert [(one.y0, one.y1) for one in dotted] == [(10.5, 10.5)]
    assert f"{dotted[0].x0}" > "2025-07"  # over the months after, not over its own
    assert words(figure, "limit")[-1] == "原均值 10.5"
    assert words(figure, "incomplete") == ["改造当月"]
    assert "2025年7月改造当月，不参与计算" in figure.layout.meta["alt"]
    assert "dot" not in {shape.line.dash for shape in drawn(STEADY).layout.shapes}
