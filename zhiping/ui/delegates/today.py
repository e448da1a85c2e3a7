"""What 今日态势 says of the delegates' work: how much there is, three figures, and what is not as it should be."""

from zhiping.access.permissions import may_see_people
from zhiping.ui.delegates import figures, pairings, suggestions
from zhiping.ui.kit.view import View
from zhiping.ui.look import numbers
from zhiping.ui.look.key_figure import KeyFigure
from zhiping.ui.look.matter import Matter, Things
from zhiping.words import _


def whole_told(view: View) -> str:
    """How many delegates and suggestions there are, as a part of a sentence."""
    now = view.row(figures.HEAD, "delegate_count", "suggestion_count")
    return _("{n} 名党代表、{suggestions} 件建议").format(
        n=numbers.exact_count(now["delegate_count"]), suggestions=numbers.exact_count(now["suggestion_count"])
    )


def card_figures(view: View) -> list[KeyFigure]:
    """Replied in time, overdue, households visited."""
    return [figures.in_time_figure(view), figures.overdue_figure(view), pairings.visited_figure(view)]


def exceptions(view: View) -> list[Matter]:
    """Suggestions past their limit, tasks past theirs, households that nobody visited, impossible times."""
    return [*_overdue(view), *_tasks(view), *_unvisited(view), *_faulty(view)]


def _overdue(view: View) -> list[Matter]:
    rows = view.rows("delegates/overdue")
    if not rows:
        return []
    brief = _("{n} 件建议逾期未反馈").format(n=numbers.exact_count(len(rows)))
    more = _("最久 {days} 天（{title}，{unit}）").format(
        days=numbers.exact_count(rows[0]["days_over"]), title=rows[0]["title"], unit=rows[0]["host_unit"]
    )
    things = Things(
        "delegates/overdue",
        lambda: view.rows("delegates/overdue"),
        "suggestion_id",
        suggestions.OVERDUE_COLUMNS,
        suggestions.OPENS,
    )
    return [
        Matter(
            "suggestions",
            "overdue",
            brief,
            "delegates/suggestions",
            len(rows),
            rows[0]["days_over"],
            more=more,
            things=things,
        )
    ]


def _tasks(view: View) -> list[Matter]:
    """Tasks past their limit of suggestions that are not overdue themselves: a suggestion counts once."""
    late = {row["suggestion_id"] for row in view.rows("delegates/overdue")}
    rows = [
        row
        for row in view.rows("delegates/tasks")
        if row["task_state"] == "overdue" and row["suggestion_id"] not in late
    ]
    if not rows:
        return []
    count = len({row["suggestion_id"] for row in rows})
    brief = _("{n} 件未到时限的建议有任务逾期").format(n=numbers.exact_count(count))
    things = Things(
        "delegates/tasks",
        lambda: rows,
        "suggestion_id",
        suggestions.TASK_COLUMNS["deadlines"],
        suggestions.OPENS,
    )
    return [Matter("tasks", "late", brief, "delegates/suggestions", count, things=things)]


def _unvisited(view: View) -> list[Matter]:
    """Households that were paired all through the last whole month and not visited in it: for who may see them."""
    if not may_see_people(view.access):
        return []
    rows = [row for row in view.rows("delegates/pairing_rows") if row["was_due"] and not row["was_visited"]]
    if not rows:
        return []
    brief = _("{n} 个结对户{month}没有走访").format(
        n=numbers.exact_count(len(rows)), month=numbers.month(rows[0]["last_month"])
    )
    things = Things("delegates/pairing_rows", lambda: rows, "pairing_id", pairings.ROW_COLUMNS)
    return [Matter("visits", "late", brief, "delegates/pairings", len(rows), things=things)]


def _faulty(view: View) -> list[Matter]:
    count = view.row(figures.HEAD, *figures.STOCK)["fault_count"]
    if not count:
        return []
    brief = _("{n} 件建议的反馈早于交办").format(n=numbers.exact_count(count))
    things = Things(
        "delegates/rows",
        lambda: [row for row in view.rows("delegates/rows") if row["reply_state"] == "fault"],
        "suggestion_id",
        suggestions.ROW_COLUMNS,
        suggestions.OPENS,
    )
    return [Matter("faults", "fault", brief, "delegates/suggestions", count, things=things)]
