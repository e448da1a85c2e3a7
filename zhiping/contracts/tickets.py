"""党代表工单: the tickets, the limits of their steps and the times when a clock stood still."""

from dataclasses import replace

from zhiping.contracts.areas import AREA_CODE, COORD_DATUM, LATITUDE, LONGITUDE
from zhiping.contracts.columns import choice, code, flag, integer, moment, several, text
from zhiping.contracts.filters import Filter, any_text, between, one_of, word_of
from zhiping.contracts.kinds import Dataset, Need, Parent, System
from zhiping.words import N_

TICKET_CLASSES = ("A", "B", "C")
TICKET_CLASS_LABELS = (N_("A 跨部门协调"), N_("B 属地专项"), N_("C 即时办结"))
GRADES = (N_("非常满意"), N_("满意"), N_("基本满意"), N_("不满意"), N_("非常不满意"), N_("未接通"))

TICKET_CLASS = choice(
    "ticket_class",
    N_("工单类别"),
    TICKET_CLASSES,
    required=True,
    labels=TICKET_CLASS_LABELS,
    also="工单分级 分级 工单等级 class",
    means=N_("A 跨部门协调，B 属地专项，C 即时办结"),
    eg="B",
)


tickets = Dataset(
    name="tickets",
    label=N_("工单"),
    system="tickets",
    grain=N_("每行一件工单"),
    period="dispatched_at",
    orders=(
        ("received_at", "dispatched_at"),
        ("dispatched_at", "claimed_at"),
        ("dispatched_at", "contacted_at"),
        ("dispatched_at", "surveyed_at"),
        ("dispatched_at", "reported_at"),
        ("dispatched_at", "first_closed_at"),
        ("dispatched_at", "closed_at"),
        ("first_closed_at", "closed_at"),
        ("dispatched_at", "due_at"),
        ("due_at", "extended_due_at"),
        ("dispatched_at", "deferred_until"),
        ("closed_at", "called_back_at"),
    ),
    needs=(
        Need("reopened_count", ("first_closed_at", "closed_at")),
        Need("is_excluded", ("excluded_reason",)),
        Need("satisfaction", ("called_back_at",)),
    ),
    columns=(
        code("ticket_id", N_("工单编号"), key=True, also="工单号 编号 工单ID ticket", eg="GD-2025-0001"),
        AREA_CODE,
        TICKET_CLASS,
        text("category", N_("诉求类别"), required=True, also="诉求分类 问题类别 类型", eg="供热供暖"),
        flag("is_difficult", N_("是否疑难工单"), also="疑难工单 疑难", eg="否"),
        moment("received_at", N_("接诉时间"), event=True, also="受理时间 来电时间", eg="2025-11-04 15:20"),
        text("channel", N_("来源"), also="工单来源 渠道", eg="民情恳谈日"),
        text("title", N_("标题"), also="工单标题 诉求标题 主题", eg="楼道照明损坏", personal=True),
        code("delegate_id", N_("党代表"), also="党代表编号", eg="D-014"),
        code(
            "talk_id",
            N_("民情恳谈日"),
            also="民情恳谈日编号 恳谈日编号",
            means=N_("诉求出自哪一次民情恳谈日，写它的编号"),
            eg="MT-202510-014",
        ),
        text("lead_unit", N_("主办单位"), also="承办单位 主办", eg="区住建局", names_units=True),
        several("support_units", N_("协办单位"), also="协办", eg="区城管局、街道办", names_units=True),
        moment(
            "dispatched_at",
            N_("派单时间"),
            required=True,
            event=True,
            also="派发时间 派单日期",
            eg="2025年11月4日 15:30",
        ),
        moment("claimed_at", N_("认领时间"), event=True, also="接单时间 签收时间", eg="2025-11-04 16:05"),
        moment(
            "contacted_at", N_("对接诉求人时间"), event=True, also="对接时间 联系时间", eg="2025-11-04 17:10"
        ),
        moment(
            "surveyed_at", N_("现场勘察时间"), event=True, also="勘察时间 现场勘查时间", eg="2025-11-05 09:00"
        ),
        moment("reported_at", N_("反馈进展时间"), event=True, also="反馈时间", eg="2025-11-06 10:00"),
        moment(
            "first_closed_at",
            N_("首次办结时间"),
            event=True,
            also="首次办结 第一次办结时间",
            means=N_("重办过的工单第一次办结的时间；没有重办过的可以不填"),
            eg="2025-11-08 16:00",
        ),
        moment("closed_at", N_("办结时间"), event=True, also="结案时间 完成时间", eg="2025-11-10 11:00"),
        choice(
            "outcome",
            N_("办理结果"),
            (
                N_("已解决"),
                N_("部分解决"),
                N_("解释说明"),
                N_("未解决"),
                N_("不予受理"),
                N_("撤回"),
                N_("退单"),
                N_("重复"),
            ),
            also="结果 办结情况",
            eg="已解决",
        ),
        moment("called_back_at", N_("回访时间"), event=True, eg="2025-11-11 09:00"),
        choice(
            "satisfaction",
            N_("满意度"),
            GRADES,
            also="满意情况 回访结果",
            eg="满意",
        ),
        flag(
            "caller_contacted",
            N_("群众称已联系"),
            also="是否联系 是否响应 响应情况",
            means=N_("回访时诉求人说承办单位是否联系过；没有问到的留空"),
            eg="是",
        ),
        choice(
            "caller_solved",
            N_("群众称解决"),
            (N_("已解决"), N_("部分解决"), N_("未解决")),
            also="是否解决 解决情况 群众反馈解决情况",
            means=N_("回访时诉求人说解决了没有，与承办单位自报的办理结果分开；没有问到的留空"),
            eg="已解决",
        ),
        integer("reopened_count", N_("重办次数"), also="重办", unit=N_("次"), least=0, eg="0"),
        moment("due_at", N_("办结时限"), also="截止时间 办理时限", eg="2025-11-14 15:30"),
        moment(
            "extended_due_at",
            N_("延期后时限"),
            also="延期时限 延期至 延期后办结时限",
            means=N_("批准延期后的办结时限；没有延期的留空"),
            eg="2025-11-24 15:30",
        ),
        moment(
            "deferred_until",
            N_("挂账至"),
            also="挂账期限 挂账时间",
            means=N_("一时解决不了、批准挂账的，写挂到什么时候；没有挂账的留空"),
            eg="2026-04-30 18:00",
        ),
        flag(
            "is_excluded",
            N_("不纳入考核"),
            also="是否剔除 剔除",
            means=N_("批准剔除、不纳入考核的写是"),
            eg="否",
        ),
        text("excluded_reason", N_("剔除原因"), also="不纳入考核原因", eg="不属于本地职权"),
        # where the caller lives
        replace(LONGITUDE, is_personal=True),
        replace(LATITUDE, is_personal=True),
        COORD_DATUM,
    ),
)

