"""The last step of an upload: what would change, in which mode, up to which date, and the button."""

from datetime import datetime
from typing import Any

import streamlit as st

from zhiping.access.permissions import NotAllowed, may_publish, may_replace_all
from zhiping.contracts.uploads import MODE_LABELS, MODES
from zhiping.ui.kit import saying, tables
from zhiping.ui.look import numbers
from zhiping.ui.look.markdown import as_markdown
from zhiping.ui.look.told import Said, Told, joined, needs_person
from zhiping.ui.upload import figures, taking_back
from zhiping.ui.upload.taking import publish
from zhiping.ui.upload.waiting import Taking, hand_over
from zhiping.upload.data_date import doubts
from zhiping.upload.intake import Intake
from zhiping.upload.personal import personal_words
from zhiping.upload.preview import Preview, preview_doubts, preview_words, written
from zhiping.words import N_, _

_MODE_LABELS = dict(zip(MODES, MODE_LABELS, strict=True))
_MODE_MEANINGS = {
    "upsert": N_("编号相同的行更新，其余新增，别的行不动。"),
    "replace-scope": N_("文件涉及的地区和时段（或年度、考核期）里，文件没有的行会移除。"),
    "replace-all": N_("您管辖范围内的全部行换成这个文件的行。"),
}


def verdict(intake: Intake) -> Told:
    """What the check found, in one sentence."""
    checked = intake.checked
    text = _("读取 {read} 行：{sound} 行没有错误（新增 {new}，更新 {known}）").format(
        read=numbers.exact_count(checked.rows_read),
        sound=numbers.exact_count(checked.sound_count),
        new=numbers.exact_count(intake.new_count),
        known=numbers.exact_count(intake.known_count),
    )
    faults = _("{n} 处错误").format(n=numbers.exact_count(checked.fault_count))
    parts: list[Said] = [text, needs_person(faults) if checked.fault_count else faults]
    if checked.warning_count:
        parts.append(_("{n} 处提醒").format(n=numbers.exact_count(checked.warning_count)))
    return joined(_("，"), parts) + _("。")


def draw(taking: Taking) -> None:
    """The step itself; after a publish the page runs anew."""
    intake = taking.intake
    if intake is None:
        return
    if receipts := intake.earlier_receipts():
        st.warning(
            as_markdown(
                _("内容完全相同的文件已经上传过，回执号 {receipts}。").format(receipts=_("、").join(receipts))
            ),
            icon=":material/content_copy:",
        )
    checked = intake.checked
    if not checked.sound_count:
        st.info(_("没有可以发布的行。请改好后重新核对，或换一个文件。"), icon=":material/block:")
        return
    modes = [key for key in MODES if key != "replace-all" or may_replace_all(intake.access.user)]
    mode = st.radio(
        _("发布方式"),
        modes,
        format_func=lambda key: _(_MODE_LABELS[key]),
        captions=[_(_MODE_MEANINGS[key]) for key in modes],
        key="upload-mode",
    )
    try:
        found = intake.preview(mode)
    except NotAllowed as error:
        st.error(as_markdown(str(error)), icon=":material/error:")
        return
    _draw_preview(found)
    figures.draw(intake, mode)
    for sentence in (*preview_doubts(found), *intake.advice(mode)):
        st.warning(as_markdown(sentence), icon=":material/balance:")
    reason = taking_back.draw_reason(intake.closed(mode), f"upload-{mode}")
    is_masked = bool(intake.personal) and _draw_personal(intake)
    as_of = _draw_data_date(intake)
    is_partial = checked.fault_count > 0 and st.checkbox(
        _("只发布没有错误的行（{sound} 行，其余不发布）").format(
            sound=numbers.exact_count(checked.sound_count)
        ),
        key="upload-sound-only",
    )
    is_sure = not found.removed or taking_back.is_removal_confirmed(found.removed)
    is_whole = is_partial or not checked.fault_count
    is_ready = not taking.is_due and is_whole and is_sure and as_of is not None and reason is not None
    user = intake.access.user
    if not may_publish(user, taking.given_by):
        st.button(
            _("交给同事确认"),
            type="primary",
            on_click=hand_over,
            args=(user,),
            disabled=taking.is_due,
            icon=":material/group:",
        )
        saying.note(_("您的账号发布前要由另一位填报员确认：同事在本页会看到这个文件，核对后发布。"))
        return
    if st.button(_("确认发布"), type="primary", disabled=not is_ready, icon=":material/publish:"):
        with st.spinner(_("正在发布")):
            options: dict[str, Any] = {
                "sound_rows_only": is_partial,
                "as_of": as_of,
                "removes": found.removed,
            }
            options |= {"is_masked": is_masked, "reason": reason or None}
            sentence = publish(taking, mode=mode, **options)
        if not sentence:
            st.rerun()
        st.error(as_markdown(sentence), icon=":material/error:")
    elif not is_whole and not taking.is_due:
        saying.note(_("请改正错误后重新上传；或勾选上面一项，先发布没有错误的行。"))


def _draw_personal(intake: Intake) -> bool:
    """What should not stand in columns of text; whether it is masked in what is published."""
    sentences = (*personal_words(intake.personal), _("统计用不到它们，请不要上传个人信息。"))
    st.warning(as_markdown("".join(sentences)), icon=":material/visibility_off:")
    return st.checkbox(_("遮盖后发布（编号列除外；原文件照原样留存）"), True, key="upload-masked")


def _draw_preview(found: Preview) -> None:
    """What would change, in numbers; then the first values that would, folded."""
    sentence = preview_words(found)
    saying.sentence(needs_person(sentence) if found.removed else sentence)
    if found.changes:
        title = _("会更新的内容（前 {n} 处）").format(n=numbers.exact_count(len(found.changes)))
        with st.expander(title, key="changes"):
            rows = [
                ({_("工作表"): change.sheet} if change.sheet else {})
                | {
                    _("行"): change.row,
                    _("编号"): change.key,
                    _("数据项"): change.label,
                    _("原来"): written(change.old),
                    _("改为"): written(change.new),
                }
                for change in found.changes
            ]
            tables.draw(rows, "changes", "")


def _draw_data_date(intake: Intake) -> datetime | None:
    """Up to when the file is complete; None while an odd one was not answered. The widget knows minutes; untouched, the default keeps its seconds."""
    date = intake.data_date
    default = date.likely
    if date.is_doubtful:
        st.error(as_markdown("".join(doubts(date))), icon=":material/event_busy:")
        choices = [date.likely, date.latest] if date.far else [date.likely]
        picked = st.radio(
            _("数据完整到哪一天？"),
            choices,
            index=None,
            format_func=lambda moment: f"{moment:%Y-%m-%d %H:%M}",
            key=f"as-of-asked-{date.latest:%Y%m%d%H%M}",
            horizontal=True,
        )
        if picked is None:
            saying.note(_("请选一个日期，或先改正文件里的日期再上传。"))
            return None
        default = picked
    shown = default.replace(second=0, microsecond=0)
    chosen = st.datetime_input(
        _("数据截至"),
        shown,
        max_value=intake.now,
        step=60,
        format="YYYY-MM-DD",
        key=f"as-of-{shown:%Y%m%d%H%M}",
        help=_("文件里的数据完整到什么时候。默认是文件里最晚的一件事；之后的时限都按这个时间判断。"),
    )
    return default if chosen is None or chosen == shown else chosen
