"""The next 24 hours as one line: a row a unit, a mark for each limit that falls, hours from the data date to the right."""

from collections.abc import Sequence

import streamlit as st

from zhiping.ui.kit import addresses, chosen, hour_marks, page, saying
from zhiping.ui.kit.systems import Card
from zhiping.ui.kit.view import View
from zhiping.ui.look import numbers
from zhiping.ui.look.coming import Coming, Limit
from zhiping.words import _, counted

MOST_UNITS = 8  # as many are seen at a glance; the rest is unfolded
MOST_UNFOLDED = 40  # of a whole region; its page lists all


def draw(view: View, systems: Sequence[Card]) -> None:
    """The line of each system whose limits are told by the hour."""
    for system in systems:
        if coming := system.coming(view):
            _draw_one(view, system.name, coming)


def _draw_one(view: View, name: str, coming: Coming) -> None:
    behind = coming.behind.of(len(coming.limits))
    with st.container(border=True, gap="xsmall", key=f"coming-{name}"):
        page.explained_heading(view, f"coming-{name}", _(coming.title), coming.measure, behind=behind)
        if not coming.limits:
            saying.sentence(_("从数据截至时起的 24 小时内没有到期的时限。"))
            return
        saying.note(_("从数据截至时起向右，一个标记是一个时限；点单位看它的这些事项。"))
        units = by_unit(coming.limits)
        _draw_row("", f"{name}-axis", hour_marks.axis())
        _draw_units(view, name, coming, units[:MOST_UNITS], 0)
        if rest := units[MOST_UNITS:]:
            told = _("其余 {n} 个单位").format(n=numbers.exact_count(len(rest)))
            with st.expander(told):
                _draw_units(view, name, coming, rest[:MOST_UNFOLDED], MOST_UNITS)
                if rest[MOST_UNFOLDED:]:
                    addresses.link(coming.page, _("看全部单位"), {**chosen.shared(view), **coming.filters})


def by_unit(limits: Sequence[Limit]) -> list[tuple[str | None, list[Limit]]]:
    """Unit -> its limits by the hour; the unit whose limit falls first stands first, of equals the one with more."""
    found: dict[str | None, list[Limit]] = {}
    for limit in sorted(limits, key=lambda one: (one.hours, one.thing)):
        found.setdefault(limit.whose, []).append(limit)
    return sorted(
        found.items(), key=lambda one: (one[1][0].hours, -len(one[1]), one[0] is None, one[0] or "")
    )


def _draw_units(
    view: View, name: str, coming: Coming, units: Sequence[tuple[str | None, list[Limit]]], first: int
) -> None:
    for place, (whose, limits) in enumerate(units, first):
        things = len({limit.thing for limit in limits})
        label = (
            f"{whose or _('未填主办单位')}　{numbers.exact_count(things)} {counted(_(coming.unit), things)}"
        )
        filters = {**chosen.shared(view), **coming.filters, coming.filter: whose} if whose else None
        _draw_row(
            label,
            f"{name}-{place}",
            hour_marks.line(whose or _("未填主办单位"), limits),
            coming.page,
            filters,
        )


def _draw_row(
    label: str, key: str, line: str, leads_to: str = "", filters: dict[str, str] | None = None
) -> None:
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key=f"hours-{key}"):
        if filters is not None:
            addresses.link(leads_to, label, filters, is_row=True)
        else:
            saying.note(label or "\u00a0")
        hour_marks.draw(line)
