"""上传记录: who uploaded what and when, its file, and its undo."""

import streamlit as st

from zhiping.ui.kit import page
from zhiping.ui.kit.addresses import link
from zhiping.ui.upload import history, taking_back
from zhiping.words import _

view = page.begin("upload/history", filters=["dataset"], controls=history.CONTROLS)
taking_back.draw(view)
rows = view.rows("uploads/history")
if rows:
    page.finding(history.summary(view, rows))
    history.draw_all(view, rows)
elif view.rows("uploads/history", dataset=None):
    st.info(_("这个数据集还没有上传过。"), icon=":material/filter_alt:")
else:
    st.info(_("还没有任何上传。"), icon=":material/upload_file:")
    link("upload/new", _("去上传数据"))
