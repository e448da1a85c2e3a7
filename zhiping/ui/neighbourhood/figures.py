"""The key figures of 邻里项目, each with how it moved and how it came to be."""

from zhiping.ui.kit.comparisons import count_moved, share_moved
from zhiping.ui.kit.months import months_told, whole_months
from zhiping.ui.kit.view import View
from zhiping.ui.look import numbers
from zhiping.ui.look.key_figure import KeyFigure
from zhiping.ui.neighbourhood import sentences
from zhiping.words import N_, _

HEAD = "neighbourhood/key_figures"
# Of the head: what is told of members and partners, and of services.
_MEMBERS = (
    "member_count",
    "left_member_count",
    "community_partner_count",
    "venue_partner_count",
    "space_host_count",
    "unknown_role_count",
)
_SERVICES = (
    "service_count",
    "visit_count",
    "people_count",
    "market_visit_count",
    "unrecorded_visit_service_count",
)


def members_figure(view: View) -> KeyFigure:
    """联盟成员 at the data date, partners beside them by role: these are no members."""
    now = view.stock().row(HEAD, *_MEMBERS)
    roles = {
        _("社区合伙人"): now["community_partner_count"],
        _("阵地合作单位"): now["venue_partner_count"],
        _("空间主理人"): now["space_host_count"],
        _("没有填角色的伙伴"): now["unknown_role_count"],
    }
    return KeyFigure(
        "member_count",
        _("{n} 个").format(n=numbers.count(now["member_count"])),
        note=_("另有") + _("、").join(f"{name} {numbers.exact_count(n)}" for name, n in roles.items() if n)
        if any(roles.values())
        else "",
        unit=N_("个"),
        counted={
            _("联盟成员"): numbers.exact_count(now["member_count"]),
            _("已经退出"): numbers.exact_count(now["left_member_count"]),
        },
        behind=sentences.BEHIND_MEMBERS.of(now["member_count"]),
    )


def projects_figure(view: View) -> KeyFigure:
    """微项目 that had begun by the data date, and how many run."""
    now = view.row(HEAD)
    return KeyFigure(
        "project_count",
        _("{n} 个").format(n=numbers.count(now["project_count"])),
        note=_("在运行 {n} 个，书记项目 {secretary} 个").format(
            n=numbers.exact_count(now["running_count"]), secretary=numbers.exact_count(now["secretary_count"])
        ),
        unit=N_("个"),
        counted={
            _("已启动"): numbers.exact_count(now["project_count"]),
            _("在运行"): numbers.exact_count(now["running_count"]),
        },
        behind=sentences.BEHIND_PROJECTS.of(now["project_count"]),
    )


def visits_figure(view: View) -> KeyFigure:
    """服务人次 of the period; 惠及人数 beside it with its caution, never added to it."""
    now = view.row(HEAD, *_SERVICES)
    months = whole_months(view, "neighbourhood/months")
    notes = [_("服务 {n} 次").format(n=numbers.exact_count(now["service_count"]))]
    if now["people_count"] is not None:
        notes.append(
            _("惠及人数 {n}（各次相加，可能重复）").format(n=numbers.exact_count(now["people_count"]))
        )
    if now["unrecorded_visit_service_count"]:
        notes.append(
            _("没有填人次的服务 {n} 次").format(n=numbers.exact_count(now["unrecorded_visit_service_count"]))
        )
    visits = now["visit_count"]
    return KeyFigure(
        "service_visits",
        numbers.MISSING if visits is None else _("{n} 人次").format(n=numbers.count(visits)),
        note=_("；").join(notes),
        changes=count_moved(view, HEAD, "visit_count", N_("人次"), is_higher_better=True),
        values=[row["visit_count"] for row in months],
        is_share=False,
        unit=N_("人次"),
        values_note=months_told(months),
        counted={
            _("服务人次"): numbers.exact_count(visits),
            _("其中邻里集市"): numbers.exact_count(now["market_visit_count"]),
            _("没有填人次的服务"): numbers.exact_count(now["unrecorded_visit_service_count"]),
        },
        behind=sentences.BEHIND_VISITS.of(visits or 0),
    )


def needs_figure(view: View) -> KeyFigure:
    """需求回应率 of what was asked for in the period: red is nothing, for the newest needs had no time yet."""
    now = view.row(HEAD, "met_need_count", "need_count", "met_share")
    part, whole = now["met_need_count"], now["need_count"]
    return KeyFigure(
        "need_met_share",
        numbers.brief_rate(part, whole),
        note=_("有项目回应 {part}/{whole} 条").format(
            part=numbers.exact_count(part), whole=numbers.exact_count(whole)
        )
        if whole
        else _("没有提出的需求"),
        changes=share_moved(view, HEAD, "met_share", "need_count"),
        unit=N_("条"),
        counted={
            _("有项目回应"): numbers.exact_count(part),
            _("提出的需求"): numbers.exact_count(whole),
        },
        behind=sentences.BEHIND_NEEDS.of(part, whole),
    )
