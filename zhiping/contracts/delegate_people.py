"""党代表履职, the part about persons: what delegates did, what it is worth, and the households that they look after.

Scores are of named persons, households appear under pseudonyms only; who may read these rows needs a permission of
its own.
"""

from dataclasses import replace

from zhiping.contracts.areas import AREA_CODE
from zhiping.contracts.columns import choice, code, day, flag, integer, number, text
from zhiping.contracts.delegates import delegate_id
from zhiping.contracts.kinds import Dataset, Parent
from zhiping.words import N_

HOUSEHOLD_KINDS = (N_("困难退役军人"), N_("低保户"), N_("独居老人"), N_("残疾人"), N_("其他"))
VISIT_KINDS = (N_("民情恳谈日"), N_("上门走访"), N_("电话"))

duties = Dataset(
    name="duties",
    label=N_("履职记录"),
    system="delegates",
    grain=N_("每行一次履职"),
    period="happened_on",
    parent=Parent("delegates", "delegate_id"),
    is_restricted=True,
    columns=(
        code("duty_id", N_("履职编号"), key=True, also="编号", eg="LZ-2025-0001"),
        delegate_id(),
        text(
            "duty_kind",
            N_("履职类型"),
            required=True,
            also="类型 履职事项",
            means=N_("写法与当年评分标准里的一样"),
            eg="走访群众",
        ),
        day("happened_on", N_("履职日期"), required=True, event=True, also="日期", eg="2025-10-16"),
        integer("people_count", N_("服务人数"), also="服务群众人数", unit=N_("人"), least=0, eg="12"),
        text("note", N_("履职说明"), also="说明 备注", eg="走访独居老人"),
    ),
)

duty_points = Dataset(
    name="duty_points",
    label=N_("评分标准"),
    system="delegates",
    grain=N_("每行一地一年一种履职的分值"),
    slices=("year",),
    columns=(
        replace(AREA_CODE, is_key=True),
        integer("year", N_("年度"), key=True, also="年份", least=2000, most=2100, eg="2025"),
        text("duty_kind", N_("履职类型"), key=True, also="类型 履职事项", eg="走访群众"),
        number(
            "points_each", N_("每次得分"), required=True, also="每次分值 分值", unit=N_("分"), least=0, eg="2"
        ),
        number(
            "points_cap", N_("年度上限"), required=True, also="上限 最高分", unit=N_("分"), least=0, eg="24"
        ),
    ),
)

pairings = Dataset(
    name="pairings",
    label=N_("结对帮扶"),
    system="delegates",
    grain=N_("每行一名党代表与一户的结对"),
    period="paired_on",
    orders=(("paired_on", "ended_on"),),
    is_restricted=True,
    columns=(
        code("pairing_id", N_("结对编号"), key=True, also="编号", eg="JD-0001"),
        delegate_id(),
        code(
            "household_id",
            N_("户代号"),
            required=True,
            also="户编号 家庭代号",
            means=N_("代号，不写姓名、住址和证件号"),
            eg="H-0001",
            personal=True,
        ),
        choice(
            "household_kind",
            N_("家庭类型"),
            HOUSEHOLD_KINDS,
            required=True,
            also="类型 困难类型",
            eg="独居老人",
        ),
        AREA_CODE,
        day("paired_on", N_("结对日期"), required=True, event=True, also="开始日期", eg="2025-02-10"),
        day("ended_on", N_("解除日期"), event=True, also="结束日期"),
    ),
)

visits = Dataset(
    name="visits",
    label=N_("走访"),
    system="delegates",
    grain=N_("每行一次走访"),
    period="visited_on",
    parent=Parent("pairings", "pairing_id"),
    is_restricted=True,
    columns=(
        code("visit_id", N_("走访编号"), key=True, also="编号", eg="ZF-2025-0001"),
        code("pairing_id", N_("结对编号"), required=True, also="结对号", eg="JD-0001"),
        day("visited_on", N_("走访日期"), required=True, event=True, also="日期", eg="2025-10-15"),
        choice("visit_kind", N_("走访方式"), VISIT_KINDS, also="方式", eg="上门走访"),
        text("help_kind", N_("帮办代办事项"), also="帮办事项 代办事项", eg="代办老年证", personal=True),
        flag("is_settled", N_("是否办结"), also="办结", eg="是"),
    ),
)

DATASETS = (duties, duty_points, pairings, visits)
