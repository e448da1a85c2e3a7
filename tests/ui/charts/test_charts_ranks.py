"""The pictures of ranked units, by their figures."""

import re
from collections.abc import Callable
from typing import Any

import pytest

from tests.ui.charts.reading import read
from zhiping.ui import charts
from zhiping.ui.charts.differences import signed

THEMES = ("light", "dark")
CHARTS = ("slopes", "strip", "contributions", "differences", "term_lines")


def unit(name, rank, score, low, high, *, is_tied=False, why="", count=3):
    return {
        "unit_name": name,
        "rank": rank,
        "score": score,
        "is_tied": is_tied,
        "unit_count": count,
        "rank_low": low,
        "rank_high": high,
        "why": why,
    }


RANKED = [
    unit("上都镇", 1, 94.5, 1, 1),
    unit("桑根达来镇", 2, 85.63, 2, 3, is_tied=True),
    unit("哈毕日嘎镇", 2, 85.63, 2, 3, is_tied=True),
    unit("五一种畜场", None, 66.57, None, None, why="没有名次：完整度 85.3%，缺 3 项"),
]
POINTS = [
    {**row, "产业发展": 20.0 + place, "生态环保": None if place == 3 else 10.0}
    for place, row in enumerate(RANKED)
]
MOVED: list[dict[str, Any]] = [
    {"label": "甲镇", "then": 3, "now": 1, "is_own": True},
    {"label": "<b>乙镇", "then": 1, "now": 2, "is_own": False},
    {"label": "丙镇", "then": None, "now": 3, "is_own": False},
]
MOVE: dict[str, Any] = {
    "before": "then",
    "after": "now",
    "before_words": "上期",
    "after_words": "本期",
    "marked": "is_own",
}
PLACED: list[dict[str, Any]] = [
    {
        **row,
        "label": row["unit_name"],
        "note": f"第 {row['rank']} 名",
        "is_own": row["unit_name"] == "桑根达来镇",
    }
    for row in (RANKED[0], RANKED[1], RANKED[3])
]
FULL = {"产业发展": 60.0, "生态环保": 40.0}
CHANGES: list[dict[str, Any]] = [
    {"name": "粮食", "points": 0.5},
    {"name": "项目", "points": -2.0},
    {"name": "收入", "points": 1.25},
    {"name": "没有", "points": None},
]
TERMS: list[dict[str, Any]] = [
    {"year": 2024, "term": "全年", "score": 80.0, "rank": 3, "unit_count": 9},
    {"year": 2025, "term": "一季度", "score": 70.0, "rank": None, "unit_count": 8},
    {"year": 2025, "term": "上半年", "score": 91.5, "rank": 1, "unit_count": 9},
]


def drawn(draw: Callable[..., Any], *rows_and_theme: Any, **options: Any) -> Any:
    return read(draw(*rows_and_theme, **options))


def every_chart(theme="light"):
    return {
        "slopes": drawn(charts.slopes, MOVED, theme, **MOVE),
        "strip": drawn(charts.strip, PLACED, theme, value="score", marked="is_own"),
        "contributions": drawn(charts.contributions, POINTS, theme, full=FULL),
        "differences": drawn(charts.differences, CHANGES, theme, label="name", value="points", zero="组平均"),
        "term_lines": drawn(charts.term_lines, TERMS, theme),
    }


def words(figure, name=None):
    return [
        re.sub("<[^>]*>", "", each.text)
        for each in figure.layout.annotations
        if name is None or each.name == name
    ]


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("name", CHARTS)
def test_every_picture_follows_the_house_rules(name, theme):
    figure = every_chart(theme)[name]
    assert figure.layout.meta["alt"].endswith("。")
    assert figure.layout.height > 0


@pytest.mark.parametrize("name", CHARTS)
def test_the_two_themes_differ_only_in_colour(name):
    light, dark = (every_chart(theme)[name].to_json() for theme in THEMES)
    assert light != dark
    colourless = [re.sub("#[0-9a-f]{6}", "#", each) for each in (light, dark)]
    assert colourless[0] == colourless[1]


def test_no_rows_make_no_picture():
    assert charts.rank_intervals([]) == []
    assert charts.slopes([], **MOVE) is None
    assert charts.slopes(MOVED[-1:], **MOVE) is None
    assert charts.strip([], value="score", marked="is_own") is None
    assert charts.contributions([], full=FULL) is None
    assert charts.contributions(POINTS, full={}) is None
    assert charts.differences([CHANGES[-1]], label="name", value="points", zero="组平均") is None
    assert charts.term_lines([]) is None
    assert charts.term_lines([{**TERMS[0], "score": None, "rank": None}]) is None


# Ranks and intervals


