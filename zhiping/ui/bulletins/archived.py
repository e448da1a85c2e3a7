"""The archive on the page: what was issued, its files again, and whether it still comes out the same."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

import streamlit as st

from zhiping import clock
from zhiping.access.issuing import may_issue
from zhiping.access.permissions import NotAllowed
from zhiping.contracts.admin import Act
from zhiping.settings import SettingsError
from zhiping.store.errors import StoreError
from zhiping.ui.bulletins import archive, lasting
from zhiping.ui.bulletins.closing import closings_by_number, standing_told
from zhiping.ui.bulletins.forms import FORMS
from zhiping.ui.bulletins.written import Bulletin
from zhiping.ui.kit import demo_mark, page, saying, tables
from zhiping.ui.kit.noting import note, noted
from zhiping.ui.kit.view import View
from zhiping.ui.kit.visitor import still
from zhiping.ui.look import numbers
from zhiping.ui.look.markdown import as_markdown
from zhiping.ui.look.told import strong
from zhiping.words import _, bracketed, in_this_language

if TYPE_CHECKING:
    from zhiping.access.bulletins import Issued

_TOLD = "issued_told"  # in the session: what came of issuing, until it is drawn


def draw_issuing(view: View, bulletin: Bulletin) -> None:
    """The button that issues what was made."""
    if may_issue(view.access):
        st.button(
            _("签发并存档"),
            icon=":material/approval:",
            key="issue",
            on_click=_issue,
            args=(view, bulletin),
        )


def draw_issued() -> None:
    """What came of issuing, once."""
    if told := st.session_state.pop(_TOLD, None):
        is_done, sentence = told
        (st.success if is_done else st.error)(as_markdown(sentence))


def _issue(view: View, bulletin: Bulletin) -> None:
    try:
        still(view.access)
        issued = archive.issue(view, bulletin, clock.now())
    except (NotAllowed, StoreError, SettingsError) as error:
        st.session_state[_TOLD] = (False, str(error))
        return
    except OSError:
        st.session_state[_TOLD] = (False, _("没有签发：文件写不进去。请检查磁盘空间后再试。"))
        return
    note(view, Act.ISSUED, issued.number)
    st.session_state[_TOLD] = (True, archive.issued_told(issued))


def draw(view: View) -> None:
    """What was issued; a picked one gives its files and can be made again of its version."""
    found = archive.seen_by(view)
    page.heading(_("已签发的通报（{n} 份）").format(n=numbers.exact_count(len(found))))
    if not found:
        saying.sentence(_("签发过的通报列在这里：生成以后点“签发并存档”，随时可以取回同样的文件。"))
        return
    closed = closings_by_number()
    rows = [
        {
            _("编号"): one.number,
            _("标题"): one.title,
            _("时段"): one.period,
            _("签发人"): one.issuer,
            _("签发时间"): one.issued_at,
            _("数据版本"): f"{one.version}",
            _("状态"): standing_told(one, closed.get(one.number)),
        }
        for one in found
    ]
    saying.note(_("点选一行，下面取回它的文件、按当时的数据版本核对、关账或作废；不点选时是最新的一份。"))
    picked = tables.draw(rows, "issued", "", is_selectable=True)
    with st.container(border=True, key="picked-bulletin"):
        _draw_picked(view, found[picked or 0])


def _draw_picked(view: View, issued: "Issued") -> None:
    name = demo_mark.file_name(f"{issued.title} {issued.number}")
    saying.sentence(strong(f"{issued.number}　{issued.title}{bracketed(issued.period).strip()}"))
    with st.container(horizontal=True, gap="small", key="issued-files"):
        for form in FORMS:
            if form.ending not in issued.files:
                continue
            made: Callable[[], bytes] = partial(archive.content_of, view, issued, form.ending)
            st.download_button(
                _(form.label),
                noted(view, f"{issued.number}.{form.ending}", in_this_language(made)),
                file_name=f"{name}.{form.ending}",
                mime=form.mime,
                key=f"issued-{form.ending}",
                on_click="ignore",
                icon=":material/download:",
            )
        is_asked = st.button(_("按原版本核对"), icon=":material/fact_check:", key="derive")
        is_compared = st.button(_("与现在的数据比对"), icon=":material/difference:", key="corrections")
    lasting.draw(view, issued)
    if is_asked:
        _draw_derived(view, issued)
    if is_compared:
        lasting.draw_corrections(view, issued)


def _draw_derived(view: View, issued: "Issued") -> None:
    place = st.progress(0.0)
    try:
        made = archive.derived(view, issued, clock.now(), place.progress)
    except (NotAllowed, StoreError) as error:
        st.error(as_markdown(str(error)))
        return
    finally:
        place.empty()
    if made.digest == issued.digest:
        st.success(
            as_markdown(_("按数据版本 {version} 再生成，与签发时一致。").format(version=issued.version))
        )
    else:
        st.warning(
            as_markdown(
                _(
                    "按数据版本 {version} 再生成，与签发时不同：治屏升级后算法或说法可能有变。签发时的文件照旧可以取回。"
                ).format(version=issued.version)
            )
        )
