"""结对帮扶: how many households delegates look after, and which were not visited."""

import streamlit as st

from zhiping.contracts.kinds import Row
from zhiping.ui import charts
from zhiping.ui.delegates import pairings
from zhiping.ui.kit import chosen, clicks, key_figures, page, saying, tables
from zhiping.ui.kit.view import View
from zhiping.ui.look import numbers
from zhiping.words import N_, _

FILTERS = ("area", "delegate")


def open_delegate(row: Row) -> None:
    """Write the delegate into the address."""
    chosen.choose(delegate=row["delegate_id"])


def draw_pictures(view: View) -> None:
    """Visits month by month, beside how many households each street has."""
    now = view.row("delegates/pairing_totals")
    left, right = st.columns(2, gap="medium")
    with left:
        page.figure(
            view,
            "months",
            _("每月应走访和已走访的户"),
            charts.month_strips,
            pairings.month_rows(view),
            meaning="pair_visited",
            question="delegates/pairing_months",
            table=view.rows("delegates/pairing_months"),
            behind=pairings.behind_pairs(view, now["visited_count"], now["due_count"]),
            note=_("ⓘ 里是最近一个整月的户。"),
            by="label",
            value="amount",
            unit=N_("户"),
        )
    with right:
        streets = pairings.area_rows(view)
        page.figure(
            view,
            "areas",
            _("各街道的结对户"),
            charts.bars,
            streets,
            meaning="pair_count",
            question="delegates/pairing_areas",
            columns=pairings.AREA_COLUMNS,
            behind=pairings.behind_pairs(view, now["pair_count"]),
            note=pairings.hidden_told(streets),
            label="area_name",
            value="pair_count",
            unit=N_("户"),
            click=clicks.by_area(view),
        )


def draw_people(view: View) -> None:
    """1+N, and the households under their codes, for who may see them."""
    if not pairings.shows_households(view):
        saying.note(_("党代表的结对数和户清单需要“人员考核”权限，这里只有合计。"))
        return
    delegates = view.rows("delegates/pairing_delegates")
    page.heading(_("1+N：每名党代表的结对户（{n} 名）").format(n=numbers.exact_count(len(delegates))))
    columns = pairings.DELEGATE_COLUMNS
    asked = "delegates/pairing_delegates"
    tables.draw(delegates, "delegates", asked, columns=columns, on_pick=open_delegate)
    tables.draw_download(view, delegates, "delegates", asked, _("党代表结对户"), columns)
    rows = view.rows("delegates/pairing_rows")
    page.heading(_("结对户走访情况（{n} 户）").format(n=numbers.exact_count(len(rows))))
    saying.note(_("户只有代号；上月应走访而没有走访的在前。"))
    tables.draw(rows, "pairs", "delegates/pairing_rows", columns=pairings.ROW_COLUMNS)
    tables.draw_download(view, rows, "pairs", "delegates/pairing_rows", _("结对户走访"), pairings.ROW_COLUMNS)


view = page.begin("delegates/pairings", filters=FILTERS)
if page.has_rows(view, _("党代表履职")):
    whole = view.narrowed(delegate=None)  # of one delegate's few households no sum is told
    if view.row("delegates/pairing_totals")["has_any"]:
        page.finding(pairings.finding(whole))
        key_figures.draw(
            whole,
            [pairings.pairs_figure(whole), pairings.visited_figure(whole), pairings.due_now_figure(whole)],
        )
        draw_pictures(whole)
        draw_people(view)
    else:
        saying.sentence(_("这里没有结对帮扶的记录。"))
page.data_line(view, question="delegates/pairing_data_date" if pairings.shows_households(view) else "")
