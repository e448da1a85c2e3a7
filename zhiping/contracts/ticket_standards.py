"""What tickets are held against: the limits of their steps and the weights of the three rates, a year at a time."""

from zhiping.contracts.columns import choice, integer, number, text
from zhiping.contracts.kinds import Dataset
from zhiping.contracts.tickets import TICKET_CLASS_LABELS, TICKET_CLASSES
from zhiping.words import N_

STEP_CHOICES = (N_("认领"), N_("对接勘察"), N_("反馈"), N_("办结"))
RATE_CHOICES = (N_("响应率"), N_("解决率"), N_("满意率"), N_("部分解决"))

ticket_limits = Dataset(
    name="ticket_limits",
    label=N_("时限标准"),
    system="tickets",
    grain=N_("每行一年、一类工单、一个环节的时限"),
    slices=("year",),
    columns=(
        integer("year", N_("年度"), key=True, least=2000, most=2100, eg="2025"),
        choice("ticket_class", N_("工单类别"), TICKET_CLASSES, key=True, labels=TICKET_CLASS_LABELS, eg="A"),
        choice("step", N_("环节"), STEP_CHOICES, key=True, eg="认领"),
        number("hours", N_("时限(小时)"), required=True, also="时限", unit=N_("小时"), least=0, eg="1"),
    ),
)

rate_weights = Dataset(
    name="rate_weights",
    label=N_("三率权重"),
    system="tickets",
    grain=N_("每行一年、一个率的权重"),
    slices=("year",),
    columns=(
        integer("year", N_("年度"), key=True, least=2000, most=2100, eg="2025"),
        choice(
            "rate",
            N_("率"),
            RATE_CHOICES,
            key=True,
            also="指标 项目",
            means=N_("三个率各一行；“部分解决”一行写一件部分解决折算为百分之几的解决"),
            eg="解决率",
        ),
        number(
            "weight",
            N_("权重(%)"),
            required=True,
            also="权重 分值 占比",
            unit="%",
            least=0,
            most=100,
            eg="45",
        ),
        text(
            "basis", N_("依据"), also="依据文号 来源 出处", means=N_("权重出自哪份通报或办法"), eg="考评办法"
        ),
    ),
)

DATASETS = (ticket_limits, rate_weights)
