"""说明与申诉: what units wrote to tickets, figures and scores, and what was decided about their appeals."""

import streamlit as st

from zhiping.ui.kit import page, statements
from zhiping.ui.kit.systems import cards
from zhiping.ui.statements import drawing
from zhiping.words import _

view = page.begin("statements/list", filters=drawing.NAMES)
there = page.systems_with_rows(view)
seen = statements.seen_by(view)
shown = drawing.under_filters(view, seen)
if shown or not seen:
    page.finding(drawing.finding(shown))
else:
    st.info(_("没有符合筛选条件的说明和申诉。"), icon=":material/filter_alt:")
drawing.draw(view, seen, shown)
page.data_line(view, there or cards())
