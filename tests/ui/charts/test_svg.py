"""Pictures as SVG: where values lie, at any width and at one; what points tell and carry; what words may do."""

from datetime import date, datetime
from typing import Any
from xml.etree import ElementTree

import pytest

from zhiping.ui.charts import Figure, svg
from zhiping.ui.charts.frame import bar_trace, framed, label, pattern_over, scatter_trace
from zhiping.ui.charts.svg.ground import Axis, as_number
from zhiping.ui.charts.svg.words import lines, plain

MARGIN = (10, 20, 30, 40)  # top, right, bottom, left
X = {"range": [0, 10], "visible": False}
Y = {"range": [0, 4], "visible": False}
NAMESPACE = "{http://www.w3.org/2000/svg}"


def picture(*traces: dict[str, Any], alt: str = "图。", **layout: Any) -> Figure:
    """A ground of 100 pixels, on which x is 0 to 10 and y is 0 to 4."""
    return framed("light", traces, alt=alt, height=140, margin=MARGIN, **{"xaxis": X, "yaxis": Y, **layout})


def fluid(figure: Figure) -> ElementTree.Element:
    return ElementTree.fromstring(svg.drawn(figure, "key"))


def fixed(figure: Figure, width: int = 260) -> ElementTree.Element:
    return ElementTree.fromstring(svg.standing_alone(figure, width))


def parts(root: ElementTree.Element, name: str, *wanted: str) -> list[tuple[str | None, ...]]:
    return [
        tuple(one.get(key) for key in wanted)
        for one in root.iter()
        if one.tag.removeprefix(NAMESPACE) == name
    ]


def bar(x: list[Any], y: list[Any], **more: Any) -> dict[str, Any]:
    return bar_trace(
        **{"orientation": "h", "x": x, "y": y, "width": 1, "marker": {"color": "#123456"}, **more}
    )


@pytest.mark.parametrize(
    ("shown", "value", "place"),
    [
        ({"range": [0, 10]}, 0, 0),
        ({"range": [0, 10]}, 10, 1),
        ({"range": [0, 10]}, 15, 1.5),
        ({"range": [10, 0]}, 2, 0.8),
        ({"range": [2.5, -0.5]}, 1, 0.5),
        ({"range": [0, 10], "domain": [0.5, 1]}, 5, 0.75),
        ({"range": ["2025-01-01", "2025-01-11"], "type": "date"}, "2025-01-06", 0.5),
        ({"range": ["2025-01-01", "2025-01-11"], "type": "date"}, date(2025, 1, 2), 0.1),
        ({"range": ["2025-01-01", "2025-01-11"], "type": "date"}, datetime(2025, 1, 1, 12), 0.05),
    ],
)
def test_where_a_value_lies(shown: dict[str, Any], value: Any, place: float) -> None:
    assert Axis(shown).at(value) == pytest.approx(place)


def test_a_day_is_a_number_of_milliseconds_as_the_widths_of_bars_are() -> None:
    assert as_number("2025-01-02") - as_number("2025-01-01") == 24 * 3600 * 1000


def test_bars_are_parts_of_the_width_or_pixels() -> None:
    drawn = picture(bar([2, 5], [1, 3]))
    wanted = ("x", "y", "width", "height")
    assert parts(fluid(drawn), "rect", *wanted) == [("0%", "62.5", "20%", "25"), ("0%", "12.5", "50%", "25")]
    # 260 pixels less the margins are 200.
    assert parts(fixed(drawn), "rect", *wanted) == [("0", "62.5", "40", "25"), ("0", "12.5", "100", "25")]


def test_stacked_bars_begin_where_the_last_ended_and_others_at_their_base() -> None:
    two = (bar([2], [1]), bar([None], [1]), bar([0], [1]), bar([3], [1]))
    assert parts(fluid(picture(*two, barmode="stack")), "rect", "x", "width") == [
        ("0%", "20%"),
        ("20%", "30%"),
    ]
    assert parts(fluid(picture(*two, barmode="overlay")), "rect", "x", "width") == [
        ("0%", "20%"),
        ("0%", "30%"),
    ]
    assert parts(fluid(picture(bar([2], [1], base=4))), "rect", "x", "width") == [("40%", "20%")]


def test_bars_may_stand_upright_on_days() -> None:
    axis = {"range": ["2025-01-01", "2025-01-11"], "type": "date", "visible": False}
    standing = bar(["2025-01-06"], [1], orientation="v", width=2 * 86_400_000)
    drawn = fluid(picture(standing, xaxis=axis))
    assert parts(drawn, "rect", "x", "y", "width", "height") == [("40%", "75", "20%", "25")]


def test_a_bar_below_zero_ends_there() -> None:
    drawn = fluid(picture(bar([-3], [1]), xaxis={"range": [-5, 5], "visible": False}))
    assert parts(drawn, "rect", "x", "width") == [("20%", "30%")]