def middle(picture):
    """Where the dot of a cell stands."""
    (x,) = re.findall(r'<circle cx="([0-9.]+)"', picture.svg)
    return float(x)


@pytest.mark.parametrize("theme", THEMES)
def test_each_row_has_its_dot_on_the_official_rank_and_its_band_on_one_scale(theme):
    first, second, tied, unranked = charts.rank_intervals(RANKED, theme)
    assert middle(first) < middle(second) == middle(tied)
    assert "<rect" in second.svg
    assert "<circle" not in unranked.svg
    assert [one.told for one in (first, second, unranked)] == ["第 1 名", "第 2–3 名", "—"]
    assert first.address.startswith("data:image/svg+xml;base64,")


def test_the_scale_ends_at_the_last_rank_that_a_row_reaches():
    near, far = charts.rank_intervals([unit("甲", 1, 90.0, 1, 4), unit("乙", 12, 80.0, 9, 12)])
    assert middle(near) < far.width / 8
    assert far.width * 7 / 8 < middle(far) < far.width


def test_a_rank_without_an_interval_is_a_dot_alone():
    (only,) = charts.rank_intervals([unit("甲", 1, 80.0, None, None, count=1)])
    assert "<rect" not in only.svg
    assert only.told == "—"


# Moves


def test_a_slope_runs_from_the_former_place_to_the_present_one_and_falls_are_dotted():
    figure = every_chart()["slopes"]
    rise, fall = figure.data
    assert (list(rise.y), list(fall.y)) == ([3, 1], [1, 2])
    assert (rise.line.dash, fall.line.dash) == ("solid", "dot")
    assert rise.line.width > fall.line.width  # marked
    bottom, top = figure.layout.yaxis.range
    assert bottom > top


def test_names_stand_at_both_ends_with_what_moved_and_a_newcomer_at_one():
    figure = every_chart()["slopes"]
    assert words(figure, "before") == ["甲镇 3", "&lt;b&gt;乙镇 1"]
    assert words(figure, "after") == ["1 甲镇 ▲2", "2 &lt;b&gt;乙镇 ▼1", "3 丙镇 新"]
    assert words(figure, "head") == ["上期", "本期"]


def test_names_of_a_shared_place_do_not_lie_over_each_other():
    rows = [{"label": name, "then": 1, "now": 1, "is_own": False} for name in "甲乙丙"]
    figure = drawn(charts.slopes, rows, **MOVE)
    heights = [each.y for each in figure.layout.annotations if each.name == "after"]
    assert heights == [1, 2, 3]
    assert all(list(each.y) == [1, 1] for each in figure.data)


def test_the_names_of_moves_leave_room_for_the_lines_on_a_phone():
    rows = [{"label": "锡林郭勒盟正蓝旗人力资源和社会保障局", "then": 199, "now": 200, "is_own": True}]
    margin = drawn(charts.slopes, rows, **MOVE).layout.margin
    assert margin.l + margin.r <= 358 - 60


# One among all


def test_the_marked_one_is_named_among_all_others():
    figure = every_chart()["strip"]
    others, own = figure.data
    assert (list(others.x), list(own.x)) == ([94.5, 66.57], [85.63])
    assert words(figure, "own") == ["桑根达来镇 第 2 名"]
    assert len(words(figure, "end")) == 2
    assert "其中桑根达来镇 第 2 名。" in figure.layout.meta["alt"]


# Contributions


def bars(figure):
    return [each for each in figure.data if each.type == "bar"]


def test_every_dimension_is_a_column_from_its_own_zero_on_one_scale():
    first, second = bars(every_chart()["contributions"])
    assert (first.name, second.name) == ("产业发展", "生态环保")
    assert (first.base, second.base) == (0, 1)
    assert first.x[0] / second.x[0] == pytest.approx(20 / 10)
    assert max(first.x) < 1


def test_points_are_written_and_what_is_not_scored_is_a_dash():
    figure = every_chart()["contributions"]
    texts = [[text.strip() for text in each.text] for each in figure.data if each.type == "scatter"]
    assert texts == [["20.0", "21.0", "22.0", "23.0"], ["10.0", "10.0", "10.0", "—"]]
    assert list(bars(figure)[1].x)[3] == 0


def test_a_column_is_named_with_its_weight_in_no_more_than_three_characters_a_line():
    figure = drawn(
        charts.contributions,
        [{**RANKED[0], "党的建设和基层治理": 5.0, "民生": 1.0}],
        full={"党的建设和基层治理": 70.0, "民生": 30.0},
    )
    heads = [each.text.split("<br>") for each in figure.layout.annotations]
    assert heads == [["党的建", "设和…", "权重70"], ["民生", "权重30"]]


# Differences


