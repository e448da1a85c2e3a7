"""小院指标: what the courtyards did, how much of it was settled, and where nothing happens."""

from dataclasses import replace

import streamlit as st

from zhiping.contracts.kinds import Row
from zhiping.ui import charts
from zhiping.ui.courtyards import figures, filters, sentences, signals
from zhiping.ui.kit import addresses, chosen, clicks, key_figures, neighbours, page, saying, tables
from zhiping.ui.kit.view import View
from zhiping.ui.look import numbers
from zhiping.ui.look.key_figure import summed
from zhiping.words import N_, _

FILTERS = ("area", "period", "kind", "activity", "silent")
KIND_COLUMNS = (
    "courtyard_kind",
    "courtyard_count",
    "activity_count",
    "activities_per_courtyard",
    "case_count",
    "settleable_count",
    "settled_count",
    "settled_share",
    "visit_count",
    "silent_count",
)
ACTIVITY_COLUMNS = (
    "activity_kind",
    "activity_count",
    "case_count",
    "settleable_count",
    "settled_count",
    "settled_share",
    "unknown_settled_count",
    "visit_count",
    "per_courtyard",
    "per_1000",
)
AREA_COLUMNS = (
    "area_name",
    "courtyard_count",
    "activity_count",
    "case_count",
    "settleable_count",
    "settled_count",
    "settled_share",
    "activities_per_courtyard",
    "cases_per_1000",
    "silent_count",
    "village_count",
    "village_with_courtyard_count",
)
TREND_COLUMNS = ("month", "value", "is_complete", "mean", "lower_limit", "upper_limit", "signal_told")

MEALS = replace(sentences.BEHIND_ACTIVITIES, filters={"activity": "助餐"})


def draw_kinds(view: View) -> None:
    """The four kinds of courtyards beside what happens in them."""
    kinds, activities = view.rows("courtyards/kinds"), view.rows("courtyards/activities")
    left, right = st.columns(2, gap="medium")
    with left:
        page.figure(
            view,
            "kinds",
            _("四类小院"),
            charts.part_bars,
            sentences.kind_parts(kinds),
            meaning="courtyard_kinds",
            columns=KIND_COLUMNS,
            behind=sentences.BEHIND_COURTYARDS.of(summed(kinds, "courtyard_count")),
            parts=sentences.KIND_PARTS,
            click=clicks.by("kind", "courtyard_kind", N_("点一类，只看这一类小院。")),
            unit=N_("个"),
        )
        draw_settled(view)
    with right:
        page.figure(
            view,
            "activities",
            _("小院在做什么"),
            charts.bars,
            activities,
            meaning="activity_cases",
            columns=ACTIVITY_COLUMNS,
            behind=sentences.BEHIND_ACTIVITIES.of(summed(activities, "case_count")),
            note=_("意见建议、矛盾纠纷、民生问题按件，其余按次。"),
            label="activity_kind",
            value="case_count",
            unit=N_("件或次"),
            click=clicks.by(
                "activity", "activity_kind", N_("点一种，看它的活动。"), sentences.BEHIND_ACTIVITIES
            ),
        )


def draw_settled(view: View) -> None:
    """What was settled of the three kinds of cases, in words."""
    rows = [row for row in view.rows("courtyards/activities") if row["activity_kind"] in sentences.SETTLED]
    if rows:
        page.heading(_("办结和化解"))
        saying.points(map(sentences.settled_told, rows))


def draw_months(view: View, charted: dict[str, list[Row]], standing: dict[str, Row]) -> None:
    """The control chart of one kind of activity beside the months of all."""
    whole = sentences.without_activity(view)
    months = signals.month_rows(view, charted)
    left, right = st.columns(2, gap="medium")
    with left:
        draw_control_chart(view, charted, standing)
    with right:
        page.figure(
            whole.run_up(),
            "months",
            _("每月活动"),
            charts.month_strips,
            months,
            meaning="activity_months",
            behind=sentences.BEHIND_ACTIVITIES.of(summed(months, "case_count")),
            by="activity_kind",
            value="case_count",
            click=clicks.by_month(),
            unit=N_("件或次"),
        )


def draw_control_chart(view: View, charted: dict[str, list[Row]], standing: dict[str, Row]) -> None:
    """One kind of activity, chosen over the picture, with its signals in words below it."""
    kind = signals.charted_kind(view, charted, standing)
    rows = charted[kind]
    numbered = charts.signal_numbers(rows)
    page.figure(
        view.run_up().narrowed(activity=kind),
        "control",
        _("控制图：{kind}").format(kind=_(kind)),
        charts.control_chart,
        rows,
        click=clicks.by_month(),
        meaning="activity_trend",
        table=[{**row, "signal_told": signals.signal_words(kind, row)} for row in rows],
        columns=TREND_COLUMNS,
        behind=sentences.BEHIND_ACTIVITIES.of(summed(rows, "value")),
        note=signals.limits_told(rows),
        unit=sentences.unit_of(kind),
    )
    lines = [
        f"{numbered[row['month']]}. {signals.span_told(row)}{_('：')}{signals.signal_words(kind, row)}"
        for row in rows
        if row["signal"]
    ]
    if lines:
        saying.lines(lines)
    elif rows[0]["mean"] is not None:
        saying.sentence(_("没有信号：各月的高低是平常的起伏。"))
    draw_kind_choice(kind, list(charted))
    for other, row in standing.items():
        if other != kind:
            label = _("{signal}，看控制图").format(signal=signals.signal_told(other, row))
            addresses.link(view.page, label, {**view.chosen, "activity": other})


