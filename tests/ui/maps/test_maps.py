"""Maps: base files of our own, signs that are the same everywhere, points that none can hide, small messages."""

import base64
import itertools
import json
import math
import tomllib
from datetime import date
from random import Random
from xml.etree import ElementTree

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from data.geo.names import NAMES, write_names
from zhiping.settings import GEO, PROJECT
from zhiping.ui.charts import frame
from zhiping.ui.charts.frame import SMALL, text_width
from zhiping.ui.look.base_map import STYLES
from zhiping.ui.look.states import BACKGROUNDS, LATE, ON_TIME, OVERDUE, STATES, Shade
from zhiping.ui.maps import Layer, Mark, Totals, drawing, fitting, ground, points, screen, signs
from zhiping.ui.maps.ground import Box

THEMES = ("light", "dark")
MARKS = {"on_time": Mark.of(ON_TIME), "overdue": Mark.of(OVERDUE)}


def rows(count, *, spread=0.5, prefix=""):
    random = Random(count)
    return [
        {
            "id": f"{prefix}{number}",
            "title": f"第{number}处",
            "state": random.choice([*MARKS]),
            "longitude": random.gauss(120.5, spread),
            "latitude": random.gauss(44, spread),
            "area_name": "通辽市",
            "held_on": date(2025, 11, 4) if number else None,
        }
        for number in range(count)
    ]


def layer(given, **options):
    return Layer("点位", given, "id", "title", "state", MARKS, **options)


def told(part):
    """The ids that a part shows, by themselves and in bubbles."""
    return [row["id"] for row in part.rows] + [row["id"] for cell in part.cells for row in cell.rows]


def style(theme):
    return json.loads((GEO / STYLES[theme].removeprefix("/geo/")).read_text("utf-8"))


@pytest.mark.parametrize("theme", THEMES)
def test_the_base_is_made_of_files_of_our_own(theme):
    base = style(theme)
    assert "sprite" not in base
    addresses = [source["data"] for source in base["sources"].values()]
    assert len(addresses) == 2
    assert all((GEO / address.removeprefix("/geo/")).is_file() for address in addresses)
    assert "://" not in json.dumps(base)


@pytest.mark.parametrize("theme", THEMES)
def test_the_base_has_the_colours_of_the_theme(theme):
    shown = tomllib.loads((PROJECT / ".streamlit" / "config.toml").read_text("utf-8"))["theme"][theme]
    paint = {one["id"]: one["paint"] for one in style(theme)["layers"]}
    assert (paint["region"]["fill-color"], paint["outside"]["background-color"]) == BACKGROUNDS[theme]
    assert paint["banner-border"]["line-color"] == shown["borderColor"]
    assert paint["league-border"]["line-color"] == paint["region-border"]["line-color"] == shown["grayColor"]
    assert paint["banner-name"]["text-color"] == paint["league-name"]["text-color"] == shown["grayTextColor"]
    assert paint["league-name"]["text-halo-color"] == BACKGROUNDS[theme][0]


def test_both_styles_draw_the_same_things():
    light, dark = (
        [{key: value for key, value in one.items() if key != "paint"} for one in style(theme)["layers"]]
        for theme in THEMES
    )
    assert light == dark


def test_the_committed_names_are_those_of_the_outlines(tmp_path):
    write_names(tmp_path / "names.geojson")
    assert (tmp_path / "names.geojson").read_bytes() == NAMES.read_bytes()


def test_every_letter_of_a_name_is_drawn_by_the_browser_itself():
    """For other letters than these the browser would ask for `glyphs`, which we do not have."""
    names = "".join(
        feature["properties"]["name"] for feature in json.loads(NAMES.read_text("utf-8"))["features"]
    )
    assert names
    assert [letter for letter in names if not "\u4e00" <= letter <= "\u9fff"] == []


@pytest.mark.parametrize("state", STATES, ids=lambda state: state.key)
def test_a_state_has_on_the_map_the_sign_it_has_in_tables(state):
    mark = Mark.of(state)
    assert (mark.sign, mark.label, mark.colour) == (state.sign, state.label, state.colour)
    assert Mark.of(state, "营业中").label == "营业中"


@pytest.mark.parametrize("theme", THEMES)
def test_signs_differ_by_shape_and_lie_where_the_browser_looks_for_them(theme):
    marks = [Mark(sign, Shade("#123456", "#654321"), sign) for sign in signs.SIGNS]
    address, mapping = signs.atlas(marks, theme)
    svg = ElementTree.fromstring(base64.b64decode(address.split(",")[1]))
    assert float(svg.attrib["width"]) == sum(icon["width"] for icon in mapping.values())
    shapes = ["".join(ElementTree.tostring(part, "unicode") for part in group) for group in svg]
    assert len(set(shapes)) == len(mapping) == len(marks)
    assert all(Shade("#123456", "#654321").on(theme) in shape for shape in shapes)
    assert [icon["x"] for icon in mapping.values()] == [64 * place for place in range(len(marks))]


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("15", "内蒙古自治区"),
        ("1505", "通辽市"),
        ("150500000000", "通辽市"),
        ("150421", "阿鲁科尔沁旗"),
        ("150421102", "阿鲁科尔沁旗"),
        ("150421102003", "阿鲁科尔沁旗"),
    ],
)
def test_the_outline_is_of_the_smallest_area_that_has_one(code, name):
    area = ground.area_of(code)
    assert area is not None
    assert area.name == name


