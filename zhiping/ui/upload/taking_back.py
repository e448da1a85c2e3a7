"""Undoing an upload, and restoring it: the question before, with what it would do, and what it did."""

from collections.abc import Callable
from typing import Literal

import streamlit as st

from zhiping import clock, serving
from zhiping.access.permissions import NotAllowed, check_may_undo
from zhiping.contracts import DATASETS
from zhiping.contracts.admin import Act
from zhiping.contracts.kinds import Row
from zhiping.store.closed import closed_words
from zhiping.store.errors import StoreError
from zhiping.store.publishing import Undone
from zhiping.store.replay import Replayed
from zhiping.ui.kit import saying
from zhiping.ui.kit.noting import note
from zhiping.ui.kit.view import View
from zhiping.ui.kit.visitor import leave_if_ended, still
from zhiping.ui.look import numbers
from zhiping.ui.look.markdown import as_markdown
from zhiping.upload import restoring
from zhiping.upload.preview import is_count_typed, preview_doubts, preview_words
from zhiping.words import _, in_turn

What = Literal["undo", "restore"]


def ask(what: What, receipt: str) -> None:
    """Open the question. For a button's callback."""
    st.session_state.taking_back = (what, receipt)
    st.session_state.taken_back = None


def _ask_nothing() -> None:
    st.session_state.taking_back = None


def draw(view: View) -> None:
    """The question before an undo or a restore, and afterwards what it did."""
    what, receipt = st.session_state.get("taking_back") or ("", "")
    for row in view.rows("uploads/history", dataset=None) if receipt else []:
        if row["receipt"] == receipt:
            title = _("撤销 {receipt}？") if what == "undo" else _("恢复 {receipt}？")
            question = _draw_undo if what == "undo" else _draw_restore
            st.dialog(title.format(receipt=receipt), on_dismiss=_ask_nothing)(question)(view, row)
    if told := st.session_state.get("taken_back"):
        is_done, sentence = told
        (st.success if is_done else st.error)(as_markdown(sentence))


def _draw_undo(view: View, row: Row) -> None:
    leave_if_ended(view.access)
    try:
        check_may_undo(view.access.user, row["area_code"], row["published_by"], DATASETS.get(row["dataset"]))
        would, touched = serving.store().would_undo(row["receipt"])
    except (NotAllowed, StoreError) as error:
        st.error(as_markdown(str(error)))
        return
    saying.sentence(
        _("将撤下{dataset}“{file}”发布的 {n} 行，{back} 行恢复原值。").format(
            dataset=label_of(row),
            file=row["file_name"],
            n=numbers.exact_count(would.rows_removed),
            back=numbers.exact_count(would.rows_restored),
        )
    )
    if kept := _kept_words(would):
        saying.sentence(kept)
    reason = draw_reason(closed_words(touched), f"undo-{row['upload_id']}")
    _draw_answers(_("确认撤销"), _("不撤销"), lambda: _undone(view, row, reason), reason)


def _draw_restore(view: View, row: Row) -> None:
    leave_if_ended(view.access)
    try:
        found = restoring.foresee(serving.store(), view.access, row["receipt"])
    except (NotAllowed, StoreError) as error:
        st.error(as_markdown(str(error)))
        return
    would = found.preview
    saying.sentence(
        _("{dataset}“{file}”将重新发布，得到新的回执号。").format(
            dataset=label_of(row), file=row["file_name"]
        )
    )
    saying.sentence(preview_words(would))
    for sentence in (restoring.overtaken_words(found), *preview_doubts(would)):
        if sentence:
            st.warning(as_markdown(sentence), icon=":material/call_merge:")
    reason = draw_reason(closed_words(found.closed), f"restore-{row['upload_id']}")
    _draw_answers(
        _("确认恢复"),
        _("不恢复"),
        lambda: _restored(view, row, would.removed, reason),
        reason,
        removes=would.removed,
    )


def _draw_answers(
    yes: str, no: str, act: Callable[[], tuple[bool, str]], reason: str | None, *, removes: int = 0
) -> None:
    is_sure = (not removes or is_removal_confirmed(removes)) and reason is not None
    with st.container(horizontal=True):
        if st.button(yes, type="primary", key="taking-back-confirmed", disabled=not is_sure):
            st.session_state.taken_back = act()
            _ask_nothing()
            st.rerun()
        if st.button(no, key="taking-back-given-up"):
            _ask_nothing()
            st.rerun()


def is_removal_confirmed(removed: int) -> bool:
    """Whether the clerk has typed how many rows would be removed, into a line drawn here."""
    typed = st.text_input(
        _("发布会移除 {n} 行。确认请输入这个行数").format(n=numbers.exact_count(removed)),
        key=f"upload-removes-{removed}",
    )
    return is_count_typed(typed, removed)


def draw_reason(closed: str, key: str) -> str | None:
    """Why what a closed period holds is corrected: "" where none is, None while it is wanted. `closed`: what is closed."""
    if not closed:
        return ""
    st.warning(as_markdown(closed), icon=":material/lock:")
    return st.text_input(_("更正原因（必填，随上传记录保存）"), key=f"reason-{key}").strip() or None


def label_of(row: Row) -> str:
    """What the dataset of an upload is called; its name where there is none of that name any more."""
    dataset = DATASETS.get(row["dataset"])
    return _(dataset.label) if dataset else str(row["dataset"])


def _undone(view: View, row: Row, reason: str | None) -> tuple[bool, str]:
    """Undo one upload: whether it was done, and the sentence of what came of it."""
    user = view.access.user
    try:
        still(view.access)
        check_may_undo(user, row["area_code"], row["published_by"], DATASETS.get(row["dataset"]))
        undone = serving.store().undo(row["receipt"], user=user.name, now=clock.now(), reason=reason or None)
    except (NotAllowed, StoreError) as error:
        return False, str(error)
    note(view, Act.UNDID, row["receipt"])
    return True, undone_words(undone)


def _restored(view: View, row: Row, removes: int, reason: str | None) -> tuple[bool, str]:
    """Restore one upload: whether it was done, and the sentence of what came of it."""
    try:
        still(view.access)
        done = restoring.restore(
            serving.store(),
            view.access,
            row["receipt"],
            now=clock.now(),
            removes=removes,
            reason=reason or None,
        )
    except (NotAllowed, StoreError) as error:
        return False, str(error)
    note(view, Act.RESTORED, f"{row['receipt']} {done.receipt}")
    return True, _("已恢复 {receipt}：{n} 行重新发布，新的回执号 {new}，数据版本 {version}。").format(
        receipt=row["receipt"],
        n=numbers.exact_count(done.rows_published),
        new=done.receipt,
        version=done.version,
    )


def _kept_words(found: Replayed | Undone) -> str:
    if not found.rows_kept:
        return ""
    return _("有 {n} 行已被之后的上传（{later}）更新，保持不变。").format(
        n=numbers.exact_count(found.rows_kept), later=_("、").join(found.kept_receipts)
    )


def undone_words(undone: Undone) -> str:
    """What an undo did, in one sentence or two."""
    text = _("已撤销 {receipt}：撤下 {gone} 行，恢复原值 {back} 行，数据版本 {version}。").format(
        receipt=undone.receipt,
        gone=numbers.exact_count(undone.rows_removed),
        back=numbers.exact_count(undone.rows_restored),
        version=undone.version,
    )
    kept = _kept_words(undone)
    return in_turn(text, kept) if kept else text
