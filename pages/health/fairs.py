"""健康大集: where fairs were held, whom they served, who was sent on and followed up, and which streets are left out."""

import streamlit as st

from zhiping.ui import charts
from zhiping.ui.health import figures, on_map, sentences
from zhiping.ui.kit import clicks, key_figures, page, saying, tables
from zhiping.ui.kit.view import View
from zhiping.ui.look import numbers
from zhiping.ui.look.key_figure import summed
from zhiping.words import N_, _

FILTERS = ("area", "period", "fair-kind", "fair")
SEASON_COLUMNS = (
    "season",
    "fair_count",
    "community_count",
    "night_count",
    "other_count",
    "visit_count",
    "visits_per_fair",
    "referral_count",
    "is_complete",
)
AREA_COLUMNS = (
    "area_name",
    "fair_count",
    "spring_count",
    "summer_count",
    "autumn_count",
    "winter_count",
    "visit_count",
    "visits_per_fair",
    "referral_count",
    "followed_up_count",
    "last_held_on",
    "street_count",
    "unreached_street_count",
)


def draw_places(view: View) -> None:
    """The map beside the list, and one fair whole where one is chosen."""
    rows = view.rows("health/figure_rows")
    fair_id = view.filters.get("fair")
    if not rows:
        if fair_id:
            on_map.draw_card(view, fair_id)
        return
    left, right = st.columns(2, gap="medium")
    with left:
        page.heading(_("在哪里办"))
        on_map.draw(view, rows)
    with right:
        if fair_id:
            on_map.draw_card(view, fair_id)
        page.heading(_("名单（{n} 场）").format(n=numbers.exact_count(len(rows))))
        listed = tables.chosen_first(rows, "fair_id", "fair_name", fair_id)
        # A new table with each choice: the old one would keep its mark on a row that has moved.
        key, question = f"fairs-{fair_id or ''}", "health/figure_rows"
        tables.draw(listed, key, question, columns=on_map.LIST_COLUMNS, on_pick=on_map.open_fair)
        tables.draw_download(view, listed, "fairs", question, _("大集名单"), sentences.FAIR_COLUMNS)


def draw_times(view: View) -> None:
    """Months beside seasons, from the beginning of the records to the end of the period."""
    told = view.run_up()
    left, right = st.columns(2, gap="medium")
    months = told.rows("health/months")
    with left:
        page.figure(
            told,
            "months",
            _("每月大集"),
            charts.month_strips,
            sentences.strips(months),
            meaning="fair_months",
            table=months,
            behind=sentences.BEHIND_FAIRS.of(summed(months, "fair_count")),
            click=clicks.by_month(),
            by="series",
            value="value",
            unit=N_("场或人次"),
        )
    seasons = sentences.seasons(told)
    with right:
        page.figure(
            told,
            "seasons",
            _("各季大集"),
            charts.part_bars,
            sentences.season_rows(seasons),
            meaning="fair_seasons",
            table=seasons,
            columns=SEASON_COLUMNS,
            behind=sentences.BEHIND_FAIRS.of(summed(seasons, "fair_count")),
            note=_("从有记录起到所选时段末。"),
            click=clicks.by_months(
                3, "start_on", N_("点一段，只看这一季的这类大集。"), parts=sentences.KINDS_OF_PARTS
            ),
            parts=sentences.KIND_PARTS,
            unit=N_("场"),
        )


def draw_areas(view: View) -> None:
    """Areas by season, where there are several, beside what the fairs offer."""
    told = view.run_up()
    areas = told.rows("health/areas")
    if len(areas) < 2:
        draw_services(view)
        return
    left, right = st.columns(2, gap="medium")
    with left:
        page.figure(
            told,
            "areas",
            _("各地区四季大集"),
            charts.part_bars,
            sentences.area_rows(areas),
            meaning="fair_areas",
            table=areas,
            columns=AREA_COLUMNS,
            behind=sentences.BEHIND_FAIRS.of(summed(areas, "fair_count")),
            note=_("从有记录起到所选时段末。"),
            click=clicks.by_area(view),
            parts=sentences.SEASON_PARTS,
            unit=N_("场"),
        )
    with right:
        draw_services(view)


def draw_services(view: View) -> None:
    """At how many fairs each service was to be had; nothing where none was."""
    rows = view.rows("health/services")
    if not rows:
        return
    page.figure(
        view,
        "services",
        _("有哪些服务"),
        charts.bars,
        rows,
        meaning="fair_services",
        columns=("service", "fair_count", "told_fair_count", "offered_share"),
        behind=sentences.BEHIND_OFFERS.of(summed(rows, "fair_count")),
        note=_("一场大集有几项服务，各项场数不能相加。"),
        click=clicks.opens_rows(
            sentences.BEHIND_FAIRS, N_("点一项，看有这项服务的大集。"), services="service"
        ),
        label="service",
        value="fair_count",
        unit=N_("场"),
    )


def draw_streets(view: View) -> None:
    """The streets in which none was held for ninety days, at the data date."""
    stock = view.stock()
    every = stock.rows("health/streets")
    rows = [row for row in every if not row["is_reached"]]
    what = sentences.what(view)
    title = _("90天内没有{what}的苏木乡镇街道（{n} 个）").format(what=what, n=numbers.exact_count(len(rows)))
    page.explained_heading(
        stock,
        "streets",
        title,
        "reached_share",
        behind=sentences.BEHIND_STREETS.of(len(every) - len(rows), len(every)),
    )
    if not rows:
        all_reached = _("有上报的苏木乡镇街道 90 天内都有{what}。").format(what=what)
        saying.sentence(all_reached if every else _("这里没有可以判断的苏木乡镇街道。"))
        return
    tables.draw(rows, "streets", "health/streets", columns=sentences.STREET_COLUMNS)
    tables.draw_download(stock, rows, "streets", "health/streets", title, sentences.STREET_COLUMNS)


def draw_left_over(view: View) -> None:
    """The fairs whose referrals were not all followed up in time, at the data date."""
    stock = view.stock()
    rows = stock.rows("health/left_over")
    title = _("期满未随访（{n} 场）").format(n=numbers.exact_count(len(rows)))
    page.explained_heading(
        stock, "left-over", title, "left_over_referrals", behind=sentences.BEHIND_LEFT_OVER.of(len(rows))
    )
    if not rows:
        due = stock.row("health/key_figures")["due_referral_count"]
        saying.sentence(_("过了30天的转诊都已随访。") if due else _("还没有过了30天的转诊。"))
        return
    tables.draw(
        rows, "left-over", "health/left_over", columns=sentences.LEFT_OVER_COLUMNS, on_pick=on_map.open_fair
    )
    tables.draw_download(
        stock, rows, "left-over", "health/left_over", _("期满未随访"), sentences.LEFT_OVER_COLUMNS
    )


view = page.begin(sentences.PAGE, filters=FILTERS)
told = view if view.row("health/key_figures")["fair_count"] else view.stock()
# A street in which none was held for long has none in the period, and just that is to be told.
if told.row("health/key_figures")["fair_count"] or page.has_rows(view, _("健康大集")):
    page.finding(sentences.finding(view))
    key_figures.draw(
        view,
        [
            figures.fairs_figure(view),
            figures.visits_figure(view),
            figures.follow_up_figure(view),
            figures.reached_figure(view),
        ],
    )
    draw_places(view)
    draw_times(view)
    draw_areas(view)
    left, right = st.columns(2, gap="medium")
    with left:
        draw_streets(view)
    with right:
        draw_left_over(view)
page.data_line(told)