@pytest.mark.parametrize("code", ["", "11", "110105"])
def test_there_is_no_outline_of_everywhere_or_of_other_regions(code):
    assert ground.area_of(code) is None


@pytest.mark.parametrize("code", ["15", "1529", "150421", "150302"])
@pytest.mark.parametrize("size", [(720, 480), (350, 480)])
def test_an_area_fills_its_map_and_is_not_cut(code, size):
    area = ground.area_of(code)
    assert area is not None
    longitude, latitude, zoom = ground.view_of(area.box, *size)
    middle = ground.pixels(longitude, latitude, zoom)
    left, top = ground.pixels(area.box.west, area.box.north, zoom)
    right, bottom = ground.pixels(area.box.east, area.box.south, zoom)
    reach = (max(middle[0] - left, right - middle[0]), max(middle[1] - top, bottom - middle[1]))
    room = (size[0] / 2 - reach[0], size[1] / 2 - reach[1])
    assert min(room) == pytest.approx(28, abs=1)


def test_a_single_place_is_shown_with_what_lies_around_it():
    around = Box(120.5, 44, 120.5, 44).at_least(0.16)
    assert (around.west, around.south, around.east, around.north) == pytest.approx(
        (120.42, 43.92, 120.58, 44.08)
    )
    assert Box(120, 43, 121, 43.5).at_least(0.16) == Box(120, 43, 121, 43.5)
    assert ground.view_of(Box(120.5, 44, 120.5, 44), 720, 480) == (120.5, 44.0, 16.0)


@pytest.mark.parametrize(("longitude", "latitude"), [(97.2, 42.7), (120.5, 44.5), (126.0, 53.3)])
def test_a_pixel_is_the_place_it_was_made_from(longitude, latitude):
    x, y = ground.pixels(longitude, latitude, 9.3)
    assert ground.place(x, y, 9.3) == pytest.approx((longitude, latitude))


def test_points_at_one_place_stand_apart():
    places = [(120.5, 44.0)] * 30 + [(121.0, 44.0)]
    moved = points.offsets(places)
    assert moved[-1] == (0, 0)
    assert min(math.dist(*pair) for pair in itertools.combinations(moved[:30], 2)) >= 12


def test_up_to_5000_points_are_drawn_by_themselves():
    (few,) = points.shown([layer(rows(5_000))], 7)
    assert (len(few.rows), few.cells) == (5_000, ())
    (many,) = points.shown([layer(rows(5_001))], 7)
    assert many.cells
    assert sorted(told(many)) == sorted(row["id"] for row in rows(5_001))


def test_the_first_layer_keeps_its_signs_beside_a_long_second_one():
    first, second = points.shown([layer(rows(209, prefix="a")), layer(rows(5_000, prefix="b"))], 7)
    assert (len(first.rows), first.cells) == (209, ())
    assert second.cells


def test_the_selected_row_hides_in_no_bubble():
    (part,) = points.shown([layer(rows(6_000), selected="17")], 5)
    assert [row["id"] for row in part.rows].count("17") == 1
    assert len(told(part)) == 6_000


def test_an_opened_bubble_shows_what_lies_in_it():
    given = rows(30_000)
    (part,) = points.shown([layer(given)], 6)
    cell = min(part.cells, key=lambda one: abs(len(one.rows) - 1_000))
    (opened,) = points.shown([layer(given)], 6, cell.box, 9)
    assert {row["id"] for row in cell.rows} <= {row["id"] for row in opened.rows}
    assert sorted(told(opened)) == sorted(told(part))
    largest = max(part.cells, key=lambda one: len(one.rows))
    (still,) = points.shown([layer(given)], 6, largest.box, 9)
    smaller = [one for one in still.cells if one.rows[0] in largest.rows]
    assert len(largest.rows) > points.MOST_POINTS
    assert len(smaller) > 1


def test_more_points_at_one_place_than_can_be_drawn_are_drawn_when_opened():
    given = rows(6_000, spread=0)
    (part,) = points.shown([layer(given)], 6)
    (cell,) = part.cells
    (opened,) = points.shown([layer(given)], 6, cell.box, 16)
    assert (len(opened.rows), opened.cells) == (6_000, ())


