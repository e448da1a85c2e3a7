"""The measures: what every figure means, in one place.

The ⓘ beside a figure and docs/measures.md read these texts; the SQL that counts names the same key.
"""

from dataclasses import dataclass
from typing import Literal

from zhiping.words import N_, _

Direction = Literal["higher", "lower", "neither"]

DIRECTIONS: dict[Direction, str] = {
    "higher": N_("越高越好"),
    "lower": N_("越低越好"),
    "neither": N_("不分好坏"),
}


@dataclass(frozen=True)
class Measure:
    """One figure's meaning. `target` is a share (0-1) that the source sets; `question` is where it is counted."""

    key: str
    name: str
    definition: str
    formula: str
    unit: str
    direction: Direction
    question: str
    target: float | None = None


_ON_TIME_FORMULA = N_("按时 ÷（按时 + 逾期办理 + 逾期未办）；办理中、未记录、不适用和时间有误的不计入，另列")

MEASURES: dict[str, Measure] = {
    one.key: one
    for one in (
        Measure(
            "ticket_count",
            N_("工单数"),
            N_("在数据截至时已经派单的工单，按工单编号去重。"),
            N_("派单时间不晚于数据截至时间的工单件数"),
            N_("件"),
            "neither",
            "tickets/key_figures",
        ),
        Measure(
            "claim_on_time",
            N_("1小时认领按时率"),
            N_("派单后在时限内认领的比例；刚好到时限算按时，挂起期间不计时。"),
            _ON_TIME_FORMULA,
            "%",
            "higher",
            "tickets/on_time",
        ),
        Measure(
            "contact_on_time",
            N_("24小时对接按时率"),
            N_("派单后在时限内既联系诉求人又到现场勘察的比例；以两者中较晚的一个为准。"),
            _ON_TIME_FORMULA,
            "%",
            "higher",
            "tickets/on_time",
        ),
        Measure(
            "report_on_time",
            N_("48小时反馈按时率"),
            N_("派单后在时限内反馈进展的比例；反馈进展不等于办结。"),
            _ON_TIME_FORMULA,
            "%",
            "higher",
            "tickets/on_time",
        ),
        Measure(
            "close_on_time",
            N_("办结按时率"),
            N_("在工单自己的办结时限内办结的比例；挂起期间顺延。"),
            _ON_TIME_FORMULA,
            "%",
            "higher",
            "tickets/on_time",
        ),
        Measure(
            "closed_share",
            N_("办结率"),
            N_(
                "已办结的占受理的比例；撤回和不予受理的不算受理。新派的工单还没到期，会拉低这个数，请同时看到期办结率。"
            ),
            N_("已办结 ÷ 受理（撤回、不予受理除外）"),
            "%",
            "higher",
            "tickets/key_figures",
        ),
        Measure(
            "mature_closed_share",
            N_("到期办结率"),
            N_("只看办结时限（含挂起顺延）已过的受理工单，其中已办结的比例。"),
            N_("已到期且已办结 ÷ 已到期的受理工单"),
            "%",
            "higher",
            "tickets/key_figures",
        ),
        Measure(
            "satisfied_share",
            N_("满意率"),
            N_(
                "回访接通的诉求人中表示非常满意、满意或基本满意的比例；括号内为95%威尔逊区间，样本越小区间越宽。"
            ),
            N_("（非常满意 + 满意 + 基本满意）÷ 回访接通"),
            "%",
            "higher",
            "tickets/key_figures",
            target=0.9,
        ),
        Measure(
            "cautious_share",
            N_("谨慎满意率"),
            N_("把未接通的也算作不满意时的满意率。"),
            N_("（非常满意 + 满意 + 基本满意）÷（回访接通 + 未接通）"),
            "%",
            "higher",
            "tickets/key_figures",
        ),
        Measure(
            "called_back_share",
            N_("回访率"),
            N_("已办结的工单中做过回访的比例；回访少时，满意率只代表被回访的人。"),
            N_("已回访 ÷ 已办结"),
            "%",
            "higher",
            "tickets/key_figures",
        ),
        Measure(
            "overdue_tickets",
            N_("已超时未办"),
            N_("至少有一个环节过了时限还没有做的工单，按数据截至时间判断，不按今天；挂起期间不计时。"),
            N_("认领、对接勘察、反馈、办结中任一环节逾期未办的工单件数"),
            N_("件"),
            "lower",
            "tickets/overdue",
        ),
        Measure(
            "near_tickets",
            N_("即将超时"),
            N_("正在办理、时限落在数据截至时间之后2、8或24小时之内的工单；正在挂起的不算。"),
            N_("至少一个办理中的环节在所选小时数内到期的工单件数"),
            N_("件"),
            "lower",
            "tickets/overdue",
        ),
        Measure(
            "step_time",
            N_("环节用时"),
            N_("从派单到完成一个环节要多久。没办完的工单也参与估计，不会因为只看办完的而显得过快。"),
            N_("卡普兰–迈耶估计的中位数（一半工单用时不超过它）和九成位数；未办完的在数据截至时删失"),
            N_("小时"),
            "lower",
            "tickets/on_time",
        ),
        Measure(
            "reached_stages",
            N_("环节到达数"),
            N_("到过每个环节的工单数。实际记录会跳过环节，所以后一环节不一定少于前一环节。"),
            N_("有该环节完成时间的工单件数；对接勘察要联系和勘察都有时间"),
            N_("件"),
            "neither",
            "tickets/funnel",
        ),
    )
}


def measure_of(key: str) -> Measure:
    """The measure called `key`; KeyError where there is none."""
    return MEASURES[key]


def measures_document() -> str:
    """docs/measures.md: every measure as a section, in Markdown, ending with a line break."""
    lines = [f"# {_('指标说明')}", ""]
    for one in MEASURES.values():
        lines += [f"## {_(one.name)} `{one.key}`", "", _(one.definition), ""]
        facts = {
            _("算法"): _(one.formula),
            _("单位"): _(one.unit),
            _("方向"): _(DIRECTIONS[one.direction]),
            _("查询"): f"`queries/{one.question}.sql`",
        }
        if one.target is not None:
            facts[_("参考值")] = f"{one.target:.0%}"
        lines += [f"- {name}：{fact}" for name, fact in facts.items()] + [""]
    return "\n".join(lines).rstrip("\n") + "\n"
