"""邻里项目: who works together, what they run and serve, and which needs of residents were met."""

from collections.abc import Sequence

import streamlit as st

from zhiping.contracts.kinds import Row
from zhiping.ui import charts
from zhiping.ui.kit import clicks, key_figures, page, tables
from zhiping.ui.kit.view import View
from zhiping.ui.look import numbers
from zhiping.ui.look.key_figure import summed
from zhiping.ui.neighbourhood import figures, sentences
from zhiping.words import N_, _

FILTERS = ("area", "period", "project-kind")
KIND_COLUMNS = (
    "project_kind",
    "project_count",
    "public_count",
    "paid_count",
    "commercial_count",
    "unknown_mode_count",
    "running_count",
    "service_count",
    "visit_count",
)
ROLE_COLUMNS = ("role", "partner_count", "company_count", "shop_count", "society_count", "person_count")
NEED_COLUMNS = ("field", "need_count", "met_need_count", "unmet_need_count", "met_share")
PRICE_COLUMNS = ("price_kind", "service_count", "visit_count", "subsidised_count", "subsidy_yuan")
HOST = "空间主理人"


def draw_rows(
    view: View, rows: Sequence[Row], key: str, question: str, title: str, columns: Sequence[str]
) -> None:
    """A list as far as a browser bears it, and its file with all of it."""
    tables.note_most(len(rows))
    tables.draw(rows[: tables.MOST_ROWS], key, question, columns=columns)
    tables.draw_download(view, rows, key, question, title, columns)


def draw_projects(view: View) -> None:
    """The kinds of projects and how they run, beside the months of their services."""
    kinds = view.rows("neighbourhood/kinds")
    months = view.run_up().rows("neighbourhood/months")
    left, right = st.columns(2, gap="medium")
    with left:
        page.figure(
            view,
            "kinds",
            _("各类项目和运行方式"),
            charts.part_bars,
            sentences.labelled(kinds, "project_kind", sentences.kind_note),
            meaning="project_count",
            table=kinds,
            columns=KIND_COLUMNS,
            behind=sentences.BEHIND_PROJECTS.of(summed(kinds, "project_count")),
            parts=sentences.MODE_PARTS,
            click=clicks.by("project-kind", "project_kind", N_("点一类，只看这一类项目。")),
            unit=N_("个"),
        )
    with right:
        page.figure(
            view.run_up(),
            "months",
            _("每月服务"),
            charts.month_strips,
            sentences.strips(months),
            meaning="service_months",
            table=months,
            behind=sentences.BEHIND_SERVICES.of(summed(months, "service_count")),
            click=clicks.by_month(),
            by="series",
            value="value",
            unit=N_("次或人次"),
        )


def draw_needs(view: View) -> None:
    """What residents asked for and what met it, beside what services cost and which subsidies were paid."""
    needs, prices = view.rows("neighbourhood/needs"), view.rows("neighbourhood/prices")
    left, right = st.columns(2, gap="medium")
    with left:
        page.figure(
            view,
            "needs",
            _("居民需求和回应"),
            charts.part_bars,
            sentences.labelled(needs, "field", sentences.need_note),
            meaning="needs_by_field",
            table=needs,
            columns=NEED_COLUMNS,
            behind=sentences.BEHIND_NEEDS.of(summed(needs, "need_count")),
            note=_("刚提出的需求还来不及回应。") + sentences.of_all_kinds(view),
            click=clicks.opens_rows(
                sentences.BEHIND_NEEDS, N_("点一段，看这些需求。"), parts=sentences.MET, field="field"
            ),
            parts=sentences.NEED_PARTS,
            unit=N_("条"),
        )
    with right:
        page.figure(
            view,
            "prices",
            _("收费和补贴"),
            charts.bars,
            prices,
            meaning="service_prices",
            columns=PRICE_COLUMNS,
            behind=sentences.BEHIND_SERVICES.of(summed(prices, "service_count")),
            note=sentences.subsidies_told(prices),
            click=clicks.opens_rows(
                sentences.BEHIND_SERVICES,
                N_("点一类，看这类服务。"),
                nothing=N_("未填收费方式"),
                price_kind="price_kind",
            ),
            label="price_kind",
            value="service_count",
            unit=N_("次"),
        )


