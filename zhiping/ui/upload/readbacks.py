"""What was read otherwise than it stands in the file: coordinates in another datum, opening hours in words."""

import streamlit as st

from zhiping.ui.kit import page
from zhiping.ui.look import numbers
from zhiping.upload.checking.check import Checked
from zhiping.upload.checking.coordinates import conversion_words
from zhiping.words import _


def draw(checked: Checked) -> None:
    """The conversions in a sentence each, then the written forms beside their readings, folded."""
    if sentences := conversion_words(checked.converted):
        st.caption(page.plain("".join(sentences)))
    if not checked.readings:
        return
    labels = "、".join(dict.fromkeys(reading.label for reading in checked.readings))
    title = _("{label}读成了（{n} 种写法）").format(
        label=labels, n=numbers.exact_count(checked.reading_count)
    )
    with st.expander(page.plain(title), key="readings"):
        st.table(
            [
                {_("文件里的写法"): page.plain(reading.written), _("读成"): page.plain(reading.read)}
                for reading in checked.readings
            ],
            border="horizontal",
            hide_index=True,
        )
        if checked.reading_count > len(checked.readings):
            shown = numbers.exact_count(len(checked.readings))
            st.caption(_("这里列出前 {n} 种。").format(n=shown))
