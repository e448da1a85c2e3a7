"""健康大集: the fairs where doctors come to the community, what they offered, and who was sent on to a hospital."""

from zhiping.contracts.areas import AREA_CODE, COORD_DATUM, LATITUDE, LONGITUDE
from zhiping.contracts.columns import choice, code, day, integer, number, several, text
from zhiping.contracts.filters import Filter, any_text, one_of
from zhiping.contracts.kinds import Dataset, System
from zhiping.words import N_

FAIR_KINDS = (N_("社区大集"), N_("中医夜市"), N_("其他"))
SERVICES = (
    N_("义诊"),
    N_("中医"),
    N_("测血压血糖"),
    N_("用药咨询"),
    N_("义剪"),
    N_("政策咨询"),
    N_("疫苗"),
    N_("其他"),
)

health_fairs = Dataset(
    name="health_fairs",
    label=N_("健康大集"),
    system="health",
    grain=N_("每行一场大集"),
    period="held_on",
    parts=(("followed_up_count", "referral_count"), ("party_doctor_count", "doctor_count")),
    columns=(
        code("fair_id", N_("大集编号"), key=True, also="编号 大集ID 场次编号", eg="DJ-2025-001"),
        text(
            "fair_name",
            N_("大集名称"),
            required=True,
            also="名称 大集 活动名称",
            eg="大学西路街道健康大集",
        ),
        choice("fair_kind", N_("大集类型"), FAIR_KINDS, required=True, also="类型 大集类别", eg="社区大集"),
        AREA_CODE,
        day("held_on", N_("举办日期"), required=True, event=True, also="日期 开展日期", eg="2025-10-18"),
        text("place", N_("举办地点"), also="地点 地址 位置", eg="学苑社区广场"),
        LONGITUDE,
        LATITUDE,
        COORD_DATUM,
        integer("doctor_count", N_("医务人员数"), also="医务人员 医生数", unit=N_("人"), least=0, eg="9"),
        integer(
            "party_doctor_count",
            N_("党员医生数"),
            also="党员医生 其中党员医生",
            means=N_("医务人员中的党员医生"),
            unit=N_("人"),
            least=0,
            eg="4",
        ),
        integer(
            "visit_count",
            N_("服务人次"),
            required=True,
            also="人次 接诊人次",
            means=N_("同一个人看几项算几次；是人次，不是人数"),
            unit=N_("人次"),
            least=0,
            eg="160",
        ),
        several("services", N_("服务项目"), SERVICES, also="服务 服务内容", eg="义诊、测血压血糖"),
        integer(
            "referral_count",
            N_("转诊人次"),
            also="转诊 转诊数",
            means=N_("建议到医院进一步检查的；没有写0，不清楚留空"),
            unit=N_("人次"),
            least=0,
            eg="6",
        ),
        integer(
            "followed_up_count",
            N_("随访人次"),
            also="随访 随访数 已随访",
            means=N_("转诊中会后已经随访的；没有写0，不清楚留空"),
            unit=N_("人次"),
            least=0,
            eg="5",
        ),
        number(
            "medicine_yuan",
            N_("惠民药品金额(元)"),
            also="惠民药品金额 药品金额",
            unit=N_("元"),
            least=0,
            eg="1280",
        ),
    ),
)

DATASETS = (health_fairs,)

SYSTEM = System(
    "health",
    N_("健康大集"),
    noun=N_("大集"),
    filters=(
        Filter(
            "fair-kind",
            N_("大集类型"),
            ("fair_kind",),
            (None,),
            one_of(*FAIR_KINDS),
            N_("社区大集、中医夜市或其他"),
            narrows={"health_fairs": "fair_kind"},
            choices={kind: kind for kind in FAIR_KINDS},
        ),
        Filter(
            "fair",
            N_("大集编号"),
            ("fair_id",),
            (None,),
            any_text,
            N_("一场大集的编号"),
            narrows={"health_fairs": "fair_id"},
            found_by="health/fair",
        ),
    ),
)