@pytest.mark.parametrize("layer_count", [1, 2])
def test_bubbles_do_not_cover_each_other(layer_count):
    layers = [layer(rows(30_000 + number, prefix=f"{number}/")) for number in range(layer_count)]
    cells = [cell for part in points.shown(layers, 7) for cell in part.cells]
    drawn = [ground.pixels(*cell.place, 7) for cell in cells]
    assert len(drawn) > 20
    assert min(math.dist(*pair) for pair in itertools.combinations(drawn, 2)) >= 35.9


def page(count: int, area: str) -> None:
    from tests.ui.maps.test_maps import TOTALS, layer, rows, totals
    from zhiping.ui import maps

    given = rows(count)
    if given:
        given[0]["longitude"] = None
    maps.draw(
        "trial",
        [layer(given, columns={"area_name": "地区", "held_on": "活动日期"})],
        theme="light",
        outline=area,
        totals=totals(TOTALS) if area == "150421" else None,
    )


TOTALS = [
    ("150421100", "天山镇", 138, 9, 138, 120.09, 43.87),
    ("150421101", "天山口镇", 65, 0, 65, 120.06, 43.86),
    ("150421102", "双胜镇", 8, 2, 8, 120.2, 43.9),
    ("150421103", "坤都镇", 52, 12, 52, None, None),
]


def totals(given):
    names = ("area_code", "area_name", "n", "part", "whole", "longitude", "latitude")
    rows = [dict(zip(names, row, strict=True)) for row in given]
    return Totals(
        "小院", rows, "area_code", "area_name", "n", "part", "whole", "占比", lambda row: f"共 {row['n']}"
    )


def drawn(count, area=""):
    app = AppTest.from_function(page, args=(count, area), default_timeout=60).run()
    assert not app.exception
    (chart,) = app.get("deck_gl_json_chart")
    return app, chart.proto


@pytest.mark.parametrize(("count", "most_bytes"), [(209, 50_000), (5_000, 1_000_000), (50_000, 100_000)])
def test_the_message_of_a_run_is_small(count, most_bytes):
    _app, chart = drawn(count, "1505")
    assert len(chart.json.encode()) < most_bytes


def test_a_map_asks_no_other_host():
    _app, chart = drawn(50, "150421")
    assert json.loads(chart.json)["mapStyle"] == "/geo/style.json"
    assert "http" not in chart.json.replace("http://www.w3.org/2000/svg", "")


def test_a_map_says_in_words_what_it_shows():
    app, chart = drawn(12)
    counts = {
        label: sum(row["state"] == key for row in rows(12))
        for key, label in (("on_time", "按时"), ("overdue", "逾期未办"))
    }
    assert chart.alt == "地图：点位 12（" + "、".join(f"{label} {n}" for label, n in counts.items()) + "）"
    legend = app.get("html")[-1].proto.body
    assert all(f"{label} {n}" in legend for label, n in counts.items())
    assert "另有 1 个没有坐标，不在图上" in legend
    assert "示意图，未经审图，不作划界依据" in legend


def test_the_pointer_is_told_name_state_and_columns_but_not_what_is_missing():
    given = layer(rows(2), columns={"area_name": "地区", "held_on": "活动日期"})
    first, second = (drawing.point(given, row, [*MARKS.values()], (0, 0)) for row in given.rows)
    assert first["name"] == "第0处"
    assert first["told"].splitlines()[1:] == ["地区：通辽市"]
    assert second["told"].splitlines()[1:] == ["地区：通辽市", "活动日期：2025年11月4日"]
    assert {first["told"].splitlines()[0], second["told"].splitlines()[0]} <= {"● 按时", "■ 逾期未办"}


def test_a_map_without_points_shows_the_region():
    _app, chart = drawn(0)
    assert json.loads(chart.json)["initialViewState"]["longitude"] == pytest.approx(111.6, abs=0.1)


def test_a_point_far_outside_makes_no_map_smaller_and_is_named_beside_it():
    far = {**rows(1)[0], "id": "far", "name": "写错的", "longitude": 11.17}
    near = layer(rows(5))
    for outline in ("", "150421001"):
        with_far = layer([*near.rows, far])
        assert fitting.box([with_far], outline, None) == fitting.box([near], outline, None)
        assert [row["id"] for row in fitting.far(with_far, outline)] == ["far"]
        assert fitting.far(near, outline) == []
    elsewhere = layer([{**row, "longitude": row["longitude"] + 20} for row in near.rows])
    assert fitting.far(elsewhere, "") == []  # another region: nothing tells a slip


def test_an_unknown_value_is_drawn_as_other():
    assert layer(rows(1)).mark_of({"state": "closed"}) is signs.OTHER
    assert layer(rows(1)).mark_of({"state": "overdue"}) == MARKS["overdue"] != Mark.of(LATE)


