"""The filters of stations: which services, when, and in which state; their widgets and their values in words."""

from datetime import datetime, time, timedelta

import streamlit as st

from zhiping.asking.filters import parameter_values
from zhiping.contracts.filters import FIRST_DAY, LAST_DAY
from zhiping.contracts.stations import SERVICES
from zhiping.ui.kit.chosen import bound, choose
from zhiping.ui.kit.view import View
from zhiping.ui.look import numbers
from zhiping.words import _

_EARLIEST, _LATEST = datetime.combine(FIRST_DAY, time()), datetime.combine(LAST_DAY, time(23, 59))


def draw_services(view: View) -> None:
    """The services that a station must have, all of them."""
    chosen = view.filters.get("services", "")
    widget = bound("services", [one for one in SERVICES if one in chosen.split(",")])
    st.pills(
        _("服务项目（选几项就要都有）"),
        SERVICES,
        selection_mode="multi",
        format_func=_,
        key=widget,
        on_change=lambda: choose(services=",".join(st.session_state[widget])),
    )


def draw_at(view: View) -> None:
    """The day and hour at which to judge; empty for this minute."""
    widget = bound("at", chosen_moment(view))
    st.datetime_input(
        _("何时营业（不选是现在）"),
        None,
        key=widget,
        on_change=_pick_at,
        args=(widget,),
        min_value=_EARLIEST,
        max_value=_LATEST,
        step=timedelta(hours=1),
        format="YYYY-MM-DD",
    )


def _pick_at(widget: str) -> None:
    at = st.session_state[widget]
    choose(at=f"{at:%Y-%m-%dT%H:%M}" if at else None)


def chosen_moment(view: View) -> datetime | None:
    """The moment in the address, to the minute; None for this minute."""
    at: datetime | None = parameter_values(view.filters)["open_at"]
    return at.replace(second=0, microsecond=0) if at else None


def at_told(view: View) -> str:
    """The moment at which is judged, in words."""
    at = chosen_moment(view)
    return numbers.time(at) if at else _("现在")


def services_told(view: View) -> str:
    """The services asked for, in words; "" for none."""
    services = view.filters.get("services")
    return _("有{services}").format(services=_("、").join(map(_, services.split(",")))) if services else ""
