"""The parts of every page: title, filters, finding, key figures, pictures with their tables, data line."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import streamlit as st

from zhiping.access.permissions import Access, NotAllowed, check_may_see_people
from zhiping.contracts import DATASETS
from zhiping.contracts.kinds import Row
from zhiping.definitions import measure_of
from zhiping.ui.kit import (
    addresses,
    announced,
    chosen,
    clicks,
    dataline,
    elsewhere,
    explain,
    filterbar,
    known_areas,
    language,
    matters,
    newer,
    period_choice,
    reconnected,
    saying,
    searching,
    shared_links,
    sharing,
    slides,
    tables,
    who,
)
from zhiping.ui.kit.addresses import PAGES, title_of
from zhiping.ui.kit.hidden import hidden_told, is_hidden
from zhiping.ui.kit.systems import Card, Control, card_of, of_page
from zhiping.ui.kit.view import View, view_of
from zhiping.ui.look import drawn
from zhiping.ui.look.key_figure import Behind
from zhiping.ui.look.markdown import as_markdown
from zhiping.ui.look.theme import viewer_theme
from zhiping.ui.look.told import Said
from zhiping.words import _, ask_language, in_turn

_HERE = Path(__file__).parent
_MARK = _HERE / "mark.png"
_FILES_ARE_ON = "upload/history"


def settle() -> None:
    """What every run begins with: the page's frame and the language. Call before navigation."""
    reconnected.note()
    ask_language(language.of_session)
    language.settle()
    st.set_page_config(page_title=_("治屏"), page_icon=str(_MARK), layout="wide")
    st.logo(str(_HERE / f"logo-{viewer_theme()}.png"), size="large")


def begin_with_damage(sentence: str) -> None:
    """Run a page that met rows which cannot be read again, to say that and nothing else: half of it stands by now."""
    st.session_state.damage = sentence
    st.rerun()


def tells_damage(name: str) -> bool:
    """Whether the run before met damage; if so, the page is its title, what is wrong, and where the clerks' files are.

    It is told once a run: whatever the viewer does next asks the data again.
    """
    sentence = st.session_state.pop("damage", None)
    if sentence is None:
        return False
    _draw_title(name)
    st.error(sentence, icon=":material/error:")
    if name != _FILES_ARE_ON:
        addresses.link(_FILES_ARE_ON, _("看上传记录"))
    return True


def begin_plain(name: str, subtitle: str = "", takes: Sequence[str] = ()) -> View:
    """The head of a page without a filter line; its view has the keys of the address that the page `takes`."""
    bare = view_of(name)
    view = replace(bare, filters=chosen.chosen(bare, takes))
    _draw_title(name, view)
    if subtitle:
        st.caption(as_markdown(subtitle))
    _draw_notices()
    return view


def begin(
    name: str,
    filters: Sequence[str],
    controls: Mapping[str, Control] | None = None,
    *,
    is_about_people: bool = False,
) -> View:
    """The head of a page with filters: area, period, and keys of zhiping/asking/filters.py.

    What the address or the session holds is checked; under the title a line of chips shows the values and
    opens the widgets. The view reads rows under those filters, and where no period was chosen under the one that
    the page opens on. `controls`: see filterbar.draw.
    """
    bare = view_of(name)
    found = chosen.chosen(bare, filters)
    view = replace(bare, filters=found, chosen=found)
    if "period" in filters:
        view = period_choice.opened(view)
    _draw_title(name, view, filters, controls, is_about_people=is_about_people)
    filterbar.draw(view, filters, controls)
    newer.draw(view)
    slides.draw(view)
    _draw_notices()
    matters.draw(view, card_of(view.system))
    return view


def check(name: str, rule: Callable[[Access], None]) -> None:
    """Hold a rule of permissions against whoever is at the screen, before anything is read.

    Raises what the rule does; then the page is its title alone.
    """
    try:
        rule(view_of(name).access)
    except NotAllowed:
        st.title(as_markdown(title_of(name)), anchor=False)
        raise


def begin_about_people(name: str, filters: Sequence[str]) -> View:
    """The head of a page about single persons, as `begin`; see `check` for who may not see them."""
    check(name, check_may_see_people)
    return begin(name, filters, is_about_people=True)


def _draw_title(
    name: str,
    shared: View | None = None,
    filters: Sequence[str] = (),
    controls: Mapping[str, Control] | None = None,
    *,
    is_about_people: bool = False,
) -> None:
    """The line of the title. `shared`: the view that 分享 is about; a page that only says what is wrong has none."""
    with st.container(key="head", gap=None):
        # Read by zhiping/ui/browser/menu.js, which marks the system's menu; seen on phones, which have no menu bar.
        st.container(key="system").caption(_(PAGES[name].section))
        with st.container(
            horizontal=True, horizontal_alignment="distribute", vertical_alignment="center", key="titleline"
        ):
            st.title(title_of(name), anchor=False, width="content")
            if shared and not shared.access.link:
                searching.draw(shared)
                sharing.draw(shared, filters, controls, is_about_people=is_about_people)
                who.draw(shared)
        if shared and shared.access.link:
            shared_links.draw_banner(shared)
        elif shared:
            searching.draw_found(shared, filters)


def _draw_notices() -> None:
    if lost := reconnected.told():
        st.warning(as_markdown(lost), icon=":material/sync_problem:")
    for notice in chosen.notices():
        st.warning(as_markdown(notice), icon=":material/info:")


