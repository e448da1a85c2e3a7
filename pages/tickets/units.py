"""承办单位: which units and areas differ by more than chance, what their callers say, and what was allowed them."""

import streamlit as st

from zhiping.contracts.kinds import Row
from zhiping.ui import charts
from zhiping.ui.kit import clicks, key_figures, neighbours, page, period_choice, saying, tables
from zhiping.ui.kit.comparisons import comparable
from zhiping.ui.kit.view import View
from zhiping.ui.look import numbers
from zhiping.ui.look.key_figure import summed
from zhiping.ui.tickets import allowances, caller_rates, comparing, figures, reopened, sentences
from zhiping.words import N_, _

FILTERS = ("area", "period", "class", "category", "unit", "channel", "over")
_IN_TIME = ("in_time_share", "in_time_count", "due_count", "in_time_signal")
_SATISFIED = ("satisfied_share", "satisfied_low", "satisfied_high", "satisfied_count", "answered_count")
_CALLERS = ("contacted_share", "solved_share", "rate_score", "called_back_share", "cautious_share")
IN_TIME_COLUMNS = (
    *_IN_TIME,
    "report_on_time_share",
    "report_counted_count",
    "ticket_count",
    "reopened_share",
)
SATISFIED_COLUMNS = (*_SATISFIED, "satisfied_signal", "firmly_satisfied_share", *_CALLERS)
GRADE_COLUMNS = tuple(part.column for part in comparing.GRADE_PARTS)
CATEGORY_COLUMNS = (
    "category",
    "accepted_count",
    "accepted_share",
    "accepted_before",
    "accepted_change",
    "accepted_share_before",
    "in_time_share",
    "due_count",
    "satisfied_share",
    "answered_count",
)


def draw_plots(
    told: View, key: str, name: str, rows: list[Row], click: clicks.Click, marked: str, note: str = ""
) -> None:
    """On time beside satisfied, a point each, of units or areas. `name`: the column of what a point is called."""
    left, right = st.columns(2, gap="medium")
    what = {"units": _("各单位"), "areas": _("各地区")}[key]
    first = {"units": "lead_unit", "areas": "area_name"}[key]
    with left:
        page.figure(
            told,
            f"{key}-in-time",
            _("{what}按期办结率").format(what=what),
            charts.funnel_plot,
            rows,
            meaning="closed_in_time",
            question=f"tickets/{key}",
            columns=(first, *IN_TIME_COLUMNS),
            behind=sentences.BEHIND_TICKETS.of(summed(rows, "in_time_count"), summed(rows, "due_count")),
            note=_("曲线之内的高低可能只是偶然；件数越少，曲线越宽。空心的不足10件，不作判断。") + note,
            part="in_time_count",
            whole="due_count",
            measure=N_("按期办结率"),
            name=name,
            marked=marked,
            click=click,
        )
    with right:
        page.figure(
            told,
            f"{key}-satisfied",
            _("{what}满意率").format(what=what),
            charts.funnel_plot,
            rows,
            meaning="satisfied_share",
            question=f"tickets/{key}",
            columns=(first, *SATISFIED_COLUMNS),
            behind=sentences.BEHIND_TICKETS.of(
                summed(rows, "satisfied_count"), summed(rows, "answered_count")
            ),
            note=_("只有接通的才答得上满意不满意。") + note,
            part="satisfied_count",
            whole="answered_count",
            unit=N_("人"),
            measure=N_("满意率"),
            name=name,
            marked=marked,
            click=click,
        )


def draw_compared(view: View) -> None:
    """Units, then areas, each among all of them whatever unit is chosen."""
    told = view.narrowed(unit=None)
    units = comparing.named(told.rows("tickets/units"), "lead_unit")
    by_unit = clicks.by("unit", "lead_unit", N_("点一个单位，只看它的工单。"))
    draw_plots(told, "units", "label", units, by_unit, view.filters.get("unit", ""))
    around = neighbours.among(view, "tickets/areas")
    if len(around.rows) > 1:
        draw_plots(
            around.view, "areas", "area_name", around.rows, clicks.by_area(view), around.marked, around.note
        )


def draw_grades(view: View) -> None:
    """How callers answered, grade by grade: all, by channel, by unit."""
    grades = view.rows("tickets/grades")
    if not any(row["ticket_count"] for row in grades):
        saying.sentence(_("还没有回访。"))
        return
    left, right = st.columns(2, gap="medium")
    with left:
        page.figure(
            view,
            "grades",
            _("满意度分档"),
            charts.bars,
            [{**row, "label": row["grade"]} for row in grades],
            meaning="satisfaction_grades",
            table=grades,
            behind=sentences.BEHIND_TICKETS.of(summed(grades, "ticket_count")),
            note=grades_told(grades),
            label="label",
            value="ticket_count",
            is_sorted=True,
            click=clicks.by("satisfaction", "grade", N_("点一档，看它的工单。"), sentences.BEHIND_TICKETS),
        )
        draw_by(view, "channel", _("各来源的满意度"), N_("点一段，只看这个来源。"))
    with right:
        draw_by(view.narrowed(unit=None), "unit", _("各单位的满意度"), N_("点一段，只看这个单位。"))