ticket_pauses = Dataset(
    name="ticket_pauses",
    label=N_("工单挂起"),
    system="tickets",
    grain=N_("每行一次挂起"),
    period="paused_at",
    parent=Parent("tickets", "ticket_id"),
    orders=(("paused_at", "resumed_at"),),
    columns=(
        code("ticket_id", N_("工单编号"), key=True, also="工单号", eg="GD-2025-0001"),
        moment("paused_at", N_("挂起时间"), key=True, event=True, eg="2025-11-05 10:00"),
        moment("resumed_at", N_("恢复时间"), event=True, also="解挂时间", eg="2025-11-07 09:00"),
        text("reason", N_("挂起原因"), required=True, also="原因", eg="等待天气转暖"),
    ),
)

DATASETS = (tickets, ticket_pauses)

STEPS = ("claim", "contact", "report", "close")
STAGES_WITHOUT_LIMIT = ("dispatch", "call_back", "satisfied")
STATES = ("on_time", "late", "waiting", "overdue", "unrecorded", "not_applicable", "fault")
NEAR_HOURS = (2, 8, 24)

_SHOWS_STEPS = N_("环节的状态由时钟算出，只决定列出哪些环节，不决定读到哪些工单")
SYSTEM = System(
    "tickets",
    N_("工单"),
    noun=N_("工单"),
    filters=(
        Filter(
            "class",
            N_("工单类别"),
            ("ticket_class",),
            (None,),
            one_of(*TICKET_CLASSES),
            N_("A、B 或 C"),
            narrows={"tickets": "ticket_class"},
            choices=dict(zip(TICKET_CLASSES, TICKET_CLASS_LABELS, strict=True)),
            travels=True,
        ),
        Filter(
            "category",
            N_("诉求类别"),
            ("category",),
            (None,),
            any_text,
            N_("一个诉求类别"),
            narrows={"tickets": "category"},
            is_listed=True,
            travels=True,
        ),
        Filter(
            "unit",
            N_("主办单位"),
            ("lead_unit",),
            (None,),
            any_text,
            N_("一个主办单位"),
            narrows={"tickets": "lead_unit"},
            is_listed=True,
        ),
        Filter(
            "channel",
            N_("来源"),
            ("channel",),
            (None,),
            any_text,
            N_("一个工单来源"),
            narrows={"tickets": "channel"},
            is_listed=True,
        ),
        Filter(
            "satisfaction",
            N_("满意度"),
            ("satisfaction",),
            (None,),
            one_of(*GRADES),
            N_("非常满意、满意、基本满意、不满意、非常不满意或未接通"),
            narrows={"tickets": "satisfaction"},
        ),
        Filter(
            "over",
            N_("单位比较"),
            (),
            (),
            word_of("period"),
            N_("period（所选时段）"),
            why_view_only=N_("单位之间比多长时间，不决定读到哪些工单"),
            choices={"period": N_("所选时段")},
            nothing=N_("到时段末的一年"),
        ),
        Filter(
            "step",
            N_("环节"),
            ("step",),
            (None,),
            one_of(*STEPS, *STAGES_WITHOUT_LIMIT),
            N_(
                "claim、contact、report 或 close；没有时限的 dispatch、call_back 或 satisfied 列出到了这一步的"
            ),
            why_view_only=_SHOWS_STEPS,
        ),
        Filter(
            "state",
            N_("状态"),
            ("state",),
            (None,),
            one_of(*STATES),
            N_("on_time、late、waiting、overdue 等"),
            why_view_only=_SHOWS_STEPS,
        ),
        Filter(
            "within",
            N_("预警时长"),
            ("within_hours",),
            (NEAR_HOURS[-1],),
            between(0, 24 * 366),
            N_("小时数"),
            why_view_only=N_("往后看多远，不决定读到哪些工单"),
        ),
        Filter(
            "ticket",
            N_("工单编号"),
            ("ticket_id",),
            (None,),
            any_text,
            N_("一个工单编号"),
            narrows={"tickets": "ticket_id"},
            found_by="tickets/ticket",
        ),
    ),
)
