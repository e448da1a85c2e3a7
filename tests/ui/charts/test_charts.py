"""Pictures, by their figures: words, order, axes, colours, and what they say in words."""

import re
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from tests.ui.charts.reading import read
from zhiping.ui import charts
from zhiping.ui.charts import frame
from zhiping.ui.look import states

THEMES = ("light", "dark")
COUNTS = ("on_time", "late", "waiting", "overdue", "unrecorded", "not_applicable", "fault")


def stage(label, reached, first=None, previous=None, counts=(None,) * 7):
    row = {
        "stage": label,
        "label": label,
        "ticket_count": reached,
        "first_share": first,
        "previous_share": previous,
    }
    return row | {f"{key}_count": number for key, number in zip(COUNTS, counts, strict=True)}


STAGES = [
    stage("派单", 412, 1.0),
    stage("认领 ≤1小时", 401, 0.973, 0.973, (382, 19, 4, 0, 7, 0, 0)),
    stage("反馈 ≤48小时", 389, 0.944, 0.97, (345, 44, 14, 7, 0, 2, 0)),
    stage("办结", 378, 0.917, 0.972),
]
MONTHS: list[dict[str, Any]] = [
    {
        "month": date(2025, month, 1),
        "ticket_class": key,
        "label": label,
        "ticket_count": count,
        "is_complete": month < 10,
    }
    for key, label, counts in (("A", "A 跨部门协调", (9, 8, 7)), ("B", "B 属地专项", (9, 12, 7)))
    for month, count in zip((8, 9, 10), counts, strict=True)
]
CATEGORIES: list[dict[str, Any]] = [
    {"category": f"类别{n:02}", "n": 100 - n, "late": n % 3} for n in range(15)
]
AREAS: list[dict[str, Any]] = [
    {"area_name": name, "ok": ok, "n": n}
    for name, ok, n in (
        ("甲街道", 330, 412),
        ("乙街道", 380, 400),
        ("丙街道", 90, 100),
        ("丁街道", 0, 9),
        ("戊街道", 0, 0),
    )
]


def drawn(draw: Callable[..., Any], *rows_and_theme: Any, **options: Any) -> Any:
    return read(draw(*rows_and_theme, **options))


def every_chart(theme, **options):
    of_bars = {"label": "category", "value": "n", "overdue": "late", **options}
    return {
        "funnel": drawn(charts.funnel, STAGES, theme, **options),
        "trend": drawn(charts.trend, MONTHS, theme, **options),
        "bars": drawn(charts.bars, CATEGORIES, theme, **of_bars),
        "funnel_plot": drawn(
            charts.funnel_plot, AREAS, theme, part="ok", whole="n", measure="按时率", **options
        ),
    }


def words(figure, name=None):
    return [
        re.sub("<[^>]*>", "", each.text)
        for each in figure.layout.annotations
        if name is None or each.name == name
    ]


def trace(figure, name):
    (found,) = [each for each in figure.data if each.name == name]
    return found


# Every chart


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("name", ["funnel", "trend", "bars", "funnel_plot"])
def test_every_picture_follows_the_house_rules(name, theme):
    figure = every_chart(theme)[name]
    template = figure.layout.template.layout
    assert figure.layout.meta["alt"].endswith("。")
    assert template.font.family == frame.FONT
    assert figure.layout.height > 0


@pytest.mark.parametrize("name", ["funnel", "trend", "bars", "funnel_plot"])
def test_the_two_themes_differ_only_in_colour(name):
    light, dark = (every_chart(theme)[name].to_json() for theme in THEMES)
    assert light != dark
    colourless = [re.sub("#[0-9a-f]{6}", "#", each) for each in (light, dark)]
    assert colourless[0] == colourless[1]


def test_no_rows_make_no_picture():
    assert charts.funnel([]) is None
    assert charts.trend([]) is None
    assert charts.bars([], label="a", value="n") is None
    assert charts.bars([{"a": "x", "n": None}], label="a", value="n") is None
    assert charts.funnel_plot([], part="a", whole="n", measure="率") is None
    assert (
        charts.funnel_plot([{"area_name": "甲", "a": 0, "n": 0}], part="a", whole="n", measure="率") is None
    )


@pytest.mark.parametrize("name", ["funnel", "trend", "bars", "funnel_plot"])
def test_each_point_carries_what_a_click_on_it_sets_and_nothing_where_none_is_said(name):
    def click(row, part):
        told = next(value for value in row.values() if value is not None)
        return f"row={told}&part={part}"

    answering = [trace for trace in every_chart("light", click=click)[name].data if trace.customdata]
    assert answering
    for one in answering:
        assert len(one.customdata) == len(one.x)
        assert all(carried.startswith("row=") or carried == "" for carried in one.customdata)
    assert len({carried for one in answering for carried in one.customdata}) >= len(answering[0].x)
    assert not any("row=" in str(one.customdata) for one in every_chart("light")[name].data)


