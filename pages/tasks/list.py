"""督办: which tasks wait for whom until when, and whether what caused them has moved."""

import streamlit as st

from zhiping.ui.kit import page
from zhiping.ui.kit.systems import cards
from zhiping.ui.tasks import drawing, listed
from zhiping.words import _

view = page.begin("tasks/list", filters=listed.NAMES, controls=listed.CONTROLS)
there = page.systems_with_rows(view)
found, shown, now = drawing.found(view)
if shown:
    page.finding(listed.finding(shown, now))
elif found:
    st.info(_("没有符合筛选条件的督办。"), icon=":material/filter_alt:")
drawing.draw(view, found, shown, now)
page.data_line(view, there or cards())
