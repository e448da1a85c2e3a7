"""我的填报任务: what the calendar asks for and nobody has reported yet; 零报告 by one click, and its undo."""

from collections.abc import Sequence

import streamlit as st

from zhiping import clock, serving
from zhiping.access.permissions import NotAllowed, check_may_undo, may_upload
from zhiping.contracts import DATASETS
from zhiping.contracts.admin import Act
from zhiping.contracts.kinds import Row
from zhiping.store.errors import StoreError
from zhiping.ui.kit import addresses, page, saying
from zhiping.ui.kit.noting import note
from zhiping.ui.kit.view import View
from zhiping.ui.kit.visitor import still
from zhiping.ui.look import numbers
from zhiping.ui.look.key_figure import Behind
from zhiping.ui.look.markdown import as_markdown
from zhiping.ui.look.told import Told, as_told, joined, state_sign
from zhiping.upload.zero_reports import publish_zero_report
from zhiping.words import N_, _

MOST_TASKS = 6  # as many are seen at a glance
SIGNS = {
    "late": "overdue",
    "due": "waiting",
    "reported": "on_time",
}  # of a report -> of the states of the house
BEHIND = Behind(
    "overview/reporting",
    columns=(
        "dataset",
        "area_name",
        "frequency",
        "period_from",
        "period_to",
        "due_on",
        "days_late",
        "reported_on",
    ),
    noun=N_("填报任务"),
)


def rows(view: View) -> list[Row]:
    """The calendar of the area that is chosen, the longest late first."""
    return view.rows("overview/reporting")


def draw(view: View) -> None:
    """What has to be reported; where there is no calendar, how to get one."""
    if view.access.is_shared:  # who has a link has nothing to report
        return
    calendar = rows(view)
    with st.container(border=True, gap="xsmall", key="tasks"):
        open_ones = [row for row in calendar if row["state"] != "reported"]
        behind = BEHIND.of(len(open_ones), len(calendar))
        page.explained_heading(view, "tasks", _("我的填报任务"), "open_reports", behind=behind)
        _draw_done(view)
        if not calendar:
            saying.note(_("这里没有填报日历。上传“填报日历”以后，这里列出该报的数据。"))
            _link_to_upload("reporting_calendar", _("去上传填报日历"))
            return
        saying.sentence(summary(calendar))
        _draw_tasks(view, open_ones[:MOST_TASKS])
        if rest := open_ones[MOST_TASKS:]:
            with st.expander(_("其余 {n} 项").format(n=numbers.exact_count(len(rest)))):
                _draw_tasks(view, rest)
        if reported := [row for row in calendar if row["state"] == "reported"]:
            with st.expander(_("已报送（{n} 项）").format(n=numbers.exact_count(len(reported)))):
                saying.lines(task_told(row) for row in reported)


def summary(calendar: Sequence[Row]) -> str:
    """How many reports are late, due and done, in one sentence."""
    counts = {state: sum(row["state"] == state for row in calendar) for state in SIGNS}
    if counts["late"] + counts["due"] == 0:
        return _("{n} 项都已报送。").format(n=numbers.exact_count(counts["reported"]))
    return _("逾期 {late} 项，待报送 {due} 项，已报送 {reported} 项。").format(
        **{state: numbers.exact_count(count) for state, count in counts.items()}
    )


def what_told(row: Row) -> str:
    """Which report of which area: "工单（赛罕区，日报）"."""
    return _("{dataset}（{area}，{frequency}报）").format(
        dataset=_(DATASETS[row["dataset"]].label), area=row["area_name"], frequency=_(row["frequency"])
    )


def task_told(row: Row) -> Told:
    """One report: where it stands, which period is next, and until when."""
    what = state_sign(SIGNS[row["state"]]) + "　" + what_told(row)
    if row["state"] == "reported":
        return what + _("　已报到{day}，下一次{due}前").format(
            day=numbers.day(row["reported_on"]), due=numbers.day(row["due_on"])
        )
    told = joined(
        _("，"),
        [
            as_told(_("　{period}").format(period=period_told(row))),
            _("{due}前报").format(due=numbers.day(row["due_on"])),
            _("已迟 {n} 天").format(n=numbers.exact_count(row["days_late"])) if row["days_late"] else "",
            _("共 {n} 期没有报").format(n=numbers.exact_count(row["period_count"]))
            if row["period_count"] > 1
            else "",
        ],
    )
    return what + told


def period_told(row: Row) -> str:
    """The period that is to be reported."""
    first, last = row["period_from"], row["period_to"]
    return numbers.day(first) if first == last else numbers.period(first, last)


def _draw_tasks(view: View, tasks: Sequence[Row]) -> None:
    for row in tasks:
        key = f"{row['dataset']}-{row['area_code']}"
        with st.container(horizontal=True, vertical_alignment="center", gap="small", key=f"task-{key}"):
            saying.sentence(task_told(row))
            if may_upload(view.access.user):
                with st.container(
                    horizontal=True,
                    vertical_alignment="center",
                    gap="xsmall",
                    width="content",
                    key=f"task-acts-{key}",
                ):
                    _link_to_upload(row["dataset"], _("上传"))
                    st.button(
                        _("零报告"),
                        key=f"zero-{key}",
                        help=_("本期无数据：{period}").format(period=period_told(row)),
                        on_click=_report_nothing,
                        args=(view, row),
                        type="tertiary",
                    )


def _link_to_upload(dataset: str, label: str) -> None:
    addresses.link("upload/new", label, {"dataset": dataset})


def _report_nothing(view: View, row: Row) -> None:
    """Publish a zero report of the oldest period that nobody has reported."""
    state = st.session_state
    try:
        receipt = publish_zero_report(
            serving.store(),
            still(view.access),
            DATASETS[row["dataset"]],
            row["area_code"],
            (row["period_from"], row["period_to"]),
            area_name=row["area_name"],
            now=clock.now(),
        )
    except (NotAllowed, StoreError) as error:
        state.zero_report = (False, str(error), None, None)
        return
    note(view, Act.UPLOADED, f"{receipt.receipt} {row['dataset']}")
    told = _("零报告已发布，回执号 {receipt}：{what}{period}无数据。").format(
        receipt=receipt.receipt, what=what_told(row), period=period_told(row)
    )
    state.zero_report = (True, told, receipt.receipt, row["area_code"])


def _draw_done(view: View) -> None:
    """What came of the last zero report; while it stands it can be undone."""
    is_done, told, receipt, area = st.session_state.get("zero_report") or (None, "", None, None)
    if is_done is None:
        return
    (st.success if is_done else st.error)(as_markdown(told))
    if receipt:
        st.button(
            _("撤销这次零报告"),
            on_click=_undo,
            args=(view, receipt, area),
            type="tertiary",
            icon=":material/undo:",
            key="zero-undo",
        )


def _undo(view: View, receipt: str, area: str) -> None:
    user = view.access.user
    try:
        still(view.access)
        check_may_undo(user, area, user.name)
        serving.store().undo(receipt, user=user.name, now=clock.now())
    except (NotAllowed, StoreError) as error:
        st.session_state.zero_report = (False, str(error), receipt, area)
        return
    note(view, Act.UNDID, receipt)
    st.session_state.zero_report = (True, _("已撤销零报告 {receipt}。").format(receipt=receipt), None, None)