def test_what_is_folded_into_the_rest_answers_no_click():
    rows = [{"category": name, "n": count} for name, count in zip("甲乙丙丁", (4, 3, 2, 1), strict=True)]
    figure = drawn(
        charts.bars, rows, label="category", value="n", most=3, click=lambda row, _part: row["category"]
    )
    assert list(figure.data[0].customdata) == ["甲", "乙", ""]


@pytest.mark.parametrize(
    ("wrong", "fault"),
    [({"barmod": "stack"}, ValueError), ({"height": date(2025, 1, 1)}, TypeError)],
    ids=str,
)
def test_who_reads_a_picture_meets_what_plotly_does_not_know(wrong, fault):
    figure = frame.framed("light", [], alt="", margin=(0, 0, 0, 0), **{"height": 9, **wrong})
    with pytest.raises(fault):
        read(figure)


def test_a_name_is_never_read_as_a_tag():
    figure = drawn(charts.bars, [{"a": "<b>甲</b>&乙", "n": 3}], label="a", value="n")
    assert figure.layout.yaxis.ticktext[0].strip() == "&lt;b&gt;甲&lt;/b&gt;&amp;乙"
    assert "<b>&lt;b&gt;甲" in figure.data[-1].hovertemplate[0]


# Funnel


def test_funnel_keeps_the_order_of_the_stages_from_top_to_bottom():
    figure = drawn(charts.funnel, STAGES)
    names = [text.split("　")[0] for text in words(figure) if "　" in text and "●" not in text]
    assert names == ["派单", "认领 ≤1小时", "反馈 ≤48小时", "办结"]
    bottom, top = figure.layout.yaxis.range
    assert bottom > top


def test_funnel_writes_how_many_reached_a_stage_and_on_time_rates_with_their_counts():
    assert words(drawn(charts.funnel, STAGES)) == [
        "派单　412 件",
        "认领 ≤1小时　401",
        "按时 95.3%（382/401）",
        "反馈 ≤48小时　389",
        "按时 87.1%（345/396）",  # with the seven that are overdue and have not reached it
        "办结　378",
        "占派单 91.7%",
        "● 按时　▲ 逾期办理",
    ]


@pytest.mark.parametrize("theme", THEMES)
def test_a_bar_of_the_funnel_is_as_long_as_the_tickets_that_reached_it(theme):
    figure = drawn(charts.funnel, STAGES, theme)
    assert [each.name for each in figure.data] == ["按时", "逾期办理", "到达"]
    assert list(trace(figure, "按时").x) == [0, 382, 345, 0]
    assert list(trace(figure, "逾期办理").x) == [0, 19, 44, 0]
    assert list(trace(figure, "到达").x) == [412, 0, 0, 378]
    for state in (states.ON_TIME, states.LATE):
        marker = trace(figure, state.label).marker
        assert marker.color == state.colour.on(theme)
        assert marker.pattern.shape == state.pattern
    assert figure.layout.barmode == "stack"


def test_funnel_starts_at_zero_and_holds_the_longest_bar():
    assert tuple(drawn(charts.funnel, STAGES).layout.xaxis.range) == (0, 412)
    # More tickets can be in a later stage than in the first: stages are skipped in real logs.
    assert tuple(drawn(charts.funnel, [stage("派单", 3), stage("办结", 5)]).layout.xaxis.range) == (0, 5)


def test_funnel_of_nothing_is_empty_bars_and_no_rate():
    figure = drawn(charts.funnel, [stage("派单", 0), stage("认领", 0, None, None, (0,) * 7)])
    assert words(figure) == ["派单　0 件", "认领　0", "按时 —"]
    assert tuple(figure.layout.xaxis.range) == (0, 1)


def test_funnel_names_too_few_by_counts_alone():
    figure = drawn(charts.funnel, [stage("派单", 7), stage("认领", 5, 0.7, 0.7, (4, 1, 0, 2, 0, 0, 0))])
    assert "按时 4/7" in words(figure)


def test_funnel_words_of_one_line_never_meet_on_a_phone():
    counts = (112_345, 10_456, 1_345, 1_456, 0, 0, 0)
    figure = drawn(
        charts.funnel,
        [stage("派单", 412_345), stage("与诉求人对接并到现场勘察 ≤24小时", 122_801, 1, 1, counts)],
    )
    line = [
        text for text, each in zip(words(figure), figure.layout.annotations, strict=True) if each.y == 0.94
    ]
    assert line[0].startswith("与诉求人")
    assert "…　122,801" in line[0]
    assert line[1] == "按时 90.4%（112,345/124,257）"
    assert sum(frame.text_width(text) for text in line) <= 358