def test_equal_patterns_are_made_once_and_those_of_other_pictures_have_other_names() -> None:
    marker = {"color": "#123456", "pattern": pattern_over("/", "light")}
    drawn = picture(bar([1, 2], [1, 2], marker=marker), bar([1], [3], marker=marker))
    assert parts(fluid(drawn), "pattern", "id") == [("key-0",)]
    assert [fill for (fill,) in parts(fluid(drawn), "rect", "fill")].count("url(#key-0)") == 3
    plain_and_hatched = bar(
        [1, 2], [1, 2], marker={"color": "#123456", "pattern": pattern_over(["", "x"], "light")}
    )
    fills = [fill for (fill,) in parts(fluid(picture(plain_and_hatched)), "rect", "fill")]
    assert fills[-2:] == ["#123456", "url(#key-0)"]


def points(**more: Any) -> dict[str, Any]:
    shown = {"x": [0, 5, 10], "y": [0, None, 4], "mode": "markers", "marker": {"color": "#123456", "size": 8}}
    return scatter_trace(**{**shown, **more})


def test_points_lie_at_their_values_and_what_has_none_is_not_drawn() -> None:
    wanted = ("cx", "cy", "r")
    assert parts(fluid(picture(points())), "circle", *wanted) == [("0%", "100", "4"), ("100%", "0", "4")]
    assert parts(fixed(picture(points())), "circle", *wanted) == [("0", "100", "4"), ("200", "0", "4")]


def test_a_line_breaks_where_nothing_is_known_and_goes_on_behind() -> None:
    line = points(
        x=[0, 1, 2, 3, 4], y=[0, 1, None, 3, 4], mode="lines", line={"color": "#123456", "dash": "dot"}
    )
    assert parts(fluid(picture(line)), "path", "d", "stroke-dasharray") == [
        ("M0 100L100 75M300 25L400 0", "3 3")
    ]
    assert parts(fixed(picture(line)), "path", "d") == [("M0 100L20 75M60 25L80 0",)]


@pytest.mark.parametrize(
    "symbol", ["square", "diamond", "triangle-up", "triangle-down", "cross", "x", "square-open"]
)
def test_other_shapes_stand_around_their_places(symbol: str) -> None:
    marker = {"color": "#123456", "size": 8, "symbol": symbol}
    drawn = fluid(picture(points(marker=marker)))
    assert ("100%", "0") in parts(drawn, "svg", "x", "y")
    fill, stroke = ("none", "#123456") if symbol.endswith("open") else ("#123456", None)
    assert parts(drawn, "path", "fill", "stroke", "transform") == [(fill, stroke, "scale(4)")] * 2


def test_points_tell_lines_of_text_and_carry_what_a_click_sets() -> None:
    told = ["<b>甲 &amp; &lt;乙&gt;</b><br>3 件<extra></extra>", "", "丙"]
    trace = points(y=[0, 1, 2], hovertemplate=told, customdata=["area=1&class=A", "", "area=2"])
    assert parts(fluid(picture(trace)), "circle", "data-told", "data-click") == [
        ("甲 & <乙>\n3 件", "area=1&class=A"),
        (None, None),
        ("丙", "area=2"),
    ]
    assert set(parts(fixed(picture(trace)), "circle", "data-told", "data-click")) == {(None, None)}
    silent = points(hoverinfo="skip", hovertemplate="丙", customdata=["a", "b", "c"])
    assert set(parts(fluid(picture(silent)), "circle", "data-told", "data-click")) == {(None, None)}


@pytest.mark.parametrize(
    ("position", "anchor", "moved"),
    [("middle right", None, "9"), ("middle left", "end", "-9"), ("top center", "middle", None)],
)
def test_words_stand_beside_their_points(position: str, anchor: str | None, moved: str | None) -> None:
    trace = points(mode="markers+text", text=["", "", "丙"], textposition=position)
    assert parts(fluid(picture(trace)), "text", "x", "text-anchor", "dx") == [("100%", anchor, moved)]


def test_words_are_runs_of_one_look_and_no_name_is_a_tag() -> None:
    assert lines('<b>甲</b>1<br><span style="color:#b3261e">▲ 2</span> &lt;b&gt;') == [
        [("甲", True, ""), ("1", False, "")],
        [("▲ 2", False, "#b3261e"), (" <b>", False, "")],
    ]
    assert plain("<b>甲</b><br>&lt;i&gt;<extra></extra>") == "甲\n<i>"


