"""建议办理: what delegates suggest, how far it is, who has to do what by when, and what their talks bring in."""

import streamlit as st

from zhiping.contracts.kinds import Row
from zhiping.ui import charts
from zhiping.ui.delegates import card, figures, lists, suggestions, talks
from zhiping.ui.kit import chosen, clicks, key_figures, page, saying, tables
from zhiping.ui.kit.view import View
from zhiping.ui.look import numbers
from zhiping.ui.look.key_figure import ANY, summed
from zhiping.words import N_, _

FILTERS = ("area", "period", "level", "host", "delegate", "list", "suggestion")


def open_suggestion(row: Row) -> None:
    """Write the suggestion into the address."""
    chosen.choose(suggestion=row["suggestion_id"])


def draw_suggestion(view: View) -> None:
    """The suggestion in the address, whole."""
    if "suggestion" in view.filters:
        card.draw(view, view.filters["suggestion"])
        st.button(_("收起建议"), on_click=lambda: chosen.choose(suggestion=None), icon=":material/close:")


def draw_flow(view: View) -> None:
    """How far the suggestions of the period are, beside the batches in which they were handed out."""
    left, right = st.columns(2, gap="medium")
    batches = suggestions.batch_rows(view.stock())
    with left:
        stages = suggestions.labelled_stages(view)
        page.figure(
            view,
            "funnel",
            _("交办、反馈和评估"),
            charts.funnel,
            stages,
            meaning="suggestion_stages",
            table=view.rows("delegates/funnel"),
            counted={row["label"]: numbers.exact_count(row["suggestion_count"]) for row in stages},
            behind=suggestions.BEHIND_SUGGESTIONS.of(stages[0]["suggestion_count"]),
            note=suggestions.beside_told(view),
            click=suggestions.STAGE_CLICK,
        )
    with right:
        page.figure(
            view.stock(),
            "batches",
            _("集中交办批次（不限时段）"),
            charts.part_bars,
            batches,
            meaning="suggestion_batches",
            table=view.stock().rows("delegates/batches"),
            behind=suggestions.BEHIND_SUGGESTIONS.of(summed(batches, "suggestion_count")),
            click=clicks.opens_rows(
                suggestions.BEHIND_SUGGESTIONS,
                suggestions.OPENS_PART,
                parts=suggestions.HAVING_STATE,
                batch_on="assigned_on",
            ),
            parts=suggestions.STATES,
        )


def draw_units(view: View) -> None:
    """How the units answer; those that only support stand in the table."""
    rows = suggestions.unit_rows(view)
    page.figure(
        view,
        "units",
        _("主办单位的反馈（不限时段）"),
        charts.part_bars,
        [row for row in rows if row["suggestion_count"]][: suggestions.MOST_UNITS],
        meaning="suggestion_units",
        table=view.rows("delegates/units"),
        behind=suggestions.BEHIND_SUGGESTIONS.of(summed(rows, "suggestion_count")),
        note=_("逾期多的在前，最多画 {n} 个；全部单位和协办的任务在数据表里。").format(
            n=suggestions.MOST_UNITS
        ),
        click=clicks.by("host", "unit", N_("点一个单位，只看它主办的。")),
        parts=suggestions.STATES,
    )


def draw_lists(view: View) -> None:
    """任务清单、责任清单、时限清单: one table, in the order of the one that is chosen."""
    rows = view.stock().rows("delegates/tasks", suggestion=None)
    page.heading(_("任务、责任和时限清单（{n} 项，不限时段）").format(n=numbers.exact_count(len(rows))))
    if not rows:
        saying.sentence(_("没有建议任务。"))
        return
    chosen_list = lists.draw_choice(view)
    saying.note(_("一张表三种排法：按建议、按单位和岗位、按时限（没有完成的在前）。点选一行看建议。"))
    columns = suggestions.TASK_COLUMNS[chosen_list]
    shown = f"tasks-{chosen_list}"
    tables.draw(rows, shown, "delegates/tasks", columns=columns, on_pick=open_suggestion)
    tables.draw_download(view, rows, shown, "delegates/tasks", _("建议任务清单"), columns)


def draw_rows(view: View) -> None:
    """The suggestions of the period."""
    rows = view.rows("delegates/rows")
    page.heading(_("建议（{n} 件）").format(n=numbers.exact_count(len(rows))))
    if not rows:
        saying.sentence(_("这个时段没有提交的建议。"))
        return
    tables.draw(rows, "rows", "delegates/rows", columns=suggestions.ROW_COLUMNS, on_pick=open_suggestion)
    tables.draw_download(view, rows, "rows", "delegates/rows", _("建议"), suggestions.ROW_COLUMNS)


def draw_talks(view: View) -> None:
    """民情恳谈日 and the tickets that came of them, and how many tickets of class A a delegate leads."""
    rows = view.rows("delegates/talks")
    behind = suggestions.BEHIND_TALKS
    page.explained_heading(
        view, "talks", _("民情恳谈日和工单"), "talk_count", behind=behind.of(len(rows)), size=2
    )
    saying.sentence(talks.talks_told(view))
    if rows:
        with st.expander(_("民情恳谈日（{n} 场）").format(n=numbers.exact_count(len(rows)))):
            tables.draw(rows, "talks", "delegates/talks", columns=suggestions.TALK_COLUMNS)
            tables.draw_download(
                view, rows, "talks", "delegates/talks", _("民情恳谈日"), suggestions.TALK_COLUMNS
            )
    left, right = st.columns(2, gap="medium")
    months = talks.talk_month_rows(view.run_up())
    held = [row for row in months if row["counted"] == "talk"]
    with left:
        page.figure(
            view.run_up(),
            "talk-months",
            _("每月恳谈日、诉求和工单"),
            charts.month_strips,
            months,
            meaning="talk_count",
            question="delegates/talk_months",
            columns=("counted", "month", "amount", "is_complete"),
            behind=behind.of(summed(held, "amount")),
            click=clicks.by_month(),
            by="label",
            value="amount",
            unit=N_("场、件"),
        )
    with right:
        led = view.rows("delegates/led_tickets")
        of_a = [row for row in led if row["ticket_class"] == "A"]
        part, whole = summed(of_a, "led_count"), summed(of_a, "ticket_count")
        page.figure(
            view,
            "led",
            _("各类工单由党代表领办的"),
            charts.bars,
            [{**row, "class_label": _("{name} 类").format(name=row["ticket_class"])} for row in led],
            meaning="class_a_led",
            table=led,
            counted={
                _("党代表领办"): numbers.exact_count(part),
                _("受理的 A 类"): numbers.exact_count(whole),
            },
            behind=suggestions.BEHIND_LED.of(part, whole),
            note=talks.led_told(view),
            click=clicks.opens_rows(
                suggestions.BEHIND_LED,
                N_("点一类，看党代表领办的工单。"),
                parts={"": {"delegate_id": ANY}},
                ticket_class="ticket_class",
            ),
            label="class_label",
            value="led_count",
        )


view = page.begin("delegates/suggestions", filters=FILTERS)
if page.has_rows(view, _("党代表履职")):
    page.finding(suggestions.finding(view))
    draw_suggestion(view)
    key_figures.draw(
        view,
        [
            figures.suggestions_figure(view),
            figures.in_time_figure(view),
            figures.overdue_figure(view),
            figures.supervised_figure(view),
        ],
    )
    draw_flow(view)
    draw_lists(view)
    draw_units(view.stock())
    draw_rows(view)
    draw_talks(view)
page.data_line(view)