def draw_kind_choice(kind: str, kinds: list[str]) -> None:
    """Which kind of activity the control chart shows."""
    widget = "pick-activity"
    st.session_state[widget] = kind
    st.pills(
        _("看哪种活动"),
        kinds,
        format_func=_,
        key=widget,
        on_change=lambda: chosen.choose(activity=st.session_state[widget]),
        required=True,
        wrap=True,
    )


def draw_areas(view: View) -> None:
    """Areas by what they settle, not as a league table, and the villages without a courtyard."""
    areas = view.rows("courtyards/areas")
    around = neighbours.among(view, "courtyards/areas")
    left, right = st.columns(2, gap="medium")
    with left:
        page.figure(
            around.view,
            "areas",
            _("各地区办结和化解率"),
            charts.funnel_plot,
            around.rows,
            meaning="case_settled_share",
            question="courtyards/areas",
            columns=AREA_COLUMNS,
            behind=sentences.BEHIND_CASES.of(
                summed(around.rows, "settled_count"), summed(around.rows, "settleable_count")
            ),
            note=_("曲线之内的高低可能只是偶然；件数越少，曲线越宽。") + around.note,
            marked=around.marked,
            part="settled_count",
            whole="settleable_count",
            unit=N_("件"),
            measure=N_("办结和化解率"),
            click=clicks.by_area(view),
        )
    with right:
        draw_villages(view, sentences.areas_with_villages(areas))


def draw_villages(view: View, areas: list[Row]) -> None:
    """The share of villages with a courtyard, and where the others are."""
    what = sentences.kind_of_courtyard(view)
    told = sentences.villages_told(view.row("courtyards/key_figures"), what)
    if not any(row["missing_village_count"] for row in areas):
        page.heading(_("嘎查村覆盖"))
        saying.sentence(told)
        return
    page.figure(
        view,
        "villages",
        _("还没有{what}的嘎查村").format(what=what),
        charts.bars,
        [row for row in areas if row["missing_village_count"]],
        meaning="village_share",
        table=areas,
        columns=("area_name", "village_count", "village_with_courtyard_count", "missing_village_count"),
        behind=sentences.BEHIND_VILLAGES.of(
            summed(areas, "village_with_courtyard_count"), summed(areas, "village_count")
        ),
        note=told,
        label="area_name",
        value="missing_village_count",
        click=clicks.by_area(view),
        unit=N_("个"),
    )


def draw_silent(view: View) -> None:
    """The courtyards where nothing happens; a row opens its card on the map."""
    rows = view.stock().rows("courtyards/silent")
    heading = _("长期无活动小院（超{days}天，{n} 个）")
    page.heading(heading.format(days=sentences.silent_days(view), n=numbers.exact_count(len(rows))))
    days = filters.draw_silent(view)
    if not rows:
        saying.sentence(_("没有超过 {days} 天不活动的小院。").format(days=days))
        return
    saying.note(_("最久的在前；点选一行在地图上看这个小院。"))
    picked = tables.draw(
        rows, "silent", "courtyards/silent", columns=sentences.SILENT_COLUMNS, is_selectable=True
    )
    tables.draw_download(
        view, rows, "silent", "courtyards/silent", _("长期无活动小院"), sentences.SILENT_COLUMNS
    )
    if picked is not None:
        addresses.go_to("courtyards/map", sentences.on_map(view, rows[picked]["courtyard_id"]))


def draw_canteens(view: View) -> None:
    """Meals and how many of the old they reach; nothing where no courtyard has a canteen."""
    rows = view.rows("courtyards/canteens")
    if not rows:
        return
    page.explained_heading(
        view, "canteens", _("小院助餐"), "canteen_reached", behind=MEALS.of(summed(rows, "meal_count"))
    )
    saying.points(map(sentences.canteen_told, rows))
    saying.note(_("人次不是人数：同一个人每餐都算一次，所以按平均每餐人次除以65岁及以上人口，不用人次相除。"))
    tables.draw_twin(view, rows, "canteens", "courtyards/canteens", _("小院助餐"))


view = page.begin("courtyards/indicators", filters=FILTERS)
if view.row("courtyards/key_figures")["courtyard_count"] or page.has_rows(view, _("小院")):
    charted = signals.trends(view)
    standing = signals.standing_signals(charted)
    whole = sentences.without_activity(view)
    page.finding(signals.finding(whole, standing))
    key_figures.draw(
        whole,
        [
            figures.courtyards_figure(whole),
            figures.lectures_figure(whole),
            figures.settled_figure(whole),
            figures.silent_figure(whole),
        ],
    )
    draw_kinds(whole)
    if charted:
        draw_months(view, charted, standing)
    draw_areas(whole)
    draw_silent(whole)
    draw_canteens(whole)
page.data_line(view)