def finding(said: Said) -> None:
    """The one sentence that the page has to say."""
    with st.container(key="finding"):
        saying.sentence(said)
    sharing.add_sentence(said)


def has_rows(view: View, what: str) -> bool:
    """Whether a page has anything to show; if not, a sentence says why and what to do. `what`: 工单 …"""
    if dataline.with_rows(view, of_page(view)):
        return True
    _draw_nothing(view, what, _("还没有{what}数据。请到“上传数据”上传{what}表格。").format(what=what))
    return False


def systems_with_rows(view: View) -> tuple[Card, ...]:
    """The systems of a page that have rows under its filters; where none has, a sentence says why and what to do."""
    found = dataline.with_rows(view, of_page(view))
    if not found:
        _draw_nothing(view, _("数据"), _("还没有数据。请到“上传数据”上传表格。"))
    return found


def _draw_nothing(view: View, what: str, nothing: str) -> None:
    """Why a page is empty, and where there is something: its filters, what its reader may not see, or nothing at all."""
    own = card_of(view.system)
    no_match = _("没有符合筛选条件的{what}。").format(what=what)
    if view.has_period and dataline.with_rows(view.stock(), of_page(view)):
        st.info(
            _("{period}：").format(period=period_choice.told(view)) + no_match, icon=":material/filter_alt:"
        )
        st.button(_("看全部时间"), on_click=period_choice.choose_all, key="all-times")
    elif places := elsewhere.places(view):
        is_alone = elsewhere.is_area_alone(view)
        none_here = _("{area}没有{what}。").format(area=known_areas.name_told(view), what=what)
        there = _("有{what}的：") if is_alone else _("这些条件下有{what}的：")
        st.info(
            as_markdown(in_turn(none_here if is_alone else no_match, there.format(what=what))),
            icon=":material/filter_alt:",
        )
        elsewhere.draw(view, places)
        st.button(_("清除筛选"), on_click=chosen.clear, key="clear-here")
    elif dataline.with_rows(view_of(view.page), of_page(view)):
        st.info(no_match, icon=":material/filter_alt:")
        st.button(_("清除筛选"), on_click=chosen.clear, key="clear-here")
    elif is_hidden(view, *(one.name for one in DATASETS.values() if one.system == view.system)):
        st.info(as_markdown(hidden_told(view, what)), icon=":material/lock:")
    elif own and (why := own.why_nothing(view)):
        st.info(why, icon=":material/lock:")
    else:
        st.info(nothing, icon=":material/upload_file:")
        if Path(PAGES["upload/new"].path).exists():
            addresses.link("upload/new", _("去上传数据"))


def heading(text: Said, *, size: int = 3) -> None:
    """The heading of a part of the page."""
    (st.header if size == 2 else st.subheader)(as_markdown(text), anchor=False)


def explained_heading(
    view: View,
    key: str,
    text: str,
    meaning: str,
    *,
    counted: Mapping[str, str] | None = None,
    behind: Behind | None = None,
    size: int = 3,
) -> None:
    """The heading of a part with ⓘ on its line. `meaning`: the measure's key."""
    with st.container(horizontal=True, vertical_alignment="center", gap="xsmall", key=f"heading-{key}"):
        (st.header if size == 2 else st.subheader)(as_markdown(text), anchor=False, width="content")
        explain.button(view, meaning, key, counted=counted or {}, behind=behind)


def figure(
    view: View,
    key: str,
    title: str,
    picture: Callable[..., Any],
    rows: Sequence[Row],
    *,
    meaning: str,
    question: str = "",
    table: Sequence[Row] | None = None,
    columns: Sequence[str] | None = None,
    counted: Mapping[str, str] | None = None,
    behind: Behind | None = None,
    note: Said = "",
    click: clicks.Click | None = None,
    **options: Any,
) -> None:
    """A picture under its heading, with ⓘ and its table twin. `picture`: a function of zhiping/ui/charts.

    `rows` are drawn; `table` (default: the same) stand in the table. `meaning`: the measure's key.
    `question`: whose rows the table holds, where it is not the measure's own. `click`: what a click on the picture
    does; None: nothing. `options` go to the picture.
    """
    with st.container(key=f"picture-{key}"):
        explained_heading(view, key, title, meaning, counted=counted, behind=behind)
        if click:
            options["click"] = click.written
        drawing = picture(rows, viewer_theme(), **options)
        if drawing is None:
            st.info(_("没有可以画的数据。"))
            return
        drawn.count("pictures")
        clicks.draw(view, key, drawing, click, measure=meaning)
        if note:
            saying.note(note)
        clicks.draw_hint(key, click)
        twin = rows if table is None else table
        asked = question or measure_of(meaning).question
        tables.draw_twin(view, twin, key, asked, title, columns, meaning=meaning)


def data_line(view: View, systems: Sequence[Card] | None = None, *, question: str = "") -> None:
    """What was announced, and the last line of a page, a line a system: see zhiping/ui/kit/dataline.py.

    Default: the systems that the page is about; `question`: where its rows are not those of <system>/data_date.
    """
    sharing.add_counts()
    announced.draw(view)
    told = of_page(view) if systems is None else systems
    dataline.draw(view, {"": question} if question else dataline.questions_of(told))
