"""The card of one course: what it is, what was taught of it, and where the record comes from."""

import streamlit as st

from zhiping.contracts.kinds import Row
from zhiping.ui.kit import provenance, saying, tables
from zhiping.ui.kit.view import View
from zhiping.ui.look import numbers
from zhiping.ui.look.markdown import as_markdown
from zhiping.words import _

_COLUMNS = (
    "held_at",
    "session_state",
    "place",
    "area_name",
    "lecturer_name",
    "capacity",
    "booked_count",
    "attended_count",
    "absent_count",
    "unrecorded_count",
    "session_id",
    "source_sheet",
    "source_row",
)


def draw(view: View, course_id: str) -> None:
    """Its facts, its sessions (the newest first), and its source."""
    own = {"course": course_id, "area": None, "field": None, "order": None}
    course = view.row("college/course", **own)
    sessions = view.rows("college/course_sessions", **own)
    with st.container(border=True, key="course"):
        st.subheader(as_markdown(course["title"]), anchor=False)
        saying.sentence("　·　".join(_facts(course)))
        saying.sentence(_taught_told(course))
        if sessions:
            with st.expander(_("开课（{n} 次）").format(n=numbers.exact_count(len(sessions)))):
                tables.draw(sessions, "course-sessions", "college/course_sessions", columns=_COLUMNS)
                tables.draw_download(
                    view,
                    sessions,
                    "course-sessions",
                    "college/course_sessions",
                    str(course["title"]),
                    _COLUMNS,
                )
        saying.note(provenance.source_told(course))


def _facts(course: Row) -> list[str]:
    told = {
        "": _(course["order_kind"]),
        _("编号"): course["course_id"],
        _("领域"): course["field"],
        _("形式"): course["form"],
        _("对象"): course["audience"],
        _("地区"): course["area_path"],
    }
    return [f"{name} {value}".strip() for name, value in told.items() if value]


def _taught_told(course: Row) -> str:
    if not course["session_count"]:
        text = _("还没有开过")
    else:
        text = _("开过 {n} 次，到课 {visits} 人次，最近一次 {day}").format(
            n=numbers.exact_count(course["session_count"]),
            visits=numbers.exact_count(course["visit_count"]),
            day=numbers.day(course["last_held_at"]),
        )
    if course["next_held_at"]:
        text += _("；下一次 {time}").format(time=numbers.time(course["next_held_at"]))
    return text
