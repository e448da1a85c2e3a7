"""A picture on paper: bars as long as their values, points where they belong, every word there, nothing left out."""

import re
from datetime import date
from typing import Any
from xml.etree import ElementTree

import pytest

from zhiping.ui import charts
from zhiping.ui.charts.frame import Figure, framed, scatter_trace
from zhiping.ui.charts.svg import WIDTH, svg_of

NAMES = "{http://www.w3.org/2000/svg}"
MONTHS = [
    {
        "month": date(2025, month, 1),
        "ticket_class": "A",
        "label": "A 类",
        "ticket_count": n,
        "is_complete": n != 3,
    }
    for month, n in zip(range(1, 13), [4, 8, 2, 6, None, 7, 9, 1, 5, 6, 2, 3], strict=True)
]


def drawn(figure: Figure | None) -> ElementTree.Element:
    assert figure
    return ElementTree.fromstring(svg_of(figure))


def boxes(picture: ElementTree.Element) -> list[dict[str, Any]]:
    return [
        dict(one.attrib) for one in picture.iter(f"{NAMES}rect") if one.get("fill", "").startswith("#4f74a3")
    ]


def words(picture: ElementTree.Element) -> list[str]:
    return ["".join(one.itertext()) for one in picture.iter(f"{NAMES}text")]


def test_bars_are_as_long_as_their_values_and_end_at_their_numbers() -> None:
    rows = [{"name": "甲", "n": 40, "late": 0}, {"name": "乙 <b>", "n": 10, "late": 0}]
    picture = drawn(charts.bars(rows, label="name", value="n", overdue="late"))
    first, second = boxes(picture)
    assert float(first["width"]) == pytest.approx(4 * float(second["width"]), abs=0.3)
    assert first["x"] == second["x"]
    assert {"40", "10", "甲 ", "乙 <b> ", "单位：件"} <= set(words(picture))


def test_stacked_parts_follow_each_other() -> None:
    picture = drawn(
        charts.bars([{"name": "甲", "n": 40, "late": 10}], label="name", value="n", overdue="late")
    )
    (rest,) = boxes(picture)
    (late,) = [one for one in picture.iter(f"{NAMES}rect") if "url(#p0)" in one.get("fill", "")]
    assert float(late.attrib["x"]) + float(late.attrib["width"]) == pytest.approx(float(rest["x"]), abs=0.2)
    assert float(rest["width"]) == pytest.approx(3 * float(late.attrib["width"]), abs=0.3)


def test_a_line_breaks_where_a_month_is_not_known() -> None:
    picture = drawn(charts.trend(MONTHS))
    (line,) = [one.attrib["d"] for one in picture.iter(f"{NAMES}path") if "clip-path" in one.attrib]
    assert line.count("M") == 2
    assert len(re.findall("[ML]", line)) == 11
    assert "2025年" in words(picture)
    heights = [float(y) for y in re.findall(r",([\d.]+) ", line)]
    assert heights[6 - 1] == min(heights)  # July, 9, the highest


def test_a_picture_is_as_large_as_it_says_and_told_in_words() -> None:
    figure = charts.month_strips(MONTHS, by="label", value="ticket_count")
    picture = drawn(figure)
    assert figure
    assert picture.attrib["height"] == str(figure.spec["layout"]["height"])
    assert picture.attrib["width"] == str(WIDTH)
    assert picture.findtext(f"{NAMES}title") == figure.alt


@pytest.mark.parametrize(
    ("traces", "layout"),
    [
        ([{"type": "pie"}], {}),
        ([scatter_trace(x=[1], y=[1], mode="text")], {}),
        (
            [
                scatter_trace(
                    x=[1], y=[1], mode="markers", marker={"symbol": "star", "size": 4, "color": "#000"}
                )
            ],
            {},
        ),
        ([], {"shapes": [{"type": "path", "x0": 0, "x1": 1, "y0": 0, "y1": 1}]}),
    ],
)
def test_what_it_cannot_draw_is_refused(traces: list[dict[str, Any]], layout: dict[str, Any]) -> None:
    axes = {"xaxis": {"range": [0, 2]}, "yaxis": {"range": [0, 2]}}
    figure = framed("light", traces, alt="", height=100, margin=(0, 0, 0, 0), **axes, **layout)
    with pytest.raises(ValueError, match="^no "):
        svg_of(figure)
