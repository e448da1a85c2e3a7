"""What 今日态势 says of the stations: how many, three figures, and what is not as it should be."""

from zhiping.contracts.kinds import Row
from zhiping.contracts.stations import STALE_DAYS
from zhiping.ui.kit.view import View
from zhiping.ui.look import numbers
from zhiping.ui.look.key_figure import KeyFigure
from zhiping.ui.look.matter import Matter, Things
from zhiping.ui.stations import benefit_figures, load
from zhiping.words import _

_OPENS = ("stations/map", "station", "station_id")
# Of the head: what is told of the stale ones.
_STALE = ("stale_count", "undated_count", "oldest_data_at", "newest_data_at")
_STALE_COLUMNS = (
    "station_name",
    "stale_days",
    "updated_at",
    "area_name",
    "operator",
    "phone",
    "station_id",
    "source_sheet",
    "source_row",
)
_UNREAD_COLUMNS = (
    "station_name",
    "opening_hours",
    "area_name",
    "operator",
    "phone",
    "station_id",
    "source_sheet",
    "source_row",
)


def whole_told(view: View) -> str:
    """How many there are, as a part of a sentence."""
    return _("{n} 个驿站").format(
        n=numbers.count(view.row("stations/key_figures", "station_count")["station_count"])
    )


def card_figures(view: View) -> list[KeyFigure]:
    """How many workers a station has, redemptions, what they saved."""
    return [load.load_figure(view), *benefit_figures.use_figures(view)]


def exceptions(view: View) -> list[Matter]:
    """Stations whose hours nobody can read, and those whose record is old."""
    now = view.row("stations/key_figures", *_STALE)
    found = []
    if now["stale_count"]:
        things = Things(
            "stations/stale", lambda: view.rows("stations/stale"), "station_id", _STALE_COLUMNS, _OPENS
        )
        brief, more = stale_told(now)
        found.append(
            Matter("stale", "late", brief, "stations/map", now["stale_count"], more=more, things=things)
        )
    unread = view.rows("stations/list", opening="unknown")
    if unread:
        text = _("{n} 个驿站的营业时间读不懂，地图上是“未知”").format(n=numbers.exact_count(len(unread)))
        things = Things("stations/list", lambda: unread, "station_id", _UNREAD_COLUMNS, _OPENS)
        found.append(
            Matter(
                "unread",
                "fault",
                text,
                "stations/map",
                len(unread),
                filters={"opening": "unknown"},
                things=things,
            )
        )
    return found


def stale_told(now: Row) -> tuple[str, str]:
    """How many stations are stale; and at which moment, and of how many nothing is known. `now`: of stations/key_figures."""
    is_one = now["oldest_data_at"] == now["newest_data_at"]
    brief = _("{n} 个驿站的信息超过 {days} 天没有更新").format(
        n=numbers.exact_count(now["stale_count"]), days=STALE_DAYS
    )
    day = numbers.day(now["oldest_data_at"]) if is_one else _("各地的数据日")
    more = _("按{day}判断").format(day=day)
    if now["undated_count"]:
        more += _("，另有 {n} 个不知道何时更新").format(n=numbers.exact_count(now["undated_count"]))
    return brief, more
