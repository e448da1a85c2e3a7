"""Where sessions are: those of the period, and those to come, on a map and in the list beside it."""

from collections.abc import Sequence

from zhiping.contracts.kinds import Row
from zhiping.labels.college import SESSIONS
from zhiping.ui import maps
from zhiping.ui.charts.frame import SERIES
from zhiping.ui.kit import chosen
from zhiping.ui.kit.view import View
from zhiping.ui.look.headings import headings
from zhiping.ui.look.states import FAULT, WAITING
from zhiping.ui.look.theme import viewer_theme
from zhiping.words import N_

MARKS = {
    "planned": maps.Mark(N_("待开课"), SERIES[0], "◆"),
    "held": maps.Mark(N_("已开课"), SERIES[2], "●"),
    "unconfirmed": maps.Mark.of(FAULT, SESSIONS["unconfirmed"]),
    "cancelled": maps.Mark.of(WAITING, SESSIONS["cancelled"]),
}
LIST_COLUMNS = (
    "title",
    "held_at",
    "session_state",
    "place",
    "area_name",
    "capacity",
    "booked_count",
    "attended_count",
    "lecturer_name",
    "order_kind",
    "session_id",
)
_HEIGHT = 460
_TOLD = ("held_at", "place", "capacity", "booked_count", "attended_count")


def sessions(view: View) -> list[Row]:
    """Rows of college/sessions, those to come first, the next on top, then those of the period, the newest on top."""
    coming = [row for row in view.stock().rows("college/sessions") if row["session_state"] == "planned"]
    shown = [row for row in view.rows("college/sessions") if row["session_state"] in MARKS]
    return [*reversed(coming), *(row for row in shown if row["session_state"] != "planned")]


def open_course(row: Row) -> None:
    """Write the course of a session into the address."""
    chosen.choose(course=row["course_id"])


def draw(view: View, rows: Sequence[Row]) -> None:
    """The map; a click opens the course."""
    layer = maps.Layer(
        name=N_("课"),
        rows=rows,
        key="session_id",
        label="title",
        value="session_state",
        marks=MARKS,
        columns=headings(_TOLD, "college/sessions"),
        on_pick=open_course,
        size=15,
    )
    maps.draw(
        "sessions",
        [layer],
        theme=viewer_theme(),
        outline=view.filters.get("area", view.access.user.scope),
        height=_HEIGHT,
    )
