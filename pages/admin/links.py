"""分享链接: which links are in circulation, and how one is ended."""

import streamlit as st

from zhiping.ui.admin import links
from zhiping.ui.kit import page
from zhiping.words import _

view = page.begin_plain("admin/links", _("谁分享了哪一页、打开过几次；不再需要的可以随时暂停或撤回。"))
found, now = links.in_circulation(view)
if found:
    page.finding(links.summary(found, now))
    links.draw(found, now)
else:
    st.info(_("还没有分享过。在任何一页右上角点“分享”，可以生成链接。"), icon=":material/share:")
links.draw_open_pages(view)
