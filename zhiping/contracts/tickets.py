"""党代表工单: the tickets, the limits of their steps and the times when a clock stood still."""

from zhiping.contracts.areas import AREA_CODE, COORD_DATUM, LATITUDE, LONGITUDE
from zhiping.contracts.filters import Filter, between, one_of, text
from zhiping.contracts.kinds import Column, Dataset, Parent, System
from zhiping.words import N_

TICKET_CLASSES = ("A", "B", "C")
TICKET_CLASS_LABELS = (N_("A 跨部门协调"), N_("B 属地专项"), N_("C 即时办结"))
STEP_CHOICES = ("认领", "对接勘察", "反馈")

TICKET_CLASS = Column(
    "ticket_class",
    N_("工单类别"),
    "choice",
    is_required=True,
    choices=TICKET_CLASSES,
    choice_labels=TICKET_CLASS_LABELS,
    synonyms=("工单分级", "分级", "工单等级", "class"),
    meaning=N_("A 跨部门协调，B 属地专项，C 即时办结"),
    example="B",
)


def _event(name: str, label: str, *synonyms: str, is_required: bool = False, example: str = "") -> Column:
    return Column(
        name, label, "time", is_required=is_required, is_event=True, synonyms=synonyms, example=example
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
        ("dispatched_at", "closed_at"),
        ("dispatched_at", "due_at"),
        ("closed_at", "called_back_at"),
    ),
    columns=(
        Column(
            "ticket_id",
            N_("工单编号"),
            "code",
            is_required=True,
            is_key=True,
            synonyms=("工单号", "编号", "工单ID", "ticket"),
            example="GD-2025-0001",
        ),
        AREA_CODE,
        TICKET_CLASS,
        Column(
            "category",
            N_("诉求类别"),
            is_required=True,
            synonyms=("诉求分类", "问题类别", "类型"),
            example="供热供暖",
        ),
        Column("is_difficult", N_("是否疑难工单"), "flag", synonyms=("疑难工单", "疑难"), example="否"),
        _event("received_at", N_("接诉时间"), "受理时间", "来电时间", example="2025-11-04 15:20"),
        Column("channel", N_("来源"), synonyms=("工单来源", "渠道"), example="民情恳谈日"),
        Column("title", N_("标题"), synonyms=("工单标题", "诉求标题", "主题"), example="楼道照明损坏"),
        Column("delegate_id", N_("党代表"), "code", synonyms=("党代表编号",), example="D-014"),
        Column("lead_unit", N_("主办单位"), synonyms=("承办单位", "主办"), example="区住建局"),
        Column("support_units", N_("协办单位"), "list", synonyms=("协办",), example="区城管局、街道办"),
        _event(
            "dispatched_at",
            N_("派单时间"),
            "派发时间",
            "派单日期",
            is_required=True,
            example="2025年11月4日 15:30",
        ),
        _event("claimed_at", N_("认领时间"), "接单时间", "签收时间", example="2025-11-04 16:05"),
        _event("contacted_at", N_("对接诉求人时间"), "对接时间", "联系时间", example="2025-11-04 17:10"),
        _event("surveyed_at", N_("现场勘察时间"), "勘察时间", "现场勘查时间", example="2025-11-05 09:00"),
        _event("reported_at", N_("反馈进展时间"), "反馈时间", example="2025-11-06 10:00"),
        _event("closed_at", N_("办结时间"), "结案时间", "完成时间", example="2025-11-10 11:00"),
        Column(
            "outcome",
            N_("办理结果"),
            "choice",
            choices=("已解决", "部分解决", "解释说明", "未解决", "不予受理", "撤回", "退单", "重复"),
            synonyms=("结果", "办结情况"),
            example="已解决",
        ),
        _event("called_back_at", N_("回访时间"), example="2025-11-11 09:00"),
        Column(
            "satisfaction",
            N_("满意度"),
            "choice",
            choices=("非常满意", "满意", "基本满意", "不满意", "非常不满意", "未接通"),
            synonyms=("满意情况", "回访结果"),
            example="满意",
        ),
        Column(
            "reopened_count",
            N_("重办次数"),
            "integer",
            unit=N_("次"),
            minimum=0,
            synonyms=("重办",),
            example="0",
        ),
        Column(
            "due_at", N_("办结时限"), "time", synonyms=("截止时间", "办理时限"), example="2025-11-14 15:30"
        ),
        LONGITUDE,
        LATITUDE,
        COORD_DATUM,
    ),
)

ticket_limits = Dataset(
    name="ticket_limits",
    label=N_("时限标准"),
    system="tickets",
    grain=N_("每行一年、一类工单、一个环节的时限"),
    slices=("year",),
    columns=(
        Column(
            "year",
            N_("年度"),
            "integer",
            is_required=True,
            is_key=True,
            minimum=2000,
            maximum=2100,
            example="2025",
        ),
        Column(
            "ticket_class",
            N_("工单类别"),
            "choice",
            is_required=True,
            is_key=True,
            choices=TICKET_CLASSES,
            choice_labels=TICKET_CLASS_LABELS,
            example="A",
        ),
        Column(
            "step", N_("环节"), "choice", is_required=True, is_key=True, choices=STEP_CHOICES, example="认领"
        ),
        Column(
            "hours",
            N_("时限(小时)"),
            "number",
            is_required=True,
            unit=N_("小时"),
            minimum=0,
            synonyms=("时限",),
            example="1",
        ),
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
        Column(
            "ticket_id",
            N_("工单编号"),
            "code",
            is_required=True,
            is_key=True,
            synonyms=("工单号",),
            example="GD-2025-0001",
        ),
        Column(
            "paused_at",
            N_("挂起时间"),
            "time",
            is_required=True,
            is_key=True,
            is_event=True,
            example="2025-11-05 10:00",
        ),
        Column(
            "resumed_at",
            N_("恢复时间"),
            "time",
            is_event=True,
            synonyms=("解挂时间",),
            example="2025-11-07 09:00",
        ),
        Column("reason", N_("挂起原因"), is_required=True, synonyms=("原因",), example="等待天气转暖"),
    ),
)

DATASETS = (tickets, ticket_limits, ticket_pauses)

STEPS = ("claim", "contact", "report", "close")
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
            text,
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
            text,
            N_("一个主办单位"),
            narrows={"tickets": "lead_unit"},
            is_listed=True,
        ),
        Filter(
            "step",
            N_("环节"),
            ("step",),
            (None,),
            one_of(*STEPS),
            N_("claim、contact、report 或 close"),
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
            text,
            N_("一个工单编号"),
            narrows={"tickets": "ticket_id"},
            found_by="tickets/ticket",
        ),
    ),
)
