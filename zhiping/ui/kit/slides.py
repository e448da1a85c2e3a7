"""会议 and 大屏: a page as slides, a picture a screen, by its address alone.

`view=meeting` is turned by who speaks; `view=wall` turns by itself, through the page and then through the saved views of
who is at the screen. What the browser does stands in ui/browser/slides.js; here it gets its words and addresses.
"""

from html import escape
from urllib.parse import urlencode

import streamlit as st

from zhiping.ui.kit import addresses, saved_views
from zhiping.ui.kit.view import View
from zhiping.ui.kit.visitor import WAYS_OF_SEEING, kept_in_address
from zhiping.words import N_, _

_NAMES = {
    "meeting": N_("会议视图（一屏一图，方向键翻页）"),
    "wall": N_("大屏轮播（自动翻页，接着播常用视图）"),
}


def draw_ways_in(view: View) -> None:
    """Links that begin this page as slides, under its filters."""
    links = [
        f'<a href="?{escape(urlencode({**view.filters, **kept_in_address(), "view": way}))}">{escape(_(_NAMES[way]))}</a>'
        for way in WAYS_OF_SEEING
    ]
    with st.container(key="slides-in"):
        st.html("<br>".join(links))


def draw(view: View) -> None:
    """Where the address asks for slides: their words, and for a wall the addresses that follow this page's."""
    way = st.query_params.get("view")
    if way not in WAYS_OF_SEEING:
        return
    told = {"back": _("上一屏"), "next": _("下一屏"), "leave": _("回到页面"), "title": _(_NAMES[way])}
    words = "".join(f'<span class="{name}">{escape(text)}</span>' for name, text in told.items())
    onward = "".join(
        f'<a href="{escape(address)}"></a>' for address in (_addresses(view) if way == "wall" else ())
    )
    st.html(f'<div class="zp-slide-words">{words}{onward}</div>')


def _addresses(view: View) -> list[str]:
    kept = kept_in_address()
    return [addresses.address_of(one.page, {**one.filters, **kept}) for one in saved_views.seen(view)]
