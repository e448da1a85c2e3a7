"""How stations are told: states, times, distances, findings, and what a reader may type."""

from datetime import date, datetime
from typing import Any

import pytest

from zhiping.contracts.kinds import Row
from zhiping.ui.look.markdown import as_markdown
from zhiping.ui.look.told import Said
from zhiping.ui.maps.signs import SIGNS
from zhiping.ui.stations.card import hours_lines, state_at_told, typed_origin, updated_told
from zhiping.ui.stations.on_map import MERCHANT_MARK, finding, key_figures, merchant_told
from zhiping.ui.stations.sentences import STATE_MARKS, Moment, change_told, distance
from zhiping.ui.stations.today import stale_told

AT = datetime(2025, 11, 4, 15, 20)  # a Tuesday
NOW = Moment(AT, is_now=True)
THEN = Moment(AT, is_now=False)


def markdown(*said: Said) -> str:
    """The sentences as Markdown, without the backslashes that keep data from being Markdown."""
    return "  \n".join(map(as_markdown, said)).replace("\\", "")


def station(state: str = "open", **more: Any) -> Row:
    """A station without doubts, closing at six."""
    return {
        "station_id": "YZ-1",
        "station_name": "暖新驿站",
        "state": state,
        "closes_at": datetime(2025, 11, 4, 18) if state == "open" else None,
        "opens_at": None,
        "opening_hours": "Mo-Fr 08:00-18:00",
        "hours_words": ["周一至周五 08:00–18:00", "周六、周日 休息"],
        "is_stale": False,
        "stale_days": 3,
        "updated_at": datetime(2025, 11, 1, 9),
        "longitude": 122.26,
        "latitude": 43.62,
    } | more


@pytest.mark.parametrize(
    ("state", "change", "now", "later"),
    [
        ("open", datetime(2025, 11, 4, 18, 40), "还有3小时20分关门", "当天 18:40 关门"),
        ("open", datetime(2025, 11, 5, 2), "还有10小时40分关门", "次日 2:00 关门"),
        ("open", None, "两周内不关门", "两周内不关门"),
        ("closed", datetime(2025, 11, 4, 16), "今天 16:00 开门", "当天 16:00 开门"),
        ("closed", datetime(2025, 11, 5, 8), "明天 8:00 开门", "次日 8:00 开门"),
        ("closed", datetime(2025, 11, 6, 8, 5), "后天 8:05 开门", "11月6日 8:05 开门"),
        ("closed", datetime(2025, 11, 10, 8), "11月10日 8:00 开门", "11月10日 8:00 开门"),
        ("closed", None, "两周内不开门", "两周内不开门"),
        ("unknown", None, "", ""),
        ("suspended", None, "", ""),
    ],
)
def test_when_a_station_closes_or_opens_next(
    state: str, change: datetime | None, now: str, later: str
) -> None:
    row = {
        "state": state,
        "closes_at": change if state == "open" else None,
        "opens_at": change if state == "closed" else None,
    }
    assert change_told(row, NOW) == now
    assert change_told(row, THEN) == later


@pytest.mark.parametrize(
    ("metres", "told"),
    [
        (0, "0 米"),
        (844, "840 米"),
        (994.9, "990 米"),
        (996, "1 公里"),
        (1249, "1.2 公里"),
        (123_456, "123.5 公里"),
    ],
)
def test_a_distance_in_words(metres: float, told: str) -> None:
    assert distance(metres) == told


def test_states_differ_by_sign_and_colour_and_from_merchants() -> None:
    marks = [*STATE_MARKS.values(), MERCHANT_MARK]
    assert len({mark.sign for mark in marks}) == 5
    assert len({mark.colour for mark in STATE_MARKS.values()}) == 4
    assert len({mark.label for mark in marks}) == 5
    assert {mark.sign for mark in marks} <= set(SIGNS)


COUNTS = dict.fromkeys(
    (
        *("station_count", "open_count", "closing_soon_count", "closed_count"),
        *("unknown_count", "suspended_count", "stale_count", "undated_count"),
    ),
    0,
)


def test_the_finding_names_every_state_that_there_is() -> None:
    counts = dict(zip(COUNTS, (5, 2, 1, 1, 1, 1, 1, 2), strict=True))
    assert markdown(finding(counts, NOW)) == (
        "此刻 2025年11月4日 15:20，5 个驿站中 **2 个营业**，其中 1 个一小时内关门；1 个暂停服务；"
        ":red[**1 个营业时间未知**]；:red[**1 个信息超过 30 天没有更新**]；2 个不知道何时更新。"
    )


@pytest.mark.parametrize(
    ("stale", "undated", "note"),
    [
        (1, 6, "占知道何时更新的 1/2，另有 6 个未知"),  # of eight stations two have a time
        (0, 8, "占知道何时更新的 —，另有 8 个未知"),
        (2, 0, "占知道何时更新的 2/8，另有 0 个未知"),
    ],
)
def test_what_is_not_known_is_in_neither_part_of_the_share_of_stale_stations(
    stale: int, undated: int, note: str
) -> None:
    figure = key_figures(COUNTS | {"station_count": 8, "stale_count": stale, "undated_count": undated})[-1]
    assert (figure.note, figure.value) == (note, f"{stale} 个")
    assert list(figure.counted.values()) == [f"{stale}", f"{8 - undated}", f"{undated}"]


