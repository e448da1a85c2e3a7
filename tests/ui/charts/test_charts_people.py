"""Pictures about persons: two values of each, bars of parts, the stages of the loop."""

import re
from collections.abc import Callable
from typing import Any

import pytest

from tests.ui.charts.reading import read
from zhiping.ui import charts
from zhiping.ui.charts import frame
from zhiping.ui.look import states

THEMES = ("light", "dark")


def person(label: str, note: str, raw: float | None, adjusted: float | None) -> dict[str, Any]:
    return {"label": label, "note": note, "members": [{"label": label, "raw": raw, "adjusted": adjusted}]}


PEOPLE = [
    person("R-1 镇长", "89 → 90", 89.0, 90.0),
    person("R-2 书记", "无法校正", 71.0, None),
    person("R-3 <b>委员", "不显示（评分人少于3人）", None, None),
]
TEAM = {"label": "甲镇", "note": "3人", "members": [one for row in PEOPLE for one in row["members"]]}
PAIR: dict[str, Any] = {
    "before": "raw",
    "after": "adjusted",
    "before_words": "原始平均",
    "after_words": "校正后",
}
UNITS: list[dict[str, Any]] = [
    {"label": "上都镇", "note": "按时 1/3", "on_time_count": 1, "late_count": 0, "overdue_count": 2},
    {"label": "<b>甲镇", "note": "", "on_time_count": None, "late_count": 0, "overdue_count": 4},
]
PARTS = tuple(charts.state_part(state) for state in (states.ON_TIME, states.LATE, states.OVERDUE))
STAGES: list[dict[str, Any]] = [
    {"label": "约谈", "told": "4 次", "note": "", "units": 4, "people": 2},
    {"label": "整改", "told": "12 项", "note": "按时 5/9", "units": 5, "people": 0},
    {"label": "回头看", "told": "0 项", "note": "", "units": 0, "people": None},
]
COUNTS = (("units", "个单位"), ("people", "人"))


def drawn(draw: Callable[..., Any], *rows: Any, **options: Any) -> Any:
    return read(draw(*rows, **options))


def every_chart(theme):
    return {
        "dumbbell": drawn(charts.dumbbell, PEOPLE, theme, **PAIR),
        "part_bars": drawn(charts.part_bars, UNITS, theme, parts=PARTS, unit="项"),
        "stages": drawn(charts.stages, STAGES, theme, counts=COUNTS),
    }


def test_each_part_of_a_bar_carries_what_a_click_on_it_sets():
    figure = drawn(charts.part_bars, UNITS, parts=PARTS, click=lambda row, part: f"{row['label']}/{part}")
    parts = {part.label: part.column for part in PARTS}
    for one in figure.data:
        assert list(one.customdata) == [f"{row['label']}/{parts[one.name]}" for row in UNITS]


def words(figure, name):
    return [re.sub("<[^>]*>", "", each.text) for each in figure.layout.annotations if each.name == name]


def trace(figure, name):
    (found,) = [each for each in figure.data if each.name == name]
    return found


@pytest.mark.parametrize("name", ["dumbbell", "part_bars", "stages"])
@pytest.mark.parametrize("theme", THEMES)
def test_every_picture_follows_the_house_rules(name, theme):
    figure = every_chart(theme)[name]
    template = figure.layout.template.layout
    assert figure.layout.meta["alt"].endswith("。")
    assert template.font.family == frame.FONT
    assert figure.layout.height > 0


@pytest.mark.parametrize("name", ["dumbbell", "part_bars", "stages"])
def test_the_two_themes_differ_only_in_colour(name):
    light, dark = (every_chart(theme)[name].to_json() for theme in THEMES)
    assert light != dark
    assert re.sub("#[0-9a-f]{6}", "#", light) == re.sub("#[0-9a-f]{6}", "#", dark)


def test_nothing_to_draw_makes_no_picture():
    assert charts.dumbbell([], **PAIR) is None
    assert charts.dumbbell(PEOPLE[2:], **PAIR) is None
    assert charts.part_bars([], parts=PARTS) is None
    assert charts.part_bars([{"label": "甲", "note": ""} | dict.fromkeys(("on_time_count", "late_count", "overdue_count"), 0)], parts=PARTS) is None  # fmt: skip
    assert charts.stages([], counts=COUNTS) is None
    assert charts.stages(STAGES[2:], counts=COUNTS) is None


# Dumbbell


def test_a_person_whose_score_is_not_shown_has_a_line_of_words_and_no_dot():
    figure = drawn(charts.dumbbell, PEOPLE, **PAIR)
    assert words(figure, "row") == ["R-1 镇长", "R-2 书记", "R-3 &lt;b&gt;委员"]
    assert words(figure, "note")[2] == "不显示（评分人少于3人）"
    assert list(trace(figure, "原始平均").x) == [89, 71]
    assert list(trace(figure, "校正后").x) == [90]
    assert len(figure.layout.shapes) == 1  # a line only between two dots


