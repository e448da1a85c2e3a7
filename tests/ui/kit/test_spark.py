"""The spark line: what is written, where the line goes, and that no word is read as a tag."""

import xml.etree.ElementTree as ET
from collections.abc import Sequence

import pytest

from zhiping.ui.kit import spark


def drawn(values: Sequence[float | None], **options: object) -> ET.Element:
    """The line of these values, as a browser reads it."""
    one = spark.spark_of(values, **options)  # type: ignore[arg-type]
    assert one is not None
    return ET.fromstring(spark.html_of(one))


def words(box: ET.Element) -> list[str]:
    """What is written, from the left picture to the right one."""
    return ["".join(text.itertext()) for text in box.iter("text") if text.text]


def lines(box: ET.Element) -> list[list[tuple[float, ...]]]:
    """The points of each unbroken line: percent to the right, pixels down."""
    return [
        [tuple(map(float, point.split(","))) for point in line.attrib["points"].split()]
        for line in box.iter("polyline")
    ]


def dots(box: ET.Element) -> list[float]:
    """How far right each dot stands, in percent."""
    return [float(dot.attrib["cx"].rstrip("%")) for dot in box.iter("circle")]


def test_nothing_known_is_no_line() -> None:
    assert spark.spark_of([]) is None
    assert spark.spark_of([None, None]) is None


def test_first_last_highest_and_lowest_are_written_and_told() -> None:
    one = spark.spark_of([12, 9, 14, 8, 11])
    assert one is not None
    assert {name: one.words[name] for name in one.named} == {
        "first": "12",
        "last": "11",
        "highest": "14",
        "lowest": "8",
    }
    box = drawn([12, 9, 14, 8, 11])
    assert words(box) == ["12", "14", "8", "11"]
    assert box.attrib == {
        "class": "zp-spark",
        "role": "img",
        "aria-label": "走势，5个时段从12到11，最高14，最低8（件）。",
    }


@pytest.mark.parametrize(
    ("values", "written"), [([1, 5, 9], ["1", "9"]), ([4, 4, 4], ["4", "4"]), ([7], ["7"])]
)
def test_the_same_point_is_not_written_twice(values: list[float], written: list[str]) -> None:
    assert words(drawn(values)) == written


def test_counts_start_at_zero_and_shares_do_not() -> None:
    (counts,) = lines(drawn([12, 9, 14]))
    assert [y for _x, y in counts] == pytest.approx([40 - 24 * value / 14 for value in (12, 9, 14)], abs=0.01)
    (shares,) = lines(drawn([0.91, 0.9, 0.95], is_share=True))
    assert [y for _x, y in shares] == pytest.approx([35.2, 40, 16])


def test_shares_are_written_as_percentages_and_nearly_all_is_escaped() -> None:
    one = spark.spark_of([0.9, 0.99996], is_share=True)
    assert one is not None
    assert words(drawn([0.9, 0.99996], is_share=True)) == ["90.0%", ">99.9%"]
    assert "&gt;99.9%</text>" in spark.html_of(one)
    assert one.alt == "走势，2个时段从90.0%到>99.9%，最高>99.9%，最低90.0%。"


def test_a_unit_is_never_read_as_a_tag() -> None:
    box = drawn([1, 2], unit='<b>"件"&</b>')
    assert box.attrib["aria-label"].endswith('（<b>"件"&</b>）。')
    assert [title.text for title in box.iter("title")] == ['1 <b>"件"&</b>', '2 <b>"件"&</b>']


def test_an_unknown_value_breaks_the_line_and_one_that_stands_alone_is_a_dot() -> None:
    box = drawn([3, None, 4, None, 5, 3])
    assert [[x for x, _y in line] for line in lines(box)] == [[80, 100]]
    assert 40 in dots(box), "4 has no neighbour and is no named value"


def test_zeros_are_a_line_in_the_middle() -> None:
    assert lines(drawn([0, 0, 0])) == [[(0, 28), (50, 28), (100, 28)]]


def test_highest_and_lowest_are_written_away_from_the_nearer_end() -> None:
    anchors = [text.attrib["text-anchor"] for text in drawn([5, 9, 5, 1, 5]).iter("text")]
    assert anchors == ["end", "start", "end", "start"]


def test_the_line_takes_its_colour_from_the_page_and_stands_on_one_line() -> None:
    one = spark.spark_of([1, None, 3, 2])
    assert one is not None
    html = spark.html_of(one)
    assert "\n" not in html
    colours = {
        part.attrib[name]
        for part in ET.fromstring(html).iter()
        for name in ("fill", "stroke")
        if name in part.attrib
    }
    assert colours == {"currentColor", "none", "transparent"}


def test_the_small_line_is_the_same_line_without_words_and_is_named_alike() -> None:
    one = spark.spark_of([12, 9, 14, 8, 11])
    assert one is not None
    small = ET.fromstring(spark.small_html_of(one))
    whole = drawn([12, 9, 14, 8, 11])
    assert lines(small) == lines(whole)
    assert small.attrib["aria-label"] == whole.attrib["aria-label"]
    assert (words(small), dots(small)) == ([], [100.0])


@pytest.mark.parametrize(
    ("values", "is_line"), [([1, 2, 2], True), ([1, None, 2, 3], True), ([1, None, 2], False), ([2], False)]
)
def test_one_value_is_no_line_and_two_are_none(values: list[float | None], is_line: bool) -> None:
    one = spark.spark_of(values)
    assert one is not None
    assert one.is_line == is_line


@pytest.mark.parametrize(
    ("values", "is_course"),
    [([1, 2, 3], True), ([None, 1, 2, 3], True), ([1, 2], False), ([1, None, 2, 3], False)],
)
def test_a_line_without_words_needs_three_values_and_no_gap(
    values: list[float | None], is_course: bool
) -> None:
    one = spark.spark_of(values)
    assert one is not None
    assert one.is_course == is_course