def draw_need_list(view: View) -> None:
    """The needs of the period and the project that meets each; nothing where none was raised."""
    question = "neighbourhood/need_rows"
    rows = sorted(view.rows(question), key=lambda row: row["is_met"])
    if not rows:
        return
    page.heading(_("需求名单（{n} 条，还没有回应的在前）").format(n=numbers.exact_count(len(rows))))
    draw_rows(view, rows, "need-list", question, _("需求名单"), sentences.NEED_COLUMNS)


def draw_partners(view: View) -> None:
    """合伙人 apart from 合作单位 and 空间主理人, beside the trades that projects bring."""
    roles, trades = view.rows("neighbourhood/roles"), view.rows("neighbourhood/trades")
    left, right = st.columns(2, gap="medium")
    with left:
        page.figure(
            view,
            "roles",
            _("合伙人、合作单位和主理人"),
            charts.part_bars,
            sentences.labelled(roles, "role"),
            meaning="partner_count",
            table=roles,
            columns=ROLE_COLUMNS,
            behind=sentences.BEHIND_PARTNERS.of(summed(roles, "partner_count")),
            note=sentences.of_all_kinds(view),
            click=clicks.opens_rows(
                sentences.BEHIND_PARTNERS,
                N_("点一段，看这些合作伙伴。"),
                parts=sentences.KINDS_OF_WHO,
                nothing=N_("未填角色"),
                role="role",
            ),
            parts=sentences.WHO_PARTS,
            unit=N_("个"),
        )
    with right:
        page.figure(
            view,
            "trades",
            _("项目带来的业态"),
            charts.bars,
            trades,
            meaning="project_trades",
            columns=("trade", "project_count", "service_count", "visit_count"),
            behind=sentences.BEHIND_PROJECTS.of(summed(trades, "project_count")),
            click=clicks.opens_rows(
                sentences.BEHIND_PROJECTS, N_("点一类，看这类项目。"), nothing=N_("未填业态"), trade="trade"
            ),
            label="trade",
            value="project_count",
            unit=N_("个"),
        )
    draw_hosts(view)


def draw_hosts(view: View) -> None:
    """The hosts of spaces by name, with what each looks after; nothing where there is none."""
    question = "neighbourhood/partner_rows"
    rows = [row for row in view.rows(question) if row["role"] == HOST]
    if not rows:
        return
    page.heading(_("空间主理人（{n} 个）").format(n=numbers.exact_count(len(rows))))
    draw_rows(view, rows, "hosts", question, _("空间主理人"), sentences.PARTNER_COLUMNS)


def draw_list(view: View) -> None:
    """All projects, with who runs them and what they served in the period."""
    question = "neighbourhood/project_list"
    rows = view.rows(question)
    page.explained_heading(
        view,
        "list",
        _("项目名单（{n} 个）").format(n=numbers.exact_count(len(rows))),
        "project_table",
        behind=sentences.BEHIND_PROJECTS.of(len(rows)),
    )
    draw_rows(view, rows, "projects", question, _("项目名单"), sentences.PROJECT_COLUMNS)


view = page.begin(sentences.PAGE, filters=FILTERS)
if page.has_rows(view, _("邻里项目")):
    page.finding(sentences.finding(view))
    key_figures.draw(
        view,
        [
            figures.visits_figure(view),
            figures.needs_figure(view),
            figures.projects_figure(view),
            figures.members_figure(view),
        ],
    )
    draw_projects(view)
    draw_needs(view)
    draw_need_list(view)
    draw_partners(view)
    draw_list(view)
page.data_line(view)