def test_funnel_is_told_in_words():
    assert drawn(charts.funnel, STAGES[:2]).layout.meta["alt"] == (
        "横条图，各环节到达数：派单 412 件；认领 ≤1小时 401 件 按时 95.3%（382/401）。"
    )


def test_funnel_hover_tells_the_exact_count_and_its_share_of_those_that_reached_it():
    text = trace(drawn(charts.funnel, STAGES), "逾期办理").hovertemplate[1]
    assert text == "<b>认领 ≤1小时</b><br>逾期办理 19（4.7%）<extra></extra>"


# Trend


def test_trend_names_each_line_at_its_end_in_its_own_colour():
    figure = drawn(charts.trend, MONTHS)
    assert [each.name for each in figure.data] == ["A 跨部门协调", "B 属地专项"]
    ends = [each for each in figure.layout.annotations if each.x == 1]
    assert [each.text for each in ends] == ["A 跨部门协调", "B 属地专项"]
    assert [each.font.color for each in ends] == [each.line.color for each in figure.data]
    assert figure.layout.margin.r >= frame.text_width("A 跨部门协调")


def test_trend_labels_of_equal_ends_do_not_overlap():
    figure = drawn(charts.trend, MONTHS)
    low, high = figure.layout.yaxis.range
    plot = figure.layout.height - figure.layout.margin.t - figure.layout.margin.b
    heights = [each.y / (high - low) * plot for each in figure.layout.annotations if each.x == 1]
    assert abs(heights[0] - heights[1]) >= 17.9
    assert all(0 <= height <= plot for height in heights)


def test_trend_counts_from_zero_and_names_its_unit():
    figure = drawn(charts.trend, MONTHS, unit="人次")
    assert tuple(figure.layout.yaxis.range) == (0, 15)
    assert list(figure.layout.yaxis.ticktext) == ["0", "5", "10", "15"]
    assert words(figure, "unit") == ["人次"]


def test_trend_shades_neighbouring_incomplete_months_once_with_a_word():
    figure = drawn(charts.trend, [row | {"is_complete": row["month"].month == 8} for row in MONTHS])
    (shade,) = figure.layout.shapes
    assert (shade.x0, shade.x1) == ("2025-08-17", "2025-10-16")
    assert words(figure, "incomplete") == ["未满"]
    assert list(figure.data[0].marker.symbol) == ["circle", "circle-open", "circle-open"]
    assert "2025年9月、2025年10月未满月" in figure.layout.meta["alt"]


def test_trend_shades_incomplete_months_apart_where_they_are_apart():
    figure = drawn(charts.trend, [row | {"is_complete": row["month"].month == 9} for row in MONTHS])
    assert len(figure.layout.shapes) == 2
    assert words(figure, "incomplete") == ["未满", "未满"]


def test_trend_of_complete_months_is_not_shaded():
    figure = drawn(charts.trend, [row | {"is_complete": True} for row in MONTHS])
    assert not figure.layout.shapes
    assert "未满" not in figure.layout.meta["alt"]


def test_trend_breaks_where_a_month_has_no_row_and_does_not_fall_to_zero():
    figure = drawn(
        charts.trend, [row for row in MONTHS if (row["ticket_class"], row["month"].month) != ("A", 9)]
    )
    assert list(figure.data[0].y) == [9, None, 7]
    assert figure.data[0].connectgaps is False
    assert "— 件" in figure.data[0].hovertemplate[1]


def test_trend_of_one_month_of_nothing_is_a_dot_on_zero():
    figure = drawn(charts.trend, [MONTHS[0] | {"ticket_count": 0}])
    assert list(figure.data[0].y) == [0]
    assert tuple(figure.layout.yaxis.range) == (0, 1)


@pytest.mark.parametrize(
    ("top", "ticks"),
    [
        (0, [0, 1]),
        (1, [0, 1]),
        (5, [0, 1, 2, 3, 4, 5]),
        (6, [0, 2, 4, 6]),
        (11, [0, 5, 10, 15]),
        (25, [0, 5, 10, 15, 20, 25]),
        (26, [0, 10, 20, 30]),
        (123_456, [0, 50_000, 100_000, 150_000]),
    ],
)
def test_ticks_are_few_round_and_whole(top, ticks):
    assert frame.whole_ticks(top) == ticks


