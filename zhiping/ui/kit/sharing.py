"""分享: what a view is in words, its address with the period written out, a sentence to copy, and a QR code drawn here."""

from collections.abc import Mapping, Sequence
from html import escape

import segno
import streamlit as st

from zhiping.asking.filters import FILTERS
from zhiping.ui.kit import (
    addresses,
    dataline,
    demo_mark,
    filterbar,
    period_choice,
    saying,
    shared_links,
    slides,
)
from zhiping.ui.kit.systems import Control, of_page
from zhiping.ui.kit.view import View
from zhiping.ui.look import drawn, numbers
from zhiping.ui.look.told import Said
from zhiping.words import _, bracketed

_QUIET_ZONE = 4  # modules of white around a QR code: fewer, and some readers do not find it
_COUNTS = "place_of_counts"  # in the session: where it is said how much is shared
_PLACE = "place_of_sentence"  # in the session: where this run's finding goes, and what stands around it


def words_of(view: View, names: Sequence[str], controls: Mapping[str, Control] | None = None) -> str:
    """What the view shows: "工单漏斗 · 呼和浩特市 / 赛罕区 · 2025年10月 · 数据截至2025年11月4日"."""
    reach = dataline.reach_told(view, of_page(view)) if "area" in names else ""
    return " · ".join(part for part in (_narrowed(view, names, controls), reach) if part)


def _narrowed(view: View, names: Sequence[str], controls: Mapping[str, Control] | None) -> str:
    told = filterbar.told(view, names, controls)
    plain = (_(FILTERS["area"].label), _(period_choice.LABEL))  # which need no label
    parts = [value if label in plain else f"{label} {value}" for label, value in told.items()]
    return " · ".join([addresses.title_of(view.page), *parts])


def qr_code(address: str) -> str:
    """An address as a QR code in SVG, black on white in every theme; "" where it is too long for one."""
    try:
        code = segno.make(address, micro=False, error="l")
    except segno.DataOverflowError:
        return ""
    return code.svg_inline(
        border=_QUIET_ZONE, dark="black", light="white", omitsize=True, svgclass="zp-qr", lineclass=None,
        title=escape(_("本页地址的二维码")),
    )  # fmt: skip


def draw(
    view: View,
    names: Sequence[str] = (),
    controls: Mapping[str, Control] | None = None,
    *,
    is_about_people: bool = False,
) -> None:
    """The button in the title line and what it opens, which is made once somebody opens it: a QR code alone takes 4 ms.

    The sentence is added once the page has found it.
    """
    st.session_state[_COUNTS] = st.session_state[_PLACE] = None
    opened = st.popover(_("分享"), icon=":material/share:", key="share", type="tertiary", on_change="rerun")
    if not opened.open:
        return
    # Its filters hold the period also where it is only the one that the page opens on (period_choice.opened).
    address = addresses.whole_address_of(view.page, view.filters)
    with opened:
        words = words_of(view, names, controls)
        saying.sentence(words)
        st.session_state[_COUNTS] = st.empty()
        drawn.begin()
        if made := shared_links.draw(view, words, is_about_people=is_about_people):
            saying.note(_("分享链接："))
            st.code(made.address, language=None, wrap_lines=True)
        place = st.container(gap="xsmall", key="share-sentence")
        saying.note(_("本页地址，时段已写明："))
        st.code(address, language=None, wrap_lines=True)
        address = made.address if made else address  # what is scanned and pasted
        if code := qr_code(address):
            st.markdown(code, unsafe_allow_html=True)
        else:
            saying.note(_("地址太长，画不成二维码；请复制地址。"))
        slides.draw_ways_in(view)
    # What a page without filters has found is about what was just given to it, which no address holds.
    st.session_state[_PLACE] = (place, _narrowed(view, names, controls), address) if names else None


def add_counts() -> None:
    """Say how many numbers and pictures are shared, now that the page has drawn them."""
    found = {kind: n for kind, n in drawn.counted().items() if n}
    place = st.session_state.pop(_COUNTS, None)
    if not (place and found):
        return
    words = {"numbers": _("{n} 个数字"), "pictures": _("{n} 张图")}
    with place:
        saying.note(_("、").join(words[kind].format(n=numbers.count(n)) for kind, n in found.items()))


def add_sentence(said: Said) -> None:
    """Let the page's finding be copied together with what it is about, its address, and the mark of demonstration data."""
    found = st.session_state.get(_PLACE)
    if found is None:
        return
    place, head, address = found
    mark = demo_mark.words()
    sentence = f"{head}{_('：')}{said}" + (bracketed(mark) if mark else "") + f" {address}"
    with place:
        saying.note(_("一句话，可粘贴到聊天或文件："))
        st.code(sentence, language=None, wrap_lines=True)