@pytest.mark.parametrize(
    ("said", "place"),
    [
        # Two pixels stand between a place and the words that begin or end there.
        ({"xanchor": "left", "yanchor": "bottom"}, (None, "2", "82.23")),
        ({"xanchor": "right", "yanchor": "top", "xshift": -4}, ("end", "-6", "115.13")),
        ({"xanchor": "center", "yanchor": "middle", "yshift": 10}, ("middle", None, "87.68")),
    ],
)
def test_labels_are_anchored_and_moved(said: dict[str, Any], place: tuple[str | None, ...]) -> None:
    drawn = fluid(picture(annotations=[label("甲", 5, 0, font={"size": 13, "color": "#123456"}, **said)]))
    ((x, *found, size),) = parts(drawn, "text", "x", "text-anchor", "dx", "y", "font-size")
    assert (x, size) == ("50%", "13")
    # The first line's top, and from there a line's foot.
    top = {"bottom": 98 - 16.9, "top": 102.0, "middle": 90 - 16.9 / 2}[said["yanchor"]]
    assert found[:2] == list(place[:2])
    assert float(found[2] or 0) == pytest.approx(top + 1.01 * 13, abs=0.01)


def test_labels_of_several_lines_are_aligned_within_the_widest() -> None:
    said = {"xanchor": "right", "yanchor": "top", "align": "left"}
    drawn = fluid(picture(annotations=[label("甲乙丙<br>丁", 5, 0, **said)]))
    assert (
        parts(drawn, "text", "dx", "text-anchor") == [("-41", None)] * 2
    )  # three squares of 13, and two beside


def test_paper_is_told_in_parts_of_the_ground() -> None:
    shapes = [
        {"type": "line", "x0": 0, "x1": 1, "xref": "paper", "y0": 1, "y1": 1, "line": {"color": "#123456"}},
        {
            "type": "rect",
            "x0": 2,
            "x1": 1,
            "y0": 1,
            "y1": 0,
            "yref": "paper",
            "fillcolor": "#eceff4",
            "layer": "below",
        },
    ]
    drawn = fluid(picture(shapes=shapes))
    assert parts(drawn, "line", "x1", "x2", "y1", "y2") == [("0%", "100%", "75", "75")]
    assert parts(drawn, "rect", "x", "width", "y", "height") == [("10%", "10%", "0", "100")]


def month_words(first: str, last: str, **more: Any) -> list[tuple[str | None, str | None]]:
    """The words of an axis of months, each with its class."""
    axis = {"range": [first, last], "type": "date", "tickformat": "%-m月\n%Y年", **more}
    drawn = fluid(picture(xaxis=axis))
    return [(one.text, one.get("class")) for one in drawn.iter() if one.tag == "text"]


def test_months_are_written_each_and_a_year_where_it_begins() -> None:
    assert month_words("2025-10-15", "2026-03-15") == [
        *[("11月", None), ("2025年", None), ("12月", None)],
        *[("1月", None), ("2026年", None), ("2月", None), ("3月", None)],
    ]


@pytest.mark.parametrize(
    ("last", "name", "left_out"),
    [
        ("2025-07-01", None, 7),
        ("2025-08-01", "zp-wide", 4),
        ("2025-10-01", "zp-wide", 5),
        ("2025-11-01", "zp-wider", 5),
        ("2026-02-01", "zp-wider", 7),
    ],
)
def test_of_many_months_every_other_one_is_left_out_where_there_is_no_room(
    last: str, name: str | None, left_out: int
) -> None:
    words = [(text, seen) for text, seen in month_words("2025-01-01", last) if text and "年" not in text]
    assert [seen for _text, seen in words].count(name) == left_out
    assert words[0] == ("1月", None)


def test_of_years_not_every_month_is_written_and_a_year_that_ends_at_once_is_not_named() -> None:
    words = [text for text, _name in month_words("2024-12-01", "2027-06-01")]
    assert "2024年" not in words
    assert [text for text in words if text and "年" in text] == ["2025年", "2026年", "2027年"]
    assert {text for text in words if text and "年" not in text} == {"1月", "4月", "7月", "10月"}


def test_an_axis_writes_its_ticks_and_draws_the_lines_that_it_says() -> None:
    upright = {"range": [0, 4], "tickvals": [0, 2, 4], "ticktext": ["0", "2", "<b>4</b>"], "showgrid": True}
    flat = {"range": [0, 10], "tickvals": [5], "ticktext": ["5"], "showline": True, "title": {"text": "数量"}}
    drawn = fluid(picture(xaxis=flat, yaxis=upright))
    assert ["".join(one.itertext()) for one in drawn.iter("text")] == ["5", "数量", "0", "2", "4"]
    assert parts(drawn, "line", "y1") == [("100",), ("100",), ("50",), ("0",)]


def test_a_picture_says_itself_in_words() -> None:
    drawn = picture(alt='横条图：<甲> & "乙"。')
    root = fluid(drawn)
    assert (root.get("role"), root.get("aria-label")) == ("img", drawn.alt)
    assert root.get("style", "").startswith("padding: 10px 20px 30px 40px;")
    alone = fixed(drawn)
    assert (alone.get("width"), alone.get("height")) == ("260", "140")
    assert alone.findtext(f"{NAMESPACE}title") == drawn.alt
