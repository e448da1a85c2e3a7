"""The page of bulletins: what will be in one, what is missing, making it and taking its files."""

from collections.abc import Sequence
from functools import partial

import streamlit as st

from zhiping import clock
from zhiping.contracts.admin import Act, filters_told
from zhiping.rules.bulletins import MONTH, QUARTER, YEAR, kind_of
from zhiping.ui.bulletins import archived, gaps, making
from zhiping.ui.bulletins.contributions import named
from zhiping.ui.bulletins.forms import FORMS
from zhiping.ui.bulletins.written import Block, Bulletin, Line, Picture
from zhiping.ui.kit import addresses, demo_mark, page, period_choice, saying
from zhiping.ui.kit.chosen import bound, choose
from zhiping.ui.kit.noting import note, noted
from zhiping.ui.kit.systems import Card, Control, card_of, cards
from zhiping.ui.kit.view import View, written
from zhiping.ui.look import numbers
from zhiping.ui.look.told import Told, as_told, joined, needs_person
from zhiping.words import _, in_this_language, language

KINDS = (MONTH, QUARTER, YEAR)
_MADE = "made_bulletin"  # in the session: the bulletin made last, and for which view


def _systems_told(view: View) -> str:
    return _("、").join(one.label for one in named(view)) if "systems" in view.filters else ""


def _draw_systems(view: View) -> None:
    names = [one.name for one in named(view)]
    widget = bound("systems", names)
    st.pills(
        _("内容"),
        [one.name for one in cards()],
        format_func=lambda name: getattr(card_of(name), "label", name),
        selection_mode="multi",
        key=widget,
        on_change=_pick_systems,
        args=(widget,),
        label_visibility="collapsed",
    )


def _pick_systems(widget: str) -> None:
    picked = st.session_state[widget]
    every = [one.name for one in cards()]
    choose(systems=None if set(picked) in (set(), set(every)) else ",".join(n for n in every if n in picked))


CONTROLS = {"systems": Control(_draw_systems, _systems_told)}


def draw_kinds(view: View) -> None:
    """月统计, 季通报 or 年考评: the last of its kind that is over."""
    periods = gaps.last_periods(view, named(view))
    if not periods:
        return
    now = kind_of(view.period) if view.period else ""
    widget = bound("bulletin-kind", now if now in KINDS else None)

    def pick() -> None:
        if picked := st.session_state[widget]:
            choose(**written(periods[picked]), period=None)

    st.segmented_control(_("种类"), KINDS, format_func=_, key=widget, on_change=pick)


def finding(view: View, there: Sequence[Card]) -> Told:
    """What can be made, and what it will lack, in one sentence."""
    lacking = gaps.missing(view, named(view))
    doubtful = gaps.doubtful(view, there)
    said = as_told(
        _("{title}（{period}）可以写 {n} 个系统").format(
            title=making.title_of(view),
            period=period_choice.told(view),
            n=numbers.count(len(there)),
        )
    )
    rest = [
        needs_person(_("{n} 项没有报送或没有覆盖").format(n=numbers.count(len(lacking)))) if lacking else "",
        _("{n} 项要先核对").format(n=numbers.count(len(doubtful))) if doubtful else "",
    ]
    return joined(_("，"), [said, *rest]) + _("。")


def draw_before(view: View, there: Sequence[Card]) -> None:
    """What will be in it, beside what is missing and what is to be decided."""
    left, right = st.columns(2, gap="medium")
    with left:
        page.heading(_("会写什么"))
        saying.points(f"{one.label}{_('：')}{one.whole(view)}" for one in there)
    with right:
        for title, lines in gaps.chapters(view, named(view)):
            page.heading(title)
            if lines:
                saying.points(lines)
            else:
                saying.sentence(_("没有。"))


def draw_making(view: View) -> None:
    """The button that makes it, and what came of it last."""
    key = (view.version, tuple(sorted(view.filters.items())), view.access, language())
    if st.button(_("生成通报"), type="primary", icon=":material/article:", key="make"):
        place = st.progress(0.0)
        made = making.make(
            view,
            named(view),
            now=clock.now(),
            whole_address=addresses.from_here,
            progress=place.progress,
        )
        place.empty()
        note(view, Act.EXPORTED, f"{made.title} {filters_told(view.filters)}")
        st.session_state[_MADE] = (key, made)
    known = st.session_state.get(_MADE)
    if known is None or known[0] != key:
        return
    bulletin: Bulletin = known[1]
    with st.container(horizontal=True, gap="small", key="bulletin-files"):
        _draw_files(view, bulletin)
        archived.draw_issuing(view, bulletin)
    archived.draw_issued()
    _draw_text(bulletin)


def _draw_files(view: View, bulletin: Bulletin) -> None:
    name = demo_mark.file_name(bulletin.title + bulletin.head[0])
    for form in FORMS:
        if why := form.why_not():
            saying.note(why)
            continue
        file = f"{name}.{form.ending}"
        st.download_button(
            _(form.label),
            noted(view, file, in_this_language(partial(form.written, bulletin))),
            file_name=file,
            mime=form.mime,
            key=f"bulletin-{form.ending}",
            on_click="ignore",
            icon=":material/download:",
        )


def _draw_text(bulletin: Bulletin) -> None:
    """The text as it stands in the files."""
    with st.container(border=True, key="bulletin"):
        page.heading(bulletin.title, size=2)
        for section in bulletin.sections:
            with st.expander(section.title):
                for chapter in section.chapters:
                    if chapter.title:
                        page.heading(chapter.title)
                    for block in chapter.blocks:
                        _draw_block(block)
        saying.note(bulletin.basis)


def _draw_block(block: Block) -> None:
    if isinstance(block, Line):
        saying.sentence(block.text)
        return
    if isinstance(block, Picture):
        saying.note(block.title)
        st.image(block.svg)
        return
    if block.title:
        saying.note(block.title)
    columns = {
        heading: [row[place].text for row in block.rows] for place, heading in enumerate(block.headings)
    }
    st.dataframe(columns, hide_index=True, width="stretch")
