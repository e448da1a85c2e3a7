"""优惠核销: how often discounts are used, by which share of the people, and which merchants never see them."""

import streamlit as st

from zhiping.contracts.kinds import Row
from zhiping.ui import charts
from zhiping.ui.kit import clicks, key_figures, page, saying, tables
from zhiping.ui.kit.hidden import hidden_told, is_hidden
from zhiping.ui.kit.view import View
from zhiping.ui.look import numbers
from zhiping.ui.look.key_figure import summed
from zhiping.ui.look.markdown import as_markdown
from zhiping.ui.stations import benefit_figures, benefits
from zhiping.words import N_, _

FILTERS = ("area", "period", "shop")
KIND = clicks.by("shop", "kind", N_("点一类，只看这一类商家。"))


def draw_kinds(view: View, rows: list[Row]) -> None:
    """Redemptions by kind of merchant beside how many merchants of each kind have any."""
    left, right = st.columns(2, gap="medium")
    with left:
        page.figure(
            view,
            "kinds",
            _("各类商家核销多少次"),
            charts.bars,
            rows,
            meaning="benefit_kinds",
            columns=benefits.KIND_COLUMNS,
            behind=benefits.BEHIND_REDEMPTIONS.of(summed(rows, "redemption_count")),
            note=benefits.kinds_told(rows),
            label="kind",
            value="redemption_count",
            click=KIND,
            unit=N_("次"),
        )
    with right:
        page.figure(
            view,
            "merchants",
            _("各类商家有没有人用"),
            charts.part_bars,
            rows,
            meaning="unused_merchants",
            question="stations/benefit_kinds",
            columns=benefits.KIND_COLUMNS,
            behind=benefits.BEHIND_MERCHANTS.of(
                summed(rows, "unused_merchant_count"), summed(rows, "merchant_count")
            ),
            parts=benefits.MERCHANT_PARTS,
            click=KIND,
            unit=N_("家"),
        )


def draw_times(view: View, kinds: list[Row]) -> None:
    """Redemptions by month and kind beside those by weekday and hour."""
    months = benefits.month_rows(view, kinds)
    left, right = st.columns(2, gap="medium")
    with left:
        page.figure(
            view.run_up(),
            "months",
            _("每月核销"),
            charts.month_strips,
            months,
            meaning="benefit_months",
            columns=benefits.MONTH_COLUMNS,
            behind=benefits.BEHIND_REDEMPTIONS.of(summed(months, "redemption_count")),
            note=benefits.months_told(months),
            by="kind",
            click=clicks.by_month(N_("点一根柱，只看这个月这一类。"), shop="kind"),
            value="redemption_count",
            unit=N_("次"),
        )
    with right:
        hours = benefits.hour_rows(view)
        page.figure(
            view,
            "hours",
            _("什么时候核销"),
            charts.hour_lines,
            hours,
            meaning="benefit_hours",
            columns=benefits.HOUR_COLUMNS,
            behind=benefits.BEHIND_REDEMPTIONS.of(summed(hours, "redemption_count")),
            note=benefits.hours_told(hours),
            value="redemption_count",
            days="day_count",
            click=clicks.opens_rows(
                benefits.BEHIND_REDEMPTIONS,
                N_("点一个钟点，看这时的核销。"),
                hour="hour",
                is_weekend="is_weekend",
            ),
            unit=N_("次"),
        )


def draw_unused(view: View) -> None:
    """The merchants at which nothing was redeemed, with the whole list as a file."""
    rows = view.rows("stations/unused_merchants")
    page.heading(_("没有核销的商家（{n} 家）").format(n=numbers.count(len(rows))))
    if not rows:
        saying.sentence(_("没有这样的商家。"))
        return
    told = _("加入早的在前。")
    if len(rows) > tables.MOST_ROWS:
        told += _("下面是前{most}行；下载的文件是全部。").format(most=tables.MOST_ROWS)
    saying.note(told)
    tables.draw(
        rows[: tables.MOST_ROWS], "unused", "stations/unused_merchants", columns=benefits.UNUSED_COLUMNS
    )
    title = _("没有核销的商家")
    tables.draw_download(view, rows, "unused", "stations/unused_merchants", title, benefits.UNUSED_COLUMNS)


view = page.begin("stations/benefits", filters=FILTERS)
now = view.row("stations/benefit_key_figures")
if is_hidden(view, "redemptions"):
    st.info(as_markdown(hidden_told(view, _("核销记录"))), icon=":material/lock:")
elif now["merchant_count"] or now["redemption_count"] or page.has_rows(view, _("驿站")):
    page.finding(benefits.finding(view))
    if unknown := benefits.unknown_told(view):
        saying.note(unknown)
    key_figures.draw(view, benefit_figures.key_figures(view))
    if now["redemption_count"]:
        kinds = benefits.kind_rows(view)
        draw_kinds(view, kinds)
        draw_times(view, kinds)
    if now["merchant_count"]:
        draw_unused(view)
page.data_line(view, question="stations/benefit_data_date")