def test_the_finding_does_not_speak_of_what_is_not_there() -> None:
    one = COUNTS | {"station_count": 1, "open_count": 1}
    assert markdown(finding(one, THEN)) == "2025年11月4日 15:20，1 个驿站中 **1 个营业**。"
    assert markdown(finding(COUNTS, NOW)) == "没有符合筛选条件的驿站。"


REST = {"day": date(2025, 11, 4), "kind": "休息", "name": "国庆节"}


@pytest.mark.parametrize(
    ("row", "now", "holidays", "told"),
    [
        (
            station(),
            NOW,
            [],
            "**今天（周二）** 08:00–18:00  \n一周 周一至周五 08:00–18:00；周六、周日 休息",
        ),
        (
            station(opening_hours="Mo-Fr 08:00-18:00; PH off", hours_words=["节假日休息"]),
            NOW,
            [REST],
            "**今天（周二，国庆节放假）** 休息  \n一周 节假日休息",
        ),
        (
            station(),
            THEN,
            [REST | {"kind": "上班", "name": None}],
            "**11月4日（周二，调休上班）** 08:00–18:00  \n一周 周一至周五 08:00–18:00；周六、周日 休息",
        ),
        (
            station("unknown", opening_hours="早晚", hours_words=[]),
            NOW,
            [],
            ":red[**营业时间“早晚”读不懂，请更正**]",
        ),
        (station("unknown", opening_hours=None, hours_words=[]), NOW, [], ":red[**没有填营业时间**]"),
    ],
)
def test_hours_of_the_day_and_of_the_week(row: Row, now: Moment, holidays: list[Row], told: str) -> None:
    assert markdown(*hours_lines(row, now, holidays)) == told


OLD = station(is_stale=True, stale_days=31, updated_at=datetime(2025, 10, 4))


@pytest.mark.parametrize(
    ("row", "moment", "told"),
    [
        (station(), NOW, "信息更新于 2025年11月1日"),
        (OLD, NOW, "信息更新于 2025年10月4日，:red[**到今天已有 31 天没有更新，超过 30 天**]"),
        (OLD, THEN, "信息更新于 2025年10月4日，:red[**到2025年11月4日已有 31 天没有更新，超过 30 天**]"),
        (station(updated_at=None), NOW, "没有填信息更新时间"),
    ],
)
def test_how_old_the_record_is_at_the_moment_of_the_card(row: Row, moment: Moment, told: str) -> None:
    assert markdown(updated_told(row, moment)) == told


def test_the_card_names_the_moment_of_its_state() -> None:
    row = station() | {"change_told": "还有2小时40分关门"}
    assert "营业中（此刻 2025年11月4日 15:20）" in str(state_at_told(row, NOW))
    assert "营业中（2025年11月4日 15:20）" in str(state_at_told(row, THEN))


@pytest.mark.parametrize(
    ("newest", "undated", "more"),
    [
        (datetime(2025, 11, 4, 18), 0, "按2025年11月4日判断"),
        (datetime(2025, 11, 5), 2, "按各地的数据日判断，另有 2 个不知道何时更新"),
    ],
)
def test_what_is_stale_today_is_said_as_of_the_data_date(newest: datetime, undated: int, more: str) -> None:
    now = {
        "oldest_data_at": datetime(2025, 11, 4, 18),
        "newest_data_at": newest,
        "stale_count": 3,
        "undated_count": undated,
    }
    assert stale_told(now) == ("3 个驿站的信息超过 30 天没有更新", more)


@pytest.mark.parametrize("text", ["122.26,43.62", " 122.26 , 43.62 ", "122.26，43.62", "122.26 43.62"])
def test_longitude_and_latitude_are_read_as_people_type_them(text: str) -> None:
    origin = typed_origin(text)
    assert origin is not None
    assert (origin.longitude, origin.latitude) == (122.26, 43.62)


@pytest.mark.parametrize("text", [None, "", "通辽", "122.26", "43.62,122.26", "122.26,43.62,1"])
def test_what_is_no_place_is_no_origin(text: str | None) -> None:
    assert typed_origin(text) is None


def test_a_merchant_is_told_with_its_nearest_station() -> None:
    merchant = {
        "merchant_name": "明仁药店",
        "kind": "药店",
        "discount": None,
        "longitude": 122.26,
        "latitude": 43.63,
    }
    rows = [station(station_name="远", latitude=43.5), station(station_name="近")]
    assert (
        markdown(merchant_told(merchant, rows)) == "□ **明仁药店**　·　药店　·　最近的驿站 近，直线 1.1 公里"
    )
    assert (
        markdown(merchant_told(merchant | {"discount": "九折"}, []))
        == "□ **明仁药店**　·　药店　·　优惠：九折"
    )
