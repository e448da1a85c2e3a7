"""填报质量: what may be asked of how things were reported, a question a line, each leading to exactly its rows."""

from collections.abc import Sequence

import streamlit as st

from zhiping.ui.kit import addresses, chosen, matters, page, saying
from zhiping.ui.kit.systems import Card
from zhiping.ui.kit.view import View
from zhiping.ui.look import numbers
from zhiping.ui.look.matter import Matter
from zhiping.ui.overview import tasks
from zhiping.words import _


def found(view: View, systems: Sequence[Card]) -> list[Matter]:
    """The report that is longest late, then the questions of all systems, in the order of the menu."""
    return [*_unreported(view), *(matter for system in systems for matter in matters.doubts(system, view))]


def _unreported(view: View) -> list[Matter]:
    """The report that nobody has made for longest, beyond what its rhythm allows; it leads to what was uploaded of it."""
    late = [row for row in tasks.rows(view) if row["state"] == "late"]
    if not late:
        return []
    longest = late[0]
    brief = _("{what}过了截止日 {days} 天没有报，是最久的一项").format(
        what=tasks.what_told(longest), days=numbers.exact_count(longest["days_late"])
    )
    more = _("是没有数据，还是没有报？")
    return [
        Matter(
            "unreported",
            "fault",
            brief,
            "upload/history",
            len(late),
            longest["days_late"],
            {"dataset": longest["dataset"]},
            more,
        )
    ]


def draw(view: View, systems: Sequence[Card]) -> None:
    """The questions; where there are none, a sentence says what was looked at."""
    with st.container(border=True, gap="xsmall", key="quality"):
        page.heading(_("填报质量"))
        questions = found(view, systems)
        if not questions:
            saying.sentence(_("最近一年填报的内容里没有要问的。"))
            return
        saying.note(_("这些只是要问的，不是结论，看的是各自数据截至日前一年；点一行看是哪些数据。"))
        for matter in questions:
            shared = chosen.shared(view) if matter.things else {}
            filters = {**shared, **matters.filters_of(matter)}
            addresses.link(matter.page, matter.text, filters, is_row=True)
