"""邻里项目: the finding, the rows behind the figures, and how pictures name their parts."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from zhiping.contracts.kinds import Row
from zhiping.ui import charts
from zhiping.ui.charts.frame import MUTED, SERIES
from zhiping.ui.kit import period_choice
from zhiping.ui.kit.comparisons import comparable, moved_told
from zhiping.ui.kit.view import View
from zhiping.ui.look import numbers
from zhiping.ui.look.key_figure import Behind, added_up
from zhiping.ui.look.told import Said, Told, joined, needs_person
from zhiping.words import N_, _

SYSTEM = "neighbourhood"
PAGE = "neighbourhood/projects"
_SOURCE = ("source_sheet", "source_row")
BEHIND_MEMBERS = Behind(
    "neighbourhood/member_rows",
    columns=("member_name", "member_kind", "area_name", "joined_on", "left_on", "member_id", *_SOURCE),
    noun=N_("联盟成员"),
    is_stock=True,
)
PARTNER_COLUMNS = (
    "partner_name",
    "role",
    "partner_kind",
    "area_name",
    "project_count",
    "venue_count",
    "partner_id",
    *_SOURCE,
)
BEHIND_PARTNERS = Behind(
    "neighbourhood/partner_rows", columns=PARTNER_COLUMNS, noun=N_("合作伙伴"), is_stock=True
)
PROJECT_COLUMNS = (
    "project_name",
    "project_kind",
    "mode",
    "area_name",
    "is_running",
    "service_count",
    "visit_count",
    "people_count",
    "member_name",
    "partner_name",
    "venue_name",
    "trade",
    "service_field",
    "is_secretary_project",
    "started_on",
    "ended_on",
    "project_id",
    *_SOURCE,
)
BEHIND_PROJECTS = Behind("neighbourhood/project_list", columns=PROJECT_COLUMNS, noun=N_("项目"))
SERVICE_COLUMNS = (
    "held_on",
    "project_name",
    "project_kind",
    "area_name",
    "visit_count",
    "people_count",
    "price_kind",
    "subsidy_yuan",
    "service_id",
    *_SOURCE,
)
BEHIND_SERVICES = Behind("neighbourhood/service_rows", columns=SERVICE_COLUMNS, noun=N_("服务"))
BEHIND_VISITS = replace(BEHIND_SERVICES, size=added_up("visit_count"), unit=N_("人次"))
NEED_COLUMNS = ("field", "raised_on", "area_name", "project_name", "need_id", *_SOURCE)
BEHIND_NEEDS = Behind("neighbourhood/need_rows", columns=NEED_COLUMNS, noun=N_("需求"))

MODE_PARTS = (
    charts.Part("public_count", N_("公益"), "●", SERIES[0], SERIES[0]),
    charts.Part("paid_count", N_("有偿"), "◆", SERIES[1], SERIES[1], pattern="/"),
    charts.Part("commercial_count", N_("市场"), "▲", SERIES[2], SERIES[2], pattern="."),
    charts.Part("unknown_mode_count", N_("没有填"), "□", MUTED, MUTED, pattern="-"),
)
WHO_PARTS = (
    charts.Part("company_count", N_("企业"), "●", SERIES[0], SERIES[0]),
    charts.Part("shop_count", N_("商户"), "◆", SERIES[1], SERIES[1], pattern="/"),
    charts.Part("society_count", N_("社会组织"), "▲", SERIES[2], SERIES[2], pattern="."),
    charts.Part("person_count", N_("个人"), "■", SERIES[3], SERIES[3], pattern="-"),
)
KINDS_OF_WHO = {part.column: {"partner_kind": part.label} for part in WHO_PARTS}
NEED_PARTS = (
    charts.Part("met_need_count", N_("有项目回应"), "●", SERIES[0], SERIES[0]),
    charts.Part("unmet_need_count", N_("还没有"), "□", MUTED, MUTED, pattern="/"),
)
MET = {"met_need_count": {"is_met": "True"}, "unmet_need_count": {"is_met": "False"}}
_STRIPS = {
    "service_count": N_("服务次数"),
    "visit_count": N_("服务人次"),
    "market_visit_count": N_("其中邻里集市人次"),
}


def labelled(rows: Sequence[Row], column: str, note: Callable[[Row], str] | None = None) -> list[Row]:
    """Rows for a picture of parts: with label, the word in `column`, and note."""
    return [{**row, "label": _(row[column]), "note": note(row) if note else ""} for row in rows]


def kind_note(row: Row) -> str:
    """How many projects of a kind run, and what they served in the period."""
    running = _("在运行 {n} 个").format(n=numbers.exact_count(row["running_count"]))
    if row["visit_count"] is None:
        return running
    return running + _("，服务 {n} 人次").format(n=numbers.exact_count(row["visit_count"]))


def need_note(row: Row) -> str:
    """How many of the needs of a field are met."""
    return numbers.rate(row["met_need_count"], row["need_count"])


def of_all_kinds(view: View) -> str:
    """That needs and partners belong to no kind of projects; "" where none is chosen."""
    return _("不分项目类型，是全部的。") if "project-kind" in view.filters else ""


def strips(rows: Sequence[Row]) -> list[Row]:
    """Rows of neighbourhood/months as three series: services, visits, visits to markets."""
    return [
        {"month": row["month"], "is_complete": row["is_complete"], "series": _(name), "value": row[column]}
        for column, name in _STRIPS.items()
        for row in rows
    ]


def subsidies_told(rows: Sequence[Row]) -> str:
    """What was paid for the services of neighbourhood/prices; none written is not none paid."""
    known = [row["subsidy_yuan"] for row in rows if row["subsidy_yuan"] is not None]
    if not known:
        return _("没有填补贴。")
    return _("{n} 次服务有补贴，共 {sum} 元。").format(
        n=numbers.exact_count(sum(row["subsidised_count"] for row in rows)),
        sum=numbers.exact_count(round(sum(known))),
    )


def finding(view: View) -> Told:
    """What was served and asked for in the period, and who stands together at the data date."""
    stock = view.stock()
    reached = stock.row("neighbourhood/data_date")["oldest_data_at"]
    standing = _standing_told(stock)
    moment = _("截至{day}，").format(day=numbers.day(reached)) if reached else ""
    return _served_told(view) + _("。") + moment + standing + _("。")


def _served_told(view: View) -> Told:
    now = view.row("neighbourhood/key_figures")
    then = [(against, other.row("neighbourhood/key_figures")) for against, other in comparable(view, SYSTEM)]
    before = f"{period_choice.told(view)}{_('，')}" if view.has_period else ""
    if not now["service_count"]:
        served: Said = _("没有服务记录")
    elif now["visit_count"] is None:
        served = _("服务 {n} 次，没有填人次").format(n=numbers.exact_count(now["service_count"]))
    else:
        served = _("服务 {n} 人次").format(n=numbers.exact_count(now["visit_count"])) + moved_told(
            now, then, "visit_count", N_("人次")
        )
        if now["market_visit_count"]:
            served += _("，其中邻里集市 {n} 人次").format(n=numbers.exact_count(now["market_visit_count"]))
    return joined(_("；"), [before + served, _needs_told(now)])


def _needs_told(now: Row) -> Said:
    if not now["need_count"]:
        return ""
    text = _("居民提出需求 {n} 条").format(n=numbers.exact_count(now["need_count"]))
    if not now["unmet_need_count"]:
        return text + _("，都有项目回应")
    unmet = needs_person(_("还没有项目回应的 {n} 条").format(n=numbers.exact_count(now["unmet_need_count"])))
    return text + _("，") + unmet


def _standing_told(stock: View) -> str:
    now = stock.row("neighbourhood/key_figures")
    parts = [
        _("启动项目 {n} 个，在运行 {running} 个").format(
            n=numbers.exact_count(now["project_count"]), running=numbers.exact_count(now["running_count"])
        )
    ]
    if "project-kind" not in stock.filters:  # members and partners belong to no kind
        parts.append(_("联盟成员 {n} 个").format(n=numbers.exact_count(now["member_count"])))
        parts.append(_("社区合伙人 {n} 个").format(n=numbers.exact_count(now["community_partner_count"])))
        parts.append(_("阵地合作单位 {n} 个").format(n=numbers.exact_count(now["venue_partner_count"])))
    return _("，").join(parts)