def test_the_two_dots_differ_by_shape_and_are_named_in_the_key():
    figure = drawn(charts.dumbbell, PEOPLE, **PAIR)
    assert trace(figure, "原始平均").marker.symbol != trace(figure, "校正后").marker.symbol
    assert words(figure, "key") == ["○ 原始平均　◆ 校正后"]
    assert words(drawn(charts.dumbbell, PEOPLE[1:], **PAIR), "key") == ["○ 原始平均"]  # nobody is adjusted


@pytest.mark.parametrize(
    ("values", "ticks"),
    [((83.3, 94.2), [80, 85, 90, 95]), ((90, 90), [90, 95]), ((40, 99), [40, 60, 80, 100]), ((0, 3), [0, 5])],
)
def test_the_scale_holds_all_values_and_its_marks_are_written(values, ticks):
    rows = [person("R", "", *values)]
    figure = drawn(charts.dumbbell, rows, **PAIR)
    assert list(figure.layout.xaxis.tickvals) == ticks
    assert list(figure.layout.xaxis.range) == [ticks[0], ticks[-1]]
    assert figure.layout.xaxis.ticktext[-1] == f"{ticks[-1]} 分"


def test_the_alt_text_of_a_dumbbell_tells_both_values_and_why_one_is_missing():
    alt = drawn(charts.dumbbell, PEOPLE, **PAIR).layout.meta["alt"]
    assert "R-1 镇长 原始平均 89、校正后 90" in alt
    assert "R-2 书记 原始平均 71 （无法校正）" in alt


def test_a_team_is_one_row_with_a_line_from_each_members_raw_score_down_to_the_adjusted_one():
    figure = drawn(charts.dumbbell, [TEAM, *PEOPLE[:1]], **PAIR)
    assert words(figure, "row") == ["甲镇", "R-1 镇长"]
    raw, adjusted = trace(figure, "原始平均"), trace(figure, "校正后")
    assert list(raw.x) == [89, 71, 89]
    assert raw.y[0] == raw.y[1] < adjusted.y[0] < 0.5
    assert "R-1 镇长" in raw.hovertemplate[0]
    assert "甲镇 R-1 镇长 原始平均 89、校正后 90，R-2 书记 原始平均 71" in figure.layout.meta["alt"]


# Parts


def test_parts_begin_at_zero_and_look_as_their_states_do():
    figure = drawn(charts.part_bars, UNITS, parts=PARTS, unit="项")
    assert figure.layout.barmode == "stack"
    assert list(figure.layout.xaxis.range) == [0, 4]
    assert [each.name for each in figure.data] == ["按时", "逾期未办"]  # 逾期办理 does not occur
    assert list(trace(figure, "按时").x) == [1, 0]
    overdue = trace(figure, "逾期未办").marker
    assert (overdue.color, overdue.pattern.shape) == (states.OVERDUE.colour.light, states.OVERDUE.pattern)


def test_parts_are_named_with_their_sums_and_the_unit_stands_once():
    figure = drawn(charts.part_bars, UNITS, parts=PARTS, unit="项")
    assert words(figure, "key") == ["● 按时 1　■ 逾期未办 6"]
    assert words(figure, "row") == ["上都镇　3 项", "&lt;b&gt;甲镇　4"]
    assert words(figure, "note") == ["按时 1/3"]


def test_the_key_of_many_parts_breaks_into_lines_no_wider_than_a_phone():
    parts = [
        charts.Part(f"n{n}", f"推动高质量发展{n}", "█", frame.SERIES[0], frame.SERIES[0]) for n in range(5)
    ]
    figure = drawn(
        charts.part_bars, [{"label": "甲", "note": ""} | {f"n{n}": 1 for n in range(5)}], parts=parts
    )
    (key,) = [each.text for each in figure.layout.annotations if each.name == "key"]
    lines = [re.sub("<[^>]*>", "", line) for line in key.split("<br>")]
    assert len(lines) > 1
    assert max(frame.text_width(line, frame.SMALL) for line in lines) <= 358


# Stages


def test_stages_stand_in_their_order_on_one_scale_from_zero():
    figure = drawn(charts.stages, STAGES, counts=COUNTS)
    assert words(figure, "stage") == ["约谈　4 次", "整改　12 项", "回头看　0 项"]
    assert words(figure, "note") == ["按时 5/9"]
    assert list(figure.layout.xaxis.range) == [0, 5]
    bottom, top = figure.layout.yaxis.range
    assert bottom > top
    assert list(trace(figure, "个单位").x) == [4, 5, 0]


def test_every_bar_of_a_stage_says_what_it_counts_and_unknown_is_not_zero():
    figure = drawn(charts.stages, STAGES, counts=COUNTS)
    assert words(figure, "end") == ["4 个单位", "2 人", "5 个单位", "0 人", "0 个单位", "— 人"]
