"""上传数据: a clerk's file, checked before anybody's eyes, then published."""

import streamlit as st

from zhiping.ui.kit import page
from zhiping.ui.look.markdown import as_markdown
from zhiping.ui.upload import (
    confirming,
    faults,
    matching,
    members,
    published,
    readbacks,
    remembered,
    unit_writings,
)
from zhiping.ui.upload import taking as uploading
from zhiping.words import _

view = page.begin_plain("upload/new", _("先核对，后发布；有错误时什么都不改动。"), takes=("dataset",))
if refusal := uploading.refusal(view):
    st.info(as_markdown(refusal), icon=":material/lock:")
else:
    published.draw(view)
    page.heading(_("1 选择数据集和文件"))
    dataset = uploading.draw_dataset(view)
    with uploading.draw_file(view, dataset) as taking:
        if taking is None:
            unit_writings.draw(view, dataset.name)
        else:
            uploading.check(taking, view)
            if taking.problem:
                st.error(as_markdown(taking.problem), icon=":material/error:")
            matching.draw_sheets(taking)
            matching.draw_header_row(taking)
            if taking.intake:
                page.finding(confirming.verdict(taking.intake))
                members.draw(taking)
                matching.draw_skipped(taking)
                page.heading(_("2 核对列的对应"))
                remembered.draw(taking)
                matching.draw(taking)
                readbacks.draw(taking.intake)
                faults.draw(view, taking.intake)
                page.heading(_("3 发布"))
                confirming.draw(taking)
