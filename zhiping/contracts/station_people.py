"""暖"新"驿站, the part about persons: who is enrolled by which company, and the discounts that they used.

Persons appear under pseudonymous codes, the same in every company, so that they can be counted once.
"""

from zhiping.contracts.areas import AREA_CODE
from zhiping.contracts.columns import choice, code, day, moment, number, text
from zhiping.contracts.kinds import Dataset, Need, Parent
from zhiping.words import N_

workers = Dataset(
    name="workers",
    label=N_("新就业群体"),
    system="stations",
    grain=N_("每行一人在一家企业的登记"),
    slices=("company",),
    columns=(
        code(
            "worker_id",
            N_("人员编码"),
            key=True,
            also="编码 人员编号",
            means=N_("代码，不写姓名、电话和证件号；同一个人在几家企业用同一个代码"),
            personal=True,
            eg="W-000123",
        ),
        text("company", N_("企业"), key=True, also="所属企业 平台 公司", eg="甲外卖平台"),
        choice(
            "occupation",
            N_("职业"),
            (N_("外卖骑手"), N_("快递员"), N_("网约车司机"), N_("货车司机"), N_("其他")),
            required=True,
            also="工种",
            eg="外卖骑手",
        ),
        AREA_CODE,
        day("enrolled_on", N_("录入日期"), required=True, event=True, also="登记日期", eg="2025-02-10"),
        day("verified_on", N_("扫码认证日期"), event=True, also="认证日期", eg="2025-02-12"),
        day("left_on", N_("离职日期"), event=True, also="离开日期"),
        choice("status", N_("状态"), (N_("在册"), N_("离职")), required=True, also="在职状态", eg="在册"),
    ),
    orders=(("enrolled_on", "verified_on"), ("enrolled_on", "left_on")),
    needs=(Need("status", ("left_on",), ("离职",)),),
)

redemptions = Dataset(
    name="redemptions",
    label=N_("优惠核销"),
    system="stations",
    grain=N_("每行一次优惠核销"),
    period="redeemed_at",
    parts=(("discount_yuan", "amount_yuan"),),
    parent=Parent("merchants", "merchant_id"),
    columns=(
        code("redemption_id", N_("核销编号"), key=True, also="编号 流水号", eg="HX-0000001"),
        code("merchant_id", N_("商家编号"), required=True, also="商家", eg="SJ-0001"),
        code("worker_id", N_("人员编码"), required=True, also="编码 人员编号", personal=True, eg="W-000123"),
        moment("redeemed_at", N_("核销时间"), required=True, event=True, also="时间", eg="2025-10-20 12:15"),
        number("amount_yuan", N_("原价(元)"), also="原价 金额", unit=N_("元"), least=0, eg="32.5"),
        number("discount_yuan", N_("优惠(元)"), also="优惠 优惠金额", unit=N_("元"), least=0, eg="3.3"),
    ),
)

DATASETS = (workers, redemptions)