@pytest.mark.parametrize(
    ("positions", "placed"),
    [
        ([], []),
        ([50], [50]),
        ([-5], [0]),
        ([10, 90], [10, 90]),
        ([50, 50], [50, 70]),
        ([60, 50], [70, 50]),
        ([95, 100], [80, 100]),
        ([50] * 6, [0, 20, 40, 60, 80, 100]),
        ([50] * 11, [0, 10, 20, 30, 40, 50, 60, 70, 80, 90, 100]),
    ],
)
def test_labels_are_spread_as_little_as_needed(positions, placed):
    assert frame.spread(positions, 20, 0, 100) == pytest.approx(placed)


# Bars


def bar_names(figure):
    return [text.strip() for text in figure.layout.yaxis.ticktext]


def test_bars_stand_in_order_of_size_then_name_each_with_its_number():
    rows = [{"a": "乙", "n": 5}, {"a": "丙", "n": 12_345}, {"a": "甲", "n": 5}, {"a": "丁", "n": None}]
    figure = drawn(charts.bars, rows, label="a", value="n", unit="次")
    assert bar_names(figure) == ["丙", "乙", "甲"]
    assert words(figure) == ["1.2万", "5", "5", "单位：次"]
    assert tuple(figure.layout.xaxis.range) == (0, 12_345)


def test_bars_fold_a_long_list_into_the_rest_and_lose_nothing():
    figure = drawn(charts.bars, CATEGORIES, label="category", value="n", overdue="late", most=12)
    assert bar_names(figure)[-1] == "其他（4项）"
    assert len(bar_names(figure)) == 12
    assert sum(sum(each.x) for each in figure.data) == sum(row["n"] for row in CATEGORIES)
    assert figure.data[-1].marker.color[-1] != figure.data[-1].marker.color[0]


def test_bars_exactly_as_many_as_fit_are_not_folded():
    figure = drawn(charts.bars, CATEGORIES[:12], label="category", value="n", most=12)
    assert len(bar_names(figure)) == 12
    assert not any("其他" in name for name in bar_names(figure))


def test_bars_show_the_overdue_part_in_red_with_pattern_from_the_zero_line():
    figure = drawn(charts.bars, CATEGORIES[:3], label="category", value="n", overdue="late")
    overdue, others = figure.data
    assert list(overdue.x) == [0, 1, 2]
    assert list(others.x) == [100, 98, 96]
    assert overdue.marker.color == states.OVERDUE.colour.light
    assert overdue.marker.pattern.shape == states.OVERDUE.pattern
    assert words(figure) == ["100", "99  ■ 1", "98  ■ 2", "单位：件　■ 其中逾期未办"]


def test_bars_without_anything_overdue_say_nothing_of_it():
    figure = drawn(charts.bars, [{"a": "甲", "n": 3, "late": 0}], label="a", value="n", overdue="late")
    assert len(figure.data) == 1
    assert words(figure) == ["3", "单位：件"]


def test_bars_shorten_a_long_name_but_keep_it_in_the_hover():
    name = "城市管理和市容环境综合整治"
    figure = drawn(charts.bars, [{"a": name, "n": 3}], label="a", value="n")
    assert bar_names(figure)[0].endswith("…")
    assert frame.text_width(bar_names(figure)[0]) <= 132 < figure.layout.margin.l + 1
    assert name in figure.data[0].hovertemplate[0]


def test_bars_of_zero_are_drawn():
    figure = drawn(charts.bars, [{"a": "甲", "n": 0}], label="a", value="n")
    assert words(figure)[0] == "0"
    assert tuple(figure.layout.xaxis.range) == (0, 1)


# Funnel plot


def plot(**options):
    return drawn(charts.funnel_plot, AREAS, part="ok", whole="n", measure="按时率", **options)


def points(figure):
    return figure.data[-1]


def test_funnel_plot_names_only_the_points_outside():
    figure = plot()
    assert sorted(words(figure, "outside")) == ["乙街道 95.0%", "甲街道 80.1%"]
    assert words(figure, "measure") == ["按时率　总体 86.9%"]


def test_funnel_plot_is_red_only_for_the_bad_side():
    red = states.OVERDUE.colour.light
    shares = [round(share, 3) for share in points(plot()).y]
    assert dict(zip(shares, points(plot()).marker.color, strict=True))[0.801] == red
    assert list(points(plot()).marker.color).count(red) == 1
    turned = points(plot(is_higher_better=False))
    assert dict(zip(shares, turned.marker.color, strict=True))[0.95] == red
    assert list(turned.marker.color).count(red) == 1