def test_differences_stand_from_most_to_least_with_their_signs():
    figure = every_chart()["differences"]
    assert words(figure, "name") == ["收入", "粮食", "项目"]
    assert words(figure, "number") == ["+1.25", "+0.50", "−2.00"]
    assert tuple(figure.layout.xaxis.range) == (-2.0, 1.25)


def test_less_is_hatched_and_not_told_by_colour_alone():
    (bar,) = every_chart()["differences"].data
    assert list(bar.marker.pattern.shape) == ["", "", "/"]


def test_the_farthest_are_kept_where_there_are_too_many():
    rows = [{"name": str(n), "points": float(n)} for n in range(-3, 50)]
    figure = drawn(charts.differences, rows, label="name", value="points", zero="上期", most=2)
    assert words(figure, "name") == ["49", "48"]


def test_no_difference_at_all_is_drawn_as_zero():
    figure = drawn(
        charts.differences, [{"name": "甲", "points": 0.0}], label="name", value="points", zero="上期"
    )
    assert words(figure, "number") == ["0.00"]
    assert tuple(figure.layout.xaxis.range) == (-1, 1)


@pytest.mark.parametrize(
    ("value", "told"),
    [(0.004, "0.00"), (-0.004, "0.00"), (0.005001, "+0.01"), (-1.2, "−1.20"), (10, "+10.00")],
)
def test_a_difference_has_a_real_minus_and_two_decimals(value, told):
    assert signed(value) == told


# Terms


def test_the_better_rank_stands_higher_and_a_term_without_rank_breaks_the_line():
    rank, score = every_chart()["term_lines"].data
    assert list(rank.y) == [3, None, 1]
    assert rank.connectgaps is False
    bottom, top = every_chart()["term_lines"].layout.yaxis.range
    assert bottom > 3 > 1 > top
    assert list(score.y) == [80.0, 70.0, 91.5]


def test_each_point_says_its_rank_of_how_many_and_its_score():
    rank, score = every_chart()["term_lines"].data
    assert list(rank.text) == ["3/9", "", "1/9"]
    assert list(score.text) == ["80.00", "70.00", "91.50"]
    assert "没有排名" in rank.hovertemplate[1]


def test_words_stand_below_a_valley_and_above_all_else():
    rank, score = drawn(
        charts.term_lines, [{**row, "rank": place} for row, place in zip(TERMS, (1, 3, 2), strict=True)]
    ).data
    assert list(rank.textposition) == ["top center", "bottom center", "top center"]
    assert list(score.textposition) == ["top center", "bottom center", "top center"]


def test_the_year_is_written_once_where_it_begins():
    assert list(every_chart()["term_lines"].layout.xaxis.ticktext) == [
        "全年<br>2024",
        "一季度<br>2025",
        "上半年",
    ]


def test_many_terms_are_written_at_the_whole_years_and_the_last():
    rows = [
        {"year": year, "term": term, "score": 80.0 + year - 2020, "rank": 2025 - year, "unit_count": 9}
        for year in range(2020, 2025)
        for term in ("一季度", "上半年", "前三季度", "全年")
    ]
    figure = drawn(charts.term_lines, rows)
    assert list(figure.layout.xaxis.ticktext) == [f"全年<br>{year}" for year in range(2020, 2025)]
    assert len([text for text in figure.data[1].text if text]) == 3  # first and lowest are one


def test_one_term_is_a_point():
    figure = drawn(charts.term_lines, TERMS[:1])
    assert list(figure.data[0].y) == [3]


def answering(click):
    """The pictures of units and terms, drawn so that they answer clicks."""
    one = {"label": "甲", "unit_name": "甲", "rank": 1, "is_tied": False, "unit_id": "T1"}
    term = {"year": 2025, "term": "全年", "score": 90.0, "rank": 1, "unit_count": 2, "unit_id": "T1"}
    places = {"before_words": "上期", "after_words": "本期", "before": "then", "after": "now"}
    return {
        "slopes": charts.slopes([one | {"then": 2, "now": 1}], "light", **places, click=click),
        "contributions": charts.contributions([one | {"民生": 9.0}], full={"民生": 10}, click=click),
        "differences": charts.differences([one | {"more": 1.5}], label="label", value="more", zero="组平均", click=click),
        "term_lines": charts.term_lines([term], click=click),
        "dumbbell": charts.dumbbell(
            [one | {"note": "", "members": [{"label": "P", "then": 80.0, "now": 81.0}]}], "light", **places, click=click
        ),
    }  # fmt: skip


@pytest.mark.parametrize("name", ["slopes", "contributions", "differences", "term_lines", "dumbbell"])
def test_a_point_of_a_unit_carries_what_a_click_on_it_sets(name):
    figure = read(answering(lambda row, _part: row["unit_id"])[name])
    answers = [one for trace in figure.data for one in trace.customdata or ()]
    assert answers
    assert set(answers) == {"T1"}
