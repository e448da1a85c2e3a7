"""What a line of 今日态势 leads to: at the head of its page, exactly the things that the line counts."""

from collections.abc import Sequence
from datetime import timedelta

import streamlit as st

from zhiping.rules.periods import months_later
from zhiping.ui.kit import addresses, chosen, dataline, saying, tables
from zhiping.ui.kit.cause import Again
from zhiping.ui.kit.systems import Card
from zhiping.ui.kit.view import View
from zhiping.ui.look.matter import Matter, Things
from zhiping.ui.look.told import state_sign
from zhiping.words import _

ONLY = "only"  # the filter that names a matter of the page's system


def filters_of(matter: Matter) -> dict[str, str]:
    """The filters with which a matter's page shows its things first."""
    is_named = matter.things is not None and not matter.is_page_own
    return {**matter.filters, **({ONLY: matter.name} if is_named else {})}


def named(card: Card, view: View) -> tuple[Matter, ...]:
    """Everything of a system that an address can name: what needs a person, and what is asked of its reporting."""
    return (*card.exceptions(view), *doubts(card, view))


def doubts(card: Card, view: View) -> Sequence[Matter]:
    """What is asked of a system's reporting: of the year that ends with its data, unless a period is shown.

    What was written down longer ago nobody remembers, and it would be asked for ever.
    """
    reach = None if view.has_period else dataline.reach(view, card)
    if reach is None:
        return card.doubts(view)
    after = reach[1] + timedelta(days=1)
    return card.doubts(view.of((months_later(after, -12), reach[1])) or view)


def draw(view: View, card: Card | None) -> None:
    """The things of the matter in the address; nothing where it names none, or one that is over."""
    name = view.filters.get(ONLY)
    if card is None or name is None:
        return
    area = {key: view.chosen[key] for key in ("area",) if key in view.chosen}
    everything = View(view.page, view.access, view.version, area, area)
    matter = next((one for one in named(card, everything) if one.name == name), None)
    with st.container(border=True, key="only"):
        if matter is None or matter.things is None:
            saying.sentence(_("这里已经没有要处理的这一项。"))
        else:
            saying.sentence(state_sign(matter.state) + "　" + matter.text)
            _draw_things(view, matter.things, matter)
        st.button(
            _("收起"), on_click=lambda: chosen.choose(only=None), icon=":material/close:", key="only-away"
        )


def _draw_things(view: View, things: Things, matter: Matter) -> None:
    rows = things.rows()
    shown = rows[: tables.MOST_ROWS]
    if things.opens:
        saying.note(_("点选一行看全过程。"))
    picked = tables.draw(
        shown, "only", things.question, columns=things.columns, is_selectable=things.opens is not None
    )
    again = Again(things.key, matter=matter.name)
    tables.draw_download(view, rows, "only", things.question, str(matter.brief), things.columns, again=again)
    if picked is not None and things.opens:
        name, key, column = things.opens
        addresses.go_to(name, {**chosen.shared(view), key: shown[picked][column]})