def test_funnel_plot_does_not_judge_fewer_than_ten():
    figure = plot()
    assert list(points(figure).marker.symbol)[0] == "circle-open"
    assert points(figure).x[0] == 9
    assert not any("丁街道" in text for text in words(figure))
    judged = drawn(
        charts.funnel_plot,
        [*AREAS[:3], {"area_name": "丁街道", "ok": 0, "n": 10}],
        part="ok",
        whole="n",
        measure="率",
    )
    assert any("丁街道" in text for text in words(judged, "outside"))


@pytest.mark.parametrize(("part", "whole", "is_outside"), [(10, 10, False), (13, 13, False), (40, 40, True)])
def test_funnel_plot_marks_only_counts_that_chance_seldom_gives(part, whole, is_outside):
    rows = [{"area_name": "其余", "ok": 8876, "n": 9996}, {"area_name": "戊局", "ok": part, "n": whole}]
    figure = drawn(charts.funnel_plot, rows, part="ok", whole="n", measure="按时率")
    assert bool(words(figure, "outside")) is is_outside
    assert max(limit for line in figure.data[:-1] for limit in line.y) == 1


def test_funnel_plot_leaves_out_what_has_no_cases():
    assert len(points(plot()).x) == 4


def test_funnel_plot_holds_every_point_and_counts_from_zero():
    figure = plot()
    low, high = figure.layout.yaxis.range
    assert all(low <= share <= high for share in points(figure).y)
    assert figure.layout.xaxis.range[0] == 0
    assert "件" in figure.layout.xaxis.title.text


def test_funnel_plot_draws_and_names_its_limits():
    figure = plot()
    assert [each.name for each in figure.data[:-1]] == ["95.0%", "95.0%", "99.8%", "99.8%"]
    assert words(figure, "limit") == ["总体", "95%", "99.8%"]


def test_funnel_plot_of_one_area_or_of_none_or_all_in_time_is_drawn():
    for ok in (0, 20, 40):
        figure = drawn(
            charts.funnel_plot, [{"area_name": "甲", "ok": ok, "n": 40}], part="ok", whole="n", measure="率"
        )
        low, high = figure.layout.yaxis.range
        assert low <= ok / 40 <= high
        assert low < high
        assert words(figure, "outside") == []


def test_funnel_plot_keeps_names_apart_and_off_the_points():
    rows = [{"area_name": f"好{n}", "ok": 99, "n": 100} for n in range(4)]
    rows += [{"area_name": f"差{n}", "ok": 60, "n": 100} for n in range(4)]
    figure = drawn(charts.funnel_plot, rows, part="ok", whole="n", measure="率")
    low, high = figure.layout.yaxis.range
    heights = sorted(
        (each.y - low) / (high - low) * 300 - each.ay
        for each in figure.layout.annotations
        if each.name == "outside"
    )
    assert len(heights) == 8
    assert all(upper - lower >= 17.9 for lower, upper in zip(heights, heights[1:], strict=False))
    assert heights[-1] <= 300 + figure.layout.margin.t


def test_a_stage_that_no_file_had_is_unrecorded_and_not_zero():
    lacking = stage("回访", 0, 0.0, 0.0) | {"recorded_count": 0}
    figure = drawn(charts.funnel, [stage("派单", 412, 1.0) | {"recorded_count": 412}, lacking])
    words = [note.text for note in figure.layout.annotations]
    assert any("回访" in text and "未记录" in text for text in words)
    assert not any("占派单" in text for text in words)
    assert "回访 未记录" in figure.layout.meta["alt"]


def test_a_marked_point_is_named_wherever_it_lies() -> None:
    rows = [{"area_name": f"第{place}镇", "part": 50, "whole": 100} for place in range(5)]
    figure = drawn(charts.funnel_plot, rows, part="part", whole="whole", measure="办结率", marked="第3镇")
    named = [one.text for one in figure.layout.annotations if one.name == "outside"]
    assert named == ["第3镇 50.0%"]
    bars = drawn(charts.bars, rows, label="area_name", value="part", marked="第3镇")
    assert [text for text in bars.layout.yaxis.ticktext if text.startswith("<b>")] == ["<b>第3镇</b> "]


@pytest.mark.parametrize("ok", [0, 2])
def test_a_funnel_plot_of_areas_that_are_all_alike_shows_more_than_one_hundredth(ok: int) -> None:
    rows = [{"area_name": name, "ok": ok, "n": 2} for name in "甲乙"]
    figure = drawn(charts.funnel_plot, rows, part="ok", whole="n", measure="率")
    bottom, top = figure.layout.yaxis.range
    assert top - bottom >= 0.05 - 1e-9
    assert bottom <= ok / 2 <= top