def test_areas_are_circles_by_size_and_share_and_told_in_exact_numbers():
    app, chart = drawn(3, "150421")
    by_id = {one["id"].split("/")[0]: one for one in json.loads(chart.json)["layers"]}
    circles = {one["name"]: one for one in by_id["total"]["data"]}
    assert list(circles) == ["天山镇", "天山口镇", "双胜镇"]  # the largest below; one has no place
    assert circles["天山镇"]["radius"] > circles["天山口镇"]["radius"]
    fills = [tuple(one["fill"]) for one in circles.values()]
    assert len(set(fills)) == 3  # 5 to 10 %, none, too few to say
    assert circles["天山镇"]["told"] == "共 138"
    legend = app.get("html")[-1].proto.body
    assert all(
        words in legend for words in ("占比", "5%至10%", "没有", "不足10，不按占比着色", "另有 1 处没有坐标")
    )
    assert "天山镇 6.5%、天山口镇 0.0%、双胜镇 2/8" in chart.alt


def test_captions_at_the_edges_of_a_phone_are_whole():
    one, width = totals(TOTALS), screen.NARROW
    view = ground.view_of(fitting.box([], "", one), width - 2 * fitting.aside("", one), 480)
    middle, _y = ground.pixels(view[0], view[1], view[2])
    for row in one.placed():
        longitude, latitude = one.place_of(row)
        x, _y = ground.pixels(longitude, latitude, view[2])
        assert abs(x - middle) + frame.text_width(one.caption_of(row), frame.SMALL) / 2 <= width / 2


def test_captions_of_circles_hide_nothing():
    one = totals(TOTALS)
    for zoom in (6.0, 8.0, 10.0):
        found = one.captions(zoom)
        boxes = []
        for row in one.placed():
            longitude, latitude = one.place_of(row)
            x, y = ground.pixels(longitude, latitude, zoom)
            radius = one.radius_of(row)
            boxes.append((x - radius, y - radius, x + radius, y + radius))
            if row["area_code"] in found:
                right, down = found[row["area_code"]]
                half = frame.text_width(one.caption_of(row), frame.SMALL) / 2
                boxes.append((x + right - half, y + down - 7, x + right + half, y + down + 7))
        captions = boxes  # circles may lie on circles, where areas are near
        assert len(found) == 3 if zoom == 10 else found
        assert [
            1
            for a, b in itertools.combinations(captions, 2)
            if (a[3] - a[1] == 14 or b[3] - b[1] == 14)
            and a[0] < b[2]
            and b[0] < a[2]
            and a[1] < b[3]
            and b[1] < a[3]
        ] == []


def paper_of(app):
    (image,) = [one.proto.body for one in app.get("html") if "zp-paper" in one.proto.body]
    return base64.b64decode(image.split("base64,")[1].split('"')[0]).decode()


def test_paper_has_points_and_names_and_no_outline_without_a_map_number(monkeypatch):
    monkeypatch.delenv("ZHIPING_MAP_NUMBER", raising=False)
    svg = paper_of(drawn(12, "1505")[0])
    ElementTree.fromstring(svg)
    assert "科尔沁区" in svg
    assert "<g " in svg
    assert "polyline" not in svg


def test_on_paper_no_edge_cuts_a_name_and_no_name_lies_on_another():
    svg = ElementTree.fromstring(paper_of(drawn(12, "1501")[0]))
    width = float(svg.attrib["width"])
    written = [
        (float(one.attrib["x"]), float(one.attrib["y"]), text_width(str(one.text), SMALL))
        for one in svg.iter("{http://www.w3.org/2000/svg}text")
    ]
    assert len(written) > 5
    for place, (x, y, long) in enumerate(written):
        assert long / 2 <= x <= width - long / 2
        for other, beside, its in written[:place]:
            assert abs(x - other) >= (long + its) / 2 or abs(y - beside) >= SMALL


def test_an_approved_map_is_printed_with_its_number(monkeypatch):
    monkeypatch.setenv("ZHIPING_MAP_NUMBER", "GS（2024）0650号")
    app, _chart = drawn(12, "1505")
    assert "polyline" in paper_of(app)
    assert "底图审图号：GS（2024）0650号" in app.get("html")[-1].proto.body
    assert "示意图" not in app.get("html")[-1].proto.body


def test_a_street_is_filled_by_its_points():
    _app, chart = drawn(12, "150421102")
    _app, whole = drawn(12, "150421")
    near, far = (json.loads(one.json)["initialViewState"] for one in (chart, whole))
    assert near["longitude"] == pytest.approx(120.5, abs=1)
    assert near != far


def test_what_the_watcher_says_after_its_page_has_gone_is_no_error() -> None:
    st.session_state.pop("screen_watcher", None)
    screen._note()
    assert "is_narrow" not in st.session_state
