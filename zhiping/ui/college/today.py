"""What 今日态势 says of 社区学院: how much, three figures, and what is not as it should be."""

from zhiping.contracts.college import REQUEST_DAYS
from zhiping.ui.college import behind, demand_figures, figures
from zhiping.ui.kit.view import View
from zhiping.ui.look import numbers
from zhiping.ui.look.key_figure import KeyFigure
from zhiping.ui.look.matter import Matter, Things
from zhiping.words import _

# Of the two heads: what is not as it should be.
_SESSIONS = ("unconfirmed_count", "fault_count", "odd_rating_count")
_REQUESTS = ("overdue_count", "longest_wait_days", "overdue_planned_count", "fault_count")


def whole_told(view: View) -> str:
    """How many there are, as a part of a sentence: sessions, or where there is none the requests."""
    sessions = view.row(figures.HEAD, "session_count")["session_count"]
    if sessions:
        return _("{n} 次课").format(n=numbers.count(sessions))
    return _("{n} 个点单需求").format(
        n=numbers.count(view.row(demand_figures.HEAD, "request_count")["request_count"])
    )


def card_figures(view: View) -> list[KeyFigure]:
    """What was taught, how full it was, what is met in time."""
    return [figures.sessions_figure(view), figures.fill_figure(view), demand_figures.in_time_figure(view)]


def exceptions(view: View) -> list[Matter]:
    """Requests that wait too long, and what is wrong with the data."""
    return [*_waiting(view), *_faulty_sessions(view), *_odd_ratings(view), *_faulty_requests(view)]


def _waiting(view: View) -> list[Matter]:
    now = view.row(demand_figures.HEAD, *_REQUESTS)
    if not now["overdue_count"]:
        return []
    brief = _("{n} 个点单需求超过 {days} 天没有满足").format(
        n=numbers.exact_count(now["overdue_count"]), days=REQUEST_DAYS
    )
    more = _("最久 {days} 天").format(days=numbers.exact_count(now["longest_wait_days"]))
    if now["overdue_planned_count"]:
        more += _("，其中已排课 {n} 单").format(n=numbers.exact_count(now["overdue_planned_count"]))
    things = Things(
        "college/waiting",
        lambda: [row for row in view.rows("college/waiting") if row["is_overdue"]],
        "request_id",
        behind.WAITING_COLUMNS,
    )
    return [
        Matter(
            "waiting",
            "late",
            brief,
            "college/demand",
            now["overdue_count"],
            now["longest_wait_days"],
            more=more,
            things=things,
        )
    ]


def _sessions(view: View, column: str, value: str) -> Things:
    return Things(
        "college/sessions",
        lambda: [row for row in view.rows("college/sessions") if row[column] == value],
        "session_id",
        behind.SESSION_COLUMNS,
        behind.OPENS,
    )


def _faulty_sessions(view: View) -> list[Matter]:
    now = view.row(figures.HEAD, *_SESSIONS)
    found = []
    if now["unconfirmed_count"]:
        brief = _("{n} 个课次过了开课时间，还写着计划").format(
            n=numbers.exact_count(now["unconfirmed_count"])
        )
        things = _sessions(view, "session_state", "unconfirmed")
        found.append(
            Matter("unconfirmed", "fault", brief, "college/courses", now["unconfirmed_count"], things=things)
        )
    if now["fault_count"]:
        brief = _("{n} 个课次的预约多于名额，未计入满座率").format(n=numbers.exact_count(now["fault_count"]))
        things = _sessions(view, "seat_state", "fault")
        found.append(
            Matter("overbooked", "fault", brief, "college/courses", now["fault_count"], things=things)
        )
    return found


def _odd_ratings(view: View) -> list[Matter]:
    count = view.row(figures.HEAD, *_SESSIONS)["odd_rating_count"]
    brief = _("{n} 个评分来自没有记到课的人，未计入").format(n=numbers.exact_count(count))
    things = Things(
        "college/odd_ratings",
        lambda: view.rows("college/odd_ratings"),
        "booking_id",
        behind.RATING_COLUMNS,
    )
    return [Matter("ratings", "fault", brief, "college/courses", count, things=things)] if count else []


def _faulty_requests(view: View) -> list[Matter]:
    count = view.row(demand_figures.HEAD, *_REQUESTS)["fault_count"]
    brief = _("{n} 个点单需求的课早于点单日期，未计入等待时间").format(n=numbers.exact_count(count))
    things = Things(
        "college/request_rows",
        lambda: [row for row in view.rows("college/request_rows") if row["request_state"] == "fault"],
        "request_id",
        behind.REQUEST_COLUMNS,
    )
    return [Matter("early", "fault", brief, "college/demand", count, things=things)] if count else []