def grades_told(grades: list[Row]) -> str:
    """How far the satisfied shares go, grade by grade, in a sentence."""
    steps = [row for row in grades if row["upward_share"] is not None][:3]
    return _("；").join(
        _("到{grade}为止 {share}").format(grade=_(row["grade"]), share=numbers.share(row["upward_share"]))
        for row in steps
    ) + _("。")


def draw_by(told: View, by: str, title: str, words: str) -> None:
    """The grades of each channel or unit. `by`: the filter that a click sets."""
    column = {"channel": "channel", "unit": "lead_unit"}[by]
    question = {"channel": "tickets/channels", "unit": "tickets/units"}[by]
    rows = comparing.graded(told.rows(question), column)
    page.figure(
        told,
        f"grades-{by}",
        title,
        charts.part_bars,
        rows,
        meaning="satisfaction_grades",
        question=question,
        table=told.rows(question),
        columns=(column, "answered_count", "reached_not_count", *GRADE_COLUMNS[:5], *_IN_TIME[:3], *_CALLERS),
        behind=sentences.BEHIND_TICKETS.of(summed(told.rows(question), *GRADE_COLUMNS)),
        parts=comparing.GRADE_PARTS,
        click=clicks.by(by, column, words),
    )


def draw_categories(view: View) -> None:
    """What was accepted, by category, with its share and how it moved against the period before."""
    rows = view.rows("tickets/categories")
    before = [(against, other) for against, other in comparable(view, "tickets")][:1]
    then = {row["category"]: row for _against, other in before for row in other.rows("tickets/categories")}
    told = [comparing.moved(row, then.get(row["category"]), is_known=bool(before)) for row in rows]
    page.figure(
        view,
        "accepted",
        _("各类诉求的受理"),
        charts.bars,
        [row for row in told if row["accepted_count"]],
        meaning="accepted_tickets",
        table=told,
        columns=CATEGORY_COLUMNS,
        behind=sentences.BEHIND_TICKETS.of(summed(rows, "accepted_count")),
        note=comparing.moves_told(told, before[0][0] if before else ""),
        label="label",
        value="accepted_count",
        click=clicks.by("category", "category", N_("点一类，只看这一类。")),
    )


def draw_allowances(view: View) -> None:
    """The rates with and without what was excluded or deferred, and by the limits before extensions, side by side."""
    ways = view.rows("tickets/allowances")
    title, behind = (
        _("延期、剔除、挂账：计入与不计入"),
        sentences.BEHIND_TICKETS.of(ways[0]["in_time_count"], ways[0]["due_count"]),
    )
    if not any(map(allowances.is_judged, ways)):
        page.explained_heading(view, "allowances", title, "closed_in_time", behind=behind)
        saying.note(_("到期的和接通的都不足10件，只列件数。"))
        tables.draw(ways, "allowances", "tickets/allowances", columns=allowances.COUNT_COLUMNS)
        return
    page.figure(
        view,
        "allowances",
        title,
        charts.dumbbell,
        allowances.way_rows(ways),
        meaning="closed_in_time",
        question="tickets/allowances",
        table=ways,
        columns=allowances.COLUMNS,
        behind=behind,
        note=_("右边写的是按期办结率，和它与全部计入相差多少。"),
        before="in_time",
        after="satisfied",
        before_words=N_("按期办结率"),
        after_words=N_("满意率"),
        unit="%",
    )


def draw_period(view: View) -> None:
    """What the period itself says: callers, what came again, what was allowed, and what it was about."""
    key_figures.draw(
        view,
        [
            caller_rates.contacted_figure(view),
            caller_rates.solved_figure(view),
            figures.satisfied_figure(view),
            caller_rates.score_figure(view),
        ],
    )
    key_figures.draw(
        view,
        [
            caller_rates.called_back_figure(view),
            caller_rates.cautious_figure(view),
            caller_rates.firmly_satisfied_figure(view),
        ],
    )
    left, right = st.columns(2, gap="medium")
    with left:
        draw_categories(view)
    with right:
        draw_allowances(view)
    key_figures.draw(
        view,
        [
            allowances.extended_figure(view),
            allowances.excluded_figure(view),
            allowances.deferred_figure(view),
        ],
    )
    key_figures.draw(
        view,
        [reopened.reopened_figure(view), reopened.reopening_figure(view), reopened.repeated_figure(view)],
    )


view = page.begin("tickets/units", filters=FILTERS)
compared = comparing.over_a_year(view)
if page.has_rows(view, _("工单")):
    page.finding(comparing.finding(view, compared))
    draw_period(view)
    page.heading(_("比较（{period}）").format(period=period_choice.told(compared)), size=2)
    if compared is not view:
        saying.note(
            _("单位之间比到时段末为止的一年，因为短时段里多数单位件数太少；要只比所选时段，改“单位比较”。")
        )
    draw_compared(compared)
    draw_grades(compared)
page.data_line(compared)
