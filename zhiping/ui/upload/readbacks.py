"""What was read otherwise than it stands in the file: hidden rows, merged cells, coordinates, opening hours."""

import streamlit as st

from zhiping.ui.kit import saying
from zhiping.ui.look import numbers
from zhiping.ui.look.markdown import as_markdown
from zhiping.upload.checking.coordinates import conversion_words
from zhiping.upload.intake import Intake
from zhiping.upload.reports import skipped_words
from zhiping.words import _


def draw(intake: Intake) -> None:
    """Remarks and conversions in a sentence each, then the written forms beside their readings, folded."""
    checked = intake.checked
    if remarks := intake.remarks():
        saying.points(map(skipped_words, remarks))
    if sentences := conversion_words(checked.converted):
        saying.note("".join(sentences))
    if not checked.readings:
        return
    labels = _("、").join(dict.fromkeys(reading.label for reading in checked.readings))
    title = _("{label}读成了（{n} 种写法）").format(
        label=labels, n=numbers.exact_count(checked.reading_count)
    )
    with st.expander(as_markdown(title), key="readings"):
        st.table(
            [
                {_("文件里的写法"): as_markdown(reading.written), _("读成"): as_markdown(reading.read)}
                for reading in checked.readings
            ],
            border="horizontal",
            hide_index=True,
        )
        if checked.reading_count > len(checked.readings):
            shown = numbers.exact_count(len(checked.readings))
            saying.note(_("这里列出前 {n} 种。").format(n=shown))
