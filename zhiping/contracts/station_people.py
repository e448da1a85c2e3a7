"""暖"新"驿站, the part about persons: who is enrolled by which company, and the discounts that they used.

Persons appear under pseudonymous codes, the same in every company, so that they can be counted once.
"""

from zhiping.contracts.areas import AREA_CODE
from zhiping.contracts.kinds import Column, Dataset, Parent
from zhiping.words import N_

workers = Dataset(
    name="workers",
    label=N_("新就业群体"),
    system="stations",
    grain=N_("每行一人在一家企业的登记"),
    slices=("company",),
    columns=(
        Column(
            "worker_id",
            N_("人员编码"),
            "code",
            is_required=True,
            is_key=True,
            is_personal=True,
            synonyms=("编码", "人员编号"),
            meaning=N_("代码，不写姓名、电话和证件号；同一个人在几家企业用同一个代码"),
            example="W-000123",
        ),
        Column(
            "company",
            N_("企业"),
            is_required=True,
            is_key=True,
            synonyms=("所属企业", "平台", "公司"),
            example="甲外卖平台",
        ),
        Column(
            "occupation",
            N_("职业"),
            "choice",
            is_required=True,
            choices=("外卖骑手", "快递员", "网约车司机", "货车司机", "其他"),
            synonyms=("工种",),
            example="外卖骑手",
        ),
        AREA_CODE,
        Column(
            "enrolled_on",
            N_("录入日期"),
            "date",
            is_required=True,
            is_event=True,
            synonyms=("登记日期",),
            example="2025-02-10",
        ),
        Column(
            "verified_on",
            N_("扫码认证日期"),
            "date",
            is_event=True,
            synonyms=("认证日期",),
            example="2025-02-12",
        ),
        Column("left_on", N_("离职日期"), "date", is_event=True, synonyms=("离开日期",)),
        Column(
            "status",
            N_("状态"),
            "choice",
            is_required=True,
            choices=("在册", "离职"),
            synonyms=("在职状态",),
            example="在册",
        ),
    ),
    orders=(("enrolled_on", "verified_on"), ("enrolled_on", "left_on")),
)

redemptions = Dataset(
    name="redemptions",
    label=N_("优惠核销"),
    system="stations",
    grain=N_("每行一次优惠核销"),
    period="redeemed_at",
    parent=Parent("merchants", "merchant_id"),
    columns=(
        Column(
            "redemption_id",
            N_("核销编号"),
            "code",
            is_required=True,
            is_key=True,
            synonyms=("编号", "流水号"),
            example="HX-0000001",
        ),
        Column(
            "merchant_id", N_("商家编号"), "code", is_required=True, synonyms=("商家",), example="SJ-0001"
        ),
        Column(
            "worker_id",
            N_("人员编码"),
            "code",
            is_required=True,
            is_personal=True,
            synonyms=("编码", "人员编号"),
            example="W-000123",
        ),
        Column(
            "redeemed_at",
            N_("核销时间"),
            "time",
            is_required=True,
            is_event=True,
            synonyms=("时间",),
            example="2025-10-20 12:15",
        ),
        Column(
            "amount_yuan",
            N_("原价(元)"),
            "number",
            unit=N_("元"),
            minimum=0,
            synonyms=("原价", "金额"),
            example="32.5",
        ),
        Column(
            "discount_yuan",
            N_("优惠(元)"),
            "number",
            unit=N_("元"),
            minimum=0,
            synonyms=("优惠", "优惠金额"),
            example="3.3",
        ),
    ),
)

DATASETS = (workers, redemptions)
