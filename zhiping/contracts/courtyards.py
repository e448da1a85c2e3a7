"""阿旗小院: the courtyards in people's homes and villages, and what happens in them."""

from zhiping.contracts.areas import AREA_CODE, COORD_DATUM, LATITUDE, LONGITUDE
from zhiping.contracts.columns import choice, code, day, integer, number, text
from zhiping.contracts.filters import Filter, any_text, number_of, one_of, word_of
from zhiping.contracts.kinds import Dataset, Parent, System
from zhiping.words import N_

COURTYARD_KINDS = (N_("红色"), N_("和谐"), N_("振兴"), N_("石榴"))
ACTIVITY_KINDS = (
    N_("理论宣讲"),
    N_("红色教育"),
    N_("意见建议"),
    N_("矛盾纠纷"),
    N_("民生问题"),
    N_("技能培训"),
    N_("民族团结"),
    N_("助餐"),
)

COURTYARD_ID = code("courtyard_id", N_("小院编号"), key=True, also="小院ID 院号", eg="XY-0001")

courtyards = Dataset(
    name="courtyards",
    label=N_("小院"),
    system="courtyards",
    grain=N_("每行一个小院"),
    orders=(("opened_on", "closed_on"),),
    columns=(
        COURTYARD_ID,
        text("courtyard_name", N_("小院名称"), required=True, also="名称 小院", eg="同心小院"),
        AREA_CODE,
        choice(
            "courtyard_kind",
            N_("小院类型"),
            COURTYARD_KINDS,
            required=True,
            also="类型 小院类别",
            means=N_("红色：理论宣讲和红色教育；和谐：调解；振兴：产业和技能；石榴：民族团结"),
            eg="和谐",
        ),
        choice(
            "host_kind",
            N_("主体类型"),
            (
                N_("党员中心户"),
                N_("老党员"),
                N_("村民代表"),
                N_("种养大户"),
                N_("手工艺传承人"),
                N_("多民族家庭"),
                N_("其他"),
            ),
            also="院主类型 主体",
            eg="党员中心户",
        ),
        day("opened_on", N_("建院日期"), event=True, also="成立日期 启用日期 建成时间", eg="2023-05-18"),
        day("closed_on", N_("停用日期"), event=True, also="撤销日期 关闭日期"),
        LONGITUDE,
        LATITUDE,
        COORD_DATUM,
        number(
            "floor_area_m2", N_("面积(平方米)"), also="面积 建筑面积", unit=N_("平方米"), least=0, eg="120"
        ),
        integer(
            "member_count", N_("党员群众骨干人数"), also="骨干人数 成员人数", unit=N_("人"), least=0, eg="6"
        ),
    ),
)

courtyard_activities = Dataset(
    name="courtyard_activities",
    label=N_("小院活动"),
    system="courtyards",
    grain=N_("每行一次活动，或同一天同一种的若干件事"),
    period="held_on",
    parent=Parent("courtyards", "courtyard_id"),
    parts=(("settled_count", "case_count"),),
    columns=(
        code("activity_id", N_("活动编号"), key=True, also="编号 活动ID", eg="HD-2025-00001"),
        code("courtyard_id", N_("小院编号"), required=True, also="小院ID 院号", eg="XY-0001"),
        day(
            "held_on",
            N_("活动日期"),
            required=True,
            event=True,
            also="日期 开展日期 活动时间",
            eg="2025-10-16",
        ),
        choice(
            "activity_kind",
            N_("活动类型"),
            ACTIVITY_KINDS,
            required=True,
            also="活动类别 事项类型",
            eg="矛盾纠纷",
        ),
        integer(
            "case_count",
            N_("件/次数"),
            required=True,
            also="件数 次数 件次",
            means=N_("宣讲、教育、培训、民族团结和助餐写次数，意见建议、矛盾纠纷、民生问题写件数"),
            least=0,
            eg="2",
        ),
        integer(
            "settled_count",
            N_("办结/化解数"),
            also="办结数 化解数 已办结",
            means=N_("件数中已经办结或化解的；没有办结写0，不清楚留空"),
            least=0,
            eg="1",
        ),
        text("training_field", N_("培训领域"), also="培训内容", eg="饲草种植"),
        integer("visit_count", N_("参与人次"), also="人次 参加人次", unit=N_("人次"), least=0, eg="18"),
    ),
)

DATASETS = (courtyards, courtyard_activities)

SILENT_DAYS = (30, 90)

SYSTEM = System(
    "courtyards",
    N_("小院"),
    noun=N_("小院"),
    filters=(
        Filter(
            "kind",
            N_("小院类型"),
            ("courtyard_kind",),
            (None,),
            one_of(*COURTYARD_KINDS),
            N_("红色、和谐、振兴或石榴"),
            narrows={"courtyards": "courtyard_kind"},
            choices={kind: kind for kind in COURTYARD_KINDS},
            travels=True,
        ),
        Filter(
            "activity",
            N_("活动类型"),
            ("activity_kind",),
            (None,),
            one_of(*ACTIVITY_KINDS),
            N_("理论宣讲、矛盾纠纷等"),
            narrows={"courtyard_activities": "activity_kind"},
        ),
        Filter(
            "silent",
            N_("无活动天数"),
            ("silent_days",),
            (SILENT_DAYS[0],),
            number_of(*SILENT_DAYS),
            N_("30 或 90"),
            why_view_only=N_("多少天没有活动才算，不决定读到哪些小院"),
            travels=True,
        ),
        Filter(
            "shade",
            N_("颜色"),
            (),
            (),
            word_of("unsettled"),
            N_("unsettled（没有办结化解的占比）"),
            why_view_only=N_("地图按哪个占比着色，不决定读到哪些小院"),
            choices={"unsettled": N_("没有办结化解的占比")},
            nothing=N_("长期无活动的占比"),
        ),
        Filter(
            "courtyard",
            N_("小院编号"),
            ("courtyard_id",),
            (None,),
            any_text,
            N_("一个小院编号"),
            narrows={"courtyards": "courtyard_id"},
            found_by="courtyards/courtyard",
        ),
    ),
)
